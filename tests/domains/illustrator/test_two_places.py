"""Places in places, ruins, empty rooms, views from below, and what rain and snow leave behind."""

from __future__ import annotations

import numpy as np
import pytest

from affresco.studio.engines.illustrator import Scene, understand
from affresco.studio.engines.illustrator.painting.chance import Chance
from affresco.studio.engines.illustrator.painting.stage import Stage
from affresco.studio.engines.illustrator.picture import staged
from affresco.studio.engines.illustrator.scene import Entity
from affresco.studio.engines.illustrator.subjects.find import drawn_alone
from affresco.studio.engines.illustrator.subjects.snowed import SNOWED, snowed

Pixels = np.ndarray[tuple[int, ...], np.dtype[np.float64]]


def stage_of(scene: Scene, seed: int = 2) -> Stage:
    return staged(scene, seed, (128, 128))[0]


def painted(scene: Scene, seed: int = 2) -> Pixels:
    """The picture without its style, (128, 128, 3), 0–255."""
    return stage_of(scene, seed).pixels()[..., :3].astype(np.float64) * 255


@pytest.mark.parametrize(
    ("prompt", "setting", "concepts"),
    [
        ("a library inside a cave", "cave", {"bookcase", "books"}),
        ("una biblioteca dentro una grotta", "cave", {"bookcase", "books"}),
        ("a forest inside a bedroom", "bedroom", {"tree", "fern"}),
        ("una foresta dentro una camera da letto", "bedroom", {"tree", "fern"}),
        ("a garden inside a train carriage", "train-carriage", {"rosebush", "sunflower"}),
        ("a desert in a library", "library", {"cactus", "rock"}),
    ],
)
def test_a_place_in_a_place_is_told_by_its_things(
    prompt: str, setting: str, concepts: set[str]
) -> None:
    scene = understand(prompt)
    assert scene.setting == setting
    assert {entity.concept for entity in scene.entities} >= concepts
    assert not scene.unknown


def test_an_ordinary_place_is_told_as_ever() -> None:
    assert understand("a bedroom with a view of a forest").setting == "bedroom"
    assert understand("a path in a forest").setting == "forest"


@pytest.mark.parametrize("prompt", ["an empty room", "una stanza vuota", "una stanza senza mobili"])
def test_an_empty_room_has_nothing_in_it(prompt: str) -> None:
    scene = understand(prompt)
    assert (scene.setting, scene.moods, scene.entities) == ("room", ("bare",), ())
    floor = painted(scene)[112:, :]
    assert painted(Scene(setting="room", time=scene.time))[112:, :].std() > 1.5 * floor.std()


@pytest.mark.parametrize(
    "prompt", ["a ruined castle", "un castello diroccato", "a castle in ruins"]
)
def test_a_ruin_is_lower_on_one_side(prompt: str) -> None:
    castle = understand(prompt).entities[0]
    assert "ruined" in castle.qualities
    tower = Entity("tower", qualities=castle.qualities)
    lean = [_lean(entity) for entity in (Entity("tower"), tower)]
    assert lean[1] > lean[0] + 30


def _lean(entity: Entity) -> float:
    """By how much one half of a drawing is higher than the other, in units of its box."""
    tops = np.array(drawn_alone(entity, Chance("tower")).skyline)
    return float(abs(np.median(tops[:8]) - np.median(tops[-8:])))


@pytest.mark.parametrize(
    "prompt",
    [
        "view from under the water looking up at a boat",
        "a boat seen from below the surface",
        "una barca vista da sott'acqua",
    ],
)
def test_a_boat_from_below_is_a_dark_keel_on_a_bright_surface(prompt: str) -> None:
    scene = understand(prompt)
    assert (scene.setting, scene.camera, scene.unknown) == ("underwater", "from-below", ())
    stage = stage_of(scene)
    assert stage.drawn == {0}
    picture = stage.pixels()[..., :3]
    x, y = round(stage.sun_x * stage.unit), round(stage.sun_y * stage.unit)
    assert picture[y, x].mean() < 0.5 < picture[y - 30, x - 8].mean()


def test_trees_from_below_are_those_of_the_wood() -> None:
    trees = Scene(setting="forest", camera="from-below", entities=(Entity("tree", count=3),))
    assert stage_of(trees).drawn == {0}
    assert understand("looking up through the leaves of a forest").camera == "from-below"


def test_parasols_are_seen_from_their_top() -> None:
    scene = understand("aerial view of a beach with umbrellas")
    assert stage_of(scene).drawn == set(range(len(scene.entities)))


def test_after_the_rain_it_does_not_rain_and_puddles_lie() -> None:
    for prompt in ("a country road after the rain", "una strada di campagna dopo la pioggia"):
        assert understand(prompt).weather == ("wet",)
    dry, wet = (painted(Scene(setting="road", time="day", weather=w)) for w in ((), ("wet",)))
    changed = np.abs(dry - wet).max(-1) > 8
    assert changed[64:].mean() > 0.02
    assert changed[:60].mean() < 0.005


def test_snow_lies_on_the_roofs_that_are_named() -> None:
    house = Entity("house")
    assert (
        SNOWED
        in snowed(Scene(setting="winter", weather=("snow",), entities=(house,)))
        .entities[0]
        .qualities
    )
    indoors = Scene(setting="room", weather=("snow",), entities=(house,))
    assert snowed(indoors) == indoors


def test_a_bridge_of_ropes_and_a_campfire_are_drawn_as_such() -> None:
    for prompt in ("a rope bridge", "un ponte di corda"):
        assert understand(prompt).entities[0].concept == "rope-bridge"
    left, top, right, bottom = drawn_alone(Entity("campfire"), Chance("fire")).box
    assert right - left > 0.9 * (bottom - top)


def test_washing_that_hangs_is_on_a_line() -> None:
    for prompt in ("un vicolo con panni stesi", "an alley with hanging laundry"):
        assert [entity.concept for entity in understand(prompt).entities] == ["clothesline"]


def test_a_rose_is_wet_with_dew() -> None:
    for prompt in ("una rosa bagnata di rugiada", "a rose wet with dew"):
        assert len(understand(prompt).entities) < 3
        assert understand(prompt).entities[0].concept == "rose"


@pytest.mark.parametrize("prompt", ["a burned forest", "una foresta bruciata"])
def test_a_burnt_wood_is_dark_and_smoulders(prompt: str) -> None:
    scene = understand(prompt)
    assert (scene.setting, scene.moods, scene.unknown) == ("forest", ("burnt",), ())
    green, burnt = (painted(Scene(setting="forest", time="day", moods=m)) for m in ((), ("burnt",)))
    assert burnt.mean() < 0.75 * green.mean()
    assert ((burnt[..., 0] - burnt[..., 2]) > 120).any(), "embers"


@pytest.mark.parametrize(
    "prompt", ["a door in the middle of the ocean", "una porta in mezzo al mare"]
)
def test_what_is_in_the_middle_of_the_sea_has_no_shore(prompt: str) -> None:
    assert understand(prompt).setting == "sea"
    assert understand("a house by the ocean").setting == "beach"


@pytest.mark.parametrize(
    ("prompt", "setting", "concepts"),
    [
        ("a library underwater", "underwater", ("bookcase", "books")),
        ("una biblioteca sott'acqua", "underwater", ("bookcase", "books")),
        ("the ruins of a castle on a hill", "meadow", ("castle",)),
        ("a tiny house in a vast snowy field", "winter", ("house",)),
        ("a bedroom with a view of earth", "bedroom", ("window",)),
        ("una cucina di nonna", "kitchen", ()),
    ],
)
def test_places_that_are_told_round_about(
    prompt: str, setting: str, concepts: tuple[str, ...]
) -> None:
    scene = understand(prompt)
    assert (scene.setting, tuple(e.concept for e in scene.entities)) == (setting, concepts)
    assert not scene.unknown


def test_what_is_vast_is_seen_from_afar_and_what_is_below_from_above() -> None:
    assert understand("a tree in an endless desert").camera == "wide"
    assert understand("un albero in un deserto sconfinato").camera == "wide"
    down = understand("looking down from a skyscraper onto the street")
    assert (down.setting, down.camera, down.entities) == ("street", "from-above", ())


def test_no_puddle_lies_on_a_roof() -> None:
    dry, wet = (painted(Scene(setting="roof", time="day", weather=w)) for w in ((), ("wet",)))
    assert np.abs(dry - wet).mean() < 0.5


def test_a_silhouette_of_palms_is_of_the_palms() -> None:
    palms = (Entity("palm", count=3),)
    assert stage_of(Scene(setting="beach", style="silhouette", entities=palms)).drawn == set()
    assert stage_of(Scene(setting="beach", entities=palms)).drawn == {0}


@pytest.mark.parametrize(
    ("prompt", "setting", "concepts"),
    [
        ("an artist's studio", "art-studio", ()),
        ("uno studio di un pittore pieno di tele", "art-studio", ()),
        ("a sunken pirate ship", "underwater", ("pirate-ship",)),
        ("una nave affondata", "underwater", ("ship",)),
        ("a wedding on the beach", "beach", ("bride", "groom")),
        ("un matrimonio in spiaggia", "beach", ("bride", "groom")),
        ("an alley with flower pots", "old-town", ("potted-plant",)),
        ("un vicolo con vasi di fiori", "old-town", ("potted-plant",)),
        ("a wedding cake", "table", ("wedding-cake",)),
    ],
)
def test_events_and_rooms_are_told_by_who_and_what_is_there(
    prompt: str, setting: str, concepts: tuple[str, ...]
) -> None:
    scene = understand(prompt)
    assert (scene.setting, tuple(e.concept for e in scene.entities)) == (setting, concepts)


def test_a_studio_has_an_easel_unless_one_is_named() -> None:
    own = painted(Scene(setting="art-studio", time="day"))
    named = painted(Scene(setting="art-studio", time="day", entities=(Entity("easel"),)))
    assert np.abs(own - named).mean() > 3


def test_a_tornado_brings_its_weather() -> None:
    assert understand("a tornado over a farm").weather == ("storm",)
    assert understand("un tornado su una fattoria").weather == ("storm",)
