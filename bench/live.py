"""From posting to a follower's open stream: how long until the event is there.

    python -m bench.live [--streams 1000] [--posts 30] [--kinds page sse socket]

One author, ``--streams`` followers who each keep a stream open, on loopback, one web process. A post is
sent through the API; measured is the time from sending the request to the event on each stream, all of
them on one clock, which runs in the process that reads the streams. Beside it stands the time until the
request itself was answered, and the processor time of the server for one event on one stream.

``page``: what the website listens to (ids). ``sse`` and ``socket``: Mastodon's ``user`` stream, whole
statuses, by server-sent events and by WebSocket.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import time
from pathlib import Path
from typing import Final, Literal

import httpx
import msgspec
import uvloop

from affresco.accounts import commands as accounts
from affresco.accounts.model import AccountId
from bench import instance
from bench.dataset import Shape

Kind = Literal["page", "sse", "socket"]
NAMES: Final[dict[Kind, str]] = {
    "page": "the website",
    "sse": "Mastodon's, SSE",
    "socket": "Mastodon's, socket",
}
COOKIE: Final = "affresco_session"
PAUSE_SECONDS: Final = 0.1
WARM_POSTS: Final = 5
OPENING: Final = 50
"""Streams that are opened at the same time."""


class Measured(msgspec.Struct, frozen=True):
    """Seconds. work: of the server's processor, for one event on one stream."""

    answered: list[float]
    heard: list[float]
    work: float


class Streams:
    """Open streams, and when each heard of the post at hand."""

    def __init__(self, total: int) -> None:
        self.total = total
        self.heard: list[float] = []
        self.all_heard = asyncio.Event()
        self._mark = b""
        self._writers: list[asyncio.StreamWriter] = []
        self._tasks: list[asyncio.Task[None]] = []
        self._gate = asyncio.Semaphore(OPENING)

    async def open(self, port: int, request: bytes, status: bytes, mark: bytes) -> None:
        """One stream, open when its head and its first words are there. mark: what an event contains."""
        async with self._gate:
            reader, writer = await asyncio.open_connection("127.0.0.1", port)
            writer.write(request)
            head = await reader.readuntil(b"\r\n\r\n")
            if status not in head.split(b"\r\n")[0]:
                raise SystemExit(f"a stream was refused: {head.decode()}")
            if status == b"200":
                await reader.readuntil(b"still here")
        self._mark = mark
        self._writers.append(writer)
        self._tasks.append(asyncio.create_task(self._read(reader)))

    async def close(self) -> None:
        for task in self._tasks:
            task.cancel()
        for writer in self._writers:
            writer.close()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _read(self, reader: asyncio.StreamReader) -> None:
        rest = b""
        while piece := await reader.read(65_536):
            rest += piece
            while (found := rest.find(self._mark)) >= 0:
                rest = rest[found + len(self._mark) :]
                self.heard.append(time.perf_counter())
                if len(self.heard) == self.total:
                    self.all_heard.set()
            rest = rest[-len(self._mark) :]


def wish(kind: Kind, secret: str) -> tuple[bytes, bytes, bytes]:
    """(the request, the status that grants it, what an event contains)."""
    if kind == "page":
        head = f"GET /stream?feed=home HTTP/1.1\r\nHost: x\r\nCookie: {COOKIE}={secret}\r\n\r\n"
        return head.encode(), b"200", b"event: post\n"
    if kind == "sse":
        head = "GET /api/v1/streaming/user HTTP/1.1\r\nHost: x\r\n"
        return f"{head}Authorization: Bearer {secret}\r\n\r\n".encode(), b"200", b"event: update\n"
    head = f"GET /api/v1/streaming?stream=user&access_token={secret} HTTP/1.1\r\nHost: x\r\n"
    head += "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
    head += "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"
    return head.encode(), b"101", b'"event":"update"'


def percentile(values: list[float], part: float) -> float:
    return sorted(values)[min(len(values) - 1, int(len(values) * part))]


def processor_seconds(pid: int) -> float:
    """What a process and its children have used."""
    total = 0.0
    for number in [pid, *instance.children(pid)]:
        fields = Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()
        total += (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    return total


async def main(streams: int, posts: int, kinds: list[Kind]) -> None:
    """Print the percentiles in milliseconds."""
    shape = Shape(people=streams + 1, posts=2_000, follows_least=1, follows_most=5)
    async with instance.running(shape) as served:
        author, *followers = served.network.person_ids
        for follower in followers:
            await accounts.follow(served.database, AccountId(follower), AccountId(author))
        (token,) = await served.tokens([author])
        print(f"{streams} open streams, {posts} posts, milliseconds from sending the request")
        print(f"{'':20}{'p50':>8}{'p99':>8}{'max':>8}{'answered p50':>14}{'p99':>8}{'µs each':>9}")
        for kind in kinds:
            measured = await measure(served, kind, followers, token, posts)
            show(NAMES[kind], measured)


async def measure(
    served: instance.Instance, kind: Kind, followers: list[int], token: str, posts: int
) -> Measured:
    if kind == "page":
        secrets = [await served.session(follower) for follower in followers]
    else:
        secrets = await served.tokens(followers)
    opened = Streams(len(followers))
    await asyncio.gather(*(opened.open(served.port, *wish(kind, secret)) for secret in secrets))
    await asyncio.sleep(1)
    await send(served.url, token, opened, WARM_POSTS)
    before = processor_seconds(served.process)
    answered, heard = await send(served.url, token, opened, posts)
    work = (processor_seconds(served.process) - before) / (posts * len(followers))
    await opened.close()
    await asyncio.sleep(1)
    return Measured(answered, heard, work)


def show(name: str, measured: Measured) -> None:
    heard, answered = measured.heard, measured.answered
    figures = [percentile(heard, 0.5), percentile(heard, 0.99), max(heard)]
    line = "".join(f"{value * 1000:8.1f}" for value in figures)
    line += f"{percentile(answered, 0.5) * 1000:14.1f}{percentile(answered, 0.99) * 1000:8.1f}"
    print(f"{name:20}{line}{measured.work * 1e6:9.1f}")


async def send(
    url: str, token: str, opened: Streams, posts: int
) -> tuple[list[float], list[float]]:
    """(seconds until each answer, seconds until each stream heard of each post)."""
    answered, delays = [], []
    headers = {"Authorization": f"Bearer {token}"}
    async with httpx.AsyncClient(base_url=url, headers=headers) as client:
        for number in range(posts):
            opened.heard.clear()
            opened.all_heard.clear()
            began = time.perf_counter()
            answer = await client.post("/api/v1/statuses", json={"status": f"number {number}"})
            answered.append(time.perf_counter() - began)
            answer.raise_for_status()
            await asyncio.wait_for(opened.all_heard.wait(), 30)
            delays += [at - began for at in opened.heard]
            await asyncio.sleep(PAUSE_SECONDS)
    return answered, delays


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--streams", type=int, default=1000)
    parser.add_argument("--posts", type=int, default=30)
    parser.add_argument("--kinds", nargs="+", choices=list(NAMES), default=list(NAMES))
    given = parser.parse_args()
    uvloop.run(main(given.streams, given.posts, given.kinds))
