"""Engines that are a model on this machine, run by the library ``diffusers``."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Sequence
from contextlib import aclosing
from importlib.util import find_spec
from math import ceil
from typing import Final

import msgspec
import structlog
from PIL import Image

from affresco.studio.engines.diffusers import abilities, schedulers
from affresco.studio.engines.diffusers.files import BadFile
from affresco.studio.engines.diffusers.folder import Model, find
from affresco.studio.engines.diffusers.gather import Gatherer, Piece, stop_if_unwanted
from affresco.studio.engines.diffusers.holder import HOLDER, Holder, Wish, check_fits
from affresco.studio.engines.diffusers.model import (
    CannotLoad,
    Loaded,
    Order,
    OutOfMemory,
    Painted,
    Sheet,
    Stopped,
)
from affresco.studio.engines.diffusers.options import Options, read_amount, say_amount
from affresco.studio.engines.diffusers.pictures import Canvas, canvas, finished
from affresco.studio.engines.framing import nearest_size
from affresco.studio.engines.protocol import Finished, Preview, Progress, Request, Wanted
from affresco.studio.engines.remote import fit
from affresco.studio.errors import EngineRefused, EngineUnavailable, EngineUnusable
from affresco.text import _

log = structlog.get_logger(__name__)

LIBRARIES: Final = ("torch", "diffusers", "transformers", "peft", "gguf")
_LEAST_BYTES: Final = {"auto": 2, "float16": 2, "bfloat16": 2, "float32": 4}
"""Of a number, before it is known where it will be."""

UPSCALE_STRENGTH: Final = 0.25
"""How far a picture may go from its enlarged source: detail is added, nothing is moved."""


class Diffusers:
    """One model under one name. holder: what keeps models in memory; that of the process."""

    def __init__(self, name: str, label: str, options: Options, *, holder: Holder = HOLDER) -> None:
        self.name = name
        self.label = label
        self.capabilities = abilities.capabilities(options)
        self._options = options
        self._holder = holder
        self._model: Model | None = None
        self._at_once: dict[tuple[int, int], int] = {}
        self._gatherer = Gatherer(
            self._run, holder.thread, most=self._most, company=options.batch > 1
        )

    @property
    def version(self) -> str:
        """Changes with the files of the model, the settings and the libraries. Raises EngineUnusable."""
        return self._found().version

    def check(self) -> None:
        """Whether the library is there and the files may be loaded. Raises EngineUnusable."""
        missing = [library for library in LIBRARIES if find_spec(library) is None]
        if missing:
            reason = _("{libraries} is not installed; install affresco with its extra [diffusers]")
            raise self._unusable(reason.format(libraries=", ".join(missing)))
        known = schedulers.DIFFUSION
        if self._options.scheduler and self._options.scheduler not in known:
            reason = _("there is no scheduler {name}; choose one of: {names}")
            raise self._unusable(
                reason.format(name=self._options.scheduler, names=", ".join(known))
            )
        least = self._found().takes(_LEAST_BYTES[self._options.dtype])
        if budget := self._budget():
            try:
                check_fits(least, budget)
            except CannotLoad as error:
                raise self._unusable(str(error)) from error

    async def examine(self) -> str:
        """What it is, where it runs, and what it can do; also while it is at work. Raises
        EngineUnusable."""
        return await asyncio.to_thread(self._examine)

    async def prepare(self) -> None:
        """Load it, where there is room beside other models. Raises EngineUnusable."""
        await asyncio.to_thread(self.check)
        loop = asyncio.get_running_loop()
        try:
            await loop.run_in_executor(
                self._holder.thread, lambda: self._holder.get_if_room(self._wish())
            )
        except (CannotLoad, OutOfMemory) as error:
            raise self._unusable(str(error)) from error

    async def generate(self, request: Request) -> AsyncGenerator[Progress, None]:
        """Pictures that are wanted, as many at once as the owner allows, with those of other jobs where
        they agree. One that cannot be shown keeps the others from nobody. Raises EngineRefused,
        EngineUnavailable."""
        try:
            model = await asyncio.to_thread(self._found)
        except EngineUnusable as error:
            log.error("engine cannot work", engine=self.name, reason=error.text())
            raise EngineUnavailable(engine=self.label) from error
        meant = self._within_sizes(request)
        family = model.family
        on = await asyncio.to_thread(canvas, meant, family.multiple, grows=family.grows)
        order = self._order(meant, model, on)
        wanted = {Piece(order, self._sheet(meant, one, on)): one for one in request.wanted}
        refused: EngineRefused | None = None
        async with aclosing(self._gatherer.make(tuple(wanted))) as steps:
            async for piece, step in steps:
                position = wanted[piece].position
                if isinstance(step, Image.Image):
                    yield Preview(position, step)
                elif (reason := _why_not(step)) is not None:
                    refused = EngineRefused(reason=reason)
                else:
                    image = await asyncio.to_thread(finished, step.image, meant, on)
                    if meant is not request:
                        image = fit(image, request.width, request.height)
                    yield Finished(position, image, not_understood=step.unread)
        if refused is not None:
            raise refused

    def _within_sizes(self, request: Request) -> Request:
        """A picture from words is made in a size that the model makes well, and fitted afterwards."""
        sizes = self.capabilities.sizes
        size = (request.width, request.height)
        if request.task != "text-to-image" or not sizes or size in sizes:
            return request
        nearest = nearest_size(*size, tuple(f"{width}x{height}" for width, height in sizes))
        width, height = map(int, nearest.split("x"))
        return msgspec.structs.replace(request, width=width, height=height)

    def _order(self, request: Request, model: Model, on: Canvas) -> Order:
        family, options = model.family, self._options
        steps = request.steps or options.steps or family.steps
        strength = 1.0
        if request.task in ("image-to-image", "inpaint", "upscale"):
            strength = UPSCALE_STRENGTH if request.task == "upscale" else request.strength
            steps = max(steps, ceil(1 / strength))
        chosen = (request.guidance, options.guidance, family.guidance)
        return Order(
            task=request.task,
            width=on.width,
            height=on.height,
            steps=steps,
            guidance=next((number for number in chosen if number is not None), None),
            scheduler=request.scheduler or options.scheduler or schedulers.OWN,
            strength=strength,
            source_size=on.source.size if on.source else None,
            batches=on.source is None or family.batches_sources,
            previews_every=options.previews,
        )

    def _sheet(self, request: Request, wanted: Wanted, on: Canvas) -> Sheet:
        words = wanted.prompt or request.prompt
        negatives = (self._options.negative, request.negative_prompt)
        return Sheet(
            prompt=(request.task == "instruct" and request.instruction) or words,
            negative=", ".join(filter(None, negatives)),
            seed=wanted.seed,
            source=on.source,
            mask=on.mask,
        )

    def _most(self, order: Order) -> int:
        """Pictures at once; fewer where so many were too much for the memory before."""
        most = self._at_once.get((order.width, order.height), self._options.batch)
        return most if order.batches else 1

    def _run(self, pieces: Sequence[Piece]) -> None:
        """Make a batch. In the holder's thread."""
        try:
            stop_if_unwanted(pieces)
            wish = self._wish()
            if not self._paint(self._holder.get(wish), pieces):
                self._holder.let_go(wish)
        except Stopped:
            log.info("pictures are no longer wanted", engine=self.name, count=len(pieces))
        except (CannotLoad, OutOfMemory) as error:
            log.error("engine cannot work", engine=self.name, reason=str(error))
            for piece in pieces:
                piece.tell(EngineUnavailable(engine=self.label))

    def _paint(self, model: Loaded, pieces: Sequence[Piece]) -> bool:
        """Make pictures, half as many at once if they are too much for the memory. Whether all is well
        with the model. Raises Stopped."""

        def on_step(looks: Sequence[Image.Image]) -> None:
            stop_if_unwanted(pieces)
            for piece, look in zip(pieces, looks, strict=False):
                piece.tell(look)

        order = pieces[0].order
        try:
            for piece, painted in zip(
                pieces,
                model.paint(order, [piece.sheet for piece in pieces], on_step),
                strict=True,
            ):
                piece.tell(painted)
            return True
        except OutOfMemory as error:
            said = str(error)
        # Outside of the handler: the error holds on to all that the run had in memory.
        log.warning("out of memory", engine=self.name, pictures=len(pieces), said=said)
        half = len(pieces) // 2
        if half:
            self._at_once[(order.width, order.height)] = half
            return self._paint(model, pieces[:half]) and self._paint(model, pieces[half:])
        reason = _("a picture of {width} × {height} is too large for the memory here; choose less")
        refusal = EngineRefused(reason=reason.format(width=order.width, height=order.height))
        for piece in pieces:
            piece.tell(refusal)
        return False

    def _wish(self) -> Wish:
        """In the holder's thread: this is where the library is imported. Raises CannotLoad."""
        from affresco.studio.engines.diffusers import devices, library

        model, options = self._found(), self._options
        device = devices.device_for(options.device)
        dtype = devices.dtype_for(options.dtype, device)
        key = msgspec.json.encode(
            [
                options.model,
                options.config,
                options.loras,
                options.safety_checker,
                options.allow_pickle,
                device,
                dtype,
            ]
        )
        return Wish(
            name=options.model,
            key=key.decode(),
            device=device,
            takes=model.takes(devices.BYTES[dtype]),
            budget=self._budget() or devices.memory_of(device),
            load=lambda: library.load(self._anew(), options, device, dtype),
            release=devices.release,
        )

    def _examine(self) -> str:
        from affresco.studio.engines.diffusers import devices, library

        self.check()
        try:
            model, options = self._anew(), self._options
            device = devices.device_for(options.device)
            if not library.is_known(model.pipeline):
                reason = _("the installed diffusers has no {pipeline}; install a newer one")
                raise CannotLoad(reason.format(pipeline=model.pipeline))
            wish = self._wish()
            check_fits(wish.takes, wish.budget)
        except CannotLoad as error:
            raise self._unusable(str(error)) from error
        about = _("{pipeline} on {device} {dtype}, {takes} of {budget}: {tasks}")
        return about.format(
            pipeline=model.pipeline,
            device=device,
            dtype=devices.dtype_for(options.dtype, device),
            takes=say_amount(wish.takes),
            budget=say_amount(wish.budget),
            tasks=", ".join(sorted(self.capabilities.tasks)),
        )

    def _anew(self) -> Model:
        """What is on the disk now: it may have changed since it was looked at. Raises CannotLoad."""
        try:
            self._model = find(self._options)
        except BadFile as error:
            raise CannotLoad(str(error)) from error
        return self._model

    def _found(self) -> Model:
        """Raises EngineUnusable."""
        if self._model is None:
            try:
                self._model = find(self._options)
            except BadFile as error:
                raise self._unusable(str(error)) from error
        return self._model

    def _budget(self) -> int:
        return read_amount(self._options.memory) if self._options.memory else 0

    def _unusable(self, reason: str) -> EngineUnusable:
        return EngineUnusable(engine=self.name, reason=reason)


def _why_not(painted: Painted) -> str | None:
    """What a person reads for a picture that cannot be shown."""
    if painted.held_back:
        return _(
            "the model's own safety checker held a picture back; change the words, or try another seed"
        )
    if not painted.is_number:
        return _(
            "a picture came to nothing, since numbers ran over; try another seed. If this happens "
            "often, dtype should be float32"
        )
    return None
