"""Settings: what others see of a person."""

from __future__ import annotations

from typing import Any, Final

import msgspec
from litestar import Request, Response, get, post
from litestar.datastructures import UploadFile
from litestar.di import NamedDependency

from affresco.accounts import access, commands, portraits, rules
from affresco.accounts.errors import AboutField
from affresco.accounts.model import Link, Person, Profile, Viewer
from affresco.accounts.portraits import Portrait
from affresco.errors import AffrescoError
from affresco.runtime import Runtime
from affresco.text import _
from affresco.web.forms import read_form
from affresco.web.render import flash, redirect, render
from affresco.web.session import visit_of

AnyRequest = Request[Any, Any, Any]

PAGE: Final = "/settings/profile"


class ProfileForm(msgspec.Struct, frozen=True):
    """A profile as it was sent; labels and addresses of links in the order of their lines."""

    name: str = ""
    bio: str = ""
    link_label: tuple[str, ...] = ()
    link_url: tuple[str, ...] = ()
    avatar: UploadFile | None = None
    header: UploadFile | None = None
    remove_avatar: str = ""
    remove_header: str = ""

    def profile(self) -> Profile:
        """The words of it."""
        pairs = zip(self.link_label, self.link_url, strict=False)
        return Profile(self.name, self.bio, tuple(Link(label, url) for label, url in pairs))

    def uploads(self) -> dict[Portrait, UploadFile]:
        """The files of it."""
        sent: dict[Portrait, UploadFile | None] = {"avatar": self.avatar, "header": self.header}
        return {which: upload for which, upload in sent.items() if upload is not None}

    def removed(self) -> tuple[Portrait, ...]:
        """Which pictures are to be taken down."""
        ticked: dict[Portrait, str] = {"avatar": self.remove_avatar, "header": self.remove_header}
        return tuple(which for which, tick in ticked.items() if tick)


@get(PAGE)
async def profile_page(
    request: AnyRequest, runtime: NamedDependency[Runtime], me: NamedDependency[Viewer]
) -> Response[str]:
    """The form with the present profile."""
    person = await _me(runtime, me)
    return _show(request, person, Profile(person.name, person.bio, person.links), {})


@post(PAGE)
async def save_profile(
    request: AnyRequest, runtime: NamedDependency[Runtime], me: NamedDependency[Viewer]
) -> Response[Any]:
    """Save all of it or, when a part cannot be used, nothing."""
    sent = await read_form(request, ProfileForm)
    profile, locale = sent.profile(), visit_of(request).locale
    drawn, errors = await _draw(sent, locale)
    try:
        rules.clean_profile(profile)
    except AboutField as error:
        errors[error.field] = error.text(locale)
    if errors:
        return _show(request, await _me(runtime, me), profile, errors)
    await commands.update_profile(runtime.database, me.id, profile)
    for which, picture in drawn.items():
        await portraits.hang(runtime.database, runtime.store, me.id, which, picture)
    for which in sent.removed():
        if which not in drawn:
            await portraits.take_down(runtime.database, me.id, which)
    response = redirect(request, me.url)
    flash(response, "success", _("Your profile is saved."))
    return response


async def _draw(
    sent: ProfileForm, locale: str
) -> tuple[dict[Portrait, portraits.Drawn], dict[str, str]]:
    """The pictures that were sent, and field → what is wrong with one of them."""
    drawn: dict[Portrait, portraits.Drawn] = {}
    errors: dict[str, str] = {}
    for which, upload in sent.uploads().items():
        try:
            drawn[which] = await portraits.draw(which, await upload.read())
        except AffrescoError as error:
            if error.status >= 500:
                raise
            errors[which] = error.text(locale)
    return drawn, errors


async def _me(runtime: Runtime, me: Viewer) -> Person:
    async with runtime.database.read() as tx:
        return await access.get_person(tx, me.id)


def _show(
    request: AnyRequest, person: Person, profile: Profile, errors: dict[str, str]
) -> Response[str]:
    empty = (Link("", ""),) * max(0, rules.LINKS_LIMIT - len(profile.links))
    return render(
        request,
        "accounts/profile.html",
        status=422 if errors else 200,
        person=person,
        profile=profile,
        links=(*profile.links, *empty),
        errors=errors,
        name_limit=rules.NAME_LIMIT,
        bio_limit=rules.BIO_LIMIT,
    )


routes = [profile_page, save_profile]
