"""The mark in the pixels: unseen, read after resizing and JPEG, and never read where there is none."""

from __future__ import annotations

import io

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageDraw

from affresco.studio.provenance.watermark import SMALLEST_SIDE, Watermarker

MARKER = Watermarker(b"the key of one instance")
OTHER = Watermarker(b"the key of another one")


def hills(size: tuple[int, int], seed: int = 1) -> Image.Image:
    """A sky, hills and a little grain."""
    width, height = size
    picture = Image.linear_gradient("L").resize(size).convert("RGB")
    draw, chance = ImageDraw.Draw(picture), np.random.default_rng(seed)
    for _ in range(40):
        x, y, r = (int(chance.integers(0, side)) for side in (width, height, height // 4))
        draw.ellipse((x - r, y - r, x + r, y + r), fill=tuple(chance.integers(20, 230, 3).tolist()))
    grain = chance.integers(-4, 5, (height, width, 1))
    return Image.fromarray(np.clip(np.asarray(picture) + grain, 0, 255).astype(np.uint8))


def handed_on(image: Image.Image, share: float, quality: int = 75) -> Image.Image:
    """As another site shows it: smaller, as JPEG."""
    out = io.BytesIO()
    size = (round(image.width * share), round(image.height * share))
    image.resize(size, Image.Resampling.LANCZOS).save(out, "JPEG", quality=quality)
    return Image.open(out)


def noise_ratio(one: Image.Image, other: Image.Image) -> float:
    """PSNR in decibels."""
    apart = np.asarray(one, dtype=float) - np.asarray(other, dtype=float)
    return float(10 * np.log10(255**2 / (apart**2).mean()))


@settings(max_examples=15, deadline=None)
@given(
    mark=st.integers(0, 2**48 - 1),
    seed=st.integers(0, 1000),
    size=st.sampled_from([(1024, 1024), (1280, 720), (720, 1280)]),
)
def test_any_mark_is_read_again_at_half_the_size_as_jpeg(
    mark: int, seed: int, size: tuple[int, int]
) -> None:
    picture = hills(size, seed)
    marked = MARKER.write(picture, mark)
    assert MARKER.read(handed_on(marked, 0.5)) == mark
    assert noise_ratio(picture, marked) >= 42


def test_the_mark_means_nothing_under_another_key() -> None:
    assert OTHER.read(MARKER.write(hills((1024, 1024)), 5)) is None


def test_two_marks_do_not_get_confused() -> None:
    picture = hills((1024, 1024))
    assert MARKER.read(MARKER.write(picture, 1)) == 1
    assert MARKER.read(MARKER.write(picture, 2)) == 2


def test_transparency_is_left_as_it_is() -> None:
    picture = hills((512, 512)).convert("RGBA")
    picture.putalpha(Image.linear_gradient("L").resize((512, 512)))
    marked = MARKER.write(picture, 7)
    assert marked.mode == "RGBA"
    assert marked.getchannel("A").tobytes() == picture.getchannel("A").tobytes()


@pytest.mark.parametrize("size", [(SMALLEST_SIDE - 1, 600), (1, 1)])
def test_what_is_too_small_is_left_as_it_is(size: tuple[int, int]) -> None:
    picture = Image.new("RGB", size, "teal")
    assert MARKER.write(picture, 7) is picture
    assert MARKER.read(picture) is None


@pytest.mark.parametrize("colour", ["white", "black", "teal"])
def test_pictures_of_one_colour_do_no_harm(colour: str) -> None:
    picture = Image.new("RGB", (512, 512), colour)
    assert MARKER.read(picture) is None
    assert noise_ratio(picture, MARKER.write(picture, 7)) >= 42


def test_hard_edges_everywhere_do_no_harm() -> None:
    checks = np.kron(np.indices((64, 64)).sum(axis=0) % 2, np.ones((8, 8))) * 255
    picture = Image.fromarray(checks.astype(np.uint8)).convert("RGB")
    assert MARKER.write(picture, 7).size == picture.size
    assert MARKER.read(picture) is None


def test_no_mark_is_seen_where_there_is_none() -> None:
    chance = np.random.default_rng(3)
    large = hills((1024, 1024))
    for _ in range(200):
        x, y, side = (int(n) for n in chance.integers((0, 0, 200), (500, 500, 520)))
        assert MARKER.read(large.crop((x, y, x + side, y + side))) is None
