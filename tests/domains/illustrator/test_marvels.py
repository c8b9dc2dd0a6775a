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
