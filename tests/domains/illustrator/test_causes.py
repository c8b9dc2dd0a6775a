"""Classes of what is hard to read: both languages give one scene, and the scene says what was meant."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from affresco.studio.engines.illustrator import Entity, understand
from affresco.studio.engines.illustrator.reading.lexicon import lexicon
from affresco.studio.engines.illustrator.reading.tokens import split
from affresco.studio.engines.illustrator.reading.turns import retold
from affresco.studio.engines.illustrator.reading.verbs import (
    english_participles,
    italian_participles,
)
from domains.illustrator.causes import CAUSES
from evaluation.prompts import load_prompts

PAIRS = [(cause, *pair) for cause, pairs in CAUSES.items() for pair in pairs]


@pytest.mark.parametrize(("cause", "english", "italian"), PAIRS)
def test_both_languages_give_one_scene(cause: str, english: str, italian: str) -> None:
    first, second = understand(english), understand(italian)
    assert msgspec.structs.replace(first, unknown=()) == msgspec.structs.replace(second, unknown=())


def test_none_of_them_stands_in_the_evaluation_set() -> None:
    known = {words.lower() for prompt in load_prompts().all() for words in (prompt.en, prompt.it)}
    assert not known & {words.lower() for _, *pair in PAIRS for words in pair}


def things(prompt: str) -> list[str]:
    return [entity.concept for entity in understand(prompt).entities]


def only(prompt: str) -> Entity:
    (entity,) = understand(prompt).entities
    return entity


def ties(prompt: str) -> set[tuple[str, str, str]]:
    """(who, verb or preposition, what)."""
    entities = understand(prompt).entities
    return {
        (entities[e.by].concept, e.relation or "", e.concept) for e in entities if e.by is not None
    }


def test_a_trade_is_worn_whatever_way_it_is_said() -> None:
    for prompt in (
        "a postman hedgehog",
        "a hedgehog working as a postman",
        "the postman is a hedgehog",
        "un riccio travestito da postino",
    ):
        assert only(prompt).role == "postman", prompt


def test_a_likeness_is_not_drawn() -> None:
    assert things("jellyfish drifting like lanterns") == ["jellyfish"]
    assert things("semi come rubini su un piatto") == ["seed", "plate"]
    assert understand("a ladder shaped like a heart").unknown == ("heart",)
    assert only("an elephant as big as a house").size == "large"


def test_what_something_is_made_of_is_no_second_thing() -> None:
    assert (only("a house made of gingerbread").material) == "gingerbread"
    assert only("una casa scolpita nel ghiaccio").concept == "house"
    assert only("a silver jug").material == "metal"
    assert only("a silver fish").colour == "silver"


def test_small_and_young_are_one() -> None:
    assert only("un orsetto").concept == only("a bear cub").concept == "bear-cub"
    assert only("una barchetta").size == "small"
    assert only("a tiny glass elephant").concept == "elephant"


def test_other_genders_keep_their_number() -> None:
    for prompt in ("una pescatrice", "un parrucchiere", "un'infermiera", "a fisherwoman"):
        assert only(prompt).count == 1, prompt
    assert only("due leonesse").count == 2


def test_the_mother_of_ducklings_is_a_duck() -> None:
    assert things("five ducklings following their mother") == ["duckling", "duck"]
    assert things("mamma orsa e due cuccioli") == ["bear", "bear-cub"]


def test_who_does_it_comes_first_in_a_passive() -> None:
    assert ties("a lantern held by a monkey") == {("monkey", "hold", "lantern")}
    assert things("una lanterna tenuta da una scimmia") == ["monkey", "lantern"]


def test_what_is_given_goes_to_somebody() -> None:
    assert ("girl", "feed", "horse") in ties("a girl feeding apples to a horse")


def test_a_body_bears_what_lies_on_it() -> None:
    assert ties("a pirate with a parrot on his shoulder") == {("parrot", "on", "pirate")}
    assert ties("a jar in a child's hands") == {("boy", "hold", "jar")}
    assert things("a hand and a nose") == ["hand", "nose"]


def test_each_wears_one() -> None:
    penguins, scarves = understand("three penguins wearing a red scarf").entities
    assert (penguins.count, scarves.count) == (3, 3)


def test_containers_are_full_of_what_they_hold() -> None:
    assert ties("a bowl of cherries on a table in a kitchen") == {
        ("bowl", "full-of", "cherries"),
        ("bowl", "on", "table"),
    }


def test_a_verb_is_a_noun_behind_an_article() -> None:
    assert (
        things("la porta rossa di una casa")
        == things("the red door of a house")
        == ["house", "door"]
    )
    assert things("a wall with a painting") == ["wall", "painting"]
    assert ties("squirrels building a snowman") == {("squirrel", "build", "snowman")}


def test_a_word_of_the_language_is_not_read_in_the_other() -> None:
    assert "bread" not in things("a broken pane")
    assert things("un burro e un cane") == ["butter", "dog"]


def test_what_stands_in_a_place_may_be_called_otherwise() -> None:
    assert things("a red umbrella on a beach") == ["beach-umbrella"]
    assert things("a girl holding an umbrella on a beach") == ["girl", "umbrella"]


def test_what_goes_without_saying() -> None:
    assert understand("fireworks over a castle").time == "night"
    assert understand("a badger baking a cake").setting == "kitchen"
    assert understand("fireworks over a castle at noon").time == "day"


def test_turns_of_phrase_are_told_again() -> None:
    assert retold("an accordion-playing walrus") == "an walrus playing a accordion"
    assert retold("a heart-shaped box") == "a box shaped like a heart"
    assert "at dawn" in retold("a port, 5 am")
    assert retold("un riccio non finito").split() == ["un", "riccio"]


def test_participles() -> None:
    assert english_participles("carry") == ["carried"]
    assert english_participles("hold up") == []
    assert italian_participles("dipingere") == ["dipinto", "dipinta", "dipinti", "dipinte"]
    assert italian_participles("portare")[1] == "portata"


WORDS = st.sampled_from(
    sorted({" ".join(key) for table in lexicon().terms.values() for key in table})
)
GLUE = st.sampled_from(
    ("a", "the", "of", "in", "di", "che", "un", "like", "is", "by", "da", "and", ",")
)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.one_of(WORDS, GLUE), max_size=25).map(" ".join))
def test_any_words_of_the_lexicon_give_one_sound_scene(prompt: str) -> None:
    words, scene = lexicon(), understand(prompt)
    assert understand(prompt) == scene
    assert scene.setting in words.settings
    for index, entity in enumerate(scene.entities):
        assert entity.concept in words.concepts
        assert 1 <= entity.count <= 12
        assert entity.by is None or 0 <= entity.by < index
        assert (entity.by is None) == (entity.relation is None)
        assert entity.relation is None or entity.relation in words.relations


@settings(max_examples=60, deadline=None)
@given(WORDS)
def test_nothing_is_drawn_that_nobody_named(word: str) -> None:
    """One word of the lexicon draws at most itself, or what it is told by in plainer words."""
    words, said = lexicon(), {*word.split(), *split(retold(word))}
    meant = {
        term.id
        for table in words.terms.values()
        for key, terms in table.items()
        if set(key) & said
        for term in terms
        if term.kind == "concept"
    }
    drawn = {entity.concept for entity in understand(word).entities}
    assert drawn <= meant | set(words.young.values()) | set(words.there.values())
