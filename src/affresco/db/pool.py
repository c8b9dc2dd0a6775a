"""Connections and transactions.

Two pools on one server: the one for reads has ``default_transaction_read_only`` set, so a write
through it fails in the database. Only ``write()`` opens a transaction; it commits when its block ends
and rolls back when the block raises. Application code never commits.

With a replica, reads go there. What our caches rest on, that a read after a live message finds what
the message tells of, then holds because commits wait until the replica has applied them
(``synchronous_commit = remote_apply``; PostgreSQL sends NOTIFY after that wait). See ADR 0020.
"""

from __future__ import annotations

import asyncio
import itertools
import secrets
import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from typing import Any, Final, TypeAlias

import asyncpg
import msgspec
import structlog

from affresco.errors import AffrescoError, Unavailable
from affresco.text import N_

Row: TypeAlias = asyncpg.Record
log = structlog.get_logger(__name__)

ACQUIRE_SECONDS: Final = 5.0
CLOSE_SECONDS: Final = 5.0
READ_SECONDS: Final = 10.0
"""No read of ours takes a tenth of this; a server that hangs is away, and pages say so."""
WRITE_SECONDS: Final = 60.0
"""Deleting an account takes a while where much hangs on it."""
LOCK_TIMEOUT: Final = "4s"
REST_SECONDS: Final = 5.0
"""How long a replica that did not answer is left alone."""
NOTIFY_CHANNEL: Final = "affresco_live"
NOTIFY_LIMIT: Final = 7900
"""Bytes that fit one NOTIFY payload (PostgreSQL documents 8,000 as the bound)."""


AWAY: Final = (
    asyncpg.exceptions.PostgresConnectionError,
    asyncpg.exceptions.CannotConnectNowError,
    # "not currently accepting connections": closed by an administrator for a while
    asyncpg.exceptions.ObjectNotInPrerequisiteStateError,
    asyncpg.exceptions.AdminShutdownError,
    asyncpg.exceptions.CrashShutdownError,
    asyncpg.exceptions.TooManyConnectionsError,
    asyncpg.exceptions.LockNotAvailableError,
    asyncpg.exceptions.DeadlockDetectedError,
    asyncpg.exceptions.InterfaceError,
    asyncpg.exceptions.InternalClientError,  # the goodbye came just as a statement was sent
    OSError,  # refused, timed out, no route, no such host, no socket: the driver lets them through
    # a standby had to take back rows that a read still looked at
    asyncpg.exceptions.SerializationError,
)
"""How a server that does not answer, or cannot just now, shows itself."""


class DatabaseUnavailable(Unavailable):
    code = "db.unavailable"
    message = N_("The database is not answering. Nothing was lost; try again in a moment.")


class ReplicaNotSynchronous(Unavailable):
    code = "db.replica_not_synchronous"
    message = N_(
        "The replica in AFFRESCO_REPLICA_URL is not synchronous: readers would miss what was just "
        "written. Set synchronous_standby_names on the primary, or leave the replica out."
    )


class StorageFull(AffrescoError):
    code = "db.storage_full"
    status = 507
    message = N_(
        "The server's disk is full. Nothing was saved; tell its owner and try again later."
    )


class ReadTx:
    """Statements that read. Each sees what was committed when it started."""

    def __init__(self, connection: asyncpg.Connection) -> None:
        self._connection = connection

    async def rows(self, sql: str, *args: object) -> list[Row]:
        """All rows of a statement."""
        found: list[Row] = await self._connection.fetch(sql, *args)
        return found

    async def row(self, sql: str, *args: object) -> Row | None:
        """The first row, or None."""
        return await self._connection.fetchrow(sql, *args)

    async def value(self, sql: str, *args: object) -> Any:
        """The first column of the first row, or None."""
        return await self._connection.fetchval(sql, *args)


class WriteTx(ReadTx):
    """One transaction: rows, events, jobs and live messages are committed together or not at all.

    name: of the transaction, the same in each of its live messages. sent: the (topic, message) pairs
    that go out on commit.
    """

    def __init__(self, connection: asyncpg.Connection, name: str) -> None:
        super().__init__(connection)
        self.name = name
        self.sent: list[tuple[str, bytes]] = []
        self.payloads: list[str] = []

    @property
    def connection(self) -> asyncpg.Connection:
        """The raw connection, for the queue library that enqueues inside our transaction."""
        return self._connection

    async def run(self, sql: str, *args: object) -> int:
        """Run a statement; returns the number of rows it changed."""
        status: str = await self._connection.execute(sql, *args)
        tail = status.rpartition(" ")[2]
        return int(tail) if tail.isdigit() else 0

    async def notify(self, topic: str, message: bytes) -> None:
        """Send a live message on commit. message: JSON, at most ``NOTIFY_LIMIT`` bytes with topic."""
        payload = f"{self.name}\x1f{topic}\x1f{message.decode()}"
        if len(payload.encode()) > NOTIFY_LIMIT:
            raise ValueError(f"live message on {topic} is too long: send ids, not documents")
        self.payloads.append(payload)
        self.sent.append((topic, message))

    async def hand_over(self) -> None:
        """Give the server the live messages, all at once, right before the commit that sends them."""
        if self.payloads:
            await self._connection.execute(
                "SELECT pg_notify($1, p) FROM unnest($2::text[]) AS p",
                NOTIFY_CHANNEL,
                self.payloads,
            )


class Database:
    """The pools of one process. Use as an async context manager, or ``open()`` and ``close()``."""

    def __init__(
        self, dsn: str, *, replica: str | None = None, readers: int = 8, writers: int = 8
    ) -> None:
        """replica: URL of a server that streams from the one at ``dsn``; reads go there."""
        self.dsn = dsn
        self._replica = replica
        self._replica_pool: asyncpg.Pool | None = None
        self._replica_rests_until = 0.0
        self._readers = readers
        self._writers = writers
        self._read_pool: asyncpg.Pool | None = None
        self._write_pool: asyncpg.Pool | None = None
        self._commit_listeners: list[Callable[[str, bytes], None]] = []
        self._name = secrets.token_hex(4)
        self._written = itertools.count(1)
        self._unheard: dict[str, int] = {}

    def on_commit(self, listener: Callable[[str, bytes], None]) -> None:
        """Call ``listener(topic, message)`` for each live message that this process has committed.

        Caches need it: who writes and then reads must find the write, and NOTIFY takes a moment. The
        same message comes again through NOTIFY, in the order of all processes' commits. Where NOTIFY
        was faster there is no call: a later transaction may have been heard of by then, and one's
        own earlier message would undo it.
        """
        self._commit_listeners.append(listener)

    def heard(self, name: str) -> None:
        """A message of the transaction ``name`` came through NOTIFY."""
        if name in self._unheard:
            self._unheard[name] -= 1

    async def open(self) -> Database:
        """Connect. Raises DatabaseUnavailable, ReplicaNotSynchronous."""
        reading, writing = {"default_transaction_read_only": "on"}, {"lock_timeout": LOCK_TIMEOUT}
        with _translated():
            self._read_pool = await self._pool(self.dsn, self._readers, READ_SECONDS, reading)
            if self._replica is not None:
                async with self._read_pool.acquire(timeout=ACQUIRE_SECONDS) as connection:
                    if not await connection.fetchval("SHOW synchronous_standby_names"):
                        raise ReplicaNotSynchronous
                self._replica_pool = await self._pool(
                    self._replica, self._readers, READ_SECONDS, reading, at_once=0
                )
                writing["synchronous_commit"] = "remote_apply"
            self._write_pool = await self._pool(self.dsn, self._writers, WRITE_SECONDS, writing)
        return self

    async def close(self) -> None:
        """Close the pools; statements under way are waited for, for at most ``CLOSE_SECONDS``."""
        for pool in (self._replica_pool, self._read_pool, self._write_pool):
            if pool is not None:
                try:
                    async with asyncio.timeout(CLOSE_SECONDS):
                        await pool.close()
                except TimeoutError:
                    log.warning("connections were not given back, and are cut")
                    pool.terminate()
        self._replica_pool = self._read_pool = self._write_pool = None

    async def __aenter__(self) -> Database:
        return await self.open()

    async def __aexit__(self, *_exc: object) -> None:
        await self.close()

    async def _pool(
        self,
        dsn: str,
        size: int,
        patience: float,
        server_settings: dict[str, str],
        at_once: int = 1,
    ) -> asyncpg.Pool:
        return await asyncpg.create_pool(
            dsn,
            min_size=at_once,
            max_size=size,
            timeout=ACQUIRE_SECONDS,
            command_timeout=patience,
            server_settings={"application_name": "affresco", "jit": "off", **server_settings},
            init=prepare_connection,
            reset=_keep_session,
        )

    @asynccontextmanager
    async def read(self) -> AsyncIterator[ReadTx]:
        """A connection for reading: of the replica where there is one and it answers, else of the
        primary. Raises DatabaseUnavailable."""
        with _translated():
            pool = self._replica_pool
            if pool is not None and time.monotonic() >= self._replica_rests_until:
                try:
                    connection = await pool.acquire(timeout=ACQUIRE_SECONDS)
                except AWAY as error:
                    self._replica_rests_until = time.monotonic() + REST_SECONDS
                    log.warning("replica unavailable, reading from the primary", reason=str(error))
                else:
                    try:
                        yield ReadTx(connection)
                    finally:
                        await pool.release(connection)
                    return
            async with _opened(self._read_pool).acquire(timeout=ACQUIRE_SECONDS) as connection:
                yield ReadTx(connection)

    @asynccontextmanager
    async def write(self) -> AsyncIterator[WriteTx]:
        """One transaction. Raises DatabaseUnavailable, StorageFull; what was not acknowledged is undone."""
        name = f"{self._name}.{next(self._written)}"
        try:
            with _translated():
                async with (
                    _opened(self._write_pool).acquire(timeout=ACQUIRE_SECONDS) as connection,
                    connection.transaction(),
                ):
                    tx = WriteTx(connection, name)
                    yield tx
                    await tx.hand_over()
                    # PostgreSQL sends what is twice the same in one transaction once.
                    self._unheard[name] = len(set(tx.payloads))
            sent = tx.sent if self._unheard[name] > 0 else []
        finally:
            self._unheard.pop(name, None)
        for topic, message in sent:
            for listener in self._commit_listeners:
                listener(topic, message)

    async def connect(self) -> asyncpg.Connection:
        """A connection of one's own, e.g. for LISTEN or the queue. The caller closes it."""
        connection = await asyncpg.connect(self.dsn, timeout=ACQUIRE_SECONDS)
        await prepare_connection(connection)
        return connection


async def _keep_session(_connection: asyncpg.Connection) -> None:
    """A connection goes back to its pool as it is: nobody here changes session state, and the default
    would cost each read one more round trip. Open transactions are rolled back all the same."""


async def prepare_connection(connection: asyncpg.Connection) -> None:
    """Let ``jsonb`` columns carry JSON values encoded by msgspec."""
    await connection.set_type_codec(
        "jsonb",
        schema="pg_catalog",
        encoder=lambda value: msgspec.json.encode(value).decode(),
        decoder=msgspec.json.decode,
    )


def _opened(pool: asyncpg.Pool | None) -> asyncpg.Pool:
    if pool is None:
        raise DatabaseUnavailable
    return pool


@contextmanager
def _translated() -> Iterator[None]:
    """Turn the server being away or full into errors that a person can read."""
    try:
        yield
    except asyncpg.exceptions.DiskFullError as error:
        raise StorageFull from error
    except AWAY as error:
        log.warning("database unavailable", reason=f"{type(error).__name__}: {error}")
        raise DatabaseUnavailable from error
