"""The pages inside a chat, as hosts fetch them."""

from __future__ import annotations

import json
import re
from typing import get_args

import pytest
from mcp.shared.exceptions import MCPError
from mcp_types import TextResourceContents

from affresco.mcp import widgets
from affresco.mcp.model import Widget
from affresco.mcp.tools import TOOLS
from affresco.text import LOCALES
from doors.mcp.guest import guest
from world import World

LIMIT = 100_000
"""Bytes of a widget."""


@pytest.mark.parametrize("mode", ["auto", "legacy"])
async def test_hosts_find_and_fetch_them(world: World, mode: str) -> None:
    async with guest(world, await world.person("ada"), mode=mode) as client:
        listed = {str(one.uri): one for one in (await client.list_resources()).resources}
        assert sorted(listed) == sorted(map(widgets.uri_of, get_args(Widget)))
        for tool in (await client.list_tools()).tools:
            uri = (tool.meta or {}).get("ui", {}).get("resourceUri")
            assert uri is None or uri in listed
        for uri in listed:
            (found,) = (await client.read_resource(uri)).contents
            assert isinstance(found, TextResourceContents)
            assert found.mime_type == "text/html;profile=mcp-app"
            assert found.meta is not None
            policy = found.meta["ui"]["csp"]
            assert policy == {"connectDomains": [], "resourceDomains": ["http://testserver"]}
        for odd in ("ui://affresco/other.html", "file:///etc/passwd", "ui://affresco/../studio"):
            with pytest.raises(MCPError):
                await client.read_resource(odd)


@pytest.mark.parametrize("name", get_args(Widget))
def test_each_is_small_and_whole(name: Widget) -> None:
    page = widgets.page(name)
    assert len(page.encode()) <= LIMIT
    assert page.startswith("<!doctype html>")
    assert not re.search(r"""<(script|link|img|iframe)[^>]*(src|href)=["']?http""", page)
    assert not re.search(r"@import|url\(\s*['\"]?https?:", page)
    assert page.count("<script") == 2
    assert page.count("</script>") == 2


def test_the_words_are_there_in_every_language_and_all_are_used() -> None:
    for name in get_args(Widget):
        told = re.search(r'id="words">(.*?)</script>', widgets.page(name), re.S)
        assert told is not None
        words = json.loads(told[1])
        assert set(words) == set(LOCALES)
        assert all(set(said) == set(widgets.WORDS) for said in words.values())
    pages = "".join(map(widgets.page, get_args(Widget)))
    code = re.sub(r'id="words">.*?</script>', "", pages, flags=re.S)
    used = set(re.findall(r"""["'`](\w+)["'`]""", code))
    states = {"queued", "running", "done"}  # their words are asked for by the state's own name
    assert set(widgets.WORDS) - used == states


def test_tools_that_widgets_call_say_so() -> None:
    calling = {tool.name for tool in TOOLS if tool.widget} | widgets.CALLED
    code = "".join(map(widgets.page, get_args(Widget)))
    called = {tool.name for tool in TOOLS if re.search(rf'"{tool.name}"', code)}
    assert called <= calling
    assert called == {"image_progress", "cancel_image", "browse_feed", "open_post", "like_post"}
