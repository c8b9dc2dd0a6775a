"""What one language says in a way of its own, and who is called by an adjective."""

from __future__ import annotations

import pytest

from affresco.studio.engines.illustrator import understand
from domains.illustrator.drawn import said


@pytest.mark.parametrize(
    ("english", "italian", "drawn"),
    [
        ("an old man with a beard", "un vecchio con la barba", [("old-man", 1, None)]),
        (
            "a young woman with red hair",
            "una giovane con i capelli rossi",
            [("young-woman", 1, None)],
        ),
        ("a man with a beard", "un signore con la barba", [("man", 1, None)]),
        (
            "a cat with her kittens",
            "una gatta con i suoi gattini",
            [("cat", 1, None), ("cat", 3, "with")],
        ),
        (
            "a giraffe with its calf",
            "una giraffa con il suo piccolo",
            [("giraffe", 1, None), ("giraffe", 1, "with")],
        ),
        (
            "a lemon tree in a terracotta pot",
            "un limone in un vaso di terracotta",
            [("lemon-tree", 1, None), ("flowerpot", 1, "in")],
        ),
        ("heaps of oranges", "montagne di arance", [("orange", 7, None)]),
        (
            "a boy building a sandcastle",
            "un bambino che fa un castello di sabbia",
            [("boy", 1, None), ("sandcastle", 1, "build")],
        ),
        (
            "a woman hanging out the laundry",
            "una donna che stende i panni",
            [("woman", 1, None), ("laundry", 1, "hang-up")],
        ),
        (
            "a girl in a long dress on a horse",
            "una ragazza con un lungo vestito su un cavallo",
            [("girl", 1, None), ("dress", 1, "wear"), ("horse", 1, "ride")],
        ),
        (
            "a woman looking through a microscope",
            "una donna che guarda al microscopio",
            [("woman", 1, None), ("microscope", 1, "look-at")],
        ),
        (
            "a dragon guarding a pile of gold",
            "un drago a guardia di un mucchio d'oro",
            [("dragon", 1, None), ("pile-of-gold", 1, "defend")],
        ),
        ("a bowl of ramen", "una ciotola di ramen", [("ramen", 1, None)]),
        (
            "a barber cutting a man's hair",
            "un barbiere che taglia i capelli a un uomo",
            [("barber", 1, None), ("man", 1, "comb")],
        ),
        (
            "a tray of glasses",
            "un vassoio di bicchieri",
            [("tray", 1, None), ("glass", 3, "full-of")],
        ),
    ],
)
def test_both_languages_draw_this(
    english: str, italian: str, drawn: list[tuple[str, int, str | None]]
) -> None:
    first, second = understand(english), understand(italian)
    assert said(first) == said(second) == drawn
    assert first.setting == second.setting


@pytest.mark.parametrize(
    ("prompt", "setting"),
    [
        ("una strada deserta", "street"),
        ("a deserted beach", "beach"),
        ("un deserto", "desert"),
        ("a hiker on top of a mountain", "peak"),
        ("una sedia a dondolo sotto il portico", "balcony"),
        ("a cosy attic bedroom", "attic"),
        ("una camera da letto in mansarda", "attic"),
    ],
)
def test_what_is_deserted_is_no_desert(prompt: str, setting: str) -> None:
    scene = understand(prompt)
    assert scene.setting == setting
    assert ("bare" in scene.moods) == ("desert" in prompt and setting != "desert")


def test_a_portrait_in_black_and_white_has_its_sitter() -> None:
    scene = understand("ritratto in bianco e nero di un vecchio con la barba")
    assert said(scene) == [("old-man", 1, None)]
    assert scene.setting == "portrait"
    assert scene.colours == understand("a black and white portrait of a fox").colours != ()


@pytest.mark.parametrize(
    "prompt", ["un vecchio albero", "un vecchio pescatore", "la vecchia torre"]
)
def test_what_is_old_is_no_old_man(prompt: str) -> None:
    (entity,) = understand(prompt).entities
    assert entity.concept not in ("old-man", "old-woman")
    assert "old" in entity.qualities


@pytest.mark.parametrize(
    ("prompt", "setting"),
    [
        ("a ship in a bottle on a shelf", "room"),
        ("una nave in bottiglia su una mensola", "room"),
        ("an old typewriter next to a vase of roses", "table"),
        ("a ship next to a bottle", "sea"),
        ("a basket of apples under a tree", "meadow"),
    ],
)
def test_what_is_kept_in_a_thing_is_where_the_thing_is(prompt: str, setting: str) -> None:
    assert understand(prompt).setting == setting


def test_a_flat_poster_holds_no_plate() -> None:
    assert (
        understand("una volpe, poster piatto").entities == understand("una volpe, poster").entities
    )
