"""What a figure holds or plays, and where its hands take it."""

from __future__ import annotations

import math
from dataclasses import dataclass

from affresco.studio.engines.illustrator.painting.colour import Colour
from affresco.studio.engines.illustrator.painting.pen import Pen, Point, stroke
from affresco.studio.engines.illustrator.painting.sprites import Draw

from .pose import UPPER_ARM, Joints
from .tools import tape

Box = tuple[float, float, float, float]  # left, top, right, bottom of a drawing, of 128 units


@dataclass(frozen=True)
class Grip:
    """How something is held. `size` of its longer side in units of a figure; `grip`: the point in
    the hand, in shares of its width and height; `at`: the hand, both hands, or a place."""

    gesture: str = "hold"
    size: float = 23.0
    grip: Point = (0.5, 0.6)
    turn: float = 0.0
    # or "both", "chin", "belly", "mouth", "comb", "lap", "ground", "string", "low", "shelter", "air"
    at: str = "hand"
    flip: bool = False  # mirrored: of what is drawn facing to the left


@dataclass(frozen=True)
class Held:
    """A drawing in the hands."""

    draw: Draw
    box: Box
    grip: Grip
    count: int = 1  # of what is tossed in the air


_CROWN = 17.0  # from the middle of a head to its top
_CANOPY = 0.50  # share of an umbrella's height that its canopy takes
_UPRIGHT = Grip("hold", 66, (0.5, 0.52))
_RAISED = Grip("hold", 34, (0.5, 0.90))
_GUITAR = Grip("guitar", 56, (0.5, 0.72), 62, "belly")
_WIND = Grip("wind", 40, (0.04, 0.45), 0, "mouth")
_POLE = Grip("rod", 74, (0.12, 0.92), 0, "hand")
GRIPS: dict[str, Grip] = {
    "violin": Grip("violin", 46, (0.42, 0.74), 72, "chin"),
    "guitar": _GUITAR, "banjo": _GUITAR, "lute": _GUITAR,
    "electric-guitar": _GUITAR, "ukulele": _GUITAR,
    "cello": Grip("squeeze", 68, (0.5, 0.5), 8, "ground"),
    "harp": Grip("carry", 78, (0.0, 0.62), 0, "ground"),
    "trumpet": Grip("wind", 34, (0.02, 0.30), -6, "mouth"),
    "saxophone": Grip("wind", 40, (0.06, 0.10), 14, "mouth"),
    "flute": Grip("wind", 40, (0.06, 0.88), 40, "mouth"),
    "clarinet": Grip("wind", 38, (0.94, 0.06), -86, "mouth"),
    "horn": Grip("wind", 34, (0.10, 0.30), 0, "mouth"), "bagpipes": Grip("squeeze", 36, at="belly"),
    "accordion": Grip("squeeze", 36, (0.5, 0.5), 0, "belly"),
    "drum": Grip("drum", 34, (0.5, 0.2), 0, "lap"),
    "long-drum": Grip("drum", 34, (0.5, 0.2), 0, "lap"),
    "tambourine": Grip("lift", 24, (0.5, 0.9)),
    "xylophone": Grip("drum", 40, (0.5, 0.3), 0, "lap"),
    "microphone": Grip("think", 17, (0.5, 0.75), 0, "hand"),
    "book": Grip("read", 25, (0.5, 0.7), 0, "both"),
    "open-book": Grip("read", 25, (0.5, 0.7), 0, "both"),
    "newspaper": Grip("read", 28, (0.5, 0.7), 0, "both"),
    "map": Grip("read", 28, (0.5, 0.7), 0, "both"), "scroll": Grip("read", 24, (0.5, 0.7), 0, "both"),
    "letter": Grip("offer", 17, (0.4, 0.7)),
    "phone": Grip("hold", 12, (0.5, 0.8)), "camera": Grip("pray", 19, (0.5, 0.5), 0, "both"),
    "telescope": Grip("wind", 36, (0.04, 0.62), 0, "mouth"),
    "umbrella": Grip("hold", 70, (0.5, 0.88), 0, "shelter"),
    "parasol": Grip("hold", 66, (0.5, 0.88), 0, "shelter"),
    "balloon": Grip("wave", 46, (0.5, 0.98), 0, "string"), "kite": Grip("wave", 40, (0.5, 0.9), at="kite"),
    "staff": Grip("hold", 84, (0.5, 0.38)), "spear": Grip("hold", 94, (0.5, 0.55)),
    "flag": Grip("hold", 62, (0.06, 0.74)), "broom": Grip("rake", 72, (0.5, 0.28), 18),
    "rake": Grip("hold", 80, (0.5, 0.36)), "spade": Grip("hold", 66, (0.5, 0.20)),
    "net": _UPRIGHT, "trident": Grip("hold", 92, (0.5, 0.55)),
    "sceptre": Grip("hold", 46, (0.5, 0.70)),
    "wand": Grip("point", 26, (0.5, 0.92), 50), "paintbrush": Grip("brush", 24, (0.5, 0.2), 130),
    "brush": Grip("brush", 24, (0.5, 0.2), 130), "pen": Grip("hold", 18, (0.5, 0.5), -160),
    "katana": Grip("hold", 44, (0.10, 0.88), -16), "gamepad": Grip("pray", 20, (0.5, 0.6), 0, "both"),
    "sword": Grip("hold", 50, (0.5, 0.92), 14), "knife": Grip("hold", 24, (0.5, 0.88), 20),
    "axe": Grip("hold", 42, (0.5, 0.78), 12), "hammer": Grip("hold", 32, (0.5, 0.86), 12),
    "saw": Grip("hold", 32, (0.9, 0.4), 180), "scissors": Grip("hold", 19, (0.5, 0.85)),
    "bow": Grip("offer", 56, (0.62, 0.5)), "rod": _POLE, "fishing-pole": _POLE,
    "rope": Grip("hold", 26, (0.2, 0.4)), "key": Grip("hold", 20, (0.5, 0.1)),
    "lantern": Grip("offer", 27, (0.5, 0.04)), "bucket": Grip("hip", 26, (0.5, 0.04), 0, "low"),
    "basket": Grip("hip", 30, (0.5, 0.06), 0, "low"), "bag": Grip("hip", 26, (0.5, 0.04), 0, "low"),
    "suitcase": Grip("hip", 34, (0.5, 0.03), 0, "low"),
    "watering-can": Grip("offer", 30, (0.30, 0.20), 14),
    "spoon": Grip("hold", 26, (0.5, 0.9), 14), "racket": Grip("hold", 36, (0.5, 0.92), 20),
    "ball": Grip("carry", 19, (0.5, 0.7), 0, "both"), "globe": Grip("carry", 26, (0.5, 0.8), 0, "both"),
    "box": Grip("carry", 30, (0.5, 0.85), 0, "both"), "gift": Grip("carry", 28, (0.5, 0.85), 0, "both"),
    "cake": Grip("carry", 30, (0.5, 0.9), 0, "both"), "loaf": Grip("carry", 25, (0.5, 0.7), 0, "both"),
    "clock": Grip("carry", 26, (0.5, 0.7), 0, "both"), "vase": Grip("carry", 26, (0.5, 0.8), 0, "both"),
    "pizza": Grip("carry", 30, (0.5, 0.8), 0, "both"), "trophy": _RAISED, "torch": _RAISED,
    "palette": Grip("hold", 24, (0.3, 0.6)), "flask": Grip("hold", 19, (0.5, 0.8)),
    "tulip": Grip("hold", 34, (0.5, 0.80)), "rose": Grip("hold", 30, (0.5, 0.85)),
    "sunflower": Grip("hold", 40, (0.5, 0.8)), "cluster": Grip("pray", 28, (0.5, 0.85), 0, "both"),
    "bouquet": Grip("pray", 30, (0.5, 0.85), 0, "both"), "glass": Grip("hold", 17, (0.5, 0.7)),
    "cup": Grip("hold", 17, (0.5, 0.7)), "mask": Grip("hold", 18, (0.5, 0.9)),
    "mirror": Grip("hold", 24, (0.5, 0.9)), "gear": Grip("hold", 24, (0.5, 0.6)),
    "wrench": Grip("hold", 24, (0.3, 0.8)), "smoker": Grip("hold", 24, (0.4, 0.8)),
    "knitting-lap": Grip("stir", 30, (0.5, 0.45), 0, "both"),
    "yarn": Grip("stir", 20, (0.5, 0.6), 0, "both"), "ladder": Grip("hold", 92, (0.2, 0.55)),
    "skis": Grip("hold", 86, (0.5, 0.5)), "surfboard": Grip("hold", 92, (0.3, 0.55)),
    "candle": Grip("offer", 28, (0.5, 0.85)), "teddy-bear": Grip("carry", 34, (0.5, 0.7), 0, "both"),
    "tuba": Grip("squeeze", 44, (0.5, 0.5), 0, "belly"), "french-horn": _WIND, "mandolin": _GUITAR,
    "bass-guitar": _GUITAR, "oar": _UPRIGHT, "pitchfork": _UPRIGHT, "scythe": _UPRIGHT,
    "hockey-stick": Grip("hold", 62, (0.2, 0.3), 20), "baseball-bat": Grip("hold", 44, (0.5, 0.9), 20),
    "megaphone": Grip("wind", 30, (0.04, 0.5), 0, "mouth"), "torch-fire": _RAISED,
    "ladle": Grip("stir", 30, (0.5, 0.2), 0), "quill": Grip("place", 20, (0.3, 0.9), 0),
    "binoculars": Grip("pray", 20, (0.5, 0.5), 0, "mouth"),
    "spyglass": Grip("wind", 36, (0.04, 0.62), 0, "mouth"),
    "flashlight": Grip("offer", 18, (0.15, 0.5), 0),
    "phone-call": Grip("phone", 13, (0.5, 0.55), 16),
    "comb": Grip("groom", 21, (0.8, 0.3), -60, "comb"),
    "toothbrush": Grip("think", 17, (0.2, 0.6), 0, "mouth"),
    "pipe": Grip("think", 19, (0.98, 0.5), 6, "mouth", flip=True),
    "vacuum-cleaner": Grip("carry", 60, (0.2, 0.3), 0, "ground"),
    "lawnmower": Grip("carry", 54, (0.1, 0.3), 0, "ground"),
    "frying-pan": Grip("stir", 36, (0.15, 0.8)), "pot": Grip("carry", 30, (0.5, 0.7), 0, "both"),
}  # fmt: skip
ANIMAL = Grip("carry", 36, (0.5, 0.72), 0, "both")
LARGE = Grip("carry", 36, (0.5, 0.8), 0, "both")


def drawn_behind(held: Held) -> bool:
    """Whether the thing is behind the hand that holds it."""
    return held.grip.at in ("hand", "string", "low", "shelter")


def _toss(pen: Pen, held: Held, body: Joints) -> None:
    """Several of a thing in an arc over the head."""
    x, y = body.head
    left, top, right, bottom = held.box
    scale = held.grip.size / max(right - left, bottom - top)
    for number in range(held.count):
        angle = math.pi * (number + 0.5) / held.count
        with pen.at(
            x - 27 * math.cos(angle), y + 2 - 38 * math.sin(angle), 40 * math.cos(angle), scale
        ):
            pen.canvas.translate(-(left + right) / 2, -(top + bottom) / 2)
            held.draw(pen)


def anchor(held: Held, body: Joints) -> Point:
    """Where the grip of a thing goes."""
    near, far = body.hands
    at = held.grip.at
    if at == "both":
        return (near[0] + far[0]) / 2 + 1.5, (near[1] + far[1]) / 2
    if at == "chin":
        return body.neck[0] + 10, body.neck[1] + 10  # below the face
    if at == "mouth":
        return body.head[0] + 4, body.head[1] + 7
    if at == "belly":
        return (body.neck[0] + body.hip[0]) / 2 + 3, body.hip[1] - 9
    if at == "lap":
        return body.hip[0] + 13, body.hip[1] - 8
    if at == "ground":
        return (near[0] + far[0]) / 2 + 3, (near[1] + far[1]) / 2 + 6
    return far


_LARGE = 30.0  # what is longer than this is smaller with who is small


def beside(held: Held, body: Joints) -> float:
    """How much smaller a large thing is, when a child has it: guitars and brooms of their size."""
    (sx, sy), (ex, ey) = body.shoulders[0], body.elbows[0]
    stature = min(1.0, math.hypot(ex - sx, ey - sy) / UPPER_ARM)
    return 0.4 + 0.6 * stature if held.grip.size > _LARGE else 1.0


def paint(pen: Pen, held: Held, body: Joints) -> None:
    """Draw the thing where it is held; strings and bows with it."""
    if held.grip.at == "tape":
        tape(pen, body.hands[0], body.hands[1])
        return
    if held.grip.at == "air":
        _toss(pen, held, body)
        return
    x, y = anchor(held, body)
    left, top, right, bottom = held.box
    wide, high = right - left, bottom - top
    scale = held.grip.size * beside(held, body) / max(wide, high)
    if held.grip.at == "shelter":  # the handle as long as it must be for the head to be free
        free = (y - body.head[1] + _CROWN) / (held.grip.grip[1] - _CANOPY)
        scale = max(scale, free / high)
    gx, gy = left + wide * held.grip.grip[0], top + high * held.grip.grip[1]
    if held.grip.at == "string":
        end = (x + 6, y - held.grip.size * 0.42)
        pen.curve([(x, y), (x + 1, y - 8), end], stroke(Colour(0.45, 0.03, 60), 0.9))
        x, y = end
    if held.grip.at == "kite":  # far up in the wind
        end = (x + 46, y - 62)
        pen.curve([(x, y), (x + 18, y - 34), end], stroke(Colour(0.45, 0.03, 60), 0.8))
        x, y = end
    if held.grip.at == "ground":  # it stands before the player
        y = -high * scale * (1 - held.grip.grip[1])
    with pen.at(x, y, held.grip.turn, (-scale, scale) if held.grip.flip else scale):
        pen.canvas.translate(-gx, -gy)
        held.draw(pen)
    if held.grip.at == "chin":
        hx, hy = body.hands[0]
        pen.line(hx - 4, hy + 9, hx + 13, hy - 19, stroke(Colour(0.40, 0.07, 50), 1.3))
