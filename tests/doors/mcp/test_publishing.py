"""Nothing is published before the person has said so."""

from __future__ import annotations

import time
from typing import Any

import pytest
from mcp_types import ElicitRequestParams, ElicitResult

from affresco.live import messages
from affresco.mcp import confirming
from doors.mcp.guest import guest, token_for
from doors.mcp.test_tools import refused, use, words
from world import World


async def posts_of(world: World) -> int:
    async with world.database.read() as tx:
        count: int = await tx.value("SELECT count(*) FROM posts")
    return count


async def test_the_first_call_shows_and_the_second_publishes(world: World) -> None:
    ada = await world.person("ada")
    picture = await world.picture(by=ada, prompt="a quiet harbour")
    post = {"text": "Look! #harbour", "images": [{"image_id": str(picture.id)}]}
    async with guest(world, ada, mode="legacy") as client:
        preview = await use(client, "publish_post", **post)
        assert preview["state"] == "preview"
        assert preview["author"] == "ada"
        assert preview["where"].startswith("For everybody")
        assert [one["id"] for one in preview["pictures"]] == [str(picture.id)]
        assert await posts_of(world) == 0
        confirmed = {**post, "confirmation": preview["confirmation"]}
        done = await use(client, "publish_post", **confirmed)
        assert done["state"] == "published"
        assert done["post"]["text"] == "Look! #harbour"
        again = await use(client, "publish_post", **confirmed)
        assert again["url"] == done["url"], "the same yes publishes once"
        assert await posts_of(world) == 1
    page = await world.get(done["url"].removeprefix("http://testserver"))
    assert "Look!" in page.text


async def test_a_confirmation_is_for_exactly_this(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    ada, bo = await world.people("ada", "bo")
    token = await token_for(world, ada)
    post: dict[str, Any] = {"text": "For the few", "visibility": "followers"}
    async with guest(world, ada, token=token, mode="legacy") as client:
        yes = (await use(client, "publish_post", **post))["confirmation"]
        for other in (
            {"text": "For all"},
            {"visibility": "public"},
            {"show_prompt": False},
            {"warning": "x"},
        ):
            wrong = {**post, **other, "confirmation": yes}
            assert await refused(client, "publish_post", **wrong) == "mcp.not_confirmed"
        for forged in ("x", f"{yes}x", f"ffffffff.{yes.partition('.')[2]}", ".", "\u0000"):
            wrong = {**post, "confirmation": forged}
            assert await refused(client, "publish_post", **wrong) == "mcp.not_confirmed"
    for who, own in ((ada, None), (bo, None)):
        async with guest(world, who, token=own, mode="legacy") as client:
            wrong = {**post, "confirmation": yes}
            assert await refused(client, "publish_post", **wrong) == "mcp.not_confirmed"
    late = time.time() + confirming.SECONDS + 1
    monkeypatch.setattr("affresco.mcp.confirming.time.time", lambda: late)
    async with guest(world, ada, token=token, mode="legacy") as client:
        wrong = {**post, "confirmation": yes}
        assert await refused(client, "publish_post", **wrong) == "mcp.not_confirmed"
    assert await posts_of(world) == 0


@pytest.mark.parametrize(
    ("answer", "published"),
    [
        (ElicitResult(action="accept", content={"yes": True}), True),
        (ElicitResult(action="accept", content={"yes": False}), False),
        (ElicitResult(action="accept"), False),
        (ElicitResult(action="decline"), False),
        (ElicitResult(action="cancel"), False),
    ],
)
async def test_a_host_that_can_ask_the_person_does(
    world: World, answer: ElicitResult, published: bool
) -> None:
    ada = await world.person("ada")
    asked: list[str] = []

    async def ask(_context: Any, params: ElicitRequestParams) -> ElicitResult:
        asked.append(params.message)
        return answer

    async with guest(world, ada, elicitation_callback=ask) as client:
        told = await client.call_tool("publish_post", {"text": "Good morning"})
    assert len(asked) == 1
    assert "@ada" in asked[0]
    assert "For everybody" in asked[0]
    assert "Good morning" in asked[0]
    assert await posts_of(world) == int(published)
    if published:
        assert told.structured_content["state"] == "published"
    else:
        assert "[mcp.declined]" in words(told)


async def test_an_answer_goes_to_those_who_see_the_post(world: World) -> None:
    ada, bo = await world.people("ada", "bo")
    await world.follow(ada, bo)
    post = await world.post(by=bo, text="hello", visibility="followers")
    hidden = await world.post(by=bo, visibility="private")
    reply = {"post_id": str(post.id), "text": "Hello back"}
    async with guest(world, ada, mode="legacy") as client:
        preview = await use(client, "reply_to_post", **reply)
        assert "@bo" in preview["where"]
        assert "For those who follow you" in preview["where"]
        done = await use(client, "reply_to_post", **reply, confirmation=preview["confirmation"])
        assert done["post"]["reply_to"] == str(post.id)
        assert done["post"]["visibility"] == "followers"
        assert done["post"]["text"] == "@bo Hello back"
        # What was confirmed for a post is not confirmed for an answer.
        wrong = {"text": "Hello back", "confirmation": preview["confirmation"]}
        assert await refused(client, "publish_post", **wrong) == "mcp.not_confirmed"
        gone = {"post_id": str(hidden.id), "text": "x"}
        assert await refused(client, "reply_to_post", **gone) == "posts.reply_target_gone"
        await world.block(bo, ada)
        late = {**reply, "text": "Once more"}
        assert await refused(client, "reply_to_post", **late) == "posts.reply_target_gone"


async def test_what_cannot_be_published_is_said_before_anybody_is_asked(world: World) -> None:
    ada, bo = await world.people("ada", "bo")
    theirs = await world.picture(by=bo)
    async with guest(world, ada, mode="legacy") as client:
        assert await refused(client, "publish_post") == "posts.empty"
        long = {"text": "x" * 6000}
        assert await refused(client, "publish_post", **long) == "posts.text_too_long"
        image = {"images": [{"image_id": str(theirs.id)}]}
        assert await refused(client, "publish_post", **image) == "posts.picture_unusable"
        many = {"images": [{"image_id": "1"}] * 5}
        assert await refused(client, "publish_post", **many) == "mcp.bad_arguments"


async def test_a_post_begins_as_its_author_usually_posts(world: World) -> None:
    ada = await world.person("ada")
    async with world.database.write() as tx:
        await tx.run("UPDATE accounts SET posting_visibility = 'followers' WHERE id = $1", ada.id)
    async with guest(world, ada, mode="legacy") as client:
        preview = await use(client, "publish_post", text="as usual")
        assert preview["where"].startswith("For those who follow you")


async def test_a_yes_is_for_what_was_shown_whatever_changes_meanwhile(world: World) -> None:
    ada, bo = await world.people("ada", "bo")
    await world.follow(ada, bo)
    post = await world.post(by=bo, visibility="followers")
    async with world.database.write() as tx:
        await tx.run("UPDATE accounts SET posting_visibility = 'followers' WHERE id = $1", ada.id)
    async with guest(world, ada, mode="legacy") as client:
        own = {"text": "for the few", "warning": "long"}
        preview = await use(client, "publish_post", **own)
        assert preview["warning"] == "long"
        reply = {"post_id": str(post.id), "text": "between us"}
        answer = await use(client, "reply_to_post", **reply)
        async with world.database.write() as tx:
            await tx.run("UPDATE accounts SET posting_visibility = 'public' WHERE id = $1", ada.id)
            await tx.run("UPDATE posts SET visibility = 'public' WHERE id = $1", post.id)
            await messages.send(tx, messages.PostChanged(post.id), messages.post(post.id))
            await messages.send(tx, messages.AccountChanged(ada.id), messages.account(ada.id))
        confirmed = {**own, "confirmation": preview["confirmation"]}
        assert await refused(client, "publish_post", **confirmed) == "mcp.not_confirmed"
        confirmed = {**reply, "confirmation": answer["confirmation"]}
        assert await refused(client, "reply_to_post", **confirmed) == "mcp.not_confirmed"
    assert await posts_of(world) == 1
