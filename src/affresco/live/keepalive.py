"""Connections of people who are gone without a word: found by TCP, and ended.

A phone that loses its network says no goodbye. Where nothing is sent, nobody would notice: the web server
offers no pings within WebSockets. So TCP asks quiet connections whether somebody is there
(``SO_KEEPALIVE``, RFC 9293 §3.8.4). Connections inherit that from the socket they came in by.
"""

from __future__ import annotations

import socket
import sys
import threading
import time
from contextlib import suppress
from pathlib import Path
from typing import Final

import structlog

log = structlog.get_logger(__name__)

QUIET_SECONDS: Final = 30
ASK_SECONDS: Final = 10
ASK_TIMES: Final = 3
"""After a minute without an answer a connection is ended."""
LOOK_SECONDS: Final = 0.05
PATIENCE_SECONDS: Final = 30.0
OPEN_FILES: Final = Path("/proc/self/fd")


def begin() -> None:
    """Have it done as soon as this process listens, which the web server begins when it likes. On Linux
    alone; elsewhere the system's own, longer times stand."""
    if sys.platform == "linux":
        threading.Thread(target=_when_listening, name="keepalive", daemon=True).start()


def _when_listening() -> None:
    give_up = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < give_up:
        if ask_quiet_connections():
            return
        time.sleep(LOOK_SECONDS)
    log.debug("no listening socket was found; dead connections are noticed late")


def ask_quiet_connections() -> int:
    """Set it for what this process listens on by TCP; returns how many sockets that are."""
    found = 0
    for entry in list(OPEN_FILES.iterdir()):
        with suppress(OSError):  # closed meanwhile, or no socket
            if not str(entry.readlink()).startswith("socket:"):
                continue
            with socket.socket(fileno=socket.dup(int(entry.name))) as one:
                found += _ask_of(one)
    return found


def _ask_of(one: socket.socket) -> bool:
    listens = one.getsockopt(socket.SOL_SOCKET, socket.SO_ACCEPTCONN)
    if not listens or one.family not in (socket.AF_INET, socket.AF_INET6):
        return False
    one.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
    one.setsockopt(socket.IPPROTO_TCP, socket.TCP_KEEPIDLE, QUIET_SECONDS)
    one.setsockopt(socket.IPPROTO_TCP, socket.TCP_KEEPINTVL, ASK_SECONDS)
    one.setsockopt(socket.IPPROTO_TCP, socket.TCP_KEEPCNT, ASK_TIMES)
    return True
