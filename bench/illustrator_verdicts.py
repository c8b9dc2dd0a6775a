"""What people who looked at the pictures thought of them: shares, and the list of what to look at."""

from __future__ import annotations

import csv
import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

import msgspec

from affresco.studio.engines import illustrator
from bench.illustrator_readings import PARTS, Reading, pairs, part_of, same_scene
from evaluation.prompts import Prompt, Verdict


def scene_digest(scene: illustrator.Scene) -> str:
    """Eight characters that change with what was understood, unknown words and painting aside."""
    bare = msgspec.structs.replace(scene, unknown=())
    return hashlib.sha256(msgspec.json.encode(bare)).hexdigest()[:8]


def still_true(verdicts: Iterable[Verdict], readings: Iterable[Reading]) -> list[Verdict]:
    """The verdicts on scenes that are understood today as they were when judged."""
    today = {(r.prompt.id, r.language): scene_digest(r.scene) for r in readings}
    return [v for v in verdicts if today.get((v.id, v.language)) == v.scene]


def judged(
    verdicts: Iterable[Verdict], prompts: Sequence[Prompt]
) -> dict[str, dict[str, float | int]]:
    """Shares of good, partly and wrong, of the English pictures, by part and all but the fresh.

    The row *Italian* counts the English picture where the Italian words gave the same one.
    """
    given = {(v.id, v.language): v.verdict for v in verdicts}
    sums: dict[str, Counter[str]] = {name: Counter() for name in ("all", "Italian", *PARTS)}
    for prompt in prompts:
        english = given.get((prompt.id, "en"))
        if english is None:
            continue
        part = part_of(prompt)
        for name in (part,) if part == "fresh" else ("all", part):
            sums[name][english] += 1
        if part != "fresh":
            sums["Italian"][given.get((prompt.id, "it"), english)] += 1
    return {
        name: {
            "judged": count.total(),
            **{
                verdict: round(count[verdict] / count.total(), 3)
                for verdict in ("good", "partly", "wrong")
            },
        }
        for name, count in sums.items()
        if count
    }


def write_verdicts_to_fill(
    readings: Sequence[Reading], verdicts: Sequence[Verdict], path: Path
) -> None:
    """A row a picture (an Italian one where it differs), with its verdict if it still holds."""
    given = {(v.id, v.language): v for v in verdicts}
    with path.open("w", newline="", encoding="utf-8") as file:
        rows = csv.writer(file, lineterminator="\n")
        rows.writerow(["id", "language", "verdict", "why", "scene"])
        for pair in pairs(readings):
            for reading in pair[:1] if same_scene(*pair) else pair:
                old = given.get((reading.prompt.id, reading.language))
                rows.writerow([reading.prompt.id, reading.language, *_row(old, reading)])


def _row(old: Verdict | None, reading: Reading) -> tuple[str, str, str]:
    """Verdict, why and digest: the old verdict as a reminder only, where the scene is another."""
    scene = scene_digest(reading.scene)
    if old is None:
        return "", "", scene
    if old.scene == scene:
        return old.verdict, old.why, scene
    return "", f"was {old.verdict}: {old.why}", scene
