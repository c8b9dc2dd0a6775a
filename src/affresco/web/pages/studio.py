"""The studio: watch a job, cancel it, try it again; one's jobs, newest first."""

from __future__ import annotations

from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import suppress
from typing import Any, Final

from litestar import Request, Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Stream

from affresco.accounts import sessions
from affresco.accounts.model import Viewer
from affresco.events.queries import has_worker
from affresco.feeds.reader import Reader
from affresco.feeds.remixing import get_source
from affresco.live import sse
from affresco.posts.errors import RemixForbidden, RemixTargetGone
from affresco.posts.queries import posts_of_media
from affresco.runtime import Runtime
from affresco.studio import access, commands, errors
from affresco.studio.engines.registry import label, offers
from affresco.studio.model import Generation, GenerationId
from affresco.studio.watching import Step, watch
from affresco.web.composer import ComposerForm, empty_form, form_of, remix_source
from affresco.web.jobs import GenerationCard, event, generation_card, job_url
from affresco.web.offered import first_to_take
from affresco.web.pages.palette import colours_of
from affresco.web.paging import Id
from affresco.web.present import post_url
from affresco.web.render import flash, redirect, render
from affresco.web.session import SESSION_COOKIE, visit_of

AnyRequest = Request[Any, Any, Any]

STREAM_HEADERS: Final = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}


@get("/generations/{generation_id:int}")
async def job_page(
    request: AnyRequest,
    runtime: NamedDependency[Runtime],
    reader: NamedDependency[Reader],
    me: NamedDependency[Viewer],
    generation_id: FromPath[int],
) -> Response[str]:
    """One job, and below what came of words the form with all that was told. Raises GenerationNotFound."""
    job = await _load(runtime, me, generation_id)
    (card,) = await _cards(runtime, me, job)
    form = None if job.task != "text-to-image" else await _form_of(request, reader, me, job)
    offered = offers(runtime.settings)
    return render(request, "studio/job.html", generation=card, form=form, offers=offered)


@get("/generations/{generation_id:int}/panel")
async def job_panel(
    request: AnyRequest,
    runtime: NamedDependency[Runtime],
    me: NamedDependency[Viewer],
    generation_id: FromPath[int],
) -> Response[str]:
    """The panel alone, for scripts. Raises GenerationNotFound."""
    (card,) = await _cards(runtime, me, await _load(runtime, me, generation_id))
    return render(request, "studio/_panel.html", generation=card)


@get("/generations/{generation_id:int}/events")
async def job_events(
    request: AnyRequest,
    runtime: NamedDependency[Runtime],
    me: NamedDependency[Viewer],
    generation_id: FromPath[int],
) -> Stream:
    """What is there already, then every step, as server-sent events. Raises GenerationNotFound."""
    await _load(runtime, me, generation_id)
    steps = watch(runtime.database, runtime.hub, me.id, GenerationId(generation_id))
    session = request.cookies.get(SESSION_COOKIE, "")
    signed_out = sessions.until_signed_out(runtime.hub, runtime.database, session, me.id)
    return Stream(
        sse.until(signed_out, _events(steps, generation_id, me.locale)),
        media_type="text/event-stream",
        headers=STREAM_HEADERS,
    )


@post("/generations/{generation_id:int}/cancel")
async def cancel(
    request: AnyRequest,
    runtime: NamedDependency[Runtime],
    me: NamedDependency[Viewer],
    generation_id: FromPath[int],
) -> Response[Any]:
    """Stop a job; one that is over stays as it is. Raises GenerationNotFound."""
    await commands.cancel(runtime.database, me.id, generation_id)
    return redirect(request, job_url(generation_id))


@post("/generations/{generation_id:int}/retry")
async def retry(
    request: AnyRequest,
    runtime: NamedDependency[Runtime],
    me: NamedDependency[Viewer],
    generation_id: FromPath[int],
) -> Response[Any]:
    """Try again what failed or was cancelled. Raises GenerationNotFound."""
    response = redirect(request, job_url(generation_id))
    try:
        await commands.retry(runtime.database, runtime.settings, me.id, generation_id)
    except errors.NothingToRetry:
        return response
    except (errors.QuotaExhausted, errors.TooManyJobs, errors.EngineUnknown) as error:
        flash(response, "error", error.text(me.locale))
    return response


@get("/generations/{generation_id:int}/candidates/{position:int}/preview.webp")
async def preview(
    runtime: NamedDependency[Runtime],
    me: NamedDependency[Viewer],
    generation_id: FromPath[int],
    position: FromPath[int],
) -> Response[bytes]:
    """The first look at a candidate, for its owner. Raises GenerationNotFound."""
    async with runtime.database.read() as tx:
        webp = await access.get_preview(tx, me.id, generation_id, position)
    headers = {"Cache-Control": "private, max-age=600"}
    return Response(webp, media_type="image/webp", headers=headers)


@get("/studio")
async def studio_page(
    request: AnyRequest,
    runtime: NamedDependency[Runtime],
    me: NamedDependency[Viewer],
    before: Id = None,
    style: Id = None,
    palette_of: Id = None,
) -> Response[str]:
    """The form, and one's jobs with what they made. style, palette_of: pictures of one's own to take the look
    and the colours from. Raises SourceUnusable."""
    offered = offers(runtime.settings)
    palette = "" if palette_of is None else await colours_of(runtime, me, palette_of)
    wanted = {"style": style is not None, "palette": bool(palette)}
    engine = first_to_take(offered, *(name for name, is_wanted in wanted.items() if is_wanted))
    async with runtime.database.read() as tx:
        recent = await access.list_generations(tx, me.id, before=before)
        left = await commands.pictures_left(tx, runtime.settings, me.id)
    return render(
        request,
        "studio/studio.html",
        form=empty_form(visit_of(request).csrf_token, style, palette, engine),
        offers=offered,
        generations=await _cards(runtime, me, *recent.generations),
        more_url=f"/studio?before={recent.older}" if recent.older is not None else None,
        first=before is None,
        left=left,
        per_day=runtime.settings.pictures_per_day,
    )


async def _form_of(
    request: AnyRequest, reader: Reader, me: Viewer, job: Generation
) -> ComposerForm:
    """What began as a remix stays one while its post may be remixed."""
    remix_of = None
    if job.source_post_id is not None:
        with suppress(RemixForbidden, RemixTargetGone):
            remix_of = remix_source(await get_source(reader, me.id, job.source_post_id), me.id)
    return form_of(job, visit_of(request).csrf_token, remix_of)


async def _load(runtime: Runtime, me: Viewer, generation_id: int) -> Generation:
    async with runtime.database.read() as tx:
        return await access.get_generation(tx, me.id, generation_id)


async def _cards(
    runtime: Runtime, me: Viewer, *generations: Generation
) -> tuple[GenerationCard, ...]:
    """Jobs with their pictures, each of which is a draft or leads to its post."""
    made = [c.media.id for job in generations for c in job.candidates if c.media is not None]
    async with runtime.database.read() as tx:
        posts = await posts_of_media(tx, made) if made else {}
        waiting = any(job.state == "queued" for job in generations)
        tended = not waiting or await has_worker(tx)
    shown = {media_id: post_url(me.handle, post_id) for media_id, post_id in posts.items()}
    return tuple(
        generation_card(job, label(runtime.settings, job.engine), me.locale, shown, tended=tended)
        for job in generations
    )


async def _events(
    steps: AsyncIterator[Step], generation_id: int, locale: str
) -> AsyncGenerator[bytes, None]:
    async for step in steps:
        yield event(step, generation_id, locale)


routes = (
    job_page,
    job_panel,
    job_events,
    cancel,
    retry,
    preview,
    studio_page,
)
