"""The load client: a process of its own, raw sockets, keep-alive, one request under way on each.

Reads a ``Plan`` as JSON from its input and prints a ``Result``. It parses no more of an answer than
its length, so that the server is the bottleneck; whether it is shows the bare answer, which the same
client fetches from the same server.
"""

from __future__ import annotations

import asyncio
import sys
import time
from typing import cast

import msgspec
import uvloop

GRACE_SECONDS = 20.0
ONCE_SECONDS = 600.0
"""For a first round of everything, which takes as long as it takes."""


class Shot(msgspec.Struct, frozen=True):
    """One request, ready for the wire."""

    head: str
    body: str = ""


class Plan(msgspec.Struct, frozen=True):
    """shots are sent in turn by all connections together; a body's ``{n}`` becomes a running number.

    once: each shot is sent once, however long that takes, instead of again and again for ``seconds``.
    """

    port: int
    seconds: float
    connections: int
    shots: tuple[Shot, ...]
    once: bool = False


class Result(msgspec.Struct, frozen=True):
    """Times in milliseconds; size: bytes of the last body. failed: answers other than 2xx."""

    per_second: float
    p50: float
    p99: float
    size: int
    failed: int


class Shooter(asyncio.Protocol):
    """One connection."""

    def __init__(self, range_: Range) -> None:
        self.range = range_
        self.transport: asyncio.Transport | None = None
        self.buffer = bytearray()
        self.missing = -1
        self.sent_at = 0.0

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = cast("asyncio.Transport", transport)  # uvloop's does not inherit
        self.fire()

    def fire(self) -> None:
        assert self.transport is not None
        self.sent_at = time.perf_counter()
        self.transport.write(self.range.next_shot())

    def data_received(self, data: bytes) -> None:
        if self.missing < 0:
            self.buffer += data
            end = self.buffer.find(b"\r\n\r\n")
            if end < 0:
                return
            self.read_head(bytes(self.buffer[:end]).lower(), len(self.buffer) - end - 4)
            self.buffer.clear()
        else:
            self.missing -= len(data)
        if self.missing == 0:
            self.missing = -1
            now = time.perf_counter()
            self.range.times.append(now - self.sent_at)
            if self.range.goes_on(now):
                self.fire()
            elif self.transport is not None:
                self.transport.close()

    def read_head(self, head: bytes, already: int) -> None:
        if head[9:10] != b"2":
            self.range.failed += 1
        start = head.index(b"content-length:") + 15
        end = head.find(b"\r\n", start)
        self.range.size = int(head[start : end if end > 0 else None])
        self.missing = self.range.size - already

    def connection_lost(self, _error: Exception | None) -> None:
        self.range.open -= 1
        if self.range.open == 0:
            self.range.over.set()


class Range:
    """What the connections share."""

    def __init__(self, plan: Plan) -> None:
        self.shots = [
            (f"{shot.head}\r\nHost: 127.0.0.1\r\n".encode(), shot.body) for shot in plan.shots
        ]
        self.count = 0
        self.times: list[float] = []
        self.failed = 0
        self.size = 0
        self.open = plan.connections
        self.over = asyncio.Event()
        self.once = plan.once
        self.ends = time.perf_counter() + plan.seconds

    def goes_on(self, now: float) -> bool:
        """Whether a connection that has its answer sends the next request."""
        return self.count < len(self.shots) if self.once else now < self.ends

    def next_shot(self) -> bytes:
        head, body = self.shots[self.count % len(self.shots)]
        self.count += 1
        if not body:
            return head + b"\r\n"
        filled = body.replace("{n}", f"{time.time_ns()}{self.count}").encode()
        return head + b"Content-Length: %d\r\n\r\n%b" % (len(filled), filled)


async def shoot(plan: Plan) -> Result:
    """Carry the plan out."""
    loop = asyncio.get_running_loop()
    range_ = Range(plan)
    began = time.perf_counter()
    for _connection in range(plan.connections):
        await loop.create_connection(lambda: Shooter(range_), "127.0.0.1", plan.port)
    patience = ONCE_SECONDS if plan.once else plan.seconds + GRACE_SECONDS
    await asyncio.wait_for(range_.over.wait(), patience)
    took = time.perf_counter() - began
    times = sorted(range_.times)
    return Result(
        per_second=len(times) / took,
        p50=times[len(times) // 2] * 1000,
        p99=times[int(len(times) * 0.99)] * 1000,
        size=range_.size,
        failed=range_.failed,
    )


if __name__ == "__main__":
    plan = msgspec.json.decode(sys.stdin.buffer.read(), type=Plan)
    print(msgspec.json.encode(uvloop.run(shoot(plan))).decode())
