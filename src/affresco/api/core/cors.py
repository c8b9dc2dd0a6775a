"""Clients that run in a browser, at an address of their own (the Fetch standard's CORS protocol).

Everybody may call the API from everywhere, with a token. Cookies are never let along: no answer says
``Access-Control-Allow-Credentials``, so a page elsewhere reads nothing in a visitor's name.
"""

from __future__ import annotations

from typing import Any, Final, cast

from litestar.types import Message, Scope

OPEN_PATHS: Final = (
    "/api/",
    "/mcp",
    "/v1/",
    "/oauth/token",
    "/oauth/revoke",
    "/oauth/register",
    "/oauth/userinfo",
    "/.well-known/",
    "/nodeinfo/",
)
EXPOSED: Final = ", ".join(
    (
        "Link",
        "X-RateLimit-Limit",
        "X-RateLimit-Remaining",
        "X-RateLimit-Reset",
        "Retry-After",
        "WWW-Authenticate",
        "Mcp-Session-Id",
    )
)
_ALWAYS: Final = (
    (b"access-control-allow-origin", b"*"),
    (b"access-control-expose-headers", EXPOSED.encode()),
)
_PREFLIGHT: Final = (
    (b"access-control-allow-methods", b"GET, POST, PUT, PATCH, DELETE"),
    # The star does not speak for Authorization.
    (b"access-control-allow-headers", b"*, Authorization"),
    (b"access-control-max-age", b"86400"),
)


async def open_to_browsers(message: Message, scope: Scope) -> None:
    """A ``before_send`` hook, on raw headers as ``web.security`` has it."""
    if message["type"] != "http.response.start":
        return
    request = cast("dict[str, Any]", scope)
    if not request["path"].startswith(OPEN_PATHS):
        return
    extra = (*_ALWAYS, *_PREFLIGHT) if request.get("method") == "OPTIONS" else _ALWAYS
    message["headers"] = [*message["headers"], *extra]
