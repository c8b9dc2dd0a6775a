"""Sources, masks and results: from the studio's sizes to a model's, and back."""

from __future__ import annotations

from typing import Final

import msgspec
import numpy as np
from PIL import Image, ImageOps

from affresco.studio.engines.protocol import Request
from affresco.studio.engines.remote import fit
from affresco.studio.errors import EngineRefused
from affresco.text import _

_SAME_PROPORTIONS: Final = 0.02


class Canvas(msgspec.Struct, frozen=True, kw_only=True):
    """What a model gets to work on. width, height: multiples that it can make, at least those of the
    request. source: RGB of that size, or of its own where it is enlarged by the model. mask: L."""

    width: int
    height: int
    source: Image.Image | None = None
    mask: Image.Image | None = None


def canvas(request: Request, multiple: int, *, grows: int) -> Canvas:
    """Lay out a request. grows: how often the model enlarges what it gets, 1 where it does not.

    Raises EngineRefused where there is no source, nothing is marked, or the mask is of other
    proportions than the source.
    """
    width, height = (-(-side // multiple) * multiple for side in (request.width, request.height))
    if request.task == "text-to-image":
        return Canvas(width=width, height=height)
    if request.source is None:
        raise EngineRefused(reason=_("there is no picture to begin from"))
    source = request.source.convert("RGB")
    if request.task == "upscale" and grows > 1:
        return Canvas(width=width, height=height, source=_smaller(source, request, multiple, grows))
    size = (request.width, request.height)
    mask = _mask(request, source) if request.task == "inpaint" else None
    return Canvas(
        width=width,
        height=height,
        source=_grown(_fitted(source, size, Image.Resampling.LANCZOS), width, height),
        mask=mask and _grown(_fitted(mask, size, Image.Resampling.NEAREST), width, height),
    )


def finished(made: Image.Image, request: Request, on: Canvas) -> Image.Image:
    """The picture in the size of the request; smaller, in its proportions, where the model made less."""
    size = (request.width, request.height)
    return made.crop((0, 0, *size)) if made.size == (on.width, on.height) else fit(made, *size)


def _mask(request: Request, source: Image.Image) -> Image.Image:
    if request.mask is None:
        raise EngineRefused(reason=_("nothing is marked; paint over what shall be made anew"))
    mask = request.mask.convert("L").point(lambda value: 255 if value >= 128 else 0)
    wide, high = mask.width / source.width, mask.height / source.height
    if abs(wide - high) > _SAME_PROPORTIONS * max(wide, high):
        reason = _(
            "the mask has {mask} pixels and the picture {picture}; mark it on the same picture"
        )
        raise EngineRefused(
            reason=reason.format(mask=_pixels(mask.size), picture=_pixels(source.size))
        )
    if mask.getbbox() is None:
        raise EngineRefused(reason=_("nothing is marked; paint over what shall be made anew"))
    return mask.resize(source.size, Image.Resampling.NEAREST)


def _fitted(image: Image.Image, size: tuple[int, int], resampling: Image.Resampling) -> Image.Image:
    """Scaled and cut from its middle, to this size."""
    return image if image.size == size else ImageOps.fit(image, size, resampling)


def _grown(image: Image.Image, width: int, height: int) -> Image.Image:
    """Made larger at the right and below by repeating its edge, so that nothing moves."""
    right, below = width - image.width, height - image.height
    if not right and not below:
        return image
    sides = ((0, below), (0, right)) + ((0, 0),) * (image.mode == "RGB")
    return Image.fromarray(np.pad(np.asarray(image), sides, mode="edge"))


def _smaller(source: Image.Image, request: Request, multiple: int, grows: int) -> Image.Image:
    """What an enlarging model gets: never more than it needs to reach the size that is wanted."""
    sides = [
        max(multiple, -(-min(own, -(-wanted // grows)) // multiple) * multiple)
        for own, wanted in zip(source.size, (request.width, request.height), strict=True)
    ]
    return ImageOps.fit(source, (sides[0], sides[1]), Image.Resampling.LANCZOS)


def _pixels(size: tuple[int, int]) -> str:
    return f"{size[0]} × {size[1]}"
