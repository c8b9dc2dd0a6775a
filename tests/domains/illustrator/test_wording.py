"""How a scene is told back to people."""

from __future__ import annotations

import pytest

from affresco.studio.engines.illustrator import (
    Entity,
    Language,
    Scene,
    chips,
    describe,
    understand,
)


def test_alt_text_is_a_sentence_in_both_languages() -> None:
    scene = understand("a fox astronaut riding a bicycle on the moon at night, watercolor")
    assert describe(scene, "en") == (
        "Watercolour: a fox astronaut rides a bicycle on the moon at night"
    )
    assert describe(scene, "it") == (
        "Acquerello: una volpe astronauta in sella a una bicicletta sulla luna di notte"
    )


@pytest.mark.parametrize(
    ("entity", "english", "italian"),
    [
        (Entity("balloon", count=3, colour="red"), "three red balloons", "tre palloncini rossi"),
        (Entity("owl", colour="white"), "a white owl", "un gufo bianco"),
        (Entity("eagle"), "an eagle", "un'aquila"),
        (Entity("squirrel", size="small"), "a small squirrel", "uno scoiattolo piccolo"),
        (Entity("dog", qualities=("sleeping",)), "a sleeping dog", "un cane che dorme"),
    ],
)
def test_nouns_agree(entity: Entity, english: str, italian: str) -> None:
    scene = Scene(setting="poster", entities=(entity,))
    assert describe(scene, "en") == f"Illustration: {english}"
    assert describe(scene, "it") == f"Illustrazione: {italian}"


def _shown(prompt: str, language: Language) -> list[tuple[str, str]]:
    return [(chip.label, chip.value) for chip in chips(understand(prompt), language)]


def test_chips_show_what_was_understood_and_what_was_not() -> None:
    prompt = "tre palloncini rossi sopra le alpi all'alba, zzquark"
    assert _shown(prompt, "en") == [
        ("Subject", "three red balloons"),
        ("Place", "mountains"),
        ("Time", "sunrise"),
        ("Not drawn", "zzquark"),
    ]
    assert _shown(prompt, "it")[0] == ("Soggetto", "tre palloncini rossi")


def test_chips_say_which_place_we_chose() -> None:
    assert ("Place", "a meadow (my choice)") in _shown("a cat", "en")


def test_what_is_tied_to_somebody_is_told_with_them() -> None:
    fox, owl = Entity("fox", count=2), Entity("owl")
    kite = Entity("kite", relation="hold", by=0)
    scene = Scene(
        setting="poster", entities=(fox, owl, kite, Entity("book", relation="read", by=1))
    )
    assert describe(scene, "en") == "Illustration: two foxes hold a kite and an owl reads a book"
    assert describe(scene, "it") == (
        "Illustrazione: due volpi tengono un aquilone e un gufo legge un libro"
    )


def test_an_empty_scene_has_alt_text() -> None:
    assert describe(Scene(setting="lake"), "en") == "Illustration: by a lake"
