"""Tools that look: feeds, search, a post, one's own pictures, notifications."""

from __future__ import annotations

from typing import Annotated, Final, Literal

import msgspec

from affresco.accounts.access import get_person_by_handle
from affresco.accounts.hydrate import relationships
from affresco.feeds.model import Cursor, Timeline
from affresco.feeds.search.model import Found
from affresco.feeds.search.syntax import parse
from affresco.mcp import present
from affresco.mcp.entities import (
    FeedOut,
    FoundOut,
    MineOut,
    NoticesOut,
    OpenedOut,
    PersonOut,
    PostOut,
    TagOut,
)
from affresco.mcp.ids import BeforeText, Limit, PostIdText, cursor, number
from affresco.mcp.model import Caller, Told
from affresco.media.tickets import Tickets
from affresco.posts.errors import PostNotFound
from affresco.posts.model import PostId
from affresco.studio.library.access import search as own_pictures
from affresco.studio.library.model import Search
from affresco.text import _

PEOPLE: Final = 5
TAGS: Final = 5
DEEPEST: Final = 10_000


class BrowseFeed(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    feed: Annotated[
        Literal["home", "local", "hashtag", "person"],
        msgspec.Meta(
            description="home: whom the person follows. local: everybody here. hashtag and person need "
            "a name."
        ),
    ] = "home"
    name: Annotated[
        str, msgspec.Meta(description="The hashtag without #, or the handle without @.")
    ] = ""
    limit: Limit = 10
    before: BeforeText = None


class SearchFor(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    query: Annotated[
        str,
        msgspec.Meta(
            description='Words, compared by meaning too. Operators: "a phrase", -without, from:handle, '
            "from:me, has:picture, is:reply, before:2026-01-31, after:2026-01-01, #hashtag."
        ),
    ]
    limit: Limit = 10
    after: Annotated[
        str | None, msgspec.Meta(description="`older` of the page before; leave out for the best.")
    ] = None


class OpenPost(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    post_id: PostIdText


class ShowPerson(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    handle: Annotated[str, msgspec.Meta(description="With or without @.")]


class MyImages(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    words: Annotated[str, msgspec.Meta(description="Words of the prompt; leave out for all.")] = ""
    limit: Limit = 12
    before: BeforeText = None


class MyNotifications(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    limit: Limit = 15
    before: BeforeText = None


def presenter(caller: Caller) -> present.Presenter:
    """What presents facts to whoever calls."""
    return present.Presenter(caller.base_url, Tickets(caller.runtime.secret), caller.id)


async def browse_feed(caller: Caller, asked: BrowseFeed) -> Told:
    """Raises PersonNotFound, BadId."""
    at = Cursor(max_id=cursor(asked.before), limit=asked.limit)
    name = asked.name.strip().lstrip("@#")
    match asked.feed:
        case "home":
            page, title = await caller.reader.home(caller.id, at), _("Your feed")
        case "local":
            page, title = await caller.reader.local(caller.id, at), _("Everybody here")
        case "hashtag":
            page, title = await caller.reader.tag(caller.id, name, at), f"#{name}"
        case "person":
            async with caller.database.read() as tx:
                person = await get_person_by_handle(tx, name)
            page, title = await caller.reader.person(caller.id, person.id, at), f"@{person.handle}"
    return _feed(caller, asked.feed, name, title, page)


def _feed(caller: Caller, feed: str, name: str, title: str, page: Timeline) -> Told:
    shown = presenter(caller)
    data = FeedOut(
        feed=feed,
        name=name,
        title=title,
        posts=tuple(map(shown.post, page.items)),
        older=None if page.older is None else str(page.older),
    )
    return Told(text=_listed(title, data.posts), data=data)


async def search(caller: Caller, asked: SearchFor) -> Told:
    """Raises BadId."""
    after = min(number(asked.after), DEEPEST) if asked.after else 0
    found: Found = await caller.finder.posts(
        caller.id, parse(asked.query), caller.me.locale, limit=asked.limit, after=after
    )
    people: tuple[PersonOut, ...] = ()
    tags: tuple[TagOut, ...] = ()
    shown = presenter(caller)
    if not after and asked.query.strip():
        ids = await caller.finder.people(caller.id, asked.query, limit=PEOPLE, with_bio=True)
        known = await caller.reader.people(ids)
        people = tuple(shown.person(known[i]) for i in ids if i in known)
        tags = tuple(
            TagOut(tag.name, f"{caller.base_url}/tags/{tag.name}", tag.uses)
            for tag in await caller.finder.tags(asked.query, limit=TAGS)
        )
    data = FoundOut(
        query=asked.query,
        posts=tuple(map(shown.post, found.items)),
        people=people,
        hashtags=tags,
        older=None if found.after is None else str(found.after),
        problems=tuple(problem.text(caller.me.locale) for problem in found.problems),
    )
    title = _("Found for “{query}”").format(query=asked.query)
    more = [f"@{person.handle}: {person.name} · {person.url}" for person in people]
    return Told(text="\n".join([_listed(title, data.posts), *more, *data.problems]), data=data)


async def open_post(caller: Caller, asked: OpenPost) -> Told:
    """Raises PostNotFound, also for what is hidden from the person."""
    post_id = PostId(number(asked.post_id))
    thread = await caller.reader.thread(caller.id, post_id)
    shown = presenter(caller)
    family = shown.family(await caller.reader.family(caller.id, post_id), post_id)
    data = OpenedOut(
        post=shown.post(thread.focus),
        above=tuple(shown.post(view) for view in thread.ancestors if view is not None),
        replies=shown.replies(thread.replies),
        family=family,
    )
    lines = [present.line(data.post)]
    lines += [f"{'  ' * one.depth}↳ {present.line(one.post)}" for one in data.replies]
    lines += [
        f"{'  ' * one.depth}⑂ {one.id} "
        + (_("(gone)") if one.gone else f"@{one.author}: {one.prompt or ''}")
        for one in family
    ]
    return Told(text="\n".join(lines), data=data)


async def show_person(caller: Caller, asked: ShowPerson) -> Told:
    """Raises PersonNotFound."""
    async with caller.database.read() as tx:
        person = await get_person_by_handle(tx, asked.handle)
        tie = (await relationships(tx, caller.id, [person.id]))[person.id]
    counts = await caller.reader.person_counts(person.id)
    data = msgspec.structs.replace(
        presenter(caller).person(person, tie), posts=counts.posts, followers=counts.followers
    )
    return Told(text=f"@{data.handle}, {data.name}: {data.bio} · {data.url}", data=data)


async def my_images(caller: Caller, asked: MyImages) -> Told:
    """Raises BadId."""
    async with caller.database.read() as tx:
        found = await own_pictures(
            tx,
            caller.id,
            Search(words=asked.words),
            before=cursor(asked.before),
            limit=asked.limit,
        )
    shown = presenter(caller)
    data = MineOut(
        pictures=tuple(shown.own(item.media, item.prompt) for item in found.items),
        older=None if found.older is None else str(found.older),
    )
    lines = [
        f"{one.id}: {one.description or one.prompt or ''} · {one.url}" for one in data.pictures
    ]
    return Told(text="\n".join(lines) or _("There are no pictures yet."), data=data)


async def my_notifications(caller: Caller, asked: MyNotifications) -> Told:
    """Raises BadId."""
    at = Cursor(max_id=cursor(asked.before), limit=asked.limit)
    found = await caller.reader.notifications(caller.id, at)
    shown = presenter(caller)
    full = len(found) == asked.limit
    data = NoticesOut(
        unread=await caller.reader.unread(caller.id),
        notifications=tuple(map(shown.notice, found)),
        older=str(found[-1].notification.id) if full else None,
    )
    lines = [
        f"{'' if one.seen else '● '}{one.text} · {one.at:%Y-%m-%d %H:%M} · {one.post_url or ''}"
        for one in data.notifications
    ]
    return Told(text="\n".join(lines) or _("Nothing has happened yet."), data=data)


def _listed(title: str, posts: tuple[PostOut, ...]) -> str:
    lines = [present.line(post) for post in posts]
    return "\n".join([title, *lines]) if lines else f"{title}: {_('nothing here yet')}"


async def get_own_view(caller: Caller, post_id: int) -> PostOut:
    """A post that was just written, as its author sees it. Raises PostNotFound."""
    view = (await caller.reader.views(caller.id, [post_id])).get(PostId(post_id))
    if view is None:
        raise PostNotFound
    return presenter(caller).post(view)
