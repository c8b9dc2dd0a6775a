"""@gesso in posts: where it answers, for whom, when it keeps quiet, and what becomes of its answers."""

from __future__ import annotations

from typing import Any

import pytest

from affresco.accounts import commands as accounts
from affresco.assistant import account, mentions
from affresco.assistant import replies as replies_
from affresco.assistant.gesso import Gesso
from affresco.assistant.model import Answer
from affresco.assistant.notices import Wishes, set_wishes
from affresco.db import Database
from affresco.events.queue import enqueue
from affresco.feeds.reader import Reader
from affresco.feeds.search.finder import Finder
from affresco.posts import audience, consent, markup
from affresco.posts import commands as posts
from world import Published, Resident, World

FACT = "The mill festival opens on Friday at six in the evening."
ASKED = "@gesso when does the mill festival open?"


@pytest.fixture
async def town(world: World) -> tuple[Resident, Resident]:
    """(ada, who asks; bo, who allows answers and knows). Its account is there, as after any start."""
    await account.begin(world.database)
    ada = await world.person("ada")
    bo = await world.person("bo", assistant="allow")
    await world.post(by=bo, text=FACT)
    await world.work()
    return ada, bo


async def replies(world: World, to: Published) -> list[dict[str, Any]]:
    """Posts below a post, whoever may see them."""
    async with world.database.read() as tx:
        rows = await tx.rows(
            """SELECT p.id, p.text, p.visibility, a.handle,
                      ARRAY(SELECT account_id FROM post_mentions m WHERE m.post_id = p.id) AS named
               FROM posts p JOIN accounts a ON a.id = p.account_id
               WHERE p.in_reply_to_id = $1 ORDER BY p.id""",
            to.id,
        )
    return [dict(row) for row in rows]


async def only_reply(world: World, to: Published) -> dict[str, Any]:
    found = await replies(world, to)
    assert len(found) == 1, found
    assert found[0]["handle"] == "gesso"
    return found[0]


async def test_it_answers_in_the_thread_with_links_and_says_what_it_is(
    world: World, town: tuple[Resident, Resident]
) -> None:
    ada, bo = town
    question = await world.post(by=ada, text=ASKED)
    await world.work()
    reply = await only_reply(world, question)
    assert reply["visibility"] == "public"
    assert "on Friday" in reply["text"]
    assert "I am an AI" in reply["text"]
    assert "http://testserver/@bo/" in reply["text"]
    page = await world.get(question.url, as_=bo)
    assert "on Friday" in page.text


@pytest.mark.parametrize("visibility", ["unlisted", "followers", "direct"])
async def test_its_answer_is_never_for_more_people_than_the_question(
    world: World, town: tuple[Resident, Resident], visibility: str
) -> None:
    ada, _bo = town
    question = await world.post(by=ada, text=ASKED, visibility=visibility)
    await world.work()
    reply = await only_reply(world, question)
    assert reply["visibility"] == ("unlisted" if visibility == "unlisted" else "direct")
    if reply["visibility"] == "direct":
        assert reply["named"] == [ada.id]
        assert "not for everybody" in reply["text"]


async def test_a_post_for_oneself_is_not_answered(
    world: World, town: tuple[Resident, Resident]
) -> None:
    ada, _bo = town
    question = await world.post(by=ada, text=ASKED, visibility="private")
    await world.work()
    assert await replies(world, question) == []


async def test_a_public_answer_is_made_with_a_strangers_eyes(
    world: World, town: tuple[Resident, Resident]
) -> None:
    ada, bo = town
    await world.follow(ada, bo)
    secret = "The quiet rehearsal starts at nine on Sunday morning."
    await world.post(by=bo, text=secret, visibility="followers")
    await world.work()
    openly = await world.post(by=ada, text="@gesso when does the quiet rehearsal start?")
    quietly = await world.post(
        by=ada, text="@gesso privately, when does the quiet rehearsal start?"
    )
    await world.work()
    assert "at nine" not in (await only_reply(world, openly))["text"]
    answered = await only_reply(world, quietly)
    assert answered["visibility"] == "direct"
    assert "at nine" in answered["text"]


async def test_who_wants_answers_alone_gets_them_alone(
    world: World, town: tuple[Resident, Resident]
) -> None:
    ada, _bo = town
    await set_wishes(world.database, ada.id, Wishes(replies="asker"))
    by_setting = await world.post(by=ada, text=ASKED)
    in_italian = await world.post(
        by=ada, text="@gesso in privato: when does the mill festival open?"
    )
    await world.work()
    assert (await only_reply(world, by_setting))["visibility"] == "direct"
    assert (await only_reply(world, in_italian))["visibility"] == "direct"


async def test_the_author_of_a_thread_keeps_it_out_and_the_asker_learns_why(
    world: World, town: tuple[Resident, Resident]
) -> None:
    ada, bo = town
    cleo = await world.person("cleo", assistant="deny")
    root = await world.post(by=cleo, text="Shall we all go to the mill?")
    below = await world.post(by=ada, text=ASKED, reply_to=root)
    welcome = await world.post(by=bo, text="And we sing at the mill.")
    allowed = await world.post(by=ada, text=ASKED, reply_to=welcome)
    own = await world.post(by=cleo, text=ASKED, reply_to=root)
    await world.work()
    kept_out = await only_reply(world, below)
    assert kept_out["visibility"] == "direct"
    assert kept_out["named"] == [ada.id]
    assert "does not want the assistant" in kept_out["text"]
    assert (await only_reply(world, allowed))["visibility"] == "public"
    assert (await only_reply(world, own))["visibility"] == "public"


async def test_a_job_that_runs_twice_answers_once(
    world: World, town: tuple[Resident, Resident]
) -> None:
    ada, _bo = town
    question = await world.post(by=ada, text=ASKED)
    await world.work()
    async with world.database.write() as tx:
        turn_id = await tx.value("SELECT id FROM gesso_turns WHERE asked_in_id = $1", question.id)
        # As a worker leaves it that was killed after the reply and before its last write.
        await tx.run("UPDATE gesso_turns SET state = 'asked', reply_id = NULL, answer = NULL")
        await enqueue(tx, mentions.LANE, b'{"do":"answer","turn_id":%d}' % turn_id)
    await world.work()
    reply = await only_reply(world, question)
    async with world.database.read() as tx:
        row = await tx.row("SELECT state, reply_id FROM gesso_turns")
        asks = await tx.value("SELECT asks FROM gesso_usage WHERE account_id = $1", ada.id)
    assert row is not None
    assert (row["state"], row["reply_id"]) == ("answered", reply["id"])
    assert asks == 1


async def test_what_was_said_is_what_is_kept_although_a_worker_was_killed_in_between(
    world: World, town: tuple[Resident, Resident]
) -> None:
    ada, bo = town
    question = await world.post(by=ada, text=ASKED)
    await world.work()
    async with world.database.write() as tx:
        row = await tx.row("SELECT id, answer FROM gesso_turns")
        assert row is not None
        await tx.run("UPDATE gesso_turns SET state = 'asked', reply_id = NULL")
        await enqueue(tx, mentions.LANE, b'{"do":"answer","turn_id":%d}' % row["id"])
    # Another answer could be made by now; the post says the first one.
    await world.post(by=bo, text="The mill festival opens on Sunday, they say.")
    await world.work()
    async with world.database.read() as tx:
        again = await tx.row("SELECT state, answer, reply_id FROM gesso_turns")
    assert again is not None
    reply = await only_reply(world, question)
    assert (again["state"], again["reply_id"]) == ("answered", reply["id"])
    assert again["answer"] == row["answer"]


async def test_below_what_strangers_do_not_see_any_more_it_says_so(world: World) -> None:
    ada, bo = await world.person("ada", assistant="allow"), await world.person("bo")
    await world.follow(bo, ada)
    parent = await world.post(by=ada, text="The mill is mine.")
    asked = await world.post(by=bo, text="@gesso explain this", reply_to=parent)
    await audience.narrow(world.database, ada.id, parent.id, "followers")
    await world.work()
    async with world.database.read() as tx:
        row = await tx.row("SELECT state FROM gesso_turns")
    assert row is not None
    assert row["state"] == "answered"
    assert "mill" not in (await only_reply(world, asked))["text"]


async def test_it_names_nobody_and_does_not_answer_itself(
    world: World, town: tuple[Resident, Resident]
) -> None:
    ada, bo = town
    await world.post(by=bo, text="The Sunday boat leaves at noon, says @ada. #boat")
    await world.work()
    question = await world.post(by=ada, text="@gesso when does the Sunday boat leave?")
    await world.work()
    reply = await only_reply(world, question)
    assert "noon" in reply["text"]
    async with world.database.read() as tx:
        named = await tx.value("SELECT count(*) FROM post_mentions WHERE post_id = $1", reply["id"])
        below = await tx.value("SELECT count(*) FROM posts WHERE in_reply_to_id = $1", reply["id"])
    assert (named, below) == (0, 0)
    assert markup.names(replies_.plain("Ask @gesso or @ada about #boats")) == markup.Names((), ())


async def test_who_blocks_it_gets_nothing(world: World, town: tuple[Resident, Resident]) -> None:
    ada, _bo = town
    async with world.database.read() as tx:
        me = await account.find(tx)
    assert me is not None
    async with world.database.write() as tx:
        await tx.run("INSERT INTO blocks (account_id, target_id) VALUES ($1, $2)", ada.id, me)
    question = await world.post(by=ada, text=ASKED)
    await world.work()
    assert await replies(world, question) == []


async def test_its_answer_goes_with_the_question(
    world: World, town: tuple[Resident, Resident]
) -> None:
    ada, _bo = town
    question = await world.post(by=ada, text=ASKED)
    await world.work()
    reply = await only_reply(world, question)
    await posts.delete(world.database, ada.id, question.id)
    await world.work()
    assert (await world.get(f"/@gesso/{reply['id']}", as_=ada)).status_code == 404
    async with world.database.read() as tx:
        assert await tx.value("SELECT count(*) FROM gesso_turns") == 0


@pytest.mark.parametrize("how", ["narrowed", "left"])
async def test_its_answer_is_not_seen_by_more_people_than_the_question(
    world: World, town: tuple[Resident, Resident], how: str
) -> None:
    ada, _bo = town
    question = await world.post(by=ada, text=ASKED)
    await world.work()
    reply = await only_reply(world, question)
    if how == "narrowed":
        await audience.narrow(world.database, ada.id, question.id, "followers")
    else:
        await accounts.delete_account(world.database, ada.id, ada.password)
    await world.work()
    assert (await world.get(f"/@gesso/{reply['id']}")).status_code == 404


async def test_a_question_deleted_before_it_is_answered_is_not_answered(
    world: World, town: tuple[Resident, Resident]
) -> None:
    ada, _bo = town
    question = await world.post(by=ada, text=ASKED)
    await posts.delete(world.database, ada.id, question.id)
    await world.work()
    assert await replies(world, question) == []


@pytest.mark.parametrize("how", ["deleted", "edited", "withdrawn", "forbidden", "left"])
async def test_its_answer_goes_when_what_it_rests_on_does_not_hold(
    world: World, town: tuple[Resident, Resident], how: str
) -> None:
    ada, bo = town
    source = await world.post(by=bo, text="The lighthouse tour starts at ten o'clock on Sunday.")
    await world.work()
    question = await world.post(by=ada, text="@gesso when does the lighthouse tour start?")
    await world.work()
    assert "ten o" in (await only_reply(world, question))["text"]
    match how:
        case "deleted":
            await posts.delete(world.database, bo.id, source.id)
        case "edited":
            await posts.edit(
                world.database, world.runtime.settings, bo.id, source.id, "Nothing any more."
            )
        case "withdrawn":
            await consent.set_assistant(world.database, bo.id, source.id, "deny")
        case "forbidden":
            await accounts.set_assistant(world.database, bo.id, "deny", "no")
        case "left":
            await accounts.delete_account(world.database, bo.id, bo.password)
    await world.work()
    assert await replies(world, question) == []


class Late(Gesso):
    """An author says no just after the last look at what an answer rests on, and is reacted to at once."""

    database: Database
    source_id = 0

    async def still_holds(self, answer: Answer, viewer_id: int | None) -> Answer:
        held = await super().still_holds(answer, viewer_id)
        async with self.database.write() as tx:
            await tx.run("UPDATE posts SET assistant = 'deny' WHERE id = $1", self.source_id)
        return held


async def test_its_answer_goes_when_that_was_while_it_was_published(
    world: World, town: tuple[Resident, Resident]
) -> None:
    ada, bo = town
    source = await world.post(by=bo, text="The lighthouse tour starts at ten o'clock on Sunday.")
    await world.work()
    question = await world.post(by=ada, text="@gesso when does the lighthouse tour start?")
    finder = Finder(world.database, Reader(world.database, world.runtime.hub))
    gesso = Late(world.database, finder.reader, finder)
    gesso.database, gesso.source_id = world.database, source.id
    await world.work()
    async with world.database.write() as tx:
        turn_id = await tx.value("SELECT id FROM gesso_turns WHERE asked_in_id = $1", question.id)
        # As a worker leaves it that was killed after the reply and before its last write.
        await tx.run("UPDATE gesso_turns SET state = 'asked', reply_id = NULL, answer = NULL")
    await mentions.carry_out(world.runtime, gesso, b'{"do":"answer","turn_id":%d}' % turn_id)
    finder.close()
    assert "ten o" in (await only_reply(world, question))["text"]
    await world.work()
    assert await replies(world, question) == []


async def test_nobody_is_answered_more_often_than_the_day_allows(
    world: World, town: tuple[Resident, Resident]
) -> None:
    ada, _bo = town
    async with world.database.write() as tx:
        await tx.run(
            """INSERT INTO gesso_usage (account_id, day, asks)
               VALUES ($1, (now() AT TIME ZONE 'utc')::date, 200)""",
            ada.id,
        )
    first = await world.post(by=ada, text=ASKED)
    await world.work()
    told = await only_reply(world, first)
    assert told["visibility"] == "direct"
    assert "200 questions today" in told["text"]
    second = await world.post(by=ada, text=ASKED)
    await world.work()
    assert await replies(world, second) == []


async def test_below_a_post_it_explains_and_sums_up(
    world: World, town: tuple[Resident, Resident]
) -> None:
    ada, bo = town
    root = await world.post(by=bo, text="We painted the harbour wall blue this morning.")
    await world.post(by=bo, text="The paint came from the old shipyard.", reply_to=root)
    await world.work()
    explained = await world.post(by=ada, text="@gesso explain this", reply_to=root)
    summed = await world.post(by=ada, text="@gesso summarise", reply_to=root)
    silent = await world.post(by=ada, text="@gesso")
    await world.work()
    assert "harbour wall" in (await only_reply(world, explained))["text"]
    assert "harbour" in (await only_reply(world, summed))["text"]
    assert "Ask me something" in (await only_reply(world, silent))["text"]


async def test_its_account_is_made_when_first_named_and_is_no_person(world: World) -> None:
    ada = await world.person("ada")
    question = await world.post(by=ada, text="@gesso who is here?")
    await world.work()
    assert (await only_reply(world, question))["visibility"] == "public"
    shown = (await world.api("GET", "/api/v1/accounts/lookup?acct=gesso", as_=ada)).json()
    assert shown["bot"] is True
    assert "AI" in shown["note"]
    assert (await world.api("GET", f"/api/v1/accounts/{ada.id}", as_=ada)).json()["bot"] is False
    page = await world.get("/@gesso", as_=ada)
    assert "I am an AI" in page.text
    sent = await world.post_form("/sign-in", {"who": "gesso", "password": "!"})
    assert sent.status_code != 303
    await accounts.delete_account(world.database, ada.id, ada.password)  # the last person may leave
