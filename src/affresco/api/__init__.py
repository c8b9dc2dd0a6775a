"""The doors for programs: Mastodon's client API, our own native API, and the document of both.

- ``core``: what the two share. Start at ``core.call`` (the request) and ``core.endpoint`` (a route).
- ``mastodon``: /api/v1, /api/v2, /nodeinfo. ``native``: /api/affresco/v1.
- ``openai``: /v1/images and /v1/models, for programs that speak OpenAI's Images API.
- ``oauth``: how apps register and get tokens. The page where people let them in is the website's.

``routers`` is what the application mounts; ``show_fault`` answers what goes wrong below /api outside of
any route, ``show_openai_fault`` below /v1. The OpenAPI document at /api/openapi.json is made from the
routes' types. ``draining`` has whoever is refused while still sending read why.
"""

from __future__ import annotations

from typing import Final

from litestar import Router
from litestar.di import Provide

from affresco.api.core.call import Call, count, enter, provide_me, provide_viewer
from affresco.api.core.cors import open_to_browsers
from affresco.api.core.draining import draining
from affresco.api.core.faults import show_fault
from affresco.api.core.paging import provide_page
from affresco.api.core.short_cut import short_cut
from affresco.api.mastodon import (
    accounts,
    announcements,
    conversations,
    favourites,
    filters,
    followed_tags,
    instance,
    instance_more,
    lists,
    markers,
    media,
    meeting,
    notice_policy,
    notifications,
    polls,
    profile,
    push,
    reading,
    scheduled,
    search,
    several,
    statuses,
    tags,
    ties,
    timelines,
)
from affresco.api.mastodon.streaming import events, sockets
from affresco.api.native import (
    ask,
    audience,
    commons,
    commons_hooks,
    consent,
    datasets,
    duels,
    engines,
    generations,
    hooks,
    intents,
    lineage,
    receipts,
    refusals,
    searches,
)
from affresco.api.oauth import apps, discovery, register, tokens
from affresco.api.oauth.faults import BODY_LIMIT, show_oauth_fault
from affresco.api.openai import routes as openai
from affresco.api.openai.faults import show_openai_fault

__all__ = ["draining", "open_to_browsers", "routers", "show_fault", "show_openai_fault"]

routers: Final = [
    Router(
        path="/",
        route_handlers=[
            *timelines.routes,
            *reading.routes,
            *statuses.routes,
            *polls.routes,
            *scheduled.routes,
            *conversations.routes,
            *announcements.routes,
            *search.routes,
            *tags.routes,
            *meeting.routes,
            *searches.routes,
            *several.routes,
            *profile.routes,
            *ties.routes,
            *lists.routes,
            *filters.routes,
            *followed_tags.routes,
            *favourites.routes,
            *accounts.routes,
            *notifications.routes,
            *notice_policy.routes,
            *markers.routes,
            *push.routes,
            *events.routes,
            *media.routes,
            *instance.routes,
            *instance_more.routes,
            *apps.routes,
            *discovery.person_routes,
            *lineage.routes,
            *hooks.routes,
            *receipts.routes,
            *audience.routes,
            *consent.routes,
            *intents.routes,
            *engines.routes,
            *generations.routes,
            *refusals.routes,
            *ask.routes,
            *duels.routes,
        ],
        middleware=[short_cut],
        guards=[enter],
        request_class=Call,
        exception_handlers={Exception: show_fault},
        dependencies={
            "page": Provide(provide_page, sync_to_thread=False),
            "viewer": Provide(provide_viewer, sync_to_thread=False),
            "me": Provide(provide_me, sync_to_thread=False),
        },
    ),
    # The commons: who reads is asked by each route, as consumers have keys of their own.
    Router(
        path="/",
        route_handlers=[
            *commons.routes,
            *datasets.routes,
            *receipts.shared_routes,
            *commons_hooks.routes,
        ],
        guards=[count],
        request_class=Call,
        exception_handlers={Exception: show_fault},
    ),
    Router(path="/", route_handlers=[*sockets.sockets, *commons.sockets]),
    Router(
        path="/",
        route_handlers=[*openai.routes],
        guards=[enter],
        request_class=Call,
        exception_handlers={Exception: show_openai_fault},
    ),
    Router(
        path="/",
        route_handlers=[*tokens.routes, *register.routes, *discovery.routes],
        guards=[count],
        request_class=Call,
        request_max_body_size=BODY_LIMIT,
        exception_handlers={Exception: show_oauth_fault},
    ),
]
