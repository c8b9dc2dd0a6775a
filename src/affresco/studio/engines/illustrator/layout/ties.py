"""Who belongs to whom in a scene: the tree of what is drawn together."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import msgspec

from affresco.studio.engines.illustrator.facts import beside_others, family_of
from affresco.studio.engines.illustrator.painting.stage import Stage
from affresco.studio.engines.illustrator.reading.lexicon import lexicon
from affresco.studio.engines.illustrator.reading.outlooks import WINDOWED
from affresco.studio.engines.illustrator.scene import Entity
from affresco.studio.engines.illustrator.subjects.actors import can_act, garment_of

from . import close
from .adjusting import aimed, brooding, candled, passed_on, taken
from .fixtures import FIXTURE, TREEHOUSE, carried_off, is_fixed
from .hammocks import tied_up
from .hands import in_the_mouth
from .intents import BALLS, FENCES, deed_of, smaller_lead
from .laden import loaded
from .node import Node
from .playing import shot
from .rings import is_load
from .sharing import SADDLES, joined, laid_tables, likewise, paired
from .winding import WOUND, winds
from .windows import OUT as LEANS_OUT
from .windows import leans_out

FLOWERS = frozenset(("flower", "rose", "tulip", "sunflower", "poppy", "hibiscus"))
_SCENERY: Final = {
    "lake": ("mountain", "hill"),
    "mountains": ("mountain",),
    "skyline": ("skyscraper", "city"),
    **dict.fromkeys(WINDOWED, ("window",)),
    "balcony": ("balcony",),
    **dict.fromkeys(("village", "street", "old-town", "square", "canal"), ("window",)),
    "classroom": ("window", "blackboard"),
    **dict.fromkeys(("stadium", "theatre", "concert"), ("crowd", "audience")),
    "bakery": ("bread", "baguette", "bun", "croissant", "pastry"),
    "library": ("book", "books", "bookcase"),
}
"""Things that a place is made of, by its name."""
_TABLES: Final = frozenset(("table", "desk", "dining-table", "breakfast-table", "counter"))
_LIFTED: Final = frozenset(("umbrella", "balloon", "kite", "parasol", "candle", "flag"))
_IN_ARMS: Final = frozenset(("save", "hug", "carry", "hold"))  # what one does with a kitten
_ON_FEET: Final = frozenset(("skis", "ice-skate", "roller-skates"))
_ON_BODY: Final = frozenset(("at-shoulder", "at-back", "at-neck", "at-head", "at-nose", "at-shell"))
_WALLED: Final = frozenset(("building", "landmark", "land-vehicle", "train", "furniture"))
FACADE: Final = {
    "door": (0.0, 0.36),
    "balcony": (0.42, 0.34),
    "clock": (0.62, 0.18),
    "window": (0.44, 0.2),
}
"""Parts of a house: how high they are on it, and how large, in shares of its height."""
NO_AIR: Final = frozenset(
    ("branch", "table", "tile", "room", "library", "kitchen", "logo", "portrait")
)
"""Places where nothing hangs in the air, however well it flies."""
LIFTED: Final = "lifted"
"""How a thing is tied to the balloons that carry it off."""
DISTANT: Final = "distant"
"""The quality of what stands far behind the others."""
_SUPPORTS: Final = frozenset(("on", "in", "ride"))  # what carries the other
_APART: Final = frozenset(("over",))  # what stays far from each other


def drawn_as(relation: str) -> str:
    """The relation that lays it out, by the lexicon."""
    known = lexicon().relations.get(relation)
    return (known.drawn_as or relation) if known else relation


def roots_of(stage: Stage) -> list[Node]:
    """Trees of the entities that the setting has not drawn itself."""
    entities = stage.scene.entities
    vase = stage.entity("vase")
    nodes: dict[int, Node] = {}
    roots: list[Node] = []
    for index, entity in enumerate(entities):
        if index in stage.drawn or (vase and entity.concept in FLOWERS):
            continue  # flowers stand in the vase
        if entity.concept in _SCENERY.get(stage.scene.setting, ()) and not _needed(entity):
            continue  # the place shows them already, at their distance
        if stage.scene.setting == "table" and entity.concept in _TABLES and entity.relation == "on":
            continue  # one looks at it from so near that it is the place
        entity = _emptied(_handed(entity, entities), index, entities)
        node = nodes[index] = Node(_overgrown(_flown(entity), index, entities), index)
        leader = nodes.get(entity.by) if entity.by is not None else None
        if leader is not None and _overlooked(leader.entity, entity):
            entity = msgspec.structs.replace(entity, qualities=(*entity.qualities, DISTANT))
            node.entity = entity
        leader = None if DISTANT in entity.qualities else leader
        tie = _tie(leader.entity, entity) if leader else ""
        if leader is None and roots and _clothes(roots[-1].entity, entity):
            leader, tie = roots[-1], "wear"  # "with a coat and a hat": the hat is worn too
        if leader is None and roots and entity.concept in FENCES and _built(roots[0].entity):
            leader, tie = roots[0], "around"
        if leader and tie:
            leader.ties.append((tie, node))
        else:
            roots.append(node)
    _spread_out(roots)
    laid_tables(roots)
    for root in roots:
        _hoisted(root)
        passed_on(root)
        aimed(root)
        shot(root)
        tied_up(root)
        taken(root)
    likewise(roots)
    candled(roots)
    brooding(roots)
    return joined(_dealt(paired(loaded(roots))))


_SIGHTS: Final = frozenset(
    ("pyramid", "eiffel-tower", "tokyo-tower", "leaning-tower", "colosseum", "clock-tower",
     "statue-of-liberty", "mountain", "mount-fuji", "volcano", "sphinx", "cathedral", "castle", "temple",
     "skyscraper", "suspension-bridge")
)  # fmt: skip


def _overlooked(lead: Entity, other: Entity) -> bool:
    """Whether somebody is before sights that are known from afar: pyramids, a tower."""
    sight = lexicon().concepts[other.concept].family == "landmark" or other.concept in _SIGHTS
    return other.relation == "before" and sight and family_of(lead).living and lead.pose is None


def _spread_out(roots: Sequence[Node]) -> None:
    """Those who have a picnic sit on one cloth, a basket in the middle."""
    guests = [root for root in roots if root.entity.pose == "picnic"]
    if guests and not any(guest.tied("on") for guest in guests):
        host = guests[0]
        basket = Node(Entity("picnic"), host.index)
        host.ties.append(("on", Node(Entity("picnic-blanket"), host.index)))
        host.ties.append(("beside", basket))


def _built(entity: Entity) -> bool:
    return lexicon().concepts[entity.concept].family == "building"


_HANDED: Final = frozenset(("hold", "with", "carry", "give", "pick", "wear", "sell"))


def _handed(entity: Entity, entities: Sequence[Entity]) -> Entity:
    """Roses in somebody's hands are a bunch."""
    living = entity.by is not None and family_of(entities[entity.by]).living
    if living and "bunched" in entity.qualities and entity.relation in _HANDED:
        how = "hold" if entity.relation in ("with", "wear") else entity.relation
        return msgspec.structs.replace(entity, concept="bouquet", count=1, relation=how)
    return entity


def _emptied(entity: Entity, index: int, entities: Sequence[Entity]) -> Entity:
    """A vase with flowers that its own drawing does not show."""
    within = [e for e in entities if e.by == index and e.relation in ("full-of", "with")]
    if entity.relation == "in" and entity.by is not None:
        within.append(entities[entity.by])
    strange = any(_grown(e) and e.concept not in FLOWERS for e in within)
    if entity.concept != "vase" or not strange:
        return entity
    return msgspec.structs.replace(entity, concept="empty-vase")


def _grown(entity: Entity) -> bool:
    return lexicon().concepts[entity.concept].family in ("flower", "plant", "tree")


def _flown(entity: Entity) -> Entity:
    """What somebody flies on a string is a kite, whatever else has that name."""
    if entity.relation == "fly-it" and family_of(entity).living and "kite" in entity.concept:
        colour = entity.colour or ("red" if "red" in entity.concept else None)
        return msgspec.structs.replace(entity, concept="kite", colour=colour)
    return entity


def _overgrown(entity: Entity, index: int, entities: Sequence[Entity]) -> Entity:
    """A bridge that is covered in ivy, a house full of flowers: they grow all over it."""
    family = lexicon().concepts[entity.concept].family
    grown = any(
        e.by == index
        and e.relation == "full-of"
        and lexicon().concepts[e.concept].family in ("plant", "flower")
        for e in entities
    )
    if not grown or family not in _WALLED or entity.material == "flowers":
        return entity
    return msgspec.structs.replace(entity, material="flowers")


def _dealt(roots: list[Node]) -> list[Node]:
    """Instruments and umbrellas that nobody put anywhere are in the hands of those before them."""
    kept: list[Node] = []
    for root in roots:
        entity = root.entity
        giver = next((node for node in reversed(kept) if family_of(node.entity).living), None)
        instrument = lexicon().concepts[entity.concept].family == "instrument"
        loose = entity.relation is None and not root.ties and (instrument or entity.concept in _OWN)
        if giver is None or not loose:
            kept.append(root)
        elif giver.entity.count > 1 and instrument:
            giver.dealt.append(entity)
        elif not giver.tied("hold"):
            giver.ties.append(("hold", root))
        else:
            kept.append(root)
    return kept


_OWN: Final = frozenset(("umbrella", "parasol", "cane", "walking-stick", "backpack", "handbag"))


def _clothes(lead: Entity, other: Entity) -> bool:
    """Whether a garment that nobody put anywhere is somebody's."""
    return family_of(lead).living and other.count == 1 and bool(garment_of(other.concept))


def _hoisted(node: Node) -> None:
    """What the seat of somebody is under or beside, the sitter is under or beside as well."""
    for relation, other in list(node.ties):
        _hoisted(other)
        at_rest = node.entity.pose in ("sleep", "lie", "sit", "read")
        if relation not in _SUPPORTS and at_rest and family_of(node.entity).living:
            for outer, far in list(other.ties):
                seat = lexicon().concepts[far.entity.concept].family == "furniture"
                if outer == "on" and (seat or "bench" in far.entity.concept):
                    other.ties.remove((outer, far))
                    node.ties.append((outer, far))
        if relation not in _SUPPORTS:
            continue
        for outer, far in list(other.ties):
            if outer not in _SUPPORTS and outer not in ("hold", "wear"):
                other.ties.remove((outer, far))
                node.ties.append((outer, far))


def _needed(entity: Entity) -> bool:
    """Whether somebody has to do with a thing that the place shows anyway."""
    if entity.by is None:
        return False
    handled = entity.relation in (LEANS_OUT, "from", "write", "polish", "open", "hang-from")
    return handled or drawn_as(entity.relation or "") in ("on", "in", "ride")


def _tie(lead: Entity, other: Entity) -> str:
    """How the two are put together; "" when they stand apart."""
    said = other.relation or ""
    relation = drawn_as(said)
    living = family_of(lead).living
    if said in ("over", "on", "at") and lead.pose == "spray":
        return "spray"
    if not said or (said in _APART and not _aloft(lead, other)):
        return ""
    if carried_off(lead, other):
        return LIFTED
    if (near := close.tie(lead, other, said)) != "":
        return near
    if said == LEANS_OUT and leans_out(other):
        return LEANS_OUT
    if said == WOUND:
        return WOUND if winds(lead, other) else relation
    family = lexicon().concepts[other.concept].family
    filled = said == "full-of"
    if family == "celestial" and not filled and relation not in ("on", "in", "hold", "ride"):
        return ""  # it stays in the sky
    smaller = beside_others(other) < 0.85 * beside_others(lead)
    child = said == "hug" and other.concept != "baby" and all(_human(e) for e in (lead, other))
    taken_up = living and said in _IN_ARMS and not child
    if taken_up and smaller and family_of(other).living and other.count == 1:
        return "bears" if _ON_BODY & set(other.qualities) else "hold"
    if (
        said == "wear"
        and other.concept in _NESTS
        and lexicon().concepts[lead.concept].family != "person"
    ):
        tiny = lead.pose is not None or beside_others(lead) < 0.4
        return "in" if other.count == 1 and tiny and lead.pose in _RESTING else "wear"
    if said == "wear" and garment_of(other.concept):
        return "wear"
    if lead.concept == "snowman" and other.concept in _OF_SNOWMEN:
        return "lit"  # its drawing has them
    if lead.concept in ("jack-o-lantern", "lantern") and other.concept == "candle":
        return "lit"  # it shines from within
    if lead.concept == "pancakes" and other.concept in ("syrup", "honey", "butter"):
        return "lit"  # its drawing has them
    if lead.concept == "nest" and "egg" in other.concept and not other.material:
        return "lit"  # its drawing has them
    if said == "full-of" and lead.material == "flowers" and _walled(lead):
        return "lit"  # it is seen all over it
    if relation == "in" and other.concept in ("blinds", "curtain", "shutters", "curtains"):
        return "lit"  # light comes through them
    if living and said in ("carry", "hold", "with") and _ON_BODY & set(other.qualities):
        return "bears"
    deed = deed_of(lead, other, said)
    if deed:
        return deed
    light = not family_of(other).living and beside_others(other) < 0.6 * max(
        0.9, beside_others(lead)
    )
    if said == "give" and (family_of(other).held or light):
        return "hold"
    if lead.concept == TREEHOUSE and (other.concept == "ladder" or family == "tree"):
        return "lit"  # its drawing has them
    if is_fixed(lead, other, relation):
        return FIXTURE
    housed = lexicon().concepts[lead.concept].family in ("building", "landmark")
    if housed and relation in ("with", "beside") and other.concept in ("smoke", "steam"):
        return "bears"
    if housed and relation in ("with", "beside") and other.concept in FACADE:
        return "part"
    if said in ("with", "hold", "wear") and other.concept in _ON_FEET and can_act(lead):
        return "ride"
    if relation in ("hold", "play", "read", "eat", "tend"):
        return _in_hand(lead, other, said)
    if other.concept == "wheelchair" and relation in ("on", "in", "ride"):
        return "on"
    if living and relation in ("on", "in", "ride") and other.concept in SADDLES:
        return "ride"
    if relation == "ride":
        return "on" if other.concept in ("wave", "giant-wave") else "ride"
    if relation == "on" and other.concept == "nest" and living:
        return "in"
    if relation == "with" and other.count == 1 and in_the_mouth(lead, other):
        return "hold"
    person = lexicon().concepts[other.concept].family == "person"
    mounted = living and relation == "on" and family_of(other).living
    if mounted and beside_others(other) >= 0.9 and not (person and smaller_lead(lead, other)):
        return "ride" if lead.pose in (None, "ride", "sit") else "on"
    if said == "on":
        return "on" if is_load(lead, other) else _carried(lead, other)
    if relation == "in" and other.concept in _LIGHTS:
        return "lit"
    if said == "over":
        return "over"
    if relation == "under" and other.concept in _BEAMS:
        return "lit"
    known = frozenset(
        ("cross", "climb", "hang-from", "lean", "among", "hug", "pull", "push", "kick", "chase", "look-at",
         "wait-for", "talk", "give", "feed", "help", "fight", "race", "full-of", "through", "abduct")
    )  # fmt: skip
    if said in known:
        return said
    return relation


def _human(entity: Entity) -> bool:
    return lexicon().concepts[entity.concept].family in ("person", "active-person")


def _walled(lead: Entity) -> bool:
    return lexicon().concepts[lead.concept].family in _WALLED


_LINES: Final = frozenset(("thread", "rope", "string", "vine", "wire", "cord", "yarn"))


def _aloft(lead: Entity, other: Entity) -> bool:
    """Whether who is over a thing is put right above it: one or two, over something of its own."""
    families = [lexicon().concepts[entity.concept].family for entity in (lead, other)]
    if lead.pose == "hang" or lead.concept in _LINES:
        return False  # it comes from above the picture
    land = families[1] == "nature" and beside_others(other) > 1.7
    return lead.count <= 2 and other.count <= 3 and not land and "celestial" not in families


def _carried(lead: Entity, other: Entity) -> str:
    """Which of the two is on the other: a parrot on a pirate, candles on a cake."""
    living, small = family_of(lead).living, beside_others(other) < 0.75 * beside_others(lead)
    if living and family_of(other).living and small:
        return "bears"
    if living and other.concept in BALLS and lead.concept in ("seal", "sea-lion"):
        return "bears"
    family = lexicon().concepts[other.concept].family
    if other.concept == "candle" and lexicon().concepts[lead.concept].family == "food":
        return "bears"
    crop = family in ("fruit", "vegetable") and lead.pose is None
    if living and crop and beside_others(other) < 0.75 * beside_others(lead):
        return "bears"  # an apple on its head
    heavy = family in ("building", "landmark")
    if heavy and lexicon().concepts[lead.concept].family in ("whale", "sea-animal"):
        return "bears"
    handled = family_of(other).held and family not in _FIRM
    if living and small and handled and other.concept not in _STOOD_ON:
        return "beside"  # on crutches, on the phone
    carrier = lexicon().concepts[lead.concept].family
    rolling = carrier == "land-vehicle" and not family_of(other).living
    grows = family in ("plant", "tree", "nature", "vegetable", "landmark")
    borne = (small or rolling) and not grows and not family_of(other).living
    borne = borne and other.concept not in _STOOD_ON
    if not living and carrier in _CARRIERS and borne and lead.size != "small":
        return "bears"
    return "on"


_FIRM: Final = frozenset(
    (
        "food",
        "fruit",
        "vegetable",
        "drink",
        "object",
        "kitchenware",
        "toy",
        "sport",
        "furniture",
        "building",
    )
)
"""What can be stood on, however small it is."""
_NESTS: Final = frozenset(("shoe", "boot", "sneaker", "slipper", "hiking-boot", "sock", "glove"))
_RESTING: Final = frozenset(("sleep", "sit", "lie", "hide", None))
_BEAMS: Final = frozenset(("spotlight", "light", "moonlight", "sunlight"))
_OF_SNOWMEN: Final = frozenset(("hat", "top-hat", "carrot"))
_LIGHTS: Final = frozenset(("spotlight", "light", "shadow", "moonlight", "lamp"))
_CARRIERS: Final = frozenset(("food", "land-vehicle", "vessel", "building", "furniture", "train"))
_STOOD_ON: Final = BALLS | frozenset(
    ("box", "book", "books", "pillow", "cushion", "plate", "drum", "barrel", "suitcase", "leaf",
     "crate", "globe", "blanket", "towel", "tray", "cup", "teapot", "hat", "cake", "rope", "pumpkin",
     "chest", "skateboard", "coin", "gold-coin", "bar", "ladder", "stage", "keyboard", "picnic-blanket",
     "cheese", "guitar", "umbrella", "mug", "bucket", "basketball",
     "mast", "pole", "post", "lamppost", "signpost", "chimney")
)  # fmt: skip


def _in_hand(lead: Entity, other: Entity, said: str) -> str:
    held = family_of(other).held or other.concept in _LIFTED
    usual = msgspec.structs.replace(other, size=None)
    small = beside_others(usual) < 0.72 * beside_others(lead) or in_the_mouth(lead, other)
    held = held or in_the_mouth(lead, other)
    if lexicon().concepts[other.concept].family == "toy" and not small:
        held = False
    flower = lexicon().concepts[other.concept].family in ("flower", "plant")
    if said == "carry" and not held and not small:
        return "bears"  # a snail its house
    if said == "tend" and held and family_of(other).setting not in ("garden", "orchard"):
        return "hold" if not flower and not other.concept.endswith("tree") else "beside"
    laden = said == "carry" and not (held or flower)
    if laden and lexicon().concepts[lead.concept].family != "person":
        return "bears"
    if said in ("paint", "tend") or not (held or flower or (small and family_of(other).living)):
        return "beside"
    if said == "play" and lexicon().concepts[other.concept].family not in ("instrument",):
        return "play-with"
    return "eat" if said == "eat" else "hold"
