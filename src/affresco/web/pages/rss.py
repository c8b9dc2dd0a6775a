"""Feeds for readers of RSS: local, a person, a hashtag, a search. What a stranger sees, and nothing else.

The feeds of people and hashtags have the address of their page with ``.rss`` behind; those pages' handlers
call ``person_feed`` and ``tag_feed``.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from typing import Any, Final
from urllib.parse import quote

from litestar import Request, Response, get
from litestar.di import NamedDependency
from litestar.params import FromQuery

from affresco.accounts.access import get_person_by_handle
from affresco.accounts.usage import Statement
from affresco.feeds.model import Cursor, PostView
from affresco.feeds.reader import Reader
from affresco.feeds.search import saved
from affresco.feeds.search.finder import Finder
from affresco.feeds.search.syntax import parse
from affresco.runtime import Runtime
from affresco.text import DEFAULT_LOCALE, N_, translate
from affresco.web.described import usage_of
from affresco.web.rss import Channel, rss

AnyRequest = Request[Any, Any, Any]

ENDING: Final = ".rss"
ENTRIES: Final = Cursor(limit=40)
CACHE_SECONDS: Final = 60


@get("/local.rss", include_in_schema=False)
async def local(
    request: AnyRequest, runtime: NamedDependency[Runtime], reader: NamedDependency[Reader]
) -> Response[bytes]:
    """Everything public that people here post."""
    timeline = await reader.local(None, ENTRIES)
    channel = Channel(
        "Affresco", _say(N_("What people here paint, the newest first.")), "/local", "/local.rss"
    )
    return await answer(request, runtime, reader, channel, timeline.items)


@get("/search.rss", include_in_schema=False)
async def searched(
    request: AnyRequest,
    runtime: NamedDependency[Runtime],
    reader: NamedDependency[Reader],
    finder: NamedDependency[Finder],
    q: FromQuery[str] = "",
) -> Response[bytes]:
    """What a search finds in public, the newest first."""
    query = parse(q)
    timeline, _problems = await finder.newest(None, query, DEFAULT_LOCALE, ENTRIES)
    own_path = saved.rss_path(query.text)
    description = _say(N_("What people post about {query}.")).format(query=query.text)
    path = own_path.replace("/search.rss", "/search")
    channel = Channel(f"{query.text} · Affresco", description, path, own_path)
    return await answer(request, runtime, reader, channel, timeline.items)


async def person_feed(
    request: AnyRequest, runtime: Runtime, reader: Reader, at_handle: str
) -> Response[bytes]:
    """What a person posts themselves. Raises PersonNotFound."""
    async with runtime.database.read() as tx:
        person = await get_person_by_handle(tx, at_handle)
    timeline = await reader.person(None, person.id, ENTRIES)
    channel = Channel(
        f"{person.display_name} (@{person.handle})",
        person.bio or _say(N_("Pictures by {name} on Affresco.")).format(name=person.display_name),
        person.url,
        f"{person.url}{ENDING}",
        f"{runtime.base_url}{person.avatar_url}" if person.avatar_url else None,
    )
    own = [view for view in timeline.items if view.reposted_by is None]
    return await answer(request, runtime, reader, channel, own)


async def tag_feed(
    request: AnyRequest, runtime: Runtime, reader: Reader, tag: str
) -> Response[bytes]:
    """Public posts with a hashtag."""
    timeline = await reader.tag(None, tag, ENTRIES)
    path = f"/tags/{quote(tag)}"
    description = _say(N_("Posts with the hashtag #{tag}, the newest first.")).format(tag=tag)
    channel = Channel(f"#{tag} · Affresco", description, path, f"{path}{ENDING}")
    return await answer(request, runtime, reader, channel, timeline.items)


async def answer(
    request: AnyRequest,
    runtime: Runtime,
    reader: Reader,
    channel: Channel,
    views: Collection[PostView],
) -> Response[bytes]:
    """The feed, or 304 for a reader that has it already."""
    statement = Statement(await usage_of(reader, views), runtime.base_url)
    body = rss(channel, views, runtime.base_url)
    mark = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
    headers = {"ETag": mark, "Cache-Control": f"public, max-age={CACHE_SECONDS}"}
    headers |= statement.reservation()
    if mark in request.headers.get("if-none-match", ""):
        return Response(b"", status_code=304, headers=headers)
    return Response(body, media_type="application/rss+xml; charset=utf-8", headers=headers)


def _say(message: str) -> str:
    """A feed is the same for everybody, so it speaks the language of the house."""
    return translate(message, DEFAULT_LOCALE)


routes = [local, searched]
