"""No process outlives the one that started it, not even after ``kill -9``.

A child holds one end of something that the kernel closes when the parent is gone, waits for that in
a thread, then asks itself to end as if the owner had, and ends for certain a little later.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import threading
import time
from collections.abc import Callable
from multiprocessing.connection import wait
from typing import Final

from affresco.cli.database import DSN_VARIABLE

GRACE_SECONDS: Final = 5.0
VARIABLE: Final = "_AFFRESCO_LIFELINE"
"""Set by a starter who speaks to us over standard input."""


def await_starter() -> None:
    """Wait for the starter's word that the database stands, and end with the starter from then on.

    Its first line is the database's URL, for ``DSN_VARIABLE``; after that it only keeps the pipe
    open. Started by hand, do nothing.
    """
    if os.environ.pop(VARIABLE, None) is None:
        return
    pipe = os.dup(sys.stdin.fileno())
    dsn = sys.stdin.readline().strip()
    if not dsn:
        sys.exit(0)
    os.environ[DSN_VARIABLE] = dsn
    _in_thread(lambda: os.read(pipe, 1))


def follow_parent_process() -> None:
    """End with the process that made this one through ``multiprocessing``; alone, do nothing."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        sentinel = parent.sentinel
        _in_thread(lambda: wait([sentinel]))


def _in_thread(until_gone: Callable[[], object]) -> None:
    def follow() -> None:
        until_gone()
        os.kill(os.getpid(), signal.SIGTERM)
        time.sleep(GRACE_SECONDS)
        os._exit(1)

    threading.Thread(target=follow, name="lifeline", daemon=True).start()
