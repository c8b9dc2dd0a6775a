"""Hashtags that one follows, and those on profiles."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Final
from urllib.parse import quote

import msgspec
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler
from litestar.params import JSONBody, PathParameter

from affresco.api.core.answers import Answer
from affresco.api.core.call import Call
from affresco.api.core.endpoint import endpoint
from affresco.api.core.paging import find_id
from affresco.api.mastodon.convert import moment_of
from affresco.api.mastodon.graph_entities import Done, FeaturedTagEntity, TagName
from affresco.api.mastodon.paths import AccountIdText, find_person
from affresco.api.mastodon.search_entities import HashTag
from affresco.api.mastodon.tags import hashtags
from affresco.feeds.model import Cursor
from affresco.posts import tags
from affresco.posts.errors import FeaturedTagNotFound

Name = Annotated[str, PathParameter(description="With or without #, in any case.")]
FeaturedId = Annotated[
    str,
    PathParameter(
        description="Of a hashtag on one's profile.", schema_extra={"pattern": "^[0-9]{1,19}$"}
    ),
]


def _featured(request: Call, tag: tags.FeaturedTag) -> FeaturedTagEntity:
    return FeaturedTagEntity(
        id=str(tag.id),
        name=tag.name,
        url=f"{request.base_url}/tags/{quote(tag.name)}",
        statuses_count=str(tag.posts),
        last_status_at=None if tag.last_id is None else moment_of(tag.last_id).date(),
    )


async def _one(request: Call, name: str) -> Answer[HashTag]:
    """A hashtag as it stands to the viewer by now."""
    (tag,) = await _own(request, [name])
    return Answer(tag)


async def _own(request: Call, names: Sequence[str]) -> tuple[HashTag, ...]:
    """Hashtags, and whether they are on one's profile."""
    async with request.database.read() as tx:
        featured = {tag.name for tag in await tags.featured(tx, request.me.id)}
    return tuple(
        msgspec.structs.replace(tag, featuring=tag.name in featured)
        for tag in await hashtags(request, names)
    )


@endpoint(
    "POST",
    "/api/v1/tags/{name:str}/follow",
    "Have what is public under a hashtag in one's home",
    needs="write:follows",
    faults=(422,),
)
async def follow_tag(request: Call, name: Name) -> Answer[HashTag]:
    return await _one(request, await tags.follow(request.database, request.me.id, name))


@endpoint(
    "POST",
    "/api/v1/tags/{name:str}/unfollow",
    "Follow a hashtag no more",
    needs="write:follows",
    faults=(422,),
)
async def unfollow_tag(request: Call, name: Name) -> Answer[HashTag]:
    return await _one(request, await tags.unfollow(request.database, request.me.id, name))


@endpoint(
    "POST",
    "/api/v1/tags/{name:str}/feature",
    "Show a hashtag on one's profile",
    needs="write:accounts",
    faults=(422,),
)
async def feature_tag(request: Call, name: Name) -> Answer[HashTag]:
    tag = await tags.feature(request.database, request.me.id, name)
    return await _one(request, tag.name)


@endpoint(
    "POST",
    "/api/v1/tags/{name:str}/unfeature",
    "Show a hashtag on one's profile no more",
    needs="write:accounts",
    faults=(422,),
)
async def unfeature_tag(request: Call, name: Name) -> Answer[HashTag]:
    await tags.unfeature_name(request.database, request.me.id, name)
    return await _one(request, tags.clean(name))


@endpoint(
    "GET",
    "/api/v1/followed_tags",
    "Hashtags that one follows, newest first",
    needs="read:follows",
    faults=(422,),
    paged=True,
)
async def followed_tags(
    request: Call, page: NamedDependency[Cursor]
) -> Answer[tuple[HashTag, ...]]:
    async with request.database.read() as tx:
        found = await tags.followed(tx, request.me.id, page.max_id)
    shown = await _own(request, found.names)
    return Answer(shown, headers=request.links(found.older, None))


@endpoint("GET", "/api/v1/featured_tags", "Hashtags on one's profile", needs="read:accounts")
async def featured_tags(request: Call) -> Answer[tuple[FeaturedTagEntity, ...]]:
    async with request.database.read() as tx:
        found = await tags.featured(tx, request.me.id)
    return Answer(tuple(_featured(request, tag) for tag in found))


@endpoint(
    "GET",
    "/api/v1/accounts/{account_id:str}/featured_tags",
    "Hashtags on a person's profile",
    sees="read:accounts",
)
async def account_featured_tags(
    request: Call, account_id: AccountIdText
) -> Answer[tuple[FeaturedTagEntity, ...]]:
    person = await find_person(request, account_id)
    if person.id in (await request.reader.ties(request.viewer_id)).apart:
        return Answer(())
    async with request.database.read() as tx:
        found = await tags.featured(tx, person.id)
    return Answer(tuple(_featured(request, tag) for tag in found))


@endpoint(
    "POST",
    "/api/v1/featured_tags",
    "Show a hashtag on one's profile",
    needs="write:accounts",
    faults=(422,),
)
async def new_featured_tag(request: Call, data: JSONBody[TagName]) -> Answer[FeaturedTagEntity]:
    return Answer(
        _featured(request, await tags.feature(request.database, request.me.id, data.name))
    )


@endpoint(
    "DELETE",
    "/api/v1/featured_tags/{featured_id:str}",
    "Show a hashtag on one's profile no more",
    needs="write:accounts",
)
async def delete_featured_tag(request: Call, featured_id: FeaturedId) -> Answer[Done]:
    number = find_id(featured_id)
    if number is None:
        raise FeaturedTagNotFound
    await tags.unfeature(request.database, request.me.id, number)
    return Answer(Done())


@endpoint(
    "GET",
    "/api/v1/featured_tags/suggestions",
    "Hashtags that one writes most and does not show on one's profile",
    needs="read:accounts",
)
async def suggested_tags(request: Call) -> Answer[tuple[HashTag, ...]]:
    async with request.database.read() as tx:
        found = await tags.suggested(tx, request.me.id)
    return Answer(await hashtags(request, found))


routes: Final[tuple[HTTPRouteHandler, ...]] = (
    follow_tag,
    unfollow_tag,
    feature_tag,
    unfeature_tag,
    followed_tags,
    featured_tags,
    account_featured_tags,
    new_featured_tag,
    delete_featured_tag,
    suggested_tags,
)
