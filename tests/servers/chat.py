"""A server with the Chat Completions endpoint, streamed, as its reference describes it. What it says is up to
the test, and may be anything: ``says`` is asked with what it was shown. Faults are queued; each befalls one
request.

    async with chat_server() as server:
        server.says = lambda posed: "The show opens on Friday [1]."
        server.faults.append(stalls(after="The show"))
"""

from __future__ import annotations

import asyncio
import json
from collections import deque
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any, Final

import msgspec

from servers.wire import Asked, Reply, serving

KEY: Final = "sk-of-the-tests-for-words-0123"


class Row(msgspec.Struct, frozen=True):
    """A passage as the server was shown it."""

    n: int
    by: str
    on: str
    text: str
    part: str = "text"
    made: bool = False


class Posed(msgspec.Struct, frozen=True):
    """What the server was asked. mark: what stands before and after the data."""

    rules: str
    mark: str
    rows: tuple[Row, ...]
    question: str
    body: dict[str, Any]

    def number(self, words: str) -> int:
        """The number of the first passage with these words."""
        return next(row.n for row in self.rows if words.casefold() in row.text.casefold())


Says = Callable[[Posed], str]
Fault = Callable[[Reply], Awaitable[None]]


def posed(body: dict[str, Any]) -> Posed:
    """The request, taken apart as our wording puts it together."""
    system, user = body["messages"]
    assert (system["role"], user["role"]) == ("system", "user")
    first, _, rest = user["content"].partition("\n")
    mark = first.removesuffix(" data begins")
    assert first != mark, "data has a mark"
    data, _, question = rest.rpartition(f"{mark} data ends")
    lines = [json.loads(line) for line in data.splitlines() if line]
    rows = tuple(msgspec.convert(line, Row) for line in lines if "n" in line)
    return Posed(system["content"], mark, rows, question.strip(), body)


def in_turn(posed: Posed) -> str:
    """An honest model: the first three passages, word for word, each with its number."""
    return " ".join(f"{row.text.rstrip('.!? ')} [{row.n}]." for row in posed.rows[:3])


class ChatServer:
    """What it was asked is in ``asked``. piece: characters that it sends at once."""

    def __init__(self) -> None:
        self.url = ""
        self.asked: list[Posed] = []
        self.says: Says = in_turn
        self.faults: deque[Fault] = deque()
        self.piece = 7
        self.tells_usage = True

    async def handle(self, asked: Asked, reply: Reply) -> None:
        if asked.headers.get("authorization") != f"Bearer {KEY}":
            await reply.json({"error": {"message": "wrong key"}}, status=401)
            return
        if (asked.method, asked.path) != ("POST", "/v1/chat/completions"):
            await reply.json({"error": {"message": "not found"}}, status=404)
            return
        body = asked.json
        assert body["stream"] is True
        assert "tools" not in body
        assert "functions" not in body
        self.asked.append(posed(body))
        if self.faults:
            await self.faults.popleft()(reply)
            return
        text = self.says(self.asked[-1])
        await begin(reply)
        for start in range(0, len(text), self.piece):
            await delta(reply, text[start : start + self.piece])
        if self.tells_usage:
            used = {"prompt_tokens": 321, "completion_tokens": 45}
            await event(reply, {"choices": [], "usage": used})
        await end(reply)


async def begin(reply: Reply) -> None:
    await reply.begin(200, "text/event-stream")
    await event(reply, {"choices": [{"index": 0, "delta": {"role": "assistant", "content": ""}}]})


async def delta(reply: Reply, text: str) -> None:
    await event(reply, {"choices": [{"index": 0, "delta": {"content": text}}]})


async def event(reply: Reply, document: dict[str, Any]) -> None:
    await reply.write(b"data: " + json.dumps(document).encode() + b"\n\n")


async def end(reply: Reply) -> None:
    await reply.write(b"data: [DONE]\n\n")


# faults -----------------------------------------------------------------------------------------


def answers(status: int) -> Fault:
    """With this status, and an error that repeats the key: it must not come out anywhere."""

    async def fault(reply: Reply) -> None:
        await reply.json({"error": {"message": f"no, {KEY}"}}, status=status)

    return fault


def stalls(after: str = "", seconds: float = 30.0) -> Fault:
    """Says so much and then nothing more, without ending."""

    async def fault(reply: Reply) -> None:
        await begin(reply)
        if after:
            await delta(reply, after)
        await asyncio.sleep(seconds)

    return fault


def breaks_off(after: str) -> Fault:
    """Says so much and hangs up, without its last event."""

    async def fault(reply: Reply) -> None:
        await begin(reply)
        await delta(reply, after)

    return fault


def never_ends(text: str = "Then there was more [1]. ") -> Fault:
    async def fault(reply: Reply) -> None:
        await begin(reply)
        for _ in range(100_000):
            await delta(reply, text)

    return fault


def sends(data: bytes, kind: str = "text/event-stream") -> Fault:
    """These bytes as they are."""

    async def fault(reply: Reply) -> None:
        await reply.begin(200, kind)
        await reply.write(data)

    return fault


def whole(text: str) -> Fault:
    """A server that does not stream: one document."""
    document = {"choices": [{"message": {"role": "assistant", "content": text}}]}
    return sends(json.dumps(document).encode(), "application/json")


@asynccontextmanager
async def chat_server() -> AsyncIterator[ChatServer]:
    server = ChatServer()
    async with serving(server.handle) as url:
        server.url = f"{url}/v1"
        yield server
