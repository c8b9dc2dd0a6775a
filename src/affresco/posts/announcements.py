"""Announcements: what the owners tell everybody who is signed in. People dismiss them and react."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from datetime import datetime
from typing import Final

import msgspec

from affresco.accounts import access as accounts
from affresco.db import Database, ReadTx, Row
from affresco.live import messages
from affresco.posts import announcement_queries as queries
from affresco.posts import markup
from affresco.posts.errors import (
    AnnouncementEmpty,
    AnnouncementNotFound,
    AnnouncementTimesWrong,
    ReactionUnusable,
    TextTooLong,
)

TEXT_LIMIT: Final = 2000
REACTION_BYTES: Final = 32
"""An emoji, with all that joins its parts."""
REACTIONS_EACH: Final = 8
"""Different reactions to one announcement."""


class Reaction(msgspec.Struct, frozen=True):
    """An emoji that people chose. mine: the viewer among them."""

    name: str
    count: int
    mine: bool


class Announcement(msgspec.Struct, frozen=True):
    """html: ``text`` rendered and sanitised. read: the viewer dismissed it."""

    id: int
    text: str
    html: str
    starts_at: datetime | None
    ends_at: datetime | None
    published_at: datetime
    updated_at: datetime
    read: bool
    reactions: tuple[Reaction, ...] = ()


async def announce(
    database: Database,
    owner_id: int,
    text: str,
    starts_at: datetime | None = None,
    ends_at: datetime | None = None,
) -> int:
    """Raises OwnersOnly, AnnouncementEmpty, TextTooLong, AnnouncementTimesWrong."""
    text = _clean(text, starts_at, ends_at)
    async with database.write() as tx:
        await accounts.check_owner(tx, owner_id)
        announcement_id = await queries.insert(tx, owner_id, text, starts_at, ends_at)
        await messages.send(tx, messages.AnnouncementChanged(announcement_id), messages.EVERYBODY)
        return announcement_id


async def reword(
    database: Database,
    owner_id: int,
    announcement_id: int,
    text: str,
    starts_at: datetime | None = None,
    ends_at: datetime | None = None,
) -> None:
    """Raises OwnersOnly, AnnouncementNotFound and what ``announce`` raises."""
    text = _clean(text, starts_at, ends_at)
    async with database.write() as tx:
        await accounts.check_owner(tx, owner_id)
        if not await queries.update(tx, announcement_id, text, starts_at, ends_at):
            raise AnnouncementNotFound
        await messages.send(tx, messages.AnnouncementChanged(announcement_id), messages.EVERYBODY)


async def withdraw(database: Database, owner_id: int, announcement_id: int) -> None:
    """Raises OwnersOnly, AnnouncementNotFound."""
    async with database.write() as tx:
        await accounts.check_owner(tx, owner_id)
        if not await queries.delete(tx, announcement_id):
            raise AnnouncementNotFound
        gone = messages.AnnouncementChanged(announcement_id, gone=True)
        await messages.send(tx, gone, messages.EVERYBODY)


async def dismiss(database: Database, viewer_id: int, announcement_id: int) -> None:
    """Raises AnnouncementNotFound."""
    async with database.write() as tx:
        await _check(tx, announcement_id)
        await queries.dismiss(tx, viewer_id, announcement_id)


async def react(database: Database, viewer_id: int, announcement_id: int, name: str) -> None:
    """Raises AnnouncementNotFound, ReactionUnusable (no emoji, or one kind too many)."""
    name = name.strip()
    if not _is_emoji(name):
        raise ReactionUnusable(limit=REACTIONS_EACH)
    async with database.write() as tx:
        await _check(tx, announcement_id)
        names = await queries.reaction_names(tx, announcement_id)
        if name not in names and len(names) >= REACTIONS_EACH:
            raise ReactionUnusable(limit=REACTIONS_EACH)
        if await queries.insert_reaction(tx, viewer_id, announcement_id, name):
            told = messages.AnnouncementChanged(announcement_id, reaction=name)
            await messages.send(tx, told, messages.EVERYBODY)


async def unreact(database: Database, viewer_id: int, announcement_id: int, name: str) -> None:
    """Raises AnnouncementNotFound."""
    async with database.write() as tx:
        await _check(tx, announcement_id)
        name = name.strip()
        if _is_emoji(name) and await queries.delete_reaction(tx, viewer_id, announcement_id, name):
            told = messages.AnnouncementChanged(announcement_id, reaction=name)
            await messages.send(tx, told, messages.EVERYBODY)


async def current(
    tx: ReadTx, viewer_id: int, *, with_dismissed: bool = False
) -> tuple[Announcement, ...]:
    """Those that have begun and not ended, the newest first."""
    rows = await queries.rows(tx, viewer_id, only_current=True)
    shown = [row for row in rows if with_dismissed or not row["read"]]
    return await _with_reactions(tx, viewer_id, shown)


async def every(tx: ReadTx, owner_id: int) -> tuple[Announcement, ...]:
    """All of them, for owners, the newest first. Raises OwnersOnly."""
    await accounts.check_owner(tx, owner_id)
    return await _with_reactions(tx, owner_id, await queries.rows(tx, owner_id, only_current=False))


async def get(tx: ReadTx, viewer_id: int, announcement_id: int) -> Announcement:
    """One that is current. Raises AnnouncementNotFound."""
    found = await current(tx, viewer_id, with_dismissed=True)
    for announcement in found:
        if announcement.id == announcement_id:
            return announcement
    raise AnnouncementNotFound


async def _check(tx: ReadTx, announcement_id: int) -> None:
    if not await queries.is_current(tx, announcement_id):
        raise AnnouncementNotFound


async def _with_reactions(
    tx: ReadTx, viewer_id: int, rows: Sequence[Row]
) -> tuple[Announcement, ...]:
    reactions: dict[int, list[Reaction]] = {row["id"]: [] for row in rows}
    if reactions:
        for row in await queries.reaction_rows(tx, viewer_id, reactions):
            reactions[row["announcement_id"]].append(
                Reaction(row["name"], row["count"], row["mine"])
            )
    return tuple(
        Announcement(
            id=row["id"],
            text=row["text"],
            html=markup.render(row["text"]),
            starts_at=row["starts_at"],
            ends_at=row["ends_at"],
            published_at=row["published_at"],
            updated_at=row["updated_at"],
            read=row["read"],
            reactions=tuple(reactions[row["id"]]),
        )
        for row in rows
    )


def _clean(text: str, starts_at: datetime | None, ends_at: datetime | None) -> str:
    cleaned = markup.clean_text(text)
    if not cleaned:
        raise AnnouncementEmpty
    if len(cleaned) > TEXT_LIMIT:
        raise TextTooLong(length=len(cleaned), limit=TEXT_LIMIT)
    if starts_at is not None and ends_at is not None and ends_at <= starts_at:
        raise AnnouncementTimesWrong
    return cleaned


def _is_emoji(name: str) -> bool:
    """Short, and neither letters nor spaces nor signs of ASCII, but for what joins a keycap."""
    kinds = {unicodedata.category(c) for c in name}
    if kinds & {"Cc", "Cs", "Zs", "Zl", "Zp"} or any(c.isalpha() for c in name):
        return False
    return len(name.encode()) <= REACTION_BYTES and any(ord(c) > 0x2000 for c in name)
