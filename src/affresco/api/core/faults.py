"""Errors to answers, in one place: ``{"error", "code", "details"}``, never a stack trace."""

from __future__ import annotations

import traceback
from typing import Any, Final, cast

import msgspec
import structlog
from litestar import Request
from litestar.exceptions import HTTPException, ValidationException

from affresco.accounts.model import Viewer
from affresco.accounts.rates import Allowance
from affresco.api.core.answers import ALLOWANCE_KEY, Answer
from affresco.errors import (
    AffrescoError,
    Detail,
    Forbidden,
    Invalid,
    NotFound,
    TooLarge,
    TooMany,
    Unauthorized,
    Unavailable,
)
from affresco.text import N_, best_locale

log = structlog.get_logger(__name__)
METHODS: Final = ("DELETE", "GET", "OPTIONS", "PATCH", "POST", "PUT")
RETRY_SECONDS: Final = {429: "30", 503: "5"}


class Fault(msgspec.Struct, frozen=True):
    """What every error looks like. error: for people; code: for programs; details: its data."""

    error: str
    code: str
    details: dict[str, Detail] = {}


class BadRequest(Invalid):
    code = "api.bad_request"
    message = N_("A part of the request cannot be used: {reason}")


class BadBody(Invalid):
    code = "api.bad_body"
    message = N_("The body cannot be read: {reason}")


class BadToken(Unauthorized):
    code = "api.bad_token"
    message = N_("The access token is not valid. It may have been revoked; make another one.")


class TokenNeeded(Unauthorized):
    code = "api.token_needed"
    message = N_("Send an access token: the header Authorization with Bearer and the token.")


class ScopeMissing(Forbidden):
    code = "api.scope_missing"
    message = N_("The access token may not do this. It needs the scope {scope}.")


class PersonNeeded(Invalid):
    """The token is an app's own (client credentials)."""

    code = "api.person_needed"
    message = N_(
        "This needs a person, and the access token is the app's own. Send one that somebody gave it."
    )


class SlowDown(TooMany):
    code = "api.rate_limited"
    message = N_(
        "Too many requests. The limit is {limit} in {seconds} seconds; try again after it ends."
    )


class MethodNotAllowed(Invalid):
    code = "api.method_not_allowed"
    status = 405
    message = N_("This address does not take this method. It takes: {allowed}.")


class UnknownAddress(NotFound):
    code = "api.unknown_address"
    message = N_(
        "There is nothing at this address. All that exist are described at /api/openapi.json."
    )


def show_fault(request: Request[Any, Any, Any], error: Exception) -> Answer[Fault]:
    """The one exception handler of the API, also for paths under ``/api/`` that do not exist."""
    known = known_error(request, error)
    if isinstance(known, Unavailable):  # whoever found out has said why; many ask meanwhile
        log.warning("request turned away", path=request.url.path, error=known.code)
    elif known.status >= 500:
        log.error(
            "request failed",
            path=request.url.path,
            error=known.code,
            trace="".join(traceback.format_exception(error)),
        )
    headers: dict[str, str] = {}
    if isinstance(known, BadToken):
        headers["www-authenticate"] = 'Bearer error="invalid_token"'
    elif known.status == 401:
        headers["www-authenticate"] = "Bearer"
    elif isinstance(known, ScopeMissing):
        needed = known.details["scope"]
        headers["www-authenticate"] = f'Bearer error="insufficient_scope", scope="{needed}"'
    if known.status in RETRY_SECONDS:
        headers["retry-after"] = _retry_after(request, known)
    if isinstance(known, MethodNotAllowed):
        headers["allow"] = str(known.details["allowed"])
    fault = Fault(error=known.text(locale_of(request)), code=known.code, details=known.details)
    return Answer(fault, status=known.status, headers=headers)


def _retry_after(request: Request[Any, Any, Any], known: AffrescoError) -> str:
    """Seconds: to the end of the window where the limit is that of the door."""
    allowance = cast("dict[str, Any]", request.scope).get(ALLOWANCE_KEY)
    if isinstance(known, SlowDown) and isinstance(allowance, Allowance):
        return str(allowance.seconds())
    return str(known.retry_seconds or RETRY_SECONDS[known.status])


def known_error(request: Request[Any, Any, Any], error: Exception) -> AffrescoError:
    """What went wrong, in our own words; what we do not know is our own fault (500)."""
    if isinstance(error, AffrescoError):
        return error
    if isinstance(error, ValidationException):
        return BadRequest(reason=_first_reason(error))
    if isinstance(error, HTTPException):
        match error.status_code:
            case 401:
                return Unauthorized()
            case 403:
                return Forbidden()
            case 404:
                return UnknownAddress()
            case 405:
                return MethodNotAllowed(allowed=", ".join(_methods(request)))
            case 413:
                limit = request.app.request_max_body_size
                return TooLarge(limit=f"{limit >> 20} MB" if isinstance(limit, int) else "")
            case 429:
                return TooMany()
            case status if 400 <= status < 500:
                return BadBody(reason=error.detail)
    return AffrescoError()


def _first_reason(error: ValidationException) -> str:
    problems = error.extra if isinstance(error.extra, list) else []
    for problem in problems:
        message, key = str(problem.get("message", "")), str(problem.get("key", ""))
        if message == repr(key):
            return "a body is missing" if key == "data" else f"{key} is missing"
        return f"{key}: {message}" if key and key != "data" else message
    return error.detail


def _methods(request: Request[Any, Any, Any]) -> list[str]:
    """The methods that the address takes."""
    allowed = []
    for method in METHODS:
        try:
            request.app.asgi_router.handle_routing(path=request.scope["path"], method=method)
        except HTTPException:
            continue
        allowed.append(method)
    return allowed


def locale_of(request: Request[Any, Any, Any]) -> str:
    """The viewer's language, or the first of ours that the client asks for."""
    viewer = request.scope.get("user")
    if isinstance(viewer, Viewer):
        return viewer.locale
    return best_locale(request.headers.get("accept-language", ""))
