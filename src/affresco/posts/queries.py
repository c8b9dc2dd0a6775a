"""All SQL about posts."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from affresco.accounts.model import Licence, Training
from affresco.db import ReadTx, Row, WriteTx
from affresco.posts.model import Publish, RemixPolicy
from affresco.studio.model import Recipe

# posts ------------------------------------------------------------------------------------------


async def post_rows(tx: ReadTx, ids: Collection[int]) -> list[Row]:
    """Posts with lineage, tags, mentions and the ids, descriptions and recipes of their pictures.

    How many are asked for is kept from the planner, which would plan anew for each call: that takes
    four times as long as the answer.
    """
    return await tx.rows(
        """SELECT p.id, p.account_id, p.text, p.language, p.visibility, p.in_reply_to_id,
                  p.in_reply_to_account_id, p.root_id, p.recipe_visibility, p.remix_policy,
                  p.training, p.assistant, p.licence, p.likeness, p.revision, p.created_at, p.edited_at,
                  p.warning, p.sensitive, p.quote_policy,
                  q.quoted_id, q.quoted_account_id, q.state AS quote_state, o.id AS poll_id,
                  EXISTS (SELECT FROM post_pins x WHERE x.post_id = p.id) AS pinned,
                  EXISTS (SELECT FROM safety_marks x
                          WHERE x.post_id = p.id AND x.action = 'sensitive')
                  OR EXISTS (SELECT FROM post_media y JOIN safety_marks x ON x.media_id = y.media_id
                             WHERE y.post_id = p.id AND x.action = 'sensitive') AS marked,
                  l.parent_id, coalesce(l.depth, 0) AS depth,
                  ARRAY(SELECT t.tag FROM post_tags t WHERE t.post_id = p.id ORDER BY t.tag) AS tags,
                  n.ids AS mentioned_ids, n.handles AS mentioned_handles,
                  m.ids AS media_ids, m.alts, m.recipes
           FROM posts p
           LEFT JOIN lineage l ON l.post_id = p.id
           LEFT JOIN quotes q ON q.post_id = p.id
           LEFT JOIN polls o ON o.post_id = p.id
           CROSS JOIN LATERAL (
               SELECT array_agg(x.media_id ORDER BY x.position) AS ids,
                      array_agg(x.alt ORDER BY x.position) AS alts,
                      array_agg(x.recipe ORDER BY x.position) AS recipes
               FROM post_media x WHERE x.post_id = p.id) m
           CROSS JOIN LATERAL (
               SELECT array_agg(a.id ORDER BY a.id) AS ids,
                      array_agg(a.handle ORDER BY a.id) AS handles
               FROM post_mentions x JOIN accounts a ON a.id = x.account_id
               WHERE x.post_id = p.id) n
           WHERE p.id = ANY((SELECT $1::bigint[])::bigint[])""",
        list(ids),
    )


async def lock_posts(tx: WriteTx, ids: Collection[int]) -> dict[int, Row]:
    """Posts and their numbers, held in ascending order: they can neither go nor be counted meanwhile."""
    rows = await tx.rows(
        """SELECT p.id, p.account_id, p.visibility, p.root_id, p.in_reply_to_id, p.remix_policy,
                  p.quote_policy
           FROM posts p JOIN post_counts c ON c.post_id = p.id
           WHERE p.id = ANY($1::bigint[]) ORDER BY p.id
           FOR KEY SHARE OF p FOR NO KEY UPDATE OF c""",
        list(ids),
    )
    return {row["id"]: row for row in rows}


async def hold_post(tx: WriteTx, post_id: int) -> bool:
    """Whether the post exists; it then stays until the transaction ends."""
    return None is not await tx.row("SELECT id FROM posts WHERE id = $1 FOR KEY SHARE", post_id)


async def lock_posts_to_change(tx: WriteTx, ids: Collection[int]) -> dict[int, Row]:
    """As ``lock_posts``, but nobody else may hold them: for edits and deletion."""
    rows = await tx.rows(
        """SELECT p.id, p.account_id, p.visibility, p.text, p.revision, p.warning, p.sensitive,
                  p.quote_policy, p.root_id, p.language, p.training, p.assistant, p.remix_policy,
                  p.licence, p.likeness,
                  coalesce(p.edited_at, p.created_at) AS worded_at,
                  ARRAY(SELECT m.alt FROM post_media m WHERE m.post_id = p.id
                        ORDER BY m.position) AS alts,
                  ARRAY(SELECT m.media_id FROM post_media m WHERE m.post_id = p.id
                        ORDER BY m.position) AS media_ids
           FROM posts p JOIN post_counts c ON c.post_id = p.id
           WHERE p.id = ANY($1::bigint[]) ORDER BY p.id
           FOR UPDATE OF p FOR UPDATE OF c""",
        list(ids),
    )
    return {row["id"]: row for row in rows}


async def parent_ids(tx: ReadTx, post_id: int) -> list[int]:
    """The posts that this one answers, remixes and quotes, as recorded."""
    rows = await tx.rows(
        """SELECT in_reply_to_id AS id FROM posts WHERE id = $1 AND in_reply_to_id IS NOT NULL
           UNION
           SELECT parent_id FROM lineage WHERE post_id = $1 AND parent_id IS NOT NULL
           UNION
           SELECT quoted_id FROM quotes WHERE post_id = $1""",
        post_id,
    )
    return [row["id"] for row in rows]


async def new_id(tx: WriteTx, account_id: int, idempotency_key: str | None) -> Row:
    """(fresh: an id for a post, found: that of the post published with this key before, training, licence,
    remix_policy: what the account says; training is None where there is no such account)."""
    row = await tx.row(
        """SELECT next_id() AS fresh,
                  (SELECT id FROM posts WHERE account_id = $1 AND idempotency_key = $2) AS found,
                  a.training, a.licence, a.remix_policy
           FROM (SELECT) AS one LEFT JOIN accounts a ON a.id = $1""",
        account_id,
        idempotency_key,
    )
    assert row is not None, "a SELECT of values returns a row"
    return row


async def insert_post(
    tx: WriteTx,
    post_id: int,
    account_id: int,
    command: Publish,
    *,
    training: Training,
    remix_policy: RemixPolicy,
    licence: Licence | None,
    in_reply_to_account_id: int | None,
    root_id: int,
) -> bool:
    """False when another transaction published with the same key; it has committed by then.

    The database records what is chosen with what the author read (affresco.wording).
    """
    return (
        await tx.run(
            """INSERT INTO posts (id, account_id, text, language, visibility, in_reply_to_id,
                              in_reply_to_account_id, root_id, recipe_visibility, remix_policy,
                              training, idempotency_key, warning, sensitive, quote_policy,
                              assistant, licence, likeness)
           SELECT $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18
           WHERE set_config('affresco.wording', $19, true) IS NOT NULL
           ON CONFLICT (account_id, idempotency_key) DO NOTHING""",
            post_id,
            account_id,
            command.text,
            command.language,
            command.visibility,
            command.in_reply_to_id,
            in_reply_to_account_id,
            root_id,
            command.recipe_visibility,
            remix_policy,
            training,
            command.idempotency_key,
            command.warning,
            command.sensitive,
            command.quote_policy,
            command.assistant,
            licence,
            command.likeness,
            command.wording.kept(),
        )
        == 1
    )


async def id_by_key(tx: ReadTx, account_id: int, idempotency_key: str | None) -> int | None:
    found: int | None = await tx.value(
        "SELECT id FROM posts WHERE account_id = $1 AND idempotency_key = $2",
        account_id,
        idempotency_key,
    )
    return found


async def insert_pictures(
    tx: WriteTx,
    post_id: int,
    owner_id: int,
    media_ids: Sequence[int],
    alts: Sequence[str],
    recipes: Sequence[Recipe | None],
) -> int:
    """How many of the pictures could be attached: the owner's, and in no post yet."""
    return await tx.run(
        """INSERT INTO post_media (post_id, position, media_id, alt, recipe)
           SELECT $1, n.position - 1, m.id, n.alt, n.recipe
           FROM unnest($3::bigint[], $4::text[], $5::jsonb[])
                WITH ORDINALITY AS n (media_id, alt, recipe, position)
           JOIN media m ON m.id = n.media_id AND m.owner_id = $2 AND m.kind <> 'portrait'
           ON CONFLICT DO NOTHING""",
        post_id,
        owner_id,
        list(media_ids),
        list(alts),
        list(recipes),
    )


async def posts_of_media(tx: ReadTx, media_ids: Collection[int]) -> dict[int, int]:
    """media id → the post that shows the picture; pictures in no post are left out."""
    rows = await tx.rows(
        "SELECT media_id, post_id FROM post_media WHERE media_id = ANY($1)", list(media_ids)
    )
    return {row["media_id"]: row["post_id"] for row in rows}


async def hanging(tx: ReadTx, key: str) -> Row | None:
    """(owner_id, kind, post_id) of the picture whose blobs lie under ``key``."""
    return await tx.row(
        """SELECT m.owner_id, m.kind, p.post_id FROM media m
           LEFT JOIN post_media p ON p.media_id = m.id WHERE m.key = $1""",
        key,
    )


async def media_ids(tx: ReadTx, post_id: int) -> list[int]:
    rows = await tx.rows("SELECT media_id FROM post_media WHERE post_id = $1", post_id)
    return [row["media_id"] for row in rows]


async def insert_tags(tx: WriteTx, post_id: int, tags: Collection[str]) -> None:
    await tx.run(
        """INSERT INTO post_tags (tag, post_id) SELECT tag, $1 FROM unnest($2::text[]) AS tag
           ON CONFLICT DO NOTHING""",
        post_id,
        list(tags),
    )


async def insert_mentions(
    tx: WriteTx, post_id: int, account_ids: Collection[int], *, silent: bool = False
) -> list[int]:
    """The ids that were not mentioned before. silent: not in the text, and kept when that changes."""
    rows = await tx.rows(
        """INSERT INTO post_mentions (post_id, account_id, silent)
           SELECT $1, a.id, $3 FROM accounts a WHERE a.id = ANY($2::bigint[])
           ON CONFLICT DO NOTHING RETURNING account_id""",
        post_id,
        list(account_ids),
        silent,
    )
    return [row["account_id"] for row in rows]


async def mentioned_ids(tx: ReadTx, post_id: int) -> list[int]:
    """Whom a post names, at most 100: so many fit a live message."""
    rows = await tx.rows(
        "SELECT account_id FROM post_mentions WHERE post_id = $1 LIMIT 100", post_id
    )
    return [row["account_id"] for row in rows]


async def mentions(tx: ReadTx, post_id: int, account_id: int) -> bool:
    """Whether the post names the account."""
    return None is not await tx.row(
        "SELECT post_id FROM post_mentions WHERE post_id = $1 AND account_id = $2",
        post_id,
        account_id,
    )


async def drop_other_names(
    tx: WriteTx, post_id: int, tags: Collection[str], account_ids: Collection[int]
) -> None:
    """Forget hashtags and mentions that an edited text lacks."""
    await tx.run(
        "DELETE FROM post_tags WHERE post_id = $1 AND tag <> ALL($2::text[])", post_id, list(tags)
    )
    await tx.run(
        """DELETE FROM post_mentions
           WHERE post_id = $1 AND account_id <> ALL($2::bigint[]) AND NOT silent""",
        post_id,
        list(account_ids),
    )


async def delete_post(tx: WriteTx, post_id: int) -> None:
    await tx.run("DELETE FROM posts WHERE id = $1", post_id)


async def public_tags(tx: ReadTx, post_id: int) -> list[str]:
    rows = await tx.rows("SELECT tag FROM post_tags WHERE post_id = $1", post_id)
    return [row["tag"] for row in rows]


# lineage ----------------------------------------------------------------------------------------


async def insert_lineage(tx: WriteTx, post_id: int, parent_id: int) -> None:
    """Record a remix. The parent becomes the root of a family with its first remix."""
    await tx.run(
        """INSERT INTO lineage (post_id, parent_id, root_id, depth) VALUES ($1, NULL, $1, 0)
           ON CONFLICT DO NOTHING""",
        parent_id,
    )
    await tx.run(
        """INSERT INTO lineage (post_id, parent_id, root_id, depth)
           SELECT $1, post_id, root_id, depth + 1 FROM lineage WHERE post_id = $2""",
        post_id,
        parent_id,
    )


async def family_rows(tx: ReadTx, post_id: int, limit: int) -> list[Row]:
    """(post_id, parent_id, depth) of the family: the way from the root to the post, then the oldest."""
    return await tx.rows(
        """WITH RECURSIVE line AS (
               SELECT l.post_id, l.parent_id, l.root_id, l.depth FROM lineage l WHERE l.post_id = $1
               UNION ALL
               SELECT l.post_id, l.parent_id, l.root_id, l.depth
               FROM lineage l JOIN line ON l.post_id = line.parent_id)
           SELECT post_id, parent_id, depth FROM line
           UNION
           SELECT * FROM (
               SELECT post_id, parent_id, depth FROM lineage
               WHERE root_id = (SELECT root_id FROM line LIMIT 1)
               ORDER BY post_id LIMIT $2) AS oldest""",
        post_id,
        limit,
    )


# numbers and reactions --------------------------------------------------------------------------


async def count_rows(tx: ReadTx, ids: Collection[int]) -> list[Row]:
    return await tx.rows(
        """SELECT post_id, likes, reposts, replies, remixes, quotes FROM post_counts
           WHERE post_id = ANY($1::bigint[])""",
        list(ids),
    )


async def reaction_rows(tx: ReadTx, account_id: int, ids: Collection[int]) -> list[Row]:
    """(kind, post_ids, choices) of what the account did with these posts: choices are of votes alone.

    And ("muted", the roots) of every thread that it has muted, whatever the posts. One row a kind, with
    arrays: they cost a tenth of as many rows.
    """
    return await tx.rows(
        """SELECT 'like' AS kind, coalesce(array_agg(post_id), '{}') AS post_ids,
                  NULL::int[] AS choices
           FROM likes WHERE account_id = $1 AND post_id = ANY($2::bigint[])
           UNION ALL
           SELECT 'repost', coalesce(array_agg(post_id), '{}'), NULL
           FROM reposts WHERE account_id = $1 AND post_id = ANY($2::bigint[])
           UNION ALL
           SELECT 'bookmark', coalesce(array_agg(post_id), '{}'), NULL
           FROM bookmarks WHERE account_id = $1 AND post_id = ANY($2::bigint[])
           UNION ALL
           SELECT 'vote', coalesce(array_agg(p.post_id), '{}'), coalesce(array_agg(v.position), '{}')
           FROM poll_votes v JOIN polls p ON p.id = v.poll_id
           WHERE v.account_id = $1 AND p.post_id = ANY($2::bigint[])
           UNION ALL
           SELECT 'muted', coalesce(array_agg(root_id), '{}'), NULL
           FROM thread_mutes WHERE account_id = $1""",
        account_id,
        list(ids),
    )


async def all_reaction_rows(tx: ReadTx, account_id: int, at_most: int) -> list[Row]:
    """``reaction_rows`` of whatever post, at most so many of each kind."""
    return await tx.rows(
        """SELECT 'like' AS kind, ARRAY(SELECT post_id FROM likes WHERE account_id = $1 LIMIT $2)
                      AS post_ids, NULL::int[] AS choices
           UNION ALL
           SELECT 'repost', ARRAY(SELECT post_id FROM reposts WHERE account_id = $1 LIMIT $2), NULL
           UNION ALL
           SELECT 'bookmark', ARRAY(SELECT post_id FROM bookmarks WHERE account_id = $1 LIMIT $2), NULL
           UNION ALL
           SELECT 'vote', coalesce(array_agg(v.post_id), '{}'), coalesce(array_agg(v.position), '{}')
           FROM (SELECT p.post_id, v.position FROM poll_votes v JOIN polls p ON p.id = v.poll_id
                 WHERE v.account_id = $1 LIMIT $2) v
           UNION ALL
           SELECT 'muted', ARRAY(SELECT root_id FROM thread_mutes WHERE account_id = $1 LIMIT $2), NULL""",
        account_id,
        at_most,
    )


async def insert_like(tx: WriteTx, account_id: int, post_id: int) -> bool:
    """False when it was so already."""
    return (
        await tx.run(
            "INSERT INTO likes (account_id, post_id) VALUES ($1, $2) ON CONFLICT DO NOTHING",
            account_id,
            post_id,
        )
        == 1
    )


async def delete_like(tx: WriteTx, account_id: int, post_id: int) -> bool:
    """False when there was nothing to delete."""
    return (
        await tx.run(
            "DELETE FROM likes WHERE account_id = $1 AND post_id = $2", account_id, post_id
        )
        == 1
    )


async def hold_like(tx: WriteTx, account_id: int, post_id: int) -> bool:
    """Whether the like exists; it then stays until the transaction ends."""
    return None is not await tx.row(
        "SELECT id FROM likes WHERE account_id = $1 AND post_id = $2 FOR KEY SHARE",
        account_id,
        post_id,
    )


async def insert_bookmark(tx: WriteTx, account_id: int, post_id: int) -> bool:
    """False when it was so already."""
    return (
        await tx.run(
            "INSERT INTO bookmarks (account_id, post_id) VALUES ($1, $2) ON CONFLICT DO NOTHING",
            account_id,
            post_id,
        )
        == 1
    )


async def delete_bookmark(tx: WriteTx, account_id: int, post_id: int) -> bool:
    """False when there was nothing to delete."""
    return (
        await tx.run(
            "DELETE FROM bookmarks WHERE account_id = $1 AND post_id = $2", account_id, post_id
        )
        == 1
    )


async def insert_repost(tx: WriteTx, account_id: int, post_id: int) -> int | None:
    """The repost's id, None when there was one already."""
    repost_id: int | None = await tx.value(
        """INSERT INTO reposts (account_id, post_id) VALUES ($1, $2)
           ON CONFLICT DO NOTHING RETURNING id""",
        account_id,
        post_id,
    )
    return repost_id


async def delete_repost(tx: WriteTx, account_id: int, post_id: int) -> int | None:
    """The repost's id, None when there was none."""
    repost_id: int | None = await tx.value(
        "DELETE FROM reposts WHERE account_id = $1 AND post_id = $2 RETURNING id",
        account_id,
        post_id,
    )
    return repost_id


async def likers_before(
    tx: ReadTx, post_id: int, viewer_id: int | None, before: int | None, limit: int
) -> list[Row]:
    """(id, person_id) of likes of a post, newest first, without those apart from the viewer."""
    return await tx.rows(
        """SELECT l.id, l.account_id AS person_id FROM likes l
           WHERE l.post_id = $1 AND ($3::bigint IS NULL OR l.id < $3)
             AND NOT EXISTS (SELECT FROM blocks b
                             WHERE b.account_id = l.account_id AND b.target_id = $2)
             AND NOT EXISTS (SELECT FROM blocks b
                             WHERE b.account_id = $2 AND b.target_id = l.account_id)
           ORDER BY l.id DESC LIMIT $4""",
        post_id,
        viewer_id,
        before,
        limit,
    )


async def reposters_before(
    tx: ReadTx, post_id: int, viewer_id: int | None, before: int | None, limit: int
) -> list[Row]:
    """As ``likers_before``, of reposts."""
    return await tx.rows(
        """SELECT r.id, r.account_id AS person_id FROM reposts r
           WHERE r.post_id = $1 AND ($3::bigint IS NULL OR r.id < $3)
             AND NOT EXISTS (SELECT FROM blocks b
                             WHERE b.account_id = r.account_id AND b.target_id = $2)
             AND NOT EXISTS (SELECT FROM blocks b
                             WHERE b.account_id = $2 AND b.target_id = r.account_id)
           ORDER BY r.id DESC LIMIT $4""",
        post_id,
        viewer_id,
        before,
        limit,
    )


async def repost_row(tx: ReadTx, repost_id: int) -> Row | None:
    """(account_id, post_id) of a repost."""
    return await tx.row("SELECT account_id, post_id FROM reposts WHERE id = $1", repost_id)


async def passed_on_by(tx: ReadTx, post_id: int) -> list[int]:
    """Who reposted or quotes a post."""
    rows = await tx.rows(
        """SELECT account_id FROM reposts WHERE post_id = $1
           UNION
           SELECT p.account_id FROM quotes q JOIN posts p ON p.id = q.post_id
           WHERE q.quoted_id = $1 AND q.state = 'accepted'
           ORDER BY account_id""",
        post_id,
    )
    return [row["account_id"] for row in rows]


async def count_public(tx: ReadTx) -> int:
    """How many public posts there are, answers included."""
    count: int = await tx.value("SELECT count(*) FROM posts WHERE visibility = 'public'")
    return count


async def hold_repost(tx: WriteTx, account_id: int, post_id: int) -> int | None:
    """The repost's id, None when there is none; it then stays until the transaction ends."""
    repost_id: int | None = await tx.value(
        "SELECT id FROM reposts WHERE account_id = $1 AND post_id = $2 FOR KEY SHARE",
        account_id,
        post_id,
    )
    return repost_id
