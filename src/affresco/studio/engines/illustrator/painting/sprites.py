"""Placing a subject: drawn once, then lit, shaded, rimmed, hazed and shadowed by the scene."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import skia

from .colour import Colour
from .pen import SMOOTH, Pen, fill, laid, surface
from .stage import Stage

BOX = 128.0  # subjects are drawn in a square of this side …
BASE = 124.0  # … and stand at this height in it, unless they say otherwise
_LARGEST = 3000  # pixels of a side of a sprite
_ROOM, _ROOM_TURNED = 3.0, 16.0  # units around what a drawing covers
_PLAIN = skia.SamplingOptions(skia.FilterMode.kLinear)
_WHOLE = skia.SamplingOptions()
_FADING = (0.35, 0.7, 1.05, 1.5, 2.1)  # how a rim fades inwards, in its widths

Draw = Callable[[Pen], None]


Box = tuple[float, float, float, float]  # left, top, right, bottom


@dataclass(frozen=True)
class Subject:
    """Something to place. `key` names drawings that may be shared within one picture.

    `box` is what the drawing covers, `feet` from where to where it stands, `skyline` its upper
    edge from left to right, in units of the box.
    """

    draw: Draw
    base: float = BASE
    key: str = ""
    box: Box = (-32.0, -52.0, 160.0, 140.0)
    feet: tuple[float, float] = (18.0, 110.0)
    skyline: tuple[float, ...] = ()

    def top_at(self, share: float) -> float:
        """The height of the upper edge at a share of the width, in units of the box."""
        if not self.skyline:
            return self.box[1]
        last = len(self.skyline) - 1
        return self.skyline[min(last, max(0, round(share * last)))]


@dataclass(frozen=True)
class Placing:
    """How a subject meets the scene."""

    depth: float = 0.0
    flip: bool = False
    turn: float = 0.0
    shadow: float = 0.8
    rim: float = 0.9
    shade: float = 1.0
    reflected: bool = False
    lift: float = 0.0  # how high above its shadow it is, in units of the stage


def place(
    stage: Stage, subject: Subject, x: float, y: float, size: float, how: Placing | None = None
) -> None:
    """Draw a subject standing at (x, y), `size` units high for a full box."""
    how = how or Placing()
    left, top, right, bottom = _covered(subject, how)
    image = _drawn(stage, subject, size, how)
    area = skia.Rect.MakeLTRB(
        size * (left / BOX - 0.5),
        size * (top - subject.base) / BOX,
        size * (right / BOX - 0.5),
        size * (bottom - subject.base) / BOX,
    )
    toward_sun = (stage.sun_x - x) / stage.width
    with stage.pen.at(x, y):
        if how.shadow > 0:
            _cast(stage, image, area, size, subject.feet, how, toward_sun)
        if how.reflected:
            _mirror(stage, image, area, size)
        stage.pen.canvas.translate(0, -how.lift)
        stage.pen.canvas.saveLayer(area)
        _lit(stage, image, area, size, how, 1 if toward_sun > 0 else -1)
        stage.pen.canvas.restore()
        if stage.pen.tracer is not None:
            stage.pen.tracer.drawing(stage.pen.canvas, image, area)


def _covered(subject: Subject, how: Placing) -> Box:
    """What a drawing covers, with some room around it, as it is placed."""
    left, top, right, bottom = subject.box
    room = _ROOM_TURNED if how.turn else _ROOM
    if how.flip:
        left, right = BOX - right, BOX - left
    return left - room, top - room, right + room, bottom + room


def _drawn(stage: Stage, subject: Subject, size: float, how: Placing) -> skia.Image:
    key = f"{subject.key} {how.flip} {how.turn} {size:.0f}" if subject.key else ""
    if key and key in stage.sprites:
        return stage.sprites[key]
    left, top, right, bottom = _covered(subject, how)
    scale = size * stage.unit * stage.zoom / BOX
    scale = min(scale, _LARGEST / max(right - left, bottom - top))
    sheet = surface(max(4, round((right - left) * scale)), max(4, round((bottom - top) * scale)))
    pen = Pen(sheet.getCanvas())
    pen.canvas.scale(sheet.width() / (right - left), sheet.height() / (bottom - top))
    pen.canvas.translate(-left, -top)
    if how.turn:
        pen.canvas.rotate(how.turn, BOX / 2, BOX / 2)
    if how.flip:
        pen.canvas.translate(BOX, 0)
        pen.canvas.scale(-1, 1)
    subject.draw(pen)
    image = sheet.makeImageSnapshot()
    if key:
        stage.sprites[key] = image
    return image


def _tinted(colour: Colour, alpha: float, blur: tuple[float, float]) -> skia.Paint:
    """The silhouette of an image in one colour."""
    return skia.Paint(
        ColorFilter=skia.ColorFilters.Blend(colour.argb(alpha), skia.BlendMode.kSrcIn),
        ImageFilter=skia.ImageFilters.Blur(*blur) if blur != (0.0, 0.0) else None,
    )


def _cast(
    stage: Stage,
    image: skia.Image,
    area: skia.Rect,
    size: float,
    feet: tuple[float, float],
    how: Placing,
    toward_sun: float,
) -> None:
    """The contact shadow under the feet, and the long one away from the sun."""
    shadow, canvas, strength = stage.light.shadow, stage.pen.canvas, how.shadow
    left, right = (feet[0] / BOX - 0.5) * size, (feet[1] / BOX - 0.5) * size
    if how.flip:
        left, right = -right, -left
    half = max(size * 0.10, (right - left) * 0.56)
    flat = min(size * 0.0375, half * 0.16)
    middle = (left + right) / 2
    stage.pen.oval(middle, flat * 0.1, half, flat, fill(shadow, 0.55 * strength, flat * 0.6))
    squash = -0.32 if stage.sun_y < stage.horizon else 0.3
    canvas.save()
    canvas.concat(skia.Matrix.MakeAll(1, toward_sun * 1.5, 0, 0, squash, 0, 0, 0, 1))
    soft = _shade_of(image, area, size, shadow, 0.62 * strength)
    canvas.drawImageRect(soft, area, _PLAIN)
    canvas.restore()
    if area.width() > area.height():  # what is broad and round below would seem to float
        canvas.save()
        canvas.clipRect(
            skia.Rect.MakeLTRB(area.left(), -0.42 * area.height(), area.right(), size * 0.08)
        )
        canvas.translate(0, size * 0.024)
        canvas.drawImageRect(soft, area, _PLAIN)
        canvas.restore()


def _shade_of(
    image: skia.Image, area: skia.Rect, size: float, shadow: Colour, alpha: float
) -> skia.Image:
    """The blurred silhouette of a drawing, which needs a quarter of its pixels."""
    sheet, scale = _reduced(image, area, 4)
    paint = _tinted(shadow, alpha, (size * 0.008 * scale, size * 0.032 * scale))
    whole = skia.Rect.MakeWH(sheet.width(), sheet.height())
    sheet.getCanvas().drawImageRect(image, whole, _PLAIN, paint)
    return sheet.makeImageSnapshot()


def _reduced(image: skia.Image, area: skia.Rect, times: int) -> tuple[skia.Surface, float]:
    """An empty sheet for a coarser copy of a drawing, and its pixels in a unit."""
    wide, high = max(4, image.width() // times), max(4, image.height() // times)
    return surface(wide, high), wide / max(1e-6, area.width())


def _mirror(stage: Stage, image: skia.Image, area: skia.Rect, size: float) -> None:
    canvas = stage.pen.canvas
    canvas.save()
    canvas.scale(1, -0.8)
    blur = skia.ImageFilters.Blur(size * 0.01, size * 0.03)
    canvas.drawImageRect(image, area, SMOOTH, skia.Paint(Alphaf=0.45, ImageFilter=blur))
    canvas.restore()


def _ambient(stage: Stage) -> skia.ColorFilter:
    light = stage.light
    base = 0.35 if light.time in ("sunrise", "golden") else 0.42
    gain = 1.0
    if light.time == "night" and light.ambient.lightness < 0.85:
        base, gain = 0.64, 0.86  # who is looked at keeps the own colours, also by night
    elif light.time in ("dusk", "storm"):
        gain = 0.9
    r, g, b = ((base + (1 - base) * v) * gain for v in light.ambient.rgb())
    return skia.ColorFilters.Matrix([r, 0, 0, 0, 0, 0, g, 0, 0, 0, 0, 0, b, 0, 0, 0, 0, 0, 1, 0])


def _shade(
    area: skia.Rect,
    canvas: skia.Canvas,
    start: tuple[float, float],
    end: tuple[float, float],
    tones: list[int],
    stops: list[float],
) -> None:
    shader = skia.GradientShader.MakeLinear([skia.Point(*start), skia.Point(*end)], tones, stops)
    canvas.drawRect(area, skia.Paint(Shader=shader, BlendMode=skia.BlendMode.kSrcATop))


def _lit(
    stage: Stage, image: skia.Image, area: skia.Rect, size: float, how: Placing, side: int
) -> None:
    """The subject in the colour of the light, from its lit to its shaded side, with a rim."""
    canvas, light, shade = stage.pen.canvas, stage.light, how.shade
    laid(canvas, image, area, skia.Paint(ColorFilter=_ambient(stage)))
    reach = 0.5 * size * shade
    bright = (0.30 if light.time in ("day", "night") else 0.15) * shade
    tones = [light.key.argb(bright), light.key.argb(0), light.shadow.argb(0.50 * shade)]
    _shade(
        area,
        canvas,
        (side * reach, -size * 0.9),
        (-side * reach, -size * 0.05),
        tones,
        [0, 0.45, 1],
    )
    tones = [light.shadow.argb(0), light.shadow.argb(0.34 * shade)]
    _shade(area, canvas, (0, -size * 0.22), (0, 0), tones, [0, 1])
    if how.rim > 0:
        _rim(
            canvas,
            image,
            area,
            size,
            light.key,
            how.rim * (0.42 if light.time == "day" else 1),
            side,
        )
    if how.depth > 0:
        veil = skia.Paint(
            Color=light.haze.argb(min(0.9, how.depth)), BlendMode=skia.BlendMode.kSrcATop
        )
        canvas.drawRect(area, veil)


def _rim(
    canvas: skia.Canvas,
    image: skia.Image,
    area: skia.Rect,
    size: float,
    key: Colour,
    strength: float,
    side: int,
) -> None:
    """A bright edge towards the light: the silhouette minus itself moved away."""
    # whole pixels at the size of the drawing: scaled or blurred, this would cost ten times as much
    sheet = surface(image.width(), image.height())
    rim, pixels = sheet.getCanvas(), image.width() / max(1e-6, area.width())
    rim.drawImage(image, 0, 0, _WHOLE, _tinted(key, 1.0, (0.0, 0.0)))
    offset = max(1.0, size * 0.02 * pixels)
    cut = skia.Paint(BlendMode=skia.BlendMode.kDstOut, Alphaf=0.42)
    for share in _FADING:
        away = offset * share
        rim.drawImage(image, round(-side * away), round(away * 0.7), _WHOLE, cut)
    light = skia.Paint(BlendMode=skia.BlendMode.kSrcATop, Alphaf=min(1.0, 0.80 * strength))
    laid(canvas, sheet.makeImageSnapshot(), area, light)
