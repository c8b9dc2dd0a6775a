"""What is done between two or three is understood in both languages, and seen."""

from __future__ import annotations

import pytest

from affresco.studio.engines.illustrator import understand
from affresco.studio.engines.illustrator.camera import aim
from affresco.studio.engines.illustrator.layout.assembly import Mark
from affresco.studio.engines.illustrator.layout.ties import roots_of
from affresco.studio.engines.illustrator.painting.stage import Stage

from .sentences import boxes
from .test_relations import ties


@pytest.mark.parametrize(
    ("english", "italian", "tie"),
    [
        ("a girl walking two dogs", "una bambina che porta a spasso due cani", ("girl", "pull", "dog")),
        ("a farmer milking a cow", "un contadino che munge una mucca", ("farmer", "milk", "cow")),
        ("a cook chopping onions", "un cuoco che taglia le cipolle", ("chef", "cut", "onion")),
        ("a prince kissing a frog", "un principe che bacia una rana", ("prince", "kiss", "frog")),
        ("a snowman holding hands with a girl", "un pupazzo di neve che tiene per mano una bambina",
         ("snowman", "join", "girl")),
        ("a man photographing a snail", "un uomo che fotografa una lumaca",
         ("man", "photograph", "snail")),
        ("a boy wearing a hat cutting a cake", "un bambino con un cappello che taglia una torta",
         ("boy", "cut", "cake")),
        ("a dog in a boot", "un cane in uno stivale", ("dog", "in", "boot")),
    ],
)  # fmt: skip
def test_deeds_are_told_apart_in_both_languages(
    english: str, italian: str, tie: tuple[str, str, str]
) -> None:
    assert tie in ties(english)
    assert tie in ties(italian)


def test_two_of_a_kind_are_told_apart_by_their_size() -> None:
    found = understand("a little robot handing a flower to a big robot").entities
    assert [e.concept for e in found].count("robot") == 2


@pytest.mark.parametrize(
    "words", ["a dog and a cat sleeping", "un cane e un gatto che dormono in un letto"]
)
def test_what_follows_the_last_is_done_by_both(words: str) -> None:
    dog, cat = understand(words).entities[:2]
    assert (dog.pose, cat.pose) == ("sleep", "sleep")


def test_an_italian_trade_is_known_by_its_ware() -> None:
    somebody, ware = understand("un gelataio che dà un gelato a un bambino").entities[:2]
    assert (somebody.concept, somebody.said, ware.concept) == ("person", "gelataio", "ice-cream")


def test_who_looks_at_the_sea_stands_on_its_shore() -> None:
    assert understand("a woman and her dog looking at the sea").setting == "beach"
    assert understand("a fisherman in a boat on the sea").setting == "sea"


def box_of(words: str, *concepts: str) -> list[Mark]:
    """The boxes of these entities of a wish; y downwards."""
    scene = understand(words)
    places, _ = boxes(scene)
    names = [entity.concept for entity in scene.entities]
    return [places[names.index(concept)][0] for concept in concepts]


def middle(mark: Mark) -> float:
    return (mark.left + mark.right) / 2


def test_a_child_on_the_shoulders_is_above_who_carries_it() -> None:
    father, girl = box_of("a father carrying his daughter on his shoulders", "father", "girl")
    assert girl.top < father.top
    assert girl.bottom < father.bottom - 0.4 * (father.bottom - father.top)
    assert father.left < middle(girl) < father.right


def test_who_carries_children_has_them_astride() -> None:
    donkey, child = box_of("a donkey carrying two children on its back", "donkey", "child")
    assert donkey.left < middle(child) < donkey.right
    assert child.top < donkey.top < child.bottom


def test_who_pulls_a_rabbit_out_of_a_hat_is_not_in_the_hat() -> None:
    scene = understand("a magician pulling a rabbit out of a hat")
    stage = Stage(scene, 4, (256, 256), True)
    aim(stage)
    (wizard,) = roots_of(stage)
    (hat,) = wizard.tied("hold")
    assert [far.entity.concept for far in hat.tied("full-of")] == ["rabbit"]


def test_an_animal_drinks_from_what_stands_on_the_ground() -> None:
    horse, bucket = box_of("a horse drinking from a bucket", "horse", "bucket")
    assert abs(bucket.bottom - horse.bottom) < 0.12 * (horse.bottom - horse.top)
    assert bucket.top > (horse.top + horse.bottom) / 2


def test_who_lies_under_a_bed_is_seen_before_its_feet() -> None:
    scene = understand("a boy hiding under the bed")
    places, order = boxes(scene)
    boy, bed = places[0][0], places[1][0]
    assert order[0] > order[1]
    assert boy.top > (bed.top + bed.bottom) / 2


def test_the_second_thing_that_is_held_is_drawn() -> None:
    girl, ice = box_of("a girl holding a balloon and an ice cream", "girl", "ice-cream")
    assert ice.bottom < girl.bottom
    assert ice.right - ice.left < girl.right - girl.left


def test_two_who_play_with_a_ball_have_it_between_them() -> None:
    boy, dog, ball = box_of("a boy and a dog playing with a ball", "boy", "dog", "ball")
    assert min(middle(boy), middle(dog)) < middle(ball) < max(middle(boy), middle(dog))
