"""Where apps fetch their tokens, and give them back (RFC 6749 §4.1.3, §4.4, §6; RFC 7009)."""

from __future__ import annotations

import base64
import binascii
from typing import Final
from urllib.parse import unquote_plus

import msgspec
from litestar.handlers import HTTPRouteHandler
from litestar.params import JSONBody

from affresco.accounts import limits
from affresco.accounts.oauth import apps, grants, rules
from affresco.accounts.oauth.errors import (
    InvalidClient,
    NotYourToken,
    OAuthError,
    UnsupportedGrant,
)
from affresco.accounts.oauth.model import App, Exchange, Granted, Renewal
from affresco.api.core.answers import Answer
from affresco.api.core.call import Call
from affresco.api.oauth.faults import NO_STORE, oauth_endpoint


class ClientAuth(msgspec.Struct, frozen=True, kw_only=True):
    """How an app says who it is when it does not use HTTP Basic."""

    client_id: str | None = None
    client_secret: str | None = None


class TokenRequest(ClientAuth, frozen=True, kw_only=True):
    """grant_type: authorization_code (with code, redirect_uri and, when it was begun with PKCE,
    code_verifier), refresh_token (with refresh_token) or client_credentials (with scope). resource: what
    the code was asked for (RFC 8707)."""

    grant_type: str
    code: str | None = None
    redirect_uri: str | None = None
    code_verifier: str | None = None
    refresh_token: str | None = None
    resource: str | None = None
    scope: str | None = None


class RevocationRequest(ClientAuth, frozen=True, kw_only=True):
    """token_type_hint: tokens are known by themselves; it is not needed."""

    token: str | None = None
    token_type_hint: str | None = None


class TokenAnswer(msgspec.Struct, frozen=True):
    """Mastodon's Token. created_at: seconds since 1970. Tokens for the API do not expire; those for /mcp do,
    and come with a refresh_token."""

    access_token: str
    token_type: str
    scope: str
    created_at: int
    expires_in: int | msgspec.UnsetType = msgspec.UNSET
    refresh_token: str | msgspec.UnsetType = msgspec.UNSET


GRANTS: Final = ("authorization_code", "refresh_token", "client_credentials")


class Nothing(msgspec.Struct, frozen=True):
    """An empty object."""


@oauth_endpoint("POST", "/oauth/token", "Fetch a token", faults=(400, 401, 413))
async def token(request: Call, data: JSONBody[TokenRequest]) -> Answer[TokenAnswer]:
    await limits.check(request.database, limits.APP_TOKENS_BY_ADDRESS, request.address)
    if data.grant_type not in GRANTS:
        raise UnsupportedGrant
    app = await _authenticate(request, data)
    granted = await _grant(request, app, data)
    return Answer(
        TokenAnswer(
            access_token=granted.token,
            token_type="Bearer",  # noqa: S106 - the kind of a token
            scope=" ".join(granted.scopes),
            created_at=int(granted.created_at.timestamp()),
            expires_in=msgspec.UNSET if granted.seconds is None else granted.seconds,
            refresh_token=granted.refresh or msgspec.UNSET,
        ),
        headers=NO_STORE,
    )


async def _grant(request: Call, app: App, data: TokenRequest) -> Granted:
    if data.grant_type == "client_credentials":
        return await grants.client_token(request.database, app, data.scope or "")
    audience = rules.read_audience(data.resource, request.base_url) if data.resource else None
    if data.grant_type == "refresh_token":
        if not data.refresh_token:
            raise OAuthError(reason="refresh_token is needed")
        wanted = Renewal(data.refresh_token, data.scope or "", audience)
        return await grants.renew(request.database, app, wanted)
    if not data.code:
        raise OAuthError(reason="code is needed")
    if not data.redirect_uri and not data.code_verifier:
        raise OAuthError(reason="redirect_uri is needed, or code_verifier")
    return await grants.exchange(
        request.database,
        app,
        Exchange(
            data.code, data.redirect_uri or None, data.code_verifier, data.scope or "", audience
        ),
    )


@oauth_endpoint("POST", "/oauth/revoke", "Give a token back", faults=(400, 401, 403, 413))
async def revoke(request: Call, data: JSONBody[RevocationRequest]) -> Answer[Nothing]:
    await limits.check(request.database, limits.APP_TOKENS_BY_ADDRESS, request.address)
    app = await _authenticate(request, data)
    if not data.token:
        raise NotYourToken
    await grants.revoke(request.database, app, data.token)
    return Answer(Nothing(), headers=NO_STORE)


async def _authenticate(request: Call, data: ClientAuth) -> App:
    """The app that proves who it is, in the one way or the other. Raises InvalidClient, OAuthError."""
    basic = _basic(request)
    if basic is None:
        return await apps.authenticate(
            request.database, data.client_id or "", data.client_secret or ""
        )
    if data.client_secret or (data.client_id and data.client_id != basic[0]):
        raise OAuthError(reason="the app says who it is in two ways; use one")
    return await apps.authenticate(request.database, *basic)


def _basic(request: Call) -> tuple[str, str] | None:
    """Name and password of HTTP Basic, form-encoded inside (RFC 6749 §2.3.1); None for another header."""
    kind, _space, packed = request.headers.get("authorization", "").partition(" ")
    if kind.lower() != "basic":
        return None
    try:
        name, colon, password = (
            base64.b64decode(packed.strip(), validate=True).decode().partition(":")
        )
    except (binascii.Error, ValueError) as error:
        raise InvalidClient from error
    if not colon:
        raise InvalidClient
    return unquote_plus(name), unquote_plus(password)


routes: Final[tuple[HTTPRouteHandler, ...]] = (token, revoke)
