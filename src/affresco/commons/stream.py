"""The stream: the log, read on and on.

A reader is a place in the log. What comes next is read in pages; readers at the end of the log share them,
so that a hundred cost the database as much as one. A page is good for a moment only: whoever is slow to take
it gets the rest read anew, with the consent that holds by then.
"""

from __future__ import annotations

import asyncio
import time
from collections import Counter
from collections.abc import AsyncGenerator, Callable, Iterator
from contextlib import contextmanager
from typing import Final

import msgspec
import structlog

from affresco.commons import sequencing
from affresco.commons import stream_queries as queries
from affresco.commons.cursors import Cursors, Place, place_of
from affresco.commons.errors import CursorAhead, TooManyStreams
from affresco.commons.hydrate import Teller
from affresco.commons.model import EVERYTHING, Entry, Page, Told, Wish
from affresco.db import Database, Row
from affresco.live import messages
from affresco.live.ending import end
from affresco.live.hub import Hub
from affresco.live.messages import Message

log = structlog.get_logger(__name__)

PAGE: Final = 200
"""Entries."""
PIECE_BYTES: Final = 64 * 1024
"""What is handed over at once, about."""
SHARED_SECONDS: Final = 0.2
FRESH_SECONDS: Final = 1.0
"""How long after it was read a page may still be told."""
PAGES_KEPT: Final = 16
QUIET_SECONDS: Final = 15.0
"""After so long without an event a mark is sent."""
BEHIND_SECONDS: Final = 0.05
STREAMS_EACH: Final = 10
"""Open streams of one consumer in one process."""


class Piece(msgspec.Struct, frozen=True):
    """What to send. place: behind it. entries: none for a mark."""

    entries: tuple[Told, ...]
    place: Place


class Feed:
    """The log of one process's readers. now: seconds of a clock that only goes forward."""

    def __init__(
        self,
        database: Database,
        hub: Hub,
        secret: bytes,
        base_url: str,
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        self.database = database
        self.secret = secret
        self.cursors = Cursors(secret)
        self.changes = 0
        """Grows whenever consumers may have changed: open streams ask then whether they may go on."""
        self._teller = Teller(self.cursors, base_url)
        self._now = now
        self._head = 0
        self._grown = asyncio.Event()
        self._open: Counter[int] = Counter()
        self._pages: dict[int, Page] = {}
        self._reading: dict[int, asyncio.Task[Page]] = {}
        self._numbers: asyncio.Task[None] | None = None
        hub.on_message(self._hear)

    async def close(self) -> None:
        """Stop what was begun for readers."""
        tasks = [*self._reading.values(), *((self._numbers,) if self._numbers else ())]
        self._numbers = None
        await end(*tasks)

    @contextmanager
    def opened(self, consumer_id: int) -> Iterator[None]:
        """One more stream of a consumer. Raises TooManyStreams."""
        if self._open[consumer_id] >= STREAMS_EACH:
            raise TooManyStreams(limit=STREAMS_EACH)
        if self._numbers is None:
            # Where nobody reads, a worker does it; where there is no worker, readers need it.
            self._numbers = asyncio.create_task(sequencing.carry(self.database), name="commons")
        self._open[consumer_id] += 1
        try:
            yield
        finally:
            self._open[consumer_id] -= 1
            if not self._open[consumer_id]:
                del self._open[consumer_id]

    async def find_place(self, cursor: str) -> Place:
        """Where to go on. cursor: ``""`` for the beginning, ``now`` for the end. Raises CursorForged,
        CursorAhead."""
        wanted = None if cursor == "now" else self.cursors.read(cursor) if cursor else Place(0, 0)
        async with self.database.read() as tx:
            row = await queries.place(tx, None if wanted is None else wanted.seq)
        found = None if row is None else place_of(row["seq"], row["sequenced_at"])
        if found is None or wanted not in (None, found):
            raise CursorAhead
        return found

    async def read(self, start: Place, wish: Wish, *, follow: bool) -> AsyncGenerator[Piece, None]:
        """Pieces from a place on; marks when it is quiet.

        follow: for ever; else to where the log ends now, with a mark at the end. Raises
        DatabaseUnavailable.
        """
        place = start
        last = None if follow else await self._find_head()
        while True:
            changes, before = self.changes, place.seq
            page = await self.page(place.seq, wish)
            entries = [told for told in page.entries if wish.takes(told.kind, told.language)]
            whole = True
            for piece in _pieces(entries):
                place = piece[-1].place
                yield Piece(piece, place)
                if self._now() - page.read_at > FRESH_SECONDS:
                    whole = False
                    break
            if not whole:
                continue
            place = page.through
            if last is not None and place.seq >= last:
                yield Piece((), place)
                return
            if place.seq == before and self._head > page.head:
                # A replica that is behind: it would be asked in vain, again and again.
                await asyncio.sleep(BEHIND_SECONDS)
            elif place.seq >= page.head and not await self._grows(place.seq, changes):
                yield Piece((), place)

    async def _find_head(self) -> int:
        async with self.database.read() as tx:
            head = await queries.clock(tx)
        self._head = max(self._head, head)
        return head

    async def page(self, after: int, wish: Wish = EVERYTHING) -> Page:
        """What comes after an entry. At the end of the log it is shared, and more than is wished for."""
        if wish == EVERYTHING or self._head - after <= PAGE:
            return await self._shared(after)
        return await self._read_page(after, wish)

    async def _shared(self, after: int) -> Page:
        known = self._pages.get(after)
        if known is not None and self._now() - known.read_at <= SHARED_SECONDS:
            return known
        reading = self._reading.get(after)
        if reading is None:
            reading = asyncio.create_task(self._read_page(after, EVERYTHING), name="commons page")
            self._reading[after] = reading
            reading.add_done_callback(lambda _task: self._reading.pop(after, None))
        # One who leaves does not take the page away from the others.
        page = await asyncio.shield(reading)
        if page.through.seq > after and page.head >= self._head:
            while len(self._pages) >= PAGES_KEPT:
                del self._pages[next(iter(self._pages))]
            self._pages.pop(after, None)
            self._pages[after] = page
        return page

    async def _read_page(self, after: int, wish: Wish) -> Page:
        read_at = self._now()
        async with self.database.read() as tx:
            rows = await queries.entries(tx, after, wish.kinds, wish.languages, PAGE)
            entries = [_entry(row) for row in rows if row["seq"] is not None]
            told = await self._teller.tell(tx, entries) if entries else ()
        head: int = rows[0]["head"]
        self._head = max(self._head, head)
        full = len(entries) == PAGE
        through = entries[-1].place if full else place_of(rows[0]["until"], rows[0]["until_at"])
        return Page(told, through, head, read_at)

    async def _grows(self, seq: int, changes: int) -> bool:
        """Wait until the log goes beyond an entry; False when it was quiet, or there are changes."""
        try:
            async with asyncio.timeout(QUIET_SECONDS):
                while self._head <= seq and changes == self.changes:
                    await self._grown.wait()
        except TimeoutError:
            return False
        return self._head > seq

    def _hear(self, _topic: str, message: Message) -> None:
        """A listener for the hub."""
        match message:
            case messages.CommonsGrew(seq):
                self._head = max(self._head, seq)
                self._pages.clear()
            case messages.ConsumerChanged():
                self.changes += 1
            case messages.Resync():
                # Nobody knows how far it goes, and whether it is the same: all look.
                self._head = 0
                self.changes += 1
                self._pages.clear()
            case _:
                return
        self._grown.set()
        self._grown = asyncio.Event()


def _pieces(entries: list[Told]) -> Iterator[tuple[Told, ...]]:
    """Entries in pieces of about ``PIECE_BYTES``."""
    piece: list[Told] = []
    size = 0
    for told in entries:
        piece.append(told)
        size += told.size
        if size >= PIECE_BYTES:
            yield tuple(piece)
            piece, size = [], 0
    if piece:
        yield tuple(piece)


def _entry(row: Row) -> Entry:
    return Entry(
        place=place_of(row["seq"], row["sequenced_at"]),
        kind=row["kind"],
        at=row["at"],
        post_id=row["post_id"],
        actor_id=row["actor_id"],
        ref_id=row["ref_id"],
        language=row["language"],
    )
