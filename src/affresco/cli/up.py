"""``affresco up``: the embedded database, migrations, the web server and a worker, as one.

The two children load what they need, which takes longest, while the database starts.
"""

from __future__ import annotations

import asyncio
import signal
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from types import FrameType
from typing import Final

import structlog

from affresco.accounts.invitations import owner_link_code
from affresco.cli import address, database, engines
from affresco.cli.invites import join_link
from affresco.cli.processes import Child
from affresco.db import Database
from affresco.db.embedded import EmbeddedServer
from affresco.safety import guard
from affresco.settings import Settings, instance_secret
from affresco.text import _
from affresco.web.assets import manifest

log = structlog.get_logger(__name__)

TICK_SECONDS: Final = 0.05
END_SECONDS: Final = 4.0
"""What web and worker get to finish; with the database's own end it stays below 5 s."""


def run(settings: Settings, host: str, port: int) -> None:
    """The command ``up``: returns when it was asked to end, by Ctrl-C or SIGTERM.

    Raises PortTaken, PortForbidden, AddressUnusable, AssetsMissing, BadSettings, EngineMissing,
    BadRules, ClassifierMissing, ClassifierUnusable,
    ProcessFailed, DatabaseUnreachable, and what ``EmbeddedServer.start`` raises.
    """
    address.check_free(host, port)
    manifest()
    engines.check_installed(settings)
    guard.check(settings)
    base_url = address.base_url(settings, host, port)
    environment = {
        address.BASE_URL_VARIABLE: base_url,
        "AFFRESCO_DATA": str(settings.data_dir),
    }
    children = (
        Child("web", ("serve", "--host", host, "--port", str(port)), environment),
        Child("worker", ("worker",), environment),
    )
    server = EmbeddedServer(settings.data_dir, lend=True) if settings.database_url is None else None
    with _asked_to_end() as ending:
        try:
            for child in children:
                child.start()
            dsn = _database(settings, server)
            instance_secret(settings)
            owner_code = asyncio.run(_prepare(dsn))
            for child in children:
                child.go(dsn)
            if _await_ready(children, host, port, ending):
                address.remember(settings, base_url)
                _greet(base_url, owner_code)
            _supervise(children, server, ending)
        finally:
            try:
                _end(children)
            finally:
                if server is not None:
                    server.stop()


@contextmanager
def _asked_to_end() -> Iterator[threading.Event]:
    """Set by the first Ctrl-C or SIGTERM; a second one ends at once, as the children do then too."""
    ending = threading.Event()

    def ask(number: int, _frame: FrameType | None) -> None:
        ending.set()
        signal.signal(number, signal.SIG_DFL)

    previous = {number: signal.signal(number, ask) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield ending
    finally:
        for number, handler in previous.items():
            signal.signal(number, handler)


def _database(settings: Settings, server: EmbeddedServer | None) -> str:
    """The URL of the database, which answers now."""
    if server is not None:
        return server.start()
    url = settings.database_url or ""
    asyncio.run(database.check(url))
    return url


async def _prepare(dsn: str) -> str | None:
    """Migrate; returns the code of the owner link when nobody is here yet."""
    await database.migrated(dsn)
    async with Database(dsn, readers=1, writers=1) as opened:
        return await owner_link_code(opened)


def _await_ready(children: Sequence[Child], host: str, port: int, ending: threading.Event) -> bool:
    """Wait until ``/readyz`` says yes; False when asked to end before. Raises ProcessFailed."""
    while not ending.wait(TICK_SECONDS):
        for child in children:
            child.watch(ready=False)
        if address.ask(host, port, "/readyz") == 200:
            return True
    return False


def _greet(base_url: str, owner_code: str | None) -> None:
    print(_("Affresco is ready at {url}").format(url=base_url), flush=True)
    if owner_code is not None:
        print(
            _("Nobody is here yet. Become the owner (the link works once):"),
            join_link(base_url, owner_code),
            sep="\n",
            flush=True,
        )


def _supervise(
    children: Sequence[Child], server: EmbeddedServer | None, ending: threading.Event
) -> None:
    """Keep everything running until asked to end."""
    while not ending.wait(TICK_SECONDS):
        if server is not None and not server.alive():
            log.warning("the database server died, starting it again")
            server.stop()
            server.start()
        for child in children:
            child.watch(ready=True)


def _end(children: Sequence[Child]) -> None:
    """Ask all to end, give them a common time, kill who is left."""
    give_up = time.monotonic() + END_SECONDS
    for child in children:
        child.ask_to_end()
    for child in children:
        child.end(give_up - time.monotonic())
