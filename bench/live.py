"""From posting to a follower's open page: how long until the event is there.

    python -m bench.live [--streams 100] [--posts 50]

One author, ``--streams`` followers who each keep ``/stream?feed=home`` open, on loopback, one web process.
A post is sent through the API; measured is the time from sending the request to the ``post`` event on
each stream, all of them on one clock. Beside it stands the time until the request itself was answered.
"""

from __future__ import annotations

import argparse
import asyncio
import time

import httpx
import uvloop

from affresco.accounts import commands as accounts
from affresco.accounts.model import AccountId
from bench import instance
from bench.dataset import Shape

COOKIE = "affresco_session"
PAUSE_SECONDS = 0.1
WARM_POSTS = 5


class Streams:
    """Open streams, and when each heard of the post at hand."""

    def __init__(self) -> None:
        self.opened = 0
        self.heard: list[float] = []
        self.all_opened = asyncio.Event()
        self.all_heard = asyncio.Event()
        self.total = 0

    async def keep_open(self, port: int, session: str) -> None:
        """Read one stream for ever."""
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        request = f"GET /stream?feed=home HTTP/1.1\r\nHost: x\r\nCookie: {COOKIE}={session}\r\n\r\n"
        writer.write(request.encode())
        status = await reader.readline()
        if b" 200 " not in status:
            raise SystemExit(f"a stream was refused: {status.decode().strip()}")
        self.opened += 1
        if self.opened == self.total:
            self.all_opened.set()
        while line := await reader.readline():
            if line.startswith(b"event: post"):
                self.heard.append(time.perf_counter())
                if len(self.heard) == self.total:
                    self.all_heard.set()


def percentile(values: list[float], part: float) -> float:
    return sorted(values)[min(len(values) - 1, int(len(values) * part))]


async def main(streams: int, posts: int) -> None:
    """Print the percentiles in milliseconds."""
    shape = Shape(people=streams + 1, posts=2_000, follows_least=1, follows_most=5)
    async with instance.running(shape) as served:
        author, *followers = served.network.person_ids
        for follower in followers:
            await accounts.follow(served.database, AccountId(follower), AccountId(author))
        (token,) = await served.tokens([author])
        pages = Streams()
        pages.total = len(followers)
        async with asyncio.TaskGroup() as group:
            tasks = [
                group.create_task(pages.keep_open(served.port, await served.session(follower)))
                for follower in followers
            ]
            await asyncio.wait_for(pages.all_opened.wait(), 60)
            await asyncio.sleep(1)
            await send(served.url, token, pages, WARM_POSTS)
            answered, delays = await send(served.url, token, pages, posts)
            for task in tasks:
                task.cancel()
    print(f"{streams} open streams, {posts} posts, milliseconds from sending the request")
    print(f"{'':16}{'p50':>8}{'p99':>8}{'max':>8}")
    for name, values in (("answered", answered), ("on the page", delays)):
        p50, p99 = percentile(values, 0.5) * 1000, percentile(values, 0.99) * 1000
        print(f"{name:16}{p50:8.1f}{p99:8.1f}{max(values) * 1000:8.1f}")


async def send(url: str, token: str, pages: Streams, posts: int) -> tuple[list[float], list[float]]:
    """(seconds until each answer, seconds until each stream heard of each post)."""
    answered, delays = [], []
    headers = {"Authorization": f"Bearer {token}"}
    async with httpx.AsyncClient(base_url=url, headers=headers) as client:
        for number in range(posts):
            pages.heard.clear()
            pages.all_heard.clear()
            began = time.perf_counter()
            answer = await client.post("/api/v1/statuses", json={"status": f"number {number}"})
            answered.append(time.perf_counter() - began)
            answer.raise_for_status()
            await asyncio.wait_for(pages.all_heard.wait(), 30)
            delays += [at - began for at in pages.heard]
            await asyncio.sleep(PAUSE_SECONDS)
    return answered, delays


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--streams", type=int, default=100)
    parser.add_argument("--posts", type=int, default=50)
    given = parser.parse_args()
    uvloop.run(main(given.streams, given.posts))
