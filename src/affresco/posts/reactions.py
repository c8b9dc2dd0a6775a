"""Like, repost, bookmark, and the way back. Each may be repeated: only a change has effects."""

from __future__ import annotations

from affresco.db import Database, WriteTx
from affresco.events import kinds
from affresco.events.log import emit
from affresco.live import messages
from affresco.posts import access, hydrate, reaction_queries
from affresco.posts.access import Gate
from affresco.posts.errors import RepostForbidden
from affresco.posts.model import PostId


async def like(database: Database, viewer_id: int, post_id: int) -> None:
    """Raises PostNotFound."""
    async with database.write() as tx:
        gate = await access.lock_one(tx, viewer_id, post_id)
        if await reaction_queries.insert_like(tx, viewer_id, post_id):
            await emit(tx, kinds.PostLiked(post_id, viewer_id))
            await _announce(tx, gate, viewer_id)


async def unlike(database: Database, viewer_id: int, post_id: int) -> None:
    """Raises PostNotFound."""
    async with database.write() as tx:
        gate = await access.lock_one(tx, viewer_id, post_id)
        if await reaction_queries.delete_like(tx, viewer_id, post_id):
            await emit(tx, kinds.PostUnliked(post_id, viewer_id))
            await _announce(tx, gate, viewer_id)


async def repost(database: Database, viewer_id: int, post_id: int) -> int:
    """Returns the repost's id, which timelines order it by. Raises PostNotFound, RepostForbidden."""
    async with database.write() as tx:
        gate = await access.lock_one(tx, viewer_id, post_id)
        if not access.may_repost(gate.visibility):
            raise RepostForbidden
        repost_id = await reaction_queries.insert_repost(tx, viewer_id, post_id)
        if repost_id is None:
            found = await reaction_queries.hold_repost(tx, viewer_id, post_id)
            assert found is not None, "reposts of a post are changed only while it is held"
            return found
        await emit(tx, kinds.PostReposted(post_id, viewer_id, repost_id))
        await messages.send(
            tx,
            messages.PostPublished(
                post_id=post_id,
                author_id=gate.account_id,
                entry_id=repost_id,
                reposted_by=viewer_id,
            ),
            messages.author(viewer_id),
        )
        await _announce(tx, gate, viewer_id)
        return repost_id


async def unrepost(database: Database, viewer_id: int, post_id: int) -> None:
    """Raises PostNotFound."""
    async with database.write() as tx:
        gate = await access.lock_one(tx, viewer_id, post_id)
        repost_id = await reaction_queries.delete_repost(tx, viewer_id, post_id)
        if repost_id is not None:
            await emit(tx, kinds.PostUnreposted(post_id, viewer_id))
            await messages.send(
                tx,
                messages.PostDeleted(post_id=post_id, author_id=viewer_id, entry_id=repost_id),
                messages.author(viewer_id),
            )
            await _announce(tx, gate, viewer_id)


async def bookmark(database: Database, viewer_id: int, post_id: int) -> None:
    """Raises PostNotFound."""
    async with database.write() as tx:
        await access.lock_one(tx, viewer_id, post_id)
        if await reaction_queries.insert_bookmark(tx, viewer_id, post_id):
            await _tell_viewer(tx, viewer_id, post_id)


async def unbookmark(database: Database, viewer_id: int, post_id: int) -> None:
    """Raises PostNotFound."""
    async with database.write() as tx:
        await access.lock_one(tx, viewer_id, post_id)
        if await reaction_queries.delete_bookmark(tx, viewer_id, post_id):
            await _tell_viewer(tx, viewer_id, post_id)


async def announce_counts(tx: WriteTx, post_id: int, author_id: int) -> None:
    """Send the numbers under a post to whoever has it on the screen."""
    numbers = (await hydrate.counts(tx, [post_id])).get(PostId(post_id))
    if numbers is None:
        return
    await messages.send(
        tx,
        messages.CountsChanged(
            post_id=post_id,
            likes=numbers.likes,
            reposts=numbers.reposts,
            replies=numbers.replies,
            remixes=numbers.remixes,
            quotes=numbers.quotes,
        ),
        messages.post(post_id),
        messages.author(author_id),
    )


async def _announce(tx: WriteTx, gate: Gate, viewer_id: int) -> None:
    await announce_counts(tx, gate.id, gate.account_id)
    await _tell_viewer(tx, viewer_id, gate.id)


async def _tell_viewer(tx: WriteTx, viewer_id: int, post_id: int) -> None:
    done = (await hydrate.reactions(tx, viewer_id, [post_id])).get(post_id, hydrate.NOTHING_DONE)
    await messages.send(
        tx,
        messages.Reacted(
            account_id=viewer_id,
            post_id=post_id,
            liked=done.liked,
            reposted=done.reposted,
            bookmarked=done.bookmarked,
        ),
        messages.account(viewer_id),
    )
