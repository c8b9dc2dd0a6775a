"""One's own profile: words, faces, and what posts begin with."""

from __future__ import annotations

from typing import Final, Literal

import msgspec
from litestar.datastructures import UploadFile
from litestar.handlers import HTTPRouteHandler
from litestar.params import JSONBody

from affresco.accounts import access, commands, portraits, preferences, rules, ties
from affresco.accounts.model import Link, Person, Preferences, Profile, Viewer
from affresco.accounts.portraits import Portrait
from affresco.api.core.answers import Answer
from affresco.api.core.call import Call
from affresco.api.core.endpoint import endpoint
from affresco.api.mastodon import convert
from affresco.api.mastodon.entities import CredentialAccount

FIELDS_OF: Final[dict[str, Literal["public", "unlisted", "followers", "private"]]] = {
    "public": "public",
    "unlisted": "unlisted",
    "private": "followers",
    "direct": "private",
}


class FieldWish(msgspec.Struct, frozen=True):
    """A link of the profile. name: its label. value: http or https."""

    name: str = ""
    value: str = ""


class SourceWish(msgspec.Struct, frozen=True):
    """What posts begin with."""

    privacy: Literal["public", "unlisted", "private", "direct"] | None = None
    sensitive: bool | None = None
    language: str | None = None
    quote_policy: Literal["public", "followers", "nobody"] | None = None


class Credentials(msgspec.Struct, frozen=True):
    """A profile in other words; what is left out stays. avatar, header: files of a multipart form.
    fields_attributes: a list, or an object of numbered entries as forms send it."""

    display_name: str | None = None
    note: str | None = None
    avatar: UploadFile | None = None
    header: UploadFile | None = None
    locked: bool | None = None
    discoverable: bool | None = None
    fields_attributes: tuple[FieldWish, ...] | dict[str, FieldWish] | None = None
    source: SourceWish | None = None

    def profile(self, person: Person) -> Profile:
        """The words of it, on the ground of what they were."""
        return Profile(
            name=person.name if self.display_name is None else self.display_name,
            bio=person.bio if self.note is None else self.note,
            links=person.links if self.fields_attributes is None else self._links(),
        )

    def uploads(self) -> dict[Portrait, UploadFile]:
        sent: dict[Portrait, UploadFile | None] = {"avatar": self.avatar, "header": self.header}
        return {which: file for which, file in sent.items() if file is not None}

    def _links(self) -> tuple[Link, ...]:
        wishes = self.fields_attributes or ()
        fields = wishes.values() if isinstance(wishes, dict) else wishes
        return tuple(Link(field.name, field.value) for field in fields if field.name or field.value)


@endpoint(
    "PATCH",
    "/api/v1/accounts/update_credentials",
    "Change one's own profile, all of it or, when a part cannot be used, nothing",
    needs="write:accounts",
    faults=(413, 422, 507),
)
async def update_credentials(
    request: Call, data: JSONBody[Credentials]
) -> Answer[CredentialAccount]:
    me, database = request.me, request.database
    person = await _person(request)
    profile = data.profile(person)
    rules.clean_profile(profile)
    drawn = {
        which: await portraits.draw(which, await file.read())
        for which, file in data.uploads().items()
    }
    if data.source is not None:
        await preferences.set_preferences(database, me.id, _preferences(me, data.source))
    if profile != Profile(person.name, person.bio, person.links):
        await commands.update_profile(database, me.id, profile)
    for which, picture in drawn.items():
        await portraits.hang(database, request.runtime.store, me.id, which, picture)
    if data.locked is not None:
        await ties.set_locked(database, me.id, data.locked)
    if data.discoverable is not None:
        await ties.set_discoverable(database, me.id, data.discoverable)
    return await _credentials(request)


@endpoint("DELETE", "/api/v1/profile/avatar", "Take one's portrait down", needs="write:accounts")
async def delete_avatar(request: Call) -> Answer[CredentialAccount]:
    await portraits.take_down(request.database, request.me.id, "avatar")
    return await _credentials(request)


@endpoint("DELETE", "/api/v1/profile/header", "Take one's banner down", needs="write:accounts")
async def delete_header(request: Call) -> Answer[CredentialAccount]:
    await portraits.take_down(request.database, request.me.id, "header")
    return await _credentials(request)


def _preferences(me: Viewer, wish: SourceWish) -> Preferences:
    """What was chosen before, with what is chosen now."""
    before = me.preferences
    policy: Final = {"public": "everyone", "followers": "followers", "nobody": "nobody"}
    return msgspec.structs.replace(
        before,
        visibility=before.visibility if wish.privacy is None else FIELDS_OF[wish.privacy],
        sensitive=before.sensitive if wish.sensitive is None else wish.sensitive,
        language=before.language if wish.language is None else wish.language,
        quote_policy=before.quote_policy
        if wish.quote_policy is None
        else policy[wish.quote_policy],
    )


async def _person(request: Call) -> Person:
    async with request.database.read() as tx:
        return await access.get_person(tx, request.me.id)


async def _credentials(request: Call) -> Answer[CredentialAccount]:
    """As it is now, also where the token's owner is remembered as they were."""
    bearer = await request.door.bearers.find(request.token or "")
    me = bearer.viewer if bearer and bearer.viewer else request.me
    counts = await request.reader.person_counts(me.id)
    person = await _person(request)
    return Answer(convert.credential_account(person, me, counts, request.base_url))


routes: Final[tuple[HTTPRouteHandler, ...]] = (update_credentials, delete_avatar, delete_header)
"""PATCH before the routes of ``accounts``: their paths begin alike."""
