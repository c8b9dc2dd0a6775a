"""The stream of the commons: how soon an event is there, and whether any is lost or told twice.

    python -m bench.commons_stream [--consumers 100] [--minutes 1] [--writers 8] [--rate 20]

One web process on loopback, ``--consumers`` consumers that each keep a stream open (server-sent events).
``--writers`` connections write, together ``--rate`` transactions a second: of one to three entries, a
tenth of them slow (they take their places early and commit up to a second late), a tenth undone. Now and
then a consumer leaves and comes back with a cursor of its own, the last one or an earlier one. Beside that
a person publishes one post a second.

Printed: the time from the answer to COMMIT until each consumer has the event, for the entries and for the
whole posts; the floor beside it is a bare NOTIFY until a bare LISTEN hears it. At the end each consumer's
events must be the log, in its order, each entry once.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import re
import time
from array import array
from typing import Final

import asyncpg
import uvloop

from affresco.accounts.model import AccountId, Answers
from affresco.commons import consumers
from affresco.commons.model import NewConsumer
from affresco.db import Database
from affresco.posts import commands as posts
from affresco.posts import consent
from affresco.posts.model import Publish
from affresco.settings import Settings
from bench import instance
from bench.dataset import Shape
from bench.live import percentile, processor_seconds

LEAVE: Final = "INSERT INTO commons_outbox (kind, post_id) VALUES ('deletion', $1)"
PATH: Final = "/api/affresco/v1/commons/stream"
BLOCK: Final = re.compile(rb'id: (\S+)\nevent: \w+\ndata: .*?"(?:post_id|id)":"(\d+)"')
LEAVES_SECONDS: Final = 20.0
"""How long a consumer stays, about, before it comes back with a cursor."""
PAUSE: Final = 0.02


class Reader:
    """A consumer: what it was told, in order, and when."""

    def __init__(self, key: str, port: int, chance: random.Random) -> None:
        self._key, self._port, self._chance = key, port, chance
        self.posts = array("q")
        self.cursors: list[bytes] = []
        self.returned = 0
        self.heard: dict[int, float] = {}

    async def read(self) -> None:
        while True:
            stay = self._chance.expovariate(1 / LEAVES_SECONDS)
            try:
                async with asyncio.timeout(stay):
                    await self._listen()
            except TimeoutError:
                self.returned += 1
                back = self._chance.choice((0, 0, self._chance.randrange(50)))
                if back:
                    del self.posts[-back:]
                    del self.cursors[-back:]

    async def _listen(self) -> None:
        source, sink = await asyncio.open_connection("127.0.0.1", self._port)
        try:
            last = f"Last-Event-ID: {self.cursors[-1].decode()}\r\n" if self.cursors else ""
            head = f"GET {PATH} HTTP/1.1\r\nHost: x\r\nAccept: text/event-stream\r\n"
            sink.write(f"{head}{last}Authorization: Bearer {self._key}\r\n\r\n".encode())
            answer = await source.readuntil(b"\r\n\r\n")
            if b" 200 " not in answer.split(b"\r\n")[0]:
                raise SystemExit(f"a stream was refused: {answer.decode()}")
            rest = b""
            while piece := await source.read(65_536):
                now = time.perf_counter()
                *blocks, rest = (rest + piece).split(b"\n\n")
                for block in blocks:
                    found = BLOCK.search(block)
                    if found is not None:
                        post_id = int(found[2])
                        self.cursors.append(found[1])
                        self.posts.append(post_id)
                        self.heard.setdefault(post_id, now)
            raise SystemExit("a stream ended")
        finally:
            sink.close()


async def write(
    dsn: str, writer: int, until: float, pause: float, committed: dict[int, float]
) -> None:
    """committed: when the answer to the commit of each entry came."""
    chance, number = random.Random(writer), writer * 10_000_000 + 1
    connection = await asyncpg.connect(dsn)
    try:
        while time.perf_counter() < until:
            transaction = connection.transaction()
            await transaction.start()
            mine = [number + n for n in range(chance.randint(1, 3))]
            number += len(mine)
            for one in mine:
                await connection.execute(LEAVE, one)
            luck = chance.random()
            if luck < 0.1:
                await asyncio.sleep(chance.random())
            if luck > 0.9:
                await transaction.rollback()
            else:
                await transaction.commit()
                committed.update(dict.fromkeys(mine, time.perf_counter()))
            await asyncio.sleep(chance.expovariate(1 / pause))
    finally:
        await connection.close()


async def publish(
    database: Database, author: AccountId, until: float, committed: dict[int, float]
) -> None:
    """One post a second."""
    while time.perf_counter() < until:
        wish = Publish(text="A quiet harbour before sunrise, seen by @nobody_at_all.")
        post_id = await posts.publish(database, Settings(), author, wish)
        committed[post_id] = time.perf_counter()
        await asyncio.sleep(1)


async def floor(dsn: str, times: int = 200) -> list[float]:
    """Seconds from the answer to a bare NOTIFY until a bare LISTEN hears it."""
    speaker, listener = await asyncpg.connect(dsn), await asyncpg.connect(dsn)
    took: list[float] = []
    try:
        for _ in range(times):
            heard: asyncio.Future[float] = asyncio.get_running_loop().create_future()

            def hear(*_args: object, heard: asyncio.Future[float] = heard) -> None:
                if not heard.done():
                    heard.set_result(time.perf_counter())

            await listener.add_listener("bench", hear)
            await speaker.execute("NOTIFY bench")
            said = time.perf_counter()
            took.append(max(0.0, await heard - said))
            await listener.remove_listener("bench", hear)
            await asyncio.sleep(PAUSE)
    finally:
        await speaker.close()
        await listener.close()
    return took


async def main(streams: int, minutes: float, writers: int, rate: float) -> None:
    """Print the percentiles in milliseconds, and what came of the order."""
    shape = Shape(people=20, posts=50, follows_least=1, follows_most=3)
    async with instance.running(shape) as served:
        database = served.database
        author = AccountId(served.network.person_ids[0])
        await consent.answer(database, author, Answers(training="allow", licence="CC BY"), {})
        readers = [
            Reader(await _key(database, n), served.port, random.Random(n)) for n in range(streams)
        ]
        tasks = [asyncio.create_task(reader.read()) for reader in readers]
        await asyncio.sleep(2)
        bare = await floor(database.dsn)
        entries: dict[int, float] = {}
        published: dict[int, float] = {}
        began, work = time.perf_counter(), processor_seconds(served.process)
        until = began + minutes * 60
        pause = writers / rate
        await asyncio.gather(
            *(write(database.dsn, n + 1, until, pause, entries) for n in range(writers)),
            publish(database, author, until, published),
        )
        took = time.perf_counter() - began
        work = processor_seconds(served.process) - work
        log = await _log(database)
        await _until_told(readers, len(log))
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        print(f"{streams} consumers, {writers} writers, {took:.0f} s, {len(log)} entries")
        print(f"{'milliseconds':24}{'p50':>8}{'p99':>8}{'max':>8}")
        _show("bare NOTIFY → LISTEN", bare)
        _show("entries", _delays(readers, entries))
        _show("whole posts", _delays(readers, published))
        told = sum(len(reader.heard) for reader in readers)
        print(f"server: {work / told * 1e6:.0f} µs of its processor for an event at one consumer")
        wrong = sum(list(reader.posts) != log for reader in readers)
        returned = sum(reader.returned for reader in readers)
        print(f"consumers came back {returned} times; whose events are not the log: {wrong}")
        if wrong or sorted(log) != sorted([*entries, *published]):
            raise SystemExit("events were lost, repeated or out of order")


async def _key(database: Database, number: int) -> str:
    new = NewConsumer(name=f"consumer {number}", contact="bench", purpose="to measure")
    made = await consumers.add(database, new)
    await consumers.accept_terms(database, made.id, consumers.TERMS_VERSION)
    return made.key


async def _log(database: Database) -> list[int]:
    """The posts of all entries, when all have their numbers."""
    while True:
        async with database.read() as tx:
            waiting = await tx.value("SELECT count(*) FROM commons_outbox")
            rows = await tx.rows("SELECT post_id FROM commons_log ORDER BY seq")
        if not waiting:
            return [row["post_id"] for row in rows]
        await asyncio.sleep(0.1)


async def _until_told(readers: list[Reader], count: int) -> None:
    """Until all are at the end; those who are not after a minute are told apart below."""
    ends = time.perf_counter() + 60
    while time.perf_counter() < ends and any(  # noqa: ASYNC110 - readers are busy
        len(reader.posts) < count for reader in readers
    ):
        await asyncio.sleep(0.1)


def _delays(readers: list[Reader], committed: dict[int, float]) -> list[float]:
    """Of every consumer; of those, too, who had just left, and came back for it."""
    return [
        max(0.0, reader.heard[post_id] - at)
        for reader in readers
        for post_id, at in committed.items()
        if post_id in reader.heard
    ]


def _show(name: str, seconds: list[float]) -> None:
    columns = (percentile(seconds, 0.5), percentile(seconds, 0.99), max(seconds))
    print(f"{name:24}" + "".join(f"{value * 1000:8.1f}" for value in columns))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--consumers", type=int, default=100)
    parser.add_argument("--minutes", type=float, default=1.0)
    parser.add_argument("--writers", type=int, default=8)
    parser.add_argument("--rate", type=float, default=20.0)
    chosen = parser.parse_args()
    uvloop.run(main(chosen.consumers, chosen.minutes, chosen.writers, chosen.rate))
