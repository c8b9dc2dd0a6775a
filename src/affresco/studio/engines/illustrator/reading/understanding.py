"""The rules that turn a prompt into a scene.

Nothing is drawn that nobody named: meaning by vectors chooses places and moods only, and only
when words have not. Pure and deterministic; no text makes it fail.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

import msgspec

from affresco.studio.engines.illustrator.scene import Entity, Scene

from . import guess, inks, places
from .asked import asked
from .entities import Entities
from .items import items, language_of
from .lexicon import Lexicon, lexicon
from .named import Named
from .outlooks import sight_of
from .phrases import phrases
from .places import Place, place_of
from .tokens import LONGEST_PROMPT, split
from .turns import retold

_TITLE = re.compile(
    r"\b(?:logo|emblem|badge|icon|emblema|stemma|poster|manifesto|locandina)\b\s*(?:(?:for|of|per|di)\b)?\s*",
    re.I,
)
_LETTERED = re.compile(r"[\"“«][^\"“”«»]{1,40}[\"”»]")
_QUOTED = re.compile(r"[\"“«]([^\"“”«»]{1,40})[\"”»]")
_ARTICLE = re.compile(r"^(?:(?:an?|the|una?|uno|il|lo|la|i|gli|le)\s+|(?:un|l)['’])", re.I)
LONGEST_TITLE = 24
_FOR = frozenset(("for", "per"))
_CALLED = re.compile(r"\b(?:called|named|titled|di nome|chiamat[oaie]|intitolat[oaie])\s+", re.I)
_MANNERS = ("abstract", "minimal")


def understand(prompt: str) -> Scene:
    """Read a prompt in English or Italian. Never raises for any text, the empty one included."""
    words = lexicon()
    prompt = asked(prompt[:LONGEST_PROMPT])
    text = _LETTERED.sub(" ", prompt) if _TITLE.search(prompt) else prompt
    colours, text = inks.taken(text, words)
    tokens = split(retold(text))
    language = language_of(tokens, words)
    named, entities = Named(), Entities()
    for phrase in phrases(items(tokens, language, words), language, words):
        if not phrase.negated:
            if not phrase.simile:
                named.read(phrase, language)
            else:
                named.read_beyond(phrase)
            entities.add(phrase, language, words)
    scene = _scene(prompt, named, entities, words)
    return msgspec.structs.replace(scene, colours=colours) if colours else scene


def _scene(prompt: str, named: Named, entities: Entities, words: Lexicon) -> Scene:
    style = _style(named)
    seasons = (name for name in named.seasons if name in words.moods)
    moods = _ordered({*named.moods, *seasons}, words)
    found = _subjects(entities.found, style, named.settings, words)
    found = [_there(entity, "", found, words) for entity in found]
    place = place_of(prompt, style, moods, named, found, words)
    weather = _weather(named, found, place, words)
    time = _time(named, style, moods, weather, words) or _implied_time(found, place, words)
    time = time or place.time or None
    setting = "winter" if place.setting == "meadow" and "snow" in weather else place.setting
    found = [_bathing(_there(entity, setting, found, words), setting) for entity in found]
    title = _title(prompt) if style == "logo" else _quoted(prompt)
    unknown = [word for word in named.unknown + entities.dropped if word not in title.lower()]
    spoken = places.told(found, moods, named, words) or prompt
    return Scene(
        setting=setting,
        style=style,
        time=time,
        weather=weather,
        moods=tuple(moods),
        entities=tuple(found),
        season=next(iter(named.seasons), None) or _implied_season(found, words),
        camera=next(iter(named.cameras), None),
        outlook=place.outlook or sight_of(named, setting, words),
        title=title,
        palette=places.palette(spoken, words) if setting == "abstract" else (),
        unknown=tuple(dict.fromkeys(unknown)),
        assumed=tuple(
            name
            for name, assumed in (("setting", place.assumed), ("time", time is None))
            if assumed
        ),
    )


def _ordered(moods: Iterable[str], words: Lexicon) -> list[str]:
    """In the order of the lexicon, which is the same for both languages; manners at the end."""
    known = list(words.moods)
    return sorted(set(moods), key=lambda name: known.index(name) if name in known else len(known))


def _style(named: Named) -> str | None:
    """The first style, unless a technique follows a mere manner: ``abstract jazz, risograph``."""
    techniques = [style for style in named.styles if style not in _MANNERS]
    for style in named.styles:
        if style in _MANNERS and techniques:
            named.moods.append(style)
    return next(iter(techniques or named.styles), None)


def _subjects(
    found: Sequence[Entity], style: str | None, settings: Sequence[str], words: Lexicon
) -> list[Entity]:
    """The entities to draw; a logo without any takes the motif of the place that it is for."""
    if style == "logo" and not found:
        motifs = [words.settings[name].motif for name in settings if words.settings[name].motif]
        return [Entity(motif) for motif in motifs[:1]]
    return list(found)


def _weather(
    named: Named, found: Sequence[Entity], place: Place, words: Lexicon
) -> tuple[str, ...]:
    """What was said of it, else what goes without saying."""
    weather = list(named.weather)
    rules = words.implied.get("concept", {})
    implied = [rules[e.concept].weather for e in found if e.concept in rules]
    if not weather:
        weather = [name for name in implied if name][:1]
    if "winter" in named.seasons and not weather:
        weather = ["snow"]
    if place.weather and not weather:
        weather = [place.weather]
    if place.setting == "moon":
        weather = [name for name in weather if name != "full-moon"]
    return tuple(weather)


def _there(entity: Entity, setting: str, found: Sequence[Entity], words: Lexicon) -> Entity:
    """What a word means in a place, or beside something: a goldfish swims in no soup bowl."""
    free = entity.by is None and not entity.pose
    if entity.count > 1 and entity.relation != "wear":
        several = words.there.get(f"{entity.concept}@many")
        entity = entity if several is None else msgspec.structs.replace(entity, concept=several)
    beside = setting if free else "" if entity.by is None else found[entity.by].concept
    concept = words.there.get(f"{entity.concept}@{beside}")
    fills = [e for e in found if e.relation == "full-of" and e.by is not None]
    potted = [e.concept for e in fills if found[e.by or 0] is entity]
    if any(words.concepts[name].family == "flower" for name in potted):
        concept = concept or words.there.get(f"{entity.concept}@flowering")
    elif any(words.concepts[name].family == "plant" for name in potted):
        concept = concept or words.there.get(f"{entity.concept}@growing")
    if concept is None and entity.by is not None:
        family = words.concepts[found[entity.by].concept].family
        how = {"plant": "growing", "tree": "growing", "flower": "flowering"}.get(family, "")
        held = entity.relation == "in"
        concept = words.there.get(f"{entity.concept}@{how}") if how and held else None
    return entity if concept is None else msgspec.structs.replace(entity, concept=concept)


_OPEN_WATER = frozenset(("river", "lake", "sea", "swimming-pool", "hot-spring"))


def _bathing(entity: Entity, setting: str) -> Entity:
    """Who takes a bath in a river swims."""
    if entity.pose != "bathe" or setting not in _OPEN_WATER:
        return entity
    return msgspec.structs.replace(entity, pose="swim", qualities=("swimming",))


def _implied_time(found: Sequence[Entity], place: Place, words: Lexicon) -> str | None:
    rules = [
        *(words.implied.get("concept", {}).get(entity.concept) for entity in found),
        *(words.implied.get("relation", {}).get(entity.relation or "") for entity in found),
        words.implied.get("setting", {}).get(place.setting),
    ]
    return next((rule.time for rule in rules if rule is not None and rule.time), None)


def _implied_season(found: Sequence[Entity], words: Lexicon) -> str | None:
    rules = (words.implied.get("concept", {}).get(entity.concept) for entity in found)
    return next((rule.season for rule in rules if rule is not None and rule.season), None)


def _time(
    named: Named,
    style: str | None,
    moods: Iterable[str],
    weather: Sequence[str],
    words: Lexicon,
) -> str | None:
    if "full-moon" in weather or "stars" in weather:
        return named.times[0] if named.times and named.times[0] == "dusk" else "night"
    if named.times:
        return named.times[0]
    if "clear" in weather:
        return "day"  # "blue sky"
    if style and words.styles[style].time:
        return words.styles[style].time
    if "storm" in weather:
        return "storm"
    if "fireflies" in weather:
        return "night"
    if named.dark or named.bright:
        return "night" if named.dark else "day"
    for mood in moods:
        if mood in words.moods and words.moods[mood].time:
            return words.moods[mood].time
    if "station" in named.settings:
        return "dusk"
    return None


def _quoted(prompt: str) -> str:
    """The words in quotation marks on a poster."""
    quoted = _QUOTED.search(prompt[:LONGEST_PROMPT])
    return quoted.group(1)[:LONGEST_TITLE].strip() if quoted and _TITLE.search(prompt) else ""


def _title(prompt: str) -> str:
    """The name on a logo: what it is for, without article, style and punctuation."""
    match = _TITLE.search(prompt[:LONGEST_PROMPT])
    if not match:
        return ""
    quoted = _QUOTED.search(prompt[:LONGEST_PROMPT])
    called = _CALLED.search(prompt[match.end() : LONGEST_PROMPT])
    if not quoted and not called and match.group().split()[-1].lower() not in _FOR:
        return ""
    rest = re.split(r"[,;.:\n(\"“”«»]", prompt[match.end() : LONGEST_PROMPT])[0]
    rest = _CALLED.split(rest)[-1]
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
    places.warm_up()


__all__ = ["LONGEST_TITLE", "Named", "understand", "warm_up"]
