"""Words that say opposite or different things, however near an encoder finds them. Pure."""

from __future__ import annotations

import functools
from typing import Final

from affresco.assistant import words

_OPPOSITES: Final = """
    open opened opens aperto aperta aperti apre aprono apertura / closed closes close chiuso chiusa chiusi
    chiude chiudono chiusura; won win wins vinto vince / lost lose loses perso perde; safe sicuro sicura /
    dangerous unsafe pericoloso pericolosa; found trovato trovata ritrovato ritrovata / lost missing perso
    persa disperso dispersa; alive vivo viva / dead morto morta; before prima / after dopo; early presto /
    late tardi; free gratis gratuito gratuita / paid pagamento; legal legale / illegal illegale; true vero
    vera / false falso falsa; allowed permesso permessa / forbidden vietato vietata; cancelled annullato
    annullata / confirmed confermato confermata; guilty colpevole / innocent innocente; hot caldo calda /
    cold freddo fredda; north nord / south sud; east est / west ovest; rises rise sale up / falls fall scende
    down; begins begin starts start inizia comincia / ends end finisce finish finishes termina; cat gatto
    gatta / dog cane; left sinistra / right destra; arrives arrive arriva / leaves leave parte; first primo /
    last ultimo; more più / less meno; bought buy compra / sold sell vende; better best meglio / worse worst
    peggio; stronger / weaker; cheaper / dearer; inside dentro / outside fuori; on / off
    """


@functools.cache
def _opposites() -> tuple[tuple[frozenset[str], frozenset[str]], ...]:
    """(forms of the one, forms of the other), in both languages.

    Made when they are first asked for: the dictionaries take half a second, which no command that starts
    should pay.
    """
    return tuple(
        (words.all_forms(words.tokens(one)), words.all_forms(words.tokens(other)))
        for one, other in (pair.split("/") for pair in _OPPOSITES.split(";"))
    )


def apart(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether two sets of forms each have only the opposite of what the other has."""
    return any(
        (first & one and second & other and not second & one and not first & other)
        or (second & one and first & other and not first & one and not second & other)
        for first, second in _opposites()
    )


def turned_round(said: frozenset[str], known: frozenset[str]) -> bool:
    """Whether something is said of which the opposite is known, and it itself is not."""
    return any(
        (first & said and second & known and not first & known)
        or (second & said and first & known and not second & known)
        for first, second in _opposites()
    )
