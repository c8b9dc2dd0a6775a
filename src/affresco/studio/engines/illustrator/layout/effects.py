"""What shows that something is done: streams, bubbles, breath, crumbs, lines, cords, and holes.

All give a :class:`Member`; lengths are in heights of a grown-up.
"""

from __future__ import annotations

from typing import Final

from affresco.studio.engines.illustrator.painting.chance import Chance
from affresco.studio.engines.illustrator.painting.colour import WHITE, Colour
from affresco.studio.engines.illustrator.painting.pen import Pen, fill, outline, radial, stroke
from affresco.studio.engines.illustrator.painting.sprites import Draw
from affresco.studio.engines.illustrator.subjects.find import as_subject
from affresco.studio.engines.illustrator.subjects.look import disc, framed, solid, tube

from .assembly import Member

WATER: Final = Colour(0.80, 0.08, 225)
_GRAIN: Final = Colour(0.72, 0.12, 70)
_CORD, _BREATH = Colour(0.42, 0.04, 60), Colour(0.97, 0.01, 230)
_DRINKS: Final = {
    "wine": Colour(0.38, 0.15, 20), "red-wine": Colour(0.38, 0.15, 20), "beer": Colour(0.80, 0.14, 80),
    "coffee": Colour(0.36, 0.06, 50),
    "cappuccino": Colour(0.62, 0.07, 60), "tea": Colour(0.62, 0.12, 65), "milk": Colour(0.98, 0.01, 90),
    "honey": Colour(0.78, 0.15, 75), "orange-juice": Colour(0.80, 0.16, 65),
    "juice": Colour(0.80, 0.16, 65), "oil": Colour(0.80, 0.13, 95), "paint": Colour(0.62, 0.18, 25),
    "chocolate": Colour(0.40, 0.08, 45), "hot-chocolate": Colour(0.40, 0.08, 45),
}  # fmt: skip


def poured(concept: str) -> Colour:
    """The colour of what runs out of a jug; water when it is nothing known."""
    return _DRINKS.get(concept, WATER)


def made(draw: Draw, wide: float = 0.0, high: float = 0.0, order: float = 3.0) -> Member:
    """A mark of this width or height."""
    member = Member(as_subject(framed(draw)), order=order)
    member.unit *= wide / member.width if wide else high / member.height
    return member


def stream(high: float, colour: Colour, wide: float = 0.05) -> Member:
    """A liquid that falls from a spout, as wide at its head as said."""
    half = 60.0 * wide / max(0.01, high)

    def draw(pen: Pen) -> None:
        falls = [(64 - 0.6 * half, 4), (64, 16), (64 + 0.1 * half, 64), (64, 124)]
        pen.shape(tube(falls, (2.0 * half, 1.7 * half, 1.3 * half, 1.5 * half)), fill(colour))
        pen.shape(tube(falls, (0.5 * half, 0.4 * half, 0.3 * half)), fill(WHITE, 0.5))

    return made(draw, high=high)


def spray(wide: float, high: float) -> Member:
    """Water that is thrown in an arc to the right and falls."""

    def draw(pen: Pen) -> None:
        for i, lift in enumerate((0, 7, 14)):
            arc = [(4, 66 - lift), (46, 12 + lift * 1.4), (94, 26 + lift), (122 - i * 6, 110)]
            pen.curve(arc, stroke(WATER.lighter(0.06 * i), 4.2 - i))
        for i in range(12):
            x = 60 + 5.4 * i
            pen.circle(x, 26 + (x - 60) ** 2 / 44 + 5 * (i % 3), 1.7, fill(WATER.lighter(0.08)))

    member = made(draw, wide=wide)
    member.unit *= min(1.0, high / member.height)
    return member


def bubble(size: float) -> Member:
    """A soap bubble."""

    def draw(pen: Pen) -> None:
        tones = [(WHITE, 0.25), (Colour(0.88, 0.07, 220), 0.6), (Colour(0.82, 0.11, 330), 0.95)]
        pen.circle(64, 64, 50, radial((58, 56), 56, tones, (0, 0.72, 1)))
        pen.circle(64, 64, 50, stroke(Colour(0.88, 0.07, 200), 3.2, 0.95))
        pen.curve([(34, 52), (42, 34), (60, 27)], stroke(WHITE, 6, 0.95))
        pen.circle(84, 84, 5, fill(WHITE, 0.8))

    return made(draw, high=size)


def breath(wide: float) -> Member:
    """Lines of a puff to the right."""

    def draw(pen: Pen) -> None:
        for y, long, curl in ((44, 84, -1), (58, 110, 1), (70, 72, 1)):
            line = [(6, y), (long * 0.6, y - 3 * curl), (long, y)]
            hook = [(long + 8, y - 6 * curl), (long + 2, y - 13 * curl), (long - 5, y - 7 * curl)]
            pen.curve([*line, *hook], stroke(Colour(0.70, 0.04, 230), 5.4, 0.85))
            pen.curve([*line, *hook], stroke(_BREATH, 3.2))

    return made(draw, wide=wide)


def flames(wide: float) -> Member:
    """Fire that is breathed to the right."""

    def draw(pen: Pen) -> None:
        for scale, tone in (
            (1.0, Colour(0.64, 0.20, 38)), (0.74, Colour(0.76, 0.18, 60)), (0.46, Colour(0.92, 0.14, 95)),
        ):  # fmt: skip
            path = outline(
                "M 4 64 C 34 54 58 30 92 28 C 84 36 96 38 118 32 C 104 44 112 50 126 54 "
                "C 110 58 112 66 124 74 C 106 74 104 82 114 96 C 92 88 82 94 84 102 C 60 94 34 74 4 64 Z"
            )
            with pen.at(4, 64 * (1 - scale), 0, scale):
                pen.canvas.translate(-4 * (1 - 1 / scale), 0)
                pen.shape(path, fill(tone))

    return made(draw, wide=wide, order=4.0)


def crumbs(wide: float) -> Member:
    """Grains that fall in an arc to the right."""

    def draw(pen: Pen) -> None:
        chance = Chance("crumbs", 1)
        for i in range(16):
            t = (i + 0.5) / 16
            x, y = 10 + 108 * t, 30 + 84 * t * t
            spread = 4 + 16 * t
            pen.circle(
                x + chance.between(-4, 4), y + chance.between(-spread, spread), 2.8, fill(_GRAIN)
            )

    return made(draw, wide=wide)


def cord(high: float) -> Member:
    """Something hangs on it."""

    def draw(pen: Pen) -> None:
        pen.line(64, 2, 64, 124, stroke(_CORD, 2.0))

    member = made(draw, high=high)
    member.order = -0.5
    return member


def post(high: float) -> Member:
    """A pole in the ground."""

    def draw(pen: Pen) -> None:
        solid(pen, outline("M 62 2 L 66 2 L 66 124 L 62 124 Z"), Colour(0.52, 0.08, 55))

    return made(draw, high=high, order=0.3)


def line(wide: float, sag: float = 0.05) -> Member:
    """A washing line or a tightrope; `sag` in shares of its width."""

    def draw(pen: Pen) -> None:
        pen.curve(
            [(2, 60), (64, 60 + 244 * sag), (126, 60)], stroke(_CORD, max(1.3, 1.6 / wide**0.5))
        )

    return made(draw, wide=wide, order=0.4)


def hole(wide: float, high: float) -> Member:
    """The dark of a hollow."""

    def draw(pen: Pen) -> None:
        tall = 60 * min(1.6, high / wide)
        solid(pen, disc(64, 64, 58, tall), Colour(0.46, 0.07, 55))
        pen.shape(disc(65, 65, 51, tall * 0.88), fill(Colour(0.22, 0.03, 50)))

    return made(draw, wide=wide, order=0.5)


def burrow(wide: float) -> tuple[Member, Member]:
    """A hole in the ground: what is behind who looks out of it, and the rim before him."""
    earth, grass = Colour(0.52, 0.08, 58), Colour(0.38, 0.06, 55)

    def back(pen: Pen) -> None:
        solid(pen, disc(64, 64, 61, 24), earth)
        pen.shape(disc(64, 62, 50, 17), fill(Colour(0.20, 0.03, 50)))

    def front(pen: Pen) -> None:
        rim = "M 3 64 C 3 94 125 94 125 64 C 121 66 117 64 114 62 C 110 84 18 84 14 62 C 10 64 6 66 3 64 Z"
        solid(pen, outline(rim), earth)
        for x in (22, 40, 58, 77, 98, 110):
            y = 87 - abs(x - 64) * 0.18
            pen.oval(x, y, 4.2, 2.6, fill(grass, 0.7))

    behind, before = made(back, wide=wide), made(front, wide=wide)
    return behind, before


def ripples(wide: float) -> Member:
    """Rings on water around what is in it."""

    def draw(pen: Pen) -> None:
        for rx, alpha in ((58, 0.6), (42, 0.8)):
            pen.oval(64, 64, rx, rx * 0.16, stroke(WHITE, 2.6, alpha))

    return made(draw, wide=wide, order=2.5)


def wake(wide: float) -> Member:
    """Where water meets what swims in it: a bright edge, and waves that run from it."""

    def draw(pen: Pen) -> None:
        pen.curve([(10, 62), (36, 66), (64, 67), (92, 66), (118, 62)], stroke(WHITE, 2.0, 0.75))
        for dip, reach, alpha in ((5, 50, 0.4), (9, 60, 0.25)):
            near = [(64 - reach, 63), (64 - reach * 0.5, 65 + dip), (64 + reach * 0.1, 66 + dip)]
            pen.curve(near, stroke(WHITE, 1.5, alpha))
            far = [(64 + reach * 0.3, 66 + dip), (64 + reach * 0.7, 64 + dip), (64 + reach, 62)]
            pen.curve(far, stroke(WHITE, 1.5, alpha))

    return made(draw, wide=wide, order=2.5)


def notes(high: float) -> Member:
    """Three notes in the air."""

    def draw(pen: Pen) -> None:
        for x, y, turn, hue in ((26, 84, -12, 300), (66, 46, 8, 25), (106, 76, 16, 230)):
            ink = Colour(0.48, 0.15, hue)
            with pen.at(x, y, turn):
                pen.oval(-5, 14, 7.5, 5.6, fill(ink))
                pen.line(1.5, 13, 1.5, -18, stroke(ink, 3))
                pen.curve([(1.5, -18), (10, -12), (12, -2)], stroke(ink, 3.4))

    return made(draw, high=high)


def podium(wide: float) -> Member:
    """A low box to stand on."""

    def draw(pen: Pen) -> None:
        solid(pen, outline("M 8 92 L 120 92 L 124 122 L 4 122 Z"), Colour(0.46, 0.09, 45))
        solid(pen, outline("M 16 82 L 112 82 L 120 92 L 8 92 Z"), Colour(0.58, 0.10, 50))

    return made(draw, wide=wide, order=0.0)


def open_box(high: float, tone: Colour) -> Member:
    """A box with its flaps open; its rim is at 0.68 of its height."""

    def draw(pen: Pen) -> None:
        solid(pen, outline("M 22 40 L 106 40 L 112 60 L 16 60 Z"), tone.lighter(-0.22), 0.04)
        solid(pen, outline("M 22 40 L 34 24 L 94 24 L 106 40 Z"), tone.lighter(0.04))
        solid(pen, outline("M 14 56 L 114 56 L 108 122 L 20 122 Z"), tone)
        solid(pen, outline("M 14 56 L 2 72 L 12 82 L 22 58 Z"), tone.lighter(0.05))
        solid(pen, outline("M 114 56 L 126 72 L 116 82 L 106 58 Z"), tone.lighter(-0.04))
        solid(pen, outline("M 58 56 L 70 56 L 69 122 L 59 122 Z"), tone.lighter(0.07), 0.03)

    return made(draw, high=high, order=0.0)


_GLASS = (
    "M 6 66 C 6 40 20 30 40 30 L 78 30 C 92 30 94 52 102 54 L 122 54 L 122 76 L 102 76 "
    "C 94 78 92 102 78 102 L 40 102 C 20 102 6 92 6 66 Z"
)


def lying_bottle(wide: float) -> Member:
    """A clear bottle on its side on a wooden stand, with a little sea in it."""
    glass = Colour(0.88, 0.045, 190)

    def draw(pen: Pen) -> None:
        for x in (22, 66):
            foot = f"M {x} 98 L {x + 16} 98 L {x + 20} 114 L {x - 4} 114 Z"
            solid(pen, outline(foot), Colour(0.45, 0.08, 50))
        solid(pen, outline("M 10 112 L 98 112 L 98 118 L 10 118 Z"), Colour(0.40, 0.08, 48))
        path = outline(_GLASS)
        pen.shape(path, fill(glass, 0.9))
        with pen.inside(path):
            pen.rect(0, 86, 128, 40, fill(Colour(0.62, 0.11, 230)))
        pen.shape(path, stroke(glass.lighter(-0.30), 2.2))
        pen.curve([(18, 52), (28, 40), (46, 37), (74, 37)], stroke(WHITE, 4, 0.85))
        solid(pen, outline("M 118 56 L 127 57 L 127 73 L 118 74 Z"), Colour(0.62, 0.09, 60))

    return made(draw, wide=wide, order=-1.0)
