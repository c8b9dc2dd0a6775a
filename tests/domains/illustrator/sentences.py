"""Sentences made of parts, in English and Italian, and whether the layout shows what they say.

One thing, a relation, another thing, in every combination that makes sense: what general rules are
worth is seen here, because nobody mends for one of many hundred sentences. Geometry is judged by
the boxes of the two on the stage, not by pixels. A third of the sentences is held out, by the
digest of its English words: it is only measured.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from functools import cache
from hashlib import blake2b
from random import Random
from typing import Final, NamedTuple

import msgspec

from affresco.studio.engines.illustrator import Scene, understand
from affresco.studio.engines.illustrator.camera import aim
from affresco.studio.engines.illustrator.layout import arranged
from affresco.studio.engines.illustrator.layout.assembly import Mark
from affresco.studio.engines.illustrator.layout.ties import drawn_as, roots_of
from affresco.studio.engines.illustrator.painting.stage import Stage
from affresco.studio.engines.illustrator.reading.lexicon import Language, lexicon


class Noun(NamedTuple):
    """A word in both languages; the Italian one with its indefinite article."""

    en: str
    it: str
    en_many: str = ""
    it_many: str = ""

    def a(self, language: Language) -> str:
        """``an owl``, ``un gufo``."""
        if language == "it":
            return self.it
        return ("an " if self.en[0] in "aeiou" else "a ") + self.en


BEASTS: Final = (
    Noun("cat", "un gatto"), Noun("mouse", "un topo"), Noun("frog", "una rana"),
    Noun("owl", "un gufo"), Noun("puppy", "un cucciolo"), Noun("hedgehog", "un riccio"),
    Noun("sparrow", "un passero"), Noun("rabbit", "un coniglio"), Noun("squirrel", "uno scoiattolo"),
    Noun("duckling", "un anatroccolo"),
)  # fmt: skip
PEOPLE: Final = (
    Noun("girl", "una bambina"), Noun("man", "un uomo"), Noun("knight", "un cavaliere"),
    Noun("old woman", "una vecchia"), Noun("robot", "un robot"),
)  # fmt: skip
THINGS: Final = (
    Noun("apple", "una mela"), Noun("candle", "una candela"), Noun("book", "un libro"),
    Noun("key", "una chiave"), Noun("teapot", "una teiera"), Noun("egg", "un uovo"),
    Noun("doll", "una bambola"), Noun("shell", "una conchiglia"), Noun("watch", "un orologio"),
)  # fmt: skip
VESSELS: Final = (
    Noun("basket", "un cestino"), Noun("box", "una scatola"), Noun("bucket", "un secchio"),
    Noun("bowl", "una ciotola"), Noun("cup", "una tazza"), Noun("suitcase", "una valigia"),
    Noun("drawer", "un cassetto"), Noun("boot", "uno stivale"), Noun("hat", "un cappello"),
    Noun("flowerpot", "un vaso da fiori"), Noun("teapot", "una teiera"), Noun("barrel", "una botte"),
    Noun("wheelbarrow", "una carriola"), Noun("jar", "un barattolo"), Noun("backpack", "uno zaino"),
    Noun("sink", "un lavandino"), Noun("bathtub", "una vasca da bagno"), Noun("crate", "una cassa"),
    Noun("nest", "un nido"), Noun("pot", "una pentola"), Noun("pocket", "una tasca"),
    Noun("shopping bag", "una borsa della spesa"), Noun("cage", "una gabbia"), Noun("boat", "una barca"),
    Noun("pumpkin", "una zucca"), Noun("glove", "un guanto"),
)  # fmt: skip
SUPPORTS: Final = (
    Noun("table", "un tavolo"), Noun("chair", "una sedia"), Noun("bench", "una panchina"),
    Noun("stool", "uno sgabello"), Noun("wall", "un muro"), Noun("rock", "una roccia"),
    Noun("shelf", "uno scaffale"), Noun("fence", "uno steccato"), Noun("piano", "un pianoforte"),
    Noun("pillow", "un cuscino"), Noun("barrel", "una botte"), Noun("suitcase", "una valigia"),
    Noun("car", "un'auto"), Noun("sofa", "un divano"), Noun("bed", "un letto"),
    Noun("mushroom", "un fungo"), Noun("elephant", "un elefante"), Noun("horse", "un cavallo"),
    Noun("cloud", "una nuvola"), Noun("pile of books", "una pila di libri"), Noun("stove", "una stufa"),
    Noun("carpet", "un tappeto"), Noun("tree stump", "un ceppo"), Noun("lamppost", "un lampione"),
    Noun("turtle", "una tartaruga"), Noun("drum", "un tamburo"), Noun("tray", "un vassoio"),
)  # fmt: skip
ROOFS: Final = (
    Noun("tree", "un albero"), Noun("umbrella", "un ombrello"), Noun("table", "un tavolo"),
    Noun("bridge", "un ponte"), Noun("bed", "un letto"), Noun("bench", "una panchina"),
    Noun("mushroom", "un fungo"), Noun("apple tree", "un melo"), Noun("tent", "una tenda"),
    Noun("car", "un'auto"), Noun("sofa", "un divano"), Noun("palm tree", "una palma"),
    Noun("chair", "una sedia"), Noun("lamppost", "un lampione"), Noun("leaf", "una foglia"),
    Noun("arch", "un arco"), Noun("blanket", "una coperta"), Noun("sunflower", "un girasole"),
)  # fmt: skip
LANDMARKS: Final = (
    Noun("house", "una casa", "houses", "case"), Noun("tree", "un albero", "trees", "alberi"),
    Noun("rock", "una roccia", "rocks", "rocce"), Noun("car", "un'auto", "cars", "auto"),
    Noun("lamppost", "un lampione", "lampposts", "lampioni"),
    Noun("fountain", "una fontana", "fountains", "fontane"),
    Noun("tent", "una tenda", "tents", "tende"),
    Noun("windmill", "un mulino a vento", "windmills", "mulini a vento"),
    Noun("campfire", "un falò", "campfires", "falò"), Noun("piano", "un pianoforte", "pianos", "pianoforti"),
    Noun("cow", "una mucca", "cows", "mucche"),
    Noun("snowman", "un pupazzo di neve", "snowmen", "pupazzi di neve"),
    Noun("lighthouse", "un faro", "lighthouses", "fari"),
    Noun("tower", "una torre", "towers", "torri"),
    Noun("church", "una chiesa", "churches", "chiese"),
    Noun("bookcase", "una libreria", "bookcases", "librerie"),
)  # fmt: skip
FLYERS: Final = (
    Noun("owl", "un gufo"), Noun("dragon", "un drago"), Noun("butterfly", "una farfalla"),
    Noun("hot-air balloon", "una mongolfiera"), Noun("airplane", "un aereo"), Noun("bee", "un'ape"),
    Noun("seagull", "un gabbiano"), Noun("witch", "una strega"), Noun("bat", "un pipistrello"),
)  # fmt: skip
CURTAINS: Final = (
    Noun("tree", "un albero"), Noun("rock", "una roccia"), Noun("curtain", "una tenda"),
    Noun("wall", "un muro"), Noun("sofa", "un divano"), Noun("car", "un'auto"), Noun("door", "una porta"),
    Noun("fence", "uno steccato"), Noun("bush", "un cespuglio"), Noun("barrel", "una botte"),
    Noun("house", "una casa"), Noun("counter", "un bancone"), Noun("desk", "una scrivania"),
)  # fmt: skip


class Template(NamedTuple):
    """A relation with the words that say it."""

    relation: str
    en: str
    it: str
    firsts: tuple[Noun, ...]
    seconds: tuple[Noun, ...]


_ALIVE: Final = (*BEASTS, *PEOPLE)
TEMPLATES: Final = (
    Template("in", "in", "in", (*BEASTS, *THINGS), VESSELS),
    Template("in", "sleeping in", "che dorme in", BEASTS, VESSELS),
    Template("in", "sitting inside", "seduto dentro", BEASTS, VESSELS),
    Template("in", "peeking out of", "che spunta da", BEASTS, VESSELS),
    Template("on", "on", "su", (*BEASTS, *THINGS), SUPPORTS),
    Template("on", "sitting on", "che siede su", _ALIVE, SUPPORTS),
    Template("on", "standing on top of", "in piedi su", _ALIVE, SUPPORTS),
    Template("on", "sleeping on", "che dorme su", _ALIVE, SUPPORTS),
    Template("under", "under", "sotto", (*_ALIVE, *THINGS), ROOFS),
    Template("under", "sitting under", "che siede sotto", _ALIVE, ROOFS),
    Template("under", "hiding beneath", "che si nasconde sotto", _ALIVE, ROOFS),
    Template("over", "flying over", "che vola sopra", FLYERS, LANDMARKS),
    Template("over", "jumping over", "che salta sopra", _ALIVE, (*SUPPORTS[:2], *CURTAINS[7:10])),
    Template("over", "floating above", "che galleggia sopra", (*THINGS, *PEOPLE), LANDMARKS),
    Template("behind", "behind", "dietro", _ALIVE, CURTAINS),
    Template("behind", "hiding behind", "che si nasconde dietro", _ALIVE, CURTAINS),
    Template("before", "in front of", "davanti a", _ALIVE, LANDMARKS),
    Template("before", "standing in front of", "in piedi davanti a", _ALIVE, LANDMARKS),
    Template("beside", "next to", "accanto a", (*_ALIVE, *THINGS), LANDMARKS),
    Template("beside", "sitting beside", "che siede vicino a", _ALIVE, LANDMARKS),
    Template("between", "between two", "tra due", (*_ALIVE, *THINGS), LANDMARKS),
)  # fmt: skip


class Sentence(NamedTuple):
    """One wish in both languages, and the ties that it names: (first, relation, second)."""

    en: str
    it: str
    ties: tuple[tuple[Noun, str, Noun], ...]

    @property
    def held_out(self) -> bool:
        """Whether nobody mends for it."""
        return blake2b(self.en.encode(), digest_size=2).digest()[0] % 3 == 0

    def words(self, language: Language) -> str:
        return self.en if language == "en" else self.it


def _feminine(words: str, noun: Noun) -> str:
    """``seduto`` agrees with its noun."""
    female = noun.it.startswith(("una ", "un'"))
    return words.replace("seduto", "seduta") if female else words


def sentences() -> Iterator[Sentence]:
    """Every sentence, in an order that stays."""
    for made in TEMPLATES:
        for first, second in itertools.product(made.firsts, made.seconds):
            if first.en == second.en:
                continue
            many = made.relation == "between"
            far = (second.en_many, second.it_many) if many else (second.a("en"), second.it)
            verb = _feminine(made.it, first)
            yield Sentence(
                f"{first.a('en')} {made.en} {far[0]}",
                f"{first.it} {verb} {far[1]}",
                ((first, made.relation, second),),
            )
    for first, vessel, support, roof in _chained():
        yield Sentence(
            f"{first.a('en')} in {vessel.a('en')} on {support.a('en')} under {roof.a('en')}",
            f"{first.it} in {vessel.it} su {support.it} sotto {roof.it}",
            ((first, "in", vessel), (vessel, "on", support), (first, "under", roof)),
        )


def _chained() -> Iterator[tuple[Noun, Noun, Noun, Noun]]:
    every = itertools.product(
        BEASTS[:5], VESSELS[:6], SUPPORTS[:3], (ROOFS[0], ROOFS[7], ROOFS[11])
    )
    for number, chain in enumerate(every):
        if number % 4 == 0:
            yield chain


def sample(least: int, held_out: bool | None = None) -> list[Sentence]:
    """About that many, spread over all by their digest."""
    every = [s for s in sentences() if held_out is None or s.held_out == held_out]
    step = max(1, len(every) // least)
    return sorted(every, key=lambda s: blake2b(s.it.encode(), digest_size=8).digest())[::step]


@cache
def _concepts(noun: Noun) -> frozenset[str]:
    """What the words of a noun mean, by the lexicon and by its reader."""
    read = understand(noun.a("en")), understand(noun.it)
    listed = lexicon().find("en", tuple(noun.en.replace("-", " ").split()))  # a desk is a place too
    return frozenset(
        [entity.concept for scene in read for entity in scene.entities]
        + [term.id for term in listed if term.kind == "concept"]
    )


def named(noun: Noun, scene: Scene) -> int | None:
    """The entity that the noun stands for."""
    for index, entity in enumerate(scene.entities):
        if entity.concept in _concepts(noun):
            return index
    return None


def told(scene: Scene, first: Noun, relation: str, second: Noun) -> bool:
    """Whether the graph ties the two as it was said; in a chain the seat of a seat counts too."""
    one, two = named(first, scene), named(second, scene)
    if one is None or two is None:
        return False
    said = drawn_as(scene.entities[two].relation or "")
    return scene.entities[two].by is not None and said in _SAME.get(relation, (relation,))


_SAME: Final[dict[str, tuple[str, ...]]] = {
    "between": ("beside", "among", "between"),
    "in": ("in", "hide", "from", "beside"),
    "over": ("over", "on"),
    "on": ("on", "ride"),
}

Boxes = dict[int, list[Mark]]


def boxes(scene: Scene, seed: int = 4, setting: str = "meadow") -> tuple[Boxes, dict[int, int]]:
    """Where the entities are on a stage of 1000 × 1000, and in which order they are painted."""
    stage = Stage(msgspec.structs.replace(scene, setting=setting), seed, (256, 256), True)
    aim(stage)
    found: Boxes = {}
    order: dict[int, int] = {}
    at = itertools.count()
    for piece in sorted(arranged(stage, roots_of(stage)), key=lambda piece: piece.order):
        for mark in piece.seen():
            found.setdefault(mark.entity, []).append(mark)
            order[mark.entity] = next(at)
    return found, order


def shown(scene: Scene, first: Noun, relation: str, second: Noun) -> str:
    """ "" when the boxes show the relation; else what is amiss."""
    one, two = named(first, scene), named(second, scene)
    return "missing" if one is None or two is None else laid_out(scene, one, relation, two)


def laid_out(scene: Scene, one: int, relation: str, two: int) -> str:
    """The same for two entities."""
    places, order = boxes(scene)
    if one not in places or two not in places:
        return "unmarked"
    a, others = places[one][0], places[two]
    if relation == "between":
        middles = [(b.left + b.right) / 2 for b in others]
        centre = (a.left + a.right) / 2
        return "" if min(middles) < centre < max(middles) else "not between"
    return _JUDGES[relation](a, others[0], order[one] > order[two])


def _across(a: Mark, b: Mark) -> float:
    """Share of the narrower that lies over or below the other."""
    shared = min(a.right, b.right) - max(a.left, b.left)
    return shared / max(1e-6, min(a.right - a.left, b.right - b.left))


def _middle(a: Mark) -> tuple[float, float]:
    return (a.left + a.right) / 2, (a.top + a.bottom) / 2


def _high(a: Mark) -> float:
    return max(1e-6, a.bottom - a.top)


def _in(a: Mark, b: Mark, nearer: bool) -> str:
    if _across(a, b) < 0.8:
        return "beside it"
    if a.bottom > b.bottom + 0.02 * _high(b):
        return "below it"
    if a.bottom < b.top + 0.02 * _high(b):
        return "above it"
    if (a.right - a.left) > 1.35 * (b.right - b.left):
        return "too wide"
    return "" if a.top > b.top - 1.6 * _high(b) else "too tall"


def _on(a: Mark, b: Mark, nearer: bool) -> str:
    if _across(a, b) < 0.45:
        return "beside it"
    if a.bottom < b.top - 0.12 * _high(b):
        return "above it"
    if a.bottom > b.bottom - 0.2 * _high(b) and _high(b) > 0.3 * _high(a):
        return "not on it"
    return "" if _middle(a)[1] < _middle(b)[1] + 0.05 * _high(b) or nearer else "covered"


def _under(a: Mark, b: Mark, nearer: bool) -> str:
    if _across(a, b) < 0.45:
        return "beside it"
    if _middle(a)[1] < _middle(b)[1] - 0.02 * _high(b):
        return "over it"
    return "" if a.top > b.top else "too tall"


def _over(a: Mark, b: Mark, nearer: bool) -> str:
    across = abs(_middle(a)[0] - _middle(b)[0])
    if across > 0.6 * max(b.right - b.left, a.right - a.left):
        return "beside it"
    return "" if a.bottom < b.top + 0.25 * min(_high(b), 2 * _high(a)) else "not over it"


def _behind(a: Mark, b: Mark, nearer: bool) -> str:
    if nearer:
        return "before it"
    if _across(a, b) < 0.12:
        return "beside it"
    hidden = b.left <= a.left and a.right <= b.right and b.top <= a.top
    return "hidden" if hidden else ""


def _before(a: Mark, b: Mark, nearer: bool) -> str:
    if _high(b) < 0.6 * _high(a) and _across(a, b) < 0.5:
        return ""  # who is in front of a cup has it before him, and does not hide it
    if not nearer:
        return "behind it"
    if _across(a, b) < 0.25:
        return "beside it"
    return "" if a.bottom >= b.bottom - 0.02 * _high(b) else "higher"


def _beside(a: Mark, b: Mark, nearer: bool) -> str:
    if _across(a, b) > 0.45:
        return "covering"
    gap = max(a.left, b.left) - min(a.right, b.right)
    return "far" if gap > 260 else ""


_JUDGES: Final[dict[str, Callable[[Mark, Mark, bool], str]]] = {
    "in": _in, "on": _on, "under": _under, "over": _over, "behind": _behind, "before": _before,
    "beside": _beside,
}  # fmt: skip


_ANYTHING: Final = {
    "in": ("in", ("kitchenware", "object", "furniture", "vessel", "building", "land-vehicle")),
    "on": ("on", ("furniture", "building", "nature", "land-vehicle", "object", "landmark", "food")),
    "under": ("under", ("tree", "furniture", "building", "plant", "land-vehicle", "object")),
    "over": ("flying over", ()),
    "behind": ("behind", ()),
    "before": ("in front of", ()),
    "beside": ("next to", ()),
}
"""Relations with the families of what they are tried with; none: all that does not live."""


class Pair(NamedTuple):
    """Somebody and something of the lexicon, taken at random, in a relation."""

    one: str
    relation: str
    two: str

    @property
    def words(self) -> str:
        known = lexicon().concepts
        one, two = (Noun(known[name].forms("en")[0], "") for name in (self.one, self.two))
        return f"{one.a('en')} {_ANYTHING[self.relation][0]} {two.a('en')}"

    def amiss(self) -> str | None:
        """What the boxes of the two show otherwise, "" for nothing; None when they were not read
        as two things."""
        scene = understand(self.words)
        found = [entity.concept for entity in scene.entities]
        if sorted(found) != sorted((self.one, self.two)) or self.one == self.two:
            return None
        if scene.entities[1].relation in ("wear", "ride"):
            return ""  # in a coat, on a bicycle
        return laid_out(scene, found.index(self.one), self.relation, found.index(self.two))


def anything(count: int, seed: int = 5) -> Iterator[Pair]:
    """Any living being of the lexicon with any thing; nobody mends for one of them."""
    words, chance = lexicon(), Random(seed)
    named_ones = [c for c in words.concepts.values() if c.forms("en")]
    alive = [c.id for c in named_ones if words.family(c.id).living]
    things = [c for c in named_ones if not words.family(c.id).living and c.family != "celestial"]
    for _ in range(count):
        relation = chance.choice(list(_ANYTHING))
        families = _ANYTHING[relation][1]
        fitting = [c.id for c in things if not families or c.family in families]
        yield Pair(chance.choice(alive), relation, chance.choice(fitting))


def alike(one: Scene, other: Scene) -> bool:
    """Whether two wishes are understood alike: what is there, and what ties it."""
    return _core(one) == _core(other)


def _core(scene: Scene) -> tuple[object, ...]:
    return scene.setting, tuple(
        (e.concept, e.count, e.relation, e.by, e.pose, e.colour, e.material) for e in scene.entities
    )


def nouns_known() -> list[str]:
    """Nouns of the sentences that the lexicon has not, in either language."""
    every = {n for made in TEMPLATES for n in (*made.firsts, *made.seconds)}
    words = lexicon()
    return sorted(
        n.en for n in every if not words.find("en", tuple(n.en.replace("-", " ").split()))
    )
