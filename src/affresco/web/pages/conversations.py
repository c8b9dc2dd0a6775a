"""Conversations: direct posts, person to person or in a group."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from typing import Any, Final

import msgspec
from litestar import Request, Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery

from affresco.accounts.access import get_person_by_handle
from affresco.accounts.errors import PersonNotFound
from affresco.accounts.model import AccountId, Person, Viewer
from affresco.errors import AffrescoError
from affresco.feeds.conversations import ConversationView, Talk
from affresco.feeds.model import Cursor
from affresco.feeds.reader import Reader
from affresco.posts import commands, conversations
from affresco.posts.errors import NobodyNamed
from affresco.posts.model import NewPicture, Publish
from affresco.runtime import Runtime
from affresco.text import _
from affresco.web import present
from affresco.web.forms import read_form
from affresco.web.paging import FormId, Id, known_id
from affresco.web.refusals import can_be_shown_again, error_markup
from affresco.web.render import flash, redirect, render
from affresco.web.session import visit_of

AnyRequest = Request[Any, Any, Any]
PAGE: Final = "/conversations"
PEOPLE_LIMIT: Final = 20


class Line(msgspec.Struct, frozen=True):
    """A conversation in the list. said: the beginning of its last post; mine: the viewer wrote it."""

    id: int
    names: str
    people: tuple[Person, ...]
    said: str
    mine: bool
    at: Any
    unread: bool


class WordsForm(msgspec.Struct, frozen=True):
    """What is said. to: handles, with or without @, for a new conversation."""

    text: str = ""
    to: str = ""
    media_id: tuple[FormId, ...] = ()
    idempotency_key: str | None = None


@get(PAGE)
async def list_page(
    request: AnyRequest,
    reader: NamedDependency[Reader],
    me: NamedDependency[Viewer],
    max_id: Id = None,
) -> Response[str]:
    """The newest first."""
    page = await reader.conversations.page(me.id, Cursor(max_id=max_id))
    return render(
        request,
        "conversations/list.html",
        lines=[_line(view, me.id) for view in page.items],
        more_url=f"{PAGE}?max_id={page.older}" if page.older is not None else None,
    )


@get(f"{PAGE}/new")
async def new_page(
    request: AnyRequest, me: NamedDependency[Viewer], to: FromQuery[str] = ""
) -> Response[str]:
    """The form for a first word. to: a handle to begin with."""
    return _new(request, WordsForm(to=to[:200], idempotency_key=secrets.token_urlsafe(16)))


@post(f"{PAGE}/new")
async def begin(
    request: AnyRequest, runtime: NamedDependency[Runtime], me: NamedDependency[Viewer]
) -> Response[Any]:
    """Say a first word; whoever is not known here is named."""
    sent = await read_form(request, WordsForm)
    try:
        people = await _people(runtime, sent.to)
        if not set(people) - {me.id}:
            raise NobodyNamed
        await _say(runtime, me, sent, people, None)
    except AffrescoError as error:
        if not can_be_shown_again(error) and not isinstance(error, PersonNotFound):
            raise
        return _new(request, sent, error)
    async with runtime.database.read() as tx:
        (newest,) = await conversations.page(tx, me.id, 2**63 - 1, 0, 1, upward=False)
    return redirect(request, f"{PAGE}/{newest.id}")


@get(f"{PAGE}/{{conversation_id:int}}")
async def talk_page(
    request: AnyRequest,
    runtime: NamedDependency[Runtime],
    reader: NamedDependency[Reader],
    me: NamedDependency[Viewer],
    conversation_id: FromPath[int],
    max_id: Id = None,
) -> Response[str]:
    """What was said, the newest at the end; looking at it is reading it."""
    talk = await reader.conversations.talk(me.id, known_id(conversation_id), max_id)
    if talk.view.conversation.unread and max_id is None:
        await conversations.mark_read(runtime.database, me.id, conversation_id)
    return _show(request, me, talk, unread=await reader.conversations.unread(me.id))


@post(f"{PAGE}/{{conversation_id:int}}")
async def answer(
    request: AnyRequest,
    runtime: NamedDependency[Runtime],
    reader: NamedDependency[Reader],
    me: NamedDependency[Viewer],
    conversation_id: FromPath[int],
) -> Response[Any]:
    """Say something to everybody who takes part."""
    sent = await read_form(request, WordsForm)
    talk = await reader.conversations.talk(me.id, known_id(conversation_id))
    try:
        people = [person.id for person in talk.view.people]
        last = talk.view.last.post.id if talk.view.last else None
        await _say(runtime, me, sent, people, last)
    except AffrescoError as error:
        if not can_be_shown_again(error):
            raise
        return _show(request, me, talk, sent, error)
    return redirect(request, f"{PAGE}/{conversation_id}#say")


@post(f"{PAGE}/{{conversation_id:int}}/delete")
async def forget(
    request: AnyRequest,
    runtime: NamedDependency[Runtime],
    me: NamedDependency[Viewer],
    conversation_id: FromPath[int],
) -> Response[Any]:
    """Take it off one's own list; the posts stay."""
    await conversations.delete(runtime.database, me.id, known_id(conversation_id))
    response = redirect(request, PAGE)
    flash(response, "success", _("The conversation is off your list."))
    return response


async def _people(runtime: Runtime, names: str) -> list[AccountId]:
    """Whom these handles name. Raises PersonNotFound."""
    handles = dict.fromkeys(names.replace(",", " ").replace("@", " ").lower().split())
    async with runtime.database.read() as tx:
        return [
            (await get_person_by_handle(tx, handle)).id for handle in list(handles)[:PEOPLE_LIMIT]
        ]


async def _say(
    runtime: Runtime,
    me: Viewer,
    sent: WordsForm,
    people: Iterable[int],
    last: int | None,
) -> None:
    await commands.publish(
        runtime.database,
        runtime.settings,
        me.id,
        Publish(
            text=sent.text,
            pictures=tuple(NewPicture(media_id=number) for number in sent.media_id),
            visibility="direct",
            in_reply_to_id=last,
            language=me.preferences.language or me.locale,
            idempotency_key=sent.idempotency_key,
            to=tuple(people),
        ),
    )


def _line(view: ConversationView, viewer_id: int) -> Line:
    last = view.last
    return Line(
        id=view.conversation.id,
        names=_names(view),
        people=view.people,
        said=present.summary(last.post) if last else "",
        mine=last is not None and last.post.account_id == viewer_id,
        at=last.post.created_at if last else None,
        unread=view.conversation.unread,
    )


def _names(view: ConversationView) -> str:
    return ", ".join(person.display_name for person in view.people) or _("Somebody who left")


def _new(request: AnyRequest, sent: WordsForm, error: AffrescoError | None = None) -> Response[str]:
    about_people = isinstance(error, PersonNotFound | NobodyNamed)
    said = error_markup(error, visit_of(request).locale) if error else None
    return render(
        request,
        "conversations/new.html",
        status=error.status if error else 200,
        sent=sent,
        to_error=said if about_people else None,
        text_error=None if about_people else said,
    )


def _show(
    request: AnyRequest,
    me: Viewer,
    talk: Talk,
    sent: WordsForm | None = None,
    error: AffrescoError | None = None,
    *,
    unread: int = 0,
) -> Response[str]:
    number = talk.view.conversation.id
    return render(
        request,
        "conversations/talk.html",
        status=error.status if error else 200,
        number=number,
        unread_talk=unread,
        names=_names(talk.view),
        people=talk.view.people,
        cards=present.cards(talk.posts, me.id),
        older_url=f"{PAGE}/{number}?max_id={talk.older}" if talk.older is not None else None,
        text=sent.text if sent else "",
        error=error_markup(error, visit_of(request).locale) if error else None,
        idempotency_key=(sent and sent.idempotency_key) or secrets.token_urlsafe(16),
    )


routes = [list_page, new_page, begin, talk_page, answer, forget]
