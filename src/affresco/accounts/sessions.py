"""Signed-in browsers: a random token in a cookie, its SHA-256 in a row, 30 days from the last visit."""

from __future__ import annotations

from typing import Final

from affresco.accounts import credential_queries as queries
from affresco.accounts import limits, passwords, rules
from affresco.accounts import queries as account_queries
from affresco.accounts.errors import AboutField, SessionNotFound, SignInRefused
from affresco.accounts.hydrate import picture
from affresco.accounts.model import AccountId, Preferences, Scope, Session, Viewer
from affresco.accounts.secret import digest, new_secret
from affresco.db import Database, Row, WriteTx
from affresco.live import messages
from affresco.live.hub import Hub

DAYS: Final = 30
SEEN_SECONDS: Final = 300
"""``seen_at`` is written at most this often, so that reading costs no write."""
SESSIONS_LIMIT: Final = 50
ENDINGS: Final = (messages.SessionsEnded, messages.AccountChanged, messages.Resync)
"""After these a session may have ended."""
ALL_SCOPES: Final[frozenset[Scope]] = frozenset({"read", "write", "follow"})


async def sign_in(
    database: Database, login: str, password: str, user_agent: str, address: str
) -> str:
    """Start a session; returns its token.

    login: handle or e-mail address. user_agent, address: what the server sees of the browser.
    Raises SignInRefused, RateLimited.
    """
    subject = login.strip().lower()
    await limits.check(database, limits.SIGN_IN_BY_ADDRESS, address)
    await limits.check(database, limits.SIGN_IN_BY_LOGIN, subject)
    async with database.read() as tx:
        row = await queries.credentials(tx, _or_none(login, "handle"), _or_none(login, "email"))
    if not await passwords.verify(password, row["password_hash"] if row else None) or row is None:
        raise SignInRefused
    await limits.forget(database, limits.SIGN_IN_BY_LOGIN, subject)
    if passwords.is_outdated(row["password_hash"]):
        fresh = await passwords.hash_password(password)
        async with database.write() as tx:
            await account_queries.set_password_hash(tx, row["id"], row["password_hash"], fresh)
    return await start(database, AccountId(row["id"]), user_agent, address)


async def start(database: Database, account_id: AccountId, user_agent: str, address: str) -> str:
    """A session for somebody who has proved who they are already; returns its token."""
    token = new_secret()
    async with database.write() as tx:
        await queries.insert_session(
            tx,
            account_id,
            digest(token),
            rules.clean_line(user_agent)[:300],
            rules.clean_line(address)[:100],
            DAYS,
        )
        if await queries.prune_sessions(tx, account_id, SESSIONS_LIMIT):
            await announce_end(tx, account_id)
    return token


async def find_viewer(database: Database, token: str) -> Viewer | None:
    """Who holds this session token, in one query; None when it is unknown or has expired."""
    async with database.read() as tx:
        row = await queries.viewer_by_session(tx, digest(token), SEEN_SECONDS)
    if row is None:
        return None
    if row["stale"]:
        async with database.write() as tx:
            await queries.touch_session(tx, row["session_id"], DAYS)
    return viewer_from_row(row, session_id=row["session_id"], scopes=ALL_SCOPES)


async def sign_out(database: Database, token: str) -> None:
    """End the session of this token, if there is one."""
    async with database.write() as tx:
        account_id = await queries.delete_session_by_token(tx, digest(token))
        if account_id is not None:
            await announce_end(tx, account_id)


async def list_sessions(database: Database, account_id: AccountId) -> tuple[Session, ...]:
    """All valid sessions of an account, at most ``SESSIONS_LIMIT``, last seen first."""
    async with database.read() as tx:
        rows = await queries.session_rows(tx, account_id)
    return tuple(Session(**dict(row)) for row in rows)


async def revoke_session(database: Database, account_id: AccountId, session_id: int) -> None:
    """End one session of the account. Raises SessionNotFound, also for somebody else's."""
    if not rules.is_id(session_id):
        raise SessionNotFound
    async with database.write() as tx:
        if not await queries.delete_session(tx, account_id, session_id):
            raise SessionNotFound
        await announce_end(tx, account_id)


async def revoke_others(database: Database, account_id: AccountId, kept_id: int | None) -> int:
    """End all sessions of the account but one; returns how many."""
    async with database.write() as tx:
        return await end_others(tx, account_id, kept_id)


async def end_others(tx: WriteTx, account_id: AccountId, kept_id: int | None) -> int:
    """The same within a write of somebody else's."""
    ended = await queries.delete_other_sessions(tx, account_id, kept_id)
    if ended:
        await announce_end(tx, account_id)
    return ended


async def announce_end(tx: WriteTx, account_id: int) -> None:
    """Tell open streams that sessions of the account ended, so that each asks after its own."""
    await messages.send(tx, messages.SessionsEnded(account_id), messages.account(account_id))


async def until_signed_out(hub: Hub, database: Database, token: str, account_id: AccountId) -> None:
    """Return when the token is no session of the account any more. Raises DatabaseUnavailable when
    that cannot be told."""
    async with hub.subscribe(messages.account(account_id)) as news:
        while await is_signed_in(database, token, account_id):
            while not isinstance(await news.next(), ENDINGS):
                pass


async def is_signed_in(database: Database, token: str, account_id: AccountId) -> bool:
    """Whether this token is a session of the account. Whoever only looks is not seen to visit."""
    async with database.read() as tx:
        return await queries.is_session(tx, digest(token), account_id)


def viewer_from_row(row: Row, *, session_id: int | None, scopes: frozenset[Scope]) -> Viewer:
    """A row of ``viewer_by_session`` or ``viewer_by_token``."""
    avatar = picture(row, "avatar_")
    return Viewer(
        id=AccountId(row["id"]),
        handle=row["handle"],
        name=row["name"],
        role=row["role"],
        locale=row["locale"],
        training=row["training"],
        avatar_url=avatar.path("preview") if avatar else None,
        session_id=session_id,
        assistant=row["assistant"],
        scopes=scopes,
        preferences=Preferences(
            visibility=row["posting_visibility"],
            sensitive=row["posting_sensitive"],
            language=row["posting_language"],
            quote_policy=row["posting_quote_policy"],
            expand_media=row["expand_media"],
            expand_warnings=row["expand_warnings"],
        ),
    )


def _or_none(login: str, kind: str) -> str | None:
    try:
        return rules.clean_handle(login) if kind == "handle" else rules.clean_email(login)
    except AboutField:
        return None
