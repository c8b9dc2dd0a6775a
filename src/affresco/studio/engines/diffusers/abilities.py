"""What an engine of this kind can do, told from its table and three small files."""

from __future__ import annotations

from math import sqrt
from typing import Final

from affresco.studio.engines.diffusers import schedulers
from affresco.studio.engines.diffusers.families import UNKNOWN, Family
from affresco.studio.engines.diffusers.files import BadFile
from affresco.studio.engines.diffusers.folder import outline
from affresco.studio.engines.diffusers.options import Options
from affresco.studio.engines.protocol import Capabilities
from affresco.studio.model import SIZES, Task

STEPS: Final = (1, 150)
GUIDANCE: Final = (0.0, 30.0)
_FULL: Final = 896
"""Pixels; models trained for such a square or a larger one make all of the studio's sizes."""

_STRENGTH: Final = frozenset[Task]({"image-to-image", "inpaint"})


def capabilities(options: Options) -> Capabilities:
    """What it can do. Where the model is not on this machine (its worker may run on another), only
    what every model can."""
    try:
        about = outline(options)
    except BadFile:
        return _told(options, UNKNOWN, sizes_of(options, UNKNOWN.side, UNKNOWN.multiple))
    sizes = sizes_of(options, about.side, about.family.multiple)
    return _told(options, about.family, sizes)


def sizes_of(options: Options, side: int, multiple: int) -> tuple[tuple[int, int], ...]:
    """(width, height) in pixels that a model makes well; () for all of the studio's. side: of the
    square that it was trained for."""
    if options.sizes:
        pairs = (size.split("x") for size in options.sizes)
        return tuple((int(width), int(height)) for width, height in pairs)
    if side >= _FULL:
        return ()
    found = (_scaled(width, height, side, multiple) for width, height in SIZES.values())
    return tuple(dict.fromkeys(found))


def _scaled(width: int, height: int, side: int, multiple: int) -> tuple[int, int]:
    """The same proportions with as many pixels as the square of the model has."""
    by = side / sqrt(width * height)
    wide, high = (
        max(multiple, round(length * by / multiple) * multiple) for length in (width, height)
    )
    return wide, high


def _told(options: Options, family: Family, sizes: tuple[tuple[int, int], ...]) -> Capabilities:
    guidance = family.guidance if options.guidance is None else options.guidance
    return Capabilities(
        concurrency=max(2, options.batch),  # one waits while another is encoded and stored
        timeout_seconds=options.timeout_seconds,
        tasks=family.tasks,
        strength=bool(family.tasks & _STRENGTH),
        negative_prompt=family.negative,
        steps=(*STEPS, options.steps or family.steps),
        guidance=None if guidance is None else (*GUIDANCE, guidance),
        schedulers=schedulers.names(family, options.scheduler),
        sizes=sizes,
    )
