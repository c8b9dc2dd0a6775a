"""Hair: "with long red hair", "dai capelli ricci", "a blonde girl". It says who somebody is.

No thing is drawn for it: each fact becomes a quality of the somebody.
"""

from __future__ import annotations

import re
from typing import Final

_COLOURS: Final = {
    "blond": "blonde? fair golden biond[oaei]",
    "red": "red ginger ross[oaei] ramat[oaei]",
    "black": "black dark raven ner[oaei] scur[oaei] corvin[oaei]",
    "brown": "brown chestnut auburn brunette castan[oaei] marron[ei]",
    "white": "white snowy bianc[oa] bianch[ie]",
    "grey": "gr[ea]y silver grig[ioae] argentat[oaei]",
    "blue": "blue turquoise blu azzurr[oaei] turchin[oaei] celest[ei]",
    "green": "green verd[ei]",
    "pink": "pink rosa",
    "purple": "purple violet viola",
}
_SHAPES: Final = {
    "long": "long flowing lungh?[oaei] lunghissim[oaei]",
    "short": "short cropped cort[oaei]",
    "curly": "curly frizzy wavy ricc[oaei] riccioluti crespi mossi",
}
_STYLES: Final = {
    "braids": "braids?|plaits?|(?:le )?trecc[ei]",
    "ponytail": "(?:a )?ponytail|(?:la |una )?coda di cavallo",
    "pigtails": "pigtails|(?:i )?codini",
    "bun": "(?:a )?(?:hair )?bun|(?:lo |uno )?chignon",
}
_WORDS: Final = {
    word: name
    for table in (_COLOURS, _SHAPES)
    for name, words in table.items()
    for word in words.split()
}
_WORD: Final = "|".join(_WORDS)
_SAID: Final = rf"((?:(?:very |really )?(?:{_WORD})(?:,| and)? )+)hair(?:ed)?\b"
_DETTO: Final = rf"(?:i |suoi )?capelli ((?:(?:molto )?(?:{_WORD})(?:,| e)? ?)+)"
_HAIR: Final = re.compile(
    rf"\b(?:with|of|who has)? ?(?:his |her |their )?{_SAID}|\b(?:con|dai|coi|e) {_DETTO}", re.I
)
_HAIR_TOO: Final = re.compile(
    rf"\bwith ((?:[\w-]+ ){{1,3}})and {_SAID}|\bcon ((?:[\w'’]+ ){{1,3}})e {_DETTO}", re.I
)
"""After something else that somebody has."""
_BEFORE: Final = re.compile(
    r"\b((?:con|dai|coi|e) (?:i )?)(lunghi(?:ssimi)?|corti|ricci|folti) capelli ", re.I
)
_FLOWERS: Final = re.compile(
    r"\bwith (?:an? |some )?(?:\w+ )?flowers? in (?:her|his|their|the) hair\b|"
    r"\bcon (?:i |dei |un )?fior[ei] (?:nei|fra i|tra i) capelli\b",
    re.I,
)
_STYLED: Final = tuple(
    (re.compile(rf"\b(?:with|in|con)(?: (?:two|long|due))? (?:{words})\b", re.I), name)
    for name, words in _STYLES.items()
)


_ADJECTIVE: Final = (
    rf"(?:{_WORD}|thick|bushy|big|full|wild|neat|fluffy|great|folta|grande|bella|curata)"
)
_BEARD: Final = re.compile(
    rf"\b(?:with|has|who has) (?:an? |his )?((?:(?:very )?{_ADJECTIVE},? (?:and )?)*)beard\b( and\b)?|"
    rf"\b(?:con|dalla|che ha|ha) (?:la |una )?((?:{_ADJECTIVE} )*)barba\b((?:,? (?:e )?{_ADJECTIVE}\b)*)",
    re.I,
)


def _bearded(found: re.Match[str]) -> str:
    """A beard as qualities of who has it; what follows by "and" stays had."""
    said = f"{found[1] or ''} {found[3] or ''} {found[4] or ''}"
    colours = [name for name in _named(said) if name.removeprefix("hairis") in _COLOURS]
    long = ["hairisbeard"] if re.search(r"\blong|\blung|\bflowing", said, re.I) else []
    return " ".join(["bearded", *long, *colours, *(["with"] if found[2] else [])])


def combed(text: str) -> str:
    """The same wish, with one made-up word for each thing that is said of somebody's hair.

    The words are those of the lexicon's qualities ``hair-…``.
    """
    if not re.search(
        r"hair|capell|beard|barb|braid|plait|trecc|tail|codin|\bbun\b|chignon|cavallo", text, re.I
    ):
        return text
    text = _FLOWERS.sub(
        lambda found: (
            "with a flower crown"
            if found[0].lower().startswith("with")
            else "con una corona di fiori"
        ),
        text,
    )
    text = _BEARD.sub(_bearded, text)
    text = _BEFORE.sub(r"\1capelli \2 ", text)
    text = _HAIR_TOO.sub(
        lambda found: (
            f" {' '.join(_named(found[2] or found[4] or ''))} "
            + (f"with {found[1]}" if found[1] else f"con {found[3]}")
        ),
        text,
    )
    text = _HAIR.sub(lambda found: " " + " ".join(_named(found[1] or found[2] or "")) + " ", text)
    for pattern, name in _STYLED:
        text = pattern.sub(f"hairis{name}", text)
    return text


def _named(words: str) -> list[str]:
    said = re.findall(r"\w+", words.lower())
    names = [name for word in said for form, name in _WORDS.items() if re.fullmatch(form, word)]
    return [f"hairis{name}" for name in dict.fromkeys(names)]
