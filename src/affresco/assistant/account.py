"""Its account: it answers in threads with it, and notices come from it. Nobody signs in with it.

Made when it is first needed, by whichever process needs it first. The handle is reserved, so nobody else
can have it.
"""

from __future__ import annotations

from typing import Final

from affresco.accounts import queries as account_queries
from affresco.accounts.model import AccountId
from affresco.assistant import account_queries as queries
from affresco.db import Database, ReadTx, WriteTx
from affresco.events.kinds import AccountCreated
from affresco.events.log import emit

HANDLE: Final = "gesso"
NAME: Final = "Gesso"
BIO: Final = (
    "I am an AI, the assistant of this place. Ask me in a post with @gesso, or at /gesso. I answer only "
    "with what people post here and allow, and every sentence links to the posts it rests on.\n\n"
    "Sono un’IA, l’assistente di questo posto. Chiedimi in un post con @gesso, oppure su /gesso. Rispondo "
    "solo con ciò che le persone pubblicano qui e permettono, e ogni frase rimanda ai post su cui si basa."
)
"""In both languages at once: a profile is the same text for everybody."""
NO_PASSWORD: Final = "!"  # noqa: S105 - no password fits it
"""No hash at all: no password fits it."""
ADDRESS: Final = "gesso@gesso.invalid"
"""RFC 2606: never anybody's address."""


async def find(tx: ReadTx) -> AccountId | None:
    """Its account, None where it has not been needed yet."""
    return await queries.account_id(tx)


async def ensure(tx: WriteTx) -> AccountId:
    """Its account, which is made if there is none. Held against a second maker until the end of ``tx``."""
    known = await queries.account_id(tx)
    if known is not None:
        return known
    await queries.hold(tx)
    known = await queries.account_id(tx)
    if known is not None:
        return known
    account_id = await account_queries.insert_account(
        tx,
        handle=HANDLE,
        email=ADDRESS,
        password_hash=NO_PASSWORD,
        role="member",
        name=NAME,
        locale="en",
        training="deny",
        assistant="deny",
        cohort=None,
    )
    await account_queries.set_profile(tx, account_id, NAME, BIO, ())
    await queries.set_account(tx, account_id)
    await emit(tx, AccountCreated(account_id))
    return account_id


async def begin(database: Database) -> None:
    """Called when a worker's process starts, so that the first who names it in a post finds it there."""
    async with database.write() as tx:
        await ensure(tx)
