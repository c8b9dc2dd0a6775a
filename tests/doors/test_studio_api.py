"""Making pictures through the native API."""

from __future__ import annotations

import asyncio

import pytest

from affresco.studio import jobs
from affresco.studio.errors import EngineFailed
from world import World

PATH = "/api/affresco/v1/generations"
ORDER = {"prompt": "a quiet harbour", "count": 2, "size": "1152x768", "seed": 7}


async def test_from_the_order_to_a_status(world: World) -> None:
    (ada,) = await world.people("ada")
    answer = await world.api("POST", PATH, as_=ada, json=ORDER)
    assert answer.status_code == 202
    job = answer.json()
    assert isinstance(job["id"], str)
    assert job["state"] == "queued"
    assert [c["seed"] for c in job["candidates"]] == [7, 8]
    assert job["candidates"][0]["media_id"] is None
    await world.work()
    done = (await world.api("GET", f"{PATH}/{job['id']}", as_=ada)).json()
    assert done["state"] == "done"
    first = done["candidates"][0]
    assert first["recipe"]["prompt"] == "a quiet harbour"
    assert first["recipe"]["seed"] == 7
    path = first["url"].removeprefix(world.runtime.base_url)
    assert (await world.get(path)).headers["content-type"] == "image/webp"
    status = await world.api(
        "POST",
        "/api/v1/statuses",
        as_=ada,
        json={"status": "look", "media_ids": [first["media_id"]]},
    )
    assert status.status_code == 200, status.text
    assert status.json()["media_attachments"][0]["id"] == first["media_id"]


async def test_the_same_key_gives_the_first_job(world: World) -> None:
    (ada,) = await world.people("ada")
    answers = await asyncio.gather(
        *(
            world.api("POST", PATH, as_=ada, json=ORDER, headers={"Idempotency-Key": "k"})
            for _ in range(4)
        )
    )
    assert len({answer.json()["id"] for answer in answers}) == 1


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"prompt": ""}, "studio.prompt_empty"),
        ({"prompt": "x" * 10_000}, "studio.prompt_too_long"),
        ({"size": "640x640"}, "studio.bad_size"),
        ({"size": "huge"}, "studio.bad_size"),
        ({"engine": "crayons"}, "studio.engine_unknown"),
        ({"count": 5}, None),
        ({"seed": -1}, None),
        ({"seed": 2**53}, None),
        ({"instruction": "bluer"}, "studio.not_for_task"),
        ({"crayons": 7}, None),
        ({"task": "instruct", "instruction": "bluer"}, None),
        ({"task": "inpaint", "source_media_id": "1"}, "studio.engine_cannot"),
        ({"source_post_id": "1"}, "posts.remix_target_gone"),
        ({"source_post_id": "zebra"}, "posts.remix_target_gone"),
    ],
)
async def test_what_cannot_be_made_is_refused(
    world: World, change: dict[str, object], code: str | None
) -> None:
    (ada,) = await world.people("ada")
    answer = await world.api("POST", PATH, as_=ada, json={**ORDER, **change})
    assert answer.status_code in (404, 422)
    assert answer.json()["error"]
    assert code in (None, answer.json()["code"])
    async with world.database.read() as tx:
        assert await tx.value("SELECT count(*) FROM generations") == 0


async def test_cancelling(world: World) -> None:
    ada, bo = await world.people("ada", "bo")
    job = (await world.api("POST", PATH, as_=ada, json=ORDER)).json()["id"]
    assert (await world.api("DELETE", f"{PATH}/{job}", as_=bo)).status_code == 404
    for _ in range(2):
        answer = await world.api("DELETE", f"{PATH}/{job}", as_=ada)
        assert answer.status_code == 200
        assert answer.json()["state"] == "cancelled"


async def test_following_with_a_token(world: World) -> None:
    (ada,) = await world.people("ada")
    job = (await world.api("POST", PATH, as_=ada, json=ORDER)).json()["id"]
    ticket = await jobs.take(world.database, int(job))
    assert ticket is not None
    await jobs.save_preview(world.database, ticket, 0, b"RIFF....WEBP")
    async with world.stream(f"{PATH}/{job}/events", token=ada.token) as stream:
        assert (await stream.next()).json() == {"state": "running"}
        look = (await stream.next()).json()
        path = look["url"].removeprefix(world.runtime.base_url)
        assert (await world.api("GET", path, as_=ada)).content == b"RIFF....WEBP"
        await jobs.fail(world.database, ticket, EngineFailed())
        assert (await stream.next()).json() == {"state": "failed"}
        last = await stream.next()
    assert last.event == "failed"
    assert last.json()["code"] == "studio.engine_failed"


async def test_scopes_are_asked_for(world: World) -> None:
    (ada,) = await world.people("ada")
    reads = await world.token(ada, "read")
    assert (await world.api("POST", PATH, token=reads, json=ORDER)).status_code == 403
    assert (await world.api("POST", PATH, json=ORDER)).status_code == 401
    job = (await world.api("POST", PATH, as_=ada, json=ORDER)).json()["id"]
    assert (await world.api("GET", f"{PATH}/{job}", token=reads)).status_code == 200
    assert (await world.api("DELETE", f"{PATH}/{job}", token=reads)).status_code == 403
    for odd in ("zebra", str(2**64), "-1"):
        assert (await world.api("GET", f"{PATH}/{odd}", as_=ada)).status_code == 404


async def test_it_is_described(world: World) -> None:
    document = (await world.api("GET", "/api/openapi.json")).json()
    paths = document["paths"]
    assert {"get", "delete"} <= paths[f"{PATH}/{{generation_id}}"].keys()
    assert "202" in paths[PATH]["post"]["responses"]
    events = paths[f"{PATH}/{{generation_id}}/events"]["get"]["responses"]["200"]
    assert "text/event-stream" in events["content"]
