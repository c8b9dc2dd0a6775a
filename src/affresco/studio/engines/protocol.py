"""What an engine is: something that turns words and seeds into pictures, telling how it goes.

An engine lives in the worker. It gets one request at a time for each of its ``concurrency``; it yields
a ``Preview`` of a picture as soon as it has one (all previews first, where they are cheap) and a
``Finished`` for each. The studio stores, encodes, counts and cancels: cancellation reaches the engine
as ``asyncio.CancelledError`` at its next ``await``.
"""

from __future__ import annotations

from collections.abc import AsyncGenerator, Callable
from typing import Generic, Protocol, TypeAlias, TypeVar

import msgspec
from PIL import Image

from affresco.studio.model import Correction, Task
from affresco.studio.provenance.model import SourceType
from affresco.text import Locale


class Wanted(msgspec.Struct, frozen=True):
    """One picture to make. position: 0 … 3, its place in the job. prompt: its own words, where a job's
    alternatives give each picture others; "" for the request's."""

    position: int
    seed: int
    prompt: str = ""


class Request(msgspec.Struct, frozen=True, kw_only=True):
    """What to draw. Only what the engine's ``Capabilities`` name is ever asked of it.

    prompt: normalised. language: for descriptions. width, height in pixels: of what is to be made.

    task: what to do. ``text-to-image``: from words alone. ``image-to-image``: the source again, changed
    by ``strength``. ``instruct``: the source, changed as ``instruction`` says, or ``corrections``
    alone; ``prompt`` still says what the source shows, and ``wanted`` begins with the source's seed.
    ``inpaint``: the source, made anew where the mask is white. ``upscale``: the source with more pixels.
    (``outpaint`` comes as ``inpaint`` of a source that was put on a larger canvas.)

    source: RGB; for ``inpaint`` and ``image-to-image`` of the request's size, else of its own. mask: L, of
    the source's size, 255 where to paint. strength: 0 < strength ≤ 1, how far from the source.
    scene, source_seed: of the source, where this engine made it. corrections: what a person put right in
    the scene. palette: "#rrggbb" each. style_image: RGB, to take the look from; style_scene: its scene,
    where this engine made it. steps, guidance, scheduler: None for the engine's own.
    """

    prompt: str
    language: Locale
    width: int
    height: int
    wanted: tuple[Wanted, ...]
    task: Task = "text-to-image"
    negative_prompt: str = ""
    instruction: str = ""
    source: Image.Image | None = None
    mask: Image.Image | None = None
    strength: float = 0.6
    scene: str | None = None
    source_seed: int | None = None
    corrections: tuple[Correction, ...] = ()
    palette: tuple[str, ...] = ()
    style_image: Image.Image | None = None
    style_scene: str | None = None
    steps: int | None = None
    guidance: float | None = None
    scheduler: str | None = None


class Preview(msgspec.Struct, frozen=True):
    """A rough first look. image: RGB, of any size."""

    position: int
    image: Image.Image


class Finished(msgspec.Struct, frozen=True):
    """A picture, RGB. scene: the engine's own JSON of how it understood the prompt. alt: what it shows,
    in words, "" where the engine cannot tell (then the prompt stands for it). not_understood: words of
    an instruction or correction that changed nothing."""

    position: int
    image: Image.Image
    scene: str | None = None
    alt: str = ""
    not_understood: tuple[str, ...] = ()


Progress: TypeAlias = Preview | Finished


class Capabilities(msgspec.Struct, frozen=True, kw_only=True):
    """What an engine can do; nothing else is offered to people, nor asked of it.

    concurrency: requests at once in one worker. timeout_seconds: for a whole request. source_type:
    what its pictures are, in IPTC's words: made by a trained model, or by an algorithm without one.

    tasks: see ``Request``; ``inpaint`` brings ``outpaint`` with it. own_sources: whether a source must be
    a picture that this engine made. strength: whether it can be told how far to go from a source.
    negative_prompt, palette, style_image, corrections: whether it takes them. steps, guidance: (least,
    most, usual), None where it has no such thing. schedulers: names, the first being the usual.
    sizes: (width, height) in pixels that it can make, () for all of the studio's.
    """

    concurrency: int = 1
    timeout_seconds: float = 300.0
    source_type: SourceType = "trainedAlgorithmicMedia"
    tasks: frozenset[Task] = frozenset({"text-to-image"})
    own_sources: bool = False
    strength: bool = False
    negative_prompt: bool = False
    palette: bool = False
    style_image: bool = False
    corrections: bool = False
    steps: tuple[int, int, int] | None = None
    guidance: tuple[float, float, float] | None = None
    schedulers: tuple[str, ...] = ()
    sizes: tuple[tuple[int, int], ...] = ()


class Engine(Protocol):
    """An engine. Errors for people are ``EngineRefused``, ``EngineUnavailable``; anything else that it
    raises is logged and becomes ``EngineFailed``."""

    @property
    def name(self) -> str:
        """As in the settings and in recipes, e.g. ``illustrator``."""
        ...

    @property
    def version(self) -> str:
        """Goes into recipes: the same recipe and version give the same picture."""
        ...

    @property
    def capabilities(self) -> Capabilities: ...

    def check(self) -> None:
        """Whether it can work here: looks at this machine alone, so that a server that is down for
        a moment keeps no worker from starting. Raises EngineUnusable with what is missing and what
        helps."""
        ...

    async def examine(self) -> str:
        """A few words for the owner on how it stands; asks its server, where it has one. Raises
        EngineUnusable with what is wrong and what helps."""
        ...

    async def prepare(self) -> None:
        """Load what takes long, so that the first request is quick; one may come before this is done."""
        ...

    def generate(self, request: Request) -> AsyncGenerator[Progress, None]:
        """Make the pictures that are wanted, in any order; an async function that yields."""
        ...


Options = TypeVar("Options", bound=msgspec.Struct)


class NoOptions(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Of a kind that needs none."""


class Kind(msgspec.Struct, Generic[Options], frozen=True):
    """A sort of engine, which an owner may set up under several names: what an entry point names.

    options: what its tables in the settings hold beside ``kind`` and ``label``; a struct that forbids
    unknown fields, each with its help. create: makes the engine of this name and label. Raises
    EngineUnusable. capabilities: what such an engine can do, told from the settings alone: pages ask,
    where no engine runs. Importing the kind and asking this load no model and no large library.
    """

    options: type[Options]
    create: Callable[[str, str, Options], Engine]
    capabilities: Callable[[Options], Capabilities]
