"""Things with things: on surfaces, in vessels, at houses, in shapes; read from words, and laid out."""

from __future__ import annotations

import pytest

from affresco.studio.engines.illustrator import Scene, understand
from affresco.studio.engines.illustrator.camera import aim
from affresco.studio.engines.illustrator.layout.assembly import Assembly
from affresco.studio.engines.illustrator.layout.building import Builder
from affresco.studio.engines.illustrator.layout.ties import roots_of
from affresco.studio.engines.illustrator.painting.stage import Stage


def scene_built(words: str) -> tuple[Scene, list[Assembly]]:
    """The scene of a wish, and what is made of each of its roots."""
    scene = understand(words)
    stage = Stage(scene, 4, (256, 256), True)
    aim(stage)
    builder = Builder(stage)
    return scene, [builder.built(root) for root in roots_of(stage)]


def whole(words: str) -> Assembly:
    """What is made of a wish of which all things belong together."""
    _, roots = scene_built(words)
    assert len(roots) == 1, "they stand apart"
    return roots[0]


@pytest.mark.parametrize(
    ("words", "things"),
    [
        ("a wooden table with a teapot, three cups and a plate of cookies", 5),
        ("un tavolo di legno con una torta, due tazze e un vaso", 4),
        ("a shelf with jars of honey, a clock and a small radio", 5),
        ("a chest of drawers with a lamp, a vase and a clock", 3),
        ("a bench with a book and a cup", 2),
        ("a picnic blanket with sandwiches, lemonade and a watermelon", 5),
        ("un vassoio con una teiera, due tazze e un piatto di biscotti", 4),
    ],
)
def test_all_that_a_surface_has_stands_on_it(words: str, things: int) -> None:
    base, *rest = whole(words).members
    assert len(rest) == things
    for thing in rest:
        assert base.left - 0.01 <= thing.left
        assert thing.right <= base.right + 0.01
        assert base.bottom + 0.1 * base.height < thing.bottom <= base.top
    assert max(thing.height for thing in rest) < 4 * min(thing.height for thing in rest)


def test_nobody_and_no_chair_stands_on_a_table() -> None:
    for words in ("a table with a woman", "a table with four chairs", "a bed with a house"):
        members = whole(words).members
        assert max(m.bottom for m in members) < 0.2 * max(m.top for m in members)


@pytest.mark.parametrize(
    ("words", "setting"),
    [
        ("a picnic blanket with sandwiches", "meadow"),
        ("un tavolo da picnic con una torta", "garden"),
        ("a tree with lanterns hanging from its branches", "meadow"),
        ("a big oak with a swing", "meadow"),
    ],
)
def test_where_things_are_at_home(words: str, setting: str) -> None:
    assert understand(words).setting == setting
