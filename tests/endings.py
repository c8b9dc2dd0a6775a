"""The end of what a test has started: asked for, waited for with a limit, then forced."""

from __future__ import annotations

import os
import signal
import subprocess
from contextlib import suppress
from typing import Any

SECONDS = 30.0


def end(
    process: subprocess.Popen[Any],
    number: signal.Signals = signal.SIGTERM,
    seconds: float = SECONDS,
) -> None:
    """Send a signal to a process that leads a session of its own, and wait.

    Raises TimeoutExpired for one that does not go, when it and what it started have been killed.
    """
    if process.poll() is None:
        process.send_signal(number)
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired:
        kill(process)
        raise


def kill(process: subprocess.Popen[Any]) -> None:
    """End a process that leads a session of its own, and all of that session's first group."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait(SECONDS)
