"""A second PostgreSQL that streams from a first, both with the programs of the embedded server."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final
from unittest.mock import patch

import msgspec

from affresco.db import cluster, embedded
from affresco.db import place as places
from affresco.db.embedded import EmbeddedServer
from setup.command import PATIENCE

LENDING: Final = {"wal_level": "replica", "max_wal_senders": "4", "hot_standby_feedback": "on"}
NAME: Final = "second"


class Pair(msgspec.Struct, frozen=True):
    """A primary and the standby whose application of each commit is waited for."""

    primary: EmbeddedServer
    standby: EmbeddedServer


@contextmanager
def streaming(root: Path) -> Iterator[Pair]:
    """Both servers, in folders below ``root``, which every user must be able to pass through."""
    with (
        patch.object(embedded, "SETTINGS", embedded.SETTINGS | LENDING),
        EmbeddedServer(root / "first", durable=False) as primary,
    ):
        copy(primary, root / "second")
        with EmbeddedServer(root / "second", durable=False) as standby:
            command(primary, f"ALTER SYSTEM SET synchronous_standby_names = '{NAME}'")
            command(primary, "SELECT pg_reload_conf()")
            yield Pair(primary, standby)
            command(primary, "ALTER SYSTEM RESET synchronous_standby_names")
            command(primary, "SELECT pg_reload_conf()")


def copy(primary: EmbeddedServer, root: Path) -> None:
    """Make the standby's cluster: a base backup that knows whom to follow."""
    places.make_root(root)
    place = places.prepare(root)
    socket = places.run_folder(primary.root)
    follow = f"host={socket} port=5432 user={cluster.SUPERUSER} application_name={NAME}"
    subprocess.run(  # type: ignore[call-overload]
        [
            str(place.programs / "pg_basebackup"),
            *("--pgdata", str(place.data), "--dbname", follow),
            *("--write-recovery-conf", "--checkpoint=fast", "--no-sync"),
        ],
        check=True,
        capture_output=True,
        timeout=PATIENCE,
        cwd=place.home,
        env=cluster.environment(),
        **places.as_user(place.user),
    )


def command(server: EmbeddedServer, sql: str) -> None:
    """Run a statement as the superuser; nothing is waited for but the statement."""
    place = places.prepare(server.root)
    subprocess.run(  # type: ignore[call-overload]
        [str(place.programs / "psql"), server.dsn(), "-qXc", sql],
        check=True,
        capture_output=True,
        timeout=PATIENCE,
        env=cluster.environment() | {"PGOPTIONS": "-c synchronous_commit=local"},
        **places.as_user(place.user),
    )
