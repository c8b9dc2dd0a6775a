"""Settings: who is in on one's behalf, and, for owners, who may come in."""

from __future__ import annotations

from typing import Annotated, Any, Final

import msgspec
from litestar import Request, Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, Parameter

from affresco.accounts import invitations, rules, sessions, tokens
from affresco.accounts.devices import browser_and_system
from affresco.accounts.errors import AboutField, SessionNotFound, TokenNotFound
from affresco.accounts.invitations import DAYS_LIMIT, USES_LIMIT
from affresco.accounts.model import Invite, Session, Token, Viewer
from affresco.runtime import Runtime
from affresco.text import _, ngettext
from affresco.web.forms import read_form
from affresco.web.pages.accounts import field_errors
from affresco.web.pages.sign_in import close_session
from affresco.web.paging import LARGEST_ID
from affresco.web.render import flash, redirect, render
from affresco.web.scopes import Powers, powers
from affresco.web.session import visit_of

AnyRequest = Request[Any, Any, Any]
Before = Annotated[int | None, Parameter(ge=0, le=LARGEST_ID)]

SESSIONS_PAGE: Final = "/settings/sessions"
INVITATIONS_PAGE: Final = "/settings/invitations"


class SessionLine(msgspec.Struct, frozen=True):
    """A session in the list. name: of the browser, in words. here: the one that asks."""

    session: Session
    name: str
    here: bool


class TokenLine(msgspec.Struct, frozen=True):
    """A program in the list, and what it may do."""

    token: Token
    powers: Powers


class InviteForm(msgspec.Struct, frozen=True):
    """An invitation as it was typed; uses and days are numbers in text."""

    uses: str = "1"
    days: str = "14"
    cohort: str = ""
    role: str = "member"


@get(SESSIONS_PAGE)
async def sessions_page(
    request: AnyRequest, runtime: NamedDependency[Runtime], me: NamedDependency[Viewer]
) -> Response[str]:
    """Browsers that are signed in, programs that hold a token."""
    found = await sessions.list_sessions(runtime.database, me.id)
    return render(
        request,
        "accounts/sessions.html",
        lines=[SessionLine(s, _browser(s.user_agent), s.id == me.session_id) for s in found],
        programs=[
            TokenLine(token, powers(token.scopes))
            for token in await tokens.list_tokens(runtime.database, me.id)
        ],
    )


@post(f"{SESSIONS_PAGE}/{{session_id:int}}/revoke")
async def revoke_session(
    request: AnyRequest,
    runtime: NamedDependency[Runtime],
    me: NamedDependency[Viewer],
    session_id: FromPath[int],
) -> Response[Any]:
    """End one session; one's own is signing out."""
    try:
        await sessions.revoke_session(runtime.database, me.id, session_id)
    except SessionNotFound as gone:
        return _back(request, SESSIONS_PAGE, gone.text(visit_of(request).locale))
    response = _back(request, SESSIONS_PAGE, _("That browser is signed out."))
    if session_id == me.session_id:
        close_session(response)
    return response


@post(f"{SESSIONS_PAGE}/revoke-others")
async def revoke_others(
    request: AnyRequest, runtime: NamedDependency[Runtime], me: NamedDependency[Viewer]
) -> Response[Any]:
    """Sign out everywhere else."""
    count = await sessions.revoke_others(runtime.database, me.id, me.session_id)
    message = ngettext(
        "One other browser is signed out.", "{count} other browsers are signed out.", count
    )
    return _back(request, SESSIONS_PAGE, message.format(count=count))


@post("/settings/tokens/{token_id:int}/revoke")
async def revoke_token(
    request: AnyRequest,
    runtime: NamedDependency[Runtime],
    me: NamedDependency[Viewer],
    token_id: FromPath[int],
) -> Response[Any]:
    """Take a program's access away."""
    try:
        await tokens.revoke_token(runtime.database, me.id, token_id)
    except TokenNotFound as gone:
        return _back(request, SESSIONS_PAGE, gone.text(visit_of(request).locale))
    return _back(request, SESSIONS_PAGE, _("The program has no access any more."))


@get(INVITATIONS_PAGE)
async def invitations_page(
    request: AnyRequest,
    runtime: NamedDependency[Runtime],
    me: NamedDependency[Viewer],
    before: Before = None,
) -> Response[str]:
    """All invitations, and the form for another one. Raises OwnersOnly."""
    return await _show_invitations(request, runtime, me, InviteForm(), before=before)


@post(INVITATIONS_PAGE)
async def invite(
    request: AnyRequest, runtime: NamedDependency[Runtime], me: NamedDependency[Viewer]
) -> Response[Any]:
    """Make an invitation and show its link, once. Raises OwnersOnly."""
    sent = await read_form(request, InviteForm)
    command = Invite(
        created_by=me.id,
        role="owner" if sent.role == "owner" else "member",
        cohort=sent.cohort,
        uses=_number(sent.uses),
        days=_number(sent.days),
    )
    try:
        code = await invitations.invite(runtime.database, command)
    except AboutField as error:
        return await _show_invitations(request, runtime, me, sent, error=error)
    link = f"{runtime.base_url}/join/{code}"
    return await _show_invitations(request, runtime, me, InviteForm(), link=link)


@post(f"{INVITATIONS_PAGE}/{{invitation_id:int}}/revoke")
async def revoke_invitation(
    request: AnyRequest,
    runtime: NamedDependency[Runtime],
    me: NamedDependency[Viewer],
    invitation_id: FromPath[int],
) -> Response[Any]:
    """Close an invitation. Raises OwnersOnly, InvitationUnknown."""
    await invitations.revoke_invitation(runtime.database, me.id, invitation_id)
    return _back(request, INVITATIONS_PAGE, _("The invitation is withdrawn."))


async def _show_invitations(
    request: AnyRequest,
    runtime: Runtime,
    me: Viewer,
    sent: InviteForm,
    *,
    before: int | None = None,
    link: str | None = None,
    error: AboutField | None = None,
) -> Response[str]:
    page = await invitations.list_invitations(runtime.database, me.id, before)
    older = f"{INVITATIONS_PAGE}?before={page.older}" if page.older is not None else None
    return render(
        request,
        "accounts/invitations.html",
        status=error.status if error else 200,
        invitations=page.invitations,
        more_url=older,
        sent=sent,
        link=link,
        errors=field_errors((error,) if error else (), visit_of(request).locale),
        most_uses=USES_LIMIT,
        most_days=DAYS_LIMIT,
        cohort_limit=rules.COHORT_LIMIT,
    )


def _back(request: AnyRequest, page: str, message: str) -> Response[Any]:
    response = redirect(request, page)
    flash(response, "success", message)
    return response


def _browser(user_agent: str) -> str:
    match browser_and_system(user_agent):
        case (str(browser), str(system)):
            return _("{browser} on {system}").format(browser=browser, system=system)
        case (str(one), None) | (None, str(one)):
            return one
        case _:
            return _("An unknown browser")


def _number(text: str) -> int:
    """The number typed, or one that is out of every range."""
    return int(text) if text.strip().isdecimal() and len(text) < 10 else -1


routes = [
    sessions_page,
    revoke_session,
    revoke_others,
    revoke_token,
    invitations_page,
    invite,
    revoke_invitation,
]
