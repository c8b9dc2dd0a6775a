"""Pictures that wait for a model, and the batches that are made of them.

Jobs put their pictures in; whenever the model is free, the one that has waited longest is taken, with as
many others as can be made at the same time: those that agree in all but their words, seeds and sources.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import AsyncGenerator, Callable, Sequence
from concurrent.futures import Executor
from contextlib import suppress
from threading import Lock
from typing import Final

from PIL import Image

from affresco.studio.engines.diffusers.model import Order, Painted, Sheet, Stopped

GATHER_SECONDS: Final = 0.03
"""How long a free model waits for company, where jobs may come side by side."""

Step = Image.Image | Painted
"""A first look, or the picture."""


class Piece:
    """A picture that somebody waits for. ``tell`` may be called from any thread."""

    def __init__(self, order: Order, sheet: Sheet) -> None:
        self.order = order
        self.sheet = sheet
        self.is_wanted = True
        self._loop = asyncio.get_running_loop()
        self._news: asyncio.Queue[tuple[Piece, Step | Exception]] | None = None

    def report_to(self, news: asyncio.Queue[tuple[Piece, Step | Exception]]) -> None:
        """Where its steps go."""
        self._news = news

    def tell(self, step: Step | Exception) -> None:
        """What has come of it, or why nothing will; not once nobody waits."""
        if self.is_wanted and self._news is not None:
            with suppress(RuntimeError):  # the loop was closed: the worker has ended
                self._loop.call_soon_threadsafe(self._news.put_nowait, (self, step))


Run = Callable[[Sequence[Piece]], None]
"""Makes a batch, in the thread; tells each piece what comes of it."""


class Gatherer:
    """Of one engine. most: pictures of an order at once. company: whether to wait for others."""

    def __init__(
        self, run: Run, thread: Executor, *, most: Callable[[Order], int], company: bool
    ) -> None:
        self._run = run
        self._thread = thread
        self._most = most
        self._company = company
        self._lock = Lock()
        self._waiting: deque[Piece] = deque()
        self._serving: asyncio.Task[None] | None = None

    async def make(self, pieces: Sequence[Piece]) -> AsyncGenerator[tuple[Piece, Step], None]:
        """What comes of these pieces, until each has its picture. Raises what one of them met; then,
        and when it is closed early, nobody waits for the others any more."""
        news: asyncio.Queue[tuple[Piece, Step | Exception]] = asyncio.Queue()
        for piece in pieces:
            piece.report_to(news)
        with self._lock:
            self._waiting += pieces
        if self._serving is None or self._serving.done():
            self._serving = asyncio.create_task(self._serve())
        missing = len(pieces)
        try:
            while missing:
                piece, step = await news.get()
                if isinstance(step, Exception):
                    raise step
                missing -= isinstance(step, Painted)
                yield piece, step
        finally:
            for piece in pieces:
                piece.is_wanted = False

    async def _serve(self) -> None:
        """Until nobody waits."""
        if self._company and len(self._waiting) < self._most(self._waiting[0].order):
            await asyncio.sleep(GATHER_SECONDS)
        loop = asyncio.get_running_loop()
        while self._waiting:
            await loop.run_in_executor(self._thread, self._serve_one)

    def _serve_one(self) -> None:
        """The next batch; who has come meanwhile, while another model was at work, comes along."""
        batch = self._take()
        try:
            if batch:
                self._run(batch)
        except Exception as error:  # the boundary to a library that may raise anything
            for piece in batch:
                piece.tell(error)

    def _take(self) -> list[Piece]:
        with self._lock:
            waiting = [piece for piece in self._waiting if piece.is_wanted]
            batch: list[Piece] = []
            if waiting:
                order = waiting[0].order
                alike = [piece for piece in waiting if piece.order == order]
                batch = alike[: self._most(order)]
            self._waiting = deque(piece for piece in waiting if piece not in batch)
            return batch


def stop_if_unwanted(pieces: Sequence[Piece]) -> None:
    """Raises Stopped once nobody waits for any of these."""
    if not any(piece.is_wanted for piece in pieces):
        raise Stopped
