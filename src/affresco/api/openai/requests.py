"""What programs send, and the order that follows from it."""

from __future__ import annotations

import asyncio
import io
import re
from collections.abc import Iterable
from typing import Annotated, Final, Literal

import msgspec
from litestar.datastructures import UploadFile
from PIL import Image

from affresco.api.core.call import Call
from affresco.api.openai.faults import (
    BadFormat,
    BadNumber,
    BadSize,
    MaskWithoutAlpha,
    ModelNotFound,
    NotTransparent,
    OneMask,
    OnePicture,
    PictureMissing,
)
from affresco.feeds.remixing import get_source, source_picture
from affresco.media.decode import BYTES_LIMIT, decode_upload
from affresco.media.errors import FileTooLarge
from affresco.media.queries import media_by_ids
from affresco.posts.model import PostId
from affresco.posts.queries import posts_of_media
from affresco.studio import commands
from affresco.studio.engines.registry import Offer, offers
from affresco.studio.errors import QuotaExhausted
from affresco.studio.model import COUNT_LIMIT, SEEDS, SIZES, Source, Start, Steering, Task
from affresco.studio.provenance.inspect import report
from affresco.studio.provenance.notary import examiner_of
from affresco.studio.provenance.queries import find_made
from affresco.studio.provenance.seal import watermarker_of
from affresco.studio.provenance.uploads import save_upload
from affresco.studio.steering import tasks_of

FileFormat = Literal["png", "jpeg", "webp"]
FORMATS: Final[dict[FileFormat, str]] = {
    "png": "image/png",
    "jpeg": "image/jpeg",
    "webp": "image/webp",
}
ANSWERS: Final = ("url", "b64_json")
_SIZE: Final = re.compile(r"([1-9][0-9]{0,4})x([1-9][0-9]{0,4})")
_LOOKS: Final = asyncio.Semaphore(2)
"""To look for marks in a file of 40 megapixels takes a second and 300 MB."""


class NewImage(msgspec.Struct, frozen=True):
    """What to make. model: an engine, the first where it is left out. size: the nearest that is made here;
    the answer says which.

    response_format: url or b64_json; both where it is left out. output_format: png, jpeg or webp, of
    b64_json. seed: as in the studio. quality, style, moderation, user and what else that API knows is
    taken and changes nothing.
    """

    prompt: str = ""
    model: str | None = None
    n: int | None = None
    size: str | None = None
    response_format: str | None = None
    output_format: str | None = None
    output_compression: int | None = None
    background: str | None = None
    stream: bool | None = None
    partial_images: int | None = None
    seed: Annotated[int, msgspec.Meta(ge=0, lt=SEEDS)] | None = None


class Wish(msgspec.Struct, frozen=True):
    """How the answer is to look. shows: fields of each picture, of ``ANSWERS``. quality: of JPEG and WebP,
    from 1 to 100. previews: pictures on the way that a stream is to show."""

    shows: tuple[str, ...]
    format: FileFormat
    quality: int
    stream: bool
    previews: int


def wish(sent: NewImage) -> Wish:
    """Pure. Raises BadFormat, BadNumber, NotTransparent."""
    if sent.background == "transparent":
        raise NotTransparent
    if sent.background not in (None, "auto", "opaque"):
        raise BadFormat(field="background", allowed="auto, opaque")
    if sent.response_format is not None and sent.response_format not in ANSWERS:
        raise BadFormat(field="response_format", allowed=", ".join(ANSWERS))
    kind = sent.output_format or "png"
    if kind not in FORMATS:
        raise BadFormat(field="output_format", allowed=", ".join(FORMATS))
    quality = 95 if sent.output_compression is None else sent.output_compression
    if not 0 <= quality <= 100:
        raise BadFormat(field="output_compression", allowed="0–100")
    previews = sent.partial_images or 0
    if not 0 <= previews <= 3:
        raise BadFormat(field="partial_images", allowed="0–3")
    stream = bool(sent.stream)
    if not 1 <= (1 if sent.n is None else sent.n) <= (1 if stream else COUNT_LIMIT):
        raise BadNumber(limit=COUNT_LIMIT)
    shows = (sent.response_format,) if sent.response_format else ANSWERS
    format_: FileFormat = kind
    return Wish(shows, format_, max(1, quality), stream, previews)


def order(offered: Iterable[Offer], sent: NewImage, key: str | None) -> Start:
    """A job from words alone. Pure. Raises ModelNotFound, BadSize."""
    width, height = nearest(sent.size)
    return Start(
        prompt=sent.prompt,
        engine=known_model(offered, sent.model),
        count=1 if sent.n is None else sent.n,
        width=width,
        height=height,
        seed=sent.seed,
        idempotency_key=key,
    )


async def edit_order(
    request: Call,
    sent: NewImage,
    images: list[UploadFile],
    masks: list[UploadFile],
    key: str | None,
) -> Start:
    """A job that begins from a picture: painted anew where the mask is transparent, else changed as the
    prompt says.

    A picture that was made here is known by its mark, so that an edit of somebody's post is its remix,
    with credit and only where they allow it. Any other is kept as an upload of the person's.

    Raises PictureMissing, OnePicture, OneMask, BadSize, QuotaExhausted, ModelNotFound, MaskWithoutAlpha,
    RemixForbidden and what ``save_upload`` and ``decode_upload`` raise.
    """
    if not images:
        raise PictureMissing
    if len(images) > 1:
        raise OnePicture(count=len(images))
    if len(masks) > 1:
        raise OneMask(count=len(masks))
    nearest(sent.size)  # it has the size of its picture, but what is no size is a mistake
    await _check_quota(request, 1 if sent.n is None else sent.n)
    offered = offers(request.runtime.settings)
    engine = known_model(offered, sent.model)
    area = await asyncio.to_thread(painted, await _read(masks[0])) if masks else None
    source = await _source(request, await _read(images[0]))
    task = _task(offered, engine, masked=area is not None)
    return Start(
        prompt="" if task == "instruct" else sent.prompt,
        engine=engine,
        count=1 if sent.n is None else sent.n,
        width=1024,
        height=1024,
        seed=sent.seed,
        source_post_id=source.post_id,
        idempotency_key=key,
        task=task,
        source=source,
        mask=area,
        steering=Steering(instruction=sent.prompt if task == "instruct" else ""),
    )


async def _check_quota(request: Call, wanted: int) -> None:
    """Before the picture is looked at, which takes long, and kept. Raises QuotaExhausted."""
    settings = request.runtime.settings
    async with request.database.read() as tx:
        left = await commands.pictures_left(tx, settings, request.me.id)
    if wanted > left:
        raise QuotaExhausted(limit=settings.pictures_per_day, left=left)


def known_model(offered: Iterable[Offer], model: str | None) -> str | None:
    """Raises ModelNotFound."""
    names = [offer.name for offer in offered]
    if model is not None and model not in names:
        raise ModelNotFound(models=", ".join(names))
    return model


def nearest(size: str | None) -> tuple[int, int]:
    """The size that is made here with the nearest proportions: (width, height). Raises BadSize."""
    if size is None or size == "auto":
        return SIZES["1:1"]
    found = _SIZE.fullmatch(size)
    if found is None:
        raise BadSize(size=size[:40])
    wanted = int(found[1]) / int(found[2])
    return min(SIZES.values(), key=lambda made: abs(made[0] / made[1] - wanted))


def _task(offered: Iterable[Offer], engine: str | None, *, masked: bool) -> Task:
    if masked:
        return "inpaint"
    can = next((tasks_of(one.capabilities) for one in offered if one.name == engine), None)
    only_images = can is not None and "instruct" not in can and "image-to-image" in can
    return "image-to-image" if only_images else "instruct"


async def _read(file: UploadFile) -> bytes:
    data = await file.read()
    if len(data) > BYTES_LIMIT:
        raise FileTooLarge(limit_mb=BYTES_LIMIT // 1024 // 1024)
    return data


async def _source(request: Call, data: bytes) -> Source:
    runtime, me = request.runtime, request.me
    async with _LOOKS:
        found = await asyncio.to_thread(
            lambda: report(examiner_of(runtime), watermarker_of(runtime), data)
        )
    if found.mark is not None:
        async with request.database.read() as tx:
            made = await find_made(tx, found.mark)
            media = await media_by_ids(tx, [made.media_id]) if made else {}
            posts = await posts_of_media(tx, [made.media_id]) if made else {}
        for media_id, picture in media.items():
            if picture.owner_id == me.id:
                return Source(media_id)
            if media_id in posts:
                post = await get_source(request.reader, me.id, PostId(posts[media_id]))
                return source_picture(post, media_id, me.id) or Source(media_id)
    upload = await save_upload(runtime, me.id, data)
    return Source(upload.id)


def painted(data: bytes) -> bytes:
    """A mask as the studio takes it: PNG, white where to paint. data: transparent there.

    Raises MaskWithoutAlpha and what ``decode_upload`` raises.
    """
    image = decode_upload(data)
    if image.mode != "RGBA":
        raise MaskWithoutAlpha
    alpha = image.getchannel("A")
    clear = alpha.point([255] * 128 + [0] * 128)
    if clear.getbbox() is None:
        raise MaskWithoutAlpha
    out = io.BytesIO()
    clear.save(out, "PNG")
    return out.getvalue()


def decode_form(fields: Iterable[tuple[str, object]]) -> NewImage:
    """The words of a form with several parts; what is a file, or unknown, is left out.

    Raises msgspec.ValidationError.
    """
    said = {name: value for name, value in fields if isinstance(value, str) and value}
    return msgspec.convert(said, NewImage, strict=False)


def image_of(data: bytes) -> Image.Image:
    """A file of ours, decoded."""
    image = Image.open(io.BytesIO(data))
    image.load()
    return image
