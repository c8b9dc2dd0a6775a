"""Uploads: what is accepted, what is refused, and how little a refusal costs."""

from __future__ import annotations

import io
import struct
import tracemalloc
import zlib

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageCms

from affresco.errors import AffrescoError
from affresco.media.decode import BYTES_LIMIT, decode_upload
from affresco.media.errors import FileTooLarge, NotAPicture, TooManyPixels

RED = (200, 30, 40)


def saved(image: Image.Image, kind: str, **options: object) -> bytes:
    out = io.BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


def png_that_claims(width: int, height: int, payload: bytes) -> bytes:
    def chunk(name: bytes, body: bytes) -> bytes:
        return (
            struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
        )

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", payload) + chunk(b"IEND", b"")
    )


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF", "GIF"])
def test_known_kinds_are_read(kind: str) -> None:
    image = decode_upload(saved(Image.new("RGB", (40, 30), RED), kind))
    assert image.size == (40, 30)
    assert image.mode == "RGB"
    assert image.getpixel((20, 15)) == pytest.approx(RED, abs=8)


@pytest.mark.parametrize("kind", ["BMP", "TIFF", "PPM", "ICO"])
def test_other_kinds_are_refused(kind: str) -> None:
    with pytest.raises(NotAPicture):
        decode_upload(saved(Image.new("RGB", (40, 30), RED), kind))


@pytest.mark.parametrize("data", [b"", b"hello", b"<svg/>", b"\x89PNG\r\n\x1a\n", b"GIF89a"])
def test_what_is_no_picture_is_refused(data: bytes) -> None:
    with pytest.raises(NotAPicture):
        decode_upload(data)


def test_a_cut_off_picture_is_refused() -> None:
    whole = saved(Image.effect_noise((200, 200), 90).convert("RGB"), "JPEG")
    with pytest.raises(NotAPicture):
        decode_upload(whole[: len(whole) // 2])


def test_thirty_thousand_squared_costs_nothing() -> None:
    bomb = png_that_claims(30_000, 30_000, zlib.compress(bytes(1_000_000)))
    tracemalloc.start()
    with pytest.raises(TooManyPixels) as caught:
        decode_upload(bomb)
    _now, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 1_000_000
    assert "30000" in caught.value.text()


def test_a_large_gif_canvas_is_refused_by_its_header() -> None:
    small = bytearray(saved(Image.new("P", (4, 4)), "GIF"))
    small[6:10] = struct.pack("<HH", 65_000, 65_000)
    with pytest.raises(TooManyPixels):
        decode_upload(bytes(small))


def test_too_many_bytes_are_refused() -> None:
    with pytest.raises(FileTooLarge):
        decode_upload(bytes(BYTES_LIMIT + 1))


def test_a_text_bomb_is_refused() -> None:
    body = b"a\0\0" + zlib.compress(bytes(100_000_000), 9)
    chunk = struct.pack(">I", len(body)) + b"zTXt" + body
    chunk += struct.pack(">I", zlib.crc32(b"zTXt" + body))
    whole = saved(Image.new("RGB", (4, 4)), "PNG")
    with pytest.raises(NotAPicture):
        decode_upload(whole[:33] + chunk + whole[33:])


def test_metadata_goes_and_the_picture_stands_upright() -> None:
    lying = Image.new("RGB", (40, 20), RED)
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x010F] = "a camera that tells where I live"
    upright = decode_upload(saved(lying, "JPEG", exif=exif))
    assert upright.size == (20, 40)
    assert upright.info == {}
    assert not upright.getexif()


def test_transparency_is_kept() -> None:
    ghost = Image.new("RGBA", (8, 8), (10, 20, 30, 100))
    image = decode_upload(saved(ghost, "PNG"))
    assert image.mode == "RGBA"
    assert image.getpixel((4, 4)) == (10, 20, 30, 100)


def test_other_colour_spaces_become_srgb() -> None:
    lab = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB"))
    srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    kept = decode_upload(saved(Image.new("RGB", (8, 8), RED), "PNG", icc_profile=srgb))
    assert kept.getpixel((4, 4)) == pytest.approx(RED, abs=2)
    unfit = decode_upload(saved(Image.new("RGB", (8, 8), RED), "PNG", icc_profile=lab.tobytes()))
    assert unfit.getpixel((4, 4)) == RED
    broken = decode_upload(saved(Image.new("RGB", (8, 8), RED), "PNG", icc_profile=b"nonsense"))
    assert broken.getpixel((4, 4)) == RED
    cmyk = decode_upload(saved(Image.new("CMYK", (8, 8)), "JPEG"))
    assert cmyk.mode == "RGB"


def test_sixteen_bits_become_eight() -> None:
    grey = Image.fromarray(np.full((8, 8), 32_768, dtype=np.uint16))
    assert decode_upload(saved(grey, "PNG")).getpixel((4, 4)) == (128, 128, 128)


@given(
    st.binary(max_size=300), st.integers(0, 400), st.sampled_from(["JPEG", "PNG", "WEBP", "GIF"])
)
def test_damage_is_an_error_of_ours_or_a_picture(noise: bytes, at: int, kind: str) -> None:
    data = bytearray(saved(Image.new("RGB", (16, 16), RED), kind))
    data[at : at + len(noise)] = noise
    try:
        image = decode_upload(bytes(data))
    except AffrescoError:
        return
    assert image.width * image.height <= 40_000_000
