"""A network of a given size, written straight into the tables: people, follows, posts with a picture, likes.

Deterministic: the same shape gives the same network. 1,000 people and 20,000 posts take a few seconds,
2,000,000 posts some minutes: each table is filled by one statement, and what the database would check
and count for each row (that what it refers to is there, the numbers under posts) is right by how the
rows are made. That takes a superuser of the database.

    async with Database(dsn) as database:
        network = await build(database, Shape())
"""

from __future__ import annotations

import argparse
import asyncio
from typing import Final

import msgspec

from affresco.db import Database
from affresco.db.migrate import migrate

PASSWORD_HASH: Final = "nobody signs in with a password here"


class Shape(msgspec.Struct, frozen=True, kw_only=True):
    """How large. Everybody follows between ``follows_least`` and ``follows_most`` people."""

    people: int = 1_000
    posts: int = 20_000
    follows_least: int = 50
    follows_most: int = 200
    likes_each: int = 3
    replies: int = 30


class Built(msgspec.Struct, frozen=True):
    """What was written. person_ids, handles: in the same order; post_ids: oldest first, without the
    answers to the last of them."""

    person_ids: tuple[int, ...]
    handles: tuple[str, ...]
    post_ids: tuple[int, ...]


_PEOPLE: Final = """
    INSERT INTO accounts (id, handle, email, password_hash, name, bio, training)
    SELECT next_id(), 'painter' || n, 'painter' || n || '@example.org', $2, 'Painter ' || n,
           'Paints walls of all kinds, number ' || n, 'allow'
    FROM generate_series(1, $1::int) AS n ORDER BY n"""

_FOLLOWS: Final = """
    WITH crowd AS (SELECT id, row_number() OVER (ORDER BY id)::int AS n FROM accounts)
    INSERT INTO follows (follower_id, followee_id)
    SELECT DISTINCT a.id, b.id
    FROM crowd a
    CROSS JOIN LATERAL generate_series(
        1, $2::int + abs(hashint4(a.n) % ($3::int - $2::int + 1))) AS k
    JOIN crowd b ON b.n = 1 + abs(hashint8(a.n::bigint * 100003 + k) % $1::int)
    WHERE a.id <> b.id
    ON CONFLICT DO NOTHING"""

# Posts are spread over the last thirty days; their ids say when, as ``next_id()`` does.
_POSTS: Final = """
    WITH crowd AS (SELECT id, row_number() OVER (ORDER BY id)::int AS n FROM accounts),
         moments AS (
             SELECT k, now() - interval '30 days' * (1 - k / ($2::float8 + 1)) AS at
             FROM generate_series(1, $2::int) AS k),
         numbered AS (
             SELECT k, at, (floor(extract(epoch FROM at) * 1000)::bigint << 16) | (k & 65535) AS id
             FROM moments)
    INSERT INTO posts (id, account_id, text, visibility, root_id, recipe_visibility, remix_policy,
                       training, created_at)
    SELECT p.id, crowd.id,
           'Morning light on wet plaster, study ' || k || ' #affresco #study' || k % 50,
           'public', p.id, 'open', 'everyone', 'allow', at
    FROM numbered p JOIN crowd ON crowd.n = 1 + abs(hashint4(k) % $1::int)
    ORDER BY p.id"""

_MEDIA: Final = """
    INSERT INTO media (id, owner_id, kind, key, content_type, bytes, width, height, thumbhash,
                       renditions, alt, created_at)
    SELECT p.id, p.account_id, 'generated', md5(p.id::text), 'image/webp', 180000, 1024, 1024,
           decode(md5(p.id::text) || md5(p.text), 'hex'),
           '[{"name": "preview", "content_type": "image/webp", "width": 640, "height": 640,
              "bytes": 42000},
             {"name": "large", "content_type": "image/webp", "width": 1280, "height": 1280,
              "bytes": 120000}]',
           'Light from a window falls on a wall of wet plaster', p.created_at
    FROM posts p ORDER BY p.id"""

_PICTURES: Final = """
    INSERT INTO post_media (post_id, position, media_id, alt, recipe)
    SELECT p.id, 0, p.id, 'Light from a window falls on a wall of wet plaster', jsonb_build_object(
               'prompt', 'morning light on wet plaster, a window to the left, study ' || p.id,
               'seed', p.id & 65535, 'engine', 'illustrator', 'version', '1',
               'width', 1024, 'height', 1024)
    FROM posts p ORDER BY p.id"""

_TAGS: Final = """
    INSERT INTO post_tags (tag, post_id)
    SELECT t.tag, p.id FROM posts p
    CROSS JOIN LATERAL (
        SELECT ltrim(word, '#') AS tag FROM unnest(string_to_array(p.text, ' ')) AS word
        WHERE word LIKE '#%') t
    ON CONFLICT DO NOTHING"""

# The newest post of the network is talked about.
_REPLIES: Final = """
    WITH root AS (SELECT id, account_id FROM posts ORDER BY id DESC LIMIT 1),
         crowd AS (SELECT id, row_number() OVER (ORDER BY id)::int AS n FROM accounts)
    INSERT INTO posts (id, account_id, text, visibility, in_reply_to_id, in_reply_to_account_id,
                       root_id, recipe_visibility, remix_policy, training)
    SELECT next_id(), crowd.id, 'The light is what I like, number ' || k, 'public', root.id,
           root.account_id, root.id, 'open', 'everyone', 'allow'
    FROM root CROSS JOIN generate_series(1, $2::int) AS k
    JOIN crowd ON crowd.n = 1 + k % $1::int"""

_NOTIFICATIONS: Final = """
    INSERT INTO notifications (account_id, kind, actor_id, post_id)
    SELECT p.account_id, 'like', l.account_id, p.id
    FROM likes l JOIN posts p ON p.id = l.post_id
    WHERE l.account_id <> p.account_id ORDER BY l.post_id
    ON CONFLICT DO NOTHING"""

# What the triggers would have counted.
_COUNTS: Final = """
    INSERT INTO post_counts (post_id, likes, replies)
    SELECT p.id, coalesce(l.number, 0), coalesce(r.number, 0)
    FROM posts p
    LEFT JOIN (SELECT post_id, count(*) AS number FROM likes GROUP BY post_id) l ON l.post_id = p.id
    LEFT JOIN (SELECT in_reply_to_id, count(*) AS number FROM posts
               WHERE in_reply_to_id IS NOT NULL GROUP BY in_reply_to_id) r ON r.in_reply_to_id = p.id
    ORDER BY p.id"""

_LIKES: Final = """
    WITH crowd AS (SELECT id, row_number() OVER (ORDER BY id)::int AS n FROM accounts)
    INSERT INTO likes (account_id, post_id)
    SELECT crowd.id, p.id FROM posts p
    CROSS JOIN generate_series(1, $2::int) AS k
    JOIN crowd ON crowd.n = 1 + abs(hashint8(p.id + k) % $1::int)
    ON CONFLICT DO NOTHING"""


async def build(database: Database, shape: Shape) -> Built:
    """Fill a migrated, empty database."""
    async with database.write() as tx:
        for sql, args in (
            ("SET LOCAL session_replication_role = replica", ()),
            (_PEOPLE, (shape.people, PASSWORD_HASH)),
            (_FOLLOWS, (shape.people, shape.follows_least, shape.follows_most)),
            (_POSTS, (shape.people, shape.posts)),
            (_MEDIA, ()),
            (_PICTURES, ()),
            (_TAGS, ()),
            (_LIKES, (shape.people, shape.likes_each)),
            (_NOTIFICATIONS, ()),
            (_REPLIES, (shape.people, shape.replies)),
            (_COUNTS, ()),
            ("ANALYZE", ()),
        ):
            # The pool's time limit for a statement is for people who wait, not for two million posts.
            await tx.connection.execute(sql, *args, timeout=3600)
    # As the server does by itself on a network that grew.
    connection = await database.connect()
    try:
        await connection.execute("VACUUM", timeout=3600)
    finally:
        await connection.close()
    return await find(database)


async def find(database: Database) -> Built:
    """What ``build`` wrote."""
    async with database.read() as tx:
        people = await tx.rows(
            "SELECT id, handle FROM accounts WHERE email LIKE 'painter%' ORDER BY id"
        )
        posts = await tx.rows("SELECT id FROM posts WHERE in_reply_to_id IS NULL ORDER BY id")
    return Built(
        person_ids=tuple(row["id"] for row in people),
        handles=tuple(row["handle"] for row in people),
        post_ids=tuple(row["id"] for row in posts),
    )


async def main(dsn: str, shape: Shape) -> None:
    """Migrate the database of this DSN and fill it."""
    async with Database(dsn) as database:
        await migrate(database)
        built = await build(database, shape)
    print(f"{len(built.person_ids)} people, {len(built.post_ids)} posts")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("dsn", help="postgresql://… of an empty database")
    parser.add_argument("--people", type=int, default=Shape().people)
    parser.add_argument("--posts", type=int, default=Shape().posts)
    given = parser.parse_args()
    asyncio.run(main(given.dsn, Shape(people=given.people, posts=given.posts)))
