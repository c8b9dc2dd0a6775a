"""All SQL about feedback and its board."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from datetime import date, datetime

import msgspec

from affresco.beta.model import Change, NewFeedback, Wanted
from affresco.db import ReadTx, Row, WriteTx

_COLUMNS = """f.id, f.account_id, f.words, f.mood, f.context,
    f.screenshot IS NOT NULL AS has_screenshot, f.tags, f.may_share,
    coalesce((SELECT t.state FROM feedback t WHERE t.id = f.merged_into), f.state) AS state,
    f.owner_id, f.merged_into, f.post_id, f.generation_id,
    f.shared, f.at, f.changed_at, f.changed_at > f.seen_at AS news, a.cohort,
    (SELECT count(*) FROM feedback_votes v WHERE v.feedback_id = f.id) AS votes,
    (SELECT count(*) FROM feedback m WHERE m.merged_into = f.id) AS merged"""


async def insert(
    tx: WriteTx, account_id: int, command: NewFeedback, screenshot: bytes | None
) -> int | None:
    """None when there is one with this key already."""
    found: int | None = await tx.value(
        """INSERT INTO feedback (account_id, words, mood, context, screenshot, idempotency_key,
                                 may_share)
           VALUES ($1, $2, $3, $4, $5, $6, $7)
           ON CONFLICT (account_id, idempotency_key) DO NOTHING RETURNING id""",
        account_id,
        command.words,
        command.mood,
        [msgspec.to_builtins(line) for line in command.context],
        screenshot,
        command.key,
        command.may_share,
    )
    return found


async def id_by_key(tx: ReadTx, account_id: int, key: str | None) -> int | None:
    found: int | None = await tx.value(
        "SELECT id FROM feedback WHERE account_id = $1 AND idempotency_key = $2", account_id, key
    )
    return found


async def by_ids(tx: ReadTx, ids: Sequence[int]) -> list[Row]:
    return await tx.rows(
        f"""SELECT {_COLUMNS} FROM feedback f JOIN accounts a ON a.id = f.account_id
            WHERE f.id = ANY($1::bigint[]) ORDER BY f.id DESC""",  # noqa: S608 - our own columns
        list(ids),
    )


async def sent_by(tx: ReadTx, account_id: int, before: int | None, limit: int) -> list[Row]:
    return await tx.rows(
        f"""SELECT {_COLUMNS} FROM feedback f JOIN accounts a ON a.id = f.account_id
            WHERE f.account_id = $1 AND ($2::bigint IS NULL OR f.id < $2)
            ORDER BY f.id DESC LIMIT $3""",  # noqa: S608 - our own columns
        account_id,
        before,
        limit,
    )


async def shared(tx: ReadTx, viewer_id: int, limit: int) -> list[Row]:
    """What others said and everybody may see, what most people want first. mine: whether the viewer voted."""
    return await tx.rows(
        f"""SELECT {_COLUMNS},
                   EXISTS (SELECT FROM feedback_votes v
                           WHERE v.feedback_id = f.id AND v.account_id = $1) AS mine
            FROM feedback f JOIN accounts a ON a.id = f.account_id
            WHERE f.shared AND f.merged_into IS NULL
            ORDER BY f.state IN ('done', 'declined'), votes DESC, f.id DESC LIMIT $2""",  # noqa: S608
        viewer_id,
        limit,
    )


async def inbox(tx: ReadTx, wanted: Wanted, before: int | None, limit: int) -> list[Row]:
    return await tx.rows(
        f"""SELECT {_COLUMNS} FROM feedback f JOIN accounts a ON a.id = f.account_id
            WHERE f.merged_into IS NULL
              AND CASE WHEN $1::text IS NULL THEN f.state IN ('new', 'looking', 'planned')
                       ELSE f.state = $1 END
              AND ($2::text IS NULL OR f.tags @> ARRAY[$2::text])
              AND ($3::text IS NULL OR a.cohort = $3)
              AND ($4::int IS NULL OR f.mood = $4)
              AND ($5::text = '' OR position(lower($5) IN lower(f.words)) > 0)
              AND ($6::bigint IS NULL OR f.id < $6)
            ORDER BY f.id DESC LIMIT $7""",  # noqa: S608 - our own columns
        wanted.state,
        wanted.tag,
        wanted.cohort,
        wanted.mood,
        wanted.words,
        before,
        limit,
    )


async def merged_into(tx: ReadTx, feedback_id: int) -> list[Row]:
    return await tx.rows(
        f"""SELECT {_COLUMNS} FROM feedback f JOIN accounts a ON a.id = f.account_id
            WHERE f.merged_into = $1 ORDER BY f.id""",  # noqa: S608 - our own columns
        feedback_id,
    )


async def replies(tx: ReadTx, ids: Sequence[int]) -> list[Row]:
    return await tx.rows(
        """SELECT h.feedback_id, r.id, r.author_id, r.words, r.state, r.at
           FROM feedback_heard h JOIN feedback_replies r ON r.id = h.reply_id
           WHERE h.feedback_id = ANY($1::bigint[]) ORDER BY r.id""",
        list(ids),
    )


async def screenshot(tx: ReadTx, feedback_id: int) -> Row | None:
    """(account_id, screenshot)."""
    return await tx.row(
        "SELECT account_id, screenshot FROM feedback WHERE id = $1 AND screenshot IS NOT NULL",
        feedback_id,
    )


async def lock(tx: WriteTx, ids: Sequence[int]) -> dict[int, Row]:
    """(account_id, state, merged_into, shared, may_share) by id, held until the end."""
    rows = await tx.rows(
        """SELECT id, account_id, state, merged_into, shared, may_share FROM feedback
           WHERE id = ANY($1::bigint[]) ORDER BY id FOR UPDATE""",
        sorted(set(ids)),
    )
    return {row["id"]: row for row in rows}


async def change(tx: WriteTx, feedback_id: int, changed: Change) -> None:
    await tx.run(
        """UPDATE feedback SET state = $2, tags = $3, owner_id = $4, shared = $5, post_id = $6,
                  generation_id = $7 WHERE id = $1""",
        feedback_id,
        changed.state,
        list(changed.tags),
        changed.owner_id,
        changed.shared,
        changed.post_id,
        changed.generation_id,
    )


async def insert_reply(
    tx: WriteTx, feedback_id: int, author_id: int, words: str, state: str | None
) -> None:
    """It is heard by whoever sent the feedback, and those who sent what is merged into it by now."""
    await tx.run(
        """WITH said AS (
               INSERT INTO feedback_replies (feedback_id, author_id, words, state)
               VALUES ($1, $2, $3, $4) RETURNING id)
           INSERT INTO feedback_heard (feedback_id, reply_id)
           SELECT f.id, said.id FROM said, feedback f WHERE f.id = $1 OR f.merged_into = $1""",
        feedback_id,
        author_id,
        words,
        state,
    )


async def touch(tx: WriteTx, feedback_id: int) -> list[int]:
    """Something is new for whoever sent it, and those who sent what was merged into it. Their accounts."""
    rows = await tx.rows(
        """UPDATE feedback SET changed_at = clock_timestamp()
           WHERE id = $1 OR merged_into = $1 RETURNING account_id""",
        feedback_id,
    )
    return sorted({row["account_id"] for row in rows})


async def mark_seen(tx: WriteTx, account_id: int) -> None:
    await tx.run(
        "UPDATE feedback SET seen_at = clock_timestamp() WHERE account_id = $1 AND changed_at > seen_at",
        account_id,
    )


async def merge(tx: WriteTx, feedback_id: int, into: int) -> None:
    """With its votes, and what was merged into it before."""
    await tx.run(
        """INSERT INTO feedback_votes (feedback_id, account_id)
           SELECT $2, v.account_id FROM feedback_votes v WHERE v.feedback_id = $1
           UNION
           SELECT $2, f.account_id FROM feedback f JOIN feedback t ON t.id = $2
           WHERE (f.id = $1 OR f.merged_into = $1) AND f.account_id <> t.account_id
           ON CONFLICT DO NOTHING""",
        feedback_id,
        into,
    )
    await tx.run("UPDATE feedback SET merged_into = $2 WHERE merged_into = $1", feedback_id, into)
    await tx.run("UPDATE feedback SET merged_into = $2 WHERE id = $1", feedback_id, into)


async def set_vote(tx: WriteTx, feedback_id: int, account_id: int, *, on: bool) -> None:
    if on:
        await tx.run(
            "INSERT INTO feedback_votes (feedback_id, account_id) VALUES ($1, $2) ON CONFLICT DO NOTHING",
            feedback_id,
            account_id,
        )
    else:
        await tx.run(
            "DELETE FROM feedback_votes WHERE feedback_id = $1 AND account_id = $2",
            feedback_id,
            account_id,
        )


async def delete(tx: WriteTx, account_id: int, feedback_id: int) -> int:
    return await tx.run(
        "DELETE FROM feedback WHERE id = $2 AND account_id = $1", account_id, feedback_id
    )


async def tags(tx: ReadTx) -> list[str]:
    """All that are in use, the commonest first."""
    rows = await tx.rows(
        """SELECT t AS tag FROM feedback f CROSS JOIN unnest(f.tags) t
           GROUP BY t ORDER BY count(*) DESC, t LIMIT 50"""
    )
    return [row["tag"] for row in rows]


async def export(tx: ReadTx, after: int, limit: int) -> list[Row]:
    return await tx.rows(
        f"""SELECT {_COLUMNS}, a.handle FROM feedback f JOIN accounts a ON a.id = f.account_id
            WHERE f.id > $1 ORDER BY f.id LIMIT $2""",  # noqa: S608 - our own columns
        after,
        limit,
    )


async def exported(tx: ReadTx, page: int) -> AsyncIterator[Row]:
    """All of it, the oldest first, a page in memory at a time."""
    after = 0
    while rows := await export(tx, after, page):
        for row in rows:
            yield row
        after = rows[-1]["id"]


async def digest(tx: ReadTx, since: datetime, until: datetime, least: int) -> Row:
    """Numbers of what happened between the two; waiting, oldest_waiting: as it is now. mood: None where
    fewer than ``least`` people said one."""
    row = await tx.row(
        """SELECT count(*) FILTER (WHERE f.at >= $1 AND f.at < $2) AS came,
                  count(*) FILTER (WHERE EXISTS (
                      SELECT FROM feedback_replies r
                      WHERE r.feedback_id = f.id AND r.at >= $1 AND r.at < $2)) AS answered,
                  count(*) FILTER (WHERE EXISTS (
                      SELECT FROM feedback_replies r WHERE r.feedback_id = f.id
                      AND r.state = 'done' AND r.at >= $1 AND r.at < $2)) AS done,
                  count(*) FILTER (WHERE f.state = 'new' AND f.merged_into IS NULL) AS waiting,
                  min(f.at) FILTER (WHERE f.state = 'new' AND f.merged_into IS NULL) AS oldest_waiting,
                  CASE WHEN count(DISTINCT f.account_id) FILTER (
                           WHERE f.at >= $1 AND f.at < $2 AND f.mood IS NOT NULL) >= $3
                       THEN avg(f.mood) FILTER (WHERE f.at >= $1 AND f.at < $2)::float8 END AS mood
           FROM feedback f""",
        since,
        until,
        least,
    )
    assert row is not None, "an aggregate returns a row"
    return row


async def tags_between(tx: ReadTx, since: datetime, until: datetime) -> list[Row]:
    return await tx.rows(
        """SELECT t AS tag, count(*) AS times FROM feedback f CROSS JOIN unnest(f.tags) t
           WHERE f.at >= $1 AND f.at < $2 GROUP BY t ORDER BY times DESC, t LIMIT 8""",
        since,
        until,
    )


async def last_monday(tx: ReadTx) -> date:
    """The newest one (UTC), by the database's clock: the week before it is over."""
    found: date = await tx.value("SELECT date_trunc('week', now() AT TIME ZONE 'UTC')::date")
    return found


async def known(tx: ReadTx, post_id: int | None, generation_id: int | None) -> tuple[bool, bool]:
    """Whether there is such a post, and such a job; both are held until the end. None is always there."""
    post = post_id is None or bool(
        await tx.row("SELECT id FROM posts WHERE id = $1 FOR KEY SHARE", post_id)
    )
    job = generation_id is None or bool(
        await tx.row("SELECT id FROM generations WHERE id = $1 FOR KEY SHARE", generation_id)
    )
    return post, job
