"""Trees in autumn, what sitters wear, and shapes in abstract pictures."""

from __future__ import annotations

import msgspec
import numpy as np
import pytest

from affresco.studio.engines.illustrator import Entity, Scene, understand
from affresco.studio.engines.illustrator.picture import staged
from affresco.studio.engines.illustrator.subjects.seasoned import seasoned

SIDE = (256, 256)


def test_a_named_tree_turns_in_autumn_unless_it_has_a_colour_or_keeps_its_needles() -> None:
    scene = Scene(
        setting="meadow",
        season="autumn",
        entities=(Entity("beech"), Entity("beech", colour="blue"), Entity("pine"), Entity("cat")),
    )

    colours = [entity.colour for entity in seasoned(scene, 7).entities]

    assert colours[0] in ("orange", "golden", "red")
    assert colours[1:] == ["blue", None, None]
    assert seasoned(scene, 7) == seasoned(scene, 7)


def test_no_tree_turns_in_summer() -> None:
    scene = Scene(setting="meadow", season="summer", entities=(Entity("beech"),))

    assert seasoned(scene, 7) == scene


@pytest.mark.parametrize("worn", ["crown", "hat", "glasses", "scarf", "headphones"])
def test_a_sitter_wears_what_is_named_once(worn: str) -> None:
    bare = Scene(setting="portrait", entities=(Entity("woman"),))
    dressed = msgspec.structs.replace(bare, entities=(*bare.entities, Entity(worn)))

    stage, _ = staged(dressed, 3, SIDE)

    assert stage.drawn == {0, 1}, "drawn by the portrait, not once more beside it"
    assert (stage.surface.toarray() != staged(bare, 3, SIDE)[0].surface.toarray()).mean() > 0.005


def test_named_shapes_make_an_abstract_picture_and_do_not_stand_before_it() -> None:
    scene = understand("abstract with two circles and three triangles in ochre and teal")

    stage, _ = staged(scene, 3, SIDE)

    assert stage.drawn == set(range(len(scene.entities)))
    assert len(np.unique(stage.surface.toarray()[::8, ::8].reshape(-1, 4), axis=0)) > 3
