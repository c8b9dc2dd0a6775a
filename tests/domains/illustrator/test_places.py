"""Places: every setting is itself, fills every format, and shows season, weather and camera."""

from __future__ import annotations

from itertools import combinations

import msgspec
import numpy as np
import numpy.typing as npt
import pytest

from affresco.studio.engines.illustrator import Entity, Scene, understand
from affresco.studio.engines.illustrator.camera import aim
from affresco.studio.engines.illustrator.painting.pen import pixels
from affresco.studio.engines.illustrator.painting.stage import Stage
from affresco.studio.engines.illustrator.reading.lexicon import lexicon
from affresco.studio.engines.illustrator.settings import PAINTERS, paint
from affresco.studio.engines.illustrator.settings.backdrop import GROUNDS
from affresco.studio.engines.illustrator.settings.upward import PLACES as UPWARD
from affresco.studio.engines.illustrator.weather import fall

Pixels = npt.NDArray[np.uint8]

SETTINGS = sorted(lexicon().settings)
FORMATS = ((1, 1), (4, 3), (3, 2), (16, 9), (9, 16), (3, 1))
# Compositions of letters and flat colour, which are judged by their own tests.
DESIGNS = frozenset(("abstract", "logo", "poster", "portrait", "tile")) | set(GROUNDS)
# Outdoors, but where neither season nor weather reaches.
SHELTERED = frozenset(
    (
        "cave",
        "crystal-cave",
        "ice-cave",
        "moon",
        "space",
        "underwater",
        "sky",
        "aurora",
        "mars",
        "underwater-city",
    )
)
OUTDOORS = sorted(
    name for name, known in lexicon().settings.items() if known.outdoors and name not in SHELTERED
)
WITH_WINDOWS = (
    "attic", "bathroom", "bedroom", "cafe", "classroom", "greenhouse", "hospital", "kitchen",
    "laboratory", "library", "office", "room", "shop", "train-carriage", "windowsill", "workshop",
)  # fmt: skip
CAMERAS = (None, "close-up", "wide", "from-above", "from-below")


def stage_of(scene: Scene, seed: int = 2, size: tuple[int, int] = (96, 96)) -> Stage:
    """A place as the camera sees it, with its weather and without subjects or style."""
    stage = Stage(scene, seed, size, lexicon().settings[scene.setting].outdoors)
    view = aim(stage)
    with view.of_setting():
        paint(stage)
    view.turn()
    with view.of_setting():
        for finish in stage.afterwards:
            finish()
    fall(stage)
    stage.shine()
    view.frame()
    return stage


def painted(scene: Scene, seed: int = 2, size: tuple[int, int] = (96, 96)) -> Pixels:
    return pixels(stage_of(scene, seed, size).surface)


def difference(a: Pixels, b: Pixels) -> float:
    """Mean difference of two pictures, 0–255."""
    return float(np.abs(a[..., :3].astype(int) - b[..., :3]).mean())


def touched(a: Pixels, b: Pixels) -> float:
    """Share of pixels that are visibly others."""
    return float((np.abs(a[..., :3].astype(int) - b[..., :3]).max(-1) > 10).mean())


@pytest.mark.parametrize("setting", SETTINGS)
def test_every_place_fills_every_format(setting: str) -> None:
    part = SETTINGS.index(setting) % 2  # neighbours in the alphabet take turns
    for number, (across, down) in enumerate(FORMATS[part::2]):
        scale = 80 / min(across, down)
        size = (round(across * scale), round(down * scale))
        assert painted(Scene(setting=setting), number, size)[..., 3].min() > 250, size


def test_no_place_stands_in_for_another() -> None:
    assert sorted(PAINTERS) == SETTINGS
    assert len({id(painter) for painter in PAINTERS.values()}) == len(PAINTERS)
    assert not any(known.drawn_as for known in lexicon().settings.values())


def test_places_differ_from_each_other() -> None:
    """By day, in two seeds each, seen so small that only large forms and colours count."""
    small = {}
    for name in SETTINGS:
        pictures = [painted(Scene(setting=name, time="day"), seed) for seed in (1, 2)]
        small[name] = [p[..., :3].reshape(16, 6, 16, 6, 3).mean((1, 3)) for p in pictures]
    for one, other in combinations(SETTINGS, 2):
        apart = np.mean(
            [np.abs(a - b).mean() for a, b in zip(small[one], small[other], strict=True)]
        )
        assert apart > 7, f"{one} looks like {other}"


@pytest.mark.parametrize("setting", [name for name in SETTINGS if name not in DESIGNS])
def test_there_is_something_to_look_at(setting: str) -> None:
    grey = painted(Scene(setting=setting, time="day"))[..., :3].mean(-1)
    edges = np.hypot(np.diff(grey, axis=0)[:, :-1], np.diff(grey, axis=1)[:-1]) > 10
    assert edges.mean() > (0.008 if setting == "sky" else 0.02)
    lower = edges[edges.shape[0] // 2 :]
    assert lower.mean() > 0.004, "the ground is empty"


@pytest.mark.parametrize("setting", SETTINGS[::2])
def test_the_same_place_is_painted_twice_alike(setting: str) -> None:
    scene = Scene(setting=setting, weather=("rain",))
    assert painted(scene, 5).tobytes() == painted(scene, 5).tobytes()


@pytest.mark.parametrize("setting", OUTDOORS)
def test_seasons_and_weather_are_seen_outdoors(setting: str) -> None:
    plain = painted(Scene(setting=setting, time="day"))
    rain = painted(Scene(setting=setting, time="day", weather=("rain",)))
    winter = painted(Scene(setting=setting, time="day", season="winter"))
    assert difference(plain, rain) > 4
    assert difference(plain, winter) > 4
    snow = painted(Scene(setting=setting, time="day", weather=("snow",)))
    if setting not in ("sea", "underwater"):
        assert snow[48:, :, :3].mean() >= plain[48:, :, :3].mean() - 12


@pytest.mark.parametrize("setting", WITH_WINDOWS)
def test_windows_show_the_weather_and_the_hour(setting: str) -> None:
    entities = (Entity("cat"),) if setting == "kitchen" else ()
    by_day = Scene(setting=setting, time="day", entities=entities)
    day = painted(by_day)
    for weather in ("rain", "snow"):
        scene = Scene(setting=setting, time="day", entities=entities, weather=(weather,))
        assert touched(day, painted(scene)) > 0.002, weather
    if setting in ("attic", "bedroom", "room"):
        autumn = painted(Scene(setting=setting, time="day", season="autumn"))
        assert touched(day, autumn) > 0.002
    night = painted(Scene(setting=setting, time="night", entities=entities))
    assert night[..., :3].mean() < day[..., :3].mean() - 15


@pytest.mark.parametrize(
    "setting",
    ["meadow", "bedroom", "cafe", "classroom", "kitchen", "attic", "street", "table", "station"],
)
def test_eight_seeds_give_four_compositions(setting: str) -> None:
    """Compositions differ when what is painted and where the subject stands differ."""
    distinct: list[tuple[Pixels, npt.NDArray[np.float64]]] = []
    for seed in range(8):
        stage = stage_of(Scene(setting=setting, time="day", entities=(Entity("cat"),)), seed)
        picture, main = pixels(stage.surface), np.array(stage.slots["main"])
        if all(
            difference(picture, other) > 12 or np.abs(main - slot).max() > 0.05
            for other, slot in distinct
        ):
            distinct.append((picture, main))
    assert len(distinct) >= 4


@pytest.mark.parametrize("camera", CAMERAS)
def test_the_subject_has_its_place_in_what_the_camera_sees(camera: str | None) -> None:
    half = CAMERAS.index(camera) % 2  # cameras share the places
    for number, setting in enumerate(sorted(set(SETTINGS) - DESIGNS)[half::2]):
        stage = stage_of(Scene(setting=setting, camera=camera), number, (64, 64))
        if stage.floating:
            continue  # the layout finds a height for what floats
        seen, (x, y, size) = stage.visible, stage.slots["main"]
        assert seen.left < x * stage.width < seen.right, setting
        assert y * stage.height <= seen.bottom, setting
        assert (y - 0.5 * size) * stage.height > seen.top, setting


def test_from_inside_a_car_one_sees_no_car() -> None:
    scene = Scene(setting="street", time="day", camera="from-inside", entities=(Entity("car"),))
    stage = stage_of(scene)
    assert stage.drawn == {0}
    usual = stage_of(Scene(setting="street", time="day", camera="from-inside"))
    assert difference(pixels(usual.surface), pixels(stage.surface)) > 20, "a window, no windscreen"


@pytest.mark.parametrize(
    "setting", ["meadow", "beach", "street", "forest", "room", "desert", "sea"]
)
def test_the_named_camera_is_obeyed(setting: str) -> None:
    usual = stage_of(Scene(setting=setting, time="day"))
    views = {
        camera: stage_of(Scene(setting=setting, time="day", camera=camera))
        for camera in (*CAMERAS[1:], "keyhole", "from-inside", "fisheye")
    }
    for camera, stage in views.items():
        seen = difference(pixels(usual.surface), pixels(stage.surface))
        within = camera == "from-inside" and setting == "room"  # where one is inside already
        assert seen > 6 or camera == "wide" or within, camera
    sizes = {camera: stage.slots["main"].size for camera, stage in views.items()}
    assert sizes["wide"] < 0.6 * usual.slots["main"].size < sizes["close-up"]
    low = views["from-below"]  # the horizon sinks, or, between walls and trunks, is out of sight
    if setting in UPWARD:
        assert low.horizon >= low.height
    else:
        assert low.visible.bottom < usual.visible.bottom
    near, far = (pixels(views[c].surface)[..., :3].astype(int) for c in ("close-up", "wide"))
    assert np.abs(np.diff(near, axis=1)).mean() < np.abs(np.diff(far, axis=1)).mean()


@pytest.mark.parametrize(
    "words", ["a wizard's shop full of potions", "la bottega di un mago piena di pozioni"]
)
def test_potions_are_on_the_shelves_of_a_wizards_room(words: str) -> None:
    scene = understand(words)
    assert (scene.setting, scene.unknown) == ("wizards-room", ())
    (potions,) = scene.entities
    stage = Stage(scene, 2, (256, 256), outdoors=False)
    paint(stage)
    assert stage.drawn == {0}
    one = msgspec.structs.replace(scene, entities=(msgspec.structs.replace(potions, count=1),))
    stage = Stage(one, 2, (256, 256), outdoors=False)
    paint(stage)
    assert not stage.drawn, "a single one stands on the table"


@pytest.mark.parametrize(
    "words", ["a fox made of triangles", "una volpe fatta di forme geometriche semplici"]
)
def test_geometric_shapes_are_low_poly(words: str) -> None:
    scene = understand(words)
    assert (scene.style, scene.unknown, scene.entities[0].pose) == ("low-poly", (), None)
