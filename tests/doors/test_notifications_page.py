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
