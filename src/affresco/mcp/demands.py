"""What each message needs before it is looked at. Without the SDK, as the door asks it of every request."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from affresco.accounts.model import Scope
from affresco.mcp.addresses import PEOPLE, PICTURES, POSTS
from affresco.mcp.model import Counted, Demand, Tool, Wish
from affresco.mcp.tools import BY_NAME

LOOKS: Final[tuple[Scope, ...]] = ("read:statuses",)
PERSON: Final[tuple[Scope, ...]] = ("read:accounts",)
READING: Final[Mapping[str, tuple[Scope, ...]]] = {POSTS: LOOKS, PEOPLE: PERSON, PICTURES: LOOKS}
"""Scopes by the beginning of a resource's address."""
COMPLETING: Final[tuple[Scope, ...]] = ("read:accounts", "read:search", "read:statuses")


def demand_of(wish: Wish) -> Demand:
    """Pure. What is unknown needs nothing: it will be told that it is unknown."""
    match wish.method:
        case "tools/call":
            tool = BY_NAME.get(wish.name)
            return of_tool(tool) if tool is not None else Demand()
        case "resources/read":
            needs = next((all_ for head, all_ in READING.items() if wish.name.startswith(head)), ())
            return Demand(name=wish.name, needs=needs)
        case "completion/complete":
            return Demand(name="completion", needs=COMPLETING, counted="searches")
        case _:
            return Demand()


def of_tool(tool: Tool) -> Demand:
    """Pure."""
    counted: Counted = "searches" if tool.searches else "reads" if tool.hints.reads else "writes"
    return Demand(name=tool.name, needs=tool.needs, counted=counted, tool=True)
