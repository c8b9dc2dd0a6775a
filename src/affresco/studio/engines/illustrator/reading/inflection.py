"""Regular plurals of English and Italian nouns; irregular ones stand in the lexicon."""

from __future__ import annotations

import simplemma

_VOWELS = "aeiou"
_ENGLISH = {
    "child": "children", "grandchild": "grandchildren", "foot": "feet", "goose": "geese",
    "mouse": "mice", "ox": "oxen",
    "tooth": "teeth", "cactus": "cacti", "wolf": "wolves", "leaf": "leaves", "loaf": "loaves",
    "knife": "knives", "elf": "elves", "shelf": "shelves", "scarf": "scarves", "calf": "calves",
    "hoof": "hooves", "wife": "wives", "dwarf": "dwarves", "fungus": "fungi", "gentleman": "gentlemen",
}  # fmt: skip
_ITALIAN = {
    "uovo": "uova", "uomo": "uomini", "bue": "buoi", "ala": "ali", "mano": "mani", "osso": "ossa",
    "paio": "paia", "dito": "dita", "labbro": "labbra", "tempio": "templi", "dio": "dei",
    "ciliegia": "ciliegie", "arma": "armi",
}  # fmt: skip

_ENGLISH_INVARIABLE = frozenset(
    ("sheep", "squid", "salmon", "trout", "tuna", "cod", "shrimp",
     "crayfish", "aircraft", "spacecraft", "swine", "koi", "plankton", "coral")
)  # fmt: skip
_ITALIAN_INVARIABLE = frozenset(
    ("foto", "moto", "auto", "bici", "radio", "cinema", "koala", "panda", "lama", "gorilla", "cobra",
     "puma", "boa", "gru", "re", "sosia", "kiwi", "sci", "serie", "specie", "taxi", "yeti", "bonsai", "oasi",
     "eclissi", "metropoli", "alpaca", "kimono", "igloo", "emu", "gnu", "tsunami", "torii")
)  # fmt: skip


def invariable(word: str, language: str) -> bool:
    """Whether a noun has one form for one and for several: salmon, cactus, colibrì, città."""
    if language == "en":
        return word in _ENGLISH_INVARIABLE or word.endswith("fish")
    foreign = word[-1:] not in "aeiou" or word[-1:] in "àèéìòùy"
    return foreign or word in _ITALIAN_INVARIABLE


def english_plural(phrase: str) -> str:
    """``cherry tree`` → ``cherry trees``; the last word is inflected, or the one before "of"."""
    measure, of, rest = phrase.partition(" of ")
    if of:
        return english_plural(measure) + of + rest
    *before, word = phrase.split(" ")
    if word in _ENGLISH:
        return " ".join((*before, _ENGLISH[word]))
    if word.endswith("y") and word[-2:-1] not in _VOWELS:
        word = word[:-1] + "ies"
    elif word.endswith(("s", "x", "z", "ch", "sh")):
        word += "es"
    elif word.endswith("man") and word != "human":
        word = word[:-3] + "men"
    else:
        word += "s"
    return " ".join((*before, word))


def italian_plurals(phrase: str) -> list[str]:
    """``barca a vela`` → ``barche a vela``; the first word, and an adjective right after it.

    Nouns in -co and -go take -chi or -ci by no rule, so both come back.
    """
    word, *after = phrase.split(" ")
    heads = _plural_word(word)
    if after and len(after) == 1:
        return [f"{head} {tail}" for head in heads for tail in [*_plural_word(after[0]), after[0]]]
    return [" ".join((head, *after)) for head in heads]


def italian_agreements(adjective: str) -> list[str]:
    """``stanco`` → ``stanca, stanchi, stanche``; ``felice`` → ``felici``. [] for what is no single word, is a
    form of a verb, or has one form."""
    if " " in adjective or adjective[-1:] not in ("o", "e") or adjective.endswith(_VERBAL):
        return []
    feminine = [] if adjective.endswith("e") else [adjective[:-1] + "a"]
    forms = [*feminine, *_plural_word(adjective), *(p for f in feminine for p in _plural_word(f))]
    return [form for form in forms if simplemma.is_known(form, "it")]


_VERBAL = ("are", "ere", "ire", "ando", "endo", "ano", "ono")


def _plural_word(word: str) -> list[str]:
    if word in _ITALIAN:
        return [_ITALIAN[word]]
    endings: tuple[tuple[str, tuple[str, ...]], ...] = (
        ("cia", ("ce", "cie")),
        ("gia", ("ge", "gie")),
        ("ca", ("che",)),
        ("ga", ("ghe",)),
        ("co", ("chi", "ci")),
        ("go", ("ghi", "gi")),
        ("io", ("i",)),
        ("ista", ("isti", "iste")),
        ("o", ("i",)),
        ("a", ("e",)),
        ("e", ("i",)),
    )
    for ending, plurals in endings:
        if word.endswith(ending):
            return [word.removesuffix(ending) + plural for plural in plurals]
    return [word]
