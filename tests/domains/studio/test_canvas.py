"""Pictures and masks, brought to size and laid together."""

from __future__ import annotations

import io

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageDraw

from affresco.media.errors import NotAPicture
from affresco.studio import canvas
from affresco.studio.errors import BadMask, MaskMisfits
from affresco.studio.model import Margins
from affresco.studio.steering import working_size
from pictures import painting, saved


def brush(size: tuple[int, int], box: tuple[int, int, int, int], mode: str = "RGBA") -> bytes:
    """A mask as a page sends it: white strokes on nothing."""
    image = Image.new(mode, size, 0)
    ImageDraw.Draw(image).rectangle(box, fill="white")
    return saved(image, "PNG")


@pytest.mark.parametrize("mode", ["RGBA", "L", "RGB"])
def test_a_mask_of_another_size_is_brought_to_size(mode: str) -> None:
    painted = brush((512, 384), (0, 0, 255, 383), mode)
    mask = canvas.read_mask(canvas.fit_mask(painted, (1024, 768), (1024, 768)))
    assert mask.size == (1024, 768)
    assert mask.mode == "L"
    assert set(np.unique(np.asarray(mask))) == {0, 255}
    assert abs(np.asarray(mask).mean() / 255 - 0.5) < 0.01


def test_a_mask_is_kept_small() -> None:
    painted = brush((1024, 1024), (100, 100, 900, 500))
    assert len(canvas.fit_mask(painted, (1024, 1024), (1024, 1024))) < 4096


@pytest.mark.parametrize("source", [(200, 100), (100, 330), (1999, 150), (1021, 1023)])
def test_a_mask_lies_where_its_source_does(source: tuple[int, int]) -> None:
    """Sizes go in steps of 8, so that a source is cut a little: its mask is cut with it."""
    size = working_size(source)
    box = (source[0] // 4, source[1] // 4, source[0] // 2, source[1] // 2)
    painted = brush(source, box)
    on_source = canvas.fit(Image.open(io.BytesIO(painted)).convert("L"), size).convert("L")
    mask = canvas.read_mask(canvas.fit_mask(painted, source, size))
    assert mask.getbbox() == on_source.point(lambda level: 255 * (level >= 128)).getbbox()


@pytest.mark.parametrize(
    ("data", "error"),
    [
        (brush((512, 512), (0, 0, 99, 99)), MaskMisfits),
        (saved(Image.new("RGBA", (1024, 768)), "PNG"), BadMask),  # nothing painted
        (b"no picture", NotAPicture),
        (b"", NotAPicture),
    ],
)
def test_what_is_no_mask_is_refused(data: bytes, error: type[Exception]) -> None:
    with pytest.raises(error):
        canvas.fit_mask(data, (1024, 768), (1024, 768))


@settings(max_examples=40, deadline=None)
@given(
    st.tuples(st.integers(1, 300), st.integers(1, 300)),
    st.tuples(st.integers(8, 200), st.integers(8, 200)),
)
def test_any_picture_fills_any_size(have: tuple[int, int], want: tuple[int, int]) -> None:
    fitted = canvas.fit(Image.new("RGBA", have, (10, 20, 30, 255)), want)
    assert fitted.size == want
    assert fitted.mode == "RGB"
    assert fitted.getpixel((want[0] // 2, want[1] // 2)) == (10, 20, 30)


@pytest.mark.parametrize(
    ("margins", "size"),
    [
        (Margins(right=0.5), (768, 512)),
        (Margins(left=0.5, right=0.5), (1024, 512)),
        (Margins(top=1.0), (512, 1024)),
        (Margins(left=0.25, top=0.25, right=0.25, bottom=0.25), (768, 768)),
    ],
)
def test_an_extended_picture_keeps_what_it_had(margins: Margins, size: tuple[int, int]) -> None:
    old = painting((512, 512))
    extended, mask = canvas.extend(old, margins, size)
    assert extended.size == mask.size == size
    left, top = round(512 * margins.left), round(512 * margins.top)
    inner = extended.crop((left, top, left + 512, top + 512))
    assert inner.tobytes() == old.tobytes()
    painted = np.asarray(mask) == 255
    assert painted.any()
    outside = np.ones(painted.shape, bool)
    outside[top : top + 512, left : left + 512] = False
    assert painted[outside].all()
    assert not painted[top + 256, left + 256]


@settings(max_examples=30, deadline=None)
@given(st.data())
def test_nothing_outside_of_a_mask_changes(data: st.DataObject) -> None:
    size = (96, 64)
    left, top = data.draw(st.integers(0, 90)), data.draw(st.integers(0, 60))
    right, bottom = data.draw(st.integers(left, 95)), data.draw(st.integers(top, 63))
    mask = Image.new("L", size, 0)
    mask.paste(255, (left, top, right + 1, bottom + 1))
    source = painting(size)
    whole = canvas.keep_outside(source, Image.new("RGB", (48, 32), "red"), mask)
    kept = np.asarray(mask) == 0
    assert (np.asarray(whole)[kept] == np.asarray(source)[kept]).all()


def test_what_was_made_stands_inside_of_the_mask() -> None:
    source = Image.new("RGB", (200, 200), "blue")
    mask = Image.new("L", (200, 200), 0)
    mask.paste(255, (50, 50, 150, 150))
    whole = canvas.keep_outside(source, Image.new("RGB", (200, 200), "red"), mask)
    assert whole.getpixel((100, 100)) == (255, 0, 0)
    assert whole.getpixel((10, 10)) == (0, 0, 255)


def test_a_kept_mask_is_a_png_of_one_bit() -> None:
    painted = brush((64, 64), (0, 0, 31, 63))
    kept = Image.open(io.BytesIO(canvas.fit_mask(painted, (64, 64), (64, 64))))
    assert (kept.format, kept.mode) == ("PNG", "1")
