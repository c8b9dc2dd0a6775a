"""Chips that can be put right, removals, variations and stored scenes."""

from __future__ import annotations

import json
from collections.abc import Iterable

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from affresco.studio.engines.illustrator import (
    CannotCorrect,
    Chip,
    Entity,
    Language,
    NotAScene,
    Scene,
    chips,
    choices,
    correct,
    decode,
    encode,
    far,
    like,
    near,
    offers,
    same,
    understand,
    without,
)
from affresco.studio.engines.illustrator.reading.lexicon import lexicon
from affresco.studio.model import Correction

CAT, DOG = (
    Entity("cat", colour="black", count=2),
    Entity("dog", pose="sleep", qualities=("sleeping",)),
)
HAT = Entity("hat", relation="wear", by=1)
SCENE = Scene(
    setting="kitchen",
    style="watercolour",
    time="night",
    weather=("snow", "fog"),
    moods=("cosy",),
    entities=(CAT, DOG, HAT),
    camera="wide",
    unknown=("zzquark",),
)


def put(field: str, value: str, scene: Scene = SCENE) -> Scene:
    return correct(scene, (Correction(field, value),), "en")


def every(scene: Scene) -> list[Chip]:
    shown = chips(scene, "en")
    return [*shown, *(part for chip in shown for part in chip.parts)]


def test_chips_say_what_they_speak_of() -> None:
    found = {chip.field: chip.key for chip in every(SCENE)}
    assert found == {
        "entity:0": "cat",
        "entity:0:count": "2",
        "entity:0:colour": "black",
        "entity:1": "dog",
        "entity:1:count": "1",
        "entity:1:pose": "sleep",
        "entity:2": "hat",
        "entity:2:count": "1",
        "entity:2:relation": "wear",
        "setting": "kitchen",
        "style": "watercolour",
        "time": "night",
        "camera": "wide",
        "weather:0": "snow",
        "weather:1": "fog",
        "mood:0": "cosy",
        "unknown": "zzquark",
    }
    assert [
        chip.assumed for chip in chips(understand("a cat"), "it") if chip.field == "setting"
    ] == [True]


@pytest.mark.parametrize(
    ("language", "prompt", "shown"),
    [
        ("en", "two foxes reading in a kitchen", "read"),
        ("it", "due volpi che leggono in cucina", "leggere"),
        ("it", "un uomo che dipinge", "dipingere"),
    ],
)
def test_a_verb_without_an_object_is_a_chip(language: Language, prompt: str, shown: str) -> None:
    (subject,) = (c for c in chips(understand(prompt), language) if c.field == "entity:0")
    assert [part.value for part in subject.parts if part.field == "entity:0:pose"] == [shown]


@pytest.mark.parametrize("value", ["read", "reading", "leggere", "legge"])
def test_a_subject_may_be_told_to_read(value: str) -> None:
    corrected = put("entity:0:pose", value)
    assert corrected.entities[0].pose == "read"
    assert corrected.entities == (
        replace(CAT, pose="read", qualities=("read",)),
        *SCENE.entities[1:],
    )


HUGE = ("giant",)


@pytest.mark.parametrize(
    ("field", "value", "changed"),
    [
        ("setting", "beach", {"setting": "beach"}),
        ("setting", "spiaggia", {"setting": "beach"}),
        ("setting", "kitchen → beach", {"setting": "beach"}),
        ("setting", "on the beach, please", {"setting": "beach"}),
        ("style", "stained-glass", {"style": "stained-glass"}),
        ("style", "vetrata", {"style": "stained-glass"}),
        ("style", "", {"style": None}),
        ("time", "al tramonto", {"time": "golden"}),
        ("season", "autunno", {"season": "autumn", "moods": ("cosy", "autumn")}),
        ("camera", "primo piano", {"camera": "close-up"}),
        ("camera", "", {"camera": None}),
        ("weather:0", "rain", {"weather": ("rain", "fog")}),
        ("weather:0", "", {"weather": ("fog",)}),
        ("weather", "pioggia", {"weather": ("snow", "fog", "rain")}),
        ("weather", "", {"weather": ()}),
        ("mood:0", "spettrale", {"moods": ("spooky",)}),
        ("title", "  Ada's   Café ", {"title": "Ada's Café"}),
        ("colours", "#F00, #00ff00", {"colours": ("#ff0000", "#00ff00")}),
        ("unknown", "", {"unknown": ()}),
        ("unknown", "nebbia", {"unknown": ()}),
        ("entity:0", "volpe", {"entities": (replace(CAT, concept="fox"), DOG, HAT)}),
        ("entity:0:count", "3", {"entities": (replace(CAT, count=3), DOG, HAT)}),
        ("entity:0:count", "cinque", {"entities": (replace(CAT, count=5), DOG, HAT)}),
        ("entity:0:colour", "rosso", {"entities": (replace(CAT, colour="red"), DOG, HAT)}),
        ("entity:0:colour", "", {"entities": (replace(CAT, colour=None), DOG, HAT)}),
        ("entity:0:size", "enorme", {"entities": (replace(CAT, size="large", qualities=HUGE), DOG, HAT)}),
        ("entity:1:pose", "", {"entities": (CAT, Entity("dog"), HAT)}),
        ("entity:2:relation", "", {"entities": (CAT, DOG, Entity("hat"))}),
        ("entity:0", "", {"entities": (DOG, replace(HAT, by=0))}),
        ("entity:1", "", {"entities": (CAT, Entity("hat"))}),
        ("entity", "un palloncino rosso", {"entities": (CAT, DOG, HAT, Entity("balloon", colour="red"))}),
    ],
)  # fmt: skip
def test_one_fact_changes_and_no_other(field: str, value: str, changed: dict[str, object]) -> None:
    assert put(field, value) == replace(SCENE, **changed)


def test_a_place_that_nobody_names_is_chosen_again() -> None:
    scene = put("setting", "", replace(SCENE, weather=(), moods=(), entities=(Entity("whale"),)))
    assert scene.setting in ("underwater", "sea")
    assert "setting" in scene.assumed


def test_all_speak_of_the_scene_as_it_was_shown() -> None:
    gone = (Correction("entity:0", ""), Correction("weather:0", ""), Correction("entity:1", "fox"))
    scene = correct(SCENE, (*gone, Correction("weather:1", "rain")), "en")
    assert scene.entities == (replace(DOG, concept="fox"), replace(HAT, by=0))
    assert scene.weather == ("rain",)


@pytest.mark.parametrize(
    ("field", "value", "says"),
    [
        ("setting", "qqqq", "does not know “qqqq”"),
        ("flavour", "salt", "no such fact"),
        ("entity:9", "cat", "no such subject"),
        ("entity:0:count", "40", "one to 12"),
        ("entity:0:relation", "ride", "nothing to do"),
        ("weather:7", "rain", "no such fact"),
        ("colours", "reddish", "#rrggbb"),
    ],
)
def test_what_cannot_be_is_told(field: str, value: str, says: str) -> None:
    with pytest.raises(CannotCorrect) as caught:
        put(field, value)
    assert (caught.value.field, caught.value.value) == (field, value)
    assert says in caught.value.reason


@pytest.mark.parametrize("language", ["en", "it"])
def test_every_choice_can_be_taken(language: Language) -> None:
    fields = {chip.field for chip in (*every(SCENE), *offers(SCENE, language))}
    for field in sorted(fields - {"title", "colours", "unknown", "entity"}):
        offered = choices(field, language)
        assert offered, field
        assert [name.casefold() for _, name in offered] == sorted(
            name.casefold() for _, name in offered
        ) or field.endswith(("size", "count"))
        sample = offered if len(offered) < 200 else offered[::97]
        for key, name in sample:
            put(field, key)
            assert name
    assert len(choices("entity", language)) > 2_000


def test_names_of_choices_lead_back_to_their_keys() -> None:
    """A person may write what a page shows."""
    for field in ("setting", "style", "time", "season", "camera", "weather"):
        for key, name in (*choices(field, "en"), *choices(field, "it")):
            scene = put(field, name, Scene(setting="lake", time="dusk"))
            got = scene.weather[-1] if field == "weather" else getattr(scene, field)
            assert got == key, (field, name)


_PROMPTS = (
    "a cat with a red hat and a dog riding a bicycle under a tree at night in the snow, watercolour",
    "tre palloncini rossi sopra le alpi all'alba, zzquark",
    "an old wooden robot sleeping in a stormy harbour in winter, seen from above",
    "logo for Ada's bakery",
    "a fox astronaut",
    "melancholy",
)


@pytest.mark.parametrize("prompt", _PROMPTS)
def test_what_is_right_already_stays(prompt: str) -> None:
    scene = replace(understand(prompt), colours=("#112233", "#ddccaa"), absent=("clouds",))
    for chip in every(scene):
        assert correct(scene, (Correction(chip.field, chip.key),), "en") == scene, chip
    told = tuple(Correction(chip.field, chip.key) for chip in every(scene))
    assert correct(scene, told, "it") == scene


def _names(table: Iterable[str]) -> st.SearchStrategy[str]:
    return st.sampled_from(sorted(table)[::7])


def _maybe(names: Iterable[str]) -> st.SearchStrategy[str | None]:
    return st.one_of(st.none(), st.sampled_from(sorted(names)))


@st.composite
def _scenes(draw: st.DrawFn) -> Scene:
    words = lexicon()
    entities: list[Entity] = []
    for at in range(draw(st.integers(0, 4))):
        by = draw(st.one_of(st.none(), st.integers(0, at - 1))) if at else None
        entities.append(
            Entity(
                concept=draw(_names(words.concepts)),
                count=draw(st.integers(1, 12)),
                colour=draw(_maybe(words.colours)),
                size=draw(_maybe(("small", "large"))),
                material=draw(_maybe(words.materials)),
                pose=draw(_maybe(words.poses)),
                qualities=tuple(draw(st.sets(_names(words.qualities), max_size=2))),
                relation=draw(_names(words.relations)) if by is not None else None,
                by=by,
            )
        )
    return Scene(
        setting=draw(st.sampled_from(sorted(words.settings))),
        style=draw(_maybe(words.styles)),
        time=draw(_maybe((*words.times, "storm"))),
        weather=tuple(draw(st.sets(st.sampled_from(sorted(words.weather)), max_size=3))),
        moods=tuple(draw(st.sets(st.sampled_from(sorted(words.moods)), max_size=3))),
        season=draw(_maybe(words.seasons)),
        camera=draw(_maybe(words.cameras)),
        entities=tuple(entities),
    )


@settings(max_examples=60, deadline=None)
@given(_scenes())
def test_every_chip_of_any_scene_leads_back_to_it(scene: Scene) -> None:
    for chip in every(scene):
        assert correct(scene, (Correction(chip.field, chip.key),), "en") == scene
    assert decode(encode(scene)) == scene


@settings(max_examples=60, deadline=None)
@given(_scenes(), st.data())
def test_a_subject_that_goes_takes_nothing_else_along(scene: Scene, data: st.DataObject) -> None:
    if not scene.entities:
        return
    gone = data.draw(st.integers(0, len(scene.entities) - 1))
    left = put(f"entity:{gone}", "", scene)
    assert [e.concept for e in left.entities] == [
        e.concept for at, e in enumerate(scene.entities) if at != gone
    ]
    for at, entity in enumerate(left.entities):
        old = scene.entities[at + (at >= gone)]
        if old.by is None or old.by == gone:
            assert (entity.by, entity.relation) == (None, None)
        else:
            assert entity.by == old.by - (old.by > gone)
            assert entity.relation == old.relation


_FIELDS = st.sampled_from(
    ["setting", "style", "time", "season", "camera", "title", "colours", "absent", "unknown",
     "weather", "weather:0", "weather:2", "mood", "mood:0", "entity", "entity:0", "entity:1",
     "entity:2", "entity:5", "entity:0:count", "entity:0:colour", "entity:1:pose", "entity:2:relation",
     "entity:1:role", "entity:0:quality", "entity:0:quality:0", "entity:0:material", "x", "entity:1:x"]
)  # fmt: skip
_VALUES = st.one_of(
    st.just(""),
    st.text(max_size=20),
    st.sampled_from(
        ["cat", "two red foxes", "neve", "night", "spiaggia", "3", "blue", "#123", "old"]
    ),
)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.builds(Correction, _FIELDS, _VALUES), max_size=5))
@example([Correction("entity:0", ""), Correction("entity:0", ""), Correction("entity:1", "")])
def test_any_correction_is_made_or_refused(corrections: list[Correction]) -> None:
    try:
        scene = correct(SCENE, corrections, "it")
    except CannotCorrect:
        return
    for at, entity in enumerate(scene.entities):
        assert entity.by is None or 0 <= entity.by < at
        assert 1 <= entity.count <= 12
        assert entity.concept in lexicon().concepts
    assert scene.setting in lexicon().settings


@pytest.mark.parametrize(
    ("negative", "changed"),
    [
        ("dog", {"entities": (CAT, Entity("hat"))}),
        ("niente cani, nebbia", {"entities": (CAT, Entity("hat")), "weather": ("snow",)}),
        ("animals", {"entities": (Entity("hat"),)}),
        ("white cats", {}),
        ("black cats", {"entities": (DOG, replace(HAT, by=0))}),
        ("fog, watercolour", {"weather": ("snow",), "style": None}),
        ("no clouds and trees", {"absent": ("clouds", "trees")}),
        ("", {}),
        ("blurry, ugly, low quality", {}),
    ],
)
def test_what_a_negative_prompt_names_goes(negative: str, changed: dict[str, object]) -> None:
    assert without(SCENE, negative) == replace(SCENE, **changed)


def test_people_go_whatever_their_trade() -> None:
    scene = understand("a baker and a fox in a garden")
    assert [entity.concept for entity in without(scene, "people").entities] == ["fox"]
    assert [entity.concept for entity in without(scene, "persone").entities] == ["fox"]


def test_an_unwanted_place_is_left() -> None:
    assert without(SCENE, "kitchen").setting != "kitchen"
    assert without(Scene(setting="meadow"), "meadow, forest, mountains, lake").setting != "meadow"


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=80))
def test_any_negative_prompt_leaves_a_scene(text: str) -> None:
    scene = without(SCENE, text)
    assert all(e.by is None or 0 <= e.by < at for at, e in enumerate(scene.entities))


def test_variations_stand_in_the_scene() -> None:
    plain = understand("a fox in a forest")
    assert near(plain, 7).composition == 7
    assert near(near(plain, 7), 8).composition == 7
    assert (same(plain, 7).composition, same(plain, 7).detail) == (7, 7)
    assert same(near(plain, 7), 8).composition == 7
    assert same(near(plain, 7), 8).detail == 8
    assert far(plain, 5) == far(plain, 5)
    styles = {far(plain, seed).style for seed in range(12)}
    assert len(styles) > 4
    named = understand("a fox in a forest at night, oil painting")
    assert {(far(named, seed).style, far(named, seed).time) for seed in range(9)} == {
        ("oil", "night")
    }
    assert far(far(plain, 5), 6) == far(plain, 6)


def test_the_look_of_another_picture() -> None:
    reference = Scene(style="linocut", time="night")
    assert like(Scene(), reference, ("#102030", "#ffeedd")) == Scene(
        style="linocut", colours=("#102030", "#ffeedd")
    )
    assert like(SCENE, reference, ()).style == "watercolour"
    assert like(SCENE, None, ("#102030", "#ffeedd")).colours == ("#102030", "#ffeedd")


@pytest.mark.parametrize("prompt", _PROMPTS)
def test_scenes_survive_recipes(prompt: str) -> None:
    scene = far(understand(prompt), 9)
    assert decode(encode(scene)) == scene


def test_scenes_of_other_versions_are_read() -> None:
    old = {"entities": [{"concept": "cat"}, {"concept": "hat", "relation": "wear", "by": 4}]}
    assert decode(json.dumps({**old, "mood": "later"})).entities == (Entity("cat"), Entity("hat"))


@pytest.mark.parametrize(
    "text", ["", "null", "[]", "{", '{"entities": 3}', '{"colours": ["red", "blue"]}', "\ud800"]
)
def test_what_is_no_scene_is_told(text: str) -> None:
    with pytest.raises(NotAScene, match="not a scene"):
        decode(text)
