"""The children of ``up``: started, watched, started again when they die, ended together."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import Final

import structlog

from affresco.cli import lifeline
from affresco.cli.errors import ProcessFailed

log = structlog.get_logger(__name__)

FIRST_DELAY, LAST_DELAY = 0.5, 10.0
STEADY_SECONDS: Final = 30.0
"""A child that has run for this long starts again without delay and with a clean record."""
TRIES: Final = 3
KILL_SECONDS: Final = 5.0


class Child:
    """One child process. arguments: of the command ``affresco``."""

    def __init__(self, name: str, arguments: Sequence[str], environment: Mapping[str, str]) -> None:
        self.name = name
        self._command = [sys.executable, "-m", "affresco.cli", *arguments]
        self._environment = {**os.environ, **environment, lifeline.VARIABLE: "1"}
        self._process: subprocess.Popen[bytes] | None = None
        self._dsn: str | None = None
        self._started = 0.0
        self._failures = 0

    def start(self) -> None:
        """Start it, out of reach of the terminal's Ctrl-C."""
        self._started = time.monotonic()
        self._process = subprocess.Popen(
            self._command,
            stdin=subprocess.PIPE,
            bufsize=0,
            env=self._environment,
            start_new_session=True,
        )
        if self._dsn is not None:
            self.go(self._dsn)

    def go(self, dsn: str) -> None:
        """Tell it that the database stands; until then it loads what it needs, and waits."""
        self._dsn = dsn
        if self._process is not None and self._process.stdin is not None:
            with suppress(BrokenPipeError):  # it is dead: ``watch`` sees to it
                self._process.stdin.write(dsn.encode() + b"\n")

    def watch(self, *, ready: bool) -> None:
        """Start it again when it has died and its delay is over.

        ready: whether the whole has ever been up. When it never was, raises SystemExit for a child
        that has said why it cannot work (exit code 1), ProcessFailed for one that died ``TRIES`` times.
        """
        if self._process is None or self._process.poll() is None:
            return
        code, age = self._process.returncode, time.monotonic() - self._started
        if age > STEADY_SECONDS:
            self._failures = 0
        delay = min(FIRST_DELAY * 2**self._failures, LAST_DELAY) if age < STEADY_SECONDS else 0.0
        if age < delay:
            return
        self._failures += 1
        if not ready and code == 1:
            raise SystemExit(1)
        if not ready and self._failures >= TRIES:
            raise ProcessFailed(name=self.name, code=code)
        log.warning("process died, starting it again", process=self.name, exit_code=code)
        self.start()

    def ask_to_end(self) -> None:
        """Tell it to finish what it is doing."""
        if self._process is not None and self._process.poll() is None:
            self._process.terminate()

    def end(self, seconds: float) -> None:
        """Wait for its end for so long, then kill it."""
        if self._process is None:
            return
        try:
            self._process.wait(max(seconds, 0.0))
        except subprocess.TimeoutExpired:
            log.warning("process is slow to end, killing it", process=self.name)
            self._process.kill()
            with suppress(subprocess.TimeoutExpired):  # it hangs in the kernel
                self._process.wait(KILL_SECONDS)
        if self._process.stdin is not None:
            self._process.stdin.close()
        self._process = None
