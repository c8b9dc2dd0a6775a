"""What things are made of: grain, facets, stitches, glints, over a drawing in the usual colour."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Final

import skia

from affresco.studio.engines.illustrator.painting.chance import Chance
from affresco.studio.engines.illustrator.painting.colour import BLACK, WHITE, Colour
from affresco.studio.engines.illustrator.painting.pen import Pen, linear, outline, polygon, stroke

from .growths import foliage, fruits, roses, spines
from .look import Box, Framed, framed, painted_on
from .substances import frost, glow, greens, holes, icing, netting, polyps, swirls, twists

_AREA = skia.Rect.MakeLTRB(-140, -160, 268, 268)
Texture = Callable[[Pen, Box, Chance], None]


def made_of(drawing: Framed, material: str) -> Framed:
    """The drawing with the look of a material; as it is where the material has none."""
    texture = _TEXTURES.get(material)
    if texture is None:
        return drawing
    solid = 0.80 if material in _CLEAR else 1.0

    textured = painted_on(
        drawing, lambda pen: texture(pen, drawing.box, Chance("material", material)), solid
    )

    def draw(pen: Pen) -> None:
        textured(pen)
        if material in _PACKED:  # eyes, edges and shade are still seen
            pen.canvas.saveLayer(_AREA, skia.Paint(BlendMode=skia.BlendMode.kHardLight, Alphaf=0.5))
            drawing(pen)
            pen.canvas.restore()
        if material in _CLEAR:
            _edge(pen, drawing)

    return replace(framed(draw, 1.0), feet=drawing.feet)


def _edge(pen: Pen, drawing: Framed) -> None:
    """The bright rim of something clear: the form less itself a little smaller."""
    canvas = pen.canvas
    rim = skia.Paint(BlendMode=skia.BlendMode.kSrcOver, Alphaf=0.8)
    canvas.saveLayer(_AREA, rim)
    white = skia.Paint(ColorFilter=skia.ColorFilters.Blend(WHITE.argb(), skia.BlendMode.kSrcIn))
    canvas.saveLayer(_AREA, white)
    drawing(pen)
    canvas.restore()
    canvas.saveLayer(_AREA, skia.Paint(BlendMode=skia.BlendMode.kDstOut))
    with pen.at(1.4, 1.8):
        drawing(pen)
    canvas.restore()
    canvas.restore()
    shade = skia.ColorFilters.Blend(Colour(0.40, 0.08, 240).argb(0.7), skia.BlendMode.kSrcIn)
    canvas.saveLayer(_AREA, skia.Paint(ColorFilter=shade))
    drawing(pen)
    canvas.saveLayer(_AREA, skia.Paint(BlendMode=skia.BlendMode.kDstOut))
    with pen.at(-1.0, -1.2):
        drawing(pen)
    canvas.restore()
    canvas.restore()


def _grain(pen: Pen, box: Box, chance: Chance) -> None:
    left, top, right, bottom = box
    y = top - 4
    while y < bottom + 6:
        bow = chance.between(-5, 5)
        middle = (left + right) / 2 + chance.between(-20, 20)
        path = [(left - 4, y), (middle, y + bow), (right + 4, y + chance.between(-2, 2))]
        pen.curve(path, stroke(BLACK, chance.between(0.5, 1.3), chance.between(0.10, 0.26)))
        y += chance.between(2.6, 5.5)
    for _ in range(3):
        x, y = chance.between(left, right), chance.between(top, bottom)
        for r in (2.2, 4.0, 6.0):
            pen.oval(x, y, r * 1.5, r, stroke(BLACK, 0.8, 0.2))


def _speckle(pen: Pen, box: Box, chance: Chance) -> None:
    left, top, right, bottom = box
    for _ in range(170):
        x, y = chance.between(left, right), chance.between(top, bottom)
        tone = BLACK if chance.often(0.6) else WHITE
        pen.oval(x, y, chance.between(0.5, 1.6), chance.between(0.4, 1.2), stroke(tone, 0.9, 0.22))
    for _ in range(3):
        x, y = chance.between(left, right), chance.between(top, bottom)
        crack = [(x, y)]
        for _ in range(4):
            x, y = x + chance.between(-7, 9), y + chance.between(2, 9)
            crack.append((x, y))
        pen.shape(polygon(crack, False), stroke(BLACK, 0.8, 0.3))


def _veins(pen: Pen, box: Box, chance: Chance) -> None:
    left, top, right, bottom = box
    for _ in range(7):
        x, y = chance.between(left, right), top - 4
        vein = [(x, y)]
        while y < bottom:
            x, y = x + chance.between(-8, 12), y + chance.between(8, 20)
            vein.append((x, y))
        pen.curve(vein, stroke(Colour(0.55, 0.02, 250), chance.between(0.5, 1.6), 0.35))


def _glint(pen: Pen, box: Box, chance: Chance) -> None:
    left, top, right, bottom = box
    wide = right - left
    tones = [(WHITE, 0.55), (WHITE, 0.05), (WHITE, 0.30), (BLACK, 0.16)]
    pen.wash(linear((left, top), (right, bottom), tones, (0, 0.35, 0.55, 1)))
    for share in (0.28, 0.40, 0.70):
        x = left + wide * share
        pen.line(x + wide * 0.1, top, x - wide * 0.12, bottom, stroke(WHITE, wide * 0.025, 0.4))


def _sheen(pen: Pen, box: Box, chance: Chance) -> None:
    left, top, right, bottom = box
    stops = (0, 0.18, 0.3, 0.48, 0.62, 0.8, 1)
    tones = [
        (WHITE, 0.5),
        (BLACK, 0.12),
        (WHITE, 0.62),
        (BLACK, 0.16),
        (WHITE, 0.3),
        (BLACK, 0.26),
        (WHITE, 0.1),
    ]
    pen.wash(linear((left, top), (right * 0.7 + left * 0.3, bottom), tones, stops))


def _rust(pen: Pen, box: Box, chance: Chance) -> None:
    left, top, right, bottom = box
    for _ in range(40):
        x, y = chance.between(left, right), chance.between(top, bottom)
        tone = Colour(0.45 + chance.between(0, 0.2), 0.12, 45)
        pen.oval(x, y, chance.between(1, 5), chance.between(1, 4), stroke(tone, 1.6, 0.5))


def _folds(pen: Pen, box: Box, chance: Chance) -> None:
    """Facets of folded paper."""
    left, top, right, bottom = box
    wide, high = right - left, bottom - top
    for _ in range(15):
        x, y = chance.between(left, right), chance.between(top, bottom)
        corners = [
            (x, y),
            (x + chance.between(-0.4, 0.4) * wide, y + chance.between(-0.4, 0.4) * high),
            (x + chance.between(-0.4, 0.4) * wide, y + chance.between(-0.4, 0.4) * high),
        ]
        tone = BLACK if chance.often(0.5) else WHITE
        paint = skia.Paint(AntiAlias=True, Color=tone.argb(0.20 if tone is BLACK else 0.5))
        pen.shape(polygon(corners), paint)
        pen.shape(polygon(corners), stroke(BLACK, 0.5, 0.25))


def _stitches(pen: Pen, box: Box, chance: Chance) -> None:
    left, top, right, bottom = box
    y, row = top - 3, 0
    while y < bottom + 4:
        x = left - 3 + (row % 2) * 0.0
        while x < right + 4:
            pen.line(x, y, x + 2.2, y + 3.2, stroke(BLACK, 0.8, 0.30))
            pen.line(x + 4.4, y, x + 2.2, y + 3.2, stroke(BLACK, 0.8, 0.30))
            x += 4.6
        y += 3.7
        row += 1


def _weave(pen: Pen, box: Box, chance: Chance) -> None:
    left, top, right, bottom = box
    for row in range(int((bottom - top) / 4) + 2):
        for column in range(int((right - left) / 8) + 2):
            x, y = left + column * 8 + (row % 2) * 4, top + row * 4
            pen.line(x, y, x + 5, y, stroke(BLACK, 1.1, 0.28))
            pen.line(x, y + 1.4, x + 5, y + 1.4, stroke(WHITE, 0.8, 0.3))


def _bricks(pen: Pen, box: Box, chance: Chance) -> None:
    left, top, right, bottom = box
    for row in range(int((bottom - top) / 6) + 2):
        y = top + row * 6
        pen.line(left, y, right, y, stroke(Colour(0.86, 0.02, 70), 1.1, 0.7))
        for column in range(int((right - left) / 12) + 2):
            x = left + column * 12 + (row % 2) * 6
            pen.line(x, y, x, y + 6, stroke(Colour(0.86, 0.02, 70), 1.1, 0.7))


def _glaze(pen: Pen, box: Box, chance: Chance) -> None:
    """Blue flowers under a shine, as on porcelain."""
    left, top, right, bottom = box
    blue = Colour(0.48, 0.13, 258)
    for _ in range(12):
        x, y = chance.between(left, right), chance.between(top, bottom)
        for dx, dy in ((2.4, 0.0), (-2.4, 0.0), (0.0, 2.4), (0.0, -2.4)):
            pen.oval(x + dx, y + dy, 1.6, 1.6, stroke(blue, 1.2, 0.7))
    _glint(pen, box, chance)


def _patches(pen: Pen, box: Box, chance: Chance) -> None:
    """Patchwork with its seams."""
    left, top, right, bottom = box
    for row in range(int((bottom - top) / 17) + 1):
        for column in range(int((right - left) / 17) + 1):
            x, y = left + column * 17, top + row * 17
            tone = Colour(0.72, 0.10, chance.between(0, 360))
            pen.rect(x, y, 17, 17, skia.Paint(Color=tone.argb(0.42)))
            for i in range(4):
                pen.line(x + 1 + i * 4, y, x + 3.4 + i * 4, y, stroke(WHITE, 0.8, 0.8))
                pen.line(x, y + 1 + i * 4, x, y + 3.4 + i * 4, stroke(WHITE, 0.8, 0.8))


def _cogs(pen: Pen, box: Box, chance: Chance) -> None:
    left, top, right, bottom = box
    for _ in range(16):
        x, y, r = chance.between(left, right), chance.between(top, bottom), chance.between(4, 10)
        tone = Colour(0.5 + chance.between(0, 0.3), 0.09, 70)
        pen.circle(x, y, r, stroke(tone, r * 0.42))
        for i in range(8):
            with pen.at(x, y, i * 45):
                pen.rect(-1.2, -r - 2, 2.4, 3.4, skia.Paint(Color=tone.argb()))
        pen.circle(x, y, r * 0.3, stroke(BLACK, 1, 0.5))


def _puffs(pen: Pen, box: Box, chance: Chance) -> None:
    left, top, right, bottom = box
    for _ in range(46):
        x, y, r = chance.between(left, right), chance.between(top, bottom), chance.between(4, 11)
        pen.circle(x, y, r, skia.Paint(AntiAlias=True, Color=WHITE.argb(0.55)))
        pen.arc(x - r, y - r, r * 2, r * 2, 20, 130, stroke(Colour(0.62, 0.06, 250), 1.3, 0.6))


def _blossoms(pen: Pen, box: Box, chance: Chance) -> None:
    left, top, right, bottom = box
    for _ in range(60):
        x, y = chance.between(left, right), chance.between(top, bottom)
        tone = Colour(0.72, 0.15, chance.pick((10.0, 350.0, 60.0, 90.0, 310.0, 140.0)))
        for i in range(5):
            with pen.at(x, y, i * 72):
                pen.oval(0, -2.6, 1.9, 2.6, skia.Paint(AntiAlias=True, Color=tone.argb()))
        pen.circle(x, y, 1.4, skia.Paint(AntiAlias=True, Color=Colour(0.86, 0.15, 90).argb()))


def _flames(pen: Pen, box: Box, chance: Chance) -> None:
    left, top, right, bottom = box
    tones = [
        (Colour(0.92, 0.16, 95), 0.9),
        (Colour(0.74, 0.19, 55), 0.85),
        (Colour(0.55, 0.22, 28), 0.9),
    ]
    pen.wash(linear((0, bottom), (0, top), tones))
    for _ in range(26):
        x, y = chance.between(left, right), chance.between(top, bottom)
        high = chance.between(9, 22)
        tip, low = f"{x + 2} {y - high}", f"{x + 1} {y - high * 0.4} {x + 4} {y}"
        path = f"M {x - 4} {y} Q {x - 5} {y - high * 0.5} {tip} Q {low} Z"
        tone = Colour(0.88, 0.17, 85) if chance.often(0.5) else Colour(0.64, 0.22, 35)
        pen.shape(outline(path), skia.Paint(AntiAlias=True, Color=tone.argb(0.6)))


def _waves(pen: Pen, box: Box, chance: Chance) -> None:
    left, top, right, bottom = box
    tones = [(Colour(0.86, 0.07, 215), 0.6), (Colour(0.55, 0.13, 245), 0.6)]
    pen.wash(linear((0, top), (0, bottom), tones))
    y = top
    while y < bottom:
        points = [
            (left + i * 8, y + (2.5 if i % 2 else -2.5)) for i in range(int((right - left) / 8) + 2)
        ]
        pen.curve(points, stroke(WHITE, 1.2, 0.55))
        y += 7


def _sky(pen: Pen, box: Box, chance: Chance) -> None:
    left, top, right, bottom = box
    tones = [
        (Colour(0.28, 0.11, 275), 0.9),
        (Colour(0.45, 0.14, 310), 0.9),
        (Colour(0.30, 0.11, 255), 0.9),
    ]
    pen.wash(linear((left, top), (right, bottom), tones))
    for _ in range(60):
        x, y = chance.between(left, right), chance.between(top, bottom)
        pen.circle(
            x, y, chance.between(0.4, 1.5), skia.Paint(AntiAlias=True, Color=WHITE.argb(0.95))
        )


_CLEAR: Final = frozenset(("glass", "crystal", "ice", "water"))
_PACKED: Final = frozenset(("roses", "leaves", "books", "fruit", "vegetables", "coral"))
"""Of things so close together that they would hide a face."""
_TEXTURES: Final[dict[str, Texture]] = {
    "wooden": _grain, "stone": _speckle, "marble": _veins, "glass": _glint, "crystal": _glint,
    "ice": _glint, "metal": _sheen, "rusty": _rust, "bronze": _sheen, "copper": _sheen,
    "paper": _folds, "cardboard": _folds, "clay": _speckle, "porcelain": _glaze, "brick": _bricks,
    "straw": _weave, "velvet": _sheen, "leather": _speckle, "woollen": _stitches,
    "chocolate": _sheen, "sand": _speckle, "gears": _cogs, "plastic": _glint, "cloud": _puffs,
    "flowers": _blossoms, "fire": _flames, "water": _waves, "stars": _sky, "fabric": _patches,
    "gingerbread": icing, "candy": swirls, "cheese": holes, "gold": _sheen, "snow": frost,
    "vegetables": greens, "roses": roses,
    "leaves": foliage, "books": spines, "fruit": fruits, "coral": polyps,
    "bone": _veins, "wax": _glint, "rope": twists,
    "light": glow, "lace": netting, "silk": _sheen,
}  # fmt: skip
TEXTURED: Final = frozenset(_TEXTURES)
"""Materials that have a look."""
