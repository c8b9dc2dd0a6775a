"""How long Gesso takes to answer from 200,000 posts, and two hundred askers at once.

    python -m bench.gesso [--people 1000] [--posts 200000] [--rounds 40] [--keep FOLDER]

The posts are those of ``bench.search``; four of five people let the assistant answer with theirs. The voice
is the one without a language model, and the meaning of each question is made anew. ``of search`` is the
ratio of the median to that of a search for the same words: the number that means something on another
machine. --keep: build there once, and measure the same data again later.
"""

from __future__ import annotations

import asyncio
import itertools
import statistics
import time
from collections.abc import Sequence
from typing import Final

import msgspec

from affresco.assistant.gesso import Gesso
from affresco.assistant.model import Among, Ask, Everything, Following
from affresco.db import Database
from affresco.feeds.reader import Reader
from affresco.feeds.search.finder import Finder
from affresco.feeds.search.syntax import parse
from affresco.live.hub import Hub
from bench.search import main, percentile

GOAL_MS: Final = 150.0
ASKERS: Final = 200


class Measure(msgspec.Struct, frozen=True):
    """Questions of one kind; searches: the words of each, as one would search for them."""

    name: str
    questions: tuple[str, ...]
    searches: tuple[str, ...]
    among: Among = Everything()


MEASURES: Final = (
    Measure(
        "a fact, one word",
        ("Where is the kitten?", "What about the harbour?", "Dov'è il faro?"),
        ("kitten", "harbour", "faro"),
    ),
    Measure(
        "a fact, several words",
        (
            "Who painted a golden castle in the rain?",
            "Where does the sleeping whale lie in fog?",
            "Chi ha dipinto un castello antico sotto la pioggia?",
        ),
        ("golden castle rain", "sleeping whale fog", "castello antico pioggia"),
    ),
    Measure(
        "no such thing",
        ("When does the parliament of Ruritania meet?", "Quanto costa il biglietto del traghetto?"),
        ("parliament Ruritania meet", "costa biglietto traghetto"),
    ),
    Measure(
        "how many",
        ("How many posts are about the dragon?", "Quanti post parlano di un gattino dorato?"),
        ("dragon", "gattino dorato"),
    ),
    Measure("what is new", ("What's trending?", "Cosa succede oggi?"), ("", "")),
    Measure(
        "what was liked", ("best posts about owls", "top pictures of storms"), ("owls", "storms")
    ),
    Measure(
        "among followees",
        ("Who painted a tiger?", "What did people post about the forest?"),
        ("tiger in:following", "forest in:following"),
        Following(),
    ),
)


async def consent(database: Database) -> None:
    """Four of five people say yes."""
    async with database.write() as tx:
        await tx.run(
            """UPDATE accounts SET assistant = CASE WHEN number % 5 = 0 THEN 'deny' ELSE 'allow' END
               FROM (SELECT id, row_number() OVER (ORDER BY id) AS number FROM accounts) n
               WHERE n.id = accounts.id"""
        )


async def asked(
    gesso: Gesso, finder: Finder, what: Measure, viewers: Sequence[int], rounds: int
) -> list[float]:
    """Milliseconds of each answer, with the question's meaning made anew."""
    turns = itertools.cycle(itertools.product(what.questions, viewers))
    took = []
    for _round in range(rounds):
        question, viewer = next(turns)
        ask = Ask(asker_id=viewer, viewer_id=viewer, text=question, among=what.among)
        finder.forget()
        began = time.perf_counter()
        await gesso.answer(ask)
        took.append((time.perf_counter() - began) * 1000)
    return took


async def searched(
    finder: Finder, what: Measure, viewers: Sequence[int], rounds: int
) -> list[float]:
    """Milliseconds of searches for the same words."""
    turns = itertools.cycle(itertools.product(what.searches, viewers))
    took = []
    for _round in range(rounds):
        words, viewer = next(turns)
        finder.forget()
        began = time.perf_counter()
        await finder.posts(viewer, parse(words or "has:picture"))
        took.append((time.perf_counter() - began) * 1000)
    return took


async def at_once(gesso: Gesso, finder: Finder, viewers: Sequence[int]) -> tuple[float, float]:
    """(seconds until the last of ``ASKERS`` has an answer, seconds that one more waits who asks once while
    somebody asks ``ASKERS`` times)."""
    questions = [question for what in MEASURES[:4] for question in what.questions]

    def one(number: int, asker: int) -> Ask:
        text = f"{questions[number % len(questions)]} {number}"
        return Ask(asker_id=asker, viewer_id=viewers[number % len(viewers)], text=text)

    finder.forget()
    began = time.perf_counter()
    await asyncio.gather(*(gesso.answer(one(number, number)) for number in range(ASKERS)))
    whole = time.perf_counter() - began
    crowd = [asyncio.create_task(gesso.answer(one(number, 1))) for number in range(ASKERS)]
    await asyncio.sleep(0)
    began = time.perf_counter()
    await gesso.answer(one(ASKERS, 2))
    waited = time.perf_counter() - began
    await asyncio.gather(*crowd)
    return whole, waited


async def measure_all(database: Database, rounds: int) -> int:
    """Print the table; 1 when the goal is missed."""
    hub = Hub(database)
    await hub.start()
    reader = Reader(database, hub)
    finder = Finder(database, reader)
    gesso = Gesso(database, reader, finder)
    await gesso.warm_up()
    try:
        async with database.read() as tx:
            rows = await tx.rows("SELECT id FROM accounts ORDER BY id LIMIT 8")
            count = await tx.value("SELECT count(*) FROM search_posts")
        viewers = [row["id"] for row in rows]
        print(f"{count} posts")
        print(f"{'':24}{'p50 ms':>9}{'p95 ms':>9}{'of search':>11}")
        everything: list[float] = []
        for what in MEASURES:
            await asked(gesso, finder, what, viewers, 4)
            took = await asked(gesso, finder, what, viewers, rounds)
            bare = statistics.median(await searched(finder, what, viewers, rounds))
            everything += took
            middle = statistics.median(took)
            print(
                f"{what.name:24}{middle:9.1f}{percentile(took, 0.95):9.1f}{middle / bare:11.1f}",
                flush=True,
            )
        at_95 = percentile(everything, 0.95)
        print(f"{'all of them':24}{statistics.median(everything):9.1f}{at_95:9.1f}")
        whole, waited = await at_once(gesso, finder, viewers)
        print(f"{ASKERS} askers at once: {whole:.1f} s; one beside a crowd waits {waited:.2f} s")
        return 0 if at_95 <= GOAL_MS else 1
    finally:
        finder.close()
        await hub.stop()


async def allowed(database: Database, rounds: int) -> int:
    """Everybody lets answers rest on what they post; then measure."""
    await consent(database)
    return await measure_all(database, rounds)


if __name__ == "__main__":
    main(allowed, __doc__)
