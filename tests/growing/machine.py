"""A machine: one ``affresco serve`` and one ``affresco worker`` with a data folder of their own."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path

import httpx

from endings import end
from setup.command import PATIENCE, environment, free_port


class Machine:
    """Its two processes. The worker may be ended and started on its own."""

    def __init__(self, folder: Path, environ: Mapping[str, str]) -> None:
        folder.mkdir()
        self.folder = folder
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self._environ = environment(environ)
        self._web = self._start("serve", "--port", str(self.port))
        self._worker = self._start("worker")

    def call(self, method: str, path: str, token: str, **request: object) -> httpx.Response:
        """Ask its API."""
        headers = {"Authorization": f"Bearer {token}"}
        return httpx.request(method, self.url + path, headers=headers, **request)  # type: ignore[arg-type]

    def await_answer(self) -> None:
        """Until it serves."""
        give_up = time.monotonic() + PATIENCE
        while True:
            try:
                httpx.get(f"{self.url}/healthz").raise_for_status()
                return
            except httpx.HTTPError:
                assert time.monotonic() < give_up, self.said()
                assert self._web.poll() is None, self.said()
                time.sleep(0.1)

    def kill_worker(self) -> None:
        """As if its power had gone."""
        self._worker.kill()
        self._worker.wait(PATIENCE)

    def end(self) -> None:
        for process in (self._web, self._worker):
            if process.poll() is None:
                process.terminate()
        with ExitStack() as ends:
            ends.callback(end, self._web)
            ends.callback(end, self._worker)

    def said(self) -> str:
        """What its processes wrote."""
        return (self.folder / "said.txt").read_text()

    def _start(self, *arguments: str) -> subprocess.Popen[bytes]:
        with (self.folder / "said.txt").open("ab") as output:
            return subprocess.Popen(
                [sys.executable, "-m", "affresco.cli", *arguments],
                cwd=self.folder,
                env=self._environ,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                start_new_session=True,
            )


@contextmanager
def running(folders: Mapping[Path, Mapping[str, str]]) -> Iterator[list[Machine]]:
    """Machines in these folders with these environments, ended with the block."""
    machines = [Machine(folder, environ) for folder, environ in folders.items()]
    try:
        for machine in machines:
            machine.await_answer()
        yield machines
    finally:
        with ExitStack() as ends:
            for machine in machines:
                ends.callback(machine.end)
