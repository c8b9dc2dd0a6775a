"""Edits by instruction: what is named changes, nothing else, and what is not understood is told."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial

import msgspec
from msgspec.structs import replace

from affresco.studio.engines.illustrator.reading.lexicon import Kind, Lexicon, Term, lexicon
from affresco.studio.engines.illustrator.scene import Entity, Scene

from . import changes
from .differences import differences
from .doing import as_told
from .instructions import Command, commands
from .joining import with_subjects
from .naming import with_facts, with_named
from .patterns import FIELD
from .removing import without
from .scenery import scenery_in
from .targets import leads, main, matching, stand_in
from .tints import tinted
from .words import Said, keys_in, read

_FIELD_KINDS: tuple[tuple[str, Kind], ...] = (
    (r"background|backdrop|setting|place|location|scene|sfondo|luogo|ambientazione|posto|scena", "setting"),
    (r"style|stile", "style"),
    (r"season|stagione", "season"),
    (r"weather|tempo|meteo", "weather"),
    (r"\btime\b|\bora\b|orario", "time"),
    (r"mood|atmosphere|atmosfera|umore", "mood"),
    (r"view|camera|angle|shot|inquadratura|vista", "camera"),
)  # fmt: skip
_FROM = re.compile(
    r"^(?P<what>.+?) (?:from|off|da|dal|dallo|dalla|dall|dai|dalle|al|allo|alla|all) .+$"
)
_DARKER = {None: "dusk", "day": "dusk", "golden": "dusk", "sunrise": "dusk", "dusk": "night",
           "storm": "night"}  # fmt: skip
_BRIGHTER = {None: "day", "night": "dusk", "dusk": "golden", "golden": "day", "sunrise": "day",
             "storm": "day"}  # fmt: skip
_ARTICLES = re.compile(
    r"^(?:to |in |on |at |su |a )*(?:the |il |lo |la |l |i |gli |le |an? |una? )?"
)
_UPON = frozenset(
    ("on", "onto", "under", "behind", "beside", "in", "into", "inside", "su", "sul", "sulla", "sullo", "sull",
     "sopra", "sotto", "dietro", "accanto", "dentro", "in", "nel", "nella")
)  # fmt: skip
_AT = ("on the ", "in the ", "at the ", "sulla ", "sul ", "nella ", "nel ", "in ")
# What has no colour of its own in a scene; saying one colours no subject.
_BACKDROP = frozenset(
    (
        "sky", "background", "ground", "grass", "water", "air", "cielo", "sfondo", "prato", "erba",
        "acqua", "terra", "aria",
    )
)  # fmt: skip
_MOONS = frozenset(("full-moon", "giant-moon"))


class Revised(msgspec.Struct, frozen=True):
    """A scene after an instruction. changed: the fields that are others now, of subjects that are gone
    as they were numbered. not_understood: words and clauses that changed nothing."""

    scene: Scene
    changed: tuple[str, ...]
    not_understood: tuple[str, ...]


def revise(scene: Scene, instruction: str) -> Revised:
    """The scene as an instruction in English or Italian wants it; never fails.

    Several instructions are joined by "and", "e", pauses. Reads no more than a prompt's worth of text.
    """
    words = lexicon()
    changed: list[str] = []
    not_understood: list[str] = []
    inks, instruction = tinted(instruction)
    if inks is not None and inks != scene.colours:
        scene = replace(scene, colours=inks)
        changed.append("colours")
    for command in commands(instruction, words):
        edit = _Edit(scene, command, words)
        after = edit.done()
        fields = list(differences(scene, after))
        changed += fields
        if edit.left:
            not_understood += edit.left
        elif not fields and not edit.understood:
            not_understood.append(command.clause)
        scene = after
    return Revised(scene, tuple(dict.fromkeys(changed)), tuple(dict.fromkeys(not_understood)))


class _Edit:
    """One command, carried out."""

    def __init__(self, scene: Scene, command: Command, words: Lexicon) -> None:
        self.scene, self.command, self.words = scene, command, words
        self.left: list[str] = []
        self.understood = False  # though it may have been so before

    def done(self) -> Scene:
        verbs: dict[str, Callable[[], Scene]] = {
            "remove": self._remove,
            "replace": self._replace,
            "instead": self._instead,
            "larger": lambda: self._resize("large", "small"),
            "smaller": lambda: self._resize("small", "large"),
            "more": lambda: self._number(1),
            "fewer": lambda: self._number(-1),
            "darker": lambda: self._light(_DARKER),
            "brighter": lambda: self._light(_BRIGHTER),
            "nearer": lambda: self._camera("close-up", "wide"),
            "farther": lambda: self._camera("wide", "close-up"),
        }
        return verbs.get(self.command.verb, self._set)()

    def _read(self, what: tuple[str, ...]) -> Said:
        said = read(what, self.command.language, self.words)
        self.left += said.left
        return said

    # set, add, say

    def _set(self) -> Scene:
        command, scene = self.command, self.scene
        if command.verb == "keep":
            self.understood = True
            return scene
        what = command.what
        if command.verb == "set":
            what = as_told(what, command.language, self.words, self._it())
            if command.where and what[0] in _UPON and self._it():
                what = (*self._it().split(), *what)  # "put it on a tree"
        said = self._read(what)
        if command.where and not said.of("setting"):
            places = self._places(" ".join(command.what))
            if places:
                self.left, self.understood = [], True
                return changes.placed(scene, places[0])
        one = command.verb == "set" and command.it and len(said.entities) == 1
        if one and not matching(scene, said.entities[0], self.words):
            # "make it smile" wants no smile in its place
            return self._instead(said) if said.counted or said.several else scene
        return self._apply(scene, said)

    def _it(self) -> str:
        """The noun that a pronoun stands for; "" when there is none."""
        at = main(self.scene) if self.command.it else None
        known = self.words.concepts.get(self.scene.entities[at].concept) if at is not None else None
        return known.forms(self.command.language)[0] if known else ""

    def _places(self, where: str) -> list[str]:
        """Places that words say, also without their preposition: "take it to the moon"."""
        bare = _ARTICLES.sub("", where)
        tries = (f"{before}{bare}" for before in ("", *_AT))
        return next(
            (found for text in tries if (found := keys_in("setting", text, self.words))), []
        )

    def _apply(self, scene: Scene, said: Said) -> Scene:
        facts = with_named(scene, self._within(said))
        named = any(said.of(kind) for kind in _FACTS)
        self.understood = named or any(
            self._says_more(said, nth) for nth in range(len(said.entities))
        )
        if said.entities:
            return with_subjects(facts, said, self.command, self.words)
        if said.loose and not named and not _BACKDROP & set(self.command.what):
            return self._describe(scene, said.loose)
        return facts

    def _within(self, said: Said) -> Said:
        """ "Add a boat on the water": where something new is is not where the picture is."""
        known = any(matching(self.scene, entity, self.words) for entity in said.entities)
        if self.command.verb != "add" or not said.entities or known:
            return said
        return replace(said, named=replace(said.named, settings=[]))

    def _says_more(self, said: Said, nth: int) -> bool:
        """Whether more is said of a subject than its name, so that it may be so already."""
        entity = said.entities[nth]
        return nth in said.counted or replace(entity, count=1, said="") != Entity(entity.concept)

    def _describe(self, scene: Scene, terms: tuple[Term, ...]) -> Scene:
        """Adjectives without a noun belong to "it"."""
        which = (
            leads(scene) if self.command.many else [at for at in [main(scene)] if at is not None]
        )
        self.understood = bool(which)
        for at in which:
            for term in terms:
                scene = changes.with_entity(scene, at, partial(_told, term=term))
        return scene

    # instead

    def _instead(self, said: Said | None = None) -> Scene:
        said = said or self._read(self.command.what)
        if not said.entities:
            return self._apply(self.scene, said)
        scene, new = with_named(self.scene, said), said.entities[0]
        same = matching(scene, new, self.words)
        at = same[0] if same else stand_in(scene, said.entities, self.words)
        self.understood = True
        if at is None:
            return with_subjects(scene, said, self.command, self.words)
        return self._become(scene, at, said, 0)

    def _become(self, scene: Scene, at: int, said: Said, nth: int) -> Scene:
        """One subject becomes the nth that is said; what is tied to that one comes along."""
        new = said.entities[nth]
        scene = changes.with_entity(
            scene,
            at,
            lambda known: changes.become(known, new, nth in said.counted, nth in said.several),
        )
        places = {nth: at}
        for other, entity in enumerate(said.entities):
            if other > nth:
                by = places.get(entity.by) if entity.by is not None else None
                tied = replace(entity, by=by, relation=entity.relation if by is not None else None)
                places[other] = len(scene.entities)
                scene = replace(scene, entities=(*scene.entities, tied))
        return scene

    # replace

    def _replace(self) -> Scene:
        command, scene = self.command, self.scene
        what, to = " ".join(command.what), " ".join(command.to)
        if command.to == ("?",):
            return self._both()
        if FIELD.match(what):
            kind = next((kind for names, kind in _FIELD_KINDS if re.search(names, what)), None)
            names = keys_in(kind, to, self.words) if kind else []
            self.understood = bool(names)
            if kind in ("weather", "mood"):
                scene = replace(scene, **{"weather" if kind == "weather" else "moods": ()})
            return with_facts(scene, kind, names[:1]) if kind and names else self.scene
        gone = read(command.what, command.language, self.words)
        found = matching(scene, gone.entities[0], self.words) if gone.entities else []
        if not found:
            return self._replace_fact(gone, to)
        said = self._read(command.to)
        self.understood = not said.empty
        if not said.entities:
            if said.loose:
                return self._looks(scene, found[0], said.loose)
            return with_named(scene, said)
        return with_named(self._become(scene, found[0], said, 0), said)

    def _both(self) -> Scene:
        said = self._read(self.command.what)
        found = matching(self.scene, said.entities[0], self.words) if said.entities else []
        if not found or len(said.entities) < 2:
            return self.scene
        self.understood = True
        return self._become(self.scene, found[0], said, 1)

    def _replace_fact(self, gone: Said, to: str) -> Scene:
        """Rain by snow, the beach by mountains, red by blue."""
        scene = self.scene
        colours = {term.id for term in gone.loose if term.kind == "colour"}
        new = keys_in("colour", to, self.words) if colours else []
        if new and any(entity.colour in colours for entity in scene.entities):
            self.understood = True
            entities = tuple(
                replace(entity, colour=new[0]) if entity.colour in colours else entity
                for entity in scene.entities
            )
            return replace(scene, entities=entities)
        for kind in _FACTS:
            names = keys_in(kind, to, self.words)
            if gone.of(kind) and names:
                self.understood = True
                if kind == "weather":
                    kept = (name for name in scene.weather if name not in gone.of(kind))
                    scene = changes.weathered(scene, kept)
                elif kind == "mood":
                    kept = (name for name in scene.moods if name not in gone.of(kind))
                    scene = changes.felt(scene, kept)
                said = read(self.command.to, self.command.language, self.words)
                for other in _FACTS:
                    if other != kind:
                        scene = with_facts(scene, other, said.of(other))
                return with_facts(scene, kind, names[:1])
        said = read(self.command.to, self.command.language, self.words)
        if not said.entities and any(gone.of(kind) for kind in _FACTS):
            return self._apply(scene, said)
        return scene

    def _looks(self, scene: Scene, at: int, terms: tuple[Term, ...]) -> Scene:
        for term in terms:
            scene = changes.with_entity(scene, at, partial(_told, term=term))
        return scene

    # remove

    def _remove(self) -> Scene:
        what = " ".join(self.command.what)
        owned = _FROM.match(what)
        tokens = tuple(owned["what"].split()) if owned else self.command.what
        said = read(tokens, self.command.language, self.words)
        scene, gone = self.scene, []
        for nth, entity in enumerate(said.entities):
            if entity.by is not None:
                continue  # "the cat with the hat": the cat
            for at in matching(scene, entity, self.words)[:1]:
                had = scene.entities[at].count
                less = entity.count if nth in said.counted and entity.count < had else had
                if less < had:
                    scene = changes.numbered(scene, at, had - less)
                    self.understood = True
                else:
                    gone.append(at)
        if gone:
            return changes.without_entities(scene, gone)
        if self.understood:
            return scene
        after = without(scene, " ".join(tokens))
        self.understood = bool(scenery_in(tokens))
        return after

    # by degrees

    def _resize(self, size: str, other: str) -> Scene:
        said = self._read(self.command.what)
        if _MOONS & set(said.of("weather")):
            self.understood = True
            moons = [name for name in self.scene.weather if name not in _MOONS]
            return changes.weathered(
                self.scene, (*moons, "giant-moon" if size == "large" else "full-moon")
            )
        found = matching(self.scene, said.entities[0], self.words) if said.entities else []
        if not said.entities and self.command.it:
            found = leads(self.scene) if self.command.many else leads(self.scene)[:1]
        scene = self.scene
        for at in found[:1] if said.entities else found:
            self.understood = True
            grown = None if scene.entities[at].size == other else size
            scene = changes.sized(scene, at, grown)
        return scene

    def _number(self, step: int) -> Scene:
        said = self._read(self.command.what)
        scene = self.scene
        found = matching(scene, said.entities[0], self.words) if said.entities else []
        if not found:
            if step > 0:
                return self._apply(scene, said)
            return without(scene, " ".join(self.command.what))
        by = said.entities[0].count if 0 in said.counted else 1
        count = scene.entities[found[0]].count + step * by
        self.understood = True
        if count < 1:
            return changes.without_entities(scene, found[:1])
        return changes.numbered(scene, found[0], count)

    def _light(self, ladder: dict[str | None, str]) -> Scene:
        if read(self.command.what, self.command.language, self.words).entities:
            return self.scene
        return changes.timed(self.scene, ladder.get(self.scene.time, self.scene.time))

    def _camera(self, camera: str, other: str) -> Scene:
        return changes.seen(self.scene, None if self.scene.camera == other else camera)


_FACTS: tuple[Kind, ...] = ("setting", "style", "season", "time", "camera", "weather", "mood")


def _told(entity: Entity, term: Term) -> Entity:
    """An entity of which an adjective or a number is said."""
    if term.kind == "colour":
        return replace(entity, colour=term.id)
    if term.kind == "size":
        return changes.sized_as(entity, term.id)
    if term.kind == "number":
        return replace(entity, count=changes.counted(int(term.id)))
    if term.kind == "material":
        return changes.made_of(entity, term.id)
    if term.kind == "pose":
        return changes.posed(entity, term.id)
    return replace(entity, qualities=tuple(dict.fromkeys((*entity.qualities, term.id))))
