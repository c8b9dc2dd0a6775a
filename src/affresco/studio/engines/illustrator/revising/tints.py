"""Wishes for the colours of the whole picture: "in black and white", "warmer", "colori pastello"."""

from __future__ import annotations

import re

from affresco.studio.engines.illustrator.reading.inks import COLD, GREYS, PASTELS, SEPIA, WARM

_COLOURS = r"(?: (?:colou?rs?|tones?|palette|shades))?"
_TINTS: tuple[tuple[str, tuple[str, ...]], ...] = (
    (
        r"(?:in |to )?(?:black and white|greyscale|grayscale|monochrome|bianco e nero|monocromatic[oa]"
        r"|scala di grigi)(?! (?:photo|film|cat|dog|cow|horse|fotografia|gatt|can|mucc|cavall))",
        GREYS,
    ),
    (
        r"(?:in )?(?:sepia" + _COLOURS + r"|(?:color )?seppia)",
        SEPIA,
    ),
    (
        r"(?:in )?(?:pastel colou?rs|pastel tones|colori pastello|toni pastello)",
        PASTELS,
    ),
    (
        r"(?:in |with )?(?:warmer"
        + _COLOURS
        + r"|warm colou?rs|colori (?:più )?caldi|toni (?:più )?caldi"
        r"|più cald[oaie])",
        WARM,
    ),
    (
        r"(?:in |with )?(?:(?:cooler|colder)" + _COLOURS + r"|cool colou?rs|cold colou?rs"
        r"|colori (?:più )?freddi|toni (?:più )?freddi|più fredd[oaie])",
        COLD,
    ),
    (
        r"(?:in |with )?(?:the |its |i )?(?:original colou?rs|own colou?rs|natural colou?rs"
        r"|colori originali|colori naturali)",
        (),
    ),
)
_PATTERNS = tuple((re.compile(rf"\b{pattern}\b", re.I), inks) for pattern, inks in _TINTS)
# What is left of an instruction when its only wish is taken out of it.
_EMPTY = re.compile(
    r"\W*(?:(?:please|make|turn|render|draw|use|it|in|into|as|a|to|with|and|fallo|fai|rendilo|rendi|usa|e"
    r"|con|più|un po)\W*)*",
    re.I,
)


def tinted(instruction: str) -> tuple[tuple[str, ...] | None, str]:
    """The palette that an instruction wants, None for nothing said of it, and the rest of its words."""
    wanted: tuple[str, ...] | None = None
    for pattern, inks in _PATTERNS:
        rest, found = pattern.subn(" ", instruction)
        if found:
            wanted, instruction = inks, rest
    if wanted is not None and _EMPTY.fullmatch(instruction):
        return wanted, ""
    return wanted, instruction
