"""The voice with a language model, from the question to the answer, over a real server."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import aclosing
from typing import Final

import pytest

from affresco.assistant.gesso import Gesso
from affresco.assistant.model import Answer, Answered, Ask, FellBack, Piece, Said
from affresco.assistant.speaking import Speaker
from affresco.feeds.reader import Reader
from affresco.feeds.search.finder import Finder
from affresco.media.tickets import Tickets
from affresco.settings import GessoModel
from servers import chat
from world import Resident, World

KEY_ENV: Final = "AFFRESCO_TESTS_GESSO_KEY"


@pytest.fixture
async def server(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[chat.ChatServer]:
    monkeypatch.setenv(KEY_ENV, chat.KEY)
    async with chat.chat_server() as server:
        yield server


@pytest.fixture
async def gesso(world: World, server: chat.ChatServer) -> AsyncIterator[Gesso]:
    runtime = world.runtime
    reader = Reader(runtime.database, runtime.hub, Tickets(runtime.secret))
    finder = Finder(runtime.database, reader)
    model = GessoModel(url=server.url, model="tiny", key_env=KEY_ENV, silent_seconds=0.5)
    yield Gesso(runtime.database, reader, finder, Speaker(model))
    finder.close()


@pytest.fixture
async def lena(world: World) -> Resident:
    """Who asks, in a place where two people said when the mill opens."""
    ada = await world.person("ada", assistant="allow")
    bo = await world.person("bo", assistant="allow")
    await world.post(by=ada, text="The mill opens on Friday at six. Bring a lantern.")
    await world.post(by=bo, text="At the mill there is bread from the old oven.", language="en")
    return await world.person("lena")


async def pieces(gesso: Gesso, who: Resident, text: str) -> list[Piece]:
    async with aclosing(gesso.ask(Ask(asker_id=who.id, viewer_id=who.id, text=text))) as asked:
        return [piece async for piece in asked]


async def answer(gesso: Gesso, who: Resident, text: str = "When does the mill open?") -> Answer:
    last = (await pieces(gesso, who, text))[-1]
    assert isinstance(last, Answered)
    return last.answer


async def test_what_is_borne_out_is_said_and_cited(
    gesso: Gesso, lena: Resident, server: chat.ChatServer
) -> None:
    server.says = lambda posed: f"The mill opens on Friday at six [{posed.number('friday')}]."
    said = await answer(gesso, lena)
    assert (said.voice, said.text, said.fell_back) == (
        "model",
        "The mill opens on Friday at six.",
        "",
    )
    (sentence,) = said.sentences
    assert sentence.citations[0].quote.startswith("The mill opens on Friday")
    assert (said.tokens_in, said.tokens_out) == (321, 45)


async def test_a_lie_among_truths_is_dropped(
    gesso: Gesso, lena: Resident, server: chat.ChatServer
) -> None:
    def says(posed: chat.Posed) -> str:
        n = posed.number("friday")
        return f"The mill opens on Friday [{n}]. It was burned down by Bo [{n}]. It opens at seven [{n}]."

    server.says = says
    said = await answer(gesso, lena)
    assert (said.text, said.dropped) == ("The mill opens on Friday.", 2)


@pytest.mark.parametrize(
    "fault",
    [
        chat.answers(500),
        chat.stalls("The mill opens on Friday [1]. And"),
        chat.breaks_off("The mill"),
        chat.sends(b"data: {]\n\n"),
        chat.whole("Everything is closed for ever [1]."),
    ],
)
async def test_a_model_that_fails_is_replaced_and_that_is_told(
    gesso: Gesso, lena: Resident, server: chat.ChatServer, fault: chat.Fault
) -> None:
    server.faults.append(fault)
    told = await pieces(gesso, lena, "When does the mill open?")
    assert any(isinstance(piece, FellBack) for piece in told)
    last = told[-1]
    assert isinstance(last, Answered)
    assert last.answer.voice == "extractive"
    assert "language model" in last.answer.fell_back or "not borne out" in last.answer.fell_back
    assert "Friday" in last.answer.text
    after = told[max(n for n, piece in enumerate(told) if isinstance(piece, FellBack)) :]
    assert [piece.sentence for piece in after if isinstance(piece, Said)] == list(
        last.answer.sentences
    )


async def test_an_answer_in_the_wrong_language_is_not_shown(
    gesso: Gesso, lena: Resident, server: chat.ChatServer
) -> None:
    server.says = lambda posed: (
        f"Il mulino apre venerdì alle sei di sera [{posed.number('friday')}]."
    )
    said = await answer(gesso, lena)
    assert (said.voice, bool(said.fell_back)) == ("extractive", True)


async def test_words_of_another_language_are_quoted(
    gesso: Gesso, lena: Resident, server: chat.ChatServer
) -> None:
    server.says = lambda posed: (
        f"@ada: “The mill opens on Friday at six.” [{posed.number('friday')}]"
    )
    said = await answer(gesso, lena, "Quando apre il mulino (mill)?")
    assert (said.voice, said.locale) == ("model", "it")


async def test_nothing_is_nothing(gesso: Gesso, lena: Resident, server: chat.ChatServer) -> None:
    server.says = lambda posed: "NOTHING"
    said = await answer(gesso, lena)
    assert said.sentences == ()
    assert said.silence


async def test_where_nothing_is_found_no_model_is_asked(
    gesso: Gesso, lena: Resident, server: chat.ChatServer
) -> None:
    assert (await answer(gesso, lena, "Who won the regatta in Lisbon?")).silence
    assert server.asked == []


async def test_a_person_without_tokens_is_answered_without_it(
    gesso: Gesso, lena: Resident, server: chat.ChatServer
) -> None:
    ask = Ask(asker_id=lena.id, viewer_id=lena.id, text="When does the mill open?")
    said = await gesso.answer(ask, model=False)
    assert (said.voice, server.asked) == ("extractive", [])


async def test_what_is_sent_is_only_what_the_asker_may_see(
    world: World, gesso: Gesso, lena: Resident, server: chat.ChatServer
) -> None:
    mo = await world.person("mo", assistant="allow")
    no = await world.person("no", assistant="deny")
    await world.post(by=mo, text="The mill opens for friends at noon.", visibility="followers")
    await world.post(by=no, text="The mill opens never, I deny it.")
    await answer(gesso, lena)
    sent = " ".join(row.text for posed in server.asked for row in posed.rows)
    assert "Friday" in sent
    assert "noon" not in sent
    assert "never" not in sent
