"""What goes out: JSON, encoded once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final, TypeVar

import msgspec
from litestar import Request, Response
from litestar.response.base import ASGIResponse

from affresco.accounts.rates import Allowance

T = TypeVar("T")
ALLOWANCE_KEY: Final = "affresco_allowance"
"""Where the guard leaves the caller's ``Allowance`` in the ASGI scope."""

_encoder: Final = msgspec.json.Encoder()


class Answer(Response[T]):
    """A JSON answer of type ``T`` with the caller's rate limit.

    body: what is sent, when it is encoded already; ``content`` is then left out. The base class is
    not initialised: it prepares cookies, headers and encoders that an API's answer never has.
    """

    def __init__(
        self,
        content: T | None = None,
        *,
        body: bytes | None = None,
        status: int | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> None:
        self.body = _encoder.encode(content) if body is None else body
        self.status_code = status
        self.headers = dict(headers or {})

    def to_asgi_response(
        self,
        app: object,
        request: Request[Any, Any, Any],
        *,
        status_code: int | None = None,
        **_options: object,
    ) -> ASGIResponse:
        """Called by the framework. status_code: the route's own, for answers that set none."""
        allowance: Allowance | None = request.scope.get(ALLOWANCE_KEY)  # type: ignore[assignment]
        headers = {**self.headers, **allowance.headers()} if allowance else self.headers
        return ASGIResponse(
            body=self.body,
            headers=headers,
            media_type="application/json",
            status_code=self.status_code or status_code or 200,
        )


def encode(value: msgspec.Struct) -> bytes:
    """One value as JSON."""
    return _encoder.encode(value)


def json_array(parts: Iterable[bytes]) -> bytes:
    """Encoded values as one JSON array."""
    return b"[" + b",".join(parts) + b"]"
