"""What the illustrator makes of the evaluation set: numbers, and sheets to look at.

    make eval-illustrator [EVAL="--only hard --size 512"]
    PYTHONPATH=tests python -m bench.eval_illustrator --ids p003,p210 --no-times

Reads every prompt of ``tests/evaluation/illustrator/prompts.toml`` in both languages and measures
(how things are matched stands in ``tests/evaluation/matching.py``):

* recall by facet, what is drawn unnamed, misbound or forbidden, and what was lost (the fresh
  wishes, written after the others were mended for, are counted in a row of their own);
* agreement: pairs whose two languages give the same scene;
* determinism: a sample drawn again, in this process and in a fresh one, must give the same bytes;
* milliseconds of one core per style at 1024 pixels, and of previews (see ``bench/illustrator.py``);
* compositions: how many of eight seeds look different (difference hash, 64 bits, 10 apart);
* the judged shares out of ``verdicts.csv``, and the resident memory.

Writes ``result.json``, ``prompts.json`` (one comparison a prompt and language), ``sheets/*.jpg``,
``pictures.json`` and ``verdicts-to-fill.csv`` under artifacts/evaluation/. To judge: look at the
sheets, fill the column *verdict* (good, partly, wrong) and *why*, and pass the file as
``--verdicts``. After a change, ``--since`` with the ``pictures.json`` of before leaves off what
is drawn as it was.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import resource
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # before numpy is loaded

import msgspec
import numpy as np
import numpy.typing as npt

from affresco.studio.engines import illustrator
from bench.contact_sheet import Cell, pages, save
from bench.illustrator_readings import PARTS, Reading, alike, pairs, part_of, read_all, same_scene
from bench.illustrator_runs import Progress, compositions, determinism, seed_of, times_by_style
from bench.illustrator_verdicts import judged, still_true, write_verdicts_to_fill
from evaluation.matching import FACETS, Tally
from evaluation.prompts import VERDICTS, Prompt, load_prompts, load_verdicts

SAMPLE = 12  # prompts for determinism and compositions


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


def cell_of(reading: Reading, rgb: npt.NDArray[np.uint8]) -> Cell:
    comparison = reading.comparison
    notes = [f"− {'; '.join(comparison.lost)}"] if comparison.lost else []
    extras = [*comparison.unnamed, *comparison.misbound, *comparison.violations]
    notes += [f"+ {', '.join(extras)}"] if extras else []
    return Cell(
        rgb, f"{reading.prompt.id} {reading.prompt.words(reading.language)}", " ".join(notes)
    )


def draw_sheets(
    pairs: Sequence[tuple[Reading, Reading]], size: int, folder: Path, before: dict[str, str]
) -> dict[str, str]:
    """12 pictures a sheet: the English one, and the Italian beside it where its scene differs.

    Pictures whose bytes are as in `before` (digests by id and language) are left off the sheets.
    Returns the digests of all pictures.
    """
    bar = Progress("pictures", len(pairs))
    digests: dict[str, str] = {}

    def groups() -> Iterator[list[Cell]]:
        for pair in pairs:
            cells = []
            for reading in pair[:1] if same_scene(*pair) else pair:
                seed = seed_of(reading.prompt)
                rgb = illustrator.draw(reading.scene, seed=seed, size=(size, size)).rgb
                key = f"{reading.prompt.id}-{reading.language}"
                digests[key] = hashlib.sha256(rgb.tobytes()).hexdigest()[:16]
                if before.get(key) != digests[key]:
                    cells.append(cell_of(reading, rgb))
            bar.step()
            yield cells

    for number, rows in enumerate(pages(groups()), 1):
        save(rows, size, folder / f"sheet-{number:02}.jpg")
    return digests


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
    parser.add_argument(
        "--since", type=Path, help="pictures.json of another run: sheets of what changed since"
    )
    parser.add_argument("--verdicts", type=Path, default=VERDICTS)
    parser.add_argument("--out", type=Path, default=Path("artifacts/evaluation"))
    return parser.parse_args()


def main() -> None:
    asked = options()
    prompts = chosen(asked.only, asked.ids)
    asked.out.mkdir(parents=True, exist_ok=True)
    illustrator.warm_up()
    readings = read_all(prompts)
    parts = {name: [r for r in readings if part_of(r.prompt) == name] for name in PARTS}
    by_part = {name: recall(part)["all"] for name, part in parts.items() if part}
    verdicts = load_verdicts(asked.verdicts)
    fresh = [r for r in readings if part_of(r.prompt) == "fresh"]
    older = [r for r in readings if part_of(r.prompt) != "fresh"] or fresh
    result: dict[str, object] = {
        "prompts": len(prompts),
        "recall": recall(older),
        "recall_by_difficulty": by_part,
        "precision": precision(older),
        "agreement": alike(older),
        "agreement_fresh": alike(fresh),
        "judged": judged(verdicts, prompts),
        "verdicts_of_today": len(still_true(verdicts, readings)),
    }
    say = [
        table("recall", recall(older)),
        table("by difficulty", by_part),
        facts("precision", precision(older)),
        facts("agreement", alike(older)),
        facts("agreement of the fresh", alike(fresh)),
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
        before = json.loads(asked.since.read_text()) if asked.since else {}
        digests = draw_sheets(pairs(readings), asked.size, asked.out / "sheets", before)
        (asked.out / "pictures.json").write_text(json.dumps(digests, indent=1))
        result["pictures_changed"] = sum(before.get(k) != v for k, v in digests.items())
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
