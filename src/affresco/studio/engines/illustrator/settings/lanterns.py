"""Lanterns that are named in the plural: hung over a place, afloat on its water, or up in its sky."""

from __future__ import annotations

from affresco.studio.engines.illustrator.painting.colour import Colour
from affresco.studio.engines.illustrator.painting.pen import Point, down, fill, outline, stroke
from affresco.studio.engines.illustrator.painting.stage import Stage
from affresco.studio.engines.illustrator.subjects.colours import colour_of

C = Colour
_NAMED = frozenset(("lantern", "paper-lantern", "street-lantern"))
_HUNG = frozenset(
    ("cafe-terrace", "courtyard", "japanese-garden", "market", "old-town", "square", "street",
     "temple", "tree-avenue")
)  # fmt: skip
_WET = frozenset(("canal", "harbour", "lake", "sea"))
_PAPER = (C(0.64, 0.20, 28), C(0.84, 0.14, 82), C(0.70, 0.18, 45))
_LIGHT = C(0.92, 0.12, 78)


def hang(stage: Stage) -> None:
    """Paint the lanterns of the scene that nobody holds, where the place has a way to hold them."""
    for entity in stage.scene.entities:
        free = entity.relation in (None, "in", "on", "over") and entity.by is None
        if entity.concept not in _NAMED or entity.count < 2 or not free:
            continue
        own = colour_of(entity) if entity.colour else None
        tones = (own,) if own is not None else _PAPER
        setting = stage.scene.setting
        if entity.pose == "float" and setting in _WET:
            _afloat(stage, tones)
        elif entity.pose in (None, "hang") and setting in _HUNG:
            _strung(stage, tones)
        else:
            continue
        stage.draws(entity)
        stage.shine()


def _strung(stage: Stage, tones: tuple[Colour, ...]) -> None:
    """Three strings of round lanterns across the picture, smaller as they are farther."""
    h, w, pen, chance = stage.height, stage.width, stage.pen, stage.chance("lanterns")
    wire = stroke(stage.lit(C(0.26, 0.02, 60)), 2.2)
    for far, (y, sag, size) in enumerate(
        ((0.36, 0.05, 17.0), (0.23, 0.08, 27.0), (0.04, 0.12, 42.0))
    ):
        inset = w * (0.24, 0.11, -0.03)[far]
        count = round((9, 8, 7)[far] * max(1.0, w / 1000))
        line: list[Point] = []
        for i in range(count * 2 + 1):
            t = i / (count * 2)
            line.append((inset + (w - 2 * inset) * t, h * (y + sag * 4 * t * (1 - t))))
        pen.curve(line, wire)
        for i in range(count):
            x, top = line[2 * i + 1]
            _round(stage, x, top, size * chance.between(0.9, 1.1), tones[i % len(tones)])


def _round(stage: Stage, x: float, y: float, r: float, tone: Colour) -> None:
    """A paper lantern that hangs at (x, y), `r` its half width."""
    pen, cy = stage.pen, y + r * 1.15
    lit = tone if stage.light.dark else stage.lit(tone)
    shades = (
        lit.lighter(0.06),
        lit.mix(_LIGHT, 0.55 if stage.light.dark else 0.2),
        lit.lighter(-0.06),
    )
    pen.oval(x, cy, r, r * 0.86, down(cy - r, cy + r, *shades, stops=(0, 0.55, 1)))
    for k in (-0.5, 0.0, 0.5):
        rib = outline(
            f"M {x + k * r * 0.3} {cy - r * 0.84} Q {x + k * r * 2.0} {cy} {x + k * r * 0.3} {cy + r * 0.84}"
        )
        pen.shape(rib, stroke(lit.lighter(-0.12), max(1.2, r * 0.05), 0.6))
    cap = stage.lit(C(0.30, 0.05, 50))
    for dy in (-0.92, 0.80):
        pen.rect(x - r * 0.34, cy + dy * r, r * 0.68, r * 0.14, fill(cap))
    pen.line(x, cy + r * 0.9, x, cy + r * 1.4, stroke(lit.lighter(-0.06), max(1.5, r * 0.08)))
    stage.glow(
        x, cy, r * (3.4 if stage.light.dark else 1.8), _LIGHT, 0.6 if stage.light.dark else 0.25
    )


def _afloat(stage: Stage, tones: tuple[Colour, ...]) -> None:
    """Little lights of paper on the water, each with its reflection."""
    h, w, pen, chance = stage.height, stage.width, stage.pen, stage.chance("afloat")
    top = max(stage.horizon + h * 0.06, h * 0.62)
    open_water = stage.afloat == "main"
    middle = 0.5 if open_water else stage.slots["second"].x  # where boats are: off the shore
    many = round(19 * max(1.0, w / 1000))
    for i, t in enumerate(sorted(chance.between() for _ in range(many))):
        y = top + (h * (0.93 if open_water else 0.86) - top) * t**1.2
        spread = 0.46 if open_water else 0.34 - 0.16 * t
        x = w * (middle + spread * chance.between(-1, 1))
        r, tone = 7 + 26 * t, tones[i % len(tones)]
        pen.rect(x - r * 0.5, y, r, r * 2.6, down(y, y + r * 2.6, (_LIGHT, 0.45), (_LIGHT, 0.0)))
        body = [
            (x - r * 0.62, y),
            (x - r * 0.78, y - r * 1.5),
            (x + r * 0.78, y - r * 1.5),
            (x + r * 0.62, y),
        ]
        pen.polygon(body, down(y - r * 1.5, y, tone.lighter(0.04), _LIGHT))
        pen.rect(x - r * 0.95, y - r * 0.08, r * 1.9, r * 0.2, fill(stage.lit(C(0.40, 0.06, 55))))
        stage.glow(x, y - r * 0.6, r * 3.6, _LIGHT, 0.6 if stage.light.dark else 0.3)
