"""How a job is steered beside its words: what may be asked of an engine, and what is made of a source's
size. Pure.
"""

from __future__ import annotations

import re
from typing import Final

import msgspec

from affresco.studio import prompts
from affresco.studio.engines.protocol import Capabilities
from affresco.studio.errors import (
    BadMargins,
    BadNumber,
    BadPalette,
    EngineCannot,
    InstructionMissing,
    LargeEnough,
    NotForTask,
    PromptTooLong,
)
from affresco.studio.model import (
    PROMPT_LIMIT,
    SIZES,
    Correction,
    Margins,
    Start,
    Steering,
    Task,
)
from affresco.text import N_

WORKING_PIXELS: Final = 1024 * 1024
"""The area to which a source of another size is brought: what models are made for."""

CANVAS_PIXELS: Final = 1536 * 1024
"""The most that an extended picture has."""

UPSCALED_SIDE: Final = 2048
UPSCALE: Final = 2.0
LEAST_UPSCALE: Final = 1.2
MARGIN_LIMIT: Final = 1.0
INSTRUCTION_LIMIT: Final = 500
"""Characters."""

PALETTE_LIMIT: Final = 8
CORRECTIONS_LIMIT: Final = 40
CORRECTION_LIMIT: Final = 200
"""Characters of a corrected value."""

STRENGTHS: Final = (0.05, 1.0)
NEAR, FAR = 0.3, 0.75
"""Strengths of a near and of a far variation."""

TASKS: Final[dict[Task, str]] = {
    "text-to-image": N_("a picture from words"),
    "image-to-image": N_("a variation of a picture"),
    "instruct": N_("an edit by instruction"),
    "inpaint": N_("painting a part anew"),
    "outpaint": N_("extending a picture"),
    "upscale": N_("a larger picture"),
}
NEGATIVE, PALETTE, STYLE = N_("a negative prompt"), N_("a palette"), N_("a style reference")
CORRECTIONS, SOURCE = N_("a corrected understanding"), N_("beginning from this picture")
STEPS, GUIDANCE, SCHEDULER = N_("Steps"), N_("Guidance"), N_("a scheduler of this name")
STRENGTH, INSTRUCTION, MASK = N_("Strength"), N_("An instruction"), N_("A mask")
MARGINS, BEGINNING = N_("A margin"), N_("A picture to begin from")
STRENGTH_TASKS: Final[frozenset[Task]] = frozenset({"image-to-image", "inpaint", "outpaint"})
COLOUR: Final = re.compile(r"#[0-9a-f]{6}")


def tasks_of(capabilities: Capabilities) -> frozenset[Task]:
    """What people may ask of an engine: who can paint a part anew can paint what lies around, too."""
    outpaint: frozenset[Task] = frozenset({"outpaint"})
    return capabilities.tasks | (outpaint if "inpaint" in capabilities.tasks else frozenset())


def clean(command: Start) -> Steering:
    """What was asked for, tidied, whatever the engine. Raises InstructionMissing, NotForTask,
    PromptTooLong, BadPalette, BadNumber, BadMargins."""
    steering = command.steering
    instruction = prompts.tidy(steering.instruction)
    if command.task == "instruct" and not (instruction or steering.corrections):
        raise InstructionMissing
    _check_fit(command, instruction)
    negative = prompts.tidy(steering.negative_prompt)
    _check_length(instruction, INSTRUCTION_LIMIT)
    _check_length(negative, PROMPT_LIMIT)
    palette = tuple(colour.strip().lower() for colour in steering.palette)
    if len(palette) > PALETTE_LIMIT or not all(map(COLOUR.fullmatch, palette)):
        raise BadPalette(limit=PALETTE_LIMIT)
    if len(steering.corrections) > CORRECTIONS_LIMIT:
        raise BadNumber(what=CORRECTIONS, least=0, most=CORRECTIONS_LIMIT)
    corrections = tuple(
        Correction(prompts.tidy(one.field), prompts.tidy(one.value)) for one in steering.corrections
    )
    for correction in corrections:
        _check_length(correction.value, CORRECTION_LIMIT)
        _check_length(correction.field, CORRECTION_LIMIT)
    if steering.strength is not None:
        _check_range(STRENGTH, steering.strength, *STRENGTHS)
    if command.task == "outpaint":
        check_margins(steering.margins)
    return msgspec.structs.replace(
        steering,
        instruction=instruction,
        negative_prompt=negative,
        palette=palette,
        corrections=corrections,
    )


def check_engine(label: str, capabilities: Capabilities, command: Start) -> None:
    """Whether an engine can do what is asked. label: what people call it.

    Raises EngineCannot with what it cannot do, BadNumber.
    """
    steering = command.steering
    lacking = (
        (command.task not in tasks_of(capabilities), TASKS[command.task]),
        (steering.strength is not None and not capabilities.strength, STRENGTH),
        (bool(steering.negative_prompt) and not capabilities.negative_prompt, NEGATIVE),
        (bool(steering.palette) and not capabilities.palette, PALETTE),
        (command.style is not None and not capabilities.style_image, STYLE),
        (bool(steering.corrections) and not capabilities.corrections, CORRECTIONS),
        (steering.steps is not None and capabilities.steps is None, STEPS),
        (steering.guidance is not None and capabilities.guidance is None, GUIDANCE),
        (bool(steering.scheduler) and steering.scheduler not in capabilities.schedulers, SCHEDULER),
    )
    for lacks, what in lacking:
        if lacks:
            raise EngineCannot(engine=label, what=what)
    if steering.steps is not None and capabilities.steps is not None:
        _check_range(STEPS, steering.steps, *capabilities.steps[:2])
    if steering.guidance is not None and capabilities.guidance is not None:
        _check_range(GUIDANCE, steering.guidance, *capabilities.guidance[:2])


def is_steered(command: Start) -> bool:
    """Whether a command asks for more than a picture from words."""
    plain = command.task == "text-to-image" and command.style is None
    return not plain or command.steering != Steering()


def check_margins(margins: Margins | None) -> None:
    """Raises BadMargins."""
    sides = (margins.left, margins.top, margins.right, margins.bottom) if margins else ()
    if not any(sides) or not all(0 <= side <= MARGIN_LIMIT for side in sides):
        raise BadMargins


def size_for(task: Task, source: tuple[int, int], margins: Margins | None) -> tuple[int, int]:
    """(width, height) in pixels of what a task makes of a source of this size. Raises LargeEnough."""
    width, height = source
    if task == "upscale":
        factor = min(UPSCALE, UPSCALED_SIDE / max(source))
        if factor < LEAST_UPSCALE:
            raise LargeEnough(width=width, height=height)
        return _eights(width * factor, height * factor)
    if task == "outpaint" and margins is not None:
        return _within(
            width * (1 + margins.left + margins.right),
            height * (1 + margins.top + margins.bottom),
            CANVAS_PIXELS,
        )
    return working_size(source)


def working_size(source: tuple[int, int]) -> tuple[int, int]:
    """The size in which a picture is worked on: its own where that is one of the studio's, else the same
    proportions within WORKING_PIXELS, in multiples of 8."""
    return source if source in SIZES.values() else _within(*source, WORKING_PIXELS)


def _check_fit(command: Start, instruction: str) -> None:
    """Nothing that is said is passed over in silence. Raises NotForTask."""
    told, task = command.steering, command.task
    astray = (
        (bool(instruction) and task != "instruct", INSTRUCTION),
        (command.mask is not None and task != "inpaint", MASK),
        (told.margins is not None and task != "outpaint", MARGINS),
        (told.strength is not None and task not in STRENGTH_TASKS, STRENGTH),
        (command.source is not None and task == "text-to-image", BEGINNING),
    )
    for is_astray, what in astray:
        if is_astray:
            raise NotForTask(what=what, task=TASKS[task])


def _within(width: float, height: float, pixels: int) -> tuple[int, int]:
    shrink = min(1.0, (pixels / (width * height)) ** 0.5, UPSCALED_SIDE / max(width, height))
    return _eights(width * shrink, height * shrink)


def _eights(width: float, height: float) -> tuple[int, int]:
    return max(64, int(width) // 8 * 8), max(64, int(height) // 8 * 8)


def _check_length(text: str, limit: int) -> None:
    if len(text) > limit:
        raise PromptTooLong(length=len(text), limit=limit)


def _check_range(what: str, number: float, least: float, most: float) -> None:
    if not least <= number <= most:
        raise BadNumber(what=what, least=f"{least:g}", most=f"{most:g}")
