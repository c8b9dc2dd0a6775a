"""Harmonised palettes: how the colours of a picture are brought together, by hour, mood and season.

A palette tints shade and light, draws every hue a little towards one of a few, and sets how strong
and how contrasted colours are. What somebody asked for stays what it is: hues turn by some degrees
only, and strong colours less than faint ones.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageFilter

from affresco.studio.engines.illustrator.painting.colour import Colour, Field, oklab, srgb
from affresco.studio.engines.illustrator.painting.stage import Stage

_STEPS = 17  # of each channel in a table of colours
_FARTHEST = 42.0  # degrees from which a hue of the palette attracts
_MOST_TURN = 16.0  # degrees by which a hue is turned


@dataclass(frozen=True)
class Palette:
    """`hues` in degrees (OKLCH); `shade` and `light` tint dark and bright parts."""

    shade: Colour
    light: Colour
    hues: tuple[float, ...]
    chroma: float = 1.0
    floor: float = 0.065  # lightness that black becomes
    ceiling: float = 1.0
    contrast: float = 0.20


_C = Colour
PALETTES: Final[dict[str, Palette]] = {
    "orchard": Palette(_C(0.30, 0.055, 200), _C(0.97, 0.045, 92), (32, 88, 140, 225)),
    "sea air": Palette(_C(0.28, 0.060, 255), _C(0.97, 0.030, 85), (28, 75, 195, 245), 1.02),
    "apricot": Palette(_C(0.32, 0.060, 300), _C(0.96, 0.060, 68), (25, 62, 150, 265), 0.98),
    "clay and sage": Palette(_C(0.29, 0.035, 175), _C(0.95, 0.045, 80), (40, 85, 130, 215), 0.86),
    "raspberry": Palette(_C(0.28, 0.070, 330), _C(0.97, 0.040, 60), (12, 80, 165, 230), 1.06),
    "honey": Palette(_C(0.27, 0.060, 325), _C(0.96, 0.085, 82), (35, 78, 120, 250), 1.0),
    "terracotta": Palette(_C(0.26, 0.055, 275), _C(0.95, 0.075, 62), (38, 66, 135, 240), 0.97),
    "lilac hour": Palette(_C(0.25, 0.075, 290), _C(0.92, 0.065, 45), (20, 62, 210, 295), 1.02),
    "ember": Palette(_C(0.23, 0.065, 265), _C(0.92, 0.080, 55), (30, 58, 190, 285), 1.0),
    "ink and moon": Palette(
        _C(0.20, 0.060, 268), _C(0.94, 0.045, 95), (65, 95, 205, 265), 0.98, 0.075, 0.98
    ),
    "teal midnight": Palette(
        _C(0.20, 0.055, 225), _C(0.94, 0.070, 82), (42, 82, 190, 245), 1.0, 0.075, 0.98
    ),
    "violet midnight": Palette(
        _C(0.21, 0.070, 292), _C(0.94, 0.060, 70), (30, 75, 220, 290), 1.02, 0.075, 0.98
    ),
    "slate": Palette(_C(0.24, 0.035, 235), _C(0.94, 0.035, 95), (45, 85, 190, 240), 0.80),
    "frost": Palette(_C(0.31, 0.050, 262), _C(0.985, 0.018, 60), (20, 70, 200, 250), 0.90),
    "rust and moss": Palette(_C(0.27, 0.045, 40), _C(0.95, 0.065, 82), (36, 62, 112, 225), 1.02),
    "blossom": Palette(_C(0.34, 0.055, 335), _C(0.985, 0.030, 20), (5, 88, 145, 235), 0.98),
    "lemon and aqua": Palette(_C(0.31, 0.060, 230), _C(0.985, 0.050, 102), (28, 96, 150, 212), 1.06),
    "rainy": Palette(_C(0.26, 0.040, 250), _C(0.92, 0.025, 215), (30, 80, 200, 245), 0.76),
    "moss and bone": Palette(_C(0.20, 0.045, 150), _C(0.91, 0.045, 105), (40, 100, 140, 300), 0.82),
}  # fmt: skip
_STUDIO: Final = Palette(_C(0.20, 0.0, 0), _C(0.98, 0.0, 0), (), 1.0, 0.03, 1.0, 0.14)
"""For plain grounds whose colour was named: nothing is tinted."""
_BY_TIME: Final = {
    "day": ("orchard", "sea air", "apricot", "clay and sage", "raspberry"),
    "sunrise": ("apricot", "lilac hour", "terracotta"),
    "golden": ("honey", "terracotta", "apricot"),
    "dusk": ("lilac hour", "ember", "violet midnight"),
    "night": ("ink and moon", "teal midnight", "violet midnight"),
    "storm": ("slate", "rainy"),
}
_BY_SEASON: Final = {
    "winter": ("frost", "sea air"),
    "autumn": ("rust and moss", "terracotta"),
    "spring": ("blossom", "orchard"),
    "summer": ("lemon and aqua", "sea air"),
}
_BY_MOOD: Final = {
    "lonely": ("rainy", "lilac hour"),
    "sad": ("rainy", "slate"),
    "anxious": ("slate", "moss and bone"),
    "spooky": ("moss and bone", "violet midnight"),
    "angry": ("ember", "terracotta"),
    "cosy": ("honey", "rust and moss"),
    "nostalgic": ("clay and sage", "honey"),
    "romantic": ("blossom", "raspberry"),
    "joyful": ("lemon and aqua", "raspberry"),
    "cute": ("blossom", "raspberry"),
    "calm": ("clay and sage", "sea air"),
    "dreamy": ("lilac hour", "blossom"),
    "enchanted": ("lilac hour", "teal midnight"),
    "dramatic": ("ember", "teal midnight"),
    "autumn": _BY_SEASON["autumn"],
    "spring": _BY_SEASON["spring"],
    "summer": _BY_SEASON["summer"],
}


def palette_of(stage: Stage) -> Palette:
    """One palette for the picture: by mood, season or hour, and the seed."""
    scene = stage.scene
    if scene.setting.startswith("backdrop-"):
        return _STUDIO
    mood = next((m for m in scene.moods if m in _BY_MOOD), None)
    if stage.light.time == "night" and not mood:
        names: tuple[str, ...] = _BY_TIME["night"]
    elif mood:
        names = _BY_MOOD[mood]
    elif scene.season in _BY_SEASON:
        names = _BY_SEASON[scene.season]
    else:
        names = _BY_TIME[stage.light.time]
    return PALETTES[stage.chance("style", "palette").pick(names)]


def graded(image: npt.NDArray[np.uint8], palette: Palette) -> npt.NDArray[np.uint8]:
    """A picture (h, w, 3) in the colours of a palette."""
    return np.asarray(Image.fromarray(image).filter(_table(palette)))


def mapped(picture: npt.NDArray[np.uint8], table: ImageFilter.Color3DLUT) -> Field:
    """A picture (h, w, 3) through a table of colours, 0–1."""
    return np.asarray(Image.fromarray(picture).filter(table), np.float32) / np.float32(255)


def table_of(colours: Field) -> ImageFilter.Color3DLUT:
    """A table from colours for :func:`cube`, of the same shape."""
    return ImageFilter.Color3DLUT(_STEPS, colours.astype(np.float32).ravel())


def cube() -> Field:
    """All inputs of a table of colours, (b, g, r, 3): red runs fastest."""
    steps = np.linspace(0, 1, _STEPS, dtype=np.float32)
    b, g, r = np.meshgrid(steps, steps, steps, indexing="ij")
    return np.stack([r, g, b], -1)


@lru_cache(maxsize=32)
def _table(palette: Palette) -> ImageFilter.Color3DLUT:
    lab = oklab(cube())
    light, chroma = lab[..., 0], np.hypot(lab[..., 1], lab[..., 2])
    hue = np.degrees(np.arctan2(lab[..., 2], lab[..., 1]))
    nearest = np.zeros_like(hue)
    if palette.hues:
        away = np.stack([(anchor - hue + 180) % 360 - 180 for anchor in palette.hues])
        nearest = np.take_along_axis(away, np.abs(away).argmin(0)[None], 0)[0]
    pull = nearest * np.clip(1 - np.abs(nearest) / _FARTHEST, 0, 1) * 1.4
    turn = np.clip(pull, -_MOST_TURN, _MOST_TURN) * np.clip(1.25 - chroma / 0.22, 0.25, 1)
    hue = np.radians(hue + turn)
    chroma = 1.12 * chroma * palette.chroma / (1 + np.maximum(0, chroma - 0.17) * 0.9)
    curve = light + (light * light * (3 - 2 * light) - light) * palette.contrast
    toned = palette.floor + curve * (palette.ceiling - palette.floor)
    faint = np.clip(1 - chroma / 0.14, 0.08, 1)
    in_shade = np.clip(1 - light / 0.62, 0, 1) * faint * 0.46
    in_light = np.clip((light - 0.55) / 0.45, 0, 1) * faint * 0.26
    a, b = chroma * np.cos(hue), chroma * np.sin(hue)
    for tone, share in ((palette.shade, in_shade), (palette.light, in_light)):
        angle = np.radians(tone.hue)
        a = a + (tone.chroma * np.cos(angle) - a) * share
        b = b + (tone.chroma * np.sin(angle) - b) * share
    return table_of(srgb(np.stack([toned, a, b], -1).astype(np.float32)))
