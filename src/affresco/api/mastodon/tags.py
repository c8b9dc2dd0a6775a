"""A hashtag, and trends of these days."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Final
from urllib.parse import quote

from litestar.handlers import HTTPRouteHandler
from litestar.params import PathParameter, QueryParameter

from affresco.api.core.answers import Answer
from affresco.api.core.call import Call
from affresco.api.core.endpoint import endpoint
from affresco.api.mastodon import show
from affresco.api.mastodon.entities import Status
from affresco.api.mastodon.search_entities import HashTag, TagHistory
from affresco.errors import NotFound
from affresco.feeds.search.model import TagDay
from affresco.posts.markup import normalise_tag
from affresco.text import N_

TAGS_LIMIT: Final = 20
STATUSES_LIMIT: Final = 40
DEEPEST: Final = 10_000

Limit = Annotated[int | None, QueryParameter(description="How many; bounded.")]
Offset = Annotated[int | None, QueryParameter(description="How many of the first to leave out.")]


class NoHashtag(NotFound):
    code = "api.no_hashtag"
    message = N_("This can be no hashtag: it needs a letter, and has letters, digits and _ alone.")


@endpoint(
    "GET",
    "/api/v1/tags/{name:str}",
    "A hashtag and how much it is used",
    sees="read:statuses",
)
async def get_tag(
    request: Call,
    name: Annotated[str, PathParameter(description="With or without #, in any case.")],
) -> Answer[HashTag]:
    known = normalise_tag(name)
    if known is None:
        raise NoHashtag
    (tag,) = await hashtags(request, [known])
    return Answer(tag)


@endpoint(
    "GET", "/api/v1/trends/tags", "Hashtags that most people use in these days", faults=(422,)
)
async def trending_tags(
    request: Call, limit: Limit = None, offset: Offset = None
) -> Answer[tuple[HashTag, ...]]:
    return Answer(await _trending(request, limit, offset))


@endpoint("GET", "/api/v1/trends", "The same as /api/v1/trends/tags, of old", faults=(422,))
async def trends(
    request: Call, limit: Limit = None, offset: Offset = None
) -> Answer[tuple[HashTag, ...]]:
    return Answer(await _trending(request, limit, offset))


@endpoint(
    "GET",
    "/api/v1/trends/statuses",
    "Public statuses that people talk about in these days",
    faults=(422,),
    sees="read:statuses",
)
async def trending_statuses(
    request: Call, limit: Limit = None, offset: Offset = None
) -> Answer[tuple[Status, ...]]:
    views = await request.finder.discover.posts(
        request.viewer_id, limit=bounded(limit, 20, STATUSES_LIMIT), after=skipped(offset)
    )
    return Answer(await show.statuses(request, views))


@endpoint(
    "GET",
    "/api/v1/trends/links",
    "Addresses that people pass on: none, as nothing is fetched from them",
    faults=(422,),
)
async def trending_links(
    request: Call, limit: Limit = None, offset: Offset = None
) -> Answer[tuple[()]]:
    return Answer(())


async def hashtags(request: Call, names: Sequence[str]) -> tuple[HashTag, ...]:
    """These hashtags as the caller sees them."""
    if not names:
        return ()
    days = await request.finder.tag_days(names)
    ties = await request.reader.ties(request.viewer_id)
    return tuple(
        HashTag(
            id=name,
            name=name,
            url=f"{request.base_url}/tags/{quote(name)}",
            history=tuple(map(_history, days[name])),
            following=name in ties.tags,
        )
        for name in names
    )


async def _trending(request: Call, limit: int | None, offset: int | None) -> tuple[HashTag, ...]:
    names = await request.finder.discover.tags(
        limit=bounded(limit, 10, TAGS_LIMIT), after=skipped(offset)
    )
    return await hashtags(request, names)


def bounded(limit: int | None, usual: int, most: int) -> int:
    """A limit as it counts."""
    return usual if limit is None else max(1, min(limit, most))


def skipped(offset: int | None) -> int:
    """An offset as it counts."""
    return max(0, min(offset or 0, DEEPEST))


def _history(day: TagDay) -> TagHistory:
    return TagHistory(str(day.day), str(day.people), str(day.uses))


routes: Final[tuple[HTTPRouteHandler, ...]] = (
    get_tag,
    trends,
    trending_tags,
    trending_statuses,
    trending_links,
)
