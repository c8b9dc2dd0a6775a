"""The statement behind homes and lists finds what a plain one does that looks at everything."""

from __future__ import annotations

from random import Random
from typing import Final

import pytest

from affresco.db import ReadTx
from affresco.feeds import queries
from affresco.feeds.model import Entry
from affresco.feeds.paging import HIGHEST
from affresco.feeds.skeleton import Bounds
from properties.network import Network

PLAIN: Final = """
    SELECT DISTINCT id, post_id, reposted_by FROM (
        SELECT id, id AS post_id, NULL::bigint AS reposted_by FROM posts
        WHERE account_id = ANY($2::bigint[])
          AND (visibility NOT IN ('private', 'direct') OR account_id = $1)
          AND (in_reply_to_account_id IS NULL OR in_reply_to_account_id = account_id
               OR in_reply_to_account_id = ANY($3::bigint[]))
        UNION ALL
        SELECT id, post_id, account_id FROM reposts WHERE account_id = ANY($2::bigint[])
        UNION ALL
        SELECT p.id, p.id, NULL FROM post_tags t JOIN posts p ON p.id = t.post_id
        WHERE t.tag = ANY($4::text[]) AND p.visibility = 'public' AND p.in_reply_to_id IS NULL) e
    ORDER BY id DESC"""
AUDIENCES: Final = ("public", "unlisted", "followers", "direct", "private")


async def everything(
    tx: ReadTx, me: int, sources: list[int], answered: list[int], tags: list[str]
) -> list[Entry]:
    rows = await tx.rows(PLAIN, me, sources, answered, tags)
    return [Entry(row["id"], row["post_id"], row["reposted_by"]) for row in rows]


async def fill(net: Network, people: list[int], random: Random) -> None:
    """A hundred posts, most of them by one or two people, with everything that may be on a home."""
    weights = [random.choice((1, 1, 5, 40)) for _ in people]
    posts: list[tuple[int, int]] = []
    async with net.database.write() as tx:
        for number in range(1, 101):
            author = random.choices(people, weights)[0]
            answered = random.choice(posts) if posts and random.random() < 0.3 else (None, None)
            post_id = 1_000 * number + random.randrange(500)
            await tx.run(
                """INSERT INTO posts (id, account_id, text, visibility, in_reply_to_id,
                                      in_reply_to_account_id, root_id, recipe_visibility,
                                      remix_policy, training)
                   VALUES ($1, $2, 'x', $3, $4, $5, $1, 'open', 'everyone', 'deny')""",
                post_id,
                author,
                random.choices(AUDIENCES, (6, 1, 1, 1, 1))[0],
                *answered,
            )
            posts.append((post_id, author))
            for tag in random.sample(("sea", "wall", "fog"), random.randrange(3)):
                await tx.run("INSERT INTO post_tags (tag, post_id) VALUES ($1, $2)", tag, post_id)
            if random.random() < 0.4:
                await tx.run(
                    """INSERT INTO reposts (id, account_id, post_id) VALUES ($1, $2, $3)
                       ON CONFLICT DO NOTHING""",
                    1_000 * number + 500 + random.randrange(499),
                    random.choices(people, weights)[0],
                    random.choice(posts)[0],
                )


@pytest.mark.parametrize("seed", range(4))
async def test_a_home_is_the_newest_of_everything_that_belongs_there(
    net: Network, seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    random = Random(seed)
    people: list[int] = [int(i) for i in await net.people("ada", "bo", "cy", "di", "ed")]
    await fill(net, people, random)
    async with net.database.read() as tx:
        for _ in range(60):
            monkeypatch.setattr(queries, "FIRST", random.randint(1, 4))
            sources = random.sample(people, random.randint(0, 5))
            answered = random.sample(people, random.randint(0, 5))
            tags = random.sample(["sea", "wall", "fog"], random.choice((0, 0, 1, 2)))
            bounds = Bounds(
                below=random.choice((HIGHEST, random.randrange(100_000))),
                above=random.choice((0, random.randrange(100_000))),
                limit=random.choice((1, 2, 7, 20, 120)),
                upward=random.random() < 0.3,
            )
            whole = [
                entry
                for entry in await everything(tx, people[0], sources, answered, tags)
                if bounds.above < entry.id < bounds.below
            ]
            expected = whole[::-1] if bounds.upward else whole
            found = await queries.home(tx, bounds, people[0], sources, answered, tags)
            assert found == expected[: bounds.limit]
