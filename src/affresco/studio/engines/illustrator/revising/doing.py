"""Who is to do what: "make the dog wear a hat", "fai tenere un palloncino al gatto".

An order has the bare form of a verb, a prompt has another. Orders are told again as a prompt tells them,
so that they are read by the same rules: "the dog wearing a hat", "gatto tiene un palloncino".
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from affresco.studio.engines.illustrator.reading.lexicon import (
    Language,
    Lexicon,
    Pose,
    Relation,
    lexicon,
    listed,
)
from affresco.studio.engines.illustrator.reading.verbs import english_forms, italian_present

_TO_WHOM = frozenset(("a", "al", "allo", "alla", "all", "ai", "agli", "alle"))


@cache
def _present(language: Language) -> dict[str, str]:
    """How a prompt has the first word of every verb, by its bare form; in English with -ing, since
    "flies" are insects, too."""
    words = lexicon()
    found: dict[str, str] = {}
    verbs: list[Relation | Pose] = [*words.relations.values(), *words.poses.values()]
    for known in verbs:
        for entry in listed(known.verbs_en if language == "en" else known.verbs_it):
            bare = entry.split("=")[0].split()[0]
            form = english_forms(bare)[2] if language == "en" else italian_present(entry, False)
            if form:
                found.setdefault(bare, form.split()[0])
    return found


def is_verb(token: str, language: Language) -> bool:
    """Whether a word is a form of a verb that the lexicon has."""
    return token in _forms(language)


@cache
def _forms(language: Language) -> frozenset[str]:
    known = _present(language)
    thirds = (english_forms(bare)[1] for bare in known) if language == "en" else ()
    return frozenset((*known, *known.values(), *thirds))


def subject_of(tokens: Sequence[str], language: Language) -> tuple[str, ...]:
    """The words before the first verb: of "the dog wear a hat" the dog."""
    for at, token in enumerate(tokens):
        if is_verb(token, language):
            return tuple(tokens[:at])
    return ()


def as_told(
    tokens: tuple[str, ...], language: Language, words: Lexicon, it: str
) -> tuple[str, ...]:
    """An order told as in a prompt. it: the noun that a pronoun stands for, "" without one."""
    known = _present(language)
    if tokens and tokens[0] in known:
        return _begun_with_verb(tokens, known[tokens[0]], language, it)
    if language == "it":
        return tokens
    for at, token in enumerate(tokens[1:], 1):
        before = words.find("en", (tokens[at - 1],))
        if token in known and any(term.kind == "concept" for term in before):
            return (*tokens[:at], known[token], *tokens[at + 1 :])
    return tokens


def _begun_with_verb(
    tokens: tuple[str, ...], present: str, language: Language, it: str
) -> tuple[str, ...]:
    """ "Hold a balloon" said of "it"; "tenere un palloncino al gatto"."""
    whom = next((at for at in range(len(tokens) - 1, 1, -1) if tokens[at] in _TO_WHOM), 0)
    if language == "it" and whom and not it:
        return (*tokens[whom + 1 :], present, *tokens[1:whom])
    return (*it.split(), present, *tokens[1:]) if it else tokens
