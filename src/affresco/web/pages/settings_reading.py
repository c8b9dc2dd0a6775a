"""Settings: how one reads, and what one's posts begin with."""

from __future__ import annotations

from typing import Any, Final, Literal

import msgspec
from litestar import Request, Response, get, post
from litestar.di import NamedDependency

from affresco.accounts.model import Preferences, Viewer
from affresco.accounts.preferences import set_preferences
from affresco.runtime import Runtime
from affresco.text import _
from affresco.web.choices import choices
from affresco.web.forms import read_form
from affresco.web.pages.accounts import LANGUAGES
from affresco.web.render import flash, redirect, render

AnyRequest = Request[Any, Any, Any]
PAGE: Final = "/settings/reading"


class ReadingForm(msgspec.Struct, frozen=True):
    """Boxes that are not ticked are not sent. language: "" for that of the pages."""

    visibility: Literal["public", "unlisted", "followers", "private"] = "public"
    quote_policy: Literal["everyone", "followers", "nobody"] = "everyone"
    expand_media: Literal["default", "show_all", "hide_all"] = "default"
    expand_warnings: str = ""
    sensitive: str = ""
    language: str = ""

    def preferences(self) -> Preferences:
        return Preferences(
            visibility=self.visibility,
            sensitive=bool(self.sensitive),
            language=self.language or None,
            quote_policy=self.quote_policy,
            expand_media=self.expand_media,
            expand_warnings=bool(self.expand_warnings),
        )


@get(PAGE)
async def reading_page(request: AnyRequest, me: NamedDependency[Viewer]) -> Response[str]:
    """The form with what is chosen."""
    audiences = [option for option in choices().visibility if option[0] != "direct"]
    return render(
        request,
        "accounts/reading.html",
        chosen=me.preferences,
        audiences=audiences,
        quoting=choices().quote_policy,
        languages=(("", _("That of the pages")), *LANGUAGES),
        pictures=(
            ("default", _("All but sensitive ones"), None),
            ("show_all", _("All"), None),
            ("hide_all", _("None, I ask for each"), None),
        ),
    )


@post(PAGE)
async def save(
    request: AnyRequest, runtime: NamedDependency[Runtime], me: NamedDependency[Viewer]
) -> Response[Any]:
    """Save all of it."""
    sent = await read_form(request, ReadingForm)
    await set_preferences(runtime.database, me.id, sent.preferences())
    response = redirect(request, PAGE)
    flash(response, "success", _("Your choice is saved."))
    return response


routes = [reading_page, save]
