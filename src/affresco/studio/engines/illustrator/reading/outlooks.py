"""What is seen from inside: windows, balconies, and the lights of a room at night."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

import msgspec

from affresco.studio.engines.illustrator.scene import Entity

from .lexicon import Lexicon, Setting
from .named import Named

_OVER_IT: Final = r"(?:su|sul|sull['’]|sulla|sullo|sui|sugli|sulle|di)(?=\W)\s?"
OUTLOOKS: Final[tuple[tuple[re.Pattern[str], str], ...]] = tuple(
    (re.compile(pattern, re.I), told)
    for pattern, told in (
        # a window on the sea; the city from a balcony
        (
            r"\bwindows? (?:with (?:a|its) view (?:of|over|on(?:to)?)|overlooking|"
            r"that looks? (?:on|out over|over))\b",
            "window, ",
        ),
        (
            rf"\b(finestr[ae]|balcon[ei]) (?:con (?:la )?vista {_OVER_IT}|"
            rf"che (?:si )?(?:affaccia(?:no)?|dà|danno|da|guarda(?:no)?) {_OVER_IT})",
            r"\1, ",
        ),
        (
            r"\bviews? (?:of|over) ((?:the |a )?[\w'’ -]{2,30}?) (?:seen )?(?:from|through) "
            r"(an?|the|my|his|her) (?:open )?(window|balcony|terrace|train window)\b",
            r"\2 \3, \1,",
        ),
        (
            r"\bvista d(?:i|el|ella|ello|ei|elle|ell['’]) ?([\w'’ ]{2,30}?) "
            r"d(?:a|al|alla) (?:una? )?(finestra|balcone|terrazza)\b",
            r"\2, \1,",
        ),
        (r"\btrain (windows?)\b", r"\1 in the train carriage"),
        (r"\b(?:dal |da un |al |un |il )?finestrino(?: del treno)?\b", "in treno, finestra"),
        (r"\bsi ved(?:e|ono)\b", ","),
        (r"\b(in un|nel|dentro (?:a )?un|al tavolino di un) caffè\b", "in una caffetteria"),
        # by candlelight
        (r"\bby (candle|lamp)[ -]?light\b", r", \1, at night,"),
        (r"\b(?:al|a) lume di candela\b", ", candela, di notte,"),
        (
            r"\bby (?:the light of (?:a|an|the) )?(lantern|torch|oil lamp)(?:[ -]?light)?\b",
            r", a \1, at night,",
        ),
        (
            r"\balla luce (?:di una |della |d'una |di un |del )(lanterna|candela|torcia|lampada)\b",
            r", \1, di notte,",
        ),
        (r"\bby (?:the )?fire[ -]?light\b", ", beside a campfire, at night,"),
        (r"\balla luce (?:del fuoco|di un fuoco|del falò)\b", ", accanto a un falò, di notte,"),
    )
)
"""Turns of phrase, as :mod:`turns` has them."""

CARRIAGES: Final = frozenset(("train-carriage", "subway", "spaceship"))
WINDOWED: Final = CARRIAGES | frozenset(
    (
        *("attic", "bathroom", "bedroom", "cafe", "castle-hall", "classroom", "greenhouse", "gym"),
        *("hospital", "kitchen", "laboratory", "library", "office", "room", "windowsill"),
        "art-studio",
        "workshop",
    )
)
"""Rooms that are drawn with what lies behind their windows."""
_OF_A_WINDOW: Final = frozenset(("window", "windowsill", "curtain"))
_LOOKING_OUT: Final = frozenset(("person", "mammal", "bird", "farm-bird", "furniture"))


class View(msgspec.Struct, frozen=True):
    """A place to look from. outside: the place that is seen; "" where none was named."""

    room: str
    outside: str


def view(given: str | None, named: Named, found: Sequence[Entity], words: Lexicon) -> View | None:
    """Where one looks out from, and at what; None for pictures without windows.

    given: the place that the words alone would give. A window that is of no house makes a room of its
    own, with the named place behind it.
    """
    places = [*named.settings, *(_known_by(name, words) for name in named.regions)]
    outside = next((place for place in places if _setting(place, words).outdoors), "")
    if given in WINDOWED:
        return View(given or "", outside)
    home = "room" if any(_fills_a_room(entity, words) for entity in found) else "windowsill"
    inside = next((place for place in places if place in WINDOWED), home)
    if _looked_out_of(found, words) and (outside or _all_of_a_window(found)):
        return View(inside, outside)
    if outside != "balcony" and _is_balcony(named, found):
        return View("balcony", outside)
    return None


def sight_of(named: Named, setting: str, words: Lexicon) -> str:
    """The region that is named, where it has a sight to stand in the distance of this place; else ""."""
    seen = (name for name in named.regions if words.regions[name].landmark)
    return next(seen, "") if setting in words.settings and words.settings[setting].outdoors else ""


def _setting(place: str, words: Lexicon) -> Setting:
    """A place that is named, or that of a region."""
    return words.settings[place if place in words.settings else words.regions[place].setting]


def _known_by(region: str, words: Lexicon) -> str:
    """A region that has a sight is itself; others are the place that they stand for."""
    return region if words.regions[region].landmark else words.regions[region].setting


def _looked_out_of(found: Sequence[Entity], words: Lexicon) -> bool:
    owners = [
        words.concepts[found[entity.by].concept].family if entity.by is not None else ""
        for entity in found
        if entity.concept == "window" and (entity.count == 1 or not entity.pose)
    ]
    return any(owner in ("", *_LOOKING_OUT) for owner in owners)


def _fills_a_room(entity: Entity, words: Lexicon) -> bool:
    family = words.concepts[entity.concept].family
    return family == "furniture" and entity.concept not in _OF_A_WINDOW


def _all_of_a_window(found: Sequence[Entity]) -> bool:
    return all(entity.concept in _OF_A_WINDOW for entity in found)


def _is_balcony(named: Named, found: Sequence[Entity]) -> bool:
    """Whether a balcony is where one is, and no part of a house that is seen."""
    return "balcony" in named.settings or any(
        entity.concept == "balcony" and entity.by is None for entity in found
    )
