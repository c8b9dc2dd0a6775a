"""Settings: language, theme, password, the end of an account."""

from __future__ import annotations

from typing import Any

import msgspec
from litestar import Request, Response, get, post
from litestar.di import NamedDependency

from affresco.accounts import commands, rules
from affresco.accounts.errors import AboutField, RateLimited
from affresco.accounts.model import Viewer
from affresco.errors import AffrescoError
from affresco.runtime import Runtime
from affresco.text import _
from affresco.web.forms import read_form
from affresco.web.pages import (
    settings_access,
    settings_consent,
    settings_filters,
    settings_people,
    settings_profile,
    settings_reading,
)
from affresco.web.pages.accounts import LANGUAGES, field_errors
from affresco.web.pages.sign_in import close_session
from affresco.web.render import flash, redirect, render
from affresco.web.session import visit_of

AnyRequest = Request[Any, Any, Any]

PAGE = "/settings/account"


class PasswordForm(msgspec.Struct, frozen=True):
    """current: the present password. password: the one to come."""

    current: str = ""
    password: str = ""


class DeletionForm(msgspec.Struct, frozen=True):
    current: str = ""


@get("/settings")
async def index(request: AnyRequest, me: NamedDependency[Viewer]) -> Response[Any]:
    """To the first of them."""
    return redirect(request, "/settings/profile")


@get(PAGE)
async def account_page(request: AnyRequest, me: NamedDependency[Viewer]) -> Response[str]:
    """Everything about the account itself."""
    return _show(request, me)


@post(f"{PAGE}/password")
async def change_password(
    request: AnyRequest, runtime: NamedDependency[Runtime], me: NamedDependency[Viewer]
) -> Response[Any]:
    """A new password; every other browser is signed out."""
    sent = await read_form(request, PasswordForm)
    try:
        await commands.change_password(
            runtime.database, me.id, sent.current, sent.password, me.session_id
        )
    except (AboutField, RateLimited) as error:
        return _show(request, me, "password", error)
    return _done(request, _("Your password is changed. Other browsers are signed out."))


@post(f"{PAGE}/delete")
async def delete_account(
    request: AnyRequest, runtime: NamedDependency[Runtime], me: NamedDependency[Viewer]
) -> Response[Any]:
    """Delete the account with everything that is its own."""
    sent = await read_form(request, DeletionForm)
    try:
        await commands.delete_account(runtime.database, me.id, sent.current)
    except (AboutField, RateLimited) as error:
        return _show(request, me, "delete", error)
    response = redirect(request, "/")
    close_session(response)
    flash(response, "info", _("Your account is deleted, with everything that was yours."))
    return response


def _done(request: AnyRequest, message: str) -> Response[Any]:
    response = redirect(request, PAGE)
    flash(response, "success", message)
    return response


def _show(
    request: AnyRequest, me: Viewer, failed: str = "", error: AffrescoError | None = None
) -> Response[str]:
    """The page. failed: which of its forms could not be carried out, and why."""
    status = 200
    if error is not None:
        status = 429 if isinstance(error, RateLimited) else 422
    return render(
        request,
        "accounts/account.html",
        status=status,
        me=me,
        failed=failed,
        errors=field_errors((error,) if error else (), visit_of(request).locale),
        languages=LANGUAGES,
        least=rules.PASSWORD_LEAST,
    )


routes = [
    index,
    account_page,
    change_password,
    delete_account,
    *settings_profile.routes,
    *settings_reading.routes,
    *settings_people.routes,
    *settings_filters.routes,
    *settings_access.routes,
    *settings_consent.routes,
]
