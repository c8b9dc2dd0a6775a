"""Things in many colours, broken things, things with wings; cards, icons, signs and mandalas."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pytest

from affresco.studio.engines import illustrator
from affresco.studio.engines.illustrator import Entity, understand
from affresco.studio.engines.illustrator.layout.building import Builder
from affresco.studio.engines.illustrator.layout.several import motley
from affresco.studio.engines.illustrator.layout.ties import roots_of
from affresco.studio.engines.illustrator.painting.stage import Stage
from affresco.studio.engines.illustrator.reading.lexicon import lexicon
from affresco.studio.engines.illustrator.subjects.weathered import cracks


def drawn(words: str) -> npt.NDArray[np.int16]:
    """The picture of a wish, 256 × 256 × 3."""
    return illustrator.draw(understand(words), seed=3, size=(256, 256)).rgb.astype(np.int16)


def stage_of(words: str) -> Stage:
    return Stage(understand(words), 1, (256, 256), outdoors=True)


@pytest.mark.parametrize(
    "words", ["colorful balloons", "palloncini colorati", "birds of many colors"]
)
def test_several_things_in_many_colours_have_one_each(words: str) -> None:
    (root,) = roots_of(stage_of(words))
    colours = {motley(root, number).entity.colour for number in range(root.entity.count)}
    assert len(colours) == root.entity.count
    assert None not in colours


def test_a_colour_that_is_named_counts_before() -> None:
    (root,) = roots_of(stage_of("colorful red balloons"))
    assert {motley(root, number).entity.colour for number in range(3)} == {"red"}


@pytest.mark.parametrize("words", ["a broken mirror", "un cuore spezzato"])
def test_broken_things_have_cracks(words: str) -> None:
    (thing,) = understand(words).entities
    assert cracks(thing)
    whole = words.replace("broken ", "").replace(" spezzato", "")
    assert (np.abs(drawn(words) - drawn(whole)).sum(2) > 60).mean() > 0.005


def test_who_lives_has_no_cracks() -> None:
    assert not cracks(Entity("dog", qualities=("broken",)))
    assert not cracks(Entity("no-such-thing", qualities=("broken",)))


def test_a_heart_with_wings_is_between_them() -> None:
    def width(words: str) -> float:
        stage = stage_of(words)
        built = Builder(stage).built(roots_of(stage)[0])
        left, top, right, bottom = built.box
        return (right - left) / (top - bottom)

    assert width("a heart with wings") > 1.6 * width("a heart")


@pytest.mark.parametrize(
    ("words", "style"),
    [
        ("a tarot card of the sun", "art-nouveau"),
        ("an icon of a mountain", "logo"),
        ("an anchor, tattoo style", "ink"),
        ("sushi, flat illustration", "gouache"),
        ("un vaso di girasoli, pennellate espressive", "expressive"),
        ("a cartoon fox", "illustration"),
    ],
)
def test_styles_by_what_people_call_them(words: str, style: str) -> None:
    scene = understand(words)
    assert scene.style == style
    assert not scene.unknown


def test_the_twelve_signs() -> None:
    for words in ("zodiac sign: leo", "segno zodiacale del leone", "zodiac sign leo"):
        assert [entity.concept for entity in understand(words).entities] == ["zodiac-leo"]
    assert sum(name.startswith("zodiac-") for name in lexicon().concepts) == 12


def test_a_mandala_is_the_same_on_all_sides_and_takes_a_colour() -> None:
    (mandala,) = understand("a blue mandala").entities
    assert (mandala.concept, mandala.colour) == ("mandala", "blue")
    picture = drawn("a blue mandala")
    assert ((picture[..., 2] - picture[..., 0]) > 40).mean() > 0.05


def test_what_lies_on_a_map_lies_on_a_flat_one() -> None:
    stage = stage_of("a compass on a map")
    compass, sheet = Builder(stage).built(roots_of(stage)[0]).members
    assert sheet.height < 0.5 * sheet.width
    assert compass.bottom < sheet.top


def test_roses_lie_around_a_skull() -> None:
    stage = stage_of("a skull with roses")
    skull, *roses = Builder(stage).built(roots_of(stage)[0]).members
    assert len(roses) > 1
    assert max(rose.height for rose in roses) < 0.5 * skull.height


@pytest.mark.parametrize("words", ["a candle burning in the dark", "una candela nel buio"])
def test_in_the_dark_it_is_night(words: str) -> None:
    assert understand(words).time == "night"


@pytest.mark.parametrize(
    ("english", "italian"),
    [
        ("a cello player in a subway car", "una violoncellista in un vagone della metropolitana"),
        ("a fox barista pouring latte art", "una volpe barista che versa un cappuccino"),
        ("a cat looking out of the window", "un gatto che guarda dalla finestra"),
        ("a firefighter saint", "un santo pompiere"),
        ("the lunch of a family of foxes", "il pranzo di una famiglia di volpi"),
        ("a chef octopus cooking", "un polpo chef che cucina"),
    ],
)
def test_both_languages_give_one_scene(english: str, italian: str) -> None:
    one, other = understand(english), understand(italian)
    assert (one.setting, one.entities) == (other.setting, other.entities)


def test_a_verb_that_nobody_knows_is_no_thing() -> None:
    scene = understand("a chef octopus plating eight dishes")
    assert [entity.concept for entity in scene.entities] == ["octopus", "plate"]
