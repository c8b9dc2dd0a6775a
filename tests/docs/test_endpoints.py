"""The table of Mastodon's endpoints says what the routes are."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Literal

import msgspec
from litestar.routes import HTTPRoute

from affresco import wiring
from affresco.api import routers

TABLE = Path(__file__).parents[2] / "docs/reference/mastodon.md"
ROW = re.compile(r"\| `(?P<method>[A-Z]+) (?P<path>/\S+)` \| (?P<how>\w+) \| (?P<words>.*?) ?\|")
OURS = (
    "/api/affresco/",
    "/avatars/",
    "/v1/",
    "/headers/",
    "/oauth/register",
    "/.well-known/oauth-protected-resource",
)
"""Below these lies what Mastodon does not document."""


class Line(msgspec.Struct, frozen=True):
    """A line of the table."""

    method: str
    path: str
    how: Literal["full", "partial", "absent"]
    words: str

    @property
    def route(self) -> tuple[str, str]:
        return self.method, nameless(self.path)


def nameless(path: str) -> str:
    """A path whose parameters have no names."""
    return re.sub(r"\{[^}]*\}", "{}", path)


def table() -> list[Line]:
    lines = [line for line in TABLE.read_text().splitlines() if line.startswith("| `")]
    found = [ROW.fullmatch(line) for line in lines]
    assert all(found), [line for line, row in zip(lines, found, strict=True) if not row]
    return [msgspec.convert(row.groupdict(), Line) for row in found if row]


def routes() -> set[tuple[str, str]]:
    """(method, nameless path) of all that programs may call; a WebSocket begins as a GET."""
    assert any("/oauth/authorize" in handler.paths for handler in wiring.PAGES)
    found: set[tuple[str, str]] = {("GET", "/oauth/authorize")}  # a page, where a person consents
    for route in (route for router in routers for route in router.routes):
        path = nameless(route.path)
        if isinstance(route, HTTPRoute):
            found |= {(method, path) for method in route.methods - {"OPTIONS", "HEAD"}}
        else:
            found.add(("GET", path))
    return {(method, path) for method, path in found if not path.startswith(OURS)}


def test_each_endpoint_is_told_once() -> None:
    told = [line.route for line in table()]
    assert len(told) > 200
    assert sorted(told) == sorted(set(told))


def test_what_is_full_or_partial_is_there_and_what_is_absent_is_not() -> None:
    there = routes()
    told = table()
    assert {line.route for line in told if line.how != "absent"} == there
    assert not {line.route for line in told if line.how == "absent"} & there


def test_what_lacks_and_why_is_said() -> None:
    assert not [line for line in table() if line.how != "full" and not line.words]
