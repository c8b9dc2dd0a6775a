"""From a person's consent to a code, from a code to a token, and back.

Codes live ten minutes and are used once. A second use means that somebody else has the code, too: the
tokens of the first use are revoked (RFC 6749 §4.1.2). Codes and tokens are kept as SHA-256 alone.

An assistant's tokens are good for one place and for an hour; it gets the next with a refresh token, and
with that a new refresh token (RFC 9700 §4.14.2). What the person agreed to is the grant, and ends with all
of its tokens.
"""

from __future__ import annotations

from typing import Final

from affresco.accounts.model import AccountId, Scope
from affresco.accounts.oauth import queries, rules
from affresco.accounts.oauth.apps import wanted_scopes
from affresco.accounts.oauth.errors import (
    AppUnknown,
    InvalidGrant,
    InvalidScope,
    InvalidTarget,
    NotYourToken,
    PublicApp,
)
from affresco.accounts.oauth.model import (
    App,
    AppId,
    Connected,
    Exchange,
    Granted,
    Renewal,
    Wish,
)
from affresco.accounts.scopes import covers, read_scopes
from affresco.accounts.secret import digest, new_secret
from affresco.db import Database, Row, WriteTx
from affresco.live import messages

CODE_SECONDS: Final = 600
TOKENS_LIMIT: Final = 50
"""Tokens of one app for one person; the oldest go. That many devices, or sign-ins that were forgotten."""

ACCESS_SECONDS: Final = 60 * 60
REFRESH_SECONDS: Final = 60 * 24 * 60 * 60
"""An assistant that was not used for so long asks again."""
LEEWAY_SECONDS: Final = 30
"""Within which a refresh token that comes twice is refused and nothing else: programs do two things at
once. Later it means that somebody else has it, too."""
GRANTS_LIMIT: Final = 20
"""Of one assistant by one person; those that were used longest ago go."""
UNUSED_DAYS: Final = 30
"""After which an app goes that nobody ever let in: anybody may register one."""
IDLE_DAYS: Final = 365
"""After which one goes that was let in and holds nothing any more. Until then it knows itself by the
client_id that it was told, and asks again."""


async def consent(database: Database, account_id: AccountId, wish: Wish) -> str:
    """The person says yes; returns the code for the app. Raises AppUnknown when it has gone meanwhile."""
    code = new_secret()
    async with database.write() as tx:
        if not await queries.let_in(tx, wish.app.id):
            raise AppUnknown
        await queries.insert_code(
            tx,
            code_hash=digest(code),
            app_id=wish.app.id,
            account_id=account_id,
            redirect_uri=wish.redirect_uri,
            scopes=wish.scopes,
            challenge=wish.challenge,
            audience=wish.audience,
            seconds=CODE_SECONDS,
        )
    return code


async def exchange(database: Database, app: App, sent: Exchange) -> Granted:
    """A code for a token. app: has proved who it is. Raises InvalidGrant, InvalidScope, InvalidTarget."""
    async with database.write() as tx:
        row = await queries.lock_code(tx, digest(sent.code))
        if row is not None and row["app_id"] == app.id and row["used"]:
            await _revoke_all(tx, row)
            granted = None
        elif row is None or not _fits(row, app, sent):
            granted = None
        else:
            _check_audience(sent.audience, row["audience"])
            granted = await _redeem(tx, app, row, sent.scope)
    # Raised outside: what a second use revokes must be committed.
    if granted is None:
        raise InvalidGrant
    return granted


def _fits(row: Row, app: App, sent: Exchange) -> bool:
    return (
        row["app_id"] == app.id
        and not row["expired"]
        and (row["redirect_uri"] == sent.redirect_uri or _need_not_repeat(row, sent))
        and rules.proves(row["challenge"], sent.verifier)
    )


def _need_not_repeat(row: Row, sent: Exchange) -> bool:
    """Whether the redirect address may be left out: PKCE proves more than it did (OAuth 2.1 §10.2)."""
    return sent.redirect_uri is None and row["challenge"] is not None


async def _redeem(tx: WriteTx, app: App, row: Row, scope: str) -> Granted:
    scopes: tuple[Scope, ...] = tuple(row["scopes"])
    _repeated(scope, scopes)
    account_id = AccountId(row["account_id"])
    if row["audience"] is None:
        await queries.use_code(tx, row["id"], None)
        return await _grant(tx, app, account_id, scopes, code_id=row["id"])
    grant_id = await queries.insert_grant(tx, app.id, account_id, row["audience"], scopes)
    await queries.prune_grants(tx, app.id, account_id, GRANTS_LIMIT)
    await queries.use_code(tx, row["id"], grant_id)
    return await _renewed(tx, app, account_id, scopes, row["audience"], grant_id)


def _repeated(scope: str, held: tuple[Scope, ...]) -> tuple[Scope, ...]:
    """The scopes that an app repeats; all where it repeats none. Raises InvalidScope."""
    repeated = read_scopes(scope)
    if repeated is None or not covers(held, repeated):
        raise InvalidScope
    return repeated or held


async def _renewed(
    tx: WriteTx,
    app: App,
    account_id: AccountId,
    scopes: tuple[Scope, ...],
    audience: str,
    grant_id: int,
) -> Granted:
    """The next pair of tokens of a grant."""
    token, refresh_token = new_secret(), new_secret()
    made_at = await queries.insert_app_token(
        tx,
        token_hash=digest(token),
        app_id=app.id,
        account_id=account_id,
        code_id=None,
        name=app.name,
        scopes=scopes,
        audience=audience,
        grant_id=grant_id,
        seconds=ACCESS_SECONDS,
    )
    await queries.insert_refresh(tx, digest(refresh_token), grant_id, REFRESH_SECONDS)
    return Granted(token, scopes, made_at, account_id, ACCESS_SECONDS, refresh_token)


async def renew(database: Database, app: App, sent: Renewal) -> Granted:
    """A refresh token for the next pair. app: has proved who it is, if it can.

    Raises InvalidGrant, InvalidScope, InvalidTarget.
    """
    granted: Granted | None = None
    async with database.write() as tx:
        row = await queries.lock_refresh(tx, digest(sent.token), LEEWAY_SECONDS)
        if row is not None and row["app_id"] == app.id:
            if row["late"]:
                await _end(tx, row["grant_id"], row["account_id"])
            elif not row["used"] and not row["expired"]:
                _check_audience(sent.audience, row["audience"])
                scopes = _repeated(sent.scope, tuple(row["scopes"]))
                await queries.use_refresh(tx, row["id"])
                account_id = AccountId(row["account_id"])
                granted = await _renewed(
                    tx, app, account_id, scopes, row["audience"], row["grant_id"]
                )
    # Raised outside: what a second use revokes must be committed.
    if granted is None:
        raise InvalidGrant
    return granted


def _check_audience(repeated: str | None, audience: str | None) -> None:
    if repeated is not None and repeated != audience:
        raise InvalidTarget(resource=audience or '""')


async def connected(database: Database, account_id: AccountId) -> tuple[Connected, ...]:
    """The assistants that somebody let in, the one that was used last first."""
    async with database.read() as tx:
        rows = await queries.connected_rows(tx, account_id)
    return tuple(
        Connected(
            app_id=AppId(row["id"]),
            name=row["name"],
            client_id=row["client_id"],
            kind=row["kind"],
            scopes=tuple(row["scopes"]),
            created_at=row["created_at"],
            used_at=row["used_at"],
        )
        for row in rows
    )


async def cut_off(database: Database, account_id: AccountId, app_id: int) -> bool:
    """End all that an assistant may do for somebody, at once. False where it may nothing anyway."""
    async with database.write() as tx:
        await queries.delete_codes_of_app(tx, account_id, app_id)
        ended = await queries.delete_grants_of_app(tx, account_id, app_id)
        if ended:
            await _tell(tx, account_id, app_id)
    return ended > 0


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
    if code["grant_id"] is not None:
        await _end(tx, code["grant_id"], code["account_id"])
    elif await queries.delete_tokens_of_code(tx, code["id"]):
        await _tell(tx, code["account_id"], code["app_id"])


async def _end(tx: WriteTx, grant_id: int, account_id: int) -> None:
    """A grant with all of its tokens."""
    if await queries.delete_grant(tx, grant_id):
        await messages.send(tx, messages.AccountChanged(account_id), messages.account(account_id))


async def client_token(database: Database, app: App, scope: str) -> Granted:
    """A token for the app itself: it reads what is public, and nothing of a person.

    Raises InvalidScope, PublicApp.
    """
    if app.public or app.assistant:
        raise PublicApp
    scopes = wanted_scopes(app, scope)
    async with database.write() as tx:
        return await _grant(tx, app, None, scopes)


async def revoke(database: Database, app: App, token: str) -> None:
    """End a token of this app; one that is not known has ended already. With any token of a grant the
    grant ends (RFC 7009 §2.1). Raises NotYourToken."""
    async with database.write() as tx:
        row = await queries.lock_token(tx, digest(token))
        if row is None:
            row = await queries.lock_refresh(tx, digest(token), LEEWAY_SECONDS)
        if row is None:
            return
        if row["app_id"] != app.id:
            raise NotYourToken
        if row["grant_id"] is not None:
            await _end(tx, row["grant_id"], row["account_id"])
            return
        await queries.delete_token(tx, row["id"])
        await _tell(tx, row["account_id"], app.id)


async def tidy(tx: WriteTx) -> None:
    """Drop codes and tokens that have expired, grants that can be renewed no more, apps that nobody uses."""
    await queries.sweep_codes(tx)
    await queries.sweep_expired(tx)
    await queries.sweep_apps(tx, UNUSED_DAYS, IDLE_DAYS)


async def _tell(tx: WriteTx, account_id: int | None, app_id: int) -> None:
    """Doors that remember bearers forget these."""
    if account_id is None:
        await messages.send(tx, messages.AppChanged(app_id), messages.app(app_id))
    else:
        await messages.send(tx, messages.AccountChanged(account_id), messages.account(account_id))
