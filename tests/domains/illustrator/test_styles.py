"""Styles: each is itself, keeps subjects legible, and follows the outlines that were drawn."""

from __future__ import annotations

from functools import cache
from itertools import combinations

import msgspec
import numpy as np
import numpy.typing as npt
import pytest

from affresco.studio.engines.illustrator import Entity, Scene
from affresco.studio.engines.illustrator.painting.colour import Colour, Field, oklab
from affresco.studio.engines.illustrator.painting.fields import blurred, luminance
from affresco.studio.engines.illustrator.painting.stage import Stage
from affresco.studio.engines.illustrator.painting.tracing import Tracer
from affresco.studio.engines.illustrator.picture import staged
from affresco.studio.engines.illustrator.reading.lexicon import lexicon
from affresco.studio.engines.illustrator.styles import STYLES, apply
from affresco.studio.engines.illustrator.styles.palettes import PALETTES, graded, palette_of
from affresco.studio.engines.illustrator.styles.plate import Plate

Bytes = npt.NDArray[np.uint8]
SIDE = 224
FOX = Scene(setting="meadow", time="day", entities=(Entity("fox"),))
NIGHT = Scene(setting="roof", time="night", entities=(Entity("cat"),))
BOAT = Scene(setting="lake", time="golden", entities=(Entity("sailboat"),))
SCENES = {"fox": FOX, "night": NIGHT, "boat": BOAT}
# These move or repeat subjects, so that outlines are elsewhere than they were drawn.
MOVING = {"pattern", "isometric", "cubist", "surreal", "child-drawing", "sticker"}
# An abstract picture has a place of its own, and the calm manner of a minimalist one.
TWINS = {frozenset(("abstract", "minimal"))}


@cache
def stage_of(name: str, size: tuple[int, int] = (SIDE, SIDE)) -> tuple[Stage, Tracer]:
    return staged(SCENES[name], 3, size)


@cache
def plate_of(name: str) -> Plate:
    return Plate(*stage_of(name))


@cache
def styled(style: str, name: str, size: tuple[int, int] = (SIDE, SIDE)) -> Bytes:
    return apply(*restaged(name, style, size))


def restaged(
    name: str, style: str, size: tuple[int, int] = (SIDE, SIDE), title: str = ""
) -> tuple[Stage, Tracer]:
    """The same painted stage for another style: painting is what takes time."""
    stage, tracer = stage_of(name, size)
    other = object.__new__(Stage)
    other.__dict__.update(stage.__dict__)
    other.scene = msgspec.structs.replace(stage.scene, style=style, title=title)
    return other, tracer


def test_every_style_of_the_lexicon_is_itself() -> None:
    assert set(lexicon().styles) == set(STYLES)
    painters = [name for name, painter in STYLES.items() if painter is not STYLES["minimal"]]
    assert len({STYLES[name] for name in painters}) == len(painters)


@pytest.mark.parametrize("style", sorted(STYLES))
def test_a_style_draws_in_every_format_and_fills_it(style: str) -> None:
    for size in ((224, 168), (149, 224), (224, 75)):
        picture = styled(style, "fox", size)
        assert picture.shape == (size[1], size[0], 3)
        assert picture.dtype == np.uint8
        assert picture.std() > 8


@pytest.mark.parametrize("style", sorted(STYLES))
def test_a_style_gives_the_same_bytes_again(style: str) -> None:
    again = apply(*restaged("boat", style))
    assert (again == styled(style, "boat")).all()


def test_styles_differ_from_each_other_and_from_the_plain_picture() -> None:
    small = {
        style: np.stack([styled(style, name).astype(np.int16) for name in ("fox", "boat")])
        for style in STYLES
    }
    for first, second in combinations(sorted(STYLES), 2):
        if frozenset((first, second)) in TWINS:
            continue
        difference = float(np.abs(small[first] - small[second]).mean())
        assert difference > 5, f"{first} and {second} differ by {difference:.1f} of 255"


@pytest.mark.parametrize("style", sorted(set(STYLES) - MOVING))
@pytest.mark.parametrize("name", sorted(SCENES))
def test_a_subject_stands_out(style: str, name: str) -> None:
    assert _standing_out(styled(style, name), plate_of(name).figures) > 0.065


def _standing_out(picture: Bytes, inside: npt.NDArray[np.bool_]) -> float:
    """How far subjects are from their surroundings in OKLab, as areas or by their contour."""
    mask = inside.astype(np.float32)
    core = blurred(mask, 1.5) > 0.9
    ring = (blurred(mask, 5) > 0.06) & (blurred(mask, 1.5) < 0.1)
    edge = (blurred(mask, 1.0) > 0.2) & (blurred(mask, 1.0) < 0.8)
    lab = oklab(picture.astype(np.float32) / 255)
    within, around, between = (lab[part].mean(0) for part in (core, ring, edge))
    apart = float(np.linalg.norm(within - around))
    line = min(float(np.linalg.norm(between - other)) for other in (within, around))
    return max(apart, line)


def test_leads_lie_on_the_outlines_of_subjects() -> None:
    plate = plate_of("fox")
    light = luminance(styled("stained-glass", "fox").astype(np.float32) / 255)
    outline = plate.edges(0.0, 0.0) > 0.9
    assert (light[outline] < 0.35).mean() > 0.75
    assert np.median(light[outline]) < 0.5 * np.median(light)


def test_facets_do_not_cross_the_outlines_of_subjects() -> None:
    plate = plate_of("fox")
    picture = styled("low-poly", "fox").astype(np.float32) / 255
    warm = picture[..., 0] - picture[..., 1] > 0.06  # an orange fox on green grass
    original = plate.picture[..., 0] - plate.picture[..., 1] > 0.06
    together = (warm & original).sum() / (warm | original).sum()
    assert together > 0.72


def test_words_stand_on_a_poster_only_when_they_were_given() -> None:
    silent = styled("poster", "fox")
    lettered = apply(*restaged("fox", "poster", title="JAZZ"))
    margin = slice(SIDE - 29, SIDE - 4), slice(12, SIDE - 12)
    assert (lettered[margin].mean(-1) > 200).mean() > 0.6  # paper …
    assert 0.03 < (lettered[margin].mean(-1) < 120).mean() < 0.3  # … with letters on it
    assert (silent[margin].mean(-1) > 200).mean() < 0.5


def test_places_are_traced_beside_subjects() -> None:
    plate = plate_of("fox")
    assert 0.02 < plate.figures.mean() < 0.5
    assert len(np.unique(plate.labels >> 8)) > 4
    assert plate.ground.mean() > 0.1


@pytest.mark.parametrize("name", sorted(PALETTES))
def test_a_palette_keeps_what_colours_are_called(name: str) -> None:
    asked = {"red": 28.0, "orange": 58.0, "yellow": 100.0, "green": 145.0, "blue": 258.0}
    swatch = np.array(
        [[[int(c * 255) for c in Colour(0.62, 0.16, hue).rgb()] for hue in asked.values()]],
        np.uint8,
    )
    before, after = (_hues(part) for part in (swatch, graded(swatch, PALETTES[name])))
    assert (np.abs((after - before + 180) % 360 - 180) < 20).all()


def _hues(swatch: Bytes) -> Field:
    lab = oklab(swatch.astype(np.float32) / 255)
    return np.degrees(np.arctan2(lab[..., 2], lab[..., 1]))


def test_seeds_and_hours_and_seasons_bring_other_palettes() -> None:
    assert len(PALETTES) >= 8

    def chosen(seed: int, time: str, season: str | None = None) -> int:
        stage = Stage(Scene(setting="meadow", time=time, season=season), seed, (64, 64), True)
        return list(PALETTES.values()).index(palette_of(stage))

    by_day = {chosen(seed, "day") for seed in range(24)}
    by_night = {chosen(seed, "night") for seed in range(24)}
    in_winter = {chosen(seed, "day", "winter") for seed in range(24)}
    assert len(by_day) >= 4
    assert len(by_night) >= 3
    assert not by_day & by_night
    assert in_winter != by_day
