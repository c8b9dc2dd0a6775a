"""What the engine for local models adds around the model itself, on a tiny one that it makes.

    PYTHONPATH=tests python -m bench.local_models [--rounds 30]

The same pictures are made by calling the pipeline bare and through the engine, in turns. The model is so
small that a picture takes a fraction of a second: what is added to a real one weighs less. Also measured:
how long pages wait to know what it can do, how long a first look takes, what a batch saves, and how soon
a cancelled run is over.
"""

from __future__ import annotations

import argparse
import asyncio
import statistics
import tempfile
import time
from collections.abc import Sequence
from contextlib import aclosing
from pathlib import Path
from typing import Any, Final

import diffusers
import structlog
import torch
import uvloop

import tiny_models
from affresco.studio.engines.diffusers import KIND
from affresco.studio.engines.diffusers.engine import Diffusers
from affresco.studio.engines.diffusers.holder import Holder
from affresco.studio.engines.diffusers.options import Options
from affresco.studio.engines.protocol import Finished, Request, Wanted

SIDE: Final = 256
STEPS: Final = 10
PROMPT: Final = "a fox in the snow"


def request(count: int) -> Request:
    """So many pictures of a prompt."""
    wanted = tuple(Wanted(position, position) for position in range(count))
    return Request(prompt=PROMPT, language="en", width=SIDE, height=SIDE, wanted=wanted)


async def seconds(engine: Diffusers, count: int) -> float:
    """From the request to the last picture."""
    began = time.perf_counter()
    made = [step async for step in engine.generate(request(count)) if isinstance(step, Finished)]
    assert len(made) == count
    return time.perf_counter() - began


def bare(pipe: Any, count: int) -> float:
    """The same, asked of the pipeline, one after the other."""
    began = time.perf_counter()
    for seed in range(count):
        pipe(
            PROMPT,
            num_inference_steps=STEPS,
            generator=torch.Generator().manual_seed(seed),
            width=SIDE,
            height=SIDE,
        )
    return time.perf_counter() - began


async def cancelling(engine: Diffusers, holder: Holder) -> float:
    """From leaving in mid-run until the model is free for the next."""
    async with aclosing(engine.generate(request(1))) as steps:
        async for _step in steps:
            break
    began = time.perf_counter()
    await asyncio.get_running_loop().run_in_executor(holder.thread, lambda: None)
    return time.perf_counter() - began


def told(name: str, values: Sequence[float]) -> None:
    """A line: median and 95th of a hundred, in milliseconds."""
    ordered = sorted(values)
    tail = ordered[min(len(ordered) - 1, round(0.95 * len(ordered)))]
    print(f"{name:<44}{statistics.median(ordered) * 1e3:9.2f} ms   p95 {tail * 1e3:9.2f} ms")


async def measure(folder: Path, rounds: int) -> None:
    """All of it."""
    model = str(tiny_models.stable_diffusion(folder / "sd"))
    holder = Holder()

    def engine(**more: Any) -> Diffusers:
        options = Options(model=model, steps=STEPS, device="cpu", sizes=(f"{SIDE}x{SIDE}",), **more)
        return Diffusers("bench", "Bench", options, holder=holder)

    plain, looking, together = engine(previews=0), engine(previews=1), engine(previews=0, batch=4)
    pipe = diffusers.DiffusionPipeline.from_pretrained(model)
    print(f"torch {torch.__version__}, diffusers {diffusers.__version__}")
    pipe.set_progress_bar_config(disable=True)
    for warm in (plain, looking, together):
        await seconds(warm, 4)
    bare(pipe, 2)
    alone, through, looked, four, fours = [], [], [], [], []
    for _round in range(rounds):
        alone.append(bare(pipe, 1))
        through.append(await seconds(plain, 1))
        looked.append(await seconds(looking, 1))
        four.append(await seconds(plain, 4))
        fours.append(await seconds(together, 4))
    told("a picture, by the pipeline alone", alone)
    told("a picture, through the engine", through)
    told("a picture, with a look at every step", looked)
    told("four pictures, one after the other", four)
    told("four pictures, in a batch", fours)
    told("a cancelled run is over after", [await cancelling(looking, holder) for _ in range(10)])
    asked = []
    for _round in range(200):
        began = time.perf_counter()
        KIND.capabilities(Options(model=model))
        asked.append(time.perf_counter() - began)
    told("what it can do", asked)
    added = statistics.median(b - a for a, b in zip(alone, through, strict=True))
    looks = statistics.median(b - a for a, b in zip(through, looked, strict=True))
    print(f"added by the engine, median of differences: {added * 1e3:.2f} ms a job")
    print(f"a first look: {looks / (STEPS - 1) * 1e3:.2f} ms")
    print(f"ratio: {statistics.median(through) / statistics.median(alone):.3f}")
    holder.thread.shutdown()


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=30)
    rounds = parser.parse_args().rounds
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(40))
    with tempfile.TemporaryDirectory() as folder:
        uvloop.run(measure(Path(folder), rounds))


if __name__ == "__main__":
    main()
