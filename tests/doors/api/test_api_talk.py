"""Warnings, polls, quotes, pins, muted threads, schedules and conversations, as a client meets them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from affresco.posts import polls, schedule
from world import Resident, World

STATUSES = "/api/v1/statuses"


async def post(world: World, who: Resident, **body: Any) -> dict[str, Any]:
    answer = await world.api("POST", STATUSES, as_=who, json=body)
    assert answer.status_code == 200, answer.text
    status: dict[str, Any] = answer.json()
    return status


async def get(world: World, path: str, who: Resident | None = None) -> Any:
    answer = await world.api("GET", path, as_=who)
    assert answer.status_code == 200, answer.text
    return answer.json()


async def act(world: World, who: Resident, path: str, expect: int = 200, **body: Any) -> Any:
    answer = await world.api("POST", path, as_=who, json=body)
    assert answer.status_code == expect, answer.text
    return answer.json()


async def test_a_warning_stands_before_the_text_and_can_be_changed(world: World) -> None:
    ada = await world.person("ada")
    status = await post(world, ada, status="boo", spoiler_text="Careful", sensitive=False)
    assert (status["spoiler_text"], status["sensitive"]) == ("Careful", True)
    path = f"{STATUSES}/{status['id']}"
    answer = await world.api("PUT", path, as_=ada, json={"status": "boo", "spoiler_text": ""})
    assert (answer.json()["spoiler_text"], answer.json()["sensitive"]) == ("", False)
    history = await get(world, f"{path}/history", ada)
    assert [edit["spoiler_text"] for edit in history] == ["Careful", ""]
    answer = await world.api("PUT", path, as_=ada, json={"sensitive": "true"})
    assert answer.json()["sensitive"] is True
    assert (await get(world, f"{path}/source", ada))["spoiler_text"] == ""


async def test_a_poll_is_answered_once_by_each(world: World) -> None:
    ada, bo, cy = await world.people("ada", "bo", "cy")
    wish = {"options": ["Ochre", "Umber"], "expires_in": 600}
    status = await post(world, ada, status="Which?", poll=wish)
    asked = status["poll"]
    assert [option["title"] for option in asked["options"]] == ["Ochre", "Umber"]
    assert (asked["expired"], asked["voted"], asked["own_votes"]) == (False, True, [])
    path = f"/api/v1/polls/{asked['id']}"
    given = await act(world, bo, f"{path}/votes", choices=["1"])
    assert (given["voted"], given["own_votes"], given["voters_count"]) == (True, [1], 1)
    assert [option["votes_count"] for option in given["options"]] == [0, 1]
    assert (await act(world, bo, f"{path}/votes", 409, choices=[0]))[
        "code"
    ] == "posts.voted_already"
    assert (await act(world, bo, f"{path}/votes", choices=[1]))["votes_count"] == 1
    assert (await act(world, cy, f"{path}/votes", 422, choices=[0, 1]))["code"] == (
        "posts.bad_choices"
    )
    assert (await act(world, ada, f"{path}/votes", 403, choices=[0]))["code"] == "posts.own_poll"
    seen = await get(world, f"{STATUSES}/{status['id']}", bo)
    assert seen["poll"]["own_votes"] == [1]
    assert (await get(world, path, cy))["voted"] is False
    assert (await get(world, path))["voters_count"] == 1


async def test_hidden_totals_are_told_when_the_poll_has_ended(world: World) -> None:
    ada, bo = await world.people("ada", "bo")
    wish = {"options": ["a", "b"], "expires_in": 600, "hide_totals": True, "multiple": True}
    status = await post(world, ada, status="?", poll=wish)
    path = f"/api/v1/polls/{status['poll']['id']}"
    given = await act(world, bo, f"{path}/votes", choices=[0, 1])
    assert [option["votes_count"] for option in given["options"]] == [None, None]
    async with world.database.write() as tx:
        await tx.run("UPDATE polls SET expires_at = now()")
    assert await polls.close_due(world.database) == 1
    assert await polls.close_due(world.database) == 0
    over = await get(world, path, bo)
    assert over["expired"]
    assert [option["votes_count"] for option in over["options"]] == [1, 1]
    assert (await act(world, bo, f"{path}/votes", 409, choices=[0]))[
        "code"
    ] == "posts.voted_already"
    await world.work()
    for who in (ada, bo):
        (told,) = await get(world, "/api/v1/notifications", who)
        assert (told["type"], told["status"]["id"]) == ("poll", status["id"])


async def test_a_poll_of_a_hidden_post_is_not_there(world: World) -> None:
    ada, bo = await world.people("ada", "bo")
    wish = {"options": ["a", "b"], "expires_in": 600}
    status = await post(world, ada, status="?", poll=wish, visibility="private")
    answer = await world.api("GET", f"/api/v1/polls/{status['poll']['id']}", as_=bo)
    assert answer.json()["code"] == "posts.poll_not_found"


async def test_a_quote_shows_what_it_quotes_until_that_is_taken_back(world: World) -> None:
    ada, bo, cy = await world.people("ada", "bo", "cy")
    first = await post(world, ada, status="the first")
    second = await post(world, bo, status="look", quoted_status_id=first["id"])
    assert second["quote"]["state"] == "accepted"
    assert second["quote"]["quoted_status"]["content"] == "<p>the first</p>"
    third = await post(world, cy, status="and look", quoted_status_id=second["id"])
    inner = third["quote"]["quoted_status"]["quote"]
    assert inner == {"state": "accepted", "quoted_status_id": first["id"]}
    path = f"{STATUSES}/{first['id']}"
    assert (await get(world, path))["quotes_count"] == 1
    assert [one["id"] for one in await get(world, f"{path}/quotes")] == [second["id"]]
    await world.work()
    (told,) = await get(world, "/api/v1/notifications", ada)
    assert (told["type"], told["status"]["id"]) == ("quote", second["id"])
    answer = await act(world, bo, f"{path}/quotes/{second['id']}/revoke", 403)
    assert answer["code"] == "posts.not_yours"
    revoked = await act(world, ada, f"{path}/quotes/{second['id']}/revoke")
    assert revoked["quote"] == {"state": "revoked", "quoted_status": None}
    assert (await get(world, path))["quotes_count"] == 0
    assert await get(world, f"{path}/quotes") == []


async def test_the_author_decides_who_quotes(world: World) -> None:
    ada, bo, cy = await world.people("ada", "bo", "cy")
    await world.follow(cy, ada)
    status = await post(world, ada, status="mine", quote_approval_policy="followers")
    path = f"{STATUSES}/{status['id']}"
    allowed = {
        who.handle: (await get(world, path, who))["quote_approval"]["current_user"]
        for who in (ada, bo, cy)
    }
    assert allowed == {"ada": "automatic", "bo": "denied", "cy": "automatic"}
    refused = await act(world, bo, STATUSES, 403, status="x", quoted_status_id=status["id"])
    assert refused["code"] == "posts.quote_forbidden"
    await post(world, cy, status="x", quoted_status_id=status["id"])
    answer = await world.api(
        "PUT", f"{path}/interaction_policy", as_=ada, json={"quote_approval_policy": "nobody"}
    )
    assert answer.json()["quote_approval"]["automatic"] == []
    refused = await act(world, cy, STATUSES, 403, status="x", quoted_status_id=status["id"])
    assert refused["code"] == "posts.quote_forbidden"


async def test_what_is_quoted_and_gone_looks_like_what_is_hidden(world: World) -> None:
    ada, bo = await world.people("ada", "bo")
    first = await post(world, ada, status="the first")
    second = await post(world, bo, status="look", quoted_status_id=first["id"])
    await world.api("DELETE", f"{STATUSES}/{first['id']}", as_=ada)
    assert (await get(world, f"{STATUSES}/{second['id']}"))["quote"] == {
        "state": "deleted",
        "quoted_status": None,
    }


async def test_pins_come_first_and_are_five_at_most(world: World) -> None:
    ada, bo = await world.people("ada", "bo")
    ids = [(await post(world, ada, status=f"{n}"))["id"] for n in range(6)]
    for status_id in ids[:5]:
        assert (await act(world, ada, f"{STATUSES}/{status_id}/pin"))["pinned"] is True
    full = await act(world, ada, f"{STATUSES}/{ids[5]}/pin", 409)
    assert full["code"] == "posts.too_many_pins"
    path = f"/api/v1/accounts/{ada.id}/statuses?pinned=true"
    assert [one["id"] for one in await get(world, path, bo)] == ids[:5][::-1]
    assert (await act(world, ada, f"{STATUSES}/{ids[0]}/unpin"))["pinned"] is False
    assert len(await get(world, path)) == 4
    stranger = await act(world, bo, f"{STATUSES}/{ids[1]}/pin", 403)
    assert stranger["code"] == "posts.pin_forbidden"


async def test_a_muted_thread_tells_nothing_more(world: World) -> None:
    ada, bo = await world.people("ada", "bo")
    root = await post(world, ada, status="hello")
    assert (await act(world, ada, f"{STATUSES}/{root['id']}/mute"))["muted"] is True
    reply = await post(world, bo, status="hi @ada", in_reply_to_id=root["id"])
    await act(world, bo, f"{STATUSES}/{root['id']}/favourite")
    await world.work()
    assert await get(world, "/api/v1/notifications", ada) == []
    assert (await get(world, f"{STATUSES}/{reply['id']}", ada))["muted"] is True
    assert (await get(world, f"{STATUSES}/{reply['id']}", bo))["muted"] is False
    assert (await act(world, ada, f"{STATUSES}/{reply['id']}/unmute"))["muted"] is False
    await post(world, bo, status="still there?", in_reply_to_id=root["id"])
    await world.work()
    assert len(await get(world, "/api/v1/notifications", ada)) == 1


async def test_a_scheduled_status_is_posted_when_its_time_has_come(world: World) -> None:
    ada, bo = await world.people("ada", "bo")
    at = (datetime.now(UTC) + timedelta(hours=1)).isoformat()
    kept = await post(world, ada, status="later", scheduled_at=at, visibility="unlisted")
    assert (kept["params"]["text"], kept["params"]["visibility"]) == ("later", "unlisted")
    path = f"/api/v1/scheduled_statuses/{kept['id']}"
    assert (await world.api("GET", path, as_=bo)).status_code == 404
    assert [one["id"] for one in await get(world, "/api/v1/scheduled_statuses", ada)] == [
        kept["id"]
    ]
    further = (datetime.now(UTC) + timedelta(hours=2)).isoformat()
    moved = await world.api("PUT", path, as_=ada, json={"scheduled_at": further})
    assert moved.json()["scheduled_at"] > kept["scheduled_at"]
    assert await schedule.publish_due(world.database, world.runtime.settings) == 0
    async with world.database.write() as tx:
        await tx.run("UPDATE scheduled_posts SET at = now()")
    assert await schedule.publish_due(world.database, world.runtime.settings) == 1
    assert await schedule.publish_due(world.database, world.runtime.settings) == 0
    assert await get(world, "/api/v1/scheduled_statuses", ada) == []
    (shown,) = await get(world, f"/api/v1/accounts/{ada.id}/statuses", bo)
    assert (shown["content"], shown["visibility"]) == ("<p>later</p>", "unlisted")


async def test_what_cannot_be_posted_in_time_waits_and_says_why(world: World) -> None:
    ada, bo = await world.people("ada", "bo")
    parent = await post(world, bo, status="hello")
    at = (datetime.now(UTC) + timedelta(hours=1)).isoformat()
    kept = await post(world, ada, status="x", scheduled_at=at, in_reply_to_id=parent["id"])
    await world.api("DELETE", f"{STATUSES}/{parent['id']}", as_=bo)
    async with world.database.write() as tx:
        await tx.run("UPDATE scheduled_posts SET at = now()")
    assert await schedule.publish_due(world.database, world.runtime.settings) == 0
    path = f"/api/v1/scheduled_statuses/{kept['id']}"
    assert (await get(world, path, ada))["affresco"]["error_code"] == "posts.reply_target_gone"
    assert (await world.api("DELETE", path, as_=ada)).status_code == 200
    assert (await world.api("GET", path, as_=ada)).json()["code"] == "posts.scheduled_gone"


async def test_conversations_are_each_ones_own(world: World) -> None:
    ada, bo, cy, di = await world.people("ada", "bo", "cy", "di")
    first = await post(world, ada, status="psst @bo @cy", visibility="direct")
    answer = await post(
        world, bo, status="@ada @cy yes", visibility="direct", in_reply_to_id=first["id"]
    )
    for who, unread in ((ada, True), (bo, False), (cy, True)):
        (conversation,) = await get(world, "/api/v1/conversations", who)
        assert conversation["last_status"]["id"] == answer["id"]
        assert conversation["unread"] is unread
        others = {"ada", "bo", "cy"} - {who.handle}
        assert {account["username"] for account in conversation["accounts"]} == others
    assert await get(world, "/api/v1/conversations", di) == []
    (theirs,) = await get(world, "/api/v1/conversations", ada)
    path = f"/api/v1/conversations/{theirs['id']}"
    assert (await act(world, di, f"{path}/read", 404))["code"] == "posts.conversation_not_found"
    assert (await act(world, ada, f"{path}/read"))["unread"] is False
    assert (await act(world, ada, f"{path}/unread"))["unread"] is True
    await world.api("DELETE", f"{STATUSES}/{answer['id']}", as_=bo)
    (conversation,) = await get(world, "/api/v1/conversations", cy)
    assert conversation["last_status"]["id"] == first["id"]
    assert (await world.api("DELETE", path, as_=ada)).json() == {}
    assert await get(world, "/api/v1/conversations", ada) == []
    assert len(await get(world, "/api/v1/conversations", cy)) == 1
    await world.api("DELETE", f"{STATUSES}/{first['id']}", as_=ada)
    assert await get(world, "/api/v1/conversations", cy) == []


async def test_deleted_and_redrafted_pictures_can_be_posted_again(world: World) -> None:
    ada = await world.person("ada")
    made = await world.post(by=ada, pictures=1, text="first")
    gone = await world.api("DELETE", f"{STATUSES}/{made.id}", as_=ada)
    media_id = gone.json()["media_attachments"][0]["id"]
    assert gone.json()["text"] == "first"
    again = await post(world, ada, status="second", media_ids=[media_id])
    assert again["media_attachments"][0]["id"] == media_id
    await world.api("DELETE", f"{STATUSES}/{again['id']}?delete_media=true", as_=ada)
    assert (await world.api("GET", f"/api/v1/media/{media_id}", as_=ada)).status_code == 404
