"""Tells a script how an answer grows: events with the HTML of the question and its answer so far."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import aclosing
from datetime import UTC, datetime

import msgspec

from affresco.accounts.model import Viewer
from affresco.assistant import conversations
from affresco.assistant.asking import Asking
from affresco.assistant.conversations import Begun, Turn
from affresco.assistant.model import Answer, Answered, FellBack, Piece, Reading, Said
from affresco.errors import AffrescoError
from affresco.feeds.reader import Reader
from affresco.live import sse
from affresco.text import _, ngettext
from affresco.web.asked import look_up, turn_card
from affresco.web.render import environment


class Told(msgspec.Struct, frozen=True):
    """What a script is told. url: of the conversation; html: the question with its answer so far."""

    turn: str
    url: str
    html: str
    left: str = ""


class Trouble(msgspec.Struct, frozen=True):
    error: str


class Teller:
    """One question that is being answered. names: of its circle, by its value."""

    def __init__(
        self, reader: Reader, me: Viewer, begun: Begun, csrf_token: str, names: dict[str, str]
    ) -> None:
        self._reader = reader
        self._me = me
        self._begun = begun
        self._csrf_token = csrf_token
        self._names = names
        self._answer = Answer(locale=me.locale)
        self._status = _("Gesso is looking …")

    async def events(self, asking: Asking) -> AsyncIterator[bytes]:
        """``turn`` with the HTML so far, as often as there is more; ``failed`` with what is wrong."""
        yield await self._turn("asked")
        try:
            async with aclosing(asking.pieces(self._begun)) as pieces:
                async for piece in pieces:
                    yield await self._take(piece)
        except AffrescoError as error:
            trouble = Trouble(error.text(self._me.locale))
            yield await self._turn("failed")
            yield sse.encode("failed", msgspec.json.encode(trouble))

    async def _take(self, piece: Piece) -> bytes:
        match piece:
            case Reading(posts):
                self._status = ngettext(
                    "Gesso reads %(num)s post …", "Gesso reads %(num)s posts …", posts
                ) % {"num": posts}
            case Said(sentence):
                said = (*self._answer.sentences, sentence)
                self._answer = msgspec.structs.replace(self._answer, sentences=said)
            case FellBack(why):
                self._answer = msgspec.structs.replace(self._answer, sentences=(), fell_back=why)
            case Answered(answer):
                self._answer = answer
                return await self._turn("answered")
        return await self._turn("asked")

    async def _turn(self, state: conversations.State) -> bytes:
        begun = self._begun
        turn = Turn(
            begun.turn_id, begun.conversation_id, begun.ask, self._answer, state, datetime.now(UTC)
        )
        card = turn_card(
            turn, await look_up(self._reader, self._me.id, [turn]), self._names, self._status
        )
        html = (
            environment()
            .get_template("gesso/_one.html")
            .render(turn=card, csrf_token=self._csrf_token, last=True)
        )
        left = ngettext(
            "%(num)s question left today", "%(num)s questions left today", begun.grant.left
        ) % {"num": begun.grant.left}
        told = Told(str(begun.turn_id), f"/gesso/{begun.conversation_id}", html, left)
        return sse.encode("turn", msgspec.json.encode(told))
