"""What buildings share: their colours, blocks, roofs, windows and doors."""

from __future__ import annotations

from affresco.studio.engines.illustrator.painting.colour import Colour
from affresco.studio.engines.illustrator.painting.pen import (
    Pen,
    across,
    down,
    fill,
    polygon,
    stroke,
)
from affresco.studio.engines.illustrator.subjects.look import Look, modelled

C = Colour


GLASS = C(0.80, 0.06, 225)


LAMP = C(0.90, 0.12, 85)


WOOD = C(0.44, 0.07, 52)


BUILDING_COLOURS: dict[str, tuple[Colour, Colour, Colour]] = {
    "": (C(0.86, 0.05, 78), C(0.52, 0.13, 38), C(0.42, 0.09, 50)),
    "tower": (C(0.72, 0.03, 75), C(0.48, 0.10, 38), C(0.40, 0.07, 50)),
    "church": (C(0.93, 0.02, 85), C(0.46, 0.05, 255), C(0.42, 0.08, 45)),
    "temple": (C(0.92, 0.03, 85), C(0.84, 0.05, 75), C(0.40, 0.06, 60)),
    "skyscraper": (C(0.56, 0.06, 245), C(0.84, 0.07, 220), C(0.30, 0.04, 250)),
    "barn": (C(0.48, 0.15, 28), C(0.38, 0.04, 40), C(0.95, 0.01, 90)),
    "windmill": (C(0.94, 0.02, 85), C(0.46, 0.09, 40), C(0.55, 0.06, 60)),
    "castle": (C(0.72, 0.02, 250), C(0.46, 0.12, 20), C(0.38, 0.06, 50)),
    "lighthouse": (C(0.96, 0.01, 90), C(0.55, 0.20, 25), C(0.40, 0.05, 50)),
    "pagoda": (C(0.60, 0.16, 30), C(0.36, 0.05, 200), C(0.82, 0.12, 85)),
    "mosque": (C(0.93, 0.02, 85), C(0.60, 0.10, 200), C(0.80, 0.13, 85)),
    "hut": (C(0.62, 0.07, 65), C(0.74, 0.09, 82), C(0.36, 0.06, 50)),
    "tent": (C(0.70, 0.14, 60), C(0.94, 0.03, 85), C(0.40, 0.06, 50)),
    "greenhouse": (C(0.88, 0.05, 200), C(0.95, 0.01, 90), C(0.50, 0.12, 140)),
    "factory": (C(0.58, 0.09, 38), C(0.45, 0.03, 250), C(0.40, 0.03, 250)),
    "bridge": (C(0.66, 0.03, 70), C(0.55, 0.03, 70), C(0.50, 0.03, 70)),
    "pyramid": (C(0.80, 0.09, 80), C(0.62, 0.08, 70), C(0.40, 0.06, 60)),
    "igloo": (C(0.94, 0.02, 230), C(0.82, 0.04, 235), C(0.40, 0.08, 250)),
    "statue": (C(0.80, 0.012, 90), C(0.70, 0.015, 90), C(0.60, 0.02, 90)),
    "fountain": (C(0.80, 0.015, 85), C(0.78, 0.08, 225), C(0.60, 0.02, 90)),
    "column": (C(0.90, 0.02, 85), C(0.80, 0.03, 80), C(0.60, 0.02, 90)),
    "palace": (C(0.92, 0.03, 80), C(0.50, 0.08, 200), C(0.80, 0.13, 85)),
    "wall": (C(0.66, 0.05, 55), C(0.55, 0.05, 55), C(0.40, 0.06, 50)),
    "gate": (C(0.60, 0.18, 32), C(0.25, 0.02, 40), C(0.40, 0.06, 50)),
}


def block(
    pen: Pen, look: Look, x: float, y: float, w: float, h: float, tone: Colour | None = None
) -> None:
    """A wall from (x, y), lit from the left, with its texture."""
    tone = tone or look.main
    pen.rect(
        x,
        y,
        w,
        h,
        across(x, x + w, tone.lighter(0.04), tone, tone.lighter(-0.10), stops=(0, 0.5, 1)),
    )
    pattern = look.shape.pattern
    if pattern in ("brick", "stone") or look.kind in ("castle", "tower", "wall", "factory"):
        step = 7.0
        for row in range(int(h / step)):
            for column in range(int(w / 12) + 1):
                if (row * 5 + column * 3) % 4 == 0:
                    bx = x + column * 12 + (row % 2) * 5
                    if bx + 9 < x + w:
                        pen.rounded(
                            bx, y + row * step + 1, 9, 4.6, 1, fill(tone.lighter(-0.07), 0.7)
                        )
    if pattern == "wood" or look.kind == "barn":
        for i in range(1, int(w / 7)):
            pen.line(x + i * 7, y, x + i * 7, y + h, stroke(tone.lighter(-0.09), 1))


def roof(pen: Pen, points: list[tuple[float, float]], tone: Colour) -> None:
    """A tiled roof."""
    path = polygon(points)
    with modelled(pen, path, tone):
        box = path.computeTightBounds()
        for row in range(int(box.height() / 5) + 1):
            y = box.top() + 5 * row
            pen.line(box.left(), y, box.right(), y, stroke(tone.lighter(-0.09), 1))


def window(
    pen: Pen, x: float, y: float, w: float, h: float, lit: bool = False, arched: bool = False
) -> None:
    """A window around (x, y)."""
    glass = LAMP if lit else GLASS
    radius = w / 2 if arched else 1.0
    pen.rounded(x - w / 2 - 1.6, y - h / 2 - 1.6, w + 3.2, h + 3.2, radius, fill(C(0.95, 0.01, 90)))
    pen.rounded(
        x - w / 2,
        y - h / 2,
        w,
        h,
        radius,
        down(y - h / 2, y + h / 2, glass.lighter(-0.22 if not lit else 0.04), glass),
    )
    pen.line(x, y - h / 2, x, y + h / 2, stroke(C(0.95, 0.01, 90), 1.2))
    pen.line(x - w / 2, y, x + w / 2, y, stroke(C(0.95, 0.01, 90), 1.2))


def door(pen: Pen, look: Look, x: float, w: float, h: float, arched: bool = True) -> None:
    """A door in the middle of a wall."""
    top = 124 - h
    pen.rounded(
        x - w / 2 - 2, top - 2, w + 4, h + 2, w / 2 if arched else 1, fill(look.main.lighter(-0.16))
    )
    pen.rounded(
        x - w / 2,
        top,
        w,
        h,
        w / 2 if arched else 1,
        across(x - w / 2, x + w / 2, look.accent.lighter(0.05), look.accent.lighter(-0.06)),
    )
    pen.rect(x - w / 2, 118, w, 6, fill(look.accent.lighter(-0.03)))
    pen.circle(x + w * 0.3, 124 - h * 0.45, 1.3, fill(C(0.82, 0.13, 85)))


def shaft(pen: Pen, tone: Colour, x: float, y: float, w: float, h: float) -> None:
    """The shaft of a column with its flutes."""
    pen.rect(x, y, w, h, across(x, x + w, tone.lighter(0.04), tone, tone.lighter(-0.16)))
    for i in range(1, 4):
        pen.line(x + w * i / 4, y + 3, x + w * i / 4, y + h - 3, stroke(tone.lighter(-0.10), 0.8))
    pen.rect(x - 2, y, w + 4, 3.4, fill(tone.lighter(-0.03)))
    pen.rect(x - 2, y + h - 3.4, w + 4, 3.4, fill(tone.lighter(-0.05)))


def teeth(pen: Pen, look: Look, x: float, y: float, w: float) -> None:
    """The teeth of a battlement."""
    count = int(w / 10)
    for i in range(count):
        if i % 2 == 0:
            pen.rect(
                x + i * w / count,
                y - 7,
                w / count,
                8,
                fill(look.main.lighter(-0.02 - 0.05 * i / count)),
            )
