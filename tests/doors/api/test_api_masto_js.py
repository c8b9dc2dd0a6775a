"""masto.js, as it comes, under deno: by REST and by its streams, against a real server."""

from __future__ import annotations

import asyncio
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from doors.api.loopback import serving
from world import World

HERE = Path(__file__).parent / "masto"
DENO = shutil.which("deno", path=str(Path(sys.executable).parent)) or "deno"
SECONDS = 120
UNREACHABLE = ("error sending request", "dns error", "Connection refused", "timed out")


def deno(*arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {
        "DENO_TLS_CA_STORE": "system,mozilla",
        **os.environ,
        "DENO_NO_UPDATE_CHECK": "1",
        "NO_COLOR": "1",
    }
    return subprocess.run(
        [DENO, *arguments],
        cwd=HERE,
        stdin=subprocess.DEVNULL,
        env=environment,
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        timeout=SECONDS,
        check=False,
    )


async def test_masto_js_spends_a_day(world: World, tmp_path: Path) -> None:
    fetched = await asyncio.to_thread(deno, "check", "--frozen", "a_day.ts")
    if fetched.returncode and any(words in fetched.stdout for words in UNREACHABLE):
        pytest.skip(f"the registry of npm cannot be reached: {fetched.stdout.strip()[:300]}")
    assert fetched.returncode == 0, fetched.stdout
    ada, bo = await world.people("ada", "bo")
    over = asyncio.Event()
    working = asyncio.create_task(work_until(world, over))
    try:
        async with serving(world.database.dsn, tmp_path) as url:
            day = await asyncio.to_thread(
                deno, "run", "--frozen", "--allow-net", "--allow-env", "--allow-read",
                "a_day.ts", url, ada.token, bo.token,
            )  # fmt: skip
    finally:
        over.set()
        await working
    assert day.returncode == 0, day.stdout
    assert "a good day" in day.stdout


async def work_until(world: World, over: asyncio.Event) -> None:
    """A worker beside the web server."""
    while not over.is_set():
        await world.work(60)
        await asyncio.sleep(0.1)
