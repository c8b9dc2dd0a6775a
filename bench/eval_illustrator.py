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
import os
import resource
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # before numpy is loaded

import msgspec
import numpy as np
import numpy.typing as npt

from affresco.studio.engines import illustrator
from bench.contact_sheet import COLUMNS, ROWS, Cell, save
from bench.illustrator_runs import Progress, compositions, determinism, seed_of, times_by_style
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
SAMPLE = 12  # prompts for determinism and compositions


@dataclass(frozen=True)
class Reading:
    """One prompt in one language, understood and compared."""

    prompt: Prompt
    language: Language
    scene: illustrator.Scene
    comparison: Comparison


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


def scene_digest(scene: illustrator.Scene) -> str:
    """Eight characters that change with what is drawn."""
    text = illustrator.VERSION.encode() + msgspec.json.encode(scene)
    return hashlib.sha256(text).hexdigest()[:8]


def still_true(verdicts: Iterable[Verdict], readings: Iterable[Reading]) -> list[Verdict]:
    """The verdicts on scenes that are understood today as they were when judged."""
    today = {(r.prompt.id, r.language): scene_digest(r.scene) for r in readings}
    return [v for v in verdicts if today.get((v.id, v.language)) == v.scene]


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
    """Every prompt and language, with its verdict where the scene is still the same."""
    given = {(v.id, v.language): v for v in verdicts}
    with path.open("w", newline="", encoding="utf-8") as file:
        rows = csv.writer(file, lineterminator="\n")
        rows.writerow(["id", "language", "verdict", "why", "scene"])
        for reading in readings:
            scene = scene_digest(reading.scene)
            row = ["", "", scene]
            if old := given.get((reading.prompt.id, reading.language)):
                same = old.scene == scene
                row = (
                    [old.verdict, old.why, scene]
                    if same
                    else ["", f"was {old.verdict}: {old.why}", scene]
                )
            rows.writerow([reading.prompt.id, reading.language, *row])


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
        "verdicts_of_today": len(still_true(verdicts, readings)),
    }
    say = [
        table("recall", recall(readings)),
        table("by difficulty", by_part),
        facts("precision", precision(readings)),
        facts("agreement", alike(readings)),
        table("judged", {k: dict(v) for k, v in judged(verdicts, prompts).items()}),
        f"{len(still_true(verdicts, readings))} of {len(verdicts)} verdicts are on scenes of today",
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
