"""What apps ask before they begin: where everything is (RFC 8414); and after: whose token it is."""

from __future__ import annotations

from typing import Final

import msgspec
from litestar.handlers import HTTPRouteHandler

from affresco.accounts import access
from affresco.accounts.model import Scope
from affresco.accounts.scopes import SCOPES
from affresco.api.core.answers import Answer
from affresco.api.core.call import Call
from affresco.api.core.endpoint import endpoint
from affresco.api.mastodon import show
from affresco.api.oauth.faults import oauth_endpoint
from affresco.text import LOCALES, Locale


class ServerMetadata(msgspec.Struct, frozen=True, kw_only=True):
    """RFC 8414 §2, with what Mastodon adds."""

    issuer: str
    service_documentation: str
    authorization_endpoint: str
    token_endpoint: str
    revocation_endpoint: str
    userinfo_endpoint: str
    app_registration_endpoint: str
    scopes_supported: tuple[Scope, ...] = SCOPES
    response_types_supported: tuple[str, ...] = ("code",)
    response_modes_supported: tuple[str, ...] = ("query",)
    grant_types_supported: tuple[str, ...] = ("authorization_code", "client_credentials")
    token_endpoint_auth_methods_supported: tuple[str, ...] = (
        "client_secret_basic",
        "client_secret_post",
    )
    revocation_endpoint_auth_methods_supported: tuple[str, ...] = (
        "client_secret_basic",
        "client_secret_post",
    )
    code_challenge_methods_supported: tuple[str, ...] = ("S256",)
    ui_locales_supported: tuple[Locale, ...] = LOCALES
    authorization_response_iss_parameter_supported: bool = True


class UserInfo(msgspec.Struct, frozen=True):
    """Who gave the token, in OpenID Connect's words. sub: the address of their page, which stays."""

    iss: str
    sub: str
    name: str
    preferred_username: str
    profile: str
    picture: str


@oauth_endpoint(
    "GET", "/.well-known/oauth-authorization-server", "Where OAuth is, and what it can do"
)
async def metadata(request: Call) -> Answer[ServerMetadata]:
    base = request.base_url
    return Answer(
        ServerMetadata(
            issuer=base,
            service_documentation=f"{base}/api/openapi.json",
            authorization_endpoint=f"{base}/oauth/authorize",
            token_endpoint=f"{base}/oauth/token",
            revocation_endpoint=f"{base}/oauth/revoke",
            userinfo_endpoint=f"{base}/oauth/userinfo",
            app_registration_endpoint=f"{base}/api/v1/apps",
        )
    )


@endpoint(
    "GET",
    "/oauth/userinfo",
    "Who gave the token",
    needs=("profile", "read:accounts"),
    tag="OAuth",
)
async def userinfo(request: Call) -> Answer[UserInfo]:
    async with request.database.read() as tx:
        person = await access.get_person(tx, request.me.id)
    account = await show.show_account(request, person)
    return Answer(
        UserInfo(
            iss=request.base_url,
            sub=account.url,
            name=account.display_name,
            preferred_username=account.username,
            profile=account.url,
            picture=account.avatar,
        )
    )


routes: Final[tuple[HTTPRouteHandler, ...]] = (metadata,)
person_routes: Final[tuple[HTTPRouteHandler, ...]] = (userinfo,)
"""Need a person's token."""
