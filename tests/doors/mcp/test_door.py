"""Who is let in at /mcp, and what those hear who are not."""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
from collections.abc import AsyncIterator
from typing import Any

import httpx2
import pytest
from mcp.shared.exceptions import MCPError

from affresco.accounts import tokens
from affresco.accounts.scopes import ASSISTANT_FIRST
from affresco.assistant.gesso import Gesso
from affresco.feeds.reader import Reader
from affresco.live import messages
from affresco.mcp.model import Demand
from affresco.mcp.offer import described
from affresco.mcp.tools import TOOLS
from doors.mcp.conformance import listening
from doors.mcp.guest import PLACE, guest, http, token_for
from doors.test_cohorts import PAGE, made, put_into
from world import World

ABOUT = "http://testserver/.well-known/oauth-protected-resource/mcp"
JSON = {"Content-Type": "application/json", "Accept": "application/json, text/event-stream"}


def call(tool: str, number: int = 1, /, **arguments: Any) -> dict[str, Any]:
    params = {"name": tool, "arguments": arguments}
    return {"jsonrpc": "2.0", "id": number, "method": "tools/call", "params": params}


async def test_strangers_hear_where_to_ask_and_for_what(world: World) -> None:
    for token in (None, "made-up"):
        async with http(world, token) as web:
            answer = await web.post("/mcp", json=call("search", query="x"), headers=JSON)
        assert answer.status_code == 401
        told = answer.headers["www-authenticate"]
        assert told.startswith("Bearer ")
        assert f'resource_metadata="{ABOUT}"' in told
        assert 'scope="read:accounts read:search read:statuses"' in told
        assert ('error="invalid_token"' in told) == (token is not None)


async def test_what_we_say_of_the_place_leads_to_the_server_that_gives_tokens(world: World) -> None:
    for path in (
        "/.well-known/oauth-protected-resource/mcp",
        "/.well-known/oauth-protected-resource",
    ):
        told = (await world.api("GET", path)).json()
        assert told["resource"] == PLACE
        assert told["authorization_servers"] == ["http://testserver"]
        assert told["scopes_supported"] == list(ASSISTANT_FIRST)
    server = (await world.api("GET", "/.well-known/oauth-authorization-server")).json()
    assert server["issuer"] == told["authorization_servers"][0]
    assert server["authorization_response_iss_parameter_supported"] is True


async def test_a_token_for_the_api_opens_nothing_here_and_the_reverse(world: World) -> None:
    ada = await world.person("ada")
    async with http(world, ada.token) as web:
        answer = await web.post("/mcp", json=call("search", query="x"), headers=JSON)
    assert answer.status_code == 401
    own = await token_for(world, ada)
    assert (await world.api("GET", "/api/v1/timelines/home", token=own)).status_code == 401
    elsewhere = await tokens.create_token(
        world.database, ada.id, "x", frozenset({"read"}), "https://other.example/mcp"
    )
    async with http(world, elsewhere) as web:
        answer = await web.post("/mcp", json=call("search", query="x"), headers=JSON)
    assert answer.status_code == 401


@pytest.mark.parametrize("mode", ["auto", "legacy"])
async def test_old_and_new_hosts_see_every_tool_with_all_hints_said(
    world: World, mode: str
) -> None:
    ada = await world.person("ada")
    async with guest(world, ada, mode=mode) as client:
        found = {tool.name: tool for tool in (await client.list_tools()).tools}
    assert list(found) == [tool.name for tool in TOOLS]
    for tool in TOOLS:
        seen = found[tool.name]
        assert seen.annotations is not None
        hints = seen.annotations.model_dump()
        assert all(isinstance(hints[f"{name}_hint"], bool) for name in HINTS), tool.name
        assert seen.title
        assert seen.description
        assert seen.input_schema["type"] == "object"
        assert seen.output_schema is not None
        assert seen.output_schema["type"] == "object"
        assert "$ref" not in json.dumps([seen.input_schema, seen.output_schema])


HINTS = ("read_only", "destructive", "idempotent", "open_world")


async def test_titles_are_in_the_persons_language(world: World) -> None:
    assert described(TOOLS[0], "en").title == "Make pictures"
    ada = await world.person("ada", locale="it")
    async with guest(world, ada) as client:
        answer = await client.call_tool("open_post", {"post_id": "1"})
    assert answer.is_error


async def test_a_tool_that_needs_more_says_what_and_nothing_happens(world: World) -> None:
    ada, bo = await world.people("ada", "bo")
    post = await world.post(by=bo)
    token = await token_for(world, ada, ASSISTANT_FIRST)
    async with http(world, token) as web:
        sent = call("like_post", 7, post_id=str(post.id))
        answer = await web.post("/mcp", json=sent, headers=JSON)
    assert answer.status_code == 403
    told = answer.headers["www-authenticate"]
    assert 'error="insufficient_scope"' in told
    # A host of an older revision asks for what it is told: it would lose what it has.
    assert 'scope="read:accounts read:search read:statuses write:favourites"' in told
    assert f'resource_metadata="{ABOUT}"' in told
    body = answer.json()
    assert body["id"] == 7
    assert body["result"]["isError"] is True
    assert body["result"]["_meta"]["mcp/www_authenticate"] == [told]
    async with world.database.read() as tx:
        assert await tx.value("SELECT count(*) FROM likes") == 0


async def test_a_host_of_today_is_told_what_the_call_needs_and_no_more(world: World) -> None:
    ada, bo = await world.people("ada", "bo")
    post = await world.post(by=bo)
    token = await token_for(world, ada, ASSISTANT_FIRST)
    headers = {**JSON, "mcp-protocol-version": "2026-07-28"}
    async with http(world, token) as web:
        sent = call("like_post", post_id=str(post.id))
        answer = await web.post("/mcp", json=sent, headers=headers)
    assert answer.status_code == 403
    assert 'scope="write:favourites"' in answer.headers["www-authenticate"]


async def test_a_broader_scope_does_as_well(world: World) -> None:
    ada, bo = await world.people("ada", "bo")
    post = await world.post(by=bo)
    async with guest(world, ada, ("read", "write")) as client:
        answer = await client.call_tool("like_post", {"post_id": str(post.id)})
    assert answer.structured_content == {"post_id": str(post.id), "liked": True, "likes": 1}


async def test_a_page_that_takes_us_for_its_own_is_refused(world: World) -> None:
    ada = await world.person("ada")
    token = await token_for(world, ada)
    sent = {"jsonrpc": "2.0", "id": 1, "method": "tools/list"}
    for headers, status in (
        ({"Origin": "http://evil.example", "Host": "evil.example"}, 403),
        ({"Origin": "https://host.example"}, 200),
        ({}, 200),
    ):
        async with http(world, token) as web:
            answer = await web.post("/mcp", json=sent, headers={**JSON, **headers})
        assert answer.status_code == status, headers


async def test_hosts_in_a_browser_may_ask_first(world: World) -> None:
    async with http(world) as web:
        answer = await web.options("/mcp", headers={"Origin": "https://host.example"})
    assert answer.status_code == 204
    assert answer.headers["access-control-allow-origin"] == "*"
    assert "Authorization" in answer.headers["access-control-allow-headers"]
    assert "WWW-Authenticate" in answer.headers["access-control-expose-headers"]
    assert "Mcp-Session-Id" in answer.headers["access-control-expose-headers"]


async def test_there_is_no_stream_and_a_person_is_led_to_the_settings(world: World) -> None:
    token = await token_for(world, await world.person("ada"))
    async with http(world, token) as web:
        for method in ("GET", "DELETE"):
            answer = await web.request(method, "/mcp", headers={"Accept": "text/event-stream"})
            assert (answer.status_code, answer.headers["allow"]) == (405, "POST, OPTIONS")
        page = await web.get("/mcp", headers={"Accept": "text/html"})
    assert page.headers["location"] == "http://testserver/settings/assistants"


@pytest.mark.parametrize(
    ("body", "status"),
    [(b"", 400), (b"{", 400), (b"[]", 400), (b"\xff", 400), (b"[" * 3000, 400), (b"null", 400)],
)
@pytest.mark.parametrize("revision", [None, "2025-06-18", "2026-07-28"])
async def test_what_is_no_message_is_refused(
    world: World, body: bytes, status: int, revision: str | None
) -> None:
    token = await token_for(world, await world.person("ada"))
    headers = {**JSON, **({"MCP-Protocol-Version": revision} if revision else {})}
    async with http(world, token) as web:
        answer = await web.post("/mcp", content=body, headers=headers)
    assert answer.status_code == status


async def test_what_is_too_large_is_refused_before_it_is_read(world: World) -> None:
    token = await token_for(world, await world.person("ada"))
    async with http(world, token) as web:
        answer = await web.post("/mcp", content=b"x" * (17 * 1024 * 1024), headers=JSON)
    assert answer.status_code == 413


async def test_unknown_tools_and_arguments_are_told_apart(world: World) -> None:
    async with guest(world, await world.person("ada")) as client:
        with pytest.raises(MCPError, match="Unknown tool"):
            await client.call_tool("delete_everything", {})
        for arguments in ({"limit": 0}, {"feed": "mars"}, {"surprise": 1}, {"before": "x"}):
            answer = await client.call_tool("browse_feed", arguments)
            assert answer.is_error, arguments
            assert answer.content[0].type == "text"
            assert "[mcp.bad_" in answer.content[0].text
        kind = await client.call_tool("browse_feed", {"limit": "3"})
        assert not kind.is_error, "a number in quotes can only mean that number"


async def test_whose_access_ends_is_out_at_once(world: World) -> None:
    ada = await world.person("ada")
    token = await token_for(world, ada)
    async with http(world, token) as web:
        sent = call("search", query="x")
        assert (await web.post("/mcp", json=sent, headers=JSON)).status_code == 200
        async with world.database.write() as tx:
            await tx.run("DELETE FROM access_tokens WHERE audience IS NOT NULL")
        answer = await web.post("/mcp", json=sent, headers=JSON)
        assert answer.status_code == 401
        assert 'error="invalid_token"' in answer.headers["www-authenticate"]


async def test_too_many_calls_are_turned_away_with_a_moment_to_come_back(world: World) -> None:
    ada = await world.person("ada")
    token = await token_for(world, ada)
    door = world.app.state.assistants
    async with http(world, token) as web:
        for _ in range(3):
            await web.post("/mcp", json=call("search", query="x"), headers=JSON)
        door._rates["searches"]._limit = 3
        answer = await web.post("/mcp", json=call("search", query="x"), headers=JSON)
        assert (answer.status_code, answer.headers["retry-after"]) == (429, "30")
        assert answer.json()["error"]["data"]["code"] == "mcp.rate_limited"
        other = await web.post("/mcp", json=call("browse_feed"), headers=JSON)
        assert other.status_code == 200


async def test_a_hundred_at_once_get_their_own_answers(world: World) -> None:
    ada, bo = await world.people("ada", "bo")
    await world.post(by=ada, visibility="private", text="ada's own")
    token, other = await token_for(world, ada), await token_for(world, bo)
    asked = call("browse_feed", feed="person", name="ada")
    async with http(world) as web:

        async def ask(number: int) -> tuple[int, int]:
            bearer = token if number % 2 else other
            headers = {**JSON, "Authorization": f"Bearer {bearer}"}
            answer = (await web.post("/mcp", json={**asked, "id": number}, headers=headers)).json()
            return answer["id"], len(answer["result"]["structuredContent"]["posts"])

        seen = await asyncio.gather(*(ask(number) for number in range(100)))
    assert seen == [(number, number % 2) for number in range(100)]


async def test_a_host_that_vanishes_in_the_middle_leaves_nothing_behind(world: World) -> None:
    ada = await world.person("ada")
    job = await world.generate(by=ada)
    token = await token_for(world, ada)
    waits = call("image_progress", job_id=str(job), wait_seconds=20)
    async with http(world, token) as web:
        for revision in ("2025-06-18", "2026-07-28"):
            headers = {**JSON, "MCP-Protocol-Version": revision}
            if revision == "2026-07-28":
                headers |= {"Mcp-Method": "tools/call", "Mcp-Name": "image_progress"}
                waits["params"]["_meta"] = {
                    "io.modelcontextprotocol/protocolVersion": revision,
                    "io.modelcontextprotocol/clientInfo": {"name": "x", "version": "1"},
                    "io.modelcontextprotocol/clientCapabilities": {},
                }
            asked = asyncio.create_task(web.post("/mcp", json=waits, headers=headers))
            await asyncio.sleep(0.3)
            assert not asked.done()
            asked.cancel()
            await asyncio.gather(asked, return_exceptions=True)
        answer = await web.post("/mcp", json=call("image_progress", job_id=str(job)), headers=JSON)
    assert answer.json()["result"]["structuredContent"]["state"] == "queued"
    await world.work()


async def test_a_host_that_vanishes_while_gesso_answers_stops_the_answer(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    ada = await world.person("ada")
    token = await token_for(world, ada)
    begun = asyncio.Event()

    async def dawdle(*_given: Any, **_options: Any) -> AsyncIterator[Any]:
        begun.set()
        await asyncio.sleep(60)
        yield None

    monkeypatch.setattr(Gesso, "ask", dawdle)
    async with http(world, token) as web:
        sent = call("ask_gesso", question="What is new?")
        asked = asyncio.create_task(web.post("/mcp", json=sent, headers=JSON))
        await asyncio.wait_for(begun.wait(), 10)
        asked.cancel()
        await asyncio.gather(asked, return_exceptions=True)
    await world.app.state.asking.settled()
    async with world.database.read() as tx:
        assert await tx.value("SELECT state FROM gesso_turns") == "stopped"


@pytest.mark.parametrize("encoding", ["utf-16", "utf-32", "utf-8-sig"])
@pytest.mark.parametrize("revision", [None, "2026-07-28"])
async def test_what_is_written_otherwise_passes_no_scope(
    world: World, encoding: str, revision: str | None
) -> None:
    ada, bo = await world.people("ada", "bo")
    post = await world.post(by=bo)
    token = await token_for(world, ada, ASSISTANT_FIRST)
    sent = call("like_post", post_id=str(post.id))
    headers = dict(JSON)
    if revision is not None:
        headers |= {"MCP-Protocol-Version": revision, "Mcp-Method": "tools/call"}
        headers |= {"Mcp-Name": "like_post"}
        sent["params"]["_meta"] = {
            "io.modelcontextprotocol/protocolVersion": revision,
            "io.modelcontextprotocol/clientCapabilities": {},
        }
    async with http(world, token) as web:
        answer = await web.post("/mcp", content=json.dumps(sent).encode(encoding), headers=headers)
        assert answer.status_code == 400
        for odd in ({"id": 1.0}, {"id": 1.5}, {"id": None}):
            answer = await web.post("/mcp", json={**sent, **odd}, headers=headers)
            assert answer.status_code in (400, 403), odd
    async with world.database.read() as tx:
        assert await tx.value("SELECT count(*) FROM likes") == 0


async def test_scopes_are_held_behind_the_door_too(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    ada, bo = await world.people("ada", "bo")
    post = await world.post(by=bo)
    token = await token_for(world, ada, ASSISTANT_FIRST)
    monkeypatch.setattr(world.app.state.assistants, "_demands", lambda _wish: Demand())
    async with http(world, token) as web:
        sent = call("like_post", post_id=str(post.id))
        answer = await web.post("/mcp", json=sent, headers=JSON)
    assert "write:favourites" in answer.json()["error"]["message"]
    async with world.database.read() as tx:
        assert await tx.value("SELECT count(*) FROM likes") == 0


@pytest.mark.parametrize("revision", [None, "2025-11-25", "2026-07-28"])
async def test_what_nobody_foresaw_stays_inside(
    world: World, revision: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def fail(*_given: Any, **_options: Any) -> None:
        raise RuntimeError("SELECT password FROM accounts")

    monkeypatch.setattr(Reader, "home", fail)
    token = await token_for(world, await world.person("ada"))
    sent = call("browse_feed")
    headers = dict(JSON)
    if revision is not None:
        headers |= {"MCP-Protocol-Version": revision}
    if revision == "2026-07-28":
        headers |= {"Mcp-Method": "tools/call", "Mcp-Name": "browse_feed"}
        sent["params"]["_meta"] = {
            "io.modelcontextprotocol/protocolVersion": revision,
            "io.modelcontextprotocol/clientCapabilities": {},
        }
    async with http(world, token) as web:
        answer = await web.post("/mcp", json=sent, headers=headers)
    assert answer.json()["error"]["code"] == -32603
    assert "SELECT" not in answer.text


@pytest.mark.parametrize("revision", ["2025-11-25", "2026-07-28"])
async def test_a_host_that_hangs_up_ends_its_call(world: World, revision: str) -> None:
    ada = await world.person("ada")
    job = await world.generate(by=ada)
    token = await token_for(world, ada)
    sent = call("image_progress", job_id=str(job), wait_seconds=20)
    headers = {**JSON, "MCP-Protocol-Version": revision, "Authorization": f"Bearer {token}"}
    headers |= {"Mcp-Method": "tools/call", "Mcp-Name": "image_progress"}
    sent["params"]["_meta"] = {
        "io.modelcontextprotocol/protocolVersion": revision,
        "io.modelcontextprotocol/clientCapabilities": {},
    }
    topic = messages.generation(job)
    waits: Any = world.runtime.hub._subscribers
    async with listening(world) as url:
        for hears in (False, True):
            if hears:
                sent["params"]["_meta"]["progressToken"] = "p"
            web = httpx2.AsyncClient()
            asked = asyncio.create_task(web.post(url, json=sent, headers=headers))
            async with asyncio.timeout(10):
                while topic not in waits:  # noqa: ASYNC110 - nobody tells
                    await asyncio.sleep(0.02)
                asked.cancel()
                await asyncio.gather(asked, return_exceptions=True)
                await web.aclose()
                while topic in waits:  # noqa: ASYNC110 - nobody tells
                    await asyncio.sleep(0.02)
    await world.work()


def test_the_sdk_is_brought_in_by_the_first_assistant_and_not_before() -> None:
    code = (
        "import sys, affresco.wiring; print([n for n in sys.modules if n.split('.')[0] == 'mcp'])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


async def test_what_is_not_open_to_somebodys_group_is_not_there(world: World) -> None:
    owner = await world.owner()
    ada, bo = await world.people("ada", "bo")
    await made(world, owner)
    await put_into(world, ada, "spring")
    form = {"cohort": "spring", "duels": "", "gesso": "off", "webhooks": ""}
    await world.post_form(f"{PAGE}/flags", form, as_=owner)
    for who, there in ((ada, False), (bo, True)):
        async with guest(world, who) as client:
            names = {tool.name for tool in (await client.list_tools()).tools}
            assert ("ask_gesso" in names) is there
            answer = await client.call_tool("ask_gesso", {"question": " "})
            assert answer.meta is not None
            code = answer.meta["affresco/error"]["code"]
            assert code == ("assistant.empty_question" if there else "beta.not_open_yet")
            assert "like_post" in names
