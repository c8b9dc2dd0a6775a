"""What is said of two things is tied alike in both languages, however the words turn it."""

from __future__ import annotations

import pytest

from affresco.studio.engines.illustrator import Entity, understand
from affresco.studio.engines.illustrator.facts import beside_others


def ties(words: str) -> list[tuple[str, str, str]]:
    """Every tie of a wish: who, what it is to the other, the other."""
    entities = understand(words).entities
    return [
        (entities[e.by].concept, e.relation or "", e.concept) for e in entities if e.by is not None
    ]


@pytest.mark.parametrize(
    ("english", "italian", "tie"),
    [
        ("a boy peeking out from behind a wall", "un bambino che sbircia da dietro un muro",
         ("boy", "behind", "wall")),
        ("a cat watching from inside a teapot", "un gatto che guarda da dentro una teiera",
         ("cat", "in", "teapot")),
        ("a mouse peeking from under a hat", "un topo che sbircia da sotto un cappello",
         ("mouse", "under", "hat")),
        ("two squirrels fighting over an acorn", "due scoiattoli che lottano per una ghianda",
         ("squirrel", "before", "acorn")),
        ("an astronaut knocking on the door of a house",
         "un astronauta che bussa alla porta di una casa", ("astronaut", "open", "house")),
        ("a piano with a cat on it", "un pianoforte con un gatto sopra",
         ("cat", "on", "piano")),
        ("a dog in a backpack", "un cane in uno zaino", ("dog", "in", "backpack")),
        ("a robot jumping over a table", "un robot che salta sopra un tavolo",
         ("robot", "cross", "table")),
        ("a boy whispering to a horse over a fence",
         "un bambino che sussurra a un cavallo oltre uno steccato", ("boy", "beside", "fence")),
        ("a teacher pointing at a blackboard in front of five owls",
         "una maestra che indica una lavagna davanti a cinque gufi", ("teacher", "before", "owl")),
    ],
)  # fmt: skip
def test_both_languages_tie_the_same(english: str, italian: str, tie: tuple[str, str, str]) -> None:
    assert tie in ties(english)
    assert tie in ties(italian)


def test_a_noun_before_a_noun_may_be_what_it_is_made_of() -> None:
    assert understand("a chocolate castle").entities[0].material == "chocolate"
    assert understand("a cheese plate").entities[0].material is None


def test_giant_and_tiny_are_more_than_large_and_small() -> None:
    snail, large, giant = (
        understand(f"a {size}snail").entities[0] for size in ("", "large ", "giant ")
    )
    assert beside_others(snail) < beside_others(large) < beside_others(giant)
    assert beside_others(giant) > beside_others(Entity("man"))
    house = understand("a tiny house").entities[0]
    assert beside_others(house) < beside_others(Entity("man"))


def test_no_room_has_a_barn_in_it() -> None:
    assert understand("a nurse in a barn").setting == "meadow"


def test_subjects_choose_a_calm_place_and_not_what_lies_near_in_meaning() -> None:
    assert understand("a bull and a knight").setting == "meadow"
