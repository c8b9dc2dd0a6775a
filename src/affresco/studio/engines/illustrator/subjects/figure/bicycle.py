"""Somebody on a bicycle, riding to the right: feet on the pedals, hands on the bar."""

from __future__ import annotations

import math
from dataclasses import replace

from affresco.studio.engines.illustrator.painting.colour import Colour
from affresco.studio.engines.illustrator.painting.pen import Pen, fill, stroke
from affresco.studio.engines.illustrator.subjects.look import Framed, framed

from .body import body_of, paint_figure
from .casting import UNITS
from .figure import Figure
from .pose import FOREARM, SHIN, THIGH, UPPER_ARM, Joints, bent

_TYRE, _STEEL = Colour(0.25, 0.02, 270), Colour(0.80, 0.01, 250)
_SADDLE, _BAR, _PEDALS = (-12.0, -50.0), (24.0, -55.0), (-3.0, -19.0)
_CRANK = 6.5


def bicycle(pen: Pen, colour: Colour) -> None:
    """A bicycle from the side, its wheels on the ground at 0; 100 is a grown-up's height."""
    back, front = (-33.0, -21.0), (35.0, -21.0)
    for x, y in (back, front):
        pen.circle(x, y, 19.4, stroke(_TYRE, 3.2))
        pen.circle(x, y, 16.6, stroke(_STEEL, 1))
        for spoke in range(10):
            a = spoke * math.pi / 5
            dx, dy = 16.4 * math.cos(a), 16.4 * math.sin(a)
            pen.line(x, y, x + dx, y + dy, stroke(_STEEL, 0.5))
        pen.circle(x, y, 2.6, fill(_TYRE))
    head, seat = (26.0, -45.0), (-11.0, -42.0)
    tubes = (
        (back, _PEDALS), (back, seat), (_PEDALS, seat), (_PEDALS, head), (seat, head), (head, front),
    )  # fmt: skip
    for start, end in tubes:
        pen.line(*start, *end, stroke(colour, 3.6))
    pen.line(*seat, _SADDLE[0] - 0.5, _SADDLE[1] + 4, stroke(_TYRE, 2.6))
    pen.rounded(_SADDLE[0] - 8, _SADDLE[1] + 1, 17, 4.6, 2.2, fill(_TYRE))
    pen.curve([head, (24.5, -53), (29, -57), (25, -58)], stroke(_TYRE, 2.8))
    pen.circle(*_PEDALS, 4.8, stroke(_TYRE, 2.2))


def on_bicycle(figure: Figure, colour: Colour) -> Framed:
    """A figure on a bicycle of a colour, in one box."""
    body = _mounted(body_of(figure), figure.who.stature)
    far_side = replace(figure, parts=(*figure.parts, "far-leg"))

    def draw(pen: Pen) -> None:
        with pen.at(64, 124, scale=UNITS * 0.94):
            paint_figure(pen, far_side, body)
            bicycle(pen, colour)
            paint_figure(pen, replace(figure, parts=(*figure.parts, "astride")), body)

    return framed(draw, 1.0)


def _mounted(body: Joints, stature: float) -> Joints:
    """The joints with the seat on the saddle."""
    dx, dy = _SADDLE[0] - body.hip[0], _SADDLE[1] - 3 - body.hip[1]

    def moved(point: tuple[float, float]) -> tuple[float, float]:
        return point[0] + dx, point[1] + dy

    hips = (moved(body.hips[0]), moved(body.hips[1]))
    shoulders = (moved(body.shoulders[0]), moved(body.shoulders[1]))
    x, y = _PEDALS
    pedals = ((x + _CRANK, y + 3.0), (x - _CRANK, y - 5.0))
    long = max(stature, 0.86)
    legs = [
        bent(hip, at, THIGH * long, SHIN * long, -1) for hip, at in zip(hips, pedals, strict=True)
    ]
    grip = (_BAR[0], _BAR[1] - 1)
    arms = [
        bent(shoulder, (grip[0] + 2 * i, grip[1]), UPPER_ARM * long, FOREARM * long, 1)
        for i, shoulder in enumerate(shoulders)
    ]
    return replace(
        body, hip=moved(body.hip), neck=moved(body.neck), head=moved(body.head), hips=hips,
        knees=(legs[0][0], legs[1][0]), feet=(legs[0][1], legs[1][1]), shoulders=shoulders,
        elbows=(arms[0][0], arms[1][0]), hands=(arms[0][1], arms[1][1]),
    )  # fmt: skip
