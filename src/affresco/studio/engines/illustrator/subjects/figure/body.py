"""A figure, drawn from its joints outwards: back, far limbs, clothes, head, hands and what they hold."""

from __future__ import annotations

import math

from affresco.studio.engines.illustrator.painting.colour import WHITE, Colour
from affresco.studio.engines.illustrator.painting.pen import Pen, Point, fill, outline, stroke
from affresco.studio.engines.illustrator.subjects.look import (
    INK,
    disc,
    joined,
    modelled,
    solid,
    tube,
)

from . import clothes, head, held
from .clothes import GOLD, PACK, SHOE, STEEL, TROUSERS, Trunk, skirt
from .figure import Figure
from .garments import wear_over
from .heads import at_head, paint_head
from .pose import Joints, joints
from .trimmings import trim


def body_of(figure: Figure) -> Joints:
    """Where the joints of a figure are."""
    broad = figure.who.broad * (1.16 if "broad" in figure.parts else 1.0)
    return joints(figure.stance, figure.gesture, figure.who.stature, broad)


def paint_figure(pen: Pen, figure: Figure, body: Joints | None = None) -> None:
    """Draw a figure standing at (0, 0), 100 high when it is grown up; `body` moves its joints."""
    who, stance = figure.who, figure.stance
    body = body or body_of(figure)
    if figure.trade.over == "ghost":
        _sheet(pen, figure)
        return
    broad = who.broad * (1.16 if "broad" in figure.parts else 1.0)
    wide = (10.6 - 2.2 * stance.turn) * broad * (0.93 if who.slight else 1.0)
    trunk = Trunk(body, wide, who.slight)
    if "far-leg" in figure.parts:  # what is on the other side of a bicycle
        _legs(pen, figure, body, trunk)
        return
    with pen.at(0, 0, stance.roll):
        _back(pen, figure, body, trunk)
        if not figure.gesture.over:
            _arm(pen, figure, body, 1, -0.06)
        _legs(pen, figure, body, trunk)
        _trunk(pen, figure, body, trunk)
        paint_head(pen, figure, body)
        _hands(pen, figure, body)


def _sheet(pen: Pen, figure: Figure) -> None:
    """A ghost under its sheet."""
    sheet = (
        "M -32 0 C -36 -70 -28 -98 0 -98 C 28 -98 36 -70 32 0 "
        "Q 24 -9 16 0 Q 8 -9 0 0 Q -8 -9 -16 0 Q -24 -9 -32 0 Z"
    )
    solid(pen, outline(sheet), figure.cloth)
    for x in (-9, 13):
        pen.oval(x, -64, 4.6, 7, fill(INK))
    pen.oval(2, -47, 4, 5.4, fill(INK))


def _back(pen: Pen, figure: Figure, body: Joints, trunk: Trunk) -> None:
    parts, over = figure.parts, figure.over
    if figure.trade.over in ("cape", "royal") or "royal-cape" in parts or "cape" in parts:
        tone = over if figure.trade.over == "cape" else Colour(0.46, 0.17, 22)
        clothes.cape(pen, body, trunk, tone)
    if figure.wears("cape"):
        clothes.cape(pen, body, trunk, figure.tone("cape", Colour(0.5, 0.18, 22)))
    if "wings" in parts or "fairy-wings" in parts or figure.wears("wings"):
        fairy = "fairy-wings" in parts
        clothes.wings(pen, trunk, figure.tone("wings", clothes.WINGS[fairy]), clear=fairy)
    if "pack" in parts or figure.wears("backpack"):
        tone = figure.tone("backpack", PACK if figure.wears("backpack") else STEEL)
        clothes.backpack(pen, trunk, tone)
    if "tank" in parts:
        tank = tube((trunk.at(1.0, -trunk.wide - 1), trunk.at(0.3, -trunk.wide - 3)), (10, 10))
        solid(pen, tank, Colour(0.80, 0.14, 85))
    if figure.bare and figure.animal not in _TAILLESS:
        x, y = body.hip
        coat = figure.fur or figure.cloth
        solid(
            pen,
            tube(((x - 4, y + 2), (x - 16, y + 8), (x - 24, y - 6)), (7, 8, 4)),
            coat.lighter(-0.08),
        )
    if not figure.animal and not _covered(figure):
        with at_head(pen, figure, body):
            head.behind(pen, figure.who)


_TAILLESS = frozenset(("alien", "ogre", "goblin"))


def _covered(figure: Figure) -> bool:
    return figure.trade.hat in ("hood", "veil-cloth") or "robot" in figure.parts


def _cloth_of(figure: Figure) -> tuple[Colour, Colour, Colour]:
    """The colours of sleeves, of legs and of hands."""
    if figure.bare:
        fur = figure.fur or figure.cloth
        return fur, fur, fur.lighter(-0.04)
    trade = figure.trade
    hands = figure.fur or figure.who.skin
    if trade.legs is not None:
        legs = trade.legs if trade.legs != trade.cloth else figure.cloth
    elif trade.over in ("skirt", "tutu", "swimsuit", "shorts", "gown", "leotard"):
        legs = figure.fur or figure.who.skin
    elif trade.over in ("overalls", "coat"):
        legs = figure.over.lighter(-0.08) if trade.over == "overalls" else TROUSERS
    else:
        legs = TROUSERS
    sleeve = figure.cloth
    if trade.over in ("robe", "kimono", "coat", "jacket", "royal", "hoodie"):
        sleeve = figure.over
    if trade.over == "swimsuit":
        sleeve = hands
    if figure.wears("coat", "jacket"):
        sleeve = figure.tone("coat", figure.tone("jacket", figure.cloth))
    legs = figure.tone("trousers", legs)
    return sleeve, legs, hands


def _folded(hip: Point, knee: Point, foot: Point) -> bool:
    """Whether a shin lies along its thigh."""
    ax, ay, bx, by = hip[0] - knee[0], hip[1] - knee[1], foot[0] - knee[0], foot[1] - knee[1]
    return ax * bx + ay * by > 0.75 * math.hypot(ax, ay) * math.hypot(bx, by)


def _legs(pen: Pen, figure: Figure, body: Joints, trunk: Trunk) -> None:
    trade = figure.trade
    if trade.over == "tail":
        return
    _, cloth, skin = _cloth_of(figure)
    thick = (0.86 + 0.14 * figure.who.stature) * (1.16 if figure.bare else 1.0)
    sides = ((0, 0.0),) if "astride" in figure.parts else ((1, -0.06), (0, 0.0))
    if "far-leg" in figure.parts:
        sides = ((1, -0.06),)
    for i, shade in sides:
        tone = cloth.lighter(shade)
        hip, knee, foot_at = body.hips[i], body.knees[i], body.feet[i]
        if _folded(hip, knee, foot_at):  # crossed legs: round knees, and the feet under them
            for limb in (
                tube((hip, knee), (10.6 * thick, 9.2 * thick)),
                tube((knee, foot_at), (9.2 * thick, 7.4 * thick)),
            ):
                solid(pen, joined(limb, disc(*knee, 4.6 * thick)), tone, 0.06)
            continue
        limb = tube((hip, knee, foot_at), (10.6 * thick, 9.2 * thick, 6.8 * thick))
        solid(pen, limb, tone, 0.06)
        if trade.over == "shorts":
            hip, knee = body.hips[i], body.knees[i]
            mid = (hip[0] + (knee[0] - hip[0]) * 0.7, hip[1] + (knee[1] - hip[1]) * 0.7)
            solid(pen, tube((hip, mid), (12, 11.5)), figure.over.lighter(shade))
        bare = (figure.bare or trade.over == "swimsuit") and not figure.wears("boots", "shoe")
        if bare or "fins" in figure.parts:
            foot = skin.lighter(shade) if "fins" not in figure.parts else GOLD
            clothes.shoe(
                pen, body.feet[i], body.knees[i], foot, 1.15 if "fins" not in figure.parts else 2.0
            )
            continue
        shoes = (
            Colour(0.86, 0.02, 90)
            if trade.cloth.lightness > 0.93 and "pack" in figure.parts
            else SHOE
        )
        shoes = figure.tone("boots", figure.tone("shoe", shoes))
        if figure.wears("boots"):
            knee, foot_at = body.knees[i], body.feet[i]
            top = (
                foot_at[0] + (knee[0] - foot_at[0]) * 0.6,
                foot_at[1] + (knee[1] - foot_at[1]) * 0.6,
            )
            solid(pen, tube((top, foot_at), (9.4, 8)), shoes.lighter(shade))
        clothes.shoe(pen, body.feet[i], body.knees[i], shoes.lighter(shade))
    if "skis" in figure.parts:
        for (x, y), tone in zip(
            body.feet, (Colour(0.55, 0.19, 25), Colour(0.48, 0.17, 25)), strict=True
        ):
            solid(
                pen,
                tube(((x - 24, y + 3.5), (x + 24, y + 3), (x + 31, y - 1.5)), (2, 2, 1.4)),
                tone,
            )


def _trunk(pen: Pen, figure: Figure, body: Joints, trunk: Trunk) -> None:
    """The trunk with all that covers it, and the neck."""
    kind, away = figure.trade.over, "away" in figure.parts
    if figure.bare:
        _fur(pen, figure, trunk)
    else:
        of_cloth = kind not in ("hoodie", "jacket", "swimsuit")
        base = figure.cloth if of_cloth else figure.over
        with modelled(pen, trunk.outline(), base, 0.08, 0):
            _pattern(pen, figure, trunk)
    wear_over(pen, kind, body, trunk, figure.cloth, figure.over, away)
    _wrapped(pen, figure, body, trunk)
    if "pregnant" in figure.parts:
        (x, y), tone = trunk.at(0.26, trunk.wide * 0.72), figure.tone("dress", figure.cloth)
        solid(pen, disc(x, y, trunk.wide * 0.95, trunk.length * 0.36), tone, 0.06)
    if away:
        _cape_over(pen, figure, body, trunk)
    else:
        trim(pen, trunk, figure.parts, figure.cloth)
        if figure.wears("backpack"):
            clothes.straps(pen, trunk, figure.tone("backpack", PACK).lighter(-0.08))
    if not figure.animal and "robot" not in figure.parts:
        (nx, ny), (hx, hy) = body.neck, body.head
        neck = tube(((nx + 0.5, ny + 1.5), ((nx + hx) / 2 + 0.3, (ny + hy) / 2)), (6.6, 6.2))
        solid(pen, neck, figure.who.skin.lighter(-0.07))
    if figure.wears("scarf") or "scarf" in figure.parts or "scarf-white" in figure.parts:
        usual = WHITE.lighter(-0.04) if "scarf-white" in figure.parts else Colour(0.55, 0.19, 25)
        clothes.scarf(pen, trunk, figure.tone("scarf", usual))
    if "fur-trim" in figure.parts:
        _fur_trim(pen, body, trunk)


def _fur(pen: Pen, figure: Figure, trunk: Trunk) -> None:
    """The trunk of an animal with its lighter belly."""
    fur = figure.fur or figure.cloth
    with modelled(pen, trunk.outline(-0.22, 1.2), fur, 0.08, 0):
        if figure.animal in _TAILLESS:
            return
        light = fill(fur.mix(Colour(0.95, 0.02, 80), 0.55))
        pen.oval(*trunk.at(0.42, 1.5), trunk.wide * 0.66, trunk.length * 0.36, light)


def _fur_trim(pen: Pen, body: Joints, trunk: Trunk) -> None:
    """White fur along the hem and the front, and a belt."""
    hem = skirt(body, trunk, 0.75, 2.0).computeTightBounds()
    y = hem.bottom() - 2
    pen.line(hem.left() + 3, y, hem.right() - 3, y, stroke(WHITE, 4.4))
    trunk.line(pen, [(0.96, 0.6), (0.0, 1)], WHITE, 3.4)
    clothes.belt(pen, trunk, INK, 0.22)


def _cape_over(pen: Pen, figure: Figure, body: Joints, trunk: Trunk) -> None:
    """What hangs down the back of somebody seen from behind."""
    if figure.trade.over in ("cape", "royal") or figure.wears("cape"):
        tone = figure.tone(
            "cape", figure.over if figure.trade.over == "cape" else Colour(0.46, 0.17, 22)
        )
        clothes.cape(pen, body, trunk, tone)


def _wrapped(pen: Pen, figure: Figure, body: Joints, trunk: Trunk) -> None:
    """Garments that the prompt names, over what is usual."""
    if figure.wears("dress", "skirt"):
        tone = figure.tone("dress", figure.tone("skirt", figure.cloth))
        clothes.dress(pen, skirt(body, trunk, 0.9, 4.0), tone)
        if figure.wears("dress"):
            solid(pen, trunk.outline(0.0, 0.6), tone, 0.06)
    if figure.wears("shirt"):
        solid(pen, trunk.outline(-0.1, 0.6), figure.tone("shirt", figure.cloth), 0.06)
    if figure.wears("coat", "jacket"):
        clothes.coat(pen, body, trunk, figure.tone("coat", figure.tone("jacket", figure.cloth)))
    if figure.wears("apron"):
        clothes.apron(pen, body, trunk, figure.tone("apron", Colour(0.95, 0.01, 90)))
    if figure.wears("tie"):
        tie = [(0.96, -1.2), (0.96, 2.8), (0.5, 3.6), (0.38, 0.8), (0.5, -2.0)]
        pen.shape(trunk.patch(tie), fill(figure.tone("tie", Colour(0.5, 0.17, 25))))


def _pattern(pen: Pen, figure: Figure, trunk: Trunk) -> None:
    kind = "stripes" if figure.trade.over == "stripes" else figure.pattern
    kind = "spots" if figure.trade.over == "spots" else kind
    mark = (
        figure.over if figure.trade.over in ("stripes", "spots") else figure.cloth.mix(WHITE, 0.75)
    )
    w = trunk.wide + 3
    if kind in ("stripes", "check"):
        for i in range(7):
            t = -0.1 + i * 0.16
            trunk.line(pen, [(t + 0.03, -w), (t - 0.02, 0), (t + 0.03, w)], mark, 2.2)
    if kind == "check":
        for s in (-8, -3, 2, 7):
            trunk.line(pen, [(-0.2, s), (1.0, s)], mark, 1.6)
    if kind == "spots":
        for t, s in ((0.8, -5), (0.74, 5), (0.5, 0), (0.3, -6), (0.26, 6), (0.05, 0)):
            pen.circle(*trunk.at(t, s), 2.2, fill(mark))


def _arm(pen: Pen, figure: Figure, body: Joints, i: int, shade: float) -> None:
    sleeve, _, skin = _cloth_of(figure)
    thick = (0.84 + 0.16 * figure.who.stature) * (0.92 if figure.who.slight else 1.0)
    points = (body.shoulders[i], body.elbows[i], body.hands[i])
    if figure.trade.over in ("tutu", "leotard", "tail") or (figure.trade.over == "gown" and i == 0):
        solid(pen, tube(points, (7.2 * thick, 6.4 * thick, 5 * thick)), skin.lighter(shade), 0.05)
        solid(pen, tube(points[:2], (8.4 * thick, 5)), sleeve.lighter(shade), 0.05)
    else:
        wide = 9.6 if figure.trade.over in ("robe", "kimono") else 6.4
        solid(
            pen, tube(points, (8.6 * thick, 7.6 * thick, wide * thick)), sleeve.lighter(shade), 0.06
        )
    gloves = "gloves" in figure.parts or figure.wears("gloves")
    tone = figure.tone("gloves", figure.trade.cloth.lighter(-0.12)) if gloves else skin
    x, y = body.hands[i]
    ex, ey = body.elbows[i]
    far = max(0.1, math.hypot(x - ex, y - ey))
    ux, uy = (x - ex) / far * thick, (y - ey) / far * thick
    thumb = tube(((x + 1.6 * uy, y - 1.6 * ux), (x + 4.4 * uy + 2 * ux, y - 4.4 * ux + 2 * uy)),
                 (3.0 * thick, 2.4 * thick))  # fmt: skip
    palm = tube(
        ((x - 0.6 * ux, y - 0.6 * uy), (x + 2.2 * ux, y + 2.2 * uy)), (7.8 * thick, 6.8 * thick)
    )
    solid(pen, joined(palm, thumb), tone.lighter(shade), 0.05)


def _hands(pen: Pen, figure: Figure, body: Joints) -> None:
    """The arms in front, and what they hold, in the right order."""
    thing = figure.held
    if thing is not None and held.drawn_behind(thing):
        held.paint(pen, thing, body)
    if figure.gesture.over:
        _arm(pen, figure, body, 1, -0.02)
    if thing is not None and not held.drawn_behind(thing):
        held.paint(pen, thing, body)
    if "shield" in figure.parts:
        x, y = body.hands[0]
        solid(pen, disc(x - 1, y - 1, 12), Colour(0.50, 0.16, 25))
        pen.circle(x - 1, y - 1, 11, stroke(GOLD, 2))
        pen.circle(x - 1, y - 1, 3.4, fill(GOLD))
        return
    _arm(pen, figure, body, 0, 0.0)
    tossed = [part.partition(" ")[2] or "4" for part in figure.parts if part.startswith("juggling")]
    if tossed and (thing is None or thing.grip.at != "air"):
        _juggled(pen, body, int(tossed[-1]))


def _juggled(pen: Pen, body: Joints, count: int) -> None:
    """Balls in an arc over the head."""
    x, y = body.head
    for number in range(count):
        angle = math.pi * (number + 0.5) / count
        ball = Colour(0.64, 0.18, (25 + 360 * number / count) % 360)
        at = (x - 25 * math.cos(angle), y + 2 - 34 * math.sin(angle))
        solid(pen, disc(*at, 4.6), ball)
