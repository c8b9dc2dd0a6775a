"""Following with a yes, blocking, muting, lists, hashtags: as programs do it."""

from __future__ import annotations

import asyncio
import re
from typing import Any

from world import BASE_URL, Resident, World


async def ask(world: World, method: str, path: str, who: Resident, **request: Any) -> Any:
    """The body of an answer that went well."""
    answer = await world.api(method, path, as_=who, **request)
    assert answer.status_code == 200, answer.text
    return answer.json()


async def texts(world: World, path: str, who: Resident) -> list[str]:
    return [status["id"] for status in await ask(world, "GET", path, who)]


async def standing(world: World, who: Resident, other: Resident) -> dict[str, Any]:
    (found,) = await ask(world, "GET", f"/api/v1/accounts/relationships?id[]={other.id}", who)
    return dict(found)


async def test_a_locked_account_is_asked(world: World) -> None:
    ada, bo = await world.people("ada", "bo")
    await world.lock(ada)
    asked = await ask(world, "POST", f"/api/v1/accounts/{ada.id}/follow", bo)
    assert (asked["following"], asked["requested"]) == (False, True)
    assert (await standing(world, ada, bo))["requested_by"] is True
    await world.work()
    (told,) = await ask(world, "GET", "/api/v1/notifications", ada)
    assert (told["type"], told["account"]["id"]) == ("follow_request", str(bo.id))
    (request,) = await ask(world, "GET", "/api/v1/follow_requests", ada)
    assert request["id"] == str(bo.id)
    post = await world.post(by=ada, visibility="followers")
    assert (await world.api("GET", f"/api/v1/statuses/{post.id}", as_=bo)).status_code == 404

    granted = await ask(world, "POST", f"/api/v1/follow_requests/{bo.id}/authorize", ada)
    assert granted["followed_by"] is True
    await ask(world, "GET", f"/api/v1/statuses/{post.id}", bo)
    await world.work()
    assert await ask(world, "GET", "/api/v1/notifications", ada) == []
    again = await world.api("POST", f"/api/v1/follow_requests/{bo.id}/authorize", as_=ada)
    assert (again.status_code, again.json()["code"]) == (404, "accounts.follow_request_not_found")


async def test_a_request_may_be_refused_and_taken_back(world: World) -> None:
    ada, bo = await world.people("ada", "bo")
    await world.lock(ada)
    await ask(world, "POST", f"/api/v1/accounts/{ada.id}/follow", bo)
    refused = await ask(world, "POST", f"/api/v1/follow_requests/{bo.id}/reject", ada)
    assert (refused["followed_by"], refused["requested_by"]) == (False, False)
    await ask(world, "POST", f"/api/v1/accounts/{ada.id}/follow", bo)
    assert (await ask(world, "POST", f"/api/v1/accounts/{ada.id}/unfollow", bo))[
        "requested"
    ] is False
    assert await ask(world, "GET", "/api/v1/follow_requests", ada) == []


async def test_who_unlocks_lets_in_all_who_asked(world: World) -> None:
    ada, bo = await world.people("ada", "bo")
    await world.lock(ada)
    await ask(world, "POST", f"/api/v1/accounts/{ada.id}/follow", bo)
    await world.lock(ada, locked=False)
    assert (await standing(world, bo, ada))["following"] is True


async def test_how_somebody_is_followed_may_change(world: World) -> None:
    ada, bo, cy = await world.people("ada", "bo", "cy")
    post = await world.post(by=cy)
    path = f"/api/v1/accounts/{ada.id}/follow"
    first = await ask(world, "POST", path, bo)
    assert (first["showing_reblogs"], first["notifying"], first["languages"]) == (True, False, None)
    await world.repost(ada, post)
    assert len(await texts(world, "/api/v1/timelines/home", bo)) == 1
    changed = await ask(world, "POST", path, bo, json={"reblogs": False, "notify": True})
    assert (changed["showing_reblogs"], changed["notifying"]) == (False, True)
    assert await texts(world, "/api/v1/timelines/home", bo) == []
    own = await world.post(by=ada)
    await world.work()
    (told,) = await ask(world, "GET", "/api/v1/notifications", bo)
    assert (told["type"], told["affresco"]["kind"], told["status"]["id"]) == (
        "status",
        "post",
        str(own.id),
    )
    await ask(world, "POST", path, bo, json={"languages": ["it"]})
    assert await texts(world, "/api/v1/timelines/home", bo) == []
    italian = await world.post(by=ada, language="it")
    assert await texts(world, "/api/v1/timelines/home", bo) == [str(italian.id)]
    back = await ask(world, "POST", path, bo, data={"reblogs": "true", "languages[]": ""})
    assert back["showing_reblogs"] is True


async def test_a_block_parts_two_people(world: World) -> None:
    ada, bo, cy = await world.people("ada", "bo", "cy")
    post = await world.post(by=ada)
    await world.follow(bo, ada)
    await world.follow(ada, bo)
    await world.like(bo, post)
    reply = await world.post(by=bo, reply_to=post)
    await world.work()
    assert len(await ask(world, "GET", "/api/v1/notifications", ada)) == 3
    now = await ask(world, "POST", f"/api/v1/accounts/{bo.id}/block", ada)
    assert (now["blocking"], now["following"], now["followed_by"]) == (True, False, False)
    assert (await standing(world, bo, ada))["blocked_by"] is True
    for path in (f"/api/v1/statuses/{post.id}", f"/api/v1/statuses/{post.id}/context"):
        assert (await world.api("GET", path, as_=bo)).status_code == 404
    assert await ask(world, "GET", "/api/v1/notifications", ada) == []
    for who in (ada, bo):
        shown = await texts(world, "/api/v1/timelines/public", who)
        assert shown == ([str(post.id)] if who is ada else [])
    context = await ask(world, "GET", f"/api/v1/statuses/{post.id}/context", ada)
    assert context["descendants"] == []
    assert await texts(world, f"/api/v1/accounts/{ada.id}/statuses", bo) == []
    assert await texts(world, f"/api/v1/accounts/{bo.id}/statuses", ada) == []
    assert await ask(world, "GET", f"/api/v1/accounts/{ada.id}/followers", bo) == []
    assert await ask(world, "GET", f"/api/v1/statuses/{post.id}/favourited_by", ada) == []
    (fan,) = await ask(world, "GET", f"/api/v1/statuses/{post.id}/favourited_by", cy)
    assert fan["id"] == str(bo.id)
    refused = await world.api("POST", f"/api/v1/accounts/{ada.id}/follow", as_=bo)
    assert (refused.status_code, refused.json()["code"]) == (403, "accounts.follow_refused")
    liked = await world.api("POST", f"/api/v1/statuses/{post.id}/favourite", as_=bo)
    assert liked.status_code == 404
    (blocked,) = await ask(world, "GET", "/api/v1/blocks", ada)
    assert blocked["id"] == str(bo.id)
    mention = await world.post(by=bo, text="Hello @ada")
    await world.work()
    assert await ask(world, "GET", "/api/v1/notifications", ada) == []
    await ask(world, "POST", f"/api/v1/accounts/{bo.id}/unblock", ada)
    await ask(world, "GET", f"/api/v1/statuses/{mention.id}", ada)
    assert (await standing(world, ada, bo))["following"] is False
    await ask(world, "GET", f"/api/v1/statuses/{reply.id}", ada)


async def test_a_mute_is_for_timelines_and_may_have_a_term(world: World) -> None:
    ada, bo = await world.people("ada", "bo")
    post = await world.post(by=bo)
    await world.follow(ada, bo)
    path = f"/api/v1/accounts/{bo.id}"
    now = await ask(world, "POST", f"{path}/mute", ada, json={"duration": 3600})
    assert (now["muting"], now["muting_notifications"]) == (True, True)
    for timeline in ("home", "public"):
        assert await texts(world, f"/api/v1/timelines/{timeline}", ada) == []
    assert await texts(world, f"{path}/statuses", ada) == [str(post.id)]
    await ask(world, "GET", f"/api/v1/statuses/{post.id}", ada)
    (muted,) = await ask(world, "GET", "/api/v1/mutes", ada)
    assert (muted["id"], muted["mute_expires_at"] is None) == (str(bo.id), False)
    await world.post(by=bo, text="Hello @ada")
    await world.work()
    assert await ask(world, "GET", "/api/v1/notifications", ada) == []
    await ask(world, "POST", f"{path}/mute", ada, json={"duration": 1})
    await asyncio.sleep(1.1)
    assert len(await texts(world, "/api/v1/timelines/home", ada)) == 2
    assert (await standing(world, ada, bo))["muting"] is False
    await ask(world, "POST", f"{path}/mute", ada, json={"notifications": False})
    await world.post(by=bo, text="And again, @ada")
    await world.work()
    assert len(await ask(world, "GET", "/api/v1/notifications", ada)) == 1
    await ask(world, "POST", f"{path}/unmute", ada)
    assert len(await texts(world, "/api/v1/timelines/home", ada)) == 3
    wrong = await world.api("POST", f"{path}/mute", as_=ada, json={"duration": -1})
    assert (wrong.status_code, wrong.json()["code"]) == (422, "accounts.term_invalid")


async def test_a_list_has_a_timeline_of_its_own(world: World) -> None:
    ada, bo, cy, di = await world.people("ada", "bo", "cy", "di")
    made = await ask(world, "POST", "/api/v1/lists", ada, json={"title": " Painters "})
    assert (made["title"], made["replies_policy"], made["exclusive"]) == ("Painters", "list", False)
    path = f"/api/v1/lists/{made['id']}"
    refused = await world.api(
        "POST", f"{path}/accounts", as_=ada, json={"account_ids": [str(bo.id)]}
    )
    assert (refused.status_code, refused.json()["code"]) == (422, "accounts.not_followed")
    for other in (bo, cy):
        await world.follow(ada, other)
    await ask(world, "POST", f"{path}/accounts", ada, data={"account_ids[]": str(bo.id)})
    (member,) = await ask(world, "GET", f"{path}/accounts", ada)
    assert member["id"] == str(bo.id)
    by_bo, by_cy, by_di = [await world.post(by=who) for who in (bo, cy, di)]
    to_cy = await world.post(by=bo, reply_to=by_cy)
    to_di = await world.post(by=bo, reply_to=by_di)
    timeline = f"/api/v1/timelines/list/{made['id']}"
    assert await texts(world, timeline, ada) == [str(by_bo.id)]
    await ask(world, "PUT", path, ada, json={"replies_policy": "followed"})
    assert await texts(world, timeline, ada) == [str(to_cy.id), str(by_bo.id)]
    assert str(to_di.id) not in await texts(world, timeline, ada)
    assert str(by_bo.id) in await texts(world, "/api/v1/timelines/home", ada)
    await ask(world, "PUT", path, ada, json={"exclusive": True})
    assert await texts(world, "/api/v1/timelines/home", ada) == [str(by_cy.id)]
    (found,) = await ask(world, "GET", f"/api/v1/accounts/{bo.id}/lists", ada)
    assert found["id"] == made["id"]
    for method, where in (("GET", path), ("DELETE", path), ("GET", timeline)):
        assert (await world.api(method, where, as_=bo)).status_code == 404
    await ask(world, "POST", f"/api/v1/accounts/{bo.id}/unfollow", ada)
    assert await ask(world, "GET", f"{path}/accounts", ada) == []
    assert await texts(world, timeline, ada) == []
    await ask(world, "DELETE", path, ada)
    assert await ask(world, "GET", "/api/v1/lists", ada) == []


async def test_followed_hashtags_are_in_ones_home(world: World) -> None:
    ada, bo = await world.people("ada", "bo")
    await texts(world, "/api/v1/timelines/home", ada)
    tag = await ask(world, "POST", "/api/v1/tags/Fresco/follow", ada)
    assert (tag["name"], tag["following"]) == ("fresco", True)
    post = await world.post(by=bo, text="Wet plaster #fresco #wall")
    await ask(world, "POST", "/api/v1/tags/wall/follow", ada)
    answer = await world.post(by=bo, text="More #fresco", reply_to=post)
    assert await texts(world, "/api/v1/timelines/home", ada) == [str(post.id)]
    assert str(answer.id) not in await texts(world, "/api/v1/timelines/home", ada)
    followed = await ask(world, "GET", "/api/v1/followed_tags", ada)
    assert [tag["name"] for tag in followed] == ["wall", "fresco"]
    for name in ("fresco", "wall"):
        await ask(world, "POST", f"/api/v1/tags/{name}/unfollow", ada)
    assert await texts(world, "/api/v1/timelines/home", ada) == []


async def test_hashtags_and_people_on_a_profile(world: World) -> None:
    ada, bo = await world.people("ada", "bo")
    await world.post(by=ada, text="#fresco and #wall")
    suggested = await ask(world, "GET", "/api/v1/featured_tags/suggestions", ada)
    assert {tag["name"] for tag in suggested} == {"fresco", "wall"}
    made = await ask(world, "POST", "/api/v1/featured_tags", ada, json={"name": "#Fresco"})
    assert (made["name"], made["statuses_count"]) == ("fresco", "1")
    assert await ask(world, "GET", f"/api/v1/accounts/{ada.id}/featured_tags", bo) == [made]
    await ask(world, "DELETE", f"/api/v1/featured_tags/{made['id']}", ada)
    assert await ask(world, "GET", "/api/v1/featured_tags", ada) == []
    refused = await world.api("POST", f"/api/v1/accounts/{bo.id}/pin", as_=ada)
    assert refused.json()["code"] == "accounts.not_followed"
    await world.follow(ada, bo)
    assert (await ask(world, "POST", f"/api/v1/accounts/{bo.id}/endorse", ada))["endorsed"] is True
    (shown,) = await ask(world, "GET", f"/api/v1/accounts/{ada.id}/endorsements", bo)
    assert shown["id"] == str(bo.id)
    noted = await ask(
        world, "POST", f"/api/v1/accounts/{bo.id}/note", ada, json={"comment": "Kind"}
    )
    assert noted["note"] == "Kind"
    assert (await standing(world, bo, ada))["note"] == ""


async def test_filters_say_why_and_hold_for_their_owner_alone(world: World) -> None:
    ada, bo = await world.people("ada", "bo")
    caught = await world.post(by=bo, text="A whale of a time")
    passed = await world.post(by=bo, text="Whalebone")
    made = await ask(
        world,
        "POST",
        "/api/v2/filters",
        ada,
        json={
            "title": "Whales",
            "context": ["home", "public"],
            "filter_action": "hide",
            "keywords_attributes": [{"keyword": "WHALE", "whole_word": True}],
        },
    )
    assert made["keywords"][0]["keyword"] == "WHALE"
    status = await ask(world, "GET", f"/api/v1/statuses/{caught.id}", ada)
    (why,) = status["filtered"]
    assert (why["filter"]["id"], why["keyword_matches"]) == (made["id"], ["WHALE"])
    for who, post in ((ada, passed), (bo, caught)):
        assert (await ask(world, "GET", f"/api/v1/statuses/{post.id}", who))["filtered"] == []
    entry = await ask(
        world,
        "POST",
        f"/api/v2/filters/{made['id']}/statuses",
        ada,
        json={"status_id": str(passed.id)},
    )
    (why,) = (await ask(world, "GET", f"/api/v1/statuses/{passed.id}", ada))["filtered"]
    assert (why["keyword_matches"], why["status_matches"]) == (None, [str(passed.id)])
    await ask(world, "DELETE", f"/api/v2/filters/statuses/{entry['id']}", ada)
    keyword = made["keywords"][0]["id"]
    changed = await ask(
        world,
        "PUT",
        f"/api/v2/filters/{made['id']}",
        ada,
        json={
            "title": "Less",
            "expires_in": 3600,
            "keywords_attributes": [{"id": keyword, "_destroy": True}, {"keyword": "bone"}],
        },
    )
    assert (changed["title"], [k["keyword"] for k in changed["keywords"]]) == ("Less", ["bone"])
    assert changed["expires_at"] is not None
    (v1,) = await ask(world, "GET", "/api/v1/filters", ada)
    assert (v1["phrase"], v1["irreversible"]) == ("bone", True)
    assert (await ask(world, "GET", f"/api/v1/statuses/{caught.id}", ada))["filtered"] == []
    await ask(world, "DELETE", f"/api/v1/filters/{v1['id']}", ada)
    assert await ask(world, "GET", "/api/v2/filters", ada) == []
    assert (await world.api("GET", f"/api/v2/filters/{made['id']}", as_=ada)).status_code == 404
    bad = await world.api(
        "POST", "/api/v2/filters", as_=ada, json={"title": "x", "context": ["nowhere"]}
    )
    assert (bad.status_code, bad.json()["code"]) == (422, "posts.filter_invalid")


async def test_favourites_in_the_order_in_which_they_were_given(world: World) -> None:
    ada, bo = await world.people("ada", "bo")
    first, second = await world.post(by=bo), await world.post(by=bo)
    for post in (second, first):
        await world.like(ada, post)
    assert await texts(world, "/api/v1/favourites", ada) == [str(first.id), str(second.id)]
    answer = await world.api("GET", "/api/v1/favourites?limit=1", as_=ada)
    assert 'rel="next"' in answer.headers["link"]
    await world.repost(ada, first)
    (fan,) = await ask(world, "GET", f"/api/v1/statuses/{first.id}/reblogged_by", bo)
    assert fan["id"] == str(ada.id)


async def test_familiar_followers_are_those_whom_one_follows(world: World) -> None:
    ada, bo, cy, di = await world.people("ada", "bo", "cy", "di")
    await world.follow(ada, bo)
    for fan in (bo, di):
        await world.follow(fan, cy)
    path = f"/api/v1/accounts/familiar_followers?id[]={cy.id}"
    (found,) = await ask(world, "GET", path, ada)
    assert (found["id"], [a["id"] for a in found["accounts"]]) == (str(cy.id), [str(bo.id)])


async def test_a_move_leads_to_the_other_account(world: World) -> None:
    ada, new, bo = await world.people("ada", "ada_new", "bo")
    await world.move(ada, new)
    refused = await world.api("POST", f"/api/v1/accounts/{ada.id}/follow", as_=bo)
    assert (refused.status_code, refused.json()["code"]) == (409, "accounts.person_moved")
    moved = await ask(world, "GET", f"/api/v1/accounts/{ada.id}", bo)
    assert moved["moved"]["id"] == str(new.id)


async def test_other_instances_cannot_be_blocked(world: World) -> None:
    ada = await world.person("ada")
    assert await ask(world, "GET", "/api/v1/domain_blocks", ada) == []
    refused = await world.api(
        "POST", "/api/v1/domain_blocks", as_=ada, json={"domain": "a.example"}
    )
    assert (refused.status_code, refused.json()["code"]) == (422, "api.no_other_domains")


async def test_lists_of_people_are_paged_as_one_asks(world: World) -> None:
    ada, *others = await world.people("ada", "bo", "cy", "di")
    for other in others:
        await world.block(ada, other)
    seen: list[str] = []
    path: str | None = "/api/v1/blocks?limit=2"
    while path is not None:
        answer = await world.api("GET", path, as_=ada)
        seen += [person["id"] for person in answer.json()]
        assert len(answer.json()) <= 2
        older = re.search(r'<([^>]+)>; rel="next"', answer.headers.get("link", ""))
        path = older and older[1].removeprefix(BASE_URL)
    assert seen == [str(other.id) for other in reversed(others)]
    assert len(await texts(world, "/api/v1/blocks", ada)) == 3
