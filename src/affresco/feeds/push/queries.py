"""All SQL of push subscriptions."""

from __future__ import annotations

from affresco.db import ReadTx, Row, WriteTx
from affresco.feeds.push.model import Alert, Policy, Wish


async def put_for_token(
    tx: WriteTx, account_id: int, token_id: int, wish: Wish, sealed_token: bytes
) -> int:
    """One for each token; a second one takes the place of the first. Returns its id."""
    subscription_id: int = await tx.value(
        """INSERT INTO push_subscriptions (account_id, token_id, endpoint, p256dh, auth, standard,
                                           alerts, policy, sealed_token)
           VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
           ON CONFLICT (token_id) DO UPDATE SET
               endpoint = excluded.endpoint, p256dh = excluded.p256dh, auth = excluded.auth,
               standard = excluded.standard, alerts = excluded.alerts, policy = excluded.policy,
               sealed_token = excluded.sealed_token
           RETURNING id""",
        account_id,
        token_id,
        wish.endpoint,
        wish.keys.p256dh,
        wish.keys.auth,
        wish.standard,
        list(wish.alerts),
        wish.policy,
        sealed_token,
    )
    return subscription_id


async def put_for_session(tx: WriteTx, account_id: int, session_id: int, wish: Wish) -> int:
    """As ``put_for_token``, for a browser."""
    subscription_id: int = await tx.value(
        """INSERT INTO push_subscriptions (account_id, session_id, endpoint, p256dh, auth, standard,
                                           alerts, policy)
           VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
           ON CONFLICT (session_id) DO UPDATE SET
               endpoint = excluded.endpoint, p256dh = excluded.p256dh, auth = excluded.auth,
               standard = excluded.standard, alerts = excluded.alerts, policy = excluded.policy
           RETURNING id""",
        account_id,
        session_id,
        wish.endpoint,
        wish.keys.p256dh,
        wish.keys.auth,
        wish.standard,
        list(wish.alerts),
        wish.policy,
    )
    return subscription_id


async def row_of_token(tx: ReadTx, token_id: int) -> Row | None:
    return await tx.row(
        """SELECT id, account_id, endpoint, p256dh, auth, standard, alerts, policy, sealed_token
           FROM push_subscriptions WHERE token_id = $1""",
        token_id,
    )


async def row(tx: ReadTx, subscription_id: int) -> Row | None:
    return await tx.row(
        """SELECT id, account_id, endpoint, p256dh, auth, standard, alerts, policy, sealed_token
           FROM push_subscriptions WHERE id = $1""",
        subscription_id,
    )


async def has_session(tx: ReadTx, session_id: int) -> bool:
    """Whether a signed-in browser is pushed to."""
    found: int | None = await tx.value(
        "SELECT id FROM push_subscriptions WHERE session_id = $1", session_id
    )
    return found is not None


async def change(tx: WriteTx, token_id: int, alerts: tuple[Alert, ...], policy: Policy) -> bool:
    """False when there is none."""
    return (
        await tx.run(
            "UPDATE push_subscriptions SET alerts = $2, policy = $3 WHERE token_id = $1",
            token_id,
            list(alerts),
            policy,
        )
        == 1
    )


async def delete_of_token(tx: WriteTx, token_id: int) -> None:
    await tx.run("DELETE FROM push_subscriptions WHERE token_id = $1", token_id)


async def delete_of_session(tx: WriteTx, session_id: int) -> None:
    await tx.run("DELETE FROM push_subscriptions WHERE session_id = $1", session_id)


async def delete(tx: WriteTx, subscription_id: int) -> None:
    await tx.run("DELETE FROM push_subscriptions WHERE id = $1", subscription_id)


async def ids_for(tx: ReadTx, account_id: int, actor_id: int, alert: Alert) -> list[int]:
    """The subscriptions that want to be told of what the actor did."""
    rows = await tx.rows(
        """SELECT id FROM push_subscriptions
           WHERE account_id = $1 AND $3 = ANY(alerts)
             AND (policy = 'all'
                  OR (policy = 'followed' AND EXISTS (
                      SELECT FROM follows WHERE follower_id = $1 AND followee_id = $2))
                  OR (policy = 'follower' AND EXISTS (
                      SELECT FROM follows WHERE follower_id = $2 AND followee_id = $1)))""",
        account_id,
        actor_id,
        alert,
    )
    return [row["id"] for row in rows]


async def pushed_row(tx: ReadTx, notification_id: int) -> Row | None:
    """What is pushed: the notification, who did it, and the language of whoever is told."""
    return await tx.row(
        """SELECT n.id, n.account_id, n.kind, n.actor_id, n.post_id, a.locale,
                  n.at > now() - interval '1 day' AS is_fresh
           FROM notifications n JOIN accounts a ON a.id = n.account_id
           WHERE n.id = $1 AND NOT n.filtered""",
        notification_id,
    )
