"""All SQL of the stream. What has left the commons is never found: every question of content joins
``commons_posts``."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Final

import asyncpg

from affresco.db import ReadTx, Row, WriteTx

LEADER: Final = 0x636F6D6D6F6E73
"""The lock of whoever gives the numbers ("commons")."""
SPAN: Final = 100_000
"""Entries that one page looks through at most, for those who want few of them."""

# numbers ------------------------------------------------------------------------------------------


async def lead(connection: asyncpg.Connection) -> bool:
    """Whether this connection gives the numbers from now on, until it ends."""
    won: bool = await connection.fetchval("SELECT pg_try_advisory_lock($1)", LEADER)
    return won


async def waits(connection: asyncpg.Connection) -> bool:
    """Whether something has no number yet."""
    some: bool = await connection.fetchval("SELECT EXISTS (SELECT FROM commons_outbox)")
    return some


async def is_late(connection: asyncpg.Connection, seconds: float) -> bool:
    """Whether something has waited for its number for so long."""
    late: bool = await connection.fetchval(
        """SELECT EXISTS (SELECT FROM commons_outbox o
                          WHERE o.at <= clock_timestamp() - make_interval(secs => $1))""",
        seconds,
    )
    return late


async def sequence(tx: WriteTx, at_most: int) -> int:
    moved: int = await tx.value("SELECT commons_sequence($1)", at_most)
    return moved


async def clock(tx: ReadTx) -> int:
    """The number of the newest entry; 0 where there is none."""
    seq: int = await tx.value("SELECT seq FROM commons_clock")
    return seq


# the log ------------------------------------------------------------------------------------------


async def place(tx: ReadTx, seq: int | None) -> Row | None:
    """(seq, sequenced_at) of an entry, None for the newest; of an empty log's end (0, NULL)."""
    return await tx.row(
        """SELECT c.seq, l.sequenced_at
           FROM (SELECT coalesce($1, c.seq) AS seq FROM commons_clock c) c
           LEFT JOIN commons_log l ON l.seq = c.seq
           WHERE l.seq IS NOT NULL OR c.seq = 0""",
        seq,
    )


async def entries(
    tx: ReadTx,
    after: int,
    kinds: Collection[str] | None,
    languages: Collection[str] | None,
    limit: int,
) -> list[Row]:
    """The next entries, each with (head, until, until_at): the log's end, and where this page may end. One
    row without an entry (seq is NULL) where there is none."""
    return await tx.rows(
        """SELECT h.head, h.until, u.sequenced_at AS until_at, e.*
           FROM (SELECT c.seq AS head, greatest(least(c.seq, $1::bigint + $5), 0) AS until
                 FROM commons_clock c) h
           LEFT JOIN commons_log u ON u.seq = h.until
           LEFT JOIN LATERAL (
               SELECT l.* FROM commons_log l
               WHERE l.seq > $1 AND l.seq <= h.until
                 AND ($2::text[] IS NULL OR l.kind = ANY ($2)
                      OR l.kind IN ('withdrawal', 'deletion', 'unduel'))
                 AND ($3::text[] IS NULL OR l.language = ANY ($3) OR l.language IS NULL)
               ORDER BY l.seq LIMIT $4) e ON true
           ORDER BY e.seq""",
        after,
        None if kinds is None else list(kinds),
        None if languages is None else list(languages),
        limit,
        SPAN,
    )


# what entries stand for ---------------------------------------------------------------------------


async def works(tx: ReadTx, post_ids: Collection[int]) -> list[Row]:
    """Posts that are in the commons, with their pictures."""
    return await tx.rows(
        """SELECT p.id, p.account_id, p.text, p.language, p.warning, p.recipe_visibility, p.revision,
                  p.created_at, c.licence, l.parent_id, coalesce(l.depth, 0) AS depth,
                  p.sensitive OR EXISTS (SELECT FROM safety_marks x
                                         WHERE x.post_id = p.id AND x.action = 'sensitive')
                  OR EXISTS (SELECT FROM post_media y JOIN safety_marks x ON x.media_id = y.media_id
                             WHERE y.post_id = p.id AND x.action = 'sensitive') AS sensitive,
                  (SELECT r.post_id FROM commons_posts r WHERE r.post_id = p.in_reply_to_id)
                      AS reply_to_id,
                  (SELECT q.quoted_id FROM quotes q JOIN commons_posts r ON r.post_id = q.quoted_id
                   WHERE q.post_id = p.id AND q.state = 'accepted') AS quoted_id,
                  ARRAY(SELECT t.tag FROM post_tags t WHERE t.post_id = p.id ORDER BY t.tag) AS tags,
                  m.*
           FROM commons_posts c
           JOIN posts p ON p.id = c.post_id
           LEFT JOIN lineage l ON l.post_id = p.id
           CROSS JOIN LATERAL (
               SELECT array_agg(x.media_id ORDER BY x.position) AS media_ids,
                      array_agg(x.alt ORDER BY x.position) AS alts,
                      array_agg(x.recipe ORDER BY x.position) AS recipes,
                      array_agg(i.kind ORDER BY x.position) AS media_kinds,
                      array_agg(i.content_type ORDER BY x.position) AS content_types,
                      array_agg(i.width ORDER BY x.position) AS widths,
                      array_agg(i.height ORDER BY x.position) AS heights,
                      array_agg(i.bytes ORDER BY x.position) AS sizes,
                      array_agg(coalesce(i.sha256, k.sha256) ORDER BY x.position) AS hashes
               FROM post_media x JOIN media i ON i.id = x.media_id
               LEFT JOIN commons_pictures k ON k.media_id = i.id WHERE x.post_id = p.id) m
           WHERE c.post_id = ANY ((SELECT $1::bigint[])::bigint[])""",
        list(post_ids),
    )


async def standing(
    tx: ReadTx,
    seqs: Sequence[int],
    kinds: Sequence[str],
    post_ids: Sequence[int],
    actor_ids: Sequence[int],
) -> set[int]:
    """Those of these likes and reposts, and of what was taken back of such, that are so now, of people who
    give what they choose, at posts that are given. seqs: their names."""
    rows = await tx.rows(
        """SELECT t.seq
           FROM unnest($1::bigint[], $2::text[], $3::bigint[], $4::bigint[]) t (seq, kind, post_id, actor_id)
           JOIN accounts a ON a.id = t.actor_id AND a.choices = 'allow'
           JOIN commons_posts c ON c.post_id = t.post_id
           WHERE CASE WHEN t.kind IN ('like', 'unlike') THEN
                     (t.kind = 'like') = EXISTS (SELECT FROM likes x WHERE x.account_id = t.actor_id
                                                 AND x.post_id = t.post_id)
                 ELSE (t.kind = 'repost') = EXISTS (SELECT FROM reposts x WHERE x.account_id = t.actor_id
                                                    AND x.post_id = t.post_id) END""",
        list(seqs),
        list(kinds),
        list(post_ids),
        list(actor_ids),
    )
    return {row["seq"] for row in rows}


async def offers(
    tx: ReadTx,
    seqs: Sequence[int],
    post_ids: Sequence[int],
    actor_ids: Sequence[int],
    job_ids: Sequence[int],
) -> list[Row]:
    """The pictures of jobs that somebody chose from for a post: the chosen ones, those that were left and
    that no planned post will show, and those in other posts that are given. ``open``: whether their words
    are everybody's. Ordered."""
    return await tx.rows(
        """SELECT t.seq, g.prompt, g.open, k.recipe, m.id AS media_id,
                  m.kind AS media_kind, m.content_type, m.width, m.height, m.bytes,
                  coalesce(m.sha256, h.sha256) AS sha256,
                  -- What the studio says of a picture that nobody described leans on its words.
                  coalesce(s.alt, CASE WHEN g.open THEN m.alt ELSE '' END) AS alt,
                  s.post_id IS NOT DISTINCT FROM t.post_id AS chosen
           FROM unnest($1::bigint[], $2::bigint[], $3::bigint[], $4::bigint[])
                    t (seq, post_id, actor_id, job_id)
           JOIN accounts a ON a.id = t.actor_id AND a.choices = 'allow'
           JOIN commons_posts c ON c.post_id = t.post_id AND c.account_id = t.actor_id
           JOIN posts p ON p.id = t.post_id
           JOIN candidates k ON k.generation_id = t.job_id
           JOIN media m ON m.id = k.media_id
           LEFT JOIN commons_pictures h ON h.media_id = m.id
           LEFT JOIN post_media s ON s.media_id = m.id
           LEFT JOIN posts o ON o.id = s.post_id
           CROSS JOIN LATERAL (
               SELECT x.prompt, p.recipe_visibility = 'open'
                      AND coalesce(o.recipe_visibility, 'open') = 'open' AS open
               FROM generations x WHERE x.id = t.job_id AND x.account_id = t.actor_id) g
           WHERE CASE WHEN s.post_id IS NULL THEN NOT is_planned(m.id)
                      ELSE EXISTS (SELECT FROM commons_posts r WHERE r.post_id = s.post_id) END
           ORDER BY t.seq, k.position""",
        list(seqs),
        list(post_ids),
        list(actor_ids),
        list(job_ids),
    )


async def duels(tx: ReadTx, seqs: Sequence[int], duel_ids: Sequence[int]) -> list[Row]:
    """Two rows for each duel of which both sides are given, the first one first.

    A picture that is in no post is given as one that was left when another of its job was published.
    """
    return await tx.rows(
        """SELECT t.seq, d.prompt, d.choice, d.first_on_left, v.side, k.recipe, m.id AS media_id,
                  m.kind AS media_kind, m.content_type, m.width, m.height, m.bytes,
                  coalesce(m.sha256, h.sha256) AS sha256,
                  coalesce(s.alt, CASE WHEN p.recipe_visibility = 'open' THEN m.alt ELSE '' END) AS alt,
                  p.recipe_visibility = 'open'
                  AND coalesce(o.recipe_visibility, 'open') = 'open' AS open
           FROM unnest($1::bigint[], $2::bigint[]) t (seq, duel_id)
           JOIN duels d ON d.id = t.duel_id
           JOIN accounts a ON a.id = d.account_id AND a.choices = 'allow'
           CROSS JOIN LATERAL (VALUES (1, d.first_media_id, d.first_post_id),
                                      (2, d.second_media_id, d.second_post_id)) v (side, media_id, post_id)
           JOIN commons_posts c ON c.post_id = v.post_id
           JOIN posts p ON p.id = v.post_id
           JOIN media m ON m.id = v.media_id
           LEFT JOIN candidates k ON k.media_id = m.id
           LEFT JOIN commons_pictures h ON h.media_id = m.id
           LEFT JOIN post_media s ON s.media_id = m.id
           LEFT JOIN posts o ON o.id = s.post_id
           WHERE CASE WHEN s.post_id IS NOT NULL THEN
                     EXISTS (SELECT FROM commons_posts r WHERE r.post_id = s.post_id)
                 ELSE EXISTS (SELECT FROM candidates b JOIN post_media x ON x.media_id = b.media_id
                              JOIN accounts w ON w.id = c.account_id AND w.choices = 'allow'
                              WHERE b.generation_id = k.generation_id AND x.post_id = v.post_id)
                     AND NOT is_planned(m.id) END
           ORDER BY t.seq, v.side""",
        list(seqs),
        list(duel_ids),
    )


async def people(tx: ReadTx, ids: Collection[int], handles: Collection[str]) -> list[Row]:
    """(id, handle, credit) of accounts by their ids, and by their handles."""
    return await tx.rows(
        """SELECT id, handle, credit FROM accounts WHERE id = ANY ($1::bigint[])
           UNION
           SELECT id, handle, credit FROM accounts WHERE handle = ANY ($2::text[])""",
        list(ids),
        list(handles),
    )


async def picture(tx: ReadTx, media_id: int) -> Row | None:
    """(key, content_type, licence) of a picture that is given: its post is in the commons; or it is in none,
    and was left when another of its job was published in one that is, by one who gives what they choose."""
    return await tx.row(
        """SELECT m.key, m.content_type,
                  (SELECT c.licence FROM commons_posts c WHERE c.post_id = s.post_id) AS licence
           FROM media m LEFT JOIN post_media s ON s.media_id = m.id
           WHERE m.id = $1 AND m.kind <> 'portrait'
             AND CASE WHEN s.post_id IS NOT NULL THEN
                     EXISTS (SELECT FROM commons_posts c WHERE c.post_id = s.post_id)
                 ELSE EXISTS (SELECT FROM candidates k
                              JOIN candidates b ON b.generation_id = k.generation_id
                              JOIN post_media x ON x.media_id = b.media_id
                              JOIN commons_posts c ON c.post_id = x.post_id
                              JOIN accounts w ON w.id = c.account_id AND w.choices = 'allow'
                              WHERE k.media_id = m.id)
                     AND NOT is_planned(m.id) END""",
        media_id,
    )
