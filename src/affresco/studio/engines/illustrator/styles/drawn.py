"""Styles of the hand that draws: pencil, charcoal, pastel, chalk, line art, blueprint, engraving."""

from __future__ import annotations

import math

import numpy as np

from affresco.studio.engines.illustrator.painting.colour import Field
from affresco.studio.engines.illustrator.painting.fields import (
    blurred,
    blurred_rgb,
    luminance,
    noise,
    saturated,
    smoothstep,
)
from affresco.studio.engines.illustrator.painting.stage import Stage

from .paper import grain_of, lines


def _levelled(stage: Stage, picture: Field) -> Field:
    light = blurred(luminance(picture), 1.0 * stage.unit)
    low, high = float(light.min()), float(light.max())
    level = (light - low) / max(0.2, high - low)
    # local contrast keeps a subject apart from what is behind it
    out: Field = np.clip(level + 0.7 * (level - blurred(level, 60 * stage.unit)), 0, 1)
    return out


def _hatching(stage: Stage, angle: float, pitch: float, sway: float = 5.0) -> Field:
    """Parallel strokes that sway a little, 0–1."""
    y = np.arange(stage.rows, dtype=np.float32)[:, None]
    x = np.arange(stage.columns, dtype=np.float32)[None]
    bend = noise("hatch", pitch, width=stage.columns, height=stage.rows, frequency=3, octaves=2)
    phase = x * math.cos(angle) + y * math.sin(angle) + bend * sway * stage.unit
    wave: Field = np.sin(phase * 2 * math.pi / (pitch * max(stage.unit, 0.5))) * 0.5 + 0.5
    return wave


def _on_paper(
    ink: Field, paper: tuple[float, float, float], pigment: tuple[float, float, float]
) -> Field:
    """Pigment where `ink` is 1 on paper where it is 0."""
    base, tone = np.array(paper, np.float32), np.array(pigment, np.float32)
    cover = np.clip(ink, 0, 1)[..., None]
    out: Field = base * (1 - cover) + tone * cover
    return out


def pencil(stage: Stage, picture: Field) -> Field:
    """Graphite: shading in strokes that catch the tooth of the paper."""
    light = _levelled(stage, picture)
    _, relief = grain_of(stage.columns, stage.rows)
    tooth = np.clip(0.5 + relief * 0.5, 0, 1)
    dark = np.clip(0.86 - light, 0, 1)
    strokes = 0.55 + 0.45 * _hatching(stage, 0.75, 5.0)
    outline = 1 - lines(luminance(picture), 1.2 * stage.unit, 0.985, -0.003, 60)
    ink = dark * strokes * (0.55 + 0.5 * tooth) + outline * (0.5 + 0.3 * tooth)
    return _on_paper(ink * 0.92, (0.97, 0.96, 0.93), (0.20, 0.20, 0.23))


def charcoal(stage: Stage, picture: Field) -> Field:
    """Broad dark marks, smudged, on rough paper; lights lifted out."""
    light = _levelled(stage, blurred_rgb(picture, 2 * stage.unit))
    paper, relief = grain_of(stage.columns, stage.rows, 110)
    rough = np.clip(0.5 + 0.12 * paper + relief * 0.22, 0, 1)
    dark = np.clip(0.92 - light * 1.05, 0, 1) ** 0.85
    smudge = blurred(dark, 4 * stage.unit) * 0.62
    marks = smoothstep(0.30, 0.95, dark * 1.2 - rough * 0.5 + 0.22)
    edge = 1 - lines(luminance(picture), 2.4 * stage.unit, 0.98, -0.004, 55)
    return _on_paper(
        np.maximum(smudge, marks * 0.9) + edge * 0.6, (0.93, 0.91, 0.87), (0.11, 0.10, 0.10)
    )


def pastel(stage: Stage, picture: Field) -> Field:
    """Soft chalks whose strokes leave the paper bare in its hollows."""
    soft = saturated(blurred_rgb(picture, 2.4 * stage.unit), 1.15)
    paper, relief = grain_of(stage.columns, stage.rows, 130)
    strokes = _hatching(stage, 0.9, 9.0, 16.0)
    cover = np.clip(0.86 + 0.10 * paper + 0.10 * strokes - np.clip(-relief, 0, 1) * 0.5, 0.35, 1)[
        ..., None
    ]
    base = np.array([0.90, 0.86, 0.80], np.float32)
    out: Field = soft * cover + base * (1 - cover) + 0.05 * (strokes[..., None] - 0.5)
    return out


def chalkboard(stage: Stage, picture: Field) -> Field:
    """White and coloured chalk on a dark board."""
    light = _levelled(stage, picture)
    _, relief = grain_of(stage.columns, stage.rows)
    tooth = np.clip(0.62 + relief * 0.8, 0, 1)
    board = np.array([0.14, 0.20, 0.18], np.float32)
    edge = np.clip(1 - lines(luminance(picture), 1.6 * stage.unit, 0.985, -0.004, 60), 0, 1)
    strokes = _hatching(stage, 0.8, 8.0, 10.0)
    chalk = saturated(np.clip(blurred_rgb(picture, 2 * stage.unit) * 0.5 + 0.5, 0, 1), 1.5)
    amount = np.clip(light**1.3 * 0.62 * (0.4 + 0.6 * strokes), 0, 1) * tooth
    out = board * (1 - amount[..., None]) + chalk * amount[..., None]
    white = np.clip(edge * tooth * 1.1, 0, 1)[..., None]
    drawn: Field = out * (1 - white) + np.array([0.95, 0.95, 0.92], np.float32) * white
    return drawn


def blueprint(stage: Stage, picture: Field) -> Field:
    """White lines on Prussian blue, over a measured grid."""
    edge = np.clip(1 - lines(luminance(picture), 1.3 * stage.unit, 0.985, -0.003, 70), 0, 1)
    light = _levelled(stage, picture)
    shade = np.clip(0.45 - light, 0, 1) * (_hatching(stage, 0.78, 7.0, 0.0) > 0.62)
    base = np.array([0.07, 0.20, 0.43], np.float32) * (0.92 + 0.16 * light)[..., None]
    step = max(6, round(40 * stage.unit))
    grid = np.zeros((stage.rows, stage.columns), np.float32)
    grid[::step], grid[:, ::step] = 0.16, 0.16
    ink = np.clip(edge * 0.95 + shade * 0.5 + grid, 0, 1)[..., None]
    out: Field = base * (1 - ink) + np.array([0.90, 0.95, 1.0], np.float32) * ink
    return out


def line_art(stage: Stage, picture: Field) -> Field:
    """Clean black contours on white."""
    edge = 1 - lines(
        luminance(blurred_rgb(picture, 1.2 * stage.unit)), 1.6 * stage.unit, 0.985, -0.003, 90
    )
    return _on_paper(edge, (0.985, 0.98, 0.965), (0.09, 0.09, 0.11))


def engraving(stage: Stage, picture: Field) -> Field:
    """Lines that swell in the shade, crossed in the dark."""
    light = _levelled(stage, picture)
    ink = np.zeros_like(light)
    for below, angle, pitch in ((0.92, 0.35, 5.6), (0.46, -0.6, 5.6), (0.22, 1.2, 5.0)):
        width = np.clip((below - light) * 0.95, 0, 0.72)
        wave = _hatching(stage, angle, pitch, 9.0)
        ink = np.maximum(ink, smoothstep(-0.10, 0.10, width - wave) * (width > 0.03))
    edge = 1 - lines(luminance(picture), 1.3 * stage.unit, 0.985, -0.004, 70)
    return _on_paper(np.maximum(ink, edge), (0.95, 0.92, 0.84), (0.13, 0.10, 0.08))


def line_and_wash(stage: Stage, picture: Field) -> Field:
    """Ink: fine contours, washes in three tones with soft edges, white paper where it is light."""
    light = blurred(_levelled(stage, picture), 2.2 * stage.unit)
    uneven = noise(
        "wash", stage.seed, width=stage.columns, height=stage.rows, frequency=5, octaves=4
    )
    level = light + 0.05 * uneven
    wash = np.zeros_like(light)
    for edge_at, amount in ((0.72, 0.16), (0.50, 0.22), (0.30, 0.34)):
        pool = 1 - smoothstep(edge_at - 0.05, edge_at + 0.05, level)
        rim = np.clip(1 - np.abs(level - edge_at) / 0.035, 0, 1)
        wash = wash + pool * amount + rim * 0.06
    paper, relief = grain_of(stage.columns, stage.rows)
    wash = wash * (1 + 0.10 * paper)
    edge = 1 - lines(luminance(picture), 1.25 * stage.unit, 0.985, -0.0035, 75)
    hatch = np.clip(0.26 - light, 0, 1) * 2.4 * (_hatching(stage, 0.7, 6.5) > 0.6)
    hint = saturated(picture, 0.9)
    base = np.array([0.975, 0.96, 0.92], np.float32) * (0.90 + 0.10 * hint)
    ink = np.array([0.12, 0.13, 0.19], np.float32)
    cover = np.clip(wash, 0, 0.8)[..., None]
    out = base * (1 - cover) + (ink + 0.10) * cover
    line = np.clip(np.maximum(edge, hatch), 0, 1)[..., None]
    drawn: Field = (out * (1 - line) + ink * line) * (1 + relief * 0.02)[..., None]
    return drawn
