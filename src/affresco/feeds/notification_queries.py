"""All SQL of what an account does with its notifications: groups, policy, requests, markers."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Final

from affresco.db import ReadTx, Row, WriteTx
from affresco.feeds.grouping import Group
from affresco.feeds.model import NotificationKind, NotificationPolicy, Wanted
from affresco.feeds.skeleton import Bounds

# groups -----------------------------------------------------------------------------------------

# One step for each group: the newest notification that belongs to none of the groups before. $8 are the
# kinds that are grouped; $9 how many milliseconds a group spans. The key is that of ``grouping.key_of``.
_HEADS_OLDER: Final = """
    WITH RECURSIVE mine AS NOT MATERIALIZED (
        SELECT n.id, CASE WHEN n.kind = ANY($8)
                          THEN n.kind || '-' || coalesce(n.post_id, 0) || '-' || (n.id >> 16) / $9::bigint
                          ELSE 'ungrouped-' || n.id END AS key
        FROM notifications n
        WHERE n.account_id = $4 AND ($5::text[] IS NULL OR n.kind = ANY($5))
          AND ($6::bigint IS NULL OR n.actor_id = $6) AND ($7 OR NOT n.filtered)),
    head AS (
        (SELECT id, key, ARRAY[key] AS keys FROM mine
         WHERE id < $1 AND id > $2 ORDER BY id DESC LIMIT 1)
        UNION ALL
        SELECT next.id, next.key, head.keys || next.key
        FROM head CROSS JOIN LATERAL (
            SELECT id, key FROM mine
            WHERE id < head.id AND id > $2 AND key <> ALL (head.keys) ORDER BY id DESC LIMIT 1) next
        WHERE cardinality(head.keys) < $3)
    SELECT id, key FROM head"""
_HEADS_ABOVE: Final = """
    WITH RECURSIVE mine AS NOT MATERIALIZED (
        SELECT n.id, CASE WHEN n.kind = ANY($8)
                          THEN n.kind || '-' || coalesce(n.post_id, 0) || '-' || (n.id >> 16) / $9::bigint
                          ELSE 'ungrouped-' || n.id END AS key
        FROM notifications n
        WHERE n.account_id = $4 AND ($5::text[] IS NULL OR n.kind = ANY($5))
          AND ($6::bigint IS NULL OR n.actor_id = $6) AND ($7 OR NOT n.filtered)),
    head AS (
        (SELECT id, key, ARRAY[key] AS keys FROM mine
         WHERE id < $1 AND id > $2 ORDER BY id LIMIT 1)
        UNION ALL
        SELECT next.id, next.key, head.keys || next.key
        FROM head CROSS JOIN LATERAL (
            SELECT id, key FROM mine
            WHERE id > head.id AND id < $1 AND key <> ALL (head.keys) ORDER BY id LIMIT 1) next
        WHERE cardinality(head.keys) < $3)
    SELECT id, key FROM head"""


async def group_heads(
    tx: ReadTx,
    bounds: Bounds,
    account_id: int,
    wanted: Wanted,
    grouped: Collection[NotificationKind],
    span: int,
) -> list[Row]:
    """(id, key) of one notification of each group, in the direction of the bounds."""
    return await tx.rows(
        _HEADS_ABOVE if bounds.upward else _HEADS_OLDER,
        bounds.below,
        bounds.above,
        bounds.limit,
        account_id,
        wanted.kinds,
        wanted.actor_id,
        wanted.filtered,
        list(grouped),
        span,
    )


async def group_rows(tx: ReadTx, account_id: int, groups: Sequence[Group], limit: int) -> list[Row]:
    """The newest notifications of each group (n: which, from 0), with total, how many there are of it,
    and oldest_id. One that stands alone is shown also when it is kept apart."""
    return await tx.rows(
        """SELECT g.n - 1 AS n, x.*, x.id <= coalesce(m.last_read_id, 0) AS seen
           FROM unnest($2::text[], $3::bigint[], $4::bigint[], $5::bigint[])
                WITH ORDINALITY AS g (kind, post_id, first_id, last_id, n)
           CROSS JOIN LATERAL (
               (SELECT id, kind, actor_id, post_id, at, count(*) OVER () AS total,
                       min(id) OVER () AS oldest_id
                FROM notifications
                WHERE account_id = $1 AND kind = g.kind AND coalesce(post_id, 0) = g.post_id
                  AND id BETWEEN g.first_id AND g.last_id AND NOT filtered
                ORDER BY id DESC LIMIT $6)
               UNION ALL
               (SELECT id, kind, actor_id, post_id, at, 1, id
                FROM notifications
                WHERE account_id = $1 AND id = g.first_id AND g.kind IS NULL)) x
           LEFT JOIN markers m ON m.account_id = $1 AND m.timeline = 'notifications'
           ORDER BY g.n, x.id DESC""",
        account_id,
        [group.kind for group in groups],
        [group.post_id for group in groups],
        [group.first_id for group in groups],
        [group.last_id for group in groups],
        limit,
    )


async def unread_groups(
    tx: ReadTx,
    account_id: int,
    wanted: Wanted,
    grouped: Collection[NotificationKind],
    span: int,
    at_most: int,
) -> int:
    """Groups among the newest ``10 * at_most`` unread notifications; counting stops at ``at_most``."""
    count: int = await tx.value(
        """SELECT least(count(DISTINCT key), $6) FROM (
               SELECT CASE WHEN n.kind = ANY($4)
                           THEN n.kind || '-' || coalesce(n.post_id, 0) || '-' || (n.id >> 16) / $5::bigint
                           ELSE 'ungrouped-' || n.id END AS key
               FROM notifications n
               WHERE n.account_id = $1 AND ($2::text[] IS NULL OR n.kind = ANY($2))
                 AND ($3::bigint IS NULL OR n.actor_id = $3) AND NOT n.filtered
                 AND n.id > coalesce((SELECT last_read_id FROM markers
                                      WHERE account_id = $1 AND timeline = 'notifications'), 0)
               ORDER BY n.id DESC LIMIT 10 * $6::int) AS newer""",
        account_id,
        wanted.kinds,
        wanted.actor_id,
        list(grouped),
        span,
        at_most,
    )
    return count


# dismissing -------------------------------------------------------------------------------------


async def delete_group(tx: WriteTx, account_id: int, group: Group) -> int:
    """How many there were."""
    return await tx.run(
        """DELETE FROM notifications
           WHERE account_id = $1 AND id BETWEEN $4 AND $5
             AND ($2::text IS NULL OR (kind = $2 AND coalesce(post_id, 0) = $3))""",
        account_id,
        group.kind,
        group.post_id,
        group.first_id,
        group.last_id,
    )


async def delete_all(tx: WriteTx, account_id: int) -> int:
    """How many there were."""
    return await tx.run("DELETE FROM notifications WHERE account_id = $1", account_id)


# policy -----------------------------------------------------------------------------------------


async def policy_row(tx: ReadTx, account_id: int) -> Row | None:
    return await tx.row(
        """SELECT for_not_following, for_not_followers, for_new_accounts, for_private_mentions,
                  for_limited_accounts
           FROM notification_policies WHERE account_id = $1""",
        account_id,
    )


async def set_policy(tx: WriteTx, account_id: int, policy: NotificationPolicy) -> None:
    await tx.run(
        """INSERT INTO notification_policies (account_id, for_not_following, for_not_followers,
               for_new_accounts, for_private_mentions, for_limited_accounts)
           VALUES ($1, $2, $3, $4, $5, $6)
           ON CONFLICT (account_id) DO UPDATE SET
               for_not_following = excluded.for_not_following,
               for_not_followers = excluded.for_not_followers,
               for_new_accounts = excluded.for_new_accounts,
               for_private_mentions = excluded.for_private_mentions,
               for_limited_accounts = excluded.for_limited_accounts""",
        account_id,
        policy.for_not_following,
        policy.for_not_followers,
        policy.for_new_accounts,
        policy.for_private_mentions,
        policy.for_limited_accounts,
    )


async def policy_with_facts(tx: ReadTx, account_id: int, actor_id: int) -> Row | None:
    """The policy of an account and how the actor stands to it, None where everything is accepted."""
    return await tx.row(
        """SELECT p.for_not_following, p.for_not_followers, p.for_new_accounts,
                  p.for_private_mentions, p.for_limited_accounts,
                  EXISTS (SELECT FROM follows WHERE follower_id = $1 AND followee_id = $2) AS followed,
                  EXISTS (SELECT FROM follows WHERE follower_id = $2 AND followee_id = $1) AS follower,
                  a.created_at > now() - interval '30 days' AS is_new,
                  a.role = 'owner' OR EXISTS (SELECT FROM notification_permissions
                      WHERE account_id = $1 AND actor_id = $2) AS permitted
           FROM notification_policies p JOIN accounts a ON a.id = $2
           WHERE p.account_id = $1""",
        account_id,
        actor_id,
    )


# requests: who is kept apart --------------------------------------------------------------------


async def request_rows(
    tx: ReadTx, bounds: Bounds, account_id: int, actor_ids: Collection[int] | None = None
) -> list[Row]:
    """(id: of the actor, total, last_post_id, first_at, last_at), the highest ids first."""
    return await tx.rows(
        """SELECT actor_id AS id, count(*) AS total, max(post_id) AS last_post_id,
                  min(at) AS first_at, max(at) AS last_at
           FROM notifications
           WHERE account_id = $4 AND filtered AND actor_id < $1 AND actor_id > $2
             AND ($5::bigint[] IS NULL OR actor_id = ANY($5))
           GROUP BY actor_id ORDER BY actor_id DESC LIMIT $3""",
        bounds.below,
        bounds.above,
        bounds.limit,
        account_id,
        None if actor_ids is None else list(actor_ids),
    )


async def pending_counts(tx: ReadTx, account_id: int, at_most: int) -> Row:
    """(people, notifications) that are kept apart, each counted up to ``at_most``."""
    row = await tx.row(
        """SELECT (SELECT count(*) FROM (SELECT DISTINCT actor_id FROM notifications
                   WHERE account_id = $1 AND filtered LIMIT $2) AS x) AS people,
                  (SELECT count(*) FROM (SELECT FROM notifications
                   WHERE account_id = $1 AND filtered LIMIT $2) AS x) AS notifications""",
        account_id,
        at_most,
    )
    assert row is not None, "an aggregate has one row"
    return row


async def permit(tx: WriteTx, account_id: int, actor_ids: Collection[int]) -> None:
    """Let what these people did, and what they will do, in."""
    await tx.run(
        """INSERT INTO notification_permissions (account_id, actor_id)
           SELECT $1, id FROM accounts WHERE id = ANY($2::bigint[]) ON CONFLICT DO NOTHING""",
        account_id,
        list(actor_ids),
    )
    await tx.run(
        """UPDATE notifications SET filtered = false
           WHERE account_id = $1 AND actor_id = ANY($2::bigint[]) AND filtered""",
        account_id,
        list(actor_ids),
    )


async def delete_filtered(tx: WriteTx, account_id: int, actor_ids: Collection[int]) -> int:
    """How many there were."""
    return await tx.run(
        """DELETE FROM notifications
           WHERE account_id = $1 AND actor_id = ANY($2::bigint[]) AND filtered""",
        account_id,
        list(actor_ids),
    )


# markers ----------------------------------------------------------------------------------------


async def marker_rows(tx: ReadTx, account_id: int) -> list[Row]:
    return await tx.rows(
        """SELECT timeline, last_read_id, version, updated_at FROM markers WHERE account_id = $1""",
        account_id,
    )


async def set_marker(tx: WriteTx, account_id: int, timeline: str, last_read_id: int) -> bool:
    """Move the marker forward; False when it stood there or further already."""
    return (
        await tx.run(
            """INSERT INTO markers (account_id, timeline, last_read_id) VALUES ($1, $2, $3)
           ON CONFLICT (account_id, timeline) DO UPDATE
           SET last_read_id = excluded.last_read_id, version = markers.version + 1,
               updated_at = now()
           WHERE markers.last_read_id < excluded.last_read_id""",
            account_id,
            timeline,
            last_read_id,
        )
        == 1
    )
