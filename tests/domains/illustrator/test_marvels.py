"""What people wish for that words and drawings once missed: stuffs, swimmers, vessels, clothes on things."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pytest

from affresco.studio.engines.illustrator import Entity, Scene, understand
from affresco.studio.engines.illustrator.camera import aim
from affresco.studio.engines.illustrator.layout import arranged
from affresco.studio.engines.illustrator.layout.assembly import Assembly, Member
from affresco.studio.engines.illustrator.layout.building import Builder
from affresco.studio.engines.illustrator.layout.casts import plain_member
from affresco.studio.engines.illustrator.layout.piece import Piece
from affresco.studio.engines.illustrator.layout.ties import roots_of
from affresco.studio.engines.illustrator.painting.chance import Chance
from affresco.studio.engines.illustrator.painting.pen import Pen, pixels, surface
from affresco.studio.engines.illustrator.painting.stage import Stage
from affresco.studio.engines.illustrator.settings import paint
from affresco.studio.engines.illustrator.subjects.find import acts


def concepts(words: str) -> list[str]:
    """What is drawn."""
    return [entity.concept for entity in understand(words).entities]


def built(scene: Scene) -> list[Assembly]:
    """What is made of each root, once the place is painted."""
    stage = Stage(scene, 4, (256, 256), True)
    aim(stage)
    paint(stage)
    builder = Builder(stage)
    return [builder.built(root) for root in roots_of(stage)]


def shown(member: Member) -> npt.NDArray[np.uint8]:
    """Its drawing, uint8 RGBA."""
    sheet = surface(128, 128)
    member.subject.draw(Pen(sheet.getCanvas()))
    return pixels(sheet)


@pytest.mark.parametrize(
    ("words", "concept", "material"),
    [
        ("a heart made of roses", "heart", "roses"),
        ("un cuore fatto di rose", "heart", "roses"),
        ("a bear made of leaves", "bear", "leaves"),
        ("un orso fatto di frutta", "bear", "fruit"),
        ("a castle made of books", "castle", "books"),
    ],
)
def test_things_are_made_of_what_grows_and_is_heaped(
    words: str, concept: str, material: str
) -> None:
    (entity,) = understand(words).entities
    assert (entity.concept, entity.material) == (concept, material)


def test_a_heart_of_roses_is_red_and_of_many_petals() -> None:
    plain = shown(plain_member(Entity("heart"), Chance("x"), 0))
    roses = shown(plain_member(Entity("heart", material="roses"), Chance("x"), 0))
    inside = roses[50:80, 40:88, :3].astype(int)
    assert inside[..., 0].mean() > 1.6 * inside[..., 1].mean()
    assert inside.std(axis=(0, 1)).sum() > 2 * plain[50:80, 40:88, :3].std(axis=(0, 1)).sum()


def test_a_puppy_of_a_breed_is_one_dog() -> None:
    (entity,) = understand("a golden retriever puppy running on the beach").entities
    assert (entity.concept, entity.size, entity.pose) == ("labrador", "small", "run")


@pytest.mark.parametrize(
    ("words", "vessel"),
    [
        ("a ship in a bottle", "bottle"),
        ("a tiny forest inside a teacup", "cup"),
        ("un universo in un barattolo", "jar"),
        ("a bouquet of sunflowers in a blue vase", "vase"),
    ],
)
def test_what_is_kept_in_something_small_stands_on_a_table(words: str, vessel: str) -> None:
    scene = understand(words)
    assert scene.setting == "table"
    assert [(e.concept, e.relation) for e in scene.entities[1:]] == [(vessel, "in")]


def test_a_universe_in_no_vessel_is_a_place() -> None:
    scene = understand("an astronaut floating in the universe")
    assert (scene.setting, [e.concept for e in scene.entities]) == ("space", ["astronaut"])


@pytest.mark.parametrize(
    ("words", "concept"),
    [
        ("a vintage red Fiat 500 in front of the sea", "city-car"),
        ("una scacchiera", "chess-board"),
        ("a slice of chocolate cake", "slice-of-cake"),
        ("una fetta di torta al cioccolato", "slice-of-cake"),
        ("lo spirito della foresta", "forest-spirit"),
        ("an hourglass with golden sand", "hourglass"),
        ("una clessidra con sabbia dorata", "hourglass"),
    ],
)
def test_named_things_are_themselves(words: str, concept: str) -> None:
    assert concepts(words) == [concept]


@pytest.mark.parametrize("garment", ["sunglasses", "top-hat", "scarf"])
def test_things_wear_what_is_put_on_them(garment: str) -> None:
    entities = (Entity("cactus"), Entity(garment, relation="wear", by=0))
    (assembly,) = built(Scene(setting="meadow", entities=entities))
    marks = {mark.entity: mark for member in assembly.members for mark in member.seen()}
    worn, cactus = marks[1], marks[0]
    assert cactus.left - 0.1 < worn.left < worn.right < cactus.right + 0.1
    assert (worn.top + worn.bottom) / 2 > (cactus.top + cactus.bottom) / 2 - 0.12


@pytest.mark.parametrize("place", ["lake", "sea", "river"])
def test_who_swims_is_seen_from_the_water_up(place: str) -> None:
    swims = Entity("elephant", pose="swim", qualities=("swimming",))
    (wet,) = built(Scene(setting=place, entities=(swims,)))
    (dry,) = built(Scene(setting="meadow", entities=(Entity("elephant", pose="walk"),)))
    assert wet.members[0].height < 0.75 * dry.members[0].height


def test_who_stretches_has_the_chest_on_the_ground() -> None:
    scene = understand("a stretching cat on a windowsill")
    assert scene.entities[0].pose == "stretch"
    low = plain_member(scene.entities[0], Chance("x"), 0)
    high = plain_member(Entity("cat", pose="walk"), Chance("x"), 0)
    assert low.width / low.height > 1.2 * high.width / high.height


def test_penguins_slide_on_the_belly() -> None:
    (penguins,) = understand("penguins sliding on ice").entities
    lying = plain_member(penguins, Chance("x"), 0)
    assert lying.width > 1.3 * lying.height


@pytest.mark.parametrize(
    "words", ["a frog leaping over a pond", "una rana che salta sopra uno stagno"]
)
def test_a_pond_that_is_leaped_over_is_where_one_leaps(words: str) -> None:
    scene = understand(words)
    assert scene.setting == "lake"
    assert [(e.concept, e.pose) for e in scene.entities] == [("frog", "jump")]


def test_a_dragon_that_breathes_fire_over_a_castle_is_above_it() -> None:
    (assembly,) = built(understand("a red dragon breathing fire over a castle"))
    marks = {mark.entity: mark for member in assembly.members for mark in member.seen()}
    assert marks[0].bottom > marks[2].top - 0.05
    assert marks[2].bottom == pytest.approx(0.0, abs=0.05)


def test_a_phoenix_is_larger_than_the_flames_out_of_which_it_rises() -> None:
    (assembly,) = built(understand("a phoenix rising from the flames"))
    marks = {mark.entity: mark for member in assembly.members for mark in member.seen()}
    phoenix, flames = marks[0], marks[1]
    assert phoenix.top - phoenix.bottom > 1.4 * (flames.top - flames.bottom)
    assert flames.bottom < phoenix.bottom < flames.top


def test_drums_stand_before_an_octopus_that_plays_them() -> None:
    scene = understand("un polpo che suona la batteria")
    assert [(e.concept, e.relation) for e in scene.entities[1:]] == [("drums", "play")]
    stage = Stage(scene, 4, (256, 256), True)
    (root,) = roots_of(stage)
    together = Builder(stage).leads(root)[0]
    alone = plain_member(Entity("octopus"), Chance("x"), 0)
    assert together.width / together.height < 1.25 * alone.width / alone.height


def test_a_sad_robot_has_another_face() -> None:
    sad = built(understand("a sad robot standing in the rain"))[0].members[0]
    glad = built(understand("a robot standing in the rain"))[0].members[0]
    assert (shown(sad)[:60] != shown(glad)[:60]).any()


def test_who_jumps_is_above_the_shadow() -> None:
    jumps, walks = (
        paintings(Scene(setting="meadow", time="day", entities=(Entity("dog", pose=pose),)))
        for pose in ("jump", "walk")
    )
    assert jumps[0].how.lift > 0.05 * jumps[0].size
    assert walks[0].how.lift == 0


def paintings(scene: Scene) -> list[Piece]:
    """The pieces of a picture, in their places."""
    stage = Stage(scene, 4, (256, 256), True)
    aim(stage)
    paint(stage)
    return arranged(stage, roots_of(stage))


@pytest.mark.parametrize(
    ("words", "motif"),
    [
        ("logo of a mountain for a coffee shop", "mountain"),
        ("logo di una montagna per un bar", "mountain"),
        ("logo with a wave for a surf school", "wave"),
    ],
)
def test_for_whom_a_logo_is_stays_out_of_it(words: str, motif: str) -> None:
    assert concepts(words) == [motif]


@pytest.mark.parametrize(
    ("words", "drawn"),
    [
        ("a triceratops and its baby", ["triceratops", "triceratops"]),
        ("un elefante con il suo piccolo", ["elephant", "elephant-calf"]),
        ("a pizza margherita", ["pizza"]),
        ("a three-layer birthday cake", ["layer-cake"]),
        ("a cup of tea with a slice of lemon", ["tea", "lemon-slice"]),
        ("un cestino di frutta", ["fruit-basket"]),
        ("una fruttiera", ["fruit-bowl"]),
    ],
)
def test_what_belongs_together_is_read_as_one_thing(words: str, drawn: list[str]) -> None:
    assert concepts(words) == drawn


def test_the_young_of_an_animal_is_small() -> None:
    grown, young = understand("a triceratops and its baby").entities
    assert (grown.size, young.size) == (None, "small")


@pytest.mark.parametrize(
    ("words", "setting"),
    [
        ("una lanterna accesa nella neve", "winter"),
        ("a red umbrella in the rain", "street"),
        ("una tazza di caffè in un giorno di pioggia", "table"),
    ],
)
def test_things_in_the_weather_are_outside(words: str, setting: str) -> None:
    assert understand(words).setting == setting


def test_a_rocket_into_the_stars_has_a_night_sky_and_no_stars_of_tin() -> None:
    scene = understand("a rocket launching into the stars")
    assert [e.concept for e in scene.entities] == ["rocket"]
    assert scene.time == "night"


@pytest.mark.parametrize("words", ["a bouquet of daisies in a blue vase", "un vaso di lavanda"])
def test_flowers_are_larger_than_their_vase_and_lean_out_of_it(words: str) -> None:
    (assembly,) = built(understand(words))
    vase = max(assembly.members, key=lambda member: member.order)
    flowers = [member for member in assembly.members if member is not vase]
    assert len(flowers) >= 3
    assert all(flower.top > vase.top for flower in flowers)
    assert all(vase.height < flower.height for flower in flowers)
    assert {flower.turn > 0 for flower in flowers} == {True, False}


@pytest.mark.parametrize("pose", [None, "howl", "run"])
def test_dinosaurs_are_drawn_by_their_portraits_whatever_they_do(pose: str | None) -> None:
    at_rest = plain_member(Entity("t-rex"), Chance("x"), 0)
    doing = plain_member(Entity("t-rex", pose=pose), Chance("x"), 0)
    assert at_rest.subject.box == doing.subject.box


def test_candles_are_on_a_layer_cake() -> None:
    entities = (Entity("layer-cake"), Entity("candle", count=3, relation="on", by=0))
    (assembly,) = built(Scene(setting="table", entities=entities))
    marks = [mark for member in assembly.members for mark in member.seen()]
    assert min(m.bottom for m in marks if m.entity == 1) > 0.1


@pytest.mark.parametrize(
    ("words", "setting"),
    [
        ("a penguin skating on ice", "ice-rink"),
        ("un orso che scia", "winter"),
        ("a cat playing the piano", "room"),
        ("a croissant and a coffee in Paris", "cafe-terrace"),
        ("a sticker of a smiling avocado", "backdrop-plain"),
        ("un maialino che gioca nel fango", "meadow"),
    ],
)
def test_who_does_what_where_nobody_said_so(words: str, setting: str) -> None:
    assert understand(words).setting == setting


@pytest.mark.parametrize(
    ("words", "drawn"),
    [
        ("un cane con il cappello da marinaio", ["dog", "beret"]),
        ("un gelato al pistacchio e fragola", ["ice-cream"]),
        ("strawberry and vanilla ice cream", ["ice-cream"]),
        ("a dragon made of smoke and fire", ["dragon"]),
        ("una mongolfiera a forma di cuore", ["heart-air-balloon"]),
        ("a pig in the mud", ["pig", "mud"]),
    ],
)
def test_two_words_for_one_thing_are_one(words: str, drawn: list[str]) -> None:
    assert concepts(words) == drawn


@pytest.mark.parametrize(
    "words", ["a house lifted by balloons", "una casa volante attaccata a palloncini"]
)
def test_a_house_that_is_tied_to_balloons_hangs_from_them(words: str) -> None:
    scene = understand(words)
    (assembly,) = built(scene)
    marks = [mark for member in assembly.members for mark in member.seen()]
    house = max(mark.top for mark in marks if mark.entity == 0)
    assert min(mark.top for mark in marks if mark.entity == 1) > house
    (piece,) = paintings(scene)
    assert piece.how.shadow == 0


def test_a_herd_of_broad_animals_is_not_tiny() -> None:
    herd = paintings(Scene(setting="beach", entities=(Entity("horse", count=7, pose="run"),)))
    heights = [(piece.subject.base - piece.subject.box[1]) / 128 * piece.size for piece in herd]
    assert max(heights) > 120


@pytest.mark.parametrize(
    ("words", "setting"),
    [
        ("a turtle swimming with colorful fish", "underwater"),
        ("a dog swimming", "lake"),
        ("a city on the back of a whale", "sea"),
    ],
)
def test_who_swims_is_in_water(words: str, setting: str) -> None:
    assert understand(words).setting == setting


@pytest.mark.parametrize(
    ("words", "ties"),
    [
        ("a city on the back of a whale", [("whale", None), ("city", "carry")]),
        ("una città sul dorso di una balena", [("whale", None), ("city", "carry")]),
        ("a sushi platter with chopsticks", [("plate", None), ("sushi", "full-of")]),
        ("macarons stacked in a tower", [("macaron", None)]),
        ("an android with a human face", [("android", None)]),
    ],
)
def test_who_bears_and_holds_what(words: str, ties: list[tuple[str, str | None]]) -> None:
    entities = understand(words).entities
    assert [(e.concept, e.relation) for e in entities][: len(ties)] == ties
    assert len(entities) <= len(ties) + 1


def test_a_candle_in_a_carved_pumpkin_is_seen_by_its_light_alone() -> None:
    (assembly,) = built(understand("una zucca intagliata con una candela dentro"))
    assert {mark.entity for member in assembly.members for mark in member.seen()} == {0}


def test_who_hatches_looks_out_of_the_egg() -> None:
    (assembly,) = built(understand("a baby dragon hatching from an egg"))
    marks = {mark.entity: mark for member in assembly.members for mark in member.seen()}
    assert marks[1].left < marks[0].left < marks[0].right < marks[1].right
    assert marks[0].bottom < marks[1].top


def test_a_plate_of_lasagne_is_one_portion() -> None:
    (assembly,) = built(understand("un piatto di lasagne"))
    assert len(assembly.members) == 1


def test_leaves_seen_from_near_are_large() -> None:
    far, near = (
        paintings(Scene(setting="meadow", camera=camera, entities=(Entity("coin", count=12),)))
        for camera in (None, "close-up")
    )
    assert max(piece.size for piece in near) > 1.8 * max(piece.size for piece in far)
    leaves = Entity("autumn-leaf", count=3)
    assert paintings(Scene(setting="meadow", camera="close-up", entities=(leaves,)))


def test_the_head_of_a_green_alien_is_green() -> None:
    (assembly,) = built(understand("un alieno verde che saluta"))
    colours = shown(assembly.members[0])[:60].astype(int)
    solid = colours[colours[..., 3] > 200]
    assert (solid[:, 1] > solid[:, 0] + 20).mean() > 0.4


@pytest.mark.parametrize(
    ("words", "drawn"),
    [
        ("a bottle of red wine", ["wine-bottle"]),
        ("una bottiglia di olio d'oliva", ["oil-bottle"]),
        ("una fetta di anguria con i semi", ["watermelon"]),
        ("tiramisù con cacao", ["tiramisu"]),
    ],
)
def test_a_thing_is_not_drawn_twice(words: str, drawn: list[str]) -> None:
    assert concepts(words) == drawn


def test_two_who_share_an_umbrella_are_under_one() -> None:
    scene = understand("a cat and a dog sharing an umbrella")
    assert [(e.concept, e.relation) for e in scene.entities] == [
        ("cat", None), ("dog", None), ("umbrella", "under"),
    ]  # fmt: skip


@pytest.mark.parametrize("words", ["fresh vegetables on a wooden table", "fruit on a table"])
def test_fruit_and_vegetables_are_of_several_kinds(words: str) -> None:
    scene = understand(words)
    stage = Stage(scene, 4, (256, 256), True)
    (assembly,) = [Builder(stage).built(root) for root in roots_of(stage)]
    assert len(assembly.members) >= 5
    assert len({shown(member).tobytes() for member in assembly.members}) >= 5


def test_a_car_that_drives_rides_on_nothing() -> None:
    (assembly,) = built(understand("a red car driving on a coastal road"))
    assert len(assembly.members) == 1


def test_an_ogre_stands_on_two_legs() -> None:
    assert acts(Entity("ogre"))
    assert acts(Entity("goblin"))


def test_a_basket_that_is_held_is_full_of_what_is_in_it() -> None:
    def red(words: str) -> float:
        (assembly,) = built(understand(words))
        drawn = shown(assembly.members[0]).astype(int)
        return float(((drawn[..., 0] > 150) & (drawn[..., 1] < 90) & (drawn[..., 3] > 200)).mean())

    assert red("un asino con un cesto di mele") > 5 * red("un asino con un cesto") + 0.004


@pytest.mark.parametrize("words", ["the moon in a jar", "la luna in un barattolo"])
def test_the_moon_in_a_jar_is_a_thing(words: str) -> None:
    scene = understand(words)
    assert [(e.concept, e.relation) for e in scene.entities] == [("moon-disc", None), ("jar", "in")]
    assert understand("a jar under the moon").weather == ("full-moon",)


@pytest.mark.parametrize(
    ("words", "concept", "setting"),
    [
        ("woodland animals at a campfire", "forest-animals", "forest"),
        ("gli animali della fattoria", "farm-animals", "farm"),
        ("a bus full of animals", "animals", "street"),
        ("gli animali della savana", "wild-animals", "savanna"),
    ],
)
def test_animals_of_several_kinds_are_understood(words: str, concept: str, setting: str) -> None:
    scene = understand(words)
    assert concept in [entity.concept for entity in scene.entities]
    assert scene.setting == setting


def test_animals_are_each_of_another_kind() -> None:
    pieces = paintings(Scene(setting="farm", entities=(Entity("farm-animals"),)))
    assert len(pieces) == 5
    assert len({piece.subject.box for piece in pieces}) >= 4


def test_a_fish_that_jumps_is_above_its_bowl_on_a_table() -> None:
    scene = understand("un pesce rosso che salta fuori dalla boccia")
    assert scene.setting == "table"
    (assembly,) = built(scene)
    marks = {mark.entity: mark for member in assembly.members for mark in member.seen()}
    assert marks[0].bottom > marks[1].top - 0.2 * (marks[1].top - marks[1].bottom)


@pytest.mark.parametrize(
    ("words", "drawn"),
    [
        ("un cavallo a dondolo", ["rocking-horse"]),
        ("a beaver building a dam", ["beaver", "beaver-dam"]),
        ("un cocktail con ombrellino", ["cocktail"]),
        ("breakfast in bed with croissants", ["bed", "croissant"]),
    ],
)
def test_what_a_word_means_beside_another(words: str, drawn: list[str]) -> None:
    assert concepts(words) == drawn


@pytest.mark.parametrize(("concept", "pose"), [("dragon", None), ("dragon", "fly")])
def test_a_dragon_stands_unless_it_flies(concept: str, pose: str | None) -> None:
    (piece,) = paintings(Scene(setting="meadow", entities=(Entity(concept, pose=pose),)))
    assert (piece.how.shadow > 0) == (pose is None)


@pytest.mark.parametrize("concept", ["centaur", "minotaur", "werewolf", "dragon-hatchling"])
@pytest.mark.parametrize("pose", ["fight", "read", "howl"])
def test_beasts_of_legend_keep_their_bodies(concept: str, pose: str) -> None:
    assert not acts(Entity(concept, pose=pose))
    drawn = plain_member(Entity(concept, pose=pose), Chance("x"), 0)
    assert drawn.subject.box == plain_member(Entity(concept), Chance("x"), 0).subject.box


def test_a_chinese_dragon_is_another_than_a_dragon() -> None:
    assert concepts("un drago cinese tra le nuvole") == ["chinese-dragon"]
    assert concepts("a dragon in the clouds") == ["dragon"]


@pytest.mark.parametrize(
    ("words", "drawn"),
    [
        ("un vaso di fiori secchi", ["dried-flowers", "vase"]),
        ("a single tree on a hill in winter", ["bare-tree"]),
        ("a tree in a meadow", ["tree"]),
    ],
)
def test_dry_and_wintry_plants_are_bare(words: str, drawn: list[str]) -> None:
    assert concepts(words) == drawn


@pytest.mark.parametrize("words", ["gnocchi al pesto", "spaghetti with pesto"])
def test_pesto_is_green(words: str) -> None:
    (dish,) = understand(words).entities
    assert dish.colour == "green"


def test_a_wreath_hangs_on_the_front_of_a_door() -> None:
    (assembly,) = built(understand("a christmas wreath on a door"))
    marks = {mark.entity: mark for member in assembly.members for mark in member.seen()}
    assert marks[1].left < marks[0].left < marks[0].right < marks[1].right
    assert marks[1].bottom < marks[0].bottom < marks[0].top < marks[1].top


def test_a_golden_key_is_golden() -> None:
    drawn = shown(plain_member(Entity("key", colour="golden"), Chance("x"), 0)).astype(int)
    solid = drawn[drawn[..., 3] > 220]
    assert (solid[:, 0] > solid[:, 2] + 50).mean() > 0.5


@pytest.mark.parametrize("words", ["a hammock beside a tree", "un'amaca tra due palme"])
def test_a_hammock_is_slung_between_trunks(words: str) -> None:
    (assembly,) = built(understand(words))
    cloth, *posts = assembly.members
    assert len(posts) == 2
    assert cloth.width > 0.8 * (posts[1].middle - posts[0].middle)
    assert posts[0].middle < cloth.middle < posts[1].middle
    assert cloth.bottom > 0


def test_a_city_stands_on_the_whole_of_a_shell() -> None:
    (assembly,) = built(understand("a turtle carrying a city on its back"))
    marks = {mark.entity: mark for member in assembly.members for mark in member.seen()}
    turtle, city = marks[0], marks[1]
    assert city.bottom < turtle.top - 0.06 * (turtle.top - turtle.bottom)
