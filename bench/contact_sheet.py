"""Contact sheets: many pictures with their words under them, to be looked at by a person."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
import skia

COLUMNS, ROWS = 4, 3  # no more, or details are lost where a viewer shrinks the sheet
GAP = 8  # pixels
LINES = 4  # of caption under a picture
LEADING = 15  # pixels from line to line
QUALITY = 85


@dataclass(frozen=True)
class Cell:
    """One picture (uint8 RGB, side × side × 3) and what is written under it."""

    rgb: npt.NDArray[np.uint8]
    words: str
    note: str = ""


def wrapped(text: str, font: skia.Font, width: float) -> list[str]:
    """Lines no wider than `width` pixels, broken at spaces."""
    lines: list[str] = []
    for word in text.split():
        if lines and font.measureText(f"{lines[-1]} {word}") <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


def pages(groups: Iterable[Sequence[Cell]]) -> Iterator[list[list[Cell]]]:
    """Rows of sheets, filled in order; the cells of a group stay side by side in one row."""
    rows: list[list[Cell]] = [[]]
    for group in groups:
        if len(rows[-1]) + len(group) > COLUMNS:
            if len(rows) == ROWS:
                yield rows
                rows = []
            rows.append([])
        rows[-1] += group
    if rows[0]:
        yield rows


def lay_out(rows: Sequence[Sequence[Cell]], side: int) -> skia.Image:
    """One sheet of at most ROWS rows of COLUMNS cells."""
    step_x, step_y = side + GAP, side + LINES * LEADING + 2 * GAP
    surface = skia.Surface(COLUMNS * step_x + GAP, len(rows) * step_y + GAP)
    canvas = surface.getCanvas()
    canvas.clear(skia.Color(246, 244, 240))
    for y, row in enumerate(rows):
        for x, cell in enumerate(row):
            _put(canvas, cell, GAP + x * step_x, GAP + y * step_y, side)
    return surface.makeImageSnapshot()


def _put(canvas: skia.Canvas, cell: Cell, x: int, y: int, side: int) -> None:
    """A picture with its words in black and its note in red under it."""
    font = skia.Font(skia.Typeface("DejaVu Sans"), 12)
    said = skia.Paint(Color=skia.Color(20, 20, 20), AntiAlias=True)
    noted = skia.Paint(Color=skia.Color(170, 40, 30), AntiAlias=True)
    alpha = np.full((*cell.rgb.shape[:2], 1), 255, np.uint8)
    pixels = np.ascontiguousarray(np.concatenate([cell.rgb, alpha], axis=2))
    canvas.drawImage(skia.Image.fromarray(pixels, skia.kRGBA_8888_ColorType), x, y)
    lines = [(line, said) for line in wrapped(cell.words, font, side)]
    lines += [(line, noted) for line in wrapped(cell.note, font, side)]
    for number, (line, paint) in enumerate(lines[:LINES]):
        canvas.drawString(line, x, y + side + (number + 1) * LEADING, font, paint)


def save(rows: Sequence[Sequence[Cell]], side: int, path: Path) -> None:
    """Write a sheet as JPEG."""
    path.parent.mkdir(parents=True, exist_ok=True)
    lay_out(rows, side).save(str(path), skia.EncodedImageFormat.kJPEG, QUALITY)
