"""Hashtags that somebody follows, and those that they show on their profile."""

from __future__ import annotations

from typing import Final

import msgspec

from affresco.accounts import list_queries, queries
from affresco.accounts.errors import PersonNotFound, TooManyTags
from affresco.accounts.model import AccountId
from affresco.db import Database, ReadTx
from affresco.live import messages
from affresco.posts import tag_queries
from affresco.posts.errors import FeaturedTagNotFound, TagInvalid
from affresco.posts.markup import normalise_tag
from affresco.posts.model import PostId

FOLLOWED: Final = 100
FEATURED: Final = 10
"""Hashtags of one account."""
SUGGESTED: Final = 10


class FeaturedTag(msgspec.Struct, frozen=True):
    """A hashtag on a profile. posts: how many for everybody have it; last_id: the newest of them."""

    id: int
    name: str
    posts: int
    last_id: PostId | None


class TagPage(msgspec.Struct, frozen=True):
    """Followed hashtags, newest first. older: cursor of the next page, None at the end."""

    names: tuple[str, ...]
    older: int | None


def clean(name: str) -> str:
    """As hashtags are compared; in any case, with or without #. Raises TagInvalid."""
    clean_name = normalise_tag(name)
    if clean_name is None:
        raise TagInvalid
    return clean_name


# followed ---------------------------------------------------------------------------------------


async def follow(database: Database, account_id: AccountId, name: str) -> str:
    """Have what is public under a hashtag in one's home. Returns its name as it is compared.

    Raises TagInvalid, TooManyTags, PersonNotFound.
    """
    tag = clean(name)
    async with database.write() as tx:
        if await queries.lock_account(tx, account_id) is None:
            raise PersonNotFound
        if await list_queries.insert_tag_follow(tx, account_id, tag):
            if await list_queries.count_tag_follows(tx, account_id) > FOLLOWED:
                raise TooManyTags(most=FOLLOWED)
            await messages.send(tx, messages.TiesChanged(account_id), messages.account(account_id))
    return tag


async def unfollow(database: Database, account_id: AccountId, name: str) -> str:
    """Returns its name as it is compared. Raises TagInvalid."""
    tag = clean(name)
    async with database.write() as tx:
        if await list_queries.delete_tag_follow(tx, account_id, tag):
            await messages.send(tx, messages.TiesChanged(account_id), messages.account(account_id))
    return tag


async def followed(
    tx: ReadTx, account_id: int, before: int | None = None, limit: int = FOLLOWED
) -> TagPage:
    """Newest first."""
    rows = await list_queries.tag_follows_before(tx, account_id, before, limit + 1)
    shown = rows[:limit]
    return TagPage(
        names=tuple(row["tag"] for row in shown),
        older=shown[-1]["id"] if len(rows) > limit else None,
    )


# on a profile -----------------------------------------------------------------------------------


async def featured(tx: ReadTx, account_id: int) -> tuple[FeaturedTag, ...]:
    """The hashtags on a profile, most used first."""
    return tuple(
        FeaturedTag(row["id"], row["tag"], row["posts"], row["last_id"])
        for row in await tag_queries.featured_rows(tx, account_id)
    )


async def feature(database: Database, account_id: AccountId, name: str) -> FeaturedTag:
    """Show a hashtag on one's profile. Raises TagInvalid, TooManyTags, PersonNotFound."""
    tag = clean(name)
    async with database.write() as tx:
        if await queries.lock_account(tx, account_id) is None:
            raise PersonNotFound
        featured_id = await tag_queries.insert_featured(tx, account_id, tag)
        shown = await featured(tx, account_id)
        if len(shown) > FEATURED:
            raise TooManyTags(most=FEATURED)
        return next(found for found in shown if found.id == featured_id)


async def unfeature(database: Database, account_id: AccountId, featured_id: int) -> None:
    """Raises FeaturedTagNotFound."""
    async with database.write() as tx:
        if not await tag_queries.delete_featured(tx, account_id, featured_id):
            raise FeaturedTagNotFound


async def unfeature_name(database: Database, account_id: AccountId, name: str) -> None:
    """By name; again is the same as once. Raises TagInvalid."""
    tag = clean(name)
    async with database.write() as tx:
        await tag_queries.delete_featured_by_name(tx, account_id, tag)


async def suggested(tx: ReadTx, account_id: int) -> tuple[str, ...]:
    """Hashtags that the account could show on its profile."""
    return tuple(await tag_queries.suggested_tags(tx, account_id, SUGGESTED))
