"""Pictures made of pieces: stained glass and low poly. Edges of pieces follow edges of forms."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import skia
from PIL import Image

from affresco.studio.engines.illustrator.painting.chance import generator
from affresco.studio.engines.illustrator.painting.colour import Field, oklab
from affresco.studio.engines.illustrator.painting.fields import (
    blurred,
    blurred_rgb,
    luminance,
    noise,
    resized,
    saturated,
    slopes,
    smoothstep,
)
from affresco.studio.engines.illustrator.painting.pen import colours, surface
from affresco.studio.engines.illustrator.painting.stage import Stage

from .plain import screened

Labels = npt.NDArray[np.int32]
PANES = 260  # in a square picture
TRIANGLE = 27.0  # units, the side of a triangle


def stained_glass(stage: Stage, picture: Field) -> Field:
    """Panes of one glass each, leads between them, light through the glass."""
    unit, columns, rows = stage.unit, stage.columns, stage.rows
    shrink = max(1, round(2.2 * unit)) if min(columns, rows) > 400 else 1
    width, height = columns // shrink, rows // shrink
    small = _shrunk(picture, width, height)
    count = int(PANES * columns * rows / min(columns, rows) ** 2)
    panes, number = _panes(stage, blurred_rgb(small, 1.8), count)
    glass = (
        np.stack([np.bincount(panes.ravel(), small[..., i].ravel(), number) for i in range(3)], -1)
        / np.maximum(1, np.bincount(panes.ravel(), minlength=number))[:, None]
    )
    glass = np.clip(saturated(glass.astype(np.float32), 1.75) * 1.12 + 0.03, 0, 1)
    border = (panes != np.roll(panes, 1, 0)) | (panes != np.roll(panes, 1, 1))
    edge = border.astype(np.float32)
    lead = smoothstep(
        0.16, 0.34, blurred(resized(edge, columns, rows, Image.Resampling.BILINEAR), 2 * unit)
    )
    depth = resized(blurred(edge, 4), columns, rows, Image.Resampling.BILINEAR)
    large = np.asarray(Image.fromarray(panes).resize((columns, rows), Image.Resampling.NEAREST))
    bumps = noise("glass", stage.seed, width=columns, height=rows, frequency=14, gain=0.6)
    lit = (
        blurred_rgb(glass[large], 0.8)
        * (1.06 + 0.11 * bumps - 0.5 * np.clip(depth * 1.1, 0, 0.5))[..., None]
    )
    lit = lit + 0.08 * np.clip(bumps - 0.8, 0, 1)[..., None]
    shine = np.clip(np.roll(lead, (-2, -2), (0, 1)) - lead, 0, 1)
    metal = np.array([0.075, 0.07, 0.08], np.float32) * (1 + 2.5 * shine)[..., None]
    out = lit * (1 - lead[..., None]) + metal * lead[..., None]
    halo = blurred_rgb(np.clip(lit - 0.5, 0, 1), 18 * unit)
    return screened(out, np.clip(halo * 0.55, 0, 0.8) * (1 - 0.7 * lead[..., None]))


def _shrunk(picture: Field, width: int, height: int) -> Field:
    image = Image.fromarray((np.clip(picture, 0, 1) * 255 + 0.5).astype(np.uint8))
    return np.asarray(image.resize((width, height), Image.Resampling.BOX), np.float32) / 255


def _panes(stage: Stage, small: Field, count: int) -> tuple[Labels, int]:
    """A pane for every pixel: straight-edged cells, cut along the forms; and how many there are.

    Superpixels (SLIC) with a low weight on distance, so that cells bend to the contours.
    """
    height, width = small.shape[:2]
    step = (height * width / count) ** 0.5
    ny, nx = max(2, round(height / step)), max(2, round(width / step))
    sy, sx = height / ny, width / nx
    chance = generator("panes", stage.seed)
    cy = (np.repeat(np.arange(ny), nx) + 0.5 + chance.uniform(-0.3, 0.3, ny * nx)) * sy
    cx = (np.tile(np.arange(nx), ny) + 0.5 + chance.uniform(-0.3, 0.3, ny * nx)) * sx
    lab = oklab(small)
    yy, xx = np.mgrid[0:height, 0:width].astype(np.float32)
    row = np.clip((yy / sy).astype(np.int32), 0, ny - 1)
    column = np.clip((xx / sx).astype(np.int32), 0, nx - 1)
    centre = lab[np.clip(cy.astype(int), 0, height - 1), np.clip(cx.astype(int), 0, width - 1)]
    weight = np.float32((0.020 / step) ** 2)
    labels = np.zeros((height, width), np.int32)
    for _ in range(3):
        best = np.full((height, width), 1e9, np.float32)
        for dy in (-1, 0, 1):
            for dx in (-1, 0, 1):
                cell = np.clip(row + dy, 0, ny - 1) * nx + np.clip(column + dx, 0, nx - 1)
                colour = ((lab - centre[cell].astype(np.float32)) ** 2).sum(-1)
                space = (yy - cy[cell].astype(np.float32)) ** 2 + (
                    xx - cx[cell].astype(np.float32)
                ) ** 2
                away = colour + space * weight
                nearer = away < best
                best, labels = np.where(nearer, away, best), np.where(nearer, cell, labels)
        flat, size = labels.ravel(), np.maximum(1, np.bincount(labels.ravel(), minlength=ny * nx))
        cy = np.bincount(flat, yy.ravel(), ny * nx) / size
        cx = np.bincount(flat, xx.ravel(), ny * nx) / size
        centre = np.stack(
            [np.bincount(flat, lab[..., i].ravel(), ny * nx) / size for i in range(3)], -1
        )
    return _without_crumbs(labels.astype(np.int32)), ny * nx


def _without_crumbs(labels: Labels) -> Labels:
    """Give lone pixels to the pane around them."""
    for reach in (2, 3, 4, 3, 2):
        up, down = np.roll(labels, reach, 0), np.roll(labels, -reach, 0)
        left, right = np.roll(labels, reach, 1), np.roll(labels, -reach, 1)
        vertical = np.where((up == down) & ((up == left) | (up == right)), up, labels)
        labels = np.where((left == right) & ((left == up) | (left == down)), left, vertical)
    return labels


def low_poly(stage: Stage, picture: Field) -> Field:
    """Triangles of one colour whose corners are pulled onto the contours."""
    unit, columns, rows = stage.unit, stage.columns, stage.rows
    step = TRIANGLE * unit
    nx, ny = int(columns / step) + 3, int(rows / step) + 3
    chance = generator("low poly", stage.seed)
    offset = 0.5 * (np.arange(ny)[:, None] % 2)
    x: Field = (np.arange(nx)[None] - 1 + chance.uniform(-0.22, 0.22, (ny, nx)) + offset) * step
    y: Field = (np.arange(ny)[:, None] - 1 + chance.uniform(-0.22, 0.22, (ny, nx))) * step
    x, y = _pulled(picture, x, y, step, unit)
    triangles = _triangles(nx, ny)
    corners = np.stack([x.ravel(), y.ravel()], -1)[triangles]
    soft = blurred_rgb(picture, 3 * unit)
    middle = corners.mean(1)
    xi = np.clip(middle[:, 0].astype(int), 0, columns - 1)
    yi = np.clip(middle[:, 1].astype(int), 0, rows - 1)
    facets = 1 + 0.07 * np.sin(corners[:, 0, 0] * 12.9 / unit + corners[:, 0, 1] * 78.2 / unit)
    rgb = (np.clip(soft[yi, xi] * facets[:, None], 0, 1) * 255).astype(np.uint32)
    argb = ((255 << 24) | (rgb[:, 0] << 16) | (rgb[:, 1] << 8) | rgb[:, 2]).repeat(3).tolist()
    points = [skia.Point(px, py) for px, py in corners.reshape(-1, 2).tolist()]
    sheet = surface(columns, rows)
    mesh = skia.Vertices(skia.Vertices.kTriangles_VertexMode, points, None, argb)
    sheet.getCanvas().drawVertices(mesh, skia.Paint(), skia.BlendMode.kDst)
    return saturated(colours(sheet), 1.15)


def _pulled(picture: Field, x: Field, y: Field, step: float, unit: float) -> tuple[Field, Field]:
    """Each corner moved to the strongest edge among points around it, if there is one."""
    rows, columns = picture.shape[:2]
    gx, gy = slopes(luminance(blurred_rgb(picture, 2 * unit)))
    strength = np.hypot(gx, gy) * (3 if unit < 0.5 else 1)
    angles = np.linspace(0, 2 * np.pi, 12, endpoint=False)
    offsets = [(0.0, 0.0)] + [
        (np.cos(a) * r * step, np.sin(a) * r * step) for r in (0.18, 0.36) for a in angles
    ]
    tried = []
    for dx, dy in offsets:
        xi = np.clip((x + dx).astype(int), 0, columns - 1)
        yi = np.clip((y + dy).astype(int), 0, rows - 1)
        tried.append(strength[yi, xi] - 0.004 * np.hypot(dx, dy) / step)
    best = np.argmax(np.stack(tried), 0)
    moves = np.array(offsets)[best]
    strong = np.max(np.stack(tried), 0) > 0.02
    return x + moves[..., 0] * strong, y + moves[..., 1] * strong


def _triangles(nx: int, ny: int) -> npt.NDArray[np.int64]:
    """Corner numbers of all triangles of a grid with every other row shifted, (n, 3)."""
    j, i = np.mgrid[0 : ny - 1, 0 : nx - 1]
    a, b, c, d = j * nx + i, j * nx + i + 1, (j + 1) * nx + i, (j + 1) * nx + i + 1
    even = (j % 2 == 0)[..., None]
    first = np.where(even, np.stack([a, b, c], -1), np.stack([a, b, d], -1))
    second = np.where(even, np.stack([b, d, c], -1), np.stack([a, d, c], -1))
    return np.concatenate([first.reshape(-1, 3), second.reshape(-1, 3)])
