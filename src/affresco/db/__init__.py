"""PostgreSQL: the one engine for truth.

- ``pool``: ``Database`` with ``read()`` and ``write()``; the transactions are different types.
- ``migrate``: one linear history of plain-SQL migrations (Alembic), run at start under a lock.
- ``embedded``: the server that a fresh install brings along.
"""

from __future__ import annotations

from affresco.db.pool import Database, ReadTx, Row, WriteTx

__all__ = ["Database", "ReadTx", "Row", "WriteTx"]
