"""What Gesso knows of a town: how often it is right, silent where it should be, and never indiscreet.

    make eval-gesso [EVAL="--voice extractive --kind single --show"]
    PYTHONPATH=tests python -m bench.eval_gesso

Builds the town of ``tests/evaluation/gesso/world.toml`` on a real database, asks each of its questions in
English and in Italian, and prints a row for each kind of question:

* right: every group of words that is expected stands in the answer, or there is none where none should be;
* precision, recall: of the posts cited, how many the question is about; of these, how many are cited;
* proved: citations of which the words stand in the post just where they are said to stand;
* silent: answers without any sentence; leaks: answers with words that must not be in them;
* p50, p95: milliseconds from the question to the whole answer, in this process.

Then freshness: from the commit of a post to the end of an answer that rests on it, a hundred times, with no
worker running. The second voice is a language model's; here it is a server on loopback that repeats the
passages with most words of the question: the way through a model is measured and not some model's wit.

Writes every answer to artifacts/evaluation/gesso.json.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import re
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Final, get_args

import msgspec

from affresco import meaning
from affresco import runtime as processes
from affresco.assistant.gesso import Gesso
from affresco.assistant.model import Answer, Ask, Citation, Voice
from affresco.assistant.speaking import Speaker
from affresco.db import Database
from affresco.db.embedded import EmbeddedServer
from affresco.db.migrate import migrate
from affresco.feeds.reader import Reader
from affresco.feeds.search.finder import Finder
from affresco.media.tickets import Tickets
from affresco.settings import GessoModel, Settings
from affresco.text import Locale
from evaluation import town
from evaluation.town import KINDS, Built, Question
from servers import chat
from world import World

ROOT: Final = Path(__file__).parents[1]
OUT: Final = ROOT / "artifacts" / "evaluation" / "gesso.json"
KEY_ENV: Final = "AFFRESCO_EVALUATION_KEY"
FRESH: Final = 100
LOCALES: Final[tuple[Locale, ...]] = ("en", "it")


class Result(msgspec.Struct, frozen=True):
    """One question in one language. cited: names of posts; proved: of so many citations."""

    id: str
    kind: str
    locale: str
    question: str
    answer: str
    right: bool
    leak: bool
    silent: bool
    citations: int
    proved: int
    cited: tuple[str, ...]
    about: tuple[str, ...]
    milliseconds: float


@asynccontextmanager
async def standing() -> AsyncIterator[World]:
    """A world on a database of its own, gone afterwards."""
    root = _folder()
    try:
        with EmbeddedServer(root / "server", durable=False) as server:
            dsn = server.dsn("postgres")
            async with Database(dsn) as database:
                await migrate(database)
            settings = Settings(data=str(root / "data"), secret="k" * 32)
            async with (
                processes.running(settings, dsn, "http://testserver") as runtime,
                World.begin(runtime) as world,
            ):
                yield world
    finally:
        shutil.rmtree(root, ignore_errors=True)


def _folder() -> Path:
    root = Path(tempfile.mkdtemp(prefix="affresco-town-"))
    root.chmod(0o711)  # the server's user comes through
    return root


@asynccontextmanager
async def speaking(voice: Voice) -> AsyncIterator[Speaker | None]:
    """The language model of a voice: none, or a server that repeats what fits."""
    if voice == "extractive":
        yield None
        return
    os.environ[KEY_ENV] = chat.KEY
    async with chat.chat_server() as server:
        server.says = repeat
        server.piece = 400
        yield Speaker(GessoModel(url=server.url, model="repeats", key_env=KEY_ENV))


def repeat(posed: chat.Posed) -> str:
    """The passages that have most to do with the question, as quotations; NOTHING where none has."""
    question = posed.question.partition(":")[2]
    asked = words(question)
    vectors = meaning.encode([question, *(row.text for row in posed.rows)])
    near = vectors[1:] @ vectors[0]
    worth = [
        (len(asked & words(row.text)) / 2 + float(like), -row.n, row)
        for row, like in zip(posed.rows, near, strict=True)
    ]
    best = [
        row for much, _n, row in sorted(worth, reverse=True, key=lambda one: one[:2]) if much > 0.5
    ]
    return " ".join(f"{row.by}: “{row.text}” [{row.n}]." for row in best[:3]) or "NOTHING"


def words(text: str) -> set[str]:
    return {word for word in re.findall(r"\w+", text.casefold()) if len(word) > 3}


async def ask(gesso: Gesso, built: Built, question: Question, locale: Locale) -> Result:
    """Ask once, and look at what came."""
    text = question.it if locale == "it" else question.en
    started = time.perf_counter()
    asker_id = built.asker.id
    answer = await gesso.answer(
        Ask(asker_id=asker_id, viewer_id=asker_id, text=text, locale=locale)
    )
    passed = (time.perf_counter() - started) * 1000
    names = {post_id: name for name, post_id in built.ids.items()}
    citations = [one for sentence in answer.sentences for one in sentence.citations]
    return Result(
        id=question.id,
        kind=question.kind,
        locale=locale,
        question=text,
        answer=answer.text,
        right=question.is_right(answer),
        leak=question.leaks(answer),
        silent=not answer.sentences,
        citations=len(citations),
        proved=await _proved(gesso, built, answer, citations),
        cited=tuple(dict.fromkeys(names.get(one.post_id, "?") for one in citations)),
        about=question.cites,
        milliseconds=passed,
    )


async def _proved(gesso: Gesso, built: Built, answer: Answer, citations: Sequence[Citation]) -> int:
    """How many say the words of the post, where they stand, to somebody who may see it."""
    held = await gesso.still_holds(answer, built.asker.id)
    there = {one for sentence in held.sentences for one in sentence.citations}
    return sum(one in there for one in citations)


async def examine(voice: Voice, kinds: Sequence[str]) -> tuple[list[Result], list[float]]:
    """All questions of these kinds in both languages, and seconds of freshness."""
    results: list[Result] = []
    async with standing() as world, speaking(voice) as speaker:
        runtime = world.runtime
        reader = Reader(runtime.database, runtime.hub, Tickets(runtime.secret))
        finder = Finder(runtime.database, reader)
        gesso = Gesso(runtime.database, reader, finder, speaker)
        built = await town.build(world, town.load_town())
        await gesso.answer(
            Ask(asker_id=built.asker.id, viewer_id=built.asker.id, text="A warm start")
        )
        for question in built.town.asked:
            if question.kind not in kinds:
                continue
            if question.kind == "fresh":
                for said in question.posts:
                    await town.post(world, built, said)
            if question.change:
                await town.change(world, built, question)
            results += [await ask(gesso, built, question, locale) for locale in LOCALES]
        seconds = await freshness(world, built, gesso) if "fresh" in kinds else []
        finder.close()
    return results, seconds


async def freshness(world: World, built: Built, gesso: Gesso) -> list[float]:
    """Seconds from the commit of a post to the end of an answer that rests on it."""
    seconds = []
    apart = {said.by for one in built.town.asked for said in one.posts if said.hidden == "blocked"}
    people = [built.people[handle] for handle in built.town.people if handle not in apart]
    for number in range(FRESH):
        by = people[number % len(people)]
        published = await world.post(
            by=by, text=f"The belltower of Quarter {number} rings {number + 200} times."
        )
        started = time.perf_counter()
        while True:
            answer = await gesso.answer(
                Ask(
                    asker_id=built.asker.id,
                    viewer_id=built.asker.id,
                    text=f"How many times does the belltower of Quarter {number} ring?",
                )
            )
            cited = {one.post_id for sentence in answer.sentences for one in sentence.citations}
            if published.id in cited or time.perf_counter() - started > 10:
                break
        seconds.append(time.perf_counter() - started)
    return seconds


# printing ---------------------------------------------------------------------------------------


def share(count: float, of: float) -> str:
    return "–" if not of else f"{100 * count / of:.1f} %"


def row(name: str, results: Sequence[Result]) -> str:
    answered = [one for one in results if one.about and not one.silent]
    cited = sum(len(one.cited) for one in answered)
    hit = sum(len(set(one.cited) & set(one.about)) for one in answered)
    about = sum(len(one.about) for one in results if one.about)
    times = sorted(one.milliseconds for one in results)
    return " | ".join(
        [
            f"| {name}",
            str(len(results)),
            share(sum(one.right for one in results), len(results)),
            share(hit, cited),
            share(hit, about),
            share(sum(one.proved for one in results), sum(one.citations for one in results)),
            share(sum(one.silent for one in results), len(results)),
            str(sum(one.leak for one in results)),
            f"{statistics.median(times):.0f}",
            f"{times[int(0.95 * (len(times) - 1))]:.0f} |",
        ]
    )


def held_out(one: Result) -> bool:
    """Whether nobody looks into it singly: questions of an even number, so that nothing is bent to them."""
    return int(one.id[1:]) % 2 == 0


def report(voice: Voice, results: Sequence[Result], seconds: Sequence[float]) -> None:
    print(f"\n{voice}")
    print(
        "| kind | asked | right | precision | recall | proved | silent | leaks | p50 ms | p95 ms |"
    )
    print("|---|---|---|---|---|---|---|---|---|---|")
    for kind in KINDS:
        if found := [one for one in results if one.kind == kind]:
            print(row(kind, found))
    for locale in LOCALES:
        print(row(f"all, {locale}", [one for one in results if one.locale == locale]))
    print(row("held out", [one for one in results if held_out(one)]))
    print(row("all", results))
    if seconds:
        in_order = sorted(seconds)
        print(
            f"freshness, {len(seconds)} posts: p50 {1000 * statistics.median(seconds):.0f} ms, "
            f"p99 {1000 * in_order[int(0.99 * (len(in_order) - 1))]:.0f} ms"
        )


async def main(voices: Sequence[Voice], kinds: Sequence[str], show: bool) -> None:
    written = {}
    for voice in voices:
        results, seconds = await examine(voice, kinds)
        report(voice, results, seconds)
        written[voice] = [msgspec.to_builtins(one) for one in results]
        if show:
            for one in results:
                if not one.right and not held_out(one):
                    print(
                        f"{one.id} {one.kind} {one.locale}: {one.question}\n    {one.answer} {one.cited}"
                    )
    OUT.parent.mkdir(parents=True, exist_ok=True)
    OUT.write_text(json.dumps(written, ensure_ascii=False, indent=1), encoding="utf-8")


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--voice", choices=get_args(Voice))
    parser.add_argument("--kind", choices=KINDS)
    parser.add_argument(
        "--show",
        action="store_true",
        help="print what is not right, of the questions that are not held out",
    )
    given = parser.parse_args(sys.argv[1:])
    asyncio.run(
        main(
            [given.voice] if given.voice else get_args(Voice),
            [given.kind] if given.kind else KINDS,
            given.show,
        )
    )
