"""Addresses of this instance that somebody puts into the search field. Pure."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import urlsplit

import msgspec

_PATH: Final = re.compile(r"/@([a-z0-9_]{2,30})(?:/([0-9]{1,18}))?/?")


class Named(msgspec.Struct, frozen=True):
    """post_id: None where the address is a person's."""

    handle: str
    post_id: int | None


def read_address(text: str, base_url: str) -> Named | None:
    """Whom or what an address of ours names, None for anything else."""
    typed = text.strip()
    if not typed.startswith(("http://", "https://")):
        return None
    try:
        parts = urlsplit(typed)
    except ValueError:
        return None
    found = _PATH.fullmatch(parts.path.lower())
    if found is None or f"{parts.scheme}://{parts.netloc}" != base_url:
        return None
    return Named(found[1], int(found[2]) if found[2] else None)
