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

GRACE_SECONDS: Final = 5.0
VARIABLE: Final = "_AFFRESCO_LIFELINE"
"""Set by a starter whose end shows as the end of our standard input."""


def follow_starter() -> None:
    """End with the process that set ``VARIABLE``; started by hand, do nothing.

    Standard input is a pipe then, which the starter keeps open and never writes to.
    """
    if os.environ.pop(VARIABLE, None) is not None:
        pipe = os.dup(sys.stdin.fileno())
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
