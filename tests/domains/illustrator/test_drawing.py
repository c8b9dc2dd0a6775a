"""What comes out of drawing: bytes, sizes, determinism. Needs skia and the built art."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import msgspec
import numpy as np
import numpy.typing as npt
import pytest
import skia

from affresco.studio.engines import illustrator
from affresco.studio.engines.illustrator import (
    Entity,
    IllustratorUnavailable,
    Scene,
    draw,
    understand,
)
from affresco.studio.engines.illustrator.assets import GLYPHS
from affresco.studio.engines.illustrator.painting.pen import simplified, union
from affresco.studio.engines.illustrator.prepare import gathered, prepare
from affresco.studio.engines.illustrator.reading.lexicon import lexicon

SMALL = (256, 256)


def test_the_illustrator_is_available_here() -> None:
    illustrator.check()


@pytest.mark.parametrize("style", [None, *sorted(lexicon().styles)])
def test_every_style_draws(style: str | None) -> None:
    scene = Scene(setting="meadow", style=style, entities=(Entity("fox"), Entity("balloon")))
    picture = draw(scene, seed=3, size=SMALL)
    assert picture.rgb.std() > 8


@pytest.mark.parametrize("setting", sorted(lexicon().settings))
def test_every_setting_draws_with_and_without_a_subject(setting: str) -> None:
    empty = draw(Scene(setting=setting), seed=2, size=SMALL).rgb
    full = draw(Scene(setting=setting, entities=(Entity("cat"),)), seed=2, size=SMALL).rgb
    assert empty.std() > 2
    assert (empty != full).any()


@pytest.mark.parametrize("part", range(4))
def test_every_concept_draws(part: int) -> None:
    """In groups, to be quick: each concept changes the picture of the same place."""
    empty = draw(Scene(setting="desert", time="day"), seed=5, size=SMALL, preview=True).rgb
    for name in sorted(lexicon().concepts)[part::4]:
        scene = Scene(setting="desert", time="day", entities=(Entity(name),))
        picture = draw(scene, seed=5, size=SMALL, preview=True).rgb
        assert (np.abs(picture.astype(int) - empty).max(-1) > 12).mean() > 0.002, name


@pytest.mark.parametrize(
    "size", [(512, 512), (512, 384), (768, 512), (912, 513), (288, 512), (768, 256)]
)
def test_shapes_are_filled_to_the_edges(size: tuple[int, int]) -> None:
    picture = draw(understand("a castle in the mountains"), seed=1, size=size)
    assert (picture.width, picture.height) == size
    assert picture.rgb.shape == (size[1], size[0], 3)
    assert picture.rgb.dtype == np.uint8
    assert picture.rgb.flags["C_CONTIGUOUS"]
    edges = (picture.rgb[0], picture.rgb[-1], picture.rgb[:, 0], picture.rgb[:, -1])
    assert all(edge.any(-1).all() for edge in edges)


def test_a_preview_is_the_same_composition_at_224() -> None:
    scene = understand("three red balloons over the alps at sunrise")
    large = draw(scene, seed=7, size=(896, 448))
    preview = draw(scene, seed=7, size=(896, 448), preview=True)
    assert (preview.width, preview.height) == (224, 112)
    shrunk = large.rgb.reshape(112, 4, 224, 4, 3).mean((1, 3))
    assert np.abs(shrunk - preview.rgb).mean() < 14


@pytest.mark.parametrize("style", sorted(lexicon().styles))
def test_the_same_scene_and_seed_give_the_same_bytes(style: str) -> None:
    scene = Scene(setting="lake", style=style, entities=(Entity("swan", count=2),))
    first = draw(scene, seed=11, size=SMALL).rgb.tobytes()
    assert draw(scene, seed=11, size=SMALL).rgb.tobytes() == first


def test_seeds_give_different_compositions() -> None:
    scene = understand("a cat in a meadow")
    pictures = [draw(scene, seed=seed, size=SMALL, preview=True).rgb for seed in range(8)]
    distinct: list[npt.NDArray[np.uint8]] = []
    for picture in pictures:
        if all(np.abs(picture.astype(int) - other).mean() > 12 for other in distinct):
            distinct.append(picture)
    assert len(distinct) >= 4


def test_threads_take_turns() -> None:
    scene = understand("a fox, oil painting")
    alone = draw(scene, seed=1, size=SMALL).rgb.tobytes()
    with ThreadPoolExecutor(4) as pool:
        again = list(pool.map(lambda _: draw(scene, seed=1, size=SMALL).rgb.tobytes(), range(4)))
    assert again == [alone] * 4


@pytest.mark.parametrize("size", [(255, 512), (512, 2049), (0, 0)])
def test_other_sizes_are_refused(size: tuple[int, int]) -> None:
    with pytest.raises(ValueError, match="256 to 2048"):
        draw(Scene(), seed=1, size=size)


def test_a_scene_of_another_version_is_drawn_as_far_as_it_is_known() -> None:
    strange = (Entity("basilisk"), Entity("cat", relation="ride", by=0, colour="ultraviolet"))
    scene = Scene(setting="atlantis", style="holography", time="noonish", entities=strange)
    assert draw(scene, seed=1, size=SMALL).rgb.std() > 8


def test_missing_art_is_told_with_the_remedy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(illustrator, "GLYPHS", GLYPHS.with_name("nothing.json"))
    monkeypatch.setattr(illustrator, "SOURCE", GLYPHS.with_name("nothing.json"))
    with pytest.raises(IllustratorUnavailable, match=r"illustrator\.prepare"):
        illustrator.check()


def test_the_build_gathers_what_is_read_at_a_start(tmp_path: Path) -> None:
    target = tmp_path / "glyphs.json"
    assert prepare(target=target) == len(gathered())
    assert msgspec.json.decode(target.read_bytes()) == gathered()


def test_the_build_says_what_is_missing(tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match="npm package"):
        prepare(source=tmp_path / "icons.json")
    (tmp_path / "icons.json").write_text('{"icons": {}}')
    with pytest.raises(SystemExit, match=r"lacks: .*zebra"):
        prepare(source=tmp_path / "icons.json", target=tmp_path / "glyphs.json")


def test_outlines_that_cannot_be_joined_stay_as_they_are() -> None:
    lost = skia.Path()
    lost.moveTo(float("nan"), 0)
    lost.lineTo(1, 1)
    disc = skia.Path()
    disc.addCircle(5, 5, 2)
    with pytest.raises(RuntimeError):
        skia.Simplify(lost)
    assert simplified(lost) is lost
    assert union(disc, lost).countPoints() == disc.countPoints() + lost.countPoints()
    assert union(disc, disc).computeTightBounds() == disc.computeTightBounds()
