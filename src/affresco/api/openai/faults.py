"""Errors in OpenAI's shape: ``{"error": {"message", "type", "param", "code"}}``; the codes are ours."""

from __future__ import annotations

from typing import Any, Final

import msgspec
from litestar import Request

from affresco.api.core.answers import Answer
from affresco.api.core.faults import BadBody, show_fault
from affresco.errors import Invalid, NotFound, Unavailable
from affresco.text import N_

WHEN: Final[dict[int, str]] = {
    401: "No access token, or one that is not valid.",
    403: "The access token lacks the scope write:media, or the act is not allowed.",
    404: "There is no such model, or no such thing for the viewer to see.",
    413: "Too large.",
    422: "Something in the request cannot be used; `message` says what.",
    429: "Too many requests, or no pictures left today.",
    503: "A part of the service is down; nothing was lost.",
    507: "The server's disk is full; nothing was saved.",
}
_TYPES: Final = {401: "authentication_error", 403: "permission_error", 429: "rate_limit_error"}
_PARAMS: Final = {
    "model_not_found": "model",
    "openai.bad_size": "size",
    "openai.bad_number": "n",
    "openai.mask_without_alpha": "mask",
    "openai.one_picture": "image",
    "openai.picture_missing": "image",
    "studio.prompt_empty": "prompt",
    "studio.prompt_too_long": "prompt",
    "studio.bad_mask": "mask",
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


class MaskWithoutAlpha(Invalid):
    code = "openai.mask_without_alpha"
    message = N_("The mask has no transparent places. It is a PNG, transparent where to paint.")


class Untended(Unavailable):
    code = "openai.untended"
    message = N_(
        "Nothing is painting at the moment. Your pictures are queued and will lie in your studio."
    )


class JobFailed(Unavailable):
    """status is 500, which those libraries do not take for a refusal."""

    code = "openai.failed"
    status = 500
    message = N_("The pictures could not be made: {reason}")


def show_openai_fault(request: Request[Any, Any, Any], error: Exception) -> Answer[OpenAIFault]:
    """The exception handler of the doorway; statuses and headers are those of the rest of the API."""
    if isinstance(error, (msgspec.ValidationError, msgspec.DecodeError)):
        error = BadBody(reason=str(error))
    known = show_fault(request, error)
    fault = msgspec.json.decode(known.body)
    code = fault["code"]
    status = known.status_code or 500
    kind = _TYPES.get(status, "invalid_request_error" if status < 500 else "server_error")
    trouble = Trouble(fault["error"], kind, _PARAMS.get(code), code)
    return Answer(OpenAIFault(trouble), status=status, headers=known.headers)
