"""Pictures made of pieces: stained glass, low poly, mosaic. Pieces follow the outlines drawn.

Every piece lies within one traced shape; small shapes join the one around them first.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import skia
from PIL import Image

from affresco.studio.engines.illustrator.painting.chance import generator
from affresco.studio.engines.illustrator.painting.colour import Field
from affresco.studio.engines.illustrator.painting.fields import (
    blurred,
    luminance,
    raised,
    resized,
    saturated,
    scale,
    smoothstep,
)
from affresco.studio.engines.illustrator.painting.pen import pixels, surface
from affresco.studio.engines.illustrator.painting.tracing import Labels

from .paper import lines, over
from .plate import Plate

_PANE = 118.0  # units between the middles of panes in large shapes
_SHARD = 0.0009  # share of the picture of the smallest pane
_COARSE = 58.0  # units, the side of a triangle in places
_STONE = 15.0  # units, the side of a stone of a mosaic


def stained_glass(plate: Plate) -> Field:
    """Panes of one glass each, leads along the outlines, light through the glass."""
    unit, rows, columns = plate.unit, plate.rows, plate.columns
    shrink = 2 if min(rows, columns) > 420 else 1
    shapes = _merged(plate, shrink)
    cells = _cells(plate, shrink)
    panes = _compact(shapes.astype(np.int64) * (int(cells.max()) + 1) + cells)
    small = plate.small(shrink)[: panes.shape[0], : panes.shape[1]]
    glass = _jewels(_means(panes, small), plate)
    outline, cut = _borders(shapes), _borders(panes)
    thick, thin = plate.px(4.4, 1.3) / shrink, plate.px(2.5, 0.8) / shrink
    came = np.maximum(blurred(outline, thick) * (thick * 2.3), blurred(cut, thin) * (thin * 2.3))
    # where outlines crowd (spokes, noodles), leads are drawn finer
    crowd = blurred(outline, plate.px(9, 3) / shrink) * (plate.px(9, 3) / shrink)
    came /= np.clip(0.35 + 0.95 * crowd, 1.0, 6.0)
    large = Image.Resampling.BILINEAR
    lead = smoothstep(0.34, 0.62, resized(came, columns, rows, large))
    deep = resized(np.clip(blurred(cut, 7 * unit / shrink) * 6, 0, 1), columns, rows, large)
    full = np.asarray(Image.fromarray(panes).resize((columns, rows), Image.Resampling.NEAREST))
    bumps = plate.noise("glass", 15, 3, gain=0.6)
    lit = glass.take(full, axis=0)
    scale(lit, 1.10 + 0.085 * bumps - 0.34 * deep)
    raised(lit, 0.09 * np.clip(bumps - 0.9, 0, 1))
    # faces and folds are painted on the glass
    painted = plate.mask * (1 - lines(plate.light, plate.px(1.4, 0.8), 0.985, -0.004, 60))
    lit = over(lit, 0.75 * painted, (0.16, 0.09, 0.06))
    step = max(1, round(plate.px(2)))
    shine = np.clip(np.roll(lead, (-step, -step), (0, 1)) - lead, 0, 1)
    out = over(lit, lead, (0.07, 0.065, 0.075))
    raised(out, shine * lead * 0.30)
    halo = _halo(out, 20 * unit)
    scale(halo, 1 - 0.7 * lead)
    out += (1 - np.clip(out, 0, 1)) * halo
    return out


def _halo(picture: Field, sigma: float) -> Field:
    """Light that spreads from bright panes, made at an eighth of the size."""
    rows, columns = picture.shape[:2]
    small = np.clip(picture[::8, ::8] - 0.5, 0, 1) * 0.5
    channels = [
        resized(
            blurred(np.ascontiguousarray(small[..., i]), sigma / 8), columns, rows,
            Image.Resampling.BILINEAR,
        )
        for i in range(3)
    ]  # fmt: skip
    return np.stack(channels, -1)


def _merged(plate: Plate, shrink: int) -> Labels:
    """Shapes at a smaller size, in which those too small for a pane joined their surroundings."""
    shapes, count = plate.shapes
    small = shapes[::shrink, ::shrink]
    size = np.bincount(small.ravel(), minlength=count)
    inside = np.bincount(small.ravel(), plate.figures[::shrink, ::shrink].ravel(), count) > 0
    crumbs = size < np.where(inside, 1.6, 1.0) * _SHARD * small.size
    kept = np.where(crumbs[small], -1, small)
    for reach in (1, 2, 4, 8, 16, 16, 8, 4, 2, 1):
        if not (kept < 0).any():
            break
        for axis, way in ((0, 1), (1, 1), (0, -1), (1, -1)):
            kept = np.where(kept < 0, np.roll(kept, way * reach, axis), kept)
    smooth: Labels = np.where(kept < 0, small, kept)
    for reach in (1, 2, 1):
        up, down = np.roll(smooth, reach, 0), np.roll(smooth, -reach, 0)
        left, right = np.roll(smooth, reach, 1), np.roll(smooth, -reach, 1)
        smooth = np.where((up == down) & (left == right) & (up == left), up, smooth)
    return smooth


def _cells(plate: Plate, shrink: int) -> Labels:
    """Straight-edged cells of about one size that cut large shapes into panes."""
    rows, columns = plate.shapes[0][::shrink, ::shrink].shape
    step = _PANE * plate.unit / shrink
    ny, nx = max(2, round(rows / step) + 2), max(2, round(columns / step) + 2)
    chance = generator("panes", plate.stage.seed)
    cy = (np.arange(ny)[:, None] - 0.5 + chance.uniform(-0.34, 0.34, (ny, nx))) * step
    cx = (np.arange(nx)[None] - 0.5 + chance.uniform(-0.34, 0.34, (ny, nx))) * step
    cx += 0.5 * step * (np.arange(ny)[:, None] % 2)
    y = np.arange(rows, dtype=np.float32)[:, None]
    x = np.arange(columns, dtype=np.float32)[None]
    row = np.clip((y / step + 0.5).astype(np.int32), 0, ny - 1)
    best = np.full((rows, columns), 1e9, np.float32)
    cells = np.zeros((rows, columns), np.int32)
    for dy in (-1, 0, 1):
        j = np.clip(row + dy, 0, ny - 1)
        lean = 0.5 * (j % 2)
        column = (x / step + 0.5 - lean).astype(np.int32)
        for dx in (-1, 0, 1):
            i = np.clip(column + dx, 0, nx - 1)
            away = (y - cy[j, i].astype(np.float32)) ** 2 + (x - cx[j, i].astype(np.float32)) ** 2
            nearer = away < best
            best = np.where(nearer, away, best)
            cells = np.where(nearer, j * nx + i, cells)
    return cells


def _compact(keys: npt.NDArray[np.int64]) -> Labels:
    """Keys numbered from 0 without gaps."""
    found = np.bincount(keys.ravel()) > 0
    index = (np.cumsum(found) - 1).astype(np.int32)
    return index[keys]


def _means(pieces: Labels, picture: Field) -> Field:
    """The mean colour of every piece, (pieces, 3)."""
    flat, count = pieces.ravel(), int(pieces.max()) + 1
    number = np.maximum(1, np.bincount(flat, minlength=count))
    channels = [np.bincount(flat, picture[..., i].ravel(), count) / number for i in range(3)]
    return np.stack(channels, -1).astype(np.float32)


def _jewels(means: Field, plate: Plate) -> Field:
    """Deep clear colours; neighbours of one colour differ a little, as glass does."""
    chance = generator("glass", plate.stage.seed)
    lighter = chance.normal(0, 0.045, (len(means), 1)).astype(np.float32)
    tint = chance.normal(0, 0.018, (len(means), 3)).astype(np.float32)
    glass = saturated((means + lighter)[None], 1.85)[0] + tint
    lifted = np.clip(glass, 0, 1) ** np.float32(0.86)
    return np.asarray(np.clip(lifted * 1.06 + 0.03, 0.03, 1), np.float32)


def _borders(pieces: Labels) -> Field:
    """1 where two pieces meet."""
    out = np.zeros(pieces.shape, np.float32)
    out[1:] = pieces[1:] != pieces[:-1]
    out[:, 1:] = np.maximum(out[:, 1:], pieces[:, 1:] != pieces[:, :-1])
    return out


def low_poly(plate: Plate) -> Field:
    """Facets of one colour: small ones that keep to the outlines of subjects, large ones behind."""
    # small subjects need small triangles, or they lose their eyes
    share = float(plate.figures[::4, ::4].mean())
    fine = _mesh(plate, 9.0 + 24.0 * share**0.5, "fine")
    coarse = _mesh(plate, _COARSE, "coarse")
    wanted = plate.figures | _small_shapes(plate)
    inside = _majority(fine, wanted)
    keys = np.where(inside, fine + int(coarse.max()) + 1, coarse).astype(np.int64)
    facets = _compact(keys)
    picture = plate.parted(saturated(plate.soft(1.2), 1.18), 0.14)
    # a facet takes its colour from what it stands for only, not from over the edge
    fits = inside == wanted
    means = _means_where(facets, picture, fits)
    tilt = generator("facets", plate.stage.seed).normal(0, 0.042, (len(means), 1))
    lit = np.clip(means * (1 + tilt) + 0.35 * np.clip(tilt, 0, 1), 0, 1).astype(np.float32)
    out = lit.take(facets, axis=0)
    seams = blurred(_borders(facets), 0.6)
    return over(out, seams * 0.10, (1.0, 1.0, 1.0))


def _small_shapes(plate: Plate) -> npt.NDArray[np.bool_]:
    """Houses, trees, the sun: what large facets would swallow."""
    size = np.bincount(plate.numbers.ravel()) / plate.labels.size
    small: npt.NDArray[np.bool_] = ((size > 0.0004) & (size < 0.02))[plate.numbers]
    return small & ~plate.ground


def _means_where(pieces: Labels, picture: Field, where: npt.NDArray[np.bool_]) -> Field:
    """The mean colour of every piece over the pixels that count (or all, when none does)."""
    flat, count = pieces.ravel(), int(pieces.max()) + 1
    weight = where.ravel().astype(np.float32) + np.float32(1e-3)
    number = np.bincount(flat, weight, count)
    channels = [
        np.bincount(flat, picture[..., i].ravel() * weight, count) / np.maximum(number, 1e-6)
        for i in range(3)
    ]
    return np.stack(channels, -1).astype(np.float32)


def _majority(pieces: Labels, where: npt.NDArray[np.bool_]) -> npt.NDArray[np.bool_]:
    """Pieces that lie inside for more than half, as a mask of pixels."""
    flat, count = pieces.ravel(), int(pieces.max()) + 1
    share = np.bincount(flat, where.ravel(), count) / np.maximum(
        1, np.bincount(flat, minlength=count)
    )
    inside: npt.NDArray[np.bool_] = (share > 0.5)[pieces]
    return inside


def _mesh(plate: Plate, side: float, name: str) -> Labels:
    """The number of the triangle at every pixel; corners are pulled onto the edges of shapes."""
    step = plate.px(side, 5.0)
    nx, ny = int(plate.columns / step) + 4, int(plate.rows / step) + 4
    chance = generator("low poly", name, plate.stage.seed)
    offset = 0.5 * (np.arange(ny)[:, None] % 2)
    x: Field = (np.arange(nx)[None] - 1.5 + chance.uniform(-0.2, 0.2, (ny, nx)) + offset) * step
    y: Field = (np.arange(ny)[:, None] - 1.5 + chance.uniform(-0.2, 0.2, (ny, nx))) * step
    x, y = _pulled(plate, x, y, step, name == "fine")
    triangles = _triangles(nx, ny)
    corners = np.stack([x.ravel(), y.ravel()], -1)[triangles].reshape(-1, 2)
    numbers = np.arange(1, len(triangles) + 1, dtype=np.int64)
    tones = (0xFF000000 | numbers).repeat(3).tolist()
    points = [skia.Point(px, py) for px, py in corners.tolist()]
    sheet = surface(plate.columns, plate.rows)
    mesh = skia.Vertices(skia.Vertices.kTriangles_VertexMode, points, None, tones)
    sheet.getCanvas().drawVertices(mesh, skia.Paint(), skia.BlendMode.kDst)
    data = pixels(sheet).astype(np.int32)
    out: Labels = (data[..., 0] << 16) | (data[..., 1] << 8) | data[..., 2]
    return out


def _pulled(plate: Plate, x: Field, y: Field, step: float, figures: bool) -> tuple[Field, Field]:
    """Each corner moved to the strongest edge among points around it, if there is one."""
    edges = plate.edges(0.5, 0.0) if figures else plate.edges(0.3, 1.4)
    strength = blurred(edges, max(1.0, step * 0.06)) * (step * 0.16)
    angles = np.linspace(0, 2 * np.pi, 10, endpoint=False)
    offsets = [(0.0, 0.0)] + [
        (np.cos(a) * r * step, np.sin(a) * r * step) for r in (0.15, 0.3, 0.44) for a in angles
    ]
    tried = []
    for dx, dy in offsets:
        xi = np.clip((x + dx).astype(int), 0, plate.columns - 1)
        yi = np.clip((y + dy).astype(int), 0, plate.rows - 1)
        tried.append(strength[yi, xi] - 0.05 * np.hypot(dx, dy) / step)
    best = np.argmax(np.stack(tried), 0)
    moves = np.array(offsets)[best]
    strong = np.max(np.stack(tried), 0) > 0.05
    return x + moves[..., 0] * strong, y + moves[..., 1] * strong


def _triangles(nx: int, ny: int) -> npt.NDArray[np.int64]:
    """Corner numbers of all triangles of a grid with every other row shifted, (n, 3)."""
    j, i = np.mgrid[0 : ny - 1, 0 : nx - 1]
    a, b, c, d = j * nx + i, j * nx + i + 1, (j + 1) * nx + i, (j + 1) * nx + i + 1
    even = (j % 2 == 0)[..., None]
    first = np.where(even, np.stack([a, b, c], -1), np.stack([a, b, d], -1))
    second = np.where(even, np.stack([b, d, c], -1), np.stack([a, d, c], -1))
    return np.concatenate([first.reshape(-1, 3), second.reshape(-1, 3)])


def mosaic(plate: Plate) -> Field:
    """Small stones in rows that turn with every form, cut along outlines, in mortar."""
    size = plate.px(_STONE, 5.0)
    x, y = plate.grid
    angle = plate.directions(0.0, 0.45, -0.5, 0.9).astype(np.float32)
    angle[plate.ground] = 0.12
    sway = plate.noise("rows", 2.4, 2) * np.float32(size * 0.9)
    cos, sin = np.cos(angle), np.sin(angle)
    u = (x * cos + y * sin + sway) / np.float32(size)
    v = (y * cos - x * sin + sway * 0.8) / np.float32(size)
    j = np.floor(v)
    u = u + (j % 2) * 0.5
    i = np.floor(u)
    shapes, count = plate.shapes
    # far apart rows may share a key; they lie in different shapes then, or hash to one stone
    key = ((i.astype(np.int64) * 7919 + j.astype(np.int64) * 104_729) % 16_381) * count + shapes
    stones = _compact(key)
    means = _means(stones, plate.parted(plate.picture, 0.2))
    chance = generator("stones", plate.stage.seed)
    uneven = chance.normal(0, 0.040, (len(means), 1)) + chance.normal(0, 0.012, (len(means), 3))
    colour = saturated(np.clip(means + uneven, 0, 1).astype(np.float32)[None], 1.35)[0]
    fu, fv = u - i, v - j
    inside = np.minimum(np.minimum(fu, 1 - fu), np.minimum(fv, 1 - fv)).astype(np.float32)
    joint = smoothstep(0.03, 0.12, inside)
    cut = blurred(plate.edges(0.8, 1.2), plate.px(1.2, 0.7)) * plate.px(1.2, 0.7) * 2.2
    joint *= 1 - np.clip(cut, 0, 1) * 0.85
    bevel = 0.93 + 0.15 * (1 - fv) * (fu * 0.4 + 0.6)
    stone = colour.take(stones, axis=0)
    scale(stone, bevel.astype(np.float32))
    night = float(luminance(plate.small(16)).mean()) < 0.3
    mortar = (0.36, 0.35, 0.35) if night else (0.70, 0.67, 0.61)
    return over(np.broadcast_to(np.array(mortar, np.float32), stone.shape), joint, stone)
