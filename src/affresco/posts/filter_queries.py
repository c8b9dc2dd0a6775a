"""All SQL about filters."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime

from affresco.db import ReadTx, Row, WriteTx


async def filter_rows(tx: ReadTx, account_id: int) -> list[Row]:
    """The filters of an account, oldest first, each with its keywords and posts as JSON."""
    return await tx.rows(
        """SELECT f.id, f.title, f.contexts, f.action, f.expires_at,
                  coalesce((SELECT jsonb_agg(jsonb_build_object(
                                'id', k.id, 'keyword', k.keyword, 'whole_word', k.whole_word)
                                ORDER BY k.id)
                            FROM filter_keywords k WHERE k.filter_id = f.id), '[]') AS keywords,
                  coalesce((SELECT jsonb_agg(jsonb_build_object('id', p.id, 'post_id', p.post_id)
                                             ORDER BY p.id)
                            FROM filter_posts p WHERE p.filter_id = f.id), '[]') AS posts
           FROM filters f WHERE f.account_id = $1 ORDER BY f.id""",
        account_id,
    )


async def lock_filter(tx: WriteTx, account_id: int, filter_id: int) -> Row | None:
    return await tx.row(
        """SELECT id, title, contexts, action, expires_at FROM filters
           WHERE id = $2 AND account_id = $1 FOR UPDATE""",
        account_id,
        filter_id,
    )


async def filter_of_keyword(tx: ReadTx, account_id: int, keyword_id: int) -> int | None:
    found: int | None = await tx.value(
        """SELECT f.id FROM filter_keywords k JOIN filters f ON f.id = k.filter_id
           WHERE k.id = $2 AND f.account_id = $1""",
        account_id,
        keyword_id,
    )
    return found


async def filter_of_post(tx: ReadTx, account_id: int, entry_id: int) -> int | None:
    """entry_id: of the row that puts a post into a filter."""
    found: int | None = await tx.value(
        """SELECT f.id FROM filter_posts p JOIN filters f ON f.id = p.filter_id
           WHERE p.id = $2 AND f.account_id = $1""",
        account_id,
        entry_id,
    )
    return found


async def count_filters(tx: ReadTx, account_id: int) -> int:
    count: int = await tx.value("SELECT count(*) FROM filters WHERE account_id = $1", account_id)
    return count


async def count_parts(tx: ReadTx, filter_id: int) -> int:
    """Keywords and posts of a filter."""
    count: int = await tx.value(
        """SELECT (SELECT count(*) FROM filter_keywords WHERE filter_id = $1)
                + (SELECT count(*) FROM filter_posts WHERE filter_id = $1)""",
        filter_id,
    )
    return count


async def insert_filter(
    tx: WriteTx,
    account_id: int,
    title: str,
    contexts: Collection[str],
    action: str,
    expires_at: datetime | None,
) -> int:
    filter_id: int = await tx.value(
        """INSERT INTO filters (account_id, title, contexts, action, expires_at)
           VALUES ($1, $2, $3, $4, $5) RETURNING id""",
        account_id,
        title,
        list(contexts),
        action,
        expires_at,
    )
    return filter_id


async def set_filter(
    tx: WriteTx,
    filter_id: int,
    title: str,
    contexts: Collection[str],
    action: str,
    expires_at: datetime | None,
) -> None:
    await tx.run(
        """UPDATE filters SET title = $2, contexts = $3, action = $4, expires_at = $5
           WHERE id = $1""",
        filter_id,
        title,
        list(contexts),
        action,
        expires_at,
    )


async def delete_filter(tx: WriteTx, filter_id: int) -> None:
    await tx.run("DELETE FROM filters WHERE id = $1", filter_id)


async def insert_keywords(
    tx: WriteTx, filter_id: int, keywords: Sequence[str], whole_words: Sequence[bool]
) -> list[int]:
    """Their ids, in order."""
    rows = await tx.rows(
        """INSERT INTO filter_keywords (filter_id, keyword, whole_word)
           SELECT $1, k.keyword, k.whole_word
           FROM unnest($2::text[], $3::boolean[]) WITH ORDINALITY AS k (keyword, whole_word, n)
           ORDER BY k.n RETURNING id""",
        filter_id,
        list(keywords),
        list(whole_words),
    )
    return [row["id"] for row in rows]


async def set_keyword(tx: WriteTx, keyword_id: int, keyword: str, whole_word: bool) -> None:
    await tx.run(
        "UPDATE filter_keywords SET keyword = $2, whole_word = $3 WHERE id = $1",
        keyword_id,
        keyword,
        whole_word,
    )


async def delete_keywords(tx: WriteTx, filter_id: int, keyword_ids: Collection[int]) -> None:
    await tx.run(
        "DELETE FROM filter_keywords WHERE filter_id = $1 AND id = ANY($2::bigint[])",
        filter_id,
        list(keyword_ids),
    )


async def insert_post(tx: WriteTx, filter_id: int, post_id: int) -> int:
    """The id of its row, also where it was there before."""
    entry_id: int = await tx.value(
        """INSERT INTO filter_posts (filter_id, post_id) VALUES ($1, $2)
           ON CONFLICT (filter_id, post_id) DO UPDATE SET post_id = excluded.post_id
           RETURNING id""",
        filter_id,
        post_id,
    )
    return entry_id


async def delete_post(tx: WriteTx, entry_id: int) -> None:
    await tx.run("DELETE FROM filter_posts WHERE id = $1", entry_id)
