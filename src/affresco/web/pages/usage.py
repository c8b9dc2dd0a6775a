"""What may be done with what people post: for robots, for miners, and for people.

Each post, picture and feed says it of itself in its headers; what is said here is of the whole site, so
never more than everybody allows, and nothing that would forbid what one author gives.
"""

from __future__ import annotations

from typing import Any, Final, Literal

import msgspec
from litestar import Request, Response, get
from litestar.di import NamedDependency

from affresco.accounts.model import Viewer
from affresco.accounts.usage import NOTHING, PAGE_PATH, POLICY_PATH, Statement
from affresco.runtime import Runtime
from affresco.web.render import render

KEPT: Final = {"Cache-Control": "public, max-age=3600"}
ROOMS: Final = (
    "/settings",
    "/notifications",
    "/conversations",
    "/bookmarks",
    "/duels",
    "/feedback",
    "/follow-requests",
    "/generations",
    "/lists",
    "/publish",
    "/scheduled",
    "/searches",
    "/studio",
    "/gesso",
)
"""Of those who are signed in; nothing for robots."""
MIXED: Final = ("/$", "/local$", "/search$", "/search?", "/api/v1/timelines/")
"""What many people are shown on together, whatever each of them said."""


class Rule(msgspec.Struct, frozen=True, rename="kebab", omit_defaults=True):
    """A rule of tdmrep.json (TDMRep, W3C Community Group Final Report, 10 May 2024)."""

    location: str
    tdm_reservation: Literal[0, 1]
    tdm_policy: str


class Assigner(msgspec.Struct, frozen=True, rename={"name": "vcard:fn", "page": "vcard:hasURL"}):
    """Whom to ask."""

    uid: str
    name: str
    page: str


class Duty(msgspec.Struct, frozen=True):
    action: Literal["obtainConsent"] = "obtainConsent"


class Permission(msgspec.Struct, frozen=True):
    """Mining, of those who ask first."""

    target: str
    duty: tuple[Duty, ...] = (Duty(),)
    action: Literal["tdm:mine"] = "tdm:mine"


class Policy(
    msgspec.Struct, frozen=True, rename={"context": "@context", "type": "@type"}, kw_only=True
):
    """A TDM policy: TDMRep's profile of ODRL 2.2."""

    context: tuple[str, str] = (
        "http://www.w3.org/ns/odrl.jsonld",
        "http://www.w3.org/ns/tdmrep.jsonld",
    )
    type: Literal["Offer"] = "Offer"
    profile: Literal["http://www.w3.org/ns/tdmrep"] = "http://www.w3.org/ns/tdmrep"
    uid: str
    assigner: Assigner
    permission: tuple[Permission, ...]


@get("/robots.txt", include_in_schema=False)
async def robots() -> Response[bytes]:
    """RFC 9309, with rules of IETF AIPREF."""
    return Response(robots_text().encode(), media_type="text/plain; charset=utf-8", headers=KEPT)


@get("/.well-known/tdmrep.json", include_in_schema=False)
async def tdmrep(runtime: NamedDependency[Runtime]) -> Response[bytes]:
    """Mining is reserved, but where a post, a picture or a page says otherwise of itself."""
    whole = Statement(NOTHING, runtime.base_url)
    return _json((Rule("/", 1, whole.policy),))


@get(POLICY_PATH, include_in_schema=False)
async def policy(runtime: NamedDependency[Runtime]) -> Response[bytes]:
    """Who wants to mine what is reserved asks first; whom, it says."""
    return _json(policy_of(runtime.base_url), "application/ld+json")


@get(PAGE_PATH)
async def page(
    request: Request[Any, Any, Any],
    runtime: NamedDependency[Runtime],
    viewer: NamedDependency[Viewer | None],
) -> Response[str]:
    """The same in plain words."""
    whole = Statement(NOTHING, runtime.base_url)
    return render(request, "feeds/usage.html", signed_in=viewer is not None, whole=whole)


def robots_text() -> str:
    """The file. Longest match wins, so what is not named here is for the header of each answer."""
    whole = Statement(NOTHING, "")
    lines = [
        "# Each post, picture and feed carries its people's choice in its own Content-Usage header.",
        "# Named here is what shows many people's together.",
        "User-Agent: *",
        "Allow: /",
        *(f"Disallow: {path}" for path in ROOMS),
        *(f"Content-Usage: {path} {whole.content_usage}" for path in MIXED),
    ]
    return "\n".join(lines) + "\n"


def policy_of(base_url: str) -> Policy:
    """base_url: without a final slash."""
    whole = Statement(NOTHING, base_url)
    host = base_url.partition("://")[2]
    return Policy(
        uid=whole.policy,
        assigner=Assigner(base_url, f"Affresco, {host}", whole.page),
        permission=(Permission(f"{base_url}/"),),
    )


def _json(value: object, media_type: str = "application/json") -> Response[bytes]:
    return Response(msgspec.json.encode(value), media_type=media_type, headers=KEPT)


plain_routes = (robots, tdmrep, policy)
routes = (page,)
