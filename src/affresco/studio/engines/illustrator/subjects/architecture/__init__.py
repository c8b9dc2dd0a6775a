"""The family of buildings."""

from __future__ import annotations

from collections.abc import Callable

from affresco.studio.engines.illustrator.painting.chance import Chance
from affresco.studio.engines.illustrator.painting.pen import (
    Pen,
    fill,
    stroke,
)
from affresco.studio.engines.illustrator.subjects.look import Look

from .homes import (
    barn,
    factory,
    greenhouse,
    house,
    hut,
    igloo,
    skyscraper,
    tent,
    treehouse,
    windmill,
)
from .monuments import (
    arch,
    bridge,
    castle,
    church,
    column,
    fountain,
    gate,
    lighthouse,
    mosque,
    pagoda,
    palace,
    pyramid,
    stadium,
    statue,
    temple,
    tower,
    wall,
    well,
)
from .parts import BUILDING_COLOURS, WOOD, C, block, roof, window
from .shopfront import shopfront

__all__ = ["BUILDING_COLOURS", "block", "building", "roof", "window"]


def building(pen: Pen, look: Look, chance: Chance) -> None:
    """A building from the front."""
    special: dict[str, Callable[[Pen, Look], None]] = {
        "skyscraper": skyscraper, "temple": temple, "windmill": windmill, "castle": castle,
        "lighthouse": lighthouse, "pagoda": pagoda, "mosque": mosque, "hut": hut,
        "tent": tent, "greenhouse": greenhouse, "factory": factory, "bridge": bridge,
        "arch": arch, "pyramid": pyramid, "well": well, "igloo": igloo,
        "treehouse": treehouse, "palace": palace, "stadium": stadium, "fountain": fountain,
        "statue": statue, "column": column, "gate": gate, "wall": wall, "tower": tower,
        "church": church, "barn": barn, "shop": shopfront,
    }  # fmt: skip
    special.get(look.kind, house)(pen, look)
    if look.has("flag"):
        pen.line(64, 10, 64, -18, stroke(WOOD, 2))
        pen.polygon([(64, -18), (84, -12), (64, -5)], fill(C(0.56, 0.20, 25)))
