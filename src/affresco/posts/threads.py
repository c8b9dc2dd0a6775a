"""What one does with one's own posts and with threads: pin, mute, and the way back."""

from __future__ import annotations

from affresco.accounts import queries as account_queries
from affresco.db import Database, WriteTx
from affresco.live import messages
from affresco.posts import access, thread_queries
from affresco.posts.errors import NotYours, PinForbidden, TooManyPins
from affresco.posts.model import PINS_LIMIT


async def pin(database: Database, author_id: int, post_id: int) -> None:
    """Show a post of one's own first on one's page.

    Raises PostNotFound, PinForbidden (somebody else's, or one for people by name), TooManyPins.
    """
    async with database.write() as tx:
        # Two pins at the same moment must not both be the fifth.
        await account_queries.lock_account(tx, author_id)
        try:
            row = await access.lock_own(tx, author_id, post_id)
        except NotYours as error:
            raise PinForbidden from error
        if row["visibility"] in ("direct", "private"):
            raise PinForbidden
        pinned = await thread_queries.pinned_ids(tx, author_id)
        if post_id in pinned:
            return
        if len(pinned) >= PINS_LIMIT:
            raise TooManyPins(limit=PINS_LIMIT)
        await thread_queries.pin(tx, author_id, post_id)
        await _changed(tx, author_id, post_id)


async def unpin(database: Database, author_id: int, post_id: int) -> None:
    """Raises PostNotFound, PinForbidden."""
    async with database.write() as tx:
        try:
            await access.lock_own(tx, author_id, post_id)
        except NotYours as error:
            raise PinForbidden from error
        if await thread_queries.unpin(tx, author_id, post_id):
            await _changed(tx, author_id, post_id)


async def mute(database: Database, viewer_id: int, post_id: int) -> None:
    """Hear no more of the thread that a post is in. Raises PostNotFound."""
    async with database.write() as tx:
        gate = await access.lock_one(tx, viewer_id, post_id)
        if await thread_queries.mute(tx, viewer_id, gate.root_id):
            await _tell(tx, viewer_id, gate.root_id, muted=True)


async def unmute(database: Database, viewer_id: int, post_id: int) -> None:
    """Raises PostNotFound."""
    async with database.write() as tx:
        gate = await access.lock_one(tx, viewer_id, post_id)
        if await thread_queries.unmute(tx, viewer_id, gate.root_id):
            await _tell(tx, viewer_id, gate.root_id, muted=False)


async def _tell(tx: WriteTx, viewer_id: int, root_id: int, *, muted: bool) -> None:
    await messages.send(
        tx, messages.ThreadMuted(viewer_id, root_id, muted), messages.account(viewer_id)
    )


async def _changed(tx: WriteTx, author_id: int, post_id: int) -> None:
    await messages.send(
        tx,
        messages.PostChanged(post_id, author_id),
        messages.post(post_id),
        messages.author(author_id),
    )
