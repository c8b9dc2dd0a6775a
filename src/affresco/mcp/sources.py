"""Pictures that come along: one's own by id, files of the chat, data.

A host that has files of its own gives an address to fetch one from (OpenAI's ``openai/fileParams``); other
hosts send the data itself. Either becomes one of the person's own pictures, as if they had uploaded it.
"""

from __future__ import annotations

import base64
import binascii
from typing import Annotated, Final

import msgspec

from affresco.accounts import limits
from affresco.accounts.outside import CannotFetch, fetch
from affresco.mcp.errors import FileUnusable, OnePicture
from affresco.mcp.ids import number
from affresco.mcp.model import Caller
from affresco.media.decode import BYTES_LIMIT
from affresco.media.model import Media
from affresco.studio.provenance.uploads import save_upload

FETCH_SECONDS: Final = 20.0
DATA_LIMIT: Final = 8 * 1024 * 1024
"""Bytes of a picture that comes inside a call."""


class ChatFile(msgspec.Struct, frozen=True):
    """A file of the chat, as its host describes it."""

    download_url: Annotated[str, msgspec.Meta(description="Where the file can be fetched.")]
    file_id: Annotated[str, msgspec.Meta(description="The host's own name for it.")]
    mime_type: Annotated[str | None, msgspec.Meta(description="Of the file.")] = None
    file_name: Annotated[str | None, msgspec.Meta(description="Of the file.")] = None


PictureData = Annotated[
    str | None,
    msgspec.Meta(
        description="A picture file as a data: URL or in plain base64, at most 8 MB; for hosts that "
        "cannot fill `picture`."
    ),
]
PictureFile = Annotated[
    ChatFile | None,
    msgspec.Meta(description="A picture that the person attached to the chat."),
]


async def bring(
    caller: Caller, file: ChatFile | None, data: str | None, description: str = ""
) -> Media:
    """A picture from outside as one of the person's own.

    Raises OnePicture, FileUnusable, and what ``save_upload`` raises.
    """
    if (file is None) == (data is None):
        raise OnePicture
    found = await _fetched(caller, file) if file is not None else _decoded(data or "")
    return await save_upload(caller.runtime, caller.id, found, description)


def own_id(image_id: str | None, file: ChatFile | None, data: str | None) -> int | None:
    """The person's own picture, None for one that is to be brought along. Raises OnePicture, BadId."""
    if sum(one is not None for one in (image_id, file, data)) != 1:
        raise OnePicture
    return None if image_id is None else number(image_id)


async def _fetched(caller: Caller, file: ChatFile) -> bytes:
    await limits.check(caller.database, limits.CHAT_FILES_BY_ACCOUNT, str(caller.id))
    private = caller.runtime.settings.apps_private
    try:
        found = await fetch(
            file.download_url, limit=BYTES_LIMIT, seconds=FETCH_SECONDS, private=private
        )
    except CannotFetch as error:
        raise FileUnusable(reason=str(error)) from error
    return found.body


def _decoded(text: str) -> bytes:
    if text.startswith("data:"):
        head, comma, text = text.partition(",")
        if not comma or not head.endswith(";base64"):
            raise FileUnusable(reason="a data: URL must hold base64")
    if len(text) > DATA_LIMIT * 4 // 3 + 4:
        raise FileUnusable(reason=f"it has more than {DATA_LIMIT >> 20} MB")
    try:
        return base64.b64decode(text.encode("ascii", "replace"), validate=True)
    except binascii.Error as error:
        raise FileUnusable(reason="it is not base64") from error
