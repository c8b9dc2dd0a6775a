"""The commons hold what everybody in it allows, and nothing else, whatever is done in whatever order.

``giving`` says independently of the database what that is.
"""

from __future__ import annotations

import asyncio
import random
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import suppress

import asyncpg
import msgspec
import pytest

from affresco.accounts.model import Answers, Consent, Licence
from affresco.assistant import account as gesso
from affresco.db import Database
from affresco.errors import AffrescoError
from affresco.posts import audience, commands, consent, quotes
from affresco.posts.access import narrower
from affresco.posts.errors import RemixForbidden
from affresco.posts.model import (
    NOT_READ,
    Change,
    Likeness,
    NewPicture,
    PostId,
    Publish,
    Visibility,
)
from properties.giving import Giving, Member, Thing
from properties.network import Network, network

STEPS = 90
LICENCES: tuple[Licence | None, ...] = (
    None,
    "CC0",
    "CC BY",
    "CC BY",
    "CC BY-SA",
    "all rights reserved",
)
AUDIENCES: tuple[Visibility, ...] = (
    "public",
    "public",
    "public",
    "public",
    "public",
    "public",
    "public",
    "public",
    "public",
    "unlisted",
    "followers",
    "private",
)
MOSTLY_YES: tuple[Consent | None, ...] = (
    None,
    "allow",
    "allow",
    "allow",
    "allow",
    "allow",
    "deny",
)
NARROWER: tuple[Visibility, ...] = ("unlisted", "followers", "private")
LIKENESSES: tuple[Likeness | None, ...] = (
    None,
    None,
    "nobody",
    "nobody",
    "nobody",
    "adults",
    "adults",
    "adults",
    "minors",
)


@pytest.fixture
async def net(database: Database) -> AsyncIterator[Network]:
    async with network(database) as made:
        yield made


class Play:
    """People who publish and change their minds, and the same in ``giving``."""

    def __init__(self, net: Network, people: list[int], assistant: int, seed: int) -> None:
        self.net = net
        self.people = people
        self.chance = random.Random(seed)
        self.model = Giving(assistant)
        unsaid: tuple[Consent, Licence | None] = ("deny", None)
        self.says = dict.fromkeys((*people, assistant), unsaid)

    async def step(self) -> str:
        """One thing that somebody does; what a rule refuses changes nothing."""
        acts: list[Callable[[], Awaitable[None]]] = [
            *[self.publish] * 18,
            *[self.choose] * 8,
            self.choose_all,
            self.edit,
            self.edit,
            self.change_pictures,
            self.narrow,
            self.revoke,
            self.delete,
        ]
        if len(self.people) > 3 and self.chance.random() < 0.15:  # or soon nobody is left
            acts.append(self.leave)
        act = self.chance.choice(acts)
        with suppress(AffrescoError):
            await act()
        return act.__name__

    def _some(self) -> int | None:
        recent = sorted(self.model.things)[-14:]
        return self.chance.choice(recent) if recent else None

    async def _picture(self, who: int) -> tuple[int, bool]:
        """A picture, and whether only its author can say whom it shows."""
        origin = self.chance.choice(
            ("words", "words", "words", "upload", "words again", "upload again")
        )
        source = await self.net.picture(who, "a wall" if "words" in origin else None)
        if "upload" in origin:
            await self._run("UPDATE media SET kind = 'upload' WHERE id = $1", source)
        if "again" not in origin:
            return source, origin == "upload"
        made = await self.net.picture(who, "the wall in red")
        await self._run(
            """UPDATE generations g SET task = 'image-to-image', source_media_id = $2
               FROM candidates c WHERE c.generation_id = g.id AND c.media_id = $1""",
            made,
            source,
        )
        return made, origin == "upload again"

    async def _run(self, sql: str, *args: object) -> None:
        async with self.net.database.write() as tx:
            await tx.run(sql, *args)

    async def publish(self) -> None:
        chance, things = self.chance, self.model.things
        who = chance.choice([*self.people, self.model.gesso])
        other = self._some()
        how = chance.choice(
            ("plain", "plain", "remix", "remix", "remix", "quote", "quote", "reply")
        )
        pictures: tuple[NewPicture, ...] = ()
        open_people = False
        if how == "remix" or chance.random() < 0.5:
            media_id, open_people = await self._picture(who)
            pictures = (NewPicture(media_id),)
        command = Publish(
            text=f"{how} {chance.random()}",
            pictures=pictures,
            visibility=chance.choice(AUDIENCES),
            remix_of_id=other if how == "remix" else None,
            quote_of_id=other if how == "quote" else None,
            in_reply_to_id=other if how == "reply" else None,
            training=chance.choice(MOSTLY_YES),
            licence=chance.choice(LICENCES),
            likeness=chance.choice(LIKENESSES),
            remix_policy="everyone",
        )
        post_id = await commands.publish(self.net.database, self.net.settings, who, command)
        training, licence = self.says[who]
        visibility = command.visibility
        if other is not None and how in ("quote", "reply"):
            visibility = narrower(visibility, things[other].visibility)
        things[post_id] = Thing(
            author=who,
            visibility=visibility,
            training=command.training or training,
            licence=command.licence or licence,
            likeness=command.likeness,
            open_people=open_people,
            parent=command.remix_of_id,
            quoted=command.quote_of_id,
            answers=command.in_reply_to_id,
        )

    async def choose(self) -> None:
        post_id = self._some()
        if post_id is None:
            return
        thing, chance = self.model.things[post_id], self.chance
        wish = Change(
            training=chance.choice((None, "allow", "allow", "allow", "deny")),
            licence=chance.choice(LICENCES),
            likeness=chance.choice(LIKENESSES),
        )
        await consent.choose(self.net.database, thing.author, post_id, wish)
        thing.training = wish.training or thing.training
        thing.licence = wish.licence or thing.licence
        thing.likeness = wish.likeness or thing.likeness

    async def choose_all(self) -> None:
        chance = self.chance
        who, everything = chance.choice(self.people), chance.random() < 0.6
        answers = Answers(
            training=chance.choice((None, "allow", "allow", "deny")),
            licence=chance.choice(LICENCES),
        )
        for_all = NOT_READ if everything else None
        await consent.answer(self.net.database, who, answers, {}, for_all=for_all)
        training, licence = self.says[who]
        self.says[who] = (answers.training or training, answers.licence or licence)
        for thing in self.model.things.values():
            if everything and thing.author == who:
                thing.training = answers.training or thing.training
                thing.licence = answers.licence or thing.licence

    async def edit(self) -> None:
        post_id = self._some()
        if post_id is None:
            return
        author = self.model.things[post_id].author
        text = f"in other words {self.chance.random()}"
        await commands.edit(self.net.database, self.net.settings, author, post_id, text)

    async def change_pictures(self) -> None:
        """Put another picture in, perhaps saying whom it shows."""
        post_id = self._some()
        if post_id is None:
            return
        thing = self.model.things[post_id]
        media_id, open_people = await self._picture(thing.author)
        likeness = self.chance.choice(LIKENESSES)
        wish = Change(pictures=(NewPicture(media_id),), likeness=likeness)
        await commands.change(self.net.database, self.net.settings, thing.author, post_id, wish)
        thing.likeness = likeness or (None if open_people else thing.likeness)
        thing.open_people = open_people

    async def narrow(self) -> None:
        post_id = self._some()
        if post_id is None:
            return
        thing = self.model.things[post_id]
        visibility = self.chance.choice(NARROWER)
        await audience.narrow(self.net.database, thing.author, post_id, visibility)
        thing.visibility = visibility

    async def revoke(self) -> None:
        quoting = [i for i, thing in self.model.things.items() if thing.quoted in self.model.things]
        if not quoting:
            return
        post_id = self.chance.choice(quoting)
        quoted = self.model.things[post_id].quoted
        assert quoted is not None
        author = self.model.things[quoted].author
        await quotes.revoke(self.net.database, author, quoted, post_id)
        self.model.revoke(post_id)

    async def delete(self) -> None:
        post_id = self._some()
        if post_id is None:
            return
        author = self.model.things[post_id].author
        await commands.delete(self.net.database, author, post_id)
        self.model.delete(post_id)

    async def leave(self) -> None:
        who = self.chance.choice(self.people)
        self.people.remove(who)
        async with self.net.database.write() as tx:
            await tx.run("DELETE FROM accounts WHERE id = $1", who)
        self.model.delete_account(who)


async def held(database: Database) -> dict[int, Member]:
    """What the database says is in the commons."""
    async with database.read() as tx:
        rows = await tx.rows("SELECT post_id, people, licence FROM commons_posts")
    return {row["post_id"]: (frozenset(row["people"]), row["licence"]) for row in rows}


async def told(database: Database) -> list[tuple[str, int]]:
    """(kind, post) that the log got since the last time."""
    async with database.write() as tx:
        await tx.value("SELECT commons_sequence(1000)")
        rows = await tx.rows("SELECT kind, post_id FROM commons_log ORDER BY seq")
        await tx.run("DELETE FROM commons_log")
    return [(row["kind"], row["post_id"]) for row in rows]


def came_as(model: Giving, post_id: int) -> str:
    """How the log tells that a post came in. An answer to what is gone is a post like any other."""
    thing = model.things[post_id]
    if thing.parent is not None:
        return "remix"
    return "reply" if thing.answers in model.things else "post"


async def try_to_cheat(play: Play, members: dict[int, Member]) -> None:
    """No statement writes into the commons what is not given."""
    database, chance = play.net.database, play.chance
    others = [post_id for post_id in play.model.things if post_id not in members]
    if others:
        async with database.write() as tx:
            await tx.run(
                "INSERT INTO commons_posts (post_id, account_id, people) VALUES ($1, $2, '{}')",
                chance.choice(others),
                play.people[0],
            )
    if members:
        async with database.write() as tx:
            await tx.run(
                "UPDATE commons_posts SET people = '{}', licence = 'CC0' WHERE post_id = $1",
                chance.choice(sorted(members)),
            )
    known = sorted(play.model.things)
    several = chance.sample(known, min(len(known), chance.randint(1, 3)))
    if several:
        fine = all(post_id in members and members[post_id][1] for post_id in several)
        assert await may_be_row(database, several) == fine, several


async def may_be_row(database: Database, post_ids: list[int]) -> bool:
    """Whether a row of a dataset may be made of these posts; none is kept."""
    connection = await database.connect()
    try:
        transaction = connection.transaction()
        await transaction.start()
        try:
            await connection.execute(
                "INSERT INTO commons_releases (version, through_seq) VALUES (1, 0)"
            )
            await connection.execute(
                """INSERT INTO commons_rows (config, key, leaf, post_ids, people, split, since_version)
                   VALUES ('captions', 'k', $1, $2, '{}', 'train', 1)""",
                bytes(32),
                post_ids,
            )
        except asyncpg.IntegrityConstraintViolationError:
            return False
        else:
            with pytest.raises(asyncpg.IntegrityConstraintViolationError):
                await connection.execute("UPDATE commons_rows SET post_ids = '{1}'")
        finally:
            await transaction.rollback()
    finally:
        await connection.close()
    return True


@pytest.mark.parametrize("seed", range(6))
async def test_the_commons_hold_what_everybody_in_it_allows(net: Network, seed: int) -> None:
    people: list[int] = [*await net.people("ada", "bo", "cy", "di", "ed")]
    async with net.database.write() as tx:
        assistant = await gesso.ensure(tx)
    play = Play(net, people, assistant, seed)
    before: dict[int, Member] = {}
    ever = 0
    for number in range(STEPS):
        done = await play.step()
        expected = play.model.members()
        said = f"step {number}: {done}"
        assert await held(net.database) == expected, said
        lines = [line for line in await told(net.database) if line[0] != "edit"]
        came = [(came_as(play.model, i), i) for i in expected if i not in before]
        left = [
            ("withdrawal" if i in play.model.things else "deletion", i)
            for i in before
            if i not in expected
        ]
        assert sorted(lines) == sorted(came + left), said
        await try_to_cheat(play, expected)
        assert await held(net.database) == expected, f"{said}, and a cheat"
        assert await told(net.database) == [], f"{said}, and a cheat"
        before = expected
        ever += len(came)
    assert ever > 3, "nothing was ever given: the test tells nothing"


async def test_an_edit_is_told_of_what_is_in(net: Network) -> None:
    ada, bo = await net.people("ada", "bo")
    given = await net.post(ada, "given", training="allow")
    kept = await net.post(bo, "kept", training="deny")
    await told(net.database)
    for author, post in ((ada, given), (bo, kept)):
        await commands.edit(net.database, net.settings, author, post, "in other words")
    assert await told(net.database) == [("edit", given)]


@pytest.mark.parametrize("first", ["denial", "remix"])
@pytest.mark.parametrize("depth", [1, 2])
async def test_a_remix_and_a_denial_at_once(net: Network, first: str, depth: int) -> None:
    """Whoever begins, and whoever waits for whom: a remix of what is denied is never left inside."""
    ada, bo, cy = await net.people("ada", "bo", "cy")
    root = await net.post(ada, prompt="a wall", training="allow")
    source = root
    if depth == 2:
        source = await net.post(bo, prompt="a wall", training="allow", remix_of_id=root)
    media_id = await net.picture(cy, "a red wall")

    async def deny(connection: asyncpg.Connection) -> None:
        await connection.execute("UPDATE posts SET training = 'deny' WHERE id = $1", root)

    async def remix(connection: asyncpg.Connection) -> None:
        post_id = await connection.fetchval(
            """INSERT INTO posts (id, account_id, text, visibility, root_id, recipe_visibility,
                                  remix_policy, training)
               SELECT n, $1, '', 'public', n, 'open', 'everyone', 'allow' FROM next_id() n
               RETURNING id""",
            cy,
        )
        await connection.execute(
            """INSERT INTO lineage (post_id, parent_id, root_id, depth) VALUES ($1, NULL, $1, 0)
               ON CONFLICT DO NOTHING""",
            source,
        )
        await connection.execute(
            "INSERT INTO lineage (post_id, parent_id, root_id, depth) VALUES ($1, $2, $2, 1)",
            post_id,
            source,
        )
        await connection.execute(
            "INSERT INTO post_media (post_id, position, media_id) VALUES ($1, 0, $2)",
            post_id,
            media_id,
        )

    one, two = (deny, remix) if first == "denial" else (remix, deny)
    earlier, later = await net.database.connect(), await net.database.connect()
    try:
        ahead, behind = earlier.transaction(), later.transaction()
        await ahead.start()
        await behind.start()
        await one(earlier)
        # It waits for the other's commit, here or at its own.
        waiting = asyncio.create_task(_finish(later, behind, two))
        await asyncio.sleep(0.2)
        await ahead.commit()
        await waiting
    finally:
        await earlier.close()
        await later.close()
    assert await held(net.database) == {}


async def _finish(
    connection: asyncpg.Connection,
    transaction: asyncpg.transaction.Transaction,
    act: Callable[[asyncpg.Connection], Awaitable[None]],
) -> None:
    await act(connection)
    await transaction.commit()


async def test_remixes_and_changes_of_mind_all_at_once(net: Network) -> None:
    """Through the real commands, many at a time: what is inside in the end is what is allowed in the end."""
    people = await net.people("ada", "bo", "cy", "di")
    chance = random.Random(5)
    model = Giving(gesso=0)
    posts: list[PostId] = []
    for who in people:
        posts.append(await net.post(who, prompt="a wall", training="allow", licence="CC BY"))
        model.things[posts[-1]] = Thing(who, "public", "allow", "CC BY")

    async def remix(who: int, source: PostId) -> None:
        made = await net.post(
            who, prompt="red", training="allow", licence="CC0", remix_of_id=source
        )
        posts.append(made)
        model.things[made] = Thing(who, "public", "allow", "CC0", parent=source)

    async def flip(post_id: PostId, training: Consent) -> None:
        thing = model.things[post_id]
        with suppress(AffrescoError):  # two who wait for each other: one is told to try again
            await consent.choose(net.database, thing.author, post_id, Change(training=training))
            thing.training = training

    for _round in range(6):
        targets = chance.sample(posts, 4)
        await asyncio.gather(
            *(remix(chance.choice(people), chance.choice(targets)) for _ in range(4)),
            *(flip(post_id, chance.choice(("allow", "deny"))) for post_id in targets),
        )
        assert await held(net.database) == model.members()
    assert model.members()


async def test_nobody_remixes_who_was_not_allowed_to(net: Network) -> None:
    ada, bo = await net.people("ada", "bo")
    async with net.database.write() as tx:
        await tx.run("UPDATE accounts SET remix_policy = NULL WHERE id = $1", ada)
    post = await net.post(ada, prompt="a wall")
    with pytest.raises(RemixForbidden):
        await net.post(bo, prompt="a wall", remix_of_id=post)
    async with net.database.read() as tx:
        assert await tx.value("SELECT remix_policy FROM posts WHERE id = $1", post) == "nobody"


def test_the_model_itself_can_say_no() -> None:
    model = Giving(gesso=9)
    model.things[1] = Thing(1, "public", "allow", "CC BY")
    model.things[2] = Thing(2, "public", "allow", "CC BY-SA", parent=1)
    assert model.members()[2] == (frozenset({1, 2}), "CC BY-SA")
    model.things[1] = Thing(1, "public", "deny", "CC BY")
    assert model.members() == {}
    assert msgspec.to_builtins(sorted(model.sources(2))) == [1, 2]
