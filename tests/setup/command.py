"""The command line as a person runs it: in a process of its own, with nothing of ours set."""

from __future__ import annotations

import os
import queue
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

PATIENCE = 60.0
"""Seconds after which something that should happen counts as not happening."""


def affresco(
    *arguments: str, folder: Path, environ: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """Run a command in ``folder`` to its end."""
    return subprocess.run(
        [sys.executable, "-m", "affresco.cli", *arguments],
        cwd=folder,
        env=environment(environ),
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        stdin=subprocess.DEVNULL,
    )


def refusal(result: subprocess.CompletedProcess[str]) -> str:
    """The one sentence that a failed command says; log lines, which are JSON, do not count."""
    assert result.returncode == 1, result.stderr
    said = [line for line in result.stderr.splitlines() if line and not line.startswith("{")]
    assert len(said) == 1, result.stderr
    return said[0]


class Instance:
    """A running ``affresco up``."""

    def __init__(self, folder: Path, port: int, environ: Mapping[str, str]) -> None:
        self.folder = folder
        self.port = port
        self.url = f"http://127.0.0.1:{port}"
        self.errors = (folder / "stderr.txt").open("a+")
        self.process = subprocess.Popen(
            [sys.executable, "-m", "affresco.cli", "up", "--port", str(port)],
            cwd=folder,
            env=environment(environ),
            stdout=subprocess.PIPE,
            stderr=self.errors,
            text=True,
        )
        self._lines: queue.Queue[str] = queue.Queue()
        threading.Thread(target=self._read, daemon=True).start()

    def line(self, seconds: float = PATIENCE) -> str:
        """The next line that it prints; empty at its end. Fails when there is none in time."""
        try:
            return self._lines.get(timeout=seconds)
        except queue.Empty:
            raise AssertionError(f"nothing said: {self.said_wrong()}") from None

    def has_more(self) -> bool:
        return not self._lines.empty()

    def said_wrong(self) -> str:
        """What it wrote to standard error so far."""
        self.errors.seek(0)
        return self.errors.read()

    def processes(self) -> set[int]:
        """Its own number, and those of everything that it started."""
        found, border = {self.process.pid}, {self.process.pid}
        while border:
            border = {child for child, parent in _parents() if parent in border} - found
            found |= border
        return found

    def child(self, word: str) -> int:
        """The child whose command line has this word as its last but options."""
        return next(
            pid
            for pid, parent in _parents()
            if parent == self.process.pid and word in _command(pid)
        )

    def end(self, number: signal.Signals = signal.SIGINT) -> int:
        """Send it a signal and wait; returns the exit code."""
        self.process.send_signal(number)
        return self.process.wait(PATIENCE)

    def _read(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self._lines.put(line.rstrip("\n"))
        self._lines.put("")


@contextmanager
def running(
    folder: Path, *, port: int | None = None, environ: Mapping[str, str] | None = None
) -> Iterator[Instance]:
    """``affresco up`` in ``folder``, ended with the block if it was not before."""
    instance = Instance(folder, port or free_port(), environ or {})
    try:
        yield instance
    finally:
        everything = instance.processes()
        if instance.process.poll() is None:
            instance.process.terminate()
            try:
                instance.process.wait(PATIENCE)
            except subprocess.TimeoutExpired:
                instance.process.kill()  # what it started ends with it
                raise
        instance.errors.close()
        wait_until_gone(everything)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def wait_until_gone(pids: set[int]) -> None:
    """Fails when one of the processes lives on."""
    give_up = time.monotonic() + PATIENCE
    while alive := {pid for pid in pids if _command(pid)}:
        assert time.monotonic() < give_up, [_command(pid) for pid in alive]
        time.sleep(0.05)


def environment(extra: Mapping[str, str] | None) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if "AFFRESCO" not in name}
    return {**kept, "LC_ALL": "C.UTF-8", **(extra or {})}


def _parents() -> list[tuple[int, int]]:
    """(process, its parent) of all processes."""
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        found.append((int(stat.parent.name), int(fields[1])))
    return found


def _command(pid: int) -> str:
    """The command line; empty when the process is gone or only waits to be counted."""
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode().strip()
    except OSError:
        return ""
