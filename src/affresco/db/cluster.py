"""The files of the embedded server: made once, whole or not at all."""

from __future__ import annotations

import errno
import os
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Final

import structlog

from affresco.db import place as places
from affresco.db.place import Place
from affresco.errors import Unavailable
from affresco.text import N_

log = structlog.get_logger(__name__)

DATABASE: Final = "affresco"
SUPERUSER: Final = "affresco"
LOG_LINES: Final = 20


class OtherVersion(Unavailable):
    code = "db.other_version"
    message = N_(
        "The database in {folder} was made by PostgreSQL {found}, "
        "this Affresco brings {installed}. Start the release that made it, back it up, "
        "and restore it with this one."
    )


class ServerDidNotStart(Unavailable):
    code = "db.did_not_start"
    message = N_("The embedded PostgreSQL did not start. Its last words are in {log}.")


def make(place: Place) -> None:
    """Make the cluster and its database, whole or not at all: the last step is a rename.

    The files reach the disk later, see ``sync``. Raises DiskFull, ServerDidNotStart, OSError.
    """
    places.check_space(place.home)
    for abandoned in place.home.glob(".initdb-*"):
        shutil.rmtree(abandoned)
    draft = Path(tempfile.mkdtemp(prefix=".initdb-", dir=place.home))
    if place.user is not None:
        os.chown(draft, place.user.uid, place.user.gid)
    _run(
        place,
        "initdb",
        *("--pgdata", str(draft), "--username", SUPERUSER, "--auth", "trust"),
        *("--encoding", "UTF8", "--locale", "C.UTF-8", "--locale-provider", "builtin"),
        *("--builtin-locale", "C.UTF-8", "--no-instructions", "--no-sync"),
    )
    _run(
        place,
        *("postgres", "--single", "-D", str(draft), "postgres"),
        said=f"CREATE DATABASE {DATABASE}\n",
    )
    draft.rename(place.data)


def sync(place: Place) -> subprocess.Popen[bytes]:
    """Write a fresh cluster's files to the disk while the server already serves.

    That takes seconds on a busy disk, and only a power cut in the first minute would ask for it.
    """
    return subprocess.Popen(  # type: ignore[call-overload,no-any-return]
        [str(place.programs / "initdb"), "--sync-only", "--pgdata", str(place.data)],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        cwd=place.home,
        env=environment(),
        start_new_session=True,
        **places.as_user(place.user),
    )


def _run(place: Place, program: str, *arguments: str, said: str = "") -> None:
    """Run one of the server's programs to its end. Raises DiskFull, ServerDidNotStart."""
    done = subprocess.run(  # type: ignore[call-overload]
        [str(place.programs / program), *arguments],
        input=said,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        cwd=place.home,
        env=environment(),
        **places.as_user(place.user),
    )
    if done.returncode != 0:
        with place.log.open("a") as file:
            file.write(done.stdout)
        raise failure(place, done.stdout)


def check_version(place: Place) -> None:
    """Raises OtherVersion when the cluster was made by another major version."""
    found = (place.data / "PG_VERSION").read_text().strip()
    installed = places.installed_version().partition(".")[0]
    if found != installed:
        raise OtherVersion(folder=str(place.data), found=found, installed=installed)


def failure(place: Place, words: str) -> Unavailable:
    """The error for a person; the server's own last words go to our log."""
    log.error("embedded server failed", words=words.splitlines()[-LOG_LINES:])
    if os.strerror(errno.ENOSPC) in words:
        return places.DiskFull(folder=str(place.home))
    return ServerDidNotStart(log=str(place.log))


def environment() -> dict[str, str]:
    """Ours without what would steer PostgreSQL's programs; its messages in English for the log."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PG", "LC_"))}
    return kept | {"LC_ALL": "C.UTF-8"}
