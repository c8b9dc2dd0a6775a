"""Run a script of many statements inside the migration's transaction."""

from __future__ import annotations

from alembic import op
from sqlalchemy.util import await_only


def run_script(sql: str) -> None:
    """Run ``sql`` as it stands (asyncpg's simple protocol takes several statements at once)."""
    connection = op.get_bind().connection.driver_connection
    assert connection is not None, "a migration runs on an open connection"
    await_only(connection.execute(sql))
