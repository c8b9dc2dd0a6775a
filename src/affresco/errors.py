"""The error tree. Doors map it to answers in one place each; nobody else chooses a status code.

    AffrescoError            500
    ├── Invalid              422   the request can be mended by the caller
    ├── Unauthorized         401   sign in first
    ├── Forbidden            403   known object, not allowed
    ├── NotFound             404   absent, or hidden from this viewer: they look alike
    ├── Conflict             409   the state of things does not allow it now
    ├── TooLarge             413
    ├── TooMany              429   a quota or a rate limit
    └── Unavailable          503   a part of the system is down; try again later

A concrete error is a small class in a domain's ``errors.py``:

    class QuotaExhausted(TooMany):
        code = "studio.quota_exhausted"
        message = N_("You have made {limit} pictures today. More tomorrow.")

    raise QuotaExhausted(limit=100)

``code`` is stable and machine-readable, ``message`` is safe to show and is translated when shown,
the keyword arguments are its data. Internal detail belongs in the log, never in an error.
``retry_seconds`` says when it may be worth another try, as ``Retry-After`` of 429 and 503: programs wait a
minute for us, so what takes longer says more, and they give up at once.
"""

from __future__ import annotations

from typing import ClassVar

from affresco.text import N_, translate

Detail = str | int


class AffrescoError(Exception):
    """Anything that we know can go wrong. ``details`` fill the placeholders of ``message``."""

    code: ClassVar[str] = "internal"
    status: ClassVar[int] = 500
    message: ClassVar[str] = N_("Something went wrong on our side. It has been logged.")
    retry_seconds: ClassVar[int | None] = None

    def __init__(self, **details: Detail) -> None:
        super().__init__(self.code)
        self.details: dict[str, Detail] = details

    def text(self, locale: str = "en") -> str:
        """The message for a person, in their language."""
        return translate(self.message, locale).format(**self.details)

    def __str__(self) -> str:
        return f"{self.code}: {self.text()}"


class Invalid(AffrescoError):
    code = "invalid"
    status = 422
    message = N_("Something in the request cannot be used. Check it and try again.")


class Unauthorized(AffrescoError):
    code = "unauthorized"
    status = 401
    message = N_("Please sign in first.")


class Forbidden(AffrescoError):
    code = "forbidden"
    status = 403
    message = N_("You are not allowed to do this.")


class NotFound(AffrescoError):
    code = "not_found"
    status = 404
    message = N_("This does not exist, or is not for you to see.")


class Conflict(AffrescoError):
    code = "conflict"
    status = 409
    message = N_(
        "Things have changed in the meantime, and this cannot be done now. Reload and try again."
    )


class TooLarge(AffrescoError):
    code = "too_large"
    status = 413
    message = N_("This is too large. The limit is {limit}.")


class TooMany(AffrescoError):
    code = "too_many"
    status = 429
    message = N_("Too many tries. Wait a little and try again.")
    retry_seconds = 30


class Unavailable(AffrescoError):
    code = "unavailable"
    status = 503
    message = N_("A part of the service is not answering. Try again in a moment.")
    retry_seconds = 5
