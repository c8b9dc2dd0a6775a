"""Settings: who may follow, whom one blocks and mutes, hashtags, other accounts of one's own."""

from __future__ import annotations

from typing import Any, Final

import msgspec
from litestar import Request, Response, get, post
from litestar.di import NamedDependency

from affresco.accounts import access, hydrate, moving, tie_queries, ties
from affresco.accounts.errors import AboutField, PersonNotFound
from affresco.accounts.model import AccountId, Person, Viewer
from affresco.posts import tags
from affresco.posts.errors import TagInvalid
from affresco.runtime import Runtime
from affresco.text import _
from affresco.web.forms import read_form
from affresco.web.paging import FormId, Id
from affresco.web.render import flash, redirect, render, sent_from
from affresco.web.session import visit_of

AnyRequest = Request[Any, Any, Any]
PAGE: Final = "/settings/people"
BLOCKED: Final = "/settings/people/blocked"
MUTED: Final = "/settings/people/muted"
TAGS: Final = "/settings/people/hashtags"


class DoorForm(msgspec.Struct, frozen=True):
    """Boxes that are not ticked are not sent."""

    locked: str = ""
    discoverable: str = ""


class MovingForm(msgspec.Struct, frozen=True):
    """also_known_as: one address a line. move_to: a handle here, "" for nowhere."""

    also_known_as: str = ""
    move_to: str = ""


class TagForm(msgspec.Struct, frozen=True):
    """name: of a hashtag to follow, show or follow no more; featured: the id of one that is shown."""

    name: str = ""
    featured: FormId | None = None


@get(PAGE)
async def people_page(
    request: AnyRequest, runtime: NamedDependency[Runtime], me: NamedDependency[Viewer]
) -> Response[str]:
    """All of it."""
    return await _show(request, runtime, me)


@post(PAGE)
async def save_door(
    request: AnyRequest, runtime: NamedDependency[Runtime], me: NamedDependency[Viewer]
) -> Response[Any]:
    """Whether one is asked, and shown to those who look for people."""
    sent = await read_form(request, DoorForm)
    await ties.set_locked(runtime.database, me.id, bool(sent.locked))
    await ties.set_discoverable(runtime.database, me.id, bool(sent.discoverable))
    return _saved(request)


@post(f"{PAGE}/moving")
async def save_moving(
    request: AnyRequest, runtime: NamedDependency[Runtime], me: NamedDependency[Viewer]
) -> Response[Any]:
    """Other addresses, and the account that takes this one's place."""
    sent = await read_form(request, MovingForm)
    try:
        await moving.set_also_known_as(runtime.database, me.id, sent.also_known_as.splitlines())
        await moving.move(runtime.database, me.id, sent.move_to)
    except (AboutField, PersonNotFound) as error:
        field = error.field if isinstance(error, AboutField) else "move_to"
        errors = {field: error.text(visit_of(request).locale)}
        return await _show(request, runtime, me, sent, errors)
    return _saved(request)


@get(BLOCKED)
async def blocked_page(
    request: AnyRequest,
    runtime: NamedDependency[Runtime],
    me: NamedDependency[Viewer],
    before: Id = None,
) -> Response[str]:
    """Whom one blocks."""
    async with runtime.database.read() as tx:
        page = await access.list_blocked(tx, me.id, before)
        people = await hydrate.people(tx, page.ids)
    lines = [(people[id_], None) for id_ in page.ids if id_ in people]
    more = f"{BLOCKED}?before={page.older}" if page.older is not None else None
    return render(request, "ties/kept_away.html", which="blocked", lines=lines, more_url=more)


@get(MUTED)
async def muted_page(
    request: AnyRequest,
    runtime: NamedDependency[Runtime],
    me: NamedDependency[Viewer],
    before: Id = None,
) -> Response[str]:
    """Whom one mutes, and until when."""
    async with runtime.database.read() as tx:
        page = await access.list_muted(tx, me.id, before)
        people = await hydrate.people(tx, [mute.account_id for mute in page.mutes])
    lines = [
        (people[mute.account_id], mute.until) for mute in page.mutes if mute.account_id in people
    ]
    more = f"{MUTED}?before={page.older}" if page.older is not None else None
    return render(request, "ties/kept_away.html", which="muted", lines=lines, more_url=more)


@get(TAGS)
async def tags_page(
    request: AnyRequest, runtime: NamedDependency[Runtime], me: NamedDependency[Viewer]
) -> Response[str]:
    """Hashtags that one follows, and those on one's profile."""
    return await _show_tags(request, runtime, me)


@post(f"{TAGS}/follow")
async def follow_tag(
    request: AnyRequest, runtime: NamedDependency[Runtime], me: NamedDependency[Viewer]
) -> Response[Any]:
    """From these settings, or from a page of the hashtag. Raises TooManyTags."""
    sent = await read_form(request, TagForm)
    try:
        await tags.follow(runtime.database, me.id, sent.name)
    except TagInvalid as error:
        return await _show_tags(request, runtime, me, error.text(visit_of(request).locale))
    return redirect(request, sent_from(request))


@post(f"{TAGS}/unfollow")
async def unfollow_tag(
    request: AnyRequest, runtime: NamedDependency[Runtime], me: NamedDependency[Viewer]
) -> Response[Any]:
    """Raises TagInvalid."""
    sent = await read_form(request, TagForm)
    await tags.unfollow(runtime.database, me.id, sent.name)
    return redirect(request, sent_from(request))


@post(f"{TAGS}/feature")
async def feature_tag(
    request: AnyRequest, runtime: NamedDependency[Runtime], me: NamedDependency[Viewer]
) -> Response[Any]:
    """Raises TagInvalid, TooManyTags, FeaturedTagNotFound."""
    sent = await read_form(request, TagForm)
    if sent.featured is not None:
        await tags.unfeature(runtime.database, me.id, sent.featured)
    else:
        await tags.feature(runtime.database, me.id, sent.name)
    return redirect(request, sent_from(request))


async def _me(runtime: Runtime, me: Viewer) -> tuple[Person, Person | None, int]:
    """Oneself, the account that took one's place, and how many ask to follow."""
    async with runtime.database.read() as tx:
        person = await access.get_person(tx, me.id)
        moved: dict[AccountId, Person] = {}
        if person.moved_to_id is not None:
            moved = await hydrate.people(tx, [person.moved_to_id])
        asking = await tie_queries.count_requests(tx, me.id)
    return person, next(iter(moved.values()), None), asking


async def _show(
    request: AnyRequest,
    runtime: Runtime,
    me: Viewer,
    sent: MovingForm | None = None,
    errors: dict[str, str] | None = None,
) -> Response[str]:
    person, moved, asking = await _me(runtime, me)
    written = sent or MovingForm("\n".join(person.also_known_as), moved.handle if moved else "")
    return render(
        request,
        "ties/settings.html",
        status=422 if errors else 200,
        person=person,
        asking=asking,
        written=written,
        errors=errors or {},
    )


async def _show_tags(
    request: AnyRequest, runtime: Runtime, me: Viewer, error: str | None = None
) -> Response[str]:
    async with runtime.database.read() as tx:
        followed = await tags.followed(tx, me.id)
        featured = await tags.featured(tx, me.id)
        suggested = await tags.suggested(tx, me.id)
    return render(
        request,
        "ties/hashtags.html",
        status=422 if error else 200,
        followed=followed.names,
        featured=featured,
        suggested=suggested,
        error=error,
    )


def _saved(request: AnyRequest) -> Response[Any]:
    response = redirect(request, PAGE)
    flash(response, "success", _("Your choice is saved."))
    return response


routes = [
    people_page,
    save_door,
    save_moving,
    blocked_page,
    muted_page,
    tags_page,
    follow_tag,
    unfollow_tag,
    feature_tag,
]
