"""Ids to facts, batched: a fixed number of queries however many ids there are."""

from __future__ import annotations

from collections.abc import Collection, Mapping

import msgspec

from affresco.accounts.model import AccountId
from affresco.db import ReadTx, Row
from affresco.media.model import Media, MediaId
from affresco.media.queries import media_by_ids
from affresco.posts import markup, queries
from affresco.posts.model import Counts, Picture, Post, PostId, Quote
from affresco.studio.model import Recipe


class Reactions(msgspec.Struct, frozen=True):
    """What a viewer did with a post. votes: the positions that they chose in its poll, ascending."""

    liked: bool = False
    reposted: bool = False
    bookmarked: bool = False
    votes: tuple[int, ...] = ()


class Done(msgspec.Struct, frozen=True):
    """What a viewer did with some posts, and the roots of all threads that they muted."""

    reactions: dict[PostId, Reactions]
    muted: frozenset[int]


async def posts(tx: ReadTx, ids: Collection[int]) -> dict[PostId, Post]:
    """The posts of these ids, whoever may see them; at most two queries. Absent ones are left out."""
    if not ids:
        return {}
    rows = await queries.post_rows(tx, ids)
    media_ids = [media_id for row in rows for media_id in row["media_ids"] or ()]
    media = await media_by_ids(tx, media_ids) if media_ids else {}
    return {PostId(row["id"]): _post(row, media) for row in rows}


async def counts(tx: ReadTx, ids: Collection[int]) -> dict[PostId, Counts]:
    """The numbers under these posts, in one query."""
    if not ids:
        return {}
    return {
        PostId(row["post_id"]): Counts(
            likes=row["likes"],
            reposts=row["reposts"],
            replies=row["replies"],
            remixes=row["remixes"],
            quotes=row["quotes"],
        )
        for row in await queries.count_rows(tx, ids)
    }


async def reactions(tx: ReadTx, viewer_id: int, ids: Collection[int]) -> dict[PostId, Reactions]:
    """What the viewer did with each of these posts, in one query; nothing is left out."""
    return (await done(tx, viewer_id, ids)).reactions


async def done(tx: ReadTx, viewer_id: int, ids: Collection[int]) -> Done:
    """``reactions``, and the muted threads, in the same query."""
    kinds: dict[int, set[str]] = {post_id: set() for post_id in ids}
    votes: dict[int, list[int]] = {}
    muted: set[int] = set()
    if ids:
        for row in await queries.reaction_rows(tx, viewer_id, ids):
            if row["kind"] == "muted":
                muted.add(row["post_id"])
            elif row["kind"] == "vote":
                votes.setdefault(row["post_id"], []).append(row["choice"])
            else:
                kinds[row["post_id"]].add(row["kind"])
    found = {
        PostId(post_id): Reactions(
            "like" in did,
            "repost" in did,
            "bookmark" in did,
            tuple(sorted(votes.get(post_id, ()))),
        )
        for post_id, did in kinds.items()
    }
    return Done(found, frozenset(muted))


def _post(row: Row, media: Mapping[MediaId, Media]) -> Post:
    """A row of ``queries.post_rows``."""
    return Post(
        id=PostId(row["id"]),
        account_id=AccountId(row["account_id"]),
        text=row["text"],
        html=markup.render(row["text"], row["mentioned_handles"] or ()),
        language=row["language"],
        visibility=row["visibility"],
        in_reply_to_id=row["in_reply_to_id"],
        in_reply_to_account_id=row["in_reply_to_account_id"],
        root_id=PostId(row["root_id"]),
        recipe_visibility=row["recipe_visibility"],
        remix_policy=row["remix_policy"],
        training=row["training"],
        assistant=row["assistant"],
        revision=row["revision"],
        created_at=row["created_at"],
        edited_at=row["edited_at"],
        pictures=tuple(
            Picture(
                media=media[MediaId(media_id)],
                alt=alt,
                recipe=None if recipe is None else msgspec.convert(recipe, Recipe),
            )
            for media_id, alt, recipe in zip(
                row["media_ids"] or (), row["alts"] or (), row["recipes"] or (), strict=True
            )
            if MediaId(media_id) in media
        ),
        parent_id=row["parent_id"],
        depth=row["depth"],
        tags=tuple(row["tags"]),
        mentioned_ids=tuple(AccountId(i) for i in row["mentioned_ids"] or ()),
        warning=row["warning"],
        sensitive=row["sensitive"],
        marked=row["marked"],
        quote_policy=row["quote_policy"],
        quote=_quote(row),
        poll_id=row["poll_id"],
        pinned=row["pinned"],
    )


def _quote(row: Row) -> Quote | None:
    if row["quoted_id"] is None:
        return None
    return Quote(PostId(row["quoted_id"]), AccountId(row["quoted_account_id"]), row["quote_state"])
