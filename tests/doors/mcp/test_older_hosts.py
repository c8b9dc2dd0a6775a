"""Hosts of before 2026-07-28: they are asked while a call waits, hear of progress, and nothing is kept."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import httpx2
import pytest
from mcp.client.client import Client
from mcp.client.streamable_http import streamable_http_client
from mcp_types import ElicitRequestParams, ElicitResult

from affresco.mcp import server, serving, sessions
from doors.mcp.conformance import listening
from doors.mcp.guest import http, token_for
from doors.mcp.test_door import JSON, call
from doors.mcp.test_publishing import posts_of
from doors.mcp.test_tools import words
from world import Resident, World

ABLE: dict[str, Any] = {"elicitation": {}}


@asynccontextmanager
async def older(world: World, who: Resident, **options: Any) -> AsyncIterator[Client]:
    """A client of the revision before, on a socket: its answers travel beside the call."""
    token = await token_for(world, who)
    sent = {"Authorization": f"Bearer {token}"}
    async with (
        listening(world) as url,
        httpx2.AsyncClient(headers=sent, timeout=20) as web,
        Client(streamable_http_client(url, http_client=web), mode="legacy", **options) as client,
    ):
        yield client


@pytest.mark.parametrize(
    ("answer", "published"),
    [
        (ElicitResult(action="accept", content={"yes": True}), True),
        (ElicitResult(action="accept", content={"yes": False}), False),
        (ElicitResult(action="decline"), False),
        (ElicitResult(action="cancel"), False),
    ],
)
async def test_the_person_is_asked_while_the_call_waits(
    world: World, answer: ElicitResult, published: bool
) -> None:
    ada = await world.person("ada")
    asked: list[str] = []

    async def ask(_context: Any, params: ElicitRequestParams) -> ElicitResult:
        asked.append(params.message)
        return answer

    async with older(world, ada, elicitation_callback=ask) as client:
        told = await client.call_tool("publish_post", {"text": "Good morning"})
        assert len(asked) == 1
        assert "Good morning" in asked[0]
        assert await posts_of(world) == 1 + int(published), "one was there before"
        if published:
            assert told.structured_content["state"] == "published"
        else:
            assert "[mcp.declined]" in words(told)


async def test_who_says_nothing_publishes_nothing(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(server, "ANSWER_SECONDS", 0.2)
    ada = await world.person("ada")

    async def ask(_context: Any, _params: ElicitRequestParams) -> ElicitResult:
        await asyncio.sleep(30)
        raise AssertionError

    async with older(world, ada, elicitation_callback=ask) as client:
        told = await client.call_tool("publish_post", {"text": "Good morning"})
        assert "[mcp.unanswered]" in words(told)
        assert await posts_of(world) == 1


async def test_where_too_many_wait_a_confirmation_is_given_instead(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(serving, "WAITING_LIMIT", 0)
    ada = await world.person("ada")

    async def ask(_context: Any, _params: ElicitRequestParams) -> ElicitResult:
        raise AssertionError

    async with older(world, ada, elicitation_callback=ask) as client:
        told = await client.call_tool("publish_post", {"text": "Good morning"})
        assert told.structured_content["confirmation"]


async def test_nobody_else_can_answer(world: World) -> None:
    ada, bo = await world.people("ada", "bo")
    own, theirs = await token_for(world, ada), await token_for(world, bo)
    session = {**JSON, "Mcp-Session-Id": sessions.issue(ABLE)}
    async with listening(world) as url, httpx2.AsyncClient(timeout=20) as web:
        mine = {**session, "Authorization": f"Bearer {own}"}
        sent = call("publish_post", text="Good morning")
        async with web.stream("POST", url, json=sent, headers=mine) as stream:
            assert stream.headers["content-type"].startswith("text/event-stream")
            events = _events(stream)
            question = await anext(events)
            assert question["method"] == "elicitation/create"
            yes = {"action": "accept", "content": {"yes": True}}
            said = {"jsonrpc": "2.0", "id": question["id"], "result": yes}
            other = {"id": f"{question['id']}1"}
            full = {**other, "result": {"action": "accept", "content": {"no": '\\"' * 650}}}
            for bearer, extra in ((theirs, {}), (own, other), (own, full)):
                headers = {**session, "Authorization": f"Bearer {bearer}"}
                answer = await web.post(url, json={**said, **extra}, headers=headers)
                assert answer.status_code == 202
            large = {**said, "result": {"action": "accept", "content": {"no": "x" * 5_000}}}
            assert (await web.post(url, json=large, headers=mine)).status_code == 413
            await asyncio.sleep(0.3)
            assert await posts_of(world) == 1
            assert (await web.post(url, json=said, headers=mine)).status_code == 202
            told = await anext(events)
            assert told["result"]["structuredContent"]["state"] == "published"
        assert await posts_of(world) == 2


async def test_who_was_cut_off_meanwhile_can_answer_no_more(world: World) -> None:
    ada = await world.person("ada")
    token = await token_for(world, ada)
    headers = {
        **JSON,
        "Mcp-Session-Id": sessions.issue(ABLE),
        "Authorization": f"Bearer {token}",
    }
    async with listening(world) as url, httpx2.AsyncClient(timeout=20) as web:
        sent = call("publish_post", text="Good morning")
        async with web.stream("POST", url, json=sent, headers=headers) as stream:
            question = await anext(_events(stream))
            async with world.database.write() as tx:
                await tx.run("DELETE FROM access_tokens WHERE account_id = $1", ada.id)
            yes = {"action": "accept", "content": {"yes": True}}
            said = {"jsonrpc": "2.0", "id": question["id"], "result": yes}
            assert (await web.post(url, json=said, headers=headers)).status_code == 401
        assert await posts_of(world) == 1


async def test_progress_is_heard_by_those_who_want_it(world: World) -> None:
    ada = await world.person("ada")
    heard: list[tuple[float, float | None]] = []

    async def hear(progress: float, total: float | None, message: str | None) -> None:
        assert message is None
        heard.append((progress, total))

    async with older(world, ada) as client:
        job = await client.call_tool("make_image", {"prompt": "a harbour", "count": 2})
        wanted = {"job_id": job.structured_content["job_id"], "wait_seconds": 20}
        waiting = asyncio.create_task(
            client.call_tool("image_progress", wanted, progress_callback=hear)
        )
        await asyncio.sleep(0.3)
        await world.work()
        made = await waiting
    assert made.structured_content["state"] == "done"
    assert [done for done, _total in heard] == [1, 2]
    assert {total for _done, total in heard} == {2}


async def test_a_host_that_can_do_nothing_for_us_gets_no_session(world: World) -> None:
    token = await token_for(world, await world.person("ada"))

    def begin(**able: Any) -> dict[str, Any]:
        about = {"name": "x", "version": "1"}
        params = {"protocolVersion": "2025-06-18", "capabilities": able, "clientInfo": about}
        return {"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": params}

    async with http(world, token) as web:
        plain = await web.post("/mcp", json=begin(), headers=JSON)
        assert "mcp-session-id" not in plain.headers
        asks = await web.post("/mcp", json=begin(elicitation={}), headers=JSON)
        assert sessions.read(asks.headers["mcp-session-id"]) == {"elicitation": {}}
        long = await web.post("/mcp", json=begin(elicitation={"x": "y" * 2_000}), headers=JSON)
        assert "mcp-session-id" not in long.headers


@pytest.mark.parametrize("session", ["x", ".", "a.b", "a." + "e30" * 400, "a.W10", "a.e30=="])
async def test_a_session_that_is_none_of_ours_is_begun_anew(world: World, session: str) -> None:
    token = await token_for(world, await world.person("ada"))
    async with http(world, token) as web:
        sent = call("search", query="x")
        headers = {**JSON, "Mcp-Session-Id": session}
        answer = await web.post("/mcp", json=sent, headers=headers)
    assert answer.status_code == 404


async def _events(stream: httpx2.Response) -> AsyncIterator[dict[str, Any]]:
    async for line in stream.aiter_lines():
        if line.startswith("data:") and line.removeprefix("data:").strip():
            yield json.loads(line.removeprefix("data:"))
