"""Your data: what one gave to be learned from, where it is, what for; and how to take it back."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import suppress
from datetime import datetime
from typing import Any, Final

import msgspec
from litestar import Request, Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Stream

from affresco.accounts.consent import QUESTIONS
from affresco.accounts.model import Viewer
from affresco.commons import mine, receipts
from affresco.commons.receipt_errors import ReleaseNotFound
from affresco.feeds.model import PostView
from affresco.feeds.reader import Reader
from affresco.posts.errors import PostNotFound
from affresco.runtime import Runtime
from affresco.text import N_, _, ngettext, translate
from affresco.web.paging import Id, known_id
from affresco.web.present import PictureCard, picture_card, post_url, summary
from affresco.web.render import flash, redirect, render
from affresco.web.session import visit_of

AnyRequest = Request[Any, Any, Any]
PAGE: Final = "/settings/data"
ONE_WORDS: Final = N_("Withdraw: models may learn from this post no more.")
ALL_WORDS: Final = N_(
    "Withdraw everything: models may learn from none of my posts any more, and from none to come."
)
CHOICES_WORDS: Final = N_("Take my choices back: models may learn from them no more.")
"""What people read on the buttons, which is recorded with what they do."""


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """A post that was given. text: its words. licence: in words, None where it may not be passed on."""

    id: int
    url: str
    text: str
    picture: PictureCard | None
    at: datetime
    licence: str | None
    first_version: int | None
    last_version: int | None


class Held(msgspec.Struct, frozen=True):
    """What one's account says, in words."""

    training: str
    licence: str | None
    choices: bool
    credit: bool


@get(PAGE)
async def your_data(
    request: AnyRequest,
    runtime: NamedDependency[Runtime],
    reader: NamedDependency[Reader],
    me: NamedDependency[Viewer],
    max_id: Id = None,
    uses_max_id: Id = None,
) -> Response[str]:
    """The whole page. max_id: posts older than this. uses_max_id: reports of uses older than this."""
    seen = await mine.overview(runtime.database, runtime.secret, me.id, uses_max_id)
    page = await mine.list_given(runtime.database, me.id, max_id)
    views = await reader.views(me.id, [one.post_id for one in page.items])
    # What was deleted meanwhile is left out.
    lines = [_line(one, views[one.post_id]) for one in page.items if one.post_id in views]  # type: ignore[index]
    held = seen.consents
    return render(
        request,
        "settings/data.html",
        seen=seen,
        lines=lines,
        first=max_id is None,
        more_url=None if page.older is None else f"{PAGE}?max_id={page.older}",
        more_uses=None if seen.uses.older is None else f"{PAGE}?uses_max_id={seen.uses.older}#uses",
        at=max_id,
        held=Held(
            training=_answer("training", held.training),
            licence=held.licence,
            choices=held.choices == "allow",
            credit=held.credit,
        ),
        one_words=_(ONE_WORDS),
        all_words=_(ALL_WORDS),
        choices_words=_(CHOICES_WORDS),
    )


@post(f"{PAGE}/posts/{{post_id:int}}/withdraw")
async def withdraw(
    request: AnyRequest,
    runtime: NamedDependency[Runtime],
    me: NamedDependency[Viewer],
    post_id: FromPath[int],
    max_id: Id = None,
) -> Response[Any]:
    """Take one post back; one that is gone, or taken back already, is as wanted."""
    words = translate(ONE_WORDS, visit_of(request).locale)
    with suppress(PostNotFound):
        await mine.withdraw(runtime.database, me.id, known_id(post_id), words)
    here = PAGE if max_id is None else f"{PAGE}?max_id={max_id}"
    return _done(
        request,
        here,
        _("Taken back. It has left the stream, and the next release will lack it."),
    )


@post(f"{PAGE}/withdraw")
async def withdraw_everything(
    request: AnyRequest, runtime: NamedDependency[Runtime], me: NamedDependency[Viewer]
) -> Response[Any]:
    """Take all posts back, and give none from now on."""
    words = translate(ALL_WORDS, visit_of(request).locale)
    count = await mine.withdraw_all(runtime.database, me.id, words)
    told = ngettext(
        "{count} post is taken back, and nothing is given from now on.",
        "{count} posts are taken back, and nothing is given from now on.",
        count,
    )
    return _done(request, PAGE, told.format(count=count))


@post(f"{PAGE}/choices/withdraw")
async def withdraw_choices(
    request: AnyRequest, runtime: NamedDependency[Runtime], me: NamedDependency[Viewer]
) -> Response[Any]:
    """Take all choices back, and tell none from now on."""
    words = translate(CHOICES_WORDS, visit_of(request).locale)
    await mine.withdraw_choices(runtime.database, me.id, words)
    return _done(request, PAGE, _("Your choices are taken back, and none are told from now on."))


@get(f"{PAGE}/receipts/{{version:int}}")
async def own_receipts(
    runtime: NamedDependency[Runtime], me: NamedDependency[Viewer], version: FromPath[int]
) -> Stream:
    """The proofs of one's own rows in a release, one a line. Raises ReleaseNotFound."""
    if not 0 < version < 2**31:
        raise ReleaseNotFound(version=version)
    await receipts.keep_tree(runtime.database, version)
    name = f"affresco-receipts-{version}.jsonl"
    return Stream(
        _lines(runtime, version, me.id),
        media_type="application/x-ndjson",
        headers={
            "Content-Disposition": f'attachment; filename="{name}"',
            "Cache-Control": "private, no-cache",
        },
    )


async def _lines(runtime: Runtime, version: int, account_id: int) -> AsyncIterator[bytes]:
    async for proof in receipts.prove_all(runtime.database, version, account_id):
        yield msgspec.json.encode(proof) + b"\n"


def _line(given: mine.Given, view: PostView) -> Line:
    found = view.post
    return Line(
        id=found.id,
        url=post_url(view.author.handle, found.id),
        text=summary(found),
        picture=picture_card(found.pictures[0]) if found.pictures else None,
        at=found.created_at,
        licence=given.licence,
        first_version=given.first_version,
        last_version=given.last_version,
    )


def _answer(subject: str, answer: str) -> str:
    return _(QUESTIONS[subject].answers[answer][0])  # type: ignore[index]


def _done(request: AnyRequest, page: str, message: str) -> Response[Any]:
    response = redirect(request, page)
    flash(response, "success", message)
    return response


routes = [your_data, withdraw, withdraw_everything, withdraw_choices, own_receipts]
