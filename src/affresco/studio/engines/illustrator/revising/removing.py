"""What a negative prompt names does not appear."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from affresco.studio.engines.illustrator.reading.lexicon import Lexicon, lexicon
from affresco.studio.engines.illustrator.scene import Entity, Scene

from . import changes
from .scenery import scenery_in
from .words import Said, keys_in, read, spoken

_PEOPLE = frozenset(("person", "active-person"))
_MANKIND = frozenset(("person", "crowd"))
_NO = frozenset(("no", "not", "without", "senza", "niente", "non", "nessun", "nessuno", "nessuna"))
_ANIMALS = frozenset(("animal", "animals", "animale", "animali"))


def without(scene: Scene, negative_prompt: str) -> Scene:
    """The scene without what a text names, in English or Italian; never fails.

    Subjects, weather, moods, style, time and place that are named go, scenery that is named is not
    painted. A place that goes leaves the one that the subjects suggest, else an open meadow.
    """
    if not negative_prompt.strip():
        return scene
    words = lexicon()
    tokens, language = spoken(negative_prompt.replace("→", " "), words)
    said = read([token for token in tokens if token not in _NO], language, words)
    concepts = {entity.concept for entity in said.entities}
    concepts.update(keys_in("concept", negative_prompt, words))
    scene = _without_subjects(scene, said, concepts, _ANIMALS & set(tokens), words)
    scene = replace(scene, absent=tuple(dict.fromkeys((*scene.absent, *scenery_in(tokens)))))
    return _without_facts(scene, said)


def _without_subjects(
    scene: Scene, said: Said, concepts: Iterable[str], animals: Iterable[str], words: Lexicon
) -> Scene:
    named = set(concepts)
    families = named | {"person" for name in named & _MANKIND}
    looks = [entity for entity in said.entities if entity.colour or entity.material]
    gone = [
        index
        for index, entity in enumerate(scene.entities)
        if entity.concept in words.concepts
        and _named(entity, named, families, bool(set(animals)), words)
        and not _of_other_look(entity, looks)
    ]
    scene = changes.without_entities(scene, gone)
    roles = [index for index, entity in enumerate(scene.entities) if entity.role in named]
    for index in roles:
        scene = changes.with_entity(scene, index, lambda entity: replace(entity, role=None))
    return scene


def _named(
    entity: Entity, named: set[str], families: set[str], animals: bool, words: Lexicon
) -> bool:
    family = words.concepts[entity.concept].family
    person = family in _PEOPLE
    if entity.concept in named or (animals and words.family(entity.concept).living and not person):
        return True
    kind = "person" if person else family
    return kind in families or any(kind.endswith(f"-{name}") for name in families)


def _of_other_look(entity: Entity, looks: Sequence[Entity]) -> bool:
    """Whether only such things of another colour or material are unwanted: "no red balloons"."""
    alike = [look for look in looks if look.concept == entity.concept]
    return bool(alike) and all(
        (look.colour is not None and look.colour != entity.colour)
        or (look.material is not None and look.material != entity.material)
        for look in alike
    )


def _without_facts(scene: Scene, said: Said) -> Scene:
    weather = set(said.of("weather"))
    if weather & set(scene.weather):
        scene = changes.weathered(scene, (name for name in scene.weather if name not in weather))
    moods = set(said.of("mood"))
    scene = changes.felt(scene, (name for name in scene.moods if name not in moods))
    if scene.season in said.of("season"):
        scene = changes.seasoned(scene, None)
    if scene.style in said.of("style"):
        scene = changes.styled(scene, None)
    if scene.time in said.of("time"):
        scene = changes.timed(scene, None)
    if scene.camera in said.of("camera"):
        scene = changes.seen(scene, None)
    if scene.setting in said.of("setting"):
        elsewhere = changes.anywhere(scene)
        place = elsewhere.setting if elsewhere.setting not in said.of("setting") else "meadow"
        place = place if place not in said.of("setting") else "lake"
        scene = replace(elsewhere, setting=place)
    return scene
