"""Uploads, and the pictures of those who have none."""

from __future__ import annotations

import functools
import io
from typing import Annotated, Final

import msgspec
from litestar import Response, get
from litestar.datastructures import UploadFile
from litestar.enums import RequestEncodingType
from litestar.handlers import HTTPRouteHandler
from litestar.params import Body, JSONBody
from PIL import Image

from affresco.api.core.answers import Answer
from affresco.api.core.call import Call
from affresco.api.core.endpoint import endpoint
from affresco.api.core.paging import find_id
from affresco.api.mastodon import convert
from affresco.api.mastodon.bodies import read_focus
from affresco.api.mastodon.entities import MediaAttachment
from affresco.api.mastodon.paths import MediaIdText
from affresco.media import commands
from affresco.media.decode import BYTES_LIMIT, PIXELS_LIMIT
from affresco.media.errors import MediaNotFound
from affresco.media.model import MediaId
from affresco.media.queries import media_by_ids
from affresco.posts import commands as posts
from affresco.posts.checks import clean_alt
from affresco.posts.editing import focus
from affresco.studio.provenance.uploads import save_upload
from affresco.studio.queries import candidate_by_media

UPLOAD_BYTES: Final = BYTES_LIMIT
UPLOAD_PIXELS: Final = PIXELS_LIMIT
UPLOAD_TYPES: Final = ("image/jpeg", "image/png", "image/webp", "image/avif", "image/gif")
GREY: Final = (206, 202, 196)


class NewMedia(msgspec.Struct, frozen=True):
    """A picture to upload. description: its alt text. focus: "x,y", each from -1 to 1."""

    file: UploadFile
    description: str | None = None
    focus: str | None = None


class Nothing(msgspec.Struct, frozen=True):
    """An empty object: it is done."""


class Described(msgspec.Struct, frozen=True):
    """What to change about a picture; what is left out stays. focus: "x,y", each from -1 to 1."""

    description: str | None = None
    focus: str | None = None


def _upload_at(version: str) -> HTTPRouteHandler:
    """Both versions answer with the finished picture."""
    decorate = endpoint(
        "POST",
        f"/api/{version}/media",
        "Upload a picture; its id goes into media_ids of a status",
        needs="write:media",
        faults=(413, 422, 507),
        forms=False,
    )

    async def handler(
        request: Call,
        data: Annotated[NewMedia, Body(media_type=RequestEncodingType.MULTI_PART)],
    ) -> Answer[MediaAttachment]:
        alt, point = clean_alt(data.description or ""), read_focus(data.focus, "focus")
        media = await save_upload(request.runtime, request.me.id, await data.file.read(), alt)
        if point is not None:
            await focus(request.database, request.me.id, media.id, point)
            media = msgspec.structs.replace(media, focus=point)
        return Answer(convert.attachment(request.own(media), media.alt, None, request.base_url))

    handler.__name__ = f"upload_{version}"
    return decorate(handler)


@endpoint("GET", "/api/v1/media/{media_id:str}", "One's own picture", needs="write:media")
async def get_media(request: Call, media_id: MediaIdText) -> Answer[MediaAttachment]:
    return Answer(await _own(request, find_id(media_id)))


@endpoint(
    "PUT",
    "/api/v1/media/{media_id:str}",
    "Describe one's own picture before it is in a status, and say what crops keep in sight",
    needs="write:media",
    faults=(422,),
)
async def describe_media(
    request: Call, media_id: MediaIdText, data: JSONBody[Described]
) -> Answer[MediaAttachment]:
    number = find_id(media_id)
    if number is None:
        raise MediaNotFound
    point = read_focus(data.focus, "focus")
    if data.description is not None:
        alt = clean_alt(data.description)
        await commands.describe(request.database, request.me.id, number, alt)
    if point is not None:
        await focus(request.database, request.me.id, number, point)
    return Answer(await _own(request, number))


@endpoint(
    "DELETE",
    "/api/v1/media/{media_id:str}",
    "Delete one's own picture that is in no status",
    needs="write:media",
    faults=(409, 422),
)
async def delete_media(request: Call, media_id: MediaIdText) -> Answer[Nothing]:
    number = find_id(media_id)
    if number is None:
        raise MediaNotFound
    await _own(request, number)
    await posts.delete_unpublished(request.database, request.me.id, [number])
    return Answer(Nothing())


async def _own(request: Call, number: int | None) -> MediaAttachment:
    """Raises MediaNotFound, also for somebody else's."""
    async with request.database.read() as tx:
        found = await media_by_ids(tx, [] if number is None else [number])
        media = found.get(MediaId(number)) if number is not None else None
        if media is None or media.owner_id != request.me.id:
            raise MediaNotFound
        recipes = await candidate_by_media(tx, request.me.id, [media.id])
    recipe = recipes.get(media.id)
    return convert.attachment(request.own(media), media.alt, recipe, request.base_url)


@get(
    [convert.MISSING_AVATAR, convert.MISSING_HEADER],
    include_in_schema=False,
    sync_to_thread=False,
    media_type="image/png",
)
def missing() -> Response[bytes]:
    """A plain surface."""
    return Response(
        _plain_picture(),
        media_type="image/png",
        headers={"Cache-Control": "public, max-age=31536000, immutable"},
    )


@functools.cache
def _plain_picture() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (400, 400), GREY).save(out, "PNG", optimize=True)
    return out.getvalue()


routes: Final[tuple[HTTPRouteHandler, ...]] = (
    _upload_at("v2"),
    _upload_at("v1"),
    get_media,
    describe_media,
    delete_media,
    missing,
)
