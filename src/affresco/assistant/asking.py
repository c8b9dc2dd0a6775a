"""``Asking``: a question from its first word to the answer that is kept. What every door uses.

An answer is made by a task of its own, which the one who reads it owns: when the reader goes away (Stop, a
closed window), the task is cancelled and writes down that it was stopped.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Sequence
from contextlib import aclosing
from typing import Final

import msgspec
import structlog

from affresco.assistant import conversations, offers
from affresco.assistant.conversations import Begun, Turn
from affresco.assistant.gesso import Gesso
from affresco.assistant.model import Answer, Answered, Ask, Exchange, Piece
from affresco.db import Database
from affresco.errors import AffrescoError, Unavailable
from affresco.feeds.reader import Reader
from affresco.settings import Settings
from affresco.text import N_

log = structlog.get_logger(__name__)

ANSWER_SECONDS: Final = 330.0
"""More than any language model may take; then the answer is given up."""


class AnswerTooSlow(Unavailable):
    code = "assistant.too_slow"
    message = N_("The answer took too long and was given up. Ask again, perhaps for less.")


class Asking:
    """One a process. Safe to share between tasks of one loop."""

    def __init__(
        self, database: Database, settings: Settings, reader: Reader, gesso: Gesso
    ) -> None:
        self._database = database
        self._settings = settings
        self._reader = reader
        self._gesso = gesso
        self._making: set[asyncio.Task[None]] = set()

    @property
    def gesso(self) -> Gesso:
        return self._gesso

    async def begin(
        self, ask: Ask, conversation_id: int | None = None, instead_of: int | None = None
    ) -> Begun:
        """``conversations.begin``, with what was said before in the conversation, as far as it still
        holds."""
        begun = await conversations.begin(
            self._database, self._settings, ask, conversation_id, instead_of
        )
        earlier = await self._earlier(begun)
        return msgspec.structs.replace(
            begun, ask=msgspec.structs.replace(begun.ask, earlier=earlier)
        )

    async def pieces(self, begun: Begun) -> AsyncGenerator[Piece, None]:
        """The answer as it is made. It is kept before its end is told. Whoever stops reading stops it.

        Raises AnswerTooSlow, DatabaseUnavailable and what ``Gesso.ask`` raises; the question has failed then.
        """
        made: asyncio.Queue[Piece | None] = asyncio.Queue()
        task = asyncio.create_task(self._make(begun, made), name=f"answer {begun.turn_id}")
        self._making.add(task)
        task.add_done_callback(self._over)
        try:
            while (piece := await made.get()) is not None:
                yield piece
            await task
        finally:
            task.cancel()

    async def whole(self, begun: Begun) -> Answer:
        """The answer when it is finished. Raises as ``pieces``."""
        answer = None
        async with aclosing(self.pieces(begun)) as pieces:
            async for piece in pieces:
                if isinstance(piece, Answered):
                    answer = piece.answer
        assert answer is not None, "an answer ends with itself"
        return answer

    async def close(self) -> None:
        """Stop what is being made, and wait until that is written down."""
        for task in self._making:
            task.cancel()
        await self.settled()

    async def settled(self) -> None:
        """Wait until nothing is being made."""
        await asyncio.gather(*self._making, return_exceptions=True)

    async def holding(self, turns: Sequence[Turn], viewer_id: int) -> tuple[Turn, ...]:
        """Kept turns as the viewer may see them now: without sentences whose posts changed, went or are
        forbidden."""
        kept = [turn.answer for turn in turns if turn.answer is not None]
        held = iter([await self._gesso.still_holds(answer, viewer_id) for answer in kept])
        return tuple(
            turn if turn.answer is None else msgspec.structs.replace(turn, answer=next(held))
            for turn in turns
        )

    async def _earlier(self, begun: Begun) -> tuple[Exchange, ...]:
        async with self._database.read() as tx:
            turns = await conversations.turns(tx, begun.conversation_id, conversations.EARLIER + 1)
        before = [turn for turn in turns if turn.id != begun.turn_id]
        shown = await self.holding(before, begun.ask.asker_id)
        return tuple(
            Exchange(turn.ask.text, turn.answer.text) for turn in shown if turn.answer is not None
        )

    async def _make(self, begun: Begun, made: asyncio.Queue[Piece | None]) -> None:
        try:
            async with asyncio.timeout(ANSWER_SECONDS):
                async for piece in self._gesso.ask(begun.ask, model=begun.grant.model):
                    made.put_nowait(await self._kept(begun, piece))
        except asyncio.CancelledError:
            await conversations.end(self._database, begun.turn_id, "stopped")
            raise
        except TimeoutError as error:
            await conversations.end(self._database, begun.turn_id, "failed")
            raise AnswerTooSlow from error
        except AffrescoError:
            await conversations.end(self._database, begun.turn_id, "failed")
            raise
        except Exception as error:  # the boundary to voices: whatever they raise, there is an end
            log.exception("answer broke off", turn_id=begun.turn_id)
            await conversations.end(self._database, begun.turn_id, "failed")
            raise AffrescoError from error
        finally:
            made.put_nowait(None)

    async def _kept(self, begun: Begun, piece: Piece) -> Piece:
        if not isinstance(piece, Answered):
            return piece
        ask = begun.ask
        ties = await self._reader.ties(ask.asker_id)
        answer = msgspec.structs.replace(
            piece.answer, offers=offers.after(ask, piece.answer, followed=ties.followees)
        )
        await conversations.keep(
            self._database, self._settings, ask.asker_id, begun.turn_id, answer
        )
        return Answered(answer)

    def _over(self, task: asyncio.Task[None]) -> None:
        self._making.discard(task)
        if not task.cancelled():
            task.exception()  # perhaps nobody reads it any more
