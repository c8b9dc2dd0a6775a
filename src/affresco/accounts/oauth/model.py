"""Facts about client applications."""

from __future__ import annotations

from datetime import datetime
from typing import Literal, NewType

import msgspec

from affresco.accounts.model import AccountId, Scope

AppId = NewType("AppId", int)


AppKind = Literal["registered", "assistant", "document"]
"""registered: as Mastodon's apps are. assistant: by RFC 7591. document: its client_id is the address of
what it says of itself (OAuth Client ID Metadata Document)."""


class Registration(msgspec.Struct, frozen=True):
    """What an app says of itself when it comes; shape only, ``rules`` checks the rest.

    scopes: separated by spaces, "" for the usual ones.
    """

    name: str
    redirect_uris: tuple[str, ...]
    scopes: str = ""
    website: str = ""


class AssistantMetadata(msgspec.Struct, frozen=True):
    """What an assistant says of itself (RFC 7591 §2), in its document or when it registers; of it, what
    means something here. What is of another kind is an error, what is not known is left out."""

    redirect_uris: tuple[str, ...] = ()
    client_name: str = ""
    client_id: str = ""
    client_uri: str = ""
    token_endpoint_auth_method: str = ""
    token_endpoint_auth_methods_supported: tuple[str, ...] = ()
    grant_types: tuple[str, ...] = ("authorization_code",)
    response_types: tuple[str, ...] = ("code",)


class App(msgspec.Struct, frozen=True):
    """A registered app. Nobody has checked what it says of itself. website: "" for none."""

    id: AppId
    client_id: str
    name: str
    website: str
    redirect_uris: tuple[str, ...]
    scopes: tuple[Scope, ...]
    kind: AppKind = "registered"
    public: bool = False
    """Whether it has no secret."""

    @property
    def assistant(self) -> bool:
        """Whether it came by one of the ways that are for assistants."""
        return self.kind != "registered"


class NewApp(msgspec.Struct, frozen=True):
    """An app with its secret, which is told once; "" where it has none."""

    app: App
    client_secret: str


class Wish(msgspec.Struct, frozen=True):
    """What an app asks a person for, checked. challenge: of PKCE, None when it was begun without.
    audience: the only place that its tokens will be good for, None for the API."""

    app: App
    redirect_uri: str
    scopes: tuple[Scope, ...]
    challenge: bytes | None
    audience: str | None = None


class Exchange(msgspec.Struct, frozen=True):
    """A code as an app hands it in. verifier: of PKCE. redirect_uri, audience: None, scope: "", when the app
    does not repeat them."""

    code: str
    redirect_uri: str | None
    verifier: str | None = None
    scope: str = ""
    audience: str | None = None


class Renewal(msgspec.Struct, frozen=True):
    """A refresh token as an app hands it in. scope, audience as in ``Exchange``."""

    token: str
    scope: str = ""
    audience: str | None = None


class Granted(msgspec.Struct, frozen=True):
    """A new token, told once. account_id: None for the app's own. seconds: how long it is good for, None
    for as long as nobody ends it. refresh: the token for the next one, "" where there is none."""

    token: str
    scopes: tuple[Scope, ...]
    created_at: datetime
    account_id: AccountId | None
    seconds: int | None = None
    refresh: str = ""


class Connected(msgspec.Struct, frozen=True):
    """An assistant that somebody let in. name, client_id: as it says, and where it said so when client_id
    is an address. scopes: all that it may do. used_at: None when it never did anything."""

    app_id: AppId
    name: str
    client_id: str
    kind: AppKind
    scopes: tuple[Scope, ...]
    created_at: datetime
    used_at: datetime | None
