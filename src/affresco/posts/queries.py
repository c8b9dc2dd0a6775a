"""All SQL about posts and their lineage."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from affresco.accounts.model import Licence, Training
from affresco.db import ReadTx, Row, WriteTx
from affresco.posts.model import Publish, RemixPolicy
from affresco.studio.model import Recipe


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


async def count_public(tx: ReadTx) -> int:
    """How many public posts there are, answers included."""
    count: int = await tx.value("SELECT count(*) FROM posts WHERE visibility = 'public'")
    return count


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
