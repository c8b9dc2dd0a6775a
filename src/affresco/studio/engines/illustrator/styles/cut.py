"""Prints from a cut block or plate: engraving, and linocut with woodcut."""

from __future__ import annotations

from typing import Final

import numpy as np

from affresco.studio.engines.illustrator.painting.colour import Colour, Field
from affresco.studio.engines.illustrator.painting.fields import (
    blurred,
    saturated,
    scale,
    smoothstep,
)
from affresco.studio.engines.illustrator.subjects.shapes import named_colour

from .inks import named_inks
from .paper import grain_of, hatching, lines, on_paper, over, strokes
from .plate import Plate

_BURINS = (1.35, 0.55, 1.05, 0.25)  # radians: how the lines of each shape run
_INKS: Final = (  # the key block, and the tint under it
    (Colour(0.22, 0.035, 262), Colour(0.80, 0.12, 62)),
    (Colour(0.21, 0.03, 30), Colour(0.78, 0.10, 180)),
    (Colour(0.24, 0.05, 165), Colour(0.84, 0.11, 85)),
    (Colour(0.20, 0.02, 280), Colour(0.70, 0.16, 30)),
)


def engraving(plate: Plate) -> Field:
    """Lines that swell in the shade, along each form its own way, crossed in the dark."""
    light = np.clip(plate.tone(0.46) * 0.80 + 0.19 + 0.10 * plate.mask, 0, 1)
    angle = plate.directions(*_BURINS)
    angle[plate.ground] = 1.5708
    ink = np.zeros_like(light)
    for below, turn, pitch in ((0.93, 0.0, 5.2), (0.50, -0.95, 5.2), (0.24, 0.55, 5.2)):
        width = np.clip((below - light) * 1.02, 0, 0.80)
        wave = hatching(plate, angle + np.float32(turn), pitch, 7.0)
        np.maximum(ink, smoothstep(-0.16, 0.16, width - wave) * (width > 0.03), out=ink)
    # engravers leave a thin light seam around what stands in front
    seam = blurred(plate.edges(0.0, 0.0), plate.px(2.6, 1.2)) * plate.px(2.6, 1.2) * 2.5
    ink *= 1 - np.clip(seam * 1.5, 0, 1) * (1 - plate.mask)
    line = plate.contours(2.4, least=1.1, inner=0.8, places=1.2, swell=0.8)
    line = np.maximum(line, plate.contours(4.4, least=1.7, inner=0.0, places=0.0))
    line = np.maximum(line, 0.8 * (1 - lines(plate.light, plate.px(1.2, 0.7), 0.985, -0.004, 70)))
    paper, _ = grain_of(plate.columns, plate.rows)
    out = on_paper(np.maximum(ink, line), (0.945, 0.915, 0.835), (0.13, 0.10, 0.08))
    scale(out, 1 + 0.012 * paper)
    return out


def linocut(plate: Plate) -> Field:
    """A dark block over one tint: bold shapes, gouged lights, a cut line around subjects."""
    cut = plate.moved(plate.wandering(2.0, 20))
    light = blurred(cut.tone(0.44) * 0.9 + np.float32(0.06), 1.4 * plate.unit)
    if cut.peopled:  # what is dark in front is read against a ground cut away around it
        inside = float(light[::4, ::4][cut.figures[::4, ::4]].mean())
        around_them = np.clip(blurred(cut.mask, 30 * plate.unit) * 2.0, 0, 1) * (1 - cut.mask)
        light += np.float32(0.42 * min(1.0, max(0.0, (0.50 - inside) * 8))) * around_them
    gouge = strokes(plate, cut.directions(0.6, 1.2, 0.1, 2.2), 5.2, 7)
    # full ink in the dark, bare in the light, and between them the marks of the gouge
    reach = cut.by_part(0.34, 0.34, 0.20)
    block = 1 - smoothstep(
        -0.05, 0.05, light + cut.by_part(-0.36, -0.26, -0.36) - reach * (gouge - 0.2)
    )
    key, tint = _inks(plate)
    edge = cut.contours(5.0, least=1.4, inner=0.75, places=1.0, swell=0.7)
    around = blurred(block, 7 * plate.unit)
    cut_line = edge * smoothstep(0.45, 0.62, around)
    printed_line = edge * (1 - smoothstep(0.45, 0.62, around))
    halo = blurred(cut.edges(0.0, 0.0), plate.px(4.4, 1.6)) * plate.px(4.4, 1.6) * 2.5
    halo = smoothstep(0.45, 0.6, halo) * (1 - cut.mask) * smoothstep(0.08, 0.22, around)
    dark = np.clip(np.maximum(block * (1 - cut_line), printed_line) - halo, 0, 1)
    paper, _ = grain_of(plate.columns, plate.rows, 120)
    roller = plate.random("roller").random(plate.shape, np.float32)
    dark *= 1 - 0.75 * (roller < 0.045 + 0.03 * paper)
    flat = saturated(cut.flat(cut.picture), 1.25)
    second = tint * (0.55 + 0.45 * np.clip(flat / 0.8, 0, 1.2))
    sheet = on_paper(0.02 * paper, (0.955, 0.93, 0.865), (1.0, 1.0, 0.96))
    tinted = np.clip(1 - smoothstep(0.70, 0.78, light + 0.12 * (gouge - 0.5)), 0, 1)
    if cut.peopled:  # bare paper around subjects sets them off
        near = np.clip(blurred(cut.mask, 22 * plate.unit) * 2.2, 0, 1) * (1 - cut.mask)
        tinted *= 1 - 0.8 * near
    # light skin and white fur stay bare paper, as faces do on prints
    tinted = tinted * (0.85 - 0.85 * cut.mask) + cut.mask * 0.9 * smoothstep(0.70, 0.62, light)
    return over(over(sheet, tinted, second), dark, key)


def _inks(plate: Plate) -> tuple[Field, Field]:
    named = sorted(named_inks(plate.stage), key=lambda colour: colour.lightness)
    if named:
        dark = named[0]._replace(lightness=min(0.34, named[0].lightness))
        tint = named[-1] if len(named) > 1 else dark.lighter(0.36)
        return dark.array(), tint.array()
    key, tint = plate.chance("inks").pick(_INKS)
    own = (named_colour(entity.colour or "") for entity in plate.stage.scene.entities)
    vivid = next((colour for colour in own if colour is not None and colour.chroma > 0.08), None)
    return key.array(), (vivid.lighter(0.08) if vivid else tint).array()
