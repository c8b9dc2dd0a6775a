"""Prompts of a menu, what can be attached by its address, and what is offered while one fills them in."""

from __future__ import annotations

import base64
import io
import json
from typing import Any

import pytest
from mcp.client.client import Client
from mcp.shared.exceptions import MCPError
from mcp_types import (
    BlobResourceContents,
    PromptReference,
    ResourceTemplateReference,
    TextContent,
    TextResourceContents,
)
from PIL import Image

from affresco.accounts.model import Scope
from affresco.mcp.addresses import TEMPLATES
from affresco.mcp.prompts import PROMPTS
from doors.mcp.guest import guest, http, token_for
from doors.mcp.test_door import ABOUT, JSON
from world import World

MODES = pytest.mark.parametrize("mode", ["auto", "legacy"])


async def prompt(client: Client, name: str, **given: str) -> str:
    """What the person would say."""
    (message,) = (await client.get_prompt(name, given)).messages
    assert message.role == "user"
    assert isinstance(message.content, TextContent)
    return message.content.text


async def why(client: Client, uri: str) -> str:
    """The code of what is wrong with an address."""
    with pytest.raises(MCPError) as caught:
        await client.read_resource(uri)
    assert caught.value.error.code == -32602
    data: Any = caught.value.error.data
    assert data["uri"] == uri
    return str(data.get("code", ""))


@MODES
async def test_prompts_are_listed_and_filled_in_the_persons_language(
    world: World, mode: str
) -> None:
    ada = await world.person("ada")
    async with guest(world, ada, mode=mode) as client:
        listed = (await client.list_prompts()).prompts
        assert [one.name for one in listed] == [one.name for one in PROMPTS]
        assert all(one.title and one.description for one in listed)
        said = await prompt(client, "make_a_picture", subject="a {quiet} harbour")
        assert "a {quiet} harbour" in said
        plain = await prompt(client, "remix_this_post", post="12")
        more = await prompt(client, "remix_this_post", post="12", idea="by night")
        assert more.startswith(plain)
        assert "by night" in more
        assert "#harbour." in await prompt(client, "around_a_hashtag", hashtag="#harbour")
        assert "Publish nothing" in said
    eva = await world.person("eva", locale="it")
    async with guest(world, eva, mode=mode) as client:
        titles = {one.name: one.title for one in (await client.list_prompts()).prompts}
        assert set(titles) == {one.name for one in PROMPTS}


@pytest.mark.parametrize(
    ("name", "given"),
    [
        ("make_a_picture", {}),
        ("make_a_picture", {"subject": "  "}),
        ("make_a_picture", {"subject": "x" * 2_001}),
        ("catch_me_up", {"surprise": "x"}),
        ("delete_everything", {}),
    ],
)
async def test_a_prompt_that_cannot_be_made_says_why(
    world: World, name: str, given: dict[str, str]
) -> None:
    async with guest(world, await world.person("ada")) as client:
        with pytest.raises(MCPError) as caught:
            await client.get_prompt(name, given)
    assert caught.value.error.code == -32602
    assert len(caught.value.error.message) < 200


@MODES
async def test_posts_people_and_pictures_are_read_by_their_addresses(
    world: World, mode: str
) -> None:
    ada, bo = await world.people("ada", "bo")
    post = await world.post(by=bo, text="hello", pictures=1)
    draft = await world.picture(by=ada)
    async with guest(world, ada, mode=mode) as client:
        listed = (await client.list_resource_templates()).resource_templates
        assert [one.uri_template for one in listed] == [one.uri for one in TEMPLATES]
        (found,) = (await client.read_resource(f"affresco://posts/{post.id}")).contents
        assert isinstance(found, TextResourceContents)
        opened = json.loads(found.text)
        assert opened["post"]["text"] == "hello"
        (found,) = (await client.read_resource("affresco://people/bo")).contents
        assert isinstance(found, TextResourceContents)
        assert json.loads(found.text)["handle"] == "bo"
        for image_id in (opened["post"]["pictures"][0]["id"], str(draft.id)):
            (seen,) = (await client.read_resource(f"affresco://pictures/{image_id}")).contents
            assert isinstance(seen, BlobResourceContents)
            picture = Image.open(io.BytesIO(base64.b64decode(seen.blob)))
            assert seen.mime_type == Image.MIME[picture.format or ""]
            assert max(picture.size) <= 640


async def test_what_is_hidden_is_read_no_more_than_what_is_not_there(world: World) -> None:
    ada, bo = await world.people("ada", "bo")
    hidden = await world.post(by=bo, visibility="private", pictures=1)
    draft = await world.picture(by=bo)
    seen = await world.post(by=bo, pictures=1)
    async with world.database.read() as tx:
        inside = await tx.value("SELECT media_id FROM post_media WHERE post_id = $1", hidden.id)
    async with guest(world, ada) as client:
        assert await why(client, f"affresco://posts/{hidden.id}") == "posts.not_found"
        assert await why(client, "affresco://posts/12345") == "posts.not_found"
        for picture in (draft.id, inside, 12345):
            assert await why(client, f"affresco://pictures/{picture}") == ("posts.picture_unusable")
        assert await why(client, "affresco://people/nobody") == "accounts.person_not_found"
        for odd in ("affresco://posts/", "affresco://posts/../1", "affresco://pictures/x"):
            assert await why(client, odd) == "mcp.bad_id"
        assert await why(client, "affresco://other/1") == ""
        await client.read_resource(f"affresco://posts/{seen.id}")
        await world.block(bo, ada)
        assert await why(client, f"affresco://posts/{seen.id}") == "posts.not_found"


async def test_what_somebody_reads_is_kept_for_nobody_else(world: World) -> None:
    ada = await world.person("ada")
    post = await world.post(by=ada, visibility="private")
    async with guest(world, ada) as client:
        own = await client.read_resource(f"affresco://posts/{post.id}")
        assert (own.ttl_ms, own.cache_scope) == (0, "private")
        widget = await client.read_resource("ui://affresco/studio-1.html")
        assert widget.cache_scope == "public"


async def test_reading_needs_the_scope_that_the_tool_needs(world: World) -> None:
    ada = await world.person("ada")
    post = await world.post(by=ada)
    scopes: tuple[Scope, ...] = ("read:accounts",)
    token = await token_for(world, ada, scopes)
    async with http(world, token) as web:
        sent = {
            "jsonrpc": "2.0",
            "id": 3,
            "method": "resources/read",
            "params": {"uri": f"affresco://posts/{post.id}"},
        }
        answer = await web.post("/mcp", json=sent, headers=JSON)
        assert answer.status_code == 403
        told = answer.headers["www-authenticate"]
        assert 'scope="read:accounts read:statuses"' in told
        assert ABOUT in told
        assert answer.json()["error"]["data"]["code"] == "mcp.scope_missing"
        sent["params"] = {"uri": "affresco://people/ada"}
        assert (await web.post("/mcp", json=sent, headers=JSON)).status_code == 200


@MODES
async def test_what_begins_so_is_offered(world: World, mode: str) -> None:
    ada, bo = await world.people("ada", "bo")
    await world.follow(ada, bo)
    post = await world.post(by=bo, text="#harbour")
    hidden = await world.post(by=bo, visibility="private")
    picture = await world.picture(by=ada)
    await world.picture(by=bo)
    await world.work()
    async with guest(world, ada, mode=mode) as client:

        async def offered(about: Any, argument: str, value: str = "") -> list[str]:
            answer = await client.complete(about, {"name": argument, "value": value})
            return answer.completion.values

        people = ResourceTemplateReference(type="ref/resource", uri="affresco://people/{handle}")
        assert await offered(people, "handle", "@b") == ["bo"]
        tags = PromptReference(type="ref/prompt", name="around_a_hashtag")
        assert await offered(tags, "hashtag", "har") == ["harbour"]
        posts = PromptReference(type="ref/prompt", name="remix_this_post")
        assert await offered(posts, "post") == [str(post.id)]
        assert await offered(posts, "post", "x") == []
        assert str(hidden.id) not in await offered(posts, "post", str(hidden.id)[:3])
        assert await offered(posts, "idea", "by") == []
        images = ResourceTemplateReference(
            type="ref/resource", uri="affresco://pictures/{image_id}"
        )
        assert await offered(images, "image_id") == [str(picture.id)]
        for unknown in ("", "x" * 5_000, "\u0000"):
            reference = PromptReference(type="ref/prompt", name=unknown)
            assert await offered(reference, "post", unknown) == []
            assert await offered(people, "handle", unknown) == []


async def test_older_hosts_may_set_a_level_and_hear_no_error(world: World) -> None:
    token = await token_for(world, await world.person("ada"))
    sent = {"jsonrpc": "2.0", "id": 1, "method": "logging/setLevel", "params": {"level": "info"}}
    async with http(world, token) as web:
        answer = await web.post("/mcp", json=sent, headers=JSON)
    assert answer.json()["result"] == {}
