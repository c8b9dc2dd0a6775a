"""The client of a language model, against a real server with every fault that we could think of."""

from __future__ import annotations

import asyncio

import pytest

from affresco.assistant.endpoint import Message, ModelFailed, Usage, stream
from affresco.settings import GessoModel
from servers import chat
from servers.wire import Reply

KEY_ENV = "AFFRESCO_TESTS_GESSO_KEY"
MARK = "≡0123≡"
ASKED = [
    Message("system", "Rules"),
    Message("user", f"{MARK} data begins\n{MARK} data ends\n\nWhy?"),
]


def model(url: str, **changes: float) -> GessoModel:
    return GessoModel(url=url, model="tiny", key_env=KEY_ENV, **changes)  # type: ignore[arg-type]


async def heard(server: chat.ChatServer, **changes: float) -> tuple[str, Usage | None]:
    """(the words, how many tokens it told)."""
    words, usage = "", None
    async for piece in stream(model(server.url, **changes), ASKED):
        if isinstance(piece, Usage):
            usage = piece
        else:
            words += piece
    return words, usage


@pytest.fixture(autouse=True)
def key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(KEY_ENV, chat.KEY)


async def test_what_it_says_comes_in_pieces() -> None:
    async with chat.chat_server() as server:
        server.says = lambda posed: "Perché «sì» 🎨, in pieces."
        server.piece = 1
        assert await heard(server) == ("Perché «sì» 🎨, in pieces.", Usage(321, 45))
        (asked,) = server.asked
    assert (asked.body["model"], asked.body["temperature"]) == ("tiny", 0)
    assert asked.question == "Why?"


async def test_a_server_that_does_not_stream_is_read_whole() -> None:
    async with chat.chat_server() as server:
        server.faults.append(chat.whole("All at once."))
        assert await heard(server) == ("All at once.", None)


@pytest.mark.parametrize(
    ("fault", "reason"),
    [
        (chat.answers(500), "refused"),
        (chat.answers(401), "refused"),
        (chat.answers(302), "refused"),
        (chat.stalls(), "slow"),
        (chat.stalls(after="The show"), "slow"),
        (chat.breaks_off("The show"), "down"),
        (chat.never_ends(), "too_long"),
        (chat.sends(b"data: {not json}\n\n"), "garbled"),
        (chat.sends(b'data: {"choices": "none"}\n\n'), "garbled"),
        (chat.sends(b"data: \xff\xfe\n\n"), "garbled"),
        (chat.sends(b'data: {"error": {"message": "overloaded"}}\n\n'), "refused"),
        (chat.sends(b"data: " + b"x" * 200_000), "too_long"),
        (chat.sends(b"<html>It works!</html>", "text/html"), "down"),
        (chat.sends(b"<html>", "application/json"), "garbled"),
        (chat.sends(b""), "down"),
    ],
)
async def test_what_is_no_answer_is_told_apart(fault: chat.Fault, reason: str) -> None:
    async with chat.chat_server() as server:
        server.faults.append(fault)
        with pytest.raises(ModelFailed) as failed:
            await heard(server, silent_seconds=0.3, timeout_seconds=5)
    assert failed.value.reason == reason
    assert chat.KEY not in str(failed.value)
    assert chat.KEY not in repr(failed.value)


async def test_nobody_there() -> None:
    async with chat.chat_server() as server:
        url = server.url
    with pytest.raises(ModelFailed) as failed:
        _ = [piece async for piece in stream(model(url), ASKED)]
    assert failed.value.reason == "down"


async def test_a_trickle_has_a_limit_for_the_whole() -> None:
    async def drips(reply: Reply) -> None:
        await chat.begin(reply)
        while True:
            await chat.delta(reply, "drip ")
            await asyncio.sleep(0.05)

    async with chat.chat_server() as server:
        server.faults.append(drips)
        with pytest.raises(ModelFailed) as failed:
            await heard(server, silent_seconds=1, timeout_seconds=1)
    assert failed.value.reason == "slow"


async def test_a_wrong_key_is_not_told_to_anybody(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setenv(KEY_ENV, "sk-wrong-key")
    async with chat.chat_server() as server:
        with pytest.raises(ModelFailed) as failed:
            await heard(server)
    assert failed.value.status == 401
    assert "sk-wrong-key" not in caplog.text + str(failed.value)
