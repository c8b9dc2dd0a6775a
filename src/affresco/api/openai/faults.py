"""Errors in OpenAI's shape: ``{"error": {"message", "type", "param", "code"}}``; the codes are ours.

What cannot be used is 400, as programs for that API expect. ``x-should-retry: false`` keeps its libraries,
which try again by themselves, from beginning a job a second time.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final, cast

import msgspec
from litestar import Request

from affresco.api.core.answers import Answer
from affresco.api.core.faults import BadBody, Fault, show_fault
from affresco.errors import Conflict, Detail, Invalid, NotFound, Unavailable
from affresco.safety.errors import Refused
from affresco.text import N_

WHEN: Final[dict[int, str]] = {
    400: "Something in the request cannot be used; `message` says what.",
    401: "No access token, or one that is not valid.",
    403: "The access token lacks the scope write:media, or the act is not allowed.",
    404: "There is no such model, or no such thing for the viewer to see.",
    409: "The job was cancelled meanwhile.",
    413: "Too large.",
    429: "Too many requests, or no pictures left today.",
    500: "The pictures could not be made.",
    503: "A part of the service is down; nothing was lost.",
    507: "The server's disk is full; nothing was saved.",
}
BEGUN_KEY: Final = "affresco_openai_begun"
"""Where a handler says, in the ASGI scope, that a job is begun: another try would begin another."""
_TYPES: Final = {401: "authentication_error", 403: "permission_error", 429: "rate_limit_error"}
_IN_VAIN: Final = frozenset({"studio.quota_exhausted", "db.storage_full"})
"""Codes after which another try in a moment ends alike."""
_MODERATION: Final = "moderation_blocked"
"""The code and the type that programs for that API know for pictures that are not made for what they show."""
_MODERATION_TYPE: Final = "image_generation_user_error"
_FIELD: Final = re.compile(r": ([a-z_]+): |`\$\.([a-z_]+)")
"""In what is said of a field that cannot be decoded; our own errors are in ``_PARAMS``."""
_PARAMS: Final = {
    "model_not_found": "model",
    "media.file_too_large": "image",
    "media.not_a_picture": "image",
    "media.too_many_pixels": "image",
    "openai.bad_size": "size",
    "openai.bad_number": "n",
    "openai.mask_without_alpha": "mask",
    "openai.not_transparent": "background",
    "openai.one_mask": "mask",
    "openai.one_picture": "image",
    "openai.picture_missing": "image",
    "studio.instruction_missing": "prompt",
    "studio.prompt_empty": "prompt",
    "studio.prompt_too_long": "prompt",
    "studio.bad_mask": "mask",
    "studio.mask_misfits": "mask",
}
"""By code: the field that an error is about, where it is always the same."""


class Trouble(msgspec.Struct, frozen=True):
    """message: for people. type: OpenAI's rough kind. param: the field that it is about. code: ours."""

    message: str
    type: str
    param: str | None
    code: str


class OpenAIFault(msgspec.Struct, frozen=True):
    """What every error below /v1 looks like."""

    error: Trouble


class ModelNotFound(NotFound):
    """The name that OpenAI gives it; its library knows it."""

    code = "model_not_found"
    message = N_("There is no model of this name here. There are: {models}.")


class BadSize(Invalid):
    code = "openai.bad_size"
    message = N_(
        '"{size}" is no size. Say "WIDTHxHEIGHT" in pixels, for example 1024x1024, or auto.'
    )


class BadNumber(Invalid):
    code = "openai.bad_number"
    message = N_("n can be from 1 to {limit}, and 1 where a stream is asked for.")


class BadFormat(Invalid):
    code = "openai.bad_format"
    message = N_("{field} can be {allowed}.")


class NotTransparent(Invalid):
    code = "openai.not_transparent"
    message = N_("Pictures here have a ground. Leave background out, or say opaque.")


class PictureMissing(Invalid):
    code = "openai.picture_missing"
    message = N_("Send a picture to begin from, as image.")


class OnePicture(Invalid):
    code = "openai.one_picture"
    message = N_("Send one picture; {count} came.")


class OneMask(Invalid):
    code = "openai.one_mask"
    message = N_("Send one mask; {count} came.")


class MaskWithoutAlpha(Invalid):
    code = "openai.mask_without_alpha"
    message = N_("The mask has no transparent places. It is a PNG, transparent where to paint.")


class Untended(Unavailable):
    code = "openai.untended"
    message = N_(
        "Nothing is painting at the moment. Your pictures are queued and will lie in your studio."
    )


class JobCancelled(Conflict):
    code = "openai.cancelled"
    message = N_("The job was cancelled.")


class JobFailed(Unavailable):
    """status is 500, as the engine is at fault, not the request."""

    code = "openai.failed"
    status = 500
    message = N_("The pictures could not be made: {reason}")


class JobRefused(Invalid):
    """The engine, or a rule of the instance, says no to what was asked for."""

    code = _MODERATION
    message = N_("The pictures could not be made: {reason}")


def show_openai_fault(request: Request[Any, Any, Any], error: Exception) -> Answer[OpenAIFault]:
    """The exception handler of the doorway; statuses and headers are those of the rest of the API, but 400
    where that says 422."""
    if isinstance(error, (msgspec.ValidationError, msgspec.DecodeError, UnicodeDecodeError)):
        error = BadBody(reason=str(error))
    if isinstance(error, Refused):
        error = Refused(**to_appeal(request.app.state.runtime.base_url, error.details))
    known = show_fault(request, error)
    fault = msgspec.json.decode(known.body, type=Fault)
    status = known.status_code or 500
    if status == 422:
        status = 400
    headers = dict(known.headers)
    begun = cast("dict[str, Any]", request.scope).get(BEGUN_KEY, False)
    if fault.code in _IN_VAIN or (begun and status >= 409):
        headers["x-should-retry"] = "false"
    code = _MODERATION if fault.code == Refused.code else fault.code
    trouble = Trouble(fault.error, _type(status, code), _param(fault), code)
    return Answer(OpenAIFault(trouble), status=status, headers=headers)


def to_appeal(base_url: str, details: Mapping[str, Detail]) -> dict[str, Detail]:
    """Of a refusal: with the whole address of the page to appeal on, as a program shows nothing but the
    message."""
    known = dict(details)
    if (page := str(known.get("appeal", ""))).startswith("/"):
        known["appeal"] = base_url + page
    return known


def _type(status: int, code: str) -> str:
    if code == _MODERATION:
        return _MODERATION_TYPE
    return _TYPES.get(status, "invalid_request_error" if status < 500 else "server_error")


def _param(fault: Fault) -> str | None:
    """The field that an error is about."""
    if (param := _PARAMS.get(fault.code)) is not None:
        return param
    if fault.code == BadFormat.code:
        return str(fault.details["field"])
    unread = fault.code in ("api.bad_request", "api.bad_body")
    found = _FIELD.search(fault.error) if unread else None
    return found[1] or found[2] if found else None
