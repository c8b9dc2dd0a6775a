"""Ids and cursors as text. Pure."""

from __future__ import annotations

import re
from typing import Annotated, Final

import msgspec

from affresco.mcp.errors import BadId

LARGEST: Final = 2**63 - 1
_DIGITS: Final = re.compile(r"[0-9]{1,19}")

PostIdText = Annotated[str, msgspec.Meta(description="The id of a post, from an earlier answer.")]
ImageIdText = Annotated[
    str, msgspec.Meta(description="The id of a picture, from an earlier answer.")
]
JobIdText = Annotated[str, msgspec.Meta(description="The job_id of an earlier answer.")]
BeforeText = Annotated[
    str | None, msgspec.Meta(description="`older` of the page before; leave out for the newest.")
]
Limit = Annotated[int, msgspec.Meta(ge=1, le=40, description="How many, at most.")]


def number(text: str) -> int:
    """Raises BadId for what cannot be an id."""
    found = int(text) if _DIGITS.fullmatch(text) else LARGEST + 1
    if found > LARGEST:
        raise BadId(value=repr(text[:40]))
    return found


def cursor(text: str | None) -> int | None:
    """Raises BadId."""
    return number(text) if text else None
