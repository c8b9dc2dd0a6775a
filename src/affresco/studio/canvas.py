"""Pictures and masks as tasks need them: brought to size, put on a larger canvas, laid together again.

Pure, and CPU-bound (a few dozen milliseconds): call it in a thread.
"""

from __future__ import annotations

import io
from typing import Final

import numpy as np
from PIL import Image, ImageFilter

from affresco.media.decode import decode_upload
from affresco.studio.errors import BadMask, MaskMisfits
from affresco.studio.model import Margins

FEATHER: Final = 6.0
"""Radius in pixels of the soft seam between what was kept and what was made."""

OVERLAP: Final = 24
"""Pixels of the old picture that an extension may paint over, so that no edge shows."""

PROPORTION_SLACK: Final = 0.02
PAINTED: Final = 128


def fit_mask(data: bytes, source: tuple[int, int], size: tuple[int, int]) -> bytes:
    """A mask as it is kept: a PNG of one bit, of ``size`` (width, height), white where to paint.

    data: a picture file; its light parts are painted, what is dark or transparent is not. source: (width,
    height) of the picture that it lies on, which ``size`` follows only in steps of 8: it is cut as that
    is. Raises BadMask for one with nothing painted, MaskMisfits for one of other proportions than the
    source, and what ``decode_upload`` raises.
    """
    picture = decode_upload(data)
    height = picture.width * source[1] / source[0]
    if abs(picture.height - height) > max(1, PROPORTION_SLACK * height):
        raise MaskMisfits(
            mask=f"{picture.width} × {picture.height}", picture=f"{source[0]} × {source[1]}"
        )
    if picture.mode == "RGBA":
        ground = Image.new("RGBA", picture.size, (0, 0, 0, 255))
        picture = Image.alpha_composite(ground, picture)
    grey = fit(picture.convert("L"), size).convert("L")
    mask = grey.point(lambda level: 255 * (level >= PAINTED)).convert("1")
    if mask.getbbox() is None:
        raise BadMask
    kept = io.BytesIO()
    mask.save(kept, "PNG", optimize=True)
    return kept.getvalue()


def read_mask(png: bytes) -> Image.Image:
    """A kept mask, L, 0 or 255."""
    return Image.open(io.BytesIO(png)).convert("L")


def fit(image: Image.Image, size: tuple[int, int]) -> Image.Image:
    """The picture, RGB, filling ``size`` (width, height); what of it stands out is cut off evenly."""
    flat = flatten(image)
    scale = max(size[0] / flat.width, size[1] / flat.height)
    grown = (max(size[0], round(flat.width * scale)), max(size[1], round(flat.height * scale)))
    left, top = (grown[0] - size[0]) // 2, (grown[1] - size[1]) // 2
    resized = flat if grown == flat.size else flat.resize(grown, Image.Resampling.LANCZOS)
    return resized.crop((left, top, left + size[0], top + size[1]))


def flatten(image: Image.Image) -> Image.Image:
    """RGB; what is transparent becomes white."""
    if image.mode != "RGBA":
        return image.convert("RGB")
    ground = Image.new("RGBA", image.size, (255, 255, 255, 255))
    return Image.alpha_composite(ground, image).convert("RGB")


def extend(
    image: Image.Image, margins: Margins, size: tuple[int, int]
) -> tuple[Image.Image, Image.Image]:
    """The picture on a canvas of ``size`` (width, height), and the mask of what is to be painted.

    What lies around is filled with the colours of the nearest edge, blurred: a start for engines that
    look at it.
    """
    flat = flatten(image)
    wide, high = 1 + margins.left + margins.right, 1 + margins.top + margins.bottom
    inner = fit(flat, (max(1, round(size[0] / wide)), max(1, round(size[1] / high))))
    left = min(round(inner.width * margins.left), size[0] - inner.width)
    top = min(round(inner.height * margins.top), size[1] - inner.height)
    right, bottom = size[0] - left - inner.width, size[1] - top - inner.height
    pixels = np.pad(np.asarray(inner), ((top, bottom), (left, right), (0, 0)), mode="edge")
    canvas = Image.fromarray(pixels).filter(ImageFilter.GaussianBlur(max(size) / 32))
    canvas.paste(inner, (left, top))
    mask = Image.new("L", size, 255)
    box = (
        left + (OVERLAP if left else 0),
        top + (OVERLAP if top else 0),
        left + inner.width - (OVERLAP if right else 0),
        top + inner.height - (OVERLAP if bottom else 0),
    )
    mask.paste(0, (box[0], box[1], max(box[0], box[2]), max(box[1], box[3])))
    return canvas, mask


def keep_outside(source: Image.Image, made: Image.Image, mask: Image.Image) -> Image.Image:
    """What was made inside the mask, and the source, pixel for pixel, outside of it and its seam.

    All of one size, but ``made``, which is brought to it. The seam lies inside the mask.
    """
    fitted = made.convert("RGB")
    if fitted.size != source.size:
        fitted = fitted.resize(source.size, Image.Resampling.LANCZOS)
    inner = mask.filter(ImageFilter.MinFilter(5)).filter(ImageFilter.GaussianBlur(FEATHER / 2))
    seam = Image.fromarray(np.minimum(np.asarray(inner), np.asarray(mask)))
    return Image.composite(fitted, source, seam)
