"""Cursors of the stream: a place in the log, signed, so that nobody can make one up. Pure.

A place names its entry by number and by when it was numbered. So a cursor of another log is noticed, be it
of an instance with the same key: after a backup is restored, the same numbers stand for other entries.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
from datetime import UTC, datetime, timedelta
from typing import Final

import msgspec

from affresco.commons.errors import CursorForged

MAC_BYTES: Final = 16
LENGTH: Final = 43
"""Characters: base64url of 8 + 8 + 16 bytes, without padding."""
_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)


class Place(msgspec.Struct, frozen=True):
    """Behind the entry seq, which was numbered at ``at`` (µs since 1970). 0, 0: the beginning."""

    seq: int
    at: int


BEGINNING: Final = Place(0, 0)


def place_of(seq: int, numbered_at: datetime | None) -> Place:
    """The place behind an entry. numbered_at: None for the beginning."""
    if numbered_at is None:
        return BEGINNING
    return Place(seq, (numbered_at - _EPOCH) // timedelta(microseconds=1))


class Cursors:
    """Of one instance. secret: the instance's."""

    def __init__(self, secret: bytes) -> None:
        self._key = hashlib.sha256(b"commons cursor 1\x00" + secret).digest()

    def write(self, place: Place) -> str:
        """The same place is always the same text."""
        told = place.seq.to_bytes(8) + place.at.to_bytes(8)
        return base64.urlsafe_b64encode(told + self._sign(told)).decode().rstrip("=")

    def read(self, text: str) -> Place:
        """Raises CursorForged."""
        if len(text) != LENGTH or not text.isascii():
            raise CursorForged
        try:
            raw = base64.b64decode(text + "=", altchars=b"-_", validate=True)
        except (binascii.Error, ValueError) as error:
            raise CursorForged from error
        told, mac = raw[:-MAC_BYTES], raw[-MAC_BYTES:]
        if not hmac.compare_digest(mac, self._sign(told)):
            raise CursorForged
        place = Place(int.from_bytes(told[:8]), int.from_bytes(told[8:]))
        if self.write(place) != text:
            # The last character has two bits to spare.
            raise CursorForged
        return place

    def _sign(self, told: bytes) -> bytes:
        return hmac.digest(self._key, told, hashlib.sha256)[:MAC_BYTES]
