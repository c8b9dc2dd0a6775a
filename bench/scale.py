"""Whether answers stay as fast when everything is a hundred times larger.

    python -m bench.scale [--times 100] [--seconds 4] [--runs 3] [--keep FOLDER]

Two networks of the same shape, one with ``--times`` the posts of the other, one after the other on the
same machine. In the larger one, one reader follows 5,000 people, and one author has 100,000 followers.
Printed is the time of an answer (p50) in both and their ratio, and that of a post by the much followed
author beside one by somebody else. ``by bare``: the same, each time measured in bare answers of as many
bytes from the same server at that moment, for a machine that others use meanwhile. The larger network
takes some minutes to be written; --keep: once, into this folder.
"""

from __future__ import annotations

import argparse
import asyncio
from pathlib import Path

import msgspec

from bench import instance
from bench.api import Measure, Setup, get, measure, post
from bench.dataset import Shape

READERS = 100
KEEN_FOLLOWS = 5_000
STAR_FOLLOWERS = 100_000
SMALL = Shape(people=1_000, posts=20_000, follows_least=50, follows_most=100)


class Time(msgspec.Struct, frozen=True):
    """p50 of an answer and of a bare one of as many bytes, in milliseconds."""

    ours: float
    bare: float


class Times(msgspec.Struct, frozen=True):
    """By what was measured. failed: answers other than 2xx."""

    p50: dict[str, Time]
    failed: int


def measures(tokens: list[str], post_ids: tuple[int, ...], person_id: int) -> list[Measure]:
    """What must not depend on how much there is. The last three tokens: keen reader, star, anybody."""
    keen, star, anybody = tokens[-3:]
    readers = tokens[:-3]
    step = max(1, len(post_ids) // 5_000)
    body = '{"status": "wet plaster {n}"}'
    return [
        Measure("homes in turn", tuple(get("/api/v1/timelines/home", t) for t in readers)),
        Measure("home of the keen reader", (get("/api/v1/timelines/home", keen),)),
        Measure(
            "home, 10 pages down",
            (get(f"/api/v1/timelines/home?max_id={post_ids[-len(post_ids) // 50]}", keen),),
        ),
        Measure("public timeline", (get("/api/v1/timelines/public", anybody),)),
        Measure(
            "public, old page", (get(f"/api/v1/timelines/public?max_id={post_ids[99]}", anybody),)
        ),
        Measure(
            "one status, 5,000 in turn",
            tuple(get(f"/api/v1/statuses/{post_id}", anybody) for post_id in post_ids[::step]),
        ),
        Measure("profile", (get(f"/api/v1/accounts/{person_id}/statuses", anybody),)),
        Measure("notifications", tuple(get("/api/v1/notifications", t) for t in readers)),
        Measure("tag", (get("/api/v1/timelines/tag/study7", anybody),)),
        Measure("post, by anybody", (post("/api/v1/statuses", anybody, body),)),
        Measure("post, by the star", (post("/api/v1/statuses", star, body),)),
    ]


async def times(shape: Shape, setup: Setup, keep: Path | None, *, crowd: bool) -> Times:
    """Build the network and measure it. crowd: with the keen reader's and the star's follows."""
    found: dict[str, Time] = {}
    failed = 0
    async with instance.running(shape, keep) as served:
        people = served.network.person_ids
        keen, star, anybody = people[-3:]
        if crowd:
            await gather_crowd(served, keen, star)
        tokens = await served.tokens([*people[:READERS], keen, star, anybody])
        for what in measures(tokens, served.network.post_ids, people[READERS]):
            ours, bare = await measure(served.port, what, setup)
            found[what.name] = Time(ours.p50, bare.p50)
            failed += ours.failed
            print(f"{shape.posts:10d} {what.name:28}{ours.p50:10.2f} ms, p99 {ours.p99:10.2f}")
    return Times(found, failed)


async def gather_crowd(served: instance.Instance, keen: int, star: int) -> None:
    """The keen reader follows many, and many follow the star."""
    async with served.database.write() as tx:
        for sql, who, many in (
            (
                """INSERT INTO follows (follower_id, followee_id)
                   SELECT $1, id FROM accounts WHERE id <> $1 ORDER BY id LIMIT $2
                   ON CONFLICT DO NOTHING""",
                keen,
                KEEN_FOLLOWS,
            ),
            (
                """INSERT INTO follows (follower_id, followee_id)
                   SELECT id, $1 FROM accounts WHERE id <> $1 ORDER BY id LIMIT $2
                   ON CONFLICT DO NOTHING""",
                star,
                STAR_FOLLOWERS,
            ),
        ):
            await tx.connection.execute(sql, who, many, timeout=600)
        await tx.run("ANALYZE follows")


async def main(larger: int, setup: Setup, keep: Path | None) -> int:
    """Print the table; 1 when an answer failed."""
    small = await times(SMALL, setup, None, crowd=False)
    people = max(SMALL.people, STAR_FOLLOWERS + 10) if larger >= 100 else SMALL.people * 10
    shape = Shape(
        people=people, posts=SMALL.posts * larger, follows_least=50, follows_most=100, likes_each=1
    )
    large = await times(shape, setup, keep, crowd=True)
    print(f"{shape.people} people and {shape.posts} posts, beside {SMALL.people} and {SMALL.posts}")
    print(f"{'':28}{'small ms':>10}{'large ms':>10}{'ratio':>8}{'by bare':>9}")
    for name, before in small.p50.items():
        after = large.p50[name]
        ratio = after.ours / before.ours
        relative = (after.ours / after.bare) / (before.ours / before.bare)
        print(f"{name:28}{before.ours:10.2f}{after.ours:10.2f}{ratio:8.2f}{relative:9.2f}")
    return 1 if small.failed or large.failed else 0


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--times", type=int, default=100)
    parser.add_argument("--seconds", type=float, default=4.0)
    parser.add_argument("--connections", type=int, default=16)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--keep", type=Path)
    given = parser.parse_args()
    wanted = Setup(given.seconds, given.connections, given.runs)
    raise SystemExit(asyncio.run(main(given.times, wanted, given.keep)))
