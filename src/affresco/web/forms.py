"""Form bodies to frozen structs."""

from __future__ import annotations

from typing import Any, TypeVar, get_origin, get_type_hints

import msgspec
from litestar import Request
from litestar.datastructures import FormMultiDict, UploadFile

from affresco.errors import Invalid
from affresco.text import N_

T = TypeVar("T", bound=msgspec.Struct)


class BadForm(Invalid):
    code = "web.bad_form"
    message = N_("A field of the form cannot be used: {reason}")


async def form_of(request: Request[Any, Any, Any]) -> FormMultiDict:
    """The fields of an urlencoded or multipart body. Raises BadForm for bytes that are no text."""
    try:
        return await request.form()
    except UnicodeDecodeError as error:
        raise BadForm(reason=str(error)) from error


async def read_form(request: Request[Any, Any, Any], shape: type[T]) -> T:
    """Decode an urlencoded or multipart body.

    Repeated keys fill tuple fields; an empty value of an optional field counts as not sent; an empty
    file counts as none. Raises BadForm.
    """
    form = await form_of(request)
    hints = get_type_hints(shape)
    values: dict[str, object] = {}
    for field in msgspec.structs.fields(shape):
        sent = [value for value in form.getall(field.encode_name, []) if not _is_no_file(value)]
        if get_origin(hints[field.name]) is tuple:
            values[field.encode_name] = sent
        elif sent and (field.required or sent[-1] != ""):
            values[field.encode_name] = sent[-1]
    try:
        return msgspec.convert(values, shape, strict=False)
    except msgspec.ValidationError as error:
        raise BadForm(reason=str(error)) from error


def _is_no_file(value: object) -> bool:
    return isinstance(value, UploadFile) and not value.filename
