"""What passes between the engine and the library: orders for pictures, and what can go wrong."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol

import msgspec
from PIL import Image

from affresco.studio.model import Task


class Order(msgspec.Struct, frozen=True, kw_only=True):
    """What pictures that are made at the same time have in common. width, height: pixels, multiples
    that the model can make. batches: whether others may come along. previews_every: steps, 0 for none."""

    task: Task
    width: int
    height: int
    steps: int
    guidance: float | None
    scheduler: str
    strength: float
    source_size: tuple[int, int] | None
    batches: bool
    previews_every: int


class Sheet(msgspec.Struct, frozen=True, kw_only=True):
    """One picture to make. seed: 0 … 2**53 - 1. source: RGB, mask: L, of one size."""

    prompt: str
    negative: str
    seed: int
    source: Image.Image | None = None
    mask: Image.Image | None = None


class Painted(msgspec.Struct, frozen=True):
    """A picture, RGB. held_back: by the model's own safety checker. is_number: False where the model's
    numbers ran over, and there is no picture. unread: words that the model could not take in."""

    image: Image.Image
    unread: tuple[str, ...] = ()
    held_back: bool = False
    is_number: bool = True


OnStep = Callable[[Sequence[Image.Image]], None]
"""Called after each step, with first looks at all pictures where they are due. What it raises ends the
run."""


class Loaded(Protocol):
    """A model in memory. Used by one thread."""

    @property
    def place(self) -> str:
        """Where it is and how precise, e.g. ``cuda float16``."""
        ...

    def paint(self, order: Order, sheets: Sequence[Sheet], on_step: OnStep) -> Sequence[Painted]:
        """One picture a sheet. Raises OutOfMemory."""
        ...


class Stopped(Exception):
    """Nobody waits for these pictures any more."""


class OutOfMemory(Exception):
    """The device has not enough memory."""


class CannotLoad(Exception):
    """A model cannot be used here; its text says why and what helps."""
