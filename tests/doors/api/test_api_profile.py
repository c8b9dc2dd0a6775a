"""One's own profile through the API, several at once, and what an instance says of itself."""

from __future__ import annotations

import io
from datetime import UTC, datetime

import pytest
from PIL import Image

from world import World

CHANGE = "/api/v1/accounts/update_credentials"


def portrait(colour: str) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (640, 480), colour).save(out, "PNG")
    return out.getvalue()


async def test_a_profile_changes_and_what_is_left_out_stays(world: World) -> None:
    (ada,) = await world.people("ada")
    words = {
        "display_name": "Ada of the walls",
        "note": "I paint walls.",
        "fields_attributes": {"0": {"name": "Home", "value": "https://ada.example"}},
        "source": {"privacy": "unlisted", "sensitive": True, "language": "it"},
        "locked": True,
    }
    changed = await world.api("PATCH", CHANGE, as_=ada, json=words)
    assert changed.status_code == 200, changed.text
    said = changed.json()
    assert (said["display_name"], said["locked"]) == ("Ada of the walls", True)
    assert said["source"]["fields"] == [
        {"name": "Home", "value": "https://ada.example", "verified_at": None}
    ]
    source = said["source"]
    assert (source["privacy"], source["sensitive"], source["language"]) == ("unlisted", True, "it")
    again = await world.api("PATCH", CHANGE, as_=ada, json={"note": "Walls, and doors."})
    assert again.json()["display_name"] == "Ada of the walls"
    assert again.json()["source"]["privacy"] == "unlisted"
    shown = (await world.api("GET", f"/api/v1/accounts/{ada.id}")).json()
    assert "Walls, and doors." in shown["note"]


async def test_faces_come_in_a_form_and_go(world: World) -> None:
    (ada,) = await world.people("ada")
    files = {
        "avatar": ("me.png", portrait("red"), "image/png"),
        "header": ("wall.png", portrait("blue"), "image/png"),
    }
    form = {"display_name": "Ada", "fields_attributes[0][name]": "Home"}
    form["fields_attributes[0][value]"] = "https://ada.example"
    changed = await world.api("PATCH", CHANGE, as_=ada, files=files, data=form)
    assert changed.status_code == 200, changed.text
    for which in ("avatar", "header"):
        address = changed.json()[which]
        assert "missing" not in address
        assert (await world.get(address)).status_code == 200
        gone = await world.api("DELETE", f"/api/v1/profile/{which}", as_=ada)
        assert "missing" in gone.json()[which]
        assert (await world.api("DELETE", f"/api/v1/profile/{which}", as_=ada)).status_code == 200
    assert changed.json()["source"]["fields"][0]["value"] == "https://ada.example"


@pytest.mark.parametrize(
    "words",
    [
        {"display_name": "x" * 500},
        {"fields_attributes": [{"name": "Home", "value": "javascript:alert(1)"}]},
        {"source": {"privacy": "everybody"}},
        {"source": {"language": "klingon or so"}},
        {"avatar": "not a file"},
    ],
)
async def test_what_cannot_be_used_changes_nothing(world: World, words: object) -> None:
    (ada,) = await world.people("ada")
    before = (await world.api("GET", f"/api/v1/accounts/{ada.id}")).json()
    refused = await world.api("PATCH", CHANGE, as_=ada, json=words)
    assert refused.status_code == 422, refused.text
    assert (await world.api("GET", f"/api/v1/accounts/{ada.id}")).json() == before


async def test_a_file_that_is_no_picture_changes_nothing(world: World) -> None:
    (ada,) = await world.people("ada")
    files = {"avatar": ("me.png", b"no picture", "image/png")}
    refused = await world.api("PATCH", CHANGE, as_=ada, files=files, data={"display_name": "New"})
    assert refused.status_code == 422
    shown = (await world.api("GET", f"/api/v1/accounts/{ada.id}")).json()
    assert shown["display_name"] != "New"


async def test_several_at_once_as_far_as_one_may_see_them(world: World) -> None:
    ada, bo = await world.people("ada", "bo")
    seen = await world.post(by=ada, text="for all")
    hidden = await world.post(by=ada, text="for me", visibility="private")
    query = f"id[]={seen.id}&id[]={hidden.id}&id[]=7&id[]=x&id[]={seen.id}"
    found = await world.api("GET", f"/api/v1/statuses?{query}", as_=bo)
    assert [status["id"] for status in found.json()] == [str(seen.id)]
    people = await world.api("GET", f"/api/v1/accounts?id[]={bo.id}&id={ada.id}&id[]=9")
    assert [person["acct"] for person in people.json()] == ["bo", "ada"]
    assert (await world.api("GET", "/api/v1/statuses")).json() == []


async def test_a_picture_that_no_status_shows_can_be_deleted(world: World) -> None:
    ada, bo = await world.people("ada", "bo")
    files = {"file": ("wall.png", portrait("green"), "image/png")}
    media_id = (await world.api("POST", "/api/v2/media", as_=ada, files=files)).json()["id"]
    for who, status in ((bo, 404), (ada, 200), (ada, 404)):
        gone = await world.api("DELETE", f"/api/v1/media/{media_id}", as_=who)
        assert gone.status_code == status
    post = await world.post(by=ada, pictures=1)
    held = await world.api("DELETE", f"/api/v1/media/{post.pictures[0].id}", as_=ada)
    assert held.status_code == 409


async def test_what_an_instance_says_of_itself(world: World) -> None:
    (ada,) = await world.people("ada")
    await world.post(by=ada, text="for all")
    await world.post(by=ada, text="for me", visibility="private")
    weeks = (await world.api("GET", "/api/v1/instance/activity")).json()
    assert len(weeks) == 12
    assert (weeks[0]["statuses"], weeks[0]["registrations"]) == ("1", "1")
    assert {week["statuses"] for week in weeks[1:]} == {"0"}
    begins = [datetime.fromtimestamp(int(week["week"]), UTC) for week in weeks]
    assert all(begin.weekday() == 0 and begin.hour == 0 for begin in begins)
    assert begins == sorted(begins, reverse=True)
    rules = (await world.api("GET", "/api/v1/instance/rules")).json()
    assert rules
    assert all(rule["id"] and rule["text"] and rule["hint"] for rule in rules)
    for name in ("extended_description", "privacy_policy"):
        page = (await world.api("GET", f"/api/v1/instance/{name}")).json()
        assert page["content"].startswith("<p>")
    italian = await world.api("GET", "/api/v1/instance/rules", headers={"Accept-Language": "it"})
    assert italian.json() != rules
    for name in ("instance/peers", "instance/domain_blocks", "custom_emojis"):
        assert (await world.api("GET", f"/api/v1/{name}")).json() == []
    languages = await world.api("GET", "/api/v1/instance/translation_languages")
    assert languages.json() == {}
