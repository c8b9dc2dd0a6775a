"""What sweets and drinks taste of gives them their colour: *gelato al cioccolato*."""

from __future__ import annotations

import re
from typing import Final

_FLAVOURS: Final = {
    "brown": "chocolate|cocoa|coffee|caramel|hazelnut|cioccolato|cioccolata|cacao|caffè|caramello|nocciola",
    "pink": "strawberry|raspberry|watermelon|cherry|fragola|fragole|lampone|lamponi|anguria|ciliegia|amarena",
    "yellow": "lemon|banana|mango|pineapple|vanilla|limone|banana|mango|ananas|vaniglia|crema",
    "green": "pistachio|matcha|mint|kiwi|pistacchio|menta|kiwi",
    "purple": "blueberry|blackberry|grape|mirtillo|mirtilli|mora|more|uva",
    "orange": "orange|apricot|peach|pumpkin|arancia|albicocca|pesca|zucca",
    "white": "coconut|yoghurt|yogurt|fior di latte|cocco",
}
_COLOURS_IT: Final = {
    "brown": "marrone", "pink": "rosa", "yellow": "giallo", "green": "verde", "purple": "viola",
    "orange": "arancione", "white": "bianco",
}  # fmt: skip
_TASTED: Final = (
    r"ice[- ]creams?(?: cones?| sundaes?)?|gelato|milkshakes?|smoothies?|popsicles?|sorbets?|puddings?|"
    r"donuts?|doughnuts?|cupcakes?|macarons?|lollipops?|frostings?|mousses?|yoghurts?|milk"
)
_GUSTATI: Final = (
    r"gelat[oi]|cono gelato|coni gelato|frappè|frullat[oi]|ghiacciol[oi]|sorbett[oi]|budin[oi]|ciambell[ae]|"
    r"macaron|lecca[- ]lecca|mousse|yogurt|granit[ae]"
)
_NAMES: Final = "|".join(_FLAVOURS.values())
_BEFORE: Final = re.compile(
    rf"\b({_NAMES})(?:(?:,| and| &) (?:{_NAMES}))?(?:[- ]flavou?red)? (?=(?:{_TASTED})\b)", re.I
)
_AFTER: Final = re.compile(
    rf"\b({_GUSTATI}) (?:al gusto (?:di )?|al(?:la|lo|l['’])? ?|all['’]|ai |alle |di )({_NAMES})\b"
    rf"(?: e (?:al(?:la)? |all['’])?(?:{_NAMES})\b)?",
    re.I,
)

_SLICE: Final = re.compile(rf"\b(?:slice|piece) of ({_NAMES}) (?:cake|pie|tart|cheesecake)\b", re.I)
_FETTA: Final = re.compile(
    rf"\b(fett(?:a|ina) di torta) (?:al(?:la|le)? |all['’]|ai |di )({_NAMES})\b", re.I
)


def tasted(text: str) -> str:
    """The same wish, with a colour in place of what sweets and drinks taste of."""
    text = _SLICE.sub(lambda found: f"{_colour(found[1])} slice of cake", text)
    text = _FETTA.sub(lambda found: f"{found[1]} {_COLOURS_IT[_colour(found[2])]}", text)
    text = _BEFORE.sub(lambda found: f"{_colour(found[1])} ", text)
    return _AFTER.sub(lambda found: f"{found[1]} {_COLOURS_IT[_colour(found[2])]}", text)


def _colour(flavour: str) -> str:
    said = flavour.lower()
    return next(colour for colour, names in _FLAVOURS.items() if said in names.split("|"))
