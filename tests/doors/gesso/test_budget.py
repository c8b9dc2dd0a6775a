"""How much one person may ask, and what it costs."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import msgspec
import pytest

from affresco.accounts import commands as accounts
from affresco.assistant import budget, conversations
from affresco.assistant.errors import AssistantOff, QuestionsSpent
from affresco.assistant.model import Answer, Answered, Ask, Piece
from affresco.settings import GessoModel, Settings
from world import World

MODEL = GessoModel(url="http://127.0.0.1:9/v1", model="tiny", price_in=2.0, price_out=8.0)


def test_prices_are_of_a_million_tokens() -> None:
    assert budget.cost_of(MODEL, 1_000_000, 500_000) == 6_000_000
    assert budget.cost_of(None, 1_000_000, 500_000) == 0


async def test_the_model_is_used_until_the_tokens_of_the_day_are_gone(world: World) -> None:
    ada = await world.person("ada")
    settings = Settings(gesso=MODEL, tokens_per_day=100, questions_per_day=3)
    async with world.database.write() as tx:
        assert (await budget.take(tx, settings, ada.id)).model
        await budget.spend(tx, MODEL, ada.id, Answer(tokens_in=90, tokens_out=20))
    async with world.database.write() as tx:
        grant = await budget.take(tx, settings, ada.id)
    assert (grant.model, grant.left) == (False, 1)
    async with world.database.read() as tx:
        days = await budget.days(tx)
    assert [(d.people, d.asks, d.tokens_in, d.tokens_out) for d in days] == [(1, 2, 90, 20)]
    assert days[0].cost == pytest.approx((90 * 2 + 20 * 8) / 1_000_000)
    async with world.database.write() as tx:
        await budget.take(tx, settings, ada.id)
        with pytest.raises(QuestionsSpent):
            await budget.take(tx, settings, ada.id)


async def test_an_owner_can_switch_questions_off(world: World) -> None:
    ada = await world.person("ada")
    async with world.database.write() as tx:
        with pytest.raises(AssistantOff):
            await budget.take(tx, Settings(questions_per_day=0), ada.id)


async def test_what_an_answer_took_is_noted_although_nobody_waits_for_it_any_more(
    world: World,
) -> None:
    ada = await world.person("ada")
    settings = Settings(gesso=MODEL)
    ask = Ask(asker_id=ada.id, viewer_id=ada.id, text="What is new?")
    begun = await conversations.begin(world.database, settings, ask)
    await conversations.delete(world.database, ada.id, begun.conversation_id)
    answer = Answer(tokens_in=10, tokens_out=5)
    assert not await conversations.keep(world.database, settings, ada.id, begun.turn_id, answer)
    async with world.database.read() as tx:
        assert await tx.value("SELECT tokens_in FROM gesso_usage") == 10


async def test_who_leaves_in_mid_answer_leaves_nothing_behind(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    ada = await world.person("ada")
    asking = world.app.state.asking
    begun, go_on = asyncio.Event(), asyncio.Event()

    async def slowly(ask: Ask, *, model: bool = True) -> AsyncIterator[Piece]:
        begun.set()
        await go_on.wait()
        yield Answered(Answer(silence="Nothing.", tokens_in=3))

    monkeypatch.setattr(asking.gesso, "ask", slowly)
    telling = asyncio.create_task(
        world.post_form("/gesso/events", {"text": "What is new?"}, as_=ada)
    )
    await asyncio.wait_for(begun.wait(), 10)
    await accounts.delete_account(world.database, ada.id, ada.password)
    go_on.set()
    told: Any = await asyncio.wait_for(telling, 10)
    assert told.status_code == 200
    async with world.database.read() as tx:
        left = await tx.value(
            "SELECT (SELECT count(*) FROM gesso_usage) + (SELECT count(*) FROM gesso_turns)"
        )
    assert left == 0


async def test_a_process_that_died_leaves_a_question_that_has_failed(world: World) -> None:
    ada = await world.person("ada")
    ask = Ask(asker_id=ada.id, viewer_id=ada.id, text="What is new?")
    begun = await conversations.begin(world.database, Settings(), ask)
    async with world.database.write() as tx:
        await tx.run("UPDATE gesso_turns SET created_at = created_at - interval '7 minutes'")
        grant = await budget.take(tx, Settings(), ada.id)
    assert grant.left == 198
    page = await world.get(f"/gesso/{begun.conversation_id}", as_=ada)
    assert "something broke off" in page.text
    async with world.database.read() as tx:
        kept = await tx.value("SELECT ask FROM gesso_turns")
    assert msgspec.convert(kept, Ask).text == "What is new?"
