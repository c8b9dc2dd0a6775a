"""Blobs of pictures, for whoever may see the post that they are in (``feeds.pictures``).

Their addresses never change what they mean, so what is for everybody is kept for ever.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Annotated, Any, Final
from urllib.parse import quote

from litestar import HttpMethod, Request, Response, route
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery, QueryParameter

from affresco.accounts import sessions
from affresco.accounts.usage import NOTHING, Statement
from affresco.feeds.reader import Reader
from affresco.media.errors import MediaNotFound
from affresco.media.model import Media
from affresco.media.queries import find_by_key
from affresco.media.tickets import Tickets
from affresco.posts.report_queries import reported_picture
from affresco.runtime import Runtime
from affresco.web.downloads import restated_of, stating, taken_along
from affresco.web.session import SESSION_COOKIE

TYPES: Final = {
    "webp": "image/webp",
    "png": "image/png",
    "jpg": "image/jpeg",
    "avif": "image/avif",
    "gif": "image/gif",
}
"""By the end of the name, which the studio gives by what it encoded, never by what was uploaded."""

KEPT: Final = "public, max-age=31536000, immutable"
ASKED_OF_HOUSES: Final = f"{KEPT}, s-maxage=60"
"""Of what something was given of: it may be taken back, and a cache that many share soon hears of that."""
ASKED_AGAIN: Final = "private, no-cache"
"""Of what is not for everybody: browsers keep it, and ask each time whether it still is for them."""
HEADERS: Final = {
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "Cross-Origin-Resource-Policy": "cross-origin",
}
WORDS_IN_NAME: Final = 60
"""Characters of the description that become the name of a downloaded file."""


@route(
    "/media/{key:str}/{name:str}",
    http_method=[HttpMethod.GET, HttpMethod.HEAD],
    include_in_schema=False,
)
async def media(
    request: Request[Any, Any, Any],
    runtime: NamedDependency[Runtime],
    reader: NamedDependency[Reader],
    key: FromPath[str],
    name: FromPath[str],
    download: FromQuery[bool] = False,
    ticket: Annotated[str, QueryParameter(name="as")] = "",
) -> Response[bytes]:
    """A rendition. download: as a file, named after what the picture shows, its open prompt in it.

    ticket: of a program that has no cookie. Raises MediaNotFound, also for what is not for the viewer.
    """
    kind = TYPES.get(name.rpartition(".")[2])
    if kind is None:
        raise MediaNotFound
    everybodys, usage = await reader.look_at_picture(key)
    if not everybodys:
        await _check(request, runtime, reader, key, ticket)
    statement = Statement(usage or NOTHING, runtime.base_url)
    tag = f'"{key[:32]}-{name.partition(".")[0]}-{statement.code}"'
    headers = {**HEADERS, **statement.headers(), "ETag": tag}
    headers["Cache-Control"] = _kept(statement) if everybodys else ASKED_AGAIN
    if tag in request.headers.get("if-none-match", "") and not download:
        return Response(b"", status_code=304, headers=headers)
    data = await runtime.store.get(key, name)
    if data is None:
        raise MediaNotFound
    if download:
        async with runtime.database.read() as tx:
            picture = await find_by_key(tx, key)
        headers["Content-Disposition"] = _as_file(picture, key, name)
        if picture is not None and name.startswith("original."):
            data = await taken_along(runtime, reader, picture, data, statement)
            # What its owner lets be read may change.
            headers["Cache-Control"] = "private, no-store"
            del headers["ETag"]
    elif usage is not None:
        kept = restated_of(request.app.state)
        data = await stating(runtime, kept, key, name, data, statement)
    if request.method == HttpMethod.HEAD:
        headers["Content-Length"] = str(len(data))
        data = b""
    return Response(data, media_type=kind, status_code=200, headers=headers)


def _kept(statement: Statement) -> str:
    return KEPT if statement.usage == NOTHING else ASKED_OF_HOUSES


async def _check(
    request: Request[Any, Any, Any], runtime: Runtime, reader: Reader, key: str, ticket: str
) -> None:
    """Whose session it is counts, else whose ticket. Owners see what was reported to them.

    Raises MediaNotFound.
    """
    token = request.cookies.get(SESSION_COOKIE, "")
    viewer = await sessions.find_viewer(runtime.database, token) if token else None
    viewer_id: int | None = None
    if viewer is not None:
        viewer_id = viewer.id
    elif ticket:
        viewer_id = Tickets(runtime.secret).read(key, ticket)
    if await reader.may_fetch_picture(viewer_id, key):
        return
    if viewer is not None and viewer.role == "owner":
        async with runtime.database.read() as tx:
            if await reported_picture(tx, key):
                return
    raise MediaNotFound


def _as_file(picture: Media | None, key: str, name: str) -> str:
    """A Content-Disposition (RFC 6266) with a name in plain letters and one in the words' own."""
    end = name.rpartition(".")[2]
    words = file_words(picture.alt if picture else "") or f"affresco-{key[:8]}"
    plain = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode().strip("-")
    return (
        f'attachment; filename="{plain or "affresco"}.{end}"; '
        f"filename*=UTF-8''{quote(f'{words}.{end}', safe='')}"
    )


def file_words(alt: str) -> str:
    """The first words of a description as a file name without its end: "a-quiet-harbour"."""
    words = re.sub(r"[^\w]+", "-", alt.lower()).strip("-_")
    if len(words) <= WORDS_IN_NAME:
        return words
    return words[:WORDS_IN_NAME].rpartition("-")[0] or words[:WORDS_IN_NAME]


routes = (media,)
