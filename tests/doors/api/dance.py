"""The steps of OAuth as an app and a person take them, for tests."""

from __future__ import annotations

import base64
import hashlib
import html
import re
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import httpx
import msgspec

from world import Resident, World

BACK = "https://app.example/back"
OOB = "urn:ietf:wg:oauth:2.0:oob"
VERIFIER = "a-verifier-of-more-than-forty-three-characters.~_0"


class Known(msgspec.Struct, frozen=True):
    """A registered app."""

    client_id: str
    client_secret: str
    redirect_uri: str


def challenge_of(verifier: str) -> str:
    """PKCE's S256."""
    digest = hashlib.sha256(verifier.encode()).digest()
    return base64.urlsafe_b64encode(digest).decode().rstrip("=")


async def register(
    world: World, *, scopes: str = "read write follow push", uri: str = BACK, name: str = "Brushes"
) -> Known:
    answer = await world.api(
        "POST",
        "/api/v1/apps",
        json={"client_name": name, "redirect_uris": uri, "scopes": scopes},
    )
    assert answer.status_code == 200, answer.text
    made = answer.json()
    return Known(made["client_id"], made["client_secret"], uri)


def address(app: Known, **more: str) -> str:
    """Where the app sends the person. more: replaces or adds parameters; "" leaves one out."""
    asked = {
        "client_id": app.client_id,
        "redirect_uri": app.redirect_uri,
        "response_type": "code",
        "scope": "read write",
        **more,
    }
    query = urlencode({name: value for name, value in asked.items() if value})
    return f"/oauth/authorize?{query}"


def hidden(page: str) -> dict[str, str]:
    """The fields that the form on the page sends along, without the form token."""
    found = re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', page)
    return {name: html.unescape(value) for name, value in found if name != "_csrf"}


async def decide(
    world: World, who: Resident, app: Known, decision: str = "allow", **more: str
) -> httpx.Response:
    """Look at the page, then press a button."""
    page = await world.get(address(app, **more), as_=who)
    assert page.status_code == 200, page.text
    form = {**hidden(page.text), "decision": decision}
    return await world.post_form("/oauth/authorize", form, as_=who)


def said(answer: httpx.Response) -> dict[str, str]:
    """What an answer tells the app in its address."""
    assert answer.status_code == 303, answer.text
    query = urlsplit(answer.headers["location"]).query
    return {name: values[0] for name, values in parse_qs(query).items()}


def shown(page: httpx.Response) -> dict[str, str]:
    """What the page on which an app's fault stands would tell the app, if the person lets it."""
    assert page.status_code == 400, page.text
    assert "location" not in page.headers
    link = re.search(r'href="([^"]+[?&;]error=[^"]+)"', page.text)
    assert link is not None
    query = urlsplit(html.unescape(link[1])).query
    return {name: values[0] for name, values in parse_qs(query).items()}


async def code_for(world: World, who: Resident, app: Known, **more: str) -> str:
    return said(await decide(world, who, app, **more))["code"]


async def hand_in(world: World, app: Known, code: str, /, **more: str) -> httpx.Response:
    """Send the code to the token endpoint. more: replaces or adds fields; "" leaves one out."""
    sent: dict[str, Any] = {
        "grant_type": "authorization_code",
        "client_id": app.client_id,
        "client_secret": app.client_secret,
        "redirect_uri": app.redirect_uri,
        "code": code,
        **more,
    }
    data = {name: value for name, value in sent.items() if value}
    return await world.api("POST", "/oauth/token", data=data)


async def token_for(world: World, who: Resident, app: Known, scope: str = "read write") -> str:
    """The whole dance."""
    answer = await hand_in(world, app, await code_for(world, who, app, scope=scope))
    assert answer.status_code == 200, answer.text
    token: str = answer.json()["access_token"]
    return token


async def app_token(world: World, app: Known, scope: str = "read") -> str:
    """A token of the app's own."""
    answer = await world.api(
        "POST",
        "/oauth/token",
        json={
            "grant_type": "client_credentials",
            "client_id": app.client_id,
            "client_secret": app.client_secret,
            "scope": scope,
        },
    )
    assert answer.status_code == 200, answer.text
    token: str = answer.json()["access_token"]
    return token
