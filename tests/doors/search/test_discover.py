"""Trends, hashtags, suggestions, the directory."""

from __future__ import annotations

from typing import Any

from affresco.accounts import ties
from world import Resident, World


async def get(world: World, path: str, as_: Resident | None = None) -> Any:
    answer = await world.api("GET", path, as_=as_)
    assert answer.status_code == 200, answer.text
    return answer.json()


async def suggested(world: World, who: Resident) -> list[str]:
    return [one["account"]["acct"] for one in await get(world, "/api/v2/suggestions", who)]


async def test_a_hashtag_tells_how_much_it_is_used_in_public(world: World) -> None:
    ada, bo = await world.people("ada", "bo")
    await world.post(by=ada, text="one #Mare")
    await world.post(by=bo, text="two #mare")
    await world.post(by=bo, text="three #mare", visibility="followers")
    tag = await get(world, "/api/v1/tags/MARE")
    assert (tag["name"], tag["url"]) == ("mare", "http://testserver/tags/mare")
    assert len(tag["history"]) == 7
    assert (tag["history"][0]["uses"], tag["history"][0]["accounts"]) == ("2", "2")
    assert int(tag["history"][0]["day"]) % 86_400 == 0
    assert tag["following"] is False
    assert (await get(world, "/api/v1/tags/unused"))["history"][0]["uses"] == "0"
    assert (await world.api("GET", "/api/v1/tags/12")).status_code == 404


async def test_what_several_people_use_is_a_trend(world: World) -> None:
    ada, bo = await world.people("ada", "bo")
    for who in (ada, bo):
        await world.post(by=who, text="#together")
    await world.post(by=ada, text="#alone #hidden")
    await world.post(by=bo, text="#hidden", visibility="followers")
    for path in ("/api/v1/trends/tags", "/api/v1/trends"):
        assert [tag["name"] for tag in await get(world, path)] == ["together"]
    assert await get(world, "/api/v1/trends/links") == []
    assert await get(world, "/api/v1/trends/tags?offset=1") == []


async def test_what_people_talk_about_is_a_trend_but_for_those_it_is_not_for(world: World) -> None:
    ada, bo, cleo = await world.people("ada", "bo", "cleo")
    liked = await world.post(by=ada, text="liked")
    loved = await world.post(by=ada, text="loved")
    await world.post(by=ada, text="silent")
    warned = await world.post(by=ada, text="warned", warning="careful")
    shared = await world.post(by=ada, text="not for all", visibility="followers")
    await world.follow(bo, ada)
    for post in (liked, loved, warned, shared):
        await world.like(bo, post)
    await world.repost(cleo, loved)
    path = "/api/v1/trends/statuses"
    assert [int(s["id"]) for s in await get(world, path)] == [loved.id, liked.id]
    await ties.mute(world.database, bo.id, ada.id)
    assert await get(world, path, bo) == []
    assert len(await get(world, path, cleo)) == 2


async def test_suggestions_are_whom_friends_follow_and_not_whom_one_knows(world: World) -> None:
    me, friend, stranger, blocked, shy, other = await world.people(
        "me_here", "friend", "stranger", "blocked", "shy", "other"
    )
    await world.follow(me, friend)
    for who in (stranger, blocked, shy):
        await world.follow(friend, who)
    await ties.block(world.database, blocked.id, me.id)
    await ties.set_discoverable(world.database, shy.id, False)
    await world.post(by=other, text="I am here")
    assert await suggested(world, me) == ["stranger", "other"]
    found = await get(world, "/api/v2/suggestions", me)
    assert found[0]["sources"] == ["friends_of_friends"]
    answer = await world.api("DELETE", f"/api/v1/suggestions/{stranger.id}", as_=me)
    assert answer.status_code == 200
    assert await suggested(world, me) == ["other"]
    assert [one["acct"] for one in await get(world, "/api/v1/suggestions", me)] == ["other"]


async def test_the_directory_lists_who_wants_to_be_discovered(world: World) -> None:
    ada, _bo, shy = await world.people("ada", "bo", "shy")
    await ties.set_discoverable(world.database, shy.id, False)
    await world.post(by=ada, text="I am here")
    assert [one["acct"] for one in await get(world, "/api/v1/directory")] == ["ada"]
    new = "/api/v1/directory?order=new"
    assert [one["acct"] for one in await get(world, new)] == ["bo", "ada"]
    assert [one["acct"] for one in await get(world, f"{new}&limit=1&offset=1")] == ["ada"]
    assert (await world.api("GET", "/api/v1/directory?order=odd")).status_code == 422


async def test_searches_are_kept_found_again_and_forgotten(world: World) -> None:
    ada, bo = await world.people("ada", "bo")
    wall = await world.post(by=ada, text="a porphyry wall")
    await world.work()
    path = "/api/affresco/v1/searches"
    kept = (
        await world.api("POST", path, as_=bo, json={"query": "porphyry", "name": "Stone"})
    ).json()
    assert (kept["name"], kept["query"]) == ("Stone", "porphyry")
    assert kept["rss"] == "http://testserver/search.rss?q=porphyry"
    again = (await world.api("POST", path, as_=bo, json={"query": " porphyry "})).json()
    assert again["id"] == kept["id"]
    assert [one["id"] for one in await get(world, path, bo)] == [kept["id"]]
    found = await get(world, f"{path}/{kept['id']}/statuses", bo)
    assert [int(status["id"]) for status in found] == [wall.id]
    assert await get(world, path, ada) == []
    for method, where in (("GET", f"/{kept['id']}/statuses"), ("DELETE", f"/{kept['id']}")):
        assert (await world.api(method, path + where, as_=ada)).status_code == 404
    assert (await world.api("DELETE", f"{path}/{kept['id']}", as_=bo)).status_code == 200
    assert await get(world, path, bo) == []


async def test_a_search_for_nothing_and_one_too_many_are_refused(world: World) -> None:
    bo = await world.person("bo")
    path = "/api/affresco/v1/searches"
    refused = await world.api("POST", path, as_=bo, json={"query": " - "})
    assert (refused.status_code, refused.json()["code"]) == (422, "search.nothing_sought")
    long = await world.api("POST", path, as_=bo, json={"query": "a", "name": "n" * 101})
    assert long.json()["code"] == "search.name_too_long"
    for number in range(50):
        assert (
            await world.api("POST", path, as_=bo, json={"query": f"word{number}"})
        ).status_code == 200
    more = await world.api("POST", path, as_=bo, json={"query": "more"})
    assert (more.status_code, more.json()["code"]) == (409, "search.too_many_saved")
    assert (await world.api("POST", path, as_=bo, json={"query": "word7"})).status_code == 200
