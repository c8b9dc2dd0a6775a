"""How many answers a second the API gives, beside bare answers of the same size from the same server.

    python -m bench.api [--people 1000] [--posts 20000] [--seconds 4] [--connections 16] [--runs 3]

One web process, one client process, on loopback. Each measurement is run several times; the median by
requests a second is shown. ``of bare`` is the ratio to the bare answer: the only number that means
something on another machine.
"""

from __future__ import annotations

import argparse
import asyncio
import statistics
import sys

import msgspec

from affresco.web.session import SESSION_COOKIE as COOKIE
from bench import instance
from bench.dataset import Built, Shape
from bench.load import Plan, Result, Shot

READERS = 400
FIRST = 64
"""Other people who come first, while the new process opens connections and the database plans."""
WRITERS = 16
MANY = 1_000


class Setup(msgspec.Struct, frozen=True):
    """How hard, how long, how often."""

    seconds: float
    connections: int
    runs: int


class Measure(msgspec.Struct, frozen=True):
    """Something to measure. once: only the first round of the shots, while nothing is in memory."""

    name: str
    shots: tuple[Shot, ...]
    once: bool = False


def get(path: str, token: str) -> Shot:
    return Shot(f"GET {path} HTTP/1.1\r\nAuthorization: Bearer {token}")


def post(path: str, token: str, body: str) -> Shot:
    return Shot(
        f"POST {path} HTTP/1.1\r\nAuthorization: Bearer {token}\r\nContent-Type: application/json",
        body,
    )


def page(path: str, session: str) -> Shot:
    """A page of the website, as a browser that is signed in asks for it."""
    return Shot(f"GET {path} HTTP/1.1\r\nAccept: text/html\r\nCookie: {COOKIE}={session}")


def measures(
    tokens: list[str], session: str, network: Built, before: list[str]
) -> tuple[Measure, ...]:
    """What a client does most. Cold ones come before what warms them. before: tokens of other people."""
    first, posts, newest = tokens[0], network.post_ids, network.post_ids[-1]
    home = tuple(get("/api/v1/timelines/home", token) for token in tokens)
    every = tuple(get(f"/api/v1/statuses/{post_id}", first) for post_id in posts)
    people = network.person_ids[: len(tokens)]
    return (
        Measure(
            "a new process, first homes",
            tuple(get("/api/v1/timelines/home", token) for token in before),
            once=True,
        ),
        Measure(f"home, {len(tokens)} readers, cold", home, once=True),
        Measure(f"home, {len(tokens)} readers in turn", home),
        Measure("home, one reader", home[:1]),
        Measure("public timeline", (get("/api/v1/timelines/public", first),)),
        Measure("one status, hot", every[-1:]),
        Measure("one status, all in turn", every),
        Measure(
            "the same, by a stranger",
            tuple(Shot(f"GET /api/v1/statuses/{post_id} HTTP/1.1") for post_id in posts),
        ),
        Measure("thread", (get(f"/api/v1/statuses/{newest}/context", first),)),
        Measure(
            "profiles in turn",
            tuple(get(f"/api/v1/accounts/{person}/statuses", first) for person in people),
        ),
        Measure(
            "notifications in turn", tuple(get("/api/v1/notifications", token) for token in tokens)
        ),
        Measure(
            "search by words",
            tuple(get(f"/api/v2/search?q=plaster+%23study{n}&limit=20", first) for n in range(50)),
        ),
        Measure("page: home", (page("/", session),)),
        Measure("page: local", (page("/local", session),)),
        Measure(
            "post a status",
            tuple(
                post("/api/v1/statuses", token, '{"status": "wet plaster {n}"}')
                for token in tokens[:WRITERS]
            ),
        ),
    )


async def shoot(
    port: int, shots: tuple[Shot, ...], setup: Setup, seconds: float, once: bool = False
) -> Result:
    """Carry the plan out in a process of its own."""
    plan = Plan(port, seconds, setup.connections, shots, once)
    client = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "bench.load",
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        cwd=instance.ROOT,
    )
    out, _err = await client.communicate(msgspec.json.encode(plan))
    return msgspec.json.decode(out, type=Result)


async def measure(port: int, what: Measure, setup: Setup) -> tuple[Result, Result]:
    """(the application's, the bare answer's), medians by requests a second, runs interleaved."""
    # Where there are many different shots, warm is when each was sent.
    warm = await shoot(port, what.shots, setup, 2.0, what.once or len(what.shots) > MANY)
    bare_shot = Shot(f"GET /bare/{warm.size} HTTP/1.1")
    if what.once:
        return warm, await shoot(port, (bare_shot,), setup, setup.seconds / 2)
    ours, bare = [], []
    for _run in range(setup.runs):
        ours.append(await shoot(port, what.shots, setup, setup.seconds))
        bare.append(await shoot(port, (bare_shot,), setup, setup.seconds / 2))
    return median(ours), median(bare)


def median(results: list[Result]) -> Result:
    """The result in the middle; every failure of any run is kept in it."""
    middle = statistics.median_low(result.per_second for result in results)
    chosen = next(result for result in results if result.per_second == middle)
    return msgspec.structs.replace(chosen, failed=sum(result.failed for result in results))


async def main(shape: Shape, setup: Setup) -> int:
    """Print the table; 1 when an answer failed."""
    failed = 0
    async with instance.running(shape) as served:
        tokens = await served.tokens(served.network.person_ids[:READERS])
        before = await served.tokens(served.network.person_ids[READERS : READERS + FIRST])
        print(f"{shape.people} people, {shape.posts} posts, {setup.connections} connections")
        print(
            f"{'':28}{'req/s':>8}{'p50 ms':>8}{'p99 ms':>8}{'bytes':>8}{'bare/s':>8}{'of bare':>9}"
        )
        session = await served.session(served.network.person_ids[0])
        for what in measures(tokens, session, served.network, before):
            ours, bare = await measure(served.port, what, setup)
            failed += ours.failed
            print(
                f"{what.name:28}{ours.per_second:8.0f}{ours.p50:8.2f}{ours.p99:8.2f}"
                f"{ours.size:8d}{bare.per_second:8.0f}{ours.per_second / bare.per_second:9.2f}"
                + (f"  {ours.failed} FAILED" if ours.failed else ""),
                flush=True,
            )
        print(f"The web process holds {served.resident_megabytes():.0f} MB.")
    return 1 if failed else 0


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--people", type=int, default=1_000)
    parser.add_argument("--posts", type=int, default=20_000)
    parser.add_argument("--seconds", type=float, default=4.0)
    parser.add_argument("--connections", type=int, default=16)
    parser.add_argument("--runs", type=int, default=3)
    given = parser.parse_args()
    wanted = Shape(people=given.people, posts=given.posts)
    raise SystemExit(asyncio.run(main(wanted, Setup(given.seconds, given.connections, given.runs))))
