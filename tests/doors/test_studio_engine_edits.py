"""From the workbench to engines on other machines that change a picture, and back."""

from __future__ import annotations

import io
import json
import re
from collections.abc import AsyncIterator
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageDraw

from affresco.media import commands as media
from affresco.media.model import Media
from affresco.settings import EngineTable, Settings, TomlValue
from affresco.studio.engines import registry
from pictures import painting, saved
from servers.comfyui import EDIT, ENLARGE, MEND, WORKFLOW, ComfyServer, colour_of, comfy_server
from servers.openai_images import (
    KEY,
    MODEL,
    REFUSAL,
    SIZES,
    ImagesServer,
    breaks_off,
    tint,
)
from world import Resident, World

SIZE = (1280, 720)
SLACK = 24
"""Levels of 256 that a picture may lose when it is kept."""


@pytest.fixture
async def comfy() -> AsyncIterator[ComfyServer]:
    async with comfy_server() as server:
        yield server


@pytest.fixture
def settings(tmp_path: Path, images: ImagesServer, comfy: ComfyServer) -> Settings:
    """One engine of each kind that can change pictures, one whose workflows are not on this machine."""
    for name, graph in {"words": WORKFLOW, "mend": MEND, "edit": EDIT, "larger": ENLARGE}.items():
        (tmp_path / f"{name}.json").write_text(json.dumps(graph))
    tables: dict[str, dict[str, TomlValue]] = {
        "cloud": {
            "kind": "openai",
            "url": f"{images.url}/v1",
            "key": KEY,
            "model": MODEL,
            "tasks": ["text-to-image", "instruct", "image-to-image", "inpaint"],
            "sizes": list(SIZES),
        },
        "comfy": {
            "kind": "comfyui",
            "url": comfy.url,
            "workflow": str(tmp_path / "words.json"),
            "tasks": {
                "inpaint": str(tmp_path / "mend.json"),
                "instruct": str(tmp_path / "edit.json"),
                "upscale": str(tmp_path / "larger.json"),
            },
            "steps": 20,
            "guidance": 7.0,
            "schedulers": ["normal"],
        },
        "far": {"kind": "comfyui", "url": comfy.url, "tasks": {"inpaint": "/elsewhere/x.json"}},
    }
    return Settings(
        data=str(tmp_path),
        secret="a key for tests, of 32 characters",
        engines=tuple(tables),
        engine={name: EngineTable.read(table) for name, table in tables.items()},
    )


@pytest.fixture
async def studio(world: World) -> World:
    """The network with the engines that work here."""
    settings = world.runtime.settings
    world.engines = {name: registry.load_one(settings, name) for name in ("cloud", "comfy")}
    return world


async def bring(world: World, who: Resident) -> Media:
    runtime = world.runtime
    encoded = media.encode(painting(SIZE))
    return await media.save(runtime.database, runtime.store, who.id, "upload", encoded, "a rock")


def mask() -> bytes:
    image = Image.new("L", SIZE, 0)
    ImageDraw.Draw(image).rectangle((400, 200, 799, 499), fill=255)
    return saved(image, "PNG")


async def ask(
    world: World, who: Resident, picture: Media, engine: str, **fields: str
) -> tuple[str, Image.Image | None]:
    """(page of the job, what was made)."""
    sent = {"source_media_id": str(picture.id), "count": "1", "engine": engine, **fields}
    files = {"mask": ("mask.png", mask(), "image/png")} if fields["task"] == "inpaint" else None
    answer = await world.post_form("/generations", sent, as_=who, files=files)
    assert answer.status_code == 303, answer.text
    await world.work()
    page = (await world.get(answer.headers["location"], as_=who)).text
    made = re.search(r' work" href="/studio/pictures/(\d+)"', page)
    if made is None:
        return page, None
    async with world.runtime.database.read() as tx:
        key = await tx.value("SELECT key FROM media WHERE id = $1", int(made[1]))
    data = await world.runtime.store.get(key, "original.webp")
    assert data is not None
    return page, Image.open(io.BytesIO(data)).convert("RGB")


async def test_each_engine_is_offered_for_what_it_can_do(studio: World) -> None:
    """One whose workflows lie elsewhere breaks no page, and is offered for what its table says."""
    (ada,) = await studio.people("ada")
    picture = await bring(studio, ada)
    page = (await studio.get(f"/studio/pictures/{picture.id}", as_=ada)).text
    offered: dict[str, list[str]] = {}
    for form in re.findall(r'<form class="tool-form".*?</form>', page, re.DOTALL):
        (task,) = re.findall(r'name="task" value="([\w-]+)"', form)
        several = re.findall(r'<option value="(\w+)">', form)
        offered[task] = several or re.findall(r'name="engine" value="(\w+)"', form)
    assert offered == {
        "instruct": ["cloud", "comfy"],
        "image-to-image": ["cloud"],
        "inpaint": ["cloud", "comfy", "far"],
        "outpaint": ["cloud", "comfy", "far"],
        "upscale": ["comfy"],
    }
    assert (await studio.get("/studio", as_=ada)).status_code == 200


@pytest.mark.parametrize("engine", ["cloud", "comfy"])
async def test_a_part_is_painted_anew_and_the_rest_stays(
    studio: World, comfy: ComfyServer, engine: str
) -> None:
    (ada,) = await studio.people("ada")
    picture = await bring(studio, ada)
    _page, made = await ask(studio, ada, picture, engine, task="inpaint", prompt="a red hat")
    assert made is not None
    assert made.size == SIZE
    colour = tint("a red hat", 0)
    if engine == "comfy":
        colour = colour_of(comfy.graphs[0]["3"]["inputs"]["seed"])
    seen = made.getpixel((600, 350))
    assert isinstance(seen, tuple)
    assert max(abs(a - b) for a, b in zip(seen, colour, strict=True)) < SLACK
    before, after = (np.asarray(image, int)[:150] for image in (painting(SIZE), made))
    assert np.abs(before - after).mean() < 3


@pytest.mark.parametrize("engine", ["cloud", "comfy"])
async def test_an_instruction_reaches_the_engine(
    studio: World, images: ImagesServer, comfy: ComfyServer, engine: str
) -> None:
    (ada,) = await studio.people("ada")
    picture = await bring(studio, ada)
    told = {"task": "instruct", "instruction": "make it night"}
    page, made = await ask(studio, ada, picture, engine, **told)
    assert made is not None, page
    if engine == "cloud":
        assert images.asked[0]["prompt"] == "make it night"
        assert images.sources[0].size == (1536, 1024)
    else:
        assert comfy.graphs[0]["6"]["inputs"]["text"] == "make it night"


@pytest.mark.parametrize("engine", ["cloud", "comfy"])
async def test_a_picture_is_extended(studio: World, engine: str) -> None:
    (ada,) = await studio.people("ada")
    picture = await bring(studio, ada)
    told = {"task": "outpaint", "extend": "right", "extend_by": "0.5", "prompt": "a beach"}
    page, made = await ask(studio, ada, picture, engine, **told)
    assert made is not None, page
    assert made.width / made.height == pytest.approx(1.5 * SIZE[0] / SIZE[1], rel=0.02)


async def test_a_picture_is_made_larger(studio: World) -> None:
    (ada,) = await studio.people("ada")
    picture = await bring(studio, ada)
    _page, made = await ask(studio, ada, picture, "comfy", task="upscale")
    assert made is not None
    assert made.size == (2048, 1152)


async def test_a_refusal_of_a_change_reaches_the_person(studio: World) -> None:
    (ada,) = await studio.people("ada")
    picture = await bring(studio, ada)
    told = {"task": "instruct", "instruction": "something forbidden"}
    page, made = await ask(studio, ada, picture, "cloud", **told)
    assert made is None
    assert REFUSAL in page


async def test_a_change_that_broke_off_can_be_tried_again(
    studio: World, images: ImagesServer
) -> None:
    images.faults.append(breaks_off)
    (ada,) = await studio.people("ada")
    picture = await bring(studio, ada)
    page, made = await ask(studio, ada, picture, "cloud", task="inpaint", prompt="a red hat")
    assert made is None
    retry = re.search(r'action="(/generations/\d+)/retry"', page)
    assert retry is not None, page
    await studio.post_form(f"{retry[1]}/retry", as_=ada)
    await studio.work()
    assert 'data-state="done"' in (await studio.get(retry[1], as_=ada)).text
    assert images.masks[0] is not None
    assert len(images.asked) == 2


async def test_what_an_engine_cannot_do_is_refused_with_words(studio: World) -> None:
    (ada,) = await studio.people("ada")
    picture = await bring(studio, ada)
    for engine, task in (("comfy", "image-to-image"), ("cloud", "upscale"), ("far", "upscale")):
        sent = {"source_media_id": str(picture.id), "task": task, "engine": engine, "count": "1"}
        answer = await studio.post_form("/generations", sent, as_=ada)
        assert answer.status_code == 422
        assert "cannot do this" in answer.text
