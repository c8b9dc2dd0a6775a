"""What may be done with posts, from memory where it is known.

A choice concerns whatever contains the post, too: remixes of it, and remixes of those. So any post that is
changed or gone, and any account, empties the memory; that is rare beside reads.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

from affresco.accounts.usage import Usage, strictest
from affresco.feeds.cache import NEVER, Cache
from affresco.feeds.facts import Facts, Reading
from affresco.live import messages
from affresco.live.messages import Message
from affresco.posts.usage import usages

POSTS: Final = 32_768


class Usages:
    """The memory of one process."""

    def __init__(self, facts: Facts) -> None:
        self._facts = facts
        self._known: Cache[int, Usage] = Cache(POSTS)

    def hear(self, message: Message) -> None:
        """Keep what is in memory right."""
        match message:
            case messages.PostChanged() | messages.AccountChanged() | messages.Resync():
                self._known.clear()
            case messages.PostDeleted(post_id=post_id, entry_id=entry_id) if post_id == entry_id:
                self._known.clear()
            case _:
                pass

    def known(self, ids: Collection[int]) -> Usage | None:
        """As ``of``, where all of it is in memory."""
        found: list[Usage] = []
        for post_id in ids:
            usage = self._known.get(post_id)
            if usage is None:
                return None
            found.append(usage)
        return found[0] if len(found) == 1 else strictest(found)

    async def of(self, source: Reading, ids: Collection[int]) -> Usage:
        """What all of these posts allow together; nothing where there is none."""
        found = {post_id: self._known.get(post_id) for post_id in ids}
        missing = [post_id for post_id, usage in found.items() if usage is None]
        if missing:
            ticket = self._known.ticket() if self._facts.trusted else NEVER
            loaded = await usages(await source.tx(), missing)
            for post_id, usage in loaded.items():
                self._known.put(post_id, usage, ticket)
            found.update(loaded)
        return strictest(usage for usage in found.values() if usage is not None)
