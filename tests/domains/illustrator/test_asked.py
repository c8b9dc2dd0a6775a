"""How people write to a machine: weights, flags, links, tags, slips; none of it is drawn."""

from __future__ import annotations

import pytest

from affresco.studio.engines.illustrator import Scene, describe, understand


def drawn(scene: Scene) -> list[tuple[str, int]]:
    return [(entity.concept, entity.count) for entity in scene.entities]


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("(cat:1.3), [sofa], {window}", "cat, sofa, window"),
        ("((a fox)) in the snow", "a fox in the snow"),
        ("<lora:cute:0.8> a fox in the snow", "a fox in the snow"),
        ("a castle on a hill --ar 16:9 --v 5 --style raw", "a castle on a hill"),
        ("a cat --no dogs, people --ar 1:1", "a cat"),
        ("a cat. negative prompt: blurry, extra hands, ugly dog", "a cat"),
        ("a lion at night, 1920x1080, 85mm, f/1.8, iso 100", "a lion at night"),
        ("a forest https://example.com/cat.png", "a forest"),
        ("1girl, solo, long hair, forest", "a girl, long hair, forest"),
        ("2cats on a roof", "two cats on a roof"),
        ("can you draw me a horse on a beach?", "a horse on a beach"),
        ("potresti disegnarmi una balena?", "una balena"),
        ("wallpaper for my phone with stars", "stars"),
        ("sfondo per il cellulare con le stelle", "stelle"),
        ("teh dgo is runing in the prak", "the dog is running in the park"),
        ("a beautifull sunst over the sea", "a beautiful sunset over the sea"),
    ],
)
def test_what_surrounds_a_wish_is_not_drawn(written: str, meant: str) -> None:
    first, second = understand(written), understand(meant)
    assert drawn(first) == drawn(second)
    assert (first.setting, first.time, first.weather, first.style) == (
        second.setting,
        second.time,
        second.weather,
        second.style,
    )
    assert first.unknown == ()


def test_a_picture_of_a_telephone_is_still_one() -> None:
    assert drawn(understand("a telephone on a table")) == [("telephone", 1)]
    assert drawn(understand("draw a girl with a phone"))[0] == ("girl", 1)


def test_a_likeness_after_by_and_a_time_keep_their_sense() -> None:
    assert understand("a cat, 8 pm").unknown == ()
    assert understand("a house by the lake").setting == "lake"


@pytest.mark.parametrize(
    "nothing", ["", "   ", "🙂", "12345", "::", "((()))", "--ar", "[[", "a" * 4000]
)
def test_nothing_to_draw_is_a_place_without_anybody(nothing: str) -> None:
    scene = understand(nothing)
    assert scene.entities == ()
    assert describe(scene, "en")
