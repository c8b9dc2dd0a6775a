"""Words that stand in no list: inflected forms, slips of the pen, and kinds of things.

In this order: for an Italian word what its English word is (``lexicon/italian.toml``); the lemma of
the word (``simplemma``); for an English noun the nearest thing above it in WordNet
(``art/kinds.json``, made by ``prepare``; without that file, nothing); for an English verb the act
that shows it (``art/acts.json``, likewise); a lexicon word one slip away when the word is in no
dictionary.
"""

from __future__ import annotations

import tomllib
from functools import cache, lru_cache

import msgspec
import simplemma

from affresco.studio.engines.illustrator.assets import ACTS, KINDS

from .lexicon import DATA, LANGUAGES, Kind, Language, Lexicon, Term, lexicon, listed
from .tokens import split

_SHORTEST = 3  # letters of a word that has another form
_SHORTEST_SLIP = 6
_LONGEST_SLIP = 24  # letters; no word of the lexicon is longer
_PARTICIPLE: dict[Language, tuple[str, ...]] = {
    "en": ("ed",),
    "it": tuple(
        stem + vowel
        for stem in ("at", "ut", "it", "tt", "st", "rt", "nt", "es", "os", "us", "ers", "ors")
        for vowel in "oaie"
    ),
}
_FEMININE: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("trici", ("tore",)), ("trice", ("tore",)), ("esse", ("e", "o", "a")), ("essa", ("e", "o", "a")),
    ("iere", ("iere",)), ("iera", ("iere",)), ("ine", ("ino",)), ("ina", ("ino",)),
 ("ora", ("ore",)), ("che", ("co",)), ("ghe", ("go",)), ("a", ("o", "e")),
    ("e", ("o",)),
)  # fmt: skip
_ADJECTIVES = frozenset(
    ("style", "mood", "quality", "material", "colour", "size", "weather", "time", "season")
)
_SINGULAR_IN_E = ("trice", "iere", "tore", "ante", "ente", "one")
_FEMININE_PLURALS = frozenset(("trici", "esse", "iere", "ine", "che", "ghe", "e"))
_DIMINUTIVE: tuple[str, ...] = (
    "acchiotto", "icciolo", "oncino", "iolino", "icello", "icino", "olino", "erello", "iciattolo",
    "uccio", "otto", "etto", "ello", "cino", "ino", "accio",
)  # fmt: skip
# What an Italian word may mean through its English one.
_MEANT: frozenset[Kind] = frozenset(
    ("concept", "setting", "relation", "pose", "quality", "colour", "size", "material", "mood", "weather",
     "time", "season", "body")
)  # fmt: skip
_VERBAL: dict[Language, tuple[str, ...]] = {"en": ("ing", "ed"), "it": ("ando", "endo", "ano")}


GROW_UP = frozenset(("girl", "boy", "child", "baby", "schoolboy"))  # who is little anyway


class Guess(msgspec.Struct, frozen=True):
    """What a word may stand for, and the word itself when that is wider than it."""

    terms: tuple[Term, ...] = ()
    said: str = ""


_NOTHING = Guess()


def is_word(word: str, language: Language) -> bool:
    """Whether a dictionary of the language has the word."""
    return simplemma.is_known(word, language)


def guessed(word: str, language: Language, words: Lexicon) -> Guess:
    """The meanings of a word that the lexicon does not have; none when there are none."""
    if len(word) < _SHORTEST or not word.isalpha():
        return _NOTHING
    return _guessed(word, language) if words is lexicon() else _NOTHING


@lru_cache(maxsize=4096)
def _guessed(word: str, language: Language) -> Guess:
    words = lexicon()
    other = LANGUAGES[1] if language == LANGUAGES[0] else LANGUAGES[0]
    terms = _abroad(word) if language == "it" else ()
    if terms:
        return Guess(terms)
    tongues = (language,) if is_word(word, language) else (language, other)
    for tongue in tongues:
        terms = _by_lemma(word, tongue, words)
        if terms:
            return Guess(terms)
    if language == "en" and word.endswith(("woman", "women")):
        terms = words.find("en", (word[:-5] + word[-5:].replace("wom", "m"),))
        if terms:
            return Guess(terms)
    if language == "it":
        terms = _agreeing(word, words) or _feminine(word, words) or _diminutive(word, words)
        if terms:
            return Guess(terms)
        dealer = _dealer(word, words)
        if dealer:
            return Guess(dealer, word)
        terms = _in_english(word)
        if terms:
            return Guess(terms, word if any(term.kind == "concept" for term in terms) else "")
    foreign = language != "en" and simplemma.is_known(word, language)
    kind = None if foreign or (language == "en" and _is_doing(word)) else _kind(word)
    if kind:
        return Guess((kind,), word)
    act = () if foreign else _act(word)
    if act:
        return Guess(act)
    known = any(simplemma.is_known(word, tongue) for tongue in LANGUAGES)
    if not known and len(word) <= _LONGEST_SLIP:
        for tongue in (language, other):
            meant = _slips(tongue).get(word) or _one_slip(word, tongue)
            if meant:
                return Guess(words.find(tongue, (meant,)))
    return _NOTHING


def _is_doing(word: str) -> bool:
    """Whether an English word is what somebody does, *plating* of *plate*, before it is a thing."""
    stem = word.removesuffix("ing")
    return stem != word and len(stem) > 3 and any(is_word(stem + end, "en") for end in ("", "e"))


def _by_lemma(word: str, language: Language, words: Lexicon) -> tuple[Term, ...]:
    lemma = simplemma.lemmatize(word, language).lower()
    if lemma == word:
        return ()
    several = word[-1:] in ("i", "e") and not word.endswith(_SINGULAR_IN_E)
    plural = word.endswith("s") if language == "en" else several
    verbal = word.endswith(_VERBAL[language])  # "balancing" is no balance
    verbal = verbal or (language == "en" and not word.endswith("s"))  # "stuck" is no stick
    done = word.endswith(_PARTICIPLE[language])  # "peeled" is what somebody did before
    return tuple(
        msgspec.structs.replace(term, plural=plural) if term.kind == "concept" else term
        for term in words.find(language, (lemma,))
        if term.kind not in ("silent", "article", "boundary", "negation", "of")
        and not (verbal and term.kind in ("concept", "setting"))
        and not (done and term.kind in ("relation", "pose"))
    )


def _dealer(word: str, words: Lexicon) -> tuple[Term, ...]:
    """``gelataio``, ``fioraio``, ``barcaiolo``: somebody whose trade is a thing of the lexicon."""
    end = next((end for end in _DEALING if word.endswith(end)), "")
    stem = word.removesuffix(end)
    if not end or len(stem) < _SHORTEST:
        return ()
    wares = [
        t for vowel in "oaei" for t in words.find("it", (stem + vowel,)) if t.kind == "concept"
    ]
    if not any(words.concepts[t.id].family not in _PLANTED for t in wares):
        return ()
    somebody = "donna" if word.endswith("a") and not word.endswith("ista") else "persona"
    return tuple(t for t in words.find("it", (somebody,)) if t.kind == "concept")


_DEALING = ("aiolo", "aiola", "aio", "aia", "ista")
_PLANTED = frozenset(("flower", "tree", "plant"))


def _agreeing(word: str, words: Lexicon) -> tuple[Term, ...]:
    """``barocca``, ``spettrali``: another gender or number of an adjective of the lexicon."""
    endings = {"a": ("o",), "i": ("o", "e"), "e": ("o",)}
    for ending in endings.get(word[-1:], ()):
        stem = word[:-2] if word[-2:] in ("he", "hi") else word[:-1]
        found = words.find("it", (stem + ending,))
        said = tuple(term for term in found if term.kind in _ADJECTIVES)
        if said:
            return said
    return ()


def _feminine(word: str, words: Lexicon) -> tuple[Term, ...]:
    """``leonessa``, ``pittrice``: a being of which the lexicon has the masculine."""
    for ending, masculine in _FEMININE:
        if not word.endswith(ending) or len(word) <= len(ending) + 1:
            continue
        for other in masculine:
            found = words.find("it", (word.removesuffix(ending) + other,))
            alive = [t for t in found if t.kind == "concept" and words.family(t.id).living]
            if alive:
                several = ending in _FEMININE_PLURALS
                return (msgspec.structs.replace(alive[0], plural=several),)
    return ()


def _diminutive(word: str, words: Lexicon) -> tuple[Term, ...]:
    """``negozietto``, ``tartarughina``: a small one of what the lexicon has."""
    several = word[-1:] in ("i", "e")
    one = word[:-1] + ("o" if word[-1:] in ("o", "i", "a", "e") else "")
    for ending in _DIMINUTIVE:
        stem = one.removesuffix(ending)
        if stem == one or len(stem) < _SHORTEST:
            continue
        for root in _roots(stem, ending):
            for term in words.find("it", (root,)):
                if term.kind == "concept" and not term.plural:
                    return (_small(term, several, words),)
    return ()


def _roots(stem: str, ending: str) -> list[str]:
    hard = stem[:-1] if stem.endswith(("ch", "gh")) else stem
    vowels = ("one",) if ending == "oncino" else ("o", "a", "e", "io", "ia")
    return [hard + vowel for vowel in vowels]


def _small(term: Term, several: bool, words: Lexicon) -> Term:
    young = words.young.get(term.id, term.id)
    if term.id in GROW_UP:
        return msgspec.structs.replace(term, plural=several)
    says = (*(fact for fact in term.says if fact[0] != "size"), ("size", "small"))
    return msgspec.structs.replace(term, id=young, plural=several, says=says)


def phrase(tokens: tuple[str, ...], language: Language, words: Lexicon) -> tuple[Term, ...]:
    """What several words are together that stand in no line of their own: "pan grattato"."""
    if language != "it" or words is not lexicon():
        return ()
    return _abroad(" ".join(tokens))


def _abroad(word: str) -> tuple[Term, ...]:
    """What the English word of an Italian one means."""
    english = words_abroad().get(word)
    if english is None:
        return ()
    found = lexicon().find("en", tuple(split(english)))
    terms = tuple(msgspec.structs.replace(t, weak=False) for t in found if t.kind in _MEANT)
    kind = None if terms else _kind(english)
    return (kind,) if kind is not None else terms or _acts().get(english, ((), False))[0]


def _in_english(word: str) -> tuple[Term, ...]:
    """The same for another form of the Italian word, in its number."""
    lemma = simplemma.lemmatize(word, "it").lower()
    verbal, done = word.endswith(_VERBAL["it"]), word.endswith(_PARTICIPLE["it"])
    several = word[-1:] in ("i", "e") and not word.endswith(_SINGULAR_IN_E)
    found = []
    for term in _abroad(lemma):
        thing, acts = term.kind in ("concept", "setting"), term.kind in ("relation", "pose")
        if (verbal and thing) or (done and acts):
            continue
        plural = term.kind == "concept" and several
        found.append(msgspec.structs.replace(term, plural=plural) if plural else term)
    return tuple(found)


@cache
def words_abroad() -> dict[str, str]:
    """Italian word → English word, out of ``lexicon/italian.toml``."""
    tables = tomllib.loads((DATA / "italian.toml").read_text(encoding="utf-8"))
    found: dict[str, str] = {}
    for line in msgspec.convert(tables, dict[str, str]).values():
        for pair in listed(line.replace("\n", " ")):
            italian, _, english = pair.partition("=")
            found[italian.strip()] = english.strip()
    for italian, english in list(found.items()):
        if italian.endswith("rsi"):  # "si accuccia" has the lemma accucciare
            found.setdefault(f"{italian[:-2]}e", english)
    return found


def _kind(word: str) -> Term | None:
    """The nearest thing above an English noun."""
    kinds = _kinds()
    if word.endswith("ing") and simplemma.lemmatize(word, "en") != word:
        return None  # "plating" is what somebody does
    plural = word not in kinds and word.endswith("s")
    lemma = simplemma.lemmatize(word, "en").lower() if plural else word
    concept = kinds.get(lemma)
    if concept is not None and concept.startswith("@"):
        return Term("setting", concept[1:])
    if concept is None or concept not in lexicon().concepts:
        return None
    return Term("concept", concept, plural)


def _act(word: str) -> tuple[Term, ...]:
    """What a verb looks like that somebody does alone, and what he does to another."""
    lemma = simplemma.lemmatize(word, "en").lower()
    if word.endswith(_PARTICIPLE["en"]) and lemma != word:
        return ()  # "plated" is what somebody did before
    act, always = _acts().get(lemma, ((), False))
    return act if always or word.endswith("ing") else ()


@cache
def _acts() -> dict[str, tuple[tuple[Term, ...], bool]]:
    """Verb → what shows it, and whether that counts for all of its forms."""
    if not ACTS.is_file():
        return {}
    grouped = msgspec.json.decode(ACTS.read_bytes(), type=dict[str, str])
    found: dict[str, tuple[tuple[Term, ...], bool]] = {}
    for act, line in grouped.items():
        pose, relation, *only = act.split(" ")
        named = [Term("relation", relation)] if relation != "-" else []
        named += [Term("pose", pose)] if pose != "-" else []
        found.update(dict.fromkeys(line.split(), (tuple(named), not only)))
    return found


@cache
def _kinds() -> dict[str, str]:
    if not KINDS.is_file():
        return {}
    grouped = msgspec.json.decode(KINDS.read_bytes(), type=dict[str, str])
    return {word: concept for concept, line in grouped.items() for word in line.split()}


@cache
def _slips(language: Language) -> dict[str, str]:
    """Every longer word of the lexicon with one letter left out; "" where two words would fit."""
    found: dict[str, str] = {}
    for key in lexicon().terms[language]:
        if len(key) == 1 and len(key[0]) >= _SHORTEST_SLIP:
            for shorter in _without_a_letter(key[0]):
                found[shorter] = key[0] if found.get(shorter, key[0]) == key[0] else ""
    return found


def _one_slip(word: str, language: Language) -> str:
    """A letter too many, or two exchanged: the only word of the lexicon that fits.

    One letter for another is no slip: that would make a leopard of Leonardo. In a short word only two
    letters that change places are one: *dgo*.
    """
    table = lexicon().terms[language]
    swapped = (
        word[:at] + word[at + 1] + word[at] + word[at + 2 :] for at in range(1, len(word) - 1)
    )
    shorter = _without_a_letter(word) if len(word) >= _SHORTEST_SLIP else ()
    close = {fit for fit in (*shorter, *swapped) if (fit,) in table}
    return close.pop() if len(close) == 1 else ""


def _without_a_letter(word: str) -> list[str]:
    return [word[:at] + word[at + 1 :] for at in range(1, len(word))]


def warm_up() -> None:
    """Load dictionaries and tables."""
    for language in LANGUAGES:
        simplemma.lemmatize("warming", language)
        _slips(language)
    _kinds()
    _acts()
    words_abroad()
