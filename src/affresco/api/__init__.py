"""The doors for programs: Mastodon's client API, our own native API, and the document of both.

- ``core``: what the two share. Start at ``core.call`` (the request) and ``core.endpoint`` (a route).
- ``mastodon``: /api/v1, /api/v2, /nodeinfo. ``native``: /api/affresco/v1.

``routers`` is what the application mounts; ``show_fault`` answers what goes wrong below /api outside of
any route. The OpenAPI document at /api/openapi.json is made from the routes' types.
"""

from __future__ import annotations

from typing import Final

from litestar import Router
from litestar.di import Provide

from affresco.api.core.call import Call, enter, provide_me, provide_viewer
from affresco.api.core.faults import show_fault
from affresco.api.core.paging import provide_page
from affresco.api.core.short_cut import short_cut
from affresco.api.mastodon import (
    accounts,
    instance,
    media,
    notifications,
    reading,
    statuses,
    timelines,
)
from affresco.api.native import engines, generations, lineage, refusals

__all__ = ["routers", "show_fault"]

routers: Final = [
    Router(
        path="/",
        route_handlers=[
            *timelines.routes,
            *reading.routes,
            *statuses.routes,
            *accounts.routes,
            *notifications.routes,
            *media.routes,
            *instance.routes,
            *lineage.routes,
            *engines.routes,
            *generations.routes,
            *refusals.routes,
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
    )
]
