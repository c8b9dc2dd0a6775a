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
    contacts,
    contents,
    deeds,
    fixtures,
    hands,
    launching,
    lines,
    neighbours,
    nestling,
    performing,
    placing,
    playing,
    seats,
    several,
    things_worn,
    worn,
)
from .assembly import Assembly, Member, merged
from .casts import Cast, cast_member, plain_member
from .flocks import AIRY, LITTER, is_bed
from .habits import crouched, equipped, on_four_legs, reacting
from .laden import LADEN, laid
from .node import GROUPS, IN_DOING, Node, rank
from .riding import ridden
from .sharing import COMMON
from .ties import FLOWERS, NO_AIR
from .tying import single, tied

MANY = 12
BIRDS: Final = frozenset(("bird", "flying-bird"))
"""Families that take off when they are many."""
_FLAT: Final = frozenset(("table", "desk", "carpet", "rug", "blanket", "towel", "picnic-blanket"))
_FACING: Final = frozenset(
    ("look-at", "talk", "give", "feed", "help", "fight", "hug", "wait-for", "teach", "comb", "save")
)  # fmt: skip
_GARDENS: Final = frozenset(
    ("garden", "meadow", "farm", "courtyard", "village", "greenhouse", "orchard")
)
_UPRIGHT: Final = frozenset(("stand", "jump", "dance", "walk", "balance", "run"))
_FACES: Final = ("sad", "angry")
"""Moods of a picture that are seen on faces."""
_SWIMMERS: Final = frozenset(
    ("mammal", "reptile", "polar-animal", "person", "active-person", "fantasy")
)


class Builder:
    """Builds the assemblies of one picture."""

    def __init__(self, stage: Stage) -> None:
        flower = stage.entity(*FLOWERS)
        self.stage, self._flower = stage, flower.concept if flower else "rose"

    def chance(self, node: Node, number: int = 0) -> Chance:
        """The stream of chance of one entity; the same whatever it is tied to."""
        return self.stage.chance("subject", node.entity.concept, node.index * 8 + number)

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
            assembly, placed = tied(self, node, relation, other, leads), True
        if node.entity.pose == "spray" and not placed and len(assembly.members) == 1:
            return deeds.sprayed(assembly.members[0], [])
        if launching.launches(node.entity) and not (placed or self.stage.floating):
            return launching.launched(single(self.leads(node)), node.entity)
        if performing.on_a_rope(node):
            over = any(
                e.relation == "over" and e.by == node.index for e in self.stage.scene.entities
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
        over = any(e.relation == "over" and e.by == node.index for e in self.stage.scene.entities)
        apart = all(relation == "over" for relation, _ in node.ties)
        if entity.pose or not family_of(entity).living or not apart:
            return node
        bird = lexicon().concepts[entity.concept].family in BIRDS
        airy = self.stage.scene.setting not in NO_AIR and not self.stage.floating
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
        if is_bed(node) and self.stage.scene.setting in _GARDENS:
            count = MANY
        numbers = range(min(MANY, max(1, count)))
        members = [self._one(node, number).marked(node.index) for number in numbers]
        if self._immersed(node):
            return [merged(nestling.swimming(member)) for member in members]
        return members

    def _immersed(self, node: Node) -> bool:
        """Whether those who swim are seen from the water up: all but fish, birds and ships."""
        stage, family = self.stage, lexicon().concepts[node.entity.concept].family
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
        doing = replace(doing, away=self.stage.scene.camera == "from-behind")
        doing = replace(doing, mood=next((m for m in _FACES if self.stage.has(m)), ""))
        relations = lexicon().relations
        for quality in node.entity.qualities:
            if doing.held is None and quality in relations and relations[quality].prop:
                doing = replace(doing, held=hands.held_of(Entity(relations[quality].prop), chance))
                if doing.held:
                    doing = replace(doing, gesture=doing.held.grip.gesture)
        if seats.reclines(node):
            doing = replace(doing, stance="reclining", gesture=doing.gesture or "propped")
        for relation, other in node.ties:
            if other.entity.relation == "tend" and doing.held is None:
                can = hands.held_of(Entity("watering-can"), chance)
                doing = replace(doing, held=can, gesture=can.grip.gesture)
            if relation in hands.SEATED_DEEDS and pose_of(node.entity) in seats.LYING:
                doing = replace(doing, stance="dozing", gesture="pillow")
            if relation in ("on", "in") and seats.offered(node.entity, other.entity):
                pose = doing.pose or pose_of(node.entity)
                if pose in seats.LYING and other.entity.concept in placing.UPRIGHT:
                    doing = replace(doing, stance="dozing", gesture="lap")
                elif other.entity.concept in _FLAT - {"table", "desk"}:  # on the floor
                    doing = replace(doing, pose=pose or "sitting")
                elif pose not in seats.LYING and node.entity.pose not in _UPRIGHT:
                    doing = replace(doing, stance="seated")
                    if pose in ("sitting", ""):
                        doing = replace(doing, pose="seated")
        cast = cast_member(node.entity, chance, doing)
        cast.member.marked(node.index)
        return cast

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
