"""SQL about what people use of the assistant."""

from __future__ import annotations

from datetime import timedelta

from affresco.db import ReadTx, Row, WriteTx


async def take(tx: WriteTx, account_id: int, limit: int) -> Row | None:
    """One more question today; asks, tokens (of the language model, in and out) with it. None where
    ``limit`` is reached or the account is gone. The row is held until ``tx`` ends."""
    return await tx.row(
        """WITH asker AS (SELECT id FROM accounts WHERE id = $1 FOR KEY SHARE)
           INSERT INTO gesso_usage (account_id, day, asks)
           SELECT id, (now() AT TIME ZONE 'utc')::date, 1 FROM asker
           ON CONFLICT (day, account_id) DO UPDATE SET asks = gesso_usage.asks + 1
             WHERE gesso_usage.asks < $2
           RETURNING asks, tokens_in + tokens_out AS tokens""",
        account_id,
        limit,
    )


async def note(tx: WriteTx, account_id: int, *, tokens_in: int, tokens_out: int, cost: int) -> None:
    """What an answer took. cost: in millionths."""
    await tx.run(
        """WITH asker AS (SELECT id FROM accounts WHERE id = $1 FOR KEY SHARE)
           INSERT INTO gesso_usage (account_id, day, tokens_in, tokens_out, cost)
           SELECT id, (now() AT TIME ZONE 'utc')::date, $2, $3, $4 FROM asker
           ON CONFLICT (day, account_id) DO UPDATE
             SET tokens_in = gesso_usage.tokens_in + $2,
                 tokens_out = gesso_usage.tokens_out + $3,
                 cost = gesso_usage.cost + $4""",
        account_id,
        tokens_in,
        tokens_out,
        cost,
    )


async def under_way(tx: ReadTx, account_id: int, since: timedelta) -> int:
    """How many answers are being made for an account; what was begun longer ago has been broken off."""
    count: int = await tx.value(
        """SELECT count(*) FROM gesso_turns
           WHERE account_id = $1 AND state = 'asked' AND conversation_id IS NOT NULL
             AND created_at > now() - $2::interval""",
        account_id,
        since,
    )
    return count


async def today(tx: ReadTx, account_id: int) -> Row | None:
    return await tx.row(
        """SELECT asks, tokens_in + tokens_out AS tokens FROM gesso_usage
           WHERE account_id = $1 AND day = (now() AT TIME ZONE 'utc')::date""",
        account_id,
    )


async def by_day(tx: ReadTx, days: int) -> list[Row]:
    """day, people, asks, tokens_in, tokens_out, cost of everybody, the newest first."""
    return await tx.rows(
        """SELECT day, count(*) AS people, sum(asks)::bigint AS asks,
                  sum(tokens_in)::bigint AS tokens_in, sum(tokens_out)::bigint AS tokens_out,
                  sum(cost)::bigint AS cost
           FROM gesso_usage WHERE day > (now() AT TIME ZONE 'utc')::date - $1::int
           GROUP BY day ORDER BY day DESC""",
        days,
    )
