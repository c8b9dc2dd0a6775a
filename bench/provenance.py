"""What provenance costs, and what the mark outlives: over pictures of the built-in illustrator.

    python -m bench.provenance [--pictures 40] [--unmarked 1000]

Times are of this thread's own processor time, so that other work on the machine counts little; what
matters is their ratio to encoding alone.
"""

from __future__ import annotations

import argparse
import io
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final, TypeVar

import numpy as np
from PIL import Image

from affresco.media.renditions import Encoded, encode
from affresco.studio.engines import illustrator
from affresco.studio.provenance.identity import load
from affresco.studio.provenance.inspect import report
from affresco.studio.provenance.notary import Examiner, Notary
from affresco.studio.provenance.seal import Seal, new_origin
from affresco.studio.provenance.watermark import Watermarker

PROMPTS: Final = (
    "a red fox in a snowy forest at night",
    "a quiet harbour at dawn, watercolour",
    "a lighthouse in a storm, oil painting",
    "two cats on a roof under the moon, pixel art",
    "a bowl of ramen, poster",
    "a street in the rain, ink",
    "a mountain lake, paper cut",
    "portrait of a queen, art nouveau",
    "logo of a coffee shop",
    "a ship at sea, stained glass",
)
T = TypeVar("T")
SIZES: Final = ((1024, 1024), (1280, 720))


def pictures(count: int) -> Iterator[Image.Image]:
    """Prompts and sizes in turn, each with another seed."""
    illustrator.warm_up()
    for number in range(count):
        scene = illustrator.understand(PROMPTS[number % len(PROMPTS)])
        size = SIZES[number // len(PROMPTS) % len(SIZES)]
        drawn = illustrator.draw(scene, seed=number, size=size, preview=False)
        yield Image.fromarray(drawn.rgb).convert("RGB")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pictures", type=int, default=40)
    parser.add_argument("--unmarked", type=int, default=1000)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        identity = load(Path(folder), None)
        seal = Seal(Notary(identity), Watermarker(b"a key for measuring"))
        _measure(seal, Examiner(identity), list(pictures(options.pictures)), options.unmarked)


def _measure(seal: Seal, examiner: Examiner, drawn: list[Image.Image], unmarked_count: int) -> None:
    origin = new_origin("illustrator", "1", "algorithmicMedia")
    seal.put(drawn[0], origin)
    plain, plain_ms = zip(*(_timed(encode, image) for image in drawn), strict=True)
    sealed, sealed_ms = zip(*(_timed(seal.put, image, origin) for image in drawn), strict=True)
    remixes_ms = [
        _timed(seal.put, image, origin, made.blobs[0].data)[1]
        for image, made in zip(drawn, sealed, strict=True)
    ]
    base = statistics.median(plain_ms)
    print(f"{len(drawn)} pictures of the illustrator; milliseconds of processor time, medians")
    print(f"  encoding alone        {base:7.1f}")
    for name, times in (("sealed", sealed_ms), ("sealed, a remix", remixes_ms)):
        cost = statistics.median(times)
        print(f"  {name:20}  {cost:7.1f}  ×{cost / base:.2f}, {cost - base:+.1f} (limit +80)")
    marks = [_timed(seal.watermarker.write, image, origin.mark)[1] for image in drawn]
    print(f"  of it the mark        {statistics.median(marks):7.1f}  (limit 30)")
    reads = [_timed(report, examiner, seal.watermarker, s.blobs[0].data)[1] for s in sealed]
    print(f"  checking a file       {statistics.median(reads):7.1f}")
    _bytes(list(plain), list(sealed))
    _survival(seal.watermarker, drawn, list(sealed), origin.mark)
    _false_alarms(seal.watermarker, drawn, unmarked_count)


def _timed(call: Callable[..., T], *arguments: object) -> tuple[T, float]:
    begin = time.thread_time()
    answer = call(*arguments)
    return answer, (time.thread_time() - begin) * 1000


def _bytes(plain: list[Encoded], sealed: list[Encoded]) -> None:
    print("bytes, medians")
    for place, name in ((0, "original"), (-1, "preview")):
        before = statistics.median(e.blobs[place].rendition.bytes for e in plain)
        after = statistics.median(e.blobs[place].rendition.bytes for e in sealed)
        print(f"  {name:9} {before:9.0f} → {after:9.0f}  ({(after - before) / before:+.1%})")


def _survival(
    marker: Watermarker, drawn: list[Image.Image], sealed: list[Encoded], mark: int
) -> None:
    ratios = [_noise_ratio(image, marker.write(image, mark)) for image in drawn]
    print(
        f"PSNR of the mark: median {statistics.median(ratios):.1f} dB, least {min(ratios):.1f} dB"
    )
    ways: dict[str, Callable[[Encoded], Image.Image]] = {
        "as it is kept": lambda e: _opened(e.blobs[0].data),
        "the preview (640)": lambda e: _opened(e.blobs[-1].data),
        "JPEG 75": lambda e: _copied(e, 1.0, 75),
        "half the size": lambda e: _copied(e, 0.5, 95),
        "half the size, JPEG 75": lambda e: _copied(e, 0.5, 75),
        "a third, JPEG 75": lambda e: _copied(e, 1 / 3, 75),
        "JPEG 40": lambda e: _copied(e, 1.0, 40),
    }
    print("the mark is read from (aim: 90 % of halves in JPEG 75)")
    for name, way in ways.items():
        found = sum(marker.read(way(made)) == mark for made in sealed)
        print(f"  {name:24} {found:3} of {len(sealed)}  {found / len(sealed):.0%}")


def _false_alarms(marker: Watermarker, drawn: list[Image.Image], count: int) -> None:
    chance, wrong = np.random.default_rng(5), 0
    for number in range(count):
        image = drawn[number % len(drawn)]
        side = int(chance.integers(200, min(image.size)))
        x, y = (int(chance.integers(0, length - side + 1)) for length in image.size)
        wrong += marker.read(image.crop((x, y, x + side, y + side))) is not None
    print(f"marks seen in {count} unmarked crops: {wrong}")


def _noise_ratio(one: Image.Image, other: Image.Image) -> float:
    apart = np.asarray(one, dtype=np.float32) - np.asarray(other, dtype=np.float32)
    return float(10 * np.log10(255**2 / (apart**2).mean()))


def _opened(data: bytes) -> Image.Image:
    return Image.open(io.BytesIO(data)).convert("RGB")


def _copied(made: Encoded, share: float, quality: int) -> Image.Image:
    image = _opened(made.blobs[0].data)
    size = (round(image.width * share), round(image.height * share))
    out = io.BytesIO()
    image.resize(size, Image.Resampling.LANCZOS).save(out, "JPEG", quality=quality)
    return _opened(out.getvalue())


if __name__ == "__main__":
    main()
