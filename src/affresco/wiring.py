"""The table of contents: every route, every reaction to an event, and how they are put together.

A route that is not listed here does not exist; an event kind without a line in ``REACTIONS`` has no
consequences. Both are read top to bottom.
"""

from __future__ import annotations

import gc
import os
import threading
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager, suppress
from typing import Any, Final

from litestar import Litestar, Request, Router
from litestar.config.compression import CompressionConfig
from litestar.datastructures import State
from litestar.di import Provide
from litestar.openapi import OpenAPIConfig
from litestar.openapi.plugins import JsonRenderPlugin
from litestar.openapi.spec import Components, SecurityScheme

import affresco
from affresco import api, meaning, settings
from affresco.accounts import moving
from affresco.assistant import mentions as gesso
from affresco.assistant import notices as gesso_notices
from affresco.assistant import words as gesso_words
from affresco.assistant.asking import Asking
from affresco.assistant.gesso import Gesso
from affresco.assistant.speaking import Speaker
from affresco.beta.gates import Gates
from affresco.commons.stream import Feed
from affresco.events import kinds
from affresco.events.reactions import Reactions
from affresco.feeds import handlers as feeds
from affresco.feeds.reader import Reader
from affresco.feeds.search import index as search
from affresco.feeds.search.finder import Finder
from affresco.hooks import handlers as hooks
from affresco.live import keepalive
from affresco.mcp import door as assistants
from affresco.media import handlers as media
from affresco.media.tickets import Tickets
from affresco.runtime import Runtime, running
from affresco.studio import hooked as studio_hooks
from affresco.studio.errors import SigningUnusable
from affresco.studio.provenance import identity
from affresco.web import faults, gates, security, session
from affresco.web.pages import (
    accounts,
    announcements,
    appeals,
    authorize,
    board,
    check,
    cohort_figures,
    cohorts,
    commons_owner,
    conversations,
    discover,
    duels,
    engines,
    feedback,
    home,
    letters,
    library,
    lists,
    narrowing,
    notifications,
    painting,
    palette,
    people,
    post_actions,
    posts,
    profile,
    publish,
    push,
    reports,
    rss,
    safety,
    scheduled,
    settings_assistants,
    settings_gesso,
    settings_webhooks,
    sign_in,
    site,
    stream,
    studio,
    surveys,
    ties,
    usage,
    waiting,
    words,
    workbench,
    your_data,
)
from affresco.web.pages import feeds as feed_pages
from affresco.web.pages import gesso as gesso_pages
from affresco.web.pages import media as media_pages
from affresco.web.pages import search as search_pages
from affresco.web.pages import settings as settings_pages

PAGES: Final = (
    *home.routes,
    *feed_pages.routes,
    *posts.routes,
    *post_actions.routes,
    *publish.routes,
    *profile.routes,
    *notifications.routes,
    *push.routes,
    *conversations.routes,
    *scheduled.routes,
    *reports.routes,
    *feedback.routes,
    *board.routes,
    *cohorts.routes,
    *waiting.routes,
    *cohort_figures.routes,
    *letters.routes,
    *surveys.routes,
    *announcements.routes,
    *discover.routes,
    *usage.routes,
    *check.routes,
    *safety.routes,
    *appeals.routes,
    *studio.routes,
    *duels.routes,
    *commons_owner.routes,
    *painting.routes,
    *palette.routes,
    *words.routes,
    *engines.routes,
    *workbench.routes,
    *library.routes,
    *sign_in.routes,
    *authorize.routes,
    *accounts.routes,
    *people.routes,
    *narrowing.routes,
    *ties.routes,
    *lists.routes,
    *settings_pages.routes,
    *stream.routes,
    *search_pages.routes,
    *gesso_pages.routes,
    *settings_gesso.routes,
    *your_data.routes,
    *settings_webhooks.routes,
    *settings_assistants.routes,
)
"""Need a visit: session, locale, form token."""

PLAIN: Final = (
    *site.routes,
    *usage.plain_routes,
    *push.plain_routes,
    *duels.plain_routes,
    *media_pages.routes,
    *rss.routes,
)
"""Need none: the same bytes for everybody."""

REACTIONS: Final[Reactions] = {
    kinds.Followed: (feeds.tell_of_follow,),
    kinds.Unfollowed: (feeds.forget_follow,),
    kinds.FollowRequested: (feeds.tell_of_request,),
    kinds.FollowRequestEnded: (feeds.forget_request,),
    kinds.Blocked: (feeds.forget_each_other, gesso.look_again_at_author),
    kinds.Muted: (feeds.forget_muted,),
    kinds.AccountCreated: (search.index_person, feeds.tell_of_sign_up),
    kinds.AccountMoved: (moving.carry_followers,),
    kinds.Reported: (feeds.tell_of_report,),
    kinds.Appealed: (feeds.tell_of_appeal,),
    kinds.AppealDecided: (feeds.tell_of_verdict,),
    kinds.ProfileChanged: (search.index_person,),
    kinds.PostPublished: (
        feeds.tell_of_post,
        search.index_post,
        gesso.take_up,
        hooks.tell_of_own_post,
    ),
    kinds.GenerationFinished: (studio_hooks.tell_of_pictures,),
    kinds.GenerationFailed: (studio_hooks.tell_of_failure,),
    kinds.PostEdited: (feeds.tell_of_edit, search.index_post, gesso.look_again),
    kinds.PostNarrowed: (search.index_post, gesso.look_again),
    kinds.PostWithdrawn: (gesso.look_again,),
    kinds.AssistantForbidden: (gesso.look_again_at_author,),
    kinds.PostsCited: (gesso_notices.tell_of_citations,),
    kinds.PollEnded: (feeds.tell_of_poll,),
    kinds.PostLiked: (feeds.tell_of_like,),
    kinds.PostUnliked: (feeds.forget_like,),
    kinds.PostReposted: (feeds.tell_of_repost,),
    kinds.PostUnreposted: (feeds.forget_repost,),
    kinds.PostDeleted: (media.remove_blobs, gesso.take_back),
    kinds.AccountDeleted: (media.remove_blobs, gesso.look_again_at_author),
    kinds.PortraitRemoved: (media.remove_blobs,),
    kinds.PicturesDeleted: (media.remove_blobs,),
}

WARM_AFTER_SECONDS: Final = 1.0
BODY_LIMIT: Final = 30 * 1024 * 1024
"""Bytes of a request body; more is refused from its Content-Length, before it is read."""


def provide_runtime(state: State) -> Runtime:
    runtime: Runtime = state.runtime
    return runtime


def provide_reader(state: State) -> Reader:
    reader: Reader = state.reader
    return reader


def provide_finder(state: State) -> Finder:
    finder: Finder = state.finder
    return finder


def provide_asking(state: State) -> Asking:
    asking: Asking = state.asking
    return asking


def create_app(
    open_runtime: Callable[[], AbstractAsyncContextManager[Runtime]],
) -> Litestar:
    """The web application. ``open_runtime`` is entered when it starts and left when it stops."""

    @asynccontextmanager
    async def lifespan(app: Litestar) -> AsyncIterator[None]:
        async with open_runtime() as runtime:
            app.state.runtime = runtime
            app.state.reader = Reader(runtime.database, runtime.hub, Tickets(runtime.secret))
            app.state.finder = Finder(runtime.database, app.state.reader)
            app.state.gates = Gates(runtime.database)
            app.state.asking = _asking(runtime, app.state.reader, app.state.finder)
            app.state.commons = Feed(
                runtime.database, runtime.hub, runtime.secret, runtime.base_url
            )
            with suppress(SigningUnusable):  # those who sign will say so
                await identity.share(runtime.settings, runtime.database)
            try:
                async with assistants.opened(app) as app.state.assistants:
                    yield
            finally:
                await app.state.commons.close()
                await app.state.asking.close()
                app.state.finder.close()

    pages = Router(
        path="/",
        route_handlers=PAGES,
        before_request=gates.begin_visit,
        dependencies={
            "viewer": Provide(session.provide_viewer, sync_to_thread=False),
            "me": Provide(session.provide_me, sync_to_thread=False),
        },
        include_in_schema=False,
    )
    app = Litestar(
        route_handlers=[pages, *PLAIN, *assistants.routes, *api.routers],
        lifespan=[lifespan],
        dependencies={
            "runtime": Provide(provide_runtime, sync_to_thread=False),
            "reader": Provide(provide_reader, sync_to_thread=False),
            "finder": Provide(provide_finder, sync_to_thread=False),
            "asking": Provide(provide_asking, sync_to_thread=False),
        },
        exception_handlers={Exception: _fault},
        before_send=[security.add_security_headers, api.open_to_browsers],
        request_max_body_size=BODY_LIMIT,
        compression_config=CompressionConfig(
            backend="gzip",
            gzip_compress_level=6,
            exclude=[
                r"^/api/",
                r"^/v1/",
                r"^/media/",
                r"^/static/",
                r"/events$",
                r"^/stream",
                r"/preview",
            ],
        ),
        openapi_config=OpenAPIConfig(
            title="Affresco",
            version=affresco.__version__,
            # Not at /api: what is unknown below its address gets an HTML page of the framework's.
            path="/api/openapi.json",
            render_plugins=[JsonRenderPlugin(path="/")],
            components=Components(
                security_schemes={
                    "bearer": SecurityScheme(type="http", scheme="bearer"),
                    "app": SecurityScheme(type="http", scheme="basic"),
                }
            ),
        ),
        logging_config=None,
    )
    app.asgi_handler = api.draining(app.asgi_handler, BODY_LIMIT)
    return app


def _asking(runtime: Runtime, reader: Reader, finder: Finder) -> Asking:
    model = runtime.settings.gesso
    voice = Gesso(runtime.database, reader, finder, Speaker(model) if model else None)
    return Asking(runtime.database, runtime.settings, reader, voice)


def _fault(request: Request[Any, Any, Any], error: Exception) -> Any:
    """API routers have handlers of their own; what reaches this one is a page, but below these addresses."""
    if request.url.path.startswith("/v1/"):
        return api.show_openai_fault(request, error)
    if request.url.path.startswith("/api/"):
        return api.show_fault(request, error)
    return faults.show_fault(request, error)


def _warm_up() -> None:
    """Load what the first search and the first question would wait for."""
    meaning.warm_up()
    gesso_words.warm_up()


COLLECT: Final = (10_000, 5, 1_000)
"""How many new objects, and rounds of the younger ones, before each generation of objects is searched
for cycles. With 1,000 open streams there are 300,000 old ones in memory, a search of which stops the
process for 0.3 s; they leave by reference count alone, and cycles are young."""


def app_from_environment() -> Litestar:
    """For the web server's processes: what ``affresco serve`` decided is in the environment."""
    gc.set_threshold(*COLLECT)
    read = settings.load()
    dsn = os.environ["_AFFRESCO_DSN"]
    base_url = os.environ["_AFFRESCO_BASE_URL"]
    # After the first answers, so that the first search finds the encoder ready.
    warming = threading.Timer(WARM_AFTER_SECONDS, _warm_up)
    warming.daemon = True
    warming.start()
    keepalive.begin()
    return create_app(lambda: running(read, dsn, base_url))
