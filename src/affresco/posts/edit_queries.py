"""All SQL about changing posts, and about what they said before."""

from __future__ import annotations

from collections.abc import Sequence

from affresco.db import ReadTx, Row, WriteTx
from affresco.posts.model import Edit


async def insert_edit(tx: WriteTx, edit: Edit, post_id: int) -> None:
    await tx.run(
        """INSERT INTO post_edits (post_id, revision, text, alts, at, warning, sensitive, media_ids, poll)
           VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)""",
        post_id,
        edit.revision,
        edit.text,
        list(edit.alts),
        edit.at,
        edit.warning,
        edit.sensitive,
        list(edit.media_ids),
        list(edit.poll),
    )


async def edit_rows(tx: ReadTx, post_id: int) -> list[Row]:
    """Earlier wordings, oldest first."""
    return await tx.rows(
        """SELECT revision, text, alts, at, warning, sensitive, media_ids, poll FROM post_edits
           WHERE post_id = $1 ORDER BY revision""",
        post_id,
    )


async def set_words(
    tx: WriteTx, post_id: int, text: str, warning: str, sensitive: bool, language: str
) -> None:
    """What a post says now; it is one revision on."""
    await tx.run(
        """UPDATE posts SET text = $2, warning = $3, sensitive = $4, language = $5,
                  revision = revision + 1, edited_at = clock_timestamp()
           WHERE id = $1""",
        post_id,
        text,
        warning,
        sensitive,
        language,
    )


async def set_alts(tx: WriteTx, post_id: int, alts: Sequence[str]) -> None:
    """Describe the pictures that a post has, in their order."""
    await tx.run(
        """UPDATE post_media m SET alt = n.alt
           FROM unnest($2::text[]) WITH ORDINALITY AS n (alt, position)
           WHERE m.post_id = $1 AND m.position = n.position - 1 AND m.alt <> n.alt""",
        post_id,
        list(alts),
    )


async def take_pictures(tx: WriteTx, post_id: int) -> dict[int, Row | None]:
    """Take all pictures out of a post: media id → the recipe that was published with it, as it is stored."""
    rows = await tx.rows(
        "DELETE FROM post_media WHERE post_id = $1 RETURNING media_id, recipe", post_id
    )
    return {row["media_id"]: row["recipe"] for row in rows}
