"""Rooms of a home: living room, bedroom, kitchen, bathroom, attic."""

from __future__ import annotations

from affresco.studio.engines.illustrator.painting.colour import Colour
from affresco.studio.engines.illustrator.painting.pen import across, down, fill, stroke
from affresco.studio.engines.illustrator.painting.stage import Stage

from . import furnish
from .furnish import framed, hung, on_top, pendant, shelves, stood
from .shell import Finish, Shell, shell, small
from .table import table_before_tiles
from .windows import front_table, side_window, window

C = Colour
_OAK, _WALNUT = C(0.66, 0.09, 65), C(0.46, 0.08, 48)
_JARS = (("food", "jar"), ("tool", "teapot"), ("tool", "cup"), ("tool", "jug"), ("tool", "pot"))


def room(stage: Stage) -> None:
    """A living room: sofa, rug, pictures, lamp, plants, and a fireplace or books."""
    chance = stage.chance("room")
    hue = chance.pick((85, 150, 30, 220, 195))
    home = shell(stage, Finish(C(0.87, 0.045, hue), _OAK.lighter(-0.04)))
    _gallery(home)
    fire = chance.often(0.5)
    window(home, 0.56, 0.14, 0.34, 0.52, "garden")
    furnish.curtains(home, 0.56, 0.90, 0.12, 0.90, C(0.70, 0.09, hue + 150))
    side_window(home, -1, 0.42, 0.72, "garden")
    if fire:
        stood(home, "furniture", "fireplace", 0.24, 0.97, 0.52)
        x, y = home.point(0.24, home.up(0.16), 0.97)
        stage.glow(x, y, 260, C(0.80, 0.16, 60), 0.45)
        framed(home, 0.24, 0.12, 0.26, 1)
    else:
        stood(home, "furniture", "shelf", 0.16, 0.97, 0.72)
        framed(home, 0.42, 0.20, 0.24, 1)
    if not stage.entity("sofa", "armchair", "bed", "chair"):
        stood(
            home,
            "furniture",
            "sofa",
            0.73,
            0.86,
            0.62,
            chance.pick(("#3f7d74", "#b8604a", "#4a6591", "#c99a3f")),
        )
    stood(home, "tool", "lamp", 1.0, 0.80, 0.50)
    stood(home, "plant", "monstera", 0.02, 0.70, 0.46)
    furnish.rug(home, 0.46, 0.42, 0.66, chance.pick((22, 250, 160, 60)))
    if stage.light.ambient.lightness < 0.9:
        x, y = home.point(1.0, home.up(0.42), 0.80)
        stage.glow(x, y, 330, C(0.88, 0.13, 76), 0.6)
    front_table(stage)


def bedroom(stage: Stage) -> None:
    """A bed under a window, a night table with a lamp, a wardrobe, a rug."""
    chance = stage.chance("bedroom")
    hue = chance.pick((265, 200, 20, 145, 310))
    home = shell(
        stage,
        Finish(C(0.86, 0.05, hue), C(0.68, 0.08, 62), walling=chance.pick(("plain", "stripes"))),
    )
    _gallery(home)
    named = stage.entity("window")
    if named is not None and named.size == "large":
        window(home, 0.08, 0.08, 0.52, 0.62, "hills")
        furnish.curtains(home, 0.08, 0.60, 0.05, 0.82, C(0.80, 0.08, hue + 40))
    elif chance.often(0.45):
        window(home, 0.10, 0.10, 0.42, 0.52, "hills")
        furnish.curtains(home, 0.10, 0.52, 0.08, 0.74, C(0.80, 0.08, hue + 40))
        framed(home, 0.76, 0.14, 0.26, 2)
        stood(home, "plant", "monstera", 0.03, 0.88, 0.40)
    else:
        window(home, 0.38, 0.12, 0.36, 0.44, "hills")
        furnish.curtains(home, 0.38, 0.74, 0.10, 0.66, C(0.80, 0.08, hue + 40))
        framed(home, 0.86, 0.20, 0.20, 2)
        stood(home, "furniture", "wardrobe", 0.12, 0.96, 0.86)
    if not stage.entity("bed", "four-poster-bed", "bunk-bed", "double-bed", "hammock", "cradle"):
        _bed(home, 0.62, 1.02, C(0.64, 0.08, hue + 190))
    stood(home, "furniture", "stool", 0.50, 0.93, 0.22)
    on_top(home, "tool", "lamp", 0.50, 0.20, 0.93, 0.24)
    furnish.rug(home, 0.30, 0.36, 0.52, hue + 60)
    if home.outside.dark:
        x, y = home.point(0.50, home.up(0.38), 0.93)
        stage.glow(x, y, 300, C(0.88, 0.13, 76), 0.65)
    front_table(stage)


def _gallery(home: Shell) -> None:
    """The pictures that are named and stand nowhere else hang on the wall, in two rows."""
    stage = home.stage
    named = stage.entity("painting", "poster-wall", "picture")
    if named is None or named.count < 2 or named.relation is not None:
        return
    for i in range(min(8, named.count + 2)):
        u = (0.05, 0.95, 0.14, 0.86, 0.30, 0.70, 0.22, 0.78)[i]
        framed(home, u, 0.06 + 0.27 * (i // 2 % 2), 0.22, 11 + i)
    stage.draws(named)


def _bed(home: Shell, u0: float, u1: float, cover: Colour) -> None:
    """A bed with its head at the back wall, seen in perspective."""
    stage, pen = home.stage, home.stage.pen
    wood, linen = stage.lit(_WALNUT), stage.lit(C(0.96, 0.012, 85))
    (x0, y0), (x1, _) = home.point(u0, home.up(0.52), 0.99), home.point(u1, 1, 0.99)
    _, foot = home.point(u0, 1, 0.99)
    pen.rounded(x0 - 8, y0, x1 - x0 + 16, foot - y0, 20, down(y0, foot, wood.lighter(0.08), wood))
    home.block(u0, u1, 0.50, 0.97, 0.24, cover.lighter(-0.03), cover.lighter(0.07))
    for a, b in ((0.08, 0.48), (0.52, 0.92)):
        (px, py), (qx, qy) = (
            home.point(u0 + (u1 - u0) * a, home.up(0.36), 0.93),
            home.point(u0 + (u1 - u0) * b, home.up(0.25), 0.84),
        )
        pen.rounded(px, py, qx - px, qy - py, 22, down(py, qy, linen, linen.lighter(-0.10)))
    v = home.up(0.245)
    fold = [
        home.point(u0, v, 0.80),
        home.point(u1, v, 0.80),
        home.point(u1, v, 0.73),
        home.point(u0, v, 0.73),
    ]
    pen.polygon(fold, fill(linen.lighter(-0.03)))
    quilt = stroke(stage.lit(cover.lighter(-0.05)), 2.5, 0.6)
    for i in range(1, 5):
        u = u0 + (u1 - u0) * i / 5
        pen.line(*home.point(u, v, 0.72), *home.point(u, v, 0.50), quilt)


def kitchen(stage: Stage) -> None:
    """A kitchen; for food and other small things, its table seen from near."""
    if small(stage):
        table_before_tiles(stage)
        return
    chance = stage.chance("kitchen")
    hue = chance.pick((150, 200, 85, 30, 240))
    front, tiles = C(0.66, 0.09, hue), C(0.90, 0.03, hue + 20)
    home = shell(
        stage, Finish(C(0.92, 0.03, 88), C(0.78, 0.04, 70), walling="plain", flooring="checks")
    )
    pen = stage.pen
    (x0, y0), (x1, y1) = home.point(0.0, home.up(0.76), 1), home.point(1.0, home.up(0.36), 1)
    tone = stage.lit(tiles)
    for i in range(int((x1 - x0) / 30) + 1):
        for j in range(int((y1 - y0) / 30) + 1):
            x, y = x0 + i * 30, y0 + j * 30
            wide, tall = min(28, x1 - x), min(28, y1 - y)
            if wide > 4 and tall > 4:
                pen.rounded(x, y, wide, tall, 3, fill(tone.lighter(chance.between(-0.05, 0.04))))
    window(home, 0.36, 0.10, 0.30, 0.40, "garden")
    _cupboards(home, 0.02, 0.30, front)
    shelves(home, 0.72, 0.99, 0.12, 0.44, 2, _JARS, _OAK, backed=False)
    home.block(-0.02, 0.80, 0.80, 1.0, 0.36, front, C(0.86, 0.03, 75))
    _fronts(home, front)
    stood(home, "furniture", "fridge", 0.92, 0.92, 0.74)
    on_top(home, "tool", "pot", 0.20, 0.37, 0.9, 0.15)
    on_top(home, "tool", "teapot", 0.08, 0.37, 0.9, 0.13)
    on_top(home, "food", "basket", 0.66, 0.37, 0.88, 0.14)
    _tap(home, 0.48)
    pendant(home, 0.5, 0.34, 0.45, C(0.62, 0.14, hue + 180))
    furnish.rug(home, 0.5, 0.30, 0.5, hue + 120)


def _cupboards(home: Shell, u0: float, u1: float, front: Colour) -> None:
    stage, pen = home.stage, home.stage.pen
    (x0, y0), (x1, y1) = home.point(u0, 0.12, 0.97), home.point(u1, 0.44, 0.97)
    tone = stage.lit(front)
    pen.rect(x0, y0 + 12, x1 - x0, y1 - y0, fill(stage.light.shadow, 0.25, blur=8))
    for i in range(2):
        x, wide = x0 + (x1 - x0) * i / 2, (x1 - x0) / 2
        pen.rect(x, y0, wide - 3, y1 - y0, down(y0, y1, tone.lighter(0.06), tone))
        pen.rounded(x + 10, y0 + 10, wide - 23, y1 - y0 - 20, 3, stroke(tone.lighter(-0.08), 3))
        pen.circle(
            x + (wide - 14 if i == 0 else 10), (y0 + y1) / 2, 4, fill(stage.lit(C(0.8, 0.1, 82)))
        )


def _fronts(home: Shell, front: Colour) -> None:
    """Drawers, doors and an oven along the counter."""
    stage, pen = home.stage, home.stage.pen
    (x0, y0), (x1, y1) = home.point(-0.02, home.up(0.36), 0.80), home.point(0.80, 1, 0.80)
    tone, count = stage.lit(front), 5
    for i in range(count):
        x, wide = x0 + (x1 - x0) * i / count, (x1 - x0) / count
        if i == 1:
            pen.rounded(
                x + 4, y0 + 16, wide - 8, y1 - y0 - 24, 6, fill(stage.lit(C(0.34, 0.01, 250)))
            )
            pen.rounded(
                x + 16,
                y0 + 54,
                wide - 32,
                (y1 - y0) * 0.46,
                8,
                across(x, x + wide, C(0.24, 0.02, 40), C(0.40, 0.07, 50)),
            )
            for j in range(4):
                pen.circle(x + wide * (0.2 + 0.2 * j), y0 + 33, 6, fill(C(0.85, 0.01, 90)))
            continue
        pen.rounded(x + 6, y0 + 16, wide - 12, y1 - y0 - 26, 4, stroke(tone.lighter(-0.09), 3))
        pen.rounded(x + wide * 0.36, y0 + 30, wide * 0.28, 6, 3, fill(stage.lit(C(0.8, 0.1, 82))))
    pen.rect(x0, y0, x1 - x0, 10, fill(stage.lit(C(0.80, 0.03, 75))))


def _tap(home: Shell, u: float) -> None:
    pen, steel = home.stage.pen, stroke(home.stage.lit(C(0.72, 0.01, 250)), 7)
    x, y = home.point(u, home.up(0.37), 0.93)
    s = home.unit * 0.09
    pen.curve([(x, y), (x, y - s), (x + s * 0.4, y - s * 1.3), (x + s * 0.8, y - s * 0.9)], steel)
    pen.oval(x + s * 0.9, y + 3, s * 1.3, s * 0.2, fill(home.stage.lit(C(0.62, 0.01, 250))))


def bathroom(stage: Stage) -> None:
    """Tiles, a tub, a basin with a mirror, towels, a plant."""
    chance = stage.chance("bathroom")
    hue = chance.pick((200, 165, 340, 230))
    home = shell(
        stage,
        Finish(C(0.90, 0.035, hue), C(0.84, 0.03, hue + 20), walling="tiles", flooring="checks"),
    )
    window(home, 0.64, 0.12, 0.26, 0.34, "hills", "arch")
    stood(home, "furniture", "sink", 0.20, 0.95, 0.42)
    hung(home, "furniture", "mirror", 0.20, 0.52, 0.36)
    if not stage.entity("bathtub"):
        stood(home, "furniture", "bathtub", 0.74, 0.80, 0.60)
    x, y = home.point(0.44, 0.36, 1)
    pen, towel = stage.pen, stage.lit(C(0.72, 0.12, hue + 170))
    pen.rounded(x - 70, y, 140, 8, 4, fill(stage.lit(C(0.75, 0.02, 90))))
    pen.rounded(
        x - 50, y + 2, 64, 130, 6, down(y, y + 130, towel.lighter(0.05), towel.lighter(-0.06))
    )
    pen.rect(x - 50, y + 106, 64, 9, fill(towel.lighter(0.14)))
    stood(home, "plant", "fern", 0.98, 0.78, 0.34)
    stood(home, "furniture", "stool", 0.46, 0.86, 0.22)
    on_top(home, "tool", "bottle", 0.45, 0.21, 0.86, 0.12, "#e7b7c4")
    furnish.rug(home, 0.40, 0.40, 0.36, hue + 120)
    for _ in range(9):
        px, py = home.point(0.58 + 0.35 * chance.between(), 0.45 + 0.3 * chance.between(), 0.8)
        pen.circle(px, py, chance.between(6, 15), stroke(C(0.97, 0.03, hue), 2, 0.7))
    front_table(stage, C(0.86, 0.02, 80))


def attic(stage: Stage) -> None:
    """Sloping rafters, a gable window, trunks and forgotten things in the dust."""
    h, w, pen, chance = stage.height, stage.width, stage.pen, stage.chance("attic")
    home = shell(
        stage,
        Finish(C(0.72, 0.06, 68), C(0.54, 0.08, 55), C(0.52, 0.07, 55), walling="boards"),
        top=0.02,
    )
    wood = stage.lit(C(0.48, 0.07, 50))
    ridge = 0.5
    window(home, 0.38, 0.34, 0.24, 0.30, "hills", "round")
    for side in (0.0, 1.0):
        slope = [
            home.point(ridge, 0.0, 1),
            home.point(ridge, 0.0, -0.3),
            home.point(side, 0.80, -0.3),
            home.point(side, 0.80, 1),
        ]
        pen.polygon(slope, across(w / 2, w * side, wood.lighter(0.13), wood.lighter(0.02)))
        for i in range(7):
            depth = 1 - 1.25 * i / 6
            line = stroke(wood.lighter(-0.07), 9 * home.scale(depth))
            pen.line(*home.point(ridge, 0.0, depth), *home.point(side, 0.80, depth), line)
    for depth in (0.86, 0.42):
        s = home.scale(depth)
        (x0, y), (x1, _) = home.point(0.17, 0.26, depth), home.point(0.83, 0.26, depth)
        pen.rect(
            x0, y, x1 - x0, 15 * s, down(y, y + 15 * s, wood.lighter(0.04), wood.lighter(-0.09))
        )
    stood(home, "furniture", "wardrobe", 0.14, 0.90, 0.52)
    stood(home, "furniture", "rocking-chair", 0.74, 0.90, 0.42)
    stood(home, "tool", "chest", 0.92, 0.72, 0.36)
    stood(home, "tool", "box", 0.06, 0.62, 0.30)
    on_top(home, "tool", "suitcase", 0.06, 0.27, 0.62, 0.20)
    stood(home, "tool", "globe", 0.30, 0.88, 0.26)
    stood(home, "tool", "lantern", 0.60, 0.94, 0.20)
    x, y = home.point(0.60, home.up(0.08), 0.94)
    stage.glow(x, y, 190, C(0.86, 0.13, 74), 0.45)
    for _ in range(50):
        pen.circle(
            w * chance.between(0.2, 0.8),
            h * chance.between(0.25, 0.85),
            chance.between(1, 2.6),
            fill(C(0.97, 0.07, 88), 0.5),
        )
    front_table(stage)
