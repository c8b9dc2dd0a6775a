"""Fields in bloom, litter, jetties and lights; what hands hold, dew, trains, launches, flavours."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pytest

from affresco.studio.engines import illustrator
from affresco.studio.engines.illustrator import understand
from affresco.studio.engines.illustrator.layout import arranged
from affresco.studio.engines.illustrator.layout.assembly import Assembly
from affresco.studio.engines.illustrator.layout.building import Builder
from affresco.studio.engines.illustrator.layout.litter import swept_up
from affresco.studio.engines.illustrator.layout.ties import roots_of
from affresco.studio.engines.illustrator.painting.stage import Stage
from affresco.studio.engines.illustrator.picture import staged
from affresco.studio.engines.illustrator.settings import paint


def stage_of(words: str) -> Stage:
    """The stage of a wish with its setting painted, 256 × 256."""
    stage = Stage(understand(words), 1, (256, 256), outdoors=True)
    paint(stage)
    return stage


def only(words: str) -> Assembly:
    """What is made of a wish of which all things belong together."""
    stage = stage_of(words)
    roots = roots_of(stage)
    assert len(roots) == 1, "they stand apart"
    return Builder(stage).built(roots[0])


def drawn(words: str) -> npt.NDArray[np.int16]:
    """The picture of a wish, 256 × 256 × 3."""
    return illustrator.draw(understand(words), seed=3, size=(256, 256)).rgb.astype(np.int16)


@pytest.mark.parametrize(
    ("english", "italian", "setting"),
    [
        ("a field of sunflowers", "un campo di girasoli", "sunflower-field"),
        ("a girl in a poppy field", "una ragazza in un campo di papaveri", "poppy-field"),
        ("a flower meadow", "un prato fiorito", "flower-field"),
        ("a field of daisies", "un campo di margherite", "daisy-field"),
        ("a field of tulips", "un campo di tulipani", "tulip-field"),
    ],
)
def test_a_field_has_the_flowers_that_are_named(english: str, italian: str, setting: str) -> None:
    assert understand(english).setting == understand(italian).setting == setting


def test_fields_have_the_colour_of_their_flowers() -> None:
    low = slice(170, 256)
    red = drawn("a poppy field, day")[low].mean((0, 1))
    yellow = drawn("a sunflower field, day")[low].mean((0, 1))
    assert red[0] > red[1] + 25 > red[2]
    assert min(yellow[0], yellow[1]) > yellow[2] + 30


def test_flowers_of_a_field_stand_before_who_is_in_it() -> None:
    stage = stage_of("a dog in a field of sunflowers")
    assert stage.afterwards
    assert not stage_of("a field of sunflowers").afterwards


@pytest.mark.parametrize(
    ("words", "colour"),
    [
        ("chocolate ice cream", "brown"),
        ("gelato al cioccolato", "brown"),
        ("un gelato alla fragola", "pink"),
        ("a strawberry milkshake", "pink"),
        ("un frappè al pistacchio", "green"),
        ("lemon sorbet", "yellow"),
    ],
)
def test_what_a_sweet_tastes_of_is_its_colour(words: str, colour: str) -> None:
    scene = understand(words)
    assert [entity.colour for entity in scene.entities] == [colour]
    assert not scene.unknown


@pytest.mark.parametrize("words", ["a chocolate cake", "a lemon tree", "torta al cioccolato"])
def test_what_has_a_drawing_of_its_own_keeps_it(words: str) -> None:
    assert all(entity.colour is None for entity in understand(words).entities)


@pytest.mark.parametrize(
    "words", ["a hand holding a butterfly", "una mano con una farfalla", "a heart in a hand"]
)
def test_a_hand_bears_what_it_holds(words: str) -> None:
    palm, thing = only(words).members
    assert palm.bottom < thing.bottom < palm.top < thing.top
    assert palm.left < thing.middle < palm.right


def test_a_hand_comes_from_the_edge_of_the_picture() -> None:
    stage = stage_of("hands holding a small plant")
    (piece,) = arranged(stage, roots_of(stage))
    assert piece.y >= stage.visible.bottom
    assert piece.how.shadow == 0.0


@pytest.mark.parametrize(
    "words", ["a leaf with dewdrops", "dewdrops on a leaf", "gocce di rugiada su una foglia"]
)
def test_drops_lie_on_a_leaf(words: str) -> None:
    leaf, *drops = sorted(only(words).members, key=lambda member: member.order)
    assert len(drops) > 1
    for drop in drops:
        assert drop.width < 0.3 * leaf.width
        assert leaf.left < drop.middle < leaf.right
        assert leaf.bottom < (drop.top + drop.bottom) / 2 < leaf.top


def test_leaves_lie_on_the_ground_and_stand_nowhere() -> None:
    stage = stage_of("a cat playing in autumn leaves")
    roots = swept_up(stage, roots_of(stage))
    assert [(root.entity.concept, root.ties) for root in roots] == [("cat", [])]
    held = stage_of("a girl holding autumn leaves")
    assert swept_up(held, roots_of(held))[0].ties


def test_a_train_runs_on_rails_and_in_no_grass() -> None:
    open_country = drawn("a train in a meadow, day")[-18:-2].astype(float)
    meadow = drawn("a meadow, day")[-18:-2].astype(float)
    green = (meadow[..., 1] - meadow[..., 0]).mean()
    assert (open_country[..., 1] - open_country[..., 0]).mean() < 0.5 * green


@pytest.mark.parametrize(
    "words",
    ["a boy fishing from a pier at sea", "un pontile sul lago", "a dog on a pier by the sea"],
)
def test_a_pier_leads_out_onto_the_water(words: str) -> None:
    stage = stage_of(words)
    piers = [i for i, entity in enumerate(stage.scene.entities) if entity.concept == "pier"]
    assert piers
    assert set(piers) <= stage.drawn
    assert 0.3 < stage.slots["main"].x < 0.7


def test_mountains_in_the_distance_are_the_distance() -> None:
    for words in (
        "a cabin with mountains in the distance",
        "un villaggio con montagne in lontananza",
    ):
        stage = stage_of(words)
        mountain = next(i for i, e in enumerate(stage.scene.entities) if e.concept == "mountain")
        assert mountain in stage.drawn


@pytest.mark.parametrize(
    "words", ["a mountain road", "una strada di montagna", "a road in the mountains"]
)
def test_a_road_with_mountains_is_no_city_street(words: str) -> None:
    scene = understand(words)
    assert (scene.setting, scene.outlook) == ("road", "mountains")


@pytest.mark.parametrize(
    "words",
    ["a castle on a floating island", "an island floating in the sky", "un'isola fluttuante"],
)
def test_land_in_the_air_is_in_the_sky(words: str) -> None:
    scene = understand(words)
    assert scene.setting == "sky"
    assert "floating-island" in [entity.concept for entity in scene.entities]


def test_water_falls_over_the_edge_of_land_in_the_air() -> None:
    island, fall = only("a floating island with a waterfall").members
    assert island.left < fall.middle < island.right
    assert fall.bottom < island.bottom + 0.2 * island.height


def test_a_rocket_that_is_launched_stands_upright_over_its_smoke() -> None:
    for words in ("a rocket launch at dawn", "il lancio di un razzo"):
        scene = understand(words)
        assert (scene.setting, [e.pose for e in scene.entities]) == ("meadow", ["launch"])
        rocket, flame, smoke = only(words).members
        assert rocket.height > 1.3 * rocket.width
        assert smoke.bottom < flame.bottom < rocket.bottom
        assert smoke.width > rocket.width


def test_at_christmas_lights_hang_and_a_tree_stands() -> None:
    christmas = understand("mercatino di natale")
    assert ("christmas" in christmas.moods, christmas.setting) == (True, "market")
    assert understand("a christmas market").moods == christmas.moods
    stage, _ = staged(understand("a living room with fairy lights"), 1, (256, 256))
    assert stage.has("string-lights")
    assert (
        drawn("a street with string lights at night") != drawn("a street at night")
    ).mean() > 0.02


def test_people_with_umbrellas_have_one_each_in_many_colours() -> None:
    stage = stage_of("four women holding umbrellas")
    leads = Builder(stage).leads(roots_of(stage)[0])
    assert max(lead.width for lead in leads) < 1.6 * min(lead.width for lead in leads)
    scene = understand("four women holding red umbrellas")
    assert {e.colour for e in scene.entities if e.concept == "umbrella"} == {"red"}


def test_what_swims_on_a_drink_is_at_its_rim() -> None:
    cup, *marshmallows = only("hot chocolate with marshmallows").members
    for one in marshmallows:
        assert one.bottom > cup.bottom + 0.6 * cup.height
        assert one.height < 0.3 * cup.height


def test_roses_of_a_garden_are_a_bed() -> None:
    stage = stage_of("a garden full of roses")
    pieces = arranged(stage, roots_of(stage))
    assert len(pieces) > 7
    assert max(piece.size for piece in pieces) < 0.4 * stage.height


def test_a_dog_brings_a_stick_in_its_mouth() -> None:
    scene = understand("un cane che corre con un bastone in bocca")
    assert [entity.concept for entity in scene.entities] == ["dog", "dry-twig"]
    assert understand("an old man with a stick").entities[1].concept == "stick"


@pytest.mark.parametrize(
    ("words", "animal"), [("a duck pond", "duck"), ("a koi pond", "koi"), ("a horse farm", "horse")]
)
def test_a_place_named_by_animals_has_them(words: str, animal: str) -> None:
    scene = understand(words)
    assert [(entity.concept, entity.count) for entity in scene.entities] == [(animal, 3)]
    assert not scene.unknown


def test_who_is_in_a_hospital_bed_is_in_it() -> None:
    for words in ("a child in a hospital bed", "un bambino in un letto d'ospedale"):
        scene = understand(words)
        assert scene.setting == "hospital"
        assert (scene.entities[1].concept, scene.entities[1].relation) == ("bed", "in")


def test_candles_that_are_blown_out_are_on_the_cake() -> None:
    girl, *rest = only("a girl blowing out candles on a birthday cake").members
    assert len(rest) == 2  # her breath, and a cake with its candles
    assert girl.height > max(one.height for one in rest if one.order <= girl.order)


@pytest.mark.parametrize(
    "words", ["due bambini che si abbracciano", "two bears hugging", "a couple hugging"]
)
def test_who_embraces_stands_breast_to_breast(words: str) -> None:
    one, other = only(words).members
    assert one.head is not None
    assert other.head is not None
    apart = abs(one.point(*one.head)[0] - other.point(*other.head)[0])
    assert apart < 0.35 * min(one.height, other.height)
    assert one.flip != other.flip


def test_who_rides_a_wave_is_on_its_face() -> None:
    surfer, wave = only("a surfer riding a big wave").members
    assert wave.left < surfer.left < surfer.right < wave.right
    assert wave.bottom < surfer.bottom < wave.bottom + 0.4 * wave.height


def test_many_are_a_festival() -> None:
    balloons = understand("a hot air balloon festival").entities[0]
    assert (balloons.concept, balloons.count) == ("hot-air-balloon", 7)
    assert understand("un festival di aquiloni").entities[0].count > 2
    assert understand("festival delle lanterne").time == "night"


def test_a_tree_has_its_door_in_the_trunk() -> None:
    for words in (
        "an old tree with a door in its trunk",
        "un vecchio albero con una porta nel tronco",
    ):
        tree, door = only(words).members
        assert door.top < 0.5 * tree.top
        assert tree.left < door.left < door.right < tree.right


def test_who_pours_a_drink_pours_it_into_a_cup() -> None:
    names = [relation for relation, _ in roots_of(stage_of("a waiter pouring wine"))[0].ties]
    assert "pour-into" in names


@pytest.mark.parametrize(
    ("words", "colour"),
    [("an angel with golden wings", "golden"), ("a fairy with blue wings", "blue")],
)
def test_wings_are_worn_in_their_colour(words: str, colour: str) -> None:
    _being, wings = understand(words).entities
    assert (wings.concept, wings.colour, wings.relation) == ("wings", colour, "wear")
    plain = drawn(words.replace(f"with {colour} wings", ""))
    assert (drawn(words) != plain).any()


@pytest.mark.parametrize("words", ["a grandmother knitting", "una nonna che lavora a maglia"])
def test_who_knits_has_needles(words: str) -> None:
    assert "knit" in understand(words).entities[0].qualities


@pytest.mark.parametrize(
    ("words", "setting"),
    [
        ("a mother reading a bedtime story to her child", "bedroom"),
        ("una nonna che legge una favola della buonanotte", "bedroom"),
        ("a snowball fight", "winter"),
        ("a fishing village", "harbour"),
        ("un villaggio di pescatori", "harbour"),
    ],
)
def test_turns_that_name_a_place(words: str, setting: str) -> None:
    assert understand(words).setting == setting


def test_stars_that_are_watched_are_in_the_sky() -> None:
    for words in ("a child watching the stars", "un bambino che guarda le stelle"):
        scene = understand(words)
        assert (scene.time, [entity.concept for entity in scene.entities]) == ("night", ["boy"])


def test_the_wares_of_a_shop_stand_in_it() -> None:
    stage = stage_of("a bakery with fresh bread")
    assert roots_of(stage) == []


def test_somebody_alone_is_not_at_the_edge() -> None:
    for seed in range(12):
        stage = Stage(understand("a fox"), seed, (256, 256), outdoors=True)
        paint(stage)
        (piece,) = arranged(stage, roots_of(stage))
        wide = stage.visible.right - stage.visible.left
        assert 0.28 < (piece.x - stage.visible.left) / wide < 0.72


@pytest.mark.parametrize(
    "words",
    ["a ufo abducting a cow", "an alien spaceship abducting a cow", "un ufo che rapisce una mucca"],
)
def test_a_saucer_takes_somebody_up_in_its_beam(words: str) -> None:
    scene = understand(words)
    assert (scene.setting, scene.time) == ("meadow", "night")
    saucer, beam, cow = only(words).members
    assert beam.left < cow.left < cow.right < beam.right
    assert beam.bottom < cow.bottom < cow.top < saucer.bottom + 0.5 * saucer.height


@pytest.mark.parametrize("words", ["a robot dog", "un cane robot"])
def test_a_robot_that_is_an_animal_is_of_metal(words: str) -> None:
    (dog,) = understand(words).entities
    assert (dog.concept, dog.role) == ("dog", "robot")
    assert (drawn(words) == drawn("a metal dog")).all()


def test_who_bathes_is_in_the_water_that_is_there() -> None:
    assert understand("un elefante che fa il bagno nel fiume").entities[0].pose == "swim"
    assert understand("a man taking a bath").setting == "bathroom"


def test_a_spider_is_in_the_middle_of_its_web() -> None:
    spider, web = only("a spider on its web").members
    assert abs((spider.top + spider.bottom) / 2 - (web.top + web.bottom) / 2) < 0.1 * web.height


@pytest.mark.parametrize(
    ("words", "concepts"),
    [
        ("pancakes with maple syrup", ["pancakes", "syrup"]),
        ("a bottle with a message on the beach", ["message-bottle"]),
        ("un cestino di frutta", ["fruit-basket"]),
        ("an old camera and old photos", ["camera", "photograph-print"]),
        ("a cherry blossom tree", ["cherry-tree"]),
        ("un ciliegio in fiore", ["cherry-tree"]),
    ],
)
def test_things_of_several_words(words: str, concepts: list[str]) -> None:
    assert [entity.concept for entity in understand(words).entities] == concepts


def test_an_animal_that_is_said_to_have_wings_has_them() -> None:
    plain = drawn("a horse, meadow, day")
    assert (drawn("a winged horse, meadow, day") != plain).any(2).mean() > 0.02


@pytest.mark.parametrize(
    ("words", "concepts", "setting"),
    [
        ("a cat looking out of the window", ["cat"], "windowsill"),
        ("un gatto che guarda fuori dalla finestra", ["cat"], "windowsill"),
        ("a traffic jam", ["car"], "street"),
        ("la vendemmia in un vigneto", ["farmer", "grapes"], "vineyard"),
        ("friends camping in the forest", ["friend", "campfire", "tent"], "forest"),
        ("a cup of espresso", ["coffee"], "table"),
        ("a tree with golden leaves", ["tree"], "meadow"),
    ],
)
def test_turns_told_by_what_they_show(words: str, concepts: list[str], setting: str) -> None:
    scene = understand(words)
    assert [entity.concept for entity in scene.entities] == concepts
    assert scene.setting == setting


def test_a_thing_with_a_face_smiles() -> None:
    for words in ("a pizza with a happy face", "una pizza con la faccina"):
        (pizza,) = understand(words).entities
        assert (pizza.concept, pizza.pose) == ("pizza", "laugh")
