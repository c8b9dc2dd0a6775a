"""Where things lie: what a relation says is what the boxes show, and nothing leaves the picture."""

from __future__ import annotations

import pytest

from affresco.studio.engines.illustrator import Entity, Scene, understand
from affresco.studio.engines.illustrator.camera import aim
from affresco.studio.engines.illustrator.layout import arranged
from affresco.studio.engines.illustrator.layout.assembly import Assembly, Member
from affresco.studio.engines.illustrator.layout.building import Builder
from affresco.studio.engines.illustrator.layout.piece import Piece
from affresco.studio.engines.illustrator.layout.ties import roots_of
from affresco.studio.engines.illustrator.painting.pen import Pen, pixels, surface
from affresco.studio.engines.illustrator.painting.sprites import BOX
from affresco.studio.engines.illustrator.painting.stage import Stage

SIZE = (256, 256)


def stage_of(*entities: Entity, setting: str = "meadow", seed: int = 4) -> Stage:
    """A stage on which nothing is painted yet."""
    stage = Stage(Scene(setting=setting, time="day", entities=entities), seed, SIZE, True)
    aim(stage)
    return stage


def built(lead: Entity, other: Entity) -> Assembly:
    """What is made of two that are tied; the lead comes first, the other last."""
    stage = stage_of(lead, other)
    roots = roots_of(stage)
    assert len(roots) == 1, "they stand apart"
    return Builder(stage).built(roots[0])


def pair(lead: str, relation: str, other: str, count: int = 1) -> tuple[Member, Member]:
    """The lead and the other."""
    members = built(Entity(lead), Entity(other, relation=relation, by=0, count=count)).members
    return members[0], members[-1]


def overlap(one: Member, other: Member) -> float:
    """Share of the smaller box that the other covers."""
    wide = min(one.right, other.right) - max(one.left, other.left)
    high = min(one.top, other.top) - max(one.bottom, other.bottom)
    area = min(one.width * one.height, other.width * other.height)
    return max(0.0, wide) * max(0.0, high) / area


@pytest.mark.parametrize(
    ("lead", "other"), [("cat", "table"), ("owl", "house"), ("frog", "mushroom")]
)
def test_on_is_above_and_touches(lead: str, other: str) -> None:
    above, below = pair(lead, "on", other)
    assert above.bottom > below.bottom + 0.3 * below.height
    assert above.bottom <= below.top + 0.02
    assert below.left <= above.middle <= below.right


@pytest.mark.parametrize("other", ["bench", "chair", "sofa", "throne"])
def test_who_sits_has_the_seat_under_it(other: str) -> None:
    sitter, seat = pair("woman", "on", other)
    assert sitter.bottom < seat.top
    assert sitter.top > seat.bottom + 0.6 * seat.height
    assert overlap(sitter, seat) > 0.2


@pytest.mark.parametrize("other", ["box", "cup", "basket", "bathtub", "jar"])
def test_in_is_within_and_looks_out(other: str) -> None:
    inner, vessel = built(Entity("mouse"), Entity(other, relation="in", by=0)).members[:2]
    assert vessel.left - 0.02 <= inner.left
    assert inner.right <= vessel.right + 0.02
    assert inner.bottom > vessel.bottom
    assert inner.bottom < vessel.top


@pytest.mark.parametrize("other", ["boat", "car", "train", "hot-air-balloon"])
def test_aboard_is_within(other: str) -> None:
    rider, hull = pair("dog", "in", other)
    assert hull.left <= rider.middle <= hull.right
    assert overlap(rider, hull) > 0.3


@pytest.mark.parametrize("mount", ["horse", "elephant", "dragon", "skateboard", "broom", "rocket"])
def test_riding_touches(mount: str) -> None:
    rider, steed = pair("girl", "ride", mount)
    assert overlap(rider, steed) > 0.0
    assert rider.top > steed.bottom + 0.5 * steed.height
    assert steed.left < rider.middle < steed.right


def test_a_bicycle_and_its_rider_are_one_drawing() -> None:
    assert len(built(Entity("fox"), Entity("bicycle", relation="ride", by=0)).members) == 1


@pytest.mark.parametrize("other", ["tree", "table", "umbrella"])
def test_under_is_below(other: str) -> None:
    lower, cover = pair("cat", "under", other)
    assert lower.bottom < cover.top - 0.5 * lower.height
    assert cover.left - 0.2 <= lower.middle <= cover.right + 0.2
    assert lower.top < cover.top


def test_hanging_is_off_the_ground_and_below_the_top() -> None:
    hung, tree = pair("lantern", "hang-from", "tree")
    assert hung.bottom > tree.bottom
    assert hung.top < tree.top


def test_behind_is_covered_but_seen() -> None:
    far, near = pair("wizard", "behind", "house")
    assert far.order < near.order
    assert far.bottom > near.bottom
    assert 0.0 < overlap(far, near) < 0.75


def test_before_is_nearer_and_lower() -> None:
    near, far = pair("boy", "before", "house")
    assert near.order > far.order
    assert near.bottom < far.bottom


@pytest.mark.parametrize("relation", ["beside", "chase", "look-at", "lean", "pull"])
def test_side_by_side_covers_nobody(relation: str) -> None:
    lead, other = pair("dog", relation, "cow")
    assert overlap(lead, other) < 0.35
    assert abs(lead.bottom - other.bottom) < 0.02


def test_hugging_touches() -> None:
    one, other = pair("boy", "hug", "bear")
    assert overlap(one, other) > 0.0


def test_between_stands_in_the_middle() -> None:
    members = built(Entity("dog"), Entity("tree", count=2, relation="among", by=0)).members
    dog, *trees = members
    assert min(tree.middle for tree in trees) < dog.middle < max(tree.middle for tree in trees)


@pytest.mark.parametrize("thing", ["umbrella", "balloon", "violin", "book", "cat", "cake", "sword"])
def test_what_is_held_is_part_of_the_figure(thing: str) -> None:
    empty = Builder(stage_of(Entity("woman"))).built(roots_of(stage_of(Entity("woman")))[0])
    full = built(Entity("woman"), Entity(thing, relation="hold", by=0))
    assert len(full.members) == 1
    assert full.members[0].subject.box != empty.members[0].subject.box


def test_hats_lie_on_animals_heads() -> None:
    bare = built(Entity("owl"), Entity("hat", relation="wear", by=0)).members[0]
    alone = Builder(stage_of(Entity("owl"))).built(roots_of(stage_of(Entity("owl")))[0]).members[0]
    assert bare.height > alone.height


def test_over_is_in_the_air_right_above_what_stands_on_the_ground() -> None:
    stage = stage_of(Entity("eagle"), Entity("castle", relation="over", by=0))
    (piece,) = arranged(stage, roots_of(stage))
    castle, eagle = sorted(piece.seen(), key=lambda mark: -mark.entity)
    assert (eagle.entity, castle.entity) == (0, 1)
    assert eagle.bottom < castle.top
    assert castle.left < (eagle.left + eagle.right) / 2 < castle.right


def reach(stage: Stage, piece: Piece) -> tuple[float, float, float, float]:
    """What a piece covers on the stage: left, top, right, bottom."""
    left, top, right, bottom = piece.subject.box
    if piece.how.flip:
        left, right = BOX - right, BOX - left
    unit = piece.size / BOX
    base = piece.subject.base
    return (
        piece.x + (left - BOX / 2) * unit,
        piece.y + (top - base) * unit,
        piece.x + (right - BOX / 2) * unit,
        piece.y + (bottom - base) * unit,
    )


_PROMPTS = (
    "a fox riding a bicycle", "two elephants", "seven sheep", "a dragon over a castle",
    "a whale", "a giraffe beside a house", "a girl holding an umbrella", "three trees",
    "a man carrying a ladder", "a giant cat and a tiny mouse", "a horse", "a train",
)  # fmt: skip


@pytest.mark.parametrize("prompt", _PROMPTS)
def test_nothing_leaves_the_picture(prompt: str) -> None:
    scene = understand(prompt)
    for seed in range(4):
        stage = Stage(scene, seed, SIZE, True)
        aim(stage)
        for piece in arranged(stage, roots_of(stage)):
            left, top, right, bottom = reach(stage, piece)
            wide, high, seen = right - left, bottom - top, stage.visible
            assert left > seen.left - 0.1 * wide
            assert right < seen.right + 0.1 * wide
            assert top > seen.top - 0.1 * high
            assert bottom < seen.bottom + 0.1 * high


def test_the_main_subject_is_large_enough() -> None:
    for concept in ("fox", "woman", "house", "owl", "teapot"):
        stage = stage_of(Entity(concept))
        (piece,) = arranged(stage, roots_of(stage))
        left, top, right, bottom = reach(stage, piece)
        assert max(bottom - top, (right - left) * 0.7) > 0.3 * (
            stage.visible.bottom - stage.visible.top
        )


def test_tiny_usual_and_giant() -> None:
    heights = []
    for size in ("small", None, "large"):
        stage = stage_of(Entity("cat", size=size))
        (piece,) = arranged(stage, roots_of(stage))
        heights.append(piece.size)
    assert heights[0] < heights[1] < heights[2]


@pytest.mark.parametrize("count", range(1, 8))
def test_as_many_as_were_said(count: int) -> None:
    stage = stage_of(Entity("sheep", count=count))
    assert len(arranged(stage, roots_of(stage))) == count


def test_words_for_groups_are_several_people() -> None:
    stage = stage_of(Entity("couple"))
    assert len(arranged(stage, roots_of(stage))) == 2


def test_sizes_beside_each_other() -> None:
    mouse, elephant = pair("mouse", "beside", "elephant")
    assert mouse.height < 0.45 * elephant.height


def test_two_roots_do_not_cover_each_other() -> None:
    for seed in range(4):
        stage = stage_of(Entity("woman"), Entity("cow"), seed=seed)
        one, other = (reach(stage, piece) for piece in arranged(stage, roots_of(stage)))
        covered = min(one[2], other[2]) - max(one[0], other[0])
        assert covered < 0.25 * min(one[2] - one[0], other[2] - other[0])


def test_the_same_places_twice() -> None:
    def places() -> list[tuple[float, float, float]]:
        stage = stage_of(Entity("cat", count=5), Entity("tree"))
        return [(p.x, p.y, p.size) for p in arranged(stage, roots_of(stage))]

    assert places() == places()


def test_what_is_borne_is_above_the_bearer() -> None:
    for bearer, small in (("pirate", "parrot"), ("cake", "candle"), ("hedgehog", "apple")):
        below, above = pair(bearer, "on", small)
        assert above.middle < below.right, bearer
        assert above.bottom > below.bottom + 0.4 * below.height, bearer
        assert above.height < below.height, bearer


def test_flowers_surround_who_is_in_them() -> None:
    members = built(Entity("rabbit"), Entity("tulip", count=3, relation="in", by=0)).members
    rabbit, *tulips = members
    assert len(tulips) > 5
    assert all(tulip.height < rabbit.height for tulip in tulips)
    assert {tulip.order > rabbit.order for tulip in tulips} == {True, False}


def test_who_rides_has_something_to_ride() -> None:
    stage = stage_of(Entity("cowboy", pose="ride"))
    assert len(Builder(stage).built(roots_of(stage)[0]).members) == 2


def test_a_hat_that_nobody_put_anywhere_is_worn() -> None:
    stage = stage_of(Entity("fox"), Entity("coat", relation="wear", by=0), Entity("hat"))
    assert len(roots_of(stage)) == 1


def test_what_a_seat_stands_under_the_sitter_is_under_too() -> None:
    stage = stage_of(
        Entity("woman"),
        Entity("bench", relation="on", by=0),
        Entity("tree", relation="under", by=1),
    )
    (root,) = roots_of(stage)
    assert [relation for relation, _ in root.ties] == ["on", "under"]


def test_instruments_of_a_band_are_dealt_out() -> None:
    band = (Entity("cat", count=3), Entity("trumpet"), Entity("violin"), Entity("saxophone"))
    stage = stage_of(*band)
    (root,) = roots_of(stage)
    leads = Builder(stage).leads(root)
    assert len({member.subject.box for member in leads}) == 3


def test_who_is_seen_from_behind_shows_no_face() -> None:
    def woman(camera: str | None) -> bytes:
        scene = Scene(time="day", camera=camera, entities=(Entity("woman"),))
        stage = Stage(scene, 4, SIZE, True)
        (member,) = Builder(stage).built(roots_of(stage)[0]).members
        sheet = surface(128, 128)
        member.subject.draw(Pen(sheet.getCanvas()))
        return pixels(sheet).tobytes()

    assert woman("from-behind") != woman(None)


def test_what_is_too_large_for_hands_is_borne() -> None:
    snail, house = pair("snail", "carry", "house")
    assert house.bottom > snail.bottom + 0.4 * snail.height
    assert house.height < snail.height


def test_two_share_a_sofa() -> None:
    stage = stage_of(Entity("dog"), Entity("cat"), Entity("sofa", relation="on", by=0))
    (root,) = roots_of(stage)
    dog, cat, sofa = Builder(stage).built(root).members
    for sitter in (dog, cat):
        assert sofa.left - 0.1 <= sitter.middle <= sofa.right + 0.1
        assert sitter.bottom > sofa.bottom


def test_what_a_cart_is_full_of_is_in_the_cart() -> None:
    stage = stage_of(
        Entity("tractor"), Entity("cart", relation="pull", by=0),
        Entity("pumpkin", count=3, relation="full-of", by=0),
    )  # fmt: skip
    (root,) = roots_of(stage)
    assert [relation for relation, _ in root.ties] == ["pull"]
    assert [relation for relation, _ in root.ties[0][1].ties] == ["full-of"]


def test_what_is_tossed_is_above_the_hands() -> None:
    chef, pizza = pair("chef", "throw", "pizza")
    assert pizza.bottom > chef.top - 0.2 * chef.height


def test_a_door_is_in_its_house() -> None:
    house, door = pair("house", "with", "door")
    assert house.left < door.left
    assert door.right < house.right
    assert door.order > house.order


def test_children_sit_around_a_fire() -> None:
    stage = stage_of(Entity("child", count=4), Entity("campfire", relation="beside", by=0))
    members = Builder(stage).built(roots_of(stage)[0]).members
    fire = members[-1]
    assert min(m.middle for m in members) < fire.middle < max(m.middle for m in members)


def test_a_house_stands_on_its_mushroom() -> None:
    house = Entity("house", size="small")
    above, below = built(house, Entity("mushroom", relation="on", by=0)).members
    assert above.bottom > below.bottom + 0.4 * below.height


def test_a_sleeper_is_smaller_than_its_sofa() -> None:
    cat, sofa = built(Entity("cat", pose="sleep"), Entity("sofa", relation="on", by=0)).members
    assert cat.width < 0.85 * sofa.width


def test_an_umbrella_leaves_the_face_free_and_the_figure_large() -> None:
    stage = stage_of(Entity("girl"), Entity("umbrella", relation="hold", by=0))
    (piece,) = arranged(stage, roots_of(stage))
    _, top, _, bottom = reach(stage, piece)
    assert bottom - top > 0.45 * (stage.visible.bottom - stage.visible.top)


def sentence(text: str, seed: int = 4) -> Assembly:
    """What a wish of one root is built to."""
    stage = Stage(understand(text), seed, SIZE, True)
    aim(stage)
    (root,) = roots_of(stage)
    return Builder(stage).built(root)


@pytest.mark.parametrize("relation", ["iron", "bake", "repair", "weigh", "sell", "write"])
def test_what_is_worked_on_lies_on_a_table_before_who_works(relation: str) -> None:
    thing = "shirt" if relation == "iron" else "bread"
    members = built(Entity("woman"), Entity(thing, relation=relation, by=0)).members
    worker, *others = members
    assert len(others) >= 2, "there is no table"
    assert all(m.top < worker.top for m in others)
    assert any(m.bottom > worker.bottom + 0.1 * worker.height for m in others)


def test_bubbles_rise_from_the_mouth() -> None:
    boy, *bubbles = built(Entity("boy"), Entity("bubble", relation="blow", by=0, count=3)).members
    assert len(bubbles) >= 7
    assert all(m.left > boy.middle for m in bubbles)
    assert all(m.height < 0.5 * boy.height for m in bubbles)


def test_who_is_fed_comes_to_the_hand() -> None:
    woman, *birds = built(Entity("woman"), Entity("pigeon", relation="feed", by=0, count=3)).members
    assert all(bird.left > woman.middle for bird in birds[:3])
    assert all(bird.flip for bird in birds[:3])


def test_an_orchestra_has_instruments_and_looks_at_its_conductor() -> None:
    bear, *frogs = built(Entity("bear"), Entity("frog", relation="conduct", by=0, count=5)).members
    assert all(frog.flip and frog.left > bear.middle for frog in frogs[:5])
    assert len({frog.subject.box for frog in frogs[:5]}) > 1, "all play the same"


def test_around_is_a_ring() -> None:
    members = built(Entity("child", count=4), Entity("campfire", relation="around", by=0)).members
    *children, fire = members
    assert min(m.middle for m in children) < fire.left
    assert max(m.middle for m in children) > fire.right
    assert {m.order > fire.order for m in children} == {True, False}


def test_a_parrot_is_on_the_shoulder_and_not_on_the_hat() -> None:
    pirate, parrot = built(Entity("parrot"), Entity("pirate", relation="on", by=0)).members
    assert parrot.bottom < pirate.top - 0.15 * pirate.height
    assert parrot.height < 0.4 * pirate.height


def test_who_sleeps_on_a_chair_sits_on_it() -> None:
    stage = stage_of(Entity("nurse", pose="sleep"), Entity("chair", relation="on", by=0))
    sleeper, _ = Builder(stage).built(roots_of(stage)[0]).members
    assert sleeper.height > sleeper.width


def test_several_sit_with_their_seats_on_one_bench() -> None:
    *friends, bench = built(Entity("friend", count=3), Entity("bench", relation="on", by=0)).members
    for friend in friends:
        assert friend.bottom < bench.bottom + 0.3 * bench.height


def test_clothes_hang_on_a_line_between_trees() -> None:
    members = sentence("laundry hanging on a line between two trees").members
    cloth, trees = members[0], members[-2:]
    assert trees[0].right < cloth.middle < trees[1].left + trees[1].width
    assert cloth.bottom > min(tree.bottom for tree in trees) + 0.1


def test_lanterns_hang_from_above_the_picture() -> None:
    stage = Stage(understand("five paper lanterns hanging in a garden"), 4, SIZE, True)
    aim(stage)
    (piece,) = arranged(stage, roots_of(stage))
    left, top, right, _ = reach(stage, piece)
    assert top <= stage.visible.top + 0.03 * stage.height
    assert left >= stage.visible.left - 1
    assert right <= stage.visible.right + 1


def test_who_jumps_over_a_thing_is_in_the_air_above_it() -> None:
    rabbit, fence = pair("rabbit", "cross", "fence")
    assert rabbit.bottom >= fence.top
    assert fence.left < rabbit.middle < fence.right


def test_swimmers_are_on_the_water() -> None:
    stage = Stage(understand("two swans on a lake"), 4, SIZE, True)
    aim(stage)
    stage.afloat = "second"
    pieces = arranged(stage, roots_of(stage))
    assert all(piece.how.reflected and not piece.grass for piece in pieces)


@pytest.mark.parametrize("count", [8, 10, 12])
def test_many_are_as_many_as_were_named(count: int) -> None:
    stage = stage_of(Entity("penguin", count=count))
    assert len(arranged(stage, roots_of(stage))) == count


def test_a_coat_covers_the_trunk_of_who_has_no_arms() -> None:
    def blue(*ties: Entity) -> int:
        stage = stage_of(Entity("hen"), *ties)
        (member,) = Builder(stage).built(roots_of(stage)[0]).members
        sheet = surface(128, 128)
        member.subject.draw(Pen(sheet.getCanvas()))
        seen = pixels(sheet).astype(int)
        return int(((seen[..., 2] > seen[..., 0] + 40) & (seen[..., 3] > 128)).sum())

    coat = Entity("raincoat", relation="wear", by=0, colour="blue")
    assert blue(coat) > blue() + 500


def test_one_beside_several_is_not_covered_by_them() -> None:
    stage = stage_of(Entity("gravestone", count=3), Entity("pumpkin"), setting="graveyard")
    pieces = arranged(stage, roots_of(stage))
    boxes = [reach(stage, piece) for piece in pieces]
    pumpkin = boxes[-1]
    assert all(b[2] <= pumpkin[0] + 1 or b[0] >= pumpkin[2] - 1 for b in boxes[:-1])


@pytest.mark.parametrize("vessel", ["boat", "car", "horse"])
def test_two_who_share_a_mount_are_both_on_it(vessel: str) -> None:
    relation = "ride" if vessel == "horse" else "in"
    stage = stage_of(Entity("man"), Entity("woman"), Entity(vessel, relation=relation, by=0))
    (root,) = roots_of(stage)
    members = Builder(stage).built(root).members
    assert len(members) == 3
    mount = max(members, key=lambda m: m.width)
    assert all(mount.left - 0.1 < m.middle < mount.right + 0.1 for m in members)


def test_animals_keep_their_bodies_when_they_carry() -> None:
    bare = Builder(stage_of(Entity("raccoon"))).built(roots_of(stage_of(Entity("raccoon")))[0])
    laden = built(Entity("raccoon"), Entity("pie", relation="steal", by=0))
    assert len(laden.members) == 1
    one, other = bare.members[0], laden.members[0]
    assert other.width / other.height == pytest.approx(one.width / one.height, rel=0.35)
