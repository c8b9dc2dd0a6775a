"""How long the illustrator draws, per style, beside a floor that any renderer pays.

    python bench/illustrator.py [--quick] [--rounds 1] [--side 1024]

Prints one JSON object a line: the floor (filling and blurring a surface), each style over the
subjects below, then the sixteen prompts together. Times are milliseconds of one core
(processor time with one BLAS thread, so that neighbours on the machine do not count), after
:func:`warm_up` and after each subject was drawn once, so that its drawings are loaded; `ratio` is
the median over the floor. The default takes less than two minutes; ``--quick`` half a minute (one
subject a style, none of the sixteen), to find the one style that has become slow.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import statistics
import sys
import time
from collections.abc import Callable, Iterator

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # before numpy is loaded

import skia

from affresco.studio.engines import illustrator
from affresco.studio.engines.illustrator.reading.lexicon import lexicon

PROMPTS = (
    "a fox astronaut riding a bicycle on the moon, watercolor",
    "un gatto nero su un tetto di notte, luna piena, stile ukiyo-e",
    "neon city street in the rain, cyberpunk",
    "portrait of an old fisherman, oil painting",
    "three red balloons over the alps at sunrise",
    "un faro sul mare in tempesta, acquerello",
    "a robot tending a rose garden, art nouveau",
    "pixel art castle with a dragon",
    "minimalist poster of a whale and a paper boat",
    "abstract jazz, risograph",
    "a cozy library with a sleeping dog, warm light",
    "ramen bowl, isometric",
    "foresta incantata con lucciole",
    "solarpunk village, golden hour",
    "the feeling of missing a train",
    "logo for a coffee roastery",
)
SUBJECTS = ("a castle with a dragon", "a cat on a beach", "two deer in a forest")


def timed(work: Callable[[], object], rounds: int) -> list[float]:
    """Milliseconds of each round."""
    times = []
    for _ in range(rounds):
        start = time.process_time()
        work()
        times.append((time.process_time() - start) * 1000)
    return times


def floor(side: int) -> None:
    """Fill a surface, draw it blurred once, and read it back."""
    sheet = skia.Surface(side, side)
    canvas = sheet.getCanvas()
    canvas.clear(skia.ColorWHITE)
    blur = skia.ImageFilters.Blur(12, 12)
    canvas.drawCircle(
        side / 2, side / 2, side / 3, skia.Paint(Color=skia.ColorRED, ImageFilter=blur)
    )
    sheet.makeImageSnapshot().toarray()


def line(name: str, times: list[float], previews: list[float], least: float) -> dict[str, object]:
    """One result."""
    ordered = sorted(times)
    median = statistics.median(ordered)
    return {
        "name": name,
        "median_ms": round(median),
        "p95_ms": round(ordered[min(len(ordered) - 1, int(len(ordered) * 0.95))]),
        "preview_ms": round(statistics.median(previews)) if previews else None,
        "ratio": round(median / least, 1),
        "pictures": len(times),
    }


def measured(prompts: tuple[str, ...], rounds: int, side: int) -> tuple[list[float], list[float]]:
    """Times of full pictures and of previews; every round has another seed."""
    times: list[float] = []
    previews: list[float] = []
    for prompt in prompts:
        scene = illustrator.understand(prompt)
        for seed in range(rounds):

            def full(scene: illustrator.Scene = scene, seed: int = seed) -> object:
                return illustrator.draw(scene, seed=seed, size=(side, side))

            def small(scene: illustrator.Scene = scene, seed: int = seed) -> object:
                return illustrator.draw(scene, seed=seed, size=(side, side), preview=True)

            times += timed(full, 1)
            previews += timed(small, 1)
    return times, previews


def load_drawings(prompts: tuple[str, ...], side: int) -> None:
    """Draw each once: files are read and sprites are made ready, as in a server that runs."""
    for prompt in prompts:
        illustrator.draw(illustrator.understand(prompt), seed=0, size=(side, side))


def results(rounds: int, side: int, quick: bool) -> Iterator[dict[str, object]]:
    floors = timed(lambda: floor(side), 20)
    least = statistics.median(floors)
    yield line("floor", floors, [], least)
    subjects = SUBJECTS[:1] if quick else SUBJECTS
    load_drawings(subjects, side)
    for style, entry in lexicon().styles.items():
        prompts = tuple(f"{subject}, {entry.forms('en')[0]}" for subject in subjects)
        yield line(style, *measured(prompts, rounds, side), least)
    if not quick:
        load_drawings(PROMPTS, side)
        yield line("sixteen prompts", *measured(PROMPTS, rounds, side), least)
    yield {"name": "memory", "rss_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024}


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--quick", action="store_true", help="one subject a style")
    parser.add_argument("--rounds", type=int, default=1, help="seeds for each prompt")
    parser.add_argument("--side", type=int, default=1024, help="pixels, 256 to 2048")
    options = parser.parse_args()
    illustrator.warm_up()
    for result in results(options.rounds, options.side, options.quick):
        sys.stdout.write(json.dumps(result) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
