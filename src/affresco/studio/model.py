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


class Margins(msgspec.Struct, frozen=True, omit_defaults=True):
    """What to add around a picture, as shares of its own width and height: 0.5 is half as much again."""

    left: float = 0.0
    top: float = 0.0
    right: float = 0.0
    bottom: float = 0.0


class Recipe(msgspec.Struct, frozen=True):
    """What a picture was made from. seed: 0 … 2**53 - 1. width, height: pixels.

    scene: the engine's own JSON of how it understood the prompt (see its documentation), as text.
    Without a source the rest makes the picture again; which picture a source was, the lineage tells.
    """

    prompt: str
    seed: int
    engine: str
    version: str
    width: int
    height: int
    scene: str | None = None
    negative_prompt: str | None = None
    task: Task = "text-to-image"
    instruction: str | None = None
    strength: float | None = None
    steps: int | None = None
    guidance: float | None = None
    scheduler: str | None = None
    palette: tuple[str, ...] = ()


class Source(msgspec.Struct, frozen=True):
    """A picture to begin from. post_id: of the post that shows it, where it is not one's own; whoever
    gives it has asked whether that may be remixed. recipe: its recipe, where it is open; alt: how the
    post describes it; one's own need neither."""

    media_id: int
    post_id: int | None = None
    recipe: Recipe | None = None
    alt: str = ""


class Steering(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What a job is told beside its words; ``protocol.Request`` says what each means.

    source_scene, source_seed: of the source, as they were when the job was begun. styled: whether a
    picture lends its look; style_scene: its scene.
    """

    negative_prompt: str = ""
    instruction: str = ""
    strength: float | None = None
    corrections: tuple[Correction, ...] = ()
    palette: tuple[str, ...] = ()
    steps: int | None = None
    guidance: float | None = None
    scheduler: str | None = None
    margins: Margins | None = None
    source_scene: str | None = None
    source_seed: int | None = None
    styled: bool = False
    style_scene: str | None = None


class Start(msgspec.Struct, frozen=True, kw_only=True):
    """The command to make pictures. engine: None for the first of the settings. seed: of the first
    candidate, None for any; the others get the numbers after it. source_post_id: what is remixed.
    idempotency_key: the same key gives the first job again.

    prompt: with alternatives, ``a {red|blue} fox``; of a task on one's own picture, "" for its words.
    width, height: in pixels; of a task with a source they follow from it. source: every task but the
    first needs it. mask: a picture file, white where to paint; ``inpaint`` needs it. style: the picture
    to take the look from.
    """

    prompt: str
    engine: str | None = None
    count: int = COUNT_LIMIT
    width: int = 1024
    height: int = 1024
    seed: int | None = None
    source_post_id: int | None = None
    idempotency_key: str | None = None
    task: Task = "text-to-image"
    source: Source | None = None
    style: Source | None = None
    mask: bytes | None = None
    steering: Steering = Steering()


class Candidate(msgspec.Struct, frozen=True):
    """One of the pictures of a job. media is None until it is finished. prompt: its own, "" for the
    job's. not_understood: words of an instruction or a correction that changed nothing. refusal_id: of a
    picture that was made and withheld."""

    id: int
    position: int
    seed: int
    has_preview: bool
    recipe: Recipe | None
    media: Media | None
    prompt: str = ""
    not_understood: tuple[str, ...] = ()
    refusal_id: int | None = None

    @property
    def is_wanted(self) -> bool:
        """Whether it is still to be made."""
        return self.media is None and self.refusal_id is None


class Generation(msgspec.Struct, frozen=True):
    """A job, as its owner sees it. source_media_id, style_media_id: None where there is no such picture,
    or none any more."""

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
    task: Task = "text-to-image"
    steering: Steering = Steering()
    source_media_id: int | None = None
    style_media_id: int | None = None
