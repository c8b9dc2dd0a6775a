"""What the illustrator makes of the evaluation set: numbers, and sheets to look at.

    make eval-illustrator [EVAL="--only hard --size 512"]
    PYTHONPATH=tests python -m bench.eval_illustrator --ids p003,p210 --no-times

Reads every prompt of ``tests/evaluation/illustrator/prompts.toml`` in both languages and measures
(how things are matched stands in ``tests/evaluation/matching.py``):

* recall by facet, what is drawn unnamed, misbound or forbidden, and what was lost;
* agreement: pairs whose two languages give the same scene;
* determinism: a sample drawn again, in this process and in a fresh one, must give the same bytes;
* milliseconds of one core per style at 1024 pixels, and of previews (see ``bench/illustrator.py``);
* compositions: how many of eight seeds look different (difference hash, 64 bits, 10 apart);
* the judged shares out of ``verdicts.csv``, and the resident memory.

Writes ``result.json``, ``prompts.json`` (one comparison a prompt and language), ``sheets/*.jpg`` and
``verdicts-to-fill.csv`` under artifacts/evaluation/. To judge: look at the sheets, fill the column
*verdict* (good, partly, wrong) and *why*, and pass the file as ``--verdicts``.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import json
import multiprocessing
import os
import resource
import statistics
import sys
import time
import zlib
from collections import Counter
from collections.abc import Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # before numpy is loaded

import msgspec
import numpy as np
import numpy.typing as npt

from affresco.studio.engines import illustrator
from affresco.studio.engines.illustrator.reading.lexicon import lexicon
from bench.contact_sheet import COLUMNS, ROWS, Cell, save
from evaluation.matching import FACETS, Comparison, Matcher, Tally, observe
from evaluation.prompts import (
    VERDICTS,
    Prompt,
    Verdict,
    load_prompts,
    load_synonyms,
    load_verdicts,
)

Language = Literal["en", "it"]
LANGUAGES: tuple[Language, ...] = ("en", "it")
SEEDS = 8
APART = 10  # bits of 64 from which two pictures count as two compositions
SAMPLE = 12  # prompts for determinism and compositions
SUBJECTS = (
    "a castle with a dragon",
    "a cat on a beach",
    "two deer in a forest",
    "three boats on a lake at sunset",
    "a woman reading a book in a library",
    "a city street in the rain at night",
)


@dataclass(frozen=True)
class Reading:
    """One prompt in one language, understood and compared."""

    prompt: Prompt
    language: Language
    scene: illustrator.Scene
    comparison: Comparison


class Progress:
    """A bar on standard error, one line a step when it is no terminal."""

    def __init__(self, name: str, total: int) -> None:
        self._name, self._total, self._done = name, max(1, total), 0

    def step(self) -> None:
        self._done += 1
        full = 30 * self._done // self._total
        bar = "█" * full + "·" * (30 - full)
        last = self._done == self._total
        if sys.stderr.isatty() or last:
            end = "\n" if last else ""
            sys.stderr.write(f"\r{self._name:<14} {bar} {self._done}/{self._total}{end}")
            sys.stderr.flush()


def seed_of(prompt: Prompt) -> int:
    """One seed a prompt, the same for both languages and for ever."""
    return zlib.crc32(prompt.id.encode())


def read_all(prompts: Sequence[Prompt]) -> list[Reading]:
    matcher = Matcher(load_synonyms())
    readings = []
    for prompt in prompts:
        for language in LANGUAGES:
            scene = illustrator.understand(prompt.words(language))
            comparison = matcher.compare(prompt, observe(scene))
            readings.append(Reading(prompt, language, scene, comparison))
    return readings


def share(found: float, wanted: float) -> float | None:
    return round(found / wanted, 3) if wanted else None


def recall(readings: Iterable[Reading]) -> dict[str, dict[str, float | int | None]]:
    """Found of wanted by facet; the last row is everything together."""
    sums = {facet: Tally() for facet in (*FACETS, "all")}
    for reading in readings:
        for facet, tally in reading.comparison.tallies.items():
            for name in (facet, "all"):
                sums[name].found += tally.found
                sums[name].wanted += tally.wanted
    return {
        facet: {
            "found": tally.found,
            "wanted": tally.wanted,
            "share": share(tally.found, tally.wanted),
        }
        for facet, tally in sums.items()
    }


def precision(readings: Sequence[Reading]) -> dict[str, float | int | None]:
    drawn = sum(r.comparison.entities for r in readings)
    unnamed = sum(len(r.comparison.unnamed) for r in readings)
    return {
        "entities": drawn,
        "unnamed": unnamed,
        "named_share": share(drawn - unnamed, drawn),
        "misbound_colours": sum(len(r.comparison.misbound) for r in readings),
        "forbidden": sum(len(r.comparison.violations) for r in readings),
        "readings_with_forbidden_or_unnamed": sum(
            bool(r.comparison.violations or r.comparison.unnamed) for r in readings
        ),
    }


def alike(readings: Sequence[Reading]) -> dict[str, float | int | None]:
    """Pairs with the same scene, unknown words aside (they are words of a language)."""
    scenes: dict[str, list[illustrator.Scene]] = {}
    for reading in readings:
        bare = msgspec.structs.replace(reading.scene, unknown=())
        scenes.setdefault(reading.prompt.id, []).append(bare)
    same = sum(first == second for first, second in scenes.values())
    nouns = sum(
        [e.concept for e in first.entities] == [e.concept for e in second.entities]
        for first, second in scenes.values()
    )
    return {
        "pairs": len(scenes),
        "same_scene": share(same, len(scenes)),
        "same_subjects": share(nouns, len(scenes)),
    }


def digest(words: str, seed: int, size: int) -> str:
    """Understand, draw, and hash the bytes."""
    picture = illustrator.draw(illustrator.understand(words), seed=seed, size=(size, size))
    return hashlib.sha256(picture.rgb.tobytes()).hexdigest()


def determinism(prompts: Sequence[Prompt], size: int) -> dict[str, int]:
    """The sample drawn twice here, with other pictures between, and once in a fresh process."""
    jobs = [(p.en, seed_of(p), size) for p in prompts]
    bar = Progress("determinism", 3 * len(jobs))
    rounds: list[list[str]] = []
    spawned = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(1, mp_context=spawned) as fresh:
        for _ in range(2):
            rounds.append([])
            for job in jobs:
                rounds[-1].append(digest(*job))
                bar.step()
        rounds.append([])
        for answer in fresh.map(digest, *zip(*jobs, strict=True)):
            rounds[-1].append(answer)
            bar.step()
    same = sum(len(set(hashes)) == 1 for hashes in zip(*rounds, strict=True))
    return {"drawn": len(jobs), "same_bytes": same}


def difference_hash(rgb: npt.NDArray[np.uint8]) -> int:
    """64 bits: in 8 rows, whether each of 9 mean brightnesses is darker than the next."""
    grey = rgb.astype(np.float32) @ np.array([0.299, 0.587, 0.114], np.float32)
    rows = [np.array_split(band, 9, axis=1) for band in np.array_split(grey, 8, axis=0)]
    means = np.array([[cell.mean() for cell in row] for row in rows])
    bits = (means[:, :-1] < means[:, 1:]).ravel()
    return int("".join("1" if bit else "0" for bit in bits), 2)


def clusters(hashes: Iterable[int]) -> int:
    """How many differ by at least APART bits from all that came before."""
    kept: list[int] = []
    for value in hashes:
        if all((value ^ other).bit_count() >= APART for other in kept):
            kept.append(value)
    return len(kept)


def compositions(prompts: Sequence[Prompt]) -> dict[str, float | int]:
    counts = []
    bar = Progress("compositions", len(prompts))
    for prompt in prompts:
        scene = illustrator.understand(prompt.en)
        pictures = (
            illustrator.draw(scene, seed=seed, size=(1024, 1024), preview=True)
            for seed in range(SEEDS)
        )
        counts.append(clusters(difference_hash(picture.rgb) for picture in pictures))
        bar.step()
    return {
        "seeds": SEEDS,
        "median": statistics.median(counts),
        "least": min(counts),
        "with_four_or_more": sum(count >= 4 for count in counts),
        "prompts": len(counts),
    }


def milliseconds(scene: illustrator.Scene, seed: int, preview: bool) -> float:
    start = time.process_time()
    illustrator.draw(scene, seed=seed, size=(1024, 1024), preview=preview)
    return (time.process_time() - start) * 1000


def times_by_style() -> dict[str, dict[str, int]]:
    """Median and p95 at 1024 × 1024 and median of previews, over SUBJECTS, assets warm."""
    styles = sorted(lexicon().styles)
    bar = Progress("times", len(styles))
    scenes = [illustrator.understand(subject) for subject in SUBJECTS]
    for scene in scenes:
        milliseconds(scene, 0, True)
    results = {}
    for style in styles:
        dressed = [msgspec.structs.replace(scene, style=style) for scene in scenes]
        full = sorted(milliseconds(scene, seed, False) for seed, scene in enumerate(dressed))
        small = [milliseconds(scene, seed, True) for seed, scene in enumerate(dressed)]
        results[style] = {
            "median_ms": round(statistics.median(full)),
            "p95_ms": round(full[min(len(full) - 1, int(len(full) * 0.95))]),
            "preview_ms": round(statistics.median(small)),
        }
        bar.step()
    return results


def judged(
    verdicts: Iterable[Verdict], prompts: Sequence[Prompt]
) -> dict[str, dict[str, float | int]]:
    """Shares of good, partly and wrong: all, by language, by difficulty, and the held out."""
    known = {prompt.id: prompt for prompt in prompts}
    sums: dict[str, Counter[str]] = {}
    for verdict in verdicts:
        prompt = known.get(verdict.id)
        if prompt is None:
            continue
        part = "held out" if prompt.id.startswith("h") else prompt.difficulty
        for name in ("all", verdict.language, part):
            sums.setdefault(name, Counter())[verdict.verdict] += 1
    return {
        name: {
            "judged": count.total(),
            **{
                verdict: round(count[verdict] / count.total(), 3)
                for verdict in ("good", "partly", "wrong")
            },
        }
        for name, count in sums.items()
    }


def cell_of(reading: Reading, rgb: npt.NDArray[np.uint8]) -> Cell:
    comparison = reading.comparison
    notes = [f"− {'; '.join(comparison.lost)}"] if comparison.lost else []
    extras = [*comparison.unnamed, *comparison.misbound, *comparison.violations]
    notes += [f"+ {', '.join(extras)}"] if extras else []
    return Cell(
        rgb, f"{reading.prompt.id} {reading.prompt.words(reading.language)}", " ".join(notes)
    )


def draw_sheets(readings: Sequence[Reading], size: int, folder: Path) -> int:
    """24 pictures a sheet, the languages of a pair side by side; equal scenes are drawn once."""
    bar = Progress("pictures", len(readings))
    cells: list[Cell] = []
    number = 0
    last: tuple[illustrator.Scene, int, npt.NDArray[np.uint8]] | None = None
    for index, reading in enumerate(readings):
        seed = seed_of(reading.prompt)
        if last is None or last[:2] != (reading.scene, seed):
            picture = illustrator.draw(reading.scene, seed=seed, size=(size, size))
            last = (reading.scene, seed, picture.rgb)
        cells.append(cell_of(reading, last[2]))
        bar.step()
        if len(cells) == COLUMNS * ROWS or index == len(readings) - 1:
            number += 1
            save(cells, size, folder / f"sheet-{number:02}.jpg")
            cells = []
    return number


def write_verdicts_to_fill(
    readings: Sequence[Reading], verdicts: Sequence[Verdict], path: Path
) -> None:
    """Every prompt and language, with the verdict that was given before, if any."""
    given = {(v.id, v.language): v for v in verdicts}
    with path.open("w", newline="", encoding="utf-8") as file:
        rows = csv.writer(file)
        rows.writerow(["id", "language", "verdict", "why"])
        for reading in readings:
            old = given.get((reading.prompt.id, reading.language))
            judgement = [old.verdict, old.why] if old else ["", ""]
            rows.writerow([reading.prompt.id, reading.language, *judgement])


def comparisons(readings: Iterable[Reading]) -> list[dict[str, object]]:
    """One row a prompt and language, for finding what to mend."""
    return [
        {
            "id": reading.prompt.id,
            "language": reading.language,
            "words": reading.prompt.words(reading.language),
            "lost": reading.comparison.lost,
            "unnamed": reading.comparison.unnamed,
            "misbound": reading.comparison.misbound,
            "forbidden": reading.comparison.violations,
            "unknown": reading.scene.unknown,
            "scene": msgspec.to_builtins(reading.scene),
        }
        for reading in readings
    ]


def table(title: str, rows: dict[str, dict[str, float | int | None]]) -> str:
    """Rows under one another, columns of the first row."""
    columns = list(dict.fromkeys(column for row in rows.values() for column in row))
    head = f"{title:<16}" + "".join(f"{column:>14}" for column in columns)
    lines = [head, "-" * len(head)]
    for name, row in rows.items():
        cells = ["–" if row.get(column) is None else f"{row[column]:g}" for column in columns]
        lines.append(f"{name:<16}" + "".join(f"{cell:>14}" for cell in cells))
    return "\n".join(lines)


def facts(title: str, values: dict[str, float | int | None]) -> str:
    return f"{title}: " + ", ".join(f"{name} {value}" for name, value in values.items())


def chosen(only: str | None, ids: str | None) -> list[Prompt]:
    """The prompts that are asked for. Exits with a sentence when there are none."""
    prompts = load_prompts()
    wanted = set(ids.split(",")) if ids else None
    picked = [
        prompt
        for prompt in prompts.all()
        if (only is None or prompt.difficulty == only) and (wanted is None or prompt.id in wanted)
    ]
    if not picked:
        sys.exit("No prompt fits: ids look like p001 or h01; difficulties are easy, medium, hard.")
    return picked


def options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--only", choices=["easy", "medium", "hard"], help="one difficulty")
    parser.add_argument("--ids", help="comma-separated, e.g. p001,p210,h03")
    parser.add_argument("--sheets", action=argparse.BooleanOptionalAction, default=True)
    parser.add_argument(
        "--times",
        action=argparse.BooleanOptionalAction,
        default=True,
        help="times, determinism and compositions",
    )
    parser.add_argument("--size", type=int, default=384, help="side of a picture on the sheets")
    parser.add_argument("--verdicts", type=Path, default=VERDICTS)
    parser.add_argument("--out", type=Path, default=Path("artifacts/evaluation"))
    return parser.parse_args()


def main() -> None:
    asked = options()
    prompts = chosen(asked.only, asked.ids)
    asked.out.mkdir(parents=True, exist_ok=True)
    illustrator.warm_up()
    readings = read_all(prompts)
    parts = {
        name: [r for r in readings if r.prompt.difficulty == name and r.prompt.id.startswith("p")]
        for name in ("easy", "medium", "hard")
    }
    parts["held out"] = [r for r in readings if r.prompt.id.startswith("h")]
    by_part = {name: recall(part)["all"] for name, part in parts.items() if part}
    verdicts = load_verdicts(asked.verdicts)
    result: dict[str, object] = {
        "prompts": len(prompts),
        "recall": recall(readings),
        "recall_by_difficulty": by_part,
        "precision": precision(readings),
        "agreement": alike(readings),
        "judged": judged(verdicts, prompts),
    }
    say = [
        table("recall", recall(readings)),
        table("by difficulty", by_part),
        facts("precision", precision(readings)),
        facts("agreement", alike(readings)),
        table("judged", {k: dict(v) for k, v in judged(verdicts, prompts).items()}),
    ]
    if asked.times:
        sample = prompts[:: max(1, len(prompts) // SAMPLE)][:SAMPLE]
        result["determinism"] = same = determinism(sample, asked.size)
        result["compositions"] = distinct = compositions(sample)
        result["times"] = times = times_by_style()
        say += [facts("determinism", dict(same)), facts("compositions", dict(distinct))]
        say.append(table("times", {style: dict(row) for style, row in times.items()}))
    if asked.sheets:
        result["sheets"] = draw_sheets(readings, asked.size, asked.out / "sheets")
    result["rss_mb"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    say.append(f"memory: {result['rss_mb']} MB at most")
    write_verdicts_to_fill(readings, verdicts, asked.out / "verdicts-to-fill.csv")
    (asked.out / "prompts.json").write_text(
        json.dumps(comparisons(readings), ensure_ascii=False, indent=1)
    )
    (asked.out / "result.json").write_text(json.dumps(result, indent=1))
    sys.stdout.write("\n\n".join(say) + f"\n\nWritten to {asked.out}/\n")


if __name__ == "__main__":
    main()
