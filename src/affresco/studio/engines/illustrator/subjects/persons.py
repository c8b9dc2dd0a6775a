# ruff: noqa: E501  (outlines are written on one line)
"""The family of persons: a skeleton by pose, clothes by trade, a head of the Noto drawings."""

from __future__ import annotations

from affresco.studio.engines.illustrator.painting.chance import Chance
from affresco.studio.engines.illustrator.painting.colour import WHITE, Colour
from affresco.studio.engines.illustrator.painting.pen import Pen, Point, fill, outline, stroke

from . import glyphs
from .architecture import building
from .families import FAMILIES, Shape
from .greenery import flower
from .look import Look, disc, modelled, solid, tube
from .strokes import TONES, thing
from .trades import PLAIN, TRADES, Trade

C = Colour
_SKIN = {
    "medium-light": C(0.80, 0.075, 65), "medium-dark": C(0.54, 0.085, 50),
    "light": C(0.87, 0.06, 65), "medium": C(0.68, 0.085, 58), "dark": C(0.40, 0.06, 45),
}  # fmt: skip
_SHOE = C(0.24, 0.03, 45)
_TROUSERS = C(0.34, 0.05, 265)
# Joints by pose: knee and foot of either leg, elbow and hand of either arm, and the hip's height.
_STANDING = ((56, 104), (55, 120), (72, 104), (73, 120), (40, 78), (44, 94), (90, 76), (98, 88), 90)
_Joints = tuple[Point, Point, Point, Point, Point, Point, Point, Point, float]
_POSES: dict[str, _Joints] = {
    "standing": _STANDING,
    "walking": ((50, 104), (40, 118), (80, 102), (86, 120), (42, 80), (52, 92), (88, 78), (80, 92), 90),
    "running": ((44, 102), (22, 106), (86, 96), (90, 118), (38, 74), (52, 82), (88, 78), (100, 66), 88),
    "jumping": ((44, 98), (34, 112), (84, 98), (94, 112), (38, 56), (26, 38), (90, 56), (102, 38), 84),
    "dancing": ((52, 102), (44, 120), (82, 96), (72, 108), (38, 56), (44, 34), (92, 70), (108, 62), 90),
    "sitting": ((86, 100), (90, 120), (96, 102), (100, 120), (44, 84), (62, 96), (84, 84), (92, 94), 102),
    "kneeling": ((76, 114), (48, 120), (88, 98), (86, 120), (46, 84), (66, 88), (84, 82), (92, 84), 98),
    "reading": ((56, 104), (55, 120), (72, 104), (73, 120), (44, 84), (62, 82), (88, 84), (74, 82), 90),
    "playing": ((56, 104), (55, 120), (72, 104), (73, 120), (44, 82), (60, 86), (90, 76), (88, 66), 90),
    "holding": ((56, 104), (55, 120), (72, 104), (73, 120), (40, 78), (44, 94), (92, 72), (102, 68), 90),
    "waving": ((56, 104), (55, 120), (72, 104), (73, 120), (40, 78), (44, 94), (94, 58), (100, 36), 90),
    "riding": ((82, 108), (78, 124), (88, 106), (86, 124), (48, 82), (74, 90), (82, 82), (94, 88), 104),
}  # fmt: skip


def person(pen: Pen, look: Look, chance: Chance) -> None:
    """Somebody in the clothes of a trade, in a pose, with what belongs to the trade."""
    trade = TRADES.get(look.kind, PLAIN)
    if look.pose in ("lying", "sleeping", "swimming", "flying"):
        with pen.at(64, 96, 78 if look.pose in ("flying", "swimming") else -84):
            pen.canvas.translate(-64, -70)
            _figure(pen, look, trade, "standing", chance)
        return
    _figure(pen, look, trade, look.pose, chance)


def _figure(pen: Pen, look: Look, trade: Trade, pose: str, chance: Chance) -> None:
    knee_l, foot_l, knee_r, foot_r, elbow_l, hand_l, elbow_r, hand_r, hip = _POSES.get(
        pose, _STANDING
    )
    cloth = look.main if look.named or look.shape.colour else trade.cloth
    over = cloth if look.named else trade.over_colour
    art = glyphs.with_skin(_head(trade, chance), chance)
    skin = next(
        (_SKIN[tone] for tone in _SKIN if f"-{tone}-skin-tone" in f"-{art}"), C(0.74, 0.08, 55)
    )
    if look.kind == "statue":
        skin = cloth
    wide = 1.0 + 0.5 * (look.shape.body - 1)
    if trade.over == "ghost":
        _ghost(pen, cloth)
        return
    if trade.over == "cape" or look.has("cape"):
        solid(pen, outline("M 48 54 L 80 54 L 102 114 Q 64 122 26 114 Z"), over.lighter(-0.05))
    if look.kind in ("angel", "fairy") or look.has("wings"):
        _wings(pen, look.kind == "fairy")
    _arm(pen, (49, 62), elbow_l, hand_l, cloth.lighter(-0.08), skin)
    bare = trade.over in ("skirt", "tutu") or look.kind == "swimmer"
    legs = (
        skin
        if bare
        else (
            cloth.lighter(-0.06)
            if trade.over in ("armour", "overalls")
            or look.kind
            in ("astronaut", "diver", "statue", "ninja", "santa", "beekeeper", "mechanic")
            else _TROUSERS
        )
    )
    if trade.over == "tail":
        solid(pen, tube(((64, 84), (66, 104), (84, 118), (104, 108)), (34, 28, 16, 8)), over)
        for lift in (-10, 8):
            solid(
                pen,
                tube(((102, 109), (116, 106 + lift), (124, 104 + lift * 1.6)), (7, 11, 2)),
                over.lighter(-0.06),
            )
    else:
        for start, knee, foot, shade in (
            ((58, hip), knee_l, foot_l, -0.05),
            ((70, hip), knee_r, foot_r, 0.0),
        ):
            solid(pen, tube((start, knee, foot), (14, 12, 9.5)), legs.lighter(shade))
            fx, fy = foot
            solid(
                pen,
                tube(((fx - 2, fy + 1), (fx + 7, fy + 1.5)), (7.5, 6.5)),
                _SHOE if look.kind != "statue" else cloth,
            )
    trunk = outline(
        f"M {64 - 17 * wide} 62 C 52 53 76 53 {64 + 17 * wide} 62 L {64 + 16 * wide} {hip + 4} Q 64 {hip + 10} {64 - 16 * wide} {hip + 4} Z"
    )
    with modelled(pen, trunk, cloth):
        if trade.over in ("stripes",) or look.shape.pattern == "stripes":
            for y in range(60, 108, 8):
                pen.line(40, y, 90, y, stroke(over, 3))
        if trade.over == "spots":
            for x, y in ((54, 66), (70, 72), (58, 82), (74, 88)):
                pen.circle(x, y, 4, fill(over))
    _worn(pen, look, trade, over, hip)
    pen.rounded(58.5, 49, 11, 10, 3, fill(skin.lighter(-0.07)))
    if look.kind == "statue":
        solid(pen, disc(64, 34, 17, 19), cloth)
    else:
        glyphs.draw_in(pen, art, 64, 31, 45 * look.shape.head)
    hat = trade.hat or ("crown" if look.has("crown") else "brim" if look.has("hat") else "")
    _hat(pen, hat, trade.hat_colour)
    prop = look.shape.prop or trade.prop
    if prop and pose not in ("waving", "reading", "riding", "holding"):
        _prop(pen, prop, hand_r, chance)
    if pose == "reading":
        _prop(pen, "tool book", (68.0, 80.0), chance)
    _arm(pen, (79, 62), elbow_r, hand_r, cloth, skin)


def _head(trade: Trade, chance: Chance) -> str:
    known = [head for head in trade.heads if glyphs.exists(head)]
    return chance.pick(known) if known else "man"


def _arm(
    pen: Pen,
    shoulder: Point,
    elbow: Point,
    hand: Point,
    cloth: Colour,
    skin: Colour,
) -> None:
    solid(pen, tube((shoulder, elbow, hand), (11.5, 10, 8)), cloth)
    pen.circle(*hand, 5, fill(skin))


def _worn(pen: Pen, look: Look, trade: Trade, over: Colour, hip: float) -> None:
    kind = trade.over
    if kind == "apron" or look.has("apron"):
        pen.shape(
            outline(f"M 54 62 L 74 62 L 80 78 L 82 {hip + 18} L 46 {hip + 18} L 48 78 Z"),
            fill(over),
        )
        pen.line(46, 80, 82, 80, stroke(over.lighter(-0.14), 1.6))
    elif kind in ("robe", "skirt") or look.has("skirt"):
        top = 58 if kind == "robe" else 80
        low = 120 if kind == "robe" else 110
        half = 17 if kind == "robe" else 14
        path = outline(
            f"M {64 - half} {top} Q 64 {top - 4} {64 + half} {top} L 94 {low} Q 64 {low + 6} 34 {low} Z"
        )
        solid(pen, path, over)
        for x in (50, 64, 78):
            pen.line(
                64 + (x - 64) * 0.7,
                top + 16,
                64 + (x - 64) * 1.5,
                low,
                stroke(over.lighter(-0.1), 1.4),
            )
        pen.line(48, 84, 80, 84, stroke(over.lighter(-0.16), 3))
    elif kind == "tutu":
        solid(
            pen,
            outline("M 50 80 L 78 80 Q 112 92 104 100 Q 64 110 24 100 Q 16 92 50 80 Z"),
            over.lighter(0.06),
        )
    elif kind == "coat":
        for side in (-1, 1):
            pen.shape(
                outline(
                    f"M {64 + side * 4} 58 L {64 + side * 18} 60 L {64 + side * 24} {hip + 22} L {64 + side * 5} {hip + 20} Z"
                ),
                fill(over.lighter(-0.05 if side > 0 else 0)),
            )
        if look.kind == "santa":
            pen.line(42, hip + 20, 86, hip + 20, stroke(WHITE, 7))
            pen.line(46, 86, 82, 86, stroke(_SHOE, 5))
    elif kind == "overalls":
        pen.shape(outline(f"M 52 70 L 76 70 L 80 {hip + 6} L 48 {hip + 6} Z"), fill(over))
        for x in (53, 75):
            pen.line(x, 56, x, 72, stroke(over, 4))
    elif kind == "armour":
        for y in (68, 78, 88):
            pen.curve([(48, y), (64, y + 4), (80, y)], stroke(over.lighter(-0.14), 2))
        for x in (47, 81):
            pen.oval(x, 62, 9, 8, fill(over.lighter(0.06)))
    elif kind == "scarf" or look.has("scarf"):
        pen.curve([(50, 56), (64, 62), (78, 56)], stroke(over, 7))
        pen.curve([(74, 58), (90, 62), (104, 54)], stroke(over, 6))


def _wings(pen: Pen, thin: bool) -> None:
    tone = C(0.92, 0.05, 200) if thin else C(0.97, 0.008, 90)
    for side in (-1, 1):
        for lift, reach in ((-26, 54), (-4, 50), (16, 40)):
            feather = tube(
                (
                    (64 + side * 8, 66),
                    (64 + side * reach * 0.6, 58 + lift * 0.8),
                    (64 + side * reach, 66 + lift),
                ),
                (12, 20, 5),
            )
            pen.shape(feather, fill(tone.lighter(-0.02 if lift > 0 else 0), 0.8 if thin else 1.0))


def _ghost(pen: Pen, cloth: Colour) -> None:
    sheet = outline(
        "M 24 118 Q 20 8 64 8 Q 108 8 104 118 Q 94 106 84 118 Q 74 106 64 118 Q 54 106 44 118 Q 34 106 24 118 Z"
    )
    solid(pen, sheet, cloth)
    for x in (50, 78):
        pen.oval(x, 50, 6, 9, fill(_SHOE))
    pen.oval(64, 72, 5, 7, fill(_SHOE))


def _prop(pen: Pen, prop: str, hand: Point, chance: Chance) -> None:
    """What is held, small, around the hand."""
    family, _, kind = prop.partition(" ")
    if family not in FAMILIES:
        return
    usual = TONES.get(family, {})
    main, second, accent = (
        usual.get(kind) or usual.get("") or (C(0.6, 0.15, 10), C(0.5, 0.12, 140), C(0.8, 0.15, 82))
    )
    held = Look(Shape(family, kind), kind, "", main, second, accent)
    long = kind in (
        "rake",
        "rod",
        "staff",
        "spear",
        "broom",
        "spade",
        "skis",
        "sword",
        "bow",
        "umbrella",
    )
    scale = 0.62 if long else 0.34
    drop = 0.52 if not long else 0.62
    if kind == "umbrella":
        drop = 0.9
    painter = {"flower": flower, "building": building}.get(family, thing)
    with pen.at(hand[0] - 64 * scale + 2, hand[1] - 124 * scale * drop, scale=scale):
        painter(pen, held, chance)


def _hat(pen: Pen, kind: str, tone: Colour) -> None:
    """A hat on the head around (64, 31); the crown of the head is at 10."""
    band = tone.lighter(-0.16)
    if kind in ("straw", "brim", "veil", "pith", "boater", "feathered"):
        if kind == "veil":
            pen.shape(
                outline("M 38 16 L 40 56 Q 64 64 88 56 L 90 16 Z"), fill(C(0.35, 0.02, 60), 0.34)
            )
        flat = kind == "boater"
        pen.oval(64, 16, 35 if kind != "pith" else 30, 7, fill(tone.lighter(-0.05)))
        crown = "M 45 16 L 47 0 L 81 0 L 83 16 Z" if flat else "M 44 16 C 44 -10 84 -10 84 16 Z"
        solid(pen, outline(crown), tone)
        pen.curve(
            [(45, 12), (64, 16), (83, 12)], stroke(band if not flat else C(0.55, 0.19, 26), 4)
        )
        if kind == "feathered":
            pen.curve([(80, 10), (92, -2), (94, -16)], stroke(C(0.6, 0.19, 26), 4))
    elif kind == "toque":
        for x, y, r in ((50, -4, 12), (78, -4, 12), (64, -10, 14)):
            pen.circle(x, y, r, fill(tone))
        pen.rounded(46, -2, 36, 18, 3, fill(tone.lighter(-0.05)))
    elif kind == "beret":
        solid(pen, outline("M 38 16 Q 34 0 64 -2 Q 98 -4 94 12 Q 64 22 38 16 Z"), tone)
        pen.line(66, -2, 68, -8, stroke(tone, 3))
    elif kind in ("helm", "helm-horned", "helmet"):
        if kind == "helm-horned":
            for side in (-1, 1):
                solid(
                    pen,
                    tube(
                        ((64 + side * 20, 8), (64 + side * 34, 2), (64 + side * 36, -16)),
                        (9, 7, 1.5),
                    ),
                    C(0.92, 0.03, 85),
                )
        solid(pen, outline("M 40 22 C 38 -12 90 -12 88 22 L 80 16 L 48 16 Z"), tone)
        if kind == "helm":
            pen.curve([(64, -4), (84, -14), (96, 0)], stroke(C(0.56, 0.2, 25), 6))
            pen.rect(61, 2, 6, 26, fill(band))
        if kind == "helmet":
            pen.rounded(36, 14, 56, 6, 3, fill(tone.lighter(-0.06)))
    elif kind == "cap":
        solid(pen, outline("M 42 14 Q 40 -6 64 -6 Q 88 -6 86 14 Z"), tone)
        pen.shape(outline("M 42 14 Q 64 8 88 14 Q 90 22 64 18 Q 44 20 42 14 Z"), fill(band))
        pen.circle(64, 4, 3, fill(C(0.82, 0.13, 85)))
    elif kind == "souwester":
        solid(
            pen,
            outline("M 44 14 C 44 -10 84 -10 84 14 Q 100 20 102 30 Q 64 8 26 30 Q 28 20 44 14 Z"),
            tone,
        )
    elif kind == "crown":
        solid(pen, outline("M 46 14 L 42 -10 L 55 2 L 64 -14 L 73 2 L 86 -10 L 82 14 Z"), tone)
        for x in (54, 64, 74):
            pen.circle(x, 9, 2.4, fill(C(0.55, 0.19, 26)))
    elif kind == "cone":
        solid(pen, outline("M 42 14 Q 58 -18 76 -40 Q 76 -14 86 14 Z"), tone)
        if tone.lightness < 0.47:
            pen.oval(64, 15, 34, 6, fill(tone.lighter(-0.03)))
            pen.line(45, 9, 83, 9, stroke(C(0.8, 0.13, 85), 4))
    elif kind == "top-hat":
        pen.oval(64, 13, 30, 6, fill(tone))
        solid(pen, outline("M 46 12 L 44 -26 L 84 -26 L 82 12 Z"), tone)
        pen.rect(46, 2, 37, 6, fill(C(0.55, 0.17, 26)))
    elif kind == "tricorn":
        solid(pen, outline("M 32 16 C 36 -16 92 -16 96 16 C 76 6 52 6 32 16 Z"), tone)
        pen.circle(64, 2, 4.4, fill(WHITE))
    elif kind in ("hood", "veil-cloth"):
        solid(
            pen,
            outline("M 38 58 Q 34 2 64 2 Q 94 2 90 58 L 82 58 Q 86 16 64 16 Q 42 16 46 58 Z"),
            tone,
        )
        if kind == "hood":
            pen.rounded(46, 36, 36, 18, 6, fill(tone.lighter(0.02)))
    elif kind == "bubble":
        pen.circle(64, 31, 30, stroke(tone, 5))
        pen.circle(64, 31, 28, fill(C(0.86, 0.05, 230), 0.28))
        pen.curve([(46, 22), (52, 12), (60, 8)], stroke(WHITE, 3, 0.9))
    elif kind == "halo":
        pen.oval(64, -2, 22, 6, stroke(tone, 4))
    elif kind in ("bobble", "swim"):
        solid(pen, outline("M 42 18 Q 42 -10 64 -10 Q 86 -10 86 18 Z"), tone)
        if kind == "bobble":
            pen.rounded(40, 10, 48, 9, 4, fill(WHITE))
            pen.circle(64, -12, 7, fill(WHITE))
    elif kind == "goggles":
        solid(pen, outline("M 42 24 Q 40 2 64 2 Q 88 2 86 24 L 82 14 L 46 14 Z"), tone)
        for x in (54, 74):
            pen.oval(x, 14, 8, 6, fill(C(0.8, 0.08, 220)))
            pen.oval(x, 14, 8, 6, stroke(C(0.7, 0.1, 75), 2))
