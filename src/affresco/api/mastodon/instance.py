"""The instance about itself: Mastodon's documents and NodeInfo."""

from __future__ import annotations

from typing import Final
from urllib.parse import urlsplit

from litestar.handlers import HTTPRouteHandler

import affresco
from affresco.accounts import queries as account_queries
from affresco.api.core.answers import Answer
from affresco.api.core.call import Call
from affresco.api.core.endpoint import endpoint
from affresco.api.core.faults import locale_of
from affresco.api.mastodon import instance_entities as entities
from affresco.api.mastodon.convert import MISSING_HEADER
from affresco.api.mastodon.media import UPLOAD_BYTES, UPLOAD_PIXELS, UPLOAD_TYPES
from affresco.feeds import activity
from affresco.feeds.push.deliver import vapid_of
from affresco.posts import polls
from affresco.posts import queries as post_queries
from affresco.posts.model import ALT_LIMIT, PICTURES_LIMIT, PINS_LIMIT, TEXT_LIMIT
from affresco.posts.tags import FEATURED as FEATURED_LIMIT
from affresco.runtime import Runtime
from affresco.safety import guard
from affresco.text import LOCALES, N_, translate

TITLE: Final = "Affresco"
DESCRIPTION: Final = N_(
    "An open AI social network: make pictures from words, share them live, remix with credit."
)
SOURCE_URL: Final = ""
SPEAKS: Final = "4.5.0"
"""Mastodon's version whose entities we send; clients read it from the front of ``version``."""
NODEINFO_SCHEMA: Final = "http://nodeinfo.diaspora.software/ns/schema/2.0"

ACCOUNTS: Final = entities.AccountLimits(FEATURED_LIMIT, PINS_LIMIT)
STATUSES: Final = entities.StatusLimits(TEXT_LIMIT, PICTURES_LIMIT)
MEDIA: Final = entities.MediaLimits(
    supported_mime_types=UPLOAD_TYPES,
    image_size_limit=UPLOAD_BYTES,
    image_matrix_limit=UPLOAD_PIXELS,
    description_limit=ALT_LIMIT,
)
POLLS: Final = entities.PollLimits(
    polls.OPTIONS_LIMIT, polls.TITLE_LIMIT, polls.SECONDS_LEAST, polls.SECONDS_LIMIT
)


def _version() -> str:
    return f"{SPEAKS} (compatible; Affresco {affresco.__version__})"


def _configuration(runtime: Runtime) -> entities.Configuration:
    base_url = runtime.base_url
    about = entities.Urls(
        streaming=_streaming(base_url), about=f"{base_url}/about", privacy_policy=None
    )
    return entities.Configuration(
        urls=about,
        accounts=ACCOUNTS,
        statuses=STATUSES,
        media_attachments=MEDIA,
        polls=POLLS,
        vapid=entities.VapidKey(vapid_of(runtime).server_key),
    )


def _streaming(base_url: str) -> str:
    """``http`` becomes ``ws``, ``https`` becomes ``wss``."""
    return base_url.replace("http", "ws", 1)


def rules_in(request: Call) -> tuple[entities.Rule, ...]:
    """What is not made or said here, in the caller's language."""
    locale = locale_of(request)
    book = guard.of(request.runtime.settings).book.rules.values()
    return tuple(
        entities.Rule(rule.id, rule.title.in_(locale), rule.explanation.in_(locale))
        for rule in book
    )


def _domain(base_url: str) -> str:
    return urlsplit(base_url).netloc


async def _totals(request: Call) -> tuple[int, int]:
    """(people, public posts)."""
    async with request.database.read() as tx:
        return await account_queries.count_people(tx), await post_queries.count_public(tx)


@endpoint("GET", "/api/v2/instance", "The instance")
async def instance_v2(request: Call) -> Answer[entities.InstanceV2]:
    async with request.database.read() as tx:
        active = await activity.active_month(tx)
    return Answer(
        entities.InstanceV2(
            domain=_domain(request.base_url),
            title=TITLE,
            version=_version(),
            source_url=SOURCE_URL,
            description=translate(DESCRIPTION, locale_of(request)),
            thumbnail=entities.Thumbnail(request.base_url + MISSING_HEADER),
            languages=LOCALES,
            usage=entities.Usage(entities.Users(active)),
            configuration=_configuration(request.runtime),
            rules=rules_in(request),
        )
    )


@endpoint("GET", "/api/v1/instance", "The instance, for older clients")
async def instance_v1(request: Call) -> Answer[entities.InstanceV1]:
    people, posts = await _totals(request)
    description = translate(DESCRIPTION, locale_of(request))
    return Answer(
        entities.InstanceV1(
            uri=_domain(request.base_url),
            title=TITLE,
            short_description=description,
            description=description,
            version=_version(),
            stats=entities.Stats(people, posts),
            thumbnail=request.base_url + MISSING_HEADER,
            languages=LOCALES,
            urls=entities.OlderUrls(_streaming(request.base_url)),
            configuration=_configuration(request.runtime),
            rules=rules_in(request),
        )
    )


@endpoint("GET", "/.well-known/nodeinfo", "Where NodeInfo is", tag="NodeInfo")
async def nodeinfo_links(request: Call) -> Answer[entities.NodeInfoLinks]:
    link = entities.NodeInfoLink(NODEINFO_SCHEMA, f"{request.base_url}/nodeinfo/2.0")
    return Answer(entities.NodeInfoLinks((link,)))


@endpoint("GET", "/nodeinfo/2.0", "NodeInfo 2.0", tag="NodeInfo")
async def nodeinfo(request: Call) -> Answer[entities.NodeInfo]:
    people, posts = await _totals(request)
    software = entities.NodeSoftware("affresco", affresco.__version__)
    usage = entities.NodeUsage(entities.NodeUsers(people), posts)
    return Answer(entities.NodeInfo(software=software, usage=usage))


routes: Final[tuple[HTTPRouteHandler, ...]] = (instance_v2, instance_v1, nodeinfo_links, nodeinfo)
