"""Settings, for owners: cohorts, who is let in, and what is switched on for them."""

from __future__ import annotations

import asyncio
from typing import Any, Final
from urllib.parse import urlencode

import msgspec
from litestar import Request, Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromQuery

from affresco.accounts import access, invitations, rules
from affresco.accounts.invitations import DAYS_LIMIT, USES_LIMIT
from affresco.accounts.model import Invite, Viewer
from affresco.beta import board, cohorts, flags, invitees
from affresco.beta.cohort_errors import NobodyToInvite
from affresco.beta.invitees import LINES_LIMIT, Checked, Link
from affresco.errors import AffrescoError
from affresco.runtime import Runtime
from affresco.text import _
from affresco.web.forms import read_form
from affresco.web.render import flash, redirect, render

AnyRequest = Request[Any, Any, Any]
PAGE: Final = "/settings/cohorts"
ONE: Final = f"{PAGE}/one"
SHOWN_PROBLEMS: Final = 500


class NameForm(msgspec.Struct, frozen=True):
    """cohort: the one it is about, where there is one already."""

    name: str = ""
    cohort: str = ""


class ListForm(msgspec.Struct, frozen=True):
    """fix: for each line that is wrong, what it shall be; sure: the rest is meant as it is written."""

    cohort: str = ""
    addresses: str = ""
    days: str = "14"
    sure: str = ""
    fix: tuple[str, ...] = ()
    check: str = ""


class LinkForm(msgspec.Struct, frozen=True):
    cohort: str = ""
    uses: str = "10"
    days: str = "14"


class FlagForm(msgspec.Struct, frozen=True):
    """on, off: names of features; what is in neither is as for all."""

    cohort: str = ""
    duels: str = ""
    gesso: str = ""
    webhooks: str = ""


class LinesForm(msgspec.Struct, frozen=True):
    """lines: address and link, a tab between."""

    lines: str = ""


@get(PAGE)
async def cohorts_page(
    request: AnyRequest, runtime: NamedDependency[Runtime], me: NamedDependency[Viewer]
) -> Response[str]:
    """All of them. Raises OwnersOnly."""
    return await _list(request, runtime, me, "")


@post(PAGE)
async def create(
    request: AnyRequest, runtime: NamedDependency[Runtime], me: NamedDependency[Viewer]
) -> Response[Any]:
    """Make one. Raises OwnersOnly."""
    sent = await read_form(request, NameForm)
    try:
        name = await cohorts.create(runtime.database, me.id, sent.name)
    except AffrescoError as error:
        if error.status not in (409, 422):
            raise
        return await _list(request, runtime, me, sent.name, error.text(me.locale))
    return _to(request, name, _("The cohort is made. Now let somebody in."))


@get(ONE)
async def one_page(
    request: AnyRequest,
    runtime: NamedDependency[Runtime],
    me: NamedDependency[Viewer],
    name: FromQuery[str] = "",
) -> Response[str]:
    """One of them. Raises OwnersOnly, CohortNotFound."""
    return await _one(request, runtime, me, name)


@post(f"{PAGE}/rename")
async def rename(
    request: AnyRequest, runtime: NamedDependency[Runtime], me: NamedDependency[Viewer]
) -> Response[Any]:
    """Call it otherwise. Raises OwnersOnly, CohortNotFound."""
    sent = await read_form(request, NameForm)
    try:
        name = await cohorts.rename(runtime.database, me.id, sent.cohort, sent.name)
    except AffrescoError as error:
        if error.status not in (409, 422):
            raise
        return await _one(request, runtime, me, sent.cohort, wrong="name", error=error)
    return _to(request, name, _("Saved."))


@post(f"{PAGE}/close")
async def close(
    request: AnyRequest, runtime: NamedDependency[Runtime], me: NamedDependency[Viewer]
) -> Response[Any]:
    """Its links stop working. Raises OwnersOnly, CohortNotFound."""
    sent = await read_form(request, NameForm)
    await cohorts.set_closed(runtime.database, me.id, sent.cohort, closed=True)
    return _to(request, sent.cohort, _("The cohort is closed: its links stop working."))


@post(f"{PAGE}/reopen")
async def reopen(
    request: AnyRequest, runtime: NamedDependency[Runtime], me: NamedDependency[Viewer]
) -> Response[Any]:
    """It takes people in again. Raises OwnersOnly, CohortNotFound."""
    sent = await read_form(request, NameForm)
    await cohorts.set_closed(runtime.database, me.id, sent.cohort, closed=False)
    return _to(request, sent.cohort, _("The cohort is open again. Old links stay withdrawn."))


@post(f"{PAGE}/flags")
async def switch(
    request: AnyRequest, runtime: NamedDependency[Runtime], me: NamedDependency[Viewer]
) -> Response[Any]:
    """What this cohort has. Raises OwnersOnly, CohortNotFound."""
    sent = await read_form(request, FlagForm)
    wanted = {
        flag.name: getattr(sent, flag.name) == "on"
        for flag in flags.FLAGS
        if getattr(sent, flag.name) in ("on", "off")
    }
    await cohorts.set_flags(runtime.database, me.id, sent.cohort, wanted)
    request.app.state.gates.forget()
    return _to(request, sent.cohort, _("Saved."))


@post(f"{PAGE}/link")
async def make_link(
    request: AnyRequest, runtime: NamedDependency[Runtime], me: NamedDependency[Viewer]
) -> Response[Any]:
    """A link for so many people; shown once. Raises OwnersOnly, CohortNotFound."""
    sent = await read_form(request, LinkForm)
    async with runtime.database.read() as tx:
        cohort = await cohorts.one(tx, me.id, sent.cohort)
    command = Invite(
        created_by=me.id,
        cohort=cohort.name,
        uses=_number(sent.uses),
        days=_number(sent.days),
    )
    try:
        code = await invitations.invite(runtime.database, command)
    except AffrescoError as error:
        if error.status not in (409, 422):
            raise
        return await _one(
            request,
            runtime,
            me,
            sent.cohort,
            link_form=sent,
            wrong="link",
            error=error,
        )
    return await _one(request, runtime, me, sent.cohort, link=f"{runtime.base_url}/join/{code}")


@post(f"{PAGE}/list")
async def invite_list(
    request: AnyRequest, runtime: NamedDependency[Runtime], me: NamedDependency[Viewer]
) -> Response[Any]:
    """Check a list of addresses, or make a link for each good one. Raises OwnersOnly, CohortNotFound."""
    sent = await read_form(request, ListForm)
    async with runtime.database.read() as tx:
        await access.check_owner(tx, me.id)
    text = "\n".join([sent.addresses, *sent.fix]) if sent.fix else sent.addresses
    try:
        checked = await asyncio.to_thread(invitees.check, text, as_written=bool(sent.sure))
        if sent.check:
            return await _one(
                request, runtime, me, sent.cohort, list_form=_good(sent, checked), checked=checked
            )
        if not checked.good:
            raise NobodyToInvite
        links, left = await invitees.invite(
            runtime.database, me.id, sent.cohort, checked, _number(sent.days)
        )
    except NobodyToInvite as error:
        form = _good(sent, checked)
        return await _one(
            request, runtime, me, sent.cohort, list_form=form, checked=checked, wrong="list",
            error=error,
        )  # fmt: skip
    except AffrescoError as error:
        if error.status not in (409, 422):
            raise
        return await _one(
            request, runtime, me, sent.cohort, list_form=msgspec.structs.replace(sent, addresses=text),
            wrong="list", error=error,
        )  # fmt: skip
    form = msgspec.structs.replace(_good(sent, left), sure="")
    return await _one(
        request, runtime, me, sent.cohort, list_form=form, checked=left, links=tuple(links)
    )


@post(f"{PAGE}/links.csv")
async def links_csv(
    request: AnyRequest, runtime: NamedDependency[Runtime], me: NamedDependency[Viewer]
) -> Response[str]:
    """The links just made, as a table: what the page sends is given back, as we keep no codes.

    Raises OwnersOnly."""
    async with runtime.database.read() as tx:
        await access.check_owner(tx, me.id)
    sent = await read_form(request, LinesForm)
    rows = [line.split("\t", 1) for line in sent.lines.splitlines() if "\t" in line]
    body = board.csv_line(("address", "link")) + "".join(board.csv_line(row) for row in rows)
    headers = {
        "Content-Disposition": 'attachment; filename="invitations.csv"',
        "Cache-Control": "private, no-store",
    }
    return Response(body, media_type="text/csv; charset=utf-8", headers=headers, status_code=200)


async def _list(
    request: AnyRequest, runtime: Runtime, me: Viewer, name: str, error: str | None = None
) -> Response[str]:
    async with runtime.database.read() as tx:
        found = await cohorts.every(tx, me.id)
    return render(
        request,
        "beta/cohorts.html",
        status=422 if error else 200,
        found=found,
        name=name,
        error=error,
        limit=rules.COHORT_LIMIT,
        address_of=address_of,
    )


async def _one(
    request: AnyRequest,
    runtime: Runtime,
    me: Viewer,
    name: str,
    *,
    list_form: ListForm | None = None,
    link_form: LinkForm | None = None,
    checked: Checked | None = None,
    links: tuple[Link, ...] = (),
    link: str | None = None,
    wrong: str | None = None,
    error: AffrescoError | None = None,
) -> Response[str]:
    async with runtime.database.read() as tx:
        cohort = await cohorts.one(tx, me.id, name)
    return render(
        request,
        "beta/cohort.html",
        status=error.status if error else 200,
        headers={"Cache-Control": "private, no-store"} if links or link else None,
        cohort=cohort,
        flags=flags.FLAGS,
        sent=list_form or ListForm(),
        link_form=link_form or LinkForm(),
        checked=checked,
        problems=checked.problems[:SHOWN_PROBLEMS] if checked else (),
        more_problems=max(0, len(checked.problems) - SHOWN_PROBLEMS) if checked else 0,
        links=[(one.address, f"{runtime.base_url}/join/{one.code}") for one in links],
        link=link,
        wrong=wrong,
        error=error.text(me.locale) if error else None,
        limit=rules.COHORT_LIMIT,
        lines_limit=LINES_LIMIT,
        most_uses=USES_LIMIT,
        most_days=DAYS_LIMIT,
        letter=_letter(),
    )


def _good(sent: ListForm, checked: Checked) -> ListForm:
    """The form with the good addresses in its field; the wrong ones have fields of their own, of which
    a page shows only so many: the rest stays in the list."""
    rest = [one.written for one in checked.problems[SHOWN_PROBLEMS:] if one.wrong != "invited"]
    return msgspec.structs.replace(sent, addresses="\n".join([*checked.good, *rest]), fix=())


def _letter() -> tuple[str, str]:
    """(subject, begin) of a mail that whoever invites sends."""
    return _("Come to Affresco"), _("Here is your invitation; it is good for one person:")


def _to(request: AnyRequest, name: str, message: str) -> Response[Any]:
    response = redirect(request, address_of(name))
    flash(response, "success", message)
    return response


def address_of(name: str) -> str:
    """The page of a cohort."""
    return f"{ONE}?{urlencode({'name': name})}"


def _number(text: str) -> int:
    """The number typed, or one that is out of every range."""
    return int(text) if text.strip().isdecimal() and len(text) < 10 else -1


routes = [
    cohorts_page,
    create,
    one_page,
    rename,
    close,
    reopen,
    switch,
    make_link,
    invite_list,
    links_csv,
]
