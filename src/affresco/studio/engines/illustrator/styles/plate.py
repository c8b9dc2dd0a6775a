"""The plate: what a style works on. The painted stage, its outlines, and fields made from them.

Lengths are in units of the stage (the shorter side is 1000); where a mark must stay visible in a
small picture, :meth:`Plate.px` takes the fewest pixels too.
"""

from __future__ import annotations

from functools import cached_property, lru_cache
from typing import TypeVar

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageFilter

from affresco.studio.engines.illustrator.painting.chance import Chance, Key, generator
from affresco.studio.engines.illustrator.painting.colour import Field
from affresco.studio.engines.illustrator.painting.fields import (
    blurred,
    luminance,
    moved,
    noise,
    resized,
    scale,
    smoothstep,
)
from affresco.studio.engines.illustrator.painting.pen import pixels
from affresco.studio.engines.illustrator.painting.stage import Stage
from affresco.studio.engines.illustrator.painting.tracing import Labels, Tracer

_COARSE = 8  # pixels of the picture in one of the coarse fields of tone
Bytes = npt.NDArray[np.uint8]
Kind = TypeVar("Kind", bound=np.generic)


class Plate:
    """A painted stage, ready for a style. Fields are float32, (rows, columns) or (…, 3), 0–1."""

    def __init__(self, stage: Stage, tracer: Tracer) -> None:
        self.stage, self.unit = stage, stage.unit
        self.rows, self.columns = stage.rows, stage.columns
        self.bytes: Bytes = np.ascontiguousarray(pixels(stage.surface)[..., :3])
        self.labels: Labels = tracer.labels()
        self.figures: npt.NDArray[np.bool_] = tracer.figures(self.labels)

    @property
    def shape(self) -> tuple[int, int]:
        """(rows, columns)."""
        return self.rows, self.columns

    @cached_property
    def picture(self) -> Field:
        """What was painted, (rows, columns, 3)."""
        out: Field = self.bytes.astype(np.float32)
        out *= np.float32(1 / 255)
        return out

    @cached_property
    def light(self) -> Field:
        """Luminance of what was painted."""
        return luminance(self.picture)

    @cached_property
    def mask(self) -> Field:
        """1 inside subjects, 0 outside, with an edge of about a pixel."""
        return blurred(self.figures.astype(np.float32), 0.7)

    @property
    def peopled(self) -> bool:
        """Whether any subject is there, and is not everything."""
        return 0.001 < float(self.figures[::4, ::4].mean()) < 0.97

    @cached_property
    def grid(self) -> tuple[Field, Field]:
        """Columns (1, columns) and rows (rows, 1), in pixels."""
        x = np.arange(self.columns, dtype=np.float32)[None]
        return x, np.arange(self.rows, dtype=np.float32)[:, None]

    def px(self, units: float, least: float = 0.0) -> float:
        """Pixels of a length in units, at least some."""
        return max(units * self.unit, least)

    def chance(self, *keys: Key) -> Chance:
        return self.stage.chance("style", *keys)

    def random(self, *keys: Key) -> np.random.Generator:
        return generator("style", *keys, self.stage.seed)

    def noise(
        self, key: str, frequency: float, octaves: int = 3, *, gain: float = 0.5,
        across: float = 1.0, down: float = 1.0,
    ) -> Field:  # fmt: skip
        """Fractal noise of about unit variance; the seed turns it one way or another.

        The fields themselves are remembered, for they cost more than anything made with them.
        """
        field = _noise(self.columns, self.rows, key, frequency, octaves, gain, across, down)
        turn = self.chance("turn", key).whole(0, 3)
        return field[:: -1 if turn & 1 else 1, :: -1 if turn & 2 else 1]

    @cached_property
    def _image(self) -> Image.Image:
        return Image.fromarray(self.bytes)

    def soft(self, units: float) -> Field:
        """The picture blurred, (rows, columns, 3)."""
        return soft_bytes(self._image, self.px(units))

    def small(self, shrink: int) -> Field:
        """The picture at a fraction of its size, (rows // shrink, columns // shrink, 3)."""
        size = (max(1, self.columns // shrink), max(1, self.rows // shrink))
        image = self._image.resize(size, Image.Resampling.BOX)
        return np.asarray(image, np.float32) / np.float32(255)

    @cached_property
    def shapes(self) -> tuple[Labels, int]:
        """Numbers of shapes without gaps, from 0, (rows, columns); and how many there are."""
        found = np.bincount(self.labels.ravel()) > 0
        index = (np.cumsum(found) - 1).astype(np.int32)
        return index[self.labels], int(found.sum())

    def means(self, picture: Field) -> Field:
        """The mean of a field or picture in each shape, (shapes,) or (shapes, 3)."""
        shapes, count = self.shapes
        keys = shapes[::2, ::2].ravel()
        number = np.maximum(1, np.bincount(keys, minlength=count)).astype(np.float32)
        coarse = picture[::2, ::2]
        if coarse.ndim == 2:
            return (np.bincount(keys, coarse.ravel(), count) / number).astype(np.float32)
        sums = [np.bincount(keys, coarse[..., i].ravel(), count) / number for i in range(3)]
        return np.stack(sums, -1).astype(np.float32)

    def flat(self, picture: Field) -> Field:
        """A picture in which every shape has its mean colour."""
        flat: Field = self.means(picture).take(self.shapes[0], axis=0)
        return flat

    @cached_property
    def ground(self) -> npt.NDArray[np.bool_]:
        """Where nothing stands: the sky, a wall; the largest place along the upper edge."""
        numbers = self.numbers
        upper = numbers[: max(1, self.rows // 3)].ravel()
        free = upper[~self.figures[: max(1, self.rows // 3)].ravel()]
        if not free.size:
            return np.zeros(self.shape, np.bool_)
        found: npt.NDArray[np.bool_] = numbers == int(np.bincount(free).argmax())
        return found & ~self.figures

    @cached_property
    def sun(self) -> tuple[float, float]:
        """Where the sun, the moon or the lamp is, in pixels; it may be outside."""
        matrix = self.stage.pen.canvas.getTotalMatrix()
        point = matrix.mapXY(self.stage.sun_x, self.stage.sun_y)
        return float(point.fX), float(point.fY)

    @cached_property
    def disc(self) -> npt.NDArray[np.bool_]:
        """The sun or the moon, if it shows."""
        column, row = (int(v) for v in self.sun)
        if not (0 <= column < self.columns and 0 <= row < self.rows):
            return np.zeros(self.shape, np.bool_)
        found = self.numbers == self.numbers[row, column]
        small = 0.0004 < float(found.mean()) < 0.06
        return found & ~self.figures if small else np.zeros(self.shape, np.bool_)

    @cached_property
    def numbers(self) -> Labels:
        """The number of the shape at every pixel, whatever its colours."""
        return self.labels >> 8

    def by_shape(self, values: npt.NDArray[Kind], salt: int = 40503) -> npt.NDArray[Kind]:
        """One of some values for each shape; each place and each subject has its own."""
        last = int(self.numbers.max())
        table = values[(np.arange(last + 1) * salt >> 3) % len(values)]
        chosen: npt.NDArray[Kind] = table.take(self.numbers)
        return chosen

    def directions(self, *angles: float) -> Field:
        """An angle for each shape, in radians."""
        return self.by_shape(np.array(angles, np.float32))

    def by_part(self, place: float, sky: float, subject: float) -> Field:
        """One value in places, one in the sky or on the wall, one in subjects."""
        values: Field = np.array((place, sky, subject, subject), np.float32)
        return values.take(self._parts)

    @cached_property
    def _parts(self) -> npt.NDArray[np.uint8]:
        parts: npt.NDArray[np.uint8] = self.figures.view(np.uint8) * np.uint8(2)
        parts += self.ground.view(np.uint8)
        return parts

    def wandering(self, amount: float, frequency: float = 34.0, dust: float = 0.0) -> Labels:
        """Flat pixel indices (rows, columns) of a hand that trembles by `amount` units.

        `dust` (units) lets edges crumble. Use it with :meth:`take`.
        """
        return _trembling(self.columns, self.rows, amount, frequency, dust)

    def moved(self, indices: Labels) -> Plate:
        """The same plate with every pixel taken from elsewhere."""
        other = object.__new__(Plate)
        other.stage, other.unit = self.stage, self.unit
        other.rows, other.columns = self.rows, self.columns
        packed = np.empty((self.rows, self.columns, 4), np.uint8)
        packed[..., :3] = self.bytes
        taken = packed.view(np.uint32)[..., 0].ravel().take(indices)
        other.bytes = np.ascontiguousarray(taken[..., None].view(np.uint8)[..., :3])
        other.labels = self.labels.ravel().take(indices)
        other.figures = self.figures.ravel().take(indices)
        return other

    @cached_property
    def levelled(self) -> Field:
        """Tone from 0 to 1 over the whole range, with the contrast of neighbouring forms raised."""
        light = blurred(self.light, self.px(0.8))
        coarse = light[::4, ::4]
        low, high = (float(v) for v in np.percentile(coarse, (1, 99)))
        level = (light - low) / max(0.25, high - low)
        out: Field = np.clip(level + 0.55 * (level - blurred(level, 60 * self.unit)), 0, 1)
        return out

    def tone(self, least: float) -> Field:
        """Levelled light in which subjects stand out by about `least`, before calm surroundings."""
        level = self.levelled
        if not self.peopled:
            return level
        near = np.clip(blurred(self.mask, 42 * self.unit) * 2.4, 0, 1) * (1 - self.mask)
        level = level + (blurred(level, 16 * self.unit) - level) * near * np.float32(0.72)
        level += (1 - level) * self.mask * np.float32(0.16)  # dark faces keep their features
        push = self.push(level, least)
        out: Field = np.clip(level if push is None else level + push, 0, 1)
        return out

    def push(self, light: Field, least: float) -> Field | None:
        """What to add to a tone so that subjects stand out from what is around them.

        Where the mean tones inside and around differ by less than `least`, the subject moves one
        way and its surroundings, fading outwards, the other. None where nothing is to be done.
        """
        if not self.peopled:
            return None
        inside, tone = _reduced(self.figures.astype(np.float32)), _reduced(light)
        reach = 34 * self.unit / _COARSE
        share = blurred(inside, reach)
        within = blurred(tone * inside, reach) / np.maximum(share, 0.02)
        around = blurred(tone * (1 - inside), reach) / np.maximum(1 - share, 0.02)
        apart = within - around
        whole = float((apart * share).sum() / max(1e-3, float(share.sum())))
        bias = 0.03 * (1 if whole + 0.02 * (0.5 - float(around.mean())) >= 0 else -1)
        side = np.clip((apart + bias) / 0.05, -1, 1)
        near = np.clip(blurred(inside, reach * 1.7) * 2.4, 0, 1)
        need = np.clip(least - np.abs(apart), 0, least) * side
        if float((np.abs(need) * near).max()) < 0.01:
            return None
        bilinear = Image.Resampling.BILINEAR
        of_subject = resized(need * 0.5, self.columns, self.rows, bilinear)
        of_place = resized(need * near * -0.62, self.columns, self.rows, bilinear)
        out: Field = (of_subject - of_place) * self.mask
        out += of_place
        return out

    def parted(self, picture: Field, least: float) -> Field:
        """A picture whose subjects stand out in tone by at least about `least`."""
        if not self.peopled:
            return picture
        light, out = luminance(picture), np.array(picture, np.float32)
        push = self.push(light, least)
        if push is None:
            return out
        aimed = np.clip(light + push, 0.02, 1)
        # darker multiplies, lighter moves to white too, so that colours keep their strength
        darker = np.minimum(aimed / np.maximum(light, 0.02), 1)
        lighter = np.clip((aimed - light) / np.maximum(1 - light, 0.02), 0, 1)
        darker *= 1 - lighter
        for channel in range(3):
            plane = out[..., channel]
            plane *= darker
            plane += lighter
        return out

    def edges(self, inner: float = 0.6, places: float = 1.0) -> Field:
        """Edges of shapes, one pixel wide: 1 around subjects, up to `inner` within them.

        Edges of places count by how much the colours on both sides differ, times `places`.
        """
        step, (rows, columns) = max(1, round(self.px(1.6))), self.shape
        labels, figures = self.labels.ravel(), self.figures.ravel()
        seen = self.bytes.reshape(-1, 3)
        out = np.zeros(rows * columns, np.float32)
        for ahead, where in (
            (columns, np.flatnonzero(self.labels[1:] != self.labels[:-1])),
            (1, np.flatnonzero(labels[1:] != labels[:-1])),
        ):
            beside, most = where + ahead, len(out) - 1
            behind, before = figures[where], figures[beside]
            far = np.minimum(beside + ahead * (step - 1), most)
            near = np.maximum(where - ahead * (step - 1), 0)
            apart = np.abs(seen[near].astype(np.int16) - seen[far]).max(1) / np.float32(255)
            other = labels[where] >> 8 != labels[beside] >> 8
            # what shines through, or was hidden by something soft, has no outline to draw
            weight = other * np.clip(4.0 * (apart - 0.016), 0, 1) * np.float32(places)
            # bands of a gradient are no forms either
            within = np.float32(inner) * np.clip(6.0 * (apart - 0.045), 0, 1)
            weight = np.where(behind | before, within, weight)
            weight[behind != before] = 1.0
            out[where] = np.maximum(out[where], weight)
        drawn = out.reshape(rows, columns)
        drawn[:, -1] = 0  # the end of a row does not meet the beginning of the next
        return drawn

    def contours(
        self, width: float, *, least: float = 1.0, inner: float = 0.6, places: float = 1.0,
        swell: float = 0.0,
    ) -> Field:  # fmt: skip
        """Lines along the edges of shapes, 0–1; `width` in units, `swell` makes them uneven."""
        sigma = self.px(width, least) / 2.2
        edges = self.edges(inner, places)
        drawn = blurred(edges, sigma) * np.float32(sigma * 2.5066)
        # where lines crowd (petals, spokes) they are drawn finer, or all would be black
        room = self.px(8, 3)
        drawn /= np.clip(0.45 + np.float32(0.60 * room) * blurred(edges, room), 1, 4)
        middle: Field | float = 0.42
        if swell > 0:
            middle = np.clip(0.42 + swell * 0.16 * self.noise("swell", 22, 2), 0.22, 0.8)
        return smoothstep(-0.16, 0.16, drawn - middle)


@lru_cache(maxsize=8)
def _noise(
    columns: int, rows: int, key: str, frequency: float, octaves: int, gain: float,
    across: float, down: float,
) -> Field:  # fmt: skip
    """Noise, made at a smaller size when its waves allow it."""
    highest, shrink = frequency * 2 ** (octaves - 1) * max(across, down), 1
    while shrink < 8 and highest * shrink * 2 < 0.11 * min(columns, rows):
        shrink *= 2
    field = noise(
        key, width=max(2, columns // shrink), height=max(2, rows // shrink), frequency=frequency,
        octaves=octaves, gain=gain, across=across, down=down,
    )  # fmt: skip
    return field if shrink == 1 else resized(field, columns, rows, Image.Resampling.BILINEAR)


@lru_cache(maxsize=2)
def _trembling(columns: int, rows: int, amount: float, frequency: float, dust: float) -> Labels:
    unit = min(columns, rows) / 1000
    dx = _noise(columns, rows, "hand x", frequency, 2, 0.5, 1.0, 1.0) * np.float32(amount * unit)
    dy = _noise(columns, rows, "hand y", frequency, 2, 0.5, 1.0, 1.0) * np.float32(amount * unit)
    if dust > 0:
        grains, reach = generator("dust"), np.float32(2 * dust * unit)
        dx += (grains.random(dx.shape, np.float32) - np.float32(0.5)) * reach
        dy += (grains.random(dx.shape, np.float32) - np.float32(0.5)) * reach
    return moved(dx, dy)


def _reduced(field: Field) -> Field:
    """A field at an eighth of its size."""
    return np.array(Image.fromarray(np.ascontiguousarray(field, dtype=np.float32)).reduce(_COARSE))


def stepped(picture: Field, steps: int) -> Field:
    """A picture whose tone goes in steps; hues stay."""
    light = luminance(picture)
    level: Field = (np.round(light * steps) + np.float32(0.15)) / np.float32(steps + 0.3)
    out: Field = np.array(picture, np.float32)
    scale(out, level / np.maximum(light, 0.02))
    return out


def soft_bytes(image: Image.Image, sigma: float) -> Field:
    """An RGB image blurred by `sigma` pixels, (h, w, 3), 0–1; wide blurs at a smaller size."""
    size = image.size
    shrink = 1
    while sigma / shrink > 1.25 and min(size) >= 4 * shrink:
        shrink *= 2
    if shrink == 1:
        sharp = np.asarray(image, np.float32) * np.float32(1 / 255)
        for channel in range(3):
            sharp[..., channel] = blurred(sharp[..., channel], sigma)
        return sharp
    small = image.reduce(shrink).filter(ImageFilter.GaussianBlur(sigma / shrink))
    large = small.resize(size, Image.Resampling.BILINEAR)
    return np.asarray(large, np.float32) * np.float32(1 / 255)
