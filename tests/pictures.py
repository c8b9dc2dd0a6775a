"""Pictures for tests, drawn on the spot."""

from __future__ import annotations

import io

from PIL import Image


def painting(size: tuple[int, int] = (1024, 768)) -> Image.Image:
    """Something with light and shade."""
    return Image.effect_mandelbrot(size, (-1.5, -1.0, 0.5, 1.0), 60).convert("RGB")


def webp(size: tuple[int, int] = (160, 120)) -> bytes:
    """A small file."""
    return saved(painting(size), "WEBP")


def saved(image: Image.Image, kind: str, **choices: int | bool) -> bytes:
    """The picture as a file of a kind of Pillow's."""
    out = io.BytesIO()
    image.save(out, kind, **choices)
    return out.getvalue()
