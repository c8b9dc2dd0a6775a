"""Prompts written for other programs: what they show is kept, what drives a program is passed over."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from affresco.studio.engines.illustrator import understand
from affresco.studio.engines.illustrator.reading.jargon import plain
from domains.illustrator.drawn import said


@pytest.mark.parametrize(
    ("prompt", "drawn"),
    [
        ("masterpiece, best quality, 1girl, solo, long hair", [("girl", 1, None)]),
        ("2boys, beach, sharp focus", [("boy", 2, None)]),
        ("(cat:1.3), (sunglasses:1.1), beach", [("cat", 1, None), ("sunglasses", 1, "wear")]),
        ("a fox --ar 16:9 --v 6 --stylize 250", [("fox", 1, None)]),
        ("a fox <lora:inkstyle:0.8>", [("fox", 1, None)]),
        ("portrait of a cat, bokeh, 85mm, f/1.8, ISO 200", [("cat", 1, None)]),
        ("isometric cosy room, pastel colours, blender 3d", []),
        ("pixel art game character, knight", [("knight", 1, None)]),
        ("a girl, yellow raincoat, rain", [("girl", 1, None), ("raincoat", 1, "wear")]),
        ("una bambina, cappotto rosso, neve", [("girl", 1, None), ("coat", 1, "wear")]),
        ("an epic battle between a knight and a dragon", [("knight", 1, None), ("dragon", 1, "fight")]),
        ("una battaglia tra un cavaliere e un drago", [("knight", 1, None), ("dragon", 1, "fight")]),
    ],
)  # fmt: skip
def test_what_they_show(prompt: str, drawn: list[tuple[str, int, str | None]]) -> None:
    scene = understand(prompt)
    assert said(scene) == drawn
    assert scene.unknown == ()


@pytest.mark.parametrize(
    ("prompt", "drawn"),
    [
        ("a blender on a table", ["blender"]),
        ("a girl and a raincoat", ["girl", "raincoat"]),
        ("a girl, a boy, red hat", ["girl", "boy", "hat"]),
        ("a unity of three cats", ["cat"]),
        ("a maya temple", ["temple"]),
    ],
)
def test_what_is_named_stays(prompt: str, drawn: list[str]) -> None:
    scene = understand(prompt)
    assert [entity.concept for entity in scene.entities] == drawn
    assert "wear" not in [entity.relation for entity in scene.entities]


def test_places_of_fantasy_and_rooms_without_furniture() -> None:
    assert understand("fantasy landscape, matte painting").setting == "floating-islands"
    assert understand("un paesaggio fantastico").setting == "floating-islands"
    assert "bare" in understand("a room with no furniture").moods
    assert "bare" in understand("una stanza senza mobili").moods


@given(st.text(max_size=200))
def test_any_text_is_taken(text: str) -> None:
    assert len(plain(text)) <= 2 * len(text) + 40
