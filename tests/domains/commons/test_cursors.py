"""Cursors are places, and nobody but the instance can write one."""

from __future__ import annotations

import base64
import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from affresco.commons.cursors import BEGINNING, Cursors, Place
from affresco.commons.errors import CursorForged

NUMBERS = st.integers(0, 2**63 - 1)
OURS = Cursors(b"the secret of this instance")


@given(NUMBERS, NUMBERS)
def test_what_was_written_is_read(seq: int, at: int) -> None:
    assert OURS.read(OURS.write(Place(seq, at))) == Place(seq, at)


@given(st.integers(0, 31), st.integers(1, 255))
def test_one_byte_otherwise_is_a_forgery(position: int, flip: int) -> None:
    raw = bytearray(base64.urlsafe_b64decode(OURS.write(Place(7, 1_700_000_000_000_000)) + "="))
    raw[position] ^= flip
    with pytest.raises(CursorForged):
        OURS.read(base64.urlsafe_b64encode(raw).decode().rstrip("="))


@given(NUMBERS, NUMBERS, st.sampled_from(string.ascii_letters + string.digits + "-_"))
def test_there_is_one_text_for_a_place(seq: int, at: int, last: str) -> None:
    text = OURS.write(Place(seq, at))
    if last != text[-1]:
        with pytest.raises(CursorForged):
            OURS.read(text[:-1] + last)


@given(st.text(max_size=60))
def test_whatever_else_is_sent_is_a_forgery(text: str) -> None:
    with pytest.raises(CursorForged):
        OURS.read(text)


def test_of_another_instance_it_is_a_forgery() -> None:
    with pytest.raises(CursorForged):
        Cursors(b"the secret of another one").read(OURS.write(BEGINNING))
