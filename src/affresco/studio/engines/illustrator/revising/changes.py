"""Changes of one fact of a scene that leave all others as they are.

What follows from a fact goes with it: the light of a storm with the storm, the mood of a season with
the season. Indexes of relations stay right when subjects come and go.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence

from msgspec.structs import replace

from affresco.studio.engines.illustrator.reading.adjectives import EXTREMES
from affresco.studio.engines.illustrator.reading.entities import MOST
from affresco.studio.engines.illustrator.reading.lexicon import lexicon
from affresco.studio.engines.illustrator.reading.understanding import LONGEST_TITLE, understand
from affresco.studio.engines.illustrator.reading.wording import subjects
from affresco.studio.engines.illustrator.scene import Entity, Scene

from .fields import STORM

_NIGHTLY = frozenset(("full-moon", "giant-moon", "stars"))
_CLEAR = "clear"
_OVERCAST = frozenset(("rain", "storm", "snow", "fog", "clouds"))
# Scenery that comes back when a weather is asked for.
_SHOWS = {"clouds": "clouds", "full-moon": "moon", "giant-moon": "moon", "stars": "stars"}
_DARK = ("night", "dusk")
_SUNNY = ("day", "sunrise", "golden")
_SNOWY_PLACE, _PLACE_WITHOUT_SNOW = "winter", "meadow"


def _assuming(scene: Scene, field: str, assumed: bool) -> tuple[str, ...]:
    others = tuple(name for name in scene.assumed if name != field)
    return (*others, field) if assumed else others


def placed(scene: Scene, setting: str) -> Scene:
    """In another place."""
    return replace(scene, setting=setting, assumed=_assuming(scene, "setting", False))


def anywhere(scene: Scene) -> Scene:
    """In the place that its subjects and moods suggest."""
    words = lexicon()
    moods = [words.moods[name].name("en") for name in scene.moods if name in words.moods]
    told = understand(", ".join((subjects(scene.entities, "en", words), *moods)))
    return replace(scene, setting=told.setting, assumed=_assuming(scene, "setting", True))


def styled(scene: Scene, style: str | None) -> Scene:
    """In another style; None for the usual one."""
    return replace(scene, style=style, assumed=_assuming(scene, "style", False))


def timed(scene: Scene, time: str | None) -> Scene:
    """At another time of day; None leaves it to chance. By day there is no moon and no storm."""
    weather = scene.weather
    if time in _SUNNY:
        weather = tuple(name for name in weather if name not in _NIGHTLY)
    if time != STORM and scene.time == STORM:
        weather = tuple(name for name in weather if name != STORM)
    assumed = _assuming(scene, "time", time is None)
    return replace(scene, time=time, weather=weather, assumed=assumed)


def weathered(scene: Scene, weather: Iterable[str]) -> Scene:
    """With this weather and no other; a storm and a moon bring their light, a clear sky is clear."""
    names = tuple(dict.fromkeys(weather))
    new = set(names) - set(scene.weather)
    against = _OVERCAST if _CLEAR in new else {_CLEAR} if new & _OVERCAST else set()
    names = tuple(name for name in names if name in new or name not in against)
    shown = {_SHOWS[name] for name in new if name in _SHOWS}
    absent = tuple(name for name in scene.absent if name not in shown)
    changed = replace(scene, weather=names, absent=absent)
    gone = set(scene.weather) - set(names)
    if "snow" in gone and scene.setting == "winter" and "setting" in scene.assumed:
        changed = replace(changed, setting="meadow")
    if STORM in new and (scene.time in (None, "day") or "time" in scene.assumed):
        return replace(changed, time=STORM, assumed=_assuming(scene, "time", False))
    if STORM in gone and scene.time == STORM:
        return replace(changed, time=None, assumed=_assuming(scene, "time", True))
    if new & _NIGHTLY and scene.time not in _DARK:
        return replace(changed, time="night", assumed=_assuming(scene, "time", False))
    return changed


def felt(scene: Scene, moods: Iterable[str]) -> Scene:
    """With these moods and no others."""
    return replace(scene, moods=tuple(dict.fromkeys(moods)))


def seasoned(scene: Scene, season: str | None) -> Scene:
    """In another season, with its mood; the snow of a winter melts."""
    words = lexicon()
    moods = [name for name in scene.moods if name not in words.seasons]
    if season in words.moods and season is not None:
        moods.append(season)
    changed = replace(scene, season=season, moods=tuple(moods))
    if season == "winter" or (scene.season != "winter" and scene.setting != _SNOWY_PLACE):
        return changed
    if changed.setting == _SNOWY_PLACE:
        changed = replace(changed, setting=_PLACE_WITHOUT_SNOW)
    return weathered(changed, (name for name in scene.weather if name != "snow"))


def seen(scene: Scene, camera: str | None) -> Scene:
    """From elsewhere."""
    return replace(scene, camera=camera)


def overlooking(scene: Scene, place: str | None) -> Scene:
    """With another place behind the windows."""
    return replace(scene, outlook=place or "")


def titled(scene: Scene, title: str) -> Scene:
    """With this lettering, shortened to what a logo holds."""
    return replace(scene, title=" ".join(title.split())[:LONGEST_TITLE].strip())


def with_entity(scene: Scene, index: int, change: Callable[[Entity], Entity]) -> Scene:
    """With one subject changed."""
    entities = list(scene.entities)
    entities[index] = change(entities[index])
    return replace(scene, entities=tuple(entities))


def numbered(scene: Scene, index: int, count: int) -> Scene:
    """With another number of one subject, one to the most that are drawn."""
    return with_entity(scene, index, lambda entity: replace(entity, count=counted(count)))


def sized(scene: Scene, index: int, size: str | None) -> Scene:
    """With one subject in another size; None for the usual one."""
    return with_entity(scene, index, lambda entity: sized_as(entity, size or ""))


def sized_as(entity: Entity, size: str) -> Entity:
    """The entity in a size of the lexicon; "" for the usual one."""
    others = tuple(name for name in entity.qualities if name not in EXTREMES)
    extreme = (size,) if size in EXTREMES else ()
    return replace(entity, size=EXTREMES.get(size, size) or None, qualities=(*others, *extreme))


def without_entities(scene: Scene, gone: Collection[int]) -> Scene:
    """Without some subjects; what they did with others is gone with them."""
    kept = [index for index in range(len(scene.entities)) if index not in gone]
    place = {old: new for new, old in enumerate(kept)}
    return replace(scene, entities=tuple(_moved(scene.entities[index], place) for index in kept))


def with_entity_at(scene: Scene, index: int, entity: Entity) -> Scene:
    """With one more subject, before the one that has this index."""
    place = {old: old + (old >= index) for old in range(len(scene.entities))}
    entities = [_moved(known, place) for known in scene.entities]
    return replace(scene, entities=(*entities[:index], entity, *entities[index:]))


def _moved(entity: Entity, place: dict[int, int]) -> Entity:
    if entity.by is None or entity.by not in place:
        return replace(entity, by=None, relation=None)
    return replace(entity, by=place[entity.by])


def counted(count: int) -> int:
    """A number of subjects that can be drawn."""
    return min(MOST, max(1, count))


def posed(entity: Entity, pose: str | None) -> Entity:
    """Doing something else; None for nothing in particular. A verb that ties two is a pose too."""
    qualities = [
        name for name in entity.qualities if name not in (entity.pose, _drawn(entity.pose))
    ]
    if pose is not None:
        qualities.append(_drawn(pose))
    kept = tuple(dict.fromkeys(name for name in qualities if name))
    return replace(entity, pose=pose, qualities=kept)


def _drawn(pose: str | None) -> str:
    """The quality that draws a pose; the name of a verb draws what it takes in hand."""
    poses = lexicon().poses
    return poses[pose].quality if pose in poses else pose or ""


def made_of(entity: Entity, material: str | None) -> Entity:
    """Of another material."""
    qualities = [name for name in entity.qualities if name != entity.material]
    if material is not None:
        qualities.append(material)
    return replace(entity, material=material, qualities=tuple(dict.fromkeys(qualities)))


def become(entity: Entity, other: Entity, number_said: bool, several: bool) -> Entity:
    """Another thing in the place of this one: it keeps all that is not said of the other."""
    plural = several and entity.count == 1
    count = other.count if number_said or plural else entity.count
    changed = replace(
        entity,
        concept=other.concept,
        count=counted(count),
        colour=other.colour or entity.colour,
        size=other.size or entity.size,
        role=other.role or entity.role,
        said=other.said,
        qualities=tuple(dict.fromkeys((*entity.qualities, *other.qualities))),
    )
    if other.material or other.concept != entity.concept:
        changed = made_of(changed, other.material)
    return posed(changed, other.pose) if other.pose else changed


def known_entities(entities: Sequence[Entity]) -> tuple[Entity, ...]:
    """Entities with valid numbers and relations to earlier ones, whatever a file says."""
    return tuple(
        replace(
            entity,
            count=counted(entity.count),
            by=by if (by := entity.by) is not None and 0 <= by < index else None,
            relation=entity.relation if entity.by is not None and 0 <= entity.by < index else None,
        )
        for index, entity in enumerate(entities)
    )
