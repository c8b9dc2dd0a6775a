"""Through the studio's doors to engines on other machines, and back with pictures or with reasons."""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path

import pytest

from affresco import wiring
from affresco.settings import EngineTable, Settings, TomlValue
from affresco.studio.engines import registry
from affresco.worker.loop import work
from servers.comfyui import WORKFLOW, ComfyServer, comfy_server
from servers.openai_images import (
    KEY,
    MODEL,
    REFUSAL,
    SIZES,
    ImagesServer,
    breaks_off,
)
from world import Resident, World

FORM = {"prompt": "a quiet harbour", "count": "2", "format": "3:2", "engine": "cloud"}


@pytest.fixture
async def comfy() -> AsyncIterator[ComfyServer]:
    async with comfy_server() as server:
        yield server


@pytest.fixture
def settings(tmp_path: Path, images: ImagesServer, comfy: ComfyServer) -> Settings:
    """Two engines of one kind under different names, one of another, one that is down."""
    workflow = tmp_path / "workflow.json"
    workflow.write_text(json.dumps(WORKFLOW))
    cloud: dict[str, TomlValue] = {
        "kind": "openai",
        "url": f"{images.url}/v1",
        "key": KEY,
        "model": MODEL,
    }
    tables: dict[str, dict[str, TomlValue]] = {
        "cloud": {**cloud, "label": "Cloud & Sons", "sizes": list(SIZES), "previews": 1},
        "cheap": {**cloud, "sizes": ["256x256"], "per_request": 4},
        "comfy": {"kind": "comfyui", "url": comfy.url, "workflow": str(workflow)},
        "down": {**cloud, "label": "Down under", "url": "http://127.0.0.1:1/v1", "retries": 0},
    }
    return Settings(
        data=str(tmp_path),
        secret="a key for tests, of 32 characters",
        engines=tuple(tables),
        engine={name: EngineTable.read(table) for name, table in tables.items()},
    )


@pytest.fixture
async def studio(world: World) -> World:
    """The network with the engines of its settings, rather than the tests' own."""
    world.engines = registry.load(world.runtime.settings)
    return world


async def begin(world: World, who: Resident, **fields: str) -> str:
    """The path of a new job's page."""
    answer = await world.post_form("/generations", {**FORM, **fields}, as_=who)
    assert answer.status_code == 303, answer.text
    return answer.headers["location"]


async def shown(world: World, who: Resident, page: str) -> str:
    return (await world.get(page, as_=who)).text


async def until(come: Callable[[], Awaitable[bool]]) -> None:
    async with asyncio.timeout(20):
        while not await come():  # noqa: ASYNC110
            await asyncio.sleep(0.02)


async def test_people_read_labels(studio: World) -> None:
    (ada,) = await studio.people("ada")
    page = (await studio.get("/studio", as_=ada)).text
    options = dict(re.findall(r'<option value="(\w+)"[^>]*>([^<]+)</option>', page))
    assert options == {
        "cloud": "Cloud &amp; Sons",
        "cheap": "Cheap",
        "comfy": "Comfy",
        "down": "Down under",
    }
    assert KEY not in page


@pytest.mark.parametrize("engine", ["cloud", "cheap", "comfy"])
async def test_from_the_form_to_the_pictures(studio: World, engine: str) -> None:
    (ada,) = await studio.people("ada")
    page = await begin(studio, ada, engine=engine)
    await studio.work()
    done = await shown(studio, ada, page)
    assert 'data-state="done"' in done
    assert len(re.findall(r'name="media_id" value="(\d+)"', done)) == 2
    source = re.search(r'src="(/media/[^"]+)"', done)
    assert source is not None
    assert (await studio.get(source[1], as_=ada)).headers["content-type"] == "image/webp"


async def test_a_refusal_reaches_the_person_in_its_own_words(studio: World) -> None:
    (ada,) = await studio.people("ada")
    page = await begin(studio, ada, prompt="a forbidden thing")
    await studio.work()
    refused = await shown(studio, ada, page)
    assert 'data-state="failed"' in refused
    assert REFUSAL in refused


async def test_an_engine_that_is_down_says_so_while_others_go_on(studio: World) -> None:
    (ada,) = await studio.people("ada")
    lost = await begin(studio, ada, engine="down")
    fine = await begin(studio, ada, engine="comfy")
    await studio.work()
    assert 'data-state="done"' in await shown(studio, ada, fine)
    failed = await shown(studio, ada, lost)
    assert "The engine Down under is not available now" in failed
    assert (await studio.post_form(f"{lost}/retry", as_=ada)).status_code == 303


async def test_another_try_makes_only_what_is_missing(studio: World, images: ImagesServer) -> None:
    (ada,) = await studio.people("ada")

    async def after_the_first(server: ImagesServer, asked: object, reply: object) -> None:
        server.faults.append(breaks_off)
        await server.make(asked, reply)  # type: ignore[arg-type]

    images.faults.append(after_the_first)
    page = await begin(studio, ada)
    await studio.work()
    assert 'data-state="failed"' in await shown(studio, ada, page)
    await studio.post_form(f"{page}/retry", as_=ada)
    await studio.work()
    assert 'data-state="done"' in await shown(studio, ada, page)
    assert len(images.asked) == 3


async def test_cancelled_in_the_studio_the_run_is_interrupted_at_its_server(
    studio: World, comfy: ComfyServer
) -> None:
    comfy.gate.clear()
    (ada,) = await studio.people("ada")
    page = await begin(studio, ada, engine="comfy")
    stop = asyncio.Event()
    runtime = studio.runtime
    worker = asyncio.create_task(work(runtime, wiring.REACTIONS, studio.engines, stop))
    try:
        await asyncio.wait_for(comfy.sampling.wait(), 10)
        await studio.post_form(f"{page}/cancel", as_=ada)

        async def interrupted() -> bool:
            return [how for _run, how in comfy.runs] == ["interrupted"]

        await until(interrupted)
    finally:
        stop.set()
        await worker
    assert 'data-state="cancelled"' in await shown(studio, ada, page)
    assert comfy.pending == []


async def test_no_more_at_once_than_the_owner_allows(studio: World, images: ImagesServer) -> None:
    images.gate.clear()
    people = await studio.people("ada", "bo", "cy", "di")
    pages = [await begin(studio, who, engine="cheap", count="1") for who in people]
    stop = asyncio.Event()
    runtime = studio.runtime
    worker = asyncio.create_task(work(runtime, wiring.REACTIONS, studio.engines, stop))
    try:

        async def at_work() -> bool:
            return images.busy > 0

        await until(at_work)
        await asyncio.sleep(0.3)  # for more of them to come, if they came
        images.gate.set()
        for who, page in zip(people, pages, strict=True):

            async def done(who: Resident = who, page: str = page) -> bool:
                return 'data-state="done"' in await shown(studio, who, page)

            await until(done)
    finally:
        stop.set()
        await worker
    assert images.most == 1
