"""Bearer tokens for programs: made by their owner, named, scoped, revocable."""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

from affresco.accounts import credential_queries as queries
from affresco.accounts import queries as account_queries
from affresco.accounts import rules
from affresco.accounts.errors import PersonNotFound, TokenInvalid, TokenNotFound
from affresco.accounts.model import AccountId, Bearer, Scope, Token
from affresco.accounts.scopes import SCOPES
from affresco.accounts.secret import digest, new_secret
from affresco.accounts.sessions import viewer_from_row
from affresco.db import Database
from affresco.live import messages
from affresco.live.hub import Hub

USED_SECONDS: Final = 300
NAME_LIMIT: Final = 100


async def create_token(
    database: Database,
    account_id: AccountId,
    name: str,
    scopes: Collection[Scope],
    audience: str | None = None,
) -> str:
    """Make a token; it is shown once and never again.

    name: what the owner will recognise it by, cut at ``NAME_LIMIT``. audience: the only place that it is
    good for, None for the API. Raises TokenInvalid, PersonNotFound.
    """
    wanted = [scope for scope in SCOPES if scope in scopes]
    if not wanted or len(wanted) != len(set(scopes)):
        raise TokenInvalid
    token = new_secret()
    async with database.write() as tx:
        if not await account_queries.exists(tx, account_id):
            raise PersonNotFound
        await queries.insert_token(
            tx, account_id, digest(token), rules.clean_line(name)[:NAME_LIMIT], wanted, audience
        )
    return token


async def find_bearer(database: Database, token: str, audience: str | None = None) -> Bearer | None:
    """Who holds this bearer token and with which scopes, in one query.

    None when it is unknown, has expired or is for another place. audience: where it is used, None for
    the API.
    """
    async with database.read() as tx:
        row = await queries.bearer_row(tx, digest(token), USED_SECONDS, audience)
    if row is None:
        return None
    if row["stale"]:
        async with database.write() as tx:
            await queries.touch_token(tx, row["token_id"], row["grant_id"])
    scopes = frozenset(row["scopes"])
    own = row["id"] is None
    return Bearer(
        token_id=row["token_id"],
        scopes=scopes,
        viewer=None if own else viewer_from_row(row, session_id=None, scopes=scopes),
        app_id=row["app_id"],
        grant_id=row["grant_id"],
    )


async def until_revoked(hub: Hub, database: Database, token: str, account_id: AccountId) -> None:
    """Return when nobody holds the token any more. Raises DatabaseUnavailable when that cannot be told."""
    async with hub.subscribe(messages.account(account_id)) as news:
        while await find_bearer(database, token) is not None:
            while not isinstance(await news.next(), messages.AccountChanged | messages.Resync):
                pass


async def list_tokens(
    database: Database, account_id: AccountId, audience: str | None = None
) -> tuple[Token, ...]:
    """The newest 200 tokens of an account for the API, or for another place, newest first; not those of
    assistants, which are in ``oauth.grants``."""
    async with database.read() as tx:
        rows = await queries.token_rows(tx, account_id, audience)
    return tuple(
        Token(
            id=row["id"],
            name=row["name"],
            scopes=tuple(row["scopes"]),
            created_at=row["created_at"],
            used_at=row["used_at"],
            website=row["website"],
        )
        for row in rows
    )


async def revoke_token(database: Database, account_id: AccountId, token_id: int) -> None:
    """Delete one token of the account. Raises TokenNotFound, also for somebody else's.

    Doors that remember bearers hear of it by ``AccountChanged``.
    """
    if not rules.is_id(token_id):
        raise TokenNotFound
    async with database.write() as tx:
        if not await queries.delete_token(tx, account_id, token_id):
            raise TokenNotFound
        await messages.send(tx, messages.AccountChanged(account_id), messages.account(account_id))
