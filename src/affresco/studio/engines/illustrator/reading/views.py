"""Where one looks from: out of the water, up into the trees; and how near: the dew on a flower."""

from __future__ import annotations

import re
from typing import Final

_WATER: Final = r"(?:the )?(?:water|sea|waves|surface)(?: of the (?:water|sea|lake))?"
_ACQUA: Final = (
    r"(?:sott['’]acqua|sotto (?:l['’]acqua|la superficie|il mare))(?: del mare| dell['’]acqua)?"
)
_CROWNS: Final = r"(?:the )?(?:leaves|canopy|crowns|branches|treetops|tree tops)"
_CHIOME: Final = r"(?:le foglie|le chiome|i rami|gli alberi)"
_DI_RUGIADA: Final = r"(?:di|da|dalla|dalle|(?:di|da|dalle) gocce di) (?:rugiada|gocce di rugiada)"

VIEWS: Final[tuple[tuple[re.Pattern[str], str], ...]] = tuple(
    (re.compile(pattern, re.I), told)
    for pattern, told in (
        # from below the surface
        (
            rf"\b(?:a )?(?:view |seen |photo )?from (?:under|beneath|below) {_WATER},?"
            r" (?:looking up|up)(?: at| to| towards)?\b",
            ", underwater, from below,",
        ),
        (
            rf"\b(?:seen|viewed|view) from (?:under ?water|(?:under|beneath|below) {_WATER})\b",
            ", underwater, from below,",
        ),
        (
            r"\blooking up from (?:under ?water|the (?:seabed|sea ?floor))\b",
            ", underwater, from below,",
        ),
        (
            rf"\b(?:vist[oaie]|guardando) (?:in su )?da {_ACQUA}"
            r"(?: (?:verso l['’]alto|guardando in su))?\b",
            ", sott'acqua, dal basso,",
        ),
        # trees from their feet
        (
            rf"\blooking (?:straight )?up (?:through|into|at) {_CROWNS}"
            r"(?: of (?:the |a )?(?:forest|woods?|trees|tall trees))?\b",
            "forest, from below,",
        ),
        (
            rf"\bguardando (?:in (?:su|alto)|verso l['’]alto) (?:tra|fra|attraverso) {_CHIOME}"
            r"(?: (?:di un|del|della|degli) (?:bosco|foresta|alberi))?\b",
            "bosco, dal basso,",
        ),
        # dew on a flower
        (
            rf"\b(?:bagnat|copert|ricopert|imperlat|cospars)[oaie] {_DI_RUGIADA}\b",
            "con gocce di rugiada",
        ),
        (
            r"\b(?:wet|covered|beaded|glistening|sparkling) with (?:morning )?dew(?: ?drops)?\b",
            "with dewdrops",
        ),
    )
)
"""Turns of phrase, as :mod:`turns` has them."""
