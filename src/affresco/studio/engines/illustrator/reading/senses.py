"""Which sense of a word is meant: decided by the words beside it, never by nearness of meaning.

A verb stands between who does it and what it is done to, an adjective beside its noun, a place after
"in", a thing after "in front of".
"""

from __future__ import annotations

import msgspec

from .item import Item
from .lexicon import Kind, Language, Lexicon, Term

_NOUNS: frozenset[Kind] = frozenset(("concept", "setting", "body", "region"))
_WHO = frozenset(("che", "who", "that", "which", "si", "mentre", "while", "to", "dove", "where"))
_LEADS_TO_NOUN: frozenset[Kind] = frozenset(
    ("article", "colour", "size", "quality", "material", "silent", "of", "body")
)
_OPENS_OBJECT: frozenset[Kind] = frozenset(("article", "number", "size", "colour", "quality"))
_IN = frozenset(("in", "at"))
_SKY_AROUND = frozenset(("in", "at", "through", "over", "among", "cross", "climb"))
_SKY = frozenset(("sky", "blue sky", "cielo", "cielo azzurro"))
_BEHIND_ALL = Term("body", "background")  # takes its adjectives along and is not drawn
_OVERLOOKS = frozenset(("before", "behind", "beside", "over", "under", "among", "lean", "from"))
_ROOFED = frozenset(("land-vehicle", "train", "building", "vessel"))
_CLITICS = frozenset(("la", "lo", "le", "li", "l", "gli"))  # "che la guarda": no article
_HAVING = ("con ", "senza ")
_AREAS = frozenset(("harbour", "ruins", "playground"))  # wide, though their word means a thing too
_TAKES_IN_HAND = frozenset(
    ("hold", "carry", "build", "paint", "make", "draw", "pull", "give", "with")
)


class _Context(msgspec.Struct):
    """What was read before a word, and what follows it."""

    before: list[Item]
    after: Item | None
    language: Language
    place: bool  # whether a place is named elsewhere or was before
    within: Item | None = None  # the noun after "in" or "inside", when that follows
    seen: bool = False  # whether a place was named before
    being: bool = False  # whether a living being was named before
    person: bool = False  # whether somebody was named before
    roofed: bool = False  # whether something with a roof of its own was named before

    @property
    def last(self) -> Item | None:
        return self.before[-1] if self.before else None

    def relation(self) -> str | None:
        """The verb or preposition that the words right before belong to."""
        for item in reversed(self.before):
            if item.kind in ("relation", "pose") and item.term:
                return item.term.id
            if item.kind not in _LEADS_TO_NOUN:
                return None
        return None


def in_context(found: list[Item], language: Language, lexicon: Lexicon) -> list[Item]:
    """Decide every word that has several senses.

    "under the table in the kitchen": there is one place, so the table is a thing.
    """
    place = any(
        item.kind == "setting" and not item.meaning("concept") and not _is_mere_view(item)
        for item in found
    )
    context = _Context([], None, language, place)
    for index, item in enumerate(found):
        context.after = found[index + 1] if index + 1 < len(found) else None
        context.within = _within(found[index + 1 :])
        item = _no_bare_verb(_no_verb_here(item, context, lexicon), context)
        if item.also:
            item = _sense(item, context, lexicon)
        elif item.kind == "style" and context.relation() in _TAKES_IN_HAND:
            item = msgspec.structs.replace(item, term=None)  # "with a blueprint"
        elif (
            item.kind == "setting"
            and item.text in _SKY
            and context.relation() not in _SKY_AROUND
            and context.before
        ):
            item = msgspec.structs.replace(item, term=_BEHIND_ALL)  # a windmill and a blue sky
        context.before.append(item)
        context.place = context.place or item.kind == "setting"
        context.seen = context.seen or item.kind == "setting"
        if item.kind == "concept" and item.term:
            context.being = context.being or lexicon.family(item.term.id).living
            context.person = context.person or lexicon.is_person(item.term.id)
            context.roofed = context.roofed or lexicon.concepts[item.term.id].family in _ROOFED
    return context.before


def _within(rest: list[Item]) -> Item | None:
    """The noun of "inside a light bulb", right after a word."""
    if not rest or rest[0].term is None or rest[0].term.id != "in":
        return None
    for item in rest[1:6]:
        if item.meaning("concept") or item.kind == "setting":
            return item
        if item.kind not in _LEADS_TO_NOUN:
            return None
    return None


def _no_verb_here(item: Item, context: _Context, lexicon: Lexicon) -> Item:
    """Take away a finite verb after an article, a number or a preposition: "full of weeds"."""
    ends = ("s",) if context.language == "en" else ("a", "e", "ano", "ono")
    last = context.last
    if last is None or last.term is None or " " in item.text or not item.text.endswith(ends):
        return item
    leads = last.kind in ("article", "of", "number", "compare")
    leads = leads or (last.kind == "relation" and lexicon.relations[last.term.id].place)
    terms = [term for term in (item.term, *item.also) if term is not None]
    acts = [t for t in terms if t.kind in ("relation", "pose") and not _is_place(t, lexicon)]
    if not leads or not acts or item.text in _CLITICS or last.text in _CLITICS:
        return item
    kept = [term for term in terms if term not in acts]
    return msgspec.structs.replace(item, term=kept[0] if kept else None, also=tuple(kept[1:]))


def _is_place(term: Term, lexicon: Lexicon) -> bool:
    return term.kind == "relation" and lexicon.relations[term.id].place


def _no_bare_verb(item: Item, context: _Context) -> Item:
    """Take away a bare English verb where nobody does it: "rock" is no rocking."""
    terms = [term for term in (item.term, *item.also) if term is not None]
    if not any(term.weak and term.kind in ("relation", "pose") for term in terms):
        return item
    last = context.last
    several = last is not None and last.term is not None and last.term.plural
    asked = last is not None and last.text.rpartition(" ")[2] in _WHO | {"and", "they"}
    if several or asked:
        return item
    kept = [term for term in terms if not (term.weak and term.kind in ("relation", "pose"))]
    return msgspec.structs.replace(item, term=kept[0] if kept else None, also=tuple(kept[1:]))


def _is_mere_view(item: Item) -> bool:
    return item.term is not None and item.term.id in ("portrait", "poster")


def _sense(item: Item, context: _Context, lexicon: Lexicon) -> Item:
    """The sense that a word with several has here."""
    thing = item.meaning("concept")
    if item.meaning("setting") and thing:
        return _place_or_thing(item, context, lexicon)
    if item.meaning("relation") or item.meaning("pose"):
        alone = item.meaning("pose") is not None and _leads_somewhere(context, lexicon)
        follows = context.last is not None and context.last.kind == "concept"
        if _acts(item, context) or (alone and follows and item.meaning("relation")):
            return item.meant("relation" if item.meaning("relation") and not alone else "pose")
    follows = context.last is not None and context.last.kind == "concept"
    if thing and item.meaning("pose") and follows and context.language == "it":
        return item.meant("pose")  # "una vasca volante" and no steering wheel
    if item.kind == "style" and thing:
        return item if _is_manner(context) else item.meant("concept")
    if item.kind == "body" and thing:
        after_of = context.after is not None and context.after.kind == "of"
        return item if context.being or after_of else item.meant("concept")
    if item.kind in ("weather", "time") and thing:
        acts = lexicon.concepts[thing.id].family == "celestial" and _does(context)
        acts = acts or _kept(context, lexicon)
        return item.meant("concept") if _is_counted(context) or acts else item
    if (item.meaning("relation") or item.meaning("pose")) and thing:
        return item.meant("concept")
    if thing and (adjective := _adjective(item)):
        if adjective == "colour":
            return item.meant("concept" if _names_a_thing(context) else "colour")
        return item.meant(adjective if _beside_noun(context) else "concept")
    who = context.language == "it" and thing is not None and lexicon.is_person(thing.id)
    if who and item.meaning("material") and context.last is not None:
        being = context.last.meaning("concept")
        return item.meant("material" if being is not None else "concept")  # "uccello meccanico"
    if item.meaning("material") and thing:
        english = context.language == "en" and _is_noun_phrase(context.after)
        return item.meant("material" if english else "concept")
    return item


def _kept(context: _Context, lexicon: Lexicon) -> bool:
    """Whether a vessel follows after "in": the moon in a jar is no moonlit night."""
    inside = context.within.meaning("concept") if context.within is not None else None
    return inside is not None and lexicon.family(inside.id).held


_DONE_TO = frozenset(
    ("cross", "climb", "push", "pull", "lean", "kick", "carry", "polish", "repair")
)


def _place_or_thing(item: Item, context: _Context, lexicon: Lexicon) -> Item:
    """A church is a building beside a road, and a place to kneel in."""
    place, thing = item.meaning("setting"), item.meaning("concept")
    if place is None or thing is None:
        return item
    if lexicon.is_person(thing.id):  # "dal barbiere" is a place
        return item.meant("setting" if context.relation() in ("at", "from", "in") else "concept")
    if place.id == "roof" and context.roofed and context.relation() == "on":
        return msgspec.structs.replace(item, term=Term("body", "roof"), also=())
    inside = context.within.meaning("concept") if context.within is not None else None
    if inside is not None and inside.kind == "concept" and lexicon.family(inside.id).held:
        return item.meant("concept")  # "a city inside a light bulb"
    wild = place.id in lexicon.landscapes
    relation = context.relation()
    if relation in _TAKES_IN_HAND:
        return item.meant("concept") if context.before else item
    described = ("material", "colour") if context.language == "it" else ("material",)
    made = context.after is not None and context.after.kind in described
    if (_is_counted(context) or made) and not (relation in _IN and not thing.plural):
        return item.meant("concept")
    if place.id == "library" and relation in ("on", "lean", "climb"):
        return msgspec.structs.replace(item, term=Term("concept", "bookcase"), also=())
    if wild:
        return item.meant("concept" if place.weak and not context.place else item.kind or "setting")
    if place.id == "sky" and relation in ("among", "over", "through"):
        return item.meant("setting")
    if relation in _OVERLOOKS and not (relation == "under" and place.id == "roof"):
        wide = place.id in _AREAS and not thing.plural and not context.place
        return item.meant("setting" if wide else "concept")
    if place.id == "table" and relation in _DONE_TO:
        return item.meant("concept")
    if (
        place.id == "table"
        and context.person
        and relation in ("on", "at", "to", "around", "beside")
    ):
        return item.meant("concept")  # who eats at a table is in a room
    last = context.last
    wet = last is not None and last.term is not None and last.term.id == "underwater"
    if last is not None and last.kind == "setting" and (context.language == "en" or wet):
        if place.id == "table" and last.term is not None and last.term.id != "kitchen":
            return item.meant("concept")  # "a garden table"
        return item.meant("setting")  # "an attic greenhouse"
    if relation == "at" and place.weak and context.being:
        return item.meant("concept")  # "breathing fire at a castle"
    if relation in _IN and context.before:
        return item.meant("concept" if context.seen else "setting")
    if place.weak or context.place:
        return item.meant("concept")
    return item.meant("setting")


def _is_counted(context: _Context) -> bool:
    """Whether a number, a colour or a material stands before: a place or an hour has none."""
    last = context.last
    return last is not None and last.kind in ("number", "colour", "material")


def _does(context: _Context) -> bool:
    """Whether a verb follows: the moon that reads a story is somebody."""
    after = context.after
    if after is None:
        return False
    return (
        after.text in ("che", "who", "that")
        or after.kind == "compare"
        or (
            after.kind in ("relation", "pose")
            and after.text.endswith("ing")
            and context.relation() is None
        )
    )


def _is_manner(context: _Context) -> bool:
    """Whether a style stands where styles do: apart, after "in", before "of"."""
    last = context.last
    apart = last is None or last.kind in ("boundary", "silent", "style", "article")
    if last is not None and last.kind == "article" and len(context.before) > 1:
        apart = context.before[-2].kind in ("boundary", "silent")
    return apart or context.relation() == "in"


def _adjective(item: Item) -> Kind | None:
    kinds: tuple[Kind, ...] = ("size", "colour", "quality")
    return next((kind for kind in kinds if item.meaning(kind)), None)


def _beside_noun(context: _Context) -> bool:
    """Whether a thing stands where an adjective would have it: a giant turtle."""
    unknown = context.after is not None and context.after.term is None
    if context.language == "it" and unknown:
        return True  # an old something that is in no list
    if context.language == "it" and context.after and context.after.text.startswith(_HAVING):
        return False  # "un vecchio con la barba"
    if context.language == "en" or _is_noun_phrase(context.after):
        return _is_noun_phrase(context.after)
    last = context.last
    return last is not None and (last.kind in _NOUNS or last.kind in ("colour", "size", "quality"))


def _names_a_thing(context: _Context) -> bool:
    """Whether an orange, una rosa, is a fruit and a flower here and no colour."""
    last = context.last
    after = context.after
    sky = after is not None and after.kind in ("time", "weather", "body", "region")
    if context.language == "en" and (sky or _is_noun_phrase(after)):
        return False
    opens = ("article", "number", "of", "relation", "size", "quality", "negation")
    return last is None or last.kind in opens


def _is_noun_phrase(item: Item | None) -> bool:
    return item is not None and (
        item.kind in ("concept", "colour", "size", "quality", "setting", "material")
        or item.meaning("concept") is not None
    )


def _leads_somewhere(context: _Context, lexicon: Lexicon) -> bool:
    """Whether a preposition follows: who walks through the grass walks nobody."""
    after = context.after
    if after is None or after.term is None:
        return False
    first, _, rest = after.text.partition(" ")
    led = lexicon.find(context.language, (first,)) if after.kind == "setting" and rest else ()
    return any(_is_place(term, lexicon) for term in (after.term, *led))


def _acts(item: Item, context: _Context) -> bool:
    """ "squirrels building a snowman" and no building; "la porta rossa" and no carrying."""
    last, after = context.last, context.after
    if last is None:
        return item.text.endswith("ing") and after is not None and after.kind in _OPENS_OBJECT
    if last.text in _WHO or last.kind == "copula":
        return True
    if last.kind in ("article", "of", "number", "size", "colour", "quality", "material"):
        return False
    if last.kind in ("relation",):
        return False
    thing = item.meaning("concept")
    trade = thing is not None and item.meaning("relation") is not None and context.language == "it"
    if trade and last.kind == "concept" and (after is None or after.kind not in _OPENS_OBJECT):
        return False  # "uno scoiattolo pilota su un aereo"
    doer = (
        last.kind == "concept" or last.term is None or last.kind in ("boundary", "silent", "pose")
    )
    if not doer:
        return False
    if after is None:
        return last.kind == "concept" and item.text.endswith(("ing", "ando", "endo"))
    return after.kind in _OPENS_OBJECT or (
        last.kind == "concept"
        and after.kind in ("concept", "relation", "silent")
        and (context.language == "it" or item.text.endswith(("ing", "s")))
    )
