"""All SQL of search. Statements of which the plan depends on how common words are are functions, see
migration 0010."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Final

from affresco.db import ReadTx, Row, WriteTx
from affresco.feeds.search.described import Described

# people -----------------------------------------------------------------------------------------

POPULAR: Final = 100
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
    stemmed; then the marks. A post that is gone, or indexed in a later revision, is left out."""
    await tx.run(
        """INSERT INTO search_posts (post_id, account_id, found_by, revision, words)
           SELECT p.id, $2, $3, $4,
                  setweight(to_tsvector('simple', $6::text), 'A')
                  || setweight(to_tsvector($5::text::regconfig, $6::text), 'A')
                  || setweight(to_tsvector('simple', $7::text), 'B')
                  || setweight(to_tsvector($5::text::regconfig, $7::text), 'B')
                  || setweight(to_tsvector('simple', $8::text), 'C')
                  || setweight(to_tsvector($5::text::regconfig, $8::text), 'C')
                  || setweight(to_tsvector('simple', $9::text), 'D')
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


async def put_meaning(tx: WriteTx, post_id: int, revision: int, meaning: str) -> None:
    """Only of a post that is indexed, and not of an older wording than what is there."""
    await tx.run(
        """INSERT INTO search_meanings (post_id, revision, everybody, meaning)
           SELECT s.post_id, $2, s.found_by = 'everybody', $3::text::halfvec
           FROM search_posts s WHERE s.post_id = $1 FOR KEY SHARE
           ON CONFLICT (post_id) DO UPDATE
           SET revision = excluded.revision, everybody = excluded.everybody,
               meaning = excluded.meaning
           WHERE search_meanings.revision <= excluded.revision""",
        post_id,
        revision,
        meaning,
    )


async def drop_meaning(tx: WriteTx, post_id: int) -> None:
    await tx.run("DELETE FROM search_meanings WHERE post_id = $1", post_id)


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
