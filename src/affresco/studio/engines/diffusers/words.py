"""Prompts that are longer than what a model reads."""

from __future__ import annotations

from collections.abc import Callable


def beyond(prompt: str, count: Callable[[str], int], limit: int) -> tuple[str, ...]:
    """The words behind the last that still fits, found by bisection, so that any tokenizer will do.

    count: tokens of a text, with those that stand at its ends. limit: tokens that are read.
    """
    words = prompt.split()
    if count(prompt) <= limit:
        return ()
    least, most = 0, len(words)
    while most - least > 1:
        middle = (least + most) // 2
        fits = count(" ".join(words[:middle])) <= limit
        least, most = (middle, most) if fits else (least, middle)
    return tuple(words[least:])
