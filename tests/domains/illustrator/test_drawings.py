"""Drawings written in strokes: each can be read, the notation means what its README says."""

from __future__ import annotations

import re

import numpy as np
import numpy.typing as npt
import pytest
import skia

from affresco.studio.engines.illustrator.painting.chance import Chance
from affresco.studio.engines.illustrator.painting.pen import Pen, pixels, surface
from affresco.studio.engines.illustrator.painting.sprites import BOX
from affresco.studio.engines.illustrator.reading.lexicon import lexicon
from affresco.studio.engines.illustrator.scene import Entity
from affresco.studio.engines.illustrator.subjects.drawings import drawings
from affresco.studio.engines.illustrator.subjects.families import FAMILIES, Shape
from affresco.studio.engines.illustrator.subjects.find import drawn_alone
from affresco.studio.engines.illustrator.subjects.posed import portrait_of
from affresco.studio.engines.illustrator.subjects.shapes import look_of
from affresco.studio.engines.illustrator.subjects.strokes import (
    FaultyStroke,
    read_stroke,
    stroke_of,
)


@pytest.mark.parametrize("family", sorted(drawings()))
def test_every_stroke_can_be_read(family: str) -> None:
    for kind, drawing in drawings()[family].items():
        assert drawing.lines, kind
        assert re.fullmatch(r"(#[0-9a-f]{6} ?){3}", drawing.tones), kind
        for line in drawing.lines:
            read_stroke(line)


def test_marks_of_the_notation() -> None:
    read = read_stroke("&|m--~ x3,10,-2 r 0 0 4 4 1")
    assert (read.inside, read.mirrored, read.clear, read.tone) == (True, True, True, "m")
    assert read.lighter == pytest.approx(-0.14)
    assert read.copies == ((0.0, -0.0), (10.0, -2.0), (20.0, -4.0))
    assert read_stroke("k / 3 0 0 4 4").width == 3
    assert read_stroke("#ff0000 p 0 0 4 0 4 4").width == 0


@pytest.mark.parametrize("line", ["m", "? o 1 2 3 4", "m o 1 2", "m r a b c d e", "m q 1 2 3"])
def test_a_faulty_stroke_names_its_line(line: str) -> None:
    with pytest.raises(FaultyStroke, match=re.escape(line)):
        read_stroke(line)


def test_a_mirrored_stroke_is_on_both_sides() -> None:
    def covered(line: str) -> tuple[bool, bool]:
        sheet = surface(128, 128)
        pen = Pen(sheet.getCanvas())
        stroke_of(pen, look_of(Shape("tool")), Chance(1), line)
        seen = pixels(sheet)[..., 3] > 0
        return bool(seen[:, :64].any()), bool(seen[:, 64:].any())

    assert covered("r o 20 60 8 8") == (True, False)
    assert covered("|r o 20 60 8 8") == (True, True)


def test_animals_at_rest_are_drawn_as_themselves() -> None:
    concepts = lexicon().concepts
    for name in ("lynx", "capybara", "walrus", "toucan", "axolotl-pet", "mantis"):
        portrait = portrait_of(concepts[name], "")
        assert portrait is not None, name
        assert portrait.kind in FAMILIES["creature"].kinds
    assert portrait_of(concepts["lynx"], "sleeping") is None
    flying = portrait_of(concepts["heron"], "flying")
    assert flying is not None
    assert flying.kind == "flying-wader"


def test_common_things_have_drawings_of_their_own() -> None:
    kinds = {
        "fishbowl": "fishbowl", "radiator": "radiator", "tablecloth": "tablecloth",
        "seed": "seeds", "shaving": "shavings", "statue": "statue", "chimney": "chimney",
        "venus-flytrap": "flytrap", "crane-machine": "crane-tower", "baseball-bat": "baseball-bat",
    }  # fmt: skip
    for concept, kind in kinds.items():
        shape = lexicon().concepts[concept].shape
        assert shape is not None, concept
        assert shape.kind == kind


_OF_ITS_OWN_COLOUR = frozenset(
    (
        *("candle", "corn-plant", "cured-ham", "donuts-box", "game-board", "kebab", "latte"),
        *("lever", "neon", "stone-sword", "xylophone", "zip", "beach-ball"),
    )
)
"""Kinds that keep most of their colour whatever is named: a flame, keys of all colours."""


def test_a_colour_that_is_named_is_seen_on_every_thing_of_strokes() -> None:
    pale = set()
    for name, concept in lexicon().concepts.items():
        shape = concept.shape
        if shape is None or shape.family not in drawings() or shape.kind in _OF_ITS_OWN_COLOUR:
            continue
        if shape.kind not in drawings()[shape.family]:
            continue
        blue, orange = (_pixels(Entity(name, colour=colour)) for colour in ("blue", "orange"))
        inked = (blue.min(axis=2) < 250).mean()
        if (np.abs(blue - orange).max(axis=2) > 25).mean() < 0.15 * inked:
            pale.add(f"{shape.family}:{shape.kind}")
    assert not pale


def _pixels(entity: Entity) -> npt.NDArray[np.int64]:
    surface = skia.Surface(48, 48)
    canvas = surface.getCanvas()
    canvas.clear(skia.ColorWHITE)
    canvas.scale(48 / BOX, 48 / BOX)
    drawn_alone(entity, Chance(3)).draw(Pen(canvas))
    return np.array(surface.toarray()).astype(np.int64)
