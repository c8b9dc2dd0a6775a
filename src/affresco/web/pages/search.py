"""Search: one field for posts, pictures, people and hashtags; searches that one keeps."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Any, Final, Literal, get_args
from urllib.parse import urlencode

import msgspec
from litestar import Request, Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery, Parameter

from affresco.accounts.hydrate import relationships
from affresco.accounts.model import AccountId, Person, Viewer
from affresco.feeds.model import Cursor, PostView
from affresco.feeds.reader import Reader
from affresco.feeds.search import saved
from affresco.feeds.search.finder import Finder
from affresco.feeds.search.model import Problem, Query, TagDay
from affresco.feeds.search.syntax import parse
from affresco.runtime import Runtime
from affresco.text import _, current_locale
from affresco.web.filtered import without_filtered
from affresco.web.forms import read_form
from affresco.web.paging import CURSOR, FeedPage, known_id, wants_list
from affresco.web.present import PostCard, cards
from affresco.web.render import flash, redirect, render

AnyRequest = Request[Any, Any, Any]
Kind = Literal["all", "posts", "pictures", "people", "tags"]
Sort = Literal["best", "newest"]
After = Annotated[int, Parameter(ge=0, le=10_000)]

A_FEW: Final = 4
PEOPLE: Final = 20
TAGS: Final = 20
TRENDING_TAGS: Final = 12
TRENDING_POSTS: Final = 12
NO_PAGE: Final = FeedPage((), None, None, None)


class PersonLine(msgspec.Struct, frozen=True):
    """A person in the results. following, requested: whether the viewer follows them, or asks to."""

    person: Person
    following: bool
    requested: bool


class TagLine(msgspec.Struct, frozen=True):
    """A hashtag. uses: in public, this week; bars: of each day, oldest first, the highest is 100."""

    name: str
    uses: int
    bars: tuple[int, ...]


class Results(msgspec.Struct, frozen=True):
    """What stands on the page. page: posts; more_url: what follows of people or hashtags.
    more_people: whether there are more than are shown beside posts."""

    people: tuple[PersonLine, ...] = ()
    tags: tuple[TagLine, ...] = ()
    page: FeedPage = NO_PAGE
    more_url: str | None = None
    more_people: bool = False
    problems: tuple[Problem, ...] = ()

    @property
    def empty(self) -> bool:
        return not (self.people or self.tags or self.page.cards)


class Wish(msgspec.Struct, frozen=True):
    """What the address asks for."""

    q: str
    kind: Kind
    sort: Sort
    after: int

    def url(self, **changes: str | int) -> str:
        """The address of the same search with something else."""
        wanted = {"q": self.q, "kind": self.kind, "sort": self.sort, **changes}
        usual = {"kind": "all", "sort": "best"}
        return "/search?" + urlencode({k: v for k, v in wanted.items() if usual.get(k) != v})


class SaveForm(msgspec.Struct, frozen=True):
    """A search to keep."""

    q: str
    name: str = ""


@get("/search", dependencies=CURSOR)
async def search(
    request: AnyRequest,
    runtime: NamedDependency[Runtime],
    finder: NamedDependency[Finder],
    reader: NamedDependency[Reader],
    viewer: NamedDependency[Viewer | None],
    cursor: NamedDependency[Cursor],
    q: FromQuery[str] = "",
    kind: FromQuery[str] = "all",
    sort: FromQuery[str] = "best",
    after: After = 0,
) -> Response[str]:
    """The results; without anything to search for, what is going on."""
    wish = Wish(
        q=" ".join(q.split()),
        kind=kind if kind in get_args(Kind) else "all",  # type: ignore[arg-type]
        sort="newest" if sort == "newest" else "best",
        after=after,
    )
    seeker = _Seeker(runtime, reader, finder, viewer)
    query = parse(wish.q)
    results = await seeker.results(wish, query, cursor) if wish.q else await seeker.going_on()
    if wish.q and wants_list(request):
        template = "_gallery" if wish.kind == "pictures" else "_list"
        return render(request, f"feeds/{template}.html", page=results.page)
    kept = await saved.list_saved(runtime.database, viewer.id) if viewer else ()
    return render(
        request,
        "search/page.html",
        wish=wish,
        results=results,
        problems=tuple(problem.text(current_locale()) for problem in results.problems),
        kept=kept,
        kept_already=next((one for one in kept if one.query == query.text), None),
        rss_path=None if query.asks_nothing else saved.rss_path(query.text),
    )


@get("/search/suggest")
async def suggest(
    request: AnyRequest,
    finder: NamedDependency[Finder],
    viewer: NamedDependency[Viewer | None],
    q: FromQuery[str] = "",
) -> Response[str]:
    """What a beginning may become, for the script that completes as one types."""
    typed = " ".join(q.split())
    found = await finder.suggest(viewer.id if viewer else None, typed) if typed else None
    return render(request, "search/_suggest.html", found=found, typed=typed)


@post("/searches")
async def keep(
    request: AnyRequest,
    runtime: NamedDependency[Runtime],
    me: NamedDependency[Viewer],
) -> Response[Any]:
    """Keep a search. Raises NothingSought, NameTooLong, TooManySaved."""
    form = await read_form(request, SaveForm)
    kept = await saved.save(runtime.database, me.id, form.q, form.name)
    answer = redirect(request, f"/searches/{kept.id}")
    flash(answer, "success", _("Kept. What comes in is found here, the newest first."))
    return answer


@get("/searches/{search_id:int}", dependencies=CURSOR)
async def feed(
    request: AnyRequest,
    runtime: NamedDependency[Runtime],
    finder: NamedDependency[Finder],
    me: NamedDependency[Viewer],
    cursor: NamedDependency[Cursor],
    search_id: FromPath[int],
) -> Response[str]:
    """A search that one keeps, as a feed. Raises SavedSearchNotFound."""
    kept = await saved.get_saved(runtime.database, me.id, known_id(search_id))
    timeline, problems = await finder.newest(me.id, parse(kept.query), current_locale(), cursor)
    path = f"/searches/{kept.id}"
    page = FeedPage(
        cards=_cards(timeline.items, me.id),
        stream_url=None,
        newer_url=None,
        more_url=f"{path}?max_id={timeline.older}" if timeline.older is not None else None,
    )
    if wants_list(request):
        return render(request, "feeds/_list.html", page=page)
    return render(
        request,
        "search/saved.html",
        kept=kept,
        page=page,
        problems=tuple(problem.text(current_locale()) for problem in problems),
        rss_path=saved.rss_path(kept.query),
    )


@post("/searches/{search_id:int}/delete")
async def forget(
    request: AnyRequest,
    runtime: NamedDependency[Runtime],
    me: NamedDependency[Viewer],
    search_id: FromPath[int],
) -> Response[Any]:
    """Keep a search no more. Raises SavedSearchNotFound."""
    await saved.forget(runtime.database, me.id, known_id(search_id))
    answer = redirect(request, "/search")
    flash(answer, "success", _("The search is kept no more."))
    return answer


class _Seeker:
    """Puts the results of one request together."""

    def __init__(
        self, runtime: Runtime, reader: Reader, finder: Finder, viewer: Viewer | None
    ) -> None:
        self._runtime = runtime
        self._reader = reader
        self._finder = finder
        self._viewer_id = viewer.id if viewer else None

    async def results(self, wish: Wish, query: Query, cursor: Cursor) -> Results:
        """What a search finds."""
        if wish.kind == "people":
            return await self._all_people(wish)
        if wish.kind == "tags":
            return await self._all_tags(wish)
        page, problems = await self._posts(wish, query, cursor)
        if wish.kind != "all" or wish.after or wish.sort == "newest":
            return Results(page=page, problems=problems)
        people = await self._finder.people(self._viewer_id, wish.q, limit=A_FEW + 1, with_bio=True)
        tags = await self._finder.tags(wish.q, limit=A_FEW)
        return Results(
            people=await self._people(people[:A_FEW]),
            more_people=len(people) > A_FEW,
            tags=await self._tags([tag.name for tag in tags]),
            page=page,
            problems=problems,
        )

    async def going_on(self) -> Results:
        """What people talk about, where nothing is searched for."""
        tags = await self._finder.discover.tags(limit=TRENDING_TAGS)
        views = await self._finder.discover.posts(self._viewer_id, limit=TRENDING_POSTS)
        page = FeedPage(_cards(views, self._viewer_id), None, None, None)
        people: tuple[PersonLine, ...] = ()
        if self._viewer_id is not None:
            meet = await self._finder.discover.suggestions(self._viewer_id, A_FEW)
            people = await self._people([one.id for one in meet])
        return Results(people=people, tags=await self._tags(tags), page=page)

    async def _posts(
        self, wish: Wish, query: Query, cursor: Cursor
    ) -> tuple[FeedPage, tuple[Problem, ...]]:
        if wish.kind == "pictures":
            query = msgspec.structs.replace(query, marks=(*query.marks, (":has/picture",)))
        locale = current_locale()
        if wish.sort == "newest":
            timeline, problems = await self._finder.newest(self._viewer_id, query, locale, cursor)
            older = timeline.older
            more = wish.url(max_id=older) if older is not None else None
            return FeedPage(_cards(timeline.items, self._viewer_id), None, None, more), problems
        found = await self._finder.posts(self._viewer_id, query, locale, after=wish.after)
        more = wish.url(after=found.after) if found.after is not None else None
        return FeedPage(_cards(found.items, self._viewer_id), None, None, more), found.problems

    async def _all_people(self, wish: Wish) -> Results:
        ids = await self._finder.people(
            self._viewer_id, wish.q, limit=PEOPLE + 1, after=wish.after, with_bio=True
        )
        more = wish.url(after=wish.after + PEOPLE) if len(ids) > PEOPLE else None
        return Results(people=await self._people(ids[:PEOPLE]), more_url=more)

    async def _all_tags(self, wish: Wish) -> Results:
        tags = await self._finder.tags(wish.q, limit=TAGS + 1, after=wish.after)
        more = wish.url(after=wish.after + TAGS) if len(tags) > TAGS else None
        return Results(tags=await self._tags([tag.name for tag in tags[:TAGS]]), more_url=more)

    async def _people(self, ids: list[AccountId]) -> tuple[PersonLine, ...]:
        known = await self._reader.people(ids)
        standing = {}
        if self._viewer_id is not None and ids:
            async with self._runtime.database.read() as tx:
                standing = await relationships(tx, self._viewer_id, ids)
        return tuple(
            PersonLine(
                known[i],
                following=i in standing and standing[i].following,
                requested=i in standing and standing[i].requested,
            )
            for i in ids
            if i in known
        )

    async def _tags(self, names: list[str] | tuple[str, ...]) -> tuple[TagLine, ...]:
        days = await self._finder.tag_days(names)
        return tuple(_tag_line(name, days[name]) for name in names)


def _cards(views: Sequence[PostView], viewer_id: int | None) -> tuple[PostCard, ...]:
    """What the viewer's filters leave, as for everything that is public."""
    return cards(without_filtered(views, "public"), viewer_id)


def _tag_line(name: str, days: tuple[TagDay, ...]) -> TagLine:
    highest = max(day.uses for day in days) or 1
    return TagLine(
        name=name,
        uses=sum(day.uses for day in days),
        bars=tuple(day.uses * 100 // highest for day in reversed(days)),
    )


routes = [search, suggest, keep, feed, forget]
