"""Push subscriptions, and what arrives at a real push service on loopback."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest

from affresco.accounts import tokens
from affresco.feeds.push import deliver as pushing
from affresco.settings import Settings
from servers.push_service import PushService, push_service
from world import Resident, World

PATH = "/api/v1/push/subscription"
SECRET = "a key for tests, of 32 characters"


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """The push service of the tests has a private address."""
    return Settings(data=str(tmp_path), secret=SECRET, push_private=True)


@pytest.fixture
def service() -> Iterator[PushService]:
    with push_service() as service:
        yield service


def wish(service: PushService, *alerts: str, **more: Any) -> dict[str, Any]:
    """The body of a subscription."""
    wanted = {"endpoint": service.endpoint, "keys": service.keys, "standard": True, **more}
    return {"subscription": wanted, "data": {"alerts": dict.fromkeys(alerts, True)}}


async def subscribed(world: World, who: Resident, service: PushService, *alerts: str) -> str:
    """The token that was subscribed with."""
    token = await world.token(who, "push", "read")
    answer = await world.api("POST", PATH, token=token, json=wish(service, *alerts))
    assert answer.status_code == 200, answer.text
    return token


async def test_a_like_arrives_encrypted_and_signed(world: World, service: PushService) -> None:
    ada, bo = await world.people("ada", "bo")
    post = await world.post(by=ada, text="wet  plaster")
    token = await subscribed(world, ada, service, "favourite")
    await world.like(bo, post)
    await world.follow(bo, ada)
    await world.work()
    (notification,) = (
        await world.api("GET", "/api/v1/notifications?types[]=favourite", as_=ada)
    ).json()
    assert len(service.messages) == 1
    headers, body = service.messages[0]
    assert b"plaster" not in body
    assert headers["TTL"] == "172800"
    assert service.read() == {
        "access_token": token,
        "preferred_locale": "en",
        "notification_id": int(notification["id"]),
        "notification_type": "favourite",
        "icon": "http://testserver/avatars/original/missing.png",
        "title": "bo likes your post",
        "body": "wet plaster",
        "affresco": {"url": f"/posts/{post.id}"},
    }
    claims, key = service.statement()
    assert claims["aud"] == service.url
    instance = (await world.api("GET", "/api/v2/instance")).json()
    assert instance["configuration"]["vapid"]["public_key"] == key
    assert (await world.api("GET", PATH, token=token)).json()["server_key"] == key


async def test_older_apps_get_what_they_can_read(world: World, service: PushService) -> None:
    ada, bo = await world.people("ada", "bo")
    token = await world.token(ada, "push")
    form = {
        "subscription[endpoint]": service.endpoint,
        "subscription[keys][p256dh]": service.keys["p256dh"],
        "subscription[keys][auth]": service.keys["auth"],
        "data[alerts][follow]": "true",
        "data[policy]": "all",
    }
    made = (await world.api("POST", PATH, token=token, data=form)).json()
    assert (made["standard"], made["alerts"]["follow"], made["alerts"]["mention"]) == (
        False, True, False,
    )  # fmt: skip
    await world.follow(bo, ada)
    await world.work()
    assert service.messages[0][0]["Content-Encoding"] == "aesgcm"
    assert service.read()["title"] == "bo follows you"
    service.statement()


async def test_a_subscription_is_read_changed_and_ended(world: World, service: PushService) -> None:
    ada, bo = await world.people("ada", "bo")
    token = await subscribed(world, ada, service, "favourite")
    assert (await world.api("GET", PATH, token=token)).json()["alerts"]["favourite"]
    other = await world.token(ada, "push")
    assert (await world.api("GET", PATH, token=other)).status_code == 404
    change = {"data": {"alerts": {"mention": True}}, "policy": "followed"}
    changed = (await world.api("PUT", PATH, token=token, json=change)).json()
    assert (changed["alerts"]["favourite"], changed["policy"]) == (False, "followed")
    await world.post(by=bo, text="hello @ada")
    await world.work()
    assert service.messages == []
    await world.follow(ada, bo)
    await world.post(by=bo, text="hello again @ada")
    await world.work()
    assert len(service.messages) == 1
    assert (await world.api("DELETE", PATH, token=token)).json() == {}
    assert (await world.api("GET", PATH, token=token)).status_code == 404
    await world.post(by=bo, text="and again @ada")
    await world.work()
    assert len(service.messages) == 1


async def test_it_ends_with_its_token(world: World, service: PushService) -> None:
    ada, bo = await world.people("ada", "bo")
    token = await subscribed(world, ada, service, "follow")
    bearer = await tokens.find_bearer(world.database, token)
    assert bearer is not None
    await tokens.revoke_token(world.database, ada.id, bearer.token_id)
    await world.follow(bo, ada)
    await world.work()
    assert service.messages == []


@pytest.mark.parametrize("status", [404, 410, 403])
async def test_a_service_that_knows_nothing_of_it_ends_it(
    world: World, service: PushService, status: int
) -> None:
    ada, bo = await world.people("ada", "bo")
    token = await subscribed(world, ada, service, "follow")
    service.answers = [status]
    await world.follow(bo, ada)
    await world.work()
    assert (await world.api("GET", PATH, token=token)).status_code == 404


async def test_a_service_that_is_busy_is_asked_again(world: World, service: PushService) -> None:
    ada, bo = await world.people("ada", "bo")
    await subscribed(world, ada, service, "follow")
    service.answers = [503, 429]
    await world.follow(bo, ada)
    await world.work(30)
    assert len(service.messages) == 3
    assert service.read()["notification_type"] == "follow"


async def test_what_may_not_be_seen_any_more_is_not_sent(
    world: World, service: PushService
) -> None:
    ada, bo = await world.people("ada", "bo")
    await subscribed(world, ada, service, "mention", "status")
    post = await world.post(by=bo, text="@ada psst")
    await world.api("DELETE", f"/api/v1/statuses/{post.id}", as_=bo)
    await world.work()
    assert service.messages == []


async def test_a_warning_stands_for_what_it_warns_of(world: World, service: PushService) -> None:
    ada, bo = await world.people("ada", "bo")
    await subscribed(world, ada, service, "mention")
    await world.post(by=bo, text="@ada the butler did it", warning="The end of the book")
    await world.work()
    assert service.read()["body"] == "The end of the book"


async def test_addresses_within_are_not_reached_unless_the_owner_says_so(
    world: World, service: PushService
) -> None:
    ada, bo = await world.people("ada", "bo")
    token = await subscribed(world, ada, service, "follow")
    async with world.database.read() as tx:
        subscription_id = await tx.value("SELECT id FROM push_subscriptions")
    await world.follow(bo, ada)
    await world.work()
    (notification,) = (await world.api("GET", "/api/v1/notifications", as_=ada)).json()
    careful = msgspec.structs.replace(
        world.runtime,
        settings=msgspec.structs.replace(world.runtime.settings, push_private=False),
    )
    job = f"{notification['id']} {subscription_id}".encode()
    await pushing.deliver(careful, job)
    assert len(service.messages) == 1
    assert (await world.api("GET", PATH, token=token)).status_code == 404


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"endpoint": "ftp://x.example/"}, "push.bad_endpoint"),
        ({"endpoint": "https://"}, "push.bad_endpoint"),
        ({"endpoint": "https://a:b@x.example/"}, "push.bad_endpoint"),
        ({"endpoint": "https://x.example/" + "x" * 2_000}, "push.bad_endpoint"),
        ({"endpoint": "https://[::1"}, "push.bad_endpoint"),
        ({"keys": {"p256dh": "AAAA", "auth": "AAAA"}}, "push.bad_keys"),
        ({"keys": {}}, "api.bad_request"),
    ],
)
async def test_subscriptions_that_cannot_be_are_refused(
    world: World, service: PushService, change: dict[str, Any], code: str
) -> None:
    ada = await world.person("ada")
    token = await world.token(ada, "push")
    answer = await world.api("POST", PATH, token=token, json=wish(service, "follow", **change))
    assert (answer.status_code, answer.json()["code"]) == (422, code)


async def test_the_scope_is_needed(world: World, service: PushService) -> None:
    ada = await world.person("ada")
    for method in ("GET", "POST", "PUT", "DELETE"):
        answer = await world.api(method, PATH, as_=ada, json=wish(service))
        assert answer.status_code == 403
