"""From posting to the home timelines of 200 followers, asked for through the API.

    python -m bench.fanout [--followers 200] [--posts 20]

One web process and one client process on loopback. A post is sent; from then on the client asks for the
home of one follower after the other, on 16 connections, each until the post is on it. Measured is the
time from sending the post to the answer that shows it.
"""

from __future__ import annotations

import argparse
import asyncio
import time

import msgspec
import uvloop

from affresco.accounts import commands as accounts
from affresco.accounts.model import AccountId
from bench import instance
from bench.dataset import Shape
from bench.live import percentile

CONNECTIONS = 16


class Line:
    """A connection that is kept, for requests one after the other; reads no more than it must."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._reader, self._writer = reader, writer

    @classmethod
    async def open(cls, port: int) -> Line:
        return cls(*await asyncio.open_connection("127.0.0.1", port))

    async def ask(self, head: str, token: str, body: str = "") -> bytes:
        """The body of the answer, which must be a good one."""
        self._writer.write(
            f"{head} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {token}\r\n"
            f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n{body}".encode()
        )
        answer = (await self._reader.readuntil(b"\r\n\r\n")).lower()
        assert answer[9:10] == b"2", answer
        length = answer.partition(b"content-length:")[2].partition(b"\r\n")[0]
        return await self._reader.readexactly(int(length))

    async def shown(self, token: str, post_id: bytes) -> float:
        """When a follower's home shows the post."""
        while post_id not in await self.ask("GET /api/v1/timelines/home?limit=1", token):
            pass
        return time.perf_counter()


async def one(lines: list[Line], author: str, followers: list[str], n: int) -> list[float]:
    """(seconds until each home shows the post)."""
    began = time.perf_counter()
    sent = await lines[0].ask("POST /api/v1/statuses", author, f'{{"status": "number {n}"}}')
    post_id = msgspec.json.decode(sent)["id"].encode()
    waiting = iter(followers)

    async def take(line: Line) -> list[float]:
        return [await line.shown(token, post_id) - began for token in waiting]

    found = await asyncio.gather(*map(take, lines))
    return [seconds for part in found for seconds in part]


async def main(followers: int, posts: int) -> None:
    """Print the percentiles in milliseconds."""
    shape = Shape(people=followers + 1, posts=2_000, follows_least=20, follows_most=50)
    async with instance.running(shape) as served:
        author, *others = served.network.person_ids
        for other in others:
            await accounts.follow(served.database, AccountId(other), AccountId(author))
        token, *theirs = await served.tokens([author, *others])
        lines = [await Line.open(served.port) for _ in range(CONNECTIONS)]
        for n in range(3):
            await one(lines, token, theirs, n)
        times = [t for n in range(posts) for t in await one(lines, token, theirs, n + 3)]
    p50, p99 = percentile(times, 0.5) * 1000, percentile(times, 0.99) * 1000
    print(f"{followers} followers, {posts} posts, milliseconds from sending the post")
    print(f"until a home shows it: p50 {p50:.1f}, p99 {p99:.1f}, max {max(times) * 1000:.1f}")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--followers", type=int, default=200)
    parser.add_argument("--posts", type=int, default=20)
    given = parser.parse_args()
    uvloop.run(main(given.followers, given.posts))
