"""A network as people run it (``affresco up``, in a process of its own) and a real Chromium."""

from __future__ import annotations

import asyncio
import queue
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.async_api import Browser, async_playwright

import gouache
from endings import end
from visitors import CHROMIUM, FLAGS, JOIN_LINK, START_SECONDS, Network, environment, free_port

END_SECONDS = 30.0


@pytest.fixture(scope="module")
def network() -> Iterator[Network]:
    """``affresco up`` on a free port and an empty folder; ended by Ctrl-C."""
    with running({}) as network:
        yield network


@pytest.fixture(scope="module")
def studio(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Network]:
    """The same, with an engine beside the illustrator that can be asked for anything."""
    with running(gouache.offer_in(tmp_path_factory.mktemp("engines") / "found")) as network:
        yield network


@contextmanager
def running(settings: Mapping[str, str]) -> Iterator[Network]:
    """A network of its own. settings: further variables of its environment."""
    data = Path(tempfile.mkdtemp(prefix="affresco-browser-"))
    data.chmod(0o711)
    port = free_port()
    process = subprocess.Popen(
        [sys.executable, "-m", "affresco.cli", "up", "--port", str(port)],
        env={**environment(data), **settings},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )
    said: queue.Queue[str] = queue.Queue()
    heard: list[str] = []

    def listen() -> None:
        assert process.stdout is not None
        for line in process.stdout:
            said.put(line)

    threading.Thread(target=listen, daemon=True).start()
    try:
        deadline = time.monotonic() + START_SECONDS
        while not (link := JOIN_LINK.search("".join(heard))):
            assert process.poll() is None, f"affresco up ended: {''.join(heard)}"
            assert time.monotonic() < deadline, f"affresco up is not ready: {''.join(heard)}"
            try:
                heard.append(said.get(timeout=0.2))
            except queue.Empty:
                continue
        yield Network(url=f"http://127.0.0.1:{port}", data=data, owner_link=link.group())
    finally:
        try:
            end(process, signal.SIGINT)
        finally:
            shutil.rmtree(data, ignore_errors=True)


@pytest.fixture
async def browser() -> AsyncIterator[Browser]:
    """A Chromium of its own. A driver that does not answer at the end dies with this process."""
    async with asyncio.timeout(START_SECONDS):
        playwright = await async_playwright().start()
    try:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
        yield browser
        async with asyncio.timeout(END_SECONDS):
            await browser.close()
    finally:
        async with asyncio.timeout(END_SECONDS):
            await playwright.stop()
