"""What has happened to a place, and what its sky holds: read, and painted where it belongs."""

from __future__ import annotations

import numpy as np
import pytest

from affresco.studio.engines.illustrator import Scene, understand
from affresco.studio.engines.illustrator.painting.chance import Chance
from affresco.studio.engines.illustrator.painting.stage import Stage
from affresco.studio.engines.illustrator.picture import staged
from affresco.studio.engines.illustrator.scene import Entity
from affresco.studio.engines.illustrator.settings.states import STATES
from affresco.studio.engines.illustrator.subjects.dewy import DEWY, bedewed
from affresco.studio.engines.illustrator.subjects.find import drawn_alone


def painted(scene: Scene, seed: int = 2) -> np.ndarray[tuple[int, ...], np.dtype[np.float64]]:
    """The picture without its style, (96, 96, 3), 0–255."""
    return staged(scene, seed, (96, 96))[0].pixels()[..., :3].astype(np.float64) * 255


def changed(mood: str, setting: str) -> tuple[float, float]:
    """How much of the upper and of the lower half of a place a mood changes, 0–1."""
    plain = painted(Scene(setting=setting, time="day"))
    other = painted(Scene(setting=setting, time="day", moods=(mood,)))
    touched = np.abs(plain - other).max(-1) > 10
    return float(touched[:48].mean()), float(touched[48:].mean())


@pytest.mark.parametrize("setting", ["library", "street", "square"])
@pytest.mark.parametrize("state", STATES)
def test_a_state_is_seen_in_a_room_and_outdoors(state: str, setting: str) -> None:
    above, below = changed(state, setting)
    assert above + below > 0.03
    if state in ("flooded", "muddy", "messy"):
        assert above < 0.02, "it lies on the ground"


def test_a_flood_covers_the_whole_floor() -> None:
    assert changed("flooded", "library")[1] > 0.35


@pytest.mark.parametrize(
    ("prompt", "setting", "mood"),
    [
        ("a flooded library", "library", "flooded"),
        ("una biblioteca allagata", "library", "flooded"),
        ("an abandoned train station", "station", "derelict"),
        ("una stazione abbandonata", "station", "derelict"),
        ("a street overgrown with plants", "street", "overgrown"),
        ("un mercato affollato", "market", "crowded"),
        ("a festive square with lights and garlands", "square", "string-lights"),
    ],
)
def test_states_are_read_in_both_languages(prompt: str, setting: str, mood: str) -> None:
    scene = understand(prompt)
    assert (scene.setting, mood in scene.moods) == (setting, True)
    assert not scene.entities
    assert not scene.unknown


def test_a_dark_place_is_dark_unless_an_hour_is_named() -> None:
    assert understand("a dark forest").time == "night"
    assert understand("un vicolo buio").time == "night"
    assert understand("a dark forest at dawn").time == "sunrise"
    assert understand("a dark horse in a forest").time is None


def test_the_inside_of_a_cathedral_is_the_place() -> None:
    for prompt in (
        "the inside of a cathedral",
        "l'interno di una cattedrale",
        "the inside of a cathedral with light through stained glass windows",
    ):
        scene = understand(prompt)
        assert (scene.setting, scene.entities, scene.style) == ("church", (), None), prompt


def test_an_abandoned_house_is_faded() -> None:
    def colourful(*qualities: str) -> float:
        scene = Scene(time="day", entities=(Entity("barn", qualities=qualities),))
        picture = painted(scene)[30:80, 25:70]
        return float((picture.max(-1) - picture.min(-1)).mean())

    assert colourful("abandoned") < colourful() - 8


def stage_of(*entities: Entity, setting: str = "desert") -> Stage:
    return staged(Scene(setting=setting, time="night", entities=entities), 2, (96, 96))[0]


@pytest.mark.parametrize("setting", ["desert", "mars", "alien-planet", "sea"])
def test_two_moons_are_in_the_sky(setting: str) -> None:
    assert stage_of(Entity("moon-disc", count=2), setting=setting).drawn == {0}
    assert stage_of(Entity("moon-disc"), setting=setting).drawn == set()


def test_a_double_rainbow_has_two_bows() -> None:
    assert understand("a double rainbow over green hills").weather == ("double-rainbow",)
    one, two = (
        painted(Scene(time="day", weather=(name,))) for name in ("rainbow", "double-rainbow")
    )
    plain = painted(Scene(time="day"))
    assert (np.abs(two - plain).max(-1) > 6).sum() > 1.4 * (np.abs(one - plain).max(-1) > 6).sum()


@pytest.mark.parametrize(
    ("prompt", "setting"),
    [
        ("an underwater city", "underwater-city"),
        ("una città sommersa", "underwater-city"),
        ("a futuristic city with flying cars", "future-city"),
        ("una città steampunk", "steampunk-city"),
        ("a tree-lined avenue", "tree-avenue"),
        ("un viale alberato in autunno", "tree-avenue"),
        ("un caffè all'aperto in una piazza", "cafe-terrace"),
        ("a wooden bridge over a stream in a Japanese garden", "japanese-garden"),
        ("an olive grove", "olive-grove"),
        ("a bamboo forest", "bamboo-forest"),
        ("una grotta piena di cristalli", "crystal-cave"),
        ("a narrow alley", "old-town"),
        ("una grotta marina con acqua azzurra", "sea-cave"),
        ("a deep dark cave with an underground lake", "cave"),
        ("un borgo sul mare", "harbour"),
        ("a winding road", "road"),
        ("a bakery window full of bread", "bakery"),
        ("la vetrina di un panificio piena di pane", "bakery"),
        ("a carpenter's workshop full of tools", "workshop"),
        ("un paesaggio lunare", "moon"),
        ("a tropical beach", "beach"),
    ],
)
def test_a_place_that_is_named_is_the_place(prompt: str, setting: str) -> None:
    scene = understand(prompt)
    assert (scene.setting, scene.weather, scene.unknown) == (setting, (), ())


def test_flying_cars_fly_and_a_plain_bridge_is_the_one_of_the_garden() -> None:
    cars = stage_of(Entity("flying-car", count=3), setting="future-city")
    assert cars.drawn == {0}
    bridge = Entity("bridge", material="wooden")
    assert stage_of(bridge, setting="japanese-garden").drawn == {0}
    walker = Entity("woman", relation="on", by=0)
    assert stage_of(bridge, walker, setting="japanese-garden").drawn == set()


def test_a_place_of_houses_has_those_that_are_named() -> None:
    white = Entity("house", count=3, colour="white")
    assert stage_of(white, setting="village").drawn == {0}
    assert stage_of(Entity("house"), setting="village").drawn == set()
    red, plain = (
        staged(Scene(setting="village", time="day", entities=entities), 2, (96, 96))[0].pixels()
        for entities in ((Entity("house", count=3, colour="red"),), ())
    )
    assert (red[50:, :, 0] - red[50:, :, 1]).mean() > (
        plain[50:, :, 0] - plain[50:, :, 1]
    ).mean() + 0.02


def test_lanterns_hang_in_a_lane_and_float_on_a_lake() -> None:
    assert stage_of(Entity("lantern", count=3), setting="old-town").drawn == {0}
    afloat = Entity("lantern", count=3, pose="float")
    assert stage_of(afloat, setting="lake").drawn == {0}
    assert stage_of(afloat, setting="old-town").drawn == set()
    assert stage_of(Entity("lantern", count=3), setting="room").drawn == set()


def test_tall_grass_hides_the_feet() -> None:
    scene = understand("a lion hiding in the tall grass")
    assert scene.setting == "grassland"
    barn = Scene(setting="grassland", time="day", entities=(Entity("barn", colour="red"),))
    picture = painted(barn)
    red = (picture[..., 0] - picture[..., 1] > 60).sum(1)
    assert red[81:86].mean() < 0.8 * red[70:75].mean(), "blades stand before its foot"


def test_a_passing_train_has_no_legs() -> None:
    def box(concept: str, pose: str | None) -> tuple[float, ...]:
        entity = Entity(concept, pose=pose, qualities=("walking",) if pose else ())
        return drawn_alone(entity, Chance("legs")).box

    assert box("subway-train", "walk") == box("subway-train", None)
    assert box("teapot", "walk") != box("teapot", None)


def test_lit_windows_are_those_of_the_houses() -> None:
    for prompt in (
        "a village at night with lit windows",
        "un villaggio di notte con le finestre illuminate",
    ):
        scene = understand(prompt)
        assert (scene.setting, scene.entities, scene.time) == ("village", (), "night")


def test_a_cherry_blossom_path_is_an_avenue_in_spring() -> None:
    for prompt in ("a cherry blossom path", "un viale di ciliegi in fiore"):
        scene = understand(prompt)
        assert (scene.setting, scene.season, scene.entities) == ("tree-avenue", "spring", ()), (
            prompt
        )


def test_drops_on_a_pane_are_rain_behind_a_window() -> None:
    for prompt in ("close-up of raindrops on a window", "gocce di pioggia sul vetro"):
        scene = understand(prompt)
        assert (scene.setting, scene.weather, scene.camera) == ("windowsill", ("rain",), None), (
            prompt
        )


@pytest.mark.parametrize(
    "prompt", ["a red rose with dewdrops", "dewdrops on a leaf", "una rosa con gocce di rugiada"]
)
def test_dew_is_on_what_grows(prompt: str) -> None:
    scene = bedewed(understand(prompt))
    drops = next(at for at, entity in enumerate(scene.entities) if entity.concept == "raindrop")
    (bearer,) = (entity for entity in scene.entities if DEWY in entity.qualities)
    assert bearer.relation is None
    assert staged(scene, 2, (96, 96))[0].drawn == {drops}
    dewy, bare = (drawn_alone(one, Chance("dew")) for one in (bearer, Entity(bearer.concept)))
    assert dewy.box == pytest.approx(bare.box, abs=8), "no drop hangs beside it"


@pytest.mark.parametrize(
    ("setting", "concept"),
    [
        ("greenhouse", "plant"),
        ("lake", "tree"),
        ("forest", "tree"),
        ("beach", "palm"),
        ("harbour", "boat"),
    ],
)
def test_a_place_draws_what_it_consists_of(setting: str, concept: str) -> None:
    assert stage_of(Entity(concept, count=3), setting=setting).drawn == {0}
    assert stage_of(Entity(concept), setting=setting).drawn == set()
    tied = Entity("cat", relation="on", by=0)
    assert stage_of(Entity(concept, count=3), tied, setting=setting).drawn == set()


def test_a_greenhouse_full_of_plants_has_more_of_them() -> None:
    def green(*entities: Entity) -> float:
        picture = painted(Scene(setting="greenhouse", time="day", entities=entities))[60:]
        return float((picture[..., 1] - picture[..., 0] > 20).mean())

    assert green(Entity("plant", count=3)) > green() + 0.1
