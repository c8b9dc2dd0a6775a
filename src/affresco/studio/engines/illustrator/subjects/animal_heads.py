"""Heads of four-legged animals, facing right: skull, snout, ears, horns, trunk, eyes."""

from __future__ import annotations

from affresco.studio.engines.illustrator.painting.colour import Colour
from affresco.studio.engines.illustrator.painting.pen import Pen, Point, fill, stroke

from .look import CREAM, INK, Look, closed_eye, disc, eye, joined, modelled, solid, tube

C = Colour
_NOSE = C(0.22, 0.02, 30)
_PINK = C(0.80, 0.09, 15)
# Animals whose snout goes down rather than forward.
_BOWED = frozenset(("horse", "cow", "deer", "giraffe", "camel", "sheep", "goat", "rhino", "hippo"))
_PART_EARS = {
    "pointed-ears": "pointed", "round-ears": "round", "floppy-ears": "floppy",
    "long-ears": "tall", "large-ears": "large",
}  # fmt: skip


def draw_head(
    pen: Pen, look: Look, ears: str, snout: float, radius: float, at: Point, tilt: float = 0.0
) -> None:
    """A head centred on `at`; `tilt` in degrees, downwards."""
    r = radius * look.shape.head
    length = snout * look.shape.beak
    for part, kind in _PART_EARS.items():
        ears = kind if look.has(part) else ears
    bow = 32 if look.kind in _BOWED else 10
    with pen.at(*at, bow + tilt):
        _ear(pen, look, ears, r, far=True)
        _horns(pen, look, r, far=True)
        muzzle = (r * 0.55 + length, r * 0.22)
        deep = r * (1.15 if look.kind in _BOWED | {"pig", "bear"} else 0.9)
        end = deep * (
            0.85 if look.kind in ("horse", "cow", "pig", "hippo", "camel", "bear") else 0.55
        )
        if look.kind == "crocodile":
            deep, end = r * 0.9, r * 0.45
        tone = look.second if look.kind == "sheep" else look.main
        skull = joined(
            disc(0, 0, r), tube(((0, r * 0.1), (r * 0.5, r * 0.2), muzzle), (r * 1.5, deep, end))
        )
        if look.has("tusks") or look.kind == "elephant":
            tusk = tube(((r * 0.6, r * 0.5), (r * 1.1, r * 1.0), (r * 1.6, r * 0.95)), (5, 4, 1))
            solid(pen, tusk, CREAM)
        if look.kind == "elephant" or look.has("trunk"):
            spine = (
                (r * 0.6, r * 0.1),
                (r * 1.25, r * 0.7),
                (r * 1.2, r * 1.9),
                (r * 1.65, r * 2.3),
            )
            skull = joined(skull, tube(spine, (r * 0.95, r * 0.62, r * 0.42, r * 0.34)))
        with modelled(pen, skull, tone):
            _markings(pen, look, r, muzzle)
        _nose(pen, look, r, muzzle, end)
        _horns(pen, look, r, far=False)
        _ear(pen, look, ears, r, far=False)
        _eyes(pen, look, r)
        if look.has("beard") or look.kind == "goat":
            beard = tube(((r * 0.7, r * 0.8), (r * 0.6, r * 1.9)), (6, 1.5))
            solid(pen, beard, look.second)


def _markings(pen: Pen, look: Look, r: float, muzzle: Point) -> None:
    light = look.second
    if look.kind in ("fox", "wolf", "cat", "dog", "lion", "bear", "rabbit", "kangaroo", "deer"):
        tone = light if look.kind != "lion" else CREAM
        pen.oval(muzzle[0] * 0.75, muzzle[1] + r * 0.42, r * 0.95, r * 0.52, fill(tone, 0.95))
    if look.kind == "monkey":
        pen.oval(r * 0.4, r * 0.15, r * 0.78, r * 0.80, fill(look.accent))
    if look.kind in ("horse", "cow") and not look.named:
        pen.oval(
            muzzle[0],
            muzzle[1],
            r * 0.55,
            r * 0.7,
            fill(_PINK if look.kind == "cow" else look.dark),
        )
    if look.shape.pattern == "mask":
        pen.oval(r * 0.35, -r * 0.15, r * 0.55, r * 0.36, fill(C(0.22, 0.02, 40)))
    if look.shape.pattern == "patches" and look.kind in ("dog", "bear"):
        pen.oval(
            r * 0.3,
            -r * 0.2,
            r * 0.4,
            r * 0.46,
            fill(light.lighter(-0.6) if light.lightness > 0.8 else light),
        )
    if look.shape.pattern == "stripes":
        for i in range(3):
            pen.line(
                -r * 0.5 + i * r * 0.4, -r, -r * 0.4 + i * r * 0.4, -r * 0.35, stroke(light, 2.4)
            )


def _nose(pen: Pen, look: Look, r: float, muzzle: Point, end: float) -> None:
    x, y = muzzle
    tip = x + end * 0.42
    if look.kind == "elephant":
        return
    if look.kind == "pig":
        pen.oval(tip - 1, y, end * 0.30, end * 0.46, fill(look.second))
        for dy in (-2.2, 2.2):
            pen.oval(tip, y + dy, 1.3, 1.5, fill(look.second.lighter(-0.25)))
        return
    if look.kind in (
        "frog",
        "lizard",
        "crocodile",
        "turtle",
        "dinosaur",
        "dragon",
        "hippo",
        "rhino",
    ):
        pen.circle(tip - 3, y - end * 0.22, 1.2, fill(INK))
        pen.curve(
            [(r * 0.3, r * 0.55), (x * 0.7, y + end * 0.28), (tip - 1, y + end * 0.12)],
            stroke(look.dark.lighter(-0.1), 1.5),
        )
        if look.kind == "crocodile":
            for i in range(6):
                tx = x * 0.4 + i * x * 0.1
                pen.polygon([(tx, y + 1), (tx + 3, y + 1), (tx + 1.5, y + 5)], fill(CREAM))
        if look.has("nose-horn") or look.kind == "rhino":
            for dx, tall in ((0.0, 16.0), (-9.0, 8.0)):
                horn = tube(((x + dx, y - end * 0.3), (x + dx + 4, y - end * 0.3 - tall)), (7, 1.2))
                solid(pen, horn, look.accent)
        return
    if look.kind in ("horse", "cow", "camel", "giraffe", "sheep", "goat"):
        pen.oval(tip - 3, y - end * 0.1, 1.5, 1.1, fill(INK))
        pen.line(
            tip - 1,
            y + end * 0.24,
            x - end * 0.3,
            y + end * 0.3,
            stroke(look.dark.lighter(-0.1), 1.2),
        )
        return
    size = max(2.0, r * 0.22)
    nose = _PINK if look.kind in ("cat", "rabbit", "mouse") else _NOSE
    if look.kind == "monkey":
        nose = look.accent.lighter(-0.25)
        size *= 0.5
    pen.oval(tip - 1, y - end * 0.12, size * 1.15, size * 0.85, fill(nose))
    pen.curve(
        [(tip - 2, y + end * 0.2), (x * 0.72, y + end * 0.42), (x * 0.5, y + end * 0.32)],
        stroke(INK, 1.2, 0.7),
    )
    if look.kind in ("cat", "mouse", "lion", "rabbit"):
        for i in (-1, 0, 1):
            pen.line(x, y + 2 + i, x - 4, y + 4 + i * 5, stroke(C(0.96, 0.01, 90), 0.8, 0.9))


def _eyes(pen: Pen, look: Look, r: float) -> None:
    x, y = r * 0.32, -r * 0.22
    if look.kind in ("frog", "crocodile"):
        pen.circle(x - r * 0.2, -r * 0.8, r * 0.42, fill(look.main))
        x, y = x - r * 0.2, -r * 0.84
    if look.pose == "sleeping":
        closed_eye(pen, x, y, r * 0.18)
        return
    size = max(1.6, r * 0.15)
    if look.kind in ("cat", "wolf", "frog", "dragon", "lizard", "crocodile"):
        tone = look.accent if look.kind not in ("crocodile",) else C(0.83, 0.15, 90)
        pen.circle(x, y, size * 1.45, fill(tone))
    elif look.main.lightness < 0.42:
        pen.circle(x, y, size * 1.5, fill(C(0.80, 0.06, 70)))
    eye(pen, x, y, size)


def _ear(pen: Pen, look: Look, kind: str, r: float, far: bool) -> None:
    tone = look.main.lighter(-0.12 if far else -0.03)
    if look.kind == "sheep":
        tone = look.second
    size, shift = look.shape.ears, r * 0.5 if far else 0.0
    inner = _PINK.mix(look.main, 0.35)
    if kind in ("none", "horned") or size <= 0:
        return
    if kind == "pointed":
        tip = (-r * 0.55 + shift * 1.2, -r * (1.0 + 0.75 * size))
        pen.polygon(
            [(-r * 0.95 + shift, -r * 0.35), tip, (-r * 0.02 + shift, -r * 0.8)], fill(tone)
        )
        if not far:
            pen.polygon(
                [(-r * 0.75, -r * 0.5), (tip[0], tip[1] + r * 0.3), (-r * 0.22, -r * 0.75)],
                fill(inner),
            )
    elif kind in ("round", "large"):
        s = r * (0.42 if kind == "round" else 0.75) * size
        pen.circle(-r * 0.55 + shift, -r * 0.85, s, fill(tone))
        if not far:
            pen.circle(-r * 0.55, -r * 0.85, s * 0.6, fill(inner))
    elif kind == "side-round":
        if not far:
            pen.circle(-r * 0.75, -r * 0.05, r * 0.42 * size, fill(look.accent))
    elif kind == "discs":
        pen.circle(-r * 0.35 + shift, -r * 0.9, r * 0.72 * size, fill(tone))
        if not far:
            pen.circle(-r * 0.35, -r * 0.9, r * 0.5 * size, fill(look.second))
    elif kind == "floppy":
        if not far:
            ear = tube(
                ((-r * 0.45, -r * 0.7), (-r * 0.9, 0), (-r * 0.75, r * 0.8 * size)),
                (r * 0.5, r * 0.75, r * 0.5),
            )
            solid(pen, ear, look.main.lighter(-0.14))
    elif kind in ("tall", "tall-short"):
        tall = r * (2.3 if kind == "tall" else 1.3) * size
        ear = tube(
            (
                (-r * 0.3 + shift, -r * 0.6),
                (-r * 0.55 + shift * 1.2, -r * 0.6 - tall * 0.5),
                (-r * 0.75 + shift * 1.5, -r * 0.6 - tall),
            ),
            (r * 0.42, r * 0.6, r * 0.2),
        )
        solid(pen, ear, tone)
        if not far:
            pen.line(-r * 0.42, -r * 0.9, -r * 0.68, -r * 0.5 - tall * 0.85, stroke(inner, r * 0.2))
    elif kind == "huge":
        if not far:
            flap = [
                (-r * 0.2, -r * 0.7),
                (-r * 0.9, -r * 1.2 * size),
                (-r * 1.7 * size, -r * 0.7),
                (-r * 1.6 * size, r * 0.5),
                (-r * 0.9, r * 1.1 * size),
                (-r * 0.25, r * 0.4),
            ]
            pen.blob(flap, fill(look.main.lighter(-0.07)))
            pen.blob(
                [(x * 0.82 - 1, y * 0.8) for x, y in flap], fill(look.second.mix(look.main, 0.55))
            )
    elif kind == "side":
        ear = tube(
            (
                (-r * 0.4 + shift, -r * 0.7),
                (-r * 0.9 + shift, -r * 1.05),
                (-r * 1.55 * size + shift, -r * 0.95),
            ),
            (r * 0.3, r * 0.5, r * 0.12),
        )
        solid(pen, ear, tone)
    elif kind == "folded":
        pen.polygon(
            [
                (-r * 0.5 + shift, -r * 0.85),
                (r * 0.15 + shift, -r * 1.25),
                (r * 0.25 + shift, -r * 0.35),
            ],
            fill(tone),
        )
    else:
        solid(
            pen,
            tube(
                ((-r * 0.4 + shift, -r * 0.7), (-r * 0.55 + shift, -r * 1.35 * size)),
                (r * 0.42, r * 0.15),
            ),
            tone,
        )


def _horns(pen: Pen, look: Look, r: float, far: bool) -> None:
    shift = r * 0.4 if far else 0.0
    tone = look.accent.lighter(-0.10 if far else 0.0)
    top = (-r * 0.15 + shift, -r * 0.85)
    if look.has("antlers"):
        with pen.at(*top, -32 if look.kind in _BOWED else -8):
            beam = [(0.0, 0.0), (-5.0, -12.0), (-3.0, -25.0), (5.0, -36.0)]
            pen.curve(beam, stroke(tone, 3.6))
            for (x, y), (dx, dy) in (
                (beam[1], (9.0, -7.0)),
                (beam[2], (-9.0, -8.0)),
                (beam[2], (11.0, -5.0)),
            ):
                pen.line(x, y, x + dx, y + dy, stroke(tone, 2.8))
    elif look.has("unicorn"):
        if not far:
            solid(
                pen, tube(((r * 0.3, -r * 0.75), (r * 1.3, -r * 2.7)), (6, 0.8)), C(0.88, 0.09, 88)
            )
    elif look.has("curved-horns"):
        spine = (
            top,
            (top[0] - 8, top[1] - 12),
            (top[0] - 20, top[1] - 8),
            (top[0] - 20, top[1] + 4),
        )
        solid(pen, tube(spine, (7, 6.5, 5, 1.5)), tone)
    elif look.has("horns") or look.kind in ("cow", "goat", "dragon"):
        lean = 8 if look.kind == "cow" else -9
        horn = tube(
            (top, (top[0] + lean * 0.2, top[1] - 8), (top[0] + lean, top[1] - 17)), (6, 5, 1.2)
        )
        solid(pen, horn, tone)
    elif look.kind == "giraffe":
        pen.line(*top, top[0] - 3, top[1] - 8, stroke(look.second, 3))
        pen.circle(top[0] - 3, top[1] - 9, 2.4, fill(look.second.lighter(-0.1)))
