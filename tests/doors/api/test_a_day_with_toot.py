"""A day with ``toot``, the command line for Mastodon, as it comes. How it signs in is tested elsewhere."""

from __future__ import annotations

import asyncio
import io
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from PIL import Image

from doors.api.loopback import serving
from world import Resident, World

SECONDS = 60


class Shell:
    """A person's terminal."""

    def __init__(self, home: Path, url: str, who: Resident) -> None:
        host = url.partition("://")[2]
        folder = home / who.handle / "toot"
        folder.mkdir(parents=True)
        account = f"{who.handle}@{host}"
        app = {"instance": host, "base_url": url, "client_id": "", "client_secret": ""}
        user = {"instance": host, "username": who.handle, "access_token": who.token}
        config = {"apps": {host: app}, "users": {account: user}, "active_user": account}
        (folder / "config.json").write_text(json.dumps(config))
        self._environment = {"XDG_CONFIG_HOME": str(folder.parent), "HOME": str(home), "PATH": ""}

    def __call__(self, *words: str) -> str:
        """What a command prints; it must succeed."""
        done = subprocess.run(
            [sys.executable, "-m", "toot", *words],
            env=self._environment,
            text=True,
            capture_output=True,
            timeout=SECONDS,
            stdin=subprocess.DEVNULL,
        )
        assert done.returncode == 0, (words, done.stdout, done.stderr)
        return done.stdout + done.stderr

    def read(self, *words: str) -> Any:
        """The same with ``--json``, read."""
        return json.loads(self(*words, "--json"))


async def test_a_whole_day(world: World, tmp_path: Path) -> None:
    ada, bo = await world.people("ada", "bo")
    async with serving(world.database.dsn, tmp_path / "data") as url:
        hers, his = Shell(tmp_path, url, ada), Shell(tmp_path, url, bo)
        for hour in (arriving, posting, reading, sorting, parting):
            await asyncio.to_thread(hour, hers, his, tmp_path)
            await world.work()


def arriving(ada: Shell, bo: Shell, _folder: Path) -> None:
    assert "Affresco" in ada("instance")
    assert "ada" in ada("whoami")
    ada("update_account", "--display-name", "Ada of the walls", "--note", "I paint walls.")
    assert "Ada of the walls" in bo("whois", "ada")
    bo("follow", "ada")
    assert "@bo" in ada("followers")
    assert "@ada" in bo("following")
    assert "logged in" in bo("auth") or "@" in bo("auth")


def posting(ada: Shell, bo: Shell, folder: Path) -> None:
    out = io.BytesIO()
    Image.new("RGB", (120, 80), "navy").save(out, "PNG")
    (folder / "wall.png").write_bytes(out.getvalue())
    first = ada.read(
        *("post", "A #blue wall for @bo", "--media", str(folder / "wall.png")),
        *("--description", "a blue wall", "--spoiler-text", "paint", "--sensitive"),
    )
    assert first["spoiler_text"] == "paint"
    assert first["media_attachments"][0]["description"] == "a blue wall"
    number = first["id"]
    for act in ("favourite", "unfavourite", "favourite", "reblog", "bookmark"):
        bo(act, number)
    ada("pin", number)
    assert "bo" in ada("reblogged_by", number)
    assert bo.read("status", number)["favourited"]
    answer = bo.read("post", "Which blue?", "--reply-to", number, "--visibility", "unlisted")
    assert answer["in_reply_to_id"] == number
    assert "Which blue?" in ada("thread", number)
    poll = ada.read(
        *("post", "Which earth?", "--poll-option", "ochre", "--poll-option", "umber"),
        *("--poll-expires-in", "1 hour"),
    )
    assert [option["title"] for option in poll["poll"]["options"]] == ["ochre", "umber"]
    ada("post", "Tomorrow a green one", "--scheduled-in", "2 hours")
    ada("post", "for bo alone, @bo", "--visibility", "direct")
    ada("unpin", number)


def reading(ada: Shell, bo: Shell, _folder: Path) -> None:
    assert "Which earth?" in bo("timeline", "--once")
    assert "blue" in bo("timeline", "--once", "--tag", "blue")
    assert "Which earth?" in bo("timeline", "--once", "--public")
    assert "Which earth?" in bo("timeline", "--once", "--account", "ada")
    assert "blue" in bo("bookmarks", "--once")
    kinds = {note["type"] for note in ada.read("notifications")}
    assert {"favourite", "reblog", "follow", "mention"} <= kinds
    assert {n["type"] for n in ada.read("notifications", "--type", "follow")} == {"follow"}
    assert "ada" in bo("search", "ada")
    ada("notifications", "--clear")
    assert ada.read("notifications") == []


def sorting(ada: Shell, bo: Shell, _folder: Path) -> None:
    bo("lists", "create", "Painters")
    bo("lists", "add", "Painters", "ada")
    assert "ada" in bo("lists", "accounts", "Painters")
    assert "Which earth?" in bo("timeline", "--once", "--list", "Painters")
    bo("lists", "remove", "Painters", "ada")
    bo("lists", "delete", "Painters")
    bo("tags", "follow", "frescoes")
    assert "frescoes" in bo("tags", "followed")
    bo("tags", "unfollow", "frescoes")
    ada("tags", "feature", "blue")
    assert "blue" in ada("tags", "featured")
    ada("tags", "unfeature", "blue")


def parting(ada: Shell, bo: Shell, _folder: Path) -> None:
    bo("mute", "ada")
    assert "ada" in bo("muted")
    bo("unmute", "ada")
    bo("block", "ada")
    assert "ada" in bo("blocked")
    assert "ada" not in bo("following")
    bo("unblock", "ada")
    number = ada.read("post", "to be deleted")["id"]
    ada("delete", number)
    assert "to be deleted" not in ada("timeline", "--once", "--account", "ada")
