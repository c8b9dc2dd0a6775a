"""What clients send, and the commands that it becomes."""

from __future__ import annotations

from datetime import UTC, datetime
from math import isfinite
from typing import Final

import msgspec

from affresco.accounts.model import Consent, Licence, Training, Viewer
from affresco.api.core.faults import BadRequest
from affresco.api.core.paging import find_id
from affresco.api.mastodon.errors import (
    NoSuchQuotePolicy,
    NoSuchVisibility,
)
from affresco.media.model import Focus
from affresco.posts.markup import names
from affresco.posts.model import (
    Change,
    Likeness,
    NewPicture,
    NewPoll,
    Post,
    Publish,
    QuotePolicy,
    RecipeVisibility,
    RemixPolicy,
    Visibility,
)

Id = str | int
"""Ids are decimal strings; some clients send numbers."""

OURS: Final[dict[str, Visibility]] = {
    "public": "public",
    "unlisted": "unlisted",
    "private": "followers",
    "direct": "direct",
}


_NO_FOCUS: Final = "{field}: {given!r} is no point; write two numbers from -1 to 1, as in 0.5,-0.2"

QUOTE_POLICIES: Final[dict[str, QuotePolicy]] = {
    "public": "everyone",
    "followers": "followers",
    "nobody": "nobody",
}


class NativeChoices(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Our choices beside Mastodon's fields. Unknown ones are refused: a wish is never dropped in silence.

    remix, training, licence: what the account says when they are left out. assistant: whether answers of the
    assistant may rest on it; what the account says, now and later, when it is left out. likeness: real people
    in the pictures, not said when it is left out.
    """

    recipe_visibility: RecipeVisibility = "open"
    remix: RemixPolicy | None = None
    training: Training | None = None
    assistant: Consent | None = None
    licence: Licence | None = None
    likeness: Likeness | None = None
    remix_of_id: Id | None = None


class NativeChanges(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Our choices that can be changed of a post. What is left out stays; assistant: null for what the account
    says."""

    remix: RemixPolicy | None = None
    training: Training | None = None
    assistant: Consent | msgspec.UnsetType | None = msgspec.UNSET
    licence: Licence | None = None
    likeness: Likeness | None = None


class MediaAttribute(msgspec.Struct, frozen=True):
    """What to change about one picture. focus: "x,y", each from -1 to 1."""

    id: Id
    description: str | None = None
    focus: str | None = None


class PollWish(msgspec.Struct, frozen=True):
    """A poll. expires_in: seconds."""

    options: tuple[str, ...] = ()
    expires_in: int | None = None
    multiple: bool = False
    hide_totals: bool = False

    def command(self) -> NewPoll | None:
        """None where there are no options. Raises BadRequest."""
        if not self.options:
            return None
        if self.expires_in is None:
            raise BadRequest(reason="poll.expires_in: say how many seconds the poll lasts")
        return NewPoll(self.options, self.expires_in, self.multiple, self.hide_totals)


class StatusBody(msgspec.Struct, frozen=True, kw_only=True):
    """What posting and editing have in common."""

    status: str | None = None
    media_ids: tuple[Id, ...] | msgspec.UnsetType | None = msgspec.UNSET
    media_attributes: tuple[MediaAttribute, ...] | None = None
    language: str | None = None
    sensitive: bool | None = None
    spoiler_text: str | None = None
    poll: PollWish | msgspec.UnsetType | None = msgspec.UNSET
    quote_approval_policy: str | None = None

    def quote_policy(self) -> QuotePolicy | None:
        """None where nothing is said. Raises NoSuchQuotePolicy."""
        wish = self.quote_approval_policy
        if not wish:
            return None
        if wish not in QUOTE_POLICIES:
            raise NoSuchQuotePolicy(given=wish[:50])
        return QUOTE_POLICIES[wish]

    def descriptions(self) -> dict[int, str]:
        """Alt texts by media id. Raises BadRequest."""
        return {
            read_id(a.id, "media_attributes"): a.description
            for a in self.media_attributes or ()
            if a.description is not None
        }

    def points(self) -> dict[int, Focus]:
        """What crops keep in sight, by media id. Raises BadRequest."""
        return {
            read_id(a.id, "media_attributes"): point
            for a in self.media_attributes or ()
            if (point := read_focus(a.focus, "media_attributes")) is not None
        }

    def pictures(self) -> tuple[int, ...]:
        """Media ids in order. Raises BadRequest."""
        return tuple(read_id(media_id, "media_ids") for media_id in self.media_ids or ())

    def new_poll(self) -> NewPoll | None:
        """None where none is asked for. Raises BadRequest."""
        return self.poll.command() if self.poll else None


class NewStatus(StatusBody, frozen=True, kw_only=True):
    """A status to post. visibility: public, unlisted, private (followers) or direct
    (who is mentioned; only me where nobody is)."""

    in_reply_to_id: Id | None = None
    quoted_status_id: Id | None = None
    visibility: str | None = None
    scheduled_at: str | None = None
    affresco: NativeChoices = NativeChoices()


class EditedStatus(StatusBody, frozen=True, kw_only=True):
    """A status as it is to be. What is left out stays; media_ids: null or [] takes all pictures out, poll:
    null or one without options takes it away."""

    affresco: NativeChanges = NativeChanges()

    def change(self, post: Post, alts: dict[int, str]) -> Change:
        """The command. alts: of new pictures, as given at the upload. Raises BadRequest."""
        here: dict[int, str] = {picture.media.id: picture.alt for picture in post.pictures}
        keeps = self.media_ids is msgspec.UNSET
        wanted = tuple(here) if keeps else self.pictures()
        described, points = {**alts, **here, **self.descriptions()}, self.points()
        native = self.affresco
        return Change(
            text=self.status,
            pictures=tuple(
                NewPicture(media_id, described.get(media_id, ""), points.get(media_id))
                for media_id in wanted
            ),
            poll=msgspec.UNSET if self.poll is msgspec.UNSET else self.new_poll(),
            warning=self.spoiler_text,
            sensitive=self.sensitive,
            language=self.language or None,
            training=native.training,
            assistant=native.assistant,
            remix_policy=native.remix,
            licence=native.licence,
            likeness=native.likeness,
        )


def publish_command(
    body: NewStatus, viewer: Viewer, alts: dict[int, str], idempotency_key: str | None
) -> Publish:
    """The command for a new status. alts: alt texts by media id, as given at the upload.

    Raises BadRequest and what is in ``errors``.
    """
    alts, points = {**alts, **body.descriptions()}, body.points()
    native, usual = body.affresco, viewer.preferences
    text = body.status or ""
    return Publish(
        text=text,
        pictures=tuple(
            NewPicture(media_id, alts.get(media_id, ""), points.get(media_id))
            for media_id in body.pictures()
        ),
        visibility=_visibility(body.visibility, text, usual.visibility),
        in_reply_to_id=_optional_id(body.in_reply_to_id, "in_reply_to_id"),
        remix_of_id=_optional_id(native.remix_of_id, "affresco.remix_of_id"),
        recipe_visibility=native.recipe_visibility,
        remix_policy=native.remix,
        training=native.training,
        assistant=native.assistant,
        licence=native.licence,
        likeness=native.likeness,
        language=body.language or usual.language or viewer.locale,
        idempotency_key=idempotency_key,
        warning=body.spoiler_text or "",
        sensitive=usual.sensitive if body.sensitive is None else body.sensitive,
        quote_of_id=_optional_id(body.quoted_status_id, "quoted_status_id"),
        quote_policy=body.quote_policy() or usual.quote_policy,
        poll=body.new_poll(),
    )


def scheduled_time(body: NewStatus) -> datetime | None:
    """When the status is to be published; None for at once. Raises BadRequest."""
    return read_time(body.scheduled_at, "scheduled_at") if body.scheduled_at else None


def read_time(text: str, field: str) -> datetime:
    """A moment in ISO 8601, UTC where it names no zone. Raises BadRequest."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError as error:
        raise BadRequest(reason=f"{field}: {text[:50]!r} is no time in ISO 8601") from error
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def read_focus(text: str | None, field: str) -> Focus | None:
    """``x,y``; what lies a little outside is put at the edge. None or "": nothing is said.

    Raises BadRequest.
    """
    if not text:
        return None
    try:
        x, y = (float(part) for part in text.split(","))
    except ValueError as error:
        raise BadRequest(reason=_NO_FOCUS.format(field=field, given=text[:50])) from error
    if not (isfinite(x) and isfinite(y)):
        raise BadRequest(reason=_NO_FOCUS.format(field=field, given=text[:50]))
    return Focus(max(-1.0, min(1.0, x)), max(-1.0, min(1.0, y)))


def _visibility(wish: str | None, text: str, usual: Visibility) -> Visibility:
    if not wish:
        return usual
    if wish not in OURS:
        raise NoSuchVisibility(given=wish[:50])
    if wish == "direct" and not names(text).handles:
        return "private"
    return OURS[wish]


def _optional_id(value: Id | None, field: str) -> int | None:
    return None if value is None or value == "" else read_id(value, field)


def read_id(value: Id, field: str) -> int:
    """Raises BadRequest for what is no id."""
    number = find_id(str(value))
    if number is None:
        raise BadRequest(reason=f"{field}: {str(value)[:50]!r} is not an id")
    return number
