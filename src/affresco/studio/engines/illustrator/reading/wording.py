"""From a scene back to words, for alternative text and for chips."""

from __future__ import annotations

from collections.abc import Sequence

from affresco.studio.engines.illustrator.scene import Entity, Scene

from .drafts import MOST
from .inflection import english_plural, italian_plurals
from .lexicon import Concept, Language, Lexicon, lexicon, listed
from .verbs import english_forms, italian_present

_NUMBERS: dict[Language, tuple[str, ...]] = {
    "en": (
        "",
        "",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
    ),
    "it": (
        "",
        "",
        "due",
        "tre",
        "quattro",
        "cinque",
        "sei",
        "sette",
        "otto",
        "nove",
        "dieci",
        "undici",
        "dodici",
    ),
}
_SIZES = {
    "small": ("piccolo", "piccola", "piccoli", "piccole"),
    "large": ("grande", "grande", "grandi", "grandi"),
}


def describe(scene: Scene, language: Language) -> str:
    """One sentence that may serve as alt text: ``Watercolour: a fox rides a bicycle at night``."""
    words = lexicon()
    parts = [subjects(scene.entities, language, words)]
    place = words.settings.get(scene.setting)
    where = place and (place.in_en if language == "en" else place.in_it)
    if scene.title:
        parts.append(f"“{scene.title}”")
    if where:
        parts.append(where)
    elif place and not parts[0] and not scene.title:
        parts.append(place.name(language))
    outside = words.settings.get(scene.outlook)
    region = words.regions.get(scene.outlook)
    if region and region.landmark and parts[-1]:
        parts[-1] += f", {region.name(language)}"
    elif outside and (place is None or not place.outdoors):
        said = "with {} outside" if language == "en" else "con {} di fuori"
        parts.append(said.format(outside.name(language)))
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


def subjects(entities: Sequence[Entity], language: Language, words: Lexicon) -> str:
    """All entities with what ties them: ``a fox rides a bicycle and an owl``.

    Those that the lexicon does not know are passed over.
    """
    known = [at for at, entity in enumerate(entities) if entity.concept in words.concepts]
    free = [at for at in known if entities[at].by not in known]
    said = [_with_tied(at, entities, known, language, words) for at in free]
    joined = " and " if language == "en" else " e "
    return joined.join([", ".join(said[:-1]), said[-1]] if len(said) > 1 else said)


def _with_tied(
    at: int, entities: Sequence[Entity], known: Sequence[int], language: Language, words: Lexicon
) -> str:
    """One entity and what it does with others: ``a fox rides a bicycle and holds a kite``."""
    tied = [
        f"{_verb(other, entities[at], language, words)} "
        + _with_tied(index, entities, known, language, words)
        for index in known
        if (other := entities[index]).by == at and index > at
    ]
    joined = " and " if language == "en" else " e "
    return " ".join(
        part for part in (noun_phrase(entities[at], language, words), joined.join(tied)) if part
    )


def _verb(entity: Entity, doer: Entity, language: Language, words: Lexicon) -> str:
    """What is done to an entity, in the number of who does it."""
    relation = words.relations.get(entity.relation or "")
    if relation is None:
        return "and" if language == "en" else "e"
    says = relation.says_en if language == "en" else relation.says_it
    verbs = listed(relation.verbs_en if language == "en" else relation.verbs_it)
    if doer.count == 1 or relation.place or not verbs:
        return says
    if language == "en":
        verb = verbs[0].split("=")[0]
        return verb if says in english_forms(verbs[0]) else says
    fits = says == italian_present(verbs[0], False)
    return italian_present(verbs[0], True) if fits else says


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
        return " ".join((_NUMBERS["en"][min(MOST, entity.count)], *before, english_plural(noun)))
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
        return f"{_NUMBERS['it'][min(MOST, entity.count)]} {phrase}"
    return f"{_italian_article(noun, feminine)}{phrase}" if article else phrase


def _italian_article(noun: str, feminine: bool) -> str:
    if feminine:
        return "un'" if noun[0] in "aeiou" else "una "
    awkward = noun.startswith(("z", "gn", "ps", "x", "y")) or (
        noun[0] == "s" and noun[1:2] not in "aeiou"
    )
    return "uno " if awkward else "un "
