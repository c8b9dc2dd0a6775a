"""All SQL of the draft: what was given, as one moment saw it. The rows that follow from it are in
``row_queries``."""

from __future__ import annotations

from array import array
from collections.abc import Awaitable, Callable, Iterable
from typing import Final

import asyncpg
import numpy as np

from affresco.commons.datasets.folding import folded
from affresco.commons.datasets.model import CONFIGS, Tally
from affresco.commons.datasets.row_queries import ROWS

EMPTY: Final = """
    TRUNCATE commons_draft, commons_draft_pictures, commons_draft_posts, commons_draft_people"""

POSTS: Final = """
    INSERT INTO commons_draft_posts (post_id, account_id, people, licence, split)
    SELECT c.post_id, c.account_id, c.people, c.licence,
           CASE WHEN count(DISTINCT n.split) = 1 THEN min(n.split) END
    FROM commons_posts c CROSS JOIN LATERAL unnest(c.people) x (id)
    JOIN commons_draft_people n ON n.account_id = x.id
    WHERE c.licence IS NOT NULL GROUP BY c.post_id"""

PICTURES: Final = """
    INSERT INTO commons_draft_pictures (media_id, post_id, position, prompt, recipe, words, split, look)
    SELECT m.media_id, m.post_id, m.position, o.recipe ->> 'prompt', o.recipe,
           coalesce(nullif(lower(btrim(regexp_replace(
               coalesce(o.recipe ->> 'prompt', m.alt), '\\s+', ' ', 'g'))), ''), k.look::text),
           d.split, k.look
    FROM commons_draft_posts d
    JOIN posts p ON p.id = d.post_id
    JOIN post_media m ON m.post_id = p.id
    JOIN commons_pictures k ON k.media_id = m.media_id
    CROSS JOIN LATERAL (SELECT CASE WHEN p.recipe_visibility = 'open' THEN m.recipe END) o (recipe)
    WHERE d.split IS NOT NULL"""

LOOKS: Final = """
    SELECT x.media_id, x.look::bigint AS look FROM commons_draft_pictures x ORDER BY x.post_id, x.position"""

FOLD: Final = "UPDATE commons_draft_pictures SET folded = true WHERE media_id = ANY ($1)"

MISSING: Final = """
    SELECT m.id, m.key, m.content_type FROM media m
    WHERE m.id > $1 AND NOT EXISTS (SELECT FROM commons_pictures k WHERE k.media_id = m.id)
      AND (EXISTS (SELECT FROM post_media s JOIN commons_posts c ON c.post_id = s.post_id
                   WHERE s.media_id = m.id AND c.licence IS NOT NULL)
           OR EXISTS (SELECT FROM candidates o
                      JOIN candidates c ON c.generation_id = o.generation_id AND c.id <> o.id
                      JOIN post_media s ON s.media_id = c.media_id
                      JOIN commons_posts g ON g.post_id = s.post_id AND g.licence IS NOT NULL
                      JOIN accounts a ON a.id = g.account_id AND a.choices = 'allow'
                      WHERE o.media_id = m.id
                        AND NOT EXISTS (SELECT FROM post_media x WHERE x.media_id = m.id)))
    ORDER BY m.id LIMIT $2"""


async def missing_pictures(
    connection: asyncpg.Connection, after: int, limit: int
) -> list[asyncpg.Record]:
    """Pictures (id, key, content_type) that a release may need and nobody has looked at yet."""
    found: list[asyncpg.Record] = await connection.fetch(MISSING, after, limit)
    return found


async def insert_pictures(
    connection: asyncpg.Connection, pictures: Iterable[tuple[int, bytes, int]]
) -> None:
    """pictures: (media id, SHA-256, look as 64 bits). What was deleted meanwhile is left out."""
    await connection.executemany(
        """INSERT INTO commons_pictures (media_id, sha256, look)
           SELECT m.id, $2, $3::bigint::bit(64) FROM media m WHERE m.id = $1
           ON CONFLICT DO NOTHING""",
        list(pictures),
    )


async def through(connection: asyncpg.Connection) -> int:
    """The last number of the stream that this moment sees."""
    seq: int = await connection.fetchval("SELECT c.seq FROM commons_clock c")
    return seq


async def fill(
    connection: asyncpg.Connection,
    names: Callable[[Iterable[asyncpg.Record]], list[tuple[object, ...]]],
    told: Callable[[str], Awaitable[None]],
    chunk: int = 10_000,
) -> None:
    """Write the draft, inside the transaction whose moment it is. names: rows of (id, handle, credit,
    chooses) to rows of commons_draft_people. told: is told each config before it is derived."""
    await connection.execute("SET LOCAL work_mem = '64MB'")
    await connection.execute("SET LOCAL jit = off")
    people = await connection.cursor(
        "SELECT a.id, a.handle, a.credit, a.choices IS NOT DISTINCT FROM 'allow' AS chooses FROM accounts a"
    )
    while found := await people.fetch(chunk):
        await connection.copy_records_to_table(
            "commons_draft_people",
            records=names(found),
            columns=("account_id", "handle", "name", "mask", "credit", "chooses", "split"),
        )
    await connection.execute("ANALYZE commons_draft_people")
    await connection.execute(POSTS)
    await connection.execute("ANALYZE commons_draft_posts")
    await connection.execute(PICTURES)
    await connection.execute("ANALYZE commons_draft_pictures")
    await _fold(connection, chunk)
    for config in CONFIGS:
        await told(config)
        sql, args = ROWS[config]
        await connection.execute(sql, *args)
    await connection.execute("ANALYZE commons_draft")
    await connection.execute(
        """UPDATE commons_draft_people n SET acts = true
           WHERE n.chooses AND (n.account_id IN (SELECT d.actor_id FROM commons_draft d)
                                OR n.account_id IN (SELECT d.account_id FROM commons_draft_posts d))"""
    )


async def _fold(connection: asyncpg.Connection, chunk: int) -> None:
    ids, looks = array("q"), array("q")
    pictures = await connection.cursor(LOOKS)
    while found := await pictures.fetch(chunk):
        ids.extend(row["media_id"] for row in found)
        looks.extend(row["look"] for row in found)
    marks = folded(np.array(looks, dtype=np.int64).view(np.uint64))
    await connection.execute(FOLD, np.array(ids, dtype=np.int64)[marks].tolist())


async def tally(connection: asyncpg.Connection) -> Tally:
    """What was found on the way."""
    row = await connection.fetchrow(
        """SELECT (SELECT count(DISTINCT x.id) FROM commons_draft d CROSS JOIN LATERAL unnest(d.people)
        x (id))
                      AS people,
                  (SELECT count(*) FROM commons_draft_posts) AS posts,
                  (SELECT count(*) FROM commons_draft_posts d WHERE d.split IS NULL) AS between,
                  (SELECT count(*) FROM commons_draft_pictures) AS pictures,
                  (SELECT count(*) FROM commons_draft_pictures x WHERE x.folded) AS folded,
                  coalesce((
                      SELECT (100 * sum(a.rows) FILTER (WHERE a.place <= ceil(a.authors / 10.0))
                              / sum(a.rows))::int
                      FROM (SELECT count(*) AS rows, row_number() OVER (ORDER BY count(*) DESC) AS place,
                                   count(*) OVER () AS authors
                            FROM commons_draft d JOIN commons_draft_posts p ON p.post_id = d.post_ids[1]
                            WHERE d.config = 'captions' GROUP BY p.account_id) a), 0) AS top_share"""
    )
    assert row is not None
    return Tally(**dict(row))
