"""Who swims under a boat is below a surface that is seen from the side, and the boat lies on it."""

from __future__ import annotations

import msgspec
import pytest

from affresco.studio.engines.illustrator import Scene, understand
from affresco.studio.engines.illustrator.camera import aim
from affresco.studio.engines.illustrator.facts import dives_under
from affresco.studio.engines.illustrator.layout import arranged
from affresco.studio.engines.illustrator.layout.assembly import Mark
from affresco.studio.engines.illustrator.layout.ties import roots_of
from affresco.studio.engines.illustrator.painting.stage import Stage
from affresco.studio.engines.illustrator.settings import paint

FORMATS = [(256, 256), (384, 256), (256, 456)]


def laid(scene: Scene, seed: int, size: tuple[int, int]) -> tuple[Stage, dict[int, list[Mark]]]:
    """The stage with its place painted, and where each entity is on it."""
    stage = Stage(scene, seed, size, outdoors=True)
    aim(stage)
    paint(stage)
    found: dict[int, list[Mark]] = {}
    for piece in arranged(stage, roots_of(stage)):
        for mark in piece.seen():
            found.setdefault(mark.entity, []).append(mark)
    return stage, found


@pytest.mark.parametrize("size", FORMATS)
@pytest.mark.parametrize(
    "prompt",
    [
        "a whale swimming under a small rowing boat",
        "due delfini sotto una barca a vela",
        "a boat above a giant octopus",
        "una barca a vela e sotto una balena enorme",
        "a shark below a surfer at night",
    ],
)
def test_the_diver_is_below_the_surface_and_the_boat_on_it(
    prompt: str, size: tuple[int, int]
) -> None:
    scene = understand(prompt)
    pair = dives_under(scene)
    assert pair is not None
    for seed in range(3):
        stage, found = laid(scene, seed, size)
        line, seen = stage.waterline, stage.visible
        assert line is not None
        (boat,) = found[pair[1]]
        assert boat.top < line < boat.bottom
        assert line - boat.top > 2 * (boat.bottom - line), "most of it is dry"
        for diver in found[pair[0]]:
            assert diver.top > line
            assert diver.bottom <= seen.bottom + 1
            assert seen.left <= diver.left < diver.right <= seen.right


def test_a_whale_is_larger_than_a_boat() -> None:
    scene = understand("a whale swimming under a rowing boat")
    _, found = laid(scene, 2, (256, 256))
    (whale,), (boat,) = found[0], found[1]
    assert whale.right - whale.left > 1.5 * (boat.right - boat.left)


@pytest.mark.parametrize(
    "prompt",
    [
        "a whale beside a boat",
        "a cat under a boat",
        "a bridge over a river",
        "a fish under a stone",
    ],
)
def test_nobody_else_is_seen_from_the_side(prompt: str) -> None:
    scene = understand(prompt)
    stage = Stage(scene, 1, (256, 256), outdoors=True)
    paint(stage)
    assert stage.waterline is None


def test_from_above_there_is_no_waterline() -> None:
    scene = msgspec.structs.replace(understand("a whale under a boat"), camera="from-above")
    stage = Stage(scene, 1, (256, 256), outdoors=True)
    paint(stage)
    assert stage.waterline is None
