"""The engines of an instance and what each can do: for programs that offer no more than that."""

from __future__ import annotations

from typing import Final

import msgspec
from litestar.handlers import HTTPRouteHandler

from affresco.api.core.answers import Answer
from affresco.api.core.call import Call
from affresco.api.core.endpoint import endpoint
from affresco.studio.engines.protocol import Capabilities
from affresco.studio.engines.registry import Offer, offers
from affresco.studio.model import Task
from affresco.studio.steering import tasks_of


class IntRange(msgspec.Struct, frozen=True):
    least: int
    most: int
    usual: int


class FloatRange(msgspec.Struct, frozen=True):
    least: float
    most: float
    usual: float


class EngineEntity(msgspec.Struct, frozen=True):
    """An engine. name: as in a job. label: for people. own_sources: whether it begins only from pictures
    that it made itself. steps, guidance: null where it has none."""

    name: str
    label: str
    tasks: tuple[Task, ...]
    own_sources: bool
    strength: bool
    negative_prompt: bool
    palette: bool
    style_image: bool
    corrections: bool
    steps: IntRange | None
    guidance: FloatRange | None
    schedulers: tuple[str, ...]
    source_type: str


@endpoint(
    "GET",
    "/api/affresco/v1/engines",
    "The engines, the usual one first, and what each can do",
    needs="read:statuses",
    tag="Affresco",
)
async def list_engines(request: Call) -> Answer[tuple[EngineEntity, ...]]:
    return Answer(tuple(map(present, offers(request.runtime.settings))))


def present(offer: Offer) -> EngineEntity:
    """An engine as programs see it. Pure."""
    can: Capabilities = offer.capabilities
    return EngineEntity(
        name=offer.name,
        label=offer.label,
        tasks=tuple(sorted(tasks_of(can))),
        own_sources=can.own_sources,
        strength=can.strength,
        negative_prompt=can.negative_prompt,
        palette=can.palette,
        style_image=can.style_image,
        corrections=can.corrections,
        steps=IntRange(*can.steps) if can.steps else None,
        guidance=FloatRange(*can.guidance) if can.guidance else None,
        schedulers=can.schedulers,
        source_type=can.source_type,
    )


routes: Final[tuple[HTTPRouteHandler, ...]] = (list_engines,)
