"""An engine around a local model, for tests: requests, and eyes inside the denoiser.

Import it after ``pytest.importorskip("diffusers")``.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

import msgspec
import numpy as np
import torch
from PIL import Image, ImageDraw

import tiny_models
from affresco.studio.engines.diffusers.engine import Diffusers
from affresco.studio.engines.diffusers.holder import Holder
from affresco.studio.engines.diffusers.options import Options
from affresco.studio.engines.protocol import Finished, Progress, Request, Wanted

SIDE: Final = tiny_models.SIDE
FOX: Final = "a fox in the snow"


@contextmanager
def watching(kind: str = "UNet2DConditionModel") -> Iterator[list[int]]:
    """How many pictures the denoiser gets at each of its runs, while this lasts."""
    seen: list[int] = []

    def note(module: Any, given: Any) -> None:
        if type(module).__name__ == kind:
            seen.append(len(given[0]))

    hook = torch.nn.modules.module.register_module_forward_pre_hook(note)
    try:
        yield seen
    finally:
        hook.remove()


def engine(holder: Holder, model: Path, **options: object) -> Diffusers:
    values: dict[str, object] = {"model": str(model), "steps": 3, "device": "cpu"} | options
    return Diffusers("mine", "Mine", msgspec.convert(values, Options), holder=holder)


def request(prompt: str = FOX, *, seeds: tuple[int, ...] = (7,), **more: Any) -> Request:
    values: dict[str, Any] = {"language": "en", "width": SIDE, "height": SIDE} | more
    wanted = tuple(Wanted(position, seed) for position, seed in enumerate(seeds))
    return Request(prompt=prompt, wanted=wanted, **values)


async def steps(engine: Diffusers, wish: Request) -> list[Progress]:
    return [step async for step in engine.generate(wish)]


async def made(engine: Diffusers, wish: Request) -> list[Image.Image]:
    """The pictures, in the order of their places."""
    found = [step for step in await steps(engine, wish) if isinstance(step, Finished)]
    assert len(found) == len(wish.wanted)
    return [step.image for step in sorted(found, key=lambda step: step.position)]


async def one(engine: Diffusers, wish: Request) -> bytes:
    return (await made(engine, wish))[0].tobytes()


def marked(size: tuple[int, int]) -> Image.Image:
    mask = Image.new("L", size)
    ImageDraw.Draw(mask).rectangle((size[0] // 2, 0, *size), fill=255)
    return mask


def far(a: Image.Image, b: Image.Image) -> tuple[int, float]:
    """The largest difference of two pictures, and the share of numbers that differ."""
    difference = np.abs(np.asarray(a, np.int16) - np.asarray(b, np.int16))
    return int(difference.max()), float((difference > 0).mean())


@contextmanager
def memory_for(pictures: int) -> Iterator[None]:
    """A machine whose allocator gives up when more pictures than this are denoised at once."""

    def allocate(module: Any, given: Any) -> None:
        if type(module).__name__ == "UNet2DConditionModel" and len(given[0]) > pictures * 2:
            torch.empty(2**50)

    hook = torch.nn.modules.module.register_module_forward_pre_hook(allocate)
    try:
        yield
    finally:
        hook.remove()


@contextmanager
def beginning() -> Iterator[threading.Event]:
    """Set once a denoiser runs."""
    begun = threading.Event()
    hook = torch.nn.modules.module.register_module_forward_pre_hook(lambda *_: begun.set())
    try:
        yield begun
    finally:
        hook.remove()
