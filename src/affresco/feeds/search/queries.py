"""All SQL of search. Statements of which the plan depends on how common words are are functions, see
migration 0010."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Final

import msgspec

from affresco.db import ReadTx, Row, WriteTx
from affresco.feeds.search.described import Described, Part

# people -----------------------------------------------------------------------------------------

POPULAR: Final = 30
"""Followers are counted no further when people are put in order."""
TAG_USES: Final = 1_000
"""Uses of a hashtag are counted no further."""


async def people(
    tx: ReadTx,
    wanted: str,
    handle: str,
    viewer_id: int,
    *,
    only_followed: bool,
    looked_at: int,
    limit: int,
) -> list[int]:
    """Ids of people whose words fit, the likeliest first: that very handle, followed by the viewer, a
    handle that begins so, many followers.

    wanted: a tsquery. viewer_id: 0 for a stranger. Who does not want to be discovered is found by the
    handle and by those who follow them; who blocks the viewer is not found, whom the viewer blocks only
    by the handle.
    """
    rows = await tx.rows(
        """WITH fitting AS MATERIALIZED (
               (SELECT s.account_id AS id FROM search_people s
                WHERE s.words @@ $1::text::tsquery AND NOT $4 LIMIT $5)
               UNION
               (SELECT f.followee_id FROM follows f
                JOIN search_people s ON s.account_id = f.followee_id
                WHERE f.follower_id = $3 AND s.words @@ $1::text::tsquery LIMIT $5)
               UNION
               SELECT a.id FROM accounts a WHERE a.handle = $2 AND NOT $4)
           SELECT a.id FROM fitting JOIN accounts a ON a.id = fitting.id
           CROSS JOIN LATERAL (SELECT
               a.handle = $2 AS exact,
               EXISTS (SELECT FROM follows f
                       WHERE f.follower_id = $3 AND f.followee_id = a.id) AS followed,
               (SELECT count(*) FROM (SELECT FROM follows f WHERE f.followee_id = a.id
                                      LIMIT $7) AS counted) AS followers) x
           WHERE (a.discoverable OR x.exact OR x.followed OR a.id = $3)
             AND NOT EXISTS (SELECT FROM blocks b WHERE b.account_id = a.id AND b.target_id = $3)
             AND (x.exact OR NOT EXISTS (SELECT FROM blocks b
                                         WHERE b.account_id = $3 AND b.target_id = a.id))
           ORDER BY x.exact DESC, x.followed DESC, starts_with(a.handle, $2) AND $2 <> '' DESC,
                    x.followers DESC, a.id
           LIMIT $6""",
        wanted,
        handle,
        viewer_id,
        only_followed,
        looked_at,
        limit,
        POPULAR,
    )
    return [row["id"] for row in rows]


async def put_person(tx: WriteTx, account_id: int, words: Collection[str]) -> None:
    """Somebody who left meanwhile is left out."""
    await tx.run(
        """INSERT INTO search_people (account_id, words)
           SELECT id, array_to_tsvector($2::text[]) FROM accounts WHERE id = $1
           ON CONFLICT (account_id) DO UPDATE SET words = excluded.words""",
        account_id,
        list(words),
    )


async def person_row(tx: ReadTx, account_id: int) -> Row | None:
    """(handle, name, bio, discoverable)."""
    return await tx.row(
        "SELECT handle, name, bio, discoverable FROM accounts WHERE id = $1", account_id
    )


async def people_above(tx: ReadTx, above: int, limit: int) -> list[int]:
    """Account ids in ascending order."""
    rows = await tx.rows("SELECT id FROM accounts WHERE id > $1 ORDER BY id LIMIT $2", above, limit)
    return [row["id"] for row in rows]


# what is indexed of posts -----------------------------------------------------------------------


async def put_post(tx: WriteTx, post: Described) -> None:
    """Words by weight (A text, B descriptions and tags, C prompts, D the author), each as it stands and
    stemmed, with a word of no meaning in between, so that no phrase goes over an edge; then the marks.

    A post that is gone, or indexed in a later revision, is left out.
    """
    await tx.run(
        """INSERT INTO search_posts (post_id, account_id, found_by, revision, words)
           SELECT p.id, $2, $3, $4,
                  setweight(to_tsvector('simple', $6::text), 'A')
                  || '|:1' || setweight(to_tsvector($5::text::regconfig, $6::text), 'A')
                  || '|:1' || setweight(to_tsvector('simple', $7::text), 'B')
                  || '|:1' || setweight(to_tsvector($5::text::regconfig, $7::text), 'B')
                  || '|:1' || setweight(to_tsvector('simple', $8::text), 'C')
                  || '|:1' || setweight(to_tsvector($5::text::regconfig, $8::text), 'C')
                  || '|:1' || setweight(to_tsvector('simple', $9::text), 'D')
                  || array_to_tsvector($10::text[])
           FROM posts p WHERE p.id = $1 FOR KEY SHARE
           ON CONFLICT (post_id) DO UPDATE
           SET found_by = excluded.found_by, revision = excluded.revision, words = excluded.words
           WHERE search_posts.revision <= excluded.revision""",
        post.post_id,
        post.account_id,
        post.found_by,
        post.revision,
        post.language,
        post.text,
        post.around,
        post.prompt,
        post.author,
        list(post.marks),
    )


async def put_meaning(tx: WriteTx, post_id: int, part: Part, revision: int, meaning: str) -> None:
    """Only of a post that is indexed, and not of an older wording than what is there."""
    await tx.run(
        """INSERT INTO search_meanings (post_id, part, revision, everybody, meaning)
           SELECT s.post_id, $4, $2, s.found_by = 'everybody', $3::text::halfvec
           FROM search_posts s WHERE s.post_id = $1 FOR KEY SHARE
           ON CONFLICT (post_id, part) DO UPDATE
           SET revision = excluded.revision, everybody = excluded.everybody,
               meaning = excluded.meaning
           WHERE search_meanings.revision <= excluded.revision""",
        post_id,
        revision,
        meaning,
        part,
    )


async def drop_meaning(tx: WriteTx, post_id: int, part: Part) -> None:
    await tx.run("DELETE FROM search_meanings WHERE post_id = $1 AND part = $2", post_id, part)


async def count_tags(tx: WriteTx, tags: Sequence[str], folded: Sequence[str]) -> None:
    """Count the public posts that have each of these hashtags, up to a bound. tags: in order, so that
    two who count the same ones do not wait for each other."""
    await tx.run(
        """INSERT INTO search_tags (tag, folded, uses)
           SELECT t.tag, t.folded,
                  (SELECT count(*) FROM (
                       SELECT FROM post_tags x JOIN posts p ON p.id = x.post_id
                       WHERE x.tag = t.tag AND p.visibility = 'public' LIMIT $3) AS counted)
           FROM unnest($1::text[], $2::text[]) AS t (tag, folded)
           ON CONFLICT (tag) DO UPDATE SET uses = excluded.uses""",
        list(tags),
        list(folded),
        TAG_USES,
    )


async def posts_by(tx: ReadTx, account_id: int, below: int, limit: int) -> list[int]:
    """Ids of somebody's posts, the newest first."""
    rows = await tx.rows(
        """SELECT id FROM posts WHERE account_id = $1 AND id < $2 ORDER BY id DESC LIMIT $3""",
        account_id,
        below,
        limit,
    )
    return [row["id"] for row in rows]


async def posts_above(tx: ReadTx, above: int, limit: int) -> list[int]:
    """Post ids in ascending order."""
    rows = await tx.rows("SELECT id FROM posts WHERE id > $1 ORDER BY id LIMIT $2", above, limit)
    return [row["id"] for row in rows]


# the backlog ------------------------------------------------------------------------------------


async def backlog(tx: WriteTx) -> Row | None:
    """What is to be done first (what, above), held; None when nothing is, or somebody else is at it."""
    return await tx.row(
        "SELECT what, above FROM search_backlog ORDER BY what LIMIT 1 FOR UPDATE SKIP LOCKED"
    )


async def move_backlog(tx: WriteTx, what: str, above: int) -> None:
    await tx.run("UPDATE search_backlog SET above = $2 WHERE what = $1", what, above)


async def end_backlog(tx: WriteTx, what: str) -> None:
    await tx.run("DELETE FROM search_backlog WHERE what = $1", what)


# what is found ----------------------------------------------------------------------------------


class Forms(msgspec.Struct, frozen=True):
    """A word or phrase as it is sought. query: a tsquery, "" where nothing is left of it; small: of little
    weight in a language that was asked about (the, of)."""

    query: str
    small: bool


async def forms(
    tx: ReadTx, sought: Collection[str], configurations: Sequence[str], small: Collection[str]
) -> dict[str, Forms]:
    """Each as it stands, or in any form that it takes in these languages. small: languages whose small
    words are told."""
    rows = await tx.rows(
        """SELECT t.term, coalesce(string_agg(DISTINCT x.query, ' | ') FILTER (WHERE x.query <> ''), '')
                      AS query,
                  coalesce(bool_or(x.query = '' AND c.name = ANY($3::text[])), false) AS small
           FROM unnest($1::text[]) AS t (term)
           CROSS JOIN unnest($2::text[]) AS c (name)
           CROSS JOIN LATERAL (
               SELECT phraseto_tsquery(c.name::regconfig, t.term)::text AS query) x
           GROUP BY t.term""",
        list(sought),
        list(configurations),
        list(small),
    )
    return {row["term"]: Forms(row["query"], row["small"]) for row in rows}


class Reach(msgspec.Struct, frozen=True, kw_only=True):
    """Among which posts is searched, for whom. Bounds of ids: above < id < below. authors: None for
    everybody's. library: only what the viewer has to do with."""

    viewer_id: int
    followees: list[int]
    authors: list[int] | None
    library: bool
    below: int
    above: int


async def newest(
    tx: ReadTx, wanted: str | None, reach: Reach, limit: int, *, upward: bool = False
) -> list[int]:
    """Ids of posts that fit, the newest first (upward: the oldest first)."""
    rows = await tx.rows(
        "SELECT id FROM search_words($1::text::tsquery, $2, $3, $4, $5, $6, $7, $8, $9)",
        wanted,
        reach.below,
        reach.above,
        reach.viewer_id,
        reach.followees,
        reach.authors,
        reach.library,
        upward,
        limit,
    )
    return [row["id"] for row in rows]


async def ranked(
    tx: ReadTx, wanted: str | None, ranking: str, reach: Reach, looked_at: int
) -> list[int]:
    """As ``newest``, those first in which the words weigh most and stand together."""
    rows = await tx.rows(
        """SELECT w.id
           FROM search_words($1::text::tsquery, $2, $3, $4, $5, $6, $7, false, $8) w
           JOIN search_posts s ON s.post_id = w.id
           ORDER BY ts_rank_cd('{0.2, 0.4, 0.7, 1.0}', s.words, (SELECT $9::text::tsquery)) DESC,
                    w.id DESC""",
        wanted,
        reach.below,
        reach.above,
        reach.viewer_id,
        reach.followees,
        reach.authors,
        reach.library,
        looked_at,
        ranking,
    )
    return [row["id"] for row in rows]


async def near(
    tx: ReadTx, meaning: str, reach: Reach, looked_at: int, own: int, each: int
) -> list[tuple[int, float]]:
    """(id, likeness) of everybody's posts that are nearest in meaning, and of the newest that are not for
    everybody but for the viewer; a post may come twice.

    own: how many of these, of each kind; each: of each followee.
    """
    rows = await tx.rows(
        """SELECT n.id, n.likeness FROM search_near($1::text::halfvec, $2) n
           UNION ALL
           SELECT m.post_id, -(m.meaning <#> (SELECT $1::text::halfvec))
           FROM ((SELECT s.post_id FROM search_posts s
                  WHERE s.found_by <> 'everybody' AND s.account_id = $3
                  ORDER BY s.post_id DESC LIMIT $5)
                 UNION
                 (SELECT s.post_id FROM unnest($4::bigint[]) AS f (id)
                  CROSS JOIN LATERAL (
                      SELECT x.post_id, x.found_by FROM search_posts x
                      WHERE x.account_id = f.id AND x.found_by <> 'everybody'
                      ORDER BY x.post_id DESC LIMIT $6) s
                  WHERE s.found_by = 'followers' ORDER BY s.post_id DESC LIMIT $5)
                 UNION
                 (SELECT s.post_id FROM post_mentions x JOIN search_posts s ON s.post_id = x.post_id
                  WHERE x.account_id = $3 AND s.found_by = 'named'
                  ORDER BY x.post_id DESC LIMIT $5)) own
           JOIN search_meanings m ON m.post_id = own.post_id
           WHERE $3 <> 0""",
        meaning,
        looked_at,
        reach.viewer_id,
        reach.followees,
        own,
        each,
    )
    return [(row["id"], row["likeness"]) for row in rows]


async def near_among(
    tx: ReadTx, meaning: str, fitting: str | None, reach: Reach, looked_at: int, limit: int
) -> list[tuple[int, float]]:
    """(id, likeness) of the nearest among the newest posts that fit a filter; one may come twice."""
    rows = await tx.rows(
        """SELECT w.id, -(m.meaning <#> (SELECT $1::text::halfvec)) AS likeness
           FROM search_words($2::text::tsquery, $3, $4, $5, $6, $7, $8, false, $9) w
           JOIN search_meanings m ON m.post_id = w.id
           ORDER BY 2 DESC LIMIT $10""",
        meaning,
        fitting,
        reach.below,
        reach.above,
        reach.viewer_id,
        reach.followees,
        reach.authors,
        reach.library,
        looked_at,
        limit,
    )
    return [(row["id"], row["likeness"]) for row in rows]


# hashtags ---------------------------------------------------------------------------------------


async def tags_beginning(tx: ReadTx, first: str, beyond: str, limit: int) -> list[Row]:
    """(tag, uses) of hashtags whose folded form is in first … beyond and that a public post has; that very
    one first, then the most used."""
    return await tx.rows(
        """SELECT t.tag, t.uses
           FROM (SELECT tag, uses, folded = $1 AS exact FROM search_tags
                 WHERE folded >= $1 AND folded < $2
                 ORDER BY folded = $1 DESC, uses DESC, tag LIMIT $3 * 2) t
           WHERE EXISTS (SELECT FROM post_tags x JOIN posts p ON p.id = x.post_id
                         WHERE x.tag = t.tag AND p.visibility = 'public')
           ORDER BY t.exact DESC, t.uses DESC, t.tag LIMIT $3""",
        first,
        beyond,
        limit,
    )


async def tag_days(tx: ReadTx, tags: Collection[str], above: int, each: int) -> list[Row]:
    """(tag, day, uses, people) of public posts with an id above; day: since 1970. each: how many of the
    newest posts of a hashtag are counted."""
    return await tx.rows(
        """SELECT t.tag, (x.post_id >> 16) / 86400000 AS day, count(*) AS uses,
                  count(DISTINCT x.account_id) AS people
           FROM unnest($1::text[]) AS t (tag)
           CROSS JOIN LATERAL (
               SELECT y.post_id, p.account_id
               FROM post_tags y JOIN posts p ON p.id = y.post_id AND p.visibility = 'public'
               WHERE y.tag = t.tag AND y.post_id > $2 ORDER BY y.post_id DESC LIMIT $3) x
           GROUP BY 1, 2""",
        list(tags),
        above,
        each,
    )
