"""A street market, and its stalls."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from affresco.studio.engines.illustrator.facts import ASSORTED, family_of
from affresco.studio.engines.illustrator.painting.colour import Colour
from affresco.studio.engines.illustrator.painting.pen import down, fill, stroke
from affresco.studio.engines.illustrator.painting.sprites import Placing, Subject, place
from affresco.studio.engines.illustrator.painting.stage import Stage
from affresco.studio.engines.illustrator.reading.lexicon import lexicon
from affresco.studio.engines.illustrator.scene import Entity
from affresco.studio.engines.illustrator.subjects.families import Shape
from affresco.studio.engines.illustrator.subjects.find import drawn_alone

from . import season, vista
from .dwellings import walls
from .facades import WARM, Row, facade_row
from .props import prop, set_at, unit_of
from .sky import sky

C = Colour
_STONE = C(0.78, 0.03, 75)
_GOODS = (
    (
        ("food", "round-fruit"),
        ("food", "round-fruit", "#e7a13a"),
        ("food", "long-fruit"),
        ("food", "berries"),
    ),
    (
        ("food", "root"),
        ("food", "vegetable"),
        ("food", "round-fruit", "#7fae3f"),
        ("food", "round-fruit", "#b5402f"),
    ),
    (("food", "loaf"), ("food", "bun"), ("food", "pie"), ("food", "cheese")),
    (("flower", "tulip"), ("flower", "daisy"), ("flower", "sunflower"), ("flower", "rose")),
)


def market(stage: Stage) -> None:
    """Stalls under striped awnings with fruit, vegetables and bread, houses behind."""
    h, w, chance = stage.height, stage.width, stage.chance("market")
    stage.horizon = h * 0.56
    stage.set_sun()
    sky(stage, clouds=0.35)
    facade_row(stage, h * 0.63, h * 0.30, 0.18, Row(walls(stage, WARM), "tiles", "doors"))
    vista.paving(stage, h * 0.63, _STONE, w * 0.5, 13)
    goods = _named_goods(stage)
    hues = [25, 150, 60, 250, 330]
    for i, (x, y, s) in enumerate(
        ((0.34, 0.70, 0.20), (0.66, 0.70, 0.20), (0.09, 0.80, 0.31), (0.92, 0.80, 0.31))
    ):
        stall(stage, x, y, s, hues[(i + chance.whole(0, 4)) % 5], i, goods)
    _bunting(stage, h * 0.33, h * 0.06)
    for x in (0.27, 0.75):
        prop(stage, Shape("food", "basket"), x, 0.83, 0.10, 0.0, 0.5)
    stage.shine()
    stage.ground = "none"
    stage.slots = dict(vista.SLOTS)


def _named_goods(stage: Stage) -> list[Subject]:
    """What the stalls sell, if it was named: things at the market that nobody has in hand."""
    entities, goods = stage.scene.entities, []
    for entity in entities:
        owner = entities[entity.by].concept if entity.by is not None else "market-stall"
        sold = entity.relation in (None, "with", "full-of", "on") and owner == "market-stall"
        ware = family_of(entity).held or lexicon().concepts[entity.concept].family in _SOLD
        if (
            sold
            and ware
            and (
                entity.count > 1
                or entity.by is not None
                or len(entities) == 1
                or entity.concept in ASSORTED
            )
        ):
            stage.draws(entity)
            goods += [
                drawn_alone(kind, stage.chance("goods", kind.concept)) for kind in _kinds(entity)
            ]
        elif entity.concept == "market-stall" and entity.count == 1:
            stage.draws(entity)
    return goods


def _kinds(entity: Entity) -> list[Entity]:
    """What a word for goods stands for: flowers are of many kinds, books of many colours."""
    kinds = ASSORTED.get(entity.concept, ())
    known = [Entity(name) for name in kinds if name in lexicon().concepts]
    if entity.concept in ("book", "books") and not entity.colour:
        return [Entity("books", colour=colour) for colour in _COVERS]
    return known if known and not entity.colour else [entity]


_COVERS: Final = ("red", "blue", "green", "yellow")
_SOLD: Final = frozenset(("flower", "plant", "sea-animal", "fruit", "vegetable", "food", "toy"))


def stall(
    stage: Stage,
    x: float,
    y: float,
    size: float,
    hue: float,
    number: int,
    goods: Sequence[Subject] = (),
) -> None:
    """A market stall; size is its height, a share. goods: what it sells, else what stalls usually do."""
    px, py, s, pen = x * stage.width, y * stage.height, size * unit_of(stage), stage.pen
    wood = stage.lit(C(0.56, 0.08, 58))
    pen.oval(px, py, s * 0.72, s * 0.06, fill(stage.light.shadow, 0.4, blur=6))
    for dx in (-0.58, 0.58):
        pen.line(px + dx * s, py, px + dx * s, py - s * 0.9, stroke(wood.lighter(-0.08), s * 0.03))
    pen.rect(px - s * 0.6, py - s * 0.85, s * 1.2, s * 0.5, fill(stage.light.shadow, 0.35))
    pen.rect(
        px - s * 0.62,
        py - s * 0.36,
        s * 1.24,
        s * 0.36,
        down(py - s * 0.36, py, wood.lighter(0.06), wood.lighter(-0.06)),
    )
    for i in range(5):
        pen.rounded(
            px - s * 0.60 + s * 0.245 * i,
            py - s * 0.40,
            s * 0.225,
            s * 0.12,
            4,
            fill(wood.lighter(0.10)),
        )
    kinds = _GOODS[(number + stage.chance("goods").whole(0, 3)) % 4]
    for line in (0, 1):
        for i in range(0 if goods else 9):
            what = kinds[(i // 2) % len(kinds)]
            shape = Shape(what[0], what[1], colour=what[2] if len(what) > 2 else "")
            set_at(
                stage,
                shape,
                px - s * 0.54 + s * 0.135 * i,
                py - s * (0.42 - 0.05 * line),
                s * 0.15,
                0.0,
                0.0,
            )
    for i in range(12 if goods else 0):
        left, line = px - s * 0.52 + s * 0.21 * (i % 6), i // 6
        size_ = s * 0.24
        good = goods[(i + number) % len(goods)]
        place(stage, good, left, py - s * (0.44 - 0.13 * line), size_, Placing(shadow=0.2))
    cloth = stage.lit(C(0.58, 0.17, hue))
    white = stage.lit(C(0.97, 0.01, 90))
    snow = season.snowy(stage)
    for i in range(8):
        a, b = px - s * 0.68 + s * 0.17 * i, px - s * 0.68 + s * 0.17 * (i + 1)
        tone = cloth if i % 2 else white
        pen.polygon(
            [
                (a * 0.86 + px * 0.14, py - s * 1.16),
                (b * 0.86 + px * 0.14, py - s * 1.16),
                (b, py - s * 0.88),
                (a, py - s * 0.88),
            ],
            fill(tone),
        )
        pen.arc(a, py - s * 0.95, b - a, s * 0.14, 0, 180, fill(tone.lighter(-0.03)))
    if snow:
        pen.rounded(
            px - s * 0.60, py - s * 1.21, s * 1.2, s * 0.10, s * 0.05, fill(stage.lit(season.SNOW))
        )
    if stage.light.dark:
        stage.glow(px, py - s * 0.62, s * 0.95, C(0.90, 0.12, 80), 0.6)
        pen.circle(px, py - s * 0.78, s * 0.04, fill(C(0.97, 0.08, 88)))


def _bunting(stage: Stage, y: float, sag: float) -> None:
    """Little flags on a line across."""
    w, pen, chance = stage.width, stage.pen, stage.chance("bunting")
    count = round(22 * max(1.0, w / 1000))
    for i in range(count):
        t = (i + 0.5) / count
        px, py = w * t, y + sag * 4 * (t * 3 % 1) * (1 - t * 3 % 1)
        tone = stage.lit(C(0.70, 0.16, chance.pick((25, 60, 90, 150, 250))))
        pen.polygon([(px - 13, py), (px + 13, py), (px, py + 30)], fill(tone))
