"""The measure: what counts as found, half found, misbound, unnamed and forbidden."""

from __future__ import annotations

import pytest

from affresco.studio.engines.illustrator import Entity, Scene
from evaluation.matching import Comparison, Matcher, Names, observe
from evaluation.prompts import Prompt, Subject, Synonyms

SYNONYMS = Synonyms(
    things=(("bicycle", "bike"), ("puppy", "dog"), ("puppy", "whelp")),
    colours=(("golden", "gold"),),
    relations=(("on", "on top of"), ("on", "over"), ("hold", "carry")),
    settings=(("sea", "ocean"),),
    times=(("dawn", "sunrise"),),
    weather=(("fog", "mist"),),
    kinds={"person": ("man", "woman")},
    shown_by={"moon": ("night",)},
    is_a={"lamp": ("floor lamp",)},
    small_one={"lambkin": "sheep"},
)


def wish(
    *subjects: str | Subject,
    relations: tuple[tuple[str, str, str], ...] = (),
    setting: str | None = None,
    time: str | None = None,
    weather: tuple[str, ...] = (),
    may: tuple[str, ...] = (),
    must_not: tuple[str, ...] = (),
) -> Prompt:
    return Prompt(
        id="p001",
        difficulty="easy",
        en="x",
        it="y",
        subjects=subjects,
        relations=relations,
        setting=setting,
        time=time,
        weather=weather,
        may=may,
        must_not=must_not,
    )


def compare(prompt: Prompt, scene: Scene) -> Comparison:
    return Matcher(SYNONYMS).compare(prompt, observe(scene))


def found(comparison: Comparison, facet: str) -> tuple[float, int]:
    tally = comparison.tallies[facet]
    return tally.found, tally.wanted


@pytest.mark.parametrize(
    ("wanted", "drawn", "share"), [("lamp", "floor-lamp", 1), ("floor lamp", "lamp", 0)]
)
def test_what_is_one_too_is_found_but_not_the_other_way(
    wanted: str, drawn: str, share: float
) -> None:
    comparison = compare(wish(wanted), Scene(entities=(Entity(drawn),)))
    assert found(comparison, "entities") == (share, 1)


@pytest.mark.parametrize(("size", "share"), [("small", 1), (None, 0)])
def test_a_young_one_is_a_small_one(size: str | None, share: float) -> None:
    comparison = compare(wish("lambkin"), Scene(entities=(Entity("sheep", size=size),)))
    assert found(comparison, "entities") == (share, 1)


def test_members_of_one_kind_count_together() -> None:
    scene = Scene(entities=(Entity("kite", colour="red"), Entity("kite", count=2)))
    comparison = compare(wish(Subject(what="kite", count=3)), scene)
    assert found(comparison, "counts") == (1, 1)
    assert comparison.unnamed == []


def test_synonyms_do_not_spread_from_list_to_list() -> None:
    names = Names(SYNONYMS.things)
    assert names.same("Puppy", "dog")
    assert names.same("puppy", "whelp")
    assert not names.same("dog", "whelp")


def test_a_thing_is_found_by_name_synonym_and_role() -> None:
    scene = Scene(entities=(Entity("bike"), Entity("fox", role="astronaut")))
    result = compare(wish("bicycle", "astronaut"), scene)
    assert found(result, "entities") == (2, 2)
    assert result.unnamed == []


def test_of_its_kind_only_is_half() -> None:
    result = compare(wish(Subject("heron", kind="bird")), Scene(entities=(Entity("bird"),)))
    assert found(result, "entities") == (0.5, 1)
    assert result.lost == ["entities: heron"]


def test_a_thing_that_is_lost_loses_what_was_said_of_it() -> None:
    result = compare(wish(Subject("heron", count=3, colour="grey")), Scene(entities=()))
    assert found(result, "entities") == (0, 1)
    assert found(result, "counts") == (0, 1)
    assert found(result, "colours") == (0, 1)


def test_two_of_one_name_are_told_apart_by_number_and_colour() -> None:
    scene = Scene(entities=(Entity("fish", count=6), Entity("fish", colour="gold")))
    result = compare(wish(Subject("fish", colour="golden"), Subject("fish", count=6)), scene)
    assert found(result, "counts") == (1, 1)
    assert found(result, "colours") == (1, 1)


@pytest.mark.parametrize(
    ("subject", "count", "right"),
    [
        (Subject("dove", count=3), 3, True),
        (Subject("dove", count=3), 4, False),
        (Subject("dove", count=12), 7, True),
        (Subject("dove", count=12), 6, False),
        (Subject("dove", many=True), 2, True),
        (Subject("dove", many=True), 1, False),
    ],
)
def test_numbers_are_exact_up_to_seven(subject: Subject, count: int, right: bool) -> None:
    result = compare(wish(subject), Scene(entities=(Entity("dove", count=count),)))
    assert found(result, "counts") == (float(right), 1)


def test_a_colour_on_the_wrong_noun_is_lost_and_misbound() -> None:
    scene = Scene(entities=(Entity("car"), Entity("dog", colour="red")))
    result = compare(wish(Subject("car", colour="red"), "dog", must_not=("red dog",)), scene)
    assert found(result, "colours") == (0, 1)
    assert result.misbound == ["red dog"]
    assert result.violations == ["red dog"]


@pytest.mark.parametrize(
    ("scene", "share"),
    [
        (Scene(entities=(Entity("cat"), Entity("box", relation="on top of", by=0))), 1),
        (Scene(entities=(Entity("box"), Entity("cat", relation="on", by=0))), 1),
        (Scene(entities=(Entity("cat"), Entity("box", relation="hold", by=0))), 0.5),
        (Scene(entities=(Entity("cat"), Entity("box"))), 0),
        (Scene(entities=(Entity("cat"), Entity("box", relation="on", by=9))), 0),
    ],
)
def test_relations_count_whole_with_their_verb_and_half_with_another(
    scene: Scene, share: float
) -> None:
    result = compare(wish("cat", "box", relations=(("cat", "on", "box"),)), scene)
    assert found(result, "relations") == (share, 1)


def test_the_place_is_found_by_its_other_names_and_even_when_guessed() -> None:
    prompt = wish(setting="sea")
    assert found(compare(prompt, Scene(setting="ocean")), "setting") == (1, 1)
    assert found(compare(prompt, Scene(setting="sea", assumed=("setting",))), "setting") == (1, 1)
    assert found(compare(prompt, Scene(setting="meadow")), "setting") == (0, 1)


def test_what_the_hour_shows_need_not_be_a_thing() -> None:
    assert found(compare(wish("moon"), Scene(time="night")), "entities") == (1, 1)
    assert found(compare(wish("moon"), Scene(time="noon")), "entities") == (0, 1)


def test_somebody_in_a_place_is_tied_to_it_by_being_there() -> None:
    prompt = wish("cat", relations=(("cat", "on", "roof"),), setting="roof")
    assert found(compare(prompt, Scene("roof", entities=(Entity("cat"),))), "relations") == (1, 1)
    assert found(compare(prompt, Scene("sea", entities=(Entity("cat"),))), "relations") == (0, 1)


def test_a_colour_in_the_name_of_a_thing_is_its_colour() -> None:
    scene = Scene(entities=(Entity("black-cat"),))
    prompt = wish(Subject("black cat", colour="black"))
    assert found(compare(prompt, scene), "colours") == (1, 1)


def test_hour_and_weather_are_found_by_their_other_names() -> None:
    result = compare(wish(time="dawn", weather=("fog",)), Scene(time="sunrise", weather=("mist",)))
    assert found(result, "time") == (1, 1)
    assert found(result, "weather") == (1, 1)


def test_what_nobody_named_is_told_and_what_may_be_there_is_not() -> None:
    scene = Scene(entities=(Entity("cat"), Entity("ticket"), Entity("mat")))
    assert compare(wish("cat", may=("mat",)), scene).unnamed == ["ticket"]


def test_a_forbidden_family_forbids_its_members() -> None:
    assert compare(wish(must_not=("person",)), Scene(entities=(Entity("woman"),))).violations


def test_a_forbidden_name_does_not_forbid_the_wanted_thing_it_also_names() -> None:
    scene = Scene(entities=(Entity("puppy"),))
    assert compare(wish("puppy", must_not=("dog",)), scene).violations == []
