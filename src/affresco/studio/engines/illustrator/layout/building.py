"""From the tree of a scene to assemblies: everybody with what they wear, hold, ride and sit on."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

import msgspec

from affresco.studio.engines.illustrator.facts import family_of
from affresco.studio.engines.illustrator.painting.chance import Chance
from affresco.studio.engines.illustrator.painting.stage import Stage
from affresco.studio.engines.illustrator.reading.lexicon import lexicon
from affresco.studio.engines.illustrator.scene import Entity
from affresco.studio.engines.illustrator.subjects.actors import garment_of, pose_of
from affresco.studio.engines.illustrator.subjects.colours import colour_of

from . import (
    below,
    close,
    contacts,
    contents,
    deeds,
    depth,
    fixtures,
    handling,
    hands,
    launching,
    lines,
    neighbours,
    nestling,
    performing,
    placing,
    playing,
    rings,
    seats,
    several,
    slung,
    things_worn,
    worn,
)
from .assembly import Assembly, Member, merged
from .casts import Cast, cast_member, plain_member
from .flocks import AIRY, LITTER, UNCOUNTED, is_bed
from .habits import borne, crouched, equipped, jumped, lying_down, on_four_legs, reacting
from .laden import LADEN, laid
from .node import GROUPS, IN_DOING, VEHICLES, Node, rank
from .riding import aboard, ridden
from .sharing import COMMON
from .ties import FACADE, FLOWERS, LIFTED, NO_AIR, drawn_as

MANY = 12
BIRDS: Final = frozenset(("bird", "flying-bird"))
"""Families that take off when they are many."""
_FLAT: Final = frozenset(("table", "desk", "carpet", "rug", "blanket", "towel", "picnic-blanket"))
_FACING: Final = frozenset(
    ("look-at", "talk", "give", "feed", "help", "fight", "hug", "wait-for", "teach", "comb", "save")
)  # fmt: skip
_COVERS: Final = frozenset(
    ("newspaper", "blanket", "quilt", "duvet", "sheet", "towel", "coat", "leaf")
)
_GARDENS: Final = frozenset(
    ("garden", "meadow", "farm", "courtyard", "village", "greenhouse", "orchard")
)
_QUILTS: Final = frozenset(("blanket", "quilt", "duvet", "sheet"))
_UPRIGHT: Final = frozenset(("stand", "jump", "dance", "walk", "balance", "run"))
_FLOORS: Final = frozenset(("balcony", "porch", "veranda", "terrace", "doorstep", "step"))
_SERVED: Final = frozenset(
    ("spaghetti", "pasta", "curry", "stew", "lasagna", "tagliatelle", "paella")
)
_TUBS: Final = frozenset(("bathtub", "cradle"))
_SMALL_CAKES: Final = frozenset(("cupcake", "pancakes", "pancake", "rice-cake"))
_FACES: Final = ("sad", "angry")
"""Moods of a picture that are seen on faces."""
_SWIMMERS: Final = frozenset(
    ("mammal", "reptile", "polar-animal", "person", "active-person", "fantasy")
)
_LYING: Final = frozenset(("sleeping", "lying"))


class Builder:
    """Builds the assemblies of one picture."""

    def __init__(self, stage: Stage) -> None:
        flower = stage.entity(*FLOWERS)
        self._stage, self._flower = stage, flower.concept if flower else "rose"

    def chance(self, node: Node, number: int = 0) -> Chance:
        """The stream of chance of one entity; the same whatever it is tied to."""
        return self._stage.chance("subject", node.entity.concept, node.index * 8 + number)

    def built(self, node: Node) -> Assembly:
        """An entity with all that is tied to it."""
        node = crouched(equipped(self._in_motion(node)))
        rides = node.tied("ride")
        placed = bool(rides)
        if rides and rides[0].entity.count > 1 and node.entity.count > 1:
            assembly = seats.each_riding(self, node, rides[0])
        elif rides:
            chance = self.chance(node)
            doing = hands.doing_of(node, chance)
            mount = rides[0]
            riders = [node.entity, *(own.entity for own in node.beside)]
            assembly = ridden(riders, mount.entity, doing, chance, mount.index)
            for member in assembly.members[:-1]:
                member.marked(node.index)
            assembly.members[-1].marked(mount.index)
        else:
            assembly = Assembly(self.leads(node))
        ringed = bool(node.tied("around", "surround"))
        if node.waltzes and len(assembly.members) == 2 and not placed:
            assembly, placed = contacts.waltzing(*assembly.members), True
        mutual = node.entity.pose in ("kiss", "join", "hug") and not ringed
        if node.entity.pose == "join":  # on a bench each has a seat
            mutual = not any(seats.offered(node.entity, far.entity) for far in node.tied("on"))
        if mutual and len(assembly.members) > 1 and not placed and several.paired(node, assembly):
            assembly, placed = contacts.of_pose(node.entity.pose, assembly.members), True
        if "stacked" in node.entity.qualities and len(assembly.members) > 1 and not placed:
            heap = contents.pile(self, node, assembly.members)
            assembly, placed = heap or neighbours.stacked(assembly.members), True
        if "bunched" in node.entity.qualities and not node.tied("in", "on") and not placed:
            assembly, placed = contents.bunch(assembly.members), True
        if node.tied(LADEN):
            assembly, placed = laid(self, node, merged(assembly)), True
        for relation, other in sorted(node.ties, key=lambda tie: rank(tie[0])):
            ridden_it = relation == "ride" and other is rides[0]
            if relation in IN_DOING or relation == LADEN or ridden_it:
                continue
            leads = [merged(assembly)] if placed else assembly.members
            assembly, placed = self._tied(node, relation, other, leads), True
        if node.entity.pose == "spray" and not placed and len(assembly.members) == 1:
            return deeds.sprayed(assembly.members[0], [])
        if launching.launches(node.entity) and not (placed or self._stage.floating):
            return launching.launched(_single(self.leads(node)), node.entity)
        if performing.on_a_rope(node):
            over = any(
                e.relation == "over" and e.by == node.index for e in self._stage.scene.entities
            )
            return lines.roped(self.leads(node), aloft=over)
        if performing.hangs(node) and not placed:
            return performing.hung_up(node, assembly.members)
        if len(assembly.members) > 1 and not placed and contents.assorted(node.entity):
            return contents.still_life(assembly.members)
        if len(assembly.members) > 1 and not placed:
            return neighbours.beside(assembly.members, [], 0.0)
        return assembly

    def _in_motion(self, node: Node) -> Node:
        """Who is over something, and does nothing else, flies or jumps."""
        entity = node.entity
        over = any(e.relation == "over" and e.by == node.index for e in self._stage.scene.entities)
        apart = all(relation == "over" for relation, _ in node.ties)
        if entity.pose or not family_of(entity).living or not apart:
            return node
        bird = lexicon().concepts[entity.concept].family in BIRDS
        airy = self._stage.scene.setting not in NO_AIR and not self._stage.floating
        if bird and airy and (over or "over" in entity.qualities or entity.count > 2):
            pose = "fly"
        elif over and not family_of(entity).flies:
            pose = "jump"
        else:
            return node
        return replace(node, entity=msgspec.structs.replace(entity, pose=pose))

    def leads(self, node: Node) -> list[Member]:
        """Each of those that lead, with what it wears and holds, not yet placed."""
        for relation, other in node.ties:
            if relation == "hold" and other.ties:  # a tray with what is on it
                other.made = merged(self.built(other)).subject
        seats = [tie for tie in node.ties if tie[0] in ("on", "in") or tie[0] in COMMON]
        sharing = [replace(other, ties=[*other.ties, *seats]) for other in node.beside]
        more = [member for other in sharing for member in self.leads(other)]
        return [*self._own_leads(node), *more][:MANY]

    def _own_leads(self, node: Node) -> list[Member]:
        known = lexicon().concepts
        node = several.each_its_own(several.in_hold(self._in_motion(node)))
        who = [name for name in GROUPS.get(node.entity.concept, ()) if name in known]
        if who:
            return [
                self._one(
                    replace(node, entity=msgspec.structs.replace(node.entity, concept=name)), i
                )
                for i, name in enumerate(who)
            ]
        if (kinds := contents.assorted(node.entity)) and not node.ties:
            return [self._one(contents.of_kind(node, kind), 0).marked(node.index) for kind in kinds]
        count = node.entity.count
        if count == 3 and node.entity.concept in LITTER | AIRY and not node.ties:
            count = 10  # a few leaves are many
        if is_bed(node) and self._stage.scene.setting in _GARDENS:
            count = MANY
        numbers = range(min(MANY, max(1, count)))
        members = [self._one(node, number).marked(node.index) for number in numbers]
        if self._immersed(node):
            return [merged(nestling.swimming(member)) for member in members]
        return members

    def _immersed(self, node: Node) -> bool:
        """Whether those who swim are seen from the water up: all but fish, birds and ships."""
        stage, family = self._stage, lexicon().concepts[node.entity.concept].family
        wet = bool(stage.afloat) and not stage.floating
        return wet and node.entity.pose == "swim" and family in _SWIMMERS

    def _one(self, node: Node, number: int) -> Member:
        """One of the leads, with what it wears and holds."""
        if node.dealt:
            own = Node(node.dealt[number % len(node.dealt)], node.index)
            node = replace(node, ties=[*node.ties, ("hold", own)], dealt=[])
        node = playing.at_play(several.own_colour(several.motley(node, number), number), number)
        entity, chance = node.entity, self.chance(node, number)
        held_up = [other for relation, other in node.ties if relation in IN_DOING]
        if hands.on_two_legs(node):
            who = self.acting(node, chance, number)
            standing = [o for o in held_up if o.entity.concept in hands.STANDING]
            if standing:
                return merged(
                    neighbours.at_the_keys(who.member, plain_member(standing[0].entity, chance, 1))
                )
            return worn.other_handed(who, node, chance)
        entity = on_four_legs(node)
        if entity.concept == fixtures.TREEHOUSE:
            tree, index = fixtures.tree_of(node)
            oak = plain_member(tree, chance, number).marked(index)
            return merged(fixtures.treehouse(oak, node))
        member = plain_member(entity, chance, number, self._flower)
        candles = [o for _, o in node.ties if o.entity.concept == "candle"]
        if (
            "cake" in entity.concept and entity.concept != "cupcake" and candles
        ):  # without those of the usual drawing
            member = worn.bare_cake(member, chance)
        if not family_of(entity).living:
            return worn.between_wings(things_worn.clad(member, node), entity)
        extra: list[Member] = worn.wings_of(member, entity)
        for other in held_up:
            garment = garment_of(other.entity.concept)
            if garment and other.entity.relation == "wear":
                named = other.entity.colour or other.entity.material
                tone = colour_of(other.entity) if named else worn.WORN_IN.get(other.entity.concept)
                extra.extend(worn.dressed(member, entity, garment, tone))
            else:
                extra.extend(
                    worn.filled(worn.all_in_front(member, other.entity, chance, entity), other)
                )
        relations = lexicon().relations
        props = [
            relations[q].prop for q in entity.qualities if q in relations and relations[q].prop
        ]
        extra.extend(worn.in_front(member, Entity(prop), chance, entity) for prop in props if prop)
        return merged(Assembly([member, *extra])) if extra else member

    def acting(self, node: Node, chance: Chance, number: int) -> Cast:
        doing = hands.doing_of(node, chance)
        doing = replace(doing, away=self._stage.scene.camera == "from-behind")
        doing = replace(doing, mood=next((m for m in _FACES if self._stage.has(m)), ""))
        relations = lexicon().relations
        for quality in node.entity.qualities:
            if doing.held is None and quality in relations and relations[quality].prop:
                doing = replace(doing, held=hands.held_of(Entity(relations[quality].prop), chance))
                if doing.held:
                    doing = replace(doing, gesture=doing.held.grip.gesture)
        for relation, other in node.ties:
            if other.entity.relation == "tend" and doing.held is None:
                can = hands.held_of(Entity("watering-can"), chance)
                doing = replace(doing, held=can, gesture=can.grip.gesture)
            if relation in hands.SEATED_DEEDS and pose_of(node.entity) in _LYING:
                doing = replace(doing, stance="dozing", gesture="pillow")
            if relation in ("on", "in") and seats.offered(node.entity, other.entity):
                pose = doing.pose or pose_of(node.entity)
                if pose in _LYING and other.entity.concept in placing.UPRIGHT:
                    doing = replace(doing, stance="dozing", gesture="lap")
                elif other.entity.concept in _FLAT - {"table", "desk"}:  # on the floor
                    doing = replace(doing, pose=pose or "sitting")
                elif pose not in _LYING and node.entity.pose not in _UPRIGHT:
                    doing = replace(doing, stance="seated")
                    if pose in ("sitting", ""):
                        doing = replace(doing, pose="seated")
        cast = cast_member(node.entity, chance, doing)
        cast.member.marked(node.index)
        return cast

    def _tied(self, node: Node, relation: str, other: Node, leads: list[Member]) -> Assembly:
        """The leads with one more thing, placed as the relation says."""
        laid = drawn_as(relation)
        if relation == "on" and node.entity.pose in ("sleep", "lie") and not other.entity.pose:
            other = lying_down(other)
        concept = other.entity.concept
        family = lexicon().concepts[concept].family
        if relation == launching.ABDUCT:
            return launching.abducted(_single(leads), self.others(other))
        if relation in close.CLOSE:
            return close.laid(self, node, relation, other, leads)
        if relation == "full-of" and node.entity.concept in placing.PLATES and concept in _SERVED:
            portions = self.others(other)  # its drawing has a plate
            portions = portions[:1] if other.entity.count == UNCOUNTED else portions
            return Assembly([handling.row(portions)])
        if relation == "full-of" and family_of(node.entity).living:
            return performing.borne_on(self, node, other, leads)
        if relation in ("full-of", "with") and contents.tops(node, other, _SERVED):
            return contents.garnished(_single(leads), contents.garnish(self, other))
        if relation == "full-of" and node.entity.concept == "empty-vase":
            return contents.in_vase(self.others(other), _single(leads))
        if relation == "full-of":
            flat = node.entity.concept in placing.PLATES
            filling = self.others(other) if flat else contents.many(self, other)
            things = not family_of(other.entity).living
            return placing.inside(filling, _single(leads), node.entity, heap=things)
        aboard_it = lexicon().concepts[node.entity.concept].family in VEHICLES
        if relation == "with" and contents.is_garnish(node.entity, other.entity):
            onto = contents.floats_on(node.entity, other.entity)
            return contents.garnished(_single(leads), contents.garnish(self, other), onto=onto)
        if relation == "with" and aboard_it and family_of(other.entity).living:
            doing = hands.doing_of(other, self.chance(other))
            return aboard([other.entity], _single(leads), node.entity, doing, self.chance(other))
        if relation == fixtures.FIXTURE:
            return fixtures.fixed_to(self, node, other, leads)
        if relation == LIFTED:
            many = [*self.others(other), *self.others(other)]
            return fixtures.tethered(many, _single(leads))
        if fixtures.lifted(node.entity, relation, other.entity):
            return fixtures.tethered(leads, self.base(other))
        if relation == "part":
            up, size = FACADE[concept]
            return placing.fixed([handling.row(leads)], self.others(other), up, size)
        if relation == "throw":
            return placing.tossed([handling.row(leads)], self.others(other))
        stands = [tie for tie in other.ties if tie[0] == "on" and laid == "in"]
        if stands:  # a fish in a bowl on a table
            bare = replace(other, ties=[tie for tie in other.ties if tie not in stands])
            inner = merged(self._tied(node, relation, bare, leads))
            far = stands[0][1]
            return placing.on([inner], self.base(far), far.entity, None)
        if relation in rings.AROUND:
            ringed = rings.around(node, other, leads, self.base(other))
            if ringed is not None:
                return ringed
        if laid == "on" and rings.is_load(node.entity, other.entity):
            return rings.on_the_roof(leads, self.base(other))
        if (done := performing.performed(self, node, relation, other, leads)) is not None:
            return done
        if len(leads) > 2 and concept in _RINGS and laid == "beside":
            return deeds.ring(leads, self.base(other))
        if relation == "lit":
            return Assembly(leads)
        if relation == "over":
            return nestling.above(leads, self.base(other), node.entity.pose == "jump")
        insect = "insect" in lexicon().concepts[node.entity.concept].family
        if laid == "in" and family == "flower" and other.entity.count == 1 and insect:
            return nestling.in_blossom(leads, self.base(other))
        hung = relation in ("among", "between", "hang-from") or laid in (
            "beside",
            "on",
            "in",
            "with",
        )
        if hung and slung.slings(node.entity, other.entity.count, family):
            tone = colour_of(node.entity) if node.entity.colour else None
            return slung.slung(_single(leads), self.others(other), tone)
        if laid == "in" and family == "tree" and other.entity.count > 1:
            return neighbours.wooded(leads, self.others(other))
        if laid in ("in", "among") and family in ("flower", "plant"):
            return neighbours.amid(leads, self.others(other))
        if relation in ("among", "between") or (
            laid in ("beside", "with") and other.entity.count > 1
        ):
            if len(leads) > 1 and other.entity.count == 1:
                return deeds.ring(leads, self.base(other))
            others = self.others(other)
            strung = performing.strung_up(node, other, leads, others)
            if strung is not None:
                return strung
            if len(leads) == 1 and family_of(other.entity).living and relation in _TOWARDS:
                return deeds.audience(leads, others)
            return neighbours.between([handling.row(leads)], others)
        if relation in ("climb",):
            return below.climbing(leads, self.base(other))
        if relation == "hang-from" and family == "tree" and not family_of(node.entity).living:
            return fixtures.hung_in(node, leads, self.base(other))
        if relation == "hang-from":
            return below.hanging(leads, self.base(other), other.entity)
        if (
            laid in ("on", "in")
            and seats.offered(node.entity, other.entity)
            and not (laid == "in" and concept in _TUBS)
        ):
            return seats.seated(self, node, leads, other)
        on_board = laid == "in" or (laid == "on" and family == "vessel")
        if on_board and family in VEHICLES and family_of(node.entity).living:
            chance, riders = self.chance(node), [node.entity, *(own.entity for own in node.beside)]
            doing = hands.doing_of(node, chance)
            boarded = aboard(riders, self.base(other), other.entity, doing, chance)
            for member in boarded.members[:-1]:
                member.marked(node.index)
            return boarded
        if relation == "cross" and jumped(node.entity, other.entity):
            return nestling.over(leads, self.base(other))
        if laid == "on" and relation == "on" and borne(node.entity, other.entity):
            base = self.base(other)
            where = worn.bearing_point(base, other.entity, node.entity)
            return placing.bearing([base], leads, where)
        if (
            laid == "on"
            and "cake" in concept
            and concept not in _SMALL_CAKES
            and not family_of(node.entity).living
        ):
            base = worn.bare_cake(self.base(other), self.chance(other))
            return placing.on(leads, base, other.entity, None)
        if laid == "on" and concept == "door" and len(leads) == 1:  # a wreath
            return placing.fixed([self.base(other)], leads, 0.56, 0.24)
        if laid == "on" and concept in _FLOORS:
            return neighbours.deep(leads, self.base(other), before=True)
        if laid == "on":
            return placing.on(leads, self.base(other), other.entity, None)
        if laid == "in" and concept == "mirror" and family_of(node.entity).living:
            return nestling.mirrored(handling.row(leads), self.base(other))
        if laid == "in" and node.entity.concept in FACADE and family == "building":
            return placing.fixed([self.base(other)], leads, FACADE[node.entity.concept][0], 0.66)
        stuck = node.entity.concept == "candle" or _blooms(node.entity)
        if laid == "in" and concept == "bottle" and stuck:  # in its neck
            leads = leads if len(leads) < 3 else [merged(contents.bunch(leads, wrapped=False))]
            return placing.on(leads, self.base(other), other.entity, None)
        if laid == "in" and concept == "empty-vase":
            return contents.in_vase(leads, self.base(other))
        if laid == "in":
            things = not family_of(node.entity).living
            return placing.inside(leads, self.base(other), other.entity, heap=things)
        if laid == "under" and concept in _COVERS and pose_of(node.entity) in _LYING:
            if concept in _QUILTS:
                tone = colour_of(other.entity) if other.entity.colour else None
                return contacts.under_cover(_single(leads), tone, other.index)
            return below.covered(_single(leads), self.base(other))
        if laid == "under":
            return below.under(leads, self.base(other), other.entity)
        if laid in ("behind", "before"):
            return depth.in_depth(self, node, relation, other, leads)
        return seats.side_by_side(self, node, relation, other, leads)

    def base(self, node: Node) -> Member:
        """Something that others are placed by: with all that is tied to it, in one."""
        if node.ties or node.entity.count > 1:
            return merged(self.built(node))
        return plain_member(node.entity, self.chance(node), 1, self._flower).marked(node.index)

    def others(self, node: Node) -> list[Member]:
        if node.ties:
            return [merged(self.built(node))]
        if node.entity.concept in GROUPS:
            return self._own_leads(node)
        count = min(MANY, max(1, node.entity.count))
        entity = reacting(node.entity)
        return [
            plain_member(entity, self.chance(node, i), i, self._flower).marked(node.index)
            for i in range(count)
        ]


_TOWARDS: Final = frozenset(
    ("chase", "look-at", "teach", "talk", "give", "help", "wait-for", "defend")
)
_RINGS: Final = frozenset(("campfire", "bonfire", "fountain", "maypole", "cauldron"))


def _blooms(entity: Entity) -> bool:
    return lexicon().concepts[entity.concept].family == "flower"


def _single(members: list[Member]) -> Member:
    return members[0] if len(members) == 1 else merged(Assembly(members))
