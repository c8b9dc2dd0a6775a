"""Notifications on a device while no page is open: the service worker, and a browser's subscription."""

from __future__ import annotations

from typing import Any, Final

import msgspec
from litestar import Request, Response, get, post
from litestar.di import NamedDependency

from affresco.accounts.errors import SessionNotFound
from affresco.accounts.model import Viewer
from affresco.feeds.push import commands
from affresco.feeds.push.crypto import read_keys
from affresco.feeds.push.errors import BadKeys
from affresco.feeds.push.model import Wish
from affresco.runtime import Runtime
from affresco.web.assets import manifest, static_file
from affresco.web.forms import read_form

WORKER: Final = "/worker.js"


class SubscriptionForm(msgspec.Struct, frozen=True):
    """What the browser's ``PushSubscription`` says; keys in base64url."""

    endpoint: str = ""
    p256dh: str = ""
    auth: str = ""


@get(WORKER, include_in_schema=False)
async def worker() -> Response[bytes]:
    """The service worker, at an address that stays: browsers ask for it again by themselves."""
    file = static_file(manifest()["worker.js"])
    headers = {"Cache-Control": "no-cache"}
    return Response(file.bodies["identity"], media_type=file.content_type, headers=headers)


@post("/push", status_code=204)
async def subscribe(
    request: Request[Any, Any, Any],
    runtime: NamedDependency[Runtime],
    me: NamedDependency[Viewer],
) -> None:
    """Push to this browser. Raises BadKeys, BadEndpoint, SessionNotFound."""
    sent = await read_form(request, SubscriptionForm)
    keys = read_keys(sent.p256dh, sent.auth)
    if keys is None:
        raise BadKeys
    if me.session_id is None:
        raise SessionNotFound
    await commands.subscribe_browser(
        runtime.database,
        me.id,
        me.session_id,
        Wish(endpoint=sent.endpoint, keys=keys),
        private=runtime.settings.push_private,
    )


@post("/push/end", status_code=204)
async def unsubscribe(runtime: NamedDependency[Runtime], me: NamedDependency[Viewer]) -> None:
    """Push no more to this browser."""
    if me.session_id is not None:
        await commands.unsubscribe_browser(runtime.database, me.session_id)


routes = [subscribe, unsubscribe]
plain_routes = [worker]
