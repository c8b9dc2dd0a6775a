"""A signed-in browser that is told while no page is open."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from affresco.settings import Settings
from servers.push_service import PushService, push_service
from world import World


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """The push service of the tests has a private address."""
    secret = "a key for tests, of 32 characters"
    return Settings(data=str(tmp_path), secret=secret, push_private=True)


@pytest.fixture
def service() -> Iterator[PushService]:
    with push_service() as service:
        yield service


async def test_a_browser_is_told_until_it_signs_out(world: World, service: PushService) -> None:
    ada, bo = await world.people("ada", "bo")
    sent = {"endpoint": service.endpoint, **service.keys}
    answer = await world.post_form("/push", sent, as_=ada)
    assert answer.status_code == 204
    assert "data-pushed" in (await world.get("/settings/notifications", as_=ada)).text
    await world.follow(bo, ada)
    await world.work()
    told = service.read()
    assert (told["title"], told["access_token"]) == ("bo follows you", "")
    assert told["affresco"]["url"] == "/@bo"
    await world.post_form("/sign-out", as_=ada)
    post = await world.post(by=ada)
    await world.like(bo, post)
    await world.work()
    assert len(service.messages) == 1


async def test_it_ends_when_it_is_asked_to(world: World, service: PushService) -> None:
    ada, bo = await world.people("ada", "bo")
    await world.post_form("/push", {"endpoint": service.endpoint, **service.keys}, as_=ada)
    assert (await world.post_form("/push/end", as_=ada)).status_code == 204
    assert "data-pushed" not in (await world.get("/settings/notifications", as_=ada)).text
    await world.follow(bo, ada)
    await world.work()
    assert service.messages == []


async def test_keys_that_are_none_are_refused(world: World, service: PushService) -> None:
    ada = await world.person("ada")
    sent = {"endpoint": service.endpoint, "p256dh": "x", "auth": "y"}
    assert (await world.post_form("/push", sent, as_=ada, htmx=True)).status_code == 422
    assert (await world.post_form("/push", sent)).status_code in (303, 401)


async def test_the_worker_has_an_address_that_stays(world: World) -> None:
    answer = await world.get("/worker.js")
    assert answer.headers["content-type"].startswith("text/javascript")
    assert answer.headers["cache-control"] == "no-cache"
    assert "showNotification" in answer.text
