"""Conversations as their owners see them: with people, and posts that pass the rules."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import msgspec

from affresco.accounts.model import Person
from affresco.db import Database
from affresco.feeds import paging
from affresco.feeds.cache import NEVER, Cache
from affresco.feeds.facts import Facts, Reading, reading
from affresco.feeds.model import Cursor, Entry, PostView
from affresco.feeds.paging import Slice
from affresco.feeds.skeleton import Bounds
from affresco.feeds.views import views
from affresco.live import messages
from affresco.live.messages import Message
from affresco.posts import conversation_queries as queries
from affresco.posts import conversations
from affresco.posts.conversations import POSTS_PAGE, Conversation
from affresco.posts.model import PostId

UNREAD_LIMIT: Final = 100
"""More are not counted."""
READERS: Final = 16_384


class ConversationView(msgspec.Struct, frozen=True):
    """A conversation with those who take part, and its last post as far as the viewer may see it."""

    conversation: Conversation
    people: tuple[Person, ...]
    last: PostView | None


class Talk(msgspec.Struct, frozen=True):
    """A page of a conversation. posts: the oldest first; older: cursor of the page before, or None."""

    view: ConversationView
    posts: tuple[PostView, ...]
    older: int | None


class _Line(msgspec.Struct, frozen=True):
    """A conversation in the order of its last posts. id: of the last post."""

    id: int
    conversation: Conversation


class Conversations:
    """Reads of conversations. How many have something new is kept in memory."""

    def __init__(self, database: Database, facts: Facts) -> None:
        self._database = database
        self._facts = facts
        self._unread: Cache[int, int] = Cache(READERS)

    def hear(self, message: Message) -> None:
        """Keep the numbers right."""
        match message:
            case messages.ConversationChanged(account_id=account_id):
                self._unread.drop(account_id)
            case messages.AccountChanged() | messages.Resync():
                self._unread.clear()
            case _:
                pass

    async def page(self, viewer_id: int, cursor: Cursor) -> Slice[ConversationView]:
        """The viewer's conversations, newest post first; cursors are ids of last posts."""
        async with reading(self._database) as source:

            async def fetch(bounds: Bounds) -> list[_Line]:
                found = await conversations.page(
                    await source.tx(),
                    viewer_id,
                    bounds.below,
                    bounds.above,
                    bounds.limit,
                    upward=bounds.upward,
                )
                return [_Line(one.last_post_id, one) for one in found]

            async def resolve(lines: Sequence[_Line]) -> list[ConversationView | None]:
                found = [line.conversation for line in lines]
                return [*await self._views(source, viewer_id, found)]

            return await paging.collect(cursor, fetch, resolve)

    async def one(self, viewer_id: int, conversation_id: int) -> ConversationView:
        """Raises ConversationNotFound."""
        async with reading(self._database) as source:
            found = await conversations.get_own(await source.tx(), viewer_id, conversation_id)
            (view,) = await self._views(source, viewer_id, [found])
            return view

    async def talk(self, viewer_id: int, conversation_id: int, before: int | None = None) -> Talk:
        """A page of a conversation's posts, the newest, or those before one. Raises
        ConversationNotFound."""
        async with reading(self._database) as source:
            tx = await source.tx()
            found = await conversations.get_own(tx, viewer_id, conversation_id)
            (view,) = await self._views(source, viewer_id, [found])
            below = paging.HIGHEST if before is None else before
            ids = await queries.post_ids(tx, conversation_id, below, POSTS_PAGE + 1)
            page = ids[:POSTS_PAGE]
            entries = [Entry(post_id, PostId(post_id)) for post_id in reversed(page)]
            shown = await views(self._facts, source, viewer_id, entries)
            return Talk(
                view=view,
                posts=tuple(one for one in shown if one is not None),
                older=page[-1] if len(ids) > POSTS_PAGE else None,
            )

    async def unread(self, viewer_id: int) -> int:
        """Conversations with something new, at most ``UNREAD_LIMIT``."""
        known = self._unread.get(viewer_id)
        if known is None:
            ticket = self._unread.ticket() if self._facts.trusted else NEVER
            async with self._database.read() as tx:
                known = await queries.unread_count(tx, viewer_id, UNREAD_LIMIT)
            self._unread.put(viewer_id, known, ticket)
        return known

    async def _views(
        self, source: Reading, viewer_id: int, found: Sequence[Conversation]
    ) -> list[ConversationView]:
        entries = [Entry(one.last_post_id, one.last_post_id) for one in found]
        last = await views(self._facts, source, viewer_id, entries)
        people = await self._facts.people(source, {i for one in found for i in one.people})
        return [
            ConversationView(
                conversation=one,
                people=tuple(people[i] for i in one.people if i in people),
                last=view,
            )
            for one, view in zip(found, last, strict=True)
        ]
