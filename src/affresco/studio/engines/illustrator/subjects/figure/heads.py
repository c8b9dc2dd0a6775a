"""The head of a figure: a face, the head of an animal or a robot, with its hat."""

from __future__ import annotations

from contextlib import AbstractContextManager

from affresco.studio.engines.illustrator.painting.colour import WHITE, Colour
from affresco.studio.engines.illustrator.painting.pen import Pen, fill, stroke
from affresco.studio.engines.illustrator.subjects import glyphs
from affresco.studio.engines.illustrator.subjects.look import INK, disc, solid, tube

from . import head
from .clothes import GOLD
from .figure import Figure
from .hats import hat
from .pose import Joints
from .robots import robot_head

HEAD_SCALE = 0.70  # of a face 34 high, in a figure 100 high
ANIMAL_HEAD = 36.0  # units, of an animal's head on two legs


def at_head(pen: Pen, figure: Figure, body: Joints) -> AbstractContextManager[None]:
    """Draw around the head of a figure, as it is turned."""
    scale = HEAD_SCALE * (1.0 if figure.who.stature > 0.6 else 1.04)
    return pen.at(body.head[0], body.head[1], figure.stance.lean * 0.4 + body.nod, scale)


def paint_head(pen: Pen, figure: Figure, body: Joints) -> None:
    """The head with its hat."""
    mood = figure.mood
    kind, tone = _hat_of(figure)
    if figure.animal or "robot" in figure.parts:
        _strange_head(pen, figure, body, kind, tone)
        return
    with at_head(pen, figure, body):
        if "bones" in figure.parts:
            _skull(pen)
        elif "away" in figure.parts:
            head.nape(pen, figure.who)
        else:
            head.face(pen, figure.who, mood, -body.nod / 20)
        if "clown" in figure.parts:
            pen.circle(5, 4.5, 3.6, fill(Colour(0.58, 0.21, 25)))
            for side in (-14, 15):
                solid(pen, disc(side, -6, 6), Colour(0.65, 0.18, 40))
        if "pointed-ears" in figure.parts:
            solid(pen, tube(((-12, 2), (-20, -7)), (6, 1)), figure.who.skin)
        if figure.wears("glasses") and not figure.who.glasses:
            for x in (-3.2, 8.4):
                pen.circle(x, -0.5, 5, fill(figure.tone("glasses", INK), 0.55))
                pen.circle(x, -0.5, 5, stroke(INK, 1.4))
        hat(pen, kind, tone)


def _hat_of(figure: Figure) -> tuple[str, Colour]:
    for name, colour in figure.worn:
        if name in _HATS_WORN:
            return worn_hat(name, colour)
    kind = figure.trade.hat
    if not kind and figure.parts:
        kind = next((k for p, k in _HAT_PARTS.items() if p in figure.parts), "")
    if kind == "crown":
        return kind, GOLD
    return kind, figure.trade.hat_colour


_FELT = Colour(0.46, 0.08, 52)
_HATS_WORN: dict[str, tuple[str, Colour]] = {
    "hat": ("brim", _FELT), "straw-hat": ("straw", Colour(0.84, 0.09, 85)),
    "top-hat": ("top-hat", Colour(0.24, 0.015, 280)), "cap": ("baseball", Colour(0.54, 0.19, 26)),
    "crown": ("crown", GOLD), "beret": ("beret", Colour(0.52, 0.18, 25)),
    "bobble-hat": ("bobble", Colour(0.54, 0.19, 26)), "helmet": ("helmet", Colour(0.55, 0.18, 26)),
    "cowboy-hat": ("stetson", _FELT), "party-hat": ("party", Colour(0.60, 0.17, 320)),
    "wizard-hat": ("cone", Colour(0.45, 0.15, 305)), "witch-hat": ("witch", Colour(0.26, 0.03, 300)),
    "santa-hat": ("bobble", Colour(0.54, 0.2, 26)), "flower-crown": ("flower-crown", GOLD),
    "headphones": ("headphones", INK), "bow": ("bow", Colour(0.60, 0.19, 10)),
    "headscarf": ("headscarf", Colour(0.58, 0.16, 20)),
    "turban": ("turban", Colour(0.62, 0.14, 60)), "chef-hat": ("toque", Colour(0.96, 0.01, 90)),
    "hood": ("hood", Colour(0.50, 0.17, 25)), "graduation-cap": ("mortarboard", INK),
    "pirate-hat": ("tricorn", Colour(0.24, 0.015, 280)), "veil": ("veil-cloth", WHITE),
    "sombrero": ("straw", Colour(0.80, 0.12, 75)), "mask": ("", INK),
}  # fmt: skip
_HAT_PARTS = {"hat": "brim", "hood": "hood", "crown": "crown"}
HATS_WORN = frozenset(_HATS_WORN)


def worn_hat(garment: str, colour: Colour | None) -> tuple[str, Colour]:
    """The kind and the colour of a hat that somebody wears."""
    kind, usual = _HATS_WORN[garment]
    return kind, colour or usual


def _strange_head(pen: Pen, figure: Figure, body: Joints, kind: str, tone: Colour) -> None:
    """The head of an animal or a robot, with its hat."""
    x, y = body.head
    with pen.at(x, y - 2.5, body.nod):
        if "robot" in figure.parts:
            robot_head(pen, 0, 0, 31, figure.mood)
        elif figure.own_head is not None:
            figure.own_head(pen)
        else:
            glyphs.draw_in(
                pen,
                figure.animal,
                0,
                0,
                ANIMAL_HEAD,
                figure.fur if _recoloured(figure) else None,
            )
        lift = -3.0 if "robot" not in figure.parts else 0.0
        with pen.at(0, lift, scale=0.84):
            if figure.wears("glasses"):
                for side in (-1, 1):
                    pen.circle(side * 7.5, 2, 6, stroke(INK, 1.6))
                    pen.circle(side * 7.5, 2, 6, fill(WHITE, 0.25))
            hat(pen, kind, tone)


def _recoloured(figure: Figure) -> bool:
    """Whether the head has another colour than that of its usual drawing."""
    if figure.fur is None:
        return False
    return not figure.bare or figure.fur != glyphs.main_colour(figure.animal)


def _skull(pen: Pen) -> None:
    bone = Colour(0.94, 0.02, 88)
    solid(pen, disc(1, -4, 15, 15), bone)
    pen.rounded(-6, 6, 15, 11, 3, fill(bone))
    for x in (-4, 8):
        pen.oval(x, -2, 4, 4.6, fill(INK))
    pen.polygon([(2, 3), (0.4, 6.4), (3.8, 6.4)], fill(INK))
    for tooth in (-2.5, 1, 4.5):
        pen.line(tooth, 11, tooth, 16, stroke(INK, 1))
