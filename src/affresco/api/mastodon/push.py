"""Push subscriptions: one for each token."""

from __future__ import annotations

from typing import Final

import msgspec
from litestar.handlers import HTTPRouteHandler
from litestar.params import JSONBody

from affresco.accounts.model import Viewer
from affresco.api.core.answers import Answer
from affresco.api.core.call import Call
from affresco.api.core.endpoint import endpoint
from affresco.api.core.faults import TokenNeeded
from affresco.api.mastodon.notice_entities import Empty
from affresco.feeds.push import commands
from affresco.feeds.push.crypto import read_keys
from affresco.feeds.push.deliver import vapid_of
from affresco.feeds.push.errors import BadKeys
from affresco.feeds.push.model import ALERTS, Alert, Policy, Subscription, Wish
from affresco.runtime import Runtime

PATH: Final = "/api/v1/push/subscription"


class KeysWish(msgspec.Struct, frozen=True):
    """base64url."""

    p256dh: str
    auth: str


class SubscriptionWish(msgspec.Struct, frozen=True):
    """standard: RFC 8291; else the draft before it, for older apps."""

    endpoint: str
    keys: KeysWish
    standard: bool = False


class AlertsWish(msgspec.Struct, frozen=True, kw_only=True):
    """Which notifications; those that are not named are not wanted."""

    mention: bool = False
    status: bool = False
    reblog: bool = False
    follow: bool = False
    follow_request: bool = False
    favourite: bool = False
    poll: bool = False
    update: bool = False
    quote: bool = False
    sign_up: bool = msgspec.field(default=False, name="admin.sign_up")
    report: bool = msgspec.field(default=False, name="admin.report")

    def chosen(self) -> tuple[Alert, ...]:
        """In the order of ``ALERTS``."""
        known = msgspec.to_builtins(self)
        return tuple(alert for alert in ALERTS if known[alert])


class DataWish(msgspec.Struct, frozen=True):
    """policy: of whom one is told."""

    alerts: AlertsWish = AlertsWish()
    policy: Policy = "all"


class NewSubscription(msgspec.Struct, frozen=True):
    subscription: SubscriptionWish
    data: DataWish = DataWish()


class ChangedSubscription(msgspec.Struct, frozen=True):
    """policy: also understood here, where older clients send it."""

    data: DataWish = DataWish()
    policy: Policy | None = None


class PushSubscription(msgspec.Struct, frozen=True, kw_only=True):
    """server_key: with which the instance signs; base64url."""

    id: str
    endpoint: str
    standard: bool
    alerts: dict[Alert, bool]
    policy: Policy
    server_key: str


@endpoint(
    "POST",
    PATH,
    "Push notifications to this token's app; a second subscription takes the place of the first",
    needs="push",
    faults=(422,),
)
async def subscribe(request: Call, data: JSONBody[NewSubscription]) -> Answer[PushSubscription]:
    me, token = _holder(request)
    keys = read_keys(data.subscription.keys.p256dh, data.subscription.keys.auth)
    if keys is None:
        raise BadKeys
    wish = Wish(
        endpoint=data.subscription.endpoint,
        keys=keys,
        standard=data.subscription.standard,
        alerts=data.data.alerts.chosen(),
        policy=data.data.policy,
    )
    runtime = request.runtime
    await commands.subscribe_app(
        request.database,
        runtime.secret,
        me.id,
        request.bearer.token_id,
        token,
        wish,
        private=runtime.settings.push_private,
    )
    return Answer(await _subscription(request))


@endpoint("GET", PATH, "The subscription of this token", needs="push", faults=(404,))
async def get_subscription(request: Call) -> Answer[PushSubscription]:
    _holder(request)
    return Answer(await _subscription(request))


@endpoint("PUT", PATH, "Choose other notifications", needs="push", faults=(404, 422))
async def change_subscription(
    request: Call, data: JSONBody[ChangedSubscription]
) -> Answer[PushSubscription]:
    _holder(request)
    await commands.change(
        request.database,
        request.bearer.token_id,
        data.data.alerts.chosen(),
        data.policy or data.data.policy,
    )
    return Answer(await _subscription(request))


@endpoint("DELETE", PATH, "Push no more", needs="push")
async def unsubscribe(request: Call) -> Answer[Empty]:
    _holder(request)
    await commands.unsubscribe_app(request.database, request.bearer.token_id)
    return Answer(Empty())


def _holder(request: Call) -> tuple[Viewer, str]:
    """Raises TokenNeeded: a browser's session subscribes on the website."""
    token = request.token
    if token is None:
        raise TokenNeeded
    return request.me, token


async def _subscription(request: Call) -> PushSubscription:
    async with request.database.read() as tx:
        found = await commands.get_subscription(tx, request.bearer.token_id)
    return _entity(found, request.runtime)


def _entity(found: Subscription, runtime: Runtime) -> PushSubscription:
    return PushSubscription(
        id=str(found.id),
        endpoint=found.endpoint,
        standard=found.standard,
        alerts={alert: alert in found.alerts for alert in ALERTS},
        policy=found.policy,
        server_key=vapid_of(runtime).server_key,
    )


routes: Final[tuple[HTTPRouteHandler, ...]] = (
    subscribe,
    get_subscription,
    change_subscription,
    unsubscribe,
)
