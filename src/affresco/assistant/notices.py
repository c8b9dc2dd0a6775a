"""Authors hear when an answer rests on what they posted: a reaction. Who asked, they are never told."""

from __future__ import annotations

from typing import Final, Literal

import msgspec

from affresco.accounts.errors import PersonNotFound
from affresco.assistant import account, account_queries
from affresco.assistant import conversation_queries as queries
from affresco.db import Database, ReadTx, WriteTx
from affresco.events import kinds
from affresco.feeds.handlers import tell_of_citation

RepliesTo = Literal["thread", "asker"]
REPLIES: Final[tuple[RepliesTo, ...]] = ("thread", "asker")


class Wishes(msgspec.Struct, frozen=True):
    """What an account chose. citation_notices: whether it hears of citations. replies: where @gesso answers
    it, in the thread or to it alone."""

    citation_notices: bool = True
    replies: RepliesTo = "thread"


async def tell_of_citations(tx: WriteTx, event: kinds.PostsCited) -> None:
    """Everybody whose posts an answer rests on, but for the one who asked and those who do not want it."""
    cited = await queries.cited_by(tx, event.turn_id)
    if not cited:
        return
    assistant_id = await account.ensure(tx)
    for row in cited:
        await tell_of_citation(tx, row["account_id"], assistant_id, row["post_id"])


async def wishes(tx: ReadTx, account_id: int) -> Wishes:
    """What an account chose. Raises PersonNotFound."""
    row = await account_queries.wishes(tx, account_id)
    if row is None:
        raise PersonNotFound
    return Wishes(row["citation_notices"], row["assistant_replies"])


async def set_wishes(database: Database, account_id: int, chosen: Wishes) -> None:
    """It holds from now on. Raises PersonNotFound."""
    async with database.write() as tx:
        if not await account_queries.set_wishes(
            tx,
            account_id,
            citation_notices=chosen.citation_notices,
            assistant_replies=chosen.replies,
        ):
            raise PersonNotFound
