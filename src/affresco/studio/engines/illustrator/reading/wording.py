"""From a scene back to words: chips that show how a prompt was understood, and alt text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from affresco.studio.engines.illustrator.scene import Chip, Entity, Scene

from .inflection import english_plural, italian_plurals
from .lexicon import Concept, Language, Lexicon, lexicon, listed
from .verbs import english_forms, italian_present

_LABELS: dict[Language, dict[str, str]] = {
    "en": {
        "subject": "Subject", "setting": "Place", "style": "Style", "time": "Time",
        "weather": "Weather", "mood": "Mood", "title": "Lettering", "unknown": "Not drawn",
        "assumed": "my choice", "season": "Season", "camera": "View", "as": "as",
    },
    "it": {
        "subject": "Soggetto", "setting": "Luogo", "style": "Stile", "time": "Ora",
        "weather": "Tempo", "mood": "Atmosfera", "title": "Scritta", "unknown": "Non disegnato",
        "assumed": "scelta mia", "season": "Stagione", "camera": "Inquadratura", "as": "come",
    },
}  # fmt: skip
_NUMBERS: dict[Language, tuple[str, ...]] = {
    "en": ("", "", "two", "three", "four", "five", "six", "seven"),
    "it": ("", "", "due", "tre", "quattro", "cinque", "sei", "sette"),
}
_SIZES = {
    "small": ("piccolo", "piccola", "piccoli", "piccole"),
    "large": ("grande", "grande", "grandi", "grandi"),
}
_STORM: dict[Language, str] = {"en": "storm", "it": "tempesta"}


def chips(scene: Scene, language: Language) -> tuple[Chip, ...]:
    """What was understood, and what was not, as label and value in "en" or "it"."""
    return tuple(_chips(scene, language, lexicon()))


def _chips(scene: Scene, language: Language, words: Lexicon) -> Iterator[Chip]:
    label = _LABELS[language]
    for entity in _known(scene, words):
        shown = noun_phrase(entity, language, words, article=False)
        said = f"{entity.said} ({label['as']} {shown})" if entity.said else shown
        yield Chip(label["subject"], said)
    place = words.settings.get(scene.setting)
    if place is not None:
        chosen = f" ({label['assumed']})" if "setting" in scene.assumed else ""
        yield Chip(label["setting"], place.name(language) + chosen)
    if scene.style in words.styles:
        yield Chip(label["style"], words.styles[scene.style].name(language))
    if scene.time in words.times:
        yield Chip(label["time"], words.times[scene.time].name(language))
    elif scene.time == "storm":
        yield Chip(label["time"], _STORM[language])
    if scene.season in words.seasons:
        yield Chip(label["season"], words.seasons[scene.season].name(language))
    if scene.camera in words.cameras:
        yield Chip(label["camera"], words.cameras[scene.camera].name(language))
    for name in scene.weather:
        if name in words.weather:
            yield Chip(label["weather"], words.weather[name].name(language))
    for name in scene.moods:
        if name in words.moods and name != scene.season:
            yield Chip(label["mood"], words.moods[name].name(language))
    if scene.title:
        yield Chip(label["title"], scene.title)
    if scene.unknown:
        yield Chip(label["unknown"], ", ".join(scene.unknown))


def describe(scene: Scene, language: Language) -> str:
    """One sentence that may serve as alt text: ``Watercolour: a fox rides a bicycle at night``."""
    words = lexicon()
    parts = [subjects(_known(scene, words), language, words)]
    place = words.settings.get(scene.setting)
    where = place and (place.in_en if language == "en" else place.in_it)
    if scene.title:
        parts.append(f"“{scene.title}”")
    if where:
        parts.append(where)
    elif place and not parts[0] and not scene.title:
        parts.append(place.name(language))
    if scene.time in words.times:
        time = words.times[scene.time]
        parts.append(time.at_en if language == "en" else time.at_it)
    for name in scene.weather:
        weather = words.weather.get(name)
        if weather:
            parts.append(weather.in_en if language == "en" else weather.in_it)
    sentence = " ".join(part for part in parts if part)
    style = words.styles.get(scene.style or "illustration") or words.styles["illustration"]
    name = style.name(language)
    return f"{name[0].upper()}{name[1:]}: {sentence}"


def _known(scene: Scene, words: Lexicon) -> list[Entity]:
    return [entity for entity in scene.entities if entity.concept in words.concepts]


def subjects(entities: Sequence[Entity], language: Language, words: Lexicon) -> str:
    """All entities with what ties them: ``a fox rides a bicycle and an owl``."""
    said: list[str] = []
    joined = " and " if language == "en" else " e "
    for entity in entities:
        phrase = noun_phrase(entity, language, words)
        relation = words.relations.get(entity.relation or "")
        if relation and said:
            verb = relation.says_en if language == "en" else relation.says_it
            said[-1] = f"{said[-1]} {verb} {phrase}"
        else:
            said.append(phrase)
    return joined.join([", ".join(said[:-1]), said[-1]] if len(said) > 1 else said)


def noun_phrase(entity: Entity, language: Language, words: Lexicon, article: bool = True) -> str:
    """``three red balloons``, ``un gatto nero che dorme``."""
    concept = words.concepts[entity.concept]
    make = _english if language == "en" else _italian
    return make(entity, concept, words, article)


def _english(entity: Entity, concept: Concept, words: Lexicon, article: bool) -> str:
    noun = concept.forms("en")[0]
    if entity.role in words.concepts:
        noun = f"{noun} {words.concepts[entity.role].forms('en')[0]}"
    before = [
        *(words.qualities[q].name_en for q in entity.qualities if q in words.qualities),
        *_pose_and_material(entity, words, "en"),
    ]
    if entity.size:
        before.insert(0, entity.size)
    if entity.colour in words.colours:
        before.append(words.colours[entity.colour].forms("en")[0])
    if entity.count > 1:
        return " ".join((_NUMBERS["en"][min(7, entity.count)], *before, english_plural(noun)))
    phrase = " ".join((*before, noun))
    if not article or noun.endswith("s"):
        return phrase
    return ("an " if phrase[0] in "aeiou" else "a ") + phrase


def _pose_and_material(entity: Entity, words: Lexicon, language: Language) -> list[str]:
    """``sleeping``, ``wooden``; in Italian ``che dorme``, ``di legno``."""
    drawn = (name for name, pose in words.poses.items() if pose.quality in entity.qualities)
    name = entity.pose or next(drawn, "")
    said: list[str] = []
    if name in words.poses:
        known = words.poses[name]
        if language == "en":
            said.append(english_forms(listed(known.verbs_en)[0])[2])
        else:
            said.append(f"che {italian_present(listed(known.verbs_it)[0], entity.count > 1)}")
    if entity.material in words.materials:
        said.append(words.materials[entity.material].forms(language)[0])
    return said


def _italian(entity: Entity, concept: Concept, words: Lexicon, article: bool) -> str:
    noun, several, feminine = concept.forms("it")[0], entity.count > 1, concept.is_feminine
    parts = [italian_plurals(noun)[0] if several else noun]
    if entity.role in words.concepts:
        role = words.concepts[entity.role].forms("it")[0]
        parts.append(italian_plurals(role)[0] if several else role)
    if entity.colour in words.colours:
        forms = listed(words.colours[entity.colour].it)
        parts.append(forms[(2 if several else 0) + (1 if feminine else 0)])
    if entity.size in _SIZES:
        parts.append(_SIZES[entity.size][(2 if several else 0) + (1 if feminine else 0)])
    parts += [words.qualities[q].name_it for q in entity.qualities if q in words.qualities]
    parts += _pose_and_material(entity, words, "it")
    phrase = " ".join(parts)
    if several:
        return f"{_NUMBERS['it'][min(7, entity.count)]} {phrase}"
    return f"{_italian_article(noun, feminine)}{phrase}" if article else phrase


def _italian_article(noun: str, feminine: bool) -> str:
    if feminine:
        return "un'" if noun[0] in "aeiou" else "una "
    awkward = noun.startswith(("z", "gn", "ps", "x", "y")) or (
        noun[0] == "s" and noun[1:2] not in "aeiou"
    )
    return "uno " if awkward else "un "
