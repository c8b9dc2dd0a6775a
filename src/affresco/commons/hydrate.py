"""Entries of the log to what they stand for, many at once: as it is at this moment, with the consent that
holds at this moment. What may not be told any more is left out.

At most five queries for a page, however long it is. What comes out is JSON with gaps for the pseudonyms, so
that it is made once for all consumers (``Told``); names in texts have become such gaps, too.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

import msgspec

from affresco.commons import events
from affresco.commons import stream_queries as queries
from affresco.commons.cursors import Cursors
from affresco.commons.model import Entry, Told
from affresco.commons.people import Person, pseudonym
from affresco.db import ReadTx, Row
from affresco.studio.model import Recipe

PICTURES: Final = "/api/affresco/v1/commons/pictures"
_WORKS: Final = frozenset({"post", "remix", "reply", "edit"})
_REACTIONS: Final = frozenset({"like", "unlike", "repost", "unrepost"})
_OfWork = events.Posted | events.Remixed | events.Replied | events.Edited
_OfReaction = events.Liked | events.Unliked | events.Reposted | events.Unreposted
_OF_WORKS: Final[Mapping[str, type[_OfWork]]] = {
    "post": events.Posted,
    "remix": events.Remixed,
    "reply": events.Replied,
    "edit": events.Edited,
}
_OF_REACTIONS: Final[Mapping[str, type[_OfReaction]]] = {
    "like": events.Liked,
    "unlike": events.Unliked,
    "repost": events.Reposted,
    "unrepost": events.Unreposted,
}
_Rows = Mapping[int, Sequence[Row]]


class _Facts(msgspec.Struct, frozen=True):
    """What a page's entries stand for. works: by post; standing, offers, duels: by the entry's number."""

    works: Mapping[int, Row]
    standing: frozenset[int]
    offers: _Rows
    duels: _Rows


class Teller:
    """Of one process. base_url: without a final slash."""

    def __init__(self, cursors: Cursors, base_url: str) -> None:
        self._cursors = cursors
        self._base_url = base_url
        # Nobody can have written it into a text: it is of this process, and never sent.
        self._gap = f"~{secrets.token_hex(8)}"
        self._gaps = re.compile(
            rb"%s([pa])(\d+)~|@([A-Za-z0-9_]{2,30})(?![A-Za-z0-9_])" % self._gap.encode()
        )

    async def tell(self, tx: ReadTx, entries: Sequence[Entry]) -> tuple[Told, ...]:
        """What may be told of these entries now, in their order."""
        facts = await _look(tx, entries)
        made = [(entry, self._event(entry, facts)) for entry in entries]
        whole = [
            (entry, events.encoder.encode(event)) for entry, event in made if event is not None
        ]
        people = await self._people(tx, [text for _entry, text in whole])
        return tuple(self._told(entry, text, people) for entry, text in whole)

    # who is in it ------------------------------------------------------------------------------

    def _somebody(self, account_id: int) -> str:
        """A gap for a pseudonym."""
        return f"{self._gap}p{account_id}~"

    def _author(self, account_id: int) -> str:
        """A gap for a handle, with credit, or a pseudonym."""
        return f"{self._gap}a{account_id}~"

    async def _people(self, tx: ReadTx, texts: Iterable[bytes]) -> dict[int | str, Person]:
        """Authors by their ids, and whoever is named by their handles."""
        ids: set[int] = set()
        handles: set[str] = set()
        for text in texts:
            for found in self._gaps.finditer(text):
                if found[3] is not None:
                    handles.add(found[3].decode().lower())
                elif found[1] == b"a":
                    ids.add(int(found[2]))
        if not ids and not handles:
            return {}
        people: dict[int | str, Person] = {}
        for row in await queries.people(tx, ids, handles):
            person = Person(row["id"], row["handle"], row["credit"])
            people[person.id] = people[person.handle] = person
        return people

    def _told(self, entry: Entry, text: bytes, people: Mapping[int | str, Person]) -> Told:
        parts: list[bytes] = []
        gaps: list[int] = []
        part, start = b"", 0
        for found in self._gaps.finditer(text):
            key = found[3].decode().lower() if found[3] is not None else int(found[2])
            person = people.get(key)
            if found[3] is not None and (person is None or person.credit):
                continue
            part += text[start : found.start()] + (b"@" if found[3] is not None else b"")
            start = found.end()
            if found[1] == b"a" and person is not None and person.credit:
                part += f"@{person.handle}".encode()
                continue
            parts.append(part)
            gaps.append(person.id if person is not None else int(found[2]))
            part = b""
        return Told(
            place=entry.place,
            kind=entry.kind,
            language=entry.language,
            cursor=self._cursors.write(entry.place),
            parts=(*parts, part + text[start:]),
            people=tuple(gaps),
        )

    # what it is --------------------------------------------------------------------------------

    def _event(self, entry: Entry, facts: _Facts) -> events.Event | None:
        """None when it is not to be told any more."""
        cursor, at = self._cursors.write(entry.place), entry.at
        post_id, actor_id = entry.post_id, entry.actor_id
        match entry.kind:
            case "post" | "remix" | "reply" | "edit":
                work = facts.works.get(post_id or 0)
                if work is None:
                    return None
                return _OF_WORKS[entry.kind](v=1, cursor=cursor, at=at, post=self._work(work))
            case "like" | "unlike" | "repost" | "unrepost":
                if entry.seq not in facts.standing or actor_id is None:
                    return None
                return _OF_REACTIONS[entry.kind](
                    v=1,
                    cursor=cursor,
                    at=at,
                    person=self._somebody(actor_id),
                    post_id=str(post_id),
                )
            case "choice":
                return self._choice(entry, cursor, facts.offers.get(entry.seq, ()))
            case "duel":
                return self._duel(entry, cursor, facts.duels.get(entry.seq, ()))
            case "unduel":
                return events.Unduelled(
                    v=1,
                    cursor=cursor,
                    at=at,
                    duel_id=str(entry.ref_id),
                    person=self._somebody(actor_id or 0),
                )
            case "withdrawal":
                return events.Withdrawn(
                    v=1,
                    cursor=cursor,
                    at=at,
                    post_id=None if post_id is None else str(post_id),
                    choices_of=self._somebody(actor_id or 0) if post_id is None else None,
                )
            case "deletion":
                return events.Deleted(v=1, cursor=cursor, at=at, post_id=str(post_id))

    def _choice(self, entry: Entry, cursor: str, rows: Sequence[Row]) -> events.Chosen | None:
        """None also where nothing is left to have chosen from."""
        chosen = sum(row["chosen"] for row in rows)
        if not 0 < chosen < len(rows):
            return None
        first = next(row for row in rows if row["chosen"])
        return events.Chosen(
            v=1,
            cursor=cursor,
            at=entry.at,
            person=self._somebody(entry.actor_id or 0),
            post_id=str(entry.post_id),
            prompt=first["prompt"] if first["open"] else None,
            offered=tuple(
                events.Offer(picture=self._picture(row), chosen=row["chosen"]) for row in rows
            ),
        )

    def _duel(self, entry: Entry, cursor: str, rows: Sequence[Row]) -> events.Duelled | None:
        if len(rows) != 2:
            return None
        first, second = rows
        return events.Duelled(
            v=1,
            cursor=cursor,
            at=entry.at,
            duel_id=str(entry.ref_id),
            person=self._somebody(entry.actor_id or 0),
            prompt=first["prompt"] if first["open"] and second["open"] else None,
            first=self._picture(first),
            second=self._picture(second),
            choice=first["choice"],
            left="first" if first["first_on_left"] else "second",
        )

    def _work(self, row: Row) -> events.Work:
        columns = (
            "media_ids",
            "media_kinds",
            "content_types",
            "widths",
            "heights",
            "sizes",
            "hashes",
        )
        pictures = zip(*(row[name] or () for name in (*columns, "alts", "recipes")), strict=True)
        open_ = row["recipe_visibility"] == "open"
        return events.Work(
            id=str(row["id"]),
            author=self._author(row["account_id"]),
            text=row["text"],
            language=row["language"],
            licence=row["licence"],
            warning=row["warning"],
            sensitive=row["sensitive"],
            revision=row["revision"],
            created_at=row["created_at"],
            recipe_visibility=row["recipe_visibility"],
            pictures=tuple(self._describe(fields, open_) for fields in pictures),
            remix_of=_id(row["parent_id"]),
            depth=row["depth"],
            reply_to=_id(row["reply_to_id"]),
            quote_of=_id(row["quoted_id"]),
            tags=tuple(row["tags"]),
        )

    def _picture(self, row: Row) -> events.Picture:
        """A row of ``offers`` or ``duels``."""
        names = ("media_id", "media_kind", "content_type", "width", "height", "bytes", "sha256")
        return self._describe(tuple(row[name] for name in (*names, "alt", "recipe")), row["open"])

    def _describe(self, fields: tuple[Any, ...], open_: bool) -> events.Picture:
        """fields: as the two above have them."""
        media_id, kind, content_type, width, height, size, sha256, alt, kept = fields
        recipe = None if kept is None or not open_ else msgspec.convert(kept, Recipe)
        return events.Picture(
            media_id=str(media_id),
            url=f"{self._base_url}{PICTURES}/{media_id}",
            content_type=content_type,
            width=width,
            height=height,
            bytes=size,
            sha256=None if sha256 is None else sha256.hex(),
            alt=alt,
            made=kind == "generated",
            prompt=None if recipe is None else recipe.prompt,
            recipe=recipe,
        )


def present(told: Told, secret: bytes, consumer_id: int) -> bytes:
    """The JSON for one consumer. Pure. secret: the instance's."""
    pieces = [told.parts[0]]
    for account_id, part in zip(told.people, told.parts[1:], strict=True):
        pieces.append(pseudonym(secret, consumer_id, account_id).encode())
        pieces.append(part)
    return b"".join(pieces)


async def _look(tx: ReadTx, entries: Sequence[Entry]) -> _Facts:
    """One query for each sort of entries that is there."""
    works = {e.post_id for e in entries if e.kind in _WORKS and e.post_id is not None}
    reactions = [e for e in entries if e.kind in _REACTIONS]
    choices = [e for e in entries if e.kind == "choice"]
    duels = [e for e in entries if e.kind == "duel"]
    return _Facts(
        works={row["id"]: row for row in await queries.works(tx, works)} if works else {},
        standing=frozenset(
            await queries.standing(
                tx,
                [e.seq for e in reactions],
                [e.kind for e in reactions],
                [e.post_id or 0 for e in reactions],
                [e.actor_id or 0 for e in reactions],
            )
            if reactions
            else ()
        ),
        offers=_by_entry(
            await queries.offers(
                tx,
                [e.seq for e in choices],
                [e.post_id or 0 for e in choices],
                [e.actor_id or 0 for e in choices],
                [e.ref_id or 0 for e in choices],
            )
            if choices
            else ()
        ),
        duels=_by_entry(
            await queries.duels(tx, [e.seq for e in duels], [e.ref_id or 0 for e in duels])
            if duels
            else ()
        ),
    )


def _by_entry(rows: Iterable[Row]) -> dict[int, list[Row]]:
    found: dict[int, list[Row]] = {}
    for row in rows:
        found.setdefault(row["seq"], []).append(row)
    return found


def _id(number: int | None) -> str | None:
    return None if number is None else str(number)
