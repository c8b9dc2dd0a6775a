"""Settings, for owners: the figures by cohort."""

from __future__ import annotations

from typing import Any, Final

from litestar import Request, Response, get
from litestar.di import NamedDependency

from affresco.accounts.model import Viewer
from affresco.beta import figures
from affresco.beta.figures import DAYS, KEEP_DAYS, LEAST, RETURNS
from affresco.runtime import Runtime
from affresco.text import _, ngettext
from affresco.web import plots
from affresco.web.render import render

AnyRequest = Request[Any, Any, Any]
PAGE: Final = "/settings/cohorts/figures"


@get(PAGE)
async def figures_page(
    request: AnyRequest, runtime: NamedDependency[Runtime], me: NamedDependency[Viewer]
) -> Response[str]:
    """Raises OwnersOnly."""
    async with runtime.database.read() as tx:
        found = await figures.overview(tx, me.id)
    drawn = [
        plots.row(one.cohort or _("Without a cohort"), one.days, found.last, DAYS)
        for one in found.groups
        if one.days
    ]
    return render(
        request,
        "beta/figures.html",
        groups=found.groups,
        small=found.small,
        plots=drawn,
        returns=RETURNS,
        least=LEAST,
        days=DAYS,
        keep=KEEP_DAYS,
        spell=_spell,
    )


def _spell(seconds: float) -> str:
    """How long, in the largest unit that leaves a number of some sense."""
    if seconds < 90:
        return ngettext("one second", "{count} seconds", round(seconds)).format(
            count=round(seconds)
        )
    if seconds < 90 * 60:
        minutes = round(seconds / 60)
        return ngettext("one minute", "{count} minutes", minutes).format(count=minutes)
    if seconds < 48 * 3600:
        hours = round(seconds / 3600)
        return ngettext("one hour", "{count} hours", hours).format(count=hours)
    days = round(seconds / 86400)
    return ngettext("one day", "{count} days", days).format(count=days)


routes = [figures_page]
