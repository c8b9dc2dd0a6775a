"""What the reader of a page wants to be asked about before it is shown: pictures, texts with a warning.

Macros cannot see whom a page is for, so the visit leaves the reader's wishes here, as it does the language.
"""

from __future__ import annotations

from contextvars import ContextVar
from typing import Final, Protocol

from affresco.accounts.model import Preferences

Wishes = tuple[str, bool]
"""Which pictures are shown at once, and whether texts behind a warning are open."""

STRANGER: Final = Preferences()
_reader: ContextVar[Preferences] = ContextVar("reader", default=STRANGER)


class Veiled(Protocol):
    """A post as templates take it."""

    @property
    def veiled(self) -> bool: ...
    @property
    def warning(self) -> str: ...


def set_reader(preferences: Preferences | None) -> None:
    """Whom the page that is being made is for; None for strangers."""
    _reader.set(preferences or STRANGER)


def hides(post: Veiled) -> bool:
    """Whether the pictures of a post are hidden until they are asked for."""
    wish = _reader.get().expand_media
    return wish == "hide_all" or (wish == "default" and (post.veiled or bool(post.warning)))


def unfolds() -> bool:
    """Whether texts with a warning are open from the start."""
    return _reader.get().expand_warnings


def wishes() -> Wishes:
    """All that ``hides`` and ``unfolds`` rest on besides the post."""
    reader = _reader.get()
    return reader.expand_media, reader.expand_warnings
