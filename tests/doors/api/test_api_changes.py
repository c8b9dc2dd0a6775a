"""Changing a status: its pictures, what crops keep in sight, its poll; and what its history then says."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

import pytest

from world import Resident, World

STATUSES = "/api/v1/statuses"
POLL = {"options": ["tea", "coffee"], "expires_in": 3600}


async def publish(world: World, who: Resident, **body: object) -> dict[str, Any]:
    answer = await world.api("POST", STATUSES, as_=who, json=body)
    assert answer.status_code == 200, answer.text
    return dict(answer.json())


async def change(world: World, who: Resident, what: dict[str, Any], /, **body: object) -> Any:
    answer = await world.api("PUT", f"{STATUSES}/{what['id']}", as_=who, json=body)
    assert answer.status_code == 200, answer.text
    return answer.json()


async def history(world: World, status: dict[str, Any], who: Resident | None = None) -> Any:
    answer = await world.api("GET", f"{STATUSES}/{status['id']}/history", as_=who)
    return answer.json()


def shown(status: dict[str, Any]) -> list[str]:
    return [picture["id"] for picture in status["media_attachments"]]


async def test_words_alone_leave_pictures_and_poll(world: World) -> None:
    ada, bo = await world.people("ada", "bo")
    media = await world.picture(by=ada, prompt="a harbour")
    status = await publish(world, ada, status="one", media_ids=[str(media.id)], poll=POLL)
    vote = f"/api/v1/polls/{status['poll']['id']}/votes"
    await world.api("POST", vote, as_=bo, json={"choices": [0]})
    edited = await change(world, ada, status, status="two")
    assert shown(edited) == [str(media.id)]
    assert edited["poll"]["id"] == status["poll"]["id"]
    assert edited["poll"]["votes_count"] == 1
    assert edited["media_attachments"][0]["affresco"]["recipe"]["prompt"] == "a harbour"


async def test_pictures_come_go_and_change_places(world: World) -> None:
    ada, bo = await world.people("ada", "bo")
    one, two, three = [await world.picture(by=ada, prompt=f"number {n}") for n in range(3)]
    status = await publish(world, ada, status="words", media_ids=[str(one.id), str(two.id)])
    edited = await change(
        world,
        ada,
        status,
        media_ids=[str(three.id), str(one.id)],
        media_attributes=[{"id": str(three.id), "description": "a third"}],
    )
    assert shown(edited) == [str(three.id), str(one.id)]
    assert edited["media_attachments"][0]["description"] == "a third"
    assert edited["media_attachments"][1]["affresco"]["recipe"]["prompt"] == "number 0"
    assert edited["content"] == status["content"]
    seen = await history(world, status, bo)
    assert [[picture["id"] for picture in e["media_attachments"]] for e in seen] == [
        [str(one.id)],
        [str(three.id), str(one.id)],
    ]
    assert shown(await change(world, ada, status, media_ids=[])) == []
    empty = await world.api("PUT", f"{STATUSES}/{status['id']}", as_=ada, json={"status": ""})
    assert empty.json()["code"] == "posts.empty"


async def test_a_picture_taken_out_is_its_owners_alone_again(world: World) -> None:
    ada, bo = await world.people("ada", "bo")
    media = await world.picture(by=ada, prompt="a harbour")
    status = await publish(world, ada, status="words", media_ids=[str(media.id)])
    address = urlsplit(status["media_attachments"][0]["url"]).path
    assert (await world.get(address, as_=bo)).status_code == 200
    await change(world, ada, status, media_ids=[])
    assert (await world.get(address, as_=bo)).status_code == 404
    assert (await world.get(address, as_=ada)).status_code == 200
    again = await publish(world, ada, status="again", media_ids=[str(media.id)])
    assert shown(again) == [str(media.id)]
    assert (await world.get(address, as_=bo)).status_code == 200


async def test_a_picture_of_another_post_or_person_cannot_be_put_in(world: World) -> None:
    ada, bo = await world.people("ada", "bo")
    status = await publish(world, ada, status="words")
    path = f"{STATUSES}/{status['id']}"
    shown_already = await world.post(by=ada, pictures=1)
    used = await world.api("GET", f"{STATUSES}/{shown_already.id}", as_=ada)
    bos = await world.picture(by=bo)
    for media_id in (shown(used.json())[0], str(bos.id)):
        refused = await world.api("PUT", path, as_=ada, json={"media_ids": [media_id]})
        assert (refused.status_code, refused.json()["code"]) == (409, "posts.picture_unusable")
    assert shown((await world.api("GET", path, as_=ada)).json()) == []
    assert len(await history(world, status)) == 1


async def test_the_point_that_crops_keep_in_sight(world: World) -> None:
    (ada,) = await world.people("ada")
    media = await world.picture(by=ada)
    path = f"/api/v1/media/{media.id}"
    put = await world.api("PUT", path, as_=ada, json={"focus": "0.5,-0.25"})
    assert put.json()["meta"]["focus"] == {"x": 0.5, "y": -0.25}
    status = await publish(world, ada, status="words", media_ids=[str(media.id)])
    assert status["media_attachments"][0]["meta"]["focus"] == {"x": 0.5, "y": -0.25}
    edited = await change(
        world, ada, status, media_attributes=[{"id": str(media.id), "focus": "-1,1.01"}]
    )
    (picture,) = edited["media_attachments"]
    assert picture["meta"]["focus"] == {"x": -1.0, "y": 1.0}
    assert edited["edited_at"] is not None
    await world.api("PUT", path, as_=ada, json={"focus": "0,0"})
    later = (await world.api("GET", f"{STATUSES}/{status['id']}")).json()
    assert later["media_attachments"][0]["meta"]["focus"] == {"x": 0.0, "y": 0.0}


@pytest.mark.parametrize("point", ["1", "a,b", "nan,0", "1,2,3", "inf,0"])
async def test_what_is_no_point_is_refused(world: World, point: str) -> None:
    (ada,) = await world.people("ada")
    media = await world.picture(by=ada)
    answer = await world.api("PUT", f"/api/v1/media/{media.id}", as_=ada, json={"focus": point})
    assert answer.status_code == 422
    assert "two numbers" in answer.text


async def test_another_question_begins_without_votes(world: World) -> None:
    ada, bo = await world.people("ada", "bo")
    status = await publish(world, ada, status="what?", poll=POLL)
    vote = f"/api/v1/polls/{status['poll']['id']}/votes"
    await world.api("POST", vote, as_=bo, json={"choices": [1]})
    same = await change(world, ada, status, poll={**POLL, "expires_in": 7200})
    assert same["poll"]["votes_count"] == 1
    assert same["poll"]["expires_at"] > status["poll"]["expires_at"]
    other = {"options": ["tea", "water"], "expires_in": 3600, "multiple": True}
    edited = await change(world, ada, status, poll=other)
    assert [option["title"] for option in edited["poll"]["options"]] == ["tea", "water"]
    assert (edited["poll"]["votes_count"], edited["poll"]["voters_count"]) == (0, 0)
    bos = (await world.api("GET", f"{STATUSES}/{status['id']}", as_=bo)).json()
    assert (bos["poll"]["voted"], bos["poll"]["own_votes"]) == (False, [])
    voted = await world.api("POST", vote, as_=bo, json={"choices": [0, 1]})
    assert voted.json()["own_votes"] == [0, 1]
    told = [[o["title"] for o in e["poll"]["options"]] for e in await history(world, status)]
    assert told == [["tea", "coffee"], ["tea", "water"]]


async def test_a_poll_is_put_in_and_taken_out(world: World) -> None:
    ada, bo = await world.people("ada", "bo")
    status = await publish(world, ada, status="what?")
    asked = await change(world, ada, status, poll=POLL)
    vote = f"/api/v1/polls/{asked['poll']['id']}/votes"
    assert (await world.api("POST", vote, as_=bo, json={"choices": [0]})).status_code == 200
    assert (await change(world, ada, status, poll=None))["poll"] is None
    assert (await world.api("POST", vote, as_=bo, json={"choices": [0]})).status_code == 404
    again = await change(world, ada, status, poll=POLL)
    bos = (await world.api("GET", f"{STATUSES}/{status['id']}", as_=bo)).json()
    assert (again["poll"]["votes_count"], bos["poll"]["voted"]) == (0, False)


async def test_warning_sensitive_and_language_change_alone(world: World) -> None:
    (ada,) = await world.people("ada")
    status = await publish(world, ada, status="words", language="en")
    edited = await change(world, ada, status, spoiler_text="careful", sensitive=True, language="it")
    assert (edited["spoiler_text"], edited["sensitive"], edited["language"]) == (
        "careful",
        True,
        "it",
    )
    assert edited["content"] == status["content"]
    assert [e["spoiler_text"] for e in await history(world, status)] == ["", "careful"]
    source = await world.api("GET", f"{STATUSES}/{status['id']}/source", as_=ada)
    assert source.json()["spoiler_text"] == "careful"
