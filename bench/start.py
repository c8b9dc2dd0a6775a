"""How long ``affresco up`` takes until it says that it is ready, and what that costs.

    python -m bench.start [--runs 5]

First in an empty folder (the database is made), then again on the same data; a bare start of the
interpreter beside it, for the ratio. CPU seconds are those of ``up`` and all its processes until they
have ended.
"""

from __future__ import annotations

import argparse
import os
import resource
import shutil
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import msgspec


class Start(msgspec.Struct, frozen=True):
    """Seconds by the clock until ready, and of CPU altogether."""

    clock: float
    cpu: float


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else None)
    parser.add_argument("--runs", type=int, default=5)
    runs: int = parser.parse_args().runs
    first, again = [], []
    for _ in range(runs):
        folder = Path(tempfile.mkdtemp(prefix="affresco-bench-"))
        folder.chmod(0o711)
        first.append(start(folder))
        again.append(start(folder))
        shutil.rmtree(folder)
    bare = statistics.median(interpreter() for _ in range(runs))
    print(f"{'start':<24}{'median s':>10}{'worst s':>10}{'CPU s':>8}{'of bare':>9}")
    for name, found in (("in an empty folder", first), ("again", again)):
        clock = statistics.median(one.clock for one in found)
        worst = max(one.clock for one in found)
        cpu = statistics.median(one.cpu for one in found)
        print(f"{name:<24}{clock:>10.2f}{worst:>10.2f}{cpu:>8.2f}{clock / bare:>9.0f}")
    print(f"{'python -c pass':<24}{bare:>10.2f}")


def start(folder: Path) -> Start:
    """One start and one end."""
    kept = {name: value for name, value in os.environ.items() if "AFFRESCO" not in name}
    before, began = cpu_of_children(), time.perf_counter()
    with (
        (folder / "log").open("ab") as log,
        subprocess.Popen(
            [sys.executable, "-m", "affresco.cli", "up", "--port", str(free_port())],
            cwd=folder,
            env=kept,
            stdout=subprocess.PIPE,
            stderr=log,
            text=True,
        ) as up,
    ):
        assert up.stdout is not None
        ready = up.stdout.readline()
        clock = time.perf_counter() - began
        if not ready:
            sys.exit((folder / "log").read_text())
        up.send_signal(signal.SIGINT)
    return Start(clock=clock, cpu=cpu_of_children() - before)


def interpreter() -> float:
    """Seconds of a start of Python that does nothing."""
    began = time.perf_counter()
    subprocess.run([sys.executable, "-c", "pass"], check=True)
    return time.perf_counter() - began


def cpu_of_children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


if __name__ == "__main__":
    main()
