"""Things drawn from a few strokes each, as data: ``*.toml`` beside this module, see README.md."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

import msgspec


class Drawing(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One drawing: usual main, second and accent colour (``#rrggbb`` each), and its strokes."""

    tones: str
    strokes: str

    @property
    def lines(self) -> tuple[str, ...]:
        """The strokes, from the farthest to the nearest."""
        return tuple(line for line in self.strokes.splitlines() if line)


class DrawnTwice(ValueError):
    """Two files draw the same kind; the message names it."""


@cache
def drawings() -> dict[str, dict[str, Drawing]]:
    """All drawings, by family and kind; the first kind of a family stands in for unknown ones.

    Raises DrawnTwice, or msgspec.ValidationError naming the faulty field.
    """
    found: dict[str, dict[str, Drawing]] = {}
    paths = sorted(
        Path(__file__).parent.glob("*.toml"), key=lambda path: (path.stem not in USUAL, path.stem)
    )
    for path in paths:
        tables = tomllib.loads(path.read_text(encoding="utf-8"))
        for family, kinds in msgspec.convert(tables, dict[str, dict[str, Drawing]]).items():
            known = found.setdefault(family, {})
            for kind, drawing in kinds.items():
                if kind in known:
                    raise DrawnTwice(f"{path.name}: {family} {kind} is drawn twice")
                known[kind] = drawing
    return found


USUAL = ("tool", "instrument", "food", "garment", "furniture")
"""The files that are read first, one a family."""
