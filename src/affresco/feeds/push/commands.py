"""Writes: subscribe, change, unsubscribe."""

from __future__ import annotations

from typing import Final
from urllib.parse import urlsplit

from affresco.accounts.model import AccountId
from affresco.db import Database, ReadTx, Row
from affresco.feeds.push import queries
from affresco.feeds.push.crypto import Keys, seal_token
from affresco.feeds.push.errors import BadEndpoint, SubscriptionNotFound
from affresco.feeds.push.model import Alert, Policy, Subscription, Wish

ENDPOINT_LIMIT: Final = 2_000


async def subscribe_app(
    database: Database,
    secret: bytes,
    account_id: AccountId,
    token_id: int,
    token: str,
    wish: Wish,
    *,
    private: bool,
) -> None:
    """Push to an app from now on; one subscription for each token.

    token: what the app was let in with, which it expects in each notification. private: push services with
    private addresses are allowed. Raises BadEndpoint.
    """
    check_endpoint(wish.endpoint, private=private)
    async with database.write() as tx:
        await queries.put_for_token(tx, account_id, token_id, wish, seal_token(secret, token))


async def subscribe_browser(
    database: Database, account_id: AccountId, session_id: int, wish: Wish, *, private: bool
) -> None:
    """Push to a signed-in browser. Raises BadEndpoint."""
    check_endpoint(wish.endpoint, private=private)
    async with database.write() as tx:
        await queries.put_for_session(tx, account_id, session_id, wish)


async def change(
    database: Database, token_id: int, alerts: tuple[Alert, ...], policy: Policy
) -> None:
    """Other alerts from now on. Raises SubscriptionNotFound."""
    async with database.write() as tx:
        if not await queries.change(tx, token_id, alerts, policy):
            raise SubscriptionNotFound


async def unsubscribe_app(database: Database, token_id: int) -> None:
    """Push no more; nothing happens where there was nothing."""
    async with database.write() as tx:
        await queries.delete_of_token(tx, token_id)


async def unsubscribe_browser(database: Database, session_id: int) -> None:
    """Push no more; nothing happens where there was nothing."""
    async with database.write() as tx:
        await queries.delete_of_session(tx, session_id)


async def get_subscription(tx: ReadTx, token_id: int) -> Subscription:
    """Raises SubscriptionNotFound."""
    row = await queries.row_of_token(tx, token_id)
    if row is None:
        raise SubscriptionNotFound
    return from_row(row)


def from_row(row: Row) -> Subscription:
    """A row of ``push_subscriptions``."""
    return Subscription(
        id=row["id"],
        account_id=row["account_id"],
        endpoint=row["endpoint"],
        keys=Keys(row["p256dh"], row["auth"]),
        standard=row["standard"],
        alerts=tuple(row["alerts"]),
        policy=row["policy"],
        sealed_token=row["sealed_token"],
    )


def check_endpoint(endpoint: str, *, private: bool) -> None:
    """Its form; where it leads is looked at whenever something is sent. Raises BadEndpoint."""
    try:
        parts = urlsplit(endpoint)
        usable = bool(parts.hostname) and parts.username is None and parts.port != 0
    except ValueError:
        usable = False
    allowed = ("https", "http") if private else ("https",)
    if not usable or parts.scheme not in allowed or len(endpoint) > ENDPOINT_LIMIT:
        raise BadEndpoint(limit=ENDPOINT_LIMIT)
