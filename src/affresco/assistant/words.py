"""Words of English and Italian as they are compared: by all their forms, without the small ones. Pure.

A word's forms are the word itself folded (``feeds.search.fold``), its dictionary forms in both languages, and
what is left of it without the commonest endings. Two words are the same when they share a form.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable
from typing import Final

import msgspec
import simplemma

from affresco.feeds.search import fold

LANGUAGES: Final = ("en", "it")
REMEMBERED: Final = 1 << 16
"""Words whose forms are kept."""
TEXTS: Final = 4_096
"""Texts of which the words are kept."""

_WORD: Final = re.compile(r"[^\W_]+")
_ENGLISH_ENDS: Final = re.compile(r"(?:ings?|ed|er|es|s|ly|ies|y)$")
_ITALIAN_ENDS: Final = re.compile(r"(?:mente|ando|endo|[aeiou]+)$")
SHORTEST_STEM: Final = 4

_ENGLISH: Final = """
    a about above after again against ago ain all also am an and any anybody anyone anything are aren as at
    be became become been before being below between both but by came can cannot could couldn d did didn do
    does doesn doing don done down during each either else ever every everybody everyone everything few for
    from further get gets getting go goes going gone got had hadn has hasn have haven having he hello her here
    hers herself hey hi him himself his how i if in into is isn it its itself just let ll m made make many may
    maybe me might more most much must my myself no nor not now of off oh ok on once only onto or other our
    ours ourselves out over own per please quite re s same shall shan she should shouldn so some somebody
    someone something still such t than thank thanks that the their theirs them themselves then there these
    they this those though through to too under until up upon us ve very was wasn way we well were weren what
    whatever when where whether which while who whoever whom whose why will with within without would
    wouldn yes yet since you your yours yourself gesso ask asked tell know knows happen happens
    happened     happening think thinks thought anyway really actually named called
    """
_ITALIAN: Final = """
    a abbia abbiamo abbiano ad adesso agli ai al alcun alcuna alcune alcuni alla alle allo allora altra
    altre altri altro anche ancora anzi avere aveva avevano avete bene c che chi chiunque ci cio ciao come con
    contro cosa cose cosi cui d da dagli dai dal dalla dalle dallo degli dei del della delle dello dentro di
    dimmi dopo dove dov dunque e ecco ed era erano essere ed fa fanno fare fatto fin fino fra fuori gia gli ha
    hai hanno ho i il in infatti io l la le lei li lo loro lui m ma magari me meno mi mia mie miei mio molta
    molte molti molto n ne negli nei nel nella nelle nello nemmeno neppure nessun nessuna nessuno niente noi
    non nostra nostre nostri nostro nulla o od ogni ognuno oltre ora per perche percio pero piu po poi possa
    possiamo posso possono potere prima proprio puo pure qua qual quale quali qualche qualcosa qualcuno quando
    quanta quante quanti quanto quella quelle quelli quello quel quei quegli quest questa queste questi questo
    qui quindi s sa sanno sapere sai se sei sembra senza si sia siamo siano siete sono sopra sotto sta stanno
    stare stata state stati stato sto su sua sue sugli sui sul sulla sulle sullo suo suoi t tra tu tua tue
    tuo tuoi tutta tutte tutti tutto un una uno v va vai vanno verso vi voi vostra vostre vostri vostro grazie
    favore prego scusa puoi puo sai c'e gesso chiama chiamano chiamata chiamato successo succede accade
    accaduto
    """
ENGLISH_SMALL: Final = frozenset(_ENGLISH.split())
ITALIAN_SMALL: Final = frozenset(_ITALIAN.split())
SMALL: Final = ENGLISH_SMALL | ITALIAN_SMALL
"""Words, folded, that say nothing by themselves, in either language."""
OF_ONE: Final = {
    "en": ENGLISH_SMALL - ITALIAN_SMALL - {"gesso"},
    "it": ITALIAN_SMALL - ENGLISH_SMALL - {"gesso"},
}
_REPORTING: Final = """
    accord according add added adds announce announced author describe described mention mentioned mentions
    note noted notes person people post posted posts posting report reported reports said say says saying
    share shared state stated states user users write writes writing wrote written
    account aggiunge annuncia annunciato autore autrice dice dicono detto condiviso descrive descritto
    menziona nota persona persone post pubblica pubblicano pubblicato riferisce racconta raccontano scrive
    scrivono scritto secondo segnala segnalato utente utenti
    """
REPORTING: Final = frozenset(_REPORTING.split())
"""Words, folded, that tell who says something rather than what is said."""


class Token(msgspec.Struct, frozen=True, gc=False):
    """A word of a text. start, end: where it stands. small: it says nothing by itself."""

    text: str
    start: int
    end: int
    folded: str
    forms: frozenset[str]
    small: bool

    @property
    def capital(self) -> bool:
        return self.text[:1].isupper()


@functools.lru_cache(REMEMBERED)
def forms(word: str) -> frozenset[str]:
    """All by which a word is compared."""
    folded = fold.fold(word)
    found = {folded}
    if len(folded) > 2 and folded.isalpha() and folded.isascii():
        lowered = word.lower()
        for language in LANGUAGES:
            found.add(fold.fold(simplemma.lemmatize(lowered, lang=language)))
        found |= {stem for form in tuple(found) for stem in _stems(form)}
    return frozenset(found)


def _stems(folded: str) -> Iterable[str]:
    """Marked with the language, so that an ending of the one is not taken for one of the other."""
    for mark, ends in (("e~", _ENGLISH_ENDS), ("i~", _ITALIAN_ENDS)):
        stem = ends.sub("", folded)
        if stem != folded and len(stem) >= SHORTEST_STEM:
            yield mark + stem
        elif len(folded) >= SHORTEST_STEM:
            yield mark + folded


@functools.lru_cache(TEXTS)
def tokens(text: str) -> tuple[Token, ...]:
    """The words of a text in order. Of scripts without spaces each character is one."""
    found: list[Token] = []
    for match in _WORD.finditer(text):
        typed = match[0]
        if typed.isascii():
            found.append(_token(typed, match.start(), match.end()))
            continue
        parts = fold.words(typed)
        if len(parts) == 1:
            found.append(_token(typed, match.start(), match.end()))
        else:
            found += [_token(part, match.start(), match.end()) for part in parts]
    return tuple(found)


def _token(typed: str, start: int, end: int) -> Token:
    known = forms(typed[: fold.WORD_LIMIT])
    folded = fold.fold(typed)
    return Token(typed, start, end, folded, known, _says_nothing(folded))


def _says_nothing(folded: str) -> bool:
    """Small words, and single letters; of scripts without spaces each character says something."""
    return folded in SMALL or (len(folded) == 1 and folded < "\u0e00")


def content(text: str) -> list[Token]:
    """``tokens`` without the small ones; single digits stay."""
    return [one for one in tokens(text) if not one.small or one.text.isdigit()]


def all_forms(found: Iterable[Token]) -> frozenset[str]:
    """The forms of all of them."""
    return frozenset(form for token in found for form in token.forms)


def is_of(word: str, language: str) -> bool:
    """Whether a language's dictionary has the word."""
    return bool(simplemma.is_known(word.lower(), lang=language))


def warm_up() -> None:
    """Read the dictionaries (0.3 s), so that the first question is quick."""
    forms("words")


_MYSELF: Final = re.compile(
    r"\b(?:I|we|We|my|My|our|Our|me|us|io|Io|noi|Noi|ho|Ho|abbiamo|Abbiamo|sono|Sono|siamo|Siamo|mi[oaei]|"
    r"Mi[oaei]|miei|Miei|nostr[oaie]|Nostr[oaie])\b"
)


def of_oneself(text: str) -> bool:
    """Whether somebody tells of themselves: *I*, *my*, and Italian verbs of the first person."""
    return bool(_MYSELF.search(text)) or any(_first_person(token) for token in tokens(text))


def _first_person(token: Token) -> bool:
    if token.small or len(token.folded) < 4 or not token.folded.endswith(("o", "iamo")):
        return False
    lemma = simplemma.lemmatize(token.text.lower(), lang="it")
    return lemma != token.text.lower() and lemma.endswith(("are", "ere", "ire"))
