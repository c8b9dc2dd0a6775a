"""Deleting an account, a picture or a post looks for what refers to it: an index has to lead there."""

from __future__ import annotations

from affresco.db import Database

WITHOUT_INDEX = """
SELECT c.conrelid::regclass || '.' || a.attname AS referring
  FROM pg_constraint c
  JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = c.conkey[1]
 WHERE c.contype = 'f'
   AND NOT EXISTS (
       SELECT FROM pg_index i
        WHERE i.indrelid = c.conrelid AND i.indkey[0] = a.attnum
          AND (i.indpred IS NULL
               OR pg_get_expr(i.indpred, i.indrelid) = format('(%I IS NOT NULL)', a.attname)))
 ORDER BY referring
"""


async def test_every_reference_is_found_by_an_index(database: Database) -> None:
    async with database.read() as tx:
        rows = await tx.rows(WITHOUT_INDEX)
    assert [row["referring"] for row in rows] == []
