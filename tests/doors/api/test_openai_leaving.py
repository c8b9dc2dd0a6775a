"""Who asks for pictures and goes away, asks again, or loses the token meanwhile: nothing is made twice."""

from __future__ import annotations

import asyncio
import io
from collections.abc import AsyncGenerator
from contextlib import suppress
from pathlib import Path

import httpx
import openai
import pytest
from PIL import Image

from affresco.accounts import tokens
from affresco.errors import AffrescoError
from affresco.live import sse
from affresco.settings import Settings
from affresco.studio import watching
from affresco.studio.engines.builtin import Illustrator
from affresco.studio.engines.protocol import Preview, Progress, Request
from affresco.studio.errors import EngineFailed, EngineRefused
from doors.api.loopback import doorway, serving
from world import Resident, World

PATH = "/v1/images/generations"
HARBOUR = {"prompt": "a quiet harbour at dawn"}


async def states(world: World) -> list[str]:
    """Of all jobs, the oldest first."""
    async with world.database.read() as tx:
        rows = await tx.rows("SELECT state FROM generations ORDER BY id")
    return [row["state"] for row in rows]


async def until(world: World, *wanted: str) -> None:
    async with asyncio.timeout(10):
        while await states(world) != list(wanted):  # noqa: ASYNC110 - the database tells nobody
            await asyncio.sleep(0.05)


def bearing(who: Resident, **headers: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {who.token}", **headers}


@pytest.mark.parametrize(("stream", "key"), [(False, None), (True, None), (False, "")])
async def test_who_goes_away_cancels_the_job(
    world: World, tmp_path: Path, stream: bool, key: str | None
) -> None:
    ada = await world.person("ada")
    headers = bearing(ada, **({} if key is None else {"Idempotency-Key": key}))
    async with serving(world.database.dsn, tmp_path) as url, httpx.AsyncClient() as client:
        asking = asyncio.create_task(
            client.post(url + PATH, json={**HARBOUR, "stream": stream}, headers=headers)
        )
        await until(world, "queued")
        asking.cancel()
        with suppress(asyncio.CancelledError):
            await asking
        await until(world, "cancelled")


async def test_with_a_key_the_job_waits_for_whoever_comes_back(
    world: World, tmp_path: Path
) -> None:
    ada = await world.person("ada")
    headers = bearing(ada, **{"Idempotency-Key": "once"})
    async with serving(world.database.dsn, tmp_path) as url, httpx.AsyncClient() as client:
        for _ in range(2):
            with pytest.raises(httpx.ReadTimeout):
                await client.post(url + PATH, json=HARBOUR, headers=headers, timeout=1)
        await asyncio.sleep(0.5)
        assert await states(world) == ["queued"]


@pytest.mark.parametrize("stream", [False, True])
async def test_a_token_that_is_revoked_ends_the_wait_and_the_job(
    world: World, stream: bool
) -> None:
    ada = await world.person("ada")
    asking = asyncio.create_task(
        world.api("POST", PATH, as_=ada, json={**HARBOUR, "stream": stream})
    )
    await until(world, "queued")
    for token in await tokens.list_tokens(world.database, ada.id):
        await tokens.revoke_token(world.database, ada.id, token.id)
    answer = await asyncio.wait_for(asking, 10)
    assert "api.bad_token" in answer.text
    assert answer.status_code == (200 if stream else 401)
    await until(world, "cancelled")


async def test_nobody_paints_and_the_library_does_not_ask_again(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watching, "HEARTBEAT_SECONDS", 0.05)
    ada = await world.person("ada")
    answer = await world.api("POST", PATH, as_=ada, json=HARBOUR)
    assert (answer.status_code, answer.headers["x-should-retry"]) == (503, "false")
    assert await states(world) == ["queued"], "it lies in the studio"
    assert sse.HEARTBEAT_SECONDS > 1
    with_key = {"Idempotency-Key": "once"}
    answer = await world.api("POST", PATH, as_=ada, json=HARBOUR, headers=with_key)
    assert "x-should-retry" not in answer.headers, "another try gets the same job"


async def test_a_job_that_fails_is_begun_once_by_the_library_as_it_comes(world: World) -> None:
    ada = await world.person("ada")
    async with doorway(world) as url:
        world.engines["illustrator"] = Failing(EngineFailed())
        library = openai.AsyncOpenAI(api_key=ada.token, base_url=f"{url}/v1")
        async with library:
            with pytest.raises(openai.InternalServerError) as failed:
                await library.images.generate(prompt=HARBOUR["prompt"])
    assert failed.value.code == "openai.failed"
    assert await states(world) == ["failed"]


@pytest.mark.parametrize("stream", [False, True])
async def test_a_refusal_has_the_name_that_programs_know(world: World, stream: bool) -> None:
    ada = await world.person("ada")
    by_rule = await world.api("POST", PATH, as_=ada, json={"prompt": "heil hitler"})
    assert by_rule.status_code == 400
    assert by_rule.json()["error"]["code"] == "moderation_blocked"
    assert " http://testserver/safety/refusals/" in by_rule.json()["error"]["message"]
    world.engines["illustrator"] = Failing(EngineRefused(reason="not this"))
    asking = asyncio.create_task(
        world.api("POST", PATH, as_=ada, json={**HARBOUR, "stream": stream})
    )
    await until(world, "queued")
    await world.work()
    by_engine = await asyncio.wait_for(asking, 10)
    assert by_engine.status_code == (200 if stream else 400)
    for part in ('"moderation_blocked"', '"image_generation_user_error"', "not this"):
        assert part in by_engine.text


class Failing(Illustrator):
    """An engine that makes nothing."""

    def __init__(self, error: AffrescoError) -> None:
        super().__init__()
        self.error = error

    async def generate(self, request: Request) -> AsyncGenerator[Progress, None]:
        if request.wanted:
            raise self.error
        yield Preview(0, Image.new("RGB", (8, 8)))


class TestWithoutPicturesLeft:
    @pytest.fixture
    def settings(self, tmp_path: Path) -> Settings:
        secret = "a key for tests, of 32 characters"
        return Settings(data=str(tmp_path), secret=secret, pictures_per_day=0)

    async def test_the_quota_is_not_waited_for(self, world: World) -> None:
        ada = await world.person("ada")
        answer = await world.api("POST", PATH, as_=ada, json=HARBOUR)
        assert answer.status_code == 429
        assert answer.json()["error"]["code"] == "studio.quota_exhausted"
        assert answer.headers["x-should-retry"] == "false"
        assert int(answer.headers["retry-after"]) > 60, "more than any library waits"

    async def test_nor_is_a_picture_kept_that_nothing_can_be_made_from(self, world: World) -> None:
        ada = await world.person("ada")
        picture = io.BytesIO()
        Image.new("RGB", (64, 64)).save(picture, "PNG")
        files = {"image": ("a.png", picture.getvalue(), "image/png")}
        answer = await world.api(
            "POST", "/v1/images/edits", as_=ada, data={"prompt": "night"}, files=files
        )
        assert answer.status_code == 429
        async with world.database.read() as tx:
            assert await tx.value("SELECT count(*) FROM media") == 0


async def test_words_that_are_no_text_are_refused(world: World) -> None:
    ada = await world.person("ada")
    body = b'--b\r\nContent-Disposition: form-data; name="prompt"\r\n\r\n\xff\r\n--b--\r\n'
    kind = {"Content-Type": "multipart/form-data; boundary=b"}
    answer = await world.api("POST", "/v1/images/edits", as_=ada, content=body, headers=kind)
    assert (answer.status_code, answer.json()["error"]["code"]) == (400, "api.bad_body")
