"""What a family painter gets, and the strokes that all of them share.

Painters draw anywhere near a box of 128 units, facing right; :func:`framed` measures what they drew
and fits it onto the ground line of the box, so that nothing ever leaves its frame.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

import numpy as np
import skia

from affresco.studio.engines.illustrator.painting.chance import Chance
from affresco.studio.engines.illustrator.painting.colour import WHITE, Colour
from affresco.studio.engines.illustrator.painting.pen import (
    Pen,
    Point,
    curve,
    fill,
    linear,
    pixels,
    polygon,
    stroke,
    surface,
    union,
)
from affresco.studio.engines.illustrator.painting.sprites import BASE, BOX, Draw

from .families import Shape

INK = Colour(0.22, 0.03, 50)
CREAM = Colour(0.95, 0.025, 85)
SHADOW = Colour(0.18, 0.05, 290)


@dataclass(frozen=True)
class Look:
    """A shape with its colours and its pose decided."""

    shape: Shape
    kind: str
    pose: str
    main: Colour
    second: Colour
    accent: Colour
    named: bool = False  # somebody named the colour
    made: str = ""  # the material it is made of

    def has(self, *parts: str) -> bool:
        """Whether it has any of these parts."""
        return any(part in self.shape.parts for part in parts)

    @property
    def dark(self) -> Colour:
        """The main colour in the shade."""
        return self.main.lighter(-0.11)

    @property
    def light(self) -> Colour:
        """The main colour in the light."""
        return self.main.lighter(0.06)


Painter = Callable[[Pen, Look, Chance], None]
_MEASURED = 160  # pixels of the sheet on which a drawing is measured …
_AREA = 384.0  # … which shows this many units around the box
_PAINTED = skia.Rect.MakeLTRB(-140, -160, 268, 268)
_SAMPLES = 21  # places across at which the upper edge is known
_WIDE, _TALL = 118.0, 116.0  # units that a drawing may cover


Box = tuple[float, float, float, float]  # left, top, right, bottom


@dataclass(frozen=True)
class Framed:
    """A drawing fitted into its box. `box`: what it covers; `feet`: from where to where it stands;
    `skyline`: heights of its upper edge, from left to right."""

    recording: skia.Picture
    x: float
    y: float
    scale: float
    box: Box
    feet: tuple[float, float]
    skyline: tuple[float, ...] = ()

    def __call__(self, pen: Pen) -> None:
        with pen.at(self.x, self.y, scale=self.scale):
            self.recording.playback(pen.canvas)


def framed(draw: Draw, most: float = 100.0, wide: float = _WIDE, tall: float = _TALL) -> Framed:
    """A drawing fitted into its box, standing on the ground line; enlarged `most` times."""
    recording = _recorded(draw)
    (left, top, right, bottom), feet, skyline = _extent(recording)
    scale = min(wide / (right - left), tall / (bottom - top), most)
    x, y = BOX / 2 - scale * (left + right) / 2, BASE - scale * bottom
    box = (x + scale * left, y + scale * top, x + scale * right, y + scale * bottom)
    feet = (x + scale * feet[0], x + scale * feet[1])
    return Framed(recording, x, y, scale, box, feet, tuple(y + scale * top for top in skyline))


def measured(draw: Draw) -> Framed:
    """A drawing as large as it is, moved down onto the ground line."""
    recording = _recorded(draw)
    (left, top, right, bottom), feet, skyline = _extent(recording)
    down = BASE - bottom
    box = (left, top + down, right, BASE)
    return Framed(recording, 0.0, down, 1.0, box, feet, tuple(y + down for y in skyline))


def painted_on(drawing: Draw, paint: Draw, alpha: float = 1.0) -> Draw:
    """A drawing, of this opacity, with something painted on it that ends where the drawing does."""

    def draw(pen: Pen) -> None:
        canvas = pen.canvas
        canvas.saveLayer(_PAINTED, skia.Paint(Alphaf=alpha))
        drawing(pen)
        canvas.saveLayer(_PAINTED, skia.Paint(BlendMode=skia.BlendMode.kSrcATop))
        paint(pen)
        canvas.restore()
        canvas.restore()

    return draw


def _recorded(draw: Draw) -> skia.Picture:
    recorder = skia.PictureRecorder()
    area = skia.Rect.MakeXYWH(-_AREA, -_AREA, _AREA * 3, _AREA * 3)
    draw(Pen(recorder.beginRecording(area)))
    return recorder.finishRecordingAsPicture()


def _extent(
    recording: skia.Picture,
) -> tuple[Box, tuple[float, float], tuple[float, ...]]:
    """What a recording covers, to 2 units, where it stands, and its upper edge."""
    sheet = surface(_MEASURED, _MEASURED)
    pen = Pen(sheet.getCanvas())
    unit = _AREA / _MEASURED
    pen.canvas.scale(1 / unit, 1 / unit)
    pen.canvas.translate(128, 160)
    recording.playback(pen.canvas)
    seen = pixels(sheet)[..., 3] > 50
    rows, columns = np.where(seen.any(1))[0], np.where(seen.any(0))[0]
    if not len(rows):
        return (0.0, 0.0, BOX, BOX), (40.0, 88.0), (0.0,)
    first, last = int(columns[0]), int(columns[-1])
    low = max(rows[0], rows[-1] - max(1, (rows[-1] - rows[0]) // 12))
    feet = np.where(seen[low : rows[-1] + 1].any(0))[0]
    box = (
        first * unit - 128, int(rows[0]) * unit - 160,
        (last + 1) * unit - 128, (int(rows[-1]) + 1) * unit - 160,
    )  # fmt: skip
    inner = seen[:, columns[0] : columns[-1] + 1]
    tops = np.where(inner.any(0), inner.argmax(0), rows[-1] + 1)
    picked = tops[np.linspace(0, len(tops) - 1, _SAMPLES).round().astype(int)]
    skyline = tuple(float(row) * unit - 160 for row in picked)
    return box, (int(feet[0]) * unit - 128, (int(feet[-1]) + 1) * unit - 128), skyline


def tube(points: Sequence[Point], widths: Sequence[float]) -> skia.Path:
    """A limb, neck, tail or body: a smooth spine with a width at each point, ends rounded."""
    measure = skia.PathMeasure(curve(points), False)
    length = max(0.01, measure.getLength())
    steps = 9 * len(points)
    given = np.linspace(0, 1, len(widths))
    left: list[Point] = []
    right: list[Point] = []
    for i in range(steps + 1):
        t = i / steps
        got = measure.getPosTan(t * length)
        position, tangent = got if isinstance(got, tuple) else (got, got)
        half = float(np.interp(t, given, widths)) / 2
        nx, ny = -tangent.fY * half, tangent.fX * half
        left.append((position.fX + nx, position.fY + ny))
        right.append((position.fX - nx, position.fY - ny))
    path = polygon([*left, *right[::-1]])
    for (x, y), width in ((points[0], widths[0]), (points[-1], widths[-1])):
        path = joined(path, disc(x, y, width / 2))
    return path


def disc(x: float, y: float, radius: float, tall: float | None = None) -> skia.Path:
    """A circle or an ellipse."""
    path = skia.Path()
    tall = radius if tall is None else tall
    path.addOval(skia.Rect.MakeLTRB(x - radius, y - tall, x + radius, y + tall))
    return path


def joined(*paths: skia.Path) -> skia.Path:
    """One outline around several."""
    whole = paths[0]
    for path in paths[1:]:
        whole = union(whole, path)
    return whole


def solid(
    pen: Pen, path: skia.Path, colour: Colour, depth: float = 0.10, line: float = 0.0
) -> None:
    """A form lit from above and left: light, its colour, shade; with a line of its own if wanted."""
    box = path.computeTightBounds()
    tones = (colour.lighter(depth * 0.6), colour, colour.lighter(-depth))
    lit = linear((box.left(), box.top()), (box.centerX(), box.bottom()), tones, (0, 0.45, 1))
    pen.shape(path, lit)
    if line:
        pen.shape(path, stroke(colour.lighter(-0.18), line, 0.7))


@contextmanager
def modelled(
    pen: Pen, path: skia.Path, colour: Colour, depth: float = 0.10, shine: float = 0.16
) -> Iterator[None]:
    """A solid form whose markings, drawn inside the block, are shaded with it."""
    solid(pen, path, colour, depth)
    with pen.inside(path):
        yield
        box = path.computeTightBounds()
        tones = [(SHADOW, 0.0), (SHADOW, 0.0), (SHADOW, 1.6 * shine if shine else 0.13)]
        pen.wash(
            linear((box.centerX(), box.top()), (box.centerX(), box.bottom()), tones, (0, 0.5, 1))
        )
        if shine:
            pen.shape(path, stroke(WHITE, 2.2, shine))


def eye(pen: Pen, x: float, y: float, radius: float, iris: Colour = INK) -> None:
    """An eye with its light."""
    if iris is not INK:
        pen.circle(x, y, radius * 1.25, fill(iris))
    pen.circle(x, y, radius, fill(Colour(0.14, 0.02, 50)))
    pen.circle(x + radius * 0.3, y - radius * 0.35, radius * 0.36, fill(WHITE))


def closed_eye(pen: Pen, x: float, y: float, radius: float) -> None:
    """The eye of a sleeper."""
    arc = [(x - radius * 1.3, y), (x, y + radius * 0.8), (x + radius * 1.3, y)]
    pen.curve(arc, stroke(INK, max(1.2, radius * 0.6)))


def marked(pen: Pen, path: skia.Path, look: Look, chance: Chance, pattern: str = "") -> None:
    """The pattern of a coat inside a form."""
    pattern = pattern or look.shape.pattern
    if pattern in ("", "plain"):
        return
    box = path.computeTightBounds()
    w, h = box.width(), box.height()
    mark = look.second
    with pen.inside(path):
        if pattern == "stripes":
            for i in range(int(w / 7) + 1):
                x = box.left() + 7 * i + chance.between(-1, 1)
                tip = box.top() + h * chance.between(0.45, 0.85)
                band = [(x, box.top() - 2), (x + 2, (box.top() + tip) / 2), (x - 1, tip)]
                pen.shape(tube(band, (3.2, 2.8, 0.8)), fill(mark))
        elif pattern == "spots":
            for _ in range(int(w * h / 60)):
                x, y = (
                    chance.between(box.left(), box.right()),
                    chance.between(box.top(), box.bottom()),
                )
                pen.circle(x, y, chance.between(1.2, 2.8), fill(mark, 0.95))
        elif pattern == "patches":
            for _ in range(6):
                x, y = (
                    chance.between(box.left(), box.right()),
                    chance.between(box.top(), box.bottom()),
                )
                size = chance.between(0.10, 0.20) * w
                pen.blob(
                    [(x - size, y), (x - size * 0.2, y - size * 0.8), (x + size, y - size * 0.2),
                     (x + size * 0.5, y + size * 0.7), (x - size * 0.5, y + size * 0.6)],
                    fill(mark),
                )  # fmt: skip
        elif pattern == "rings":
            for i in range(4):
                x = box.left() + w * (0.2 + 0.2 * i)
                pen.line(x, box.top(), x, box.bottom(), stroke(mark, w * 0.05))
        elif pattern == "belly":
            pen.oval(box.centerX(), box.bottom(), w * 0.42, h * 0.38, fill(mark))
        elif pattern == "scales":
            for row in range(int(h / 5) + 1):
                for column in range(int(w / 6) + 1):
                    x = box.left() + column * 6 + (row % 2) * 3
                    pen.arc(x, box.top() + row * 5, 6, 5, 0, 180, stroke(mark, 0.8, 0.7))
