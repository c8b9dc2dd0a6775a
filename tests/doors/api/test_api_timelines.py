"""Timelines through the API."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

import msgspec

from affresco.api.mastodon.entities import Status
from world import World

HOME = "/api/v1/timelines/home"


def ids(statuses: list[dict[str, Any]]) -> list[str]:
    return [(status["reblog"] or status)["id"] for status in statuses]


async def test_home_shows_whom_one_follows(world: World) -> None:
    ada, bo, cy = await world.people("ada", "bo", "cy")
    await world.follow(bo, ada)
    first = await world.post(by=ada, pictures=1, prompt="a quiet harbour", text="look")
    await world.post(by=cy)
    second = await world.post(by=bo)
    answer = await world.api("GET", HOME, as_=bo)
    assert ids(answer.json()) == [str(second.id), str(first.id)]
    status = answer.json()[1]
    assert status["account"]["username"] == "ada"
    assert status["media_attachments"][0]["affresco"]["recipe"]["prompt"] == "a quiet harbour"
    assert status["url"] == f"http://testserver{first.url}"
    msgspec.json.decode(answer.content, type=tuple[Status, ...], strict=True)


async def test_pages_lead_from_one_to_the_next_and_back(world: World) -> None:
    ada = await world.person("ada")
    posts = [await world.post(by=ada) for _ in range(5)]
    newest = [str(post.id) for post in reversed(posts)]
    seen: list[str] = []
    path = f"{HOME}?limit=2&local=1"
    while path:
        answer = await world.api("GET", path, as_=ada)
        seen += ids(answer.json())
        links = answer.links
        path = _path(links["next"]["url"]) if "next" in links else ""
        if path:
            assert "local=1" in path
    assert seen == newest
    above = await world.api("GET", f"{HOME}?limit=2&min_id={newest[4]}", as_=ada)
    assert ids(above.json()) == newest[2:4]
    since = await world.api("GET", f"{HOME}?limit=2&since_id={newest[4]}", as_=ada)
    assert ids(since.json()) == newest[:2]


def _path(url: str) -> str:
    parts = urlsplit(url)
    assert parts.netloc == "testserver"
    return f"{parts.path}?{parts.query}"


async def test_a_repost_is_a_status_around_a_status(world: World) -> None:
    ada, bo, cy = await world.people("ada", "bo", "cy")
    await world.follow(cy, bo)
    post = await world.post(by=ada, text="look")
    reblog = (await world.api("POST", f"/api/v1/statuses/{post.id}/reblog", as_=bo)).json()
    (shown,) = (await world.api("GET", HOME, as_=cy)).json()
    assert shown["id"] == reblog["id"] != str(post.id)
    assert shown["account"]["username"] == "bo"
    assert shown["reblog"]["id"] == str(post.id)
    assert shown["reblog"]["account"]["username"] == "ada"
    assert shown["media_attachments"] == []
    again = (await world.api("POST", f"/api/v1/statuses/{shown['id']}/favourite", as_=cy)).json()
    assert again["id"] == str(post.id), "what is done to a repost is done to its post"
    await world.api("POST", f"/api/v1/statuses/{shown['id']}/unreblog", as_=bo)
    assert (await world.api("GET", HOME, as_=cy)).json() == []


async def test_public_is_for_strangers_too_and_hides_what_is_not(world: World) -> None:
    ada, bo = await world.people("ada", "bo")
    shown = await world.post(by=ada, text="for all #Sea")
    hidden = await world.post(by=ada, visibility="followers")
    await world.post(by=ada, visibility="private")
    for path in ("/api/v1/timelines/public", "/api/v1/timelines/public?local=true"):
        assert ids((await world.api("GET", path)).json()) == [str(shown.id)]
    assert (await world.api("GET", "/api/v1/timelines/public?remote=true")).json() == []
    for name in ("sea", "SEA", "%23Sea"):
        found = await world.api("GET", f"/api/v1/timelines/tag/{name}")
        assert ids(found.json()) == [str(shown.id)]
    assert (await world.api("GET", "/api/v1/timelines/tag/%00")).json() == []
    assert (await world.api("GET", f"/api/v1/statuses/{hidden.id}", as_=bo)).status_code == 404


async def test_an_answer_changes_with_what_it_shows(world: World) -> None:
    """The JSON of a status is remembered; nothing that it shows may be remembered too long."""
    ada, bo = await world.people("ada", "bo")
    await world.follow(bo, ada)
    post = await world.post(by=ada, pictures=1, prompt="a harbour", recipe_visibility="private")

    async def shown(who: str) -> dict[str, Any]:
        answer = await world.api("GET", HOME, as_=bo if who == "bo" else ada)
        status: dict[str, Any] = answer.json()[0]
        return status

    assert (await shown("ada"))["media_attachments"][0]["affresco"]["recipe"] is not None
    assert (await shown("bo"))["media_attachments"][0]["affresco"]["recipe"] is None
    await world.api("POST", f"/api/v1/statuses/{post.id}/favourite", as_=bo)
    assert [(await shown("bo"))[name] for name in ("favourited", "favourites_count")] == [True, 1]
    assert [(await shown("ada"))[name] for name in ("favourited", "favourites_count")] == [False, 1]
    await world.api("PUT", f"/api/v1/statuses/{post.id}", as_=ada, json={"status": "other words"})
    assert "other words" in (await shown("bo"))["content"]
    await world.api("DELETE", f"/api/v1/statuses/{post.id}", as_=ada)
    assert (await world.api("GET", HOME, as_=bo)).json() == []


async def test_a_warm_home_asks_the_database_nothing(world: World) -> None:
    ada, bo = await world.people("ada", "bo")
    await world.follow(bo, ada)
    for _ in range(20):
        await world.post(by=ada, pictures=1)
    async with world.counting() as cold:
        await world.api("GET", HOME, as_=bo)
    async with world.counting() as warm:
        assert len((await world.api("GET", HOME, as_=bo)).json()) == 20
    assert warm == []
    assert len(cold) <= 12, "however many statuses there are"


async def test_bookmarks_are_in_the_order_in_which_they_were_made(world: World) -> None:
    ada, bo = await world.people("ada", "bo")
    first, second = await world.post(by=ada), await world.post(by=ada)
    for post in (second, first):
        await world.api("POST", f"/api/v1/statuses/{post.id}/bookmark", as_=bo)
    answer = await world.api("GET", "/api/v1/bookmarks", as_=bo)
    assert ids(answer.json()) == [str(first.id), str(second.id)]
    assert all(status["bookmarked"] for status in answer.json())
    gone = await world.api("POST", f"/api/v1/statuses/{first.id}/unbookmark", as_=bo)
    assert gone.json()["bookmarked"] is False


async def test_hashtags_and_pictures_sift_public_timelines(world: World) -> None:
    ada, bo = await world.people("ada", "bo")
    blue = await world.post(by=ada, text="#blue")
    both = await world.post(by=ada, text="#blue #wall", pictures=1)
    wall = await world.post(by=bo, text="#wall")
    wet = await world.post(by=bo, text="#wall #wet #blue")
    await world.post(by=bo, text="#blue for me", visibility="private")
    await world.post(by=bo, text="#blue quietly", visibility="unlisted")

    async def seen(path: str) -> list[int]:
        found: list[int] = []
        address: str | None = f"/api/v1/timelines/{path}"
        while address:
            page = await world.api("GET", address, as_=ada)
            assert page.status_code == 200, page.text
            found += [int(status["id"]) for status in page.json()]
            address = page.links.get("next", {}).get("url")
        return found

    assert await seen("tag/blue") == [wet.id, both.id, blue.id]
    for limit in (1, 2, 20):
        for query, expected in (
            ("any[]=wall", [wet.id, wall.id, both.id, blue.id]),
            ("all[]=wall", [wet.id, both.id]),
            ("all[]=wall&all[]=wet", [wet.id]),
            ("none[]=wet", [both.id, blue.id]),
            ("any[]=wall&none[]=Blue", [wall.id]),
            ("only_media=true", [both.id]),
            ("all[]=&none[]=%23%23", [wet.id, both.id, blue.id]),
        ):
            assert await seen(f"tag/blue?{query}&limit={limit}") == expected, (query, limit)
        assert await seen(f"public?only_media=true&limit={limit}") == [both.id]
    newer = await world.api("GET", f"/api/v1/timelines/tag/blue?all[]=wall&min_id={both.id}")
    assert [int(status["id"]) for status in newer.json()] == [wet.id]
