"""Drop a file and learn where it comes from. Works without script and without an account."""

from __future__ import annotations

import asyncio
from typing import Any, Final

import msgspec
from litestar import Request, Response, get, post
from litestar.datastructures import UploadFile
from litestar.di import NamedDependency

from affresco.accounts import limits
from affresco.accounts.limits import Limit
from affresco.accounts.model import Viewer
from affresco.errors import Invalid
from affresco.feeds.model import PostView
from affresco.feeds.reader import Reader
from affresco.media.decode import BYTES_LIMIT
from affresco.media.errors import FileTooLarge
from affresco.media.queries import media_by_ids
from affresco.posts.errors import PostNotFound
from affresco.posts.model import PostId
from affresco.posts.queries import posts_of_media
from affresco.runtime import Runtime
from affresco.studio.provenance.inspect import report
from affresco.studio.provenance.model import Made, Report
from affresco.studio.provenance.notary import examiner_of
from affresco.studio.provenance.queries import find_made
from affresco.studio.provenance.seal import watermarker_of
from affresco.text import N_
from affresco.web.forms import read_form
from affresco.web.origins import Verdict, verdict
from affresco.web.pages.sign_in import address
from affresco.web.render import render
from affresco.web.session import visit_of

AnyRequest = Request[Any, Any, Any]

CHECKS_BY_ADDRESS: Final = Limit("check-address", 60, 10 * 60)
AT_ONCE: Final = asyncio.Semaphore(2)
"""A file of 40 megapixels takes a second and 300 MB; the rest of the process goes on meanwhile."""


class CheckForm(msgspec.Struct, frozen=True):
    file: UploadFile | None = None


class NoFile(Invalid):
    code = "web.no_file"
    message = N_("Choose a file first.")


@get("/check")
async def check_page(request: AnyRequest) -> Response[str]:
    """The form."""
    return _show(request)


@post("/check")
async def check(
    request: AnyRequest,
    runtime: NamedDependency[Runtime],
    reader: NamedDependency[Reader],
    viewer: NamedDependency[Viewer | None],
) -> Response[str]:
    """The answer. The file is looked at and forgotten."""
    await limits.check(runtime.database, CHECKS_BY_ADDRESS, address(request))
    sent = await read_form(request, CheckForm)
    data = b"" if sent.file is None else await sent.file.read()
    if sent.file is None or not data:
        return _show(request, error=NoFile())
    if len(data) > BYTES_LIMIT:
        return _show(request, error=FileTooLarge(limit_mb=BYTES_LIMIT // 1024 // 1024))
    async with AT_ONCE:
        found = await asyncio.to_thread(_look, runtime, data)
    made, published = await _remembered(runtime, reader, viewer, found)
    own = made is not None and viewer is not None and await _owns(runtime, viewer, made)
    answer = verdict(found, made, published, own=own)
    return _show(request, answer=answer, name=sent.file.filename)


def _look(runtime: Runtime, data: bytes) -> Report:
    return report(examiner_of(runtime), watermarker_of(runtime), data)


async def _remembered(
    runtime: Runtime, reader: Reader, viewer: Viewer | None, found: Report
) -> tuple[Made | None, PostView | None]:
    """What we know of a picture of ours; its post only where this viewer may see it."""
    if found.mark is None:
        return None, None
    async with runtime.database.read() as tx:
        made = await find_made(tx, found.mark)
        posts = await posts_of_media(tx, [made.media_id]) if made else {}
    if made is None or made.media_id not in posts:
        return made, None
    try:
        shown = await reader.post(viewer.id if viewer else None, PostId(posts[made.media_id]))
    except PostNotFound:
        return made, None
    return made, shown


async def _owns(runtime: Runtime, viewer: Viewer, made: Made) -> bool:
    async with runtime.database.read() as tx:
        found = await media_by_ids(tx, [made.media_id])
    return any(media.owner_id == viewer.id for media in found.values())


def _show(
    request: AnyRequest,
    *,
    answer: Verdict | None = None,
    name: str = "",
    error: Invalid | FileTooLarge | None = None,
) -> Response[str]:
    return render(
        request,
        "check/page.html",
        status=error.status if error else 200,
        answer=answer,
        name=name,
        error=error.text(visit_of(request).locale) if error else None,
    )


routes = [check_page, check]
