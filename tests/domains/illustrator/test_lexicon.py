"""The data files: whole, unambiguous, and drawable."""

from __future__ import annotations

from collections import defaultdict

from affresco.studio.engines.illustrator.reading.inflection import english_plural, italian_plurals
from affresco.studio.engines.illustrator.reading.lexicon import LANGUAGES, lexicon
from affresco.studio.engines.illustrator.settings import PAINTERS
from affresco.studio.engines.illustrator.styles import STYLES
from affresco.studio.engines.illustrator.subjects import glyphs
from affresco.studio.engines.illustrator.subjects.families import FAMILIES
from affresco.studio.engines.illustrator.subjects.registry import DRAWN


def test_the_lexicon_is_large_enough() -> None:
    words = lexicon()
    assert len(words.concepts) >= 2_600
    assert len(words.settings) >= 60
    assert len(words.styles) >= 20


def test_no_form_names_two_concepts() -> None:
    for language in LANGUAGES:
        owners = defaultdict(set)
        for concept in lexicon().concepts.values():
            for form in concept.forms(language):
                owners[form].add(concept.id)
        assert {form: ids for form, ids in owners.items() if len(ids) > 1} == {}


def test_every_concept_has_forms_in_both_languages_and_a_drawing() -> None:
    for concept in lexicon().concepts.values():
        assert concept.forms("en"), concept.id
        assert concept.forms("it"), concept.id
        if concept.form == "drawn":
            assert concept.id in DRAWN
        elif concept.form == "shape":
            assert concept.shape is not None
            assert concept.shape.kind in FAMILIES[concept.shape.family].kinds, concept.id
        else:
            assert glyphs.exists(concept.art), concept.id


def test_every_drawing_of_our_own_belongs_to_a_concept() -> None:
    assert set(DRAWN) <= set(lexicon().concepts)


def test_settings_and_styles_are_painted() -> None:
    words = lexicon()
    for name, setting in words.settings.items():
        assert name in PAINTERS or setting.drawn_as in PAINTERS, name
    assert set(PAINTERS) <= set(words.settings)
    assert set(STYLES) == set(words.styles)


def test_every_reference_between_files_holds() -> None:
    words = lexicon()
    for concept in words.concepts.values():
        assert concept.family in words.families, concept.id
        assert concept.setting in {"", *words.settings}, concept.id
        assert concept.colour in {None, *words.colours}, concept.id
    for family in words.families.values():
        assert family.setting in words.settings
    for setting in words.settings.values():
        assert setting.motif in {"", *words.concepts}
    for relation in words.relations.values():
        assert relation.prop in {"", *words.concepts}
    for feeling in words.feelings:
        assert feeling.setting in words.settings
        assert feeling.time in {"", *words.times}
    for scene in words.scenes:
        assert scene.setting in words.settings
        assert scene.time in {"", *words.times}
        assert scene.weather in {"", *words.weather}


def test_links_between_words_hold() -> None:
    words = lexicon()
    things = set(words.concepts)
    assert words.containers <= things
    assert words.wearables <= things
    assert {*words.young, *words.young.values(), *words.players.values()} <= things
    for place in words.landscapes:
        assert place in words.settings, place
    for name, meant in words.there.items():
        thing, _, place = name.partition("@")
        assert {thing, meant} <= things, name
        known = place in words.settings or place in things or place in words.relations
        assert known or place in ("many", "growing", "flowering"), name
    for region in words.regions.values():
        assert region.setting in words.settings


def test_composed_words_say_what_the_lexicon_knows() -> None:
    words = lexicon()
    known: dict[str, object] = {
        "size": {"small", "large"},
        "colour": words.colours,
        "material": words.materials,
        "quality": words.qualities,
        "pose": words.poses,
        "concept": words.concepts,
        "number": set("1234567"),
    }
    for table in words.terms.values():
        for terms in table.values():
            for term in terms:
                assert term.kind != "concept" or term.id in words.concepts, term
                for kind, value in term.says:
                    assert value in known[kind], term  # type: ignore[operator]


def test_what_goes_without_saying_is_known() -> None:
    words = lexicon()
    tables: dict[str, object] = {
        "concept": words.concepts,
        "pose": {**words.relations, **words.poses},
        "relation": words.relations,
        "setting": words.settings,
    }
    for kind, rules in words.implied.items():
        for name, rule in rules.items():
            assert name in tables[kind], f"{kind} {name}"  # type: ignore[operator]
            assert rule.setting in {"", *words.settings}, name
            assert rule.time in {"", *words.times}, name
            assert rule.season in {"", *words.seasons}, name
            assert rule.weather in {"", *words.weather}, name


def test_plurals() -> None:
    assert english_plural("cherry tree") == "cherry trees"
    assert english_plural("cup of tea") == "cups of tea"
    assert english_plural("butterfly") == "butterflies"
    assert english_plural("fisherman") == "fishermen"
    assert italian_plurals("barca a vela") == ["barche a vela"]
    assert italian_plurals("gatto nero")[0] == "gatti neri"
    assert italian_plurals("astronauta") == ["astronaute"]


def test_the_sights_of_regions_are_things_that_can_be_drawn() -> None:
    words = lexicon()
    sights = [region.landmark for region in words.regions.values() if region.landmark]
    assert len(sights) >= 10
    assert set(sights) <= set(words.concepts)
