"""Reactions: what people do themselves, told to their own webhooks."""

from __future__ import annotations

import msgspec

from affresco.db import WriteTx
from affresco.events import kinds
from affresco.hooks import outbox


class PostData(msgspec.Struct, frozen=True):
    """path: of the post, below the instance's address."""

    post_id: str
    path: str


async def tell_of_own_post(tx: WriteTx, event: kinds.PostPublished) -> None:
    """Whoever published it hears of it: also of what was scheduled, or came from another program."""
    hooks = await outbox.listening(tx, event.account_id, "post.published")
    told = PostData(str(event.post_id), f"/posts/{event.post_id}")
    await outbox.put(tx, hooks, f"post-{event.post_id}", "post.published", told)
