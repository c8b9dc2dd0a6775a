"""All SQL of the draft: what was given, as one moment saw it, and the rows that follow from it.

Each config is one statement over the whole network. ``fields`` is a row's canonical bytes: JSON as PostgreSQL
writes ``jsonb``. A number with a fraction is written with it, so that it reads back as the same text.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable
from typing import Final

import asyncpg

from affresco.commons.datasets.model import CONFIGS, Config, Tally

ALIKE: Final = 4
"""Bits, of 64, in which pictures that look alike may differ."""
MESSAGES: Final = 500
"""Of a thread; what comes later is left out."""

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

FOLD: Final = """
    UPDATE commons_draft_pictures x SET folded = true
    WHERE EXISTS (SELECT FROM commons_draft_pictures e
                  WHERE e.words = x.words AND e.split = x.split
                    AND (e.post_id, e.position) < (x.post_id, x.position)
                    AND bit_count(e.look # x.look) <= $1)"""

_CAPTIONS: Final = """
    INSERT INTO commons_draft (config, key, split, bucket, fields, leaf, post_ids, people)
    SELECT 'captions', s.key, s.split, commons_bucket(s.key) AS bucket, s.fields,
           commons_leaf('captions', s.key, s.fields), ARRAY[s.post_id], s.people
    FROM (
        SELECT r.key, x.split, x.post_id, d.people, jsonb_build_object(
                   'key', r.key,
                   'image_uid', x.media_id::text,
                   'image_sha256', encode(k.sha256, 'hex'),
                   'prompt', commons_named(x.prompt),
                   'recipe', commons_named(x.recipe::text),
                   'alt', commons_named(pm.alt),
                   'text', commons_named(p.text),
                   'language', p.language,
                   'licence', d.licence,
                   'author', n.name,
                   'sensitive', p.sensitive OR EXISTS (
                       SELECT FROM safety_marks s WHERE s.media_id = x.media_id
                       UNION ALL SELECT FROM safety_marks s WHERE s.post_id = p.id),
                   'width', m.width,
                   'height', m.height,
                   'created_at', commons_time(p.created_at))::text AS fields
        FROM commons_draft_pictures x
        CROSS JOIN LATERAL (SELECT x.post_id || '/' || x.position) r (key)
        JOIN commons_draft_posts d ON d.post_id = x.post_id
        JOIN posts p ON p.id = x.post_id
        JOIN post_media pm ON pm.media_id = x.media_id
        JOIN media m ON m.id = x.media_id
        JOIN commons_pictures k ON k.media_id = x.media_id
        JOIN commons_draft_people n ON n.account_id = d.account_id
        WHERE NOT x.folded) s
    ORDER BY s.split, bucket, s.key"""

# Choices in the studio, of what was posted over what no post shows, and duels. A picture that no post shows
# is given by the choice of its author to tell what they chose from.
_PREFERENCES: Final = """
    INSERT INTO commons_draft (config, key, split, bucket, fields, leaf, post_ids, people, actor_id)
    WITH pairs AS (
        SELECT 'choice' AS kind, 'choice/' || c.id || '/' || o.id AS key, x.split, x.prompt,
               d.account_id AS actor_id, ARRAY[d.post_id] AS post_ids, d.people, d.licence, p.language,
               c.generation_id AS ranking_id, commons_time(p.created_at) AS at,
               CASE WHEN c.position < o.position THEN c.media_id ELSE o.media_id END AS first_id,
               CASE WHEN c.position < o.position THEN o.media_id ELSE c.media_id END AS second_id,
               CASE WHEN c.position < o.position THEN 1.0 ELSE 0.0 END AS label
        FROM commons_draft_pictures x
        JOIN commons_draft_posts d ON d.post_id = x.post_id
        JOIN commons_draft_people who ON who.account_id = d.account_id AND who.chooses
        JOIN posts p ON p.id = x.post_id
        JOIN candidates c ON c.media_id = x.media_id
        JOIN candidates o ON o.generation_id = c.generation_id AND o.id <> c.id
            AND o.prompt IS NOT DISTINCT FROM c.prompt
        WHERE x.prompt IS NOT NULL
          AND NOT EXISTS (SELECT FROM post_media shown WHERE shown.media_id = o.media_id)
          AND NOT EXISTS (SELECT FROM safety_marks s WHERE s.media_id = o.media_id)
        UNION ALL
        SELECT 'duel', 'duel/' || u.id, a.split, u.prompt, u.account_id,
               CASE WHEN a.post_id = b.post_id THEN ARRAY[a.post_id] ELSE ARRAY[a.post_id, b.post_id] END,
               (SELECT array_agg(DISTINCT y.id) FROM unnest(a.people || b.people || u.account_id) y (id)),
               commons_strictest(ARRAY[a.licence, b.licence]), p.language, u.id, commons_time(u.at),
               u.first_media_id, u.second_media_id,
               CASE u.choice WHEN 'first' THEN 1.0 WHEN 'tie' THEN 0.5 ELSE 0.0 END
        FROM duels u
        JOIN commons_draft_people who ON who.account_id = u.account_id AND who.chooses
        JOIN commons_draft_posts a ON a.post_id = u.first_post_id AND a.split = who.split
        JOIN commons_draft_posts b ON b.post_id = u.second_post_id AND b.split = who.split
        JOIN posts p ON p.id = a.post_id AND p.recipe_visibility = 'open'
        JOIN posts q ON q.id = b.post_id AND q.recipe_visibility = 'open'
        JOIN commons_draft_people an ON an.account_id = a.account_id
        JOIN commons_draft_people bn ON bn.account_id = b.account_id
        WHERE u.choice <> 'skip'
          AND (EXISTS (SELECT FROM post_media m WHERE m.media_id = u.first_media_id AND m.post_id = a.post_id)
               OR an.chooses AND NOT EXISTS (SELECT FROM post_media m WHERE m.media_id = u.first_media_id)
                  AND NOT EXISTS (SELECT FROM safety_marks s WHERE s.media_id = u.first_media_id))
          AND (EXISTS (SELECT FROM post_media m WHERE m.media_id = u.second_media_id
              AND m.post_id = b.post_id)
               OR bn.chooses AND NOT EXISTS (SELECT FROM post_media m WHERE m.media_id = u.second_media_id)
                  AND NOT EXISTS (SELECT FROM safety_marks s WHERE s.media_id = u.second_media_id))
    )
    SELECT 'preferences', s.key, s.split, commons_bucket(s.key) AS bucket, s.fields,
           commons_leaf('preferences', s.key, s.fields), s.post_ids, s.people, s.actor_id
    FROM (
        SELECT w.key, w.split, w.post_ids, w.people, w.actor_id, jsonb_build_object(
                   'key', w.key,
                   'kind', w.kind,
                   'caption', commons_named(w.prompt),
                   'label_0', w.label,
                   'label_1', 1.0 - w.label,
                   'best_image_uid', CASE w.label WHEN 1.0 THEN w.first_id WHEN 0.0
                       THEN w.second_id END::text,
                   'has_label', true,
                   'are_different', true,
                   'image_0_uid', w.first_id::text,
                   'image_1_uid', w.second_id::text,
                   'image_0_sha256', encode(k.sha256, 'hex'),
                   'image_1_sha256', encode(l.sha256, 'hex'),
                   'model_0', f.recipe ->> 'engine',
                   'model_1', g.recipe ->> 'engine',
                   'ranking_id', w.ranking_id,
                   'user_id', n.mask,
                   'language', w.language,
                   'licence', w.licence,
                   'created_at', w.at)::text AS fields
        FROM pairs w
        JOIN commons_pictures k ON k.media_id = w.first_id
        JOIN commons_pictures l ON l.media_id = w.second_id
        JOIN commons_draft_people n ON n.account_id = w.actor_id
        LEFT JOIN candidates f ON f.media_id = w.first_id
        LEFT JOIN candidates g ON g.media_id = w.second_id
        WHERE bit_count(k.look # l.look) > $1) s
    ORDER BY s.split, bucket, s.key"""

_EDITS: Final = """
    INSERT INTO commons_draft (config, key, split, bucket, fields, leaf, post_ids, people)
    SELECT 'edits', s.key, s.split, commons_bucket(s.key) AS bucket, s.fields,
           commons_leaf('edits', s.key, s.fields), s.post_ids, s.people
    FROM (
        SELECT r.key, x.split, ARRAY[x.post_id, e.post_id] AS post_ids, d.people, jsonb_build_object(
                   'key', r.key,
                   'original_prompt', commons_named(e.prompt),
                   'edit_prompt', commons_named(coalesce(x.recipe ->> 'instruction', x.prompt)),
                   'edited_prompt', commons_named(x.prompt),
                   'original_image_uid', e.media_id::text,
                   'edited_image_uid', x.media_id::text,
                   'original_image_sha256', encode(ek.sha256, 'hex'),
                   'edited_image_sha256', encode(xk.sha256, 'hex'),
                   'task', coalesce(x.recipe ->> 'task', g.task),
                   'family', l.root_id::text,
                   'turn', l.depth,
                   'editor', n.name,
                   'original_author', en.name,
                   'language', p.language,
                   'licence', d.licence,
                   'created_at', commons_time(p.created_at))::text AS fields
        FROM commons_draft_pictures x
        CROSS JOIN LATERAL (SELECT x.post_id || '/' || x.position) r (key)
        JOIN lineage l ON l.post_id = x.post_id AND l.parent_id IS NOT NULL
        JOIN commons_draft_posts d ON d.post_id = x.post_id
        JOIN posts p ON p.id = x.post_id
        LEFT JOIN candidates c ON c.media_id = x.media_id
        LEFT JOIN generations g ON g.id = c.generation_id
        CROSS JOIN LATERAL (
            SELECT y.* FROM commons_draft_pictures y WHERE y.post_id = l.parent_id
            ORDER BY y.media_id IS NOT DISTINCT FROM g.source_media_id DESC, y.position LIMIT 1) e
        JOIN commons_draft_posts ed ON ed.post_id = e.post_id
        JOIN commons_pictures xk ON xk.media_id = x.media_id
        JOIN commons_pictures ek ON ek.media_id = e.media_id
        JOIN commons_draft_people n ON n.account_id = d.account_id
        JOIN commons_draft_people en ON en.account_id = ed.account_id
        WHERE x.prompt IS NOT NULL) s
    ORDER BY s.split, bucket, s.key"""

_RANKINGS: Final = """
    INSERT INTO commons_draft (config, key, split, bucket, fields, leaf, post_ids, people, actor_id)
    SELECT 'rankings', s.key, s.split, commons_bucket(s.key) AS bucket, s.fields,
           commons_leaf('rankings', s.key, s.fields), s.post_ids, s.people, s.actor_id
    FROM (
        SELECT r.key, q.split, q.post_ids, q.people || who.account_id AS people, who.account_id AS actor_id,
               jsonb_build_object(
                   'key', r.key,
                   'kind', e.kind,
                   'set', q.set,
                   'caption', q.caption,
                   'image_uid', q.image_uid,
                   'image_sha256', q.image_sha256,
                   'user_id', who.mask,
                   'author', q.author,
                   'language', q.language,
                   'licence', q.licence,
                   'created_at', commons_time_of(e.id))::text AS fields
        FROM (
            SELECT x.post_id, x.split, ARRAY[x.post_id] AS post_ids, d.people, d.account_id,
                   left(commons_row_hash(x.words), 16) AS set, commons_named(x.prompt) AS caption,
                   x.media_id::text AS image_uid, encode(k.sha256, 'hex') AS image_sha256,
                   n.name AS author, p.language, d.licence
            FROM commons_draft_pictures x
            JOIN commons_draft_posts d ON d.post_id = x.post_id
            JOIN commons_pictures k ON k.media_id = x.media_id
            JOIN commons_draft_people n ON n.account_id = d.account_id
            JOIN posts p ON p.id = x.post_id
            WHERE x.position = 0 AND x.prompt IS NOT NULL
            OFFSET 0) q
        JOIN (SELECT 'like' AS kind, l.id, l.post_id, l.account_id FROM likes l
              UNION ALL
              SELECT 'repost', t.id, t.post_id, t.account_id FROM reposts t) e ON e.post_id = q.post_id
        JOIN commons_draft_people who
            ON who.account_id = e.account_id AND who.chooses AND who.split = q.split
        CROSS JOIN LATERAL (SELECT e.kind || '/' || e.id) r (key)
        WHERE who.account_id <> ALL (q.people)) s
    ORDER BY s.split, bucket, s.key"""

_DIALOGUE: Final = """
    INSERT INTO commons_draft (config, key, split, bucket, fields, leaf, post_ids, people)
    WITH RECURSIVE thread AS (
        SELECT x.post_id AS root_id, x.post_id, NULL::bigint AS parent_id, x.split, 0 AS depth
        FROM commons_draft_pictures x JOIN posts p ON p.id = x.post_id
        WHERE x.position = 0 AND p.in_reply_to_id IS NULL
        UNION ALL
        SELECT t.root_id, r.id, t.post_id, t.split, t.depth + 1
        FROM thread t JOIN posts r ON r.in_reply_to_id = t.post_id
        JOIN commons_draft_posts d ON d.post_id = r.id AND d.split = t.split
        WHERE t.depth < $1
    ), placed AS (
        SELECT t.*, row_number() OVER (PARTITION BY t.root_id ORDER BY t.post_id) - 1 AS place FROM thread t
    ), said AS (
        SELECT t.root_id, array_agg(t.post_id ORDER BY t.place) AS post_ids, jsonb_agg(jsonb_build_object(
                   'user_id', n.name,
                   'text', commons_named(p.text),
                   'language', p.language,
                   'licence', d.licence,
                   'created_at', commons_time(p.created_at),
                   'reply_to', u.place) ORDER BY t.place) AS messages,
               commons_strictest(array_agg(d.licence)) AS licence
        FROM placed t
        LEFT JOIN placed u ON u.root_id = t.root_id AND u.post_id = t.parent_id
        JOIN posts p ON p.id = t.post_id
        JOIN commons_draft_posts d ON d.post_id = t.post_id
        JOIN commons_draft_people n ON n.account_id = d.account_id
        WHERE t.place < $1
        GROUP BY t.root_id HAVING count(*) > 1
    )
    SELECT 'dialogue', s.key, s.split, commons_bucket(s.key) AS bucket, s.fields,
           commons_leaf('dialogue', s.key, s.fields), s.post_ids, s.people
    FROM (
        SELECT t.root_id::text AS key, x.split, t.post_ids,
               (SELECT array_agg(DISTINCT y.id) FROM commons_draft_posts d CROSS
                   JOIN LATERAL unnest(d.people) y (id)
                WHERE d.post_id = ANY (t.post_ids)) AS people,
               jsonb_build_object(
                   'key', t.root_id::text,
                   'image_uid', x.media_id::text,
                   'image_sha256', encode(k.sha256, 'hex'),
                   'alt', commons_named(pm.alt),
                   'messages', t.messages,
                   'language', p.language,
                   'licence', t.licence,
                   'created_at', commons_time(p.created_at))::text AS fields
        FROM said t
        JOIN commons_draft_pictures x ON x.post_id = t.root_id AND x.position = 0
        JOIN post_media pm ON pm.media_id = x.media_id
        JOIN commons_pictures k ON k.media_id = x.media_id
        JOIN posts p ON p.id = t.root_id) s
    ORDER BY s.split, bucket, s.key"""

ROWS: Final[dict[Config, tuple[str, tuple[int, ...]]]] = {
    "captions": (_CAPTIONS, ()),
    "preferences": (_PREFERENCES, (ALIKE,)),
    "edits": (_EDITS, ()),
    "rankings": (_RANKINGS, ()),
    "dialogue": (_DIALOGUE, (MESSAGES,)),
}
assert set(ROWS) == set(CONFIGS)

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
    await connection.execute(FOLD, ALIKE)
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
