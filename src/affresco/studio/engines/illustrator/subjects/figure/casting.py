"""From what a prompt says of somebody to a figure: who, in which clothes, doing what."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

from affresco.studio.engines.illustrator.painting.chance import Chance
from affresco.studio.engines.illustrator.painting.colour import Colour
from affresco.studio.engines.illustrator.painting.pen import Pen, Point
from affresco.studio.engines.illustrator.painting.sprites import Draw
from affresco.studio.engines.illustrator.subjects.look import Framed, framed

from .body import paint_figure
from .figure import Figure, Worn
from .held import Held
from .pose import NECK, POSES, SHIN, SOLE, STANCES, THIGH, TRUNK, posture
from .wardrobe import PLAIN, SORTS, TRADES, Trade
from .who import SKINS, Who, combed, somebody

# Moods of a face by pose.
_MOODS = {
    "sleeping": "sleep", "singing": "sing", "laughing": "laugh", "crying": "cry",
    "yawning": "yawn", "howling": "sing", "meditating": "sleep", "praying": "sleep",
    "fighting": "angry", "dancing": "laugh", "jumping": "laugh", "lying": "", "blowing": "blow",
}  # fmt: skip
_COATS = (
    Colour(0.50, 0.13, 25), Colour(0.52, 0.11, 250), Colour(0.56, 0.11, 150),
    Colour(0.72, 0.13, 80), Colour(0.48, 0.11, 310), Colour(0.60, 0.09, 200),
)  # fmt: skip
UNITS = 1.14  # box units of a unit of a figure
_MOST = 1.22  # how much smaller figures are enlarged
# What one has in the hands when nothing else was said.
POSE_PROPS = {
    "reading": "tool book", "painting": "tool paintbrush", "cooking": "tool spoon",
    "fishing": "tool rod",
}  # fmt: skip
# What the arms do anyway, whoever holds the thing.
_BUSY = frozenset(
    ("sleeping", "swimming", "flying", "climbing", "cycling", "lying", "cartwheeling", "crawling")
)


@dataclass(frozen=True)
class Part:
    """What somebody is in the picture. `animal`: the name of the drawing that is its head."""

    kind: str = "person"
    pose: str = ""
    stance: str = ""
    gesture: str = ""
    colour: Colour | None = None
    parts: tuple[str, ...] = ()
    worn: tuple[Worn, ...] = ()
    pattern: str = ""
    held: Held | None = None
    own_prop: Held | None = None  # what the trade holds when nothing else is held
    animal: str = ""
    fur: Colour | None = None
    head: Draw | None = None  # of an animal whose head is drawn by our own hand
    material: Colour | None = None
    broad: float = 1.0
    old: bool = False
    young: bool = False
    mood: str = ""
    sort: str = ""  # of whom the trade is: a girl who is a pirate


def cast(part: Part, chance: Chance) -> Figure:
    """The figure of a part; what nobody said is chosen by chance."""
    trade = TRADES.get(part.kind, PLAIN)
    bare = bool(part.animal) and part.kind not in TRADES
    who = _who(part, trade, chance)
    pose = part.pose or trade.pose
    if pose == "standing" and who.old:
        pose = ""
    own = part.own_prop if pose in ("", "standing", "walking", *POSE_PROPS) else None
    thing = part.held or own
    gesture = part.gesture
    if not gesture and pose not in _BUSY:
        if thing is not None:
            gesture = thing.grip.gesture
        elif pose in ("", "standing"):
            gesture = trade.gesture or ("hip" if chance.often(0.3) else "")
    stance, arms = posture(
        pose, gesture, part.stance or ("hunched" if who.old and not pose else "")
    )
    if stance == STANCES["standing"]:
        stance = STANCES[chance.pick(("standing", "easy", "turned"))]
    cloth, over = _colours(part, trade, chance)
    parts = (*trade.details, *part.parts)
    mood = _MOODS.get(pose, part.mood)
    figure = Figure(
        who, trade, stance, arms, cloth, over, parts, part.worn, mood, part.pattern, thing,
        part.animal, part.fur, bare, part.head,
    )  # fmt: skip
    if part.material is not None or "stone" in parts:
        figure = _made_of(figure, part.material or trade.cloth)
    return figure


def _who(part: Part, trade: Trade, chance: Chance) -> Who:
    sort = part.sort or (part.kind if part.kind in SORTS else trade.sort)
    if part.old:
        sort = {"man": "old-man", "woman": "old-woman"}.get(sort, sort)
        sort = "old-person" if sort == "person" else sort
    if part.young:
        sort = {"man": "boy", "woman": "girl", "person": "child"}.get(sort, sort)
    who = somebody(sort, chance)
    who = replace(who, broad=who.broad * part.broad)
    parts = (*trade.details, *part.parts)
    if ("beard" in parts or trade.beard) and part.sort in ("", "man", "old-man"):
        long = "long" if "hair-beard" in parts else "full"
        who = replace(who, beard=trade.beard or long)
    if "white-hair" in parts or (sort == "old-man" and trade.beard == "long"):
        who = replace(who, hair=Colour(0.93, 0.006, 90))
    if "bones" in parts:
        who = replace(who, style="", beard="", slight=False)
    if "bald" in parts:
        who = replace(who, style="fringe", beard="")
    for style in ("bun", "wavy"):
        if style in parts:
            who = replace(who, style=style)
    who = combed(who, parts)
    if "glasses" in parts:
        who = replace(who, glasses=True)
    if trade.hat == "bubble" and who.style in ("long", "wavy", "ponytail", "pigtails", "curls"):
        who = replace(who, style="bob")
    if "short" in parts:
        who = replace(who, stature=0.62)
    if "goatee" in parts:
        who = replace(who, beard="goatee")
    skins = {"pale": SKINS[0], "green": Colour(0.70, 0.08, 140), "red": Colour(0.55, 0.17, 25)}
    skins |= {"bones": Colour(0.94, 0.02, 88), "robot": Colour(0.74, 0.03, 235)}
    for name, skin in skins.items():
        if name in parts:
            who = replace(who, skin=skin)
    if part.animal:
        who = replace(who, slight=False, beard="", stature=0.72, broad=1.10)
    return who


def _colours(part: Part, trade: Trade, chance: Chance) -> tuple[Colour, Colour]:
    cloth, over = trade.cloth, trade.over_colour
    plain = part.kind in SORTS and part.kind != "baby"
    if part.colour is not None:
        if trade.over in ("apron", "armour", "overalls", "vest"):
            return part.colour, over
        return part.colour, part.colour
    if plain:
        cloth = chance.pick(_COATS)
        over = cloth if trade.over == "skirt" else over
    return cloth, over


def _made_of(figure: Figure, tone: Colour) -> Figure:
    """A statue: everything in the colour of its material."""
    who = replace(figure.who, skin=tone.lighter(0.02), hair=tone.lighter(-0.06))
    trade = replace(figure.trade, legs=tone.lighter(-0.03), hat_colour=tone.lighter(-0.02))
    return replace(figure, who=who, trade=trade, cloth=tone, over=tone.lighter(-0.02))


def drawn(figure: Figure) -> Framed:
    """A figure in its box, on the ground line; as tall as others of its kind."""

    def painter(pen: Pen) -> None:
        with pen.at(64, 124, scale=UNITS):
            paint_figure(pen, figure)

    return framed(painter, _MOST)


def standing(figure: Figure) -> float:
    """How high somebody of this stature stands, in units of a box that is not fitted."""
    legs = (THIGH + SHIN + TRUNK) * figure.who.stature
    return (SOLE + legs + NECK + 12.0) * UNITS


def in_box(drawing: Framed, point: Point, roll: float = 0.0) -> Point:
    """Where a point of a figure lies in the box of its drawing."""
    angle = math.radians(roll)
    x = point[0] * math.cos(angle) - point[1] * math.sin(angle)
    y = point[0] * math.sin(angle) + point[1] * math.cos(angle)
    return (
        drawing.x + drawing.scale * (64 + UNITS * x),
        drawing.y + drawing.scale * (124 + UNITS * y),
    )


__all__ = ["POSES", "POSE_PROPS", "Part", "cast", "drawn", "in_box", "standing"]
