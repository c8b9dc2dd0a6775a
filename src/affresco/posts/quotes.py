"""Quotes: a post that shows another one inside. Whose post is quoted decides who may, and may take it back.

A quote is ``accepted`` from the start, as nobody may quote who is not allowed to, until the author of the
quoted post makes it ``revoked``, for good: the quoted post is then no longer shown inside.
"""

from __future__ import annotations

from affresco.db import Database, WriteTx
from affresco.live import messages
from affresco.posts import access, queries, quote_queries
from affresco.posts.access import Gate
from affresco.posts.errors import NotYours, PostNotFound, QuoteForbidden, QuoteTargetGone
from affresco.posts.model import QuotePolicy
from affresco.posts.reactions import announce_counts


def check(quoted: Gate | None, author_id: int) -> None:
    """Whether a post that is held may be quoted. Raises QuoteTargetGone, QuoteForbidden."""
    if quoted is None:
        raise QuoteTargetGone
    if not access.may_quote(
        quoted.quote_policy,
        quoted.visibility,
        quoted.account_id,
        author_id,
        follows=quoted.follows,
    ):
        raise QuoteForbidden


async def insert(tx: WriteTx, post_id: int, quoted: Gate) -> None:
    """Record what a post quotes that is being published."""
    await quote_queries.insert_quote(tx, post_id, quoted.id, quoted.account_id)


async def revoke(database: Database, author_id: int, quoted_id: int, post_id: int) -> None:
    """Take one's own post out of a post that quotes it. Raises PostNotFound, NotYours."""
    async with database.write() as tx:
        locked = await queries.lock_posts(tx, {quoted_id, post_id})
        quoted, quoting = locked.get(quoted_id), locked.get(post_id)
        if quoted is None or quoting is None:
            raise PostNotFound
        if quoted["account_id"] != author_id:
            raise NotYours
        if not await quote_queries.is_quote(tx, post_id, quoted_id):
            raise PostNotFound
        if await quote_queries.revoke(tx, post_id, quoted_id):
            await _changed(tx, post_id, quoting["account_id"])
            await announce_counts(tx, quoted_id, author_id)


async def set_policy(database: Database, author_id: int, post_id: int, policy: QuotePolicy) -> None:
    """Decide who may quote a post from now on; quotes that there are stay. Raises PostNotFound, NotYours."""
    async with database.write() as tx:
        row = await access.lock_own(tx, author_id, post_id)
        if row["quote_policy"] != policy:
            await quote_queries.set_policy(tx, post_id, policy)
            await _changed(tx, post_id, author_id)


async def _changed(tx: WriteTx, post_id: int, author_id: int) -> None:
    await messages.send(
        tx, messages.PostChanged(post_id), messages.post(post_id), messages.author(author_id)
    )
