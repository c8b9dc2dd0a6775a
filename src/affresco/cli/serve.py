"""The web server: Granian with uvloop around ``affresco.wiring``."""

from __future__ import annotations

import os
from typing import Final

from granian import Granian
from granian.constants import Interfaces, Loops
from granian.log import LogLevels
from litestar import Litestar

from affresco import wiring
from affresco.cli import address, database, lifeline, logs
from affresco.safety import guard
from affresco.settings import Settings, load
from affresco.web.assets import manifest

KILL_SECONDS: Final = 1
"""An open event stream would keep a worker alive for ever after SIGTERM."""
TO_STDERR: Final = {
    "handlers": {
        "console": {"class": "logging.StreamHandler", "stream": "ext://sys.stderr"},
        "access": {"class": "logging.StreamHandler", "stream": "ext://sys.stderr"},
    }
}


def run(settings: Settings, host: str, port: int) -> None:
    """The command ``serve``: returns when the server was asked to end.

    Raises PortTaken, AddressUnusable, AssetsMissing, BadRules, ClassifierMissing, ClassifierUnusable,
    and what ``database.found`` raises.
    """
    manifest()  # raises when there is none
    guard.check(settings)
    lifeline.await_starter()
    address.check_free(host, port)
    with database.found(settings, lend=True) as dsn:
        # The server's own processes read these again, see ``app``.
        os.environ[database.DSN_VARIABLE] = dsn
        os.environ.setdefault(address.BASE_URL_VARIABLE, address.base_url(settings, host, port))
        os.environ["AFFRESCO_DATA"] = str(settings.data_dir)
        Granian(
            target="affresco.cli.serve:app",
            factory=True,
            address=address.reachable_host(host) if host == "localhost" else host,
            port=port,
            interface=Interfaces.ASGI,
            loop=Loops.uvloop,
            workers=settings.web_processes,
            workers_kill_timeout=KILL_SECONDS,
            respawn_failed_workers=True,
            websockets=True,
            log_level=LogLevels.error,
            log_dictconfig=TO_STDERR,
        ).serve()


def app() -> Litestar:
    """The application of one server process, which ends with the process that supervises it."""
    lifeline.follow_parent_process()
    logs.configure(load().log_level)
    return wiring.app_from_environment()
