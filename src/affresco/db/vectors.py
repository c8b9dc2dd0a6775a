"""What search by meaning needs of a PostgreSQL server: pgvector, with half-precision vectors.

The embedded server brings it along. On a server of one's own it is a package (Debian:
``postgresql-18-pgvector``), and only a superuser may bring it into a database.
"""

from __future__ import annotations

from typing import Final

from affresco.db.pool import Database
from affresco.errors import Unavailable
from affresco.text import N_

EXTENSION: Final = "vector"
OLDEST: Final = (0, 7)
"""Half-precision vectors came with it."""


class VectorsMissing(Unavailable):
    code = "db.vectors_missing"
    message = N_(
        "This PostgreSQL lacks pgvector, which search needs. Install it on the database's machine "
        "(on Debian: apt install postgresql-{major}-pgvector) and try again."
    )


class VectorsTooOld(Unavailable):
    code = "db.vectors_too_old"
    message = N_(
        "This PostgreSQL has pgvector {version}; search needs {needed} or newer. Update the package, "
        "then run in the database: ALTER EXTENSION vector UPDATE;"
    )


class VectorsNotAllowed(Unavailable):
    code = "db.vectors_not_allowed"
    message = N_(
        "pgvector is there, but this user may not bring it into the database. A superuser has to run "
        "once in it: CREATE EXTENSION vector;"
    )


async def check_vectors(database: Database) -> str:
    """The version of pgvector that the database has or will get, e.g. "0.8.1".

    Raises VectorsMissing, VectorsTooOld, VectorsNotAllowed, DatabaseUnavailable.
    """
    async with database.read() as tx:
        row = await tx.row(
            """SELECT (SELECT extversion FROM pg_extension WHERE extname = $1) AS installed,
                      (SELECT default_version FROM pg_available_extensions
                       WHERE name = $1) AS available,
                      (SELECT bool_or(superuser AND NOT trusted)
                       FROM pg_available_extension_versions WHERE name = $1) AS guarded,
                      (SELECT rolsuper FROM pg_roles WHERE rolname = current_user) AS superuser,
                      current_setting('server_version_num')::int / 10000 AS major""",
            EXTENSION,
        )
    assert row is not None, "a SELECT of values returns a row"
    version: str | None = row["installed"] or row["available"]
    if version is None:
        raise VectorsMissing(major=row["major"])
    if _number(version) < OLDEST:
        raise VectorsTooOld(version=version, needed=".".join(map(str, OLDEST)))
    if row["installed"] is None and row["guarded"] and not row["superuser"]:
        raise VectorsNotAllowed
    return version


def _number(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split(".")[:2] if part.isdigit())
