"""All SQL about a post that fewer people may see than before."""

from __future__ import annotations

from collections.abc import Collection

from affresco.db import Row, WriteTx
from affresco.posts.model import Visibility


async def set_visibility(tx: WriteTx, post_id: int, visibility: Visibility) -> None:
    await tx.run(
        "UPDATE posts SET visibility = $2, revision = revision + 1 WHERE id = $1",
        post_id,
        visibility,
    )


async def end_reposts(tx: WriteTx, post_id: int) -> list[Row]:
    """(id, account_id) of the reposts that were taken back."""
    return await tx.rows("DELETE FROM reposts WHERE post_id = $1 RETURNING id, account_id", post_id)


async def quiet_quote(tx: WriteTx, post_id: int) -> None:
    """The post counts among the quotes of what it quotes only where all who see that may see it."""
    await tx.run(
        """UPDATE quotes q SET counts = false FROM posts p, posts quoted
           WHERE q.post_id = $1 AND p.id = $1 AND quoted.id = q.quoted_id AND q.counts
             AND NOT as_wide(p.visibility, quoted.visibility)""",
        post_id,
    )


async def count_anew(tx: WriteTx, post_ids: Collection[int]) -> None:
    """Answers and remixes of these posts, as their triggers would have counted them."""
    await tx.run(
        """UPDATE post_counts c SET
               replies = (SELECT count(*) FROM posts r WHERE r.in_reply_to_id = p.id
                          AND as_wide(r.visibility, p.visibility)),
               remixes = (SELECT count(*) FROM lineage l JOIN posts r ON r.id = l.post_id
                          WHERE l.parent_id = p.id AND as_wide(r.visibility, p.visibility))
           FROM posts p WHERE p.id = c.post_id AND c.post_id = ANY($1::bigint[])""",
        list(post_ids),
    )
