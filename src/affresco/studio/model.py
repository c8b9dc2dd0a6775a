"""Facts about making pictures."""

from __future__ import annotations

from datetime import datetime
from typing import Final, Literal, NewType

import msgspec

from affresco.accounts.model import AccountId
from affresco.media.model import Media

GenerationId = NewType("GenerationId", int)
State = Literal["queued", "running", "done", "failed", "cancelled"]
Format = Literal["1:1", "4:3", "3:2", "16:9", "9:16"]
Task = Literal["text-to-image", "image-to-image", "instruct", "inpaint", "outpaint", "upscale"]
"""What is done; all but the first begin from a picture."""

SIZES: Final[dict[Format, tuple[int, int]]] = {
    "1:1": (1024, 1024),
    "4:3": (1152, 864),
    "3:2": (1152, 768),
    "16:9": (1280, 720),
    "9:16": (720, 1280),
}
"""(width, height) in pixels of each format."""

PROMPT_LIMIT: Final = 2000
"""Characters of a prompt, after normalisation."""

TRANSITIONS: Final[dict[State, frozenset[State]]] = {
    "queued": frozenset({"running", "cancelled", "failed"}),
    "running": frozenset({"done", "failed", "cancelled", "queued"}),
    "done": frozenset(),
    "failed": frozenset({"queued"}),
    "cancelled": frozenset({"queued"}),
}
"""Where a job may go from each state; ``running`` → ``queued`` when its worker is gone, ``failed`` or
``cancelled`` → ``queued`` for another try."""

SEEDS: Final = 2**53
"""Seeds are 0 … SEEDS - 1: whole numbers that JavaScript holds exactly."""

COUNT_LIMIT: Final = 4
KEY_LIMIT: Final = 200
"""Characters of an idempotency key."""


class Correction(msgspec.Struct, frozen=True):
    """A chip put right. field: of the chip that says how a prompt was understood, e.g. ``setting``.
    value: a name that the engine offers, or words of the person; "" takes the thing away."""

    field: str
    value: str


class Start(msgspec.Struct, frozen=True, kw_only=True):
    """The command to make pictures. engine: None for the first of the settings. seed: of the first
    candidate, None for any; the others get the numbers after it. source_post_id: what is remixed.
    idempotency_key: the same key gives the first job again."""

    prompt: str
    engine: str | None = None
    count: int = COUNT_LIMIT
    width: int = 1024
    height: int = 1024
    seed: int | None = None
    source_post_id: int | None = None
    idempotency_key: str | None = None


class Recipe(msgspec.Struct, frozen=True):
    """Everything needed to make a picture again. seed: 0 … 2**53 - 1. width, height: pixels.

    scene: the engine's own JSON of how it understood the prompt (see its documentation), as text.
    """

    prompt: str
    seed: int
    engine: str
    version: str
    width: int
    height: int
    scene: str | None = None
    negative_prompt: str | None = None


class Candidate(msgspec.Struct, frozen=True):
    """One of the pictures of a job. media is None until it is finished."""

    id: int
    position: int
    seed: int
    has_preview: bool
    recipe: Recipe | None
    media: Media | None


class Generation(msgspec.Struct, frozen=True):
    """A job, as its owner sees it."""

    id: GenerationId
    account_id: AccountId
    prompt: str
    engine: str
    count: int
    width: int
    height: int
    seed: int
    source_post_id: int | None
    state: State
    error_code: str | None
    error_details: dict[str, str | int] | None
    created_at: datetime
    candidates: tuple[Candidate, ...]
