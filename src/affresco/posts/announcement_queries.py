"""All SQL about announcements."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from affresco.db import ReadTx, Row, WriteTx


async def insert(
    tx: WriteTx, author_id: int, text: str, starts_at: datetime | None, ends_at: datetime | None
) -> int:
    announcement_id: int = await tx.value(
        """INSERT INTO announcements (author_id, text, starts_at, ends_at)
           VALUES ($1, $2, $3, $4) RETURNING id""",
        author_id,
        text,
        starts_at,
        ends_at,
    )
    return announcement_id


async def update(
    tx: WriteTx,
    announcement_id: int,
    text: str,
    starts_at: datetime | None,
    ends_at: datetime | None,
) -> bool:
    """False when there is none."""
    return (
        await tx.run(
            """UPDATE announcements SET text = $2, starts_at = $3, ends_at = $4,
                      updated_at = clock_timestamp()
               WHERE id = $1""",
            announcement_id,
            text,
            starts_at,
            ends_at,
        )
        == 1
    )


async def delete(tx: WriteTx, announcement_id: int) -> bool:
    """False when there was none."""
    return await tx.run("DELETE FROM announcements WHERE id = $1", announcement_id) == 1


async def rows(tx: ReadTx, viewer_id: int, *, only_current: bool) -> list[Row]:
    """Announcements with whether the viewer dismissed them, the newest first."""
    return await tx.rows(
        """SELECT a.id, a.text, a.starts_at, a.ends_at, a.published_at, a.updated_at,
                  EXISTS (SELECT FROM announcement_reads r
                          WHERE r.account_id = $1 AND r.announcement_id = a.id) AS read
           FROM announcements a
           WHERE NOT $2 OR (coalesce(a.starts_at, '-infinity') <= now()
                            AND coalesce(a.ends_at, 'infinity') > now())
           ORDER BY a.id DESC LIMIT 100""",
        viewer_id,
        only_current,
    )


async def is_current(tx: ReadTx, announcement_id: int) -> bool:
    return None is not await tx.row(
        """SELECT id FROM announcements WHERE id = $1 AND coalesce(starts_at, '-infinity') <= now()
             AND coalesce(ends_at, 'infinity') > now()""",
        announcement_id,
    )


async def dismiss(tx: WriteTx, viewer_id: int, announcement_id: int) -> None:
    await tx.run(
        """INSERT INTO announcement_reads (account_id, announcement_id) VALUES ($1, $2)
           ON CONFLICT DO NOTHING""",
        viewer_id,
        announcement_id,
    )


async def reaction_names(tx: WriteTx, announcement_id: int) -> list[str]:
    """The different reactions; the announcement is held, so that no two add the last one."""
    await tx.row("SELECT id FROM announcements WHERE id = $1 FOR UPDATE", announcement_id)
    found = await tx.rows(
        "SELECT DISTINCT name FROM announcement_reactions WHERE announcement_id = $1",
        announcement_id,
    )
    return [row["name"] for row in found]


async def insert_reaction(tx: WriteTx, viewer_id: int, announcement_id: int, name: str) -> bool:
    """False when it was so already."""
    return (
        await tx.run(
            """INSERT INTO announcement_reactions (announcement_id, account_id, name)
               VALUES ($1, $2, $3) ON CONFLICT DO NOTHING""",
            announcement_id,
            viewer_id,
            name,
        )
        == 1
    )


async def delete_reaction(tx: WriteTx, viewer_id: int, announcement_id: int, name: str) -> bool:
    """False when there was none."""
    return (
        await tx.run(
            """DELETE FROM announcement_reactions
               WHERE announcement_id = $1 AND account_id = $2 AND name = $3""",
            announcement_id,
            viewer_id,
            name,
        )
        == 1
    )


async def reaction_rows(tx: ReadTx, viewer_id: int, ids: Collection[int]) -> list[Row]:
    """(announcement_id, name, count, mine), the first chosen first."""
    return await tx.rows(
        """SELECT announcement_id, name, count(*)::int AS count, bool_or(account_id = $1) AS mine
           FROM announcement_reactions WHERE announcement_id = ANY($2::bigint[])
           GROUP BY announcement_id, name ORDER BY announcement_id, count DESC, name""",
        viewer_id,
        list(ids),
    )
