"""Ids to facts, batched: a fixed number of queries however many ids there are."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Final

import msgspec

from affresco.accounts.model import AccountId
from affresco.db import ReadTx, Row
from affresco.media.model import Media, MediaId
from affresco.media.queries import media_by_ids
from affresco.posts import markup, queries, reaction_queries
from affresco.posts.model import Counts, Picture, Post, PostId, Quote
from affresco.studio.model import Recipe


class Reactions(msgspec.Struct, frozen=True):
    """What a viewer did with a post. votes: the positions that they chose in its poll, ascending."""

    liked: bool = False
    reposted: bool = False
    bookmarked: bool = False
    votes: tuple[int, ...] = ()


NOTHING_DONE: Final = Reactions()


class Done(msgspec.Struct, frozen=True):
    """What a viewer did with posts (``NOTHING_DONE`` where one is not in it), and the roots of all threads
    that they muted. whole: with whatever post."""

    reactions: dict[int, Reactions]
    muted: set[int]
    whole: bool = False


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
        for row in await reaction_queries.count_rows(tx, ids)
    }


async def reactions(tx: ReadTx, viewer_id: int, ids: Collection[int]) -> dict[int, Reactions]:
    """What the viewer did with these posts, in one query; only those that they did something with."""
    return (await done(tx, viewer_id, ids)).reactions


async def done(tx: ReadTx, viewer_id: int, ids: Collection[int]) -> Done:
    """``reactions``, and the muted threads, in the same query."""
    rows = await reaction_queries.reaction_rows(tx, viewer_id, ids) if ids else []
    return _done(rows, whole=False)


async def all_done(tx: ReadTx, viewer_id: int, at_most: int) -> Done | None:
    """What the viewer did with whatever post, in one query. None: with more than ``at_most`` or so."""
    rows = await reaction_queries.all_reaction_rows(tx, viewer_id, at_most + 1)
    if sum(len(row["post_ids"]) for row in rows) > at_most:
        return None
    return _done(rows, whole=True)


def _done(rows: Collection[Row], *, whole: bool) -> Done:
    """rows: of ``reaction_queries.reaction_rows``."""
    bits: dict[int, int] = {}
    votes: dict[int, list[int]] = {}
    muted: set[int] = set()
    for row in rows:
        kind: str = row["kind"]
        if kind == "muted":
            muted.update(row["post_ids"])
        elif kind == "vote":
            for post_id, choice in zip(row["post_ids"], row["choices"], strict=True):
                votes.setdefault(post_id, []).append(choice)
        else:
            bit = _BITS[kind]
            for post_id in row["post_ids"]:
                bits[post_id] = bits.get(post_id, 0) | bit
    found = {post_id: _REACTIONS[each] for post_id, each in bits.items()}
    for post_id, choices in votes.items():
        before = found.get(post_id, NOTHING_DONE)
        found[post_id] = msgspec.structs.replace(before, votes=tuple(sorted(choices)))
    return Done(found, muted, whole)


_BITS: Final = {"like": 1, "repost": 2, "bookmark": 4}
_REACTIONS: Final = tuple(
    Reactions(liked=bool(bits & 1), reposted=bool(bits & 2), bookmarked=bool(bits & 4))
    for bits in range(8)
)
"""One object for all who did the same: there may be hundreds of thousands in memory."""


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
        licence=row["licence"],
        likeness=row["likeness"],
    )


def _quote(row: Row) -> Quote | None:
    if row["quoted_id"] is None:
        return None
    return Quote(PostId(row["quoted_id"]), AccountId(row["quoted_account_id"]), row["quote_state"])
