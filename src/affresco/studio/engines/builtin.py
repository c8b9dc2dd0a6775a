"""The built-in illustrator behind the studio's protocol: offline, instant, the same everywhere."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator
from typing import Final

import msgspec
from PIL import Image

from affresco.studio.engines import illustrator
from affresco.studio.engines.protocol import (
    Capabilities,
    Finished,
    Kind,
    NoOptions,
    Preview,
    Progress,
    Request,
    Wanted,
)
from affresco.studio.errors import EngineUnusable

NAME = "illustrator"
CAPABILITIES: Final = Capabilities(
    concurrency=2, timeout_seconds=120, source_type="algorithmicMedia"
)


class Illustrator:
    """Draws in threads, one picture at a time; two jobs at once let one encode while one draws."""

    version = illustrator.VERSION
    capabilities = CAPABILITIES

    def __init__(self, name: str = NAME) -> None:
        self.name = name

    def check(self) -> None:
        """Raises EngineUnusable, with the remedy."""
        try:
            illustrator.check()
        except illustrator.IllustratorUnavailable as error:
            raise EngineUnusable(engine=self.name, reason=str(error)) from error

    async def examine(self) -> str:
        """Nothing of it lies beyond this machine. Raises EngineUnusable."""
        self.check()
        return f"{self.name} {self.version}"

    async def prepare(self) -> None:
        """Load words and drawings. Raises EngineUnusable."""
        self.check()
        await asyncio.to_thread(illustrator.warm_up)

    async def generate(self, request: Request) -> AsyncGenerator[Progress, None]:
        """All previews first, each a few dozen milliseconds, then the pictures in order."""
        scene = await asyncio.to_thread(illustrator.understand, request.prompt)
        for wanted in request.wanted:
            rough = await asyncio.to_thread(_draw, scene, request, wanted, preview=True)
            yield Preview(position=wanted.position, image=rough)
        encoded = msgspec.json.encode(scene).decode()
        alt = illustrator.describe(scene, request.language)
        for wanted in request.wanted:
            image = await asyncio.to_thread(_draw, scene, request, wanted, preview=False)
            yield Finished(position=wanted.position, image=image, scene=encoded, alt=alt)


def create(name: str, _label: str, _options: NoOptions) -> Illustrator:
    """The illustrator under this name."""
    return Illustrator(name)


KIND: Final = Kind(NoOptions, create, lambda _options: CAPABILITIES)
"""The entry point."""


def _draw(
    scene: illustrator.Scene, request: Request, wanted: Wanted, *, preview: bool
) -> Image.Image:
    size = (request.width, request.height)
    picture = illustrator.draw(scene, seed=wanted.seed, size=size, preview=preview)
    return Image.fromarray(picture.rgb)
