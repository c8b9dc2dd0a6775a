"""Stripes, dots and checks on things."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pytest
from msgspec.structs import replace

from affresco.studio.engines.illustrator import Entity, understand
from affresco.studio.engines.illustrator.painting.chance import Chance
from affresco.studio.engines.illustrator.painting.pen import Pen, pixels, surface
from affresco.studio.engines.illustrator.subjects.find import drawn_alone
from affresco.studio.engines.illustrator.subjects.patterned import pattern_of

MUG = Entity("mug", colour="white")


def looking(entity: Entity, *qualities: str) -> Entity:
    """The same, of which this is said."""
    return replace(entity, qualities=qualities)


def drawn(entity: Entity) -> npt.NDArray[np.float64]:
    """The drawing by itself, (128, 128, 4), 0–255."""
    sheet = surface(128, 128)
    drawn_alone(entity, Chance("pattern")).draw(Pen(sheet.getCanvas()))
    return np.asarray(pixels(sheet), np.float64)


@pytest.mark.parametrize("pattern", ["striped", "spotted", "checked"])
def test_a_pattern_is_seen_and_ends_where_the_thing_does(pattern: str) -> None:
    plain, other = drawn(MUG), drawn(looking(MUG, pattern))
    apart = np.abs(plain - other)[..., :3].max(-1) > 12
    inside = plain[..., 3] > 250
    assert 0.08 < apart[inside].mean() < 0.9
    covered = [(one[..., 3] > 128).mean() for one in (plain, other)]
    assert covered[1] == pytest.approx(covered[0], rel=0.06), "it is painted beside the thing"


def test_stripes_lie_across() -> None:
    """Rows change from one to the next, and are themselves of one tone."""
    middle = drawn(looking(MUG, "striped"))[40:110, 40:80, :3].mean(-1)
    assert np.ptp(middle.mean(1)) > 2 * np.ptp(middle.mean(0))


def test_colourful_stripes_have_many_hues() -> None:
    dark, bright = (drawn(looking(MUG, *said)) for said in (("striped",), ("striped", "colourful")))
    spread = [np.ptp(one[..., :3], axis=-1)[one[..., 3] > 250].mean() for one in (dark, bright)]
    assert spread[1] > 2 * spread[0]


def test_animals_keep_their_coats() -> None:
    assert pattern_of(looking(Entity("cat"), "striped")) == ""


@pytest.mark.parametrize(
    ("prompt", "concept", "said"),
    [
        ("a hot air balloon with rainbow stripes", "hot-air-balloon", {"striped", "colourful"}),
        ("un ombrello a strisce arcobaleno", "umbrella", {"striped", "colourful"}),
        ("a vase with stripes", "vase", {"striped"}),
        ("a rainbow scarf", "scarf", {"colourful"}),
        ("una tazza a pois", "cup", {"spotted"}),
    ],
)
def test_patterns_are_read(prompt: str, concept: str, said: set[str]) -> None:
    scene = understand(prompt)
    (entity,) = scene.entities
    assert entity.concept == concept
    assert said <= set(entity.qualities)
    assert "rainbow" not in scene.weather
