"""Assistants register themselves (RFC 7591) where they have no document that says who they are."""

from __future__ import annotations

import time
from typing import Final

import msgspec
from litestar.handlers import HTTPRouteHandler
from litestar.params import JSONBody

from affresco.accounts import limits
from affresco.accounts.oauth import apps
from affresco.accounts.oauth.documents import NO_SECRET
from affresco.accounts.oauth.model import AssistantMetadata
from affresco.accounts.scopes import ASSISTANT
from affresco.api.core.answers import Answer
from affresco.api.core.call import Call
from affresco.api.oauth.faults import NO_STORE, oauth_endpoint


class RegisteredAssistant(msgspec.Struct, frozen=True, kw_only=True):
    """RFC 7591 §3.2.1. client_secret_expires_at: 0, never. scope: all that it may ever ask for."""

    client_id: str
    client_id_issued_at: int
    client_secret: str | msgspec.UnsetType = msgspec.UNSET
    client_secret_expires_at: int = 0
    client_name: str
    client_uri: str | msgspec.UnsetType = msgspec.UNSET
    redirect_uris: tuple[str, ...]
    token_endpoint_auth_method: str
    grant_types: tuple[str, ...] = ("authorization_code", "refresh_token")
    response_types: tuple[str, ...] = ("code",)
    scope: str = " ".join(ASSISTANT)


@oauth_endpoint("POST", "/oauth/register", "Register an assistant", faults=(400, 413), status=201)
async def register_assistant(
    request: Call, data: JSONBody[AssistantMetadata]
) -> Answer[RegisteredAssistant]:
    await limits.check(request.database, limits.APPS_BY_ADDRESS, request.address)
    made = await apps.register_assistant(request.database, data)
    return Answer(
        RegisteredAssistant(
            client_id=made.app.client_id,
            client_id_issued_at=int(time.time()),
            client_secret=made.client_secret or msgspec.UNSET,
            client_name=made.app.name,
            client_uri=made.app.website or msgspec.UNSET,
            redirect_uris=made.app.redirect_uris,
            token_endpoint_auth_method=NO_SECRET
            if made.app.public
            else data.token_endpoint_auth_method or "client_secret_basic",
        ),
        headers=NO_STORE,
    )


routes: Final[tuple[HTTPRouteHandler, ...]] = (register_assistant,)
