"""Things with things: on surfaces, in vessels, at houses, in shapes; read from words, and laid out."""

from __future__ import annotations

import msgspec
import numpy as np
import numpy.typing as npt
import pytest

from affresco.studio.engines.illustrator import Entity, Scene, understand
from affresco.studio.engines.illustrator.camera import aim
from affresco.studio.engines.illustrator.layout.assembly import Assembly, Member
from affresco.studio.engines.illustrator.layout.building import Builder
from affresco.studio.engines.illustrator.layout.casts import plain_member
from affresco.studio.engines.illustrator.layout.ties import roots_of
from affresco.studio.engines.illustrator.painting.chance import Chance
from affresco.studio.engines.illustrator.painting.pen import Pen, pixels, surface
from affresco.studio.engines.illustrator.painting.stage import Stage


def scene_built(words: str) -> tuple[Scene, list[Assembly]]:
    """The scene of a wish, and what is made of each of its roots."""
    scene = understand(words)
    stage = Stage(scene, 4, (256, 256), True)
    aim(stage)
    builder = Builder(stage)
    return scene, [builder.built(root) for root in roots_of(stage)]


def whole(words: str) -> Assembly:
    """What is made of a wish of which all things belong together."""
    _, roots = scene_built(words)
    assert len(roots) == 1, "they stand apart"
    return roots[0]


def built_of(entity: Entity) -> Member:
    """An entity as it is on its own."""
    return plain_member(entity, Chance("things"), 0)


def shown(member: Member) -> npt.NDArray[np.uint8]:
    """Its drawing, uint8 RGB."""
    sheet = surface(128, 128)
    member.subject.draw(Pen(sheet.getCanvas()))
    return pixels(sheet)


@pytest.mark.parametrize(
    ("words", "things"),
    [
        ("a wooden table with a teapot, three cups and a plate of cookies", 5),
        ("un tavolo di legno con una torta, due tazze e un vaso", 4),
        ("a shelf with jars of honey, a clock and a small radio", 5),
        ("a chest of drawers with a lamp, a vase and a clock", 3),
        ("a bench with a book and a cup", 2),
        ("a picnic blanket with sandwiches, lemonade and a watermelon", 5),
        ("un vassoio con una teiera, due tazze e un piatto di biscotti", 4),
    ],
)
def test_all_that_a_surface_has_stands_on_it(words: str, things: int) -> None:
    base, *rest = whole(words).members
    assert len(rest) == things
    for thing in rest:
        assert base.left - 0.01 <= thing.left
        assert thing.right <= base.right + 0.01
        assert base.bottom + 0.1 * base.height < thing.bottom <= base.top
    assert max(thing.height for thing in rest) < 4 * min(thing.height for thing in rest)


def test_nobody_and_no_chair_stands_on_a_table() -> None:
    for words in ("a table with a woman", "a table with four chairs", "a bed with a house"):
        members = whole(words).members
        assert max(m.bottom for m in members) < 0.2 * max(m.top for m in members)


@pytest.mark.parametrize(
    ("words", "setting"),
    [
        ("a picnic blanket with sandwiches", "meadow"),
        ("un tavolo da picnic con una torta", "garden"),
        ("a tree with lanterns hanging from its branches", "meadow"),
        ("a big oak with a swing", "meadow"),
    ],
)
def test_where_things_are_at_home(words: str, setting: str) -> None:
    assert understand(words).setting == setting


@pytest.mark.parametrize(
    ("words", "colour"),
    [("un castello con una bandierina blu", "blue"), ("a lighthouse with a green flag", "green")],
)
def test_a_flag_flies_from_the_top_in_its_colour(words: str, colour: str) -> None:
    scene, (made,) = scene_built(words)
    tower, flag = made.members
    assert scene.entities[1].colour == colour
    assert tower.left <= flag.left <= tower.right
    assert flag.bottom > tower.bottom + 0.6 * tower.height
    assert flag.top > tower.top


def test_a_second_chimney_is_on_the_roof_where_the_first_is_not() -> None:
    house, chimney = whole("a house with two chimneys").members
    assert chimney.bottom > house.bottom + 0.5 * house.height
    assert house.left < chimney.left < chimney.right < house.middle


def test_what_a_tree_bears_hangs_in_its_crown_or_from_it() -> None:
    tree, *hung = whole("a tree with lanterns hanging from its branches").members
    assert len(hung) >= 6  # with their cords
    for thing in hung:
        assert tree.left < thing.left < thing.right < tree.right
        assert tree.bottom + 0.3 * tree.height < thing.bottom < thing.top < tree.top
    tree, swing = whole("a big oak with a swing").members
    assert tree.bottom < swing.bottom < tree.bottom + 0.2 * tree.height


@pytest.mark.parametrize(
    "words",
    ["a treehouse with a rope ladder in a huge oak", "un grande albero con una casa sull'albero"],
)
def test_a_treehouse_is_in_a_crown(words: str) -> None:
    made = whole(words)
    marks = made.merged().marks
    tree, house = (next(m for m in marks if m.entity == n) for n in _tree_and_house(words))
    assert house.bottom < (tree.top + tree.bottom) / 2 + 0.1 * (tree.bottom - tree.top)
    assert tree.left < house.left < house.right < tree.right


def _tree_and_house(words: str) -> tuple[int, int]:
    """Which entities of a scene they are."""
    names = [entity.concept for entity in understand(words).entities]
    house = names.index("treehouse")
    return next(n for n, name in enumerate(names) if name in ("oak", "tree")), house


@pytest.mark.parametrize(
    "words", ["balloons tied to a mailbox", "palloncini rossi legati a una panchina"]
)
def test_balloons_float_above_what_holds_them(words: str) -> None:
    scene, (made,) = scene_built(words)
    assert scene.setting != "sky"
    marks = made.merged().marks
    held = next(m for m in marks if m.entity == 1)
    for balloon in (m for m in marks if m.entity == 0):
        assert balloon.bottom < held.top + 0.2 * (held.bottom - held.top)


@pytest.mark.parametrize(
    ("words", "least"),
    [
        ("a bowl of cherries", 7),
        ("una tazza piena di stelle", 7),
        ("a rowboat full of flowers", 7),
        ("a basket full of apples", 7),
        ("un mazzo di girasoli in un secchio", 6),
    ],
)
def test_what_fills_a_vessel_looks_out_of_it(words: str, least: int) -> None:
    *filling, vessel = whole(words).members
    assert len(filling) >= least
    for thing in filling:
        assert vessel.left < thing.middle < vessel.right
        assert thing.width < 0.45 * vessel.width
        assert thing.bottom > vessel.bottom + 0.2 * vessel.height
        assert thing.top > thing.clip[3] if thing.clip else thing.top > vessel.bottom


def test_toys_are_of_many_kinds_and_a_heap_stands_on_the_ground() -> None:
    *toys, _ = whole("a box full of toys").members
    assert len({round(toy.width / toy.height, 2) for toy in toys}) > 3
    heap = whole("a heap of pumpkins").members
    assert len(heap) > 4
    assert len([m for m in heap if m.bottom < 0.01]) > 2
    assert max(m.bottom for m in heap) > 0.5 * heap[0].height
    assert len(whole("un mucchio di libri").members) == 1  # its drawing is a pile


def test_fruit_that_a_dish_has_is_small_and_before_it() -> None:
    dish, *fruit = whole("a stack of pancakes with blueberries").members
    for berry in fruit:
        assert berry.height < 0.35 * dish.height
        assert berry.bottom < dish.bottom + 0.1 * dish.height
        assert dish.left - berry.width < berry.left < dish.right


@pytest.mark.parametrize(
    ("words", "concept"),
    [
        ("una casa a forma di teiera", "teapot"),
        ("a fish-shaped house", "fish"),
        ("a building in the shape of a guitar", "guitar"),
    ],
)
def test_a_house_in_the_shape_of_a_thing_is_that_with_a_door(words: str, concept: str) -> None:
    scene = understand(words)
    (house,) = scene.entities
    assert (house.concept, house.qualities) == (concept, ("inhabited",))
    assert scene.setting == "meadow"
    plain = built_of(msgspec.structs.replace(house, qualities=()))
    lived_in = built_of(house)
    assert lived_in.width / lived_in.height == pytest.approx(plain.width / plain.height, rel=0.1)
    assert not np.array_equal(shown(lived_in), shown(plain))


@pytest.mark.parametrize(
    ("words", "concept", "material"),
    [
        ("a balloon in the shape of a fish", "fish", "plastic"),
        ("un palloncino rosso a forma di cuore", "heart", "plastic"),
        ("un aquilone a forma di drago", "dragon", "fabric"),
        ("a pillow shaped like a cat", "cat", "fabric"),
        ("a lamp in the shape of a mushroom", "mushroom", "light"),
    ],
)
def test_what_has_the_shape_of_another_is_that_of_its_own_matter(
    words: str, concept: str, material: str
) -> None:
    scene = understand(words)
    (thing,) = scene.entities
    assert (thing.concept, thing.material) == (concept, material)
    assert thing.pose == ("float" if material in ("plastic",) or concept == "dragon" else None)
    assert scene.setting != "underwater"


def test_a_balloon_of_any_shape_has_a_string() -> None:
    (fish,) = understand("a balloon in the shape of a fish").entities
    free = built_of(msgspec.structs.replace(fish, pose=None))
    tied = built_of(fish)
    assert tied.height / tied.width > 1.3 * free.height / free.width


@pytest.mark.parametrize(
    "words",
    [
        "a red car with a surfboard on the roof",
        "a van with two bicycles on the roof",
        "due valigie sul tetto di un'auto blu",
    ],
)
def test_a_load_lies_on_the_roof_of_a_car(words: str) -> None:
    scene, (made,) = scene_built(words)
    car, *loads = made.members
    assert scene.setting not in ("sea", "roof")
    for load in loads:
        assert load.bottom > car.bottom + 0.6 * car.height
        assert load.bottom < car.top
        assert car.left - 0.1 * car.width < load.left < load.right < car.right + 0.1 * car.width
        assert load.height < car.height


@pytest.mark.parametrize(
    "words", ["mushrooms in a circle around a frog", "a ring of stones around a campfire"]
)
def test_a_ring_is_all_around_and_hides_nothing(words: str) -> None:
    *ring, middle = whole(words).members
    assert len(ring) >= 8
    assert len([m for m in ring if m.order < middle.order]) >= 3
    assert len([m for m in ring if m.order > middle.order]) >= 3
    assert {m.middle < middle.middle for m in ring} == {True, False}
    assert max(m.height for m in ring) < 0.6 * middle.height


@pytest.mark.parametrize("words", ["a swarm of bees around a hive", "gabbiani intorno a un faro"])
def test_flyers_around_a_thing_are_in_the_air(words: str) -> None:
    *flyers, middle = whole(words).members
    assert len([m for m in flyers if m.bottom > middle.bottom + 0.3 * middle.height]) > 1
    assert max(m.height for m in flyers) < 0.5 * middle.height


@pytest.mark.parametrize(
    ("words", "unseen"),
    [("un piatto di spaghetti al pomodoro con basilico", "tomato")],
)
def test_a_flavour_is_no_thing_and_herbs_lie_on_the_plate(words: str, unseen: str) -> None:
    scene, (made,) = scene_built(words)
    assert unseen not in [entity.concept for entity in scene.entities]
    dish, *leaves = made.members
    assert leaves
    assert max(leaf.height for leaf in leaves) < 0.4 * dish.height


def test_a_bunch_of_flowers_is_one_thing_wrapped_or_in_a_hand() -> None:
    made = whole("a bouquet of tulips")
    *flowers, paper = made.members
    assert len(flowers) == 7
    for flower in flowers:
        assert paper.left - 0.3 * paper.width < flower.middle < paper.right + 0.3 * paper.width
        assert flower.top > paper.top
    scene = understand("una bambina con un mazzo di rose")
    stage = Stage(scene, 4, (256, 256), True)
    (girl,) = roots_of(stage)
    assert [(tie, other.entity.concept) for tie, other in girl.ties] == [("hold", "bouquet")]


@pytest.mark.parametrize("words", ["a stone bridge with lanterns", "un muro con vasi di fiori"])
def test_things_stand_along_an_upper_edge(words: str) -> None:
    edge, *things = whole(words).members
    assert len(things) > 2
    for thing in things:
        assert edge.left < thing.left < thing.right < edge.right
        assert edge.bottom + 0.4 * edge.height < thing.bottom < edge.top


def test_what_is_on_a_cake_stands_on_its_icing_and_not_on_candles() -> None:
    castle, cake = whole("a cake with a tiny castle on top").members
    candled = whole("a cake").members[0]
    assert castle.bottom > cake.bottom + 0.5 * cake.height
    assert cake.subject.key != candled.subject.key or cake.height < candled.height


@pytest.mark.parametrize(
    ("words", "concept"),
    [
        ("a top hat", "top-hat"),
        ("un cappello a cilindro", "top-hat"),
        ("a rocket ship", "rocket"),
        ("a plate of pasta", "plate"),
    ],
)
def test_two_words_that_are_one_thing(words: str, concept: str) -> None:
    assert understand(words).entities[0].concept == concept
    assert not understand(words).unknown


def test_a_basket_is_on_the_bicycle_that_has_it_wherever_that_stands() -> None:
    for words in (
        "una bicicletta con un cestino di fiori",
        "a bicycle leaning against a wall with a basket of flowers",
    ):
        names = [entity.concept for entity in understand(words).entities]
        marks = whole(words).merged().marks
        seen = {mark.entity: mark for mark in marks}
        cycle, basket = seen[0], seen[names.index("basket")]
        assert basket.bottom < cycle.bottom - 0.3 * (cycle.bottom - cycle.top)
        assert cycle.left < (basket.left + basket.right) / 2 < cycle.right


def test_three_pots_with_plants_are_three() -> None:
    _, *pots = whole("una mensola con tre vasi di piante grasse").members
    assert len(pots) == 3


@pytest.mark.parametrize(
    ("words", "concepts"),
    [
        ("a church with a golden cross on top of the tower", ["church", "cross"]),
        ("a castle with red flags on the towers", ["castle", "flag"]),
        ("a tower with a flag", ["tower", "flag"]),
        ("a flag on a tower", ["flag", "tower"]),
        ("a pile of presents under a christmas tree", ["gift", "christmas-tree"]),
    ],
)
def test_the_towers_of_a_building_are_no_others(words: str, concepts: list[str]) -> None:
    assert [entity.concept for entity in understand(words).entities] == concepts


def test_a_cross_and_flowers_in_a_bottle_stand_on_top() -> None:
    church, cross = whole("a church with a golden cross on top of the tower").members
    assert cross.bottom > church.bottom + 0.6 * church.height
    assert cross.height < 0.4 * church.height
    flowers, bottle = whole("un mazzo di margherite in una bottiglia").members
    assert flowers.bottom > bottle.bottom + 0.7 * bottle.height


def test_a_plate_has_as_many_as_lie_side_by_side() -> None:
    *cookies, plate = whole("a plate of cookies").members
    assert len(cookies) == 3
    assert min(cookie.width for cookie in cookies) > 0.15 * plate.width
