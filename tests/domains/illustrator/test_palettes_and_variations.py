"""Palettes, variations and sizes, as they are painted. Needs skia and the built art."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pytest
from msgspec.structs import replace
from PIL import Image

from affresco.studio.engines.illustrator import (
    Scene,
    draw,
    far,
    near,
    palette_of,
    same,
    understand,
)
from affresco.studio.engines.illustrator.painting.colour import Field, oklab

FOX = understand("a fox in a forest and three red balloons")
SIZE = (288, 256)
SEA = ("#0b2545", "#13315c", "#8da9c4", "#eef4ed", "#ee964b")
ROSE = ("#355070", "#6d597a", "#b56576", "#e56b6f", "#eaac8b")
GREY = ("#161616", "#a6a6a6", "#f4f4f4")

Pixels = npt.NDArray[np.uint8]


def painted(scene: Scene, seed: int = 5, size: tuple[int, int] = SIZE) -> Pixels:
    return draw(scene, seed=seed, size=size).rgb


def apart(one: Pixels, other: Pixels) -> float:
    """Mean difference of two pictures, 0 to 255."""
    return float(np.abs(one.astype(np.int16) - other).mean())


def lab(rgb: Pixels) -> Field:
    return oklab(rgb.reshape(-1, 3).astype(np.float32) / 255)


def labs(colours: tuple[str, ...]) -> Field:
    numbers = [[int(colour[at : at + 2], 16) for at in (1, 3, 5)] for colour in colours]
    return lab(np.array([numbers], np.uint8))


def from_palette(rgb: Pixels, colours: tuple[str, ...]) -> float:
    """Mean distance, in hue and chroma, from the nearest colour of a palette."""
    ab, goal = lab(rgb)[:, 1:], labs(colours)[:, 1:]
    return float(np.sqrt(((ab[:, None] - goal[None]) ** 2).sum(-1)).min(1).mean())


@pytest.mark.parametrize("colours", [SEA, ROSE])
def test_a_picture_moves_to_its_palette_and_keeps_light_and_shade(colours: tuple[str, ...]) -> None:
    plain, moved = painted(FOX), painted(replace(FOX, colours=colours))
    assert from_palette(moved, colours) < 0.8 * from_palette(plain, colours)
    ranks = [np.argsort(np.argsort(lab(rgb)[::7, 0], kind="stable")) for rgb in (plain, moved)]
    assert np.corrcoef(ranks[0], ranks[1])[0, 1] > 0.98
    assert moved.std() > 0.6 * plain.std()


def test_a_grey_palette_leaves_no_colour() -> None:
    moved = painted(replace(FOX, colours=GREY)).astype(int)
    assert (moved.max(-1) - moved.min(-1)).max() <= 4


def test_the_palette_of_a_picture() -> None:
    image = Image.new("RGB", (200, 100), "#204060")
    image.paste("#e0c080", (0, 0, 60, 100))
    image.paste("#c02020", (150, 40, 170, 60))
    found = palette_of(image, 3)
    assert found == palette_of(image.copy(), 3)
    for got, wanted in zip(found, ("#204060", "#e0c080", "#c02020"), strict=True):
        assert np.abs(labs((got,)) - labs((wanted,))).max() < 0.02


@pytest.mark.parametrize("mode", ["RGB", "L", "RGBA", "P", "LA", "CMYK", "1"])
def test_any_picture_has_a_palette(mode: str) -> None:
    found = palette_of(Image.new(mode, (3, 2)))
    assert len(found) == 2
    assert len(palette_of(Image.effect_noise((64, 64), 60).convert(mode), 8)) >= 2


@pytest.mark.parametrize("count", [0, 1, 9])
def test_a_palette_has_two_to_eight_colours(count: int) -> None:
    with pytest.raises(ValueError, match="2 to 8"):
        palette_of(Image.new("RGB", (4, 4)), count)


def test_near_is_nearer_than_far() -> None:
    source = painted(FOX)
    near_by = [apart(source, painted(near(FOX, 5), seed)) for seed in (6, 7, 8)]
    far_off = [apart(source, painted(far(FOX, seed), seed)) for seed in (6, 7, 8)]
    assert min(near_by) > 0.5
    assert max(near_by) < min(far_off)


def test_a_kept_picture_is_the_same_whatever_the_seed() -> None:
    assert (painted(same(FOX, 5), 77) == painted(FOX)).all()
    variation = near(FOX, 5)
    assert (painted(same(variation, 6), 77) == painted(variation, 6)).all()
    assert (painted(variation, 6) == painted(variation, 6)).all()


def test_scenery_stays_away() -> None:
    scene = understand("a fox in a meadow by day")
    for scenery in ("clouds", "flowers", "trees", "sun"):
        assert apart(painted(scene), painted(replace(scene, absent=(scenery,)))) > 0
    farm = understand("a fox on a farm")
    assert apart(painted(farm), painted(replace(farm, absent=("buildings",)))) > 1


@pytest.mark.parametrize("style", ["watercolour", None])
def test_the_largest_size_has_the_same_composition(style: str | None) -> None:
    scene = replace(FOX, style=style)
    small, large = painted(scene, size=(512, 512)), painted(scene, size=(2048, 2048))
    shrunk = [
        np.asarray(Image.fromarray(rgb).resize((64, 64), Image.Resampling.BOX))
        for rgb in (small, large)
    ]
    other = painted(scene, seed=6, size=(512, 512))
    different = np.asarray(Image.fromarray(other).resize((64, 64), Image.Resampling.BOX))
    assert apart(shrunk[0], shrunk[1]) < 0.5 * apart(shrunk[0], different)
