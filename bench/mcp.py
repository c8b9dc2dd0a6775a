"""What a tool at /mcp costs over the same call of the native API, and how heavy the widgets are.

    python -m bench.mcp [--rounds 300]

One web process on loopback, one caller, calls of either door in turn, so that the machine's moods fall on
both. ``legacy``: revision 2025-06-18; ``modern``: 2026-07-28. Goal: 15 ms more than the native call.
"""

from __future__ import annotations

import argparse
import asyncio
import statistics
import time
from typing import Any, Final, get_args

import httpx
import msgspec

from affresco.accounts import tokens
from affresco.accounts.model import AccountId
from affresco.accounts.scopes import ASSISTANT
from affresco.mcp import widgets
from affresco.mcp.model import Widget
from bench import instance
from bench.dataset import Shape

GOAL_MS: Final = 15.0
WIDGET_GOAL: Final = 100_000
REVISIONS: Final = {"legacy": "2025-06-18", "modern": "2026-07-28"}


class Pair(msgspec.Struct, frozen=True):
    """A tool and the native call that does the same. path: of the API, with {post} for a post's id."""

    tool: str
    arguments: dict[str, Any]
    path: str


PAIRS: Final = (
    Pair("browse_feed", {"feed": "home", "limit": 20}, "/api/v1/timelines/home?limit=20"),
    Pair(
        "browse_feed", {"feed": "local", "limit": 20}, "/api/v1/timelines/public?local=1&limit=20"
    ),
    Pair("open_post", {"post_id": "{post}"}, "/api/v1/statuses/{post}/context"),
    Pair("my_notifications", {"limit": 15}, "/api/v1/notifications?limit=15"),
    Pair("search", {"query": "harbour", "limit": 10}, "/api/v2/search?q=harbour&limit=10"),
)


async def measure(rounds: int) -> None:
    async with instance.running(Shape(people=200, posts=5_000)) as running:
        me = AccountId(running.network.person_ids[0])
        (api,) = await running.tokens([me])
        place = f"{running.url}/mcp"
        own = await tokens.create_token(running.database, me, "bench", ASSISTANT, place)
        async with (
            httpx.AsyncClient(
                base_url=running.url, headers={"Authorization": f"Bearer {api}"}
            ) as native,
            httpx.AsyncClient(
                base_url=running.url, headers={"Authorization": f"Bearer {own}"}
            ) as chat,
        ):
            shown = (await native.get("/api/v1/timelines/public?local=1&limit=1")).json()
            post = shown[0]["id"]
            print(f"{'tool':28} {'door':8} {'native':>9} {'tool':>9} {'more':>9} {'p95 more':>9}")
            for pair in PAIRS:
                for door, revision in REVISIONS.items():
                    await _compare(native, chat, pair, post, door, revision, rounds)
    for name in get_args(Widget):
        size = len(widgets.page(name).encode())
        print(f"widget {name}: {size / 1000:.1f} kB (goal ≤ {WIDGET_GOAL // 1000} kB)")


async def _compare(
    native: httpx.AsyncClient,
    chat: httpx.AsyncClient,
    pair: Pair,
    post: str,
    door: str,
    revision: str,
    rounds: int,
) -> None:
    path = pair.path.format(post=post)
    arguments = {key: post if value == "{post}" else value for key, value in pair.arguments.items()}
    body, headers = _message(pair.tool, arguments, revision)
    plain: list[float] = []
    through: list[float] = []
    for turn in range(rounds + 20):
        first = await _timed(native.get(path))
        second = await _timed(chat.post("/mcp", content=body, headers=headers))
        if turn >= 20:
            plain.append(first)
            through.append(second)
    one, other = statistics.median(plain), statistics.median(through)
    late = _p95(through) - _p95(plain)
    kept = "" if other - one <= GOAL_MS else "  over the goal"
    name = f"{pair.tool} {arguments.get('feed', '')}"
    print(
        f"{name:28} {door:8} {one:6.1f} ms {other:6.1f} ms {other - one:6.1f} ms {late:6.1f} ms{kept}"
    )


def _message(tool: str, arguments: dict[str, Any], revision: str) -> tuple[bytes, dict[str, str]]:
    params: dict[str, Any] = {"name": tool, "arguments": arguments}
    headers = {
        "Content-Type": "application/json",
        "Accept": "application/json, text/event-stream",
        "MCP-Protocol-Version": revision,
    }
    if revision >= "2026-07-28":
        headers |= {"Mcp-Method": "tools/call", "Mcp-Name": tool}
        params["_meta"] = {
            "io.modelcontextprotocol/protocolVersion": revision,
            "io.modelcontextprotocol/clientInfo": {"name": "bench", "version": "1"},
            "io.modelcontextprotocol/clientCapabilities": {},
        }
    message = {"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": params}
    return msgspec.json.encode(message), headers


async def _timed(request: Any) -> float:
    """Milliseconds of a request that succeeds."""
    begun = time.perf_counter()
    answer: httpx.Response = await request
    taken = (time.perf_counter() - begun) * 1000
    assert answer.status_code == 200, answer.text
    assert b'"isError":true' not in answer.content, answer.text
    return taken


def _p95(values: list[float]) -> float:
    return statistics.quantiles(values, n=20)[18]


if __name__ == "__main__":
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--rounds", type=int, default=300)
    asyncio.run(measure(parser.parse_args().rounds))
