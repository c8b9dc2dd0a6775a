"""What programs are told of a job, and what they tell of one they want."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Annotated

import msgspec

from affresco.media.model import Media
from affresco.studio.errors import failure_text
from affresco.studio.model import (
    COUNT_LIMIT,
    PROMPT_LIMIT,
    SEEDS,
    Candidate,
    Correction,
    Generation,
    Margins,
    Recipe,
    State,
    Task,
)

Own = Callable[[Media], Media]
"""Gives a picture of one's own addresses that work for the app."""


class NewGeneration(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What to make. engine: the instance's first where it is left out. size: "WIDTHxHEIGHT" in pixels;
    where there is a source, it follows from that.

    seed: of the first candidate, any where it is left out; the others get the numbers after it.
    source_post_id: the post that is remixed. source_media_id: the picture to begin from, one's own or one of
    that post's; every task but text-to-image needs it. style_media_id: one's own picture to take the look
    from. mask: a picture file in base64, white where to paint. Which engine takes what, the list of engines
    tells; what an engine cannot do is refused. Fields that are not known are refused.
    """

    prompt: Annotated[
        str,
        msgspec.Meta(
            description=f"At most {PROMPT_LIMIT} characters; alternatives as in `a {{red|blue}} fox`. "
            "Where there is a source, its own words stand for none."
        ),
    ] = ""
    engine: str | None = None
    count: Annotated[int, msgspec.Meta(ge=1, le=COUNT_LIMIT)] = COUNT_LIMIT
    size: Annotated[str, msgspec.Meta(examples=["1024x1024"])] = "1024x1024"
    seed: Annotated[int, msgspec.Meta(ge=0, lt=SEEDS)] | None = None
    source_post_id: str | None = None
    task: Task = "text-to-image"
    source_media_id: str | None = None
    style_media_id: str | None = None
    mask: bytes | None = None
    instruction: str = ""
    negative_prompt: str = ""
    strength: float | None = None
    margins: Margins | None = None
    corrections: tuple[Correction, ...] = ()
    palette: tuple[str, ...] = ()
    steps: int | None = None
    guidance: float | None = None
    scheduler: str | None = None


class CandidateEntity(msgspec.Struct, frozen=True):
    """A picture of a job. media_id, url, preview_url, recipe: null until it is finished. prompt: its own,
    where alternatives give it one. not_understood: words of an instruction that changed nothing."""

    index: int
    seed: int
    media_id: str | None
    url: str | None
    preview_url: str | None
    width: int | None
    height: int | None
    description: str | None
    recipe: Recipe | None
    prompt: str
    not_understood: tuple[str, ...]


class FailureEntity(msgspec.Struct, frozen=True):
    """Why a job failed. error: for people; code: for programs."""

    error: str
    code: str


class GenerationEntity(msgspec.Struct, frozen=True):
    """A job."""

    id: str
    state: State
    prompt: str
    engine: str
    size: str
    seed: int
    source_post_id: str | None
    source_media_id: str | None
    task: Task
    instruction: str
    created_at: datetime
    failure: FailureEntity | None
    candidates: tuple[CandidateEntity, ...]


def present(generation: Generation, base_url: str, locale: str, own: Own) -> GenerationEntity:
    """A job as its owner's program sees it. Pure. own: gives pictures addresses that are the owner's."""
    source = generation.source_post_id
    return GenerationEntity(
        id=str(generation.id),
        state=generation.state,
        prompt=generation.prompt,
        engine=generation.engine,
        size=f"{generation.width}x{generation.height}",
        seed=generation.seed,
        source_post_id=None if source is None else str(source),
        source_media_id=None
        if generation.source_media_id is None
        else str(generation.source_media_id),
        task=generation.task,
        instruction=generation.steering.instruction,
        created_at=generation.created_at,
        failure=failure_entity(generation, locale),
        candidates=tuple(candidate_entity(c, base_url, own) for c in generation.candidates),
    )


def candidate_entity(candidate: Candidate, base_url: str, own: Own) -> CandidateEntity:
    media = own(candidate.media) if candidate.media else None
    return CandidateEntity(
        index=candidate.position,
        seed=candidate.seed,
        media_id=str(media.id) if media else None,
        url=base_url + media.path() if media else None,
        preview_url=base_url + media.path("preview") if media else None,
        width=media.width if media else None,
        height=media.height if media else None,
        description=media.alt if media else None,
        recipe=candidate.recipe,
        prompt=candidate.prompt,
        not_understood=candidate.not_understood,
    )


def failure_entity(generation: Generation, locale: str) -> FailureEntity | None:
    if generation.state != "failed":
        return None
    code = generation.error_code or "studio.engine_failed"
    return FailureEntity(failure_text(code, generation.error_details, locale), code)
