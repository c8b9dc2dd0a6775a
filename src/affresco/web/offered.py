"""What an engine takes, as the composer's script reads it from the page. Pure."""

from __future__ import annotations

from collections.abc import Iterable

from affresco.studio.engines.protocol import Capabilities
from affresco.studio.engines.registry import Offer


def abilities(can: Capabilities) -> str:
    """Names of what an engine takes beside words, with spaces between: the ``data-can`` of its option."""
    taken = {
        "negative_prompt": can.negative_prompt,
        "palette": can.palette,
        "style": can.style_image,
        "steps": can.steps is not None,
        "guidance": can.guidance is not None,
        "scheduler": bool(can.schedulers),
    }
    return " ".join(name for name, takes in taken.items() if takes)


def first_to_take(offers: Iterable[Offer], *names: str) -> str | None:
    """The first engine that takes all of these and paints from words."""
    able = (
        offer.name
        for offer in offers
        if "text-to-image" in offer.capabilities.tasks
        and set(names) <= set(abilities(offer.capabilities).split())
    )
    return next(able, None)


def any_takes(offers: Iterable[Offer], name: str) -> bool:
    """Whether one of the engines at least takes this."""
    return first_to_take(offers, name) is not None


def span(numbers: tuple[float, float, float]) -> str:
    """The range of a number and its usual value, as a placeholder: ``1–50 · 20``."""
    least, most, usual = (f"{number:g}" for number in numbers)
    return f"{least}–{most} · {usual}"
