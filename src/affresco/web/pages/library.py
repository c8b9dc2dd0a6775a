"""The library: one's own pictures, found, marked, put in folders, brought along, deleted."""

from __future__ import annotations

import asyncio
from datetime import UTC, date, datetime, timedelta
from typing import Any, Final, Literal
from urllib.parse import urlencode

import msgspec
from litestar import Request, Response, get, post
from litestar.datastructures import UploadFile
from litestar.di import NamedDependency
from litestar.params import FromPath

from affresco.accounts.model import Viewer
from affresco.errors import AffrescoError
from affresco.media.decode import moves
from affresco.media.errors import FileTooLarge, NotAPicture, TooManyPixels
from affresco.posts import commands as posts
from affresco.posts.checks import clean_alt
from affresco.posts.errors import AltTooLong
from affresco.posts.queries import posts_of_media
from affresco.runtime import Runtime
from affresco.studio.engines.registry import labels
from affresco.studio.library import access, commands, errors
from affresco.studio.library.model import Found, Item, Search
from affresco.studio.provenance.uploads import save_upload
from affresco.text import _
from affresco.web.forms import read_form
from affresco.web.paging import LARGEST_ID, FormId, Id, known_id
from affresco.web.present import PictureCard, post_url
from affresco.web.render import flash, local_path, redirect, render, sent_from
from affresco.web.workbench import card_of, picture_url

AnyRequest = Request[Any, Any, Any]
PAGE: Final = "/studio/library"
ID_DIGITS: Final = len(str(LARGEST_ID)) + 1
"""More need not be read to know that it is no id."""

UNUSABLE: Final = (NotAPicture, FileTooLarge, TooManyPixels)
FOLDER_ERRORS: Final = (
    errors.BadFolderName,
    errors.FolderNameTaken,
    errors.TooManyFolders,
    errors.FolderNotFound,
)


class Query(msgspec.Struct, frozen=True):
    """What is looked for, as it stands in the address. Dates are days, both included."""

    q: str = ""
    engine: str = ""
    since: str = ""
    until: str = ""
    folder: str = ""
    kind: Literal["", "made", "uploads", "favourites"] = ""

    @property
    def is_empty(self) -> bool:
        return self == Query()

    def url(self, **changes: str | int) -> str:
        """The page's address with these fields."""
        fields = {**msgspec.structs.asdict(self), **changes}
        return f"{PAGE}?{urlencode({name: value for name, value in fields.items() if value})}"


class Card(msgspec.Struct, frozen=True):
    """A picture in the library. post_url: of the post that shows it."""

    media_id: int
    url: str
    picture: PictureCard
    prompt: str
    favourite: bool
    post_url: str | None


class Chosen(msgspec.Struct, frozen=True):
    """What is to be done with the ticked pictures. folder: "" for none."""

    media_id: tuple[FormId, ...] = ()
    folder: FormId | None = None
    action: Literal["move", "delete"] = "move"


class FolderForm(msgspec.Struct, frozen=True):
    name: str = ""


class Mark(msgspec.Struct, frozen=True):
    favourite: bool = False


class Brought(msgspec.Struct, frozen=True):
    file: UploadFile | None = None
    alt: str = ""


class Unbrought(msgspec.Struct, frozen=True):
    """An upload that comes back, its words unharmed. file, alt_error: what is wrong with either."""

    status: int
    alt: str
    file: str = ""
    alt_error: str = ""


@get(PAGE)
async def library_page(
    request: AnyRequest,
    runtime: NamedDependency[Runtime],
    me: NamedDependency[Viewer],
    before: Id = None,
) -> Response[str]:
    """One's own pictures. Raises FolderNotFound."""
    return await _show(request, runtime, me, _read(request), before)


@post(f"{PAGE}/chosen")
async def change_chosen(
    request: AnyRequest, runtime: NamedDependency[Runtime], me: NamedDependency[Viewer]
) -> Response[Any]:
    """Move the ticked pictures into a folder, or delete them."""
    sent = await read_form(request, Chosen)
    response = redirect(request, _back(request))
    try:
        if sent.action == "delete":
            await posts.delete_unpublished(runtime.database, me.id, sent.media_id)
            flash(response, "success", _("Deleted."))
        else:
            await commands.put(runtime.database, me.id, sent.media_id, sent.folder)
            flash(response, "success", _("Moved."))
    except (errors.NothingChosen, errors.OnTheWall, errors.FolderNotFound) as error:
        flash(response, "error", error.text(me.locale))
    return response


@post(f"{PAGE}/folders")
async def make_folder(
    request: AnyRequest, runtime: NamedDependency[Runtime], me: NamedDependency[Viewer]
) -> Response[Any]:
    """A new folder."""
    sent = await read_form(request, FolderForm)
    try:
        folder_id = await commands.make_folder(runtime.database, me.id, sent.name)
    except FOLDER_ERRORS as error:
        return _sorry(request, me, error)
    return redirect(request, f"{PAGE}?folder={folder_id}")


@post(f"{PAGE}/folders/{{folder_id:int}}")
async def rename_folder(
    request: AnyRequest,
    runtime: NamedDependency[Runtime],
    me: NamedDependency[Viewer],
    folder_id: FromPath[int],
) -> Response[Any]:
    """Another name for a folder."""
    sent = await read_form(request, FolderForm)
    try:
        await commands.rename_folder(runtime.database, me.id, known_id(folder_id), sent.name)
    except FOLDER_ERRORS as error:
        return _sorry(request, me, error)
    return redirect(request, f"{PAGE}?folder={folder_id}")


@post(f"{PAGE}/folders/{{folder_id:int}}/delete")
async def delete_folder(
    request: AnyRequest,
    runtime: NamedDependency[Runtime],
    me: NamedDependency[Viewer],
    folder_id: FromPath[int],
) -> Response[Any]:
    """The folder goes, what lies in it stays. Raises FolderNotFound."""
    await commands.delete_folder(runtime.database, me.id, known_id(folder_id))
    return redirect(request, PAGE)


@post("/studio/pictures/{media_id:int}/favourite")
async def favour(
    request: AnyRequest,
    runtime: NamedDependency[Runtime],
    me: NamedDependency[Viewer],
    media_id: FromPath[int],
) -> Response[Any]:
    """Mark a picture, or take the mark away. Raises PictureNotFound."""
    sent = await read_form(request, Mark)
    wanted = known_id(media_id)
    await commands.favour(runtime.database, me.id, wanted, favourite=sent.favourite)
    return redirect(request, _back(request, picture_url(media_id)))


@post("/studio/uploads")
async def bring(
    request: AnyRequest, runtime: NamedDependency[Runtime], me: NamedDependency[Viewer]
) -> Response[Any]:
    """Bring a picture along: it is cleaned, kept, and laid on the workbench."""
    sent = await read_form(request, Brought)
    data = b"" if sent.file is None else await sent.file.read()
    try:
        alt = clean_alt(sent.alt)
        media = await save_upload(runtime, me.id, data, alt)
    except AltTooLong as error:
        failed = Unbrought(error.status, sent.alt, alt_error=error.text(me.locale))
        return await _show(request, runtime, me, Query(), failed=failed)
    except UNUSABLE as error:
        failed = Unbrought(error.status, sent.alt, file=error.text(me.locale))
        return await _show(request, runtime, me, Query(), failed=failed)
    response = redirect(request, picture_url(media.id))
    said = [_("It is yours alone until you publish it.")]
    if await asyncio.to_thread(moves, data):
        said.append(_("Of a picture that moves the first frame is kept."))
    flash(response, "success", " ".join(said))
    return response


async def _show(
    request: AnyRequest,
    runtime: Runtime,
    me: Viewer,
    query: Query,
    before: int | None = None,
    failed: Unbrought | None = None,
) -> Response[str]:
    """failed: a file that could not be brought along. Raises FolderNotFound."""
    async with runtime.database.read() as tx:
        found = await access.search(tx, me.id, _search(query), before=before)
        shown = await posts_of_media(tx, [item.media.id for item in found.items])
        folders = await access.folders(tx, me.id)
    return render(
        request,
        "studio/library.html",
        status=failed.status if failed is not None else 200,
        failed=failed,
        cards=_cards(found, shown, me.handle),
        folders=folders,
        query=query,
        engines=labels(runtime.settings),
        more_url=query.url(before=found.older) if found.older is not None else None,
        first=before is None,
    )


def _read(request: AnyRequest) -> Query:
    """What is looked for; the words alone where another field cannot be used."""
    fields = {name: value for name, value in request.query_params.dict().items() if value}
    known = {field.name for field in msgspec.structs.fields(Query)}
    sent = {name: value[-1] for name, value in fields.items() if name in known}
    try:
        return msgspec.convert(sent, Query)
    except msgspec.ValidationError:
        return Query(q=sent.get("q", ""))


def _search(query: Query) -> Search:
    until = _day(query.until)
    return Search(
        words=query.q,
        engine=query.engine.replace("\x00", "") or None,
        since=_day(query.since),
        until=until + timedelta(days=1) if until is not None else None,
        folder_id=_number(query.folder),
        favourites=query.kind == "favourites",
        uploads={"uploads": True, "made": False}.get(query.kind),
    )


def _number(text: str) -> int | None:
    """An id; None for what is none. Raises NotFound for one that no column could hold."""
    if not (text.isascii() and text.isdigit()):
        return None
    return known_id(int(text[:ID_DIGITS]))


def _day(text: str) -> datetime | None:
    """The beginning of a day (UTC); None for what is no date."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return datetime(day.year, day.month, day.day, tzinfo=UTC) if day.year < 9999 else None


def _cards(found: Found, shown: dict[int, int], handle: str) -> tuple[Card, ...]:
    return tuple(_card(item, shown.get(item.media.id), handle) for item in found.items)


def _card(item: Item, post_id: int | None, handle: str) -> Card:
    return Card(
        media_id=item.media.id,
        url=picture_url(item.media.id),
        picture=card_of(item.media),
        prompt=item.prompt or item.media.alt,
        favourite=item.favourite,
        post_url=post_url(handle, post_id) if post_id is not None else None,
    )


def _back(request: AnyRequest, default: str = PAGE) -> str:
    came_from = sent_from(request)
    return local_path(came_from) if came_from.startswith("/studio") else default


def _sorry(request: AnyRequest, me: Viewer, error: AffrescoError) -> Response[Any]:
    response = redirect(request, _back(request))
    flash(response, "error", error.text(me.locale))
    return response


routes = (
    library_page,
    change_chosen,
    make_folder,
    rename_folder,
    delete_folder,
    favour,
    bring,
)
