"""How a route is declared: everything that the OpenAPI document says of it stands in one line."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, Literal

from litestar.datastructures import ResponseHeader
from litestar.handlers import HTTPRouteHandler
from litestar.openapi.datastructures import ResponseSpec
from litestar.openapi.spec import OpenAPIMediaType, Operation, RequestBody

from affresco.accounts.model import Scope
from affresco.accounts.scopes import opened_by
from affresco.api.core.call import NEEDS_KEY, SEARCH_KEY, SEES_KEY
from affresco.api.core.faults import Fault
from affresco.beta.gates import FEATURE_KEY

Method = Literal["GET", "POST", "PUT", "PATCH", "DELETE"]

WHEN: Final[dict[int, str]] = {
    401: "No access token, or one that is not valid.",
    403: "The access token lacks the scope, or the act is not allowed.",
    404: "It does not exist, or is not for the viewer to see; the two look alike.",
    409: "The state of things does not allow it now.",
    413: "Too large.",
    422: "Something in the request cannot be used; `error` says what.",
    429: "Too many requests.",
    503: "A part of the service is down; nothing was lost.",
    507: "The server's disk is full; nothing was saved.",
}
FORM_TYPES: Final = ("application/x-www-form-urlencoded", "multipart/form-data")


@dataclass
class JsonOperation(Operation):
    """An operation that documents our errors only: the framework's own shape for 400 never goes out."""

    def __post_init__(self) -> None:
        if self.responses is not None:
            self.responses.pop("400", None)


@dataclass
class FormOperation(JsonOperation):
    """An operation whose JSON body may be sent as a form as well."""

    def __post_init__(self) -> None:
        super().__post_init__()
        if isinstance(self.request_body, RequestBody):
            content = self.request_body.content
            schema = content["application/json"].schema
            content.update({kind: OpenAPIMediaType(schema=schema) for kind in FORM_TYPES})


def opening(needs: tuple[Scope, ...]) -> tuple[Scope, ...]:
    """Every scope that opens a route which needs one of these, the nearest first."""
    return tuple(dict.fromkeys(scope for need in needs for scope in opened_by(need)))


def endpoint(
    method: Method,
    path: str,
    summary: str,
    *,
    needs: Scope | tuple[Scope, ...] = (),
    sees: Scope | None = None,
    faults: Iterable[int] = (),
    status: int = 200,
    tag: str = "Mastodon",
    paged: bool = False,
    forms: bool = True,
    searches: bool = False,
    feature: str | None = None,
) -> HTTPRouteHandler:
    """A decorator for a handler.

    needs: a scope, or several of which one is enough; none for a route open to strangers. sees: the
    scope that a token must have which is sent although none is needed. Scopes that include these do as
    well. faults: statuses beside those that follow from the rest. paged: answers with ``Link``. forms:
    the body may be a form as well as JSON. searches: counted by the limit of searches. feature: of
    ``beta.flags``, which the caller must have.
    """
    scopes = opening((needs,) if isinstance(needs, str) else needs)
    codes = {401, 429, 503, *faults}
    codes |= {403, 422} if scopes else {403} if sees else set()
    codes |= {404} if "{" in path or feature else set()
    link = ResponseHeader(
        name="Link",
        description="RFC 8288: rel next (older) and prev (newer).",
        documentation_only=True,
    )
    return HTTPRouteHandler(
        path,
        http_method=method,
        status_code=status,
        summary=summary,
        tags=[tag],
        opt={
            NEEDS_KEY: scopes,
            SEES_KEY: opening((sees,) if sees else ()),
            SEARCH_KEY: searches,
            FEATURE_KEY: feature,
        },
        security=[{"bearer": []}] if scopes else [{}, {"bearer": []}],
        response_headers=[link] if paged else None,
        responses={
            code: ResponseSpec(Fault, description=WHEN[code], generate_examples=False)
            for code in sorted(codes)
        },
        operation_class=FormOperation if forms else JsonOperation,
        media_type="application/json",
    )
