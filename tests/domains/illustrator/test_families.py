"""The parametric families: each kind in each pose draws, within its box, the same every time."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pytest

from affresco.studio.engines.illustrator import Entity, Scene, draw
from affresco.studio.engines.illustrator.painting.chance import Chance
from affresco.studio.engines.illustrator.painting.colour import Colour
from affresco.studio.engines.illustrator.painting.pen import Pen, pixels, surface
from affresco.studio.engines.illustrator.painting.stage import Stage
from affresco.studio.engines.illustrator.reading.lexicon import lexicon
from affresco.studio.engines.illustrator.settings import PAINTERS
from affresco.studio.engines.illustrator.styles import STYLES
from affresco.studio.engines.illustrator.subjects.families import FAMILIES, Shape
from affresco.studio.engines.illustrator.subjects.shapes import PAINTERS as FAMILY_PAINTERS
from affresco.studio.engines.illustrator.subjects.shapes import drawing_of, look_of

MARGIN = 16  # units around the box on the sheets of these tests


def drawn(shape: Shape, *qualities: str, colour: Colour | None = None) -> npt.NDArray[np.uint8]:
    """RGBA of a shape, its box with a margin around."""
    side = 128 + 2 * MARGIN
    sheet = surface(side, side)
    pen = Pen(sheet.getCanvas())
    pen.canvas.translate(MARGIN, MARGIN)
    drawing_of(look_of(shape, colour, qualities), Chance(7))(pen)
    return pixels(sheet).copy()


def test_every_family_has_a_painter() -> None:
    assert set(FAMILY_PAINTERS) | {"person"} == set(FAMILIES)


@pytest.mark.parametrize("family", sorted(FAMILIES))
def test_every_kind_stays_in_its_box_and_repeats(family: str) -> None:
    for kind in FAMILIES[family].kinds:
        picture = drawn(Shape(family, kind))
        seen = picture[..., 3] > 60
        assert seen.mean() > 0.02, kind
        edge = np.ones_like(seen)
        edge[MARGIN // 2 : -MARGIN // 2, MARGIN // 2 : -MARGIN // 2] = False
        assert not (seen & edge).any(), kind
        assert (picture == drawn(Shape(family, kind))).all(), kind


@pytest.mark.parametrize("family", ["bird", "person", "quadruped"])
def test_poses_differ(family: str) -> None:
    info = FAMILIES[family]
    pictures = {drawn(Shape(family, info.kinds[0]), pose).tobytes() for pose in info.poses}
    assert len(pictures) >= 3


def test_colours_and_materials_show() -> None:
    plain = drawn(Shape("quadruped", "horse"))
    red = drawn(Shape("quadruped", "horse"), colour=Colour(0.54, 0.21, 25))
    wooden = drawn(Shape("quadruped", "horse"), "wooden")
    assert (plain != red).any()
    assert (plain != wooden).any()
    solid = red[..., 3] > 200
    assert red[solid][:, 0].mean() > red[solid][:, 2].mean() + 40


def test_an_unknown_kind_is_drawn_as_the_first_of_its_family() -> None:
    assert (drawn(Shape("bird", "dodo")) == drawn(Shape("bird"))).all()


def test_every_named_place_and_style_has_a_painter() -> None:
    assert set(lexicon().settings) <= set(PAINTERS)
    assert set(lexicon().styles) <= set(STYLES)
    assert len(PAINTERS) >= 40
    assert len(STYLES) >= 20


@pytest.mark.parametrize("setting", ["forest", "village", "farm"])
def test_snow_whitens_the_ground(setting: str) -> None:
    size = (256, 256)
    green = draw(Scene(setting=setting, time="day"), seed=4, size=size).rgb[150:].astype(float)
    white = draw(Scene(setting=setting, time="day", weather=("snow",)), seed=4, size=size)
    ground = white.rgb[150:].astype(float)
    assert np.ptp(ground, axis=-1).mean() < np.ptp(green, axis=-1).mean() * 0.8


def test_winter_means_snow() -> None:
    stage = Stage(Scene(setting="farm", season="winter"), 1, (256, 256), True)
    assert stage.has("snow")
    assert not stage.has("autumn")


def test_seven_are_drawn_apart() -> None:
    one = draw(Scene(setting="meadow", entities=(Entity("cat"),)), seed=2, size=(256, 256)).rgb
    seven = draw(
        Scene(setting="meadow", entities=(Entity("cat", count=7),)), seed=2, size=(256, 256)
    )
    assert (one != seven.rgb).any()
