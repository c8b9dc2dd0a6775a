"""Poses and deeds are understood in both languages, and seen: who touches what, and how."""

from __future__ import annotations

import pytest

from affresco.studio.engines.illustrator import understand
from affresco.studio.engines.illustrator.layout.assembly import Mark
from affresco.studio.engines.illustrator.layout.hands import doing_of, on_two_legs
from affresco.studio.engines.illustrator.layout.ties import roots_of
from affresco.studio.engines.illustrator.painting.chance import Chance
from affresco.studio.engines.illustrator.painting.stage import Stage

from .sentences import boxes
from .test_relations import ties


def _seen(words: str, *, setting: str = "meadow") -> list[Mark]:
    """The first box of each entity of a wish, in the order of the scene; y downwards."""
    found, _ = boxes(understand(words), setting=setting)
    return [found[index][0] for index in sorted(found)]


@pytest.mark.parametrize(
    ("words", "tie"),
    [
        ("a snake coiled around a tree trunk", ("snake", "wind", "tree-trunk")),
        ("un serpente attorcigliato intorno a un tronco", ("snake", "wind", "tree-trunk")),
        ("a cat curled around a teapot", ("cat", "wind", "teapot")),
        ("un gatto acciambellato attorno alla teiera", ("cat", "wind", "teapot")),
        ("a dragon circling around a tower", ("dragon", "around", "tower")),
    ],
)
def test_who_lies_around_a_thing_is_told_from_who_goes_around_it(
    words: str, tie: tuple[str, str, str]
) -> None:
    assert tie in ties(words)


@pytest.mark.parametrize(
    "words", ["a dragon wrapped around a tower", "a snake coiled around a column"]
)
def test_a_long_body_is_wound_about_what_stands_high(words: str) -> None:
    body, base = _seen(words)
    assert body.left < base.left + 0.2 * (base.right - base.left)
    assert body.right > base.left + 0.6 * (base.right - base.left)
    assert body.bottom > base.top + 0.6 * (base.bottom - base.top)


def test_what_somebody_is_curled_around_stands_before_the_belly() -> None:
    cat, mug = _seen("a cat curled around a mug")
    assert cat.left < mug.left
    assert mug.right < cat.right
    assert mug.bottom - mug.top < 0.75 * (cat.bottom - cat.top)


@pytest.mark.parametrize(
    "words", ["a panda doing yoga in the lotus position", "un panda nella posizione del loto"]
)
def test_the_lotus_position_is_a_pose_and_no_flower(words: str) -> None:
    found = understand(words).entities
    assert [(e.concept, e.pose) for e in found] == [("panda", "meditate")]


@pytest.mark.parametrize(
    "words", ["a dog lying on its back in the grass", "un cane a pancia in su nell'erba"]
)
def test_an_animal_on_its_back_has_its_paws_in_the_air(words: str) -> None:
    assert understand(words).entities[0].pose == "upturn"
    (lying,) = _seen(words)
    (standing,) = _seen("a dog standing in the grass")
    wide, high = lying.right - lying.left, lying.bottom - lying.top
    assert wide / high > 1.2 * (standing.right - standing.left) / (standing.bottom - standing.top)


def test_those_who_play_football_have_a_ball_of_its_size_between_them() -> None:
    found, _ = boxes(understand("three children playing football"))
    players, ball = found[0], found[1][0]
    tallest = max(mark.bottom - mark.top for mark in players)
    assert ball.bottom - ball.top < 0.4 * tallest
    assert min(m.left for m in players) < ball.left
    assert ball.right < max(m.right for m in players)


def test_what_is_poured_falls_from_the_hand_to_the_ground() -> None:
    found, _ = boxes(understand("a witch pouring stars from a teapot"))
    witch, stars = found[0][0], found[1]
    assert len(stars) > 4
    assert max(m.bottom for m in stars) > witch.bottom - 0.15 * (witch.bottom - witch.top)
    assert all(m.right < witch.left + 0.5 * (witch.right - witch.left) or m.left > witch.left
               for m in stars)  # fmt: skip


def test_a_drink_that_is_poured_nowhere_runs_into_a_glass() -> None:
    found, _ = boxes(understand("a giant pouring milk"))
    giant, milk = found[0][0], max(found[1], key=lambda mark: mark.bottom)
    assert giant.top + 0.3 * (giant.bottom - giant.top) < milk.bottom < giant.bottom


def test_what_is_no_drink_runs_down() -> None:
    found, _ = boxes(understand("a giant pouring honey"))
    giant, honey = found[0][0], max(found[1], key=lambda mark: mark.bottom)
    assert honey.bottom > giant.bottom - 0.1 * (giant.bottom - giant.top)


@pytest.mark.parametrize(
    "words", ["a woman leaning out of a window", "una signora si affaccia dalla finestra"]
)
def test_who_leans_out_of_a_window_is_seen_from_outside(words: str) -> None:
    scene = understand(words)
    assert scene.setting == "village"
    who, front = _seen(words)
    assert front.left < who.left
    assert who.right < front.right
    assert who.bottom < front.bottom - 0.2 * (front.bottom - front.top)


@pytest.mark.parametrize("words", ["a boy sitting on a wall", "una sirena seduta su una roccia"])
def test_who_sits_on_an_edge_has_the_seat_on_it_and_the_legs_before_it(words: str) -> None:
    who, ledge = _seen(words)
    tall = who.bottom - who.top
    assert who.top + 0.3 * tall < ledge.top < who.bottom - 0.15 * tall
    assert ledge.bottom - ledge.top < 1.3 * tall


def test_two_who_sit_on_the_moon_both_sit_on_it() -> None:
    owl, mouse, moon = _seen("an owl and a mouse sitting on the crescent moon")
    for sitter in (owl, mouse):
        assert moon.left < (sitter.left + sitter.right) / 2 < moon.right
        assert sitter.bottom < moon.bottom - 0.1 * (moon.bottom - moon.top)


def test_a_dragon_that_drinks_has_its_cup_before_it_on_the_same_ground() -> None:
    found, _ = boxes(understand("a knight and a dragon drinking tea"))
    knight, dragon = found[0][0], found[1][0]
    assert abs(knight.bottom - dragon.bottom) < 0.2 * (knight.bottom - knight.top)


def _ties_of(words: str) -> list[tuple[str, str]]:
    """Relation and concept of what is tied to the first of a wish, as it is laid out."""
    stage = Stage(understand(words), 3, (256, 256), True)
    return [(relation, other.entity.concept) for relation, other in roots_of(stage)[0].ties]


@pytest.mark.parametrize(
    ("words", "tie"),
    [
        ("two hedgehogs having tea", ("eat", "tea")),
        ("due ricci che bevono il tè", ("eat", "tea")),
        ("a fox fishing from a boat", ("in", "boat")),
        ("una volpe che pesca da una barca", ("in", "boat")),
    ],
)
def test_what_somebody_does_is_laid_out(words: str, tie: tuple[str, str]) -> None:
    assert tie in _ties_of(words)


def test_what_is_cooked_at_the_stove_stands_on_the_stove() -> None:
    found, _ = boxes(understand("a bear stirring soup at the stove"), setting="kitchen")
    soup, stove = found[1][0], found[2][0]
    assert stove.left < (soup.left + soup.right) / 2 < stove.right
    assert abs(soup.bottom - stove.top) < 0.2 * (stove.bottom - stove.top)


def test_a_beast_goes_between_the_shafts_of_its_cart() -> None:
    donkey, cart = _seen("a donkey pulling a cart")
    assert min(donkey.right, cart.right) > max(donkey.left, cart.left)
    assert cart.bottom - cart.top < donkey.bottom - donkey.top


@pytest.mark.parametrize("words", ["a mouse painting a fence", "a beaver building a house"])
def test_animals_that_work_stand_on_two_legs(words: str) -> None:
    stage = Stage(understand(words), 3, (256, 256), True)
    assert on_two_legs(roots_of(stage)[0])


def test_those_who_have_a_picnic_together_sit_on_one_cloth() -> None:
    stage = Stage(understand("a girl and a bear having a picnic"), 3, (256, 256), True)
    roots = roots_of(stage)
    assert [root.entity.concept for root in roots] == ["girl"]
    assert [guest.entity.concept for guest in roots[0].beside] == ["bear"]
    assert [other.entity.concept for other in roots[0].tied("on")] == ["picnic-blanket"]


@pytest.mark.parametrize(
    "words", ["a rabbit stirring a pot on the stove", "a rabbit stirring a pot at the stove"]
)
def test_who_stirs_a_pot_on_the_stove_stands_at_it(words: str) -> None:
    assert _ties_of(words) == [("at", "stove")]


@pytest.mark.parametrize(
    ("words", "at", "count"),
    [("a clown juggling three oranges", "air", 3), ("a clown holding an orange", "hand", 1)],
)
def test_what_is_juggled_is_in_the_air(words: str, at: str, count: int) -> None:
    root = roots_of(Stage(understand(words), 3, (256, 256), True))[0]
    held = doing_of(root, Chance("test")).held
    assert held is not None
    assert held.count == count
    assert (held.grip.at == "air") == (at == "air")
