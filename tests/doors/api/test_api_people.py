"""People, notifications, pictures and the instance, through the API."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from world import World


def png(size: tuple[int, int] = (90, 60)) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, (200, 40, 60)).save(out, "PNG")
    return out.getvalue()


async def test_people_are_found_by_id_and_by_handle(world: World) -> None:
    ada, bo = await world.people("ada", "bo")
    await world.follow(bo, ada)
    await world.post(by=ada)
    shown = (await world.api("GET", f"/api/v1/accounts/{ada.id}")).json()
    assert [shown[n] for n in ("username", "followers_count", "statuses_count")] == ["ada", 1, 1]
    assert (await world.api("GET", "/api/v1/accounts/lookup?acct=@Ada")).json() == shown
    assert (await world.api("GET", "/api/v1/accounts/lookup?acct=nobody")).status_code == 404
    own = (await world.api("GET", "/api/v1/accounts/verify_credentials", as_=ada)).json()
    assert own["source"]["language"] == "en"
    assert {name: own[name] for name in shown} == shown


async def test_following_and_its_lists(world: World) -> None:
    ada, bo, cy = await world.people("ada", "bo", "cy")
    path = f"/api/v1/accounts/{ada.id}"
    for _ in range(2):
        followed = (await world.api("POST", f"{path}/follow", as_=bo)).json()
    assert (followed["id"], followed["following"]) == (str(ada.id), True)
    await world.follow(cy, ada)
    followers = (await world.api("GET", f"{path}/followers")).json()
    assert [person["username"] for person in followers] == ["cy", "bo"]
    following = (await world.api("GET", f"/api/v1/accounts/{bo.id}/following")).json()
    assert [person["username"] for person in following] == ["ada"]
    query = f"id[]={bo.id}&id[]={cy.id}&id[]=12&id[]=x"
    both = (await world.api("GET", f"/api/v1/accounts/relationships?{query}", as_=ada)).json()
    assert {r["id"]: r["followed_by"] for r in both} == {str(bo.id): True, str(cy.id): True}
    one = (await world.api("GET", f"/api/v1/accounts/relationships?id={bo.id}", as_=ada)).json()
    assert [r["id"] for r in one] == [str(bo.id)]
    gone = (await world.api("POST", f"{path}/unfollow", as_=bo)).json()
    assert gone["following"] is False
    itself = await world.api("POST", f"{path}/follow", as_=ada)
    assert (itself.status_code, itself.json()["code"]) == (422, "accounts.cannot_follow_self")


async def test_a_persons_statuses_can_be_narrowed(world: World) -> None:
    ada, bo = await world.people("ada", "bo")
    words = await world.post(by=ada)
    picture = await world.post(by=ada, pictures=1)
    other = await world.post(by=bo)
    reply = await world.post(by=ada, text="yes", reply_to=other)
    await world.repost(ada, other)

    async def shown(query: str) -> list[str]:
        answer = await world.api("GET", f"/api/v1/accounts/{ada.id}/statuses?{query}")
        return [(s["reblog"] or s)["id"] for s in answer.json()]

    everything = [str(p.id) for p in (other, reply, picture, words)]
    assert await shown("") == everything
    assert await shown("exclude_reblogs=true") == everything[1:]
    assert await shown("exclude_replies=true&exclude_reblogs=true") == everything[2:]
    assert await shown("only_media=true") == [str(picture.id)]
    assert await shown("pinned=true") == []


async def test_notifications_say_who_did_what(world: World) -> None:
    ada, bo = await world.people("ada", "bo")
    post = await world.post(by=ada, pictures=1)
    await world.follow(bo, ada)
    await world.like(bo, post)
    await world.repost(bo, post)
    await world.post(by=bo, text="nice", reply_to=post)
    await world.post(by=bo, remix_of=post)
    await world.post(by=bo, text="hello @ada")
    await world.work()
    answer = await world.api("GET", "/api/v1/notifications", as_=ada)
    kinds = {(n["type"], n["affresco"]["kind"]) for n in answer.json()}
    assert kinds == {
        ("follow", "follow"),
        ("favourite", "like"),
        ("reblog", "repost"),
        ("mention", "reply"),
        ("status", "remix"),
        ("mention", "mention"),
    }
    assert all(n["account"]["username"] == "bo" for n in answer.json())
    likes = await world.api("GET", "/api/v1/notifications?types[]=favourite", as_=ada)
    assert [n["status"]["id"] for n in likes.json()] == [str(post.id)]
    rest = await world.api("GET", "/api/v1/notifications?exclude_types[]=mention", as_=ada)
    assert len(rest.json()) == 4


async def test_an_upload_is_ready_at_once(world: World) -> None:
    ada, bo = await world.people("ada", "bo")
    sent = {"file": ("barn.png", png(), "image/png")}
    for version in ("v1", "v2"):
        answer = await world.api(
            "POST", f"/api/{version}/media", as_=ada, files=sent, data={"description": "a barn"}
        )
        assert answer.status_code == 200
        media = answer.json()
        assert (media["type"], media["description"]) == ("image", "a barn")
        assert media["meta"]["original"]["width"] == 90
    path = f"/api/v1/media/{media['id']}"
    assert (await world.api("GET", path, as_=ada)).json() == media
    assert (await world.api("GET", path, as_=bo)).status_code == 404
    assert (await world.api("PUT", path, as_=bo, json={"description": "x"})).status_code == 404
    told = (await world.api("PUT", path, as_=ada, json={"description": "a red barn"})).json()
    assert told["description"] == "a red barn"
    body = {"status": "", "media_ids": [media["id"]]}
    status = (await world.api("POST", "/api/v1/statuses", as_=ada, json=body)).json()
    assert status["media_attachments"][0]["description"] == "a red barn"


@pytest.mark.parametrize(
    ("content", "status", "code"),
    [
        (b"not a picture", 422, "media.not_a_picture"),
        (b"", 422, "media.not_a_picture"),
        (png()[:60], 422, "media.not_a_picture"),
    ],
)
async def test_an_upload_that_is_no_picture(
    world: World, content: bytes, status: int, code: str
) -> None:
    ada = await world.person("ada")
    sent = {"file": ("x.png", content, "image/png")}
    answer = await world.api("POST", "/api/v2/media", as_=ada, files=sent)
    assert (answer.status_code, answer.json()["code"]) == (status, code)


async def test_the_instance_introduces_itself(world: World) -> None:
    ada = await world.person("ada")
    await world.post(by=ada)
    v2 = (await world.api("GET", "/api/v2/instance")).json()
    assert v2["version"].startswith("4.")
    assert v2["configuration"]["statuses"]["max_characters"] == 5000
    v1 = (await world.api("GET", "/api/v1/instance")).json()
    assert v1["stats"] == {"user_count": 1, "status_count": 1, "domain_count": 0}
    (link,) = (await world.api("GET", "/.well-known/nodeinfo")).json()["links"]
    node = (await world.api("GET", link["href"].removeprefix("http://testserver"))).json()
    assert (node["version"], node["software"]["name"]) == ("2.0", "affresco")
    assert node["usage"] == {"users": {"total": 1}, "localPosts": 1}
    assert (await world.api("GET", "/avatars/original/missing.png")).content[1:4] == b"PNG"
