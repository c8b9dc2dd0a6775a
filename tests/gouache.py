"""An engine for browsers to meet: it can be asked for anything, and paints large pictures at once.

A process of its own finds it by the entry point that ``offer_in`` lays on its path.
"""

from __future__ import annotations

import asyncio
import os
from collections.abc import AsyncGenerator
from pathlib import Path
from typing import Final

from PIL import Image, ImageDraw

from affresco.studio.engines.protocol import (
    Capabilities,
    Finished,
    Kind,
    NoOptions,
    Progress,
    Request,
)
from affresco.studio.engines.registry import GROUP
from easel import ABLE

NAME: Final = "gouache"
OVER: Final = (0, 160, 120)
"""What a part is painted over with: no colour of a seed is so strong."""


class Gouache:
    """A ground, and three discs on it, in colours of the seed; the palette's where there is one. A part
    is painted over in ``OVER``."""

    version = "1"
    capabilities: Capabilities = ABLE

    def __init__(self, name: str = NAME) -> None:
        self.name = name

    def check(self) -> None:
        """Always ready."""

    async def examine(self) -> str:
        return "ready"

    async def prepare(self) -> None:
        """Always ready."""

    async def generate(self, request: Request) -> AsyncGenerator[Progress, None]:
        for wanted in request.wanted:
            await asyncio.sleep(0)
            yield Finished(wanted.position, _paint(request, wanted.seed), None)


def create(name: str, _label: str, _options: NoOptions) -> Gouache:
    """As an entry point would."""
    return Gouache(name)


KIND = Kind(NoOptions, create, lambda _options: ABLE)


def offer_in(folder: Path) -> dict[str, str]:
    """What the environment of a process needs to find the engine beside the installed ones."""
    notes = folder / f"affresco_{NAME}-1.dist-info"
    notes.mkdir(parents=True)
    (notes / "METADATA").write_text(f"Metadata-Version: 2.1\nName: affresco-{NAME}\nVersion: 1\n")
    (notes / "entry_points.txt").write_text(f"[{GROUP}]\n{NAME} = {NAME}:KIND\n")
    path = [str(folder), str(Path(__file__).parent), os.environ.get("PYTHONPATH", "")]
    return {
        "PYTHONPATH": os.pathsep.join(filter(None, path)),
        "AFFRESCO_ENGINES": f"illustrator,{NAME}",
    }


def _paint(request: Request, seed: int) -> Image.Image:
    if request.mask is not None:
        return Image.new("RGB", (request.width, request.height), OVER)
    colours = request.palette or tuple(
        f"hsl({(seed * 67 + turn * 47) % 360}, 45%, {70 - turn * 12}%)" for turn in range(4)
    )
    image = Image.new("RGB", (request.width, request.height), colours[0])
    pen = ImageDraw.Draw(image)
    for place in range(3):
        x = (seed * 31 + place * 37) % 100 * request.width // 100
        y = (seed * 17 + place * 23) % 100 * request.height // 100
        reach = min(request.width, request.height) // (3 + place)
        colour = colours[(place + 1) % len(colours)]
        pen.ellipse((x - reach, y - reach, x + reach, y + reach), fill=colour)
    return image
