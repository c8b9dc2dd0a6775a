"""Client applications: they register themselves, and prove later who they are."""

from __future__ import annotations

import hmac
import re
from typing import Final

from affresco.accounts.model import AccountId, Scope
from affresco.accounts.oauth import documents, queries, rules
from affresco.accounts.oauth.errors import (
    AppScopesInvalid,
    AppUnknown,
    InvalidClient,
    InvalidMetadata,
    InvalidScope,
    NoApp,
    RedirectUnknown,
)
from affresco.accounts.oauth.model import (
    App,
    AppId,
    AppKind,
    AssistantMetadata,
    NewApp,
    Registration,
)
from affresco.accounts.scopes import ASSISTANT, ASSISTANT_FIRST, DEFAULT, covers, read_scopes
from affresco.accounts.secret import digest, new_secret
from affresco.db import Database, Row

_CLIENT_ID: Final = re.compile(r"[A-Za-z0-9_-]{43}")
_NOBODY: Final = digest("the secret of no app")
_OFFLINE: Final = "offline_access"
"""A scope by which assistants ask for refresh tokens, which all of them get."""


async def register(database: Database, sent: Registration) -> NewApp:
    """Take an app in. Anybody may; nothing it says is believed.

    Raises AppNameInvalid, RedirectInvalid, WebsiteInvalid, AppScopesInvalid.
    """
    clean = rules.clean_registration(sent)
    scopes = read_scopes(clean.scopes)
    if scopes is None:
        raise AppScopesInvalid
    return await _insert(database, clean, scopes or DEFAULT, "registered", new_secret())


async def register_assistant(database: Database, sent: AssistantMetadata) -> NewApp:
    """Take an assistant in (RFC 7591). It gets no secret where it wants none.

    Raises InvalidMetadata, InvalidRedirect.
    """
    clean = documents.clean_metadata(sent)
    proof = sent.token_endpoint_auth_method
    if proof not in ("", *documents.METHODS):
        known = ", ".join(documents.METHODS)
        raise InvalidMetadata(reason=f"token_endpoint_auth_method is one of {known}")
    secret = "" if proof == documents.NO_SECRET else new_secret()
    return await _insert(database, clean, ASSISTANT, "assistant", secret)


async def _insert(
    database: Database,
    clean: Registration,
    scopes: tuple[Scope, ...],
    kind: AppKind,
    secret: str,
) -> NewApp:
    client_id = new_secret()
    async with database.write() as tx:
        app_id = await queries.insert_app(
            tx,
            client_id=client_id,
            secret_hash=digest(secret) if secret else None,
            name=clean.name,
            website=clean.website,
            redirect_uris=clean.redirect_uris,
            scopes=scopes,
            kind=kind,
        )
    app = App(
        id=AppId(app_id),
        client_id=client_id,
        name=clean.name,
        website=clean.website,
        redirect_uris=clean.redirect_uris,
        scopes=scopes,
        kind=kind,
        public=not secret,
    )
    return NewApp(app, secret)


async def find_app(
    database: Database, client_id: str, fetcher: AccountId | None = None, *, private: bool = False
) -> App:
    """The app that says it is this one; nothing is proved.

    fetcher: for whom the document of an app may be fetched; None: what is known of it must do. private:
    as in ``outside.fetch``. Raises AppUnknown, DocumentUnusable, RateLimited.
    """
    if not _is_client_id(client_id):
        raise AppUnknown
    async with database.read() as tx:
        row = await queries.app_by_client_id(tx, client_id)
    if documents.is_address(client_id) and fetcher is not None and (row is None or row["stale"]):
        await documents.fetch_document(database, fetcher, client_id, private=private)
        async with database.read() as tx:
            row = await queries.app_by_client_id(tx, client_id)
    if row is None:
        raise AppUnknown
    return _app(row)


def _is_client_id(client_id: str) -> bool:
    if documents.is_address(client_id):
        return len(client_id) <= documents.ADDRESS_LIMIT and "\x00" not in client_id
    return _CLIENT_ID.fullmatch(client_id) is not None


async def get_app(database: Database, app_id: int | None) -> App:
    """The app of a token. Raises NoApp for tokens that belong to none."""
    if app_id is None:
        raise NoApp
    async with database.read() as tx:
        row = await queries.app_row(tx, app_id)
    if row is None:
        raise NoApp
    return _app(row)


async def authenticate(database: Database, client_id: str, secret: str) -> App:
    """The app with this secret, or an app without one, which proves nothing but for its codes.

    Raises InvalidClient, after the same time for unknown ones.
    """
    row = None
    if _is_client_id(client_id):
        async with database.read() as tx:
            row = await queries.app_by_client_id(tx, client_id)
    kept = row["secret_hash"] if row is not None else _NOBODY
    right = not secret if kept is None else hmac.compare_digest(bytes(kept), digest(secret))
    if row is None or not right:
        raise InvalidClient
    return _app(row)


def check_redirect(app: App, uri: str) -> None:
    """Raises RedirectUnknown unless the app registered this address."""
    if not any(rules.matches(registered, uri) for registered in app.redirect_uris):
        raise RedirectUnknown


def wanted_scopes(app: App, asked: str) -> tuple[Scope, ...]:
    """What an app asks for, within what it registered; when it does not say, ``read``, and of assistants
    what they begin with.

    Raises InvalidScope.
    """
    if app.assistant:
        asked = " ".join(word for word in asked.split() if word != _OFFLINE)
    scopes = read_scopes(asked)
    if scopes is None:
        raise InvalidScope
    wanted = scopes or (ASSISTANT_FIRST if app.assistant else DEFAULT)
    if not covers(app.scopes, wanted):
        raise InvalidScope
    return wanted


def _app(row: Row) -> App:
    return App(
        id=AppId(row["id"]),
        client_id=row["client_id"],
        name=row["name"],
        website=row["website"],
        redirect_uris=tuple(row["redirect_uris"]),
        scopes=tuple(row["scopes"]),
        kind=row["kind"],
        public=row["secret_hash"] is None,
    )
