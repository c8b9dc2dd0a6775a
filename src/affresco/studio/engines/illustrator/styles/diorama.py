"""Isometric: the scene folded into an open box seen from above a corner, its subjects standing in it."""

from __future__ import annotations

import numpy as np
import skia
from PIL import Image

from affresco.studio.engines.illustrator.painting.colour import Field, from_rgb
from affresco.studio.engines.illustrator.painting.fields import blurred, resized, saturated, scale
from affresco.studio.engines.illustrator.painting.pen import (
    SMOOTH,
    Pen,
    Point,
    colours,
    fill,
    image_of,
    stroke,
    surface,
)

from .design import minimal
from .paper import grain_of, over
from .plate import Plate

_DEEP = 0.055  # thickness of the floor, in widths of the box
_TALL = 0.62  # height of the walls, likewise
_COARSE = 8


def isometric(plate: Plate) -> Field:
    """The scene as a small box of two walls and a floor; a scene on a tile is one already."""
    if plate.stage.scene.setting in ("tile", "logo", "abstract"):
        return minimal(plate)
    sheet = surface(plate.columns, plate.rows)
    canvas = sheet.getCanvas()
    behind = from_rgb(*(float(v) for v in plate.small(64).mean((0, 1))))
    canvas.clear(behind.mix(behind.lighter(0.5), 0.6).lighter(0.06).argb())
    pen = Pen(canvas)
    box = _Box(plate)
    shadow = [(x, y + box.half * 0.20) for x, y in (box.left, box.front, box.right, box.back)]
    pen.polygon(shadow, fill(behind.lighter(-0.35), 0.30, blur=max(2.0, box.half * 0.06)))
    box.draw(canvas, _scenery(plate))
    floor = from_rgb(*(float(v) for v in plate.small(16)[-4:].mean((0, 1))))
    drop = box.half * 2 * _DEEP
    for start, end, dark in ((box.left, box.front, 0.10), (box.front, box.right, 0.19)):
        side = [start, end, (end[0], end[1] + drop), (start[0], start[1] + drop)]
        pen.polygon(side, fill(floor.lighter(-dark)))
    _edges(pen, box, plate)
    _stand(canvas, plate, box)
    paper, _ = grain_of(plate.columns, plate.rows, 190)
    out = colours(sheet)
    scale(out, 1 + 0.010 * paper)
    return out


class _Box:
    """Corners of the box in pixels, and where points of the flat scene are in it."""

    def __init__(self, plate: Plate) -> None:
        columns, rows = plate.columns, plate.rows
        self.half = min(columns * 0.45, rows * 0.50)
        middle, centre = columns / 2, rows * 0.645
        quarter = self.half / 2
        self.left, self.right = (middle - self.half, centre), (middle + self.half, centre)
        self.back, self.front = (middle, centre - quarter), (middle, centre + quarter)
        self.tall = min(self.half * 2 * _TALL, centre - quarter - rows * 0.035)
        self.columns, self.rows = columns, rows
        horizon = plate.stage.horizon / plate.stage.height
        self.horizon = min(0.82, max(0.45, horizon)) * rows

    def raised(self, point: Point) -> Point:
        """A point of the floor at the top of the walls."""
        return point[0], point[1] - self.tall

    def draw(self, canvas: skia.Canvas, scenery: skia.Image) -> None:
        """Fold the flat scene along its horizon and its middle."""
        w, h, level = float(self.columns), float(self.rows), self.horizon
        a, b, c = (0.0, level), (w / 2, level), (w, level)
        top = max(0.0, level - 0.92 * level)
        flat: list[Point] = [a, b, (w / 2, h), b, c, (w / 2, h)]
        folded: list[Point] = [self.left, self.back, self.front, self.back, self.right, self.front]
        walls = ((a, b, self.left, self.back), (b, c, self.back, self.right))
        for start, end, near, far in walls:
            flat += [start, end, (start[0], top), end, (end[0], top), (start[0], top)]
            up_near, up_far = self.raised(near), self.raised(far)
            folded += [near, far, up_near, far, up_far, up_near]
        mesh = skia.Vertices(
            skia.Vertices.kTriangles_VertexMode,
            [skia.Point(*p) for p in folded],
            [skia.Point(*p) for p in flat],
            None,
        )
        shader = scenery.makeShader(skia.TileMode.kClamp, skia.TileMode.kClamp, SMOOTH)
        canvas.drawVertices(mesh, skia.Paint(Shader=shader), skia.BlendMode.kSrc)
        shade = skia.Path()
        points = [self.back, self.right, self.raised(self.right), self.raised(self.back)]
        shade.addPoly([skia.Point(*p) for p in points], True)
        canvas.drawPath(shade, skia.Paint(AntiAlias=True, Color=0x2A101830))

    def foot(self, x: float, y: float) -> Point:
        """Where a point of the ground of the flat scene is on the floor."""
        down = min(1.0, max(0.0, (y - self.horizon) / (self.rows - self.horizon)))
        aside = (x / self.columns - 0.5) * 2
        left = self.left if aside < 0 else self.right
        at = abs(aside)
        edge = (
            self.back[0] + (left[0] - self.back[0]) * at,
            self.back[1] + (left[1] - self.back[1]) * at,
        )
        return (
            edge[0] + (self.front[0] - edge[0]) * down,
            edge[1] + (self.front[1] - edge[1]) * down,
        )


def _scenery(plate: Plate) -> skia.Image:
    """The scene without its subjects, closed from what is around them."""
    flat = plate.picture * np.float32(0.7) + plate.flat(plate.picture) * np.float32(0.3)
    picture = saturated(flat, 1.12)
    if not plate.peopled:
        return image_of(picture)
    columns, rows = plate.columns // _COARSE, plate.rows // _COARSE
    inside = resized(plate.mask, columns, rows, Image.Resampling.BOX)
    inside = np.clip(blurred(inside, 1.5) * 2.5, 0, 1)
    small = plate.small(_COARSE)[:rows, :columns]
    reach = 46 * plate.unit / _COARSE
    around = blurred(1 - inside, reach) + np.float32(0.02)
    mean = np.float32(0.02) * (small * (1 - inside)[..., None]).sum((0, 1)) / (1 - inside).sum()
    channels = [
        resized(
            (blurred(small[..., i] * (1 - inside), reach) + mean[i]) / around,
            plate.columns, plate.rows,
        )
        for i in range(3)
    ]  # fmt: skip
    cover = np.clip(blurred(plate.mask, 3 * plate.unit) * 3, 0, 1)
    return image_of(over(picture, cover, np.stack(channels, -1)))


def _edges(pen: Pen, box: _Box, plate: Plate) -> None:
    """A light rim on the walls, as of thick card."""
    rim = stroke(from_rgb(0.98, 0.97, 0.95), plate.px(5, 1.6), 0.9)
    pen.line(*box.raised(box.left), *box.raised(box.back), rim)
    pen.line(*box.raised(box.back), *box.raised(box.right), rim)
    pen.line(*box.left, *box.raised(box.left), rim)
    pen.line(*box.right, *box.raised(box.right), rim)


def _stand(canvas: skia.Canvas, plate: Plate, box: _Box) -> None:
    """The subjects, upright on the floor, with the shadow of the box's light."""
    if not plate.peopled:
        return
    rows = np.nonzero(plate.figures.any(1))[0]
    columns = np.nonzero(plate.figures.any(0))[0]
    top, bottom = float(rows[0]), float(rows[-1])
    middle = float(columns[0] + columns[-1]) / 2
    cut = np.concatenate([saturated(plate.picture, 1.12), plate.mask[..., None]], -1)
    image = image_of(cut)
    x, y = box.foot(middle, max(bottom, box.horizon + 0.35 * (plate.rows - box.horizon)))
    widest = 1.15 * box.half / max(1.0, float(columns[-1] - columns[0]))
    tallest = (y - (box.back[1] - box.tall * 0.92)) / max(1.0, bottom - top)
    scale = min(0.86, widest, tallest)
    canvas.save()
    canvas.translate(x, y)
    pen = Pen(canvas)
    wide = (columns[-1] - columns[0]) * scale
    pen.oval(0, 0, wide * 0.42, wide * 0.13, fill(from_rgb(0.05, 0.05, 0.12), 0.38, wide * 0.04))
    canvas.scale(scale, scale)
    canvas.translate(-middle, -bottom)
    canvas.drawImage(image, 0, 0, SMOOTH)
    canvas.restore()
