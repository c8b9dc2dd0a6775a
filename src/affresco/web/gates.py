"""The gate of features, before every page: see ``affresco.beta.gates``."""

from __future__ import annotations

from typing import Any

from litestar import Request

from affresco.beta import flags
from affresco.beta.gates import FEATURE_KEY, Gates, NotOpenYet
from affresco.web import session

AnyRequest = Request[Any, Any, Any]


async def begin_visit(request: AnyRequest) -> None:
    """``session.begin_visit``, and the gate. Raises NotOpenYet besides."""
    await session.begin_visit(request)
    viewer = session.visit_of(request).viewer
    if viewer is None:
        return
    gates: Gates = request.app.state.gates
    off = await gates.off_for(viewer.id)
    request.state.off = off
    if request.route_handler.opt.get(FEATURE_KEY) in off:
        raise NotOpenYet


def off_of(request: AnyRequest) -> frozenset[str]:
    """The features that the pages must not offer."""
    found: frozenset[str] = getattr(request.state, "off", flags.NOTHING)
    return found
