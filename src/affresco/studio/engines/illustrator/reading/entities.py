"""From phrases to entities: whose colour it is, how many there are, and who does what to whom."""

from __future__ import annotations

from collections.abc import Sequence

from .adjectives import last_noun, next_noun, of_the_place, of_what, say_of, unknown_noun_before
from .drafts import BARE_PLURAL, MOST, Draft
from .item import Item, describes
from .lexicon import Language, Lexicon, Term
from .likenesses import Likenesses
from .members import takes
from .nouns import PARTS, drafts_of
from .phrases import Phrase
from .ties import is_worn, meant

_NEEDS_OBJECT = frozenset(
    ("enter", "cross", "climb", "look-at", "look-for", "hold", "make", "carry")
)
_HANDS = frozenset(("hand", "arm", "paw", "claw", "mouth", "beak"))
_ADDRESSED = {
    "talk": "talk", "chat": "talk", "sing": "talk", "wave": "look-at", "bow": "look-at", "kneel": "look-at",
    "laugh": "look-at", "howl": "look-at",
}  # fmt: skip
_STACKS = frozenset(("stack", "pile", "heap", "pila", "catasta", "mucchio"))
_BUNCHES = frozenset(("bouquet", "bunch", "mazzo", "mazzolino"))
_TOPS = frozenset(("tower", "dome", "bell-tower", "spire", "turret", "roof"))
_EDIBLE = frozenset(("fruit", "vegetable", "food", "drink"))
_SHARED = frozenset(("with", "wear", "hold", "full-of", "carry", "eat", "sell", "pick", "cut"))
_OF_CLOTHES = frozenset(("glow", "burn", "melt", "hang"))
_OF_THINGS = frozenset(
    ("fall", "melt", "bloom", "glow", "burn", "hang", "explode", "swirl", "steam", "float",
     "fly", "stand", "lie")
)  # fmt: skip


class Entities(Likenesses):
    """All entities of a prompt, in order."""

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
                    if _STACKS & set(item.text.split()):
                        noun.qualities.append("stacked")
                    flower = self.lexicon.concepts[noun.concept].family == "flower"
                    if flower and _BUNCHES & set(item.text.split()):
                        noun.qualities.append("bunched")
        places = [i.term.id for i in phrase.items if i.kind == "setting" and i.term]
        self.place = places[-1] if places else self.place
        if phrase.simile or (phrase.copula and self._is(new)):
            if phrase.simile:
                self._compare(new, phrase)
                self._pose_beyond(new)
            self.last = []
            return
        new = [self._same(draft) for draft in new]
        self.new = new
        wearer = self._wearer_of(phrase, new)
        if wearer is not None:
            self._tie("wear", new[0], wearer)
        elif not self._shares(phrase, new):
            self.shared = None
            if phrase.relation:
                self._relate(phrase, new)
        self._keep(phrase, [draft for draft in new if draft.group >= 0])
        self._share_pose(phrase, new)

    def _wearer_of(self, phrase: Phrase, new: Sequence[Draft]) -> Draft | None:
        """ "a girl, yellow raincoat": who wears what a list names after them, where nobody else could."""
        if len(new) != 1 or phrase.relation or phrase.after_and or new[0] in self.drafts:
            return None
        listed = phrase.after_pause and phrase.bare and not new[0].plural
        living = [draft for draft in self.drafts if self._living(draft)]
        alone = len(living) == 1 and not living[0].plural
        return living[0] if listed and alone and is_worn(new[0], self.lexicon) else None

    def _share_pose(self, phrase: Phrase, new: Sequence[Draft]) -> None:
        """ "a dog and a cat sleeping": what follows the last is done by both."""
        last = new[-1] if new else None
        if last is None or not phrase.after_and or last.pose is None or not self._living(last):
            return
        poses = [
            (position, item.term)
            for position, item in enumerate(phrase.items)
            if item.kind == "pose" and item.term
        ]
        after = [term for position, term in poses if position > last.at and term.id == last.pose]
        for draft in self.drafts if after else ():
            mate = draft.group == last.group and draft is not last and self._living(draft)
            if mate and draft.pose is None and draft.relation is None:
                say_of(draft, after[0], self.lexicon)

    def _shares(self, phrase: Phrase, new: Sequence[Draft]) -> bool:
        """ "with a red coat and a white dog": what follows "and" belongs to the same one."""
        if not phrase.after_and or phrase.relation or self.shared is None or not new:
            return False
        relation, owner = self.shared
        held = self.lexicon.family(new[0].concept).held
        part = new[0].concept in PARTS and self._stands(owner)
        if not (held or phrase.bare or part) or new[0] in self.drafts:
            return False
        self._tie("with" if relation in ("wear", "hold", "with") else relation, new[0], owner)
        return True

    def _relate(self, phrase: Phrase, new: list[Draft]) -> None:
        """Tie the first new thing to who has it; a verb without an object stays with its doer."""
        name = phrase.relation or ""
        relation = self.lexicon.relations[name]
        if name.endswith("-it") and name != "fly-it":
            self._with_the_first(name.removesuffix("-it"))
            return
        if relation.place and new and self._of_the_building(new[0]):
            new[0].group = -1  # a cross on the tower of the church is on the church
            return
        bodies = [item.term.id for item in phrase.items if item.kind == "body" and item.term]
        parts = [part for part in bodies if part != "background"]
        if name == "pull" and parts and new and self._living(new[0]):
            name, relation = "help", self.lexicon.relations["help"]  # by the beard, by the tail
        if name == "hang-from" and not new and self.drafts:
            say_of(self.drafts[-1], Term("pose", "hang"), self.lexicon)
            if not parts:
                return
            name = "on"
        if parts and self._on_a_body(name, parts[0], new):
            doer = self._doer()
            if relation.prop and not relation.place and not new and doer is not None:
                self._does(doer, Term("pose", name))  # who combs her hair has a comb
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
        addressed = self._doer()
        if name in ("to", "at") and new and addressed is not None and self._living(new[0]):
            said = _ADDRESSED.get(addressed.pose or "")
            if said and new[0] is not addressed and new[0].by is None:
                new[0].tie(said, addressed)
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
            whole = subject.by if subject.relation == "with" and subject.by else subject
            whole.tie(name, first)
        elif first is not None:
            if not (relation.place and self.scenery):
                self._tie(name, first, subject)
        elif name == "eat" and _has_place(phrase) and self.lexicon.is_animal(subject.concept):
            self._does(subject, Term("pose", "eat"))  # a deer drinks from a stream
        elif not relation.place and name not in _NEEDS_OBJECT:
            alone = bool(relation.prop) or name in self.lexicon.poses  # sweeping the street
            if alone or not _has_place(phrase):
                self._does(subject, Term("pose", name))

    def _of_the_building(self, part: Draft) -> bool:
        """Whether it is the tower or the dome of a building that has something already."""
        last = self.drafts[-1] if self.drafts else None
        owner = last.by if last is not None and last.relation == "with" else None
        return (
            part.concept in _TOPS
            and owner is not None
            and self.lexicon.concepts[owner.concept].family in ("building", "landmark")
        )

    def _give(self, to: Draft) -> None:
        """Tie somebody to who gives: "feeding honey to a heron", "dà il pane alle anatre"."""
        if self.verb is None:
            return
        verb, giver = self.verb
        given = next((d for d in reversed(self.drafts) if d.by is giver), None)
        food = given is not None and self.lexicon.concepts[given.concept].family in _EDIBLE
        if verb == "give" and food and given is not None and self.lexicon.is_animal(to.concept):
            verb = given.relation = "feed"
        if verb in ("hold", "carry", "pick"):
            verb = "give"  # who shows a fish to a cat
        to.tie(verb, giver)

    def _aims_at(self, new: Sequence[Draft]) -> bool:
        """ "alle stelle" says to whom, "al tavolo" where."""
        return bool(new) and self.lexicon.concepts[new[0].concept].family in ("celestial", "flower")

    def _tie(self, name: str, thing: Draft, subject: Draft) -> None:
        house = any(self.lexicon.concepts[d.concept].family == "building" for d in self.drafts)
        risen = thing.concept in PARTS or thing.concept == "fireplace"
        if name == "from" and risen and house and not self._living(subject):
            thing.group = -1  # smoke from the chimney of the house that was named
            return
        said = meant(name, thing, subject, self.language, self.lexicon)
        if said in ("dressed", "disguised", "flavour"):
            subject.role = thing.concept if said == "dressed" else subject.role
            thing.group = -1  # it became part of another
            return
        thing.tie(said, subject)
        if said == "juggle":
            subject.pose = subject.pose or "juggle"
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

    def _to_pronoun(self, name: str) -> None:
        doer = self._doer()
        named = [d for d in self.drafts if d is not doer and d.by is None and self._living(d)]
        if doer is not None and named and doer.by is None:
            named[-1].tie(name, doer)
        elif doer is not None:
            self._does(doer, Term("pose", name))

    def _describe(self, term: Term, position: int, phrase: Phrase, new: Sequence[Draft]) -> None:
        after, before = next_noun(new, position), last_noun(new, position)
        items = phrase.items
        first_after = self.language == "en" and term.kind != "pose"
        first_after = first_after and " " not in items[position].text  # "made of glass"
        if first_after and before is not None and not _leads(items, position):
            after = None  # "a cub lost in the fog"
        noun = (after or before) if first_after else (before or after)
        if position and items[position - 1].kind == "body" and not first_after:
            doer = self._doer()
            if term.kind == "pose" and doer is not None and self._living(doer) and not new:
                self._does(doer, term)  # "with a black mane, galloping"
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
        elif term.kind == "colour" and phrase.relation in ("in", "wear") and self._living(doer):
            say_of(self._dressed(), term, self.lexicon)  # "a man in red"
        elif (
            phrase.after_pause
            and self.last
            and term.kind == "quality"
            and all(describes(item) for item in items)
        ):
            say_of(self.last[0], term, self.lexicon)  # "two cats, black and white"
        elif (
            phrase.after_pause
            and term.kind == "colour"
            and (len(items), phrase.relation, self.drafts[0].colour) == (1, None, None)
        ):
            say_of(self.drafts[0], term, self.lexicon)  # "an old car by the sea, dark green"

    def _dressed(self) -> Draft:
        """Whose clothes are spoken of: the last living being."""
        return next(draft for draft in reversed(self.drafts) if self._living(draft))

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
