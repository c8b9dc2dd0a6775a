"""Errors in the shape of RFC 6749 §5.2, and how the routes that answer so are declared."""

from __future__ import annotations

import traceback
from collections.abc import Iterable
from typing import Any, Final, Literal

import msgspec
import structlog
from litestar import Request
from litestar.handlers import HTTPRouteHandler
from litestar.openapi.datastructures import ResponseSpec

from affresco.accounts.oauth.errors import OAuthError
from affresco.api.core.answers import Answer
from affresco.api.core.endpoint import FormOperation, JsonOperation
from affresco.api.core.faults import RETRY_SECONDS, MethodNotAllowed, known_error
from affresco.errors import AffrescoError, TooLarge

BODY_LIMIT: Final = 64 * 1024
"""Bytes of a body: the longest that makes sense has some kilobytes."""
NO_STORE: Final = {"cache-control": "no-store", "pragma": "no-cache"}
WHEN: Final[dict[int, str]] = {
    400: "The request, the code or a scope is not right; `error` says which (RFC 6749 §5.2).",
    401: "The app is not known, or its secret is not right.",
    403: "The token does not belong to the app.",
    413: "Too large.",
    429: "Too many requests.",
    503: "A part of the service is down; nothing was lost.",
}
log = structlog.get_logger(__name__)


class OAuthFault(msgspec.Struct, frozen=True):
    """error: OAuth's name for it. error_description: for those who make the app, in English."""

    error: str
    error_description: str


def oauth_endpoint(
    method: Literal["GET", "POST"],
    path: str,
    summary: str,
    *,
    faults: Iterable[int] = (),
    status: int = 200,
) -> HTTPRouteHandler:
    """A decorator for a handler whose errors are OAuth's. faults: statuses beside 429 and 503."""
    posts = method == "POST"
    return HTTPRouteHandler(
        path,
        http_method=method,
        status_code=status,
        summary=summary,
        tags=["OAuth"],
        security=[{"app": []}, {}] if posts else [{}],
        responses={
            code: ResponseSpec(OAuthFault, description=WHEN[code], generate_examples=False)
            for code in sorted({429, 503, *faults})
        },
        operation_class=TokenOperation if posts else JsonOperation,
        media_type="application/json",
    )


class TokenOperation(FormOperation):
    """Its 400 is its own, and stays in the document."""

    def __post_init__(self) -> None:
        kept = dict(self.responses or {})
        super().__post_init__()
        if self.responses is not None and "400" in kept:
            self.responses["400"] = kept["400"]


def show_oauth_fault(request: Request[Any, Any, Any], error: Exception) -> Answer[OAuthFault]:
    """The exception handler of OAuth's own routes."""
    known = known_error(request, error)
    status = 400 if known.status == 422 else known.status
    if status >= 500:
        log.error(
            "request failed",
            path=request.url.path,
            error=known.code,
            trace="".join(traceback.format_exception(error)),
        )
    headers = dict(NO_STORE)
    if status == 401:
        headers["www-authenticate"] = 'Basic realm="apps"'
    if status in RETRY_SECONDS:
        headers["retry-after"] = RETRY_SECONDS[status]
    if isinstance(known, MethodNotAllowed):
        headers["allow"] = str(known.details["allowed"])
    fault = OAuthFault(_name(known), describe(known))
    return Answer(fault, status=status, headers=headers)


def _name(known: AffrescoError) -> str:
    if isinstance(known, OAuthError):
        return known.oauth
    if known.status in (429, 503):
        return "temporarily_unavailable"
    return "server_error" if known.status >= 500 else "invalid_request"


def describe(known: AffrescoError) -> str:
    """The sentence in the characters that RFC 6749 §5.2 allows."""
    if isinstance(known, TooLarge):
        return TooLarge(limit=f"{BODY_LIMIT >> 10} kB").text()
    plain = known.text().replace('"', "'").replace("\\", "/").replace("\n", " ")
    return "".join(one if " " <= one <= "~" else "?" for one in plain)
