"""Client applications: they register themselves, and prove later who they are."""

from __future__ import annotations

import hmac
import re
from typing import Final

from affresco.accounts.model import Scope
from affresco.accounts.oauth import queries, rules
from affresco.accounts.oauth.errors import (
    AppScopesInvalid,
    AppUnknown,
    InvalidClient,
    InvalidScope,
    NoApp,
    RedirectUnknown,
)
from affresco.accounts.oauth.model import App, AppId, NewApp, Registration
from affresco.accounts.scopes import DEFAULT, covers, read_scopes
from affresco.accounts.secret import digest, new_secret
from affresco.db import Database, Row

_CLIENT_ID: Final = re.compile(r"[A-Za-z0-9_-]{43}")
_NOBODY: Final = digest("the secret of no app")


async def register(database: Database, sent: Registration) -> NewApp:
    """Take an app in. Anybody may; nothing it says is believed.

    Raises AppNameInvalid, RedirectInvalid, WebsiteInvalid, AppScopesInvalid.
    """
    clean = rules.clean_registration(sent)
    scopes = read_scopes(clean.scopes)
    if scopes is None:
        raise AppScopesInvalid
    client_id, secret = new_secret(), new_secret()
    async with database.write() as tx:
        app_id = await queries.insert_app(
            tx,
            client_id=client_id,
            secret_hash=digest(secret),
            name=clean.name,
            website=clean.website,
            redirect_uris=clean.redirect_uris,
            scopes=scopes or DEFAULT,
        )
    app = App(
        id=AppId(app_id),
        client_id=client_id,
        name=clean.name,
        website=clean.website,
        redirect_uris=clean.redirect_uris,
        scopes=scopes or DEFAULT,
    )
    return NewApp(app, secret)


async def find_app(database: Database, client_id: str) -> App:
    """The app that says it is this one; nothing is proved. Raises AppUnknown."""
    if not _CLIENT_ID.fullmatch(client_id):
        raise AppUnknown
    async with database.read() as tx:
        row = await queries.app_by_client_id(tx, client_id)
    if row is None:
        raise AppUnknown
    return _app(row)


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
    """The app with this secret. Raises InvalidClient, after the same time for unknown ones."""
    row = None
    if _CLIENT_ID.fullmatch(client_id):
        async with database.read() as tx:
            row = await queries.app_by_client_id(tx, client_id)
    known = bytes(row["secret_hash"]) if row is not None else _NOBODY
    right = hmac.compare_digest(known, digest(secret))
    if row is None or not right:
        raise InvalidClient
    return _app(row)


def check_redirect(app: App, uri: str) -> None:
    """Raises RedirectUnknown unless the app registered this address."""
    if not any(rules.matches(registered, uri) for registered in app.redirect_uris):
        raise RedirectUnknown


def wanted_scopes(app: App, asked: str) -> tuple[Scope, ...]:
    """What an app asks for, within what it registered; ``read`` when it does not say.

    Raises InvalidScope.
    """
    scopes = read_scopes(asked)
    if scopes is None:
        raise InvalidScope
    wanted = scopes or DEFAULT
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
    )
