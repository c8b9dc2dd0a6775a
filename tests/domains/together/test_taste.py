"""A taste out of answers: what was planted is found, chance is not, and little says nothing."""

from __future__ import annotations

import random

from affresco.together import taste, tastes
from affresco.together.taste import NEEDED, Feature, Met, fit

STYLES = ("watercolour", "linocut", "oil", "papercut", "pixel-art")


def picture(dice: random.Random) -> dict[Feature, float]:
    return {("style", dice.choice(STYLES)): 1.0, ("scale", "light"): dice.random()}


def answers(
    number: int, seed: int, *, style: float = 0.0, light: float = 0.0, left: float = 0.0
) -> list[Met]:
    """Of somebody who likes linocut, or light, or the left side, this much."""
    dice = random.Random(seed)
    met = []
    for _answer in range(number):
        first, second = picture(dice), picture(dice)
        side = dice.choice((1, -1))
        strength = left * side
        for pull, one in ((1, first), (-1, second)):
            strength += pull * (
                style * (("style", "linocut") in one) + light * one["scale", "light"]
            )
        met.append(Met(first, second, float(dice.random() < 1 / (1 + 2.718**-strength)), side))
    return met


def test_a_planted_taste_is_found_and_points_the_right_way() -> None:
    found = fit(answers(150, 1, style=2.5, light=-4.0)).leanings
    told = {one.feature: one for one in found}
    assert told["style", "linocut"].towards > 0
    assert told["style", "linocut"].sure == "sure"
    assert told["scale", "light"].towards < 0
    assert told["scale", "light"].sure == "sure"


def test_chance_is_no_taste() -> None:
    sure = [one for seed in range(40) for one in fit(answers(80, seed)).leanings]
    assert sum(one.sure == "sure" for one in sure) <= 6  # of 240 that were looked at


def test_the_left_side_is_no_taste() -> None:
    told = [
        one
        for seed in range(10)
        for one in fit(answers(120, seed, left=2.0)).leanings
        if one.sure == "sure"
    ]
    assert len(told) <= 2


def test_little_says_nothing_and_how_much_is_missing() -> None:
    found = fit(answers(NEEDED - 4, 3, style=9.0))
    assert found.leanings == ()
    assert found.missing == NEEDED - found.answers > 0


def test_more_answers_are_surer() -> None:
    def z(number: int) -> float:
        found = fit(answers(number, 5, style=2.0)).leanings
        return max((one.z for one in found if one.feature == ("style", "linocut")), default=0.0)

    assert z(400) > z(60)


def test_answers_that_agree_wholly_still_have_an_end() -> None:
    one, other = {("style", "oil"): 1.0}, {("style", "linocut"): 1.0}
    found = fit([Met(one, other, 1.0)] * 40).leanings
    assert {(leaning.feature[1], leaning.towards > 0) for leaning in found} == {
        ("oil", True),
        ("linocut", False),
    }
    assert all(abs(leaning.towards) < 10 for leaning in found)


def test_ties_pull_nowhere() -> None:
    one, other = {("style", "oil"): 1.0}, {("style", "linocut"): 1.0}
    assert fit([Met(one, other, 0.5)] * 40).leanings == ()


def test_pictures_without_a_difference_are_no_answers() -> None:
    same = {("style", "oil"): 1.0}
    assert fit([Met(same, same, 1.0)] * 40).answers == 0


def test_scales_tell_light_from_dark_and_warm_from_cool() -> None:
    def head(light: int, yellow: int, red: int, reach: int) -> bytes:
        return (light | yellow << 6 | red << 12 | reach << 18).to_bytes(3, "little") + b"\0\0"

    day, night = taste.scales(head(60, 50, 50, 9)), taste.scales(head(5, 10, 20, 9))
    assert day["scale", "light"] > night["scale", "light"]
    assert day["scale", "warmth"] > 0 > night["scale", "warmth"]
    assert taste.scales(b"") == {}


def test_words_are_added_where_they_are_missing() -> None:
    assert tastes.with_words("a fox.", ("linocut", "warm colours")) == (
        "a fox, linocut, warm colours",
        ("linocut", "warm colours"),
    )
    assert tastes.with_words("a fox in Linocut", ("linocut",)) == ("a fox in Linocut", ())
    assert tastes.with_words("", ("linocut",)) == ("linocut", ("linocut",))
