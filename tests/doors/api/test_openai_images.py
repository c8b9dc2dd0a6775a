"""OpenAI's own Python library, as it comes, makes pictures here."""

from __future__ import annotations

import asyncio
import base64
import io
from typing import Final, Literal

import httpx
import openai
import pytest
from litestar.datastructures import UploadFile
from PIL import Image

from affresco.api.openai import requests
from affresco.api.openai.faults import BadSize, MaskWithoutAlpha
from affresco.studio.provenance.inspect import report
from affresco.studio.provenance.notary import examiner_of
from affresco.studio.provenance.seal import watermarker_of
from doors.api.loopback import doorway
from world import Resident, World

HARBOUR = "a quiet harbour at dawn"
KINDS: Final[tuple[Literal["png", "jpeg", "webp"], ...]] = ("png", "jpeg", "webp")


def client(url: str, who: Resident) -> openai.AsyncOpenAI:
    return openai.AsyncOpenAI(api_key=who.token, base_url=f"{url}/v1", max_retries=0)


def decoded(text: str | None) -> Image.Image:
    assert text
    image = Image.open(io.BytesIO(base64.b64decode(text)))
    image.load()
    return image


async def test_the_library_makes_looks_and_edits(world: World) -> None:
    (ada,) = await world.people("ada")
    async with doorway(world) as url, client(url, ada) as api:
        models = [model.id async for model in api.models.list()]
        assert models == list(world.runtime.settings.engines)
        assert (await api.models.retrieve(models[0])).id == models[0]

        made = await api.images.generate(prompt=HARBOUR, model=models[0], n=2, size="1024x1024")
        assert made.data is not None
        assert len(made.data) == 2
        first = decoded(made.data[0].b64_json)
        assert (first.format, first.size) == ("PNG", (1024, 1024))

        linked = await api.images.generate(prompt=HARBOUR, response_format="url")
        assert linked.data is not None
        assert linked.data[0].b64_json is None
        async with httpx.AsyncClient() as nobody:
            file_at = await nobody.get(linked.data[0].url or "")
        assert file_at.headers["content-type"] == f"image/{linked.output_format}"

        drafts = (await world.get("/studio/library", as_=ada)).text
        assert HARBOUR in drafts

        file = ("harbour.png", base64.b64decode(made.data[0].b64_json or ""), "image/png")
        once = {"Idempotency-Key": "night"}
        edited = await api.images.edit(
            image=file, prompt="make it night", size="1024x1024", extra_headers=once
        )
        assert edited.data is not None
        night = decoded(edited.data[0].b64_json)
        assert night.tobytes() != first.tobytes()
        lost = ("lost.png", b"not looked at any more", "image/png")
        again = await api.images.edit(image=lost, prompt="make it night", extra_headers=once)
        ids = [one.to_dict()["affresco_generation_id"] for one in (edited, again)]
        assert ids[0] == ids[1]
        job = edited.to_dict()["affresco_generation_id"]
        answer = await world.api("GET", f"/api/affresco/v1/generations/{job}", as_=ada)
        source = made.to_dict()["data"][0]["affresco_media_id"]  # type: ignore[index]
        assert answer.json()["source_media_id"] == source, "known by its mark, not uploaded anew"


async def test_a_stream_shows_the_picture_as_it_comes(world: World) -> None:
    (ada,) = await world.people("ada")
    async with doorway(world) as url, client(url, ada) as api:
        stream = await api.images.generate(
            prompt=HARBOUR, stream=True, partial_images=1, output_format="webp", size="1536x1024"
        )
        events = [event async for event in stream]
    assert [event.type for event in events][-1] == "image_generation.completed"
    assert {event.type for event in events[:-1]} <= {"image_generation.partial_image"}
    assert decoded(events[-1].b64_json).format == "WEBP"
    assert events[-1].size == "1152x768", "the nearest that is made here, said as it is"


async def test_files_say_where_they_come_from_in_every_format(world: World) -> None:
    (ada,) = await world.people("ada")
    async with doorway(world) as url, client(url, ada) as api:
        for kind in KINDS:
            made = await api.images.generate(prompt=HARBOUR, output_format=kind, n=1)
            assert made.data is not None
            data = base64.b64decode(made.data[0].b64_json or "")
            runtime = world.runtime
            found = await asyncio.to_thread(
                report, examiner_of(runtime), watermarker_of(runtime), data
            )
            assert found.mark is not None, kind
            assert found.credentials is not None, kind
            assert found.credentials.state == "ours", kind


async def test_an_edit_of_somebodys_post_is_its_remix(world: World) -> None:
    ada, bo = await world.people("ada", "bo")
    async with doorway(world) as url, client(url, ada) as hers, client(url, bo) as his:
        made = await hers.images.generate(prompt=HARBOUR, n=1)
        media = made.to_dict()["data"][0]["affresco_media_id"]  # type: ignore[index]
        posted = await world.api(
            "POST", "/api/v1/statuses", as_=ada, json={"status": "mine", "media_ids": [media]}
        )
        assert made.data
        file = ("taken.png", base64.b64decode(made.data[0].b64_json or ""), "image/png")
        edited = (await his.images.edit(image=file, prompt="make it night")).to_dict()
        mine = edited["data"][0]["affresco_media_id"]  # type: ignore[index]
        shown = await world.api(
            "POST", "/api/v1/statuses", as_=bo, json={"status": "night", "media_ids": [mine]}
        )
        assert shown.json()["affresco"]["remix_of_id"] == posted.json()["id"]


async def test_what_cannot_be_made_says_so_as_the_library_reads_it(world: World) -> None:
    (ada,) = await world.people("ada")
    async with doorway(world) as url, client(url, ada) as api:
        with pytest.raises(openai.NotFoundError) as unknown:
            await api.images.generate(prompt=HARBOUR, model="dall-e-3")
        assert unknown.value.code == "model_not_found"
        assert unknown.value.param == "model"
        assert world.runtime.settings.engines[0] in str(unknown.value)
        with pytest.raises(openai.BadRequestError) as empty:
            await api.images.generate(prompt="  ")
        assert (empty.value.code, empty.value.param) == ("studio.prompt_empty", "prompt")
        for wrong in (
            {"size": "huge"},
            {"n": 5},
            {"background": "transparent"},
            {"background": "plaid"},
            {"partial_images": 4},
            {"seed": -1},
            {"output_format": "svg"},
            {"response_format": "file"},
            {"output_compression": 700},
            {"stream": True, "n": 2},
        ):
            seed = {"extra_body": {"seed": wrong["seed"]}} if "seed" in wrong else wrong
            with pytest.raises(openai.BadRequestError) as bad:
                await api.images.generate(**{"prompt": HARBOUR, **seed})  # type: ignore[call-overload]
            assert bad.value.param == list(wrong)[-1], wrong
        with pytest.raises(openai.BadRequestError):
            await api.images.edit(image=("x.png", b"not a picture", "image/png"), prompt="red")
        stranger = openai.AsyncOpenAI(api_key="wrong", base_url=f"{url}/v1", max_retries=0)
        with pytest.raises(openai.AuthenticationError):
            await stranger.models.list()
        reader = await world.token(ada, "read")
        narrow = openai.AsyncOpenAI(api_key=reader, base_url=f"{url}/v1", max_retries=0)
        with pytest.raises(openai.PermissionDeniedError):
            await narrow.images.generate(prompt=HARBOUR)
        async with httpx.AsyncClient(base_url=url) as plain:
            lost = await plain.post("/v1/chat/completions", json={})
            wrong_way = await plain.get("/v1/images/generations")
        assert lost.json()["error"]["code"] == "api.unknown_address"
        assert (wrong_way.status_code, wrong_way.headers["allow"]) == (405, "OPTIONS, POST")
        assert wrong_way.json()["error"]["type"] == "invalid_request_error"


async def test_who_is_refused_while_still_sending_reads_why(world: World) -> None:
    """With the library as it comes, which otherwise sends all of it twice more."""
    ada = await world.person("ada")
    large = ("large.png", b"\x89PNG\r\n\x1a\n" + bytes(12 << 20), "image/png")
    too_large = ("large.png", large[1] * 5, "image/png")
    async with doorway(world) as url, client(url, ada) as api:
        with pytest.raises(openai.NotFoundError), pytest.deprecated_call():
            await api.images.create_variation(image=large)
        with pytest.raises(openai.APIStatusError) as refused:
            await api.images.edit(image=too_large, prompt="night")
        assert refused.value.status_code == 413
        stranger = openai.AsyncOpenAI(api_key="wrong", base_url=f"{url}/v1", max_retries=0)
        with pytest.raises(openai.AuthenticationError):
            await stranger.images.edit(image=large, prompt="night")


async def test_a_stream_is_not_packed_as_its_events_would_be_held_back(world: World) -> None:
    ada = await world.person("ada")
    asked = {"prompt": HARBOUR, "stream": True}
    async with doorway(world) as url, httpx.AsyncClient(base_url=url, timeout=60) as plain:
        headers = {"Authorization": f"Bearer {ada.token}", "Accept-Encoding": "gzip"}
        answer = await plain.post("/v1/images/generations", json=asked, headers=headers)
    assert answer.headers["content-type"].startswith("text/event-stream")
    assert "content-encoding" not in answer.headers


def mask(*alphas: int) -> UploadFile:
    """A PNG of one row, each pixel as opaque as said."""
    image = Image.new("RGBA", (len(alphas), 1))
    image.putdata([(0, 0, 0, alpha) for alpha in alphas])
    out = io.BytesIO()
    image.save(out, "PNG")
    return UploadFile("image/png", "mask.png", out.getvalue())


async def test_a_mask_paints_where_it_is_transparent() -> None:
    png = requests.painted(await mask(255, 0, 200, 10).read())
    assert list(Image.open(io.BytesIO(png)).get_flattened_data()) == [0, 255, 0, 255]
    with pytest.raises(MaskWithoutAlpha):
        requests.painted(await mask(255, 255).read())


@pytest.mark.parametrize(
    ("asked", "made"),
    [
        (None, (1024, 1024)),
        ("auto", (1024, 1024)),
        ("256x256", (1024, 1024)),
        ("1536x1024", (1152, 768)),
        ("1792x1024", (1280, 720)),
        ("1024x1792", (720, 1280)),
        ("99999x1", (1280, 720)),
    ],
)
def test_sizes_become_the_nearest_that_is_made_here(asked: str, made: tuple[int, int]) -> None:
    assert requests.nearest(asked) == made


@pytest.mark.parametrize("asked", ["", "0x0", "1024", "1024x1024x2", "\u0661024x1024", "-1x-1"])
def test_what_is_no_size_is_refused(asked: str) -> None:
    with pytest.raises(BadSize):
        requests.nearest(asked)
