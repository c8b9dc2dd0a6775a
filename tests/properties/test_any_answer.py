"""No answer rests on what the asker may not see or its author does not allow, whatever was done before, in
whichever process, however old the index is."""

from __future__ import annotations

import asyncio
import random

import pytest

from affresco.accounts import commands as accounts
from affresco.accounts.model import AccountId, Consent
from affresco.assistant.gesso import Gesso
from affresco.assistant.model import Among, Answer, Ask, ByPerson, Everything, InThread
from affresco.db import Database
from affresco.errors import NotFound
from affresco.feeds.search.finder import Finder
from affresco.feeds.search.index import index_posts
from properties.doings import HASHTAGS, do_something
from properties.eyes import Truth, truth
from properties.network import Network, network

PEOPLE = ("ada", "bo", "cy", "di")
QUESTIONS = (
    "Which post is about a wall?",
    "What did people post again?",
    "How many posts are there?",
    "Quante persone hanno pubblicato?",
    "best posts",
    "What's trending?",
    "catch me up",
    "What did @ada post?",
    "since when do people post about a post?",
    f"What is new with #{HASHTAGS[0]}?",
)


async def consenting(database: Database) -> dict[int, bool]:
    """Whether answers may be made of each post, from the tables alone."""
    async with database.read() as tx:
        rows = await tx.rows(
            """SELECT p.id, p.assistant AS own, a.assistant AS general
               FROM posts p JOIN accounts a ON a.id = p.account_id"""
        )
    return {row["id"]: (row["own"] or row["general"]) == "allow" for row in rows}


async def change_mind(net: Network, people: list[AccountId], chance: random.Random) -> None:
    """Somebody says yes or no, of all or of one post."""
    who = chance.choice(people)
    choice: Consent = "allow" if chance.random() < 0.5 else "deny"
    if chance.random() < 0.5:
        await accounts.set_assistant(net.database, who, choice, "asked")
        return
    async with net.database.write() as tx:
        await tx.run(
            """UPDATE posts SET assistant = $2
               WHERE id = (SELECT id FROM posts WHERE account_id = $1 ORDER BY random() LIMIT 1)""",
            who,
            choice,
        )


async def index_some(net: Network, chance: random.Random) -> None:
    """Some posts as they are now; the others stay as they were, or are not there yet."""
    async with net.database.read() as tx:
        ids = [row["id"] for row in await tx.rows("SELECT id FROM posts")]
    async with net.database.write() as tx:
        await index_posts(tx, [post_id for post_id in ids if chance.random() < 0.6])


def wrongs(answer: Answer, viewer: int | None, real: Truth, consent: dict[int, bool]) -> list[str]:
    """Everything that the answer should not rest on."""
    wrong = []
    for sentence in answer.sentences:
        if not sentence.citations:
            wrong.append(f"nothing bears out: {sentence.text}")
        for one in sentence.citations:
            author, audience = real.posts.get(one.post_id, (0, "gone"))
            if not real.allows(viewer, one.post_id):
                wrong.append(f"{one.post_id} is not for {viewer}: {sentence.text}")
            if audience in ("direct", "private", "gone"):
                wrong.append(f"{one.post_id} is {audience}: {sentence.text}")
            if author != viewer and not consent.get(one.post_id, False):
                wrong.append(f"{one.post_id} is not allowed: {sentence.text}")
            if viewer is not None and (viewer, author) in real.muted:
                wrong.append(f"{one.post_id} is by somebody muted: {sentence.text}")
    return wrong


async def look(
    gesso: Gesso, database: Database, people: list[AccountId], chance: random.Random
) -> list[str]:
    """Ask everything on behalf of everybody, while nothing changes."""
    real, consent = await truth(database), await consenting(database)
    found: list[str] = []
    for viewer in (None, *people):
        circles: list[Among] = [Everything(), ByPerson(chance.choice(people))]
        seen = [post_id for post_id in real.posts if real.allows(viewer, post_id)]
        if seen:
            circles.append(InThread(chance.choice(seen)))
        for text in chance.sample(QUESTIONS, 5):
            ask = Ask(asker_id=1, viewer_id=viewer, text=text, among=chance.choice(circles))
            found += wrongs(await gesso.answer(ask), viewer, real, consent)
        for post_id in chance.sample(sorted(real.posts), min(4, len(real.posts))):
            ask = Ask(asker_id=1, viewer_id=viewer, task="explain", post_id=post_id)
            try:
                answer = await gesso.answer(ask)
            except NotFound:
                continue
            found += wrongs(answer, viewer, real, consent)
    return found


@pytest.mark.parametrize("seed", range(4))
async def test_no_answer_rests_on_what_is_forbidden(database: Database, seed: int) -> None:
    chance = random.Random(4000 + seed)
    async with network(database) as net:
        people = await net.people(*PEOPLE)
        finder = Finder(database, net.reader)
        gesso = Gesso(database, net.reader, finder)
        for _round in range(4):
            for _ in range(12):
                await do_something(net, people, chance)
                if chance.random() < 0.3:
                    await change_mind(net, people, chance)
            await index_some(net, chance)
            for _ in range(4):
                await do_something(net, people, chance)
            await change_mind(net, people, chance)
            assert await look(gesso, database, people, chance) == []
        finder.close()


async def test_two_processes_forbid_alike(database: Database) -> None:
    chance = random.Random(4100)
    async with (
        Database(database.dsn) as other,
        network(database) as net,
        network(other) as elsewhere,
    ):
        people = await net.people(*PEOPLE)
        elsewhere.handles.update(net.handles)
        finder = Finder(other, elsewhere.reader)
        gesso = Gesso(other, elsewhere.reader, finder)
        for _round in range(3):
            await asyncio.gather(*(do_something(net, people, chance) for _ in range(14)))
            await change_mind(net, people, chance)
            for one in (net, elsewhere):
                await one.settle()
            assert await look(gesso, other, people, chance) == []
        finder.close()


async def test_a_wrong_answer_would_be_noticed(database: Database) -> None:
    """Consent that is not asked for is found out."""
    chance = random.Random(1)
    async with network(database) as net:
        ada, bo = people = await net.people("ada", "bo")
        post_id = await net.post(ada, "A post about a wall")
        finder = Finder(database, net.reader)
        gesso = Gesso(database, net.reader, finder)
        ask = Ask(asker_id=bo, viewer_id=bo, text="Which post is about a wall?")
        answer = await gesso.answer(ask)
        assert answer.sentences
        real, consent = await truth(database), await consenting(database)
        assert wrongs(answer, bo, real, consent) == []
        assert wrongs(answer, bo, real, {post_id: False}) != []
        await net.block(ada, bo)
        assert wrongs(answer, bo, await truth(database), consent) != []
        assert await look(gesso, database, people, chance) == []
        finder.close()
