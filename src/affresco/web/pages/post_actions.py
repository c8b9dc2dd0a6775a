"""What one does with a post: like, repost, bookmark and back; edit; delete.

Each works as a plain form, which leads back to where it was sent from, and as an htmx request, which
is answered with the row of buttons as it is afterwards.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import Any, Final

import msgspec
from litestar import Request, Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath

from affresco.accounts.model import Consent, Viewer
from affresco.db import Database
from affresco.errors import AffrescoError, NotFound
from affresco.feeds.reader import Reader
from affresco.posts import commands, consent, polls, quotes, threads
from affresco.posts.errors import NotYours
from affresco.posts.model import PostId
from affresco.runtime import Runtime
from affresco.safety.errors import CheckUnavailable
from affresco.text import _
from affresco.web import present
from affresco.web.choices import choices
from affresco.web.forms import form_of, read_form
from affresco.web.pages.posts import checked
from affresco.web.refusals import error_markup, note_of
from affresco.web.render import flash, redirect, render, sent_from
from affresco.web.session import is_htmx, visit_of

AnyRequest = Request[Any, Any, Any]
Action = Callable[[Database, Any, PostId], Awaitable[object]]

ACTIONS: Final[Mapping[str, Action]] = {
    "like": commands.like,
    "unlike": commands.unlike,
    "repost": commands.repost,
    "unrepost": commands.unrepost,
    "bookmark": commands.bookmark,
    "unbookmark": commands.unbookmark,
    "pin": threads.pin,
    "unpin": threads.unpin,
    "mute": threads.mute,
    "unmute": threads.unmute,
}


class EditForm(msgspec.Struct, frozen=True):
    """A post as its author wants it. alt_1 … alt_4: what its pictures show."""

    text: str = ""
    warning: str = ""
    sensitive: str = ""
    assistant: Consent | None = None
    alt_1: str = ""
    alt_2: str = ""
    alt_3: str = ""
    alt_4: str = ""

    def alts(self, count: int) -> tuple[str, ...]:
        """The descriptions of the first ``count`` pictures."""
        return (self.alt_1, self.alt_2, self.alt_3, self.alt_4)[:count]


@post("/posts/{post_id:int}/{action:str}")
async def act(
    request: AnyRequest,
    runtime: NamedDependency[Runtime],
    reader: NamedDependency[Reader],
    me: NamedDependency[Viewer],
    post_id: FromPath[int],
    action: FromPath[str],
) -> Response[Any]:
    """One of ``ACTIONS``. Raises PostNotFound."""
    if action not in ACTIONS:
        raise NotFound
    await ACTIONS[action](runtime.database, me.id, checked(post_id))
    if not is_htmx(request):
        return redirect(request, f"{sent_from(request)}#post-{post_id}")
    view = await reader.post(me.id, PostId(post_id))
    return render(request, "posts/_actions.html", card=present.card(view, me.id))


@post("/posts/{post_id:int}/vote")
async def vote(
    request: AnyRequest,
    runtime: NamedDependency[Runtime],
    reader: NamedDependency[Reader],
    me: NamedDependency[Viewer],
    post_id: FromPath[int],
) -> Response[Any]:
    """Vote in the poll of a post: the field ``choice_ID``, so that polls on one page stay apart."""
    sent = (await form_of(request)).getall(f"choice_{post_id}", [])
    choices = [int(text) if str(text).isascii() and str(text).isdigit() else -1 for text in sent]
    await polls.vote(runtime.database, me.id, checked(post_id), choices)
    if not is_htmx(request):
        return redirect(request, f"{sent_from(request)}#poll-{post_id}")
    view = await reader.post(me.id, PostId(post_id))
    return render(request, "posts/_poll.html", card=present.card(view, me.id))


@post("/posts/{post_id:int}/unquote")
async def unquote(
    request: AnyRequest,
    runtime: NamedDependency[Runtime],
    reader: NamedDependency[Reader],
    me: NamedDependency[Viewer],
    post_id: FromPath[int],
) -> Response[Any]:
    """Take one's own post out of one that quotes it."""
    view = await reader.post(me.id, checked(post_id))
    if view.post.quote is None:
        raise NotFound
    await quotes.revoke(runtime.database, me.id, view.post.quote.id, view.post.id)
    return redirect(request, f"{sent_from(request)}#post-{post_id}")


@post("/posts/{post_id:int}/delete")
async def delete(
    request: AnyRequest,
    runtime: NamedDependency[Runtime],
    me: NamedDependency[Viewer],
    post_id: FromPath[int],
) -> Response[Any]:
    """Delete one's own post for good."""
    await commands.delete(runtime.database, me.id, checked(post_id))
    back = sent_from(request)
    response = redirect(request, me.url if str(post_id) in back else back)
    flash(response, "success", _("The post is deleted."))
    return response


@post("/posts/{post_id:int}/withdraw")
async def withdraw(
    request: AnyRequest,
    runtime: NamedDependency[Runtime],
    me: NamedDependency[Viewer],
    post_id: FromPath[int],
) -> Response[Any]:
    """No answer of the assistant may rest on this post of one's own any more."""
    await consent.set_assistant(runtime.database, me.id, checked(post_id), "deny")
    response = redirect(request, sent_from(request))
    flash(response, "success", _("Answers leave this post out from now on."))
    return response


@get("/posts/{post_id:int}/edit")
async def edit_page(
    request: AnyRequest,
    reader: NamedDependency[Reader],
    me: NamedDependency[Viewer],
    post_id: FromPath[int],
) -> Response[str]:
    """The form with the present wording."""
    view = await reader.post(me.id, checked(post_id))
    card = present.card(view, me.id)
    if not card.own:
        raise NotYours
    alts = tuple(picture.alt for picture in card.pictures)
    return render(
        request,
        "posts/edit.html",
        card=card,
        text=card.text,
        warning=card.warning,
        sensitive=view.post.sensitive,
        assistant=view.post.assistant or "",
        choices=choices().assistant,
        alts=alts,
        error=None,
    )


@post("/posts/{post_id:int}/edit")
async def edit(
    request: AnyRequest,
    runtime: NamedDependency[Runtime],
    reader: NamedDependency[Reader],
    me: NamedDependency[Viewer],
    post_id: FromPath[int],
) -> Response[Any]:
    """Change words; what they were stays in the history."""
    sent = await read_form(request, EditForm)
    view = await reader.post(me.id, checked(post_id))
    card = present.card(view, me.id)
    alts = sent.alts(len(card.pictures))
    try:
        await commands.edit(
            runtime.database,
            runtime.settings,
            me.id,
            card.id,
            sent.text,
            alts,
            warning=sent.warning,
            sensitive=bool(sent.sensitive),
        )
        if sent.assistant != view.post.assistant:
            await consent.set_assistant(runtime.database, me.id, card.id, sent.assistant)
    except AffrescoError as error:
        if error.status != 422 and not isinstance(error, CheckUnavailable):
            raise
        return render(
            request,
            "posts/edit.html",
            status=error.status,
            card=card,
            text=sent.text,
            warning=sent.warning,
            sensitive=bool(sent.sensitive),
            assistant=sent.assistant or "",
            choices=choices().assistant,
            alts=alts,
            error=error_markup(error, visit_of(request).locale),
        )
    response = redirect(request, card.url)
    note = await note_of(runtime, "post", card.id, me.locale)
    flash(response, "info" if note else "success", note or _("Your changes are saved."))
    return response


routes = [act, vote, unquote, delete, withdraw, edit_page, edit]
