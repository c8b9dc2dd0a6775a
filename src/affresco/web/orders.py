"""The studio's forms as they are sent → commands. A form asks for one thing, or for a batch of it."""

from __future__ import annotations

import re
from typing import Final, Literal

import msgspec
from litestar.datastructures import UploadFile

from affresco.errors import Invalid
from affresco.feeds.model import PostView
from affresco.feeds.remixing import source_picture
from affresco.studio.model import (
    COUNT_LIMIT,
    SIZES,
    Correction,
    Format,
    Margins,
    Source,
    Start,
    Steering,
    Task,
)
from affresco.text import N_
from affresco.web.paging import FormId

Side = Literal["left", "top", "right", "bottom"]
BATCH_LIMIT: Final = 5
"""Lines of a batch: as many jobs as one person may have under way."""

COLOURS: Final = re.compile(r"(?:#|(?<![\w#]))[0-9a-fA-F]{6}\b")


class BatchTooLong(Invalid):
    code = "web.batch_too_long"
    message = N_("A batch has at most {limit} lines, each a prompt of its own.")


class NewPictures(msgspec.Struct, frozen=True):
    """As sent. fix_field, fix_was, fix_value: chips in their order, those whose value is another than it
    was are corrected. extend: sides, extend_by: share of the picture's length. palette: colours, anyhow
    separated. batch: a prompt a line. mask: a file, white where to paint."""

    prompt: str = ""
    engine: str | None = None
    count: int = COUNT_LIMIT
    format: Format = "1:1"
    seed: int | None = None
    remix_of_id: FormId | None = None
    idempotency_key: str | None = None
    task: Task = "text-to-image"
    source_media_id: FormId | None = None
    style_media_id: FormId | None = None
    instruction: str = ""
    negative_prompt: str = ""
    strength: float | None = None
    extend: tuple[Side, ...] = ()
    extend_by: float = 0.5
    palette: str = ""
    steps: int | None = None
    guidance: float | None = None
    scheduler: str | None = None
    fix_field: tuple[str, ...] = ()
    fix_was: tuple[str, ...] = ()
    fix_value: tuple[str, ...] = ()
    batch: bool = False
    mask: UploadFile | None = None

    @property
    def corrections(self) -> tuple[Correction, ...]:
        """The chips that were changed."""
        chips = zip(self.fix_field, self.fix_was, self.fix_value, strict=False)
        return tuple(Correction(field, value) for field, was, value in chips if value != was)

    @property
    def colours(self) -> tuple[str, ...]:
        """The palette; what is no colour stays as it is, to be refused with a clear word."""
        if not self.palette.strip():
            return ()
        found = COLOURS.findall(self.palette)
        return tuple("#" + c.lstrip("#").lower() for c in found) or (self.palette.strip()[:20],)


def commands(
    sent: NewPictures, parent: PostView | None, viewer_id: int, mask: bytes | None
) -> tuple[Start, ...]:
    """What a form asks for, each a job. Raises BatchTooLong."""
    prompts = [sent.prompt]
    if sent.batch:
        prompts = [line for line in sent.prompt.splitlines() if line.strip()] or [sent.prompt]
        if len(prompts) > BATCH_LIMIT:
            raise BatchTooLong(limit=BATCH_LIMIT)
    single = _command(sent, parent, viewer_id, mask)
    key = sent.idempotency_key
    return tuple(
        msgspec.structs.replace(
            single,
            prompt=prompt,
            idempotency_key=f"{key}.{place}" if key and place else key,
        )
        for place, prompt in enumerate(prompts)
    )


def _command(
    sent: NewPictures, parent: PostView | None, viewer_id: int, mask: bytes | None
) -> Start:
    width, height = SIZES[sent.format]
    return Start(
        prompt=sent.prompt,
        engine=sent.engine,
        count=sent.count,
        width=width,
        height=height,
        seed=sent.seed,
        source_post_id=sent.remix_of_id,
        idempotency_key=sent.idempotency_key,
        task=sent.task,
        source=source_picture(parent, sent.source_media_id, viewer_id),
        style=None if sent.style_media_id is None else Source(sent.style_media_id),
        mask=mask,
        steering=Steering(
            negative_prompt=sent.negative_prompt,
            instruction=sent.instruction,
            strength=sent.strength,
            corrections=sent.corrections,
            palette=sent.colours,
            steps=sent.steps,
            guidance=sent.guidance,
            scheduler=sent.scheduler,
            margins=_margins(sent) if sent.task == "outpaint" else None,
        ),
    )


def _margins(sent: NewPictures) -> Margins:
    return Margins(**dict.fromkeys(sent.extend, sent.extend_by))
