"""How near a scene comes to the graph that a reader expects: tolerant, and always by one rule.

A subject is found when an entity bears its name, a synonym, or its trade, or is one (a border
collie where a dog is wanted); drawn only as its `kind` (a heron as a bird) it counts half. What is
said of a subject (count, colour, material, size, pose, trade) is looked for on the entity that it
was matched with, so that a colour on the wrong noun is lost, and counted once more as *misbound*. A
relation counts whole when both ends and the verb agree, half when the ends are tied by another
verb. A number of eight or more, and "many", may be any number above one and six: nobody counts
twelve doves. Members of one kind count together: three balloons may be a red, a blue and a yellow
one.

A place that was guessed rightly is as good as one that was read: the picture shows it.

*Unnamed* is an entity that matched nothing: not a subject, nor listed in `may`, nor the place.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import msgspec

from evaluation.prompts import Prompt, Subject, Synonyms

CROWD = 8  # from this number on, nobody counts
ENOUGH = 7  # so many stand for a crowd

FACETS = (
    "entities",
    "counts",
    "colours",
    "materials",
    "sizes",
    "poses",
    "trades",
    "relations",
    "setting",
    "style",
    "time",
    "season",
    "weather",
    "mood",
    "camera",
    "title",
)


class SeenEntity(msgspec.Struct, frozen=True):
    """An entity of a scene, whichever of these facts its version knows."""

    concept: str
    count: int = 1
    colour: str | None = None
    material: str | None = None
    size: str | None = None
    role: str | None = None
    pose: str | None = None
    qualities: tuple[str, ...] = ()
    relation: str | None = None
    by: int | None = None


class Seen(msgspec.Struct, frozen=True):
    """A scene, whichever of these facts its version knows."""

    setting: str = ""
    style: str | None = None
    time: str | None = None
    season: str | None = None
    weather: tuple[str, ...] = ()
    moods: tuple[str, ...] = ()
    camera: str | None = None
    title: str = ""
    palette: tuple[str, ...] = ()
    entities: tuple[SeenEntity, ...] = ()
    assumed: tuple[str, ...] = ()


def observe(scene: msgspec.Struct) -> Seen:
    """What the evaluation reads of a scene; unknown fields are left aside."""
    return msgspec.convert(msgspec.to_builtins(scene), type=Seen)


def plain(name: str) -> str:
    """A name as it is compared: ``Hot_Air-Balloon`` → ``hot air balloon``."""
    return " ".join(name.lower().replace("_", " ").replace("-", " ").split())


class Names:
    """Which names mean the same in a facet. Lists may share a name without becoming one."""

    def __init__(self, groups: Iterable[Sequence[str]]) -> None:
        self._groups: dict[str, set[int]] = {}
        for number, group in enumerate(groups):
            for name in group:
                self._groups.setdefault(plain(name), set()).add(number)

    def same(self, one: str, other: str) -> bool:
        one, other = plain(one), plain(other)
        if one == other:
            return True
        return bool(self._groups.get(one, set()) & self._groups.get(other, set()))

    def among(self, one: str, others: Iterable[str]) -> bool:
        return any(self.same(one, other) for other in others)


@dataclass
class Tally:
    """Found of wanted, in one facet."""

    found: float = 0.0
    wanted: int = 0

    def add(self, found: float) -> None:
        self.found += found
        self.wanted += 1


@dataclass
class Comparison:
    """One scene against one expected graph."""

    tallies: dict[str, Tally] = field(default_factory=lambda: {f: Tally() for f in FACETS})
    lost: list[str] = field(default_factory=list)  # what was asked for and is not there
    unnamed: list[str] = field(default_factory=list)  # what is there and nobody asked for
    misbound: list[str] = field(default_factory=list)  # "red dog": a colour on the wrong noun
    violations: list[str] = field(default_factory=list)  # names out of `must_not`
    entities: int = 0  # in the scene

    def note(self, facet: str, found: float, what: str) -> None:
        self.tallies[facet].add(found)
        if found < 1:
            self.lost.append(f"{facet}: {what}")


class Matcher:
    """Compares scenes with expected graphs under one table of synonyms."""

    def __init__(self, synonyms: Synonyms) -> None:
        self._things = Names(synonyms.things)
        self._kinds = {plain(kind): names for kind, names in synonyms.kinds.items()}
        self._is_a = {plain(thing): names for thing, names in synonyms.is_a.items()}
        self._small_one = {plain(one): plain(grown) for one, grown in synonyms.small_one.items()}
        self._shown_by = synonyms.shown_by
        self._relations = Names(synonyms.relations)
        self._settings = Names(synonyms.settings)
        self._facets = {
            "colour": Names(synonyms.colours),
            "material": Names(synonyms.materials),
            "pose": Names(synonyms.poses),
            "time": Names(synonyms.times),
            "weather": Names(synonyms.weather),
            "mood": Names(synonyms.moods),
            "style": Names(synonyms.styles),
            "camera": Names(synonyms.cameras),
        }

    def compare(self, prompt: Prompt, scene: Seen) -> Comparison:
        """Measure one scene."""
        result = Comparison(entities=len(scene.entities))
        partners = self._partners(prompt.wanted(), scene.entities)
        for subject, partner in zip(prompt.wanted(), partners, strict=True):
            self._compare_subject(result, subject, partner, scene)
        for relation in prompt.relations:
            found = self._related(relation, prompt, scene)
            result.note("relations", found, " ".join(relation))
        self._compare_whole(result, prompt, scene)
        self._compare_extras(result, prompt, scene, partners)
        return result

    def _likeness(self, subject: Subject, entity: SeenEntity) -> float:
        """1 the thing itself, 0.5 of its kind, 0 something else."""
        names = [entity.concept, *([entity.role] if entity.role else [])]
        wanted = plain(subject.what)
        if self._things.among(wanted, names):
            return 1.0
        if any(self._things.among(name, self._is_a.get(wanted, ())) for name in names):
            return 1.0
        grown = self._small_one.get(wanted)
        if grown and entity.size == "small" and self._things.among(grown, names):
            return 1.0
        if subject.kind and (
            self._things.among(subject.kind, names) or self._of_kind(subject.kind, names)
        ):
            return 0.5
        return 0.0

    def _of_kind(self, kind: str, names: Iterable[str]) -> bool:
        return any(self._things.among(name, self._kinds.get(plain(kind), ())) for name in names)

    def _partners(
        self, subjects: Sequence[Subject], entities: Sequence[SeenEntity]
    ) -> list[int | None]:
        """For each subject the index of its entity, the likest first, none twice."""
        pairs = []
        for s, subject in enumerate(subjects):
            for e, entity in enumerate(entities):
                likeness = self._likeness(subject, entity)
                if likeness:
                    agrees = self._counted(subject, entity) + self._coloured(subject, entity)
                    pairs.append((-likeness, -agrees, s, e))
        partners: list[int | None] = [None] * len(subjects)
        taken: set[int] = set()
        for _, _, s, e in sorted(pairs):
            if partners[s] is None and e not in taken:
                partners[s] = e
                taken.add(e)
        return partners

    def _counted(self, subject: Subject, entity: SeenEntity) -> bool:
        if subject.many:
            return entity.count > 1
        if subject.count is not None and subject.count >= CROWD:
            return entity.count >= ENOUGH
        return entity.count == (subject.count or 1)

    def _coloured(self, subject: Subject, entity: SeenEntity) -> bool:
        if subject.colour and plain(entity.concept).startswith(f"{subject.colour} "):
            return True  # a black-cat is black
        if subject.colour is None or entity.colour is None:
            return subject.colour == entity.colour
        return self._facets["colour"].same(subject.colour, entity.colour)

    def _compare_subject(
        self, result: Comparison, subject: Subject, partner: int | None, scene: Seen
    ) -> None:
        if partner is None:
            in_place = self._in_the_place(subject, scene)
            result.note("entities", 1.0 if in_place else 0.0, subject.what)
            entity = SeenEntity(concept="", count=0)
        else:
            entity = scene.entities[partner]
            result.note("entities", self._likeness(subject, entity), subject.what)
        if subject.many or subject.count is not None:
            wanted = "many" if subject.many else str(subject.count)
            together = msgspec.structs.replace(entity, count=self._together(entity, scene))
            enough = self._counted(subject, entity) or self._counted(subject, together)
            result.note("counts", float(enough), f"{wanted} {subject.what}")
        if subject.colour:
            found = float(self._coloured(subject, entity))
            result.note("colours", found, f"{subject.colour} {subject.what}")
        if entity.colour and not self._coloured(subject, entity):
            member = self._together(entity, scene) > entity.count  # one red, one blue
            made = self._facets["material"].same(subject.material or "", entity.colour)
            if not (member or made):  # silver is a colour and a material
                result.misbound.append(f"{entity.colour} {entity.concept}")
        said = [*entity.qualities, *filter(None, (entity.material, entity.pose, entity.relation))]
        if subject.material:
            found = float(self._facets["material"].among(subject.material, said))
            result.note("materials", found, f"{subject.material} {subject.what}")
        if subject.size:
            result.note(
                "sizes", float(entity.size == subject.size), f"{subject.size} {subject.what}"
            )
        if subject.pose:
            found = float(self._facets["pose"].among(subject.pose, said))
            result.note("poses", found, f"{subject.what} {subject.pose}")
        if subject.trade:
            worn = [entity.concept, *([entity.role] if entity.role else [])]
            found = float(self._things.among(subject.trade, worn) and partner is not None)
            result.note("trades", found, f"{subject.trade} {subject.what}")

    @staticmethod
    def _together(entity: SeenEntity, scene: Seen) -> int:
        """How many of its kind there are: three balloons may be a red, a blue and a yellow one."""
        return sum(other.count for other in scene.entities if other.concept == entity.concept)

    def _in_the_place(self, subject: Subject, scene: Seen) -> bool:
        """Whether the place, the hour or the weather shows it: a bridge, the moon, a rainbow."""
        around = [scene.setting, *scene.weather, scene.time or ""]
        shown = self._shown_by.get(subject.what, ())
        return self._things.among(subject.what, around) or any(name in around for name in shown)

    def _related(self, relation: tuple[str, str, str], prompt: Prompt, scene: Seen) -> float:
        """1 as said, 0.5 tied otherwise, 0 not tied."""
        who, verb, what = relation
        kinds = {subject.what: subject for subject in prompt.wanted()}
        best = 0.0
        for entity in scene.entities:
            if entity.by is None or not 0 <= entity.by < len(scene.entities):
                continue
            other = scene.entities[entity.by]
            ends = ((other, entity), (entity, other))
            for first, second in ends:
                if self._is(who, kinds, first) and self._is(what, kinds, second):
                    right = entity.relation and self._relations.same(verb, entity.relation)
                    best = max(best, 1.0 if right else 0.5)
        if best < 1 and (what == prompt.setting or what not in kinds):
            here = any(self._is(who, kinds, entity) for entity in scene.entities)
            place = self._settings.same(what, scene.setting) or what in scene.weather
            best = max(best, float(here and place))
        return best

    def _is(self, name: str, subjects: dict[str, Subject], entity: SeenEntity) -> bool:
        return self._likeness(subjects.get(name, Subject(what=name)), entity) > 0

    def _compare_whole(self, result: Comparison, prompt: Prompt, scene: Seen) -> None:
        if prompt.setting:
            found = float(self._settings.same(prompt.setting, scene.setting))
            result.note("setting", found, prompt.setting)
        moods = [*scene.moods, *scene.palette]
        everywhere = [*moods, *scene.weather, *filter(None, [scene.season, scene.setting])]
        single: tuple[tuple[str, str | None, list[str]], ...] = (
            ("style", prompt.style, [scene.style or ""]),
            ("time", prompt.time, [scene.time or ""]),
            ("mood", prompt.mood, moods),
            ("camera", prompt.camera, [scene.camera or "", scene.setting, scene.style or ""]),
        )
        for facet, wanted, given in single:
            if wanted:
                result.note(facet, float(self._facets[facet].among(wanted, given)), wanted)
        if prompt.season:
            result.note("season", float(Names(()).among(prompt.season, everywhere)), prompt.season)
        for wanted in prompt.weather:
            given = [*scene.weather, scene.setting]
            found = float(self._facets["weather"].among(wanted, given))
            result.note("weather", found, wanted)
        if prompt.title:
            result.note("title", float(plain(prompt.title) == plain(scene.title)), prompt.title)

    def _compare_extras(
        self, result: Comparison, prompt: Prompt, scene: Seen, partners: Sequence[int | None]
    ) -> None:
        allowed = [*prompt.may, *([prompt.setting] if prompt.setting else [])]
        counted = {
            scene.entities[partner].concept
            for subject, partner in zip(prompt.wanted(), partners, strict=True)
            if partner is not None and (subject.many or (subject.count or 1) > 1)
        }
        for index, entity in enumerate(scene.entities):
            member = entity.concept in counted  # of a group whose number is judged as a whole
            if index not in partners and not member and not self._named(entity, allowed):
                result.unnamed.append(entity.concept)
        for name in prompt.must_not:
            if self._drawn(name, scene, partners):
                result.violations.append(name)

    def _named(self, entity: SeenEntity, allowed: Iterable[str]) -> bool:
        return self._things.among(entity.concept, allowed)

    def _drawn(self, name: str, scene: Seen, partners: Sequence[int | None]) -> bool:
        """Whether a forbidden thing or place is in the scene; "red dog" forbids only red ones."""
        colour, _, thing = name.partition(" ")
        for index, entity in enumerate(scene.entities):
            names = [entity.concept, *([entity.role] if entity.role else [])]
            if plain(name) in map(plain, names):
                return True
            if index not in partners and (
                self._things.among(name, names) or self._of_kind(name, names)
            ):
                return True
            coloured = entity.colour and self._facets["colour"].same(colour, entity.colour)
            if thing and coloured and self._things.among(thing, names):
                return True
        return plain(name) == plain(scene.setting)
