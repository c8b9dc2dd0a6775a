"""Reports: telling the owners of somebody, and the owners' page of what they were told."""

from __future__ import annotations

from typing import Any, Final

import msgspec
from litestar import Request, Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery

from affresco.accounts import hydrate as people
from affresco.accounts.access import get_person
from affresco.accounts.model import Person, Viewer
from affresco.feeds.reader import Reader
from affresco.posts import hydrate, reports
from affresco.posts.errors import CommentTooLong, PostNotFound, ReportClosed
from affresco.posts.model import Post
from affresco.posts.reports import COMMENT_LIMIT, Category, NewReport, Report
from affresco.runtime import Runtime
from affresco.text import _
from affresco.web.forms import read_form
from affresco.web.paging import FormId, Id, known_id
from affresco.web.present import PictureCard, picture_card, plain_text, post_url
from affresco.web.render import flash, redirect, render

AnyRequest = Request[Any, Any, Any]
PAGE: Final = "/settings/reports"


class ReportForm(msgspec.Struct, frozen=True):
    """Of whom, about which post, and why."""

    person: FormId
    post: FormId | None = None
    category: Category = "other"
    comment: str = ""


class CloseForm(msgspec.Struct, frozen=True):
    answer: str = ""


class PostLine(msgspec.Struct, frozen=True):
    """A reported post, as owners see it whatever its audience."""

    id: int
    url: str
    text: str
    warning: str
    pictures: tuple[PictureCard, ...]
    marked: bool


class Line(msgspec.Struct, frozen=True):
    """A report for an owner."""

    report: Report
    reporter: Person | None
    target: Person | None
    posts: tuple[PostLine, ...]


@get("/report")
async def report_page(
    request: AnyRequest,
    runtime: NamedDependency[Runtime],
    reader: NamedDependency[Reader],
    me: NamedDependency[Viewer],
    post: Id = None,
    person: Id = None,
) -> Response[str]:
    """The form. post: what it is about; person: whom, where it is about nothing they posted."""
    target_id = person
    if post is not None:
        target_id = (await reader.post(me.id, post)).author.id
    if target_id is None:
        raise PostNotFound
    return await _form(request, runtime, ReportForm(person=target_id, post=post))


@post("/report")
async def send(
    request: AnyRequest,
    runtime: NamedDependency[Runtime],
    me: NamedDependency[Viewer],
) -> Response[Any]:
    """Tell the owners."""
    sent = await read_form(request, ReportForm)
    try:
        await reports.report(
            runtime.database,
            me.id,
            NewReport(
                target_id=sent.person,
                post_ids=(sent.post,) if sent.post else (),
                comment=sent.comment,
                category=sent.category,
            ),
        )
    except CommentTooLong as error:
        return await _form(request, runtime, sent, error.text(me.locale))
    response = redirect(request, "/")
    flash(response, "success", _("Thank you. The owners read it; nobody else learns of it."))
    return response


async def _form(
    request: AnyRequest, runtime: Runtime, sent: ReportForm, error: str | None = None
) -> Response[str]:
    async with runtime.database.read() as tx:
        person = await get_person(tx, sent.person)
    return render(
        request,
        "reports/new.html",
        status=422 if error else 200,
        person=person,
        sent=sent,
        error=error,
        limit=COMMENT_LIMIT,
        categories=(
            ("spam", _("It is advertising or deceit"), None),
            ("violation", _("It breaks the rules of this place"), None),
            ("legal", _("It is against the law"), None),
            ("other", _("Something else"), None),
        ),
    )


@get(PAGE)
async def queue_page(
    request: AnyRequest,
    runtime: NamedDependency[Runtime],
    me: NamedDependency[Viewer],
    after: Id = None,
    closed: FromQuery[bool] = False,
) -> Response[str]:
    """Open reports, the oldest first; or closed ones. Raises OwnersOnly."""
    async with runtime.database.read() as tx:
        found, following = await reports.waiting(tx, me, after, closed=closed)
        ids = {i for one in found for i in (one.account_id, one.target_id)}
        known = await people.people(tx, ids)
        shown = await hydrate.posts(tx, {i for one in found for i in one.post_ids})
    lines = []
    for one in found:
        target = known.get(one.target_id)
        about = [shown[i] for i in one.post_ids if i in shown]
        handle = target.handle if target else ""
        lines.append(
            Line(
                report=one,
                reporter=known.get(one.account_id),
                target=target,
                posts=tuple(_post_line(post, handle) for post in about),
            )
        )
    more = f"{PAGE}?after={following}" + ("&closed=true" if closed else "")
    return render(
        request,
        "reports/queue.html",
        lines=lines,
        closed=closed,
        more_url=more if following is not None else None,
        limit=COMMENT_LIMIT,
    )


@post(f"{PAGE}/{{report_id:int}}/close")
async def close(
    request: AnyRequest,
    runtime: NamedDependency[Runtime],
    me: NamedDependency[Viewer],
    report_id: FromPath[int],
) -> Response[Any]:
    """Nothing is left to do. Raises OwnersOnly."""
    sent = await read_form(request, CloseForm)
    response = redirect(request, PAGE)
    try:
        await reports.close(runtime.database, me, known_id(report_id), sent.answer)
    except (ReportClosed, CommentTooLong) as error:
        flash(response, "error", error.text(me.locale))
    else:
        flash(response, "success", _("The report is closed."))
    return response


@post(f"{PAGE}/posts/{{post_id:int}}/mark")
async def mark(
    request: AnyRequest,
    runtime: NamedDependency[Runtime],
    me: NamedDependency[Viewer],
    post_id: FromPath[int],
) -> Response[Any]:
    """Hide the pictures of a post behind a button, for good. Raises OwnersOnly, PostNotFound."""
    await reports.mark_sensitive(runtime.database, me, known_id(post_id))
    response = redirect(request, PAGE)
    flash(response, "success", _("The post is marked as sensitive."))
    return response


@post(f"{PAGE}/posts/{{post_id:int}}/delete")
async def take_down(
    request: AnyRequest,
    runtime: NamedDependency[Runtime],
    me: NamedDependency[Viewer],
    post_id: FromPath[int],
) -> Response[Any]:
    """Delete somebody's post. Raises OwnersOnly, PostNotFound."""
    await reports.delete_post(runtime.database, me, known_id(post_id))
    response = redirect(request, PAGE)
    flash(response, "success", _("The post is deleted."))
    return response


def _post_line(post: Post, handle: str) -> PostLine:
    return PostLine(
        id=post.id,
        url=post_url(handle, post.id),
        text=plain_text(post.html),
        warning=post.warning,
        pictures=tuple(map(picture_card, post.pictures)),
        marked=post.marked,
    )


routes = [report_page, send, queue_page, close, mark, take_down]
