"""Things drawn from a few strokes each: tools, instruments, food, garments, furniture.

A stroke is a line of text: a tone, a form and its numbers. Tones: ``m`` main, ``d`` main in the
shade, ``l`` main in the light, ``s`` second, ``t`` second in the shade, ``a`` accent, ``k`` ink,
``w`` white, ``g`` glass, ``y`` gold, ``b`` wood, ``c`` steel, ``r`` red, ``n`` green. Forms: ``o`` an
oval (x y rx ry), ``r`` a rectangle (x y w h radius), ``/`` a curve (width x y x y …), else a path.
The strokes of all kinds lie in ``strokes.toml``.
"""

from __future__ import annotations

import tomllib
from pathlib import Path

import msgspec

from affresco.studio.engines.illustrator.painting.chance import Chance
from affresco.studio.engines.illustrator.painting.colour import Colour
from affresco.studio.engines.illustrator.painting.pen import Pen, fill, outline, stroke

from .look import Look, marked, solid, tube

C = Colour
Tones = tuple[Colour, Colour, Colour]  # main, second and accent


class _Tables(msgspec.Struct, frozen=True):
    """What ``strokes.toml`` holds, by family and kind."""

    tones: dict[str, dict[str, tuple[Colour, Colour, Colour]]]
    strokes: dict[str, dict[str, tuple[str, ...]]]


def _read() -> _Tables:
    """The tables beside this module. Raises msgspec.ValidationError naming a faulty line."""
    found = tomllib.loads(Path(__file__).with_name("strokes.toml").read_text(encoding="utf-8"))
    return msgspec.convert(found, _Tables)


_TABLES = _read()
TONES: dict[str, dict[str, Tones]] = _TABLES.tones
"""Usual colours, by family and kind."""
STROKES = _TABLES.strokes
"""Strokes, by family and kind."""
_FIXED = {
    "k": C(0.22, 0.02, 50), "w": C(0.96, 0.012, 90), "g": C(0.84, 0.06, 220),
    "y": C(0.82, 0.13, 85), "b": C(0.48, 0.08, 52), "c": C(0.76, 0.012, 250),
    "r": C(0.58, 0.20, 27), "n": C(0.54, 0.13, 140),
}  # fmt: skip


def thing(pen: Pen, look: Look, chance: Chance) -> None:
    """A thing of few strokes; tools that are lit glow, dishes stand on their plate."""
    family = look.shape.family
    if look.has("plate") and family == "food":
        pen.oval(64, 118, 62, 12, fill(C(0.86, 0.015, 250)))
        pen.oval(64, 115, 60, 10.5, fill(C(0.97, 0.006, 90)))
        pen.oval(64, 115, 42, 6.5, fill(C(0.90, 0.012, 250)))
    kinds = STROKES[family]
    for number, line in enumerate(kinds.get(look.kind) or next(iter(kinds.values()))):
        stroke_of(pen, look, chance, line, first=number == 0)
    if look.has("steam"):
        for x in (48, 64, 80):
            pen.curve(
                [(x, 44), (x - 5, 30), (x + 5, 16), (x, 2)], stroke(C(0.97, 0.005, 90), 3, 0.7)
            )
    if look.has("candle"):
        pen.rect(62, 14, 5, 24, fill(_FIXED["w"]))
        pen.oval(64.5, 8, 4, 7, fill(C(0.84, 0.16, 75)))
    if look.has("cherry"):
        pen.circle(64, 24, 9, fill(_FIXED["r"]))
        pen.curve([(64, 16), (68, 6), (76, 2)], stroke(_FIXED["n"], 2))
    if look.has("leaf") and family == "food":
        solid(pen, tube(((64, 26), (78, 14), (90, 14)), (3, 11, 2)), _FIXED["n"])


def tone_of(look: Look, letter: str) -> Colour:
    """The colour that a letter stands for."""
    named = {
        "m": look.main, "d": look.main.lighter(-0.12), "l": look.main.lighter(0.08),
        "s": look.second, "t": look.second.lighter(-0.12), "a": look.accent,
    }  # fmt: skip
    return named.get(letter) or _FIXED[letter]


def stroke_of(pen: Pen, look: Look, chance: Chance, line: str, first: bool = False) -> None:
    """One stroke, written as above; the first carries the pattern."""
    tone = tone_of(look, line[0])
    form = line[2:]
    if form[0] == "/":
        width, *rest = (float(n) for n in form[1:].split())
        points = list(zip(rest[::2], rest[1::2], strict=True))
        pen.curve(points, stroke(tone, width))
        return
    if form[0] == "o":
        x, y, rx, ry = (float(n) for n in form[1:].split())
        path = outline(
            f"M {x - rx} {y} C {x - rx} {y - ry * 1.33} {x + rx} {y - ry * 1.33} {x + rx} {y} "
            f"C {x + rx} {y + ry * 1.33} {x - rx} {y + ry * 1.33} {x - rx} {y} Z"
        )
    elif form[0] == "r":
        x, y, w, h, q = (float(n) for n in form[1:].split())
        q = min(q, w / 2, h / 2)
        path = outline(
            f"M {x + q} {y} L {x + w - q} {y} Q {x + w} {y} {x + w} {y + q} L {x + w} {y + h - q} "
            f"Q {x + w} {y + h} {x + w - q} {y + h} L {x + q} {y + h} Q {x} {y + h} {x} {y + h - q} "
            f"L {x} {y + q} Q {x} {y} {x + q} {y} Z"
        )
    else:
        path = outline(form)
    solid(pen, path, tone, 0.12 if first else 0.08)
    if first and look.shape.pattern in ("stripes", "spots"):
        marked(pen, path, look, chance)


__all__ = ["TONES", "stroke_of", "thing", "tone_of"]
