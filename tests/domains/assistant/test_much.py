"""Much at once: a thread of five thousand replies, two hundred askers."""

from __future__ import annotations

import asyncio

from affresco.assistant.gesso import Gesso
from affresco.assistant.model import Ask, InThread
from affresco.feeds.reader import Reader
from affresco.feeds.search.finder import Finder
from affresco.media.tickets import Tickets
from world import World

REPLIES = 5_000
ASKERS = 200


def gesso(world: World) -> tuple[Gesso, Finder]:
    runtime = world.runtime
    reader = Reader(runtime.database, runtime.hub, Tickets(runtime.secret))
    finder = Finder(runtime.database, reader)
    return Gesso(runtime.database, reader, finder), finder


async def test_one_catches_up_with_five_thousand_replies(world: World) -> None:
    ada = await world.person("ada", assistant="allow")
    root = await world.post(by=ada, text="Which blue for the harbour wall?")
    reply = await world.post(by=ada, text="Cobalt blue dries well here.", reply_to=root)
    await world.work()
    async with world.database.write() as tx:
        await tx.run(
            """INSERT INTO posts (id, account_id, text, language, visibility, in_reply_to_id,
                       in_reply_to_account_id, root_id, recipe_visibility, remix_policy, training)
                   SELECT next_id(), $1, 'Ultramarine, said voice ' || n || ' of many.', 'en', 'public',
                          $2, $1, $3, 'open', 'everyone', 'deny'
                   FROM generate_series(1, $4) n""",
            ada.id,
            root.id,
            root.id,
            REPLIES,
        )
    asks, finder = gesso(world)
    for text in ("", "Does cobalt blue dry well?"):
        answer = await asks.answer(
            Ask(
                asker_id=ada.id,
                viewer_id=ada.id,
                task="ask" if text else "catch_up",
                text=text,
                among=InThread(root.id),
            )
        )
        assert answer.sentences, text
    cited = {one.post_id for sentence in answer.sentences for one in sentence.citations}
    assert reply.id in cited
    finder.close()


async def test_two_hundred_askers_are_all_answered(world: World) -> None:
    ada = await world.person("ada", assistant="allow")
    post = await world.post(by=ada, text="The harbour show opens on Friday at nine.")
    asks, finder = gesso(world)
    answers = await asyncio.gather(
        *(
            asks.answer(
                Ask(asker_id=number, viewer_id=None, text="When does the harbour show open?")
            )
            for number in range(1, ASKERS + 1)
        )
    )
    assert len(answers) == ASKERS
    for answer in answers:
        assert {one.post_id for said in answer.sentences for one in said.citations} == {post.id}
    finder.close()
