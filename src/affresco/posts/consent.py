"""Whether answers of the assistant may rest on one post, whatever its author says of all."""

from __future__ import annotations

from affresco.accounts.model import Consent
from affresco.db import Database
from affresco.events.kinds import PostWithdrawn
from affresco.events.log import emit
from affresco.live import messages
from affresco.posts import access, queries


async def set_assistant(
    database: Database, author_id: int, post_id: int, choice: Consent | None
) -> None:
    """choice: None for what the account says, now and later. It holds from the next answer on.

    Raises PostNotFound, NotYours.
    """
    async with database.write() as tx:
        await access.lock_own(tx, author_id, post_id)
        await queries.set_assistant(tx, post_id, choice)
        changed = messages.PostChanged(post_id, author_id)
        await messages.send(tx, changed, messages.post(post_id), messages.author(author_id))
        if choice != "allow":
            await emit(tx, PostWithdrawn(post_id, author_id))
