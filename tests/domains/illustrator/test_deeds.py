"""Poses and deeds are understood in both languages, and seen: who touches what, and how."""

from __future__ import annotations

import pytest

from affresco.studio.engines.illustrator import understand
from affresco.studio.engines.illustrator.layout.assembly import Mark

from .sentences import boxes
from .test_relations import ties


def _seen(words: str, *, setting: str = "meadow") -> list[Mark]:
    """The first box of each entity of a wish, in the order of the scene; y downwards."""
    found, _ = boxes(understand(words), setting=setting)
    return [found[index][0] for index in sorted(found)]


@pytest.mark.parametrize(
    ("words", "tie"),
    [
        ("a snake coiled around a tree trunk", ("snake", "wind", "tree-trunk")),
        ("un serpente attorcigliato intorno a un tronco", ("snake", "wind", "tree-trunk")),
        ("a cat curled around a teapot", ("cat", "wind", "teapot")),
        ("un gatto acciambellato attorno alla teiera", ("cat", "wind", "teapot")),
        ("a dragon circling around a tower", ("dragon", "around", "tower")),
    ],
)
def test_who_lies_around_a_thing_is_told_from_who_goes_around_it(
    words: str, tie: tuple[str, str, str]
) -> None:
    assert tie in ties(words)


@pytest.mark.parametrize(
    "words", ["a dragon wrapped around a tower", "a snake coiled around a column"]
)
def test_a_long_body_is_wound_about_what_stands_high(words: str) -> None:
    body, base = _seen(words)
    assert body.left < base.left + 0.2 * (base.right - base.left)
    assert body.right > base.left + 0.6 * (base.right - base.left)
    assert body.bottom > base.top + 0.6 * (base.bottom - base.top)


def test_what_somebody_is_curled_around_stands_before_the_belly() -> None:
    cat, mug = _seen("a cat curled around a mug")
    assert cat.left < mug.left
    assert mug.right < cat.right
    assert mug.bottom - mug.top < 0.75 * (cat.bottom - cat.top)
