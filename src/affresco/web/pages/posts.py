"""A post's own page, its family of remixes, its earlier wordings, and what people say to it."""

from __future__ import annotations

import secrets
from datetime import datetime
from typing import Any

import msgspec
from litestar import Request, Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery

from affresco.accounts.model import Viewer
from affresco.accounts.usage import Statement
from affresco.errors import AffrescoError
from affresco.feeds import threads
from affresco.feeds.model import Cursor, Family, PostView, Thread
from affresco.feeds.reader import Reader
from affresco.posts import commands
from affresco.posts.errors import PostNotFound
from affresco.posts.lineage import prompt_diff
from affresco.posts.model import Edit, NewPicture, Post, PostId, Publish
from affresco.runtime import Runtime
from affresco.text import _
from affresco.web import present, trees
from affresco.web.described import describe, usage_of
from affresco.web.forms import read_form
from affresco.web.origins import origin_lines
from affresco.web.paging import CURSOR, LARGEST_ID, FormId, feed_page, stream_url, wants_list
from affresco.web.recipes import understood
from affresco.web.refusals import can_be_shown_again, error_markup, note_of
from affresco.web.render import flash, redirect, render
from affresco.web.session import visit_of
from affresco.web.sharing import sharing

AnyRequest = Request[Any, Any, Any]


class ReplyForm(msgspec.Struct, frozen=True):
    """A reply as it was sent. idempotency_key: a second click sends the same one."""

    text: str = ""
    warning: str = ""
    idempotency_key: str | None = None
    media_id: tuple[FormId, ...] = ()


class Version(msgspec.Struct, frozen=True):
    """One wording of a post. change: how it differs from the one before it."""

    text: str
    alts: tuple[str, ...]
    at: datetime
    change: present.DiffWords
    warning: str = ""


@get("/{at_handle:str}/{post_id:int}")
async def post_page(
    request: AnyRequest,
    reader: NamedDependency[Reader],
    viewer: NamedDependency[Viewer | None],
    at_handle: FromPath[str],
    post_id: FromPath[int],
    sort: FromQuery[threads.Order] = "oldest",
) -> Response[Any]:
    """``/@handle/id``: pictures, recipe, where it comes from, the conversation, sorted as wished."""
    thread = await reader.thread(viewer.id if viewer else None, checked(post_id), sort)
    if at_handle != f"@{thread.focus.author.handle}":
        if not at_handle.startswith("@"):
            raise PostNotFound
        return redirect(request, present.post_url(thread.focus.author.handle, post_id))
    return await _show(request, reader, viewer, thread, sort=sort)


@get("/posts/{post_id:int}")
async def short_address(
    request: AnyRequest,
    reader: NamedDependency[Reader],
    viewer: NamedDependency[Viewer | None],
    post_id: FromPath[int],
) -> Response[Any]:
    """To the post's own page, for those who know only its number."""
    view = await reader.post(viewer.id if viewer else None, checked(post_id))
    return redirect(request, present.post_url(view.author.handle, view.post.id))


@get("/posts/{post_id:int}/card")
async def one_card(
    request: AnyRequest,
    reader: NamedDependency[Reader],
    viewer: NamedDependency[Viewer | None],
    post_id: FromPath[int],
) -> Response[str]:
    """A fragment: the post as feeds show it."""
    viewer_id = viewer.id if viewer else None
    view = await reader.post(viewer_id, checked(post_id))
    return render(request, "posts/_card.html", card=present.card(view, viewer_id))


@get("/posts/{post_id:int}/family")
async def family(
    request: AnyRequest,
    reader: NamedDependency[Reader],
    viewer: NamedDependency[Viewer | None],
    post_id: FromPath[int],
) -> Response[str]:
    """The tree of remixes that the post belongs to."""
    viewer_id = viewer.id if viewer else None
    found = await reader.family(viewer_id, checked(post_id))
    view = found.views.get(PostId(post_id))
    if view is None:
        raise PostNotFound
    tree = trees.family_node(found, viewer_id, post_id)
    return render(
        request,
        "posts/family.html",
        card=present.card(view, viewer_id),
        tree=tree,
        higher=tree.id != found.root.id and not tree.deleted,
        size=trees.family_size(found),
        change=present.prompt_change(view, viewer_id),
    )


@get("/posts/{post_id:int}/history")
async def history(
    request: AnyRequest,
    reader: NamedDependency[Reader],
    viewer: NamedDependency[Viewer | None],
    post_id: FromPath[int],
) -> Response[str]:
    """Every wording of a post, the newest first."""
    viewer_id = viewer.id if viewer else None
    view = await reader.post(viewer_id, checked(post_id))
    edits = sorted(await reader.edits(viewer_id, view.post.id), key=lambda edit: edit.revision)
    now = view.post
    present_wording = Edit(
        revision=now.revision,
        text=now.text,
        alts=tuple(p.alt for p in now.pictures),
        at=now.edited_at or now.created_at,
        warning=now.warning,
    )
    before: str | None = None
    versions = []
    for edit in (*edits, present_wording):
        change = present.diff_words(prompt_diff(before, edit.text)) if before else ()
        versions.append(Version(edit.text, edit.alts, edit.at, change, edit.warning))
        before = edit.text
    return render(
        request,
        "posts/history.html",
        card=present.card(view, viewer_id),
        versions=tuple(reversed(versions)),
    )


@get("/posts/{post_id:int}/quotes", dependencies=CURSOR)
async def quoted_by(
    request: AnyRequest,
    reader: NamedDependency[Reader],
    viewer: NamedDependency[Viewer | None],
    cursor: NamedDependency[Cursor],
    post_id: FromPath[int],
) -> Response[str]:
    """Posts that quote the post, the newest first."""
    viewer_id = viewer.id if viewer else None
    view = await reader.post(viewer_id, checked(post_id))
    timeline = await reader.quotes(viewer_id, view.post.id, cursor)
    page = feed_page(timeline, viewer_id, f"/posts/{post_id}/quotes", cursor)
    if wants_list(request):
        return render(request, "feeds/_list.html", page=page)
    return render(request, "posts/quotes.html", card=present.card(view, viewer_id), page=page)


@post("/posts/{post_id:int}/reply")
async def reply(
    request: AnyRequest,
    runtime: NamedDependency[Runtime],
    reader: NamedDependency[Reader],
    me: NamedDependency[Viewer],
    post_id: FromPath[int],
) -> Response[Any]:
    """Answer a post. What was typed comes back when it cannot be sent."""
    sent = await read_form(request, ReplyForm)
    try:
        thread = await reader.thread(me.id, checked(post_id))
    except PostNotFound:
        return render(request, "posts/reply_gone.html", status=404, text=sent.text)
    try:
        reply_id = await commands.publish(
            runtime.database,
            runtime.settings,
            me.id,
            Publish(
                text=sent.text,
                pictures=tuple(NewPicture(media_id=number) for number in sent.media_id),
                visibility=thread.focus.post.visibility,
                in_reply_to_id=post_id,
                warning=sent.warning,
                quote_policy=me.preferences.quote_policy,
                language=me.locale,
                idempotency_key=sent.idempotency_key,
            ),
        )
    except AffrescoError as error:
        if not can_be_shown_again(error):
            raise
        return await _show(request, reader, me, thread, sent, error)
    response = redirect(request, f"{_own_url(thread.focus)}#post-{reply_id}")
    note = await note_of(runtime, "post", reply_id, me.locale)
    flash(response, "info" if note else "success", note or _("Your reply is published."))
    return response


async def _show(
    request: AnyRequest,
    reader: Reader,
    viewer: Viewer | None,
    thread: Thread,
    sent: ReplyForm | None = None,
    error: AffrescoError | None = None,
    *,
    sort: threads.Order = "oldest",
) -> Response[str]:
    viewer_id, focus = viewer.id if viewer else None, thread.focus
    in_family = focus.post.parent_id is not None or focus.counts.remixes > 0
    tree = await reader.family(viewer_id, focus.post.id) if in_family else None
    locale = visit_of(request).locale
    base_url = request.app.state.runtime.base_url
    own = Statement(await reader.usage((focus.post.id,)), base_url)
    whole = Statement(await usage_of(reader, _shown(thread, tree)), base_url)
    return render(
        request,
        "posts/page.html",
        status=error.status if error else 200,
        headers={**own.headers(), **whole.reservation()},
        described=describe(focus, own, whole),
        title=present.page_title(focus),
        card=present.card(focus, viewer_id, understood(focus.post, viewer_id, locale)),
        sharing=sharing(focus, base_url),
        change=present.prompt_change(focus, viewer_id),
        ancestors=[v and present.card(v, viewer_id) for v in thread.ancestors],
        sort=sort,
        quotes=focus.counts.quotes,
        warning=sent.warning if sent else focus.post.warning,
        replies=trees.thread_nodes(thread.replies, viewer_id),
        tree=trees.near(trees.family_node(tree, viewer_id, focus.post.id), focus.post.id)
        if tree
        else None,
        origins=await origin_lines(request.app.state.runtime, focus.post),
        family_size=trees.family_size(tree) if tree else 0,
        stream_url=stream_url(f"post:{focus.post.id}"),
        reply_text=sent.text if sent else await _greeting(reader, viewer_id, focus.post),
        reply_error=error_markup(error, locale) if error else None,
        idempotency_key=(sent and sent.idempotency_key) or secrets.token_urlsafe(16),
    )


def _shown(thread: Thread, tree: Family | None) -> list[PostView]:
    """The posts that have a part in the page."""
    shown = [thread.focus, *(view for view in thread.ancestors if view is not None)]
    shown += tree.views.values() if tree else ()
    waiting = list(thread.replies)
    while waiting:
        reply = waiting.pop()
        waiting.extend(reply.replies)
        if reply.view is not None:
            shown.append(reply.view)
    return shown


async def _greeting(reader: Reader, viewer_id: int | None, post: Post) -> str:
    """What an answer to a direct post begins with: everybody who takes part, by name."""
    if post.visibility != "direct" or viewer_id is None:
        return ""
    people = await reader.people({post.account_id, *post.mentioned_ids})
    handles = sorted(p.handle for p in people.values() if p.id != viewer_id)
    return "".join(f"@{handle} " for handle in handles)


def _own_url(view: PostView) -> str:
    return present.post_url(view.author.handle, view.post.id)


def checked(post_id: int) -> PostId:
    """A number from an address. Raises PostNotFound for one that no post can have."""
    if not 0 < post_id <= LARGEST_ID:
        raise PostNotFound
    return PostId(post_id)


routes = [post_page, short_address, one_card, family, history, quoted_by, reply]
