"""Jobs of the studio → what ``macros/studio.html`` takes, and what scripts hear of them. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

import msgspec
from msgspec.structs import replace

from affresco.live import sse
from affresco.media.model import Media
from affresco.safety.errors import Refused
from affresco.studio.errors import failure_text
from affresco.studio.model import SIZES, Candidate, Format, Generation, State
from affresco.studio.watching import Ended, Made, Moved, Previewed, Quiet, Step, Untended
from affresco.text import LOCALES, N_, translate
from affresco.web.present import thumbhash_text
from affresco.web.recipes import ILLUSTRATOR, Reading, readings
from affresco.web.refusals import error_markup
from affresco.web.workbench import how_made, picture_url

UNTENDED: Final = N_(
    "Nobody is painting here at the moment. Your words are kept, and painting begins by itself."
)
"""Of a job that waits while no worker is there."""
NOT_SHOWN: Final[Mapping[int, str]] = MappingProxyType({})


class CandidateCard(msgspec.Struct, frozen=True):
    """A finished candidate. index: from 0. post_url: of the post that shows it, None for a draft."""

    index: int
    media_id: int
    url: str
    preview_url: str
    large_url: str
    width: int
    height: int
    alt: str
    thumbhash: str | None
    seed: int
    post_url: str | None
    prompt: str = ""
    not_understood: tuple[str, ...] = ()
    understood: tuple[Reading, ...] = ()


class GenerationCard(msgspec.Struct, frozen=True):
    """A job. url: where its panel can be fetched afresh. text: why it failed, or why
    it waits for long; None otherwise. understood: how the prompt was, where that is the same for all its
    pictures; else each has its own. how: what was done to a picture, "" for words alone; began_at: the
    page of that picture, None where there is none any more."""

    id: int
    url: str
    state: State
    text: str | None
    prompt: str
    engine: str
    count: int
    format: Format
    candidates: tuple[CandidateCard, ...]
    understood: tuple[Reading, ...] = ()
    began_at: str | None = None
    how: str = ""


class StateEvent(msgspec.Struct, frozen=True, omit_defaults=True):
    """text: what to say instead of the state's own words."""

    state: State
    text: str | None = None


class PreviewEvent(msgspec.Struct, frozen=True):
    index: int
    url: str


class CandidateEvent(msgspec.Struct, frozen=True):
    """seed is text: it may pass what a script can count."""

    index: int
    media_id: str
    url: str
    preview_url: str
    seed: str
    width: int
    height: int
    thumbhash: str | None


class FailedEvent(msgspec.Struct, frozen=True):
    text: str


class EmptyEvent(msgspec.Struct, frozen=True):
    """An event that says all by its name."""


def generation_card(
    generation: Generation,
    engine: str,
    locale: str,
    shown: Mapping[int, str] = NOT_SHOWN,
    *,
    tended: bool = True,
) -> GenerationCard:
    """A job as its owner sees it. engine: what people call it. shown: media id → the address of the
    post that shows the picture. tended: whether a worker is there."""
    made = tuple(
        candidate_card(candidate, candidate.media, shown, locale)
        for candidate in generation.candidates
        if candidate.media is not None
    )
    shared = {card.understood for card in made}
    agreed = len(shared) == 1
    return GenerationCard(
        id=generation.id,
        url=f"{job_url(generation.id)}/panel",
        state=generation.state,
        text=_text(generation, locale, tended=tended),
        prompt=generation.prompt,
        engine=engine,
        count=generation.count,
        format=format_of_size(generation.width, generation.height),
        candidates=tuple(replace(card, understood=()) for card in made) if agreed else made,
        understood=shared.pop() if agreed else (),
        began_at=_began_at(generation),
        how=_how(generation, locale),
    )


def _how(generation: Generation, locale: str) -> str:
    if generation.task == "text-to-image":
        return ""
    return how_made(generation.task, generation.steering.instruction, locale)


def _began_at(generation: Generation) -> str | None:
    if generation.source_media_id is None:
        return None
    if generation.source_post_id is not None:
        return f"/posts/{generation.source_post_id}/work"
    return picture_url(generation.source_media_id)


def _text(generation: Generation, locale: str, *, tended: bool) -> str | None:
    match generation.state:
        case "failed" if generation.error_code == Refused.code:
            return error_markup(Refused(**(generation.error_details or {})), locale)
        case "failed":
            return failure_text(generation.error_code, generation.error_details, locale)
        case "queued" if not tended:
            return translate(UNTENDED, locale)
    return None


def candidate_card(
    candidate: Candidate, media: Media, shown: Mapping[int, str] = NOT_SHOWN, locale: str = ""
) -> CandidateCard:
    """A finished candidate. locale: of what was understood."""
    recipe = candidate.recipe
    scene = recipe.scene if recipe is not None and recipe.engine == ILLUSTRATOR else None
    language = next((known for known in LOCALES if known == locale), LOCALES[0])
    return CandidateCard(
        index=candidate.position,
        media_id=media.id,
        url=media.path(),
        preview_url=media.path("preview"),
        large_url=media.path("large"),
        width=media.width,
        height=media.height,
        alt=media.alt,
        thumbhash=thumbhash_text(media.thumbhash),
        seed=candidate.seed,
        post_url=shown.get(media.id),
        prompt=candidate.prompt,
        not_understood=candidate.not_understood,
        understood=readings(scene, language) if scene else (),
    )


def job_url(generation_id: int) -> str:
    """The path of a job's page."""
    return f"/generations/{generation_id}"


def preview_url(generation_id: int, position: int) -> str:
    """The path of the first look at a candidate."""
    return f"{job_url(generation_id)}/candidates/{position}/preview.webp"


def format_of_size(width: int, height: int) -> Format:
    """The format that a size belongs to; the square for a size that is no longer offered."""
    return next((name for name, size in SIZES.items() if size == (width, height)), "1:1")


def event(step: Step, generation_id: int, locale: str) -> bytes:
    """A step as a server-sent event: ``state``, ``preview``, ``candidate``, ``done``, ``failed``."""
    match step:
        case Moved(state):
            return _encoded("state", StateEvent(state))
        case Previewed(position):
            url = preview_url(generation_id, position)
            return _encoded("preview", PreviewEvent(position, url))
        case Made(candidate):
            return _encoded("candidate", _candidate_event(candidate))
        case Ended(generation) if generation.state == "failed":
            text = failure_text(generation.error_code, generation.error_details, locale)
            return _encoded("failed", FailedEvent(text))
        case Ended():
            return _encoded("done", EmptyEvent())
        case Untended():
            return _encoded("state", StateEvent("queued", translate(UNTENDED, locale)))
        case Quiet():
            return sse.HEARTBEAT


def _candidate_event(candidate: Candidate) -> CandidateEvent:
    assert candidate.media is not None, "a candidate that was made has a picture"
    card = candidate_card(candidate, candidate.media)
    return CandidateEvent(
        index=card.index,
        media_id=str(card.media_id),
        url=card.url,
        preview_url=card.preview_url,
        seed=str(card.seed),
        width=card.width,
        height=card.height,
        thumbhash=card.thumbhash,
    )


def _encoded(name: str, data: msgspec.Struct) -> bytes:
    return sse.encode(name, msgspec.json.encode(data))
