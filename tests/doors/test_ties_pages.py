"""Following with a yes, blocking, muting, lists, hashtags and filters: as people do it, without a script."""

from __future__ import annotations

import re

from world import Resident, World


async def page(world: World, path: str, who: Resident | None = None) -> str:
    answer = await world.get(path, as_=who)
    assert answer.status_code == 200, answer.text
    return answer.text


async def do(world: World, path: str, who: Resident, **form: object) -> str:
    """Send a form that goes well; where it leads."""
    answer = await world.post_form(path, form, as_=who)
    assert answer.status_code == 303, answer.text
    return answer.headers["location"]


async def test_a_request_to_follow_and_its_answer(world: World) -> None:
    ada, bo = await world.people("ada", "bo")
    assert 'name="locked"' in await page(world, "/settings/people", ada)
    await do(world, "/settings/people", ada, locked="yes", discoverable="yes")
    assert "Asks first" in await page(world, ada.url, bo)
    await do(world, "/people/ada/follow", bo)
    assert "Requested" in await page(world, ada.url, bo)
    assert "asks to follow you" in await page(world, bo.url, ada)
    assert "/people/bo/ties/grant" in await page(world, "/follow-requests", ada)
    await do(world, "/people/bo/ties/grant", ada)
    assert "Following" in await page(world, ada.url, bo)
    assert "/people/bo/ties/grant" not in await page(world, "/follow-requests", ada)
    answer = await world.post_form("/people/bo/ties/refuse", as_=ada)
    assert answer.status_code == 404


async def test_a_block_hides_both_and_can_be_ended(world: World) -> None:
    ada, bo = await world.people("ada", "bo")
    post = await world.post(by=ada, text="Wet plaster")
    await do(world, "/people/bo/ties/block", ada)
    shown = await page(world, f"{ada.url}/with-replies", bo)
    assert "Wet plaster" not in shown
    assert "does not want to be seen" in shown
    assert "/people/ada/follow" not in shown
    assert (await world.get(post.url, as_=bo)).status_code == 404
    assert "You block" in await page(world, bo.url, ada)
    assert "/people/bo/ties/unblock" in await page(world, "/settings/people/blocked", ada)
    await do(world, "/people/bo/ties/unblock", ada)
    assert "Wet plaster" in await page(world, f"{ada.url}/with-replies", bo)


async def test_a_mute_has_a_term(world: World) -> None:
    ada, bo = await world.people("ada", "bo")
    await world.post(by=bo, text="Loud")
    assert 'name="seconds"' in await page(world, "/people/bo/mute", ada)
    await do(world, "/people/bo/mute", ada, seconds="3600", notifications="yes")
    assert "Muted until" in await page(world, bo.url, ada)
    assert "Loud" not in await page(world, "/local", ada)
    assert "/people/bo/ties/unmute" in await page(world, "/settings/people/muted", ada)
    await do(world, "/people/bo/ties/unmute", ada)
    assert "Loud" in await page(world, "/local", ada)


async def test_a_list_is_made_filled_read_and_deleted(world: World) -> None:
    ada, bo, cy = await world.people("ada", "bo", "cy")
    for other in (bo, cy):
        await world.follow(ada, other)
        await world.post(by=other, text=f"By {other.handle}")
    edit = await do(world, "/lists", ada, title="Painters")
    path = edit.removesuffix("/edit")
    number = path.rpartition("/")[2]
    assert "Painters" in await page(world, "/people/bo/lists", ada)
    await do(world, "/people/bo/lists", ada, list_id=number)
    timeline = await page(world, path, ada)
    assert "By bo" in timeline
    assert "By cy" not in timeline
    await do(world, edit, ada, title="Friends", replies_policy="none", exclusive="yes")
    assert "By bo" not in await page(world, "/", ada)
    assert "Friends" in await page(world, "/lists", ada)
    await do(world, f"{path}/remove", ada, person=str(bo.id))
    assert "By bo" not in await page(world, path, ada)
    empty = await world.post_form("/lists", {"title": " "}, as_=ada)
    assert empty.status_code == 422
    assert (await world.get(path, as_=bo)).status_code == 404
    await do(world, f"{path}/delete", ada)
    assert (await world.get(path, as_=ada)).status_code == 404


async def test_hashtags_are_followed_and_shown(world: World) -> None:
    ada, bo = await world.people("ada", "bo")
    await world.post(by=bo, text="Wet #fresco")
    assert "Stop following" not in await page(world, "/tags/fresco", ada)
    await do(world, "/settings/people/hashtags/follow", ada, name="Fresco")
    assert "Wet" in await page(world, "/", ada)
    assert "Stop following" in await page(world, "/tags/fresco", ada)
    bad = await world.post_form("/settings/people/hashtags/follow", {"name": "no spaces"}, as_=ada)
    assert bad.status_code == 422
    await do(world, "/settings/people/hashtags/feature", bo, name="fresco")
    assert 'href="/tags/fresco">#fresco' in await page(world, bo.url, ada)
    featured = re.search(
        r'name="featured" value="(\d+)"', await page(world, "/settings/people/hashtags", bo)
    )
    assert featured is not None
    await do(world, "/settings/people/hashtags/feature", bo, featured=featured[1])
    await do(world, "/settings/people/hashtags/unfollow", ada, name="fresco")
    assert "Wet" not in await page(world, "/", ada)


async def test_filters_fold_cover_and_leave_out(world: World) -> None:
    ada, bo = await world.people("ada", "bo")
    await world.post(by=bo, text="A whale is here")
    await do(world, "/settings/filters", ada, title="Sea", words="whale\nsquid", context="public")
    assert "Filtered: Sea" in await page(world, "/local", ada)
    assert "Filtered" not in await page(world, "/local", bo)
    assert "Filtered" not in await page(world, f"{bo.url}/with-replies", ada)
    link = re.search(r'href="(/settings/filters/\d+)"', await page(world, "/settings/filters", ada))
    assert link is not None
    assert "squid" in await page(world, link[1], ada)
    await do(
        world, link[1], ada, title="Sea", words="whale", context="public", action="hide", seconds=""
    )
    assert "A whale" not in await page(world, "/local", ada)
    nowhere = await world.post_form("/settings/filters", {"words": "whale"}, as_=ada)
    assert nowhere.status_code == 422
    assert "whale" in nowhere.text
    await do(world, f"{link[1]}/delete", ada)
    assert "A whale" in await page(world, "/local", ada)


async def test_a_note_is_for_oneself(world: World) -> None:
    ada, bo = await world.people("ada", "bo")
    await do(world, "/people/bo/note", ada, comment="Met in Padua")
    assert "Met in Padua" in await page(world, bo.url, ada)
    assert "Met in Padua" not in await page(world, bo.url, bo)


async def test_a_move_leads_on(world: World) -> None:
    ada, new, bo = await world.people("ada", "ada_new", "bo")
    refused = await world.post_form("/settings/people/moving", {"move_to": "ada_new"}, as_=ada)
    assert refused.status_code == 422
    assert "name this one first" in refused.text
    await do(world, "/settings/people/moving", new, also_known_as="@ada")
    await do(world, "/settings/people/moving", ada, move_to="ada_new")
    assert "has moved to" in await page(world, ada.url, bo)
    refused = await world.post_form("/people/ada/follow", as_=bo)
    assert refused.status_code == 409


async def test_how_somebody_is_followed_is_chosen_in_their_menu(world: World) -> None:
    ada, bo, cy = await world.people("ada", "bo", "cy")
    post = await world.post(by=cy, text="Passed on")
    await world.follow(ada, bo)
    await world.repost(bo, post)
    assert "Passed on" in await page(world, "/", ada)
    await do(world, "/people/bo/ties/hide-reposts", ada)
    assert "Passed on" not in await page(world, "/", ada)
    await do(world, "/people/bo/ties/show-reposts", ada)
    await do(world, "/people/bo/ties/hear", ada)
    assert "No notification of each post" in await page(world, bo.url, ada)
    await do(world, "/people/bo/ties/endorse", ada)
    assert "Recommends" in await page(world, ada.url, cy)
    await do(world, "/people/ada/ties/remove-follower", bo)
    assert "/people/bo/follow" in await page(world, bo.url, ada)
    assert (await world.post_form("/people/bo/ties/praise", as_=ada)).status_code == 404
