"""The job that sends one notification to one subscription.

What it says is put together when it is sent, by the rules of that moment. The push service is a stranger
whose address somebody else gave us: it is looked at before we go there, and nothing of its answer is read.
"""

from __future__ import annotations

import asyncio
import socket
from typing import Final

import httpx
import msgspec
import structlog

from affresco.accounts import hydrate as account_hydrate
from affresco.accounts import tie_queries
from affresco.accounts.addresses import is_public
from affresco.accounts.model import AccountId
from affresco.db import ReadTx, WriteTx
from affresco.events.queue import enqueue
from affresco.feeds.model import NotificationKind
from affresco.feeds.push import queries, wording
from affresco.feeds.push.commands import from_row
from affresco.feeds.push.crypto import Vapid, open_token, vapid
from affresco.feeds.push.errors import PushServiceAway
from affresco.feeds.push.model import ALERT_OF, Alert, Subscription
from affresco.posts import access
from affresco.posts.errors import PostNotFound
from affresco.runtime import Runtime
from affresco.studio.engines.remote import tls

log = structlog.get_logger(__name__)

PUSH: Final = "push"
"""The lane; payload: the notification's id and the subscription's."""
SECONDS: Final = 10.0
MISSING_AVATAR: Final = "/avatars/original/missing.png"
KEEP_SECONDS: Final = 48 * 3600
"""How long the push service keeps it for a device that is off."""
LATER: Final = frozenset({408, 425, 429})
"""Answers of a service that wants to be asked again; 5xx are others."""


class Native(msgspec.Struct, frozen=True):
    """url: the path of what the notification is about."""

    url: str


class Payload(msgspec.Struct, frozen=True, kw_only=True):
    """What is sent, in Mastodon's words. access_token: with which the app came, "" for a browser."""

    access_token: str
    preferred_locale: str
    notification_id: int
    notification_type: Alert
    icon: str
    title: str
    body: str
    affresco: Native


async def enqueue_for(
    tx: WriteTx, account_id: int, kind: NotificationKind, actor_id: int, notification_id: int
) -> None:
    """Push a notification to every subscription of the account that wants it. Kinds for which devices have
    no word are not pushed."""
    if kind not in ALERT_OF:
        return
    for subscription_id in await queries.ids_for(tx, account_id, actor_id, ALERT_OF[kind]):
        await enqueue(tx, PUSH, f"{notification_id} {subscription_id}".encode())


async def deliver(runtime: Runtime, payload: bytes) -> None:
    """Carry out a job of the lane ``PUSH``; a device may be told twice. Raises PushServiceAway,
    DatabaseUnavailable."""
    notification_id, subscription_id = map(int, payload.split())
    async with runtime.database.read() as tx:
        row = await queries.row(tx, subscription_id)
        if row is None:
            return
        subscription = from_row(row)
        told = await _payload(tx, runtime, subscription, notification_id)
    if told is None:
        return
    wanted = await _send(runtime, subscription, msgspec.json.encode(told))
    if not wanted:
        async with runtime.database.write() as tx:
            await queries.delete(tx, subscription_id)


async def _payload(
    tx: ReadTx, runtime: Runtime, subscription: Subscription, notification_id: int
) -> Payload | None:
    """None for what is old, taken back, or not to be seen any more."""
    row = await queries.pushed_row(tx, notification_id)
    if row is None or row["account_id"] != subscription.account_id or not row["is_fresh"]:
        return None
    actor_id, kind = AccountId(row["actor_id"]), row["kind"]
    if await tie_queries.is_quiet(tx, subscription.account_id, actor_id):
        return None
    person = (await account_hydrate.people(tx, [actor_id])).get(actor_id)
    if person is None:
        return None
    post = None
    if row["post_id"] is not None:
        try:
            post = await access.get_post(tx, subscription.account_id, row["post_id"])
        except PostNotFound:
            return None
    sealed = subscription.sealed_token
    token = "" if sealed is None else open_token(runtime.secret, sealed)
    if token is None:
        return None
    return Payload(
        access_token=token,
        preferred_locale=row["locale"],
        notification_id=notification_id,
        notification_type=ALERT_OF[kind],
        icon=runtime.base_url
        + (person.avatar.path("preview") if person.avatar else MISSING_AVATAR),
        title=wording.title(kind, person.display_name, row["locale"]),
        body=wording.body(post),
        affresco=Native(person.url if post is None else f"/posts/{post.id}"),
    )


def vapid_of(runtime: Runtime) -> Vapid:
    """The instance as push services know it."""
    return vapid(runtime.secret, runtime.base_url)


async def _send(runtime: Runtime, subscription: Subscription, text: bytes) -> bool:
    """False when the push service knows nothing of the subscription any more, or will never take it."""
    private = runtime.settings.push_private
    try:
        url = httpx.URL(subscription.endpoint)
        address = await _address(url, private=private)
    except (httpx.InvalidURL, UnicodeError):
        return False
    except OSError as error:
        raise PushServiceAway from error
    if address is None:
        log.info("push service is not in the public internet", host=url.host)
        return False
    origin = f"{url.scheme}://{url.netloc.decode()}"
    sealed = vapid_of(runtime).seal(subscription.keys, text, origin, standard=subscription.standard)
    headers = {"TTL": str(KEEP_SECONDS), "Urgency": "normal", "Host": url.netloc.decode()}
    try:
        async with (
            httpx.AsyncClient(timeout=SECONDS, verify=tls(), trust_env=False) as client,
            client.stream(
                "POST",
                url.copy_with(host=address),
                content=sealed.body,
                headers={**headers, **sealed.headers},
                extensions={"sni_hostname": url.host},
            ) as answer,
        ):
            status = answer.status_code
    except httpx.HTTPError as error:
        raise PushServiceAway from error
    if status >= 500 or status in LATER:
        raise PushServiceAway
    return 200 <= status < 300


async def _address(url: httpx.URL, *, private: bool) -> str | None:
    """Where to go; None where one of its addresses is not in the public internet. Raises OSError."""
    port = url.port or (443 if url.scheme == "https" else 80)
    found = await asyncio.get_running_loop().getaddrinfo(url.host, port, type=socket.SOCK_STREAM)
    addresses = [str(info[4][0]) for info in found]
    if not private and not all(map(is_public, addresses)):
        return None
    return addresses[0]
