"""Tickets: what lets a program fetch a picture that is not for everybody.

An app shows pictures by their address alone, without a cookie or a token. So the address that somebody is
given says who they are, signed; whether they may see the picture is asked anew whenever it is fetched.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import time
from collections.abc import Callable
from typing import Final

import msgspec

from affresco.media.model import Media

TERM: Final = 7 * 24 * 3600
"""Seconds. A ticket is good for one to two terms, and the same within a term, so that it can be cached."""
SIGNATURE: Final = 16
"""Bytes."""
LONGEST: Final = 80
"""Characters of a ticket."""


class Tickets:
    """secret: the instance's. now: seconds since 1970."""

    def __init__(self, secret: bytes, now: Callable[[], float] = time.time) -> None:
        self._secret = hashlib.sha256(b"media tickets\x00" + secret).digest()
        self._now = now

    def on(self, media: Media, viewer_id: int) -> Media:
        """The picture with addresses that carry the viewer's ticket."""
        return msgspec.structs.replace(media, ticket=self.issue(media.key, viewer_id))

    def issue(self, key: str, viewer_id: int) -> str:
        """A ticket to the picture for this viewer. key: of its blobs."""
        term = int(self._now() // TERM) + 2
        return f"{viewer_id:x}.{term:x}.{self._sign(key, viewer_id, term)}"

    def read(self, key: str, ticket: str) -> int | None:
        """Whose ticket to the picture it is; None when it is not good (any more)."""
        parts = ticket.split(".") if len(ticket) <= LONGEST else []
        if len(parts) != 3:
            return None
        try:
            viewer_id, term = int(parts[0], 16), int(parts[1], 16)
        except ValueError:
            return None
        good = hmac.compare_digest(parts[2].encode(), self._sign(key, viewer_id, term).encode())
        return viewer_id if good and self._now() < term * TERM else None

    def _sign(self, key: str, viewer_id: int, term: int) -> str:
        text = f"{key}\x00{viewer_id}\x00{term}".encode()
        digest = hmac.new(self._secret, text, hashlib.sha256).digest()[:SIGNATURE]
        return base64.urlsafe_b64encode(digest).decode().rstrip("=")
