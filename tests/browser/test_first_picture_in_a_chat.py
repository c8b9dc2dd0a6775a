"""From "Add" to the first picture, in what the person does: a host with the official SDK's own sign-in, and
a real browser for the questions."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx2
import pytest
from mcp.client.auth import AuthorizationCodeResult, OAuthClientProvider
from mcp.client.client import Client
from mcp.client.streamable_http import streamable_http_client
from mcp.shared.auth import OAuthClientMetadata
from playwright.async_api import Browser
from pydantic import AnyUrl

from doors.mcp.test_letting_in import Kept
from visitors import PASSWORD, Network, Person, arrive, sign_in

pytestmark = pytest.mark.browser

ANSWER_SECONDS = 60.0
HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nConnection: close\r\n\r\n"
BACK = b"<title>An editor</title>You can close this page."


class Editor(OAuthClientProvider):
    """A program on the person's machine. It registers no port, and listens on whichever is free.

    steps: what the person did, one after the other.
    """

    def __init__(self, server: str, visitor: Person, port: int) -> None:
        self.steps: list[str] = []
        self.heard: asyncio.Queue[str] = asyncio.Queue()

        async def open_browser(url: str) -> None:
            await visitor.page.goto(url)
            number = sum(step.startswith("let in") for step in self.steps) + 1
            await visitor.look(f"assistant-asks-{number}")
            await visitor.page.get_by_role("button", name="Let it in").click()
            self.steps.append(f"let in: {parse_qs(urlsplit(url).query)['scope'][0]}")

        async def come_back() -> AuthorizationCodeResult:
            async with asyncio.timeout(ANSWER_SECONDS):
                target = await self.heard.get()
            told = parse_qs(urlsplit(target).query)
            return AuthorizationCodeResult(
                code=told["code"][0], state=told["state"][0], iss=told["iss"][0]
            )

        super().__init__(
            server_url=server,
            client_metadata=OAuthClientMetadata(
                redirect_uris=[AnyUrl(f"http://localhost:{port}/callback")],
                client_name="An editor",
                token_endpoint_auth_method="none",
            ),
            storage=Kept(),
            redirect_handler=open_browser,
            callback_handler=come_back,
        )


@asynccontextmanager
async def added(network: Network, visitor: Person) -> AsyncIterator[tuple[Editor, Client]]:
    """An editor to which the person gave the address that the settings show."""
    await visitor.visit("/settings/assistants")
    address = await visitor.page.locator("[data-copy-source]").first.inner_text()
    assert address == f"{network.url}/mcp"
    heard: list[Editor] = []

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        target = (await reader.readline()).split()[1].decode()
        while (await reader.readline()).strip():
            pass
        writer.write(HEAD + BACK)
        await writer.drain()
        writer.close()
        if target.startswith("/callback?"):
            heard[0].heard.put_nowait(target)

    async with await asyncio.start_server(answer, "localhost", 0) as listener:
        editor = Editor(address, visitor, listener.sockets[0].getsockname()[1])
        heard.append(editor)
        editor.steps.append("add")
        async with (
            httpx2.AsyncClient(auth=editor, timeout=ANSWER_SECONDS) as web,
            Client(streamable_http_client(address, http_client=web)) as client,
        ):
            yield editor, client


async def test_from_add_to_the_first_picture(network: Network, browser: Browser) -> None:
    network.add("ada", PASSWORD)
    ada = await arrive(browser, network)
    await sign_in(ada, "ada")
    async with added(network, ada) as (editor, client):
        editor.steps.append("say: a lighthouse in the fog")
        sent = {"prompt": "a lighthouse in the fog", "count": 1, "wait_seconds": 20}
        answer = await client.call_tool("make_image", sent)
        job: dict[str, Any] = answer.structured_content
        while not job["over"]:
            more = {"job_id": job["job_id"], "wait_seconds": 20}
            job = (await client.call_tool("image_progress", more)).structured_content
    assert [step.partition(":")[0] for step in editor.steps] == ["add", "let in", "say", "let in"]
    looking, making = (set(step.split()[2:]) for step in editor.steps if step.startswith("let"))
    assert "write:media" not in looking
    assert making > looking, "the second question takes nothing away"
    picture = await ada.page.request.get(job["candidates"][0]["url"])
    assert picture.ok
    assert picture.headers["content-type"].startswith("image/")
    await ada.visit("/settings/assistants")
    await ada.look("assistant-connected")
    assert await ada.page.get_by_text("An editor").count() > 0
    assert ada.complaints == []
