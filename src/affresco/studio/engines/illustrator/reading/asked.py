"""How people write a wish to a machine: please draw me, links, brackets, what they do not want, slips.

None of it is a thing to draw. What is asked for stays, in words; what is asked to be left away is said
as such; the rest goes. What is meant for another program stands in :mod:`jargon`.
"""

from __future__ import annotations

import re
from typing import Final

_DEVICE: Final = (
    r"(?:(?:my|a|an|the|your) )?(?:new )?(?:i?phone|smartphone|mobile|cell ?phone|desktop|computer|pc|laptop|"
    r"tablet|i?pad|screen|lock ?screen|home ?screen|zoom|teams)"
)
_APPARECCHIO: Final = (
    r"(?:(?:il|lo|la|un|una) )?(?:(?:mio|mia|tuo|tua) )?(?:telefono|telefonino|cellulare|smartphone|i?phone|"
    r"desktop|computer|pc|portatile|tablet|schermo|salvaschermo)"
)

_WRITTEN: Final[tuple[tuple[re.Pattern[str], str], ...]] = tuple(
    (re.compile(pattern, re.I), told)
    for pattern, told in (
        (r"\b(?:https?://|www\.)\S+", ", "),
        (r"</?[a-z][^<>]{0,80}>", " "),  # <lora:lamp:0.8>, <b>
        # a list of what is not wanted, to the end or to the next line
        (r"(?:^|[\s,.;|])negative(?:[ _-]?prompt)?s?\s*:[^\n]*", " "),
        (r"(?:^|[\s,.;|])prompt negativo\s*:[^\n]*", " "),
        (r"^\s*(?:positive )?prompt\s*:", " "),
        (r"::(?!-?\d)", ", "),
        # ((cat)), {cat}, [cat]: those with a number are read as jargon
        (r"\({2,6}([^()]{0,300})\){2,6}", r" \1 "),
        (r"\{{1,6}([^{}:]{0,300})\}{1,6}|\[{1,6}([^\[\]:]{0,300})\]{1,6}", r" \1\2 "),
        (r"\b(?:score_\d+(?:_up)?|rating_\w+|seed|steps|cfg(?: scale)?)\s*[:=]?\s*\d+\b", " "),
        (r"\b\d{3,4}\s?[x×]\s?\d{3,4}\b|\b(?:16:9|9:16|4:3|3:4|3:2|2:3|21:9|1:1)\b", " "),
        (r"\bno humans?\b", " "),
        # a background of a screen is no telephone
        (
            rf"\b(?:an? |the )?(?:wallpaper|background|lock ?screen|screensaver)s? (?:for|of|on) {_DEVICE}\b",
            ", ",
        ),
        (r"\b(?:phone|iphone|desktop|mobile|computer|pc) (?:wallpaper|background)s?\b", ", "),
        (
            rf"\b(?:uno |lo )?(?:sfondo|salvaschermo|wallpaper) (?:per|del|dello|di) {_APPARECCHIO}\b",
            ", ",
        ),
        # to whom one speaks
        (
            r"^\W*(?:(?:ciao|salve|buongiorno|hello|hi|hey)\b[\s,!.]*)?"
            r"(?:(?:can|could|would|will) (?:you|u) (?:please )?|please |pls |"
            r"i(?:'d| would) like (?:you )?(?:to )?|"
            r"i want (?:you to )?|let's |help me (?:to )?)?"
            r"(?:draw|paint|make|create|generate|show|design|sketch|give)"
            r"(?: me| us)? (?=(?:an?|the|some|two|three|four|five|my|our)\b)",
            " ",
        ),
        (
            r"^\W*(?:(?:ciao|salve|buongiorno)\b[\s,!.]*)?(?:per favore,? )?"
            r"(?:(?:mi|ci) (?:puoi|potresti|sai) |(?:puoi|potresti|sapresti) |vorrei (?:che tu )?(?:mi )?|"
            r"voglio (?:che tu )?(?:mi )?|mi )?"
            r"(?:disegn(?:i|a|ami|armi|are|assi)|dipingi(?:mi)?|dipinger(?:e|mi)|fa(?:i|mmi|rmi|re)|"
            r"cre(?:a|ami|armi|are|i)|"
            r"gener(?:a|ami|armi|are|i)|mostra(?:mi|rmi)|realizza(?:mi|re|rmi)?) "
            r"(?=(?:un|una|uno|il|lo|la|i|gli|le|due|tre|dei|delle|degli|alcun[ie])\b|un['’]|l['’])",
            " ",
        ),
    )
)  # fmt: skip
# Slips of the quick hand, in words too short or too usual to be known by their letters.
_SLIPS: Final = {
    "teh": "the", "hte": "the", "adn": "and", "nad": "and", "wiht": "with", "whit": "with", "wih": "with",
    "witht": "with", "siting": "sitting", "runing": "running", "swiming": "swimming", "flyng": "flying",
    "sleping": "sleeping", "siling": "smiling", "ridding": "riding", "writting": "writing",
    "playin": "playing", "eatting": "eating", "dacing": "dancing", "walkin": "walking", "holdin": "holding",
    "undr": "under", "ovr": "over", "frm": "from", "litle": "little", "smal": "small", "pikture": "picture",
    "perche": "perché", "cn": "con", "nn": "non", "sotot": "sotto", "soto": "sotto", "sulal": "sulla",
    "dle": "del", "nle": "nel",
}  # fmt: skip
_SLIP: Final = re.compile(rf"\b(?:{'|'.join(_SLIPS)})\b", re.I)


def asked(prompt: str) -> str:
    """The wish alone: ``can you draw me a ((cat))`` → a cat. Any text is allowed."""
    text = prompt
    for pattern, told in _WRITTEN:
        text = pattern.sub(told, text)
    return _SLIP.sub(lambda found: _SLIPS[found[0].lower()], text)


__all__ = ["asked"]
