"""Filters: words and posts that somebody does not want to meet, where, until when, and what happens then.

They are the reader's own: nobody else knows of them, and nothing of the posts changes.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Final, Literal, get_args

import msgspec

from affresco.accounts import rules
from affresco.accounts.model import AccountId
from affresco.db import Database, ReadTx, Row, WriteTx
from affresco.live import messages
from affresco.posts import access, filter_queries
from affresco.posts.errors import (
    FilterInvalid,
    FilterNotFound,
    KeywordInvalid,
    TooManyFilters,
)
from affresco.posts.model import Post

Context = Literal["home", "notifications", "public", "thread", "account"]
Action = Literal["warn", "hide", "blur"]
CONTEXTS: Final[tuple[Context, ...]] = get_args(Context)
FILTERS: Final = 100
"""Of one account."""
PARTS: Final = 500
"""Keywords and posts of one filter."""
TITLE_LIMIT: Final = 256
KEYWORD_LIMIT: Final = 512
"""Characters."""
TERM_LIMIT: Final = 10 * 366 * 24 * 3600
REMEMBERED: Final = 2048
"""Posts of which a sieve remembers what it found."""


class Keyword(msgspec.Struct, frozen=True):
    """Words to look for, in any case. whole_word: not within longer words. id: 0 for a new one."""

    keyword: str
    whole_word: bool = True
    id: int = 0


class FilteredPost(msgspec.Struct, frozen=True):
    """A post put into a filter by hand. id: of this entry."""

    id: int
    post_id: int


class Filter(msgspec.Struct, frozen=True):
    """contexts: where it holds. action: what is found is folded away, left out, or its pictures blurred.
    expires_at: None for good; one that has ended finds nothing any more."""

    id: int
    title: str
    contexts: tuple[Context, ...]
    action: Action
    expires_at: datetime | None
    keywords: tuple[Keyword, ...] = ()
    posts: tuple[FilteredPost, ...] = ()


class Match(msgspec.Struct, frozen=True):
    """Why a post is filtered. keywords: those found. by_hand: the post itself was put into the filter."""

    filter: Filter
    keywords: tuple[str, ...]
    by_hand: bool


class Sieve:
    """All filters of a reader, ready to look at posts."""

    def __init__(self, filters: Sequence[Filter]) -> None:
        self._filters = [
            (found, [(k.keyword, _pattern(k)) for k in found.keywords], _posts(found))
            for found in filters
        ]
        self._seen: dict[tuple[int, int], tuple[Match, ...]] = {}

    def find(self, post: Post, options: Sequence[str], now: datetime) -> tuple[Match, ...]:
        """Why the post is filtered by now; () when it is not. options: what its poll lets choose."""
        key = (post.id, post.revision)
        found = self._seen.get(key)
        if found is None:
            found = self._look(post, options)
            if len(self._seen) >= REMEMBERED:
                self._seen.clear()
            self._seen[key] = found
        if not found:
            return ()
        return tuple(
            match
            for match in found
            if match.filter.expires_at is None or match.filter.expires_at > now
        )

    def _look(self, post: Post, options: Sequence[str]) -> tuple[Match, ...]:
        text = "\n".join((post.warning, post.text, *(p.alt for p in post.pictures), *options))
        matches = []
        for found, patterns, posts in self._filters:
            keywords = tuple(keyword for keyword, pattern in patterns if pattern.search(text))
            by_hand = post.id in posts
            if keywords or by_hand:
                matches.append(Match(found, keywords, by_hand))
        return tuple(matches)


def _posts(found: Filter) -> frozenset[int]:
    return frozenset(entry.post_id for entry in found.posts)


def _pattern(keyword: Keyword) -> re.Pattern[str]:
    """Word boundaries only where the words begin or end with a letter, as in Mastodon."""
    text = r"\s+".join(map(re.escape, keyword.keyword.split()))
    if keyword.whole_word:
        before = r"\b" if re.match(r"\w", keyword.keyword) else ""
        after = r"\b" if re.search(r"\w$", keyword.keyword) else ""
        text = before + text + after
    return re.compile(text, re.IGNORECASE)


# reading ----------------------------------------------------------------------------------------


async def all_of(tx: ReadTx, account_id: int) -> tuple[Filter, ...]:
    """The filters of an account, oldest first; also those that have ended."""
    return tuple(map(_filter, await filter_queries.filter_rows(tx, account_id)))


async def get(tx: ReadTx, account_id: int, filter_id: int) -> Filter:
    """Raises FilterNotFound."""
    found = next((f for f in await all_of(tx, account_id) if f.id == filter_id), None)
    if found is None:
        raise FilterNotFound
    return found


async def get_by_keyword(tx: ReadTx, account_id: int, keyword_id: int) -> tuple[Filter, Keyword]:
    """A filter by one of its keywords. Raises FilterNotFound."""
    for found in await all_of(tx, account_id):
        for keyword in found.keywords:
            if keyword.id == keyword_id:
                return found, keyword
    raise FilterNotFound


async def get_by_entry(tx: ReadTx, account_id: int, entry_id: int) -> tuple[Filter, FilteredPost]:
    """A filter by the entry of one of its posts. Raises FilterNotFound."""
    for found in await all_of(tx, account_id):
        for entry in found.posts:
            if entry.id == entry_id:
                return found, entry
    raise FilterNotFound


def _filter(row: Row) -> Filter:
    return msgspec.convert(dict(row), Filter)


# writing ----------------------------------------------------------------------------------------


class NewFilter(msgspec.Struct, frozen=True, kw_only=True):
    """The command to make a filter. seconds: until it ends; None or 0 for good."""

    title: str
    contexts: tuple[str, ...]
    action: Action = "warn"
    seconds: int | None = None
    keywords: tuple[Keyword, ...] = ()


async def create(database: Database, account_id: AccountId, command: NewFilter) -> int:
    """Returns its id. Raises FilterInvalid, KeywordInvalid, TooManyFilters."""
    title, contexts = _clean_title(command.title), _clean_contexts(command.contexts)
    keywords = tuple(map(_clean_keyword, command.keywords))
    expires_at = _end_of(command.seconds)
    async with database.write() as tx:
        if await filter_queries.count_filters(tx, account_id) >= FILTERS or len(keywords) > PARTS:
            raise TooManyFilters(filters=FILTERS, parts=PARTS)
        filter_id = await filter_queries.insert_filter(
            tx, account_id, title, contexts, command.action, expires_at
        )
        await _insert_keywords(tx, filter_id, keywords)
        await _announce(tx, account_id)
        return filter_id


class ChangedFilter(msgspec.Struct, frozen=True, kw_only=True):
    """The command to change a filter; None: as it is. seconds: from now on; 0 for good. keywords: new
    ones (id 0) and others than before. gone: ids of keywords that go."""

    title: str | None = None
    contexts: tuple[str, ...] | None = None
    action: Action | None = None
    seconds: int | None = None
    keywords: tuple[Keyword, ...] = ()
    gone: tuple[int, ...] = ()


async def change(
    database: Database, account_id: AccountId, filter_id: int, command: ChangedFilter
) -> None:
    """Raises FilterNotFound, FilterInvalid, KeywordInvalid, TooManyFilters."""
    keywords = tuple(map(_clean_keyword, command.keywords))
    async with database.write() as tx:
        row = await filter_queries.lock_filter(tx, account_id, filter_id)
        if row is None:
            raise FilterNotFound
        contexts = command.contexts
        await filter_queries.set_filter(
            tx,
            filter_id,
            row["title"] if command.title is None else _clean_title(command.title),
            row["contexts"] if contexts is None else _clean_contexts(contexts),
            command.action or row["action"],
            row["expires_at"] if command.seconds is None else _end_of(command.seconds),
        )
        await filter_queries.delete_keywords(tx, filter_id, command.gone)
        for keyword in keywords:
            if keyword.id and keyword.id not in command.gone:
                of = await filter_queries.filter_of_keyword(tx, account_id, keyword.id)
                if of != filter_id:
                    raise FilterNotFound
                await filter_queries.set_keyword(
                    tx, keyword.id, keyword.keyword, keyword.whole_word
                )
        await _insert_keywords(tx, filter_id, tuple(k for k in keywords if not k.id))
        await _check_room(tx, filter_id)
        await _announce(tx, account_id)


async def delete(database: Database, account_id: AccountId, filter_id: int) -> None:
    """Raises FilterNotFound."""
    async with database.write() as tx:
        if await filter_queries.lock_filter(tx, account_id, filter_id) is None:
            raise FilterNotFound
        await filter_queries.delete_filter(tx, filter_id)
        await _announce(tx, account_id)


async def add_keyword(
    database: Database, account_id: AccountId, filter_id: int, keyword: Keyword
) -> int:
    """Returns its id. Raises FilterNotFound, KeywordInvalid, TooManyFilters."""
    clean = _clean_keyword(keyword)
    async with database.write() as tx:
        if await filter_queries.lock_filter(tx, account_id, filter_id) is None:
            raise FilterNotFound
        (keyword_id,) = await _insert_keywords(tx, filter_id, (clean,))
        await _check_room(tx, filter_id)
        await _announce(tx, account_id)
        return keyword_id


async def delete_keyword(database: Database, account_id: AccountId, keyword_id: int) -> None:
    """Raises FilterNotFound."""
    async with database.write() as tx:
        filter_id = await filter_queries.filter_of_keyword(tx, account_id, keyword_id)
        if filter_id is None:
            raise FilterNotFound
        await filter_queries.delete_keywords(tx, filter_id, [keyword_id])
        await _announce(tx, account_id)


async def add_post(database: Database, account_id: AccountId, filter_id: int, post_id: int) -> int:
    """Returns the id of the entry. Raises FilterNotFound, PostNotFound, TooManyFilters."""
    async with database.write() as tx:
        if await filter_queries.lock_filter(tx, account_id, filter_id) is None:
            raise FilterNotFound
        await access.lock_one(tx, account_id, post_id)
        entry_id = await filter_queries.insert_post(tx, filter_id, post_id)
        await _check_room(tx, filter_id)
        await _announce(tx, account_id)
        return entry_id


async def remove_post(database: Database, account_id: AccountId, entry_id: int) -> None:
    """Raises FilterNotFound."""
    async with database.write() as tx:
        if await filter_queries.filter_of_post(tx, account_id, entry_id) is None:
            raise FilterNotFound
        await filter_queries.delete_post(tx, entry_id)
        await _announce(tx, account_id)


async def _insert_keywords(tx: WriteTx, filter_id: int, keywords: Sequence[Keyword]) -> list[int]:
    if not keywords:
        return []
    return await filter_queries.insert_keywords(
        tx, filter_id, [k.keyword for k in keywords], [k.whole_word for k in keywords]
    )


async def _check_room(tx: WriteTx, filter_id: int) -> None:
    if await filter_queries.count_parts(tx, filter_id) > PARTS:
        raise TooManyFilters(filters=FILTERS, parts=PARTS)


async def _announce(tx: WriteTx, account_id: int) -> None:
    await messages.send(tx, messages.FiltersChanged(account_id), messages.account(account_id))


def _clean_title(title: str) -> str:
    clean = rules.clean_line(title)
    if not 1 <= len(clean) <= TITLE_LIMIT:
        raise FilterInvalid(most=TITLE_LIMIT)
    return clean


def _clean_contexts(contexts: Sequence[str]) -> tuple[Context, ...]:
    clean = tuple(context for context in CONTEXTS if context in contexts)
    if not clean or len(set(contexts)) > len(clean):
        raise FilterInvalid(most=TITLE_LIMIT)
    return clean


def _clean_keyword(keyword: Keyword) -> Keyword:
    clean = rules.clean_line(keyword.keyword)
    if not 1 <= len(clean) <= KEYWORD_LIMIT:
        raise KeywordInvalid(most=KEYWORD_LIMIT)
    return msgspec.structs.replace(keyword, keyword=clean)


def _end_of(seconds: int | None) -> datetime | None:
    if not seconds:
        return None
    if not 0 < seconds <= TERM_LIMIT:
        raise FilterInvalid(most=TITLE_LIMIT)
    return datetime.now(UTC) + timedelta(seconds=seconds)
