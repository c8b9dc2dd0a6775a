"""Facts about somebody's own pictures."""

from __future__ import annotations

from datetime import datetime
from typing import Final

import msgspec

from affresco.media.model import Media

NAME_LIMIT: Final = 60
"""Characters of a folder's name."""

FOLDERS_LIMIT: Final = 200
MANY: Final = 200
"""Pictures that one command may move or delete."""


class Folder(msgspec.Struct, frozen=True):
    """pictures: how many lie in it."""

    id: int
    name: str
    pictures: int


class Item(msgspec.Struct, frozen=True):
    """A picture. prompt, engine, generation_id: "" or None for an upload."""

    media: Media
    prompt: str
    engine: str
    generation_id: int | None
    made_at: datetime
    favourite: bool
    folder_id: int | None


class Search(msgspec.Struct, frozen=True, kw_only=True):
    """What is looked for; everything where nothing is said. words: all of them, in prompt or description, the
    beginning of a word being enough. since, until: moments, until not included. uploads: True for those that
    were brought along, False for those that were made."""

    words: str = ""
    engine: str | None = None
    since: datetime | None = None
    until: datetime | None = None
    folder_id: int | None = None
    favourites: bool = False
    uploads: bool | None = None


class Found(msgspec.Struct, frozen=True):
    """A page, newest first. older: ``before`` of the next one, None at the end."""

    items: tuple[Item, ...]
    older: int | None
