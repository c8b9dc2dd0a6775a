"""Draws what is written in strokes: ``drawings/*.toml``, whose README.md explains the notation."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache
from typing import Final

import skia

from affresco.studio.engines.illustrator.painting.chance import Chance
from affresco.studio.engines.illustrator.painting.colour import Colour, from_hex
from affresco.studio.engines.illustrator.painting.pen import (
    Pen,
    curve,
    fill,
    outline,
    polygon,
    stroke,
)

from .drawings import drawings
from .look import Look, marked, solid, tube

C = Colour
Tones = tuple[Colour, Colour, Colour]  # main, second and accent


def _tones(text: str) -> Tones:
    main, second, accent = (from_hex(word) for word in text.split())
    return main, second, accent


TONES: Final[dict[str, dict[str, Tones]]] = {
    family: {kind: _tones(drawing.tones) for kind, drawing in kinds.items()}
    for family, kinds in drawings().items()
}
"""Usual colours, by family and kind."""
_FIXED: Final = {
    "k": C(0.22, 0.02, 50), "w": C(0.96, 0.012, 90), "g": C(0.84, 0.06, 220),
    "y": C(0.82, 0.13, 85), "b": C(0.48, 0.08, 52), "c": C(0.76, 0.012, 250),
    "r": C(0.58, 0.20, 27), "n": C(0.54, 0.13, 140), "o": C(0.93, 0.012, 240),
    "u": C(0.52, 0.13, 250), "p": C(0.78, 0.11, 5), "v": C(0.52, 0.14, 305),
    "e": C(0.86, 0.06, 62), "i": C(0.94, 0.03, 220), "f": C(0.74, 0.18, 55),
    "h": C(0.68, 0.14, 130), "x": C(0.36, 0.015, 260), "z": C(0.72, 0.10, 75),
}  # fmt: skip
_CLEAR: Final = 0.45  # how much a see-through stroke covers
_STEP: Final = 0.07  # of lightness, for each sign after a tone
_ROUND: Final = 1.3333  # of the handles of an oval


@dataclass(frozen=True)
class Stroke:
    """One line of a drawing, read."""

    tone: str  # a letter or #rrggbb
    lighter: float
    clear: bool
    inside: bool  # only within the last whole form
    mirrored: bool  # once more on the other side of the middle
    copies: tuple[tuple[float, float], ...]  # steps at which it is drawn
    path: skia.Path
    width: float  # of a line; 0 for a whole form


_HEAD = re.compile(
    r"(?P<inside>&)?(?P<mirror>\|)?(?P<tone>[a-z]|#[0-9a-f]{6})(?P<shade>[-+]*)(?P<clear>~)?"
)
_AGAIN = re.compile(r"x(\d+),(-?[\d.]+),(-?[\d.]+)")


class FaultyStroke(ValueError):
    """A stroke that cannot be read; the message has its line."""


@cache
def read_stroke(line: str) -> Stroke:
    """A stroke from its line. Raises FaultyStroke."""
    head, _, form = line.partition(" ")
    found = _HEAD.fullmatch(head)
    again = _AGAIN.match(form)
    if again:
        form = form[again.end() :].lstrip()
    try:
        if found is None:
            raise ValueError(head)
        path, width = _form(form)
    except (ValueError, IndexError, TypeError) as error:
        raise FaultyStroke(f"this stroke cannot be read: {line!r}") from error
    count, dx, dy = (int(again[1]), float(again[2]), float(again[3])) if again else (1, 0.0, 0.0)
    return Stroke(
        tone=found["tone"],
        lighter=_STEP * (found["shade"].count("+") - found["shade"].count("-")),
        clear=bool(found["clear"]),
        inside=bool(found["inside"]),
        mirrored=bool(found["mirror"]),
        copies=tuple((i * dx, i * dy) for i in range(count)),
        path=path,
        width=width,
    )


def _form(form: str) -> tuple[skia.Path, float]:
    kind, rest = form[0], form[1:]
    if kind == "M":
        return outline(form), 0.0
    numbers = [float(word) for word in rest.split()]
    if kind == "o":
        return _oval(*numbers), 0.0
    if kind == "r":
        return _rectangle(*numbers), 0.0
    if kind in "/z":
        width, *numbers = numbers
        points = list(zip(numbers[::2], numbers[1::2], strict=True))
        return (curve(points) if kind == "/" else polygon(points, closed=False)), width
    points = list(zip(numbers[::2], numbers[1::2], strict=True))
    if kind == "c":
        return curve(points, True), 0.0
    if kind == "p":
        return polygon(points), 0.0
    raise ValueError(kind)


def _oval(x: float, y: float, rx: float, ry: float, turn: float = 0.0) -> skia.Path:
    path = outline(
        f"M {x - rx} {y} C {x - rx} {y - ry * _ROUND} {x + rx} {y - ry * _ROUND} {x + rx} {y} "
        f"C {x + rx} {y + ry * _ROUND} {x - rx} {y + ry * _ROUND} {x - rx} {y} Z"
    )
    if turn:
        path.transform(skia.Matrix().setRotate(turn, x, y))
    return path


def _rectangle(x: float, y: float, w: float, h: float, q: float) -> skia.Path:
    q = min(q, w / 2, h / 2)
    return outline(
        f"M {x + q} {y} L {x + w - q} {y} Q {x + w} {y} {x + w} {y + q} L {x + w} {y + h - q} "
        f"Q {x + w} {y + h} {x + w - q} {y + h} L {x + q} {y + h} Q {x} {y + h} {x} {y + h - q} "
        f"L {x} {y + q} Q {x} {y} {x + q} {y} Z"
    )


def thing(pen: Pen, look: Look, chance: Chance) -> None:
    """A thing of few strokes; dishes stand on their plate, with what was said to be on them."""
    family = look.shape.family
    if look.has("plate") and family == "food":
        pen.oval(64, 118, 62, 12, fill(C(0.86, 0.015, 250)))
        pen.oval(64, 115, 60, 10.5, fill(C(0.97, 0.006, 90)))
        pen.oval(64, 115, 42, 6.5, fill(C(0.90, 0.012, 250)))
    kinds = drawings()[family]
    drawing = kinds.get(look.kind) or next(iter(kinds.values()))
    _strokes(pen, look, chance, drawing.lines)
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


def _strokes(pen: Pen, look: Look, chance: Chance, lines: tuple[str, ...]) -> None:
    within: skia.Path | None = None
    body = _body(lines) if look.named else ""
    for number, line in enumerate(lines):
        read = read_stroke(line)
        if read.tone == body:
            read = replace(read, tone="m")
        if read.inside and within is not None:
            with pen.inside(within):
                _drawn(pen, look, read)
            continue
        _drawn(pen, look, read, 0.12 if number == 0 else 0.08)
        if not read.width:
            within = read.path
        if number == 0 and look.shape.pattern in ("stripes", "spots"):
            marked(pen, read.path, look, chance)


@cache
def _body(lines: tuple[str, ...]) -> str:
    """The fixed tone that gives way to a colour that is named: that of the farthest stroke, where none of
    the drawing has the main colour; "" where one has."""
    tones = [read_stroke(line).tone for line in lines]
    return "" if _MAIN.intersection(tones) else tones[0]


_MAIN: Final = frozenset("mdl")


def tone_of(look: Look, letter: str) -> Colour:
    """The colour that a letter, or ``#rrggbb``, stands for."""
    if letter[0] == "#":
        return from_hex(letter)
    named = {
        "m": look.main, "d": look.main.lighter(-0.12), "l": look.main.lighter(0.08),
        "s": look.second, "t": look.second.lighter(-0.12), "a": look.accent,
    }  # fmt: skip
    return named.get(letter) or _FIXED[letter]


def stroke_of(pen: Pen, look: Look, chance: Chance, line: str, first: bool = False) -> None:
    """One stroke from its line; the first carries the pattern."""
    read = read_stroke(line)
    _drawn(pen, look, read, 0.12 if first else 0.08)
    if first and look.shape.pattern in ("stripes", "spots"):
        marked(pen, read.path, look, chance)


def _drawn(pen: Pen, look: Look, read: Stroke, depth: float = 0.08) -> None:
    tone = tone_of(look, read.tone).lighter(read.lighter)
    for dx, dy in read.copies:
        for side in (1, -1) if read.mirrored else (1,):
            with pen.at(128 if side < 0 else 0, 0, scale=(side, 1)), pen.at(dx, dy):
                if read.width:
                    pen.shape(read.path, stroke(tone, read.width, _CLEAR if read.clear else 1.0))
                elif read.clear:
                    pen.shape(read.path, fill(tone, _CLEAR))
                else:
                    solid(pen, read.path, tone, depth)


__all__ = ["TONES", "FaultyStroke", "read_stroke", "stroke_of", "thing", "tone_of"]
