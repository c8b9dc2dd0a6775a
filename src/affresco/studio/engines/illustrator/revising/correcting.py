"""Putting chips right: one fact after the other, by key or in words of the person."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Final

from msgspec.structs import replace

from affresco.studio.engines.illustrator.reading.entities import MOST
from affresco.studio.engines.illustrator.reading.lexicon import Kind, Language, Lexicon, lexicon
from affresco.studio.engines.illustrator.scene import Chip, Entity, Scene
from affresco.studio.model import Correction
from affresco.text import N_, translate

from . import changes
from .chips import SIZES, chips, key_named
from .fields import Field, field_of, table_of
from .naming import with_named
from .palettes import NotAPalette, checked
from .scenery import scenery, scenery_in
from .words import Said, keys_in, read, spoken

NO_SUCH_FIELD: Final = N_("There is no such fact in this picture.")
NOTHING_THERE: Final = N_("This picture has no such subject any more.")
NOT_KNOWN: Final = N_(
    "The illustrator does not know “{value}” here. Choose one of those it offers."
)
TOO_MANY: Final = N_("It draws one to {most} of a kind.")
NOT_TIED: Final = N_("This subject has nothing to do with another one yet. Say so in the prompt.")
NO_PALETTE: Final = N_("Write one to eight colours, as #rrggbb.")

_KINDS: dict[str, Kind] = {
    "entity": "concept", "role": "concept", "colour": "colour", "material": "material",
    "pose": "pose", "quality": "quality", "relation": "relation", "setting": "setting",
    "style": "style", "time": "time", "season": "season", "camera": "camera", "weather": "weather",
    "mood": "mood", "count": "number", "size": "size", "outlook": "setting",
}  # fmt: skip


class CannotCorrect(ValueError):
    """A correction that cannot be made. reason: a sentence for the person, in their language."""

    def __init__(self, field: str, value: str, reason: str) -> None:
        super().__init__(f"{field}: {reason}")
        self.field, self.value, self.reason = field, value, reason


class _Refused(Exception):
    """Why, before field and language are known."""

    def __init__(self, reason: str, **values: object) -> None:
        super().__init__(reason)
        self.reason, self.values = reason, values


def correct(scene: Scene, corrections: Sequence[Correction], language: Language) -> Scene:
    """The scene with facts put right, in order; each changes nothing else.

    A value is a key of :func:`choices`, words in either language, or "" to take the fact away. Fields
    speak of the scene as it was given, also when something before them is taken away. language: of
    the reason. Raises CannotCorrect.
    """
    for correction in sorted(dict.fromkeys(corrections), key=_order):
        path, value = correction.field, correction.value.strip()
        if any(chip.field == path and chip.key == value for chip in _all_chips(scene)):
            continue
        try:
            scene = _corrected(scene, field_of(path), value)
        except _Refused as refused:
            reason = translate(refused.reason, language)
            reason = reason.format(value=correction.value[:80], **refused.values)
            raise CannotCorrect(path, correction.value, reason) from refused
    return scene


def _order(correction: Correction) -> tuple[int, int, int]:
    """What is taken away goes last, from behind, so that numbers before it stay right."""
    field = field_of(correction.field)
    if field is None or correction.value.strip():
        return 0, 0, 0
    return (1 if field.aspect else 2), -(field.index or 0), -(field.nth or 0)


def _all_chips(scene: Scene) -> list[Chip]:
    shown = chips(scene, "en")
    return [*shown, *(part for chip in shown for part in chip.parts)]


def _corrected(scene: Scene, field: Field | None, value: str) -> Scene:
    if field is None:
        raise _Refused(NO_SUCH_FIELD)
    if field.name in ("weather", "mood"):
        return _several(scene, field, value)
    if field.name != "entity":
        return _SINGLE[field.name](scene, field, value)
    if field.index is None:
        return _one_more(scene, value)
    if field.index >= len(scene.entities):
        raise _Refused(NOTHING_THERE)
    if field.aspect:
        return _aspect(scene, field.index, field, value)
    if not value:
        return changes.without_entities(scene, (field.index,))
    return _another(scene, field.index, value)


def _key(field: Field, value: str, words: Lexicon) -> str:
    """The key that a value is, is the name of, or says. Raises _Refused."""
    if value in table_of(field, words):
        return value
    kind = _KINDS[field.aspect or field.name]
    shown = key_named(field, value)
    found = [shown] if shown else keys_in(kind, value, words)
    if kind == "pose":  # a verb may be said of one alone
        found += [key for key in keys_in("relation", value, words) if key in table_of(field, words)]
    if not found:
        raise _Refused(NOT_KNOWN)
    return found[0]


def _setting(scene: Scene, field: Field, value: str) -> Scene:
    return (
        changes.placed(scene, _key(field, value, lexicon())) if value else changes.anywhere(scene)
    )


def _time(scene: Scene, field: Field, value: str) -> Scene:
    if not value:
        return changes.timed(scene, None)
    time = key_named(field, value) or _key(field, value, lexicon())
    return changes.timed(scene, time)


def _named(
    change: Callable[[Scene, str | None], Scene],
) -> Callable[[Scene, Field, str], Scene]:
    def corrected(scene: Scene, field: Field, value: str) -> Scene:
        return change(scene, _key(field, value, lexicon()) if value else None)

    return corrected


def _title(scene: Scene, _field: Field, value: str) -> Scene:
    return changes.titled(scene, value)


def _colours(scene: Scene, _field: Field, value: str) -> Scene:
    try:
        return replace(scene, colours=checked(re.findall(r"[^\s,;]+", value)))
    except NotAPalette as error:
        raise _Refused(NO_PALETTE) from error


def _absent(scene: Scene, _field: Field, value: str) -> Scene:
    names = value.split()
    if any(name not in scenery() for name in names):
        names = list(scenery_in(spoken(value, lexicon())[0]))
        if not names:
            raise _Refused(NOT_KNOWN)
    return replace(scene, absent=tuple(dict.fromkeys(names)))


def _unknown(scene: Scene, _field: Field, value: str) -> Scene:
    """Other words for those that are not drawn: what they name is added, the rest stays unknown."""
    words = lexicon()
    tokens, language = spoken(value, words)
    same = [token for token in tokens if token in scene.unknown]
    said = read([token for token in tokens if token not in same], language, words)
    changed = replace(scene, unknown=tuple(dict.fromkeys((*same, *said.left))))
    new = (
        entity if entity.by is None else replace(entity, by=entity.by + len(scene.entities))
        for entity in said.entities
    )
    return with_named(replace(changed, entities=(*changed.entities, *new)), said)


_SINGLE: dict[str, Callable[[Scene, Field, str], Scene]] = {
    "setting": _setting,
    "outlook": _named(changes.overlooking),
    "time": _time,
    "style": _named(changes.styled),
    "season": _named(changes.seasoned),
    "camera": _named(changes.seen),
    "title": _title,
    "colours": _colours,
    "absent": _absent,
    "unknown": _unknown,
}


def _several(scene: Scene, field: Field, value: str) -> Scene:
    """One weather or mood, or one more. "" takes it away; without a number, all of them."""
    had = list(scene.weather if field.name == "weather" else scene.moods)
    change = changes.weathered if field.name == "weather" else changes.felt
    if field.index is None:
        return change(scene, (*had, _key(field, value, lexicon())) if value else ())
    if field.index > len(had):
        raise _Refused(NO_SUCH_FIELD)
    new = [_key(field, value, lexicon())] if value else []
    return change(scene, (*had[: field.index], *new, *had[field.index + 1 :]))


def _one_more(scene: Scene, value: str) -> Scene:
    if not value:
        return scene
    if value in lexicon().concepts:
        return replace(scene, entities=(*scene.entities, Entity(value)))
    entity, _ = _said_entity(value)
    return replace(scene, entities=(*scene.entities, entity))


def _another(scene: Scene, index: int, value: str) -> Scene:
    if value in lexicon().concepts:
        other, said = Entity(value), None
    else:
        other, said = _said_entity(value)
    number = said is not None and 0 in said.counted and other.count > 1
    several = said is not None and 0 in said.several
    return changes.with_entity(
        scene, index, lambda entity: changes.become(entity, other, number, several)
    )


def _said_entity(value: str) -> tuple[Entity, Said]:
    """The first subject that words name. Raises _Refused."""
    words = lexicon()
    tokens, language = spoken(value, words)
    said = read(tokens, language, words)
    if said.entities:
        return replace(said.entities[0], relation=None, by=None), said
    found = keys_in("concept", value, words)
    if not found:
        raise _Refused(NOT_KNOWN)
    return Entity(found[0]), said


def _aspect(scene: Scene, index: int, field: Field, value: str) -> Scene:
    change = _ASPECTS[field.aspect]
    return changes.with_entity(scene, index, lambda entity: change(entity, field, value))


def _count(entity: Entity, _field: Field, value: str) -> Entity:
    if not value:
        return replace(entity, count=1)
    if value.isdecimal():
        if not 1 <= int(value[:9]) <= MOST:
            raise _Refused(TOO_MANY, most=MOST)
        return replace(entity, count=int(value[:9]))
    found = keys_in("number", value, lexicon())
    if not found:
        raise _Refused(TOO_MANY, most=MOST)
    return replace(entity, count=int(found[0]))


def _size(entity: Entity, _field: Field, value: str) -> Entity:
    if not value or value in SIZES:
        return changes.sized_as(entity, value)
    found = keys_in("size", value, lexicon())
    if not found:
        raise _Refused(NOT_KNOWN)
    return changes.sized_as(entity, found[0])


def _colour(entity: Entity, field: Field, value: str) -> Entity:
    return replace(entity, colour=_key(field, value, lexicon()) if value else None)


def _material(entity: Entity, field: Field, value: str) -> Entity:
    return changes.made_of(entity, _key(field, value, lexicon()) if value else None)


def _pose(entity: Entity, field: Field, value: str) -> Entity:
    return changes.posed(entity, _key(field, value, lexicon()) if value else None)


def _role(entity: Entity, field: Field, value: str) -> Entity:
    return replace(entity, role=_key(field, value, lexicon()) if value else None)


def _quality(entity: Entity, field: Field, value: str) -> Entity:
    """One of its qualities, or one more."""
    had, nth = list(entity.qualities), field.nth
    if nth is None:
        nth = len(had)
    if nth > len(had):
        raise _Refused(NO_SUCH_FIELD)
    new = [_key(field, value, lexicon())] if value else []
    qualities = (*had[:nth], *new, *had[nth + 1 :])
    return replace(entity, qualities=tuple(dict.fromkeys(qualities)))


def _relation(entity: Entity, field: Field, value: str) -> Entity:
    if not value:
        return replace(entity, relation=None, by=None)
    if entity.by is None:
        raise _Refused(NOT_TIED)
    return replace(entity, relation=_key(field, value, lexicon()))


_ASPECTS: dict[str, Callable[[Entity, Field, str], Entity]] = {
    "count": _count,
    "size": _size,
    "colour": _colour,
    "material": _material,
    "pose": _pose,
    "role": _role,
    "quality": _quality,
    "relation": _relation,
}
