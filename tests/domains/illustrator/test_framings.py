"""From very near, from above, from below: the framing changes what is seen, in both languages."""

from __future__ import annotations

import numpy as np
import pytest

from affresco.studio.engines.illustrator import Scene, understand
from affresco.studio.engines.illustrator.painting.stage import Stage
from affresco.studio.engines.illustrator.picture import staged
from affresco.studio.engines.illustrator.scene import Entity

Pixels = np.ndarray[tuple[int, ...], np.dtype[np.float64]]


def stage_of(scene: Scene, seed: int = 3) -> Stage:
    return staged(scene, seed, (128, 128))[0]


def painted(scene: Scene, seed: int = 3) -> Pixels:
    """The picture without its style, (128, 128, 3), 0–255."""
    return stage_of(scene, seed).pixels()[..., :3].astype(np.float64) * 255


@pytest.mark.parametrize(
    ("prompt", "concept", "colour"),
    [
        ("extreme close-up of a cat's eye", "cat-eye", None),
        ("primo piano di un occhio azzurro", "human-eye", "blue"),
        ("macro photo of a green eye", "human-eye", "green"),
        ("occhio di drago", "dragon-eye", None),
        ("close-up of a horse's eye", "animal-eye", None),
        ("close-up of a human eye with a galaxy in it", "galaxy-eye", None),
        ("un occhio umano con una galassia dentro", "galaxy-eye", None),
    ],
)
def test_an_eye_fills_the_picture(prompt: str, concept: str, colour: str | None) -> None:
    scene = understand(prompt)
    assert scene.setting == "close-eye"
    assert [(entity.concept, entity.colour) for entity in scene.entities] == [(concept, colour)]
    stage = stage_of(scene)
    assert stage.drawn == {0}
    middle = stage.pixels()[60:72, 60:68, :3]
    assert middle.mean() < 0.35, "the pupil"


def test_the_iris_has_the_colour_that_was_named() -> None:
    green = painted(understand("macro of a green eye"))[64, 36:92]
    blue = painted(understand("macro of a blue eye"))[64, 36:92]
    assert (green[:, 1] - green[:, 2]).max() > 40
    assert (blue[:, 2] - blue[:, 0]).max() > 60


@pytest.mark.parametrize(
    ("prompt", "setting"),
    [
        ("bird's-eye view of mountains", "mountains"),
        ("aerial view of a winding river in a jungle", "river"),
        ("drone view of a highway at night", "road"),
    ],
)
def test_land_from_above_is_that_land(prompt: str, setting: str) -> None:
    scene = understand(prompt)
    assert (scene.setting, scene.camera) == (setting, "from-above")
    fields = painted(Scene(setting="meadow", camera="from-above", time=scene.time))
    assert np.abs(painted(scene) - fields).mean() > 12


def test_a_river_from_above_is_blue_between_woods() -> None:
    picture = painted(Scene(setting="river", camera="from-above", time="day"))
    blue = picture[..., 2] > picture[..., 1] + 10
    assert 0.08 < blue.mean() < 0.4
    assert blue.any(1).all(), "it runs from edge to edge"


def test_a_laid_table_from_above_is_the_picture() -> None:
    for prompt in ("a top-down view of a breakfast table", "flat lay of a breakfast table"):
        scene = understand(prompt)
        assert stage_of(scene).drawn == set(range(len(scene.entities)))
    cup = Scene(setting="table", camera="from-above", entities=(Entity("cup"),))
    assert stage_of(cup).drawn == set()


def test_a_vault_is_seen_from_below() -> None:
    for prompt in ("view from below of a cathedral ceiling", "la volta di una chiesa"):
        scene = understand(prompt)
        assert (scene.setting, scene.camera, scene.unknown) == ("church", "from-below", ())
    nave = painted(Scene(setting="church", time=scene.time))
    assert np.abs(painted(scene) - nave).mean() > 25


def test_a_japanese_room_has_mats_and_screens() -> None:
    for prompt in ("a Japanese tea room with tatami", "una stanza giapponese"):
        assert understand(prompt).setting == "japanese-room"
    named = Scene(setting="japanese-room", time="day", entities=(Entity("table"),))
    bare = painted(Scene(setting="japanese-room", time="day"))
    assert np.abs(bare - painted(named)).mean() > 2, "the table that is named stands alone"


@pytest.mark.parametrize(
    ("prompt", "setting"),
    [
        ("looking through a keyhole into a garden", "garden"),
        ("a puddle reflecting the city lights", "street"),
        ("una pozzanghera che riflette le luci della città", "street"),
        ("a path between two rows of trees", "tree-avenue"),
        ("un sentiero tra due file di alberi", "tree-avenue"),
        ("an abandoned church with sunlight through the roof", "church"),
        ("an empty church", "church"),
        ("una chiesa vuota", "church"),
        ("an empty theatre with red seats", "theatre"),
        ("un teatro vuoto con poltrone rosse", "theatre"),
    ],
)
def test_what_is_told_round_about_is_a_place(prompt: str, setting: str) -> None:
    scene = understand(prompt)
    assert (scene.setting, scene.entities, scene.unknown) == (setting, (), ())


def test_an_empty_theatre_has_seats() -> None:
    player = Scene(setting="theatre", time="day", entities=(Entity("window", by=None),))
    red = painted(Scene(setting="theatre", time="day"))[110:, 30:98]
    other = painted(player)[110:, 30:98]
    assert (red[..., 0] - red[..., 1]).mean() > (other[..., 0] - other[..., 1]).mean() + 20


def test_pictures_on_the_wall_hang_there() -> None:
    scene = understand("a bedroom with posters on the wall")
    assert scene.setting == "bedroom"
    assert stage_of(scene).drawn == set(range(len(scene.entities)))


def test_a_lonely_lighthouse_is_alone() -> None:
    lighthouse = Entity("lighthouse")
    lonely = Scene(setting="sea", time="day", moods=("lonely",), entities=(lighthouse,))
    plain = Scene(setting="sea", time="day", entities=(lighthouse,))
    assert np.abs(painted(lonely) - painted(plain)).mean() < 1.0


@pytest.mark.parametrize(
    ("prompt", "setting"),
    [
        ("a desert oasis", "oasis"),
        ("un'oasi nel deserto", "oasis"),
        ("a ghost town in the wild west", "western-town"),
        ("una città del west", "western-town"),
        ("view from an airplane window", "plane"),
        ("vista dal finestrino di un aereo", "plane"),
        ("a long corridor with many doors", "corridor"),
        ("a lake at night with stars", "lake"),
    ],
)
def test_places_of_their_own(prompt: str, setting: str) -> None:
    scene = understand(prompt)
    assert (scene.setting, scene.entities) == (setting, ())


def test_an_oasis_has_water_among_its_palms() -> None:
    scene = understand("an oasis with palm trees")
    assert stage_of(scene).drawn == {0}
    pool = painted(Scene(setting="oasis", time="day"))[92:108, 44:84].mean((0, 1))
    sand = painted(Scene(setting="desert", time="day"))[92:108, 44:84].mean((0, 1))
    assert pool[2] - pool[0] > 20 > sand[2] - sand[0]


def test_the_sea_is_dark_by_night() -> None:
    day, night = (painted(Scene(setting="underwater", time=t)) for t in ("day", "night"))
    assert night.mean() < 0.6 * day.mean()


def test_a_waterfall_from_below_is_a_waterfall() -> None:
    scene = understand("view from below of a waterfall")
    fall = painted(scene)
    assert (fall.min(-1) > 190).mean() > 0.04, "white water"


def test_a_canopy_bed_is_the_only_bed() -> None:
    both = painted(Scene(setting="bedroom", time="day", entities=(Entity("four-poster-bed"),)))
    bare = painted(Scene(setting="bedroom", time="day"))
    assert np.abs(both - bare).mean() > 4
    names = [entity.concept for entity in understand("a bedroom with a canopy bed").entities]
    assert names == ["four-poster-bed"]


def test_a_spiral_galaxy_is_seen() -> None:
    for prompt in ("a spiral galaxy", "una galassia a spirale"):
        assert [entity.concept for entity in understand(prompt).entities] == ["galaxy"]
