"""The Python client and ``affresco remote`` against a real server; the guide's examples as they stand."""

from __future__ import annotations

import asyncio
import io
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image

from affresco.client import Affresco, AsyncAffresco, Refused, Unreachable
from doors.api.loopback import doorway
from world import World

GUIDE = Path(__file__).parents[3] / "docs/guide/developers.md"
EXAMPLES = re.findall(r"```python\n(.*?)```", GUIDE.read_text(encoding="utf-8"), re.DOTALL)


async def test_every_example_of_the_guide_runs(world: World) -> None:
    ada, bo = await world.people("ada", "bo")
    assert len(EXAMPLES) > 5
    await world.post(by=bo, text="from bo", pictures=1)
    async with doorway(world) as url:
        for example in EXAMPLES:
            names = f"ADDRESS, TOKEN = {url!r}, {ada.token!r}\n"
            run = await asyncio.to_thread(python, names + example)
            assert run.returncode == 0, f"{example}\n{run.stderr}"


def python(code: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=120, check=False
    )


async def test_the_two_clients_agree(world: World) -> None:
    ada, bo = await world.people("ada", "bo")
    async with doorway(world) as url, AsyncAffresco(url, ada.token) as later:
        await asyncio.to_thread(converse, url, ada.token, bo.token)
        names = [status.content async for status in later.home(limit=5)]
        assert [name for name in names if "at night" in name]
        me = await later.me()
        with Affresco(url, ada.token) as now:
            assert await asyncio.to_thread(now.me) == me
        while await world.waiting_jobs():  # noqa: ASYNC110 - the queue tells nobody
            await asyncio.sleep(0.05)
        notices = [notice.type async for notice in later.notifications()]
        assert "favourite" in notices
        with pytest.raises(Refused) as refused:
            await later.status("1")
        assert refused.value.status == 404
    async with AsyncAffresco(url, ada.token, retries=0) as gone:
        with pytest.raises(Unreachable):
            await gone.me()


def converse(url: str, hers: str, his: str) -> None:
    with Affresco(url, hers) as ada, Affresco(url, his) as bo:
        assert bo.follow(ada.me().id)
        picture = io.BytesIO()
        Image.new("RGB", (120, 80), (30, 90, 160)).save(picture, "PNG")
        upload = ada.upload(picture.getvalue(), "blue")
        post = ada.publish("a blue wall", pictures=[upload.id], key="once")
        assert ada.publish("a blue wall", key="once").id == post.id
        assert post.media_attachments[0].description == "blue"
        assert bo.like(post.id).favourites_count == 1
        assert [status.id for status in bo.home()] == [post.id]
        answer = bo.publish("so blue", reply_to=post.id)
        assert [status.id for status in ada.context(post.id).descendants] == [answer.id]
        assert bo.person("@ada").statuses_count == 1
        assert not bo.follow(ada.me().id, on=False)
        job = ada.make("a harbour")
        assert ada.cancel(job.id).state in ("cancelled", "done")
        assert ada.delete(post.id).id == post.id
        bo.like(ada.publish("the wall at night").id)


async def test_the_command_line_makes_posts_and_asks(world: World, tmp_path: Path) -> None:
    (ada,) = await world.people("ada")
    async with doorway(world) as url:
        environment = {
            **{name: value for name, value in os.environ.items() if "AFFRESCO" not in name},
            "AFFRESCO_REMOTE_URL": url,
            "AFFRESCO_REMOTE_TOKEN": ada.token,
            "LC_ALL": "C.UTF-8",
        }

        def affresco(*words: str) -> subprocess.CompletedProcess[str]:
            return subprocess.run(
                [sys.executable, "-m", "affresco.cli", "remote", *words],
                capture_output=True,
                text=True,
                timeout=120,
                check=False,
                env=environment,
            )

        made = await asyncio.to_thread(
            affresco, "make", "a harbour", "--count", "2", "--out", str(tmp_path / "new")
        )
        assert made.returncode == 0, made.stderr
        rows = [line.split("\t") for line in made.stdout.splitlines()]
        assert len(rows) == 2
        assert all(Image.open(path).size == (1024, 1024) for path, _id in rows)
        posted = await asyncio.to_thread(
            affresco, "post", "up early", "--media", rows[0][1], "--picture", rows[1][0]
        )
        assert posted.stdout.startswith(url), posted.stderr
        shown = await asyncio.to_thread(affresco, "home")
        assert "up early" in shown.stdout
        asked = await asyncio.to_thread(affresco, "ask", "What is up?")
        assert (asked.returncode, bool(asked.stdout.strip())) == (0, True), asked.stderr
        wrong = await asyncio.to_thread(affresco, "home", "--token", "wrong")
        assert wrong.returncode == 1
        assert "token" in wrong.stderr
        assert "Traceback" not in wrong.stderr
        away = await asyncio.to_thread(affresco, "post", "--picture", str(tmp_path / "none.png"))
        assert (away.returncode, "none.png" in away.stderr) == (1, True)
