"""Apps: they register themselves, and look whether their token works."""

from __future__ import annotations

from typing import Final

import msgspec
from litestar.handlers import HTTPRouteHandler
from litestar.params import JSONBody

from affresco.accounts import limits
from affresco.accounts.model import Scope
from affresco.accounts.oauth import apps
from affresco.accounts.oauth.model import App, Registration
from affresco.api.core.answers import Answer
from affresco.api.core.call import Call
from affresco.api.core.endpoint import endpoint
from affresco.feeds.push.deliver import vapid_of


class NewApplication(msgspec.Struct, frozen=True):
    """An app about itself. redirect_uris: one, several with a line each, or a list of them. scopes:
    separated by spaces, ``read`` when left out."""

    client_name: str
    redirect_uris: str | tuple[str, ...]
    scopes: str | None = None
    website: str | None = None


class Application(msgspec.Struct, frozen=True, kw_only=True):
    """Mastodon's Application. redirect_uri: all of them, a line each, for older clients. vapid_key: the
    public key that signs pushed notifications."""

    id: str
    name: str
    website: str | None
    scopes: tuple[Scope, ...]
    redirect_uri: str
    redirect_uris: tuple[str, ...]
    vapid_key: str


class CredentialApplication(Application, frozen=True, kw_only=True):
    """Mastodon's CredentialApplication. client_secret_expires_at: 0, never."""

    client_id: str
    client_secret: str
    client_secret_expires_at: int = 0


@endpoint("POST", "/api/v1/apps", "Register an app", faults=(422,))
async def register(request: Call, data: JSONBody[NewApplication]) -> Answer[CredentialApplication]:
    await limits.check(request.database, limits.APPS_BY_ADDRESS, request.address)
    sent = data.redirect_uris
    made = await apps.register(
        request.database,
        Registration(
            name=data.client_name,
            redirect_uris=(sent,) if isinstance(sent, str) else sent,
            scopes=data.scopes or "",
            website=data.website or "",
        ),
    )
    shown = _application(made.app, request)
    return Answer(
        CredentialApplication(
            id=shown.id,
            name=shown.name,
            website=shown.website,
            scopes=shown.scopes,
            redirect_uri=shown.redirect_uri,
            redirect_uris=shown.redirect_uris,
            vapid_key=shown.vapid_key,
            client_id=made.app.client_id,
            client_secret=made.client_secret,
        ),
        headers={"cache-control": "no-store"},
    )


@endpoint(
    "GET", "/api/v1/apps/verify_credentials", "The app that the token was given to", faults=(404,)
)
async def verify_credentials(request: Call) -> Answer[Application]:
    app = await apps.get_app(request.database, request.bearer.app_id)
    return Answer(_application(app, request))


def _application(app: App, request: Call) -> Application:
    return Application(
        id=str(app.id),
        name=app.name,
        website=app.website or None,
        scopes=app.scopes,
        redirect_uri="\n".join(app.redirect_uris),
        redirect_uris=app.redirect_uris,
        vapid_key=vapid_of(request.runtime).server_key,
    )


routes: Final[tuple[HTTPRouteHandler, ...]] = (register, verify_credentials)
