"""Portraits: a face of our own for people, a plain ground for everybody else."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

import skia

from affresco.studio.engines.illustrator.painting.chance import Chance
from affresco.studio.engines.illustrator.painting.colour import Colour
from affresco.studio.engines.illustrator.painting.pen import (
    across,
    down,
    radial,
    stroke,
)
from affresco.studio.engines.illustrator.painting.stage import Slot, Stage
from affresco.studio.engines.illustrator.reading.lexicon import lexicon
from affresco.studio.engines.illustrator.settings.face import paint
from affresco.studio.engines.illustrator.settings.sitter import KEY, MARITIME, Sitter
from affresco.studio.engines.illustrator.settings.worn_in_portraits import wear
from affresco.studio.engines.illustrator.subjects.actors import garment_of
from affresco.studio.engines.illustrator.subjects.figure.wardrobe import TRADES
from affresco.studio.engines.illustrator.subjects.figure.who import HAIRS
from affresco.studio.engines.illustrator.subjects.find import colour_of

# Skin in the middle tone, in shade, in light.
_SKINS = (
    (Colour(0.80, 0.07, 55), Colour(0.52, 0.09, 40), Colour(0.92, 0.05, 70)),
    (Colour(0.62, 0.09, 55), Colour(0.36, 0.075, 42), Colour(0.76, 0.08, 62)),
    (Colour(0.72, 0.085, 58), Colour(0.44, 0.085, 42), Colour(0.87, 0.065, 68)),
    (Colour(0.46, 0.075, 48), Colour(0.26, 0.055, 40), Colour(0.62, 0.085, 58)),
)


_OLD_SKIN = (Colour(0.70, 0.09, 52), Colour(0.42, 0.09, 38), Colour(0.87, 0.07, 70))


_HAIR = (
    Colour(0.3, 0.05, 50),
    Colour(0.42, 0.09, 45),
    Colour(0.22, 0.03, 280),
    Colour(0.68, 0.12, 75),
    Colour(0.50, 0.14, 40),
)


_FEMININE = frozenset(
    ("queen", "princess", "woman", "girl", "old-woman", "witch", "bride", "ballerina", "mermaid")
)


_OLD = frozenset(("old-man", "old-woman", "wizard", "fisherman", "monk", "santa-claus"))


_SPACESUIT = Colour(0.92, 0.008, 250)
_YOUNG = frozenset(("girl", "boy", "child", "baby", "schoolboy", "schoolgirl", "kid"))


def _kinds(concept: str) -> frozenset[str]:
    """What somebody may be called by when a face is chosen: a young woman is a woman."""
    known = lexicon().concepts.get(concept)
    kind = known.shape.kind if known is not None and known.shape is not None else ""
    trade = TRADES.get(concept) or TRADES.get(kind)
    return frozenset((concept, kind, trade.sort if trade is not None else "", *concept.split("-")))


def portrait(stage: Stage) -> None:
    """Head and shoulders of a person, of somebody if nobody is named; animals sit as they are."""
    h, w = stage.height, stage.width
    chance = stage.chance("portrait")
    side = chance.side()
    stage.light = replace(
        stage.light,
        time="golden",
        key=KEY,
        ambient=Colour(0.95, 0.03, 80),
        shadow=Colour(0.22, 0.05, 280),
    )
    stage.sun_x, stage.sun_y, stage.horizon = w * (0.5 + 0.5 * side), 0, h * 0.6
    entity = stage.scene.entities[0] if stage.scene.entities else None
    person = entity is None or lexicon().concepts[entity.concept].family in (
        "person",
        "active-person",
    )
    concept = entity.concept if entity else "person"
    _backdrop(stage, chance, side, concept in MARITIME)
    if person:
        sitter = _sitter(stage, chance, concept, bool(entity and "old" in entity.qualities))
        unit = min(h, w * 1.1) / 1000 * chance.pick((0.86, 0.94, 1.0, 1.10))
        x = w * (0.5 + side * chance.pick((-0.07, 0.0, 0.0, 0.07)))
        with stage.pen.figure(), stage.pen.at(x, h - 500 * unit, scale=(unit * side, unit)):
            paint(stage.pen, sitter, stage.chance("face"))
            wear(stage, stage.pen)
        if entity:
            stage.draws(entity)
    stage.ground = "none"
    stage.slots = {
        "main": Slot(0.80, 0.96, 0.30),
        "second": Slot(0.18, 0.96, 0.24),
        "air": Slot(0.2, 0.2, 0.15),
    }
    if not person:
        # an animal sits as it is, large and alone before the ground
        stage.slots["main"] = Slot(0.5, 0.95, 0.88)


def _bare(stage: Stage, tone: Colour, side: int) -> None:
    """Nothing behind the sitter."""


def _curtained(stage: Stage, tone: Colour, side: int) -> None:
    """A curtain that hangs on one side."""
    h, w, pen = stage.height, stage.width, stage.pen
    cloth = Colour(0.40, 0.12, tone.hue + 150)
    for i in range(5):
        x = w * (0.5 - side * (0.5 - 0.052 * i)) - (0.0 if side > 0 else w * 0.052)
        folds = (cloth.lighter(0.06), cloth.lighter(-0.08))
        pen.rect(x, -20, w * 0.056, h + 40, across(x, x + w * 0.056, *folds))


def _arched(stage: Stage, tone: Colour, side: int) -> None:
    """An arch in the wall, lighter inside."""
    h, w, pen = stage.height, stage.width, stage.pen
    arch = skia.Path()
    half = min(w, h) * 0.40
    arch.addArc(skia.Rect.MakeXYWH(w / 2 - half, h * 0.06, 2 * half, 2 * half), 180, 180)
    arch.addRect(skia.Rect.MakeXYWH(w / 2 - half, h * 0.06 + half, 2 * half, h))
    pen.shape(arch, down(0, h, tone.lighter(0.30).mix(KEY, 0.35), tone.lighter(0.08)))
    pen.shape(arch, stroke(tone.lighter(-0.12), 8, 0.5))


def _panelled(stage: Stage, tone: Colour, side: int) -> None:
    """A window with evening light beside the sitter, and panelling below."""
    h, w, pen = stage.height, stage.width, stage.pen
    pen.rect(-20, h * 0.62, w + 40, h, down(h * 0.62, h, tone.lighter(-0.08), tone.lighter(-0.20)))
    wide, tall = w * 0.24, h * 0.42
    x, y = w * (0.5 + side * 0.34) - wide / 2, h * 0.08
    pen.rect(x, y, wide, tall, down(y, y + tall, Colour(0.82, 0.07, 230), Colour(0.93, 0.10, 80)))
    frame = stroke(tone.lighter(0.34), 14, round_ends=False)
    pen.rect(x, y, wide, tall, frame)
    pen.line(x + wide / 2, y, x + wide / 2, y + tall, frame)
    pen.line(x, y + tall * 0.45, x + wide, y + tall * 0.45, frame)


def _sitter(stage: Stage, chance: Chance, concept: str, old: bool) -> Sitter:
    old = old or concept in _OLD
    feminine = bool(_kinds(concept) & _FEMININE) or (
        concept in ("person", "singer", "artist") and chance.often(0.5)
    )
    skin, shade, glow = chance.pick(_SKINS)
    if concept in MARITIME:
        skin, shade, glow = _OLD_SKIN
    coat = (
        Colour(0.38, 0.08, 255)
        if not feminine
        else Colour(0.45, 0.14, chance.pick((20, 320, 255, 160)))
    )
    entity = stage.scene.entities[0] if stage.scene.entities else None
    said = entity.qualities if entity else ()
    named = next((HAIRS[quality] for quality in said if quality in HAIRS), None)
    return Sitter(
        skin=skin,
        shade=shade,
        glow=glow,
        hair=named or (Colour(0.88, 0.015, 85) if old else chance.pick(_HAIR)),
        coat=_coat(stage)
        or (colour_of(entity) if entity else None)
        or (_SPACESUIT if concept == "astronaut" else coat),
        eyes=chance.pick(
            (Colour(0.50, 0.09, 235), Colour(0.42, 0.07, 60), Colour(0.50, 0.09, 150))
        ),
        old=old,
        feminine=feminine,
        concept=concept,
        long=("hair-long" in said or (feminine and "hair-curly" not in said))
        and "hair-short" not in said,
        curly="hair-curly" in said,
        freckled="freckled" in said,
        young=bool(_kinds(concept) & _YOUNG) or "young" in said,
        bearded="bearded" in said,
    )


_CLOTHES: Final = frozenset(("coat", "jacket", "dress", "shirt"))


def _coat(stage: Stage) -> Colour | None:
    """The colour of what is named for the sitter's shoulders, which is drawn as the coat."""
    for entity in stage.scene.entities[1:]:
        if entity.relation in ("wear", "with") and garment_of(entity.concept) in _CLOTHES:
            stage.draws(entity)
            return colour_of(entity) or _USUAL_COATS.get(entity.concept)
    return None


_USUAL_COATS: Final = {"raincoat": Colour(0.84, 0.15, 92), "lab-coat": Colour(0.95, 0.01, 90)}


def _backdrop(stage: Stage, chance: Chance, side: int, maritime: bool) -> None:
    h, w, pen = stage.height, stage.width, stage.pen
    tone = Colour(0.42, 0.06, 220) if maritime else Colour(0.45, 0.07, chance.between(0, 360))
    tones = [tone.lighter(0.26).mix(KEY, 0.3), tone.lighter(0.05), tone.lighter(-0.18)]
    pen.wash(radial((w * (0.5 + 0.28 * side), h * 0.34), max(h, w) * 0.8, tones))
    if not maritime:
        chance.pick((_bare, _curtained, _arched, _panelled))(stage, tone, side)
        return
    pen.rect(
        -20,
        h * 0.60,
        w + 40,
        h * 0.4,
        down(h * 0.6, h, (tone.lighter(0.18), 0.7), (tone.lighter(-0.12), 0.7)),
    )
    for _ in range(60):
        x, y = chance.between(0, w), h * (0.6 + 0.4 * chance.between())
        pen.line(
            x,
            y,
            x + chance.between(20, 120),
            y + chance.between(-3, 3),
            stroke(tone.lighter(chance.between(-0.1, 0.3)), chance.between(1.5, 5), 0.5),
        )
