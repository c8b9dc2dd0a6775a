"""Who a figure is: skin, hair, age and build, by chance where nobody said."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace

from affresco.studio.engines.illustrator.painting.chance import Chance
from affresco.studio.engines.illustrator.painting.colour import Colour

C = Colour
SKINS = (
    C(0.88, 0.05, 62), C(0.82, 0.07, 64), C(0.72, 0.085, 60), C(0.60, 0.085, 54),
    C(0.50, 0.075, 50),
)  # fmt: skip
_BLACK, _DARK, _BROWN = C(0.22, 0.02, 40), C(0.30, 0.05, 45), C(0.42, 0.08, 52)
_BLOND, _RED, _WHITE = C(0.82, 0.11, 85), C(0.56, 0.14, 45), C(0.90, 0.008, 90)
GREY = C(0.74, 0.01, 260)
_FAIR_HAIR = (_BROWN, _BLOND, _RED, _DARK, _BROWN)
_DARK_HAIR = (_BLACK, _BLACK, _DARK)
_STYLES = {
    "man": ("short", "parted", "curly", "crop"),
    "woman": ("long", "bob", "bun", "ponytail", "curls", "wavy"),
    "boy": ("short", "parted", "tousled", "curly"),
    "girl": ("pigtails", "bob", "ponytail", "long"),
    "old-man": ("fringe", "short", "fringe"),
    "old-woman": ("bun", "curls", "bob"),
}


HAIRS = {
    "hair-blond": _BLOND, "hair-red": _RED, "hair-black": _BLACK, "hair-brown": _BROWN,
    "hair-white": _WHITE, "hair-grey": GREY, "hair-blue": C(0.58, 0.14, 245),
    "hair-green": C(0.62, 0.15, 145), "hair-pink": C(0.76, 0.13, 0), "hair-purple": C(0.52, 0.16, 305),
}  # fmt: skip
"""Colours of hair that may be named, by quality."""
_NAMED_STYLES = {
    "hair-long": ("long", "long"), "hair-short": ("short", "bob"), "hair-curly": ("curly", "curls"),
    "hair-braids": ("pigtails", "pigtails"), "hair-pigtails": ("pigtails", "pigtails"),
    "hair-ponytail": ("ponytail", "ponytail"), "hair-bun": ("bun", "bun"),
}  # fmt: skip
"""Styles that may be named, by quality: of men, and of women."""


@dataclass(frozen=True)
class Who:
    """Somebody. `stature` of the body (a child's head is large), `broad`: 1 is usual."""

    skin: Colour
    hair: Colour
    style: str  # of the hair
    beard: str = ""  # "full", "moustache", "long", "goatee", "stubble"
    glasses: bool = False
    old: bool = False
    stature: float = 1.0
    broad: float = 1.0
    slight: bool = False  # narrower shoulders
    lashes: bool = False


def somebody(sort: str, chance: Chance) -> Who:
    """Somebody of a sort: man, woman, boy, girl, child, person, old-man, old-woman, baby."""
    if sort in ("person", ""):
        sort = chance.pick(("man", "woman"))
    elif sort == "child":
        sort = chance.pick(("boy", "girl"))
    elif sort == "old-person":
        sort = chance.pick(("old-man", "old-woman"))
    tone = chance.whole(0, len(SKINS) - 1)
    hair = chance.pick(_FAIR_HAIR if tone < 2 else _DARK_HAIR)
    who = Who(SKINS[tone], hair, chance.pick(_STYLES.get(sort, ("short",))))
    female = sort in ("woman", "girl", "old-woman")
    who = replace(who, slight=female, lashes=female, broad=0.9 if female else 1.0)
    if sort == "baby":
        return replace(who, style="tuft", stature=0.50, broad=0.82)
    if sort in ("boy", "girl"):
        return replace(who, stature=0.68, broad=0.78)
    if sort in ("old-man", "old-woman"):
        beard = chance.pick(("full", "moustache", "")) if sort == "old-man" else ""
        return replace(
            who, hair=chance.pick((GREY, _WHITE)), old=True, beard=beard, glasses=chance.often(0.4)
        )
    if sort == "man":
        return replace(who, beard=chance.pick(("", "", "", "stubble", "full", "moustache")))
    return who


def combed(who: Who, qualities: Collection[str]) -> Who:
    """With the hair that was named."""
    for name, colour in HAIRS.items():
        who = replace(who, hair=colour) if name in qualities else who
    for name, (his, hers) in _NAMED_STYLES.items():
        who = replace(who, style=hers if who.slight else his) if name in qualities else who
    return who
