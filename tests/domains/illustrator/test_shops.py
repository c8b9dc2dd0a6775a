"""Shops from the street show what they sell, and a bookshop is full of books."""

from __future__ import annotations

import itertools

import numpy as np
import pytest

from affresco.studio.engines.illustrator import understand
from affresco.studio.engines.illustrator.painting.chance import Chance
from affresco.studio.engines.illustrator.painting.pen import Pen, pixels, surface
from affresco.studio.engines.illustrator.subjects.architecture.shopfront import WARES
from affresco.studio.engines.illustrator.subjects.families import Shape
from affresco.studio.engines.illustrator.subjects.shapes import drawing_of, look_of


@pytest.mark.parametrize(
    ("words", "shop", "setting"),
    [
        ("an old bookshop on a rainy street", "bookshop-building", "street"),
        ("a bakery on a street corner", "bakery-shop", "street"),
        ("a cat outside a toy shop", "toy-shop-building", "street"),
        ("a little girl looking at the window of a sweet shop", "sweet-shop-building", "street"),
        ("a flower shop front", "flower-shop", "street"),
        ("una vespa rossa davanti a un caffè", "cafe-building", "street"),
        ("un bambino davanti alla vetrina di una pasticceria", "bakery-shop", "street"),
    ],
)
def test_a_shop_that_is_looked_at_stands_in_a_street(words: str, shop: str, setting: str) -> None:
    scene = understand(words)
    assert shop in [entity.concept for entity in scene.entities]
    assert (scene.setting, scene.unknown) == (setting, ())


@pytest.mark.parametrize(
    "words", ["a girl in a bookshop", "una ragazza in una libreria antiquaria"]
)
def test_a_bookshop_is_a_place_to_be_in(words: str) -> None:
    scene = understand(words)
    assert (scene.setting, [e.concept for e in scene.entities]) == ("bookshop", ["girl"])


def test_over_a_coffee_nobody_stands_before_a_shop() -> None:
    scene = understand("due donne che chiacchierano davanti a un caffè")
    assert "cafe-building" not in [entity.concept for entity in scene.entities]


def test_each_shop_window_shows_other_wares() -> None:
    def drawn(part: str) -> np.ndarray[tuple[int, ...], np.dtype[np.int64]]:
        sheet = surface(128, 128)
        shape = Shape("building", "shop", parts=(part,))
        drawing_of(look_of(shape), Chance("shop"))(Pen(sheet.getCanvas()))
        return pixels(sheet)[..., :3].astype(np.int64)

    windows = {part: drawn(part) for part in WARES}
    for one, other in itertools.combinations(WARES, 2):
        assert np.abs(windows[one] - windows[other]).max() > 60, (one, other)
