"""Asking the assistant: an answer as it is made or as a whole, and the conversations that are kept.

An answer is for the eyes of the token's owner. What is kept of it is shown as far as it still holds.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from contextlib import aclosing
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Any, Final

import msgspec
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler
from litestar.openapi.spec import OpenAPIMediaType, Schema
from litestar.params import JSONBody, PathParameter
from litestar.response import Stream
from litestar.response.base import ASGIResponse

from affresco.accounts import hydrate
from affresco.accounts.rates import Allowance
from affresco.accounts.scopes import opened_by
from affresco.api.core.answers import ALLOWANCE_KEY, Answer
from affresco.api.core.call import Call
from affresco.api.core.endpoint import JsonOperation, endpoint
from affresco.api.core.faults import Fault, ScopeMissing, locale_of
from affresco.api.core.paging import find_id
from affresco.api.native.ask_entities import (
    AnswerEntity,
    BegunData,
    CitationEntity,
    ConversationEntity,
    FellBackData,
    Gone,
    OfferEntity,
    Question,
    ReadingData,
    SentenceEntity,
    UsageEntity,
    WholeConversation,
)
from affresco.assistant import circles, conversations
from affresco.assistant.asking import Asking
from affresco.assistant.conversations import Begun, Conversation, Turn
from affresco.assistant.errors import CircleUnknown, ConversationNotFound, TurnNotFound
from affresco.assistant.model import Answer as Made
from affresco.assistant.model import (
    Answered,
    Ask,
    Citation,
    FellBack,
    Piece,
    Reading,
    Said,
    Sentence,
)
from affresco.errors import AffrescoError
from affresco.feeds.model import Cursor
from affresco.live import sse
from affresco.text import N_, translate

PATH: Final = "/api/affresco/v1/ask"
KEPT: Final = f"{PATH}/conversations"
ONE: Final = f"{KEPT}/{{conversation_id:str}}"
TAG: Final = "Affresco"
NOTICE: Final = N_("Written by an AI. Each sentence names the words of the posts that it rests on.")
_HEADERS: Final = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}

ConversationIdText = Annotated[
    str,
    PathParameter(
        description="Of one's own conversation.", schema_extra={"pattern": "^[0-9]{1,19}$"}
    ),
]


@dataclass
class AskOperation(JsonOperation):
    """An operation that may also answer with events."""

    def __post_init__(self) -> None:
        super().__post_init__()
        said = (self.responses or {}).get("200")
        content = getattr(said, "content", None)
        if content is not None:
            content["text/event-stream"] = OpenAPIMediaType(
                # Of no type: readers of the document take events for text, or each for an object.
                schema=Schema(
                    description="`begun` {id, conversation_id}, `reading` {posts}, `said` (a sentence), "
                    "`fell_back` {why} (forget what was said), and at the end `answered` (as in JSON) or "
                    "`failed` (as an error).",
                )
            )


class Events(Stream):
    """A stream of events from a route that also answers with JSON."""

    def to_asgi_response(self, *args: Any, **options: Any) -> ASGIResponse:
        """Called by the framework, which would give it the route's own media type."""
        return super().to_asgi_response(*args, **{**options, "media_type": "text/event-stream"})


_ask = endpoint(
    "POST",
    PATH,
    "Ask the assistant; events, or with Accept: application/json the whole answer",
    needs="write:conversations",
    faults=(404, 422),
    tag=TAG,
    feature="gesso",
    forms=False,
)
_ask.operation_class = AskOperation


@_ask
async def ask(request: Call, data: JSONBody[Question]) -> Answer[AnswerEntity]:
    if request.bearer.scopes.isdisjoint(opened_by("read:statuses")):
        raise ScopeMissing(scope="read:statuses")
    asking: Asking = request.app.state.asking
    begun = await asking.begin(
        await _question(request, data),
        _number(data.conversation_id, ConversationNotFound),
        _number(data.again, TurnNotFound),
    )
    headers = {
        "X-Questions-Limit": str(begun.grant.limit),
        "X-Questions-Remaining": str(begun.grant.left),
    }
    if "application/json" in request.headers.get("accept", ""):
        answer = await asking.whole(begun)
        return Answer(await _entity(request, _turn(begun, answer)), headers=headers)
    allowance: Allowance | None = request.scope.get(ALLOWANCE_KEY)  # type: ignore[assignment]
    spent = allowance.headers() if allowance else {}
    return Events(  # type: ignore[return-value]
        _events(request, asking, begun),
        headers={**_HEADERS, **headers, **spent},
        status_code=200,
    )


@endpoint(
    "GET",
    KEPT,
    "Conversations with the assistant, the one last spoken in first",
    needs="read:statuses",
    faults=(422,),
    paged=True,
    tag=TAG,
    feature="gesso",
)
async def list_conversations(
    request: Call, page: NamedDependency[Cursor]
) -> Answer[tuple[ConversationEntity, ...]]:
    found = await conversations.listed(request.database, request.me.id, page.max_id, page.limit)
    older = found[-1].id if len(found) == page.limit else None
    return Answer(tuple(map(_listed, found)), headers=request.links(older, None))


@endpoint(
    "GET", ONE, "A conversation with its answers", needs="read:statuses", tag=TAG, feature="gesso"
)
async def get_conversation(
    request: Call, conversation_id: ConversationIdText
) -> Answer[WholeConversation]:
    number = _number(conversation_id, ConversationNotFound) or 0
    async with request.database.read() as tx:
        found = await conversations.get(tx, request.me.id, number)
        turns = await conversations.turns(tx, number)
    asking: Asking = request.app.state.asking
    held = await asking.holding(turns, request.me.id)
    return Answer(
        WholeConversation(
            id=str(found.id),
            title=found.title,
            created_at=found.created_at,
            updated_at=found.updated_at,
            answers=tuple([await _entity(request, turn) for turn in held]),
        )
    )


@endpoint(
    "DELETE", ONE, "Delete a conversation", needs="write:conversations", tag=TAG, feature="gesso"
)
async def delete_conversation(request: Call, conversation_id: ConversationIdText) -> Answer[Gone]:
    number = _number(conversation_id, ConversationNotFound) or 0
    await conversations.delete(request.database, request.me.id, number)
    return Answer(Gone())


@endpoint(
    "DELETE",
    KEPT,
    "Delete all conversations",
    needs="write:conversations",
    tag=TAG,
    feature="gesso",
)
async def delete_conversations(request: Call) -> Answer[Gone]:
    await conversations.delete_all(request.database, request.me.id)
    return Answer(Gone())


async def _question(request: Call, data: Question) -> Ask:
    """Raises CircleUnknown, TurnNotFound."""
    me = request.me
    async with request.database.read() as tx:
        value = f"{data.among}:{data.of}" if data.of else data.among
        among = await circles.read(tx, me.id, value)
        if data.again is not None:
            number = _number(data.again, TurnNotFound) or 0
            before = (await conversations.get_turn(tx, me.id, number)).ask
            return msgspec.structs.replace(before, among=among)
    return Ask(
        asker_id=me.id,
        viewer_id=me.id,
        task=data.task,
        text=data.text,
        among=among,
        post_id=_number(data.post_id, CircleUnknown),
        locale=data.locale or me.locale,
    )


async def _events(request: Call, asking: Asking, begun: Begun) -> AsyncIterator[bytes]:
    yield _encoded("begun", BegunData(str(begun.turn_id), str(begun.conversation_id)))
    try:
        async with aclosing(asking.pieces(begun)) as pieces:
            async for piece in pieces:
                yield await _event(request, begun, piece)
    except AffrescoError as error:
        fault = Fault(error=error.text(locale_of(request)), code=error.code, details=error.details)
        yield _encoded("failed", fault)


async def _event(request: Call, begun: Begun, piece: Piece) -> bytes:
    match piece:
        case Reading(posts):
            return _encoded("reading", ReadingData(posts))
        case Said(sentence):
            return _encoded("said", (await _sentences(request, [sentence]))[0])
        case FellBack(why):
            return _encoded("fell_back", FellBackData(why))
        case Answered(answer):
            return _encoded("answered", await _entity(request, _turn(begun, answer)))


def _turn(begun: Begun, answer: Made) -> Turn:
    """A turn that has just been answered: its moment is this one."""
    at = datetime.now().astimezone()
    return Turn(begun.turn_id, begun.conversation_id, begun.ask, answer, "answered", at)


async def _entity(request: Call, turn: Turn) -> AnswerEntity:
    answer = turn.answer or Made(locale=turn.ask.locale)
    return AnswerEntity(
        id=str(turn.id),
        conversation_id=str(turn.conversation_id),
        question=turn.ask.text,
        task=turn.ask.task,
        state=turn.state,
        sentences=await _sentences(request, answer.sentences),
        silence=answer.silence,
        offers=tuple(
            OfferEntity(
                offer.kind,
                offer.label,
                offer.value,
                None if offer.post_id is None else str(offer.post_id),
                tuple(map(str, offer.account_ids)),
            )
            for offer in answer.offers
        ),
        voice=answer.voice,
        fell_back=answer.fell_back,
        dropped=answer.dropped,
        locale=answer.locale,
        usage=UsageEntity(answer.tokens_in, answer.tokens_out),
        notice=translate(NOTICE, answer.locale),
        created_at=turn.at,
    )


async def _sentences(request: Call, said: Sequence[Sentence]) -> tuple[SentenceEntity, ...]:
    authors = {citation.account_id for sentence in said for citation in sentence.citations}
    async with request.database.read() as tx:
        people = await hydrate.people(tx, authors)
    handles = {person.id: person.handle for person in people.values()}
    return tuple(
        SentenceEntity(
            sentence.text,
            sentence.kind,
            tuple(
                _citation(citation, f"{request.base_url}/@{handles[citation.account_id]}")
                for citation in sentence.citations
                if citation.account_id in handles
            ),
        )
        for sentence in said
    )


def _citation(citation: Citation, author_url: str) -> CitationEntity:
    return CitationEntity(
        post_id=str(citation.post_id),
        account_id=str(citation.account_id),
        url=f"{author_url}/{citation.post_id}",
        quote=citation.quote,
        part=citation.part,
        start=citation.start,
        end=citation.end,
        picture=citation.picture,
        generated=citation.generated,
    )


def _listed(one: Conversation) -> ConversationEntity:
    return ConversationEntity(str(one.id), one.title, one.created_at, one.updated_at)


def _number(text: str | None, unknown: type[AffrescoError]) -> int | None:
    """Raises ``unknown`` for what cannot be an id."""
    number = None if text is None else find_id(text)
    if text is not None and number is None:
        raise unknown
    return number


def _encoded(name: str, data: msgspec.Struct) -> bytes:
    return sse.encode(name, msgspec.json.encode(data))


routes: Final[tuple[HTTPRouteHandler, ...]] = (
    ask,
    list_conversations,
    get_conversation,
    delete_conversation,
    delete_conversations,
)
