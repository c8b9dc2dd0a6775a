"""A person's page: who they are, their pictures, their posts and replies."""

from __future__ import annotations

from typing import Any, Final

import msgspec
from litestar import Request, Response, get
from litestar.di import NamedDependency
from litestar.params import FromPath

from affresco.accounts.access import get_person_by_handle, list_endorsed, list_familiar
from affresco.accounts.errors import PersonNotFound
from affresco.accounts.hydrate import people, relationships
from affresco.accounts.model import AccountId, Person, Relationship, Viewer
from affresco.accounts.usage import Statement
from affresco.feeds.model import Cursor
from affresco.feeds.reader import Reader
from affresco.posts.tags import FeaturedTag, featured
from affresco.runtime import Runtime
from affresco.web.described import usage_of
from affresco.web.pages import rss
from affresco.web.paging import CURSOR, feed_page, wants_list
from affresco.web.present import cards
from affresco.web.render import render

AnyRequest = Request[Any, Any, Any]
COMPANY: Final = 5
"""People named of those whom a person recommends, and of those known to the viewer who follow them."""


class Company(msgspec.Struct, frozen=True):
    """What stands on a person's page besides. moved: the account that took this one's place."""

    moved: Person | None = None
    tags: tuple[FeaturedTag, ...] = ()
    endorsed: tuple[Person, ...] = ()
    familiar: tuple[Person, ...] = ()


@get("/{at_handle:str}", dependencies=CURSOR)
async def pictures(
    request: AnyRequest,
    runtime: NamedDependency[Runtime],
    reader: NamedDependency[Reader],
    viewer: NamedDependency[Viewer | None],
    cursor: NamedDependency[Cursor],
    at_handle: FromPath[str],
) -> Response[Any]:
    """``/@handle``: the person and their pictures; with ``.rss`` behind, what they post as a feed."""
    if at_handle.startswith("@") and at_handle.endswith(rss.ENDING):
        return await rss.person_feed(request, runtime, reader, at_handle.removesuffix(rss.ENDING))
    return await _show(request, runtime, reader, viewer, cursor, at_handle, with_replies=False)


@get("/{at_handle:str}/with-replies", dependencies=CURSOR)
async def with_replies(
    request: AnyRequest,
    runtime: NamedDependency[Runtime],
    reader: NamedDependency[Reader],
    viewer: NamedDependency[Viewer | None],
    cursor: NamedDependency[Cursor],
    at_handle: FromPath[str],
) -> Response[str]:
    """``/@handle/with-replies``: everything the person says, to others too."""
    return await _show(request, runtime, reader, viewer, cursor, at_handle, with_replies=True)


async def _show(
    request: AnyRequest,
    runtime: Runtime,
    reader: Reader,
    viewer: Viewer | None,
    cursor: Cursor,
    at_handle: str,
    *,
    with_replies: bool,
) -> Response[str]:
    viewer_id = viewer.id if viewer else None
    person, relationship = await _find(runtime, viewer_id, at_handle)
    path = f"{person.url}/with-replies" if with_replies else person.url
    timeline = await reader.person(
        viewer_id, person.id, cursor, with_replies=with_replies, only_pictures=not with_replies
    )
    page = feed_page(timeline, viewer_id, path, cursor, context="account")
    if wants_list(request):
        template = "_list" if with_replies else "_gallery"
        return render(request, f"feeds/{template}.html", page=page)
    on_top = await reader.pinned(viewer_id, person.id) if cursor.max_id is None else ()
    pinned = cards(on_top, viewer_id)
    usage = await usage_of(reader, (*timeline.items, *on_top))
    first = {card.id for card in pinned}
    page = msgspec.structs.replace(
        page, cards=tuple(card for card in page.cards if card.id not in first)
    )
    return render(
        request,
        "profile/page.html",
        headers=Statement(usage, runtime.base_url).reservation(),
        person=person,
        relationship=relationship,
        counts=await reader.person_counts(person.id),
        page=page,
        pinned=pinned,
        with_replies=with_replies,
        own=person.id == viewer_id,
        company=await _company(runtime, viewer_id, person, relationship),
    )


async def _company(
    runtime: Runtime, viewer_id: int | None, person: Person, relationship: Relationship | None
) -> Company:
    """Nothing between those of whom one blocks the other."""
    if relationship is not None and (relationship.blocking or relationship.blocked_by):
        return Company()
    async with runtime.database.read() as tx:
        endorsed = (await list_endorsed(tx, person.id)).ids[:COMPANY]
        familiar: tuple[AccountId, ...] = ()
        if viewer_id is not None and viewer_id != person.id:
            found = await list_familiar(tx, viewer_id, [person.id])
            familiar = found[person.id][:COMPANY]
        moved = () if person.moved_to_id is None else (person.moved_to_id,)
        known = await people(tx, {*endorsed, *familiar, *moved})
        tags = await featured(tx, person.id)
    return Company(
        moved=known.get(moved[0]) if moved else None,
        tags=tags,
        endorsed=tuple(known[id_] for id_ in endorsed if id_ in known),
        familiar=tuple(known[id_] for id_ in familiar if id_ in known),
    )


async def _find(
    runtime: Runtime, viewer_id: int | None, at_handle: str
) -> tuple[Person, Relationship | None]:
    """The person, and how a signed-in viewer stands to them. Raises PersonNotFound."""
    if not at_handle.startswith("@"):
        raise PersonNotFound
    async with runtime.database.read() as tx:
        person = await get_person_by_handle(tx, at_handle[1:].lower())
        if viewer_id is None or viewer_id == person.id:
            return person, None
        return person, (await relationships(tx, viewer_id, [person.id])).get(person.id)


routes = [pictures, with_replies]
