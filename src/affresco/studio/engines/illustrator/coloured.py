"""Things whose drawing in one colour is another drawing, better than the usual one dyed."""

from __future__ import annotations

from typing import Final

COLOURED: Final = {("cat", "black"): "black-cat", ("cat", "grey"): "black-cat"}
"""(name of a drawing, name of a colour) → the drawing to take and dye."""
