"""Settings, for owners: the engines, how they stand and how their jobs go."""

from __future__ import annotations

from typing import Any

from litestar import Request, Response, get
from litestar.di import NamedDependency

from affresco.accounts.model import Viewer
from affresco.runtime import Runtime
from affresco.studio import health
from affresco.studio.steering import TASKS, tasks_of
from affresco.text import translate
from affresco.web.render import render

AnyRequest = Request[Any, Any, Any]


@get("/settings/engines")
async def engines_page(
    request: AnyRequest, runtime: NamedDependency[Runtime], me: NamedDependency[Viewer]
) -> Response[str]:
    """The report. Raises OwnersOnly."""
    async with runtime.database.read() as tx:
        reports = await health.report(tx, runtime.settings, me)
    can = {
        report.offer.name: [
            translate(said, me.locale)
            for task, said in TASKS.items()
            if task in tasks_of(report.offer.capabilities)
        ]
        for report in reports
    }
    return render(request, "settings/engines.html", reports=reports, can=can)


routes = (engines_page,)
