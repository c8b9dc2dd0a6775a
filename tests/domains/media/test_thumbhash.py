"""The placeholder, against values of the reference implementation and by its own properties."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from affresco.media.thumbhash import encode, thumbhash


def ramp(width: int, height: int, *, alpha: bool) -> np.ndarray:
    x, y = np.meshgrid(np.arange(width), np.arange(height))
    planes = [255 * x // (width - 1), 255 * y // (height - 1), (x * 7 + y * 13) % 256]
    planes.append(255 * (x + y) // (width + height - 2) if alpha else np.full_like(x, 255))
    return np.stack(planes, axis=2) / 255


@pytest.mark.parametrize(
    ("width", "height", "alpha", "reference"),
    [
        (64, 48, False, "df070a3d9a8076777088777878778878708007f877"),
        (30, 90, False, "df070a321a70708877777887808007f878"),
        (50, 50, True, "a3f8851d0c27a086b0888a7788a0b00af96780878087787888"),
    ],
)
def test_equals_the_reference_implementation(
    width: int, height: int, alpha: bool, reference: str
) -> None:
    made, head = encode(ramp(width, height, alpha=alpha)).hex(), 12 if alpha else 10
    assert made[:head] == reference[:head]
    # A term of exactly none lies between two steps: the last bit of a cosine decides which.
    for ours, theirs in zip(made[head:], reference[head:], strict=True):
        assert abs(int(ours, 16) - int(theirs, 16)) <= (theirs in "78")


@given(
    st.tuples(st.integers(0, 255), st.integers(0, 255), st.integers(0, 255)),
    st.integers(1, 300),
    st.integers(1, 300),
)
def test_a_plain_picture_keeps_its_colour(
    colour: tuple[int, int, int], width: int, height: int
) -> None:
    made = thumbhash(Image.new("RGB", (width, height), colour))
    head = int.from_bytes(made[:3], "little")
    lightness = (head & 63) / 63
    yellow = (head >> 6 & 63) / 31.5 - 1
    red_green = (head >> 12 & 63) / 31.5 - 1
    blue = lightness - 2 / 3 * yellow
    red = (3 * lightness - blue + red_green) / 2
    green = red - red_green
    for shown, wanted in zip((red, green, blue), colour, strict=True):
        assert shown == pytest.approx(wanted / 255, abs=0.06)
    assert len(made) <= 25
