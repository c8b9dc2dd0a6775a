"""The rows of each config, as one statement over the whole network.

``fields`` is a row's canonical bytes: its columns in the order of ``shapes``, as PostgreSQL writes a record.
The first column, the key, and the last, a time, never need quotes. ``OFFSET 0``: what is derived once stays
derived once, however often it is named outside.
"""

from __future__ import annotations

from typing import Final

from affresco.commons.datasets.folding import ALIKE
from affresco.commons.datasets.model import CONFIGS, Config

MESSAGES: Final = 500
"""Of a thread; what comes later is left out."""

_CAPTIONS: Final = """
    INSERT INTO commons_draft (config, key, split, bucket, fields, leaf, post_ids, people)
    SELECT 'captions', s.key, s.split, commons_bucket(s.key) AS bucket, s.fields,
           commons_leaf('captions', s.key, s.fields), ARRAY[s.post_id], s.people
    FROM (
        SELECT r.key, x.split, x.post_id, d.people, ROW(
                   r.key,
                   x.media_id::text,
                   encode(k.sha256, 'hex'),
                   commons_named(x.prompt),
                   commons_named(x.recipe::text),
                   commons_named(pm.alt),
                   commons_named(p.text),
                   p.language,
                   d.licence,
                   n.name,
                   p.sensitive OR EXISTS (
                       SELECT FROM safety_marks s WHERE s.media_id = x.media_id
                       UNION ALL SELECT FROM safety_marks s WHERE s.post_id = p.id),
                   m.width,
                   m.height,
                   commons_time(p.created_at))::text AS fields
        FROM commons_draft_pictures x
        CROSS JOIN LATERAL (SELECT x.post_id || '/' || x.position) r (key)
        JOIN commons_draft_posts d ON d.post_id = x.post_id
        JOIN posts p ON p.id = x.post_id
        JOIN post_media pm ON pm.media_id = x.media_id
        JOIN media m ON m.id = x.media_id
        JOIN commons_pictures k ON k.media_id = x.media_id
        JOIN commons_draft_people n ON n.account_id = d.account_id
        WHERE NOT x.folded
        OFFSET 0) s
    ORDER BY s.split, bucket, s.key"""

# Choices in the studio, of what was posted over what no post shows or will, and duels. A picture that no post
# shows is given by the choice of its author to tell what they chose from.
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
          AND NOT is_planned(o.media_id)
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
                  AND NOT is_planned(u.first_media_id)
                  AND NOT EXISTS (SELECT FROM safety_marks s WHERE s.media_id = u.first_media_id))
          AND (EXISTS (SELECT FROM post_media m WHERE m.media_id = u.second_media_id
              AND m.post_id = b.post_id)
               OR bn.chooses AND NOT EXISTS (SELECT FROM post_media m WHERE m.media_id = u.second_media_id)
                  AND NOT is_planned(u.second_media_id)
                  AND NOT EXISTS (SELECT FROM safety_marks s WHERE s.media_id = u.second_media_id))
    )
    SELECT 'preferences', s.key, s.split, commons_bucket(s.key) AS bucket, s.fields,
           commons_leaf('preferences', s.key, s.fields), s.post_ids, s.people, s.actor_id
    FROM (
        SELECT w.key, w.split, w.post_ids, w.people, w.actor_id, ROW(
                   w.key,
                   w.kind,
                   commons_named(w.prompt),
                   w.label,
                   1.0 - w.label,
                   CASE w.label WHEN 1.0 THEN w.first_id WHEN 0.0
                       THEN w.second_id END::text,
                   true,
                   true,
                   w.first_id::text,
                   w.second_id::text,
                   encode(k.sha256, 'hex'),
                   encode(l.sha256, 'hex'),
                   f.recipe ->> 'engine',
                   g.recipe ->> 'engine',
                   w.ranking_id,
                   n.mask,
                   w.language,
                   w.licence,
                   w.at)::text AS fields
        FROM pairs w
        JOIN commons_pictures k ON k.media_id = w.first_id
        JOIN commons_pictures l ON l.media_id = w.second_id
        JOIN commons_draft_people n ON n.account_id = w.actor_id
        LEFT JOIN candidates f ON f.media_id = w.first_id
        LEFT JOIN candidates g ON g.media_id = w.second_id
        WHERE bit_count(k.look # l.look) > $1
        OFFSET 0) s
    ORDER BY s.split, bucket, s.key"""

_EDITS: Final = """
    INSERT INTO commons_draft (config, key, split, bucket, fields, leaf, post_ids, people)
    SELECT 'edits', s.key, s.split, commons_bucket(s.key) AS bucket, s.fields,
           commons_leaf('edits', s.key, s.fields), s.post_ids, s.people
    FROM (
        SELECT r.key, x.split, ARRAY[x.post_id, e.post_id] AS post_ids, d.people, ROW(
                   r.key,
                   commons_named(e.prompt),
                   commons_named(coalesce(x.recipe ->> 'instruction', x.prompt)),
                   commons_named(x.prompt),
                   e.media_id::text,
                   x.media_id::text,
                   encode(ek.sha256, 'hex'),
                   encode(xk.sha256, 'hex'),
                   coalesce(x.recipe ->> 'task', g.task),
                   l.root_id::text,
                   l.depth,
                   n.name,
                   en.name,
                   p.language,
                   d.licence,
                   commons_time(p.created_at))::text AS fields
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
        WHERE x.prompt IS NOT NULL
        OFFSET 0) s
    ORDER BY s.split, bucket, s.key"""

_RANKINGS: Final = """
    INSERT INTO commons_draft (config, key, split, bucket, fields, leaf, post_ids, people, actor_id)
    SELECT 'rankings', s.key, s.split, commons_bucket(s.key) AS bucket, s.fields,
           commons_leaf('rankings', s.key, s.fields), s.post_ids, s.people, s.actor_id
    FROM (
        SELECT r.key, q.split, q.post_ids, q.people || who.account_id AS people, who.account_id AS actor_id,
               ROW(
                   r.key,
                   e.kind,
                   q.set,
                   q.caption,
                   q.image_uid,
                   q.image_sha256,
                   who.mask,
                   q.author,
                   q.language,
                   q.licence,
                   commons_time_of(e.id))::text AS fields
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
        WHERE who.account_id <> ALL (q.people)
        OFFSET 0) s
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
        SELECT t.root_id, array_agg(t.post_id ORDER BY t.place) AS post_ids,
               '[' || string_agg(json_build_object(
                   'user_id', n.name,
                   'text', commons_named(p.text),
                   'language', p.language,
                   'licence', d.licence,
                   'created_at', commons_time(p.created_at),
                   'reply_to', u.place)::text, ', ' ORDER BY t.place) || ']' AS messages,
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
               ROW(
                   t.root_id::text,
                   x.media_id::text,
                   encode(k.sha256, 'hex'),
                   commons_named(pm.alt),
                   t.messages,
                   p.language,
                   t.licence,
                   commons_time(p.created_at))::text AS fields
        FROM said t
        JOIN commons_draft_pictures x ON x.post_id = t.root_id AND x.position = 0
        JOIN post_media pm ON pm.media_id = x.media_id
        JOIN commons_pictures k ON k.media_id = x.media_id
        JOIN posts p ON p.id = t.root_id
        OFFSET 0) s
    ORDER BY s.split, bucket, s.key"""

ROWS: Final[dict[Config, tuple[str, tuple[int, ...]]]] = {
    "captions": (_CAPTIONS, ()),
    "preferences": (_PREFERENCES, (ALIKE,)),
    "edits": (_EDITS, ()),
    "rankings": (_RANKINGS, ()),
    "dialogue": (_DIALOGUE, (MESSAGES,)),
}
assert set(ROWS) == set(CONFIGS)
