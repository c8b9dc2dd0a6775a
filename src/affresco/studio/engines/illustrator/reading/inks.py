"""Colours that are wished for the whole picture: "in orange and teal", "colori caldi"."""

from __future__ import annotations

import re
from functools import cache

from affresco.studio.engines.illustrator.painting.colour import Colour as Ink

from .lexicon import Lexicon
from .tokens import LONGEST_PROMPT

GREYS = ("#161616", "#5c5c5c", "#a6a6a6", "#f4f4f4")
SEPIA = ("#2b1d12", "#6f4e32", "#b8926a", "#f3e6d0")
PASTELS = ("#8d86b5", "#f4a6b8", "#ffc9a9", "#a9dbe3", "#bfe3b4", "#fff3e0")
WARM = ("#7a2b3a", "#d6453d", "#f08a3c", "#f7c04a", "#ffb3a7", "#fff0d0")
COLD = ("#0f1f3d", "#234e7a", "#4f8fba", "#9fd0dd", "#eef7f8")

_APART = r"(?:^|[,;:.(–—]\s*|\b(?:all|only|just|solo|tutto|tutta)\s+)"
_ENDS = r"(?=\s*(?:[,;:.)–—]|$))"
_WORDS = r"(?:colou?rs?|tones?|hues|shades|palette|inks?|colou?r scheme)"
_SET: tuple[tuple[str, tuple[str, ...]], ...] = (
    (
        rf"(?<!dressed )(?<!clad )\bin black[ -]and[ -]white{_ENDS}"
        r"|\bblack[ -]and[ -]white (?=photo|film|drawing|picture|portrait|illustration|print)"
        rf"|(?<!vestito )(?<!vestita )\bin bianco e nero{_ENDS}|(?<=foto )(?:in )?bianco e nero\b"
        r"|\b(?:greyscale|grayscale|monochrome|monocromatic[oa])\b",
        GREYS,
    ),
    (r"\b(?:in )?(?:sepia(?: tones?| colou?rs?)?|(?:color )?seppia)\b", SEPIA),
    (r"\b(?:in )?(?:pastel (?:colou?rs|tones|palette)|colori pastello|toni pastello)\b", PASTELS),
    (r"\b(?:in |with |con )?(?:warm (?:colou?rs|tones|palette)|(?:colori|toni) caldi)\b", WARM),
    (
        r"\b(?:in |with |con )?(?:(?:cold|cool) (?:colou?rs|tones|palette)|(?:colori|toni) freddi)\b",
        COLD,
    ),
)
_MEDIUM = re.compile(
    r"\b(ritratto|foto|fotografia|disegno|stampa|illustrazione|immagine)"
    r" in (bianco e nero|seppia) (?=d[ie'’])",
    re.I,
)
_LATE_GREYS = re.compile(r",\s*(?:black[ -]and[ -]white|bianco e nero)\s*\.?\s*$", re.I)
_SCENE = (
    6  # words of a wish before it that is no mere animal: "two cats, black and white" are patched
)
_PATTERNS = tuple((re.compile(pattern, re.I), inks) for pattern, inks in _SET)
_WITH = r"(?:in|with|using|con|nei|usando)\s+(?:the\s+|i\s+)?(?:only\s+|solo\s+)?"
_OF = (
    r"(?:(?:shades|tones|hues|colou?rs|a palette|palette|tavolozza|toni|tonalità|colori)"
    r"\s+(?:of\s+|di\s+|del\s+|in\s+)?)"
)
_STYLES = r"(?:poster|print|illustration|pattern|logo|stampa|illustrazione|manifesto|motivo)"
_NOUNS = {"oro": "golden", "argento": "silver", "gold": "golden"}  # colours in a palette only
_LIST = 3  # commas of a prompt that is a list of wishes: "unicorn, rainbow, castle, pink"
_LISTED = re.compile(r"\s*,\s*")
_DARK, _LIGHT = 0.4, 0.88  # lightness without which a palette is flat


def taken(prompt: str, lexicon: Lexicon) -> tuple[tuple[str, ...], str]:
    """The palette of the whole picture as "#rrggbb", () when none is wished, and the other words."""
    text = _MEDIUM.sub(r"in \2, \1 ", prompt[:LONGEST_PROMPT])
    late = _LATE_GREYS.search(text)
    if late is not None and len(text[: late.start()].split()) >= _SCENE:
        return GREYS, text[: late.start()]
    for pattern, inks in _PATTERNS:
        rest, found = pattern.subn(" , ", text)
        if found:
            return inks, rest
    names = {
        form: name
        for name, colour in lexicon.colours.items()
        for form in (*colour.forms("en"), *colour.forms("it"))
    }
    names = {**_NOUNS, **names}
    for pattern in _compiled(tuple(sorted(names, key=lambda form: (-len(form), form)))):
        match = pattern.search(text)
        if match is not None and not _dressed(text, match, lexicon):
            said = [*re.split(r"\s*,\s*", match.group("inks")), match.group("last")]
            several = tuple(dict.fromkeys(names[word.lower()] for word in said))
            kept = match.groupdict().get("kept") or ""
            return _palette(
                several, lexicon
            ), f"{text[: match.start()]} {kept} , {text[match.end() :]}"
    one = _compiled_one(tuple(sorted(names, key=lambda form: (-len(form), form)))).search(text)
    if one is not None:
        rest = f"{text[: one.start()]} , {text[one.end() :]}"
        return _shades(names[one.group("ink").lower()], lexicon), rest
    listed = _LISTED.split(text) if text.count(",") >= _LIST else ()
    single = next((names[part.lower()] for part in listed if part.lower() in names), "")
    return (_shades(single, lexicon), prompt) if single else ((), prompt)


def _dressed(text: str, match: re.Match[str], lexicon: Lexicon) -> bool:
    """ "a girl in red and white" is dressed so; "a lighthouse by the sea in red and white" is not."""
    if match.groupdict().get("end") is None:
        return False
    before = text[: match.start()].lower().split()
    word = (before[-1].rpartition("'")[2],) if before else ()
    terms = lexicon.find("en" if re.search(r"\band\b|&", match.group(0)) else "it", word)
    living = any(t.kind == "concept" and lexicon.family(t.id).living for t in terms)
    drawn = any(t.kind == "style" for w in before for t in lexicon.find("en", (w,)))
    return living and not drawn


def _shades(name: str, lexicon: Lexicon) -> tuple[str, ...]:
    """Dark, middle and light of one colour, for a list of wishes in which it stands alone."""
    light, chroma, hue = lexicon.colours[name].lch
    steps = ((0.32, 0.55), (light, 1.0), (0.82, 0.6), (0.96, 0.2))
    return tuple(Ink(step, chroma * share, hue).hex() for step, share in steps)


@cache
def _compiled(forms: tuple[str, ...]) -> tuple[re.Pattern[str], ...]:
    """Two or more colours that stand apart, after the name of a style, or beside "palette"."""
    one = "|".join(re.escape(form) for form in forms)
    several = rf"(?P<inks>(?:{one})(?:\s*,\s*(?:{one}))*)\s*,?\s*(?:and|e|ed|&)\s*(?P<last>{one})"
    return tuple(
        re.compile(pattern, re.I)
        for pattern in (
            rf"{_APART}(?:{_WITH})?{_OF}?{_not_patched(several)}(?:\s+{_WORDS})?{_ENDS}",
            rf"\b(?P<kept>{_STYLES})\s+in\s+{several}\b",
            rf"\bin\s+{_not_patched(several)}(?P<end>){_ENDS}",
            rf"\b(?:in\s+)?{several}\s+{_WORDS}\b",
            rf"\b(?:{_WITH})?{_OF}{several}\b",
        )
    )


@cache
def _compiled_one(forms: tuple[str, ...]) -> re.Pattern[str]:
    """ "in shades of blue", "nei toni del blu"."""
    one = "|".join(re.escape(form) for form in forms)
    leads = r"(?:shades|tones|hues|toni|tonalità|sfumature)\s+(?:of|di|del|dell['’]|d['’])\s*"
    return re.compile(
        rf"\b(?:in|nei|nelle|con|with|all in)?\s*(?:the\s+)?{leads}(?P<ink>{one})\b", re.I
    )


def _not_patched(several: str) -> str:
    """ "two cats, black and white" are patched."""
    return (
        rf"(?!(?:black and white|white and black|bianc\w+ e ner\w+|ner\w+ e bianc\w+)\b){several}"
    )


def _palette(names: tuple[str, ...], lexicon: Lexicon) -> tuple[str, ...]:
    """The colours themselves, with a dark and a light one of theirs where they lack it."""
    inks = [Ink(*lexicon.colours[name].lch) for name in names]
    if len(inks) < 2:
        return ()
    by_light = sorted(inks, key=lambda ink: ink[0])
    found = list(inks)
    if by_light[0][0] > _DARK:
        dark = by_light[0]
        found.insert(0, Ink(0.27, min(0.07, dark[1]), dark[2]))
    if by_light[-1][0] < _LIGHT:
        light = by_light[-1]
        found.append(Ink(0.95, min(0.035, light[1]), light[2]))
    return tuple(ink.hex() for ink in found)


__all__ = ["COLD", "GREYS", "PASTELS", "SEPIA", "WARM", "taken"]
