"""Announcements and reports, as a client meets them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from affresco.accounts.errors import OwnersOnly
from affresco.posts import announcements
from world import World

ANNOUNCEMENTS = "/api/v1/announcements"


async def test_what_the_owners_tell_can_be_dismissed_and_reacted_to(world: World) -> None:
    owner, ada = await world.owner(), await world.person("ada")
    number = await announcements.announce(world.database, owner.id, "*Painting* night")
    (told,) = (await world.api("GET", ANNOUNCEMENTS, as_=ada)).json()
    assert (told["id"], told["read"]) == (str(number), False)
    assert told["content"] == "<p><em>Painting</em> night</p>"
    path = f"{ANNOUNCEMENTS}/{number}"
    assert (await world.api("PUT", f"{path}/reactions/🎨", as_=ada)).status_code == 200
    assert (await world.api("PUT", f"{path}/reactions/x", as_=ada)).json()["code"] == (
        "posts.reaction_unusable"
    )
    (told,) = (await world.api("GET", ANNOUNCEMENTS, as_=ada)).json()
    assert told["reactions"] == [
        {"name": "🎨", "count": 1, "me": True, "url": None, "static_url": None}
    ]
    await world.api("DELETE", f"{path}/reactions/🎨", as_=ada)
    assert (await world.api("POST", f"{path}/dismiss", as_=ada)).json() == {}
    assert (await world.api("GET", ANNOUNCEMENTS, as_=ada)).json() == []
    again = (await world.api("GET", f"{ANNOUNCEMENTS}?with_dismissed=true", as_=ada)).json()
    assert [(one["read"], one["reactions"]) for one in again] == [(True, [])]


async def test_announcements_begin_and_end_and_are_the_owners(world: World) -> None:
    owner, ada = await world.owner(), await world.person("ada")
    now = datetime.now(UTC)
    day = timedelta(days=1)
    await announcements.announce(world.database, owner.id, "past", now - 2 * day, now - day)
    await announcements.announce(world.database, owner.id, "to come", now + day)
    shown = await announcements.announce(world.database, owner.id, "now", now - day, now + day)
    found = (await world.api("GET", ANNOUNCEMENTS, as_=ada)).json()
    assert [one["id"] for one in found] == [str(shown)]
    with pytest.raises(OwnersOnly):
        await announcements.announce(world.database, ada.id, "me too")
    await announcements.withdraw(world.database, owner.id, shown)
    gone = await world.api("POST", f"{ANNOUNCEMENTS}/{shown}/dismiss", as_=ada)
    assert gone.json()["code"] == "posts.announcement_not_found"


async def test_a_report_reaches_the_owners_with_what_the_reporter_could_see(world: World) -> None:
    owner, ada, bo = await world.owner(), *(await world.people("ada", "bo"))
    shown = await world.post(by=bo, pictures=1)
    hidden = await world.post(by=bo, visibility="private")
    foreign = await world.post(by=ada)
    body = {
        "account_id": str(bo.id),
        "status_ids": [str(post.id) for post in (shown, hidden, foreign)],
        "comment": "Look at this",
        "rule_ids": ["minors"],
    }
    told = (await world.api("POST", "/api/v1/reports", as_=ada, json=body)).json()
    assert (told["category"], told["status_ids"]) == ("violation", [str(shown.id)])
    assert told["target_account"]["username"] == "bo"
    missing = await world.api("POST", "/api/v1/reports", as_=ada, json={"account_id": "7"})
    assert missing.status_code == 404
    oneself = await world.api("POST", "/api/v1/reports", as_=bo, json={"account_id": str(bo.id)})
    assert oneself.json()["code"] == "posts.report_yourself"
    page = await world.get("/settings/reports", as_=owner)
    assert page.status_code == 200
    assert "Look at this" in page.text
    assert (await world.get("/settings/reports", as_=ada)).status_code == 403


async def test_an_owner_hides_the_pictures_of_a_post_for_good(world: World) -> None:
    owner, bo = await world.owner(), await world.person("bo")
    post = await world.post(by=bo, pictures=1, text="hm")
    path = f"/api/v1/statuses/{post.id}"
    assert (await world.api("GET", path)).json()["sensitive"] is False
    sent = await world.post_form(f"/settings/reports/posts/{post.id}/mark", as_=owner)
    assert sent.status_code == 303
    assert (await world.api("GET", path)).json()["sensitive"] is True
    await world.api("PUT", path, as_=bo, json={"status": "mm", "sensitive": False})
    assert (await world.api("GET", path)).json()["sensitive"] is True
    refused = await world.post_form(f"/settings/reports/posts/{post.id}/delete", as_=bo)
    assert refused.status_code == 403
    await world.post_form(f"/settings/reports/posts/{post.id}/delete", as_=owner)
    assert (await world.api("GET", path)).status_code == 404


@pytest.mark.parametrize("name", ["🎨%00", "a🎨", "%F0%9F%8E%A8%20x", "1", "🎨" * 9])
async def test_what_is_no_emoji_is_no_reaction(world: World, name: str) -> None:
    owner, ada = await world.owner(), await world.person("ada")
    number = await announcements.announce(world.database, owner.id, "hello")
    path = f"{ANNOUNCEMENTS}/{number}/reactions/{name}"
    refused = await world.api("PUT", path, as_=ada)
    assert refused.json()["code"] == "posts.reaction_unusable"
    assert (await world.api("DELETE", path, as_=ada)).status_code == 200


async def test_a_report_with_signs_that_no_rule_has(world: World) -> None:
    ada, bo = await world.people("ada", "bo")
    body = {"account_id": str(bo.id), "rule_ids": ["\x00", "real-people"], "comment": "a\x00b"}
    told = (await world.api("POST", "/api/v1/reports", as_=ada, json=body)).json()
    assert (told["rule_ids"], told["comment"]) == (["real-people"], "ab")
