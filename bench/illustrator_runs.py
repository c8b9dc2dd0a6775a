"""Drawing the evaluation set again and again: determinism, compositions, and times per style."""

from __future__ import annotations

import hashlib
import multiprocessing
import statistics
import sys
import time
import zlib
from collections.abc import Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor

import msgspec
import numpy as np
import numpy.typing as npt

from affresco.studio.engines import illustrator
from affresco.studio.engines.illustrator.reading.lexicon import lexicon
from evaluation.prompts import Prompt

SEEDS = 8
APART = 10  # bits of 64 from which two pictures count as two compositions
SUBJECTS = (
    "a castle with a dragon",
    "a cat on a beach",
    "two deer in a forest",
    "three boats on a lake at sunset",
    "a woman reading a book in a library",
    "a city street in the rain at night",
)


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
