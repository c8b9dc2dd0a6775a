"""The page about the server for assistants says what its tools are."""

from __future__ import annotations

import re
from pathlib import Path

from affresco.errors import AffrescoError
from affresco.mcp import errors, widgets
from affresco.mcp.tools import TOOLS
from affresco.mcp.widgets import TITLES, uri_of

PAGE = (Path(__file__).parents[2] / "docs/reference/mcp.md").read_text(encoding="utf-8")
NAMES = ("reads", "destroys", "again", "open")


def test_each_tool_is_told_as_it_is() -> None:
    told = [line for line in PAGE.splitlines() if re.match(r"\| `\w+` \|.*\|.*\|.*\|", line)]
    assert told == [
        f"| `{tool.name}` | {tool.title} | `{' '.join(tool.needs)}` | "
        f"{', '.join(name for name in NAMES if getattr(tool.hints, name)) or '–'} | "
        f"{tool.widget or '–'} |"
        for tool in TOOLS
    ]


def test_each_code_of_its_own_is_told() -> None:
    known = {
        kind.code
        for module in (errors, widgets)
        for kind in vars(module).values()
        if isinstance(kind, type)
        and issubclass(kind, AffrescoError)
        and kind.code.startswith("mcp.")
    }
    assert set(re.findall(r"`(mcp\.\w+)`", PAGE)) == known | {"mcp.scope_missing"}


def test_each_widget_is_told() -> None:
    for name in TITLES:
        assert uri_of(name).rpartition("/")[2] in PAGE
