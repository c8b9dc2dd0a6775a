"""Where somebody looks from, what serves as a place, and what only passes or leads somewhere.

``from`` is the place of who looks and the beginning of what leads; a bathtub that ducks use as a boat has
the ducks in it.
"""

from __future__ import annotations

import re
from typing import Final

_SOME: Final = r"(?:an?|the|one|two|three|four|five|six|seven|some|several|many)"
_ALCUNI: Final = (
    r"(?:un['’]|una?\b|uno\b|due|tre|quattro|cinque|sei|sette|alcun[ei]|tant[ei]|molt[ei])"
)
_SEATS: Final = r"chair|seat|throne|sled|sledge|raft|stage|table|desk"
_SEDILI: Final = r"sedia|sedile|trono|slitta|zattera|palco|tavolo|scrivania"
_LEADS: Final = (
    r"threads?|ropes?|cables?|wires?|lines?|ribbons?|strings?|garlands?|paths?|trails?|roads?|streams?|rivers?"
    r"|staircases?|ladders?|cracks?|pipes?"
)

STANDPOINTS: Final[tuple[tuple[re.Pattern[str], str], ...]] = tuple(
    (re.compile(pattern, re.I), told)
    for pattern, told in (
        # a bathtub used as a boat by three ducks
        (
            rf"\b({_SOME} (?:\w+ ){{1,3}}?)(?:used|serving) as (?:an? |their )(?:{_SEATS})"
            rf" (?:by|for) ({_SOME} (?:\w+ )?\w+)",
            r"\2 on \1",
        ),
        (
            rf"\b({_SOME} (?:\w+ ){{1,3}}?)(?:used|serving) as (?:an? |their )(?:\w+ )?\w+"
            rf" (?:by|for) ({_SOME} (?:\w+ )?\w+)",
            r"\2 inside \1",
        ),
        (
            rf"(?<![\w'’])({_ALCUNI} ?(?:[\w']+ ){{1,4}}?)(?:usat[oaie]|che (?:fa|serve)) (?:come|da)"
            rf" (?:{_SEDILI}) (?:da|per) ({_ALCUNI} ?(?:\w+ )?\w+)",
            r"\2 su \1",
        ),
        (
            rf"(?<![\w'’])({_ALCUNI} ?(?:[\w']+ ){{1,4}}?)(?:usat[oaie]|che (?:fa|serve)) (?:come|da) \w+"
            rf" (?:da|per) ({_ALCUNI} ?(?:\w+ )?\w+)",
            r"\2 dentro \1",
        ),
        # an owl watching from the roof
        (
            r"\b(?:that )?(?:(?:look|watch|gaz|star|peer)ing|looks|peers) (?:down |out )?from"
            r" (?=(?:an?|the|its|his|her|their) (?!window|behind|inside|under|above|distance|hole|door))",
            "on ",
        ),
        (
            r"\b(?:che )?(?:guard|osserv|scrut)(?:a|ano|ando) da(lla |llo |gli |lle |l |i |ll['’])"
            r"(?!finestr|oblò|vetr|port[ae]\b|buc[ao]|basso|alto|fuori|dentro|retro)",
            r"su\1",
        ),
        # a thread running from a basket to the moon
        (
            rf"\b({_LEADS}) (?:that )?(?:run|lead|stretch|wind|go)(?:ning|ing|s)? from\b",
            r"\1 from",
        ),
        # a train that passes gives nothing
        (
            r"\bche passa(?:no|va|vano)?(?=\s*(?:[,.;]|$|(?:in|sul?|sulla|nell[ao]|nel|sotto|davanti"
            r"|accanto|vicino|lungo|attraverso|tra|fra|sopra|di)\b))",
            "che cammina",
        ),
        (
            r"\b(vagon[ei]|carrozz[ae]) (\w+) della metro(politana)?\b",
            r"\1 della metropolitana \2",
        ),
        # the rings are the planet's
        (r"\bthe rings of (?:the planet )?saturn\b|\b(?:the )?saturn['’]s rings?\b", "saturn"),
        (r"\b(su|de|a)gli anelli di saturno\b", r"\1 saturno"),
        (r"\b(?:gli )?anelli di saturno\b", "saturno"),
        # light is in the blinds, wherever it comes from
        (
            r"\b(luc[ei]|raggi|sole)((?: \w+){0,3}) d(?:alle|ai|agli|al)"
            r" (?=tapparell|persian|tend[ae]\b|impost|venezian)",
            r"\1\2 nelle ",
        ),
        (r"\bfar (?:down )?below\b(?! \w)", "far away"),
        # ties are worn, and no verb
        (
            r"\b(?:in|with|wearing) (?:(bow|black|red|blue|striped|silk)[ -])?ties\b",
            r"with \1 neckties",
        ),
        # a feast is its guests'
        (
            r"\b(?:an? |the )?(picnic|tea party|breakfast|birthday party) (?:of|for)"
            rf" (an? family of (?:\w+ )?\w+|{_SOME} (?:\w+ )?\w+)",
            r"\2 having a \1",
        ),
        (
            r"\b(?:un |il |la |una )?(picnic|festa di compleanno|colazione) (?:di |per )"
            rf"(una famiglia di (?:\w+ )?\w+|{_ALCUNI} ?(?:\w+ )?\w+)",
            r"\2 che fanno un \1",
        ),
    )
)
