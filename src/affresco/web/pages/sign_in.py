"""In and out: the sign-in form, signing out."""

from __future__ import annotations

from typing import Any, Final

import msgspec
from litestar import Request, Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromQuery

from affresco.accounts import sessions
from affresco.accounts.addresses import client_address
from affresco.accounts.errors import RateLimited, SignInRefused
from affresco.accounts.model import Viewer
from affresco.runtime import Runtime
from affresco.text import _
from affresco.web.forms import read_form
from affresco.web.render import YEAR, flash, local_path, redirect, render, set_cookie
from affresco.web.session import SESSION_COOKIE, visit_of

AnyRequest = Request[Any, Any, Any]

COOKIE_SECONDS: Final = YEAR
"""The row in the database ends a session, 30 days after the last visit; the cookie only outlives it."""


class SignInForm(msgspec.Struct, frozen=True):
    """What the form sends. next: a path of ours to go on to."""

    login: str = ""
    password: str = ""
    next: str = "/"


@get("/sign-in")
async def sign_in_page(
    request: AnyRequest,
    viewer: NamedDependency[Viewer | None],
    next: FromQuery[str | None] = None,
    again: FromQuery[str | None] = None,
) -> Response[Any]:
    """The form, or straight on for who is signed in. again: the form all the same, for another account."""
    if viewer is not None and again is None:
        return redirect(request, local_path(next))
    return _form(request, next=local_path(next))


@post("/sign-in")
async def sign_in(request: AnyRequest, runtime: NamedDependency[Runtime]) -> Response[Any]:
    """Start a session and go on to ``next``."""
    sent = await read_form(request, SignInForm)
    try:
        token = await sessions.sign_in(
            runtime.database, sent.login, sent.password, user_agent(request), address(request)
        )
    except (SignInRefused, RateLimited) as error:
        return _form(
            request,
            status=error.status,
            login=sent.login,
            next=local_path(sent.next),
            error=error.text(visit_of(request).locale),
        )
    response = redirect(request, sent.next)
    open_session(request, response, token)
    return response


@post("/sign-out")
async def sign_out(request: AnyRequest, runtime: NamedDependency[Runtime]) -> Response[Any]:
    """End this browser's session."""
    await sessions.sign_out(runtime.database, request.cookies.get(SESSION_COOKIE, ""))
    response = redirect(request, "/")
    close_session(response)
    flash(response, "info", _("You are signed out."))
    return response


def open_session(request: AnyRequest, response: Response[Any], token: str) -> None:
    """Give the browser the token of its session."""
    set_cookie(request, response, SESSION_COOKIE, token, max_age=COOKIE_SECONDS)


def close_session(response: Response[Any]) -> None:
    """Take the token away."""
    response.delete_cookie(SESSION_COOKIE)


def user_agent(request: AnyRequest) -> str:
    """What the browser calls itself."""
    return request.headers.get("user-agent", "")


def address(request: AnyRequest) -> str:
    """Where the request comes from; behind reverse proxies, what they say (setting ``proxies``)."""
    runtime: Runtime = request.app.state.runtime
    return client_address(
        request.client.host if request.client else None,
        request.headers.get("x-forwarded-for", ""),
        runtime.settings.proxies,
    )


def _form(
    request: AnyRequest,
    *,
    next: str,
    status: int = 200,
    login: str = "",
    error: str | None = None,
) -> Response[str]:
    return render(
        request, "accounts/sign_in.html", status=status, login=login, next=next, error=error
    )


routes = [sign_in_page, sign_in, sign_out]
