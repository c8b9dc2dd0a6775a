"""All SQL about reports."""

from __future__ import annotations

from collections.abc import Sequence

from affresco.db import ReadTx, Row, WriteTx


async def insert(
    tx: WriteTx,
    account_id: int,
    target_id: int,
    category: str,
    comment: str,
    rules: Sequence[str],
    post_ids: Sequence[int],
) -> int:
    report_id: int = await tx.value(
        """INSERT INTO reports (account_id, target_id, category, comment, rules)
           VALUES ($1, $2, $3, $4, $5) RETURNING id""",
        account_id,
        target_id,
        category,
        comment,
        list(rules),
    )
    await tx.run(
        "INSERT INTO report_posts (report_id, post_id) SELECT $1, p FROM unnest($2::bigint[]) AS p",
        report_id,
        list(post_ids),
    )
    return report_id


async def row_of(tx: ReadTx, report_id: int) -> Row | None:
    return await tx.row(
        """SELECT r.id, r.account_id, r.target_id, r.category, r.comment, r.rules, r.created_at,
                  r.resolved_at, r.answer,
                  ARRAY(SELECT p.post_id FROM report_posts p WHERE p.report_id = r.id
                        ORDER BY p.post_id) AS post_ids
           FROM reports r WHERE r.id = $1""",
        report_id,
    )


async def newest_by(tx: ReadTx, reporter_ids: Sequence[int]) -> list[Row]:
    """The last report of each of these people."""
    return await tx.rows(
        """SELECT DISTINCT ON (r.account_id)
                  r.id, r.account_id, r.target_id, r.category, r.comment, r.rules, r.created_at,
                  r.resolved_at, r.answer,
                  ARRAY(SELECT p.post_id FROM report_posts p WHERE p.report_id = r.id
                        ORDER BY p.post_id) AS post_ids
           FROM reports r WHERE r.account_id = ANY($1::bigint[])
           ORDER BY r.account_id, r.id DESC""",
        list(reporter_ids),
    )


async def waiting(tx: ReadTx, after: int | None, limit: int) -> list[Row]:
    """Open ones, the oldest first."""
    return await tx.rows(
        """SELECT r.id, r.account_id, r.target_id, r.category, r.comment, r.rules, r.created_at,
                  r.resolved_at, r.answer,
                  ARRAY(SELECT p.post_id FROM report_posts p WHERE p.report_id = r.id
                        ORDER BY p.post_id) AS post_ids
           FROM reports r WHERE r.resolved_at IS NULL AND r.id > coalesce($1, 0)
           ORDER BY r.id LIMIT $2""",
        after,
        limit,
    )


async def closed(tx: ReadTx, before: int | None, limit: int) -> list[Row]:
    """Closed ones, the newest first."""
    return await tx.rows(
        """SELECT r.id, r.account_id, r.target_id, r.category, r.comment, r.rules, r.created_at,
                  r.resolved_at, r.answer,
                  ARRAY(SELECT p.post_id FROM report_posts p WHERE p.report_id = r.id
                        ORDER BY p.post_id) AS post_ids
           FROM reports r
           WHERE r.resolved_at IS NOT NULL AND r.id < coalesce($1, 9223372036854775807)
           ORDER BY r.id DESC LIMIT $2""",
        before,
        limit,
    )


async def count_waiting(tx: ReadTx) -> int:
    count: int = await tx.value("SELECT count(*) FROM reports WHERE resolved_at IS NULL")
    return count


async def close(tx: WriteTx, report_id: int, owner_id: int, answer: str) -> bool:
    """False when it is closed already, or not there."""
    return (
        await tx.run(
            """UPDATE reports SET resolved_at = clock_timestamp(), resolved_by = $2, answer = $3
               WHERE id = $1 AND resolved_at IS NULL""",
            report_id,
            owner_id,
            answer,
        )
        == 1
    )


async def reported_picture(tx: ReadTx, key: str) -> bool:
    """Whether a post with the picture was reported. key: of its blobs."""
    found: bool = await tx.value(
        """SELECT EXISTS (
               SELECT FROM media m JOIN post_media p ON p.media_id = m.id
               JOIN report_posts r ON r.post_id = p.post_id WHERE m.key = $1)""",
        key,
    )
    return found
