"""What owners and people see of classifiers: one that is away, a picture that was withheld."""

from __future__ import annotations

import io
import re
from collections.abc import AsyncIterator
from pathlib import Path

import msgspec
import pytest
from PIL import Image

from affresco.safety import commands, guard
from affresco.safety.errors import Refused
from affresco.settings import ClassifierTable, Settings
from servers.moderation import KEY, ModerationServer, moderation_server, says
from world import World


@pytest.fixture
async def server(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[ModerationServer]:
    monkeypatch.setenv("TESTS_KEY", KEY)
    guard._load.cache_clear()
    async with moderation_server() as server:
        yield server


@pytest.fixture
def settings(tmp_path: Path, server: ModerationServer) -> Settings:
    """An instance with a classifier without which nothing is made."""
    options = {"url": server.url, "key_env": "TESTS_KEY"}
    table = ClassifierTable(kind="moderation", down="refuse", options=msgspec.json.encode(options))
    return Settings(
        data=str(tmp_path), secret="x" * 40, classifiers=("judge",), classifier={"judge": table}
    )


async def test_the_owner_reads_that_a_classifier_is_away(
    world: World, server: ModerationServer
) -> None:
    ada, owner = await world.person("ada"), await world.owner()
    assert "does not answer" not in (await world.get("/settings/appeals", as_=owner)).text
    server.faults.append(says(502))
    page = await world.post_form("/publish", {"text": "A quiet harbour"}, as_=ada)
    assert page.status_code == 503
    assert "cannot be checked just now" in page.text
    assert "A quiet harbour</textarea>" in page.text, "nothing that was typed is lost"
    told = (await world.get("/settings/appeals", as_=owner)).text
    assert "The classifier judge does not answer" in told
    assert "502" in told
    assert "nothing is made and nothing is published" in told


async def test_a_classifier_is_named_where_it_refuses(
    world: World, server: ModerationServer
) -> None:
    ada = await world.person("ada")
    server.words["foul"] = "hate"
    page = await world.post_form("/publish", {"text": "A foul harbour"}, as_=ada)
    assert page.status_code == 422
    assert "The classifier judge finds that your text goes against the rule “No hate”." in page.text
    assert "judge" in (await world.get("/about/safety")).text


async def test_an_owner_looks_at_a_withheld_picture_only_once_it_is_disputed(
    world: World, server: ModerationServer
) -> None:
    ada, owner = await world.person("ada"), await world.owner()
    server.colour = (220, 20, 30)
    picture = Image.new("RGB", (640, 480), server.colour)
    with pytest.raises(Refused) as caught:
        await commands.check_picture(
            world.database, world.runtime.settings, ada.id, picture, about="a red <square>"
        )
    address = str(caught.value.details["appeal"])
    shown = f"/settings/appeals/{address.rpartition('/')[2]}/picture.webp"
    assert "a red &lt;square&gt;" in (await world.get(address, as_=ada)).text
    assert (await world.get(shown, as_=owner)).status_code == 404
    await world.post_form(f"{address}/appeal", {"words": "It is a square."}, as_=ada)
    assert f'src="{shown}"' in (await world.get("/settings/appeals", as_=owner)).text
    answer = await world.get(shown, as_=owner)
    assert answer.headers["content-type"] == "image/webp"
    assert "no-store" in answer.headers["cache-control"]
    assert (await world.get(shown, as_=ada)).status_code == 403


async def test_a_picture_is_withheld_and_made_after_an_appeal(
    world: World, server: ModerationServer
) -> None:
    ada, owner = await world.person("ada"), await world.owner()
    server.flags = 1
    job = await world.generate(by=ada, count=2)
    await world.work()
    page = (await world.get(f"/generations/{job}", as_=ada)).text
    assert "The classifier judge finds that the picture goes against the rule" in page
    address = re.search(r'href="(/safety/refusals/(\d+))"', page)
    assert address is not None
    assert await kept(world, job) == 1

    await world.post_form(f"/generations/{job}/retry", {}, as_=ada)
    server.flags = 1
    await world.work()
    assert await kept(world, job) == 1, "the same picture is refused again"

    await world.post_form(f"{address[1]}/appeal", {"words": "It is a harbour."}, as_=ada)
    await world.post_form(f"/settings/appeals/{address[2]}", {"verdict": "overturned"}, as_=owner)
    assert "Try the job again" in (await world.get(address[1], as_=ada)).text
    await world.post_form(f"/generations/{job}/retry", {}, as_=ada)
    server.flags = 1
    await world.work()
    assert await kept(world, job) == 2
    assert "goes against the rule" not in (await world.get(f"/generations/{job}", as_=ada)).text


async def test_an_upload_is_looked_at_before_it_is_kept(
    world: World, server: ModerationServer
) -> None:
    ada = await world.person("ada")
    server.colour = (220, 20, 30)
    out = io.BytesIO()
    Image.new("RGB", (64, 48), server.colour).save(out, "PNG")
    sent = {"file": ("red.png", out.getvalue(), "image/png")}
    answer = await world.api("POST", "/api/v2/media", as_=ada, files=sent)
    assert answer.status_code == 422
    assert answer.json()["details"]["field"] == "image"
    async with world.database.read() as tx:
        assert await tx.value("SELECT count(*) FROM media") == 0
    server.colour = None
    assert (await world.api("POST", "/api/v2/media", as_=ada, files=sent)).status_code == 200


async def kept(world: World, job: int) -> int:
    """How many pictures a job has."""
    async with world.database.read() as tx:
        count: int = await tx.value(
            "SELECT count(*) FROM candidates WHERE generation_id = $1 AND media_id IS NOT NULL", job
        )
    return count


async def test_refused_words_make_no_job(world: World, server: ModerationServer) -> None:
    ada = await world.person("ada")
    page = await world.post_form("/generations", {"prompt": "a naked knight"}, as_=ada)
    assert page.status_code == 422
    assert "“naked” in your prompt" in page.text
    assert 'href="/safety/refusals/' in page.text
    async with world.database.read() as tx:
        assert await tx.value("SELECT count(*) FROM generations") == 0
