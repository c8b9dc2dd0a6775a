"""Facts about suggestions."""

from __future__ import annotations

from typing import Literal

import msgspec

Source = Literal["rules", "model"]


class Option(msgspec.Struct, frozen=True):
    """One way to follow a suggestion. label: in a word or two. prompt: the whole of it as it would be.
    negative_prompt: what would be added there."""

    label: str
    prompt: str
    negative_prompt: str = ""


class Suggestion(msgspec.Struct, frozen=True):
    """title: what could be done. why: what it is good for. options: () for what is only said. source: who
    says so."""

    title: str
    why: str
    options: tuple[Option, ...] = ()
    source: Source = "rules"
