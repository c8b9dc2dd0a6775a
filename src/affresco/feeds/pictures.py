"""Who may fetch a picture by its address: whoever may see the post that it is in.

Faces and banners are everybody's. What is in no post is its owner's alone.
"""

from __future__ import annotations

from typing import Final

import msgspec

from affresco.db import Row
from affresco.feeds.cache import NEVER, Cache
from affresco.feeds.facts import Facts, Reading
from affresco.live import messages
from affresco.live.messages import Message
from affresco.posts import queries
from affresco.posts.access import shows
from affresco.posts.model import Post

HANGINGS: Final = 32_768


class Hanging(msgspec.Struct, frozen=True):
    """Where a picture hangs. post_id: None for one that nobody published. portrait: a face or a banner."""

    owner_id: int
    portrait: bool
    post_id: int | None


class Pictures:
    """The rule, and in which post each picture is, from memory where that is known."""

    def __init__(self, facts: Facts) -> None:
        self._facts = facts
        self._hangings: Cache[str, Hanging] = Cache(HANGINGS)

    def hear(self, message: Message) -> None:
        """Keep what is in memory right. That a picture left its post by an edit is seen from the post."""
        match message:
            case messages.PostDeleted() | messages.AccountChanged() | messages.Resync():
                self._hangings.clear()
            case _:
                pass

    async def look(self, source: Reading, key: str) -> tuple[bool, int | None]:
        """Whether nobody at all is shut out, so that it does not matter who asks; and the post that shows the
        picture now, None for faces, banners, and what is in no post."""
        hanging = await self._find(source, key)
        if hanging is None or hanging.portrait:
            return hanging is not None, None
        post = await self._post(source, key, hanging)
        if post is None:
            return False, None
        if not shows(post, None, await self._facts.ties(source, None)):
            return False, post.id
        return not (await self._facts.ties(source, post.account_id)).apart, post.id

    async def may_fetch(self, source: Reading, viewer_id: int | None, key: str) -> bool:
        """Whether the picture is for this viewer. key: of its blobs."""
        hanging = await self._find(source, key)
        if hanging is None:
            return False
        if hanging.portrait or hanging.owner_id == viewer_id:
            return True
        post = await self._post(source, key, hanging)
        return post is not None and shows(
            post, viewer_id, await self._facts.ties(source, viewer_id)
        )

    async def _post(self, source: Reading, key: str, hanging: Hanging) -> Post | None:
        """The post that shows the picture now."""
        post = await self._shown_in(source, key, hanging)
        if post is None and hanging.post_id is not None:
            self._hangings.drop(key)
            anew = await self._find(source, key)
            if anew is not None and anew.post_id != hanging.post_id:
                return await self._shown_in(source, key, anew)
        return post

    async def _shown_in(self, source: Reading, key: str, hanging: Hanging) -> Post | None:
        if hanging.post_id is None:
            return None
        post = (await self._facts.posts(source, [hanging.post_id])).get(hanging.post_id)
        shown = post is not None and any(each.media.key == key for each in post.pictures)
        return post if shown else None

    async def _find(self, source: Reading, key: str) -> Hanging | None:
        known = self._hangings.get(key)
        if known is None:
            ticket = self._hangings.ticket() if self._facts.trusted else NEVER
            row = await queries.hanging(await source.tx(), key)
            if row is None:
                return None
            known = _hanging(row)
            if known.portrait or known.post_id is not None:
                self._hangings.put(key, known, ticket)
        return known


def _hanging(row: Row) -> Hanging:
    return Hanging(row["owner_id"], row["kind"] == "portrait", row["post_id"])
