"""Tracing: which pixel belongs to which shape, for styles that follow outlines.

While a stage is painted, its pen gives every solid shape to a tracer, which fills it with a number
instead of a colour. Soft, see-through and small things (haze, glints, blades of grass) have no
outline and are left out. Drawings (sprites) are numbered as a whole, with a code for their flat
colours, so that a face stays apart from its hat.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache

import numpy as np
import numpy.typing as npt
import skia

Labels = npt.NDArray[np.int32]  # (rows, columns); number × 256 + code of the colour

SOLID = 0.72  # alpha from which something has an outline
SMALLEST = 0.0008  # share of the picture that a shape of a place covers at least
SMALLEST_OF_FIGURES = 0.00006
THICK = 7.0  # pixels in a picture of 1000: thinner lines are no areas
_NEAREST = skia.SamplingOptions(skia.FilterMode.kNearest)
_STEPS = 5  # levels of each channel in the code of a colour


class Tracer:
    """A second canvas beside that of the stage, filled with numbers of shapes."""

    def __init__(self, columns: int, rows: int) -> None:
        info = skia.ImageInfo.Make(columns, rows, skia.kRGBA_8888_ColorType, skia.kPremul_AlphaType)
        self._surface = skia.Surface.MakeRaster(info)
        self._canvas = self._surface.getCanvas()
        self._canvas.clear(0xFF000000)
        self._area, self._unit = float(columns * rows), min(columns, rows) / 1000
        self._figures = [False]  # by number
        self._in_figure = False

    @contextmanager
    def figure(self) -> Iterator[None]:
        """What is traced inside belongs to a subject."""
        before, self._in_figure = self._in_figure, True
        try:
            yield
        finally:
            self._in_figure = before

    def path(self, canvas: skia.Canvas, path: skia.Path, paint: skia.Paint) -> None:
        """Trace a shape as it is drawn on `canvas`, unless it has no outline."""
        if paint.getMaskFilter() is not None or paint.getBlendMode() != skia.BlendMode.kSrcOver:
            return
        shader = paint.getShader()
        if shader is None and paint.getAlphaf() < SOLID:
            return
        matrix = canvas.getTotalMatrix()
        lined = paint.getStyle() == skia.Paint.kStroke_Style
        scale = abs(matrix.getScaleX()) + abs(matrix.getSkewX())
        if lined and paint.getStrokeWidth() * scale < THICK * self._unit:
            return
        extent = matrix.mapRect(path.getBounds())
        least = SMALLEST_OF_FIGURES if self._in_figure else SMALLEST
        if not lined and extent.width() * extent.height() < least * self._area:
            return
        flat = skia.Paint(AntiAlias=False, Color=self._next())
        if lined:
            flat.setStyle(skia.Paint.kStroke_Style)
            flat.setStrokeWidth(paint.getStrokeWidth())
        if shader is not None and not shader.isOpaque():
            flat.setShader(shader)
            flat.setColorFilter(_solid_parts(self._colour(len(self._figures) - 1)))
        self._canvas.setMatrix(matrix)
        self._canvas.drawPath(path, flat)

    def everything(self, canvas: skia.Canvas, paint: skia.Paint) -> None:
        """Trace a wash over all that the clip shows."""
        shader = paint.getShader()
        opaque = shader.isOpaque() if shader is not None else paint.getAlphaf() >= SOLID
        if opaque and paint.getBlendMode() == skia.BlendMode.kSrcOver:
            self._canvas.setMatrix(canvas.getTotalMatrix())
            self._canvas.drawPaint(skia.Paint(Color=self._next()))

    def drawing(self, canvas: skia.Canvas, image: skia.Image, area: skia.Rect) -> None:
        """Trace the solid parts of a drawing."""
        colour = self._next()
        self._canvas.setMatrix(canvas.getTotalMatrix())
        paint = skia.Paint(ColorFilter=_coded(colour >> 8 & 0xFFFF))
        matrix = self._canvas.getTotalMatrix()
        seen = matrix.mapRect(area)
        same = abs(seen.width() - image.width()) < 1.5 and abs(seen.height() - image.height()) < 1.5
        if same and matrix.getScaleX() > 0 and not matrix.getSkewX() and not matrix.getSkewY():
            self._canvas.resetMatrix()  # pixel for pixel, as the picture itself
            at = round(seen.left()), round(seen.top())
            self._canvas.drawImage(image, *at, _NEAREST, paint)
        else:
            self._canvas.drawImageRect(image, area, _NEAREST, paint)

    @contextmanager
    def inside(self, canvas: skia.Canvas, path: skia.Path) -> Iterator[None]:
        """Trace inside a path only."""
        self._canvas.save()
        self._canvas.setMatrix(canvas.getTotalMatrix())
        self._canvas.clipPath(path, False)
        try:
            yield
        finally:
            self._canvas.restore()

    def labels(self) -> Labels:
        """What was traced: 0 where nothing was, number × 256 + colour code elsewhere."""
        data = np.asarray(
            self._surface.makeImageSnapshot().toarray(colorType=skia.kRGBA_8888_ColorType)
        ).astype(np.int32)
        numbers: Labels = (data[..., 0] << 16) | (data[..., 1] << 8) | data[..., 2]
        return numbers

    def figures(self, labels: Labels) -> npt.NDArray[np.bool_]:
        """Where subjects are."""
        known = np.array(self._figures, np.bool_)
        where: npt.NDArray[np.bool_] = known[np.minimum(labels >> 8, len(known) - 1)]
        return where

    def _next(self) -> int:
        self._figures.append(self._in_figure)
        return self._colour(len(self._figures) - 1)

    @staticmethod
    def _colour(number: int) -> int:
        return 0xFF000000 | (min(number, 0xFFFF) << 8)


@lru_cache(maxsize=64)
def _solid_parts(colour: int) -> skia.ColorFilter:
    """One colour where something is solid, nothing elsewhere."""
    return skia.ColorFilters.Compose(
        _hard_alpha(), skia.ColorFilters.Blend(colour, skia.BlendMode.kSrcIn)
    )


@lru_cache(maxsize=1)
def _hard_alpha() -> skia.ColorFilter:
    keep = list(range(256))
    hard = [255 if value >= SOLID * 255 else 0 for value in range(256)]
    return skia.TableColorFilter.MakeARGB(hard, keep, keep, keep)


def _coded(number: int) -> skia.ColorFilter:
    """Number in red and green, a code of the colour in blue; solid parts only."""
    level = [min(_STEPS - 1, value * _STEPS // 256) for value in range(256)]
    hard = [255 if value >= SOLID * 255 else 0 for value in range(256)]
    table = skia.TableColorFilter.MakeARGB(hard, level, level, level)
    high, low = (number >> 8) / 255, (number & 255) / 255
    matrix = skia.ColorFilters.Matrix(
        [0, 0, 0, 0, high, 0, 0, 0, 0, low, _STEPS**2, _STEPS, 1, 0, 0, 0, 0, 0, 1, 0]
    )
    return skia.ColorFilters.Compose(matrix, table)
