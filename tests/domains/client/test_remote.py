"""``affresco remote`` before an instance that would like to write elsewhere, or to the terminal."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from affresco.cli import remote
from servers.wire import Asked, Reply, serving

ESCAPES = "\x1b]0;owned\x07 \x9b2J \u202e"
SOMEBODY = {"id": "1", "username": "a", "acct": f"a{ESCAPES}", "display_name": "", "url": ""}
POST = {
    "id": "9",
    "created_at": "2026-01-01T00:00:00Z",
    "url": f"http://x/{ESCAPES}",
    "content": f"<p>wet{ESCAPES} &#27;[31mplaster</p>",
    "account": SOMEBODY,
    "visibility": "public",
    "media_attachments": [{"id": "1", "url": None, "preview_url": None, "description": ESCAPES}],
}


def job(url: str, state: str) -> dict[str, Any]:
    picture = {"index": 0, "seed": 1, "media_id": f"5{ESCAPES}", "preview_url": None}
    return {
        "id": "/../../../../7",
        "state": state,
        "prompt": "x",
        "engine": "e",
        "size": "1x1",
        "seed": 1,
        "task": "t",
        "candidates": [{**picture, "url": f"{url}/p.s%20h"}],
    }


def _heed_interrupts() -> None:
    """A shell that runs tests in the background has told all its children to ignore them."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@asynccontextmanager
async def affresco(url: str, *words: str) -> AsyncIterator[asyncio.subprocess.Process]:
    """The command under way; its streams are no terminals."""
    keep = {name: value for name, value in os.environ.items() if "AFFRESCO" not in name}
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "affresco.cli", "remote", *words, "--url", url),
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
        env={**keep, "LC_ALL": "C.UTF-8"},
        preexec_fn=_heed_interrupts,
    )
    try:
        yield process
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()


async def run(url: str, *words: str) -> tuple[int | None, str, str]:
    async with affresco(url, *words) as process:
        out, errors = await asyncio.wait_for(process.communicate(), 60)
    return process.returncode, out.decode(), errors.decode()


async def test_what_others_wrote_does_nothing_to_the_terminal() -> None:
    async def answers(asked: Asked, reply: Reply) -> None:
        if asked.path.endswith("/ask"):
            await reply.json({"error": f"no{ESCAPES}", "code": "c"}, 422)
        else:
            await reply.json([POST])

    async with serving(answers) as url:
        code, out, _ = await run(url, "home")
        assert (code, "wet" in out, "plaster" in out) == (0, True, True)
        assert not set("\x1b\x07\x9b\u202e") & set(out)
        code, _, errors = await run(url, "ask", "why")
        assert (code, errors.isascii() or "\ufffd" in errors) == (1, True)
        assert not set("\x1b\x07\x9b\u202e") & set(errors)
        code, out, _ = await run(url, "home", "--json")
        (line,) = out.splitlines()
        assert json.loads(line)["content"] == POST["content"], "programs get it as it is"


async def test_pictures_are_saved_where_they_belong_and_nothing_is_drawn_into_a_pipe(
    tmp_path: Path,
) -> None:
    async def makes(asked: Asked, reply: Reply) -> None:
        if asked.path.endswith("/events"):
            done = b'event: state\ndata: {"state": "done"}\n\n'
            await reply.send(200, done, "text/event-stream")
        elif "generations" in asked.path:
            await reply.json(job(f"http://{asked.headers['host']}", "done"))
        else:
            await reply.send(200, b"picture", "image/webp")

    out = tmp_path / "a" / "b"
    async with serving(makes) as url:
        code, said, errors = await run(url, "make", "x", "--out", str(out))
        assert (code, errors) == (0, "")
        assert said == f"{out}/affresco-7-1.webp\t{remote.plain(f'5{ESCAPES}')}\n"
        assert files(tmp_path) == ["affresco-7-1.webp"]
        _, said, _ = await run(url, "make", "x", "--out", str(out), "--json")
        assert json.loads(said)["path"] == f"{out}/affresco-7-1.webp"


def files(folder: Path) -> list[str]:
    return [path.name for path in folder.rglob("*") if path.is_file()]


async def test_who_interrupts_a_job_cancels_it() -> None:
    following, cancelled = asyncio.Event(), asyncio.Event()

    async def paints(asked: Asked, reply: Reply) -> None:
        if asked.path.endswith("/events"):
            await reply.begin(200, "text/event-stream")
            following.set()
            await reply.reader.read()
            return
        if asked.method == "DELETE":
            cancelled.set()
        await reply.json({**job("http://x", "queued"), "candidates": []})

    async with serving(paints) as url, affresco(url, "make", "x") as process:
        await asyncio.wait_for(following.wait(), 30)
        process.send_signal(signal.SIGINT)
        await asyncio.wait_for(cancelled.wait(), 10)
        _, errors = await asyncio.wait_for(process.communicate(), 10)
        assert process.returncode not in (0, None)
        assert b"Traceback" not in errors
