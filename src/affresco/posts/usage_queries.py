"""The SQL about what may be done with posts."""

from __future__ import annotations

from collections.abc import Collection

from affresco.db import ReadTx, Row


async def usage_rows(tx: ReadTx, ids: Collection[int]) -> list[Row]:
    """post_id, training, assistant: whether everybody allows it whose work or words are in the post (remixed
    up the lineage, quoted); licences: of all of these, NULL among them where one was not said, or is gone.

    Of training the database's own gate is asked (commons_posts). One row for each id, whether it exists or
    not.
    """
    return await tx.rows(
        """WITH RECURSIVE up (post_id, id) AS (
               SELECT x.id, x.id FROM unnest($1::bigint[]) x (id)
               UNION
               SELECT up.post_id, s.id FROM up CROSS JOIN LATERAL (
                   SELECT l.parent_id AS id FROM lineage l
                    WHERE l.post_id = up.id AND l.parent_id IS NOT NULL
                   UNION ALL
                   SELECT q.quoted_id FROM quotes q
                    WHERE q.post_id = up.id AND q.state = 'accepted') s
           )
           SELECT up.post_id,
                  EXISTS (SELECT FROM commons_posts c WHERE c.post_id = up.post_id) AS training,
                  coalesce(bool_and(p.visibility <> 'direct'
                                    AND coalesce(p.assistant, a.assistant) = 'allow'
                                    AND p.id IS NOT NULL), false) AS assistant,
                  array_agg(DISTINCT p.licence) AS licences
             FROM up LEFT JOIN posts p ON p.id = up.id LEFT JOIN accounts a ON a.id = p.account_id
            GROUP BY up.post_id""",
        list(ids),
    )
