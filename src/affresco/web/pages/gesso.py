"""*Ask*: conversations with the assistant. Every door of the website to it leads here.

A form without a script gets the page with the whole answer; a script sends the same form to
``/gesso/events`` and is told the answer as it grows, as HTML that takes the place of the question's own.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any, Final

import msgspec
from litestar import Request, Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery
from litestar.response import Stream

from affresco.accounts import lists
from affresco.accounts.model import AccountId, PeopleList, Viewer
from affresco.assistant import budget, circles, conversations
from affresco.assistant.asking import Asking
from affresco.assistant.conversations import Begun, Conversation, Turn
from affresco.assistant.model import (
    QUESTION_LIMIT,
    Among,
    Ask,
    InThread,
    Task,
)
from affresco.beta.gates import part_of
from affresco.errors import AffrescoError
from affresco.feeds.reader import Reader
from affresco.runtime import Runtime
from affresco.text import _
from affresco.web import visits
from affresco.web.asked import TurnCard, look_up, turn_card
from affresco.web.forms import read_form
from affresco.web.pages.posts import checked
from affresco.web.paging import FormId, Id, known_id
from affresco.web.render import flash, redirect, render
from affresco.web.session import visit_of
from affresco.web.telling import Teller

AnyRequest = Request[Any, Any, Any]
PAGE: Final = "/gesso"
HEADERS: Final = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
SAVED_HERE: Final = frozenset({404, 409, 422, 429})
"""Refusals after which the form is shown again with what was typed."""


class AskForm(msgspec.Struct, frozen=True):
    """A question as it was sent. among, of: as ``circles.read`` takes them. again: a question to ask anew,
    whose place this one takes."""

    text: str = ""
    task: Task = "ask"
    among: str = "everything"
    of: str = ""
    post_id: FormId | None = None
    conversation_id: FormId | None = None
    again: FormId | None = None


class TitleForm(msgspec.Struct, frozen=True):
    title: str = ""


@get(PAGE)
async def ask_page(
    request: AnyRequest,
    runtime: NamedDependency[Runtime],
    asking: NamedDependency[Asking],
    reader: NamedDependency[Reader],
    me: NamedDependency[Viewer],
    q: FromQuery[str] = "",
    task: FromQuery[Task] = "ask",
    among: FromQuery[str] = "everything",
    of: FromQuery[str] = "",
    post_id: Id = None,
) -> Response[str]:
    """An empty conversation; the address may fill the form in, which nobody but the person sends."""
    draft = AskForm(q[:QUESTION_LIMIT], task, among[:200], of[:100], post_id)
    return await _show(request, runtime, reader, me, asking, draft)


@get(f"{PAGE}/{{conversation_id:int}}")
async def conversation_page(
    request: AnyRequest,
    runtime: NamedDependency[Runtime],
    asking: NamedDependency[Asking],
    reader: NamedDependency[Reader],
    me: NamedDependency[Viewer],
    conversation_id: FromPath[int],
) -> Response[str]:
    """What was asked and answered, as far as it still holds. Raises ConversationNotFound."""
    return await _show(
        request, runtime, reader, me, asking, AskForm(), conversation_id=known_id(conversation_id)
    )


@post(PAGE)
async def ask(
    request: AnyRequest,
    runtime: NamedDependency[Runtime],
    asking: NamedDependency[Asking],
    reader: NamedDependency[Reader],
    me: NamedDependency[Viewer],
) -> Response[Any]:
    """Ask, and be shown the whole answer. What cannot be asked comes back as it was typed."""
    sent = await read_form(request, AskForm)
    try:
        begun = await _begin(request, runtime, asking, me, sent)
        await asking.whole(begun)
    except AffrescoError as error:
        if error.status not in SAVED_HERE:
            raise
        return await _show(request, runtime, reader, me, asking, sent, error, sent.conversation_id)
    return redirect(request, f"{PAGE}/{begun.conversation_id}#turn-{begun.turn_id}")


@post(f"{PAGE}/events", status_code=200)
async def ask_events(
    request: AnyRequest,
    runtime: NamedDependency[Runtime],
    asking: NamedDependency[Asking],
    reader: NamedDependency[Reader],
    me: NamedDependency[Viewer],
) -> Response[Any] | Stream:
    """Ask, and be told the answer as it is made. Who stops listening stops it."""
    sent = await read_form(request, AskForm)
    try:
        begun = await _begin(request, runtime, asking, me, sent)
    except AffrescoError as error:
        return Response(error.text(me.locale), status_code=error.status, media_type="text/plain")
    told = Teller(
        reader, me, begun, visit_of(request).csrf_token, await _names(runtime, me, begun.ask.among)
    )
    return Stream(told.events(asking), media_type="text/event-stream", headers=HEADERS)


@post(f"{PAGE}/{{conversation_id:int}}/rename")
async def rename(
    request: AnyRequest,
    runtime: NamedDependency[Runtime],
    me: NamedDependency[Viewer],
    conversation_id: FromPath[int],
) -> Response[Any]:
    """Raises ConversationNotFound."""
    sent = await read_form(request, TitleForm)
    number = known_id(conversation_id)
    await conversations.rename(runtime.database, me.id, number, sent.title)
    return redirect(request, f"{PAGE}/{number}")


@post(f"{PAGE}/{{conversation_id:int}}/delete")
async def delete(
    request: AnyRequest,
    runtime: NamedDependency[Runtime],
    me: NamedDependency[Viewer],
    conversation_id: FromPath[int],
) -> Response[Any]:
    """Raises ConversationNotFound."""
    await conversations.delete(runtime.database, me.id, known_id(conversation_id))
    return _deleted(request, _("The conversation is deleted."))


@post(f"{PAGE}/delete")
async def delete_all(
    request: AnyRequest, runtime: NamedDependency[Runtime], me: NamedDependency[Viewer]
) -> Response[Any]:
    """Everything that one ever asked."""
    await conversations.delete_all(runtime.database, me.id)
    return _deleted(request, _("All your conversations with Gesso are deleted."))


@post(f"{PAGE}/turns/{{turn_id:int}}/list")
async def make_list(
    request: AnyRequest,
    runtime: NamedDependency[Runtime],
    me: NamedDependency[Viewer],
    turn_id: FromPath[int],
) -> Response[Any]:
    """The offer to make a list of the people that an answer cites. Raises TurnNotFound, TooManyLists,
    NotFollowed."""
    async with runtime.database.read() as tx:
        turn = await conversations.get_turn(tx, me.id, known_id(turn_id))
    offers = turn.answer.offers if turn.answer else ()
    people = next((o.account_ids for o in offers if o.kind == "build_list"), ())
    title = conversations.title_of(turn.ask)[:40]
    made = await lists.create(runtime.database, me.id, title)
    await lists.add(runtime.database, me.id, made.id, people)
    return redirect(request, f"/lists/{made.id}/edit")


@get("/posts/{post_id:int}/explain")
async def explain(
    request: AnyRequest, me: NamedDependency[Viewer], post_id: FromPath[int]
) -> Response[Any]:
    """To the page, with the form filled in."""
    number = checked(post_id)
    return redirect(request, f"{PAGE}?task=explain&post_id={number}&among=thread:{number}")


def _deleted(request: AnyRequest, message: str) -> Response[Any]:
    response = redirect(request, PAGE)
    flash(response, "success", message)
    return response


async def _begin(
    request: AnyRequest, runtime: Runtime, asking: Asking, me: Viewer, sent: AskForm
) -> Begun:
    async with runtime.database.read() as tx:
        if sent.again is not None:
            turn = await conversations.get_turn(tx, me.id, sent.again)
            among = turn.ask.among if not sent.among else await _among(request, tx, me, sent)
            wanted = msgspec.structs.replace(turn.ask, among=among, locale=me.locale)
        else:
            wanted = Ask(
                asker_id=me.id,
                viewer_id=me.id,
                task=sent.task,
                text=sent.text,
                among=await _among(request, tx, me, sent),
                post_id=sent.post_id,
                locale=me.locale,
            )
    return await asking.begin(wanted, sent.conversation_id, sent.again)


async def _among(request: AnyRequest, tx: Any, me: Viewer, sent: AskForm) -> Among:
    return await circles.read(tx, me.id, sent.among, sent.of, visits.last_visit(request))


async def _names(runtime: Runtime, me: Viewer, *among: Among) -> dict[str, str]:
    """Circles that have names, by their value."""
    async with runtime.database.read() as tx:
        return {
            circles.value_of(one): await circles.name_of(tx, me.id, one)
            for one in dict.fromkeys(among)
        }


async def _show(
    request: AnyRequest,
    runtime: Runtime,
    reader: Reader,
    me: Viewer,
    asking: Asking,
    draft: AskForm,
    error: AffrescoError | None = None,
    conversation_id: int | None = None,
) -> Response[str]:
    turns: tuple[Turn, ...] = ()
    current: Conversation | None = None
    async with runtime.database.read() as tx:
        if conversation_id is not None:
            current = await conversations.get(tx, me.id, conversation_id)
            turns = await conversations.turns(tx, conversation_id)
        mine = await lists.all_of(tx, AccountId(me.id))
        left = await budget.left_today(tx, runtime.settings, me.id)
    turns = await asking.holding(turns, me.id)
    views = await look_up(reader, me.id, turns)
    names = await _names(runtime, me, *(turn.ask.among for turn in turns))
    cards = tuple(turn_card(turn, views, names) for turn in turns)
    if cards and error is None:
        draft = msgspec.structs.replace(draft, among=_follow_up(turns[-1]))
    return render(
        request,
        "gesso/page.html",
        status=error.status if error else 200,
        me=me,
        current=current,
        turns=cards,
        draft=draft,
        error=error.text(visit_of(request).locale) if error else None,
        options=_options(mine, draft, names),
        about=await _about(reader, me, draft),
        history=await conversations.listed(runtime.database, me.id),
        left=left,
        off=runtime.settings.questions_per_day == 0,
        limit=QUESTION_LIMIT,
        with_model=runtime.settings.gesso is not None,
    )


def _follow_up(turn: Turn) -> str:
    """The circle of the next question: that of the one before, or the thread of the post explained."""
    if turn.ask.task == "explain" and turn.ask.post_id is not None:
        return circles.value_of(InThread(turn.ask.post_id))
    return circles.value_of(turn.ask.among)


async def _about(reader: Reader, me: Viewer, draft: AskForm) -> TurnCard | None:
    """The post that is to be explained. Raises PostNotFound."""
    if draft.task != "explain" or draft.post_id is None:
        return None
    view = await reader.post(me.id, checked(draft.post_id))
    ask = Ask(asker_id=me.id, viewer_id=me.id, task="explain", post_id=draft.post_id)
    turn = Turn(0, 0, ask, None, "asked", datetime.now(UTC))
    return turn_card(turn, {view.post.id: view}, {})


def _options(
    mine: tuple[PeopleList, ...], draft: AskForm, names: dict[str, str]
) -> tuple[tuple[str, str], ...]:
    """(value, label) of the circles to choose from."""
    usual = [
        ("everything", _("Everything")),
        ("following", _("Whom I follow")),
        ("since", _("Since my last visit")),
        *((f"list:{one.id}", one.title) for one in mine),
        ("hashtag", _("A hashtag …")),
        ("person", _("A person …")),
    ]
    if draft.among in dict(usual) or draft.among.startswith("since:"):
        return tuple(usual)
    kind, _colon, rest = draft.among.partition(":")
    label = names.get(draft.among) or {
        "thread": _("This thread"),
        "hashtag": f"#{rest}",
        "person": f"@{rest}",
    }.get(kind, "")
    return ((draft.among, label), *usual) if label and rest else tuple(usual)


routes = part_of(
    "gesso",
    (
        ask_page,
        conversation_page,
        ask,
        ask_events,
        rename,
        delete,
        delete_all,
        make_list,
        explain,
    ),
)
