"""Regular forms of English and Italian verbs; irregular ones stand in the lexicon beside them.

``ride`` gives ``rides``, ``riding``; ``cavalcare`` gives ``cavalca``, ``cavalcano``, ``cavalcando``.
Words after the verb stay: ``look at`` → ``looking at``. A verb with an irregular form is written
with it, whole: ``lie=lying``, ``tenere=tiene=tengono``.
"""

from __future__ import annotations

_VOWELS = "aeiou"


def english_forms(entry: str) -> list[str]:
    """``run`` → run, runs, running; doubling the last consonant where English does."""
    written, *irregular = entry.split("=")
    verb, _, after = written.strip().partition(" ")
    tail = f" {after}" if after else ""
    forms = [verb, _third(verb), _gerund(verb)]
    return [*(form + tail for form in forms), *irregular]


def _third(verb: str) -> str:
    if verb.endswith("y") and verb[-2] not in _VOWELS:
        return verb[:-1] + "ies"
    return verb + ("es" if verb.endswith(("s", "x", "z", "ch", "sh", "o")) else "s")


def _gerund(verb: str) -> str:
    if verb.endswith("e") and not verb.endswith("ee"):
        return verb[:-1] + "ing"
    short = len(verb) > 2 and verb[-1] not in _VOWELS + "wxy" and verb[-2] in _VOWELS
    if short and verb[-3] not in _VOWELS and sum(letter in _VOWELS for letter in verb) == 1:
        return verb + verb[-1] + "ing"
    return verb + "ing"


def italian_forms(entry: str) -> list[str]:
    """``correre`` → correre, corre, corrono, correndo."""
    written, *irregular = entry.split("=")
    verb, _, after = written.strip().partition(" ")
    tail = f" {after}" if after else ""
    stem, ending = verb[:-3], verb[-3:]
    if ending == "are":
        forms = [stem + "a", stem + "ano", stem + "ando"]
    elif ending == "ire":
        forms = [stem + "e", stem + "ono", stem + "isce", stem + "iscono", stem + "endo"]
    elif ending == "rre":
        forms = []
    else:
        forms = [stem + "e", stem + "ono", stem + "endo"]
    if len(irregular) > 1:
        forms = forms[-1:]  # "dà" and "danno", not "da" and "dano"
    return [*(form + tail for form in (verb, *forms)), *irregular]


def italian_present(entry: str, several: bool) -> str:
    """``dorme`` or ``dormono``."""
    irregular = entry.split("=")[1:]
    forms = irregular if len(irregular) > 1 else italian_forms(entry)[1:]
    return forms[1 if several else 0]
