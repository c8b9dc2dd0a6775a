"""Where somebody looks from, what serves as a place, what leads somewhere, and what a business deals in."""

from __future__ import annotations

import pytest

from affresco.studio.engines.illustrator import understand
from domains.illustrator.drawn import said


@pytest.mark.parametrize(
    ("english", "italian", "drawn"),
    [
        (
            "a bathtub used as a boat by three ducks",
            "una vasca da bagno usata come barca da tre anatre",
            [("duck", 3, None), ("bathtub", 1, "in")],
        ),
        (
            "an old suitcase used as a bed by a cat",
            "una vecchia valigia usata come letto da un gatto",
            [("cat", 1, None), ("suitcase", 1, "in")],
        ),
        (
            "a drum used as a chair by two mice",
            "un tamburo usato come sedia da due topi",
            [("mouse", 2, None), ("drum", 1, "on")],
        ),
        (
            "a rope running from a boat",
            "una corda che va da una barca",
            [("rope", 1, None), ("boat", 1, "from")],
        ),
        (
            "two robots sitting on Saturn's rings",
            "due robot seduti sugli anelli di Saturno",
            [("robot", 2, None), ("planet", 1, "on")],
        ),
        ("cats in ties", "gatti in cravatta", [("cat", 3, None), ("tie", 3, "wear")]),
        ("a picnic of a family of bears", "il picnic di una famiglia di orsi", [("bear", 4, None)]),
        ("an owl watching from the roof", "un gufo che guarda dal tetto", [("owl", 1, None)]),
        ("a boy looking from the balcony", "un bambino che guarda dal balcone", [("boy", 1, None)]),
        ("a train passing", "un treno che passa", [("train", 1, None)]),
        ("a cat in an empty subway car", "un gatto in un vagone vuoto della metro", [("cat", 1, None)]),
        ("logo for a pizza restaurant", "logo per un ristorante di pizza", [("pizza", 1, None)]),
    ],
)  # fmt: skip
def test_both_languages_draw_this(
    english: str, italian: str, drawn: list[tuple[str, int, str | None]]
) -> None:
    first, second = understand(english), understand(italian)
    assert said(first) == said(second) == drawn
    assert first.setting == second.setting


def test_who_looks_from_a_place_is_there() -> None:
    assert understand("an owl watching from the roof").setting == "roof"
    assert understand("un bambino che guarda dal balcone").setting == "balcony"
    assert understand("un cane che guarda dalla finestra").setting == "windowsill"


def test_the_name_of_a_business_stays_its_title() -> None:
    scene = understand("logo for a bike repair shop")
    assert scene.title == "bike repair shop"
    assert said(scene) == [("bicycle", 1, None)]
