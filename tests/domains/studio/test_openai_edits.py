"""Changing pictures through an Images API: what is sent, where it comes back to, and what goes wrong."""

from __future__ import annotations

import asyncio
import io
import json
from collections.abc import AsyncIterator

import numpy as np
import pytest
from PIL import Image, ImageDraw

from affresco.settings import EngineTable, Settings
from affresco.studio.engines import registry
from affresco.studio.engines.framing import Frame, mask_png
from affresco.studio.engines.images_request import Options
from affresco.studio.engines.openai import OpenAI, capabilities
from affresco.studio.engines.protocol import Finished, Preview, Progress, Request, Wanted
from affresco.studio.engines.remote import BadAnswer, fit
from affresco.studio.errors import EngineFailed, EngineRefused, EngineUnavailable, EngineUnusable
from affresco.studio.model import Task
from pictures import painting
from servers.openai_images import (
    KEY,
    MODEL,
    REFUSAL,
    SIZES,
    Fault,
    ImagesServer,
    b64,
    breaks_off,
    busy,
    event,
    fault_json,
    floods,
    images_server,
    png,
    says,
    sends,
    tint,
)
from servers.wire import Asked, Reply

TASKS = ("instruct", "image-to-image", "inpaint")


@pytest.fixture
async def server() -> AsyncIterator[ImagesServer]:
    async with images_server() as server:
        yield server


def engine(server: ImagesServer, **options: object) -> OpenAI:
    values: dict[str, object] = {
        "url": f"{server.url}/v1",
        "key": KEY,
        "model": MODEL,
        "tasks": ("text-to-image", *TASKS),
        "sizes": SIZES,
        "timeout_seconds": 30.0,
        "retries": 2,
    }
    return OpenAI("cloud", "Cloud", Options(**{**values, **options}))  # type: ignore[arg-type]


def request(task: Task, size: tuple[int, int] = (256, 256), **told: object) -> Request:
    """A job of a task on a picture of this size; the mask is a square in its middle."""
    values: dict[str, object] = {
        "prompt": "a fox",
        "instruction": "make it night" if task == "instruct" else "",
        "source": painting(size),
        "mask": middle(size) if task == "inpaint" else None,
        "wanted": (Wanted(0, 7),),
        **told,
    }
    return Request(language="en", width=size[0], height=size[1], task=task, **values)  # type: ignore[arg-type]


def middle(size: tuple[int, int]) -> Image.Image:
    mask = Image.new("L", size, 0)
    box = [size[0] // 2 - 40, size[1] // 2 - 40, size[0] // 2 + 39, size[1] // 2 + 39]
    ImageDraw.Draw(mask).rectangle(box, fill=255)
    return mask


async def steps(engine: OpenAI, wish: Request) -> list[Progress]:
    return [step async for step in engine.generate(wish)]


def apart(one: Image.Image, other: Image.Image) -> int:
    """The largest difference in any channel of any pixel."""
    return int(np.abs(np.asarray(one, int) - np.asarray(other, int)).max())


@pytest.mark.parametrize(
    ("task", "words"),
    [("instruct", "make it night"), ("image-to-image", "a fox"), ("inpaint", "a fox")],
)
async def test_the_source_goes_along_with_the_words_of_the_task(
    server: ImagesServer, task: Task, words: str
) -> None:
    wish = request(task)
    (step,) = await steps(engine(server), wish)
    assert server.asked == [{"model": MODEL, "prompt": words, "n": 1, "size": "256x256"}]
    assert wish.source is not None
    assert apart(server.sources[0], wish.source) == 0
    assert (server.masks[0] is not None) == (task == "inpaint")
    assert step.image.size == (256, 256)


async def test_a_mask_is_transparent_where_to_paint(server: ImagesServer) -> None:
    wish = request("inpaint")
    (step,) = await steps(engine(server), wish)
    assert wish.source is not None
    assert step.image.getpixel((128, 128)) == tint("a fox", 0)
    assert step.image.getpixel((88, 88)) == tint("a fox", 0)
    kept = Image.composite(wish.source, step.image, middle((256, 256)))
    assert apart(kept, wish.source) == 0, "outside it is as it was"


@pytest.mark.parametrize("size", [(1280, 720), (720, 1280), (1152, 864), (1000, 1000)])
async def test_what_comes_back_lies_where_it_lay(
    server: ImagesServer, size: tuple[int, int]
) -> None:
    """The model makes a few sizes; a picture of other proportions is put on a canvas, and cut out."""
    wish = request("inpaint", size)
    (step,) = await steps(engine(server), wish)
    width, height = map(int, server.asked[0]["size"].split("x"))
    assert server.sources[0].size == (width, height)
    assert step.image.size == size
    painted = np.all(np.abs(np.asarray(step.image, int) - tint("a fox", 0)) < 3, axis=2)
    rows, columns = np.nonzero(painted)
    box = (columns.min(), rows.min(), columns.max() + 1, rows.max() + 1)
    meant = middle(size).getbbox()
    assert meant is not None
    assert max(abs(int(a) - b) for a, b in zip(box, meant, strict=True)) <= 2
    assert wish.source is not None
    middling = np.asarray(middle(size)) > 0
    off = np.abs(np.asarray(step.image, int) - np.asarray(wish.source, int))[~middling]
    assert off.mean() < 4, "nor has anything else moved"


def test_a_picture_lies_where_it_is_cut_out_again() -> None:
    frame = Frame.around((1280, 720), (1536, 1024))
    assert frame.box == (0, 80, 1536, 944)
    for scale in (1, 2):
        answer = Image.new("RGB", (1536 // scale, 1024 // scale), "red")
        left, top, right, bottom = (edge // scale for edge in frame.box)
        answer.paste("white", (left, top, right, bottom))
        cut = fit(answer, 1280, 720)
        assert cut.getcolors() == [(cut.width * cut.height, (255, 255, 255))]


async def test_a_large_source_is_sent_no_larger_than_needed(server: ImagesServer) -> None:
    wish = request("instruct", (1024, 1024), source=painting((2048, 2048)))
    await steps(engine(server), wish)
    assert server.sources[0].size == (1024, 1024)


async def test_partial_pictures_of_an_edit(server: ImagesServer) -> None:
    wish = request("instruct", wanted=(Wanted(0, 7), Wanted(1, 8)))
    made = await steps(engine(server, previews=2, per_request=4), wish)
    assert [(type(step), step.position) for step in made] == [
        *[(Preview, 0)] * 2,
        (Finished, 0),
        *[(Preview, 1)] * 2,
        (Finished, 1),
    ]
    assert [(wish["stream"], wish["partial_images"]) for wish in server.asked] == [(True, 2)] * 2


async def test_several_pictures_at_once(server: ImagesServer) -> None:
    wish = request("image-to-image", wanted=tuple(Wanted(i, i) for i in range(4)))
    made = await steps(engine(server, per_request=4), wish)
    assert [step.position for step in made] == [0, 1, 2, 3]
    assert [wish["n"] for wish in server.asked] == [4]
    assert len({step.image.getpixel((5, 5)) for step in made}) == 4


async def test_what_the_owner_adds_to_edits_goes_to_edits_alone(server: ImagesServer) -> None:
    ready = engine(
        server,
        extra={"moderation": "low"},
        edits_extra={"input_fidelity": "high", "prompt": "mine", "image": "mine"},
    )
    await steps(ready, request("instruct"))
    await steps(ready, request("text-to-image", source=None))
    assert server.asked[0].get("input_fidelity") == "high"
    assert "moderation" not in server.asked[0]
    assert server.asked[0]["prompt"] == "make it night"
    assert server.asked[1].get("moderation") == "low"
    assert "input_fidelity" not in server.asked[1]


# alternatives ------------------------------------------------------------------------------------


async def test_each_picture_has_its_own_words(server: ImagesServer) -> None:
    """Those that follow each other with the same words are asked for at once."""
    prompts = ("a red fox", "a red fox", "", "a blue fox")
    wanted = tuple(Wanted(i, i, prompt) for i, prompt in enumerate(prompts))
    wish = request("text-to-image", source=None, wanted=wanted)
    made = await steps(engine(server, per_request=4), wish)
    assert [(wish["prompt"], wish["n"]) for wish in server.asked] == [
        ("a red fox", 2),
        ("a fox", 1),
        ("a blue fox", 1),
    ]
    assert [step.position for step in made] == [0, 1, 2, 3]


async def test_alternatives_of_a_painted_part(server: ImagesServer) -> None:
    wanted = (Wanted(0, 1, "a red hat"), Wanted(1, 2, "a blue hat"))
    await steps(engine(server, per_request=4), request("inpaint", wanted=wanted))
    assert [wish["prompt"] for wish in server.asked] == ["a red hat", "a blue hat"]


# what goes wrong -----------------------------------------------------------------------------------


@pytest.mark.parametrize("previews", [0, 1])
async def test_moderation_is_passed_on_in_its_own_words(
    server: ImagesServer, previews: int
) -> None:
    wish = request("instruct", instruction="something forbidden")
    with pytest.raises(EngineRefused) as caught:
        await steps(engine(server, previews=previews), wish)
    assert REFUSAL in caught.value.text()
    assert len(server.asked) == 1, "who was refused is not asked again"


async def test_moderation_in_the_midst_of_a_stream(server: ImagesServer) -> None:
    partial = event("image_edit.partial_image", {"b64_json": b64(png("x", 0))})
    error = event("error", fault_json(REFUSAL, "image_generation_user_error", "moderation_blocked"))
    server.faults.append(sends(partial + error, "text/event-stream"))
    made = engine(server, previews=1).generate(request("inpaint"))
    assert isinstance(await anext(made), Preview)
    with pytest.raises(EngineRefused) as caught:
        await anext(made)
    assert REFUSAL in caught.value.text()


@pytest.mark.parametrize("status", [429, 503])
async def test_a_busy_server_gets_the_whole_form_again(server: ImagesServer, status: int) -> None:
    server.faults.append(busy(status))
    assert len(await steps(engine(server), request("inpaint"))) == 1
    assert len(server.asked) == 2
    assert len(server.sources) == 1


async def test_who_stays_busy_is_given_up(server: ImagesServer) -> None:
    server.faults.extend([busy(503)] * 9)
    with pytest.raises(EngineUnavailable):
        await steps(engine(server), request("instruct"))
    assert len(server.asked) == 3


@pytest.mark.parametrize("status", [404, 405])
async def test_a_server_without_edits(server: ImagesServer, status: int) -> None:
    server.faults.append(says(status, fault_json("Not found", "invalid_request_error")))
    with pytest.raises(EngineUnavailable):
        await steps(engine(server), request("instruct"))
    assert len(server.asked) == 1


async def test_it_finds_the_pictures_too_large_before_it_has_read_them(
    server: ImagesServer,
) -> None:
    """It answers and hangs up while we still send."""
    said = "Request Entity Too Large"

    async def hasty(_asked: Asked, reply: Reply) -> None:
        await reply.json(fault_json(said, "invalid_request_error"), 413)

    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        await hasty(Asked("", "", {}, {}, b"", b""), Reply(reader, writer))
        writer.close()

    listening = await asyncio.start_server(talk, "127.0.0.1", 0)
    async with listening:
        port = listening.sockets[0].getsockname()[1]
        ready = engine(server, url=f"http://127.0.0.1:{port}/v1", sizes=())
        noise = np.random.default_rng(7).integers(0, 255, (1024, 1024, 3), np.uint8)
        wish = request("instruct", (1024, 1024), source=Image.fromarray(noise))
        with pytest.raises((EngineRefused, BadAnswer)):
            await steps(ready, wish)


@pytest.mark.parametrize(
    "fault",
    [
        breaks_off,
        floods,
        sends(b""),
        sends(b"<html>Sign in to our hotel's network</html>"),
        sends(b'{"data": null}'),
        sends(b'{"data": []}'),
        sends(b'{"data": [{}]}'),
        sends(b'{"data": "none"}'),
        sends(b'{"data": [{"b64_json": 7}]}'),
        sends(b'{"data": [{"b64_json": "no base64 at all!"}]}'),
        sends(json.dumps({"data": [{"b64_json": b64(b"<svg/>")}]}).encode()),
        sends(json.dumps({"data": [{"b64_json": b64(png("x", 0)[:90])}]}).encode()),
        sends(json.dumps({"data": [{"b64_json": b64(png("x", 0, (1, 1)))}]}).encode()),
        sends(b"data: [DONE]\n\n", "text/event-stream"),
        sends(b'data: {"type": "image_edit.comp', "text/event-stream"),
        sends(b'{"data": [{"url": "file:///etc/passwd"}]}'),
        says(204, {}),
    ],
)
async def test_an_answer_that_is_none(server: ImagesServer, fault: Fault) -> None:
    server.faults.extend([fault] * 3)
    with pytest.raises((BadAnswer, EngineUnavailable)):
        await steps(engine(server), request("inpaint"))
    assert len(server.asked) == 1, "it may have been paid for"


async def test_a_body_of_200_mb_is_refused_from_its_header(server: ImagesServer) -> None:
    async def fault(_server: ImagesServer, _asked: Asked, reply: Reply) -> None:
        await reply.begin(200, "application/json", Content_Length=str(200 * 2**20))
        await asyncio.Event().wait()

    server.faults.append(fault)
    async with asyncio.timeout(20):
        with pytest.raises(BadAnswer, match="209715200"):
            await steps(engine(server), request("instruct"))


async def test_what_an_answer_calls_itself_does_not_matter(server: ImagesServer) -> None:
    plain = json.dumps({"data": [{"b64_json": b64(png("x", 0))}]}).encode()
    stream = event("image_edit.completed", {"b64_json": b64(png("x", 0))})
    server.faults.extend([sends(plain, "text/event-stream"), sends(stream, "image/png")])
    wish = request("instruct", wanted=(Wanted(0, 1), Wanted(1, 2)))
    assert [type(step) for step in await steps(engine(server), wish)] == [Finished] * 2


async def test_it_takes_its_time_and_no_more(server: ImagesServer) -> None:
    server.gate.clear()
    with pytest.raises(TimeoutError):
        await steps(engine(server, timeout_seconds=1.0), request("inpaint"))


async def test_cancelled_while_it_works(server: ImagesServer) -> None:
    server.gate.clear()
    making = asyncio.create_task(steps(engine(server), request("inpaint")))
    async with asyncio.timeout(10):
        while not server.sources:  # noqa: ASYNC110
            await asyncio.sleep(0.01)
    making.cancel()
    with pytest.raises(asyncio.CancelledError):
        await making


# what is offered -----------------------------------------------------------------------------------


def test_words_alone_unless_the_owner_says_more() -> None:
    plain = Options(url="http://x", model="m")
    assert capabilities(plain).tasks == {"text-to-image"}
    able = capabilities(Options(url="http://x", model="m", tasks=("instruct", "inpaint")))
    assert able.tasks == {"instruct", "inpaint"}
    assert not able.strength
    assert not able.negative_prompt


async def test_what_the_owner_does_not_name_is_never_asked(server: ImagesServer) -> None:
    with pytest.raises(EngineFailed):
        await steps(engine(server, tasks=("instruct",)), request("inpaint"))
    assert server.asked == []


@pytest.mark.parametrize("tasks", [["upscale"], [], "instruct"])
def test_tasks_that_the_interface_does_not_have(tasks: object) -> None:
    table = EngineTable.read(
        {"kind": "openai", "url": "http://x", "model": "m", "tasks": tasks}  # type: ignore[dict-item]
    )
    with pytest.raises(EngineUnusable) as caught:
        registry.load(Settings(engines=("cloud",), engine={"cloud": table}))
    assert "tasks" in caught.value.text()


async def test_how_it_stands_is_told_without_an_edit(server: ImagesServer) -> None:
    assert MODEL in await engine(server).examine()
    assert server.asked == []


def test_the_colours_of_a_mask_say_the_same_as_its_transparency() -> None:
    read = Image.open(io.BytesIO(mask_png(middle((100, 100)))))
    assert read.getpixel((50, 50)) == (255, 255, 255, 0)
    assert read.getpixel((2, 2)) == (0, 0, 0, 255)
