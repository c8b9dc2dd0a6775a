"""What prompts mean: the scene that the illustrator reads out of them."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from affresco.studio.engines.illustrator import Entity, Scene, understand
from domains.illustrator.pairs import PAIRS


def concepts(prompt: str) -> list[str]:
    return [entity.concept for entity in understand(prompt).entities]


@pytest.mark.parametrize(("english", "italian"), PAIRS)
def test_a_prompt_and_its_translation_give_the_same_scene(english: str, italian: str) -> None:
    first, second = understand(english), understand(italian)
    assert msgspec.structs.replace(first, unknown=()) == msgspec.structs.replace(second, unknown=())


def test_a_colour_stays_with_its_noun() -> None:
    scene = understand("a red car beside a white house and a dog")
    assert [(e.concept, e.colour) for e in scene.entities] == [
        ("car", "red"),
        ("house", "white"),
        ("dog", None),
    ]


def test_the_colour_of_something_unknown_is_nobodys() -> None:
    scene = understand("un kraplù rosso e un gatto")
    assert [(e.concept, e.colour) for e in scene.entities] == [("cat", None)]
    assert scene.unknown == ("kraplù",)


def test_rosa_is_a_colour_after_a_noun_and_a_flower_alone() -> None:
    assert understand("un maiale rosa").entities == (Entity("pig", colour="pink"),)
    assert concepts("una rosa su un tavolo") == ["rose"]


def test_who_does_what_to_whom_is_kept() -> None:
    scene = understand("a bear riding a bicycle with a red lantern")
    bear, bicycle, lantern = scene.entities
    assert (bear.concept, bicycle.relation, bicycle.by) == ("bear", "ride", 0)
    assert (lantern.colour, lantern.relation, lantern.by) == ("red", "hold", 0)


def test_an_animal_with_a_trade_is_one_being() -> None:
    assert understand("a fox astronaut").entities == (Entity("fox", role="astronaut"),)
    assert understand("un gatto pirata").entities == (Entity("cat", role="pirate"),)


def test_what_is_excluded_is_not_drawn() -> None:
    assert concepts("a garden without a dog") == []
    assert concepts("un gatto senza cappello") == ["cat"]


def test_a_modifier_of_a_noun_is_no_subject_of_its_own() -> None:
    assert concepts("an apple cake") == ["cake"]
    assert concepts("a banana cake") == ["cake"]


@pytest.mark.parametrize(
    "prompt",
    [
        "a paper crane",
        "una gru di carta",
        "a piano of two floors in heaven's attic",
        "quiet flying",
    ],
)
def test_nothing_is_drawn_because_it_lies_near_in_meaning(prompt: str) -> None:
    assert set(concepts(prompt)) <= {"paper-crane", "piano"}


def test_counts_are_read_and_bare_plurals_are_several() -> None:
    assert understand("seven penguins").entities[0].count == 7
    assert understand("due cani").entities[0].count == 2
    assert understand("cats").entities[0].count == 3


def test_a_logo_carries_the_name_it_is_for() -> None:
    scene = understand("logo for a coffee roastery, minimalist")
    assert (scene.setting, scene.title, scene.unknown) == ("logo", "coffee roastery", ())


def test_a_quoted_name_is_the_title_of_a_logo() -> None:
    assert understand('logo per una pizzeria "Da Gino"').title == "Da Gino"


def test_a_feeling_alone_has_a_landscape() -> None:
    scene = understand("love")
    assert (scene.setting, scene.entities, scene.assumed) == ("garden", (), ("setting",))


def test_what_nobody_named_is_marked_as_assumed() -> None:
    assert understand("a cat").assumed == ("setting", "time")
    assert understand("a cat in a forest at night").assumed == ()


def test_a_pictograph_is_read_by_its_name() -> None:
    assert concepts("🦊🚲") == ["fox", "bicycle"]


@pytest.mark.parametrize(
    "prompt",
    [
        "",
        "   ",
        "xkqj zzvw plomf",
        "\x00\x07\x1b[31m",
        "🫥" * 500,
        "una volpe " * 1_000,
        "一只黑猫在屋顶上",
        "Ein roter Ballon über den Alpen",
        "'" * 99,
        "," * 10_000,
    ],
)
def test_any_text_gives_a_scene(prompt: str) -> None:
    scene = understand(prompt)
    assert scene.setting
    assert understand(prompt) == scene


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=300))
def test_understanding_never_fails_and_survives_json(prompt: str) -> None:
    scene = understand(prompt)
    assert msgspec.json.decode(msgspec.json.encode(scene), type=Scene) == scene
    for index, entity in enumerate(scene.entities):
        assert entity.by is None or entity.by < index
