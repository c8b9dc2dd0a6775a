"""How a figure holds itself: the angles of its joints, and the points that these give.

A :class:`Stance` is what trunk and legs do, a :class:`Gesture` what the arms do; any gesture goes
with any stance. Angles are degrees from straight down, positive to the right, where figures face.
Lengths are in units in which a grown-up stands 100 high, with the ground at 0 and y downwards.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from affresco.studio.engines.illustrator.painting.pen import Point

Bend = tuple[float, float]  # degrees of the upper and of the lower half of a limb

THIGH, SHIN, TRUNK, NECK = 22.0, 22.0, 29.0, 13.5
UPPER_ARM, FOREARM = 15.0, 14.0
SOLE = 3.0  # from ankle to ground


@dataclass(frozen=True)
class Stance:
    """Trunk and legs. `turn`: 0 from the front, 1 from the side."""

    near: Bend = (-3, -3)
    far: Bend = (4, 4)
    lean: float = 0.0
    turn: float = 0.35
    lift: float = 0.0  # of the lower foot over the ground
    roll: float = 0.0  # of the whole figure
    nod: float = 0.0  # of the head


@dataclass(frozen=True)
class Gesture:
    """Arms. `over`: the far arm too is in front of the trunk. `nod` of the head, downwards."""

    near: Bend = (-14, -4)
    far: Bend = (14, 4)
    over: bool = False
    nod: float = 0.0


STANCES: dict[str, Stance] = {
    "standing": Stance(),
    "easy": Stance((-7, -2), (11, -3), -2, 0.40, nod=5),
    "turned": Stance((3, -4), (15, 4), 2, 0.55, nod=-3),
    "walking": Stance((24, 2), (-20, -38), 4, 0.75),
    "running": Stance((64, -6), (-32, -98), 16, 0.9, 5),
    "jumping": Stance((72, -30), (-18, -84), 6, 0.7, 20),
    "dancing": Stance((-2, -4), (58, -24), -6, 0.3),
    "pirouette": Stance((0, 0), (-62, -128), 0, 0.3),
    "seated": Stance((84, 4), (78, -4), -2, 0.75),
    "sitting": Stance((112, 18), (104, 30), -10, 0.75),
    "crossed": Stance((-78, 76), (78, -76), 0, 0.2),
    "kneeling": Stance((16, -90), (86, 2), 4, 0.75),
    "crouching": Stance((96, -34), (80, -44), 22, 0.8),
    "riding": Stance((62, -6), (54, -12), 2, 0.8),
    "cycling": Stance((78, -8), (40, -24), 26, 0.9),
    "climbing": Stance((70, -20), (16, -30), -4, 0.85, 8),
    "kicking": Stance((-6, -14), (56, 36), -10, 0.7),
    "lunging": Stance((46, 4), (-34, -46), 10, 0.8),
    "reclining": Stance((126, 28), (96, 84), -56, 0.8, nod=16),
    "lying": Stance((-4, 6), (8, -6), 0, 0.6, roll=-90),
    "sleeping": Stance((34, -22), (46, -6), 0, 0.6, roll=-90, nod=8),
    "flying": Stance((-6, -14), (8, -2), 0, 0.85, 12, roll=76, nod=-52),
    "swimming": Stance((-12, -2), (16, 0), 0, 0.85, 6, roll=80, nod=-52),
    "hunched": Stance((-2, -6), (10, 2), 13, 0.5, nod=6),
    "floating": Stance((30, -34), (-4, -40), -6, 0.45, 14),
    "bent": Stance((-4, -8), (12, 4), 50, 0.9, nod=4),
    "dozing": Stance((84, 4), (78, -4), 4, 0.75, nod=30),
    "crawling": Stance((6, -84), (-14, -80), 74, 0.9, nod=-48),
    "waltzing": Stance((-10, -2), (26, -16), 0, 0.8, nod=2),
    "cartwheeling": Stance((-44, -38), (42, 34), 0, 0.2, roll=132),
    "reaching": Stance((-6, -10), (18, 4), 8, 0.6),
}

GESTURES: dict[str, Gesture] = {
    "rest": Gesture((-20, 2), (18, 12)),
    "hip": Gesture((-14, -4), (46, -52)),
    "swing": Gesture((-30, -8), (26, 46)),
    "sprint": Gesture((-62, 20), (44, 120)),
    "hold": Gesture((-14, -2), (36, 78), over=True),
    "offer": Gesture((-14, -2), (58, 82), over=True),
    "carry": Gesture((24, 88), (52, 92), over=True),
    "read": Gesture((20, 100), (20, 62), over=True, nod=14),
    "wave": Gesture((-16, -6), (112, 166), over=True),
    "cheer": Gesture((-138, -160), (138, 160)),
    "point": Gesture((-14, -2), (84, 94), over=True),
    "lift": Gesture((14, 168), (62, 158), over=True),
    "hug": Gesture((62, 92), (72, 104), over=True, nod=-4),
    "pray": Gesture((8, 128), (16, 112), over=True, nod=10),
    "violin": Gesture((62, 118), (70, 172), over=True, nod=12),
    "guitar": Gesture((-26, 62), (58, 92), over=True),
    "wind": Gesture((46, 112), (60, 110), over=True),
    "drum": Gesture((10, 66), (36, 74), over=True, nod=6),
    "squeeze": Gesture((-10, 76), (34, 60), over=True),
    "keys": Gesture((26, 82), (38, 86), over=True, nod=6),
    "rod": Gesture((22, 92), (40, 100), over=True),
    "brush": Gesture((-12, 44), (74, 106), over=True),
    "stir": Gesture((6, 70), (34, 62), over=True, nod=8),
    "rake": Gesture((20, 74), (36, 44), over=True, nod=6),
    "shade": Gesture((-14, -4), (104, -142), over=True, nod=-22),
    "gaze": Gesture((-14, -4), (16, 6), nod=-26),
    "rein": Gesture((34, 74), (40, 78), over=True),
    "grip": Gesture((46, 62), (50, 66)),
    "climb": Gesture((118, 168), (60, 140), over=True),
    "ballet": Gesture((-120, -196), (120, 196)),
    "flamenco": Gesture((-70, -150), (132, 206), over=True),
    "dive": Gesture((176, 180), (168, 172), nod=0),
    "crawl": Gesture((170, 178), (-34, -20)),
    "pillow": Gesture((40, 150), (48, 158), over=True),
    "meditate": Gesture((-18, 40), (18, -40), over=True),
    "juggle": Gesture((-24, -120), (24, 120), over=True),
    "yawn": Gesture((-100, -170), (60, 150), over=True, nod=-14),
    "think": Gesture((4, 82), (26, 150), over=True, nod=4),
    "bow": Gesture((4, 64), (-20, -50), nod=18),
    "salute": Gesture((-14, -2), (96, -128), over=True),
    "swordplay": Gesture((-40, -100), (76, 92), over=True),
    "throw": Gesture((-110, -150), (70, 80), over=True),
    "balance": Gesture((-86, -96), (86, 96)),
    "press": Gesture((24, 66), (34, 58), over=True, nod=12),
    "work": Gesture((20, 74), (52, 70), over=True, nod=12),
    "measure": Gesture((30, 62), (84, 128), over=True, nod=4),
    "blow": Gesture((-14, -4), (42, 158), over=True, nod=-8),
    "pour": Gesture((10, 60), (70, 96), over=True, nod=8),
    "conduct": Gesture((-74, -142), (70, 138), over=True, nod=-6),
    "place": Gesture((26, 78), (50, 88), over=True, nod=6),
    "welcome": Gesture((-42, -70), (52, 86), over=True),
    "linked": Gesture((-58, -34), (58, 34)),
    "joined": Gesture((-36, -22), (36, 22)),
    "shoulder": Gesture((20, 96), (48, 112), over=True),
    "phone": Gesture((-14, -4), (64, 204), over=True, nod=4),
    "on-hands": Gesture((8, 2), (-12, -4)),
    "waltz": Gesture((56, 86), (78, 150), over=True),
    "groom": Gesture((-14, -4), (84, 205), over=True, nod=-4),
    "handstand": Gesture((-150, -160), (150, 160)),
    "propped": Gesture((-32, -86), (34, 62)),
    "lap": Gesture((18, 72), (24, 52), over=True),
}

# Words of a prompt or of a concept → what trunk and legs, and what the arms do.
POSES: dict[str, tuple[str, str]] = {
    "standing": ("standing", "rest"), "walking": ("walking", "swing"),
    "running": ("running", "sprint"), "jumping": ("jumping", "cheer"),
    "dancing": ("dancing", "flamenco"), "sitting": ("sitting", "rest"),
    "seated": ("seated", "rest"), "kneeling": ("kneeling", "rest"), "lying": ("lying", "rest"),
    "sleeping": ("sleeping", "pillow"), "flying": ("flying", "dive"),
    "swimming": ("swimming", "crawl"), "riding": ("riding", "rein"), "cycling": ("cycling", "grip"),
    "climbing": ("climbing", "climb"), "reading": ("standing", "read"),
    "playing": ("standing", "hold"), "holding": ("standing", "offer"),
    "waving": ("standing", "wave"), "hugging": ("standing", "hug"),
    "carrying": ("walking", "carry"), "cooking": ("standing", "stir"),
    "painting": ("standing", "brush"), "fishing": ("standing", "rod"),
    "howling": ("standing", "gaze"), "looking-up": ("standing", "gaze"),
    "singing": ("standing", "balance"), "laughing": ("standing", "cheer"),
    "crying": ("standing", "pray"), "thinking": ("standing", "think"),
    "bowing": ("bent", "bow"), "blowing": ("reaching", "blow"), "lifting": ("walking", "shoulder"),
    "yawning": ("standing", "yawn"), "stretching": ("standing", "cheer"),
    "falling": ("floating", "cheer"),
    "working": ("standing", "stir"), "surfing": ("lunging", "balance"),
    "hanging": ("floating", "climb"), "meditating": ("crossed", "meditate"),
    "praying": ("kneeling", "pray"), "skating": ("lunging", "balance"),
    "floating": ("floating", "balance"), "peeking": ("crouching", "shade"),
    "fighting": ("lunging", "swordplay"), "throwing": ("lunging", "throw"),
    "kicking": ("kicking", "balance"), "pulling": ("lunging", "carry"),
    "chasing": ("running", "offer"), "eating": ("standing", "pray"),
    "spinning": ("pirouette", "ballet"), "pointing": ("standing", "point"), "joined": ("standing", "joined"),
    "kissing": ("standing", "hug"), "waltzing": ("waltzing", "waltz"),
    "cartwheeling": ("cartwheeling", "handstand"), "crawling": ("crawling", "on-hands"),
}  # fmt: skip


@dataclass(frozen=True)
class Joints:
    """Points of a figure; x to the right, y downwards, the ground at 0."""

    hip: Point
    neck: Point
    head: Point
    hips: tuple[Point, Point]  # near, far
    knees: tuple[Point, Point]
    feet: tuple[Point, Point]
    shoulders: tuple[Point, Point]
    elbows: tuple[Point, Point]
    hands: tuple[Point, Point]
    nod: float


def swung(start: Point, degrees: float, length: float) -> Point:
    """The other end of a limb."""
    angle = math.radians(degrees)
    return start[0] + math.sin(angle) * length, start[1] + math.cos(angle) * length


def joints(stance: Stance, gesture: Gesture, stature: float = 1.0, broad: float = 1.0) -> Joints:
    """Where everything is. `stature` scales legs, trunk and arms, not the head."""
    lean = math.radians(stance.lean)
    up, side = (math.sin(lean), -math.cos(lean)), (math.cos(lean), math.sin(lean))
    thigh, shin = THIGH * stature, SHIN * stature
    hip = (0.0, 0.0)
    half = (7.0 - 3.6 * stance.turn) * broad
    hips = ((hip[0] - half * 0.7, hip[1]), (hip[0] + half * 0.7, hip[1]))
    knees = (swung(hips[0], stance.near[0], thigh), swung(hips[1], stance.far[0], thigh))
    feet = (swung(knees[0], stance.near[1], shin), swung(knees[1], stance.far[1], shin))
    trunk = TRUNK * stature
    neck = (hip[0] + up[0] * trunk, hip[1] + up[1] * trunk)
    wide = (11.0 - 4.2 * stance.turn) * broad
    low = 2.5
    shoulders = (
        (neck[0] - side[0] * wide, neck[1] - side[1] * wide + low),
        (neck[0] + side[0] * wide, neck[1] + side[1] * wide + low),
    )
    arm, fore = UPPER_ARM * stature, FOREARM * stature
    elbows = (swung(shoulders[0], gesture.near[0], arm), swung(shoulders[1], gesture.far[0], arm))
    hands = (swung(elbows[0], gesture.near[1], fore), swung(elbows[1], gesture.far[1], fore))
    nod = stance.nod + gesture.nod
    tip = math.radians(stance.lean * 0.5 + nod * 0.35)
    head = (neck[0] + math.sin(tip) * NECK, neck[1] - math.cos(tip) * NECK)
    lowest = max(feet[0][1] + SOLE, feet[1][1] + SOLE, knees[0][1] + 4, knees[1][1] + 4, 8.0)
    down = -lowest - stance.lift

    def moved(point: Point) -> Point:
        return point[0], point[1] + down

    def both(pair: tuple[Point, Point]) -> tuple[Point, Point]:
        return moved(pair[0]), moved(pair[1])

    return Joints(
        moved(hip), moved(neck), moved(head), both(hips), both(knees), both(feet),
        both(shoulders), both(elbows), both(hands), nod,
    )  # fmt: skip


def bent(start: Point, end: Point, upper: float, lower: float, side: float) -> tuple[Point, Point]:
    """Elbow or knee, and hand or foot, of a limb that reaches for `end`; `side` bends it."""
    dx, dy = end[0] - start[0], end[1] - start[1]
    far = max(0.01, math.hypot(dx, dy))
    reach = min(far, (upper + lower) * 0.995)
    ux, uy = dx / far, dy / far
    end = (start[0] + ux * reach, start[1] + uy * reach)
    along = (upper * upper - lower * lower + reach * reach) / (2 * reach)
    off = math.sqrt(max(0.0, upper * upper - along * along)) * side
    middle = (start[0] + ux * along - uy * off, start[1] + uy * along + ux * off)
    return middle, end


def posture(pose: str, gesture: str = "", stance: str = "") -> tuple[Stance, Gesture]:
    """Stance and gesture of a pose; either may be replaced by name."""
    stood, held = POSES.get(pose, POSES["standing"])
    chosen = stance if stance in STANCES else stood
    return STANCES[chosen], GESTURES[gesture if gesture in GESTURES else held]
