"""Designed sheets: plain grounds, patterns, logos, inks of named colours, lights of the night sky."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
import numpy as np
import numpy.typing as npt
import pytest

from affresco.studio.engines.illustrator import Entity, Scene, draw
from affresco.studio.engines.illustrator.painting.colour import oklab
from affresco.studio.engines.illustrator.picture import staged
from affresco.studio.engines.illustrator.settings.backdrop import GROUNDS, sheet_for

Bytes = npt.NDArray[np.uint8]
SIZE = (256, 256)


def drawn(scene: Scene, seed: int = 3) -> Bytes:
    return draw(scene, seed=seed, size=SIZE).rgb


def apart(a: Bytes, b: Bytes) -> float:
    """Mean difference of two pictures, 0–255."""
    return float(np.abs(a.astype(np.int16) - b).mean())


def compositions(scene: Scene, seeds: Sequence[int] = range(8)) -> int:
    """How many of some seeds differ in their large forms: 8 × 8 signs of change, 10 of them apart."""
    found: list[npt.NDArray[np.bool_]] = []
    for seed in seeds:
        grey = drawn(scene, seed).mean(-1).reshape(8, 32, 8, 32).mean((1, 3))
        signs = np.concatenate([np.diff(grey, axis=0).ravel(), np.diff(grey, axis=1).ravel()]) > 0
        if all(int((signs != other).sum()) >= 10 for other in found):
            found.append(signs)
    return len(found)


def test_a_named_ground_is_one_colour_around_the_subject() -> None:
    for name, colour in GROUNDS.items():
        picture = drawn(Scene(setting=name, entities=(Entity("teapot"),)))
        corners = picture[[2, 2, 100], [2, -3, 2]].astype(np.float32) / 255
        wanted = np.array(colour.rgb(), np.float32)
        away = np.linalg.norm(oklab(corners) - oklab(wanted[None]), axis=-1)
        assert float(np.median(away)) < 0.16, name


def test_a_line_drawing_of_a_thing_is_alone_on_its_sheet_unless_a_place_was_named() -> None:
    fox = Scene(setting="meadow", style="line-art", entities=(Entity("fox"),))
    nowhere = msgspec.structs.replace(fox, assumed=("setting",))
    assert sheet_for(fox).setting == "meadow"
    assert sheet_for(nowhere).setting == "backdrop-plain"
    at_the_edge, blank = ((drawn(scene)[:, :16] < 200).mean() for scene in (fox, nowhere))
    assert at_the_edge > 0.01
    assert blank == 0


def test_a_pattern_repeats_one_motif_for_many_of_a_kind() -> None:
    one = Scene(style="pattern", entities=(Entity("lemon"),))
    three = Scene(style="pattern", entities=(Entity("lemon", count=3),))
    assert (drawn(one) == drawn(three)).all()
    both = Scene(style="pattern", entities=(Entity("lemon"), Entity("fox")))
    assert apart(drawn(one), drawn(both)) > 6


def test_a_logo_holds_both_things_and_the_sun_that_are_named() -> None:
    def logo(*concepts: str, time: str | None = None) -> Bytes:
        entities = tuple(Entity(concept) for concept in concepts)
        return drawn(Scene(setting="logo", style="logo", entities=entities, time=time))

    assert apart(logo("owl"), logo("owl", "book")) > 2
    assert apart(logo("mountain"), logo("mountain", time="day")) > 1


def test_a_risograph_keeps_red_and_yellow_apart() -> None:
    for concept, colour in (("lemon", "yellow"), ("bicycle", "red")):
        scene = Scene(
            setting="meadow", style="risograph", assumed=("setting",),
            entities=(Entity(concept, colour=colour),),
        )  # fmt: skip
        _, tracer = staged(sheet_for(scene), 3, SIZE)
        inside = tracer.figures(tracer.labels())
        red, green, blue = (drawn(scene)[inside].mean(0) / 255).tolist()
        assert red > blue + 0.12
        assert (green - blue > 0.2) == (colour == "yellow")


def test_the_colours_of_a_scene_are_the_inks_of_a_risograph() -> None:
    plain = Scene(setting="beach", time="day", style="risograph", entities=(Entity("cat"),))
    inked = msgspec.structs.replace(plain, colours=("#0b7a75", "#f28c28"))
    lab = oklab(drawn(inked).reshape(-1, 3).astype(np.float32) / 255)
    hues = np.degrees(np.arctan2(lab[:, 2], lab[:, 1]))[np.hypot(lab[:, 1], lab[:, 2]) > 0.06]
    teal, orange = np.abs(hues + 167) < 40, np.abs(hues - 65) < 40
    assert (teal | orange).mean() > 0.75  # the rest is both, one over the other
    assert min(teal.mean(), orange.mean()) > 0.03


@pytest.mark.parametrize("light", ["aurora", "comet", "milky-way", "shooting-star"])
def test_lights_of_the_night_belong_to_the_sky(light: str) -> None:
    scene = Scene(setting="village", entities=(Entity(light),))
    stage, _ = staged(scene, 3, SIZE)
    assert stage.light.time == "night"
    assert stage.drawn == {0}


@pytest.mark.parametrize(
    "scene",
    [
        Scene(setting="table", entities=(Entity("teapot"),)),
        Scene(setting="bedroom", entities=(Entity("cat"),)),
        Scene(setting="logo", style="logo", entities=(Entity("owl"), Entity("book"))),
        Scene(style="pattern", entities=(Entity("lemon"),)),
        Scene(setting="backdrop-black", entities=(Entity("teapot"),)),
        Scene(setting="portrait", entities=(Entity("old-woman"),)),
        Scene(setting="abstract", style="abstract", palette=("joy", "love", "sadness")),
    ],
    ids=lambda scene: scene.style or scene.setting,
)
def test_eight_seeds_give_at_least_four_compositions(scene: Scene) -> None:
    assert compositions(scene) >= 4
