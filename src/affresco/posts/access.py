"""Who may see, remix and repost a post. The only gate to posts on somebody's behalf.

The rules are pure and take facts; the functions below them fetch the facts. A post that is hidden
and one that does not exist look alike: both are ``PostNotFound``.
"""

from __future__ import annotations

from typing import Final

import msgspec

from affresco.accounts import access as account_access
from affresco.accounts import queries as account_queries
from affresco.accounts import tie_queries
from affresco.accounts.model import AccountId, FollowPage, Ties
from affresco.db import ReadTx, Row, WriteTx
from affresco.posts import hydrate, queries, reaction_queries
from affresco.posts.errors import NotYours, PostNotFound
from affresco.posts.model import Post, PostId, QuotePolicy, RemixPolicy, Visibility

WIDTH: Final[dict[Visibility, int]] = {
    "private": 0,
    "direct": 1,
    "followers": 2,
    "unlisted": 3,
    "public": 4,
}
"""Audiences by how many people they hold."""


class Gate(msgspec.Struct, frozen=True):
    """What the rules need to know of a post, read under lock. follows: the viewer its author."""

    id: PostId
    account_id: AccountId
    visibility: Visibility
    root_id: PostId
    in_reply_to_id: PostId | None
    remix_policy: RemixPolicy
    follows: bool
    quote_policy: QuotePolicy = "everyone"


def may_see(
    visibility: Visibility,
    author_id: int,
    viewer_id: int | None,
    *,
    follows: bool,
    mentioned: bool = False,
    apart: bool = False,
) -> bool:
    """Whether the viewer belongs to the audience, see ``Visibility``.

    follows: the viewer follows the author; mentioned: the post names the viewer; apart: one of the two
    blocks the other, who then see nothing of each other, whatever the audience.
    """
    if viewer_id == author_id:
        return True
    if apart:
        return False
    if visibility in ("public", "unlisted"):
        return True
    if viewer_id is None:
        return False
    return (visibility == "followers" and (follows or mentioned)) or (
        visibility == "direct" and mentioned
    )


def shows(post: Post, viewer_id: int | None, ties: Ties) -> bool:
    """``may_see`` of a post. ties: the viewer's."""
    return may_see(
        post.visibility,
        post.account_id,
        viewer_id,
        follows=post.account_id in ties.followees,
        mentioned=viewer_id in post.mentioned_ids,
        apart=post.account_id in ties.apart,
    )


def may_remix(policy: RemixPolicy, author_id: int, viewer_id: int | None, *, follows: bool) -> bool:
    """Of a post that the viewer may see: one's own always, otherwise as its author decided."""
    if viewer_id is None:
        return False
    return viewer_id == author_id or policy == "everyone" or (policy == "followers" and follows)


def may_quote(
    policy: QuotePolicy,
    visibility: Visibility,
    author_id: int,
    viewer_id: int | None,
    *,
    follows: bool,
) -> bool:
    """Of a post that the viewer may see: what is for everybody, as its author decided; one's own unless
    it is for people by name."""
    if viewer_id is None or visibility in ("direct", "private"):
        return False
    if viewer_id == author_id:
        return True
    open_to_all = visibility in ("public", "unlisted")
    return open_to_all and (policy == "everyone" or (policy == "followers" and follows))


def may_repost(visibility: Visibility) -> bool:
    """Only what everybody may see can be passed on."""
    return visibility in ("public", "unlisted")


def narrower(one: Visibility, other: Visibility) -> Visibility:
    """The audience of the two that holds fewer people."""
    return one if WIDTH[one] <= WIDTH[other] else other


async def get_post(tx: ReadTx, viewer_id: int | None, post_id: int) -> Post:
    """A post, if the viewer may see it. Raises PostNotFound."""
    post = (await hydrate.posts(tx, [post_id])).get(PostId(post_id))
    if post is None:
        raise PostNotFound
    follows = await _follows(tx, viewer_id, post.account_id, post.visibility == "followers")
    if not may_see(
        post.visibility,
        post.account_id,
        viewer_id,
        follows=follows,
        mentioned=viewer_id in post.mentioned_ids,
        apart=await _apart(tx, viewer_id, post.account_id),
    ):
        raise PostNotFound
    return post


async def list_likers(
    tx: ReadTx,
    viewer_id: int | None,
    post_id: int,
    before: int | None = None,
    limit: int = account_access.PAGE,
) -> FollowPage:
    """Who likes a post that the viewer may see, newest first; nobody apart from the viewer."""
    rows = await reaction_queries.likers_before(tx, post_id, viewer_id, before, limit + 1)
    return account_access.page_of(rows, limit)


async def list_reposters(
    tx: ReadTx,
    viewer_id: int | None,
    post_id: int,
    before: int | None = None,
    limit: int = account_access.PAGE,
) -> FollowPage:
    """Who passed on a post that the viewer may see, as ``list_likers``."""
    rows = await reaction_queries.reposters_before(tx, post_id, viewer_id, before, limit + 1)
    return account_access.page_of(rows, limit)


async def lock_visible(tx: WriteTx, viewer_id: int, *post_ids: int) -> dict[int, Gate]:
    """Those of the posts that the viewer may see, held until the transaction ends."""
    gates: dict[int, Gate] = {}
    for post_id, row in (await queries.lock_posts(tx, post_ids)).items():
        depends = "followers" in (row["visibility"], row["remix_policy"], row["quote_policy"])
        follows = await _follows(tx, viewer_id, row["account_id"], depends)
        if await _sees(tx, viewer_id, post_id, row, follows):
            gates[post_id] = Gate(
                id=PostId(post_id),
                account_id=AccountId(row["account_id"]),
                visibility=row["visibility"],
                root_id=PostId(row["root_id"]),
                in_reply_to_id=row["in_reply_to_id"],
                remix_policy=row["remix_policy"],
                follows=follows,
                quote_policy=row["quote_policy"],
            )
    return gates


async def lock_one(tx: WriteTx, viewer_id: int, post_id: int) -> Gate:
    """A post that the viewer may see, held until the transaction ends. Raises PostNotFound."""
    gate = (await lock_visible(tx, viewer_id, post_id)).get(post_id)
    if gate is None:
        raise PostNotFound
    return gate


async def lock_own(tx: WriteTx, author_id: int, post_id: int, *parents: int) -> Row:
    """A post to change or delete (a row of ``lock_posts_to_change``), held with its parents.

    Raises PostNotFound, NotYours (only where the post may be seen).
    """
    row = (await queries.lock_posts_to_change(tx, {post_id, *parents})).get(post_id)
    if row is None:
        raise PostNotFound
    if row["account_id"] != author_id:
        follows = await _follows(tx, author_id, row["account_id"], row["visibility"] == "followers")
        if await _sees(tx, author_id, post_id, row, follows):
            raise NotYours
        raise PostNotFound
    return row


async def _sees(tx: ReadTx, viewer_id: int, post_id: int, row: Row, follows: bool) -> bool:
    """``may_see`` of a row with account_id and visibility; asks who is mentioned where it matters."""
    author_id = row["account_id"]
    named = row["visibility"] in ("followers", "direct") and viewer_id != author_id
    mentioned = named and await queries.mentions(tx, post_id, viewer_id)
    return may_see(
        row["visibility"],
        author_id,
        viewer_id,
        follows=follows,
        mentioned=mentioned,
        apart=await _apart(tx, viewer_id, author_id),
    )


async def _apart(tx: ReadTx, viewer_id: int | None, author_id: int) -> bool:
    if viewer_id is None or viewer_id == author_id:
        return False
    return await tie_queries.are_apart(tx, viewer_id, author_id)


async def _follows(tx: ReadTx, viewer_id: int | None, author_id: int, matters: bool) -> bool:
    if not matters or viewer_id is None or viewer_id == author_id:
        return False
    return await account_queries.follows(tx, viewer_id, author_id)
