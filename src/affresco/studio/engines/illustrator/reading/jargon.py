"""Prompts as people write them for image models: flags, weights, tags, cameras and renderers.

What they say of the picture is kept (``1girl`` is a girl, ``(cat:1.3)`` a cat); what only tells another
program how to work is passed over, since nothing of it could be drawn.
"""

from __future__ import annotations

import re
from typing import Final

_NUMBERS: Final = {"1": "a", "2": "two", "3": "three", "4": "four", "5": "five", "6": "six"}
_COUNTED: Final = re.compile(r"(?<![\w-])([1-6])(girl|boy|woman|women|man|men|cat|dog)s?\b", re.I)
_ONE_OF: Final = {"women": "woman", "men": "man"}
_SEVERAL: Final = {"woman": "women", "man": "men"}

# What stands apart between commas and says nothing of the picture.
_TAGS: Final = (
    r"solo|masterpiece|(?:best|high|top|amazing|ultra|highest) quality"
    r"|absurdres|highres|high res(?:olution)?"
    r"|(?:(?:highly|ultra|hyper|extremely|insanely|very)[- ])?detailed(?: (?:background|face|eyes|skin))?"
    r"|(?:very )?intricate(?: details?)?|sharp focus|soft focus|in focus"
    r"|award[- ]winning(?: photo(?:graphy)?)?"
    r"|professional(?: photo(?:graphy)?)?|smooth|vector(?: art| graphics| illustration)?|flat(?: colou?rs?)?"
    r"|matte painting|concept art|digital art|digital painting|cg|cgi|3d"
    r"|(?:(?:made|rendered) (?:in|with) )?(?:blender(?: 3d| render)?|octane(?: render)?"
    r"|unreal(?: engine)?(?: ?\d)?"
    r"|v-?ray|redshift|arnold|cinema ?4d|c4d|houdini|zbrush|maya|unity)"
    r"|ray[- ]tracing|global illumination|ambient occlusion|subsurface scattering|depth of field|dof"
    r"|(?:video )?game (?:character|sprite|asset|art|icon|item)|character (?:design|sheet|concept)"
    r"|trending(?: on \w+)?|artstation(?: hq)?|pixiv|deviantart|cgsociety|behance|dribbble"
    r"|alta (?:qualità|definizione|risoluzione)|(?:molto |super |iper|ultra)?dettagliat[oaie]|capolavoro"
)

_PLAIN: Final[tuple[tuple[re.Pattern[str], str], ...]] = tuple(
    (re.compile(pattern, re.I), told)
    for pattern, told in (
        (r"<(?:lora|lyco|hypernet|embedding):[^>]*>", " "),
        (r"(?:^|\s)--no [\w ,]+?(?=\s--|$)", " "),
        (
            r"(?:^|\s)--[a-z]+(?:[ =][\d:./]+|[ =](?:raw|scenic|expressive|cute|original))?(?=\s|$|,)",
            " ",
        ),
        (r"[(\[{]+([^()\[\]{}:,]{1,60}):[\d.]+[)\]}]+", r"\1"),
        (r"(?<=\w)::-?[\d.]+", " "),
        (r"(?<![\w/])f ?/? ?\d(?:\.\d)?(?![\w/])", " "),
        (r"\b(?:iso ?\d{2,5}|\d{1,3} ?mm(?: lens)?|1/\d{2,4} ?s?)\b", " "),
        (rf"(?<=,)\s*(?:{_TAGS})\s*(?=,|\.|$)", " "),
        (rf"^\s*(?:{_TAGS})\s*,", " "),
        (
            r"\s(?:made|rendered|created) (?:in|with) (?:blender|octane|unreal engine|cinema 4d)\b",
            " ",
        ),
        (
            r"\b(?:video ?)?game (?:character|sprite|asset|icon|item)s?(?: of)?\b|\bconcept art of\b",
            " ",
        ),
        # both fight, whoever it is between
        (
            r"\b(?:an? )?(?:epic |great |final |fierce )?(?:battle|fight|duel|war|clash|showdown) between "
            r"((?:an?|the) [^,.;]{2,40}?) and (?=(?:an?|the)\b)",
            r"\1 fighting ",
        ),
        (
            r"\b(?:un['’]?a? )?(?:epic[ao] |grande |feroce )?(?:battaglia|lotta|duello|combattimento|scontro)"
            r"(?: epic[ao])? (?:tra|fra) ((?:un|una|uno|il|la|lo)\b[^,.;]{2,40}?) e "
            r"(?=(?:un|una|uno|il|la|lo)\b)",
            r"\1 che combatte ",
        ),
        # lands of fantasy float
        (
            r"\b(?:an? )?(?:epic |magical )?fantasy (?:landscape|world|scenery|realm|land)\b",
            "floating islands",
        ),
        (r"\b(?:un )?(?:paesaggio|mondo|regno) (?:fantastico|fantasy)\b", "isole volanti"),
        # what has no furniture is empty
        (
            r"\b(room|bedroom|kitchen|living room|apartment|house|attic) "
            r"(?:with no|without(?: any)?) furniture\b",
            r"empty \1",
        ),
        (
            r"\b(stanza|camera|cucina|soffitta|casa) (?:senza|priva di) (?:mobili|arredi)\b",
            r"\1 vuota",
        ),
    )
)


def plain(prompt: str) -> str:
    """The same wish without what only another program would read."""
    text = _COUNTED.sub(_counted, prompt)
    for pattern, told in _PLAIN:
        text = pattern.sub(told, text)
    return text


def _counted(found: re.Match[str]) -> str:
    number, noun = found[1], found[2].lower()
    if number == "1":
        return f"a {_ONE_OF.get(noun, noun)}"
    return f"{_NUMBERS[number]} {_SEVERAL.get(noun, noun + 's' if noun not in _ONE_OF else noun)}"
