"""The pen: what the rest of the illustrator uses of skia.

Paints are made by :func:`fill`, :func:`stroke`, :func:`linear` and :func:`radial`; lengths are in
units of the canvas they are used on.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from functools import lru_cache
from typing import Literal

import numpy as np
import numpy.typing as npt
import skia

from .chance import Chance
from .colour import Colour, Field
from .tracing import Tracer

Point = tuple[float, float]
Tone = Colour | tuple[Colour, float]  # a colour, or a colour and its alpha
Blend = Literal["over", "screen", "plus", "multiply", "atop", "out", "in"]

_BLENDS = {
    "over": skia.BlendMode.kSrcOver,
    "screen": skia.BlendMode.kScreen,
    "plus": skia.BlendMode.kPlus,
    "multiply": skia.BlendMode.kMultiply,
    "atop": skia.BlendMode.kSrcATop,
    "out": skia.BlendMode.kDstOut,
    "in": skia.BlendMode.kSrcIn,
}
SMOOTH = skia.SamplingOptions(skia.FilterMode.kLinear, skia.MipmapMode.kLinear)
_LINEAR = skia.SamplingOptions(skia.FilterMode.kLinear)


def _argb(tone: Tone) -> int:
    if isinstance(tone, Colour):
        return tone.argb()
    return tone[0].argb(tone[1])


def _finished(paint: skia.Paint, blur: float, blend: Blend) -> skia.Paint:
    if blur > 0:
        paint.setMaskFilter(skia.MaskFilter.MakeBlur(skia.kNormal_BlurStyle, blur))
    if blend != "over":
        paint.setBlendMode(_BLENDS[blend])
    return paint


def fill(
    colour: Colour, alpha: float = 1.0, blur: float = 0.0, blend: Blend = "over"
) -> skia.Paint:
    """A plain fill; `blur` softens its edge."""
    return _finished(skia.Paint(AntiAlias=True, Color=colour.argb(alpha)), blur, blend)


def stroke(
    colour: Colour, width: float, alpha: float = 1.0, blur: float = 0.0, round_ends: bool = True
) -> skia.Paint:
    """A line of one width."""
    cap = skia.Paint.kRound_Cap if round_ends else skia.Paint.kButt_Cap
    paint = skia.Paint(
        AntiAlias=True,
        Color=colour.argb(alpha),
        Style=skia.Paint.kStroke_Style,
        StrokeWidth=width,
        StrokeCap=cap,
        StrokeJoin=skia.Paint.kRound_Join,
    )
    return _finished(paint, blur, "over")


def linear(
    start: Point,
    end: Point,
    tones: Sequence[Tone],
    stops: Sequence[float] = (),
    blur: float = 0.0,
    blend: Blend = "over",
) -> skia.Paint:
    """A gradient from start to end."""
    shader = skia.GradientShader.MakeLinear(
        [skia.Point(*start), skia.Point(*end)], [_argb(t) for t in tones], list(stops)
    )
    return _finished(skia.Paint(AntiAlias=True, Dither=True, Shader=shader), blur, blend)


def across(x0: float, x1: float, *tones: Tone, stops: Sequence[float] = ()) -> skia.Paint:
    """A gradient from left to right."""
    return linear((x0, 0), (x1, 0), tones, stops)


def down(y0: float, y1: float, *tones: Tone, stops: Sequence[float] = ()) -> skia.Paint:
    """A gradient from top to bottom."""
    return linear((0, y0), (0, y1), tones, stops)


def radial(
    centre: Point,
    radius: float,
    tones: Sequence[Tone],
    stops: Sequence[float] = (),
    blend: Blend = "over",
) -> skia.Paint:
    """A gradient from a centre outwards."""
    shader = skia.GradientShader.MakeRadial(
        skia.Point(*centre), radius, [_argb(t) for t in tones], list(stops)
    )
    return _finished(skia.Paint(AntiAlias=True, Dither=True, Shader=shader), 0.0, blend)


def polygon(points: Sequence[Point], closed: bool = True) -> skia.Path:
    """Straight lines through points."""
    path = skia.Path()
    path.moveTo(*points[0])
    for point in points[1:]:
        path.lineTo(*point)
    if closed:
        path.close()
    return path


def curve(points: Sequence[Point], closed: bool = False) -> skia.Path:
    """A smooth line through points (Catmull–Rom)."""
    path, count = skia.Path(), len(points)
    path.moveTo(*points[0])
    for i in range(count if closed else count - 1):
        p1, p2 = points[i], points[(i + 1) % count]
        p0 = points[(i - 1) % count] if closed or i > 0 else p1
        p3 = points[(i + 2) % count] if closed or i + 2 < count else p2
        path.cubicTo(
            p1[0] + (p2[0] - p0[0]) / 6,
            p1[1] + (p2[1] - p0[1]) / 6,
            p2[0] - (p3[0] - p1[0]) / 6,
            p2[1] - (p3[1] - p1[1]) / 6,
            *p2,
        )
    if closed:
        path.close()
    return path


def bezier(a: Point, b: Point, c: Point, t: float) -> Point:
    """A point of a quadratic curve; t runs from 0 to 1."""
    u = 1 - t
    return (
        u * u * a[0] + 2 * t * u * b[0] + t * t * c[0],
        u * u * a[1] + 2 * t * u * b[1] + t * t * c[1],
    )


@lru_cache(maxsize=512)
def outline(commands: str) -> skia.Path:
    """A path in the notation of SVG with the absolute commands M, L, Q, C and Z."""
    path = skia.Path()
    for command, arguments in re.findall(r"([MLQCZ])([^MLQCZ]*)", commands):
        numbers = [float(n) for n in re.findall(r"-?\d*\.?\d+", arguments)]
        size = {"M": 2, "L": 2, "Q": 4, "C": 6, "Z": 1}[command]
        draw = {"M": path.moveTo, "L": path.lineTo, "Q": path.quadTo, "C": path.cubicTo}
        if command == "Z":
            path.close()
        for i in range(0, len(numbers), size):
            draw[command](*numbers[i : i + size])
    return path


def simplified(path: skia.Path) -> skia.Path:
    """One outline around overlapping parts; `path` itself where the geometry is too fine for it.

    Skia gives up on a few chance arrangements of circles. Filled, the parts look the same.
    """
    try:
        return skia.Simplify(path)
    except RuntimeError:
        return path


def union(one: skia.Path, other: skia.Path) -> skia.Path:
    """One outline around both; both as they are where Skia gives up, see :func:`simplified`."""
    try:
        return skia.Op(one, other, skia.PathOp.kUnion_PathOp)
    except RuntimeError:
        both = skia.Path(one)
        both.addPath(other)
        return both


def ridge(
    chance: Chance,
    x0: float,
    x1: float,
    y: float,
    height: float,
    rough: float = 0.5,
    depth: int = 6,
) -> list[Point]:
    """A skyline by midpoint displacement, 2^depth segments from x0 to x1 around y."""
    levels = [chance.normal(0, 0.3), chance.normal(0, 0.3)]
    amount = 1.0
    for _ in range(depth):
        finer: list[float] = []
        for i in range(len(levels) - 1):
            middle = (levels[i] + levels[i + 1]) / 2 + chance.between(-1, 1) * amount
            finer += [levels[i], middle]
        levels = [*finer, levels[-1]]
        amount *= rough
    last = len(levels) - 1
    return [(x0 + (x1 - x0) * i / last, y - height * v * 0.5) for i, v in enumerate(levels)]


class Pen:
    """Draws on a skia canvas. Rectangles are given as left, top, width, height.

    With a tracer, solid shapes are traced too (see :mod:`.tracing`).
    """

    def __init__(self, canvas: skia.Canvas, tracer: Tracer | None = None) -> None:
        self.canvas, self.tracer = canvas, tracer

    def shape(self, path: skia.Path, paint: skia.Paint) -> None:
        self.canvas.drawPath(path, paint)
        if self.tracer is not None:
            self.tracer.path(self.canvas, path, paint)

    def polygon(self, points: Sequence[Point], paint: skia.Paint) -> None:
        self.shape(polygon(points), paint)

    def curve(self, points: Sequence[Point], paint: skia.Paint, closed: bool = False) -> None:
        self.shape(curve(points, closed), paint)

    def blob(self, points: Sequence[Point], paint: skia.Paint) -> None:
        self.shape(curve(points, True), paint)

    def line(self, x0: float, y0: float, x1: float, y1: float, paint: skia.Paint) -> None:
        self.canvas.drawLine(x0, y0, x1, y1, paint)
        if self.tracer is not None:
            self.tracer.path(self.canvas, polygon([(x0, y0), (x1, y1)], False), paint)

    def circle(self, x: float, y: float, radius: float, paint: skia.Paint) -> None:
        self.oval(x, y, radius, radius, paint)

    def oval(self, x: float, y: float, rx: float, ry: float, paint: skia.Paint) -> None:
        """An ellipse by centre and radii."""
        area = skia.Rect.MakeLTRB(x - rx, y - ry, x + rx, y + ry)
        self.canvas.drawOval(area, paint)
        if self.tracer is not None:
            self.tracer.path(self.canvas, skia.Path.Oval(area), paint)

    def rect(self, x: float, y: float, w: float, h: float, paint: skia.Paint) -> None:
        area = skia.Rect.MakeXYWH(x, y, w, h)
        self.canvas.drawRect(area, paint)
        if self.tracer is not None:
            self.tracer.path(self.canvas, skia.Path.Rect(area), paint)

    def rounded(
        self, x: float, y: float, w: float, h: float, radius: float, paint: skia.Paint
    ) -> None:
        area = skia.Rect.MakeXYWH(x, y, w, h)
        self.canvas.drawRoundRect(area, radius, radius, paint)
        if self.tracer is not None:
            path = skia.Path()
            path.addRoundRect(area, radius, radius)
            self.tracer.path(self.canvas, path, paint)

    def arc(
        self, x: float, y: float, w: float, h: float, start: float, sweep: float, paint: skia.Paint
    ) -> None:
        """Part of an ellipse in a rectangle; degrees clockwise from the right."""
        self.canvas.drawArc(skia.Rect.MakeXYWH(x, y, w, h), start, sweep, False, paint)

    def wash(self, paint: skia.Paint) -> None:
        """Cover everything (inside the clip)."""
        self.canvas.drawPaint(paint)
        if self.tracer is not None:
            self.tracer.everything(self.canvas, paint)

    def image(
        self, image: skia.Image, x: float, y: float, w: float, h: float, blend: Blend = "over"
    ) -> None:
        paint = skia.Paint(BlendMode=_BLENDS[blend])
        self.canvas.drawImageRect(image, skia.Rect.MakeXYWH(x, y, w, h), SMOOTH, paint)

    @contextmanager
    def figure(self) -> Iterator[None]:
        """What is drawn inside is a subject, not its place."""
        if self.tracer is None:
            yield
            return
        with self.tracer.figure():
            yield

    @contextmanager
    def at(
        self, x: float, y: float, turn: float = 0.0, scale: float | Point = 1.0
    ) -> Iterator[None]:
        """Draw around (x, y), turned by degrees and scaled."""
        self.canvas.save()
        self.canvas.translate(x, y)
        if turn:
            self.canvas.rotate(turn)
        sx, sy = scale if isinstance(scale, tuple) else (scale, scale)
        if (sx, sy) != (1.0, 1.0):
            self.canvas.scale(sx, sy)
        try:
            yield
        finally:
            self.canvas.restore()

    @contextmanager
    def inside(self, path: skia.Path) -> Iterator[None]:
        """Draw inside a path only."""
        self.canvas.save()
        self.canvas.clipPath(path, True)
        traced = self.tracer.inside(self.canvas, path) if self.tracer else nullcontext()
        try:
            with traced:
                yield
        finally:
            self.canvas.restore()


def surface(width: int, height: int) -> skia.Surface:
    """An empty RGBA surface in memory."""
    info = skia.ImageInfo.Make(width, height, skia.kRGBA_8888_ColorType, skia.kPremul_AlphaType)
    return skia.Surface.MakeRaster(info)


def pixels(source: skia.Surface) -> npt.NDArray[np.uint8]:
    """RGBA of a surface, (h, w, 4), not premultiplied."""
    image = source.makeImageSnapshot()
    return np.asarray(image.toarray(colorType=skia.kRGBA_8888_ColorType))


def colours(source: skia.Surface) -> Field:
    """RGB of a surface, (h, w, 3), 0–1."""
    return pixels(source)[..., :3].astype(np.float32) / 255


def laid(
    canvas: skia.Canvas, image: skia.Image, area: skia.Rect, paint: skia.Paint | None = None
) -> None:
    """Draw an image over an area of the canvas; pixel for pixel where it has as many.

    Scaled by a thousandth, an image takes ten times as long to draw.
    """
    matrix = canvas.getTotalMatrix()
    seen = matrix.mapRect(area)
    same = abs(seen.width() - image.width()) < 1.5 and abs(seen.height() - image.height()) < 1.5
    if not same or matrix.getScaleX() <= 0 or matrix.getSkewX() or matrix.getSkewY():
        canvas.drawImageRect(image, area, _LINEAR, paint)
        return
    canvas.save()
    canvas.resetMatrix()
    canvas.drawImage(image, round(seen.left()), round(seen.top()), skia.SamplingOptions(), paint)
    canvas.restore()


def image_of(field: Field) -> skia.Image:
    """An image from (h, w, 3) or (h, w, 4), 0–1, alpha not premultiplied."""
    opaque = field.shape[2] == 3
    kind = skia.AlphaType.kOpaque_AlphaType if opaque else skia.AlphaType.kUnpremul_AlphaType
    return skia.Image.fromarray(_bytes_of(field), skia.kRGBA_8888_ColorType, kind, None, True)


def drawing_on(picture: Field) -> tuple[Pen, Callable[[], Field]]:
    """A pen, in pixels, over a copy of a picture (h, w, 3), 0–1; and what gives the result."""
    data = _bytes_of(picture)
    sheet = skia.Surface(data, colorType=skia.kRGBA_8888_ColorType)

    def finished() -> Field:
        sheet.flushAndSubmit()
        out: Field = data[..., :3].astype(np.float32)
        out *= np.float32(1 / 255)
        return out

    return Pen(sheet.getCanvas()), finished


def _bytes_of(field: Field) -> npt.NDArray[np.uint8]:
    """RGBA of (h, w, 3) or (h, w, 4), 0–1."""
    height, width, depth = field.shape
    data = np.full((height, width, 4), 255, np.uint8)
    for channel in range(depth):
        plane = field[..., channel] * np.float32(255)
        plane += np.float32(0.5)
        data[..., channel] = np.clip(plane, 0, 255, out=plane)
    return data
