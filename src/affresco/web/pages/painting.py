"""Begin a job: from words, from a post, or from a picture of one's own."""

from __future__ import annotations

from typing import Any, Final

from litestar import Request, Response, post
from litestar.di import NamedDependency

from affresco.accounts.model import Viewer
from affresco.errors import AffrescoError
from affresco.feeds.model import PostView
from affresco.feeds.reader import Reader
from affresco.feeds.remixing import get_source
from affresco.media.errors import FileTooLarge, NotAPicture, TooManyPixels
from affresco.posts.errors import RemixForbidden, RemixTargetGone
from affresco.runtime import Runtime
from affresco.safety.errors import CheckUnavailable, Refused
from affresco.studio import commands, errors
from affresco.studio.engines.registry import offers
from affresco.studio.steering import GUIDANCE, STEPS
from affresco.text import _
from affresco.web import orders
from affresco.web.composer import form_again, remix_source
from affresco.web.forms import read_form
from affresco.web.jobs import job_url
from affresco.web.orders import NewPictures
from affresco.web.pages import workbench
from affresco.web.refusals import error_markup, note_of
from affresco.web.render import flash, redirect, render
from affresco.web.session import visit_of

AnyRequest = Request[Any, Any, Any]

FIELDS: Final[dict[type[AffrescoError], str]] = {
    errors.PromptEmpty: "prompt",
    errors.PromptTooLong: "prompt",
    errors.BadCount: "count",
    errors.BadSize: "format",
    errors.BadSeed: "seed",
    errors.BadKey: "form",
    errors.EngineUnknown: "engine",
    errors.EngineCannot: "engine",
    errors.NotForTask: "form",
    errors.BadNumber: "form",
    errors.BadPalette: "palette",
    errors.BadCorrection: "form",
    errors.InstructionMissing: "instruction",
    errors.BadMask: "mask",
    errors.MaskMisfits: "mask",
    errors.BadMargins: "extend",
    errors.LargeEnough: "form",
    errors.SourceMissing: "form",
    errors.SourceUnusable: "style_media_id",
    errors.QuotaExhausted: "form",
    errors.TooManyJobs: "form",
    orders.BatchTooLong: "prompt",
    NotAPicture: "mask",
    FileTooLarge: "mask",
    TooManyPixels: "mask",
    Refused: "prompt",
    CheckUnavailable: "form",
    RemixForbidden: "remix_of_id",
    RemixTargetGone: "remix_of_id",
}
"""Where in the form an error belongs. Others are pages of their own."""

NUMBERS: Final = {STEPS: "steps", GUIDANCE: "guidance"}


@post("/generations")
async def start(
    request: AnyRequest,
    runtime: NamedDependency[Runtime],
    reader: NamedDependency[Reader],
    me: NamedDependency[Viewer],
) -> Response[Any]:
    """Begin a job, or a batch, and go to its page. A mistake gives the form back with everything that was
    typed."""
    sent = await read_form(request, NewPictures)
    parent: PostView | None = None
    try:
        if sent.remix_of_id is not None:
            parent = await get_source(reader, me.id, sent.remix_of_id)
        mask = await sent.mask.read() if sent.mask is not None else None
        begun = await commands.start_all(
            runtime.database,
            runtime.settings,
            me.id,
            orders.commands(sent, parent, me.id, mask or None),
        )
    except tuple(FIELDS) as error:
        if sent.source_media_id is not None:
            return await workbench.again(request, runtime, me, sent, parent, _field(error), error)
        return _form_again(request, runtime, me, sent, parent, error)
    response = redirect(request, job_url(begun[0]) if len(begun) == 1 else "/studio")
    note = await note_of(runtime, "generation", begun[0], me.locale)
    if note is not None:
        flash(response, "info", note)
    return response


def _field(error: AffrescoError) -> str:
    """Of a refusal, the field that the words stand in; of a number, the field that it was typed in."""
    field = FIELDS[type(error)]
    if isinstance(error, errors.BadNumber):
        return NUMBERS.get(str(error.details["what"]), field)
    return str(error.details["field"]) if isinstance(error, Refused) else field


def _form_again(
    request: AnyRequest,
    runtime: Runtime,
    me: Viewer,
    sent: NewPictures,
    parent: PostView | None,
    error: AffrescoError,
) -> Response[str]:
    form = form_again(
        sent,
        visit_of(request).csrf_token,
        {_field(error): error_markup(error, me.locale)},
        remix_source(parent, me.id) if parent is not None else None,
    )
    return render(
        request,
        "studio/new.html",
        status=error.status,
        form=form,
        offers=offers(runtime.settings),
        title=_("Not painted here") if isinstance(error, Refused) else _("Almost there"),
    )


routes = (start,)
