"""Variations: the same idea again, near to a picture or far from it.

What a variation keeps stands in its scene (``composition``, ``detail``, ``style``), so that its recipe
alone, scene and seed, gives it again.
"""

from __future__ import annotations

from typing import Final

from msgspec.structs import replace

from affresco.studio.engines.illustrator.painting.chance import Chance
from affresco.studio.engines.illustrator.reading.lexicon import lexicon
from affresco.studio.engines.illustrator.scene import Scene

# What suits any subject; a far variation of a picture without a style tries one of these.
STYLES: Final = (
    "watercolour", "oil", "gouache", "risograph", "paper-cut", "art-nouveau", "stained-glass",
    "ink", "pop-art", "ukiyo-e", "low-poly", "linocut",
)  # fmt: skip
TIMES: Final = ("day", "sunrise", "golden", "dusk", "night")


def same(scene: Scene, seed: int) -> Scene:
    """The scene so that any seed draws the picture that it was drawn with `seed`."""
    composition = seed if scene.composition is None else scene.composition
    detail = seed if scene.detail is None else scene.detail
    return replace(scene, composition=composition, detail=detail)


def near(scene: Scene, seed: int) -> Scene:
    """The scene so that other seeds give near variations of the picture it was drawn with `seed`.

    They keep view, place, palette and side of the light; they differ in placement, in a little light,
    and in detail.
    """
    composition = seed if scene.composition is None else scene.composition
    return replace(scene, composition=composition, detail=None)


def far(scene: Scene, seed: int) -> Scene:
    """The scene for a far variation, to be drawn with `seed`, which also chooses for it.

    The same things and all that was named; another view, time of day, palette and style.
    """
    words, chance = lexicon(), Chance(seed, "far")
    assumed = set(scene.assumed)
    changed = replace(scene, composition=None, detail=None)
    time, style = chance.pick(TIMES), chance.pick(STYLES)
    place = words.settings.get(scene.setting)
    outdoors = place is not None and place.outdoors and not place.fixed_light
    if outdoors and (scene.time is None or "time" in assumed):
        changed = replace(changed, time=time)
        assumed.add("time")
    if scene.style is None or "style" in assumed:
        changed = replace(changed, style=style)
        assumed.add("style")
    return replace(changed, assumed=tuple(sorted(assumed)))


def like(scene: Scene, reference: Scene | None, colours: tuple[str, ...]) -> Scene:
    """The scene in the look of another picture: its style, where none was named, and its palette.

    reference: the scene of that picture, where it is ours. colours: its palette, "#rrggbb"; a palette
    that the scene has already stays.
    """
    changed = replace(scene, colours=scene.colours or colours)
    if reference is None or (scene.style is not None and "style" not in scene.assumed):
        return changed
    assumed = tuple(name for name in scene.assumed if name != "style")
    return replace(changed, style=reference.style, assumed=assumed)
