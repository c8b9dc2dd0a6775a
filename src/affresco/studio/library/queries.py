"""All SQL of the library."""

from __future__ import annotations

from collections.abc import Collection

from affresco.db import ReadTx, Row, WriteTx
from affresco.studio.library.model import Search


async def find(
    tx: ReadTx, account_id: int, search: Search, terms: str | None, before: int | None, limit: int
) -> list[Row]:
    """Pictures of an account, newest first. terms: a tsquery in text, None for any words."""
    return await tx.rows(
        """SELECT m.id, m.owner_id, m.kind, m.key, m.content_type, m.bytes, m.width, m.height,
                  m.thumbhash, m.renditions, m.alt, m.created_at,
                  coalesce(c.prompt, g.prompt, '') AS prompt, coalesce(g.engine, '') AS engine,
                  g.id AS generation_id, coalesce(p.favourite, false) AS favourite, p.folder_id
             FROM media m
             LEFT JOIN candidates c ON c.media_id = m.id
             LEFT JOIN generations g ON g.id = c.generation_id
             LEFT JOIN picture_marks p ON p.media_id = m.id
            WHERE m.owner_id = $1 AND m.kind IN ('generated', 'upload')
              AND ($2::bigint IS NULL OR m.id < $2)
              AND ($4::text IS NULL
                   OR coalesce(to_tsvector('simple', c.prompt), g.words, ''::tsvector) || m.words
                      @@ to_tsquery('simple', $4))
              AND ($5::text IS NULL OR g.engine = $5)
              AND ($6::timestamptz IS NULL OR m.created_at >= $6)
              AND ($7::timestamptz IS NULL OR m.created_at < $7)
              AND ($8::bigint IS NULL OR p.folder_id = $8)
              AND (NOT $9 OR p.favourite)
              AND ($10::bool IS NULL OR (m.kind = 'upload') = $10)
            ORDER BY m.id DESC LIMIT $3""",
        account_id,
        before,
        limit,
        terms,
        search.engine,
        search.since,
        search.until,
        search.folder_id,
        search.favourites,
        search.uploads,
    )


async def folder_rows(tx: ReadTx, account_id: int) -> list[Row]:
    """Folders with how much lies in each, by name."""
    return await tx.rows(
        """SELECT f.id, f.name, count(p.media_id)::int AS pictures
             FROM folders f LEFT JOIN picture_marks p ON p.folder_id = f.id
            WHERE f.account_id = $1 GROUP BY f.id ORDER BY lower(f.name), f.id""",
        account_id,
    )


async def owned(tx: ReadTx, account_id: int, media_ids: Collection[int]) -> set[int]:
    """Those of the ids that are the account's own pictures."""
    rows = await tx.rows(
        """SELECT id FROM media
            WHERE owner_id = $1 AND id = ANY($2) AND kind IN ('generated', 'upload')""",
        account_id,
        list(media_ids),
    )
    return {row["id"] for row in rows}


async def set_favourite(tx: WriteTx, account_id: int, media_id: int, favourite: bool) -> None:
    await tx.run(
        """INSERT INTO picture_marks (media_id, account_id, favourite) VALUES ($2, $1, $3)
           ON CONFLICT (media_id) DO UPDATE SET favourite = $3""",
        account_id,
        media_id,
        favourite,
    )


async def set_folder(
    tx: WriteTx, account_id: int, media_ids: Collection[int], folder_id: int | None
) -> None:
    await tx.run(
        """INSERT INTO picture_marks (media_id, account_id, folder_id)
           SELECT id, $1, $3 FROM unnest($2::bigint[]) AS id
           ON CONFLICT (media_id) DO UPDATE SET folder_id = $3""",
        account_id,
        list(media_ids),
        folder_id,
    )


async def has_folder(tx: ReadTx, account_id: int, folder_id: int) -> bool:
    found: int | None = await tx.value(
        "SELECT 1 FROM folders WHERE id = $2 AND account_id = $1", account_id, folder_id
    )
    return found is not None


async def hold_folder(tx: WriteTx, account_id: int, folder_id: int) -> bool:
    """Keep a folder from being deleted until this transaction ends; whether it is there."""
    found: int | None = await tx.value(
        "SELECT 1 FROM folders WHERE id = $2 AND account_id = $1 FOR KEY SHARE",
        account_id,
        folder_id,
    )
    return found is not None


async def count_folders(tx: ReadTx, account_id: int) -> int:
    count: int = await tx.value("SELECT count(*) FROM folders WHERE account_id = $1", account_id)
    return count


async def insert_folder(tx: WriteTx, account_id: int, name: str) -> int | None:
    """The id of a new folder, None where one has this name."""
    found: int | None = await tx.value(
        """INSERT INTO folders (account_id, name) VALUES ($1, $2)
           ON CONFLICT DO NOTHING RETURNING id""",
        account_id,
        name,
    )
    return found


async def rename_folder(tx: WriteTx, account_id: int, folder_id: int, name: str) -> bool:
    """False where another folder has this name."""
    return (
        await tx.run(
            """UPDATE folders SET name = $3 WHERE id = $2 AND account_id = $1
                AND NOT EXISTS (SELECT 1 FROM folders
                                 WHERE account_id = $1 AND name = $3 AND id <> $2)""",
            account_id,
            folder_id,
            name,
        )
        == 1
    )


async def delete_folder(tx: WriteTx, account_id: int, folder_id: int) -> bool:
    return (
        await tx.run("DELETE FROM folders WHERE id = $2 AND account_id = $1", account_id, folder_id)
        == 1
    )
