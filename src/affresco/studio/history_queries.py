"""All SQL of the way to a picture."""

from __future__ import annotations

from affresco.db import ReadTx, Row


async def line_of(tx: ReadTx, account_id: int, media_id: int, limit: int) -> list[Row]:
    """A picture of the account's own jobs and those it came from, nearest first: a row each with its job's
    task, instruction, source and recipe."""
    return await tx.rows(
        """WITH RECURSIVE line AS (
               SELECT c.media_id, c.recipe, g.id AS generation_id, g.task, g.source_media_id,
                      g.source_post_id, g.steering, 0 AS depth
                 FROM candidates c JOIN generations g ON g.id = c.generation_id
                WHERE c.media_id = $2 AND g.account_id = $1
                UNION ALL
               SELECT c.media_id, c.recipe, g.id, g.task, g.source_media_id, g.source_post_id,
                      g.steering, line.depth + 1
                 FROM line
                 JOIN candidates c ON c.media_id = line.source_media_id
                 JOIN generations g ON g.id = c.generation_id AND g.account_id = $1
                WHERE line.depth < $3)
           SELECT media_id, recipe, generation_id, task, source_media_id, source_post_id,
                  coalesce(steering->>'instruction', '') AS instruction
             FROM line ORDER BY depth""",
        account_id,
        media_id,
        limit,
    )


async def made_from(tx: ReadTx, account_id: int, media_id: int, limit: int) -> list[Row]:
    """What the account's own jobs made from a picture, newest first."""
    return await tx.rows(
        """SELECT c.media_id, g.task, coalesce(g.steering->>'instruction', '') AS instruction
             FROM generations g JOIN candidates c ON c.generation_id = g.id
            WHERE g.source_media_id = $2 AND g.account_id = $1 AND c.media_id IS NOT NULL
            ORDER BY c.id DESC LIMIT $3""",
        account_id,
        media_id,
        limit,
    )
