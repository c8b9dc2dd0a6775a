"""All SQL of duels and tastes."""

from __future__ import annotations

from affresco.db import ReadTx, Row, WriteTx
from affresco.together.model import Choice, Pair


async def next_pair(tx: ReadTx, viewer_id: int, below: int, posts: int) -> Row:
    """The pair to show of those that the newest posts below an id give; one row in any case.

    lowest: the id of the last of these posts, NULL when there is none. Without a pair the rest is NULL.
    Few votes come first; among as few, an order of the viewer's own. A post meets the dozen of the same words
    that came before it.
    """
    row = await tx.row(
        """
        WITH pool AS MATERIALIZED (
            SELECT c.post_id AS id FROM commons_posts c WHERE c.post_id < $2
            ORDER BY c.post_id DESC LIMIT $3
        ), shown AS MATERIALIZED (
            SELECT m.post_id, m.media_id, md5(same_words(m.recipe ->> 'prompt')) AS words,
                   a.choices = 'allow' AS chooses
            FROM pool JOIN post_media m ON m.post_id = pool.id JOIN posts p ON p.id = pool.id
            JOIN accounts a ON a.id = p.account_id
            WHERE m.recipe ->> 'prompt' <> '' AND duel_post($1, pool.id)
        ), met AS (
            SELECT x.media_id AS one, y.media_id AS other,
                   coalesce(px.post_id, s.post_id) AS one_post, coalesce(py.post_id, s.post_id) AS other_post
            FROM shown s JOIN candidates c ON c.media_id = s.media_id
            JOIN candidates x ON x.generation_id = c.generation_id
            JOIN candidates y ON y.generation_id = c.generation_id AND y.media_id <> x.media_id
            LEFT JOIN post_media px ON px.media_id = x.media_id
            LEFT JOIN post_media py ON py.media_id = y.media_id
            WHERE s.chooses AND x.prompt IS NOT DISTINCT FROM c.prompt
              AND y.prompt IS NOT DISTINCT FROM c.prompt
            UNION ALL
            SELECT s.media_id, o.media_id, s.post_id, o.post_id
            FROM shown s CROSS JOIN LATERAL (
                SELECT m.media_id, m.post_id FROM post_media m
                WHERE m.recipe IS NOT NULL AND md5(same_words(m.recipe ->> 'prompt')) = s.words
                  AND m.post_id < s.post_id
                ORDER BY m.post_id DESC LIMIT 12) o
            WHERE duel_post($1, o.post_id)
        ), pairs AS (
            SELECT DISTINCT ON (first_media_id, second_media_id) *
            FROM (SELECT least(one, other) AS first_media_id, greatest(one, other) AS second_media_id,
                         CASE WHEN one < other THEN one_post ELSE other_post END AS first_post_id,
                         CASE WHEN one < other THEN other_post ELSE one_post END AS second_post_id
                  FROM met) m
            WHERE NOT EXISTS (SELECT FROM duels d
                              WHERE d.account_id = $1 AND d.first_media_id = m.first_media_id
                                AND d.second_media_id = m.second_media_id)
        )
        SELECT l.lowest, b.*
        FROM (SELECT min(id) AS lowest FROM pool) l
        LEFT JOIN LATERAL (
            SELECT q.*, hashtextextended(q.first_media_id || ':' || q.second_media_id, $1) AS turn
            FROM pairs q
            WHERE same_words(duel_side($1, q.first_media_id, q.first_post_id))
                  = same_words(duel_side($1, q.second_media_id, q.second_post_id))
            ORDER BY floor(log(2, 1 + (SELECT count(*) FROM duels v
                                       WHERE v.first_media_id = q.first_media_id
                                         AND v.second_media_id = q.second_media_id
                                         AND v.choice <> 'skip'))), turn
            LIMIT 1) b ON true
        """,
        viewer_id,
        below,
        posts,
    )
    assert row is not None, "an aggregate has one row"
    return row


async def sides(tx: ReadTx, viewer_id: int, pair: Pair) -> Row | None:
    """(prompt, first_alt, second_alt) of a pair that may stand before the viewer now, else None."""
    return await tx.row(
        """
        SELECT a.prompt,
               coalesce((SELECT m.alt FROM post_media m WHERE m.media_id = $2), '') AS first_alt,
               coalesce((SELECT m.alt FROM post_media m WHERE m.media_id = $4), '') AS second_alt
        FROM (SELECT duel_side($1, $2, $3) AS prompt, duel_side($1, $4, $5) AS other) a
        WHERE a.prompt IS NOT NULL AND a.other IS NOT NULL
        """,
        viewer_id,
        pair.first_media_id,
        pair.first_post_id,
        pair.second_media_id,
        pair.second_post_id,
    )


async def insert(tx: WriteTx, viewer_id: int, prompt: str, pair: Pair, choice: Choice) -> bool:
    """False when there is an answer to this pair already."""
    return (
        await tx.run(
            """INSERT INTO duels (account_id, prompt, first_media_id, second_media_id, first_post_id,
                                  second_post_id, first_on_left, choice)
               VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
               ON CONFLICT (account_id, first_media_id, second_media_id) DO NOTHING""",
            viewer_id,
            prompt,
            pair.first_media_id,
            pair.second_media_id,
            pair.first_post_id,
            pair.second_post_id,
            pair.first_on_left,
            choice,
        )
        == 1
    )


async def is_answered(tx: ReadTx, viewer_id: int, pair: Pair) -> bool:
    found: bool = await tx.value(
        """SELECT EXISTS (SELECT FROM duels WHERE account_id = $1 AND first_media_id = $2
                                              AND second_media_id = $3)""",
        viewer_id,
        pair.first_media_id,
        pair.second_media_id,
    )
    return found


async def delete_last(tx: WriteTx, viewer_id: int) -> Row | None:
    """Forget the last answer; what it was about."""
    return await tx.row(
        """DELETE FROM duels WHERE id = (
               SELECT id FROM duels WHERE account_id = $1 ORDER BY id DESC LIMIT 1 FOR UPDATE)
           RETURNING first_media_id, second_media_id, first_post_id, second_post_id, first_on_left""",
        viewer_id,
    )


async def delete_all(tx: WriteTx, viewer_id: int) -> int:
    """Forget every answer; how many there were."""
    return await tx.run("DELETE FROM duels WHERE account_id = $1", viewer_id)


async def last_credits(tx: ReadTx, viewer_id: int) -> list[Row]:
    """(post_id, handle, name) of the posts of the last answer, as far as they may be seen still."""
    return await tx.rows(
        """SELECT DISTINCT x.id AS post_id, a.handle, a.name
           FROM (SELECT * FROM duels WHERE account_id = $1 ORDER BY id DESC LIMIT 1) d
           CROSS JOIN LATERAL (VALUES (d.first_post_id), (d.second_post_id)) x (id)
           JOIN posts p ON p.id = x.id JOIN accounts a ON a.id = p.account_id
           WHERE duel_post($1, x.id) ORDER BY x.id""",
        viewer_id,
    )


async def has_answered(tx: ReadTx, viewer_id: int) -> bool:
    found: bool = await tx.value(
        "SELECT EXISTS (SELECT FROM duels WHERE account_id = $1)", viewer_id
    )
    return found


async def tells_choices(tx: ReadTx, viewer_id: int) -> bool:
    """Whether they let their choices be learned from."""
    told: bool | None = await tx.value(
        "SELECT choices = 'allow' FROM accounts WHERE id = $1", viewer_id
    )
    return bool(told)


# taste ------------------------------------------------------------------------------------------


async def answer_rows(tx: ReadTx, viewer_id: int, limit: int) -> list[Row]:
    """The newest answers that count for a taste: (choice, first_on_left, and of each picture its recipe, as
    JSON or NULL, and its thumbhash)."""
    return await tx.rows(
        """SELECT d.choice, d.first_on_left, f.thumbhash AS first_hash, s.thumbhash AS second_hash,
                  coalesce((SELECT m.recipe FROM post_media m WHERE m.media_id = f.id),
                           (SELECT c.recipe FROM candidates c WHERE c.media_id = f.id)) AS first_recipe,
                  coalesce((SELECT m.recipe FROM post_media m WHERE m.media_id = s.id),
                           (SELECT c.recipe FROM candidates c WHERE c.media_id = s.id)) AS second_recipe
           FROM duels d JOIN media f ON f.id = d.first_media_id JOIN media s ON s.id = d.second_media_id
           WHERE d.account_id = $1 AND d.choice <> 'skip'
             AND d.at >= coalesce((SELECT t.begins_at FROM tastes t WHERE t.account_id = $1), '-infinity')
           ORDER BY d.id DESC LIMIT $2""",
        viewer_id,
        limit,
    )


async def pick_rows(tx: ReadTx, viewer_id: int, limit: int) -> list[Row]:
    """Pictures that they posted, each beside one of the same words that they left: (post_id, and of both
    the recipe and the thumbhash). The newest posts first."""
    return await tx.rows(
        """SELECT p.id AS post_id, k.thumbhash AS first_hash, l.thumbhash AS second_hash,
                  c.recipe AS first_recipe, o.recipe AS second_recipe,
                  count(*) OVER (PARTITION BY c.id) AS among
           FROM posts p JOIN post_media m ON m.post_id = p.id
           JOIN candidates c ON c.media_id = m.media_id
           JOIN candidates o ON o.generation_id = c.generation_id
                AND o.prompt IS NOT DISTINCT FROM c.prompt
           JOIN media k ON k.id = c.media_id JOIN media l ON l.id = o.media_id
           WHERE p.account_id = $1 AND NOT EXISTS (SELECT FROM post_media x WHERE x.media_id = o.media_id)
             AND p.created_at >= coalesce((SELECT t.begins_at FROM tastes t WHERE t.account_id = $1),
                                          '-infinity')
           ORDER BY p.id DESC LIMIT $2""",
        viewer_id,
        limit,
    )


async def begin_anew(tx: WriteTx, viewer_id: int) -> None:
    """What was answered until now counts for no taste any more."""
    await tx.run(
        """INSERT INTO tastes (account_id, begins_at) VALUES ($1, clock_timestamp())
           ON CONFLICT (account_id) DO UPDATE SET begins_at = excluded.begins_at""",
        viewer_id,
    )
