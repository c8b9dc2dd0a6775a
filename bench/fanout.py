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

import httpx
import uvloop

from affresco.accounts import commands as accounts
from affresco.accounts.model import AccountId
from bench import instance
from bench.dataset import Shape
from bench.live import percentile

CONNECTIONS = 16


async def shown(client: httpx.AsyncClient, token: str, post_id: str) -> float:
    """When a follower's home shows the post."""
    headers = {"Authorization": f"Bearer {token}"}
    while True:
        page = await client.get("/api/v1/timelines/home?limit=1", headers=headers)
        page.raise_for_status()
        if post_id in page.text:
            return time.perf_counter()


async def one(client: httpx.AsyncClient, author: str, followers: list[str], n: int) -> list[float]:
    """(seconds until each home shows the post)."""
    began = time.perf_counter()
    sent = await client.post(
        "/api/v1/statuses",
        json={"status": f"number {n}"},
        headers={"Authorization": f"Bearer {author}"},
    )
    post_id = sent.raise_for_status().json()["id"]
    waiting = iter(followers)

    async def take() -> list[float]:
        return [await shown(client, token, post_id) - began for token in waiting]

    found = await asyncio.gather(*(take() for _ in range(CONNECTIONS)))
    return [seconds for part in found for seconds in part]


async def main(followers: int, posts: int) -> None:
    """Print the percentiles in milliseconds."""
    shape = Shape(people=followers + 1, posts=2_000, follows_least=20, follows_most=50)
    async with instance.running(shape) as served:
        author, *others = served.network.person_ids
        for other in others:
            await accounts.follow(served.database, AccountId(other), AccountId(author))
        token, *theirs = await served.tokens([author, *others])
        limits = httpx.Limits(max_connections=CONNECTIONS, max_keepalive_connections=CONNECTIONS)
        async with httpx.AsyncClient(base_url=served.url, limits=limits, timeout=30) as client:
            for n in range(3):
                await one(client, token, theirs, n)
            times = [t for n in range(posts) for t in await one(client, token, theirs, n + 3)]
    p50, p99 = percentile(times, 0.5) * 1000, percentile(times, 0.99) * 1000
    print(f"{followers} followers, {posts} posts, milliseconds from sending the post")
    print(f"until a home shows it: p50 {p50:.1f}, p99 {p99:.1f}, max {max(times) * 1000:.1f}")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--followers", type=int, default=200)
    parser.add_argument("--posts", type=int, default=20)
    given = parser.parse_args()
    uvloop.run(main(given.followers, given.posts))
