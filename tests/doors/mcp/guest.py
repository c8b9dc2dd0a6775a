"""A chat assistant as the official SDK makes one, at our door, for tests."""

from __future__ import annotations

from collections.abc import AsyncIterator, Collection
from contextlib import asynccontextmanager
from typing import Any, Final, cast

import httpx2
from mcp.client.client import Client
from mcp.client.streamable_http import streamable_http_client

from affresco.accounts import tokens
from affresco.accounts.model import Scope
from affresco.accounts.scopes import ASSISTANT
from world import BASE_URL, Resident, World

PLACE: Final = f"{BASE_URL}/mcp"
"""What a token must be for."""


async def token_for(world: World, who: Resident, scopes: Collection[Scope] = ASSISTANT) -> str:
    """A token made by hand for this door."""
    return await tokens.create_token(world.database, who.id, "an assistant", scopes, PLACE)


def http(
    world: World, token: str | None = None, auth: httpx2.Auth | None = None
) -> httpx2.AsyncClient:
    """An HTTP client without a socket."""
    sent = {"Authorization": f"Bearer {token}"} if token else {}
    transport = httpx2.ASGITransport(app=cast(Any, world.app))
    return httpx2.AsyncClient(transport=transport, base_url=BASE_URL, headers=sent, auth=auth)


@asynccontextmanager
async def guest(
    world: World,
    who: Resident,
    scopes: Collection[Scope] = ASSISTANT,
    *,
    token: str | None = None,
    **options: Any,
) -> AsyncIterator[Client]:
    """A client of the SDK, connected. options: of ``Client``."""
    bearer = token or await token_for(world, who, scopes)
    async with (
        http(world, bearer) as web,
        Client(streamable_http_client(PLACE, http_client=web), **options) as client,
    ):
        yield client
