"""Headers for every answer, and the token that proves a form came from our own page.

What may be done with an answer is reserved in them (``accounts.usage``), unless its handler knows better.

The form token is an HMAC over the visitor's cookie (OWASP, "signed double submit"), so that it
needs no storage and dies with the session. ``Sec-Fetch-Site`` is looked at first: browsers send it
unasked, and pages elsewhere cannot forge it.
"""

from __future__ import annotations

import hashlib
import hmac
from typing import Final

from litestar.types import Message, Scope

from affresco.accounts.usage import RESERVED
from affresco.errors import Forbidden
from affresco.text import N_

CONTENT_SECURITY_POLICY: Final = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data: blob:",
        "font-src 'self'",
        "connect-src 'self'",
        "manifest-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
HEADERS: Final = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), interest-cohort=()",
}
_RAW_HEADERS: Final = tuple(
    (name.lower().encode(), value.encode()) for name, value in (*HEADERS.items(), *RESERVED)
)
SAFE_METHODS: Final = frozenset({"GET", "HEAD", "OPTIONS"})
TOKEN_FIELD: Final = "_csrf"  # noqa: S105 (a name, not a secret)
TOKEN_HEADER: Final = "X-CSRF-Token"  # noqa: S105


class StaleForm(Forbidden):
    code = "web.stale_form"
    message = N_("This page was open for too long. Go back, reload it and send the form again.")


async def add_security_headers(message: Message, _scope: Scope) -> None:
    """A ``before_send`` hook: headers that a handler set itself are kept.

    It runs for every answer, so it works on the raw headers: the framework's mapping of them costs
    more than the rest of an answer from memory.
    """
    if message["type"] == "http.response.start":
        given = list(message["headers"])
        names = {name.lower() for name, _value in given}
        message["headers"] = given + [pair for pair in _RAW_HEADERS if pair[0] not in names]


def form_token(secret: bytes, visitor: str) -> str:
    """The token for forms shown to the holder of a cookie. visitor: the cookie's value."""
    return hmac.new(secret, b"form:" + visitor.encode(), hashlib.sha256).hexdigest()


def check_form_token(secret: bytes, visitor: str, token: str, fetch_site: str | None) -> None:
    """Raises StaleForm unless the request comes from a form of ours."""
    if fetch_site not in (None, "same-origin", "none"):
        raise StaleForm
    if not visitor or not hmac.compare_digest(form_token(secret, visitor).encode(), token.encode()):
        raise StaleForm
