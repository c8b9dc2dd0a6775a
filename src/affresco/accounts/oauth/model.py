"""Facts about client applications."""

from __future__ import annotations

from datetime import datetime
from typing import NewType

import msgspec

from affresco.accounts.model import AccountId, Scope

AppId = NewType("AppId", int)


class Registration(msgspec.Struct, frozen=True):
    """What an app says of itself when it comes; shape only, ``rules`` checks the rest.

    scopes: separated by spaces, "" for the usual ones.
    """

    name: str
    redirect_uris: tuple[str, ...]
    scopes: str = ""
    website: str = ""


class App(msgspec.Struct, frozen=True):
    """A registered app. Nobody has checked what it says of itself. website: "" for none."""

    id: AppId
    client_id: str
    name: str
    website: str
    redirect_uris: tuple[str, ...]
    scopes: tuple[Scope, ...]


class NewApp(msgspec.Struct, frozen=True):
    """An app with its secret, which is told once."""

    app: App
    client_secret: str


class Wish(msgspec.Struct, frozen=True):
    """What an app asks a person for, checked. challenge: of PKCE, None when it was begun without."""

    app: App
    redirect_uri: str
    scopes: tuple[Scope, ...]
    challenge: bytes | None


class Exchange(msgspec.Struct, frozen=True):
    """A code as an app hands it in. verifier: of PKCE. scope: "" when the app does not repeat it."""

    code: str
    redirect_uri: str
    verifier: str | None = None
    scope: str = ""


class Granted(msgspec.Struct, frozen=True):
    """A new token, told once. account_id: None for the app's own."""

    token: str
    scopes: tuple[Scope, ...]
    created_at: datetime
    account_id: AccountId | None
