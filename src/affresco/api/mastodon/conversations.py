"""Conversations: direct statuses, thread by thread."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Final

import msgspec
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler
from litestar.params import PathParameter

from affresco.api.core.answers import Answer
from affresco.api.core.call import Call, Desk
from affresco.api.core.endpoint import endpoint
from affresco.api.core.paging import find_id
from affresco.api.mastodon import show
from affresco.api.mastodon.talk_entities import Conversation
from affresco.feeds.conversations import ConversationView
from affresco.feeds.model import Cursor
from affresco.posts import conversations
from affresco.posts.errors import ConversationNotFound

ConversationId = Annotated[
    str,
    PathParameter(description="Of a conversation.", schema_extra={"pattern": "^[0-9]{1,19}$"}),
]


class Gone(msgspec.Struct, frozen=True):
    """An empty object."""


@endpoint(
    "GET",
    "/api/v1/conversations",
    "Conversations, the one with the newest status first; cursors are ids of last statuses",
    needs="read:statuses",
    faults=(422,),
    paged=True,
)
async def list_conversations(
    request: Call, page: NamedDependency[Cursor]
) -> Answer[tuple[Conversation, ...]]:
    found = await request.reader.conversations.page(request.me.id, page)
    shown = await show_conversations(request, found.items)
    return Answer(shown, headers=request.links(found.older, found.newer))


@endpoint(
    "POST",
    "/api/v1/conversations/{conversation_id:str}/read",
    "One has read it",
    needs="write:conversations",
)
async def read(request: Call, conversation_id: ConversationId) -> Answer[Conversation]:
    number = _number(conversation_id)
    await conversations.mark_read(request.database, request.me.id, number)
    return Answer(await _one(request, number))


@endpoint(
    "POST",
    "/api/v1/conversations/{conversation_id:str}/unread",
    "One has to look at it again",
    needs="write:conversations",
)
async def unread(request: Call, conversation_id: ConversationId) -> Answer[Conversation]:
    number = _number(conversation_id)
    await conversations.mark_read(request.database, request.me.id, number, unread=True)
    return Answer(await _one(request, number))


@endpoint(
    "DELETE",
    "/api/v1/conversations/{conversation_id:str}",
    "Forget it, for oneself; the statuses stay",
    needs="write:conversations",
)
async def delete(request: Call, conversation_id: ConversationId) -> Answer[Gone]:
    await conversations.delete(request.database, request.me.id, _number(conversation_id))
    return Answer(Gone())


async def _one(request: Call, number: int) -> Conversation:
    view = await request.reader.conversations.one(request.me.id, number)
    (shown,) = await show_conversations(request, (view,))
    return shown


async def show_conversations(
    desk: Desk, views: Sequence[ConversationView]
) -> tuple[Conversation, ...]:
    """Conversations with their people and the last status that the viewer may see."""
    ids = list(dict.fromkeys(person.id for view in views for person in view.people))
    accounts = {account.id: account for account in await show.show_accounts(desk, ids)}
    last = [view.last for view in views if view.last is not None]
    statuses = {status.id: status for status in await show.statuses(desk, last)}
    return tuple(
        Conversation(
            id=str(view.conversation.id),
            unread=view.conversation.unread,
            accounts=tuple(
                accounts[str(person.id)] for person in view.people if str(person.id) in accounts
            ),
            last_status=statuses.get(str(view.last.post.id)) if view.last else None,
        )
        for view in views
    )


def _number(conversation_id: str) -> int:
    number = find_id(conversation_id)
    if number is None:
        raise ConversationNotFound
    return number


routes: Final[tuple[HTTPRouteHandler, ...]] = (list_conversations, read, unread, delete)
