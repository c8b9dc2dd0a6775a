"""An engine that is a ComfyUI, before a server that speaks as it does."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from contextlib import aclosing
from pathlib import Path
from typing import Any

import pytest

from affresco.studio.engines import comfyui
from affresco.studio.engines.comfyui import ComfyUI
from affresco.studio.engines.comfyui_api import read_event
from affresco.studio.engines.comfyui_tasks import Options
from affresco.studio.engines.protocol import Finished, Preview, Progress, Request, Wanted
from affresco.studio.engines.remote import BadAnswer
from affresco.studio.errors import EngineFailed, EngineUnavailable, EngineUnusable
from servers.comfyui import WORKFLOW, ComfyServer, comfy_server

Make = Callable[..., ComfyUI]


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(comfyui, "SILENCE_SECONDS", 0.1)


@pytest.fixture
async def server() -> AsyncIterator[ComfyServer]:
    async with comfy_server() as server:
        yield server


@pytest.fixture
def make(server: ComfyServer, tmp_path: Path) -> Make:
    """An engine with the workflow, or another; options as in its table."""

    def made(workflow: Any = WORKFLOW, **options: Any) -> ComfyUI:
        path = tmp_path / "workflow.json"
        path.write_text(workflow if isinstance(workflow, str) else json.dumps(workflow))
        values: dict[str, Any] = {"url": server.url, "workflow": str(path), "timeout_seconds": 30.0}
        return ComfyUI("local", "Local one", Options(**{**values, **options}))

    return made


def request(prompt: str = "a fox", count: int = 1, size: tuple[int, int] = (320, 240)) -> Request:
    wanted = tuple(Wanted(position, 7 + position) for position in range(count))
    return Request(prompt=prompt, language="en", width=size[0], height=size[1], wanted=wanted)


async def steps(engine: ComfyUI, wish: Request) -> list[Progress]:
    async with asyncio.timeout(20):
        return [step async for step in engine.generate(wish)]


def changed(node: str, **inputs: Any) -> dict[str, Any]:
    """The workflow with some inputs of a node changed."""
    graph: dict[str, Any] = json.loads(json.dumps(WORKFLOW))
    graph[node]["inputs"].update(inputs)
    return graph


async def until(come: Callable[[], bool]) -> None:
    """Wait for something on the server, which tells nobody."""
    async with asyncio.timeout(10):
        while not come():  # noqa: ASYNC110
            await asyncio.sleep(0.01)


async def settled(server: ComfyServer) -> None:
    """Wait until nothing runs or waits there."""
    await until(lambda: not server.running and not server.pending)


async def test_first_looks_then_the_picture_run_by_run(server: ComfyServer, make: Make) -> None:
    made = await steps(make(), request(count=2))
    assert [(type(step), step.position) for step in made] == [
        *[(Preview, 0)] * server.steps,
        (Finished, 0),
        *[(Preview, 1)] * server.steps,
        (Finished, 1),
    ]
    finished = [step for step in made if isinstance(step, Finished)]
    assert [step.image.size for step in finished] == [(320, 240)] * 2
    assert finished[0].image.getpixel((0, 0)) == (7 * 53 % 256, 7 * 101 % 256, 7 * 197 % 256)


async def test_marks_become_values_of_their_own_type(server: ComfyServer, make: Make) -> None:
    wish = request('a "fox", {{seed}} \\ {{nonsense}}')
    await steps(make(negative="blurry"), wish)
    (graph,) = server.graphs
    assert graph["3"]["inputs"]["seed"] == 7
    assert (graph["5"]["inputs"]["width"], graph["5"]["inputs"]["height"]) == (320, 240)
    assert graph["6"]["inputs"]["text"] == 'a fresco of a "fox", {{seed}} \\ {{nonsense}}'
    assert graph["7"]["inputs"]["text"] == "blurry"
    assert graph["3"]["inputs"]["model"] == ["4", 0]


async def test_saved_pictures_go_before_temporary_ones(server: ComfyServer, make: Make) -> None:
    await steps(make(), request())
    assert [kind for kind, _name in server.viewed] == ["output"]
    await steps(make(output="8"), request())
    assert [kind for kind, _name in server.viewed] == ["output", "temp"]


async def test_a_workflow_that_keeps_nothing(make: Make) -> None:
    without = {number: node for number, node in WORKFLOW.items() if number not in ("8", "9")}
    with pytest.raises(BadAnswer, match="made no picture"):
        await steps(make(without), request())


async def test_a_lost_socket_is_opened_again(server: ComfyServer, make: Make) -> None:
    server.gate.clear()
    making = asyncio.create_task(steps(make(), request()))
    await asyncio.wait_for(server.sampling.wait(), 10)
    server.drop_sockets()
    await until(lambda: server.opened == 2)
    server.gate.set()
    made = await making
    assert isinstance(made[-1], Finished)
    assert len(server.graphs) == 1, "the run went on; it was not queued again"


async def test_what_happened_while_nobody_listened_is_looked_up(
    server: ComfyServer, make: Make
) -> None:
    server.refuse_sockets = True
    made = await steps(make(), request())
    assert [type(step) for step in made] == [Finished]


async def test_a_server_that_was_started_anew_has_forgotten(
    server: ComfyServer, make: Make
) -> None:
    server.gate.clear()
    making = asyncio.create_task(steps(make(), request()))
    await asyncio.wait_for(server.sampling.wait(), 10)
    server.forget()
    with pytest.raises(EngineUnavailable) as caught:
        await making
    assert "Local one" in caught.value.text()


async def test_a_run_under_way_is_interrupted(server: ComfyServer, make: Make) -> None:
    server.gate.clear()
    making = asyncio.create_task(steps(make(), request()))
    await asyncio.wait_for(server.sampling.wait(), 10)
    making.cancel()
    with pytest.raises(asyncio.CancelledError):
        await making
    await settled(server)
    assert [how for _run, how in server.runs] == ["interrupted"]


async def test_what_a_server_says_to_that_is_not_read(server: ComfyServer, make: Make) -> None:
    server.gate.clear()
    server.chatters = True
    making = asyncio.create_task(steps(make(), request()))
    await asyncio.wait_for(server.sampling.wait(), 10)
    making.cancel()
    with pytest.raises(asyncio.CancelledError):
        await making
    await settled(server)
    assert [how for _run, how in server.runs] == ["interrupted"]
    assert server.chattered < 20


async def test_a_run_that_waits_is_taken_out_of_the_queue(server: ComfyServer, make: Make) -> None:
    server.gate.clear()
    first = asyncio.create_task(steps(make(), request("first")))
    await asyncio.wait_for(server.sampling.wait(), 10)
    second = asyncio.create_task(steps(make(), request("second")))
    await until(lambda: bool(server.pending))
    second.cancel()
    await asyncio.gather(second, return_exceptions=True)
    assert server.pending == []
    server.gate.set()
    assert isinstance((await first)[-1], Finished)
    await settled(server)
    assert [how for _run, how in server.runs] == ["success"], "somebody else's run is left alone"


async def test_whoever_stops_listening_stops_the_run(server: ComfyServer, make: Make) -> None:
    server.gate.clear()
    async with asyncio.timeout(10), aclosing(make().generate(request())) as made:
        assert isinstance(await anext(made), Preview)
    await settled(server)
    assert [how for _run, how in server.runs] == ["interrupted"]


@pytest.mark.parametrize("pause", [0.0, 0.002, 0.005, 0.01, 0.02, 0.04])
async def test_cancelled_at_any_moment_nothing_is_left_running(
    server: ComfyServer, make: Make, pause: float
) -> None:
    server.gate.clear()
    making = asyncio.create_task(steps(make(), request()))
    await asyncio.sleep(pause)
    making.cancel()
    await asyncio.gather(making, return_exceptions=True)
    await settled(server)


async def test_a_run_that_fails(server: ComfyServer, make: Make) -> None:
    server.fail_with = "CUDA out of memory"
    with pytest.raises(EngineFailed):
        await steps(make(), request())


async def test_a_workflow_that_the_server_does_not_take(server: ComfyServer, make: Make) -> None:
    with pytest.raises(EngineFailed):
        await steps(make(changed("4", ckpt_name="gone.safetensors")), request())
    assert server.graphs == []


def test_a_message_that_nobody_can_read_is_about_nothing() -> None:
    assert not read_event('{"type": ' + "[" * 200_000).is_about("7")


@pytest.mark.parametrize("lie", [b"<html>", b"\x89PNG\r\n\x1a\n", b"x" * (26 * 2**20)])
async def test_a_picture_that_is_none(server: ComfyServer, make: Make, lie: bytes) -> None:
    server.lie = lie
    with pytest.raises(BadAnswer):
        await steps(make(), request())


async def test_a_server_that_is_not_there(make: Make) -> None:
    with pytest.raises(EngineUnavailable):
        await steps(make(url="http://127.0.0.1:1"), request())


# what the owner learns -----------------------------------------------------------------------------


async def test_a_server_in_good_health(make: Make) -> None:
    engine = make()
    engine.check()
    said = await engine.examine()
    assert "0.9.1" in said
    assert engine.version in said


async def test_the_version_is_that_of_the_workflow(make: Make) -> None:
    assert make().version == make().version
    assert make().version != make(changed("6", text="{{prompt}}")).version


@pytest.mark.parametrize(
    ("workflow", "remedy"),
    [
        (changed("4", ckpt_name="gone.safetensors"), "plain.safetensors"),
        ({**WORKFLOW, "10": {"class_type": "MagicNode", "inputs": {}}}, "MagicNode"),
    ],
)
async def test_what_the_server_lacks_is_said(make: Make, workflow: Any, remedy: str) -> None:
    with pytest.raises(EngineUnusable) as caught:
        await make(workflow).examine()
    assert remedy in caught.value.text()


async def test_a_server_that_is_away_is_said(make: Make) -> None:
    with pytest.raises(EngineUnusable) as caught:
        await make(url="http://127.0.0.1:1").examine()
    assert "start its server" in caught.value.text()


@pytest.mark.parametrize(
    ("workflow", "remedy"),
    [
        ("no json", "Export (API)"),
        ({"nodes": [], "links": [], "version": 0.4}, "Export (API)"),
        (changed("6", text="a fox"), "{{prompt}}"),
        (changed("3", seed=5), "{{seed}}"),
        (changed("3", cfg="{{cfg}}"), "cfg"),
        (changed("3", denoise="{{strength}}"), "strength"),
    ],
)
def test_a_workflow_that_cannot_be_used(make: Make, workflow: Any, remedy: str) -> None:
    with pytest.raises(EngineUnusable) as caught:
        make(workflow)
    assert remedy in caught.value.text()


def test_a_node_that_no_workflow_has(make: Make) -> None:
    with pytest.raises(EngineUnusable) as caught:
        make(output="77")
    assert "77" in caught.value.text()


def test_a_workflow_that_is_missing(tmp_path: Path) -> None:
    with pytest.raises(EngineUnusable) as caught:
        ComfyUI("local", "", Options(url="http://x", workflow=str(tmp_path / "gone.json")))
    assert "gone.json" in caught.value.text()
