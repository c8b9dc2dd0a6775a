"""Edits through the doorway, by an engine that takes any picture: masks, names that lie, refusals."""

from __future__ import annotations

import asyncio
import base64
import io
from pathlib import Path
from typing import Any

import httpx
import numpy as np
import pytest
from PIL import Image, ImageDraw

from affresco.settings import EngineTable, Settings
from affresco.studio.engines import registry
from pictures import painting, saved
from servers.openai_images import KEY, MODEL, SIZES, ImagesServer, tint
from world import Resident, World

SIZE = (1280, 720)
SLACK = 24
"""Levels of 256 that a picture may lose when it is kept."""


@pytest.fixture
def settings(tmp_path: Path, images: ImagesServer) -> Settings:
    cloud = EngineTable.read(
        {
            "kind": "openai",
            "url": f"{images.url}/v1",
            "key": KEY,
            "model": MODEL,
            "tasks": ["text-to-image", "instruct", "inpaint"],
            "sizes": list(SIZES),
        }
    )
    return Settings(
        data=str(tmp_path),
        secret="a key for tests, of 32 characters",
        engines=("cloud",),
        engine={"cloud": cloud},
    )


def mask(size: tuple[int, int] = SIZE) -> Image.Image:
    """Transparent in the middle."""
    image = Image.new("RGBA", size, (0, 0, 0, 255))
    width, height = size
    middle = (width // 3, height // 3, 2 * width // 3, 2 * height // 3)
    ImageDraw.Draw(image).rectangle(middle, fill=(0, 0, 0, 0))
    return image


async def edit(
    world: World, who: Resident, *files: tuple[str, tuple[str, bytes, str]], **fields: str
) -> httpx.Response:
    """The answer to an edit, a worker being there."""
    world.engines = {"cloud": registry.load_one(world.runtime.settings, "cloud")}
    sent: dict[str, Any] = {"data": {"prompt": "a red hat", **fields}, "files": list(files)}
    asking = asyncio.create_task(world.api("POST", "/v1/images/edits", as_=who, **sent))
    while not asking.done():
        await world.work()
        await asyncio.wait((asking,), timeout=0.05)
    return asking.result()


def original(kind: str = "PNG") -> tuple[str, tuple[str, bytes, str]]:
    """A picture that says that it is a PNG, whatever it is."""
    return "image", ("picture.png", saved(painting(SIZE), kind), "image/png")


def masked(image: Image.Image, kind: str = "PNG") -> tuple[str, tuple[str, bytes, str]]:
    return "mask", ("mask.png", saved(image, kind), "image/png")


@pytest.mark.parametrize(("kind", "proportion"), [("PNG", 1), ("JPEG", 1), ("WEBP", 2)])
async def test_a_part_is_painted_anew_and_the_rest_stays(
    world: World, kind: str, proportion: int
) -> None:
    """Whatever the file says of itself, and with a mask of the same proportions."""
    ada = await world.person("ada")
    over = mask((SIZE[0] // proportion, SIZE[1] // proportion))
    answer = await edit(world, ada, original(kind), masked(over))
    assert answer.status_code == 200, answer.text
    (made,) = answer.json()["data"]
    image = Image.open(io.BytesIO(base64.b64decode(made["b64_json"]))).convert("RGB")
    assert image.size == SIZE
    seen = np.asarray(image, int)
    assert np.abs(seen[360, 640] - np.array(tint("a red hat", 0))).max() < SLACK
    assert np.abs(seen[:150] - np.asarray(painting(SIZE), int)[:150]).mean() < 6
    recipe = await world.api(
        "GET", f"/api/affresco/v1/generations/{answer.json()['affresco_generation_id']}", as_=ada
    )
    assert (recipe.json()["task"], recipe.json()["prompt"]) == ("inpaint", "a red hat")


@pytest.mark.parametrize(
    ("image", "kind"),
    [
        (mask((600, 600)), "PNG"),
        (Image.new("RGBA", SIZE, (0, 0, 0, 255)), "PNG"),
        (Image.new("RGB", SIZE), "JPEG"),
        (Image.new("L", SIZE, 255), "PNG"),
    ],
    ids=["of other proportions", "opaque", "without places", "white"],
)
async def test_a_mask_that_says_nothing_is_refused(
    world: World, image: Image.Image, kind: str
) -> None:
    ada = await world.person("ada")
    answer = await edit(world, ada, original(), masked(image, kind))
    assert (answer.status_code, answer.json()["error"]["param"]) == (400, "mask")


async def test_more_than_one_mask_is_refused(world: World) -> None:
    ada = await world.person("ada")
    answer = await edit(world, ada, original(), masked(mask()), masked(mask()))
    assert (answer.status_code, answer.json()["error"]["param"]) == (400, "mask")


@pytest.mark.parametrize(
    ("fields", "param"),
    [
        ({"n": "many"}, "n"),
        ({"n": "0"}, "n"),
        ({"size": "x"}, "size"),
        ({"prompt": " "}, "prompt"),
        ({"model": "dall-e-2"}, "model"),
        ({"background": "transparent"}, "background"),
        ({"output_compression": "-1"}, "output_compression"),
    ],
)
async def test_a_field_that_cannot_be_used_is_named(
    world: World, fields: dict[str, str], param: str
) -> None:
    ada = await world.person("ada")
    answer = await edit(world, ada, original(), **fields)
    assert answer.status_code in (400, 404)
    assert answer.json()["error"]["param"] == param, answer.text


async def test_an_instruction_and_what_is_refused_on_the_way(world: World) -> None:
    ada = await world.person("ada")
    made = await edit(world, ada, original(), prompt="make it night")
    assert made.status_code == 200, made.text
    refused = await edit(world, ada, original(), prompt="a forbidden thing")
    assert refused.status_code == 400
    assert refused.json()["error"]["code"] == "moderation_blocked"
