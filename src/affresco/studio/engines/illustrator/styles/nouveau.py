"""Art nouveau: muted flat tones, brown contours, and a frame of whiplash stems and flowers."""

from __future__ import annotations

import math

import numpy as np
import skia

from affresco.studio.engines.illustrator.painting.colour import Colour, Field
from affresco.studio.engines.illustrator.painting.fields import dye, mix, saturated, scale
from affresco.studio.engines.illustrator.painting.pen import (
    Pen,
    across,
    drawing_on,
    fill,
    linear,
    outline,
    stroke,
)

from .paper import grain_of, lines, over
from .plate import Plate, stepped

GOLD, INK = Colour(0.74, 0.10, 80), Colour(0.28, 0.05, 45)
CREAM, SAGE = Colour(0.93, 0.04, 88), Colour(0.56, 0.06, 150)
TONES = 8
MARGIN = 58.0  # units, the width of the frame


def art_nouveau(plate: Plate) -> Field:
    """The whole picture as a lithograph in a frame: quiet flat tones, heavy outer contours."""
    flat = plate.flat(plate.picture)
    mix(flat, plate.soft(3), plate.by_part(0.45, 0.75, 0.45))
    tones = stepped(flat, TONES)
    muted = saturated(tones, 0.80)
    dye(muted, (1.04, 0.98, 0.83))
    muted = plate.parted(np.clip(muted + np.float32(0.015), 0, 1), 0.17)
    ink = (0.20, 0.12, 0.08)
    fine = plate.contours(2.4, least=1.0, inner=0.9, places=1.1)
    outer = plate.contours(7.0, least=1.7, inner=0.0, places=0.0)
    detail = 0.6 * (1 - lines(plate.light, plate.px(1.4, 0.8), 0.985, -0.006, 60))
    drawn = over(muted, np.maximum(np.maximum(fine, outer), detail) * 0.94, ink)
    paper, _ = grain_of(plate.columns, plate.rows, 140)
    scale(drawn, 1 + 0.02 * paper)
    pen, finished = drawing_on(drawn)
    pen.canvas.scale(plate.unit, plate.unit)
    _frame(pen, plate.stage.width, plate.stage.height)
    return finished()


def _frame(pen: Pen, w: float, h: float) -> None:
    m, arch = MARGIN, min(w * 0.30, h * 0.34)
    shoulder = min(w * 0.22, m + arch)
    inner = outline(
        f"M {m} {h - m} L {m} {arch + m * 0.4} C {m} {m * 1.3} {shoulder} {m} {w * 0.5} {m * 0.9} "
        f"C {w - shoulder} {m} {w - m} {m * 1.3} {w - m} {arch + m * 0.4} L {w - m} {h - m} Z"
    )
    outer = skia.Path()
    outer.addRect(skia.Rect.MakeWH(w, h))
    band = skia.Op(outer, inner, skia.kDifference_PathOp)
    pen.shape(band, linear((0, 0), (w, h), (CREAM, CREAM.lighter(-0.05), Colour(0.86, 0.07, 82))))
    pen.shape(inner, stroke(INK, 7))
    pen.rect(18, 18, w - 36, h - 36, stroke(INK, 4))
    pen.shape(inner, stroke(GOLD, 3))
    for mirrored in (False, True):
        with pen.at(w if mirrored else 0, 0, scale=(-1, 1) if mirrored else 1.0):
            _side(pen, w, h)


def _side(pen: Pen, w: float, h: float) -> None:
    m, reach = MARGIN, min(w * 0.24, h * 0.3)
    for k in range(3):
        stem = outline(
            f"M {m * 0.5 + k * 5} {h - m * 0.8} C {m * 0.1 + k * 14} {h * 0.6} {m * 1.1 - k * 10} {h * 0.45} "
            f"{m * 0.48 + k * 5} {h * 0.30} C {m * 0.2} {h * 0.16} {m * 0.8 + k * 30} {m * 0.5 + k * 8} "
            f"{reach + k * 34} {m * 0.62 + k * 5}"
        )
        pen.shape(stem, stroke(INK, 5.5))
        pen.shape(stem, stroke(SAGE, 3))
    blossoms = (
        (m * 0.75, h * 0.30, 30), (m * 1.25, m * 1.35, 46), (reach, m * 0.72, 26),
        (m * 0.72, h * 0.62, 24), (m * 0.9, h - m * 0.95, 44),
    )  # fmt: skip
    for number, (x, y, size) in enumerate(blossoms):
        _blossom(pen, x, y, size, 0.3 * number)
    leaf = outline("M 0 0 C 10 -12 28 -10 36 0 C 26 8 10 8 0 0 Z")
    for t in range(7):
        with pen.at(m * 0.5 + 8 * math.sin(t * 2.0), h * (0.34 + 0.085 * t), -60 + 120 * (t % 2)):
            pen.shape(leaf, fill(SAGE))
            pen.shape(leaf, stroke(INK, 2))


def _blossom(pen: Pen, x: float, y: float, size: float, turn: float) -> None:
    s = size
    petal = outline(
        f"M 0 0 C {s * 0.3} {-s * 0.55} {s * 0.9} {-s * 0.5} {s} 0 "
        f"C {s * 0.9} {s * 0.5} {s * 0.3} {s * 0.55} 0 0 Z"
    )
    for i in range(6):
        with pen.at(x, y, math.degrees(i * math.tau / 6 + turn)):
            pen.shape(petal, across(0, s, Colour(0.62, 0.13, 25), Colour(0.84, 0.08, 40)))
            pen.shape(petal, stroke(INK, 2.6))
    pen.circle(x, y, s * 0.26, fill(GOLD))
    pen.circle(x, y, s * 0.26, stroke(INK, 2.4))
