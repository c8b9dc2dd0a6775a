"""Showing a post to fewer people than before. Never to more: who answered it counted on its audience."""

from __future__ import annotations

from typing import Final

from affresco.db import Database
from affresco.events import kinds
from affresco.events.log import emit
from affresco.live import messages
from affresco.posts import access, audience_queries, queries
from affresco.posts.errors import AudienceWider
from affresco.posts.model import Visibility
from affresco.posts.reactions import announce_counts

NARROWED_TO: Final[tuple[Visibility, ...]] = ("unlisted", "followers", "private")
"""Not to people by name: they would have to be told."""


async def narrow(database: Database, author_id: int, post_id: int, visibility: Visibility) -> None:
    """Show one's post to fewer people; to the same is nothing.

    Where it may not be passed on any more, its reposts are taken back. Raises PostNotFound, NotYours,
    AudienceWider.
    """
    async with database.write() as tx:
        parents = await queries.parent_ids(tx, post_id)
        row = await access.lock_own(tx, author_id, post_id, *parents)
        before: Visibility = row["visibility"]
        if before == visibility:
            return
        if visibility not in NARROWED_TO or access.narrower(before, visibility) != visibility:
            raise AudienceWider
        tags = await queries.public_tags(tx, post_id)
        await audience_queries.set_visibility(tx, post_id, visibility)
        await audience_queries.quiet_quote(tx, post_id)
        await audience_queries.count_anew(tx, [post_id, *parents])
        if before == "public":
            gone = messages.PostDeleted(post_id=post_id, author_id=author_id, entry_id=post_id)
            await messages.send(tx, gone, messages.LOCAL, *map(messages.tag, tags))
        if not access.may_repost(visibility):
            for repost in await audience_queries.end_reposts(tx, post_id):
                await emit(tx, kinds.PostUnreposted(post_id, repost["account_id"]))
                taken = messages.PostDeleted(
                    post_id=post_id, author_id=repost["account_id"], entry_id=repost["id"]
                )
                await messages.send(tx, taken, messages.author(repost["account_id"]))
        changed = messages.PostChanged(post_id, author_id)
        await messages.send(tx, changed, messages.post(post_id), messages.author(author_id))
        await emit(tx, kinds.PostNarrowed(post_id, author_id))
        for touched, found in (await queries.lock_posts(tx, [post_id, *parents])).items():
            await announce_counts(tx, touched, found["account_id"])
