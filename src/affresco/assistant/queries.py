"""SQL of what answers rest on. What the author allows and who may come across a post is asked here, at the
moment of the question; who may see it, of the reader as well."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import msgspec

from affresco.db import ReadTx, Row


class Circle(msgspec.Struct, frozen=True, kw_only=True):
    """Among which posts is looked, for whom. viewer_id: 0 for a stranger. authors: None for everybody's.
    without: of nobody among these. root_id: of one thread. Bounds of ids: above < id < below."""

    viewer_id: int
    followees: list[int]
    authors: list[int] | None
    without: list[int]
    root_id: int | None
    below: int
    above: int


async def having(
    tx: ReadTx, wanted: Sequence[str], circle: Circle, at_most: int
) -> list[list[tuple[int, int]]]:
    """For each tsquery the newest posts that have it, (id, author)."""
    rows = await tx.rows(
        """SELECT n, id, author
           FROM gesso_words($1::text[]::tsquery[], $2, $3, $4, $5, $6, $7, $8, $9)""",
        list(wanted),
        circle.below,
        circle.above,
        circle.viewer_id,
        circle.followees,
        circle.authors,
        circle.without,
        circle.root_id,
        at_most,
    )
    found: list[list[tuple[int, int]]] = [[] for _ in wanted]
    for row in rows:
        found[row["n"] - 1].append((row["id"], row["author"]))
    return found


async def newest(tx: ReadTx, circle: Circle, looked_at: int, at_most: int) -> list[tuple[int, int]]:
    """(id, author) of the circle's posts with the most response among its newest, with no word asked for;
    the circle is people, a thread or a span of time."""
    rows = await tx.rows(
        """SELECT p.id, p.account_id
           FROM (SELECT p.id, p.account_id FROM posts p JOIN accounts a ON a.id = p.account_id
                 WHERE p.id < $1 AND p.id > $2
                   AND ($5::bigint[] IS NULL OR p.account_id = ANY ($5))
                   AND ($7::bigint IS NULL OR p.root_id = $7)
                   AND p.account_id <> ALL ($6::bigint[])
                   AND (coalesce(p.assistant, a.assistant) = 'allow' OR p.account_id = $3)
                   AND (p.visibility = 'public'
                        OR (p.visibility = 'unlisted' AND (p.account_id = $3 OR $7 IS NOT NULL))
                        OR (p.visibility = 'followers'
                            AND (p.account_id = $3 OR p.account_id = ANY ($4::bigint[]))))
                   AND NOT EXISTS (SELECT FROM gesso_account g WHERE g.account_id = p.account_id)
                 ORDER BY p.id DESC LIMIT $8) p
           JOIN post_counts c ON c.post_id = p.id
           ORDER BY c.likes + 2 * c.reposts + 2 * c.remixes + c.replies DESC, p.id DESC LIMIT $9""",
        circle.below,
        circle.above,
        circle.viewer_id,
        circle.followees,
        circle.authors,
        circle.without,
        circle.root_id,
        looked_at,
        at_most,
    )
    return [(row["id"], row["account_id"]) for row in rows]


async def answered(tx: ReadTx, ids: Collection[int]) -> list[int]:
    """Those of the posts that people respond to most first."""
    rows = await tx.rows(
        """SELECT post_id FROM post_counts WHERE post_id = ANY ($1)
           ORDER BY likes + 2 * reposts + 2 * remixes + replies DESC, post_id DESC""",
        list(ids),
    )
    return [row["post_id"] for row in rows]


async def unindexed(tx: ReadTx, looked_at: int, at_most: int) -> list[int]:
    """The newest posts of which the index does not have the present wording: published or edited a moment
    ago. looked_at: how many of the newest posts, and how many of the latest events."""
    rows = await tx.rows(
        """SELECT p.id FROM (
               (SELECT id FROM posts ORDER BY id DESC LIMIT $1)
               UNION
               SELECT (e.data ->> 'post_id')::bigint
               FROM (SELECT kind, data FROM events ORDER BY id DESC LIMIT $1) e
               WHERE e.kind IN ('post_edited', 'post_published')) n
           JOIN posts p ON p.id = n.id
           LEFT JOIN search_posts s ON s.post_id = p.id AND s.revision = p.revision
           WHERE s.post_id IS NULL AND p.visibility NOT IN ('direct', 'private')
           ORDER BY p.id DESC LIMIT $2""",
        looked_at,
        at_most,
    )
    return [row["id"] for row in rows]


async def allowed(tx: ReadTx, ids: Collection[int], viewer_id: int) -> list[Row]:
    """(id, revision, visibility) of those of the posts of which answers may be made, as their authors say
    now. viewer_id: 0 for a stranger; one's own are allowed to oneself."""
    return await tx.rows(
        """SELECT p.id, p.revision, p.visibility
           FROM posts p JOIN accounts a ON a.id = p.account_id
           WHERE p.id = ANY ($1)
             AND (coalesce(p.assistant, a.assistant) = 'allow' OR p.account_id = $2)
             AND p.visibility NOT IN ('direct', 'private')
             AND NOT EXISTS (SELECT FROM gesso_account g WHERE g.account_id = p.account_id)""",
        list(ids),
        viewer_id,
    )


async def replies(tx: ReadTx, ids: Collection[int], each: int) -> list[tuple[int, int]]:
    """(id, what it answers) of the newest replies to each of the posts."""
    rows = await tx.rows(
        """SELECT r.id, f.id AS parent FROM unnest($1::bigint[]) AS f (id)
           CROSS JOIN LATERAL (SELECT id FROM posts WHERE in_reply_to_id = f.id
                               ORDER BY id DESC LIMIT $2) r""",
        list(ids),
        each,
    )
    return [(row["id"], row["parent"]) for row in rows]


async def root_of(tx: ReadTx, post_id: int) -> int | None:
    """The first post of the thread that a post is in."""
    root: int | None = await tx.value("SELECT root_id FROM posts WHERE id = $1", post_id)
    return root


async def trending(
    tx: ReadTx, above: int, below: int, without: Collection[int], looked_at: int, limit: int
) -> list[Row]:
    """(tag, posts, people, examples) of what most people used in public posts that answers may be made
    of; the examples are its newest posts. One person alone is no trend."""
    return await tx.rows(
        """WITH recent AS MATERIALIZED (
               SELECT p.id, p.account_id FROM posts p JOIN accounts a ON a.id = p.account_id
               WHERE p.visibility = 'public' AND p.id > $1 AND p.id < $2
                 AND coalesce(p.assistant, a.assistant) = 'allow' AND p.account_id <> ALL ($3::bigint[])
               ORDER BY p.id DESC LIMIT $4)
           SELECT x.tag, count(*) AS posts, count(DISTINCT recent.account_id) AS people,
                  (array_agg(recent.id ORDER BY recent.id DESC))[1:3] AS examples
           FROM recent JOIN post_tags x ON x.post_id = recent.id
           GROUP BY x.tag HAVING count(DISTINCT recent.account_id) > 1
           ORDER BY people DESC, posts DESC, x.tag LIMIT $5""",
        above,
        below,
        list(without),
        looked_at,
        limit,
    )
