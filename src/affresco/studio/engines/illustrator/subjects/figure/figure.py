"""A figure with everything decided: who, in which clothes, in which pose, with what."""

from __future__ import annotations

from dataclasses import dataclass

from affresco.studio.engines.illustrator.painting.colour import Colour
from affresco.studio.engines.illustrator.painting.sprites import Draw

from .held import Held
from .pose import Gesture, Stance
from .wardrobe import Trade
from .who import Who

Worn = tuple[str, Colour | None]


@dataclass(frozen=True)
class Figure:
    """Somebody, all decided. `animal`: the drawing that serves as head, in the colour `fur`."""

    who: Who
    trade: Trade
    stance: Stance
    gesture: Gesture
    cloth: Colour
    over: Colour
    parts: tuple[str, ...] = ()
    worn: tuple[Worn, ...] = ()
    mood: str = ""
    pattern: str = ""
    held: Held | None = None
    animal: str = ""
    fur: Colour | None = None
    bare: bool = False  # an animal in its fur
    own_head: Draw | None = None  # of an animal, instead of a Noto drawing

    def wears(self, *names: str) -> bool:
        """Whether any of these is worn."""
        return any(name in names for name, _ in self.worn)

    def tone(self, name: str, usual: Colour) -> Colour:
        """The colour of something worn."""
        return next((c for worn, c in self.worn if worn == name and c), usual)
