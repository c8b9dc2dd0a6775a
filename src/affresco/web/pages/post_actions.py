"""What one does with a post: like, repost, bookmark and back; edit; delete.

Each works as a plain form, which leads back to where it was sent from, and as an htmx request, which
is answered with the row of buttons as it is afterwards.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import Any, Final

from litestar import Request, Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath

from affresco.accounts.model import Viewer
from affresco.db import Database
from affresco.errors import AffrescoError, Conflict, NotFound
from affresco.feeds.model import PostView
from affresco.feeds.reader import Reader
from affresco.media.queries import media_by_ids
from affresco.posts import commands, consent, polls, quotes, threads
from affresco.posts.errors import NotYours
from affresco.posts.model import Change, PostId
from affresco.runtime import Runtime
from affresco.safety.errors import CheckUnavailable
from affresco.text import _
from affresco.web import editing, present
from affresco.web.choices import choices, licences
from affresco.web.editing import EditForm
from affresco.web.forms import form_of, read_form
from affresco.web.pages.posts import checked
from affresco.web.present import post_url
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


@post("/posts/{post_id:int}/take-back")
async def take_back(
    request: AnyRequest,
    runtime: NamedDependency[Runtime],
    me: NamedDependency[Viewer],
    post_id: FromPath[int],
) -> Response[Any]:
    """No model may learn from this post of one's own any more."""
    locale = visit_of(request).locale
    wish = Change(training="deny", wording=consent.wording({"training": "deny"}, locale))
    await consent.choose(runtime.database, me.id, checked(post_id), wish)
    response = redirect(request, f"{sent_from(request)}#post-{post_id}")
    flash(response, "success", _("It is taken back: no model may learn from it any more."))
    return response


@get("/posts/{post_id:int}/edit")
async def edit_page(
    request: AnyRequest,
    runtime: NamedDependency[Runtime],
    reader: NamedDependency[Reader],
    me: NamedDependency[Viewer],
    post_id: FromPath[int],
) -> Response[str]:
    """The form with the present wording."""
    view = await reader.post(me.id, checked(post_id))
    if view.post.account_id != me.id:
        raise NotYours
    return await _edit_form(request, runtime, me, view)


async def _edit_form(
    request: AnyRequest,
    runtime: Runtime,
    me: Viewer,
    view: PostView,
    sent: EditForm | None = None,
    error: AffrescoError | None = None,
) -> Response[str]:
    """The form with the present wording, or with what was sent and why it cannot be."""
    post = view.post
    shown = [picture.media.id for picture in post.pictures]
    async with runtime.database.read() as tx:
        offered = await editing.offers(tx, me.id, sent.media_id if sent else ())
        asks_likeness = await consent.asks_for_likeness(
            tx, [*shown, *(offer.id for offer in offered)]
        )
    licence = (sent.licence if sent else None) or post.licence
    return render(
        request,
        "posts/edit.html",
        status=error.status if error else 200,
        card=present.card(view, me.id),
        text=sent.text if sent else post.text,
        warning=sent.warning if sent else post.warning,
        sensitive=bool(sent.sensitive) if sent else post.sensitive,
        assistant=(sent.assistant if sent else None) or post.assistant or "account",
        choices=choices(),
        assistants=[(value or "account", *rest) for value, *rest in choices().assistant],
        training=(sent.training if sent else None) or post.training,
        remix_policy=(sent.remix_policy if sent else None) or post.remix_policy,
        licence=licence,
        licences=licences(licence),
        likeness=(sent.likeness if sent else post.likeness) or "",
        asks_likeness=asks_likeness,
        drafts=editing.drafts(post, sent),
        offers=offered,
        points=editing.points(),
        error=error_markup(error, visit_of(request).locale) if error else None,
    )


@post("/posts/{post_id:int}/edit")
async def edit(
    request: AnyRequest,
    runtime: NamedDependency[Runtime],
    reader: NamedDependency[Reader],
    me: NamedDependency[Viewer],
    post_id: FromPath[int],
) -> Response[Any]:
    """Change words and pictures; what they were stays in the history."""
    sent = await read_form(request, EditForm)
    view = await reader.post(me.id, checked(post_id))
    async with runtime.database.read() as tx:
        fresh = await media_by_ids(tx, sent.media_id)
    described: dict[int, str] = {
        media.id: media.alt for media in fresh.values() if media.owner_id == me.id
    }
    wish = sent.change(view.post, described, visit_of(request).locale)
    try:
        await commands.change(runtime.database, runtime.settings, me.id, view.post.id, wish)
    except AffrescoError as error:
        again = error.status == 422 or isinstance(error, CheckUnavailable | Conflict)
        if not again or view.post.account_id != me.id:
            raise
        return await _edit_form(request, runtime, me, view, sent, error)
    response = redirect(request, post_url(view.author.handle, view.post.id))
    note = await note_of(runtime, "post", view.post.id, me.locale)
    flash(response, "info" if note else "success", note or _("Your changes are saved."))
    return response


routes = [act, vote, unquote, delete, withdraw, take_back, edit_page, edit]
