"""Capitals of our own, drawn as lines, so that no font of the machine is needed.

Every letter is made of strokes in a box 10 high; x runs from 0 to its width. Accents are dropped.
"""

from __future__ import annotations

import math
import unicodedata

import skia

from affresco.studio.engines.illustrator.painting.colour import Colour
from affresco.studio.engines.illustrator.painting.pen import Pen, outline, stroke

HEIGHT = 10.0
SPACE = 4.0  # the width of a blank
GAP = 2.6  # between letters

# letter: (width, strokes)
LETTERS: dict[str, tuple[float, str]] = {
    "A": (8, "M 0 10 L 4 0 L 8 10 M 1.5 6.5 L 6.5 6.5"),
    "B": (6, "M 0 0 L 0 10 L 3.4 10 C 7 10 7 4.8 3.4 4.8 L 0 4.8 M 0 0 L 3 0 C 6.2 0 6.2 4.8 3 4.8"),
    "C": (7.6, "M 7.6 1.8 C 5.4 -1 0 -0.6 0 5 C 0 10.6 5.4 11 7.6 8.2"),
    "D": (7.2, "M 0 0 L 0 10 L 2.6 10 C 8.8 10 8.8 0 2.6 0 Z"),
    "E": (5.6, "M 5.6 0 L 0 0 L 0 10 L 5.6 10 M 0 4.8 L 4.8 4.8"),
    "F": (5.4, "M 5.4 0 L 0 0 L 0 10 M 0 4.8 L 4.6 4.8"),
    "G": (8, "M 7.4 1.7 C 5.2 -1 0 -0.6 0 5 C 0 10.8 6 11 8 8.2 L 8 5.4 L 4.8 5.4"),
    "H": (7, "M 0 0 L 0 10 M 7 0 L 7 10 M 0 4.8 L 7 4.8"),
    "I": (0.6, "M 0.3 0 L 0.3 10"),
    "J": (4.6, "M 4.6 0 L 4.6 7.2 C 4.6 11 0.4 10.8 0 8"),
    "K": (6.6, "M 0 0 L 0 10 M 6.2 0 L 0 6 M 2.4 3.8 L 6.6 10"),
    "L": (5.2, "M 0 0 L 0 10 L 5.2 10"),
    "M": (9, "M 0 10 L 0.8 0 L 4.5 7 L 8.2 0 L 9 10"),
    "N": (7.4, "M 0 10 L 0 0 L 7.4 10 L 7.4 0"),
    "O": (9.2, "M 4.6 0 C 10.8 0 10.8 10 4.6 10 C -1.6 10 -1.6 0 4.6 0 Z"),
    "P": (6, "M 0 10 L 0 0 L 3.2 0 C 7 0 7 5.6 3.2 5.6 L 0 5.6"),
    "Q": (9.2, "M 4.6 0 C 10.8 0 10.8 10 4.6 10 C -1.6 10 -1.6 0 4.6 0 Z M 5.8 7.4 L 9 11"),
    "R": (6.4, "M 0 10 L 0 0 L 3.2 0 C 7 0 7 5.4 3.2 5.4 L 0 5.4 M 3.2 5.4 L 6.4 10"),
    "S": (6, "M 5.6 1.6 C 4.4 -0.8 0.2 -0.4 0.2 2.4 C 0.2 5.4 6 4.4 6 7.4 C 6 10.6 1 10.8 0 8.2"),
    "T": (7, "M 0 0 L 7 0 M 3.5 0 L 3.5 10"),
    "U": (7, "M 0 0 L 0 6.4 C 0 11.2 7 11.2 7 6.4 L 7 0"),
    "V": (7.6, "M 0 0 L 3.8 10 L 7.6 0"),
    "W": (11, "M 0 0 L 2.8 10 L 5.5 2 L 8.2 10 L 11 0"),
    "X": (7, "M 0 0 L 7 10 M 7 0 L 0 10"),
    "Y": (7, "M 0 0 L 3.5 5 L 7 0 M 3.5 5 L 3.5 10"),
    "Z": (6.6, "M 0 0 L 6.6 0 L 0 10 L 6.6 10"),
    "0": (6.4, "M 3.2 0 C 7.5 0 7.5 10 3.2 10 C -1.1 10 -1.1 0 3.2 0 Z"),
    "1": (2.6, "M 0 2 L 2.6 0 L 2.6 10"),
    "2": (5.8, "M 0.2 2.4 C 0.8 -1 5.6 -0.6 5.6 2.8 C 5.6 5.2 2 7 0 10 L 5.8 10"),
    "3": (5.8, "M 0 1.6 C 2 -0.8 5.4 0 5.4 2.4 C 5.4 4.6 3.6 4.8 2.2 4.8 C 7 4.8 7 10 2.6 10 Q 0.8 10 0 8.4"),
    "4": (6.4, "M 4.8 10 L 4.8 0 L 0 7 L 6.4 7"),
    "5": (5.8, "M 5.2 0 L 1 0 L 0.6 4.4 C 3 3 5.8 4 5.8 6.8 C 5.8 10.4 1.6 10.8 0 8.6"),
    "6": (6, "M 4.8 0.4 C 1.8 0.6 0 3.6 0 6.6 C 0 11.2 6 11 6 6.8 C 6 3.4 1.4 3 0 6.2"),
    "7": (5.8, "M 0 0 L 5.8 0 L 2 10"),
    "8": (6, "M 3 4.8 C -1 4 0 0 3 0 C 6 0 7 4 3 4.8 C -1.4 5.6 -0.8 10 3 10 C 6.8 10 7.4 5.6 3 4.8 Z"),
    "9": (6, "M 1.2 9.6 C 4.2 9.4 6 6.4 6 3.4 C 6 -1.2 0 -1 0 3.2 C 0 6.6 4.6 7 6 3.8"),
    "&": (7.4, "M 7.4 10 L 1.6 3 C 0 -0.6 5.4 -0.8 4.6 2.4 C 4.2 4 0 4.6 0 7.4 C 0 11 5.8 10.8 7 6"),
    "'": (0.6, "M 0.3 0 L 0.3 2.4"),
    "-": (3, "M 0 5.2 L 3 5.2"),
    ".": (0.6, "M 0.3 9.8 L 0.3 10"),
}  # fmt: skip


def letters_of(text: str) -> str:
    """The text in the capitals that we have; what we have not becomes a blank."""
    plain = unicodedata.normalize("NFKD", text).upper().replace("’", "'")
    known = (c for c in plain if not unicodedata.combining(c))
    return " ".join("".join(c if c in LETTERS else " " for c in known).split())


def _width(letter: str) -> float:
    return LETTERS[letter][0] if letter in LETTERS else SPACE


def along_arc(
    pen: Pen,
    text: str,
    x: float,
    y: float,
    radius: float,
    height: float,
    colour: Colour,
    widest: float = 150.0,
) -> None:
    """Letters on the upper half of a circle around (x, y); shrunk to span at most `widest` degrees."""
    text = letters_of(text)
    if not text:
        return
    scale = height / HEIGHT
    total = sum(_width(c) + GAP for c in text) - GAP
    limit = math.radians(widest) * radius
    scale = min(scale, limit / total)
    angle = -total * scale / radius / 2
    line: skia.Paint = stroke(colour, 1.7)
    for letter in text:
        width = _width(letter)
        middle = angle + width * scale / radius / 2
        if letter in LETTERS:
            with pen.at(x, y, math.degrees(middle)):
                pen.canvas.translate(-width * scale / 2, -radius)
                pen.canvas.scale(scale, scale)
                pen.shape(outline(LETTERS[letter][1]), line)
        angle += (width + GAP) * scale / radius


def along_line(
    pen: Pen, text: str, x: float, y: float, height: float, widest: float, colour: Colour
) -> None:
    """Letters centred on x, standing on y; shrunk to at most `widest`."""
    text = letters_of(text)
    if not text:
        return
    total = sum(_width(c) + GAP for c in text) - GAP
    scale = min(height / HEIGHT, widest / total)
    line, left = stroke(colour, 1.7), x - total * scale / 2
    for letter in text:
        if letter in LETTERS:
            with pen.at(left, y - HEIGHT * scale, scale=scale):
                pen.shape(outline(LETTERS[letter][1]), line)
        left += (_width(letter) + GAP) * scale
