"""What apps ask before they begin: where everything is (RFC 8414, RFC 9728); and after: whose token it is."""

from __future__ import annotations

from typing import Final

import msgspec
from litestar.handlers import HTTPRouteHandler

from affresco.accounts import access
from affresco.accounts.model import Scope
from affresco.accounts.oauth.documents import METHODS
from affresco.accounts.oauth.rules import MCP_PATH
from affresco.accounts.scopes import ASSISTANT_FIRST, SCOPES
from affresco.api.core.answers import Answer
from affresco.api.core.call import Call
from affresco.api.core.endpoint import endpoint
from affresco.api.mastodon import show
from affresco.api.oauth.faults import oauth_endpoint
from affresco.api.oauth.tokens import GRANTS
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
    registration_endpoint: str
    scopes_supported: tuple[Scope, ...] = SCOPES
    response_types_supported: tuple[str, ...] = ("code",)
    response_modes_supported: tuple[str, ...] = ("query",)
    grant_types_supported: tuple[str, ...] = GRANTS
    token_endpoint_auth_methods_supported: tuple[str, ...] = METHODS
    revocation_endpoint_auth_methods_supported: tuple[str, ...] = METHODS
    code_challenge_methods_supported: tuple[str, ...] = ("S256",)
    ui_locales_supported: tuple[Locale, ...] = LOCALES
    authorization_response_iss_parameter_supported: bool = True
    client_id_metadata_document_supported: bool = True


class ResourceMetadata(msgspec.Struct, frozen=True, kw_only=True):
    """RFC 9728 §2: the place where assistants come in. scopes_supported: what they begin with; whatever
    else a tool needs is asked for when it is called."""

    resource: str
    authorization_servers: tuple[str, ...]
    scopes_supported: tuple[Scope, ...] = ASSISTANT_FIRST
    bearer_methods_supported: tuple[str, ...] = ("header",)
    resource_name: str
    resource_documentation: str


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
            registration_endpoint=f"{base}/oauth/register",
        )
    )


@oauth_endpoint("GET", "/.well-known/oauth-protected-resource", "What assistants need a token for")
async def resource_metadata(request: Call) -> Answer[ResourceMetadata]:
    return _resource(request)


@oauth_endpoint(
    "GET",
    f"/.well-known/oauth-protected-resource{MCP_PATH}",
    "What assistants need a token for",
)
async def mcp_metadata(request: Call) -> Answer[ResourceMetadata]:
    return _resource(request)


def _resource(request: Call) -> Answer[ResourceMetadata]:
    base = request.base_url
    return Answer(
        ResourceMetadata(
            resource=f"{base}{MCP_PATH}",
            authorization_servers=(base,),
            resource_name="Affresco",
            resource_documentation=f"{base}/settings/assistants",
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


routes: Final[tuple[HTTPRouteHandler, ...]] = (metadata, resource_metadata, mcp_metadata)
person_routes: Final[tuple[HTTPRouteHandler, ...]] = (userinfo,)
"""Need a person's token."""
