"""Every tool, through the official SDK's client, as somebody's assistant."""

from __future__ import annotations

import base64
import io
from pathlib import Path
from typing import Any

import pytest
from mcp.client.client import Client
from mcp_types import CallToolResult, ImageContent, ResourceLink, TextContent
from PIL import Image

from affresco.mcp.tools import TOOLS
from affresco.studio.engines import registry
from doors.mcp.guest import guest
from world import World


def words(answer: CallToolResult) -> str:
    first = answer.content[0]
    assert isinstance(first, TextContent)
    return first.text


def png(colour: str = "teal") -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (96, 64), colour).save(out, "PNG")
    return out.getvalue()


async def use(client: Client, tool: str, **arguments: Any) -> Any:
    """What a tool answers. The client has compared it with the schema that the tool promises."""
    answer = await client.call_tool(tool, arguments)
    assert not answer.is_error, words(answer)
    return answer.structured_content


async def refused(client: Client, tool: str, **arguments: Any) -> str:
    """The code of what is wrong."""
    answer = await client.call_tool(tool, arguments)
    assert answer.is_error, answer.structured_content
    assert answer.meta is not None
    code: str = answer.meta["affresco/error"]["code"]
    assert code in words(answer)
    return code


async def test_pictures_are_made_followed_and_looked_at(world: World) -> None:
    ada = await world.person("ada")
    async with guest(world, ada) as client:
        job = await use(client, "make_image", prompt="a quiet harbour", count=2, shape="4:3")
        assert (job["state"], job["over"], len(job["candidates"])) == ("queued", False, 2)
        assert (job["width"], job["height"]) == (1152, 864)
        await world.work()
        answer = await client.call_tool(
            "image_progress", {"job_id": job["job_id"], "look": True, "wait_seconds": 5}
        )
        done = answer.structured_content
        assert (done["state"], done["over"]) == ("done", True)
        assert all(one["image_id"] and one["url"] for one in done["candidates"])
        seen = [one for one in answer.content if isinstance(one, ImageContent)]
        assert len(seen) == 2
        Image.open(io.BytesIO(base64.b64decode(seen[0].data))).verify()
        links = [one for one in answer.content if isinstance(one, ResourceLink)]
        assert [link.uri for link in links] == [one["url"] for one in done["candidates"]]
        # A draft is for its owner; the address that the assistant got works without a cookie.
        address = done["candidates"][0]["preview_url"].removeprefix("http://testserver")
        assert (await world.get(address)).status_code == 200
        assert (await world.get(address.partition("?")[0])).status_code == 404
        mine = await use(client, "my_images")
        assert {one["id"] for one in mine["pictures"]} == {
            one["image_id"] for one in done["candidates"]
        }
        assert (await use(client, "my_images", words="mountain"))["pictures"] == []


async def test_somebody_elses_job_is_no_job(world: World) -> None:
    ada, bo = await world.people("ada", "bo")
    job = await world.generate(by=ada)
    async with guest(world, bo) as client:
        for tool in ("image_progress", "cancel_image"):
            assert await refused(client, tool, job_id=str(job)) == "studio.generation_not_found"
        assert await refused(client, "image_progress", job_id="12") == "studio.generation_not_found"
        for odd in ("x", "-1", "9" * 30, "", "\u0000"):
            assert await refused(client, "image_progress", job_id=odd) == "mcp.bad_id"
    async with guest(world, ada) as client:
        stopped = await use(client, "cancel_image", job_id=str(job))
        assert (stopped["state"], stopped["over"]) == ("cancelled", True)


async def test_a_picture_is_varied_edited_and_brought_along(world: World) -> None:
    ada, bo = await world.people("ada", "bo")
    world.engines = dict(registry.load(world.runtime.settings))
    made = await world.generate(by=ada)
    await world.work(60)
    theirs = await world.picture(by=bo)
    data = f"data:image/png;base64,{base64.b64encode(png()).decode()}"
    async with guest(world, ada) as client:
        done = await use(client, "image_progress", job_id=str(made))
        own = done["candidates"][0]["image_id"]
        for tool, more in (("vary_image", {}), ("edit_image", {"instruction": "make it night"})):
            job = await use(client, tool, image_id=own, count=1, **more)
            assert job["task"] in ("image-to-image", "instruct")
            assert job["engine"] == "illustrator"
            # It begins from nothing but its own pictures: only another engine could.
            code = await refused(client, tool, picture_data=data, **more)
            assert code == "studio.engine_cannot"
            code = await refused(client, tool, image_id=str(theirs.id), **more)
            assert code == "studio.source_unusable"
            assert await refused(client, tool, **more) == "mcp.one_picture"
            both = {"image_id": own, "picture_data": data, **more}
            assert await refused(client, tool, **both) == "mcp.one_picture"
        kept = {one["id"] for one in (await use(client, "my_images"))["pictures"]}
        assert kept == {one["image_id"] for one in done["candidates"]}, "nothing was taken in vain"
        picture = await use(client, "bring_picture", picture_data=data, description="a teal field")
        assert (picture["width"], picture["description"]) == (96, "a teal field")
        for wrong in ("", "%%%", "data:image/png,x", base64.b64encode(b"no picture").decode()):
            code = await refused(client, "bring_picture", picture_data=wrong)
            assert code in ("mcp.file_unusable", "media.not_a_picture")


async def test_a_remix_is_a_draft_that_knows_where_it_comes_from(world: World) -> None:
    ada, bo = await world.people("ada", "bo")
    post = await world.post(by=bo, pictures=1, prompt="a quiet harbour", remix_policy="everyone")
    closed = await world.post(by=bo, pictures=1, remix_policy="nobody")
    hidden = await world.post(by=bo, pictures=1, visibility="private")
    async with guest(world, ada) as client:
        job = await use(
            client, "remix_post", post_id=str(post.id), prompt="a loud harbour", count=1
        )
        assert job["remix_of"] == str(post.id)
        await world.work()
        done = await use(client, "image_progress", job_id=job["job_id"])
        image = {"image_id": done["candidates"][0]["image_id"]}
        preview = await use(client, "publish_post", text="louder", images=[image])
        assert "@bo" in preview["where"]
        published = await use(
            client,
            "publish_post",
            text="louder",
            images=[image],
            confirmation=preview["confirmation"],
        )
        assert published["post"]["remix_of"] == str(post.id)
        opened = await use(client, "open_post", post_id=published["post"]["id"])
        assert [one["author"] for one in opened["family"]] == ["bo", "ada"]
        assert opened["family"][1]["here"] is True
        assert (opened["family"][1]["added"], opened["family"][1]["removed"]) == ("loud", "quiet")
        ask = {"prompt": "x"}
        assert await refused(client, "remix_post", post_id=str(closed.id), **ask) == (
            "posts.remix_forbidden"
        )
        assert await refused(client, "remix_post", post_id=str(hidden.id), **ask) == (
            "posts.remix_target_gone"
        )


async def test_feeds_go_on_page_by_page(world: World) -> None:
    ada, bo = await world.people("ada", "bo")
    await world.follow(ada, bo)
    for number in range(5):
        await world.post(by=bo, text=f"number {number} #harbour")
    await world.post(by=bo, text="for me alone", visibility="private")
    async with guest(world, ada) as client:
        for feed, name in (
            ("home", ""),
            ("local", ""),
            ("hashtag", "#harbour"),
            ("person", "@bo"),
        ):
            first = await use(client, "browse_feed", feed=feed, name=name, limit=3)
            assert len(first["posts"]) == 3, feed
            rest = await use(
                client, "browse_feed", feed=feed, name=name, limit=3, before=first["older"]
            )
            texts = [post["text"] for post in first["posts"] + rest["posts"]]
            assert texts == [f"number {number} #harbour" for number in (4, 3, 2, 1, 0)]
        code = await refused(client, "browse_feed", feed="person", name="nobody_here")
        assert code == "accounts.person_not_found"


async def test_search_finds_posts_people_and_hashtags(world: World) -> None:
    ada = await world.person("ada", name="Ada of the lighthouse")
    post = await world.post(by=ada, text="A lighthouse in the fog #lighthouse")
    secret = await world.post(by=ada, text="My secret lighthouse", visibility="private")
    await world.work()
    bo = await world.person("bo")
    async with guest(world, bo) as client:
        found = await use(client, "search", query="lighthouse")
        assert [one["id"] for one in found["posts"]] == [str(post.id)]
        assert [one["handle"] for one in found["people"]] == ["ada"]
        assert [one["name"] for one in found["hashtags"]] == ["lighthouse"]
        odd = await use(client, "search", query="from:!!! lighthouse")
        assert odd["problems"]
        assert str(secret.id) not in str(found)


async def test_a_post_is_opened_with_its_thread_and_what_is_hidden_is_not(world: World) -> None:
    ada, bo = await world.people("ada", "bo")
    post = await world.post(by=ada, text="first")
    reply = await world.post(by=bo, text="second", reply_to=post)
    deeper = await world.post(by=ada, text="third", reply_to=reply)
    hidden = await world.post(by=ada, visibility="private")
    async with guest(world, bo) as client:
        opened = await use(client, "open_post", post_id=str(post.id))
        told = [(one["depth"], one["post"]["text"]) for one in opened["replies"]]
        assert told == [(1, "second"), (2, "third")]
        below = await use(client, "open_post", post_id=str(deeper.id))
        assert [one["text"] for one in below["above"]] == ["first", "second"]
        for gone in (str(hidden.id), "12345"):
            assert await refused(client, "open_post", post_id=gone) == "posts.not_found"
        await world.block(ada, bo)
        assert await refused(client, "open_post", post_id=str(post.id)) == "posts.not_found"


async def test_likes_and_follows_are_done_and_taken_back(world: World) -> None:
    ada, bo, shy = await world.people("ada", "bo", "shy")
    post = await world.post(by=bo)
    await world.lock(shy)
    async with guest(world, ada) as client:
        for liked in (True, True, False):
            done = await use(client, "like_post", post_id=str(post.id), liked=liked)
            assert (done["liked"], done["likes"]) == (liked, int(liked))
        assert (await use(client, "follow_person", handle="@bo"))["following"] is True
        assert (await use(client, "show_person", handle="bo"))["following"] is True
        assert (await use(client, "follow_person", handle="bo", following=False)) == {
            "handle": "bo",
            "following": False,
            "requested": False,
        }
        asked = await use(client, "follow_person", handle="shy")
        assert (asked["following"], asked["requested"]) == (False, True)
        assert await refused(client, "follow_person", handle="ada") == (
            "accounts.cannot_follow_self"
        )
        await world.block(bo, ada)
        assert await refused(client, "like_post", post_id=str(post.id)) == "posts.not_found"
        assert await refused(client, "follow_person", handle="bo") == "accounts.follow_refused"


async def test_notifications_are_read_and_not_marked(world: World) -> None:
    ada, bo = await world.people("ada", "bo")
    post = await world.post(by=ada)
    await world.like(bo, post)
    await world.follow(bo, ada)
    await world.work()
    async with guest(world, ada) as client:
        for _ in range(2):
            told = await use(client, "my_notifications")
            assert told["unread"] == 2
            kinds = {one["kind"]: one["post_id"] for one in told["notifications"]}
            assert kinds == {"follow": None, "like": str(post.id)}


async def test_gesso_answers_from_posts_and_says_which(world: World) -> None:
    ada = await world.person("ada", assistant="allow")
    post = await world.post(
        by=ada, text="The belltower of the old harbour was painted blue in May."
    )
    await world.work()
    bo = await world.person("bo")
    async with guest(world, bo) as client:
        answer = await use(
            client, "ask_gesso", question="What colour is the belltower of the old harbour?"
        )
        cited = [one["post_id"] for said in answer["sentences"] for one in said["rests_on"]]
        assert cited == [str(post.id)]
        assert answer["notice"]
        assert await refused(client, "ask_gesso", question=" ") == "assistant.empty_question"
        again = {"question": "And who says so?", "conversation_id": answer["conversation_id"]}
        await use(client, "ask_gesso", **again)
        again["conversation_id"] = "77"
        assert await refused(client, "ask_gesso", **again) == "assistant.conversation_not_found"


def test_every_tool_is_tried_here() -> None:
    here = Path(__file__).parent
    source = "".join(path.read_text(encoding="utf-8") for path in here.glob("test_*.py"))
    assert [tool.name for tool in TOOLS if f'"{tool.name}"' not in source] == []


@pytest.mark.parametrize("tool", TOOLS, ids=lambda tool: tool.name)
def test_no_tool_that_only_reads_can_be_called_with_writing_in_mind(tool: Any) -> None:
    writes = any(scope.startswith("write") for scope in tool.needs)
    assert tool.hints.reads != writes
    assert not (tool.hints.reads and (tool.hints.destroys or tool.hints.open))
