"""A palette from a picture: its colours go into the studio's form, where they can be seen and changed."""

from __future__ import annotations

import asyncio
import io
from typing import Any, Final

import msgspec
from litestar import Request, Response, post
from litestar.datastructures import UploadFile
from litestar.di import NamedDependency
from PIL import Image

from affresco.accounts import limits
from affresco.accounts.limits import Limit
from affresco.accounts.model import Viewer
from affresco.errors import AffrescoError
from affresco.feeds.reader import Reader
from affresco.media.decode import decode_upload
from affresco.media.errors import FileTooLarge, NotAPicture, TooManyPixels
from affresco.runtime import Runtime
from affresco.studio import history
from affresco.studio.engines.illustrator import palette_of
from affresco.studio.engines.registry import offers
from affresco.studio.errors import SourceUnusable
from affresco.text import _
from affresco.web.forms import read_form
from affresco.web.orders import NewPictures
from affresco.web.pages.check import AT_ONCE, NoFile
from affresco.web.pages.words import form_kept
from affresco.web.render import render
from affresco.web.session import is_htmx

AnyRequest = Request[Any, Any, Any]

COLOURS: Final = 6
PALETTES_BY_ACCOUNT: Final = Limit("palettes-account", 60, 10 * 60)


class PaletteForm(NewPictures, frozen=True):
    """The studio's form, with a file whose colours are wanted."""

    palette_file: UploadFile | None = None


@post("/studio/palette")
async def palette(
    request: AnyRequest,
    runtime: NamedDependency[Runtime],
    reader: NamedDependency[Reader],
    me: NamedDependency[Viewer],
) -> Response[Any]:
    """The form with the colours of a file, which is looked at and forgotten; for scripts the colours alone,
    or the reason why there are none."""
    await limits.check(runtime.database, PALETTES_BY_ACCOUNT, str(me.id))
    sent = await read_form(request, PaletteForm)
    wrong: AffrescoError | None = None
    try:
        found = await _of_file(sent.palette_file)
        sent = msgspec.structs.replace(sent, palette=found)
    except (NoFile, NotAPicture, FileTooLarge, TooManyPixels) as error:
        wrong = error
    if is_htmx(request):
        told = {"error": wrong.text(me.locale)} if wrong else {"palette": sent.palette}
        return Response(told, status_code=wrong.status if wrong else 200)
    errors = {"palette": wrong.text(me.locale)} if wrong else {}
    return render(
        request,
        "studio/new.html",
        status=wrong.status if wrong else 200,
        form=await form_kept(request, reader, me, sent, errors),
        offers=offers(runtime.settings),
        title=_("Colours for a picture"),
    )


async def colours_of(runtime: Runtime, me: Viewer, media_id: int) -> str:
    """The colours of a picture of one's own, as the form has them. Raises SourceUnusable, also for somebody
    else's; StoreUnavailable."""
    async with runtime.database.read() as tx:
        media = (await history.get_picture(tx, me.id, media_id)).media
    data = await runtime.store.get(media.key, media.file_name("preview"))
    if data is None:
        raise SourceUnusable
    return await asyncio.to_thread(_colours, data)


async def _of_file(file: UploadFile | None) -> str:
    """Raises NoFile, NotAPicture, FileTooLarge, TooManyPixels."""
    data = b"" if file is None else await file.read()
    if not data:
        raise NoFile
    async with AT_ONCE:
        return await asyncio.to_thread(lambda: _text(decode_upload(data)))


def _colours(data: bytes) -> str:
    """Of a rendition of ours."""
    with Image.open(io.BytesIO(data)) as image:
        return _text(image)


def _text(image: Image.Image) -> str:
    return " ".join(palette_of(image, COLOURS))


routes = (palette,)
