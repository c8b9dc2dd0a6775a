"""From phrases to entities: whose colour it is, how many there are, and who does what to whom."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from affresco.studio.engines.illustrator.scene import Entity

from .adjectives import last_noun, next_noun, of_the_place, of_what, say_of, unknown_noun_before
from .drafts import BARE_PLURAL, MOST, Draft, entities
from .item import Item, describes
from .lexicon import Language, Lexicon, Term, lexicon
from .members import Members, takes
from .nouns import PARTS, alone, drafts_of
from .phrases import Phrase
from .ties import is_worn, meant

_NEEDS_OBJECT = frozenset(
    ("enter", "cross", "climb", "look-at", "look-for", "hold", "make", "carry")
)
_WHISPERED = frozenset(("ear", "eye", "face"))
_HANDS = frozenset(("hand", "arm", "paw", "claw", "mouth", "beak"))
_BYSTANDERS = frozenset(("building", "landmark", "furniture", "land-vehicle", "vessel", "tree"))
_EDIBLE = frozenset(("fruit", "vegetable", "food", "drink"))
_SEEN = frozenset(("look-at", "look-for", "paint", "wait-for"))  # what is seen stays where it is
_SHARED = frozenset(("with", "wear", "hold", "full-of"))
_BEARS = frozenset(
    ("shoulder", "back", "arm", "hand", "paw", "beak", "claw", "mouth", "lap", "neck", "head", "roof",
     "nose", "tail", "shell")
)  # fmt: skip
_OF_CLOTHES = frozenset(("glow", "burn", "melt", "hang"))
_FEET = frozenset(("foot", "paw", "leg"))
# What things do by themselves; everything else is done by the living being beside them.
_OF_THINGS = frozenset(
    ("fall", "melt", "bloom", "glow", "burn", "hang", "explode", "swirl", "steam", "float",
     "fly", "stand", "lie")
)  # fmt: skip


class Entities(msgspec.Struct):
    """All entities of a prompt, in order."""

    drafts: list[Draft] = msgspec.field(default_factory=list)
    dropped: list[str] = msgspec.field(default_factory=list)  # known words that are not drawn
    groups: int = 0
    last: list[Draft] = msgspec.field(default_factory=list)  # of the phrase before
    new: list[Draft] = msgspec.field(default_factory=list)  # of this phrase
    scenery: bool = False  # the phrase before named nothing but light, floor, sky …
    shared: tuple[str, Draft] | None = None  # what the thing after "and" may share
    had: bool = False  # whether the last relation was "with"
    verb: tuple[str, Draft] | None = None  # the last verb and who does it
    members: Members = msgspec.field(default_factory=Members)  # "one red, one blue"
    lexicon: Lexicon = msgspec.field(default_factory=lexicon)
    language: Language = "en"

    @property
    def found(self) -> list[Entity]:
        """The entities of the scene so far."""
        return entities(self.drafts, self.lexicon)

    def add(self, phrase: Phrase, language: Language, words: Lexicon) -> None:
        """Read one phrase."""
        self.language, self.lexicon = language, words
        before = self.drafts[-1] if self.drafts else None
        if takes(self.members, phrase, self.drafts, before, self.lexicon):
            return
        self.members.told = False
        new, dropped = drafts_of(phrase, self.drafts, self.language, self.lexicon)
        self.dropped += dropped
        for position, item in enumerate(phrase.items):
            if describes(item) and item.term:
                self._describe(item.term, position, phrase, new)
            elif item.kind == "number" and item.term:
                noun = next_noun(new, position) or last_noun(new, position)
                if noun and (noun.plural or item.text != "some"):
                    noun.count = int(item.term.id)
        if phrase.simile or (phrase.copula and self._is(new)):
            if phrase.simile:
                self._compare(new, phrase)
                self._pose_beyond(new)
            self.last = []
            return
        new = [self._same(draft) for draft in new]
        self.new = new
        if not self._shares(phrase, new):
            self.shared = None
            if phrase.relation:
                self._relate(phrase, new)
        self._keep(phrase, [draft for draft in new if draft.group >= 0])

    def _shares(self, phrase: Phrase, new: Sequence[Draft]) -> bool:
        """ "with a red coat and a white dog": what follows "and" belongs to the same one."""
        if not phrase.after_and or phrase.relation or self.shared is None or not new:
            return False
        relation, owner = self.shared
        held = self.lexicon.family(new[0].concept).held
        if not (held or phrase.bare) or new[0] in self.drafts:
            return False
        self._tie("with" if relation in ("wear", "hold", "with") else relation, new[0], owner)
        return True

    def _keep(self, phrase: Phrase, new: list[Draft]) -> None:
        joined = phrase.after_and and self.last and not phrase.relation
        if not joined or self.last[-1].relation:
            self.groups += 1
        for draft in new:
            draft.group = draft.group or self.groups
            if not any(draft is known for known in self.drafts):
                self.drafts.append(draft)
        if new or phrase.items:
            self.last = [] if phrase.copula else new
            self.scenery = all(
                item.term is not None and item.term.id == "background" for item in phrase.items
            )

    def _same(self, draft: Draft) -> Draft:
        """ "a cat … the cat": the one that was named before."""
        bare = not (draft.colour or draft.count or draft.material or draft.role)
        same = [known for known in self.drafts if known.concept == draft.concept]
        return same[-1] if same and bare else draft

    # who does what to whom

    def _relate(self, phrase: Phrase, new: list[Draft]) -> None:
        """Tie the first new thing to who has it; a verb without an object stays with its doer."""
        name = phrase.relation or ""
        relation = self.lexicon.relations[name]
        if name.endswith("-it") and name != "fly-it":
            self._with_the_first(name.removesuffix("-it"))
            return
        bodies = [item.term.id for item in phrase.items if item.kind == "body" and item.term]
        parts = [part for part in bodies if part != "background"]
        if name == "hang-from" and not new and self.drafts:
            say_of(self.drafts[-1], Term("pose", "hang"), self.lexicon)
            if not parts:
                return
            name = "on"
        if parts and self._on_a_body(name, parts[0], new):
            doer = self._doer()
            self.verb = self.verb if relation.place or doer is None else (name, doer)
            return
        if phrase.pronoun:
            if not relation.place:
                self._to_pronoun(name)
            return
        self.had = name == "with"
        subject = self._place_of(name, new) if relation.place else self._doer()
        if name == "full-of" and self.drafts:
            subject = self.drafts[-1]
        robbed = name == "from" and self.verb is not None and self.verb[0] == "steal"
        receives = robbed or name in ("to", "at")
        if receives and self.verb and new and self._living(new[0]):
            self._give(new[0])
            return
        if name == "to" or (name == "at" and self.verb and self._aims_at(new)):
            return
        if name == "with" and new and subject is not None:
            subject = self._owner(new[0], subject)
        first = next(
            (draft for draft in new if draft.by is None and draft not in self.drafts), None
        )
        if phrase.passive:
            thing = self._place_of()
            if thing is not None and new and (self._living(new[0]) or new[0].concept in _HANDS):
                if thing.by is not None and thing.relation == "in":
                    thing.by.tie_instead("full-of", thing)  # "a city in a bulb held by a hand"
                thing.tie(name, new[0])
            elif thing is not None and new:
                new[0].tie("from", thing)
        elif subject is None:
            if new and not relation.place and self._living(new[0]):
                new[0].pose = new[0].pose or name
        elif first is not None and self._turned(name, phrase, first, subject):
            subject.tie(name, first)
        elif first is not None:
            if not (relation.place and self.scenery):
                self._tie(name, first, subject)
        elif not relation.place and name not in _NEEDS_OBJECT and not _has_place(phrase):
            self._does(subject, Term("pose", name))

    def _give(self, to: Draft) -> None:
        """Tie somebody to who gives: "feeding honey to a heron", "dà il pane alle anatre"."""
        if self.verb is None:
            return
        verb, giver = self.verb
        given = next((d for d in reversed(self.drafts) if d.by is giver), None)
        food = given is not None and self.lexicon.concepts[given.concept].family in _EDIBLE
        if verb == "give" and food and given is not None and self.lexicon.is_animal(to.concept):
            verb = given.relation = "feed"
        to.tie(verb, giver)

    def _aims_at(self, new: Sequence[Draft]) -> bool:
        """ "alle stelle" says to whom, "al tavolo" where."""
        return bool(new) and self.lexicon.concepts[new[0].concept].family in ("celestial", "flower")

    def _owner(self, thing: Draft, nearest: Draft) -> Draft:
        """Who has something in hand: not the tower that he stands beside."""
        held = self.lexicon.family(thing.concept).held
        family = self.lexicon.concepts[nearest.concept].family
        if held and family in _BYSTANDERS and nearest.by is not None:
            return nearest.by
        last = self.drafts[-1]
        if thing.concept in PARTS and self._stands(last):
            return last  # "a snail carrying a house with a chimney"
        filled = last.concept in self.lexicon.containers and not self._living(last)
        food = self.lexicon.concepts[thing.concept].family in _EDIBLE
        if filled and food:
            return last  # "carrying a tray with two beers"
        if is_worn(thing, self.lexicon) and not self._living(nearest) and nearest.by is not None:
            return nearest.by if self._living(nearest.by) else nearest
        return nearest

    def _tie(self, name: str, thing: Draft, subject: Draft) -> None:
        said = meant(name, thing, subject, self.language, self.lexicon)
        if said in ("dressed", "disguised"):
            subject.role = thing.concept if said == "dressed" else subject.role
            thing.group = -1  # it became part of another
            return
        thing.tie(said, subject)
        if said == "eat":
            self._grown_on(thing, subject)
        if not self.lexicon.relations[said].place:
            self.verb = (said, subject)
        self.shared = (said, subject) if said in _SHARED else None
        if said == "wear" and subject.number() > 1:
            thing.plural = True

    def _grown_on(self, thing: Draft, eater: Draft) -> None:
        """ "le foglie di un albero": eaten from the tree."""
        for draft in self.new:
            tree = self.lexicon.concepts[draft.concept].family == "tree"
            if draft is not thing and tree and draft.of and draft.by is None:
                draft.tie("from", eater)

    def _on_a_body(self, name: str, part: str, new: Sequence[Draft]) -> bool:
        """ "a parrot on his shoulder": on the pirate; "a bowl in her hands": held."""
        being = next((d for d in new if self._living(d)), None)
        if being is not None and part in _HANDS and self.drafts and name in ("in", "on", "among"):
            self.drafts[-1].tie("hold", being)
            return True
        if being is not None and part in _WHISPERED and self._doer() is not None:
            doer = self._doer()
            assert doer is not None
            being.tie("talk" if doer.pose == "talk" else "beside", doer)
            return False
        if being is not None:
            return False  # "on the shoulder of a pirate" is as good as on the pirate
        if part in _FEET and not new and self.drafts and name in ("at", "beside", "before"):
            return self._at_the_feet()
        if part not in _BEARS:
            return not new
        thing = self.drafts[-1] if self.drafts else None
        if thing is None or new:
            return not new
        bears = self._stands if part == "roof" else self._living
        if thing.by is not None and not bears(thing.by) and thing.by.by is not None:
            thing = thing.by  # "carrying a house with a chimney on its shell"
        owner = thing.by or next((d for d in reversed(self.drafts[:-1]) if bears(d)), None)
        free = thing.relation in (None, "with") or (thing.relation == "hold" and self.had)
        if part in _HANDS and thing.relation == "wear" and name in ("in", "among"):
            thing.relation = "hold"  # "con un nastro tra gli artigli"
            return True
        if owner is not None and free and name in ("on", "in", "over"):
            if part in _HANDS:
                thing.tie("hold", owner)
            else:
                thing.qualities.append(f"at-{part}")
                _lay(thing, owner)
        return True

    def _turned(self, name: str, phrase: Phrase, being: Draft, subject: Draft) -> bool:
        """ "una casa, dentro bambini che giocano": they are in the house, not it in them."""
        apart = self.language == "it" and phrase.after_pause and name in ("in", "under", "behind")
        things = self._living(being) and not self._living(subject)
        return apart and things and subject.by is None

    def _with_the_first(self, name: str) -> None:
        """ "seagulls all around", "a gnome underneath": around or under what was named first."""
        ring = self.last[0] if self.last else None
        middle = next((d for d in self.drafts if d.by is None and d is not ring), None)
        if ring is not None and ring.relation == "with":
            ring.relation, ring.by = None, None
        if ring is not None and middle is not None and ring.by is None and ring is not middle:
            middle.tie(name, ring)

    def _at_the_feet(self) -> bool:
        """ "a dog asleep at her feet": beside the one named before."""
        thing = self.drafts[-1]
        owner = next((d for d in self.drafts if d is not thing and self._living(d)), None)
        if owner is not None and thing.by is None:
            thing.tie("beside", owner)
        return True

    def _to_pronoun(self, name: str) -> None:
        doer = self._doer()
        named = [d for d in self.drafts if d is not doer and d.by is None and self._living(d)]
        if doer is not None and named and doer.by is None:
            named[-1].tie(name, doer)
        elif doer is not None:
            self._does(doer, Term("pose", name))

    def _stands(self, draft: Draft) -> bool:
        return self.lexicon.concepts[draft.concept].family in _BYSTANDERS

    def _living(self, draft: Draft) -> bool:
        return self.lexicon.family(draft.concept).living

    def _doer(self) -> Draft | None:
        """Who does something: the first of the nearest group of living beings, else a thing."""
        living = [d for d in self.drafts if self._living(d) and d.relation != "ride"]
        if living:
            return next(d for d in living if d.group == living[-1].group)
        return self.drafts[-1] if self.drafts else None

    def _place_of(self, name: str = "", new: Sequence[Draft] = ()) -> Draft | None:
        """What a preposition speaks of: the nearest thing, or who holds, wears or does it."""
        here: Draft | None = self.drafts[-1] if self.drafts else None
        while here is not None:
            relation = self.lexicon.relations.get(here.relation or "")
            if here.by is None or relation is None:
                break
            put = bool(new) and here.relation == "hold" and self._holds_things(new[0])
            carried = (here.relation == "carry" or put) and name in ("on", "in")
            if carried or here.relation in _SEEN or (relation.place and here.relation != "full-of"):
                break
            here = here.by
        if here is None:
            return None
        first = next((d for d in self.drafts if d.group == here.group), here)
        return here if self._living(here) and not self._living(first) else first

    def _holds_things(self, thing: Draft) -> bool:
        """Whether what is held may lie in it: coins in a boot, a cat in a basket."""
        family = self.lexicon.concepts[thing.concept].family
        vessel = family in ("vessel", "land-vehicle", "furniture", "building", "landmark")
        return thing.concept in self.lexicon.containers and not vessel

    # similes and "is"

    def _compare(self, new: Sequence[Draft], phrase: Phrase) -> None:
        """A likeness is not drawn; "a cat as a pirate" is a pirate."""
        doer = self._doer()
        for draft in new:
            dresses = doer is not None and self.lexicon.is_person(draft.concept)
            if dresses and doer is not None and self.lexicon.is_animal(doer.concept):
                doer.role = doer.role or draft.concept
            else:
                self.dropped.append(phrase.items[draft.at].text)

    def _pose_beyond(self, new: Sequence[Draft]) -> None:
        """ "as big as a house, asleep": it is not the house that sleeps."""
        doer = self._doer()
        for draft in new:
            if doer is not None and draft.pose and not self._living(draft):
                self._does(doer, Term("pose", draft.pose))

    def _is(self, new: Sequence[Draft]) -> bool:
        """ "the waiter is a seahorse": one being; "she is grey": the colour is hers."""
        if not new:
            return True
        before = self.drafts[-1] if self.drafts else None
        if before is None:
            return False
        pair = alone(before, new[0], self.lexicon)
        if pair is not None:
            for name in ("concept", "role", "pose", "size", "colour"):
                setattr(before, name, getattr(pair, name) or getattr(before, name))
            return True
        return False

    # adjectives

    def _describe(self, term: Term, position: int, phrase: Phrase, new: Sequence[Draft]) -> None:
        after, before = next_noun(new, position), last_noun(new, position)
        items = phrase.items
        first_after = self.language == "en" and term.kind != "pose"
        first_after = first_after and " " not in items[position].text  # "made of glass"
        if first_after and before is not None and not _leads(items, position):
            after = None  # "a cub lost in the fog"
        noun = (after or before) if first_after else (before or after)
        if position and items[position - 1].kind == "body" and not first_after:
            return  # "con tutte le luci accese"
        if self.language == "it" and unknown_noun_before(items, position, before):
            noun = None  # the colour of something that we cannot draw
        if self.language == "it" and items[position].of and after is not None:
            noun = after  # "un'aula di piccoli fantasmi"
        elif term.kind != "pose" and of_the_place(items, position, self.language):
            noun = None
        if noun is not None and term.kind == "pose":
            dressed = phrase.relation in ("with", "wear", "in") and is_worn(noun, self.lexicon)
            if dressed and term.id not in _OF_CLOTHES:
                noun = self._doer() or noun  # "con la sciarpa rossa che scivola"
            noun = self._poser(noun, term, phrase.relation or "")
        if noun is not None:
            say_of(noun, of_what(items[position], term, noun, self.lexicon), self.lexicon)
            sheen = items[position].meaning("colour")
            if term.kind == "material" and sheen and sheen.id == "silver":
                say_of(noun, sheen, self.lexicon)  # a silver key is of metal, and silver
            return
        if new or any(item.kind in ("setting", "weather", "time") for item in items):
            return
        doer = self._doer()
        if doer is None:
            return
        if term.kind == "pose":
            self._does(doer, term)
        elif phrase.copula:
            worn = self.drafts[-1].relation == "wear"  # "the fox's hat is too big"
            say_of(self.drafts[-1] if worn else doer, term, self.lexicon)
        elif phrase.after_pause and self.last and not phrase.relation and term.kind != "size":
            say_of(self.last[0], term, self.lexicon)  # "two cats, black and white"

    def _poser(self, noun: Draft, term: Term, relation: str) -> Draft:
        """Boots do not dance: who wears them does."""
        if term.id == "steam" and noun.relation == "full-of" and noun.by is not None:
            return noun.by  # "una tazza di caffè fumante"
        if noun.relation == "wear" and noun.by is not None and term.id not in _OF_CLOTHES:
            return noun.by
        if self._living(noun) or term.id in _OF_THINGS:
            return noun
        rider = self._doer() if relation in ("in", "on", "ride") else None
        if rider is not None and self._living(rider):
            return rider  # "una nonna in parapendio che saluta"
        doer = self._doer()
        held = self.lexicon.family(noun.concept).held
        return doer if doer is not None and held and self._living(doer) else noun

    def _does(self, doer: Draft, term: Term) -> None:
        """A pose that stands alone, of all who are named together: ``a cat and a dog, asleep``."""
        for draft in self.drafts:
            if draft is doer or (draft.group == doer.group and self._living(draft)):
                say_of(draft, term, self.lexicon)


def _lay(thing: Draft, owner: Draft) -> None:
    """Put a thing on who bears it: a parrot on a pirate."""
    if thing.by is owner:
        thing.relation, thing.by = None, None
    if owner.by is None:
        owner.tie("on", thing)
    else:
        thing.tie("with", owner)


def _leads(items: Sequence[Item], position: int) -> bool:
    """Whether an English adjective stands before its noun, with nothing but others between."""
    for item in items[position + 1 :]:
        if not item.joined:
            return False
        if item.kind in ("concept", "setting", "body"):
            return True
    return False


def _has_place(phrase: Phrase) -> bool:
    return any(item.kind == "setting" for item in phrase.items)


__all__ = ["BARE_PLURAL", "MOST", "Draft", "Entities", "say_of"]
