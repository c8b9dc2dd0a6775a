"""Notifications, in groups; and the people whose notifications are kept apart."""

from __future__ import annotations

from typing import Any, Final, Literal

import msgspec
from litestar import Request, Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath

from affresco.accounts.model import Viewer
from affresco.feeds import notice_policy
from affresco.feeds.grouping import GROUPED
from affresco.feeds.model import Cursor, NotificationPolicy, Verdict
from affresco.feeds.notifications import ALL
from affresco.feeds.push import queries as push_queries
from affresco.feeds.push.deliver import vapid_of
from affresco.feeds.reader import Reader
from affresco.runtime import Runtime
from affresco.text import _
from affresco.web.forms import read_form
from affresco.web.notices import notice_of_group
from affresco.web.paging import CURSOR, wants_list
from affresco.web.render import flash, redirect, render

AnyRequest = Request[Any, Any, Any]
SETTINGS: Final = "/settings/notifications"
REQUESTS: Final = "/notifications/requests"


class PolicyForm(msgspec.Struct, frozen=True):
    """As ``NotificationPolicy``; nobody is limited here."""

    for_not_following: Verdict = "accept"
    for_not_followers: Verdict = "accept"
    for_new_accounts: Verdict = "accept"
    for_private_mentions: Verdict = "accept"


@get("/notifications", dependencies=CURSOR)
async def notifications(
    request: AnyRequest,
    reader: NamedDependency[Reader],
    me: NamedDependency[Viewer],
    cursor: NamedDependency[Cursor],
) -> Response[str]:
    """What others did that concerns the viewer. Looking at the newest ones marks all as seen."""
    groups = await reader.notices.groups(me.id, cursor, ALL, GROUPED)
    notices = tuple(map(notice_of_group, groups.items))
    waiting = False
    if cursor.max_id is None:
        if notices:
            await reader.mark_seen(me.id, groups.items[0].newest_id)
        waiting = bool((await reader.notices.requests(me.id, Cursor(limit=1))).items)
    more = None if groups.older is None else f"/notifications?max_id={groups.older}"
    template = "_list" if wants_list(request) else "page"
    return render(
        request,
        f"notifications/{template}.html",
        notices=notices,
        more_url=more,
        unread=0,
        waiting=waiting,
    )


@get(REQUESTS, dependencies=CURSOR)
async def requests(
    request: AnyRequest,
    reader: NamedDependency[Reader],
    me: NamedDependency[Viewer],
    cursor: NamedDependency[Cursor],
) -> Response[str]:
    """Whose notifications are kept apart."""
    found = await reader.notices.requests(me.id, cursor)
    more = None if found.older is None else f"{REQUESTS}?max_id={found.older}"
    return render(request, "notifications/requests.html", requests=found.items, more_url=more)


@post(f"{REQUESTS}/{{person_id:int}}/{{answer:str}}")
async def answer_request(
    request: AnyRequest,
    runtime: NamedDependency[Runtime],
    me: NamedDependency[Viewer],
    person_id: FromPath[int],
    answer: FromPath[Literal["accept", "dismiss"]],
) -> Response[Any]:
    """Let in what somebody does, or delete what is kept apart."""
    if answer == "accept":
        await notice_policy.accept(runtime.database, me.id, (person_id,))
    else:
        await notice_policy.dismiss(runtime.database, me.id, (person_id,))
    return redirect(request, REQUESTS)


@get(SETTINGS)
async def settings(
    request: AnyRequest, runtime: NamedDependency[Runtime], me: NamedDependency[Viewer]
) -> Response[str]:
    """What is let through, and whether this browser is told while no page is open."""
    async with runtime.database.read() as tx:
        policy = await notice_policy.get_policy(tx, me.id)
        pushed = me.session_id is not None and await push_queries.has_session(tx, me.session_id)
    return render(
        request,
        "notifications/settings.html",
        policy=policy,
        answers=(
            ("accept", _("Show them")),
            ("filter", _("Keep them apart")),
            ("drop", _("Refuse them")),
        ),
        server_key=vapid_of(runtime).server_key,
        pushed=pushed,
    )


@post(SETTINGS)
async def save(
    request: AnyRequest, runtime: NamedDependency[Runtime], me: NamedDependency[Viewer]
) -> Response[Any]:
    """It holds for what happens from now on."""
    sent = await read_form(request, PolicyForm)
    policy = NotificationPolicy(**msgspec.structs.asdict(sent))
    await notice_policy.set_policy(runtime.database, me.id, policy)
    response = redirect(request, SETTINGS)
    flash(response, "success", _("Your choice is saved."))
    return response


routes = [notifications, requests, answer_request, settings, save]
