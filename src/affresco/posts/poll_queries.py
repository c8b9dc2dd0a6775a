"""All SQL about polls."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from affresco.db import ReadTx, Row, WriteTx
from affresco.posts.model import NewPoll


async def insert_poll(tx: WriteTx, post_id: int, poll: NewPoll) -> None:
    await tx.run(
        """WITH made AS (
               INSERT INTO polls (post_id, multiple, hide_totals, expires_at)
               VALUES ($1, $2, $3, clock_timestamp() + make_interval(secs => $4)) RETURNING id)
           INSERT INTO poll_options (poll_id, position, title)
           SELECT made.id, o.position - 1, o.title
           FROM made, unnest($5::text[]) WITH ORDINALITY AS o (title, position)""",
        post_id,
        poll.multiple,
        poll.hide_totals,
        float(poll.seconds),
        list(poll.options),
    )


async def replace_options(tx: WriteTx, poll_id: int, titles: Sequence[str]) -> None:
    """Other answers; the votes for those that were there go, and are counted out."""
    await tx.run("DELETE FROM poll_votes WHERE poll_id = $1", poll_id)
    await tx.run("DELETE FROM poll_options WHERE poll_id = $1", poll_id)
    await tx.run(
        """INSERT INTO poll_options (poll_id, position, title)
           SELECT $1, o.position - 1, o.title
           FROM unnest($2::text[]) WITH ORDINALITY AS o (title, position)""",
        poll_id,
        list(titles),
    )


async def set_terms(tx: WriteTx, poll_id: int, poll: NewPoll) -> None:
    """How one votes, and until when from now on."""
    await tx.run(
        """UPDATE polls SET multiple = $2, hide_totals = $3, closed_at = NULL,
                  expires_at = clock_timestamp() + make_interval(secs => $4)
           WHERE id = $1""",
        poll_id,
        poll.multiple,
        poll.hide_totals,
        float(poll.seconds),
    )


async def delete_poll(tx: WriteTx, poll_id: int) -> None:
    await tx.run("DELETE FROM polls WHERE id = $1", poll_id)


async def lock_poll(tx: WriteTx, post_id: int) -> Row | None:
    """The poll of a post with the number of its options, and the time; held until the end."""
    return await tx.row(
        """SELECT p.id, p.multiple, p.expires_at, p.closed_at, clock_timestamp() AS now,
                  (SELECT count(*)::int FROM poll_options o WHERE o.poll_id = p.id) AS options
           FROM polls p WHERE p.post_id = $1 FOR UPDATE""",
        post_id,
    )


async def votes(tx: ReadTx, poll_id: int, account_id: int) -> list[int]:
    """What the account chose, ascending."""
    rows = await tx.rows(
        "SELECT position FROM poll_votes WHERE poll_id = $1 AND account_id = $2 ORDER BY position",
        poll_id,
        account_id,
    )
    return [row["position"] for row in rows]


async def insert_votes(
    tx: WriteTx, poll_id: int, account_id: int, positions: Sequence[int]
) -> None:
    await tx.run(
        """INSERT INTO poll_votes (poll_id, account_id, position)
           SELECT $1, $2, p FROM unnest($3::int[]) AS p""",
        poll_id,
        account_id,
        list(positions),
    )


async def close_ended(tx: WriteTx, limit: int) -> list[Row]:
    """(post_id, account_id of the author) of polls that ended and nobody told of; now it is done."""
    return await tx.rows(
        """WITH due AS (
               SELECT id FROM polls WHERE closed_at IS NULL AND expires_at <= clock_timestamp()
               ORDER BY expires_at LIMIT $1 FOR UPDATE SKIP LOCKED)
           UPDATE polls SET closed_at = clock_timestamp()
           FROM due, posts WHERE polls.id = due.id AND posts.id = polls.post_id
           RETURNING polls.post_id, posts.account_id""",
        limit,
    )


async def poll_rows(tx: ReadTx, post_ids: Collection[int]) -> list[Row]:
    return await tx.rows(
        """SELECT p.id, p.post_id, p.multiple, p.hide_totals, p.expires_at, p.voters,
                  o.titles, o.votes
           FROM polls p CROSS JOIN LATERAL (
               SELECT array_agg(x.title ORDER BY x.position) AS titles,
                      array_agg(x.votes ORDER BY x.position) AS votes
               FROM poll_options x WHERE x.poll_id = p.id) o
           WHERE p.post_id = ANY($1::bigint[])""",
        list(post_ids),
    )


async def post_of(tx: ReadTx, poll_id: int) -> int | None:
    found: int | None = await tx.value("SELECT post_id FROM polls WHERE id = $1", poll_id)
    return found


async def voter_ids(tx: ReadTx, post_id: int) -> list[int]:
    """Who took part in the poll of a post."""
    rows = await tx.rows(
        """SELECT DISTINCT v.account_id FROM poll_votes v JOIN polls p ON p.id = v.poll_id
           WHERE p.post_id = $1 ORDER BY v.account_id""",
        post_id,
    )
    return [row["account_id"] for row in rows]
