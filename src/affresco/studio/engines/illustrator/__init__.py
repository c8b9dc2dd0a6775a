"""The built-in illustrator: turns any prompt into a picture offline, without model weights.

A prompt is understood once (:func:`understand`) as a :class:`Scene`, which is stored in the recipe;
:func:`draw` paints a scene. The same scene, seed, size and :data:`VERSION` give the same bytes on
one machine.

Map of the package, in the order of the work:

* ``lexicon/``: the words, as data files that a non-programmer can extend (see its README);
* ``reading/``: prompt → scene (tokens, phrases, entities, understanding) and back to words;
* ``revising/``: scene → scene, by chips, instructions, negative prompts, variations, palettes;
* ``scene``: the scene graph;
* ``painting/``: colour, chance, noise, pen, light, the stage, and how a subject is lit;
* ``camera``, ``settings/``: the view and the place; ``layout``: who stands where;
* ``subjects/``: what is drawn, from Noto art and by our own hand; ``weather``;
* ``styles/``: the pass over the whole picture;
* ``picture``: the order of all that; ``prepare``: the build step that gathers the art.

Emits no events. Uses :mod:`affresco.meaning`, :mod:`affresco.text` and the facts of
:mod:`affresco.studio.model`, nothing else of affresco.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from .assets import GLYPHS, SOURCE
from .errors import IllustratorUnavailable
from .reading.understanding import understand
from .reading.understanding import warm_up as _warm_up_reading
from .reading.wording import describe
from .revising.chips import chips, choices, offers
from .revising.correcting import CannotCorrect, correct
from .revising.palettes import NotAPalette, palette_of
from .revising.removing import without
from .revising.revise import Revised, revise
from .revising.stored import NotAScene, decode, encode
from .revising.variations import far, like, near, same
from .scene import Chip, Entity, Scene

if TYPE_CHECKING:
    from .picture import Picture

VERSION = "10"
Language = Literal["en", "it"]

_NO_LIBRARY = (
    "The illustrator cannot draw because a system library is missing ({cause}): install the "
    "system libraries libgl1 and libegl1, e.g. apt-get install -y libgl1 libegl1."
)
_NO_ART = (
    "The illustrator has no drawings because the assets were not fetched: build them, then run "
    "python -m affresco.studio.engines.illustrator.prepare."
)


def check() -> None:
    """Raise :class:`IllustratorUnavailable`, with the remedy, when pictures cannot be drawn."""
    try:
        # here and not above, because skia needs libraries of the system: importing never fails
        from . import picture  # noqa: F401
    except ImportError as error:
        raise IllustratorUnavailable(_NO_LIBRARY.format(cause=error)) from error
    if not (GLYPHS.is_file() or SOURCE.is_file()):
        raise IllustratorUnavailable(_NO_ART)


def draw(scene: Scene, *, seed: int, size: tuple[int, int], preview: bool = False) -> Picture:
    """Paint a scene.

    `size` is (width, height) in pixels, each 256 to 2048; with `preview` the same composition comes
    back with its longer side 224 pixels. May be called from any worker thread; pictures are drawn
    one at a time. Raises ValueError for another size and :class:`IllustratorUnavailable` when
    :func:`check` would.
    """
    check()
    from .picture import draw as paint  # see check

    return paint(scene, seed=seed, size=size, preview=preview)


def warm_up() -> None:
    """Load words, encoder and drawings, and draw one small picture, so that the first is quick."""
    _warm_up_reading()
    draw(understand("a fox in a forest, watercolour"), seed=1, size=(256, 256))


__all__ = [
    "VERSION",
    "CannotCorrect",
    "Chip",
    "Entity",
    "IllustratorUnavailable",
    "Language",
    "NotAPalette",
    "NotAScene",
    "Revised",
    "Scene",
    "check",
    "chips",
    "choices",
    "correct",
    "decode",
    "describe",
    "draw",
    "encode",
    "far",
    "like",
    "near",
    "offers",
    "palette_of",
    "revise",
    "same",
    "understand",
    "warm_up",
    "without",
]
