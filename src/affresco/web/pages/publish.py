"""Publish: words, and up to four pictures that one made."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from typing import Any, Final, Literal

import msgspec
from litestar import Request, Response, get, post
from litestar.di import NamedDependency

from affresco.accounts import giving
from affresco.accounts.model import Consent, Licence, Training, Viewer
from affresco.errors import AffrescoError
from affresco.feeds.model import Quoted
from affresco.feeds.reader import Reader
from affresco.media.model import MediaId
from affresco.media.queries import media_by_ids
from affresco.posts import checks, commands, consent, schedule
from affresco.posts.errors import (
    AltTooLong,
    EmptyPost,
    NobodyNamed,
    NotYours,
    PictureUnusable,
    PollOptionsWrong,
    PollTimeWrong,
    PostNotFound,
    ScheduledTooSoon,
    TextTooLong,
    TooManyPictures,
    WarningTooLong,
)
from affresco.posts.model import (
    ALT_LIMIT,
    PICTURES_LIMIT,
    Likeness,
    NewPicture,
    NewPoll,
    Picture,
    PostId,
    Publish,
    QuotePolicy,
    RecipeVisibility,
    RemixPolicy,
    Visibility,
)
from affresco.posts.schedule import Scheduled
from affresco.runtime import Runtime
from affresco.safety.errors import Refused
from affresco.studio.queries import source_posts
from affresco.text import _
from affresco.web.choices import choices, licences
from affresco.web.composer import RemixSource, remix_source
from affresco.web.forms import read_form
from affresco.web.paging import FormId, Id
from affresco.web.present import PictureCard, QuotedCard, picture_card, post_url, quoted_card
from affresco.web.refusals import can_be_shown_again, error_markup, note_of
from affresco.web.render import flash, redirect, render, sent_from
from affresco.web.session import visit_of

AnyRequest = Request[Any, Any, Any]
STUDIO: Final = ("/generations/", "/studio")
"""Where pictures are chosen: who comes from there with none has forgotten to tick them."""


class PublishForm(msgspec.Struct, frozen=True):
    """A post as it is being prepared. alt_1 … alt_4 describe the pictures in their order.

    likeness: None where it was not asked. licence: "" for what the account says.
    """

    media_id: tuple[FormId, ...] = ()
    text: str = ""
    alt_1: str = ""
    alt_2: str = ""
    alt_3: str = ""
    alt_4: str = ""
    visibility: Visibility = "public"
    recipe_visibility: RecipeVisibility = "open"
    remix_policy: RemixPolicy | None = None
    training: Training | None = None
    assistant: Consent | None = None
    licence: Licence | Literal[""] = ""
    likeness: Likeness | Literal[""] | None = None
    idempotency_key: str | None = None
    warning: str = ""
    sensitive: str = ""
    quote_of_id: FormId | None = None
    quote_policy: QuotePolicy = "everyone"
    option: tuple[str, ...] = ()
    poll_hours: int = 24
    poll_multiple: str = ""
    poll_hidden: str = ""
    later: str = ""
    zone: int = 0
    redraft_id: FormId | None = None
    in_reply_to_id: FormId | None = None

    @property
    def has_more(self) -> bool:
        """Whether anything is chosen in the part of the form that is folded away."""
        return any((self.warning, self.later, *self.option))

    def poll(self) -> NewPoll | None:
        """None where no answer is written."""
        options = tuple(text for text in self.option if text.strip())
        if not options:
            return None
        return NewPoll(
            options, self.poll_hours * 3600, bool(self.poll_multiple), bool(self.poll_hidden)
        )

    def at(self) -> datetime | None:
        """When it is to be published, None for at once. Raises ScheduledTooSoon.

        zone: minutes of the browser's clock behind UTC, as scripts count them.
        """
        if not self.later:
            return None
        try:
            return datetime.fromisoformat(self.later).replace(tzinfo=UTC) + timedelta(
                minutes=max(-900, min(self.zone, 900))
            )
        except (ValueError, OverflowError) as error:
            raise ScheduledTooSoon from error

    def asked(self) -> dict[str, str]:
        """Subject → answer, of what the form asks about the post."""
        every: dict[str, str | None] = {
            "training": self.training,
            "assistant": self.assistant or "",
            "remix": self.remix_policy,
            "redistribution": self.licence or None,
            "likeness": self.likeness,
        }
        return {subject: answer for subject, answer in every.items() if answer is not None}

    @property
    def alts(self) -> tuple[str, ...]:
        return (self.alt_1, self.alt_2, self.alt_3, self.alt_4)[: len(self.media_id)]


class Prepared(msgspec.Struct, frozen=True):
    """What the server knows of the chosen pictures. source_id: the post that they are remixes of. likeness:
    whether only the author knows if they show real people."""

    pictures: tuple[PictureCard, ...]
    alts: tuple[str, ...]
    source_id: int | None
    likeness: bool = False


@get("/publish")
async def publish_page(
    request: AnyRequest,
    runtime: NamedDependency[Runtime],
    reader: NamedDependency[Reader],
    me: NamedDependency[Viewer],
    quote: Id = None,
    redraft: Id = None,
) -> Response[Any]:
    """The form for the pictures in the address (``media_id``, repeated), described by their engine.

    quote: a post to show inside. redraft: a post of one's own to write anew. Raises PostNotFound, NotYours.
    """
    came_from = sent_from(request)
    if "media_id" not in request.query_params and came_from.startswith(STUDIO):
        response = redirect(request, came_from)
        flash(response, "error", _("Tick at least one picture, then publish."))
        return response
    chosen = tuple(dict.fromkeys(_numbers(request.query_params.getall("media_id", []))))
    prepared = await _prepare(runtime, me, chosen)
    usual = me.preferences
    async with runtime.database.read() as tx:
        says = await giving.get_consents(tx, me.id)
    draft = PublishForm(
        media_id=chosen,
        text=request.query_params.get("text", ""),
        training=says.training,
        remix_policy=says.remix,
        licence=says.licence or "",
        idempotency_key=secrets.token_urlsafe(16),
        visibility=usual.visibility,
        sensitive="yes" if usual.sensitive else "",
        quote_policy=usual.quote_policy,
        quote_of_id=quote,
    )
    alts = prepared.alts
    if redraft is not None:
        draft, prepared, alts = await _redraft(runtime, reader, me, redraft, draft)
    return await _show(request, reader, me, draft, prepared, alts, {})


@post("/publish")
async def publish(
    request: AnyRequest,
    runtime: NamedDependency[Runtime],
    reader: NamedDependency[Reader],
    me: NamedDependency[Viewer],
) -> Response[Any]:
    """Publish. A second click gives the first post again; a mistake gives the form back as it was."""
    sent = await read_form(request, PublishForm)
    try:
        command, at = _command(sent, me, visit_of(request).locale), sent.at()
        if sent.redraft_id:
            checks.clean(command)
            if at is not None:
                schedule.check_time(at)
            with suppress(PostNotFound):  # a second click
                await commands.delete(runtime.database, me.id, sent.redraft_id, keep_pictures=True)
        if at is not None:
            kept = await schedule.schedule(runtime.database, me.id, command, at)
            return _kept(request, kept)
        post_id = await commands.publish(runtime.database, runtime.settings, me.id, command)
    except AffrescoError as error:
        if isinstance(error, PictureUnusable) or not can_be_shown_again(error):
            raise
        prepared = await _prepare(runtime, me, sent.media_id)
        errors = {_field(error, sent): error_markup(error, visit_of(request).locale)}
        return await _show(request, reader, me, sent, prepared, sent.alts, errors, error.status)
    response = redirect(request, post_url(me.handle, post_id))
    note = await note_of(runtime, "post", post_id, me.locale)
    flash(response, "info" if note else "success", note or _("It is on the wall."))
    return response


def _command(sent: PublishForm, me: Viewer, locale: str) -> Publish:
    """locale: in which the form was read."""
    return Publish(
        text=sent.text,
        pictures=tuple(map(NewPicture, sent.media_id, sent.alts)),
        visibility=sent.visibility,
        recipe_visibility=sent.recipe_visibility,
        remix_policy=sent.remix_policy,
        training=sent.training,
        assistant=sent.assistant,
        licence=sent.licence or None,
        likeness=sent.likeness or None,
        wording=consent.wording(sent.asked(), locale),
        language=me.preferences.language or me.locale,
        idempotency_key=sent.idempotency_key,
        warning=sent.warning,
        sensitive=bool(sent.sensitive),
        quote_of_id=sent.quote_of_id,
        quote_policy=sent.quote_policy,
        poll=sent.poll(),
        in_reply_to_id=sent.in_reply_to_id,
    )


def _kept(request: AnyRequest, kept: Scheduled) -> Response[Any]:
    response = redirect(request, "/scheduled")
    flash(
        response,
        "success",
        _("It will be published at {time} (UTC).").format(
            time=f"{kept.at.astimezone(UTC):%Y-%m-%d %H:%M}"
        ),
    )
    return response


async def _redraft(
    runtime: Runtime, reader: Reader, me: Viewer, post_id: int, draft: PublishForm
) -> tuple[PublishForm, Prepared, tuple[str, ...]]:
    """The form filled with a post of one's own, which goes when the form is sent."""
    view = await reader.post(me.id, post_id)
    post = view.post
    if not view.state.own:
        raise NotYours
    media_ids = tuple(picture.media.id for picture in post.pictures)
    poll = view.poll.poll if view.poll else None
    filled = msgspec.structs.replace(
        draft,
        media_id=media_ids,
        text=post.text,
        visibility=post.visibility,
        recipe_visibility=post.recipe_visibility,
        remix_policy=post.remix_policy,
        training=post.training,
        assistant=post.assistant,
        licence=post.licence or "",
        likeness=post.likeness,
        warning=post.warning,
        sensitive="yes" if post.sensitive else "",
        quote_of_id=post.quote.id if post.quote else None,
        quote_policy=post.quote_policy,
        option=tuple(option.title for option in poll.options) if poll else (),
        poll_multiple="yes" if poll and poll.multiple else "",
        poll_hidden="yes" if poll and poll.hide_totals else "",
        redraft_id=post.id,
        in_reply_to_id=post.in_reply_to_id,
    )
    prepared = await _prepare(runtime, me, media_ids)
    return filled, prepared, tuple(picture.alt for picture in post.pictures)


async def _show(
    request: AnyRequest,
    reader: Reader,
    me: Viewer,
    draft: PublishForm,
    prepared: Prepared,
    alts: tuple[str, ...],
    errors: Mapping[str, str],
    status: int = 200,
) -> Response[str]:
    return render(
        request,
        "posts/publish.html",
        status=status,
        draft=draft,
        pictures=prepared.pictures,
        alts=alts,
        errors=errors,
        parent=await _parent(reader, me, prepared.source_id),
        choices=choices(),
        licences=licences(draft.licence),
        asks_likeness=prepared.likeness,
        quoted=await _quoted(reader, me, draft.quote_of_id),
        options=(*draft.option, *("",) * (4 - len(draft.option))),
    )


async def _quoted(reader: Reader, me: Viewer, post_id: int | None) -> QuotedCard | None:
    if post_id is None:
        return None
    view = (await reader.views(me.id, [post_id])).get(PostId(post_id))
    return quoted_card(Quoted(PostId(post_id), view=view))


async def _prepare(runtime: Runtime, me: Viewer, media_ids: tuple[int, ...]) -> Prepared:
    """Raises TooManyPictures, PictureUnusable."""
    if len(media_ids) > PICTURES_LIMIT:
        raise TooManyPictures(limit=PICTURES_LIMIT)
    if not media_ids:
        return Prepared((), (), None)
    async with runtime.database.read() as tx:
        found = await media_by_ids(tx, media_ids)
        sources = await source_posts(tx, me.id, media_ids)
        likeness = await consent.asks_for_likeness(tx, media_ids)
    own = [found.get(MediaId(number)) for number in media_ids]
    media = [m for m in own if m is not None and m.owner_id == me.id and m.kind != "portrait"]
    if len(media) != len(media_ids):
        raise PictureUnusable
    return Prepared(
        pictures=tuple(picture_card(Picture(media=m, alt=m.alt, recipe=None)) for m in media),
        alts=tuple(m.alt for m in media),
        source_id=next(iter(sources.values()), None),
        likeness=likeness,
    )


async def _parent(reader: Reader, me: Viewer, source_id: int | None) -> RemixSource | None:
    if source_id is None:
        return None
    view = (await reader.views(me.id, [PostId(source_id)])).get(PostId(source_id))
    return remix_source(view, me.id) if view else None


def _field(error: AffrescoError, sent: PublishForm) -> str:
    """Where in the form an error belongs."""
    if isinstance(error, EmptyPost | NobodyNamed | TextTooLong):
        return "text"
    if isinstance(error, WarningTooLong):
        return "warning"
    if isinstance(error, PollOptionsWrong | PollTimeWrong):
        return "poll"
    if isinstance(error, ScheduledTooSoon):
        return "later"
    if isinstance(error, Refused):
        return _refused_field(error, sent)
    if isinstance(error, AltTooLong):
        longest = (i for i, alt in enumerate(sent.alts, 1) if len(alt) > ALT_LIMIT)
        return f"alt_{next(longest, 1)}"
    return "form"


def _refused_field(error: Refused, sent: PublishForm) -> str:
    """The text, or the description in which the words stand."""
    if error.details["field"] != "alt":
        return "text"
    term = str(error.details["term"]).partition(" … ")[0]
    found = (i for i, alt in enumerate(sent.alts, 1) if term in " ".join(alt.split()))
    return f"alt_{next(found, 1)}"


def _numbers(texts: list[str]) -> list[int]:
    """Raises PictureUnusable for what is no id."""
    if not all(text.isascii() and text.isdigit() and len(text) < 20 for text in texts):
        raise PictureUnusable
    return [int(text) for text in texts]


routes = [publish_page, publish]
