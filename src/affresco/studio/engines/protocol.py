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

from affresco.studio.provenance.model import SourceType
from affresco.text import Locale


class Wanted(msgspec.Struct, frozen=True):
    """One picture to make. position: 0 … 3, its place in the job."""

    position: int
    seed: int


class Request(msgspec.Struct, frozen=True):
    """What to draw. prompt: normalised. width, height in pixels: one of ``studio.model.SIZES``.

    language: for descriptions.
    """

    prompt: str
    language: Locale
    width: int
    height: int
    wanted: tuple[Wanted, ...]


class Preview(msgspec.Struct, frozen=True):
    """A rough first look. image: RGB, of any size."""

    position: int
    image: Image.Image


class Finished(msgspec.Struct, frozen=True):
    """A picture, RGB. scene: the engine's own JSON of how it understood the prompt. alt: what it shows,
    in words, "" where the engine cannot tell (then the prompt stands for it)."""

    position: int
    image: Image.Image
    scene: str | None = None
    alt: str = ""


Progress: TypeAlias = Preview | Finished


class Capabilities(msgspec.Struct, frozen=True):
    """concurrency: requests at once in one worker. timeout_seconds: for a whole request. source_type:
    what its pictures are, in IPTC's words: made by a trained model, or by an algorithm without one."""

    concurrency: int = 1
    timeout_seconds: float = 300.0
    source_type: SourceType = "trainedAlgorithmicMedia"


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
    EngineUnusable.
    """

    options: type[Options]
    create: Callable[[str, str, Options], Engine]
