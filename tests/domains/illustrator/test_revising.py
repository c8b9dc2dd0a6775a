"""Edits by instruction: what is named changes, nothing else, in English and Italian."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from affresco.studio.engines.illustrator import Entity, Scene, revise, understand

CAT, DOG, FOX = Entity("cat"), Entity("dog"), Entity("fox")
BICYCLE = Entity("bicycle", relation="ride", by=1)
PAIR = Scene(setting="forest", time="day", entities=(CAT, DOG, BICYCLE))
WOLF = Scene(setting="meadow", time="night", weather=("full-moon",), entities=(Entity("wolf"),))


@pytest.mark.parametrize(
    ("instruction", "changed"),
    [
        ("make it night", {"time": "night"}),
        ("fai che sia notte", {"time": "night"}),
        ("add snow", {"weather": ("snow",)}),
        ("aggiungi neve", {"weather": ("snow",)}),
        ("as stained glass", {"style": "stained-glass"}),
        ("in stile acquerello", {"style": "watercolour"}),
        ("turn it into an oil painting", {"style": "oil"}),
        ("move it to the beach", {"setting": "beach"}),
        ("spostalo in spiaggia", {"setting": "beach"}),
        ("set it in Paris", {"setting": "old-town"}),
        ("take it to the moon", {"setting": "moon"}),
        ("portalo sulla luna", {"setting": "moon"}),
        ("replace the forest with a beach at night", {"setting": "beach", "time": "night"}),
        ("change the background to mountains", {"setting": "mountains"}),
        ("cambia lo sfondo in una spiaggia", {"setting": "beach"}),
        ("close-up", {"camera": "close-up"}),
        ("zoom in", {"camera": "close-up"}),
        ("autumn", {"season": "autumn", "moods": ("autumn",)}),
        ("make it darker", {"time": "dusk"}),
        ("rendilo più scuro", {"time": "dusk"}),
    ],
)
def test_facts_of_the_whole(instruction: str, changed: dict[str, object]) -> None:
    revised = revise(PAIR, instruction)
    assert revised.scene == replace(PAIR, **changed)
    assert revised.not_understood == ()
    assert revised.changed


@pytest.mark.parametrize(
    ("instruction", "entities"),
    [
        ("without the bicycle", (CAT, DOG)),
        ("togli la bicicletta", (CAT, DOG)),
        ("remove the dog", (CAT, Entity("bicycle"))),
        ("two cats instead", (Entity("cat", count=2), DOG, BICYCLE)),
        ("due gatti invece", (Entity("cat", count=2), DOG, BICYCLE)),
        ("make the cat blue", (Entity("cat", colour="blue"), DOG, BICYCLE)),
        ("rendi il gatto blu", (Entity("cat", colour="blue"), DOG, BICYCLE)),
        ("make it blue", (Entity("cat", colour="blue"), DOG, BICYCLE)),
        ("add a red balloon", (CAT, DOG, BICYCLE, Entity("balloon", colour="red"))),
        ("replace the dog with a fox", (CAT, FOX, BICYCLE)),
        ("sostituisci il cane con una volpe", (CAT, FOX, BICYCLE)),
        ("al posto del cane una volpe", (CAT, FOX, BICYCLE)),
        ("al posto del cane, una volpe", (CAT, FOX, BICYCLE)),
        ("a fox instead of the dog", (CAT, FOX, BICYCLE)),
        ("turn the dog into an owl", (CAT, Entity("owl"), BICYCLE)),
        ("make the dog a fox", (CAT, FOX, BICYCLE)),
        ("make the cat an astronaut", (Entity("cat", role="astronaut"), DOG, BICYCLE)),
        ("no dog, but a fox", (CAT, Entity("bicycle"), FOX)),
        ("dog → fox", (CAT, FOX, BICYCLE)),
        ("there are three dogs", (CAT, Entity("dog", count=3), BICYCLE)),
        (
            "make the cat fly",
            (Entity("cat", pose="fly", qualities=("flying",)), DOG, BICYCLE),
        ),
        ("make it fly", (Entity("cat", pose="fly", qualities=("flying",)), DOG, BICYCLE)),
        (
            "make the dog wear a hat and hold a balloon",
            (
                CAT,
                DOG,
                BICYCLE,
                Entity("hat", relation="wear", by=1),
                Entity("balloon", relation="hold", by=1),
            ),
        ),
        (
            "fai leggere un libro al gatto",
            (CAT, DOG, BICYCLE, Entity("book", relation="read", by=0)),
        ),
        ("add a second dog", (CAT, Entity("dog", count=2), BICYCLE)),
        ("change the dog's colour to brown", (CAT, Entity("dog", colour="brown"), BICYCLE)),
        ("add some birds to the sky", (CAT, DOG, BICYCLE, Entity("bird", count=4))),
        ("keep the cat, remove the dog", (CAT, Entity("bicycle"))),
        ("one more cat", (Entity("cat", count=2), DOG, BICYCLE)),
        ("bigger cat", (Entity("cat", size="large"), DOG, BICYCLE)),
        ("ingrandisci il gatto", (Entity("cat", size="large"), DOG, BICYCLE)),
        ("put a hat on the cat", (CAT, DOG, BICYCLE, Entity("hat", relation="wear", by=0))),
        (
            "give the cat a red scarf",
            (CAT, DOG, BICYCLE, Entity("scarf", colour="red", relation="wear", by=0)),
        ),
    ],
)
def test_subjects(instruction: str, entities: tuple[Entity, ...]) -> None:
    revised = revise(PAIR, instruction)
    assert revised.scene == replace(PAIR, entities=entities)
    assert revised.not_understood == ()


@pytest.mark.parametrize("instruction", ["bigger moon", "make the moon bigger", "luna più grande"])
def test_the_moon_grows(instruction: str) -> None:
    assert revise(WOLF, instruction).scene == replace(WOLF, weather=("giant-moon",))


def test_several_instructions_at_once() -> None:
    revised = revise(PAIR, "make it night and add snow, without the bicycle")
    assert revised.scene == replace(PAIR, time="night", weather=("snow",), entities=(CAT, DOG))
    assert revised.changed == ("time", "weather", "entity:2")
    assert revise(PAIR, "fallo di notte e aggiungi due gatti").scene == replace(
        PAIR, time="night", entities=(Entity("cat", count=3), DOG, BICYCLE)
    )


def test_what_follows_a_removal_may_be_a_wish() -> None:
    foggy = replace(PAIR, weather=("fog",))
    assert revise(foggy, "without fog and at night").scene == replace(PAIR, time="night")


@pytest.mark.parametrize("wish", ["warmer colours", "in sepia", "colori pastello", "più freddi"])
def test_colours_of_the_whole_are_a_palette(wish: str) -> None:
    tinted = revise(PAIR, wish)
    assert tinted.scene == replace(PAIR, colours=tinted.scene.colours)
    assert (tinted.changed, tinted.not_understood) == (("colours",), ())
    assert revise(tinted.scene, "original colours").scene == PAIR


def test_black_and_white_is_a_palette_and_no_two_cats() -> None:
    revised = revise(PAIR, "make it black and white")
    assert revised.scene.entities == PAIR.entities
    assert revised.changed == ("colours",)
    assert revised.not_understood == ()


def test_a_night_without_a_moon_comes_with_the_day() -> None:
    assert revise(WOLF, "make it midday").scene == replace(WOLF, time="day", weather=())


@pytest.mark.parametrize(
    ("instruction", "left"),
    [
        ("make it quxy", ("quxy",)),
        ("change the red to blue", ("change the red to blue",)),
        ("the dog", ("the dog",)),
        ("make the sky pink", ("make the sky pink",)),
        ("remove the elephant", ("remove the elephant",)),
        ("replace the elephant with a fox", ("replace the elephant with a fox",)),
        ("add snow and frobnicate", ("frobnicate",)),
    ],
)
def test_what_is_not_understood_is_told(instruction: str, left: tuple[str, ...]) -> None:
    assert revise(PAIR, instruction).not_understood == left


def test_a_clear_sky_and_clouds_do_not_go_together() -> None:
    foggy = replace(PAIR, weather=("fog", "rainbow"), absent=("clouds",))
    assert revise(foggy, "clear sky").scene.weather == ("rainbow", "clear")
    grey = revise(foggy, "add heavy clouds").scene
    assert (grey.weather, grey.absent) == (("fog", "rainbow", "clouds"), ())


def test_what_places_add_can_be_taken_away() -> None:
    revised = revise(PAIR, "no clouds")
    assert revised.scene == replace(PAIR, absent=("clouds",))


@pytest.mark.parametrize("nothing", ["", "  ", ",", "?!"])
def test_nothing_said_changes_nothing(nothing: str) -> None:
    assert revise(PAIR, nothing) == revise(PAIR, "")
    assert revise(PAIR, nothing).scene == PAIR


_WORDS = """
    make it the a cat dog fox and e with without add remove instead of replace into bigger two red
    night snow beach owl hat on give them il gatto togli rendi al posto del una volpe più notte blu
    metti sul tavolo trasforma in change background style moon , more fewer astronaut riding
"""
_PIECES = st.sampled_from(_WORDS.split())
_SPEECH = st.one_of(st.text(max_size=60), st.lists(_PIECES, max_size=9).map(" ".join))


def valid(scene: Scene) -> bool:
    """Whether every relation leads to an earlier subject, and every number can be drawn."""
    return all(
        1 <= entity.count <= 12
        and (entity.by is None or 0 <= entity.by < at)
        and (entity.relation is None or entity.by is not None)
        for at, entity in enumerate(scene.entities)
    )


@settings(max_examples=150, deadline=None)
@given(st.lists(_SPEECH, max_size=3))
def test_any_text_leaves_a_scene_that_can_be_drawn(speeches: list[str]) -> None:
    scene = understand("a cat with a red hat and a dog riding a bicycle under a tree at night")
    for speech in speeches:
        revised = revise(scene, speech)
        scene = revised.scene
        assert valid(scene)
        assert revise(PAIR, speech) == revise(PAIR, speech)


SNOWED = Scene(
    setting="winter",
    weather=("snow",),
    entities=(Entity("fox", pose="sleep", qualities=("sleeping",)),),
    assumed=("setting", "time"),
)
SHORE = Scene(setting="sea", entities=(Entity("lighthouse"),), assumed=("time",))


@pytest.mark.parametrize(
    "order", ["wake the fox up", "wake it up", "sveglia la volpe", "svegliala"]
)
def test_who_is_woken_stands(order: str) -> None:
    revised = revise(SNOWED, order)
    assert revised.not_understood == ()
    (fox,) = revised.scene.entities
    assert fox.pose == "stand"
    assert "sleeping" not in fox.qualities


@pytest.mark.parametrize(
    "order",
    ["stop the snow", "make it stop snowing", "remove the snow", "che smetta di nevicare"],
)
def test_snow_that_goes_takes_its_place_along(order: str) -> None:
    """Where nobody said winter, the meadow was white because of the snow."""
    revised = revise(SNOWED, order)
    assert revised.scene == replace(SNOWED, setting="meadow", weather=())
    wintry = replace(SNOWED, assumed=("time",))
    assert revise(wintry, order).scene == replace(wintry, weather=())


@pytest.mark.parametrize(
    ("order", "concept"),
    [("add a sailing boat on the water", "sailboat"), ("add a dog in the garden", "dog")],
)
def test_where_something_new_is_said_to_be_is_not_where_the_picture_is(
    order: str, concept: str
) -> None:
    scene = revise(SHORE, order).scene
    assert scene.setting == "sea"
    assert [entity.concept for entity in scene.entities] == ["lighthouse", concept]
    assert revise(SHORE, "put the lighthouse in a forest").scene.setting == "forest"


@pytest.mark.parametrize(
    ("order", "tied"),
    [
        ("put it on a rock", Entity("rock", relation="on", by=0)),
        ("mettila sotto un albero", Entity("tree", relation="under", by=0)),
        ("with a red scarf", Entity("scarf", colour="red", relation="wear", by=0)),
        ("con un cappello", Entity("hat", relation="wear", by=0)),
        ("with a boat", Entity("boat")),
    ],
)
def test_what_belongs_to_the_only_subject(order: str, tied: Entity) -> None:
    fox = Scene(setting="meadow", entities=(Entity("fox"),))
    assert revise(fox, order).scene == replace(fox, entities=(Entity("fox"), tied))
