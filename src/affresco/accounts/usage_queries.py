"""The SQL about what accounts say of all that they post."""

from __future__ import annotations

from affresco.db import ReadTx, Row


async def default_row(tx: ReadTx, account_id: int) -> Row | None:
    """training, assistant, licence; training_at, assistant_at, licence_at: when each was last answered, else
    when the account began."""
    return await tx.row(
        """SELECT a.training, a.assistant, a.licence,
                  coalesce(c.training_at, a.created_at) AS training_at,
                  coalesce(c.assistant_at, a.created_at) AS assistant_at,
                  coalesce(c.licence_at, a.created_at) AS licence_at
             FROM accounts a
             CROSS JOIN LATERAL (
                 SELECT max(at) FILTER (WHERE subject = 'training') AS training_at,
                        max(at) FILTER (WHERE subject = 'assistant') AS assistant_at,
                        max(at) FILTER (WHERE subject = 'redistribution') AS licence_at
                   FROM consent_choices WHERE account_id = a.id AND post_id IS NULL) c
            WHERE a.id = $1""",
        account_id,
    )
