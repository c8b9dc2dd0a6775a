# ruff: noqa: E501  (outlines are written on one line)
"""Heads of people: face, hair, beard, glasses, and what the face says.

All is drawn around (0, 0) for a face 28 wide and 34 high, turned a little to the right.
"""

from __future__ import annotations

from affresco.studio.engines.illustrator.painting.colour import WHITE, Colour
from affresco.studio.engines.illustrator.painting.pen import Pen, fill, outline, stroke
from affresco.studio.engines.illustrator.subjects.look import INK, disc, joined, solid, tube

from .who import Who

_FACE = "M -13.5 -5 C -13.5 -21 14 -21 14.5 -4 C 15 6 10 16.5 2 17 C -6 17 -13.5 9 -13.5 -5 Z"
_MOUTH = Colour(0.48, 0.13, 22)
_LENS = Colour(0.26, 0.02, 60)


def behind(pen: Pen, who: Who) -> None:
    """Hair that falls behind neck and shoulders."""
    hair = who.hair.lighter(-0.05)
    if who.style == "long":
        path = "M -15 -8 C -17 8 -19 22 -16 32 Q 0 36 15 31 C 18 20 17 6 15 -8 Z"
        solid(pen, outline(path), hair)
    elif who.style == "wavy":
        path = "M -15 -8 C -22 4 -16 12 -20 20 C -24 28 -14 34 -8 30 L 10 30 C 20 32 20 24 17 18 C 15 10 19 2 15 -8 Z"
        solid(pen, outline(path), hair)
    elif who.style == "bob":
        solid(pen, outline("M -15 -6 C -18 6 -18 16 -14 20 L 14 20 C 18 14 17 4 15 -6 Z"), hair)
    elif who.style == "curls":
        blob = disc(-13, -6, 8)
        for x, y, r in ((-15, 4, 8), (-14, 13, 7), (14, 6, 7), (13, 14, 6), (0, 6, 13)):
            blob = joined(blob, disc(x, y, r))
        solid(pen, blob, hair)
    elif who.style == "ponytail":
        solid(pen, tube(((-10, -10), (-22, -4), (-23, 14), (-18, 26)), (9, 11, 10, 3)), hair)
    elif who.style == "pigtails":
        for side in (-1, 1):
            lock = ((side * 12, 2), (side * 20, 8), (side * 21, 24))
            solid(pen, tube(lock, (7, 9, 4)), hair)
            pen.circle(side * 14.5, 3.5, 3, fill(Colour(0.62, 0.19, 20)))
    elif who.style == "bun":
        solid(pen, disc(-8, -17, 7.5), hair)


def face(pen: Pen, who: Who, mood: str = "", gaze: float = 0.0) -> None:
    """Skin, features and hair. `mood`: "sleep", "sing", "laugh", "cry", "sad", "angry", "yawn" or ""; `gaze` > 0: up."""
    skin = who.skin
    solid(pen, disc(-13, 1, 3.6, 4.4), skin.lighter(-0.05))
    solid(pen, outline(_FACE), skin, 0.06)
    if who.beard:
        _beard(pen, who)
    blush = Colour(max(0.45, skin.lightness - 0.12), 0.14, 22)
    for x in (-6.5, 11.5):
        pen.oval(x, 6.2, 3.3, 2.2, fill(blush, 0.30))
    up = -1.6 * min(1.0, gaze)
    _eyes(pen, who, mood, up)
    nose = "M 4 1 Q 7.4 5 3.8 5.6"
    pen.shape(outline(nose), stroke(skin.lighter(-0.16), 1.5))
    _mouth(pen, mood, skin)
    if who.old:
        for x, flip in ((-9, 1), (12.5, -1)):
            pen.line(x, -1.5, x - 2.5 * flip, -3, stroke(skin.lighter(-0.12), 0.9))
    if mood == "cry":
        for x in (-3, 9):
            pen.oval(x, 6, 1.5, 2.6, fill(Colour(0.78, 0.09, 225)))
    _hair(pen, who)
    if who.glasses:
        for x in (-3.2, 8.4):
            pen.circle(x, -0.5, 4.8, fill(WHITE, 0.18))
            pen.circle(x, -0.5, 4.8, stroke(_LENS, 1.5))
        pen.line(-8, -1, -13, -2, stroke(_LENS, 1.3))


def nape(pen: Pen, who: Who) -> None:
    """A head from behind."""
    for side in (-1, 1):
        solid(pen, disc(side * 14, 1, 3.4, 4.2), who.skin.lighter(-0.05))
    solid(pen, outline(_FACE), who.skin, 0.06)
    if who.style == "fringe":
        solid(pen, outline("M -14 2 Q 0 12 14.5 2 L 12 14 Q 0 18 -11 14 Z"), who.hair)
        return
    low = 30 if who.style in ("long", "wavy") else 18 if who.style in ("bob", "curls") else 11
    hair = f"M -15.5 4 C -18 -12 -13 -23.5 0.5 -23.5 C 15 -23.5 18.5 -12 16 4 Q 15 {low} 0 {low + 2} Q -14.5 {low} -15.5 4 Z"
    solid(pen, outline(hair), who.hair)
    if who.style == "ponytail":
        solid(pen, tube(((1, -8), (3, 8), (-1, 26)), (9, 11, 3)), who.hair.lighter(-0.05))
    if who.style == "bun":
        solid(pen, disc(1, -14, 8), who.hair.lighter(-0.05))


def _eyes(pen: Pen, who: Who, mood: str, up: float) -> None:
    brow = who.hair.lighter(-0.12) if not who.old else who.hair.lighter(-0.14)
    for x in (-3.2, 8.4):
        if mood in ("sleep", "laugh", "sing", "yawn"):
            bend = 1.8 if mood == "sleep" else -2.0
            pen.curve([(x - 2.6, 0.2), (x, bend), (x + 2.6, 0.2)], stroke(INK, 1.5))
        else:
            if who.skin.lightness < 0.62:  # dark eyes want a white in a dark face
                pen.oval(x + 0.3, up, 2.9, 2.9, fill(WHITE, 0.9))
            pen.oval(x + 0.3, up, 1.75, 2.35, fill(Colour(0.18, 0.02, 50)))
            pen.circle(x + 0.9, up - 0.9, 0.65, fill(WHITE))
            if who.lashes:
                pen.line(x - 1.4, up - 1.6, x - 3.2, up - 2.4, stroke(INK, 1.0))
        tilt = {"angry": -1.4, "sad": 2.4}.get(mood, 0.5)
        inner = 1 if x < 0 else -1
        arch = [(x - 3, -5.2 - inner * tilt * -0.5), (x, -6.3), (x + 3, -5.2 + inner * tilt * -0.5)]
        pen.curve(arch, stroke(brow, 1.4))


def _mouth(pen: Pen, mood: str, skin: Colour) -> None:
    mouth = _MOUTH if skin.lightness > 0.62 else Colour(0.34, 0.10, 22)
    if mood in ("sing", "yawn"):
        pen.oval(3, 11, 2.8, 3.6, fill(_MOUTH.lighter(-0.12)))
    elif mood == "blow":
        pen.oval(7.5, 10, 2.0, 2.2, fill(_MOUTH.lighter(-0.12)))
        pen.oval(11.5, 8, 4.2, 3.6, fill(Colour(max(0.45, skin.lightness - 0.08), 0.12, 25), 0.5))
    elif mood == "laugh":
        pen.shape(
            outline("M -2.5 8.6 Q 3.2 10 8.5 8.4 Q 7 14 3 14 Q -1 14 -2.5 8.6 Z"), fill(_MOUTH)
        )
    elif mood in ("cry", "angry", "sad"):
        pen.curve([(-0.5, 12), (3, 10.2), (6.5, 11.8)], stroke(_MOUTH, 1.5))
    else:
        pen.curve([(-2.4, 8.8), (3, 12.6), (8.2, 8.4)], stroke(mouth, 1.7))


def _beard(pen: Pen, who: Who) -> None:
    tone = who.hair
    if who.beard in ("full", "long"):
        low = 22 if who.beard == "full" else 46
        path = f"M -13 0 C -12 4 -8 6.5 -4 6.8 Q 3 4.6 9.5 6.8 C 12 6 14 3 14.2 -1 C 15.5 10 13 {low - 4} 3 {low} C -8 {low - 3} -13.5 12 -13 0 Z"
        solid(pen, outline(path), tone)
    elif who.beard == "moustache":
        pen.shape(
            outline(
                "M 3.5 6.4 C 0 5 -4 8 -6 11 C -2 11.5 1 10.5 3.5 8.6 C 6 10.4 9 11.4 12 10.6 C 10 7.6 7 5 3.5 6.4 Z"
            ),
            fill(tone),
        )
    elif who.beard == "goatee":
        solid(pen, tube(((3, 13), (2.6, 20)), (7, 3)), tone)
    else:
        path = "M -12.5 4 C -9 8 -6 7.5 -3 8 Q 3 6 8.5 8 Q 12 7 13.6 3 C 13 11 9 16.6 2 17 C -6 16.6 -11 11 -12.5 4 Z"
        pen.shape(outline(path), fill(tone, 0.25))


_FRONTS = {
    "short": "M -14.5 2 C -17 -12 -14 -22 0 -22.5 C 14 -22.5 17 -12 14.8 -2 C 14 -6 12.5 -9.5 9.5 -11 C 3 -8.6 -6 -9 -9.5 -12 C -12 -8 -13 -4 -12 2 Z",
    "crop": "M -14.2 0 C -16 -13 -12 -21 0.5 -21 C 13 -21 16.4 -12 14.6 -3 C 13 -9 10 -13 5 -13.6 C -3 -14.5 -9.5 -13 -11.5 -7 Q -12.4 -3 -12.4 0 Z",
    "parted": "M -14.6 4 C -18 -12 -13 -23 1 -23 C 15 -23 17.5 -12 15 -1 C 14 -6 12 -9 8 -11.5 C 2 -13 -2 -15.5 -4 -17 C -7 -12 -11.5 -8 -12.2 3 Z",
    "tousled": "M -14.6 3 C -19 -7 -17 -12 -15.5 -13 C -16 -19 -8 -21 -7 -22 C -1 -27 6 -24 8 -22 C 15 -21 18 -13 16 -10 C 17 -6 15.5 -3 14.6 -1 L 11.5 -9 L 6 -7.5 L 3 -11 L -3 -7 L -6.5 -10.5 L -10 -6 L -12 2 Z",
    "long": "M -15 14 C -19 -6 -16 -23 0.5 -23 C 17 -23 19 -6 15.6 10 C 15.5 0 13 -8 7.5 -12.5 C 0 -10 -7 -9.5 -10 -9 C -12 -4 -12 6 -12.5 14 Z",
    "wavy": "M -15 14 C -20 -4 -17 -24 1 -24 C 18 -24 20 -6 15.6 8 C 15 -2 12 -9 5 -14 C 0 -8 -6 -7 -10 -5.5 C -12.6 0 -12 8 -13 14 Z",
    "bob": "M -14.8 12 C -18 -6 -16 -23 0.5 -23 C 17 -23 18.5 -6 15.4 10 C 15 2 14 -4 12.5 -8 C 4 -6.6 -5 -7 -11 -8 C -12.6 -3 -12.4 6 -12.4 12 Z",
    "bun": "M -14.4 2 C -17 -12 -13 -21.5 0 -21.5 C 14 -21.5 16.5 -12 14.8 -3 C 13 -8 9 -13 3 -14 C -4 -13.5 -10 -9 -12 2 Z",
    "ponytail": "M -14.4 2 C -17 -12 -13 -21.5 0 -21.5 C 14 -21.5 16.5 -12 14.8 -3 C 13 -9 8 -12.5 3 -13 C -4 -12 -10 -8 -12 2 Z",
    "pigtails": "M -14.6 4 C -17.5 -12 -13 -22 0 -22 C 14 -22 17 -12 15 -1 C 14 -6 13 -8 11 -10 C 4 -7 -4 -7 -10 -10 C -12 -6 -12.4 -2 -12.4 4 Z",
    "fringe": "M -14.4 6 C -17.4 0 -17 -6 -14 -10 C -12 -6 -12.4 0 -12.2 6 Z",
}  # fmt: skip


def _hair(pen: Pen, who: Who) -> None:
    style, tone = who.style, who.hair
    if style in ("curly", "curls"):
        blob = disc(-12, -8, 6)
        rings = ((-9, -16, 7), (-1, -19.5, 7.5), (8, -17.5, 7), (13, -11, 5.5), (-14, -2, 4.6))
        for x, y, r in rings:
            blob = joined(blob, disc(x, y, r))
        solid(pen, blob, tone)
    elif style == "tuft":
        pen.curve([(0, -17), (4, -22), (8, -19)], stroke(tone, 3))
        pen.curve([(-1, -17), (-1, -21), (2, -23)], stroke(tone, 2.4))
    elif style in _FRONTS:
        solid(pen, outline(_FRONTS[style]), tone)
        if style == "fringe":
            pen.shape(
                outline("M 14.6 -1 C 16 -5 15.6 -8 13.6 -10 C 13.4 -6 13.8 -3 14.6 -1 Z"),
                fill(tone),
            )
        elif style not in ("crop",):
            pen.curve([(-8, -18), (0, -20.2), (7, -18.6)], stroke(tone.lighter(0.12), 1.6, 0.6))
