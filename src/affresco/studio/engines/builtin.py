"""The built-in illustrator behind the studio's protocol: offline, instant, the same everywhere.

Whatever is asked becomes a scene: understood from words, or that of a picture, revised. What is kept
of a picture stands in the scene too, so that the recipe of each result, scene and seed, repeats it.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator
from hashlib import blake2b
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
from affresco.studio.errors import EngineRefused, EngineUnusable
from affresco.text import N_, translate

NAME = "illustrator"
CAPABILITIES: Final = Capabilities(
    concurrency=2,
    timeout_seconds=120,
    source_type="algorithmicMedia",
    tasks=frozenset({"text-to-image", "image-to-image", "instruct", "upscale"}),
    own_sources=True,
    strength=True,
    negative_prompt=True,
    palette=True,
    style_image=True,
    corrections=True,
)
NEAR, FAR = 0.45, 0.7
"""Strengths up to which a variation keeps the composition, and from which style and hour are open."""

NOT_OURS: Final = N_("This picture was not drawn by the illustrator, or by one of another make.")
"""A reason that the engine gives."""


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
        """All previews first, each a few dozen milliseconds, then the pictures in order.

        Raises EngineRefused for corrections that cannot be made.
        """
        plans = [await asyncio.to_thread(plan, request, wanted) for wanted in request.wanted]
        for planned in plans:
            rough = await asyncio.to_thread(_draw, planned, request, preview=True)
            yield Preview(position=planned.wanted.position, image=rough)
        for planned in plans:
            yield Finished(
                position=planned.wanted.position,
                image=await asyncio.to_thread(_draw, planned, request, preview=False),
                scene=illustrator.encode(planned.scene),
                alt=illustrator.describe(planned.scene, request.language),
                not_understood=planned.not_understood,
            )


class Planned(msgspec.Struct, frozen=True):
    """What to draw for one picture. not_understood: words of an instruction that changed nothing."""

    wanted: Wanted
    scene: illustrator.Scene
    not_understood: tuple[str, ...] = ()


def plan(request: Request, wanted: Wanted) -> Planned:
    """The scene of one picture. Raises EngineRefused."""
    scene = _begun(request, wanted)
    left: tuple[str, ...] = ()
    if request.task == "instruct" and request.instruction:
        revised = illustrator.revise(scene, request.instruction)
        scene, left = revised.scene, revised.not_understood
    try:
        scene = illustrator.correct(scene, request.corrections, request.language)
    except illustrator.CannotCorrect as error:
        raise EngineRefused(reason=error.reason) from error
    scene = illustrator.without(scene, request.negative_prompt)
    return Planned(wanted, _coloured(scene, request), left)


def _begun(request: Request, wanted: Wanted) -> illustrator.Scene:
    """The scene from which a task begins."""
    if request.task == "text-to-image":
        return _understood(wanted.prompt or request.prompt)
    seed = wanted.seed if request.source_seed is None else request.source_seed
    scene = _stored(request.scene, request)
    if request.task == "upscale":
        return scene if wanted.seed == seed else illustrator.same(scene, seed)
    if request.task == "instruct":
        # the first has the source's own seed: nothing changes but what is named
        return scene if wanted.seed == seed else illustrator.near(scene, seed)
    return _varied(scene, request, wanted, seed)


def _varied(
    scene: illustrator.Scene, request: Request, wanted: Wanted, seed: int
) -> illustrator.Scene:
    """A variation as far away as its strength says, and in other words where there are."""
    prompt = wanted.prompt or request.prompt
    if prompt and scene.words and _digest(prompt) != scene.words:
        told = _understood(prompt)
        kept = msgspec.structs.replace(told, composition=scene.composition, colours=scene.colours)
        scene = illustrator.like(kept, scene, ())
    if request.strength <= NEAR:
        return illustrator.near(scene, seed)
    if request.strength < FAR:
        return msgspec.structs.replace(scene, composition=None, detail=None)
    return illustrator.far(scene, wanted.seed)


def _coloured(scene: illustrator.Scene, request: Request) -> illustrator.Scene:
    """In the palette that is asked for, or in the look of the picture that lends it."""
    if request.palette:
        scene = msgspec.structs.replace(scene, colours=request.palette)
    if request.style_image is None:
        return scene
    reference = _stored(request.style_scene, request) if request.style_scene else None
    lent = reference.colours if reference and reference.colours else ()
    return illustrator.like(scene, reference, lent or illustrator.palette_of(request.style_image))


def _understood(prompt: str) -> illustrator.Scene:
    return msgspec.structs.replace(illustrator.understand(prompt), words=_digest(prompt))


def _digest(prompt: str) -> str:
    return blake2b(prompt.encode("utf-8", "replace"), digest_size=6).hexdigest()


def _stored(scene: str | None, request: Request) -> illustrator.Scene:
    """The scene of a recipe. Raises EngineRefused."""
    try:
        return illustrator.decode(scene or "")
    except illustrator.NotAScene as error:
        reason = translate(NOT_OURS, request.language)
        raise EngineRefused(reason=reason) from error


def create(name: str, _label: str, _options: NoOptions) -> Illustrator:
    """The illustrator under this name."""
    return Illustrator(name)


KIND: Final = Kind(NoOptions, create, lambda _options: CAPABILITIES)
"""The entry point."""


def _draw(planned: Planned, request: Request, *, preview: bool) -> Image.Image:
    size = (request.width, request.height)
    seed = planned.wanted.seed
    picture = illustrator.draw(planned.scene, seed=seed, size=size, preview=preview)
    return Image.fromarray(picture.rgb)
