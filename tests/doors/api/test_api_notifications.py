"""Notifications one by one and in groups, by a policy, dismissed, read; markers and preferences."""

from __future__ import annotations

from typing import Any

import pytest

from affresco.feeds.grouping import read_key
from world import Published, Resident, World

PATH = "/api/v1/notifications"


async def told(world: World, who: Resident, path: str = PATH, /, **params: Any) -> Any:
    answer = await world.api("GET", path, as_=who, params=params)
    assert answer.status_code == 200, answer.text
    return answer.json()


async def busy(world: World) -> tuple[list[Resident], Published]:
    """Ada has a post that Bo, Cleo and Dora like, that Bo reposts, that Cleo answers; Dora follows Ada."""
    people = await world.people("ada", "bo", "cleo", "dora")
    ada, bo, cleo, dora = people
    post = await world.post(by=ada)
    for who in (bo, cleo, dora):
        await world.like(who, post)
    await world.repost(bo, post)
    await world.post(by=cleo, reply_to=post, text="yes")
    await world.follow(dora, ada)
    await world.work()
    return people, post


async def test_types_and_people_are_chosen_by_the_database(world: World) -> None:
    (ada, bo, *_rest), _post = await busy(world)
    assert len(await told(world, ada)) == 6
    only = await told(world, ada, **{"types[]": ["favourite", "follow"]})
    assert sorted(n["type"] for n in only) == ["favourite"] * 3 + ["follow"]
    rest = await told(world, ada, **{"exclude_types[]": ["favourite", "mention"]})
    assert sorted(n["type"] for n in rest) == ["follow", "reblog"]
    assert {n["account"]["acct"] for n in await told(world, ada, account_id=str(bo.id))} == {"bo"}
    assert await told(world, ada, **{"types[]": ["admin.report"]}) == []
    answer = await world.api("GET", PATH, as_=ada, params={"types[]": "favourite", "limit": 2})
    assert len(answer.json()) == 2
    assert 'rel="next"' in answer.headers["link"]
    assert "types%5B%5D=favourite" in answer.headers["link"]


async def test_what_is_alike_is_one_group(world: World) -> None:
    (ada, *_others), post = await busy(world)
    found = await told(world, ada, "/api/v2/notifications")
    groups = {group["type"]: group for group in found["notification_groups"]}
    assert set(groups) == {"favourite", "reblog", "mention", "follow"}
    likes = groups["favourite"]
    assert (likes["notifications_count"], likes["status_id"]) == (3, str(post.id))
    names = {account["id"]: account["acct"] for account in found["accounts"]}
    shown = [names[number] for number in likes["sample_account_ids"]]
    assert sorted(shown) == ["bo", "cleo", "dora"]
    assert [status["id"] for status in found["statuses"]].count(str(post.id)) == 1
    alone = groups["mention"]
    assert alone["group_key"] == f"ungrouped-{alone['most_recent_notification_id']}"
    single = (await told(world, ada, **{"types[]": "favourite"}))[0]
    assert single["group_key"] == likes["group_key"]

    one = await told(world, ada, f"/api/v2/notifications/{likes['group_key']}")
    assert one["notification_groups"] == [likes]
    people = await told(world, ada, f"/api/v2/notifications/{likes['group_key']}/accounts")
    assert sorted(person["acct"] for person in people) == ["bo", "cleo", "dora"]

    apart = await told(world, ada, "/api/v2/notifications", **{"grouped_types[]": "follow"})
    assert [g["type"] for g in apart["notification_groups"]].count("favourite") == 3


async def test_partial_avatars_show_the_newest_person_in_full(world: World) -> None:
    (ada, *_others), _post = await busy(world)
    params = {"types[]": "favourite", "expand_accounts": "partial_avatars"}
    found = await told(world, ada, "/api/v2/notifications", **params)
    assert len(found["accounts"]) == 1
    assert set(found["partial_accounts"][0]) == {
        "id", "acct", "url", "avatar", "avatar_static", "locked", "bot",
    }  # fmt: skip
    assert len(found["partial_accounts"]) == 2


async def test_pages_of_groups_lead_on(world: World) -> None:
    (ada, *_others), _post = await busy(world)
    seen, url = [], "/api/v2/notifications?limit=2"
    while url:
        answer = await world.api("GET", url, as_=ada)
        seen += [group["type"] for group in answer.json()["notification_groups"]]
        url = answer.links.get("next", {}).get("url", "").removeprefix("http://testserver")
    assert set(seen) == {"favourite", "reblog", "mention", "follow"}


async def test_a_group_takes_the_same_queries_as_ten(world: World) -> None:
    (ada, *_others), _post = await busy(world)
    await told(world, ada, "/api/v2/notifications")
    async with world.counting() as few:
        await told(world, ada, "/api/v2/notifications", limit=1)
    async with world.counting() as many:
        await told(world, ada, "/api/v2/notifications", limit=40)
    assert len(many) == len(few)


async def test_what_is_dismissed_is_gone(world: World) -> None:
    (ada, bo, *_rest), _post = await busy(world)
    first = (await told(world, ada))[0]
    path = f"{PATH}/{first['id']}"
    assert (await told(world, ada, path)) == first
    assert (await world.api("GET", path, as_=bo)).status_code == 404
    assert (await world.api("POST", f"{path}/dismiss", as_=bo)).status_code == 200
    assert (await told(world, ada, path)) == first
    assert (await world.api("POST", f"{path}/dismiss", as_=ada)).json() == {}
    assert (await world.api("GET", path, as_=ada)).status_code == 404
    groups = (await told(world, ada, "/api/v2/notifications"))["notification_groups"]
    likes = next(group for group in groups if group["type"] == "favourite")
    await world.api("POST", f"/api/v2/notifications/{likes['group_key']}/dismiss", as_=ada)
    assert "favourite" not in {n["type"] for n in await told(world, ada)}
    await world.api("POST", f"{PATH}/clear", as_=ada)
    assert await told(world, ada) == []
    assert await told(world, ada, f"{PATH}/unread_count") == {"count": 0}


async def test_markers_count_what_came_since(world: World) -> None:
    (ada, *_others), post = await busy(world)
    assert await told(world, ada, f"{PATH}/unread_count") == {"count": 6}
    assert await told(world, ada, "/api/v2/notifications/unread_count") == {"count": 4}
    assert await told(world, ada, f"{PATH}/unread_count", limit=2) == {"count": 2}
    newest = (await told(world, ada))[0]["id"]
    wish = {"notifications": {"last_read_id": newest}, "home": {"last_read_id": str(post.id)}}
    moved = (await world.api("POST", "/api/v1/markers", as_=ada, json=wish)).json()
    assert moved["notifications"]["last_read_id"] == newest
    assert await told(world, ada, f"{PATH}/unread_count") == {"count": 0}
    assert (await told(world, ada))[0]["affresco"]["seen"]
    back = {"home[last_read_id]": "1"}
    again = (await world.api("POST", "/api/v1/markers", as_=ada, data=back)).json()
    assert again["home"]["last_read_id"] == str(post.id)
    found = await told(world, ada, "/api/v1/markers", **{"timeline[]": ["home"]})
    assert set(found) == {"home"}
    assert (
        await world.api("POST", "/api/v1/markers", as_=ada, json={"home": {"last_read_id": "x"}})
    ).status_code == 422


async def test_strangers_are_kept_apart_where_the_policy_says_so(world: World) -> None:
    ada, bo, cleo = await world.people("ada", "bo", "cleo")
    await world.follow(ada, cleo)
    post = await world.post(by=ada)
    await world.work()
    policy = "/api/v2/notifications/policy"
    assert (await told(world, ada, policy))["for_not_following"] == "accept"
    wish = {"for_not_following": "filter"}
    answer = await world.api("PATCH", policy, as_=ada, json=wish)
    assert answer.json()["for_not_following"] == "filter"
    for who in (bo, cleo):
        await world.like(who, post)
    async with world.stream("/api/v1/streaming/user/notification", token=ada.token) as stream:
        await world.work()
        assert (await stream.next()).json()["account"]["acct"] == "cleo"
        with pytest.raises(TimeoutError):
            await stream.next(0.3)
    assert [n["account"]["acct"] for n in await told(world, ada)] == ["cleo"]
    assert len(await told(world, ada, include_filtered=True)) == 2
    assert (await told(world, ada, policy))["summary"] == {
        "pending_requests_count": 1, "pending_notifications_count": 1,
    }  # fmt: skip
    assert (await told(world, ada, f"{PATH}/policy"))["filter_not_following"]
    (request,) = await told(world, ada, f"{PATH}/requests")
    assert (request["account"]["acct"], request["notifications_count"]) == ("bo", "1")
    assert request["last_status"]["id"] == str(post.id)
    one = f"{PATH}/requests/{request['id']}"
    assert await told(world, ada, one) == request
    assert (await world.api("GET", one, as_=bo)).status_code == 404
    async with world.stream("/api/v1/streaming/user", token=ada.token) as stream:
        await world.api("POST", f"{one}/accept", as_=ada)
        assert (await stream.next()).event == "notifications_merged"
    assert len(await told(world, ada)) == 2
    assert await told(world, ada, f"{PATH}/requests") == []
    assert await told(world, ada, f"{PATH}/requests/merged") == {"merged": True}
    await world.repost(bo, post)
    await world.work()
    assert len(await told(world, ada)) == 3


async def test_what_is_refused_is_never_written_and_requests_are_dismissed(world: World) -> None:
    ada, bo, cleo = await world.people("ada", "bo", "cleo")
    post = await world.post(by=ada)
    policy = "/api/v2/notifications/policy"
    await world.api("PATCH", policy, as_=ada, json={"for_not_followers": "drop"})
    await world.like(bo, post)
    await world.work()
    assert await told(world, ada, include_filtered=True) == []
    old = {"filter_not_followers": "true"}
    await world.api("PATCH", f"{PATH}/policy", as_=ada, data=old)
    await world.like(cleo, post)
    await world.work()
    ids = {"id[]": [str(cleo.id), "77"]}
    answer = await world.api("POST", f"{PATH}/requests/dismiss", as_=ada, data=ids)
    assert answer.json() == {}
    assert await told(world, ada, include_filtered=True) == []


async def test_private_words_of_strangers_may_wait(world: World) -> None:
    ada, bo = await world.people("ada", "bo")
    wish = {"for_private_mentions": "filter"}
    await world.api("PATCH", "/api/v2/notifications/policy", as_=ada, json=wish)
    await world.post(by=bo, text="@ada psst", visibility="direct")
    await world.post(by=bo, text="@ada hello")
    await world.work()
    assert [n["status"]["visibility"] for n in await told(world, ada)] == ["public"]


async def test_preferences_are_told(world: World) -> None:
    ada = await world.person("ada")
    found = await told(world, ada, "/api/v1/preferences")
    assert found["posting:default:visibility"] == "public"
    assert found["reading:expand:media"] == "default"


@pytest.mark.parametrize(
    "key",
    ["", "x", "ungrouped-", "ungrouped-1-2", "like-1", "like-1-2-3", "nothing-1-2", "like--1-2",
     "like-99999999999999999999-1", "like-1-999999999", "like-١-2"],
)  # fmt: skip
def test_keys_that_are_none_are_known(key: str) -> None:
    assert read_key(key) is None
