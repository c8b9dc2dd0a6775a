"""Windows, balconies and lights: where one looks out from, at what, and what is lit by night."""

from __future__ import annotations

import numpy as np
import pytest

from affresco.studio.engines import illustrator
from affresco.studio.engines.illustrator import (
    Entity,
    Scene,
    chips,
    correct,
    describe,
    understand,
)
from affresco.studio.engines.illustrator.layout import arranged
from affresco.studio.engines.illustrator.layout.far import sight
from affresco.studio.engines.illustrator.layout.ties import roots_of
from affresco.studio.engines.illustrator.painting.sprites import BOX
from affresco.studio.engines.illustrator.reading.lexicon import lexicon
from affresco.studio.model import Correction
from domains.illustrator.test_layout import reach
from domains.illustrator.test_places import stage_of


@pytest.mark.parametrize(
    ("prompt", "setting", "outlook"),
    [
        ("a window with a view of the sea", "windowsill", "sea"),
        ("una finestra con vista sul mare", "windowsill", "sea"),
        ("the mountains seen from an open window", "windowsill", "mountains"),
        ("a cat on a windowsill, city outside", "windowsill", "skyline"),
        ("un gatto sul davanzale, fuori la città", "windowsill", "skyline"),
        ("a kitchen overlooking the mountains", "kitchen", "mountains"),
        ("a train window with a view of the mountains", "train-carriage", "mountains"),
        ("view of the sea from a balcony", "balcony", "sea"),
        ("vista del mare dal balcone", "balcony", "sea"),
        ("a girl at her desk by the window, forest outside", "room", "forest"),
        ("a bedroom with the moon in the window", "bedroom", ""),
        ("a house with a blue window by the sea", "beach", ""),
        ("a window", "windowsill", ""),
    ],
)
def test_what_is_named_beside_a_window_lies_behind_it(
    prompt: str, setting: str, outlook: str
) -> None:
    scene = understand(prompt)
    assert (scene.setting, scene.outlook) == (setting, outlook)
    assert not scene.unknown


@pytest.mark.parametrize(
    ("prompt", "setting"),
    [
        ("a mouse sewing by candlelight", "room"),
        ("un topo che cuce a lume di candela", "room"),
        ("a castle hall by candlelight", "castle-hall"),
        ("two friends telling stories by firelight", "forest"),
        ("a man under a streetlamp at night", "street"),
    ],
)
def test_a_light_that_one_sees_by_makes_it_night(prompt: str, setting: str) -> None:
    scene = understand(prompt)
    assert (scene.setting, scene.time) == (setting, "night")


def test_who_sits_on_a_rock_is_above_the_water_and_who_swims_is_in_it() -> None:
    assert understand("a mermaid sitting on a rock").setting == "sea"
    assert understand("una sirena seduta su uno scoglio").setting == "sea"
    assert understand("a mermaid swimming in the sea").setting == "underwater"


def test_what_lies_outside_is_said_and_may_be_put_right() -> None:
    scene = understand("a kitchen overlooking the mountains")
    shown = {chip.field: (chip.label, chip.key) for chip in chips(scene, "en")}
    assert shown["outlook"] == ("Background", "mountains")
    assert "mountains outside" in describe(scene, "en")
    assert "di fuori" in describe(scene, "it")
    changed = correct(scene, [Correction("outlook", "sea")], "en")
    assert (changed.setting, changed.outlook) == ("kitchen", "sea")
    assert correct(scene, [Correction("outlook", "")], "en").outlook == ""


def test_only_what_is_behind_the_window_changes_with_it() -> None:
    sea, peaks = (
        illustrator.draw(
            Scene(setting="windowsill", outlook=place, time="day"), seed=5, size=(256, 256)
        ).rgb
        for place in ("sea", "mountains")
    )
    assert (sea[40:150, 90:170] != peaks[40:150, 90:170]).mean() > 0.3
    assert np.abs(sea[-20:].astype(int) - peaks[-20:].astype(int)).mean() < 2


@pytest.mark.parametrize(
    ("prompt", "far"),
    [
        ("a fox in a field, castle in the distance", "castle"),
        ("una ragazza con il Colosseo sullo sfondo", "colosseum"),
        ("a girl on a bike with a windmill in the background", "windmill"),
        ("un contadino con una chiesa in lontananza", "church"),
        ("a wolf with a distant lighthouse", "lighthouse"),
    ],
)
def test_what_is_in_the_background_is_small_behind_and_at_the_horizon(
    prompt: str, far: str
) -> None:
    scene = understand(prompt)
    (at,) = (n for n, entity in enumerate(scene.entities) if entity.concept == far)
    assert "distant" in scene.entities[at].qualities
    stage = stage_of(scene, size=(256, 256))
    pieces = arranged(stage, roots_of(stage))
    marks = {mark.entity: mark for piece in pieces for mark in piece.seen()}
    order = {mark.entity: piece.order for piece in pieces for mark in piece.marks}
    high = stage.visible.bottom - stage.visible.top
    assert abs(marks[at].bottom - stage.horizon) < 0.08 * high
    near = max(mark.bottom - mark.top for number, mark in marks.items() if number != at)
    assert marks[at].bottom - marks[at].top < 0.6 * near
    assert order[at] == min(order.values())


@pytest.mark.parametrize(
    ("prompt", "place", "setting"),
    [
        ("a cat in Paris", "paris", "old-town"),
        ("un gelato a Roma", "rome", "old-town"),
        ("New York at night", "new-york", "skyline"),
        ("una strada di Tokyo", "tokyo", "street"),
        ("un cammello in Egitto", "egypt", "desert"),
        ("a café in Paris", "paris", "cafe"),
    ],
)
def test_a_city_that_is_named_is_known_by_its_sight(prompt: str, place: str, setting: str) -> None:
    scene = understand(prompt)
    assert (scene.setting, scene.outlook) == (setting, place)
    named = lexicon().regions[place]
    assert named.name("en") in [chip.value for chip in chips(scene, "en")]
    assert named.landmark not in [entity.concept for entity in scene.entities], "no subject"
    stage = stage_of(scene)
    drawn = [node.entity.concept for node in sight(stage)]
    assert drawn == ([named.landmark] if lexicon().settings[setting].outdoors else [])
    assert sight(stage_of(understand(f"{prompt}, {named.landmark.replace('-', ' ')}"))) == []


@pytest.mark.parametrize("city", ["Paris", "London", "Pisa", "Tokyo"])
def test_the_sight_of_a_city_stands_between_its_houses(city: str) -> None:
    scene = understand(f"a street in {city}")
    for seed in range(4):
        stage = stage_of(scene, seed=seed)
        (piece,) = arranged(stage, sight(stage))
        left, _, right, _ = piece.subject.box
        wide = (right - left) / BOX * piece.size
        assert wide < 0.35 * (stage.visible.right - stage.visible.left)


def test_mount_fuji_stands_on_the_land_and_not_on_clouds() -> None:
    """Its foot is darker than its snow: no clouds lie under it."""
    rgb = illustrator.draw(
        Scene(setting="mountains", time="day", entities=(Entity("mount-fuji"),)),
        seed=3,
        size=(256, 256),
    ).rgb.astype(int)
    stage = stage_of(Scene(setting="mountains", entities=(Entity("mount-fuji"),)), seed=3)
    (piece,) = arranged(stage, roots_of(stage))
    left, top, right, bottom = reach(stage, piece)
    unit = 256 / stage.height
    middle, foot = int((left + right) / 2 * unit), int((bottom - 0.10 * (bottom - top)) * unit)
    peak = int((top + 0.12 * (bottom - top)) * unit)
    light = rgb[:, middle - 4 : middle + 4].mean((1, 2))
    assert light[peak] > light[foot] + 40


@pytest.mark.parametrize(
    ("prompt", "sold"),
    [
        ("a flower market", "flower"),
        ("un mercato di fiori in una piazza italiana", "flower"),
        ("a fish stall", "fish"),
        ("una bancarella di libri", "books"),
        ("a cat asleep at the fish market", "fish"),
    ],
)
def test_a_market_sells_what_it_is_named_for(prompt: str, sold: str) -> None:
    scene = understand(prompt)
    assert scene.setting == "market"
    (at,) = (n for n, entity in enumerate(scene.entities) if entity.concept == sold)
    stage = stage_of(scene)
    assert at in stage.drawn, "it is on the stalls"
    assert sold not in [node.entity.concept for node in roots_of(stage)]


@pytest.mark.parametrize(
    ("prompt", "setting", "concepts"),
    [
        ("a motorcyclist on a desert road", "desert", ("man", "motorcycle")),
        ("un motociclista su una strada nel deserto", "desert", ("man", "motorcycle")),
        ("an underwater city", "underwater-city", ()),
        ("a mountain reflected in a still lake", "lake", ("mountain",)),
        ("una montagna che si riflette nel lago", "lake", ("mountain",)),
        ("a city skyline reflected in the river at night", "skyline", ()),
    ],
)
def test_places_within_places(prompt: str, setting: str, concepts: tuple[str, ...]) -> None:
    scene = understand(prompt)
    assert scene.setting == setting
    assert tuple(entity.concept for entity in scene.entities) == concepts
    assert not scene.unknown


@pytest.mark.parametrize(
    ("prompt", "setting", "concept", "count"),
    [
        ("an airplane above the clouds", "sky", "airplane", 1),
        ("un aereo sopra le nuvole", "sky", "airplane", 1),
        ("a bird above the clouds", "sky", "bird", 1),
        ("a blues trio on a small stage", "theatre", "musician", 3),
        ("un quartetto d'archi in una chiesa", "church", "violinist", 4),
        ("an icy cave with blue crystals", "ice-cave", "crystal", 3),
    ],
)
def test_nobody_is_lost_in_the_name_of_a_place_or_a_band(
    prompt: str, setting: str, concept: str, count: int
) -> None:
    scene = understand(prompt)
    assert scene.setting == setting
    assert [(entity.concept, entity.count) for entity in scene.entities] == [(concept, count)]
    assert not scene.unknown
