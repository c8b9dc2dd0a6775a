"""Answers that are remembered whole are dropped by everything that they show."""

from __future__ import annotations

from typing import Any

from affresco.accounts import commands as accounts
from affresco.accounts.model import Profile
from affresco.api.core.call import door_of
from affresco.api.core.remembered import BYTES, SECONDS, Answers
from affresco.live import messages
from world import Resident, World

HOME = "/api/v1/timelines/home"
LOCAL = "/api/v1/timelines/public"


async def shown(world: World, path: str, who: Resident) -> list[dict[str, Any]]:
    """Asked twice, so that the second answer may come from memory."""
    first = await world.api("GET", path, as_=who)
    second = await world.api("GET", path, as_=who)
    assert first.content == second.content
    statuses: list[dict[str, Any]] = second.json()
    return statuses


async def test_home_hears_of_everybody_in_it(world: World) -> None:
    ada, bo, cy = await world.people("ada", "bo", "cy")
    assert await shown(world, HOME, ada) == []
    await world.follow(ada, bo)
    post = await world.post(by=bo)
    assert [s["id"] for s in await shown(world, HOME, ada)] == [str(post.id)]
    await accounts.update_profile(world.database, bo.id, Profile(name="Bo B.", bio="", links=()))
    assert (await shown(world, HOME, ada))[0]["account"]["display_name"] == "Bo B."
    other = await world.post(by=cy)
    await world.repost(bo, other)
    assert (await shown(world, HOME, ada))[0]["reblog"]["id"] == str(other.id)
    await world.like(bo, other)
    assert (await shown(world, HOME, ada))[0]["reblog"]["favourites_count"] == 1
    await world.post(by=bo, text="yes", reply_to=other)
    assert (await shown(world, HOME, ada))[0]["reblog"]["replies_count"] == 1
    await world.api("DELETE", f"/api/v1/statuses/{other.id}", as_=cy)
    assert [s["id"] for s in await shown(world, HOME, ada)] == [str(post.id)]
    await accounts.unfollow(world.database, ada.id, bo.id)
    assert await shown(world, HOME, ada) == []


async def test_local_and_tags_hear_of_what_is_new(world: World) -> None:
    ada, bo = await world.people("ada", "bo")
    assert await shown(world, LOCAL, ada) == []
    await world.post(by=bo, text="#Sea")
    assert len(await shown(world, LOCAL, ada)) == 1
    assert len(await shown(world, "/api/v1/timelines/tag/sea", ada)) == 1
    await world.post(by=bo, text="more #Sea")
    assert len(await shown(world, LOCAL, ada)) == 2
    assert len(await shown(world, "/api/v1/timelines/tag/sea", ada)) == 2


async def test_a_profile_hears_of_what_its_person_does(world: World) -> None:
    ada, bo = await world.people("ada", "bo")
    path = f"/api/v1/accounts/{bo.id}/statuses"
    assert await shown(world, path, ada) == []
    first = await world.post(by=bo, visibility="followers")
    assert await shown(world, path, ada) == []
    await world.follow(ada, bo)
    assert [s["id"] for s in await shown(world, path, ada)] == [str(first.id)]
    other = await world.post(by=ada)
    await world.repost(bo, other)
    assert (await shown(world, path, ada))[0]["reblog"]["id"] == str(other.id)
    await world.api("POST", f"/api/v1/statuses/{other.id}/unreblog", as_=bo)
    assert [s["id"] for s in await shown(world, path, ada)] == [str(first.id)]
    assert len(await shown(world, path, bo)) == 1
    await world.block(bo, ada)
    assert await shown(world, path, ada) == []
    await world.api("DELETE", f"/api/v1/statuses/{first.id}", as_=bo)
    assert await shown(world, path, bo) == []


async def test_notifications_hear_of_what_happens_and_of_what_is_seen(world: World) -> None:
    ada, bo, cy = await world.people("ada", "bo", "cy")
    path = "/api/v1/notifications"
    assert await shown(world, path, ada) == []
    post = await world.post(by=ada, prompt="a quiet harbour")
    await world.like(bo, post)
    await world.work()
    assert [n["type"] for n in await shown(world, path, ada)] == ["favourite"]
    await world.follow(cy, ada)
    await world.work()
    found = await shown(world, path, ada)
    assert [(n["type"], n["account"]["username"]) for n in found] == [
        ("follow", "cy"),
        ("favourite", "bo"),
    ]
    status = await world.api("GET", f"/api/v1/statuses/{post.id}", as_=ada)
    assert found[1]["status"] == status.json()
    assert found[0]["status"] is None
    assert [n["affresco"]["seen"] for n in found] == [False, False]
    marker = {"notifications": {"last_read_id": found[1]["id"]}}
    await world.api("POST", "/api/v1/markers", as_=ada, json=marker)
    assert [n["affresco"]["seen"] for n in await shown(world, path, ada)] == [False, True]
    await accounts.update_profile(world.database, cy.id, Profile(name="Cy C.", bio="", links=()))
    assert (await shown(world, path, ada))[0]["account"]["display_name"] == "Cy C."
    await world.block(cy, ada)
    assert [n["account"]["username"] for n in await shown(world, path, ada)] == ["bo"]
    await world.api("POST", f"{path}/clear", as_=ada)
    assert await shown(world, path, ada) == []


async def test_what_becomes_hidden_is_gone_at_once(world: World) -> None:
    ada, bo = await world.people("ada", "bo")
    await world.follow(ada, bo)
    post = await world.post(by=bo, visibility="followers")
    path = f"/api/v1/statuses/{post.id}"
    assert (await world.api("GET", path, as_=ada)).status_code == 200
    assert (await world.api("GET", path, as_=ada)).status_code == 200
    await accounts.unfollow(world.database, ada.id, bo.id)
    assert (await world.api("GET", path, as_=ada)).status_code == 404


async def test_memory_is_not_trusted_while_no_messages_arrive(world: World) -> None:
    ada = await world.person("ada")
    await shown(world, HOME, ada)
    key = (ada.token, HOME, b"")
    assert door_of(world.app).answers.find(key) is not None
    world.runtime.hub.listening.clear()
    assert door_of(world.app).answers.find(key) is None
    assert (await world.api("GET", HOME, as_=ada)).status_code == 200
    world.runtime.hub.listening.set()


async def test_one_readers_answer_is_never_anothers(world: World) -> None:
    ada, bo = await world.people("ada", "bo")
    post = await world.post(by=ada, visibility="private")
    path = f"/api/v1/statuses/{post.id}"
    for _ in range(2):
        assert (await world.api("GET", path, as_=ada)).status_code == 200
        assert (await world.api("GET", path, as_=bo)).status_code == 404
        assert (await world.api("GET", path)).status_code == 404
    limited = await world.token(ada, "write")
    assert (await world.api("GET", HOME, as_=ada)).status_code == 200
    assert (await world.api("GET", HOME, token=limited)).status_code == 403


async def test_a_remembered_answer_counts_as_a_request(world: World) -> None:
    ada = await world.person("ada")
    left = [
        int((await world.api("GET", HOME, as_=ada)).headers["x-ratelimit-remaining"])
        for _ in range(3)
    ]
    assert left == [left[0], left[0] - 1, left[0] - 2]
    assert door_of(world.app).answers.find((ada.token, HOME, b"")) is not None


def answers(clock: list[float]) -> Answers:
    return Answers(trusted=lambda: True, now=lambda: clock[0])


def test_an_answer_older_than_a_message_is_not_kept() -> None:
    memory = answers([0.0])
    before = memory.heard
    memory.hear("author:7", messages.PostChanged(1))
    memory.put(("t", "/", b""), [], b"old", frozenset({"author:7"}), before)
    assert memory.find(("t", "/", b"")) is None


def test_answers_end_and_are_bounded() -> None:
    clock = [0.0]
    memory = answers(clock)
    body = b"x" * (BYTES // 4)
    for number in range(6):
        memory.put(("t", str(number), b""), [], body, frozenset({"local"}), memory.heard)
    kept = [n for n in range(6) if memory.find(("t", str(n), b""))]
    assert kept == [2, 3, 4, 5]
    clock[0] += SECONDS + 0.1
    assert memory.find(("t", "5", b"")) is None


def test_only_the_topics_of_an_answer_drop_it() -> None:
    memory = answers([0.0])
    memory.put(("t", "a", b""), [], b"a", frozenset({"author:1", "post:1"}), memory.heard)
    memory.put(("t", "b", b""), [], b"b", frozenset({"author:2"}), memory.heard)
    memory.hear("author:3", messages.PostChanged(9))
    assert memory.find(("t", "a", b"")) is not None
    memory.hear("post:1", messages.PostChanged(1))
    assert memory.find(("t", "a", b"")) is None
    assert memory.find(("t", "b", b"")) is not None
    memory.hear("", messages.Resync())
    assert memory.find(("t", "b", b"")) is None
