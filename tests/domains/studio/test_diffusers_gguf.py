"""GGUF files, told whole or not before any library reads them."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from struct import pack

import pytest
from hypothesis import given
from hypothesis import strategies as st

from affresco.studio.engines.diffusers.files import BadFile, look_at
from affresco.studio.engines.diffusers.quantised import ALIGNMENT, BLOCKS, CutShort, Damaged
from affresco.studio.engines.diffusers.quantised import least_size as least_size_of

HALVES, Q4 = 1, 2


def text(words: str) -> bytes:
    return pack("<Q", len(words)) + words.encode()


def words_of(*words: str) -> bytes:
    """The value of a fact that is a list of texts."""
    return pack("<IIQ", 9, 8, len(words)) + b"".join(map(text, words))


FACTS = {
    "general.architecture": pack("<I", 8) + text("flux"),
    "tokens": words_of("a", "fox", ""),
    "scores": pack("<IIQ", 9, 6, 3) + bytes(12),
    "nested": pack("<IIQ", 9, 9, 1) + words_of("in", "deep")[4:],
    "is_small": pack("<IB", 7, 1),
}


def written(
    path: Path, *, kind: int = HALVES, facts: dict[str, bytes] = FACTS, alignment: int = ALIGNMENT
) -> Path:
    """A file with two tensors of 64 numbers each, as the format says."""
    if alignment != ALIGNMENT:
        facts = {**facts, "general.alignment": pack("<II", 4, alignment)}
    numbers, size = BLOCKS[kind]
    each = 64 // numbers * size
    second = -(-each // alignment) * alignment
    head = b"GGUF" + pack("<IQQ", 3, 2, len(facts))
    head += b"".join(text(name) + value for name, value in facts.items())
    for name, place in (("v", 0), ("w", second)):
        head += text(name) + pack("<IQQIQ", 2, 8, 8, kind, place)
    head += bytes(-len(head) % alignment)
    path.write_bytes(head + bytes(second) + bytes(each))
    return path


@pytest.mark.parametrize("kind", [HALVES, Q4])
@pytest.mark.parametrize("alignment", [ALIGNMENT, 64])
def test_a_whole_file_is_exactly_as_long_as_it_must_be(
    tmp_path: Path, kind: int, alignment: int
) -> None:
    path = written(tmp_path / "it.gguf", kind=kind, alignment=alignment)
    assert least_size_of(path) == path.stat().st_size
    found = look_at(path, allow_pickle=False)
    assert (found.content, found.takes(4)) == ("gguf", path.stat().st_size)


@pytest.mark.parametrize("kept", [5, 20, 60, 200, -1])
def test_one_that_was_not_copied_whole_is_told(tmp_path: Path, kept: int) -> None:
    path = written(tmp_path / "half.gguf")
    path.write_bytes(path.read_bytes()[:kept])
    with pytest.raises(BadFile, match=r"half\.gguf.*not copied whole"):
        look_at(path, allow_pickle=False)


@pytest.mark.parametrize(
    "facts",
    [
        {"of an unknown type": pack("<I", 99)},
        {"lists in lists without end": pack("<I", 9) + pack("<IQ", 9, 1) * 2000},
    ],
)
def test_facts_that_cannot_be_are_told(tmp_path: Path, facts: dict[str, bytes]) -> None:
    path = written(tmp_path / "it.gguf", facts=facts)
    with pytest.raises(BadFile, match=r"it\.gguf is damaged"):
        look_at(path, allow_pickle=False)


@given(data=st.binary(max_size=200))
def test_no_bytes_lead_to_any_other_error(
    tmp_path_factory: pytest.TempPathFactory, data: bytes
) -> None:
    path = tmp_path_factory.getbasetemp() / "any.gguf"
    path.write_bytes(b"GGUF" + pack("<I", 3) + data)
    with suppress(CutShort, Damaged):
        assert least_size_of(path) >= 0


def test_the_table_of_blocks_is_that_of_the_library() -> None:
    constants = pytest.importorskip("gguf").constants
    theirs = {int(kind): sizes for kind, sizes in constants.GGML_QUANT_SIZES.items()}
    assert {kind: theirs[kind] for kind in BLOCKS} == BLOCKS
