"""Who is asking: run before every page.

Sets ``request.state.visit`` and the locale; refuses unsafe requests without a form token. The
dependencies ``viewer`` and ``me`` read from it.
"""

from __future__ import annotations

import secrets
from typing import Any, Final

import msgspec
from litestar import Request

from affresco.accounts import limits, sessions
from affresco.accounts.model import Viewer
from affresco.errors import Unauthorized
from affresco.feeds.reader import Reader
from affresco.runtime import Runtime
from affresco.text import LOCALES, best_locale, set_locale
from affresco.web.forms import form_of
from affresco.web.security import (
    SAFE_METHODS,
    TOKEN_FIELD,
    TOKEN_HEADER,
    check_form_token,
    form_token,
)
from affresco.web.veils import set_reader

SESSION_COOKIE: Final = "affresco_session"
GUEST_COOKIE: Final = "affresco_guest"
LOCALE_COOKIE: Final = "affresco_locale"
THEME_COOKIE: Final = "affresco_theme"
FORM_TYPES: Final = ("application/x-www-form-urlencoded", "multipart/form-data")

AnyRequest = Request[Any, Any, Any]


class Visit(msgspec.Struct, frozen=True):
    """What is known of a request before its handler runs.

    new_guest: a cookie value that the answer must set, for visitors who have none yet.
    """

    viewer: Viewer | None
    locale: str
    csrf_token: str
    theme: str = "auto"
    unread: int = 0
    unread_talk: int = 0
    new_guest: str | None = None


async def begin_visit(request: AnyRequest) -> None:
    """The ``before_request`` hook of all pages. Raises StaleForm, RateLimited."""
    runtime: Runtime = request.app.state.runtime
    token = request.cookies.get(SESSION_COOKIE, "")
    viewer = await sessions.find_viewer(runtime.database, token) if token else None
    guest = request.cookies.get(GUEST_COOKIE, "")
    new_guest = None if viewer or guest else secrets.token_urlsafe(24)
    visitor = token if viewer else guest or new_guest or ""
    if request.method not in SAFE_METHODS:
        await _check_form(request, runtime.secret, token if viewer else guest)
        if viewer is not None:
            await limits.check(runtime.database, limits.WRITES_BY_ACCOUNT, str(viewer.id))
    locale = _locale(request, viewer)
    set_locale(locale)
    set_reader(viewer.preferences if viewer else None)
    reader: Reader = request.app.state.reader
    request.state.visit = Visit(
        viewer=viewer,
        locale=locale,
        csrf_token=form_token(runtime.secret, visitor),
        theme=request.cookies.get(THEME_COOKIE, "auto"),
        unread=await reader.unread(viewer.id) if viewer and request.method == "GET" else 0,
        unread_talk=await reader.conversations.unread(viewer.id)
        if viewer and request.method == "GET"
        else 0,
        new_guest=new_guest,
    )


async def _check_form(request: AnyRequest, secret: bytes, visitor: str) -> None:
    token = request.headers.get(TOKEN_HEADER, "")
    if not token and request.headers.get("content-type", "").startswith(FORM_TYPES):
        sent = (await form_of(request)).get(TOKEN_FIELD, "")
        token = sent if isinstance(sent, str) else ""
    check_form_token(secret, visitor, token, request.headers.get("sec-fetch-site"))


def _locale(request: AnyRequest, viewer: Viewer | None) -> str:
    chosen = request.cookies.get(LOCALE_COOKIE, "")
    if viewer is not None:
        return viewer.locale
    return chosen if chosen in LOCALES else best_locale(request.headers.get("accept-language", ""))


def visit_of(request: AnyRequest) -> Visit:
    """The visit, or an anonymous one where no page was reached (an unknown path)."""
    visit: Visit | None = getattr(request.state, "visit", None)
    if visit is None:
        locale = _locale(request, None)
        set_locale(locale)
        return Visit(viewer=None, locale=locale, csrf_token="")
    return visit


def is_htmx(request: AnyRequest) -> bool:
    """Whether a fragment is wanted instead of a page."""
    return request.headers.get("hx-request") == "true"


def provide_viewer(request: AnyRequest) -> Viewer | None:
    """Dependency ``viewer``."""
    return visit_of(request).viewer


def provide_me(request: AnyRequest) -> Viewer:
    """Dependency ``me``. Raises Unauthorized, which becomes a way to the sign-in page."""
    viewer = visit_of(request).viewer
    if viewer is None:
        raise Unauthorized
    return viewer
