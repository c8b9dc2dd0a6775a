"""Duels: the next pair for somebody, their answer, and the way back.

A pair goes out with a ticket: signed, for one person. An answer without it is no answer, and whether the
pictures may still stand before this person is asked anew whenever the ticket comes back.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
from typing import Final

from affresco.db import Database, ReadTx, Row
from affresco.media.model import Media, MediaId
from affresco.media.queries import media_by_ids
from affresco.together import queries
from affresco.together.errors import AnsweredAlready, NothingToUndo, PairGone, PairUnknown
from affresco.together.model import Answer, Credit, Duel, Pair, Shown, Side

POSTS_AT_ONCE: Final = 60
ROUNDS: Final = 25
"""How far back a pair is looked for: 1,500 posts that the commons have."""
NEWEST: Final = 2**63 - 1
SIGNATURE: Final = 16
"""Bytes."""
LONGEST: Final = 160
"""Characters of a ticket."""
_PARTS: Final = 6


class PairTickets:
    """secret: the instance's."""

    def __init__(self, secret: bytes) -> None:
        self._secret = hashlib.sha256(b"duels\x00" + secret).digest()

    def issue(self, viewer_id: int, pair: Pair) -> str:
        """The ticket of this person to this pair."""
        numbers = (
            viewer_id,
            pair.first_media_id,
            pair.second_media_id,
            pair.first_post_id,
            pair.second_post_id,
            int(pair.first_on_left),
        )
        words = ".".join(f"{number:x}" for number in numbers)
        return f"{words}.{self._sign(words)}"

    def read(self, ticket: str) -> tuple[int, Pair]:
        """Whose it is, and to which pair. Raises PairUnknown."""
        words, _dot, signature = ticket.rpartition(".") if len(ticket) <= LONGEST else ("", "", "")
        if not hmac.compare_digest(signature.encode(), self._sign(words).encode()):
            raise PairUnknown
        parts = words.split(".")
        if len(parts) != _PARTS:
            raise PairUnknown
        viewer_id, first, second, first_post, second_post, on_left = (int(p, 16) for p in parts)
        return viewer_id, Pair(first, second, first_post, second_post, bool(on_left))

    def _sign(self, words: str) -> str:
        digest = hmac.new(self._secret, words.encode(), hashlib.sha256).digest()[:SIGNATURE]
        return base64.urlsafe_b64encode(digest).decode().rstrip("=")


async def find_next(database: Database, tickets: PairTickets, viewer_id: int) -> Duel | None:
    """The pair that teaches most of those that the viewer did not answer; the same until they do. None:
    that is all for now."""
    async with database.read() as tx:
        below = NEWEST
        for _round in range(ROUNDS):
            row = await queries.next_pair(tx, viewer_id, below, POSTS_AT_ONCE)
            if row["first_media_id"] is not None:
                pair = _pair(row, first_on_left=_on_left(viewer_id, row))
                duel = await _duel(tx, tickets, viewer_id, pair)
                if duel is not None:
                    return duel
            if row["lowest"] is None:
                return None
            below = row["lowest"]
    return None


async def find_again(
    database: Database, tickets: PairTickets, viewer_id: int, ticket: str
) -> Duel | None:
    """The pair of a ticket, where it is the viewer's, still to be shown and not answered."""
    try:
        holder, pair = tickets.read(ticket)
    except PairUnknown:
        return None
    if holder != viewer_id:
        return None
    async with database.read() as tx:
        if await queries.is_answered(tx, viewer_id, pair):
            return None
        return await _duel(tx, tickets, viewer_id, pair)


async def find_picture(
    database: Database, tickets: PairTickets, ticket: str, side: Side
) -> Media | None:
    """A picture of a pair, as long as it may stand before whose ticket it is."""
    try:
        viewer_id, pair = tickets.read(ticket)
    except PairUnknown:
        return None
    is_first = (side == "left") == pair.first_on_left
    media_id = pair.first_media_id if is_first else pair.second_media_id
    async with database.read() as tx:
        if await queries.sides(tx, viewer_id, pair) is None:
            return None
        return (await media_by_ids(tx, [media_id])).get(MediaId(media_id))


async def answer(
    database: Database, tickets: PairTickets, viewer_id: int, ticket: str, said: Answer
) -> None:
    """Keep an answer. Raises PairUnknown, PairGone, AnsweredAlready."""
    holder, pair = tickets.read(ticket)
    if holder != viewer_id:
        raise PairUnknown
    async with database.write() as tx:
        row = await queries.sides(tx, viewer_id, pair)
        if row is None:
            raise PairGone
        if not await queries.insert(tx, viewer_id, row["prompt"], pair, pair.chosen(said)):
            raise AnsweredAlready


async def undo(database: Database, tickets: PairTickets, viewer_id: int) -> str:
    """Take the last answer back; the ticket to its pair. Raises NothingToUndo."""
    async with database.write() as tx:
        row = await queries.delete_last(tx, viewer_id)
        if row is None:
            raise NothingToUndo
    return tickets.issue(viewer_id, _pair(row, first_on_left=row["first_on_left"]))


async def forget_all(database: Database, viewer_id: int) -> int:
    """Delete every answer, and begin the taste anew; how many answers there were."""
    async with database.write() as tx:
        await queries.begin_anew(tx, viewer_id)
        return await queries.delete_all(tx, viewer_id)


async def list_credits(tx: ReadTx, viewer_id: int) -> tuple[Credit, ...]:
    """Whose pictures met last, as far as the viewer may see their posts."""
    rows = await queries.last_credits(tx, viewer_id)
    return tuple(Credit(row["post_id"], row["handle"], row["name"]) for row in rows)


def _pair(row: Row, *, first_on_left: bool) -> Pair:
    return Pair(
        first_media_id=row["first_media_id"],
        second_media_id=row["second_media_id"],
        first_post_id=row["first_post_id"],
        second_post_id=row["second_post_id"],
        first_on_left=first_on_left,
    )


def _on_left(viewer_id: int, row: Row) -> bool:
    """Half of all pairs, and for each pair half of all people; always the same."""
    words = f"{viewer_id}:{row['first_media_id']}:{row['second_media_id']}"
    return bool(hashlib.sha256(words.encode()).digest()[0] & 1)


async def _duel(tx: ReadTx, tickets: PairTickets, viewer_id: int, pair: Pair) -> Duel | None:
    row = await queries.sides(tx, viewer_id, pair)
    if row is None:
        return None
    media = await media_by_ids(tx, [pair.first_media_id, pair.second_media_id])
    if len(media) < 2:
        return None
    first = Shown(media[MediaId(pair.first_media_id)], row["first_alt"])
    second = Shown(media[MediaId(pair.second_media_id)], row["second_alt"])
    left, right = (first, second) if pair.first_on_left else (second, first)
    return Duel(pair, row["prompt"], left, right, tickets.issue(viewer_id, pair))
