"""The nouns of a phrase: which stand for themselves, and which say something of another."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import msgspec

from .drafts import Draft
from .inflection import invariable
from .item import Item
from .lexicon import Language, Lexicon
from .phrases import Phrase
from .ties import is_worn

_PLAYERS = frozenset(("player", "musician", "street-musician"))
_ROLE_ANIMALS = frozenset(("robot", "alien", "skeleton", "ghost"))
_EDIBLE = frozenset(("fruit", "vegetable", "food", "drink"))
_MADE_OF = {"paper": "paper", "glass": "glass", "stone": "stone", "sandcastle": "sand"}
_GROUPS = {"family": 4, "couple": 2, "twins": 2, "crowd": 7, "orchestra": 5, "choir": 6}
_GROWING = frozenset(("flower", "plant", "tree", "fruit", "vegetable"))
_HOLDING = frozenset(
    ("food", "drink", "kitchenware", "object", "tool", "garment", "fruit", "vegetable")
)
"""What is named by what is in it or done with it, and made of something else: a water bottle."""
_GENERIC = frozenset(("plant", "tree", "flower", "bush", "potted-plant"))
PARTS = frozenset(
    (
        "gate",
        "door",
        "window",
        "chimney",
        "staircase",
        "balcony",
        "roof",
        "wall",
        "bell",
        "shutters",
        "blinds",
        "windowsill",
        "doorway",
    )
)
_BOARDED = frozenset(("land-vehicle", "train", "aircraft", "vessel", "spacecraft"))
_ON_FRONTS = frozenset(("door", "balcony", "clock"))
_ROOFED = frozenset(("building", "landmark", "land-vehicle", "train"))
_OF_BUILDINGS = frozenset(("roof", "ruins"))
_PARENTS = frozenset(("mother", "father"))
_SHOWS = frozenset(
    ("portrait", "crowd", "statue", "sculpture", "monument", "painting", "puppet", "balloon")
)


def drafts_of(
    phrase: Phrase, before: Sequence[Draft], language: Language, lexicon: Lexicon
) -> tuple[list[Draft], list[str]]:
    """The nouns of a phrase, and the words of those that are not drawn."""
    kept: list[Draft] = []
    dropped: list[str] = []
    for position, item in enumerate(phrase.items):
        if item.kind != "concept" or item.term is None:
            continue
        draft = _draft(item, position)
        if not draft.plural and _several(item, phrase, before, language, lexicon):
            draft.plural = True
        last = kept[-1] if kept else None
        if _possesses(draft, last, phrase.items, lexicon):
            dropped.append(item.text)
        elif language == "en" and _of_a_place(position, phrase.items, draft, lexicon):
            if _grows(draft, lexicon) or _lives_there(draft, phrase.items[position + 1], lexicon):
                wide = phrase.items[position + 1].meaning("setting")
                several = draft.plural or (wide is not None and wide.id != "branch")
                kept.append(msgspec.structs.replace(draft, plural=several, content=True))
            else:
                dropped.append(item.text)  # the hall of a castle is no castle
        elif last is None or not _one_thing(last, draft, phrase.items):
            draft.content = _fills_a_place(position, phrase.items, draft)
            kept.append(_in_family(draft, [*before, *kept], lexicon))
        else:
            alone_there = last.concept == "window" and phrase.relation is None and not before
            if alone_there and draft.of and _family(draft, lexicon) in _BOARDED:
                dropped.append(item.text)  # the window of a train, and nobody who looks through it
                continue
            kept[-1:] = _merged(last, draft, phrase.items, language, lexicon, dropped)
    return kept, dropped


def _draft(item: Item, position: int) -> Draft:
    assert item.term is not None
    draft = Draft(
        item.term.id,
        position,
        item.term.plural,
        of=item.of,
        whose=item.whose,
        joined=item.joined,
        young=item.term.young,
        said=item.said,
        material=None if item.term.id == "glass" else _MADE_OF.get(item.term.id.partition("-")[0]),
    )
    if draft.concept in _ALWAYS_SEVERAL:
        draft.plural = False
    for kind, value in item.term.says:
        _say(draft, kind, value)
    return draft


_ALWAYS_SEVERAL = frozenset(("blinds", "shutters", "skis"))
"""One thing, though its word is a plural: *tapparelle*."""


def _several(
    item: Item, phrase: Phrase, before: Sequence[Draft], language: Language, lexicon: Lexicon
) -> bool:
    """ "salmon", "i cactus": nouns with one form for one and for several."""
    word = item.text.split()[0] if language == "it" else item.text.split()[-1]
    concept = item.term.id if item.term is not None else ""
    family = lexicon.concepts[concept].family if concept else ""
    if not invariable(word, language) or family in ("food", "drink") or concept in _ALWAYS_SEVERAL:
        return False  # "i popcorn", "gli sci"
    if language == "it":
        after_several = phrase.after_and and bool(before) and before[-1].plural
        bare = not item.article and after_several
        return item.article in ("i", "gli", "le") or bare or item.article in ("dei", "degli")
    numbered = any(other.kind == "number" for other in phrase.items)
    return not item.article and not numbered and not item.of


def _say(draft: Draft, kind: str, value: str) -> None:
    if kind == "number":
        draft.count = int(value)
    elif kind == "concept":
        draft.role = value
    elif kind == "quality":
        draft.qualities.append(value)
    elif kind == "size":
        draft.size = value
    elif kind == "colour":
        draft.colour = value
    elif kind == "pose":
        draft.pose = value
    elif kind == "material":
        draft.material = value
        draft.qualities.append(value)


def _possesses(draft: Draft, last: Draft | None, items: Sequence[Item], lexicon: Lexicon) -> bool:
    """``the kitchen of a castle's cook``: whose it is, is not drawn."""
    if not draft.whose:
        return False
    owned = items[draft.at - 1] if draft.at else None
    while owned is not None and owned.kind not in ("concept", "setting", "body", "region", None):
        at = next(index for index, item in enumerate(items) if item is owned)
        owned = items[at - 1] if at else None
    if owned is None or owned.kind == "body":
        return False
    tops = owned.kind == "setting" and owned.term is not None and owned.term.id in _OF_BUILDINGS
    if tops and lexicon.concepts[draft.concept].family in _ROOFED:
        return False  # "il tetto di una casetta", "the ruins of a temple"
    if owned.kind in ("setting", "region"):
        return owned.term is not None and owned.term.id not in _SHOWS
    if not lexicon.family(draft.concept).living:
        return False
    if last is not None and lexicon.is_person(draft.concept) and lexicon.is_animal(last.concept):
        return True  # the cat of the watchmaker
    if last is not None and lexicon.is_animal(draft.concept) and is_worn(last, lexicon):
        return False  # the hat of the fox is seen on the fox
    return not (last is None or lexicon.family(last.concept).living)


def _of_a_place(position: int, items: Sequence[Item], draft: Draft, lexicon: Lexicon) -> bool:
    """ "a castle hall", "the villa garden": whose place it is."""
    after = items[position + 1] if position + 1 < len(items) else None
    place = (
        after is not None and after.kind in ("setting", "body") and after.joined and not after.of
    )
    people = lexicon.is_person(draft.concept)
    if after is not None and after.kind == "body" and lexicon.family(draft.concept).living:
        return False  # a lion's mane is on a lion
    return place and not people and not draft.plural


def _grows(draft: Draft, lexicon: Lexicon) -> bool:
    """Whether a wood, a field or a garden may be full of it."""
    return lexicon.concepts[draft.concept].family in _GROWING


_HOMES = frozenset(("lake", "river", "farm", "winter", "sea", "aquarium", "cafe", "island"))


def _lives_there(draft: Draft, place: Item, lexicon: Lexicon) -> bool:
    """Whether a place is named by the animals that one sees there: a duck pond, a horse farm."""
    setting = place.meaning("setting")
    return lexicon.is_animal(draft.concept) and setting is not None and setting.id in _HOMES


def _fills_a_place(position: int, items: Sequence[Item], draft: Draft) -> bool:
    """ "un bosco di funghi": what the place is full of."""
    before = items[position - 1] if position else None
    return draft.of and not draft.whose and before is not None and before.kind == "setting"


def _one_thing(last: Draft, draft: Draft, items: Sequence[Item]) -> bool:
    """Whether two nouns stand side by side without a word between them."""
    between = items[last.at + 1 : draft.at]
    if draft.of and any(item.term is None for item in between):
        return False  # "a dragonfly on the tip of a rod"
    if draft.of:
        return all(item.kind not in ("concept", "setting", "body") for item in between)
    return not between and draft.joined


def _merged(
    last: Draft,
    draft: Draft,
    items: Sequence[Item],
    language: Language,
    lexicon: Lexicon,
    dropped: list[str],
) -> list[Draft]:
    """``fox astronaut`` is one being with a role; ``flower shop`` is a shop."""
    if last.young and draft.of and lexicon.is_animal(draft.concept):
        return [_little(draft, lexicon, count=last.count, plural=last.plural)]
    if draft.young and lexicon.is_animal(last.concept):
        return [_little(last, lexicon, count=last.count, plural=draft.plural, at=draft.at)]
    if _is_young_of(draft, last, lexicon):
        return [
            _little(
                last, lexicon, count=last.count, plural=draft.plural, at=draft.at, pose=draft.pose
            )
        ]
    player = last if draft.of else draft
    played = draft if draft.of else last
    if player.concept in _PLAYERS and _family(played, lexicon) == "instrument":
        if played.concept in lexicon.players:
            return [msgspec.structs.replace(player, concept=lexicon.players[played.concept])]
        played.tie("play", player)
        return [player, played]
    if draft.of:
        return _of(last, draft, items, lexicon, dropped)
    if language == "en" and draft.concept == "couple" and lexicon.is_person(last.concept):
        return [msgspec.structs.replace(last, count=2, plural=True, at=draft.at)]
    somebody = _with_a_trade(last, draft, lexicon)
    if somebody is not None:
        return [somebody]
    pair = alone(last, draft, lexicon)
    if pair is not None:
        return [pair]
    modifier, head = (last, draft) if language == "en" else (draft, last)
    grows = lexicon.concepts[modifier.concept].family in _GROWING
    if head.concept in _GENERIC and grows:  # a basil plant is basil
        return [
            msgspec.structs.replace(modifier, count=head.count, plural=head.plural, at=draft.at)
        ]
    if head.concept == "window" and _family(modifier, lexicon) in _BOARDED:
        dropped.append(items[head.at].text)
        return [modifier]  # whose head is out of a car window is in the car
    if not modifier.plural and _modifies(modifier, head, lexicon):
        stuff = lexicon.stuffs.get(items[modifier.at].text) if language == "en" else None
        if stuff and not head.material and _family(head, lexicon) not in _HOLDING:
            head.material = stuff  # a chocolate castle
        else:
            dropped.append(items[modifier.at].text)
        return [head]
    return [last, draft]


def _family(draft: Draft, lexicon: Lexicon) -> str:
    """The family of a draft."""
    return lexicon.concepts[draft.concept].family


_YOUNG: Final = frozenset(("dog", "cat"))


def _is_young_of(draft: Draft, breed: Draft, lexicon: Lexicon) -> bool:
    """Whether "puppy" or "kitten" follows the breed: a golden retriever puppy is one dog."""
    young = draft.size == "small" and draft.concept in _YOUNG and not draft.of
    return young and lexicon.is_animal(breed.concept) and breed.concept != draft.concept


def _little(draft: Draft, lexicon: Lexicon, **changed: object) -> Draft:
    """The young of an animal."""
    young = lexicon.young.get(draft.concept, draft.concept)
    return msgspec.structs.replace(draft, concept=young, size="small", **changed)


def _modifies(modifier: Draft, head: Draft, lexicon: Lexicon) -> bool:
    """ "an apple cake", "a stork nest"; but a lion statue shows a lion."""
    shows = head.concept in _SHOWS or lexicon.family(head.concept).living
    return not (lexicon.family(modifier.concept).living and shows)


def _of(
    last: Draft, draft: Draft, items: Sequence[Item], lexicon: Lexicon, dropped: list[str]
) -> list[Draft]:
    """``cake of chocolate`` is a cake; ``bowl of cherries`` holds cherries."""
    if last.concept == draft.concept and not draft.plural:
        return [last]  # the keyboard of a piano is the piano
    families = [lexicon.concepts[d.concept].family for d in (last, draft)]
    kin = last.concept == "family" and not lexicon.is_person(draft.concept)
    if kin or (last.concept in _GROUPS and lexicon.is_animal(draft.concept)):
        return [_grouped(draft, last)]
    if draft.whose and lexicon.is_animal(draft.concept) and is_worn(last, lexicon):
        last.tie("wear", draft)  # the hat of the fox
        return [draft, last]
    bowled = last.concept in ("bowl", "plate") and draft.concept in _BOWLED
    bottled = last.concept == "bottle" and draft.concept in _BOTTLED
    if bottled:
        concept = _BOTTLED[draft.concept]
        return [
            msgspec.structs.replace(draft, concept=concept, count=last.count, plural=last.plural)
        ]
    if (last.concept in _CUPS and families[1] == "drink") or bowled:
        return [msgspec.structs.replace(draft, count=last.count, plural=last.plural)]
    if last.concept in lexicon.containers:
        draft.tie("full-of", last)
        draft.plural = draft.plural or draft.number() > 1
        return [last, draft]
    if families[0] in _EDIBLE and draft.concept in _GROUPS:
        return [last, draft]  # "the lunch of a family", of whom is said next
    if families[0] in _EDIBLE and lexicon.family(draft.concept).living and draft.number() > 1:
        return [last, draft]  # the lunch of a family of foxes
    edible = families[0] in _EDIBLE and families[1] in _EDIBLE
    if last.concept in (*_GENERIC, "branch-twig") and families[1] in _GROWING:
        return [msgspec.structs.replace(draft, count=last.count, plural=last.plural)]
    part = last.concept in PARTS and families[1] in ("building", "landmark")
    if part and last.concept in _ON_FRONTS:
        last.tie("with", draft)  # whoever knocks on the door of a house is at the house
        return [draft, last]
    if part and last.concept == "staircase":
        draft.tie("before", last)  # whoever climbs the stairs of a church is before it
        return [last, draft]
    if last.concept == "window" and families[1] in _BOARDED:
        dropped.append(items[last.at].text)
        return [draft]  # who looks through the window of a bus looks into the bus
    if part:
        dropped.append(items[draft.at].text)
        return [last]
    bound = not draft.whose or lexicon.family(last.concept).living  # the horse of a carousel
    stuff = bound and _modifies(draft, last, lexicon)  # an earring of pearl
    if edible or stuff or (families[1] == "person" and not lexicon.family(last.concept).living):
        dropped.append(items[draft.at].text)
        return [last]
    return [last, draft]


_CUPS = frozenset(("cup", "teacup", "mug", "cup-and-saucer", "espresso-cup", "goblet", "glass"))
"""Of which the drawing of a drink is one already."""
_BOTTLED: Final = {
    "oil-bottle": "oil-bottle", "wine": "wine-bottle", "red-wine": "wine-bottle",
    "white-wine": "wine-bottle", "champagne": "champagne", "milk": "milk-bottle",
}  # fmt: skip
"""What has a bottle of its own."""
_BOWLED = frozenset(("soup", "ramen", "minestrone", "noodle-bowl", "salad", "porridge"))
"""Dishes that are drawn in a bowl."""


def _grouped(being: Draft, group: Draft) -> Draft:
    """As many as a group has; in a family some are small."""
    kin = ["related"] if group.concept == "family" else []
    count = being.count if being.count and being.count > 1 else _GROUPS[group.concept]
    return msgspec.structs.replace(
        being, count=count, plural=True, qualities=[*being.qualities, *kin]
    )


def alone(first: Draft, second: Draft, lexicon: Lexicon) -> Draft | None:
    """An animal that is somebody, in either order; None when the two are not such a pair."""
    for being, group in ((first, second), (second, first)):
        if lexicon.is_animal(being.concept) and group.concept in _GROUPS:
            return msgspec.structs.replace(_grouped(being, group), at=second.at)
    for being, role in ((first, second), (second, first)):
        animal = lexicon.is_animal(being.concept)
        if animal and (lexicon.is_person(role.concept) or role.concept in _ROLE_ANIMALS):
            if being.concept in _ROLE_ANIMALS and role.concept in _ROLE_ANIMALS:
                continue
            plural = first.plural or second.plural
            return msgspec.structs.replace(
                being, role=role.concept, plural=plural, at=second.at,
                count=first.count or second.count,
            )  # fmt: skip
    return None


_SORTS = frozenset(
    ("woman", "man", "girl", "boy", "child", "old-man", "old-woman", "young-woman", "young-man", "elf",
     "dwarf", "goblin", "gnome", "fairy", "orc", "saint")
)  # fmt: skip
"""Who may have a trade that is named beside them: a girl pirate, an elf archer."""


def _with_a_trade(first: Draft, second: Draft, lexicon: Lexicon) -> Draft | None:
    """Somebody and their trade, in either order; None when the two are not such a pair."""
    for being, trade in ((first, second), (second, first)):
        people = lexicon.is_person(trade.concept) or lexicon.is_person(being.concept)
        if being.concept in _SORTS and trade.concept not in _SORTS and people:
            if not lexicon.family(trade.concept).living or lexicon.is_animal(trade.concept):
                continue
            return msgspec.structs.replace(
                being, role=trade.concept, at=second.at, plural=first.plural or second.plural,
                count=first.count or second.count,
                qualities=[*first.qualities, *second.qualities],
            )  # fmt: skip
    return None


def _in_family(draft: Draft, before: Sequence[Draft], lexicon: Lexicon) -> Draft:
    """ "their mother" of ducklings is a duck, "two cubs" beside a bear are bears."""
    animals = [known for known in before if lexicon.is_animal(known.concept)]
    if not animals:
        return draft
    kin = animals[-1].concept
    adult = next((old for old, young in lexicon.young.items() if young == kin), kin)
    if draft.young and animals[-1].size != "small":
        return _little(msgspec.structs.replace(draft, concept=adult), lexicon)
    if draft.concept in _PARENTS and animals[-1].size == "small":
        return msgspec.structs.replace(draft, concept=adult, role=draft.concept)
    return draft
