"""Pictures on their way to a server: put on a canvas of a size that its model takes, and made files.

CPU-bound, up to some hundreds of milliseconds: call it in a thread.
"""

from __future__ import annotations

import io
from math import log as ln

import msgspec
import numpy as np
from PIL import Image, ImageFilter

from affresco.studio import canvas


class Frame(msgspec.Struct, frozen=True):
    """Where a picture lies on a canvas. size: (width, height) of the canvas. box: left, top, right,
    bottom of the picture on it. All in pixels."""

    size: tuple[int, int]
    box: tuple[int, int, int, int]

    @classmethod
    def around(cls, picture: tuple[int, int], size: tuple[int, int]) -> Frame:
        """A picture of these proportions, as large as a canvas of this size takes it, in the middle: where
        ``remote.fit`` cuts it out of the answer."""
        scale = min(size[0] / picture[0], size[1] / picture[1])
        wide = min(size[0], max(1, round(picture[0] * scale)))
        high = min(size[1], max(1, round(picture[1] * scale)))
        left, top = (size[0] - wide) // 2, (size[1] - high) // 2
        return cls(size, (left, top, left + wide, top + high))

    def lay(self, image: Image.Image) -> Image.Image:
        """The picture on the canvas, RGB. What lies around it takes up the colours of its edges: a hard
        border would be painted on as a part of the picture."""
        left, top, right, bottom = self.box
        inner = canvas.fit(image, (right - left, bottom - top))
        if inner.size == self.size:
            return inner
        around = ((top, self.size[1] - bottom), (left, self.size[0] - right), (0, 0))
        pixels = np.pad(np.asarray(inner), around, mode="edge")
        rough = Image.fromarray(pixels).reduce(8)
        rough = rough.filter(ImageFilter.GaussianBlur(max(self.size) / 32 / 8))
        laid = rough.resize(self.size, Image.Resampling.BILINEAR)
        laid.paste(inner, (left, top))
        return laid

    def lay_mask(self, mask: Image.Image) -> Image.Image:
        """A mask on the canvas, L; nothing around it is to be painted."""
        left, top, right, bottom = self.box
        laid = Image.new("L", self.size, 0)
        laid.paste(mask.resize((right - left, bottom - top), Image.Resampling.NEAREST), (left, top))
        return laid


def nearest_size(width: int, height: int, sizes: tuple[str, ...]) -> str:
    """Of the sizes that a model makes, the one to ask for: nearest in proportions, then large enough,
    then smallest. The size itself where any will do."""
    if not sizes:
        return f"{width}x{height}"

    def distance(size: str) -> tuple[float, bool, int]:
        wide, high = map(int, size.split("x"))
        off = abs(ln(wide / high) - ln(width / height))
        return round(off, 3), wide < width or high < height, wide * high

    return min(sizes, key=distance)


def png(image: Image.Image) -> bytes:
    """Its file. Little compression: it goes to the next room, or through a fast line."""
    out = io.BytesIO()
    image.save(out, "PNG", compress_level=1)
    return out.getvalue()


def mask_png(mask: Image.Image) -> bytes:
    """The file of a mask (L, white where to paint), transparent where to paint, and white there.

    So it is right for whoever reads its transparency, as the Images API and ComfyUI's *Load Image* do,
    and for whoever reads its colours.
    """
    return png(Image.merge("RGBA", (mask, mask, mask, mask.point(lambda level: 255 - level))))


def source_with_hole(source: Image.Image, mask: Image.Image) -> bytes:
    """The file of a source that is transparent where to paint, its colours kept beneath: what ComfyUI's
    mask editor leaves behind."""
    holed = source.convert("RGBA")
    holed.putalpha(mask.point(lambda level: 255 - level))
    return png(holed)
