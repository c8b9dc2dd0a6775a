"""What a ComfyUI does with pictures: workflows for each task, what they mark, what is sent to them."""

from __future__ import annotations

import asyncio
import io
import json
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import pytest
from PIL import Image, ImageDraw

from affresco.settings import EngineTable, Settings
from affresco.studio.engines import comfyui, registry
from affresco.studio.engines.comfyui import ComfyUI
from affresco.studio.engines.comfyui_tasks import Options, capabilities
from affresco.studio.engines.protocol import Finished, Preview, Progress, Request, Wanted
from affresco.studio.engines.remote import BadAnswer
from affresco.studio.errors import EngineFailed, EngineUnavailable, EngineUnusable
from affresco.studio.model import Task
from pictures import painting
from servers.comfyui import (
    EDIT,
    ENLARGE,
    MEND,
    MEND_HOLE,
    SCHEDULERS,
    VARY,
    WORKFLOW,
    ComfyServer,
    colour_of,
    comfy_server,
)

Make = Callable[..., ComfyUI]
SIZE = (320, 240)
USUAL = {"steps": 20, "guidance": 7.5, "schedulers": ("karras", "normal")}


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(comfyui, "SILENCE_SECONDS", 0.1)


@pytest.fixture
async def server() -> AsyncIterator[ComfyServer]:
    async with comfy_server() as server:
        yield server


@pytest.fixture
def options(tmp_path: Path) -> Callable[..., Options]:
    """Options with a workflow for words, where there is one, and one for each task."""

    def made(
        words: Any = None, tasks: dict[str, Any] | None = None, url: str = "http://x", **more: Any
    ) -> Options:
        for name, graph in {"words": words, **(tasks or {})}.items():
            (tmp_path / f"{name}.json").write_text(json.dumps(graph))
        table = {
            "url": url,
            "workflow": str(tmp_path / "words.json") if words else "",
            "tasks": {name: str(tmp_path / f"{name}.json") for name in tasks or {}},
            "timeout_seconds": 30.0,
            **more,
        }
        return msgspec.convert(table, Options)

    return made


@pytest.fixture
def make(server: ComfyServer, options: Callable[..., Options]) -> Make:
    def made(words: Any = None, tasks: dict[str, Any] | None = None, **more: Any) -> ComfyUI:
        return ComfyUI("local", "Local one", options(words, tasks, server.url, **more))

    return made


def request(task: Task, **told: Any) -> Request:
    values: dict[str, Any] = {
        "prompt": "a fox",
        "instruction": "make it night" if task == "instruct" else "",
        "source": painting(SIZE),
        "mask": middle() if task == "inpaint" else None,
        "wanted": (Wanted(0, 7),),
        "width": SIZE[0],
        "height": SIZE[1],
        **told,
    }
    return Request(language="en", task=task, **values)


def middle() -> Image.Image:
    mask = Image.new("L", SIZE, 0)
    ImageDraw.Draw(mask).rectangle((100, 60, 219, 179), fill=255)
    return mask


async def steps(engine: ComfyUI, wish: Request) -> list[Progress]:
    async with asyncio.timeout(20):
        return [step async for step in engine.generate(wish)]


def sent(server: ComfyServer) -> list[Image.Image]:
    return [Image.open(io.BytesIO(data)) for data in server.uploads.values()]


# sources and masks -------------------------------------------------------------------------------


async def test_a_source_again_by_strength(server: ComfyServer, make: Make) -> None:
    wish = request("image-to-image", strength=0.3, steps=9, scheduler="normal", guidance=2.5)
    made = await steps(make(tasks={"image-to-image": VARY}, **USUAL), wish)
    assert [type(step) for step in made] == [*[Preview] * server.steps, Finished]
    (graph,) = server.graphs
    assert graph["3"]["inputs"] == {
        "seed": 7,
        "steps": 9,
        "cfg": 2.5,
        "scheduler": "normal",
        "denoise": 0.3,
        "model": ["4", 0],
    }
    (source,) = sent(server)
    assert wish.source is not None
    assert source.mode == "RGB"
    assert source.tobytes() == wish.source.tobytes()


async def test_what_a_person_leaves_open_is_the_usual(server: ComfyServer, make: Make) -> None:
    await steps(make(tasks={"image-to-image": VARY}, **USUAL), request("image-to-image"))
    told = server.graphs[0]["3"]["inputs"]
    assert (told["steps"], told["cfg"], told["scheduler"]) == (20, 7.5, "karras")


@pytest.mark.parametrize("workflow", [MEND, MEND_HOLE], ids=["mask", "transparency"])
async def test_a_part_is_made_anew(server: ComfyServer, make: Make, workflow: Any) -> None:
    """With a mask of its own, or as the mask editor leaves it: a hole in the source."""
    wish = request("inpaint")
    made = await steps(make(tasks={"inpaint": workflow}, **USUAL), wish)
    assert wish.source is not None
    image, source = np.asarray(made[-1].image, int), np.asarray(wish.source, int)
    painted = np.asarray(middle()) > 0
    assert np.all(image[painted] == colour_of(7))
    assert np.all(image[~painted] == source[~painted])
    pictures = sent(server)
    assert len(pictures) == (2 if workflow is MEND else 1)
    assert pictures[0].convert("RGB").tobytes() == wish.source.tobytes(), "no colour is lost"
    assert pictures[0].mode == ("RGB" if workflow is MEND else "RGBA")


async def test_an_instruction(server: ComfyServer, make: Make) -> None:
    engine = make(tasks={"instruct": EDIT})
    await steps(engine, request("instruct", instruction='make "it" {{night}}'))
    assert server.graphs[0]["6"]["inputs"]["text"] == 'make "it" {{night}}'


async def test_a_source_is_made_larger_from_its_own_size(server: ComfyServer, make: Make) -> None:
    wish = request("upscale", width=640, height=480)
    (step,) = [s for s in await steps(make(tasks={"upscale": ENLARGE}), wish) if s.image.width > 64]
    assert sent(server)[0].size == SIZE
    assert step.image.size == (640, 480), "four times is made smaller"


async def test_a_large_source_is_sent_no_larger_than_needed(
    server: ComfyServer, make: Make
) -> None:
    await steps(make(tasks={"instruct": EDIT}), request("instruct", source=painting((1280, 960))))
    assert sent(server)[0].size == SIZE


async def test_a_source_is_sent_once_for_all_pictures_and_never_under_the_same_name(
    server: ComfyServer, make: Make
) -> None:
    engine = make(tasks={"inpaint": MEND}, **USUAL)
    wish = request("inpaint", wanted=tuple(Wanted(i, i) for i in range(3)))
    await asyncio.gather(*(steps(engine, wish) for _job in range(3)))
    assert len(server.graphs) == 9
    assert len(server.uploads) == 6
    assert {folder for folder, _path in server.uploads} == {"temp"}, "it is emptied at each start"
    assert all(path.startswith("affresco/") for _folder, path in server.uploads)
    assert not any("(" in path for _folder, path in server.uploads), "no name was taken"
    for graph in server.graphs:
        assert graph["10"]["inputs"]["image"].endswith(" [temp]")
        assert graph["10"]["inputs"]["image"] != graph["11"]["inputs"]["image"]


async def test_a_server_that_puts_it_elsewhere_is_believed(server: ComfyServer, make: Make) -> None:
    server.puts_uploads_in = "input"
    await steps(make(tasks={"instruct": EDIT}), request("instruct"))
    assert server.graphs[0]["10"]["inputs"]["image"].endswith(" [input]")


async def test_words_alone_send_nothing(server: ComfyServer, make: Make) -> None:
    await steps(make(WORKFLOW), request("text-to-image", source=None))
    assert server.uploads == {}


async def test_each_task_has_its_workflow(server: ComfyServer, make: Make) -> None:
    engine = make(WORKFLOW, {"instruct": EDIT, "upscale": ENLARGE})
    await steps(engine, request("text-to-image", source=None))
    await steps(engine, request("instruct"))
    await steps(engine, request("upscale"))
    assert [set(graph) for graph in server.graphs] == [set(WORKFLOW), set(EDIT), set(ENLARGE)]


async def test_the_node_that_counts_is_looked_for_where_it_is(
    server: ComfyServer, make: Make
) -> None:
    engine = make(WORKFLOW, {"upscale": ENLARGE}, output="8")
    await steps(engine, request("text-to-image", source=None))
    await steps(engine, request("upscale"))
    assert [kind for kind, _name in server.viewed] == ["temp", "output"]


# words ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("theirs", "ours", "said"),
    [
        ("people", "blurry", "people, blurry"),
        ("people", "", "people"),
        ("", "blurry", "blurry"),
        ("", "", ""),
    ],
)
async def test_what_a_person_does_not_want_goes_before_what_the_owner_does_not(
    server: ComfyServer, make: Make, theirs: str, ours: str, said: str
) -> None:
    wish = request("text-to-image", source=None, negative_prompt=theirs)
    await steps(make(WORKFLOW, negative=ours), wish)
    assert server.graphs[0]["7"]["inputs"]["text"] == said


async def test_each_picture_has_its_own_words(server: ComfyServer, make: Make) -> None:
    wanted = (Wanted(0, 1, "a red fox"), Wanted(1, 2), Wanted(2, 3, "{{seed}}"))
    await steps(make(WORKFLOW), request("text-to-image", source=None, wanted=wanted))
    assert [graph["6"]["inputs"]["text"] for graph in server.graphs] == [
        "a fresco of a red fox",
        "a fresco of a fox",
        "a fresco of {{seed}}",
    ]


# what goes wrong -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("status", "error"),
    [(400, BadAnswer), (404, BadAnswer), (413, BadAnswer), (401, EngineUnavailable)]
    + [(status, EngineUnavailable) for status in (429, 500, 503)],
)
async def test_a_source_that_is_not_taken(
    server: ComfyServer, make: Make, status: int, error: type[Exception]
) -> None:
    server.refuse_uploads = status
    with pytest.raises(error):
        await steps(make(tasks={"instruct": EDIT}), request("instruct"))
    assert server.graphs == []


async def test_a_source_that_is_gone_when_its_turn_comes(server: ComfyServer, make: Make) -> None:
    """The server was started anew in between."""
    made = make(tasks={"instruct": EDIT}).generate(
        request("instruct", wanted=(Wanted(0, 1), Wanted(1, 2)))
    )
    async with asyncio.timeout(10):
        while not isinstance(await anext(made), Finished):
            pass
        server.uploads.clear()
        with pytest.raises(EngineFailed):
            await anext(made)


async def test_cancelled_while_a_source_is_sent(server: ComfyServer, make: Make) -> None:
    server.upload_gate.clear()
    making = asyncio.create_task(steps(make(tasks={"instruct": EDIT}), request("instruct")))
    await asyncio.wait_for(server.uploading.wait(), 10)
    making.cancel()
    with pytest.raises(asyncio.CancelledError):
        await making
    server.upload_gate.set()
    await asyncio.sleep(0.05)
    assert server.graphs == []


async def test_a_run_with_a_source_is_interrupted(server: ComfyServer, make: Make) -> None:
    server.gate.clear()
    engine = make(tasks={"inpaint": MEND}, **USUAL)
    making = asyncio.create_task(steps(engine, request("inpaint")))
    await asyncio.wait_for(server.sampling.wait(), 10)
    making.cancel()
    with pytest.raises(asyncio.CancelledError):
        await making
    async with asyncio.timeout(10):
        while server.running or server.pending:  # noqa: ASYNC110
            await asyncio.sleep(0.01)
    assert [how for _run, how in server.runs] == ["interrupted"]


async def test_without_a_socket_a_run_with_a_source_is_looked_up(
    server: ComfyServer, make: Make
) -> None:
    server.refuse_sockets = True
    made = await steps(make(tasks={"instruct": EDIT}), request("instruct"))
    assert [type(step) for step in made] == [Finished]


async def test_what_no_workflow_does_is_never_asked(server: ComfyServer, make: Make) -> None:
    with pytest.raises(EngineFailed):
        await steps(make(WORKFLOW), request("instruct"))
    assert server.uploads == {}


# what is offered -----------------------------------------------------------------------------------


def test_what_workflows_mark_is_what_they_can(options: Callable[..., Options]) -> None:
    plain = capabilities(options(WORKFLOW))
    assert plain.tasks == {"text-to-image"}
    assert plain.negative_prompt
    assert (plain.strength, plain.steps, plain.guidance, plain.schedulers) == (
        False,
        None,
        None,
        (),
    )
    full = capabilities(options(tasks={"image-to-image": VARY, "inpaint": MEND}, **USUAL))
    assert full.tasks == {"image-to-image", "inpaint"}
    assert full.strength
    assert full.steps == (1, 150, 20)
    assert full.guidance == (0.0, 30.0, 7.5)
    assert full.schedulers == ("karras", "normal")


def test_what_only_some_of_them_mark_is_not_offered(options: Callable[..., Options]) -> None:
    """Else it would be asked for where it is passed over."""
    both = capabilities(options(WORKFLOW, {"image-to-image": VARY}, **USUAL))
    assert (both.steps, both.guidance, both.schedulers) == (None, None, ())
    assert both.strength
    assert both.negative_prompt


def test_making_larger_takes_nothing_away(options: Callable[..., Options]) -> None:
    able = capabilities(options(tasks={"image-to-image": VARY, "upscale": ENLARGE}, **USUAL))
    assert able.steps is not None
    assert able.negative_prompt


def test_where_the_workflows_are_not_here_the_table_says_what_it_does(tmp_path: Path) -> None:
    gone = str(tmp_path / "gone.json")
    table = {"kind": "comfyui", "url": "http://x", "workflow": gone, "tasks": {"inpaint": gone}}
    settings = Settings(engines=("mine",), engine={"mine": EngineTable.read(table)})  # type: ignore[arg-type]
    (offer,) = registry.offers(settings)
    assert offer.capabilities.tasks == {"text-to-image", "inpaint"}
    assert not offer.capabilities.negative_prompt
    with pytest.raises(EngineUnusable) as caught:
        registry.load(settings)
    assert "gone.json" in caught.value.text()


@pytest.mark.parametrize(
    ("task", "workflow", "remedy"),
    [
        ("image-to-image", WORKFLOW, "{{source}}"),
        ("inpaint", WORKFLOW, "{{source}}"),
        ("instruct", VARY, "strength"),
        ("instruct", ENLARGE, "{{instruction}}"),
        ("upscale", WORKFLOW, "{{source}}"),
        ("upscale", VARY, "strength"),
        ("image-to-image", MEND, "mask"),
    ],
)
def test_a_workflow_that_cannot_do_its_task(
    make: Make, task: str, workflow: Any, remedy: str
) -> None:
    with pytest.raises(EngineUnusable) as caught:
        make(tasks={task: workflow}, **USUAL)
    assert remedy in caught.value.text()
    assert f"{task}.json" in caught.value.text()


@pytest.mark.parametrize("missing", ["steps", "guidance", "schedulers"])
def test_marks_without_a_usual_value(make: Make, missing: str) -> None:
    usual = {name: value for name, value in USUAL.items() if name != missing}
    with pytest.raises(EngineUnusable) as caught:
        make(tasks={"image-to-image": VARY}, **usual)
    assert f"say in {missing}" in caught.value.text()


@pytest.mark.parametrize(
    ("table", "says"),
    [
        ({}, "name a workflow"),
        ({"tasks": {"outpaint": "x.json"}}, "outpaint"),
        ({"workflow": "x.json", "steps": 0}, "1 to 150"),
        ({"workflow": "x.json", "guidance": 99}, "0 to 30"),
        ({"tasks": ["inpaint"]}, "tasks"),
    ],
)
def test_a_table_that_cannot_be_meant(table: dict[str, Any], says: str) -> None:
    read = EngineTable.read({"kind": "comfyui", "url": "http://x", **table})
    with pytest.raises(EngineUnusable) as caught:
        registry.load(Settings(engines=("mine",), engine={"mine": read}))
    assert says in caught.value.text()


def test_the_version_changes_with_any_workflow_and_what_is_usual(make: Make) -> None:
    tasks = {"image-to-image": VARY}
    versions = [
        make(WORKFLOW, tasks, **USUAL).version,
        make(WORKFLOW, {"image-to-image": MEND_HOLE, "upscale": ENLARGE}, **USUAL).version,
        make(WORKFLOW, tasks, **{**USUAL, "steps": 21}).version,
        make(WORKFLOW, tasks, **USUAL, negative="blurry").version,
    ]
    assert len(set(versions)) == 4
    assert make(WORKFLOW, tasks, **USUAL).version == versions[0]


# what the owner learns -----------------------------------------------------------------------------


async def test_the_nodes_of_all_workflows_are_there(make: Make) -> None:
    engine = make(WORKFLOW, {"inpaint": MEND, "upscale": ENLARGE}, **USUAL)
    assert engine.version in await engine.examine()


@pytest.mark.parametrize(
    ("change", "remedy"),
    [
        (
            {"12": {"class_type": "UpscaleModelLoader", "inputs": {"model_name": "8x.pth"}}},
            "4x.pth",
        ),
        ({"13": {"class_type": "MagicNode", "inputs": {}}}, "MagicNode"),
    ],
)
async def test_what_the_server_lacks_for_any_of_them_is_said(
    make: Make, change: dict[str, Any], remedy: str
) -> None:
    with pytest.raises(EngineUnusable) as caught:
        await make(WORKFLOW, {"upscale": {**ENLARGE, **change}}).examine()
    assert remedy in caught.value.text()


async def test_a_scheduler_that_the_server_does_not_have_is_said(make: Make) -> None:
    engine = make(tasks={"image-to-image": VARY}, **{**USUAL, "schedulers": ("karras", "magic")})
    with pytest.raises(EngineUnusable) as caught:
        await engine.examine()
    assert "magic" in caught.value.text()
    assert SCHEDULERS[0] in caught.value.text()
