"""Settings: how to connect a chat assistant or an editor, and which ones are in."""

from __future__ import annotations

from typing import Any, Final
from urllib.parse import urlsplit

import msgspec
from litestar import Request, Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath

from affresco.accounts import tokens
from affresco.accounts.errors import TokenNotFound
from affresco.accounts.model import Scope, Token, Viewer
from affresco.accounts.oauth import grants
from affresco.accounts.oauth.model import Connected
from affresco.accounts.oauth.rules import MCP_PATH
from affresco.accounts.scopes import ASSISTANT
from affresco.runtime import Runtime
from affresco.text import _
from affresco.web.forms import read_form
from affresco.web.render import flash, redirect, render
from affresco.web.scopes import Powers, powers
from affresco.web.session import visit_of

AnyRequest = Request[Any, Any, Any]
PAGE: Final = "/settings/assistants"
LOOKING: Final[tuple[Scope, ...]] = tuple(s for s in ASSISTANT if s.startswith("read"))
NEAR: Final = frozenset({"127.0.0.1", "localhost", "::1"})


class AssistantLine(msgspec.Struct, frozen=True):
    """An assistant in the list. home: host of the document in which it says who it is, None where it has
    none."""

    assistant: Connected
    home: str | None
    powers: Powers


class TokenLine(msgspec.Struct, frozen=True):
    token: Token
    powers: Powers


class NewToken(msgspec.Struct, frozen=True):
    """writes: "" where the box was not ticked."""

    name: str = ""
    writes: str = ""


@get(PAGE)
async def assistants_page(
    request: AnyRequest, runtime: NamedDependency[Runtime], me: NamedDependency[Viewer]
) -> Response[str]:
    """Three steps for each kind of host, and what is connected."""
    return await _show(request, runtime, me)


@post(f"{PAGE}/{{app_id:int}}/cut-off")
async def cut_off(
    request: AnyRequest,
    runtime: NamedDependency[Runtime],
    me: NamedDependency[Viewer],
    app_id: FromPath[int],
) -> Response[Any]:
    """End all that an assistant may do, at once. Twice is as good as once."""
    await grants.cut_off(runtime.database, me.id, app_id)
    return _back(request, _("The assistant has no access any more."))


@post(f"{PAGE}/tokens")
async def make_token(
    request: AnyRequest, runtime: NamedDependency[Runtime], me: NamedDependency[Viewer]
) -> Response[str]:
    """A token for a host that cannot send people here; it is shown once."""
    sent = await read_form(request, NewToken)
    scopes = ASSISTANT if sent.writes else LOOKING
    name = sent.name.strip() or _("An editor")
    place = f"{runtime.base_url}{MCP_PATH}"
    token = await tokens.create_token(runtime.database, me.id, name, scopes, place)
    return await _show(request, runtime, me, made=token)


@get(f"{PAGE}/tokens")
async def after_token(request: AnyRequest) -> Response[Any]:
    """Whoever comes back to where a token was shown: to the page."""
    return redirect(request, PAGE)


@post(f"{PAGE}/tokens/{{token_id:int}}/revoke")
async def revoke_token(
    request: AnyRequest,
    runtime: NamedDependency[Runtime],
    me: NamedDependency[Viewer],
    token_id: FromPath[int],
) -> Response[Any]:
    try:
        await tokens.revoke_token(runtime.database, me.id, token_id)
    except TokenNotFound as gone:
        return _back(request, gone.text(visit_of(request).locale))
    return _back(request, _("The program has no access any more."))


async def _show(
    request: AnyRequest, runtime: Runtime, me: Viewer, made: str | None = None
) -> Response[str]:
    place = f"{runtime.base_url}{MCP_PATH}"
    connected = await grants.connected(runtime.database, me.id)
    by_hand = await tokens.list_tokens(runtime.database, me.id, place)
    return render(
        request,
        "settings/assistants.html",
        headers={"Cache-Control": "no-store"} if made else None,
        server_url=place,
        near=urlsplit(runtime.base_url).hostname in NEAR,
        assistants=[
            AssistantLine(
                one,
                urlsplit(one.client_id).netloc if one.kind == "document" else None,
                powers(one.scopes),
            )
            for one in connected
        ],
        programs=[TokenLine(token, powers(token.scopes)) for token in by_hand],
        made=made,
        editor=_configuration({"servers": {"affresco": {"type": "http", "url": place}}}),
        cursor=_configuration({"mcpServers": {"affresco": {"url": place}}}),
    )


def _configuration(told: dict[str, Any]) -> str:
    """JSON for a file."""
    return msgspec.json.format(msgspec.json.encode(told), indent=2).decode()


def _back(request: AnyRequest, message: str) -> Response[Any]:
    response = redirect(request, PAGE)
    flash(response, "success", message)
    return response


routes = [assistants_page, cut_off, make_token, after_token, revoke_token]
