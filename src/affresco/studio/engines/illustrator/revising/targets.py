"""Which subjects of a scene words speak of."""

from __future__ import annotations

from collections.abc import Sequence

from affresco.studio.engines.illustrator.reading.lexicon import Lexicon
from affresco.studio.engines.illustrator.scene import Entity, Scene

_PEOPLE = frozenset(("person", "active-person"))


def matching(scene: Scene, said: Entity, words: Lexicon) -> list[int]:
    """Those that are meant, the likeliest first: of this name, role or wider kind; colours decide."""
    same = [at for at, known in enumerate(scene.entities) if known.concept == said.concept]
    if not same:
        same = [at for at, known in enumerate(scene.entities) if known.role == said.concept]
    if not same:
        same = [at for at, known in enumerate(scene.entities) if _is_a(known, said, words)]
        same = same if len(same) == 1 else []
    exact = [at for at in same if _looks(scene.entities[at], said)]
    return exact or same


def _looks(known: Entity, said: Entity) -> bool:
    return all(
        wanted is None or wanted == had
        for wanted, had in (
            (said.colour, known.colour), (said.size, known.size), (said.material, known.material),
        )
    )  # fmt: skip


def _is_a(known: Entity, said: Entity, words: Lexicon) -> bool:
    """Whether the said word is wider than the known one: the bird, the person."""
    if known.concept not in words.concepts:
        return False
    family = words.concepts[known.concept].family
    kind = "person" if family in _PEOPLE else family
    return kind == said.concept or kind.endswith(f"-{said.concept}")


def leads(scene: Scene) -> list[int]:
    """The subjects that are tied to no other."""
    return [at for at, entity in enumerate(scene.entities) if entity.by is None]


def main(scene: Scene) -> int | None:
    """What "it" is: the first subject."""
    return next(iter(leads(scene)), None)


def stand_in(scene: Scene, said: Sequence[Entity], words: Lexicon) -> int | None:
    """Whose place something takes that comes instead: the only one of its kind, else the first."""
    new = said[0]
    if new.concept not in words.concepts:
        return main(scene)
    living = words.family(new.concept).living
    alike = [
        at
        for at, known in enumerate(scene.entities)
        if known.concept in words.concepts and words.family(known.concept).living == living
    ]
    return alike[0] if alike else main(scene)
