"""The page of notifications, and how many are unread."""

from __future__ import annotations

from doors.reading import carry_out
from world import World


async def test_what_others_did_is_told_and_then_seen(world: World) -> None:
    ada, bo = await world.people("ada", "bo")
    post = await world.post(by=ada, pictures=1, prompt="a boat")
    await world.follow(bo, ada)
    await world.like(bo, post)
    await world.repost(bo, post)
    reply = await world.post(by=bo, text="lovely", reply_to=post)
    remix = await world.post(by=bo, remix_of=post)
    mention = await world.post(by=bo, text="hey @ada")
    await carry_out(world)
    home = (await world.get("/", as_=ada)).text
    assert "<span>6</span>" in home
    page = (await world.get("/notifications", as_=ada)).text
    for words in (
        "follows you", "likes your post", "reposted your post", "replied to you",
        "remixed your picture", "mentioned you",
    ):  # fmt: skip
        assert words in page
    for url in (post.url, reply.url, remix.url, mention.url, "/@bo"):
        assert f'href="{url}"' in page
    assert page.count('class="notice unread"') == 6
    again = (await world.get("/notifications", as_=ada)).text
    assert 'class="notice unread"' not in again


async def test_all_quiet(world: World) -> None:
    ada = await world.person("ada")
    page = await world.get("/notifications", as_=ada)
    assert "All quiet" in page.text
    assert (await world.get("/notifications")).headers["location"].startswith("/sign-in")


async def test_what_is_alike_is_one_line(world: World) -> None:
    ada, bo, cleo, dora = await world.people("ada", "bo", "cleo", "dora")
    post = await world.post(by=ada)
    for who in (bo, cleo, dora):
        await world.like(who, post)
    await carry_out(world)
    page = (await world.get("/notifications", as_=ada)).text
    assert "and 2 others like your post" in page
    assert page.count('class="notice unread"') == 1


async def test_what_is_kept_apart_waits_on_a_page_of_its_own(world: World) -> None:
    ada, bo, cleo = await world.people("ada", "bo", "cleo")
    settings = "/settings/notifications"
    assert "Keep them apart" in (await world.get(settings, as_=ada)).text
    await world.post_form(settings, {"for_not_following": "filter"}, as_=ada)
    page = (await world.get(settings, as_=ada)).text
    assert '<option value="filter" selected' in page
    await world.follow(bo, ada)
    await world.follow(cleo, ada)
    await carry_out(world)
    page = (await world.get("/notifications", as_=ada)).text
    assert "All quiet" in page
    assert 'href="/notifications/requests"' in page
    page = (await world.get("/notifications/requests", as_=ada)).text
    assert "/@bo" in page
    assert "/@cleo" in page
    await world.post_form(f"/notifications/requests/{bo.id}/accept", as_=ada)
    await world.post_form(f"/notifications/requests/{cleo.id}/dismiss", as_=ada)
    page = (await world.get("/notifications", as_=ada)).text
    assert "follows you" in page
    assert "/@cleo" not in page
    page = (await world.get("/notifications/requests", as_=ada)).text
    assert "Nothing is kept apart" in page
