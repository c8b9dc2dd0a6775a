"""From a person's consent to a code, from a code to a token, and back.

Codes live ten minutes and are used once. A second use means that somebody else has the code, too: the
tokens of the first use are revoked (RFC 6749 §4.1.2). Codes and tokens are kept as SHA-256 alone.
"""

from __future__ import annotations

from typing import Final

from affresco.accounts.model import AccountId, Scope
from affresco.accounts.oauth import queries, rules
from affresco.accounts.oauth.apps import wanted_scopes
from affresco.accounts.oauth.errors import InvalidGrant, InvalidScope, NotYourToken
from affresco.accounts.oauth.model import App, Exchange, Granted, Wish
from affresco.accounts.scopes import covers, read_scopes
from affresco.accounts.secret import digest, new_secret
from affresco.db import Database, Row, WriteTx
from affresco.live import messages

CODE_SECONDS: Final = 600
TOKENS_LIMIT: Final = 50
"""Tokens of one app for one person; the oldest go. That many devices, or sign-ins that were forgotten."""


async def consent(database: Database, account_id: AccountId, wish: Wish) -> str:
    """The person says yes; returns the code for the app."""
    code = new_secret()
    async with database.write() as tx:
        await queries.sweep_codes(tx)
        await queries.insert_code(
            tx,
            code_hash=digest(code),
            app_id=wish.app.id,
            account_id=account_id,
            redirect_uri=wish.redirect_uri,
            scopes=wish.scopes,
            challenge=wish.challenge,
            seconds=CODE_SECONDS,
        )
    return code


async def exchange(database: Database, app: App, sent: Exchange) -> Granted:
    """A code for a token. app: has proved who it is. Raises InvalidGrant, InvalidScope."""
    async with database.write() as tx:
        row = await queries.lock_code(tx, digest(sent.code))
        if row is not None and row["app_id"] == app.id and row["used"]:
            await _revoke_all(tx, row)
            granted = None
        elif row is None or not _fits(row, app, sent):
            granted = None
        else:
            granted = await _redeem(tx, app, row, sent.scope)
    # Raised outside: what a second use revokes must be committed.
    if granted is None:
        raise InvalidGrant
    return granted


def _fits(row: Row, app: App, sent: Exchange) -> bool:
    return (
        row["app_id"] == app.id
        and not row["expired"]
        and row["redirect_uri"] == sent.redirect_uri
        and rules.proves(row["challenge"], sent.verifier)
    )


async def _redeem(tx: WriteTx, app: App, row: Row, scope: str) -> Granted:
    scopes: tuple[Scope, ...] = tuple(row["scopes"])
    repeated = read_scopes(scope)
    if repeated is None or not covers(scopes, repeated):
        raise InvalidScope
    await queries.use_code(tx, row["id"])
    return await _grant(tx, app, AccountId(row["account_id"]), scopes, code_id=row["id"])


async def _grant(
    tx: WriteTx,
    app: App,
    account_id: AccountId | None,
    scopes: tuple[Scope, ...],
    code_id: int | None = None,
) -> Granted:
    token = new_secret()
    made_at = await queries.insert_app_token(
        tx,
        token_hash=digest(token),
        app_id=app.id,
        account_id=account_id,
        code_id=code_id,
        name=app.name,
        scopes=scopes,
    )
    await queries.prune_app_tokens(tx, app.id, account_id, TOKENS_LIMIT)
    return Granted(token=token, scopes=scopes, created_at=made_at, account_id=account_id)


async def _revoke_all(tx: WriteTx, code: Row) -> None:
    if await queries.delete_tokens_of_code(tx, code["id"]):
        await _tell(tx, code["account_id"], code["app_id"])


async def client_token(database: Database, app: App, scope: str) -> Granted:
    """A token for the app itself: it reads what is public, and nothing of a person. Raises InvalidScope."""
    scopes = wanted_scopes(app, scope)
    async with database.write() as tx:
        return await _grant(tx, app, None, scopes)


async def revoke(database: Database, app: App, token: str) -> None:
    """End a token of this app; one that is not known has ended already. Raises NotYourToken."""
    async with database.write() as tx:
        row = await queries.lock_token(tx, digest(token))
        if row is None:
            return
        if row["app_id"] != app.id:
            raise NotYourToken
        await queries.delete_token(tx, row["id"])
        await _tell(tx, row["account_id"], app.id)


async def _tell(tx: WriteTx, account_id: int | None, app_id: int) -> None:
    """Doors that remember bearers forget these."""
    if account_id is None:
        await messages.send(tx, messages.AppChanged(app_id), messages.app(app_id))
    else:
        await messages.send(tx, messages.AccountChanged(account_id), messages.account(account_id))
