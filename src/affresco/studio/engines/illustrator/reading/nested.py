"""Two places at once: a forest in a bedroom is a bedroom with trees, a library in a cave a cave with shelves.

A place that is inside another is told by the things that one knows it by; the outer one is the place.
"""

from __future__ import annotations

import re
from typing import Final

_LAND: Final[dict[str, tuple[str, str]]] = {
    # pattern of the inner place: what one knows it by, in its own language
    r"(?:forest|woods?|wood land)": ("three trees, two ferns", "en"),
    r"(?:bosco|foresta)": ("tre alberi, due felci", "it"),
    r"(?:jungle|rainforest)": ("three palm trees, two monsteras", "en"),
    r"giungla": ("tre palme, due monstere", "it"),
    r"(?:garden|flower garden)": ("three rose bushes, three sunflowers", "en"),
    r"giardino": ("tre cespugli di rose, tre girasoli", "it"),
    r"(?:meadow|flower field|field of flowers)": ("many daisies, many poppies", "en"),
    r"(?:prato(?: fiorito)?|campo di fiori)": ("molte margherite, molti papaveri", "it"),
    r"(?:desert)": ("three cacti, two rocks", "en"),
    r"deserto": ("tre cactus, due rocce", "it"),
    r"(?:beach)": ("a beach umbrella, a deck chair", "en"),
    r"spiaggia": ("un ombrellone, una sdraio", "it"),
    r"(?:(?:tiny |little )?(?:city|town|village))": ("five tiny houses", "en"),
    r"(?:(?:piccol[ao] )?(?:città|villaggio|paesino))": ("cinque minuscole case", "it"),
    r"(?:galaxy|solar system|universe)": ("four planets, many stars", "en"),
    r"(?:galassia|sistema solare|universo)": ("quattro pianeti, molte stelle", "it"),
    r"(?:ocean|sea)": ("flooded, three fish", "en"),
    r"(?:oceano|mare)": ("allagato, tre pesci", "it"),
}
_ROOMS: Final[dict[str, tuple[str, str]]] = {
    r"(?:library)": ("two bookshelves, a stack of books", "en"),
    r"biblioteca": ("due librerie a muro, una pila di libri", "it"),
    r"(?:kitchen)": ("a stove, a fridge, a sink", "en"),
    r"cucina": ("una stufa, un frigorifero, un lavandino", "it"),
    r"(?:bedroom)": ("a bed, a nightstand, a floor lamp", "en"),
    r"camera da letto": ("un letto, un comodino, una lampada da terra", "it"),
    r"(?:living room|sitting room|lounge)": ("a sofa, a floor lamp, a carpet", "en"),
    r"(?:salotto|soggiorno)": ("un divano, una lampada da terra, un tappeto", "it"),
    r"(?:bathroom)": ("a bathtub, a mirror", "en"),
    r"bagno": ("una vasca da bagno, uno specchio", "it"),
    r"(?:office)": ("a computer, a writing desk, a chair", "en"),
    r"ufficio": ("un computer, un banco di scuola, una sedia", "it"),
    r"(?:classroom|school ?room)": ("a blackboard, three school desks", "en"),
    r"aula(?: scolastica)?": ("una lavagna, tre banchi di scuola", "it"),
    r"(?:café|cafe|coffee shop|restaurant)": ("a round table, two chairs, a beach umbrella", "en"),
    r"(?:caffetteria|ristorante)": ("un tavolo rotondo, due sedie, un ombrellone", "it"),
}
_INDOORS: Final = (
    r"(?:bed ?room|living room|room|kitchen|bathroom|library|classroom|office|train carriage|train car|"
    r"railway carriage|subway car|subway train|train|spaceship|church|cathedral|attic|cave|cavern|museum|"
    r"supermarket|shopping mall|mall|corridor|hospital|theatre|shop|basement|cellar)"
)
_DENTRO: Final = (
    r"(?:camera da letto|camera|salotto|soggiorno|stanza|cucina|bagno|biblioteca|aula|ufficio|"
    r"vagone(?: del treno)?|carrozza del treno|treno|metropolitana|astronave|chiesa|cattedrale|soffitta|"
    r"grotta|caverna|museo|supermercato|centro commerciale|corridoio|ospedale|teatro|negozio|cantina)"
)
_OUTDOORS: Final = (
    r"(?:cave|cavern|forest|woods|jungle|desert|beach|meadow|field|swamp|snow|garden|greenhouse|canyon|"
    r"flower field|lavender field|wheat field|moon|mars|ruins|ruined temple|cathedral|church|clouds|sky)"
)
_FUORI: Final = (
    r"(?:grotta|caverna|foresta|bosco|giungla|deserto|spiaggia|prato|campo|palude|neve|giardino|serra|canyon|"
    r"campo di fiori|campo di grano|luna|marte|rovine|cattedrale|chiesa|nuvole|cielo)"
)
_IN: Final = (
    r"(?: that (?:is|grows))? (?:growing |hidden |built |set up )?(?:inside(?: of)?|within|in|on) "
)
_DENTRO_A: Final = (
    r"(?: che cresce)? ?(?:cresciut[oa] |nascost[oa] |costruit[oa] )?"
    r"(?:dentro (?:a )?|all['’]interno di |in |nel(?:la)? |nell['’]|sul(?:la)? |tra le |su )"
)
_AN: Final = r"(?:un['’]|una? |il |la |lo |l['’])?"


def _turn(
    inner: str, told: str, language: str, outer: tuple[str, str]
) -> tuple[re.Pattern[str], str]:
    if language == "en":
        pattern = rf"(?<![\w-])(?:an? |the )?{inner}{_IN}(an? |the |my )?((?:\w+ )?{outer[0]})\b"
    else:
        pattern = rf"(?<!\w){_AN}{inner}{_DENTRO_A}(un['’]|una? |la |il )?({outer[1]})\b"
    return re.compile(pattern, re.I), rf"{told}, in \1\2"


_UNDER: Final = r"(?:under ?water|under the (?:sea|ocean|water))"
_SOTTO: Final = r"(?:sott['’]acqua|sotto il mare|in fondo al mare|sul fondo del mare)"


def _sunk(inner: str, told: str, language: str) -> tuple[re.Pattern[str], str]:
    """A room of this kind under water."""
    if language == "en":
        return re.compile(
            rf"(?<![\w-])(?:an? |the )?{inner} {_UNDER}\b", re.I
        ), f"{told}, underwater"
    return re.compile(rf"(?<!\w){_AN}{inner} {_SOTTO}\b", re.I), f"{told}, sott'acqua"


NESTED: Final = (
    *(_turn(inner, *told, (_INDOORS, _DENTRO)) for inner, told in _LAND.items()),
    *(_turn(inner, *told, (_OUTDOORS, _FUORI)) for inner, told in _ROOMS.items()),
    *(_sunk(inner, *told) for inner, told in _ROOMS.items()),
)
"""Turns of phrase, as :mod:`turns` has them."""
