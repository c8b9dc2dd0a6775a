"""Errors to pages: what a person sees when something cannot be done."""

from __future__ import annotations

import traceback
from typing import Any, Final
from urllib.parse import quote

import structlog
from litestar import Request, Response
from litestar.exceptions import HTTPException

from affresco.errors import (
    AffrescoError,
    Forbidden,
    Invalid,
    NotFound,
    TooLarge,
    TooMany,
    Unauthorized,
    Unavailable,
)
from affresco.safety.errors import Refused
from affresco.text import _
from affresco.web.forms import BadForm
from affresco.web.render import redirect, render, sent_from
from affresco.web.session import is_htmx, visit_of

AnyRequest = Request[Any, Any, Any]
OWN_PAGES: Final = (403, 404, 429, 500)
log = structlog.get_logger(__name__)


def show_fault(request: AnyRequest, error: Exception) -> Response[Any]:
    """The one exception handler of the website."""
    known = _known(error)
    if isinstance(known, Unauthorized):
        return _to_sign_in(request)
    if isinstance(known, Unavailable):  # whoever found out has said why; many ask meanwhile
        log.warning("request turned away", path=request.url.path, error=known.code)
    elif known.status >= 500:
        log.error(
            "request failed",
            path=request.url.path,
            error=known.code,
            trace="".join(traceback.format_exception(error)),
        )
    message = known.text(visit_of(request).locale)
    headers = {"Retry-After": "5"} if known.status in (429, 503) else {}
    if is_htmx(request):
        return Response(
            message,
            status_code=known.status,
            media_type="text/plain",
            headers=headers,
        )
    if isinstance(known, Refused):
        return render(
            request,
            "safety/refused.html",
            status=known.status,
            code=known.status,
            title=_("That goes against a rule"),
            text=known.sentence(visit_of(request).locale),
            appeal=known.details["appeal"],
        )
    template = f"errors/{known.status}.html" if known.status in OWN_PAGES else "errors/error.html"
    plain_miss = known.code == NotFound.code and known.status == 404
    context = {} if plain_miss else {"text": message}
    return render(
        request,
        template,
        status=known.status,
        headers=headers,
        code=known.status,
        title=_("That did not work"),
        **context,
    )


def _known(error: Exception) -> AffrescoError:
    if isinstance(error, AffrescoError):
        return error
    if isinstance(error, HTTPException):
        match error.status_code:
            case 401:
                return Unauthorized()
            case 403:
                return Forbidden()
            case 404 | 405:
                return NotFound()
            case 413:
                return TooLarge(limit="30 MB")
            case 429:
                return TooMany()
            case status if 400 <= status < 500:
                return BadForm(reason=error.detail) if error.detail else Invalid()
    return AffrescoError()


def _to_sign_in(request: AnyRequest) -> Response[Any]:
    """Back, after signing in, to the page that was asked for, or whose button was pressed."""
    back = sent_from(request)
    if request.method == "GET" and not is_htmx(request):
        query = request.url.query
        back = f"{request.url.path}?{query}" if query else request.url.path
    return redirect(request, f"/sign-in?next={quote(back, safe='/')}")
