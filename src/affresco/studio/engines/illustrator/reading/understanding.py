"""The rules that turn a prompt into a scene.

Nothing is drawn that nobody named: meaning by vectors chooses places and moods only, and only
when words have not. Pure and deterministic; no text makes it fail.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache
from hashlib import blake2b

import numpy as np

from affresco import meaning
from affresco.studio.engines.illustrator.scene import Entity, Scene

from . import guess
from .entities import Entities
from .lexicon import Language, Lexicon, lexicon
from .phrases import Item, Phrase, items, language_of, phrases
from .tokens import LONGEST_PROMPT, split
from .wording import subjects

# A nearest scene counts above the floor and with a lead over the second, or not at all.
NEAR_WITHOUT_SUBJECT = 0.30
NEAR_WITH_SUBJECT = 0.36
LEAD = 0.03
NEAR_FEELING = 0.35
_LETTERS = re.compile(r"[^\W\d_]{3}")  # a word, without which nothing has a meaning
# Named together with a wider place, these say more exactly where.
_EXACT_PLACES = ("underwater", "iceberg", "moon", "branch", "table", "roof", "street")
_PICTURESQUE = ("mountains", "lake", "sea", "meadow", "beach", "forest", "village", "desert")
_OWN_PLACE = frozenset(("logo", "isometric", "abstract", "minimal"))
_TITLE = re.compile(
    r"\b(?:logo|emblem|badge|icon|emblema|stemma|poster|manifesto|locandina)\b\s*(?:for|of|per|di)?\s*",
    re.I,
)
_LETTERED = re.compile(r"[\"“«][^\"“”«»]{1,40}[\"”»]")
_QUOTED = re.compile(r"[\"“«]([^\"“”«»]{1,40})[\"”»]")
_ARTICLE = re.compile(r"^(?:an?|the|una?|uno|il|lo|la|i|gli|le)\s+", re.I)
LONGEST_TITLE = 24


class Named:
    """What the words of a prompt name, in order and once each."""

    def __init__(self) -> None:
        self.styles: list[str] = []
        self.settings: list[str] = []
        self.times: list[str] = []
        self.weather: list[str] = []
        self.moods: list[str] = []
        self.seasons: list[str] = []
        self.cameras: list[str] = []
        self.unknown: list[str] = []

    def add(self, item: Item) -> None:
        kinds = {
            "style": self.styles,
            "setting": self.settings,
            "time": self.times,
            "weather": self.weather,
            "mood": self.moods,
            "season": self.seasons,
            "camera": self.cameras,
        }
        if item.term is None:
            self.unknown.append(item.text)
        elif item.kind in kinds and item.term.id not in kinds[item.kind]:
            kinds[item.kind].append(item.term.id)


def understand(prompt: str) -> Scene:
    """Read a prompt in English or Italian. Never raises for any text, the empty one included."""
    words = lexicon()
    tokens = split(_LETTERED.sub(" ", prompt) if _TITLE.search(prompt) else prompt)
    language = language_of(tokens, words)
    named, entities = Named(), Entities()
    for phrase in phrases(items(tokens, language, words), language, words):
        _read(phrase, named, entities, language, words)
    style = _style(named)
    moods = [*named.moods, *(name for name in named.seasons if name in words.moods)]
    found = _subjects(entities.found, style, named.settings, words)
    setting, assumed_place, near = _setting(prompt, style, moods, named, found, words)
    weather = list(named.weather)
    if "winter" in named.seasons and not weather:
        weather = ["snow"]
    time = _time(named, style, moods, weather, words)
    if near is not None:
        time = time or near.time or None
        if near.weather and not weather:
            weather = [near.weather]
    if setting == "meadow" and "snow" in weather:
        setting = "winter"
    if setting == "moon":
        weather = [name for name in weather if name != "full-moon"]
    title = _title(prompt, named) if style == "logo" else _quoted(prompt)
    unknown = [word for word in named.unknown + entities.dropped if word not in title.lower()]
    return Scene(
        setting=setting,
        style=style,
        time=time,
        weather=tuple(weather),
        moods=tuple(dict.fromkeys(moods)),
        entities=tuple(found),
        season=next(iter(named.seasons), None),
        camera=next(iter(named.cameras), None),
        title=title,
        palette=_palette(prompt, words) if setting == "abstract" else (),
        unknown=tuple(dict.fromkeys(unknown)),
        assumed=tuple(
            name
            for name, assumed in (("setting", assumed_place), ("time", time is None))
            if assumed
        ),
    )


def _read(
    phrase: Phrase, named: Named, entities: Entities, language: Language, words: Lexicon
) -> None:
    if phrase.negated:
        return
    for item in phrase.items:
        named.add(item)
    entities.add(phrase, language, words)


def _style(named: Named) -> str | None:
    """The first style, unless a technique follows a mere manner: ``abstract jazz, risograph``."""
    manners = ("abstract", "minimal")
    techniques = [style for style in named.styles if style not in manners]
    for style in named.styles:
        if style in manners and techniques:
            named.moods.append(style)
    return next(iter(techniques or named.styles), None)


def _subjects(
    found: Sequence[Entity], style: str | None, places: Sequence[str], words: Lexicon
) -> list[Entity]:
    """The entities to draw; a logo without any takes the motif of the place that it is for."""
    if style == "logo" and not found:
        motifs = [words.settings[place].motif for place in places if words.settings[place].motif]
        return [Entity(motif) for motif in motifs[:1]]
    return list(found)


class _Near:
    def __init__(self, setting: str, time: str, weather: str) -> None:
        self.setting, self.time, self.weather = setting, time, weather


def _setting(
    prompt: str,
    style: str | None,
    moods: Sequence[str],
    named: Named,
    found: Sequence[Entity],
    words: Lexicon,
) -> tuple[str, bool, _Near | None]:
    """The place, whether nobody named it, and the model scene that gave it, if one did."""
    if style == "logo":
        return "logo", False, None
    if "abstract" in moods or style == "abstract":
        return "abstract", False, None
    exact = [place for place in _EXACT_PLACES if place in named.settings]
    scenic = [place for place in named.settings if place not in ("poster", "portrait")]
    if "portrait" in named.settings:
        return "portrait", False, None
    if style == "isometric" and (not scenic or scenic[0] in ("table", "room", "kitchen")):
        return "tile", False, None
    if exact:
        return exact[0], False, None
    if scenic:
        return scenic[0], False, None
    if named.settings:
        return named.settings[0], False, None
    if style and words.styles[style].setting:
        return words.styles[style].setting, True, None
    for mood in moods:
        if mood in words.moods and words.moods[mood].setting and not found:
            return words.moods[mood].setting, True, None
    usual = _usual_place(found, words)
    if usual not in (None, "meadow"):
        return str(usual), True, None
    # told again in English, so that both languages lie near the same places
    told = _told(found, moods, named, words) if found else prompt
    near = None if style in _OWN_PLACE else _nearest(told, found, words)
    if near is not None and not (found and near.setting == "abstract"):
        return near.setting, True, near
    if usual:
        return usual, True, None
    felt = _landscape_of_feeling(prompt, words)
    return (felt.setting, True, felt) if felt else (_picturesque(prompt), True, None)


def _told(found: Sequence[Entity], moods: Sequence[str], named: Named, words: Lexicon) -> str:
    """What was understood, in English."""
    parts = [subjects(found, "en", words)]
    parts += [words.times[name].at_en for name in named.times]
    parts += [words.weather[name].in_en for name in named.weather]
    parts += [words.moods[name].name("en") for name in moods if name in words.moods]
    return ", ".join(part for part in parts if part)


def _usual_place(found: Sequence[Entity], words: Lexicon) -> str | None:
    """Where the subjects are at home; None without subjects."""
    free = [entity for entity in found if entity.relation not in ("hold", "play", "read", "eat")]
    ranked = [entity for entity in free if not words.family(entity.concept).held] or list(found)
    if not ranked:
        return None
    homes = [
        words.concepts[entity.concept].setting or words.family(entity.concept).setting
        for entity in ranked
    ]
    if any(words.concepts[entity.concept].family == "furniture" for entity in ranked):
        return "room"
    flying = any(words.family(entity.concept).flies for entity in ranked)
    if homes[0] == "sky" and len(homes) > 1:
        return homes[1]
    if homes[0] == "branch" and (len(homes) > 1 or ranked[0].count > 3):
        return "meadow"
    return "meadow" if homes[0] == "table" and flying else homes[0]


@cache
def _model_vectors() -> meaning.Vectors:
    return meaning.encode([scene.says for scene in lexicon().scenes])


@cache
def _feeling_vectors() -> meaning.Vectors:
    return meaning.encode([feeling.says for feeling in lexicon().feelings])


def _nearest(prompt: str, found: Sequence[Entity], words: Lexicon) -> _Near | None:
    if not _LETTERS.search(prompt[:LONGEST_PROMPT]):
        return None
    score = _model_vectors() @ meaning.encode_one(_without_style(prompt, words))
    best, second = np.argsort(-score)[:2]
    floor = NEAR_WITH_SUBJECT if found else NEAR_WITHOUT_SUBJECT
    if score[best] < floor or score[best] - score[second] <= LEAD:
        return None
    scene = words.scenes[int(best)]
    return _Near(scene.setting, scene.time, scene.weather)


def _landscape_of_feeling(prompt: str, words: Lexicon) -> _Near | None:
    """A place for a prompt that names a feeling and nothing else."""
    if not _LETTERS.search(prompt[:LONGEST_PROMPT]):
        return None
    score = _feeling_vectors() @ meaning.encode_one(_without_style(prompt, words))
    best = int(np.argmax(score))
    if score[best] < NEAR_FEELING:
        return None
    feeling = words.feelings[best]
    return _Near(feeling.setting, feeling.time, "")


def _without_style(prompt: str, words: Lexicon) -> str:
    text = prompt[:LONGEST_PROMPT].lower()
    forms = (
        form
        for style in words.styles.values()
        for form in (*style.forms("en"), *style.forms("it"), "in the style of", "stile")
    )
    for form in sorted(forms, key=len, reverse=True):
        if len(form) > 4:
            text = text.replace(form, " ")
    return text.strip(" ,") or prompt


def _picturesque(prompt: str) -> str:
    """A landscape for a prompt of which nothing was understood; the same for the same text."""
    digest = blake2b(prompt.encode("utf-8", "replace"), digest_size=2).digest()
    return _PICTURESQUE[int.from_bytes(digest, "little") % len(_PICTURESQUE)]


def _time(
    named: Named, style: str | None, moods: Iterable[str], weather: list[str], words: Lexicon
) -> str | None:
    if "full-moon" in weather or "stars" in weather:
        return named.times[0] if named.times and named.times[0] == "dusk" else "night"
    if style and words.styles[style].time:
        return words.styles[style].time
    if named.times:
        return named.times[0]
    if "storm" in weather:
        return "storm"
    if "fireflies" in weather:
        return "night"
    for mood in moods:
        if mood in words.moods and words.moods[mood].time:
            return words.moods[mood].time
    if "rain" in weather or "station" in named.settings:
        return "dusk"
    return None


def _palette(prompt: str, words: Lexicon) -> tuple[str, ...]:
    """The three feelings nearest to the prompt."""
    score = _feeling_vectors() @ meaning.encode_one(prompt)
    return tuple(words.feelings[int(index)].name for index in np.argsort(-score)[:3])


def _quoted(prompt: str) -> str:
    """The words in quotation marks on a poster."""
    quoted = _QUOTED.search(prompt[:LONGEST_PROMPT])
    return quoted.group(1)[:LONGEST_TITLE].strip() if quoted and _TITLE.search(prompt) else ""


def _title(prompt: str, named: Named) -> str:
    """The name on a logo: what it is for, without article, style and punctuation."""
    match = _TITLE.search(prompt[:LONGEST_PROMPT])
    if not match:
        return ""
    quoted = _QUOTED.search(prompt[:LONGEST_PROMPT])
    rest = re.split(r"[,;.:\n(\"“”«»]", prompt[match.end() : LONGEST_PROMPT])[0]
    if quoted:
        rest = quoted.group(1)
    title = " ".join(_ARTICLE.sub("", rest.strip()).split())
    while len(title) > LONGEST_TITLE:
        title = title.rpartition(" ")[0]
    return title


def warm_up() -> None:
    """Read the lexicon and load the encoder, so that the first prompt is quick."""
    lexicon()
    guess.warm_up()
    _model_vectors()
    _feeling_vectors()
