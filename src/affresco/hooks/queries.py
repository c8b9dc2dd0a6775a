"""All SQL of webhooks."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from affresco.db import ReadTx, Row, WriteTx
from affresco.hooks.model import Owner


async def lock_owner(tx: WriteTx, owner: Owner) -> int:
    """How many webhooks an owner has; another registration waits for the end of this one."""
    await tx.run(
        "SELECT pg_advisory_xact_lock(hashtextextended('webhooks', $1))",
        owner.account_id or owner.consumer_id,
    )
    count: int = await tx.value(
        "SELECT count(*) FROM webhooks WHERE account_id = $1 OR consumer_id = $2",
        owner.account_id,
        owner.consumer_id,
    )
    return count


async def insert(
    tx: WriteTx, owner: Owner, url: str, events: Sequence[str], token_id: int | None
) -> Row:
    row = await tx.row(
        """INSERT INTO webhooks (account_id, consumer_id, url, events, token_id)
           VALUES ($1, $2, $3, $4, $5) RETURNING *""",
        owner.account_id,
        owner.consumer_id,
        url,
        list(events),
        token_id,
    )
    if row is None:
        raise RuntimeError("the database gave no webhook")
    return row


async def rows_of(tx: ReadTx, owner: Owner) -> list[Row]:
    """The newest first."""
    return await tx.rows(
        """SELECT * FROM webhooks WHERE (account_id = $1 OR consumer_id = $2)
             AND ($3::bigint IS NULL OR token_id = $3)
           ORDER BY id DESC""",
        owner.account_id,
        owner.consumer_id,
        owner.token_id,
    )


async def row(tx: ReadTx, owner: Owner, hook_id: int) -> Row | None:
    return await tx.row(
        """SELECT * FROM webhooks WHERE id = $3 AND (account_id = $1 OR consumer_id = $2)
             AND ($4::bigint IS NULL OR token_id = $4)""",
        owner.account_id,
        owner.consumer_id,
        hook_id,
        owner.token_id,
    )


async def delete(tx: WriteTx, owner: Owner, hook_id: int) -> bool:
    return (
        await tx.run(
            """DELETE FROM webhooks WHERE id = $3 AND (account_id = $1 OR consumer_id = $2)
                 AND ($4::bigint IS NULL OR token_id = $4)""",
            owner.account_id,
            owner.consumer_id,
            hook_id,
            owner.token_id,
        )
        == 1
    )


async def enable(tx: WriteTx, owner: Owner, hook_id: int) -> bool:
    """It is told of things again; what waited is tried now."""
    done = await tx.run(
        """UPDATE webhooks
           SET disabled_at = NULL, trouble = '', failures = 0, failing_since = NULL, rests_until = NULL
           WHERE id = $3 AND (account_id = $1 OR consumer_id = $2)
             AND ($4::bigint IS NULL OR token_id = $4)""",
        owner.account_id,
        owner.consumer_id,
        hook_id,
        owner.token_id,
    )
    if done:
        await tx.run(
            "UPDATE webhook_deliveries SET due_at = now() WHERE webhook_id = $1 AND state = 'waiting'",
            hook_id,
        )
    return done == 1


async def turn(tx: WriteTx, owner: Owner, hook_id: int, overlap: timedelta) -> Row | None:
    """Another secret from now on; None where the one before the last is good still, or there is no such
    webhook."""
    return await tx.row(
        """UPDATE webhooks SET turns = turns + 1, turned_at = now()
           WHERE id = $3 AND (account_id = $1 OR consumer_id = $2)
             AND (turned_at IS NULL OR turned_at <= now() - $4::interval)
             AND ($5::bigint IS NULL OR token_id = $5)
           RETURNING *""",
        owner.account_id,
        owner.consumer_id,
        hook_id,
        overlap,
        owner.token_id,
    )


async def delivery_rows(tx: ReadTx, hook_id: int, before: int | None, limit: int) -> list[Row]:
    """The newest first. before: an id."""
    return await tx.rows(
        """SELECT * FROM webhook_deliveries WHERE webhook_id = $1 AND ($2::bigint IS NULL OR id < $2)
           ORDER BY id DESC LIMIT $3""",
        hook_id,
        before,
        limit,
    )


async def replay(tx: WriteTx, hook_id: int, delivery_id: int) -> bool:
    """Send it once more, from the first attempt on."""
    return (
        await tx.run(
            """UPDATE webhook_deliveries
           SET state = 'waiting', attempts = 0, due_at = now(), under_way = false, status = NULL,
               trouble = ''
           WHERE id = $2 AND webhook_id = $1""",
            hook_id,
            delivery_id,
        )
        == 1
    )


async def wake(tx: WriteTx, hook_id: int) -> None:
    """Somebody waits for an answer: what is due is sent now, although the last one failed."""
    await tx.run("UPDATE webhooks SET rests_until = NULL WHERE id = $1", hook_id)


async def listening(tx: ReadTx, account_id: int, event: str) -> list[int]:
    """The webhooks of a person that are to be told."""
    rows = await tx.rows(
        """SELECT id FROM webhooks
           WHERE account_id = $1 AND disabled_at IS NULL AND $2 = ANY (events)""",
        account_id,
        event,
    )
    return [row["id"] for row in rows]


async def consumers_listening(tx: ReadTx, event: str) -> list[Row]:
    """(id, consumer_id) of the webhooks of consumers that are to be told: of those whose key is valid."""
    return await tx.rows(
        """SELECT w.id, w.consumer_id FROM webhooks w
           JOIN commons_consumers c ON c.id = w.consumer_id AND c.revoked_at IS NULL
           WHERE w.disabled_at IS NULL AND $1 = ANY (w.events) ORDER BY w.id""",
        event,
    )


async def put(
    tx: WriteTx, hook_ids: Sequence[int], message_id: str, event: str, data: Sequence[str]
) -> int:
    """A delivery to each; none where it has this message already. data: JSON, one for each webhook."""
    return await tx.run(
        """INSERT INTO webhook_deliveries (webhook_id, message_id, event, body)
           SELECT x.hook_id, $2, $3, x.data FROM unnest($1::bigint[], $4::text[]) x (hook_id, data)
           JOIN webhooks w ON w.id = x.hook_id
           ON CONFLICT (webhook_id, message_id) DO NOTHING""",
        list(hook_ids),
        message_id,
        event,
        list(data),
    )


async def take_due(
    tx: WriteTx,
    limit: int,
    of_one: int,
    lease: timedelta,
    overlap: timedelta,
) -> list[Row]:
    """Deliveries whose time has come, the oldest of each webhook first; with what they are signed with:
    (turns, both).

    No more than ``of_one`` of one webhook are under way, and one alone while it fails; none while it rests,
    is put aside, or its consumer is shut out. Until ``lease`` has passed nobody else takes them: a worker
    that is killed meanwhile loses none. both: the secret before the last turn is good, too.
    """
    return await tx.rows(
        """WITH RECURSIVE waiting (hook_id) AS (  -- without reading all that waits for one that is slow
               SELECT min(d.webhook_id) FROM webhook_deliveries d WHERE d.state = 'waiting'
               UNION ALL
               SELECT (SELECT min(d.webhook_id) FROM webhook_deliveries d
                       WHERE d.state = 'waiting' AND d.webhook_id > x.hook_id)
               FROM waiting x WHERE x.hook_id IS NOT NULL
           ), due AS (
               SELECT d.id FROM webhook_deliveries d
               WHERE d.id IN (
                   SELECT n.id FROM waiting x JOIN webhooks w ON w.id = x.hook_id
                   LEFT JOIN commons_consumers c ON c.id = w.consumer_id
                   CROSS JOIN LATERAL (
                       SELECT e.id, e.due_at FROM webhook_deliveries e
                       WHERE e.webhook_id = w.id AND e.state = 'waiting' AND e.due_at <= now()
                       ORDER BY e.due_at
                       LIMIT greatest(0, CASE WHEN w.failures > 0 THEN 1 ELSE $2::int END - (
                           SELECT count(*) FROM webhook_deliveries u
                           WHERE u.webhook_id = w.id AND u.under_way AND u.due_at > now()))) n
                   WHERE w.disabled_at IS NULL AND c.revoked_at IS NULL
                     AND (w.rests_until IS NULL OR w.rests_until <= now())
                   ORDER BY n.due_at LIMIT $1)
                 AND d.state = 'waiting' AND d.due_at <= now()
               FOR UPDATE SKIP LOCKED
           )
           UPDATE webhook_deliveries d
           SET due_at = now() + $3, under_way = true, attempts = d.attempts + 1
           FROM due, webhooks w WHERE d.id = due.id AND w.id = d.webhook_id
           RETURNING d.id, d.webhook_id, w.url, d.message_id, d.event, d.body, d.attempts, d.at,
                     w.turns, coalesce(w.turned_at > now() - $4::interval, false) AS both""",
        limit,
        of_one,
        lease,
        overlap,
    )


async def arrived(tx: WriteTx, delivery_id: int, hook_id: int, status: int) -> None:
    await tx.run(
        """UPDATE webhook_deliveries
           SET state = 'delivered', under_way = false, status = $2, trouble = ''
           WHERE id = $1""",
        delivery_id,
        status,
    )
    await tx.run(
        """UPDATE webhooks SET failures = 0, failing_since = NULL, rests_until = NULL
           WHERE id = $1 AND failures > 0""",
        hook_id,
    )


async def failed(
    tx: WriteTx,
    delivery_id: int,
    hook_id: int,
    status: int | None,
    trouble: str,
    again_in: timedelta | None,
    longest_rest: timedelta,
) -> None:
    """again_in: None when it is given up. The webhook rests 5 seconds, and twice as long each time."""
    await tx.run(
        """UPDATE webhook_deliveries
           SET state = CASE WHEN $4::interval IS NULL THEN 'given up' ELSE state END,
               due_at = coalesce(now() + $4, due_at), under_way = false, status = $2, trouble = $3
           WHERE id = $1""",
        delivery_id,
        status,
        trouble,
        again_in,
    )
    await tx.run(
        """UPDATE webhooks
           SET failures = failures + 1, failing_since = coalesce(failing_since, now()),
               rests_until = now() + least($2, interval '5 s' * 2 ^ least(failures, 20))
           WHERE id = $1""",
        hook_id,
        longest_rest,
    )


async def disable(
    tx: WriteTx, hook_id: int, trouble: str, least_failures: int | None, silence: timedelta
) -> Row | None:
    """Put a webhook aside that failed so often in a row, or for so long; None where it did not, or is put
    aside already. least_failures: None where their number does not matter."""
    return await tx.row(
        """UPDATE webhooks SET disabled_at = now(), trouble = $2
           WHERE id = $1 AND disabled_at IS NULL
             AND (failures >= $3 OR failing_since <= now() - $4::interval)
           RETURNING *""",
        hook_id,
        trouble,
        least_failures,
        silence,
    )


async def tidy(tx: WriteTx, keep: timedelta) -> int:
    """Forget deliveries that are older."""
    return await tx.run("DELETE FROM webhook_deliveries WHERE at < now() - $1::interval", keep)
