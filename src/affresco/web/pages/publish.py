"""Publish: words, and up to four pictures that one made."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from typing import Any, Final

import msgspec
from litestar import Request, Response, get, post
from litestar.di import NamedDependency

from affresco.accounts.model import Training, Viewer
from affresco.errors import AffrescoError
from affresco.feeds.reader import Reader
from affresco.media.model import MediaId
from affresco.media.queries import media_by_ids
from affresco.posts import commands
from affresco.posts.errors import (
    AltTooLong,
    EmptyPost,
    NobodyNamed,
    PictureUnusable,
    TextTooLong,
    TooManyPictures,
)
from affresco.posts.model import (
    ALT_LIMIT,
    PICTURES_LIMIT,
    NewPicture,
    Picture,
    PostId,
    Publish,
    RecipeVisibility,
    RemixPolicy,
    Visibility,
)
from affresco.runtime import Runtime
from affresco.safety.errors import Refused
from affresco.studio.queries import source_posts
from affresco.text import _
from affresco.web.composer import RemixSource, remix_source
from affresco.web.forms import read_form
from affresco.web.paging import FormId
from affresco.web.present import PictureCard, picture_card, post_url
from affresco.web.refusals import can_be_shown_again, error_markup, note_of
from affresco.web.render import flash, redirect, render, sent_from
from affresco.web.session import visit_of

AnyRequest = Request[Any, Any, Any]
Option = tuple[str, str, str | None]
STUDIO: Final = ("/generations/", "/studio")
"""Where pictures are chosen: who comes from there with none has forgotten to tick them."""


class PublishForm(msgspec.Struct, frozen=True):
    """A post as it is being prepared. alt_1 … alt_4 describe the pictures in their order."""

    media_id: tuple[FormId, ...] = ()
    text: str = ""
    alt_1: str = ""
    alt_2: str = ""
    alt_3: str = ""
    alt_4: str = ""
    visibility: Visibility = "public"
    recipe_visibility: RecipeVisibility = "open"
    remix_policy: RemixPolicy = "everyone"
    training: Training | None = None
    idempotency_key: str | None = None

    @property
    def alts(self) -> tuple[str, ...]:
        return (self.alt_1, self.alt_2, self.alt_3, self.alt_4)[: len(self.media_id)]


class Choices(msgspec.Struct, frozen=True):
    """The cards of the form: (value, label, what it means)."""

    visibility: tuple[Option, ...]
    recipe_visibility: tuple[Option, ...]
    remix_policy: tuple[Option, ...]
    training: tuple[Option, ...]


class Prepared(msgspec.Struct, frozen=True):
    """What the server knows of the chosen pictures. source_id: the post that they are remixes of."""

    pictures: tuple[PictureCard, ...]
    alts: tuple[str, ...]
    source_id: int | None


@get("/publish")
async def publish_page(
    request: AnyRequest,
    runtime: NamedDependency[Runtime],
    reader: NamedDependency[Reader],
    me: NamedDependency[Viewer],
) -> Response[Any]:
    """The form for the pictures in the address (``media_id``, repeated), described by their engine."""
    came_from = sent_from(request)
    if "media_id" not in request.query_params and came_from.startswith(STUDIO):
        response = redirect(request, came_from)
        flash(response, "error", _("Tick at least one picture, then publish."))
        return response
    chosen = tuple(dict.fromkeys(_numbers(request.query_params.getall("media_id", []))))
    prepared = await _prepare(runtime, me, chosen)
    draft = PublishForm(
        media_id=chosen,
        text=request.query_params.get("text", ""),
        training=me.training,
        idempotency_key=secrets.token_urlsafe(16),
    )
    return await _show(request, reader, me, draft, prepared, prepared.alts, {})


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
        post_id = await commands.publish(
            runtime.database,
            runtime.settings,
            me.id,
            Publish(
                text=sent.text,
                pictures=tuple(map(NewPicture, sent.media_id, sent.alts)),
                visibility=sent.visibility,
                recipe_visibility=sent.recipe_visibility,
                remix_policy=sent.remix_policy,
                training=sent.training,
                language=me.locale,
                idempotency_key=sent.idempotency_key,
            ),
        )
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
    )


async def _prepare(runtime: Runtime, me: Viewer, media_ids: tuple[int, ...]) -> Prepared:
    """Raises TooManyPictures, PictureUnusable."""
    if len(media_ids) > PICTURES_LIMIT:
        raise TooManyPictures(limit=PICTURES_LIMIT)
    if not media_ids:
        return Prepared((), (), None)
    async with runtime.database.read() as tx:
        found = await media_by_ids(tx, media_ids)
        sources = await source_posts(tx, me.id, media_ids)
    own = [found.get(MediaId(number)) for number in media_ids]
    media = [m for m in own if m is not None and m.owner_id == me.id and m.kind != "portrait"]
    if len(media) != len(media_ids):
        raise PictureUnusable
    return Prepared(
        pictures=tuple(picture_card(Picture(media=m, alt=m.alt, recipe=None)) for m in media),
        alts=tuple(m.alt for m in media),
        source_id=next(iter(sources.values()), None),
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


def choices() -> Choices:
    """The cards of the form, in the reader's language."""
    return Choices(
        visibility=(
            ("public", _("Everyone"), _("Also people who are not signed in.")),
            ("unlisted", _("Quietly everyone"), _("Everyone, but on no list of all posts.")),
            ("followers", _("Followers"), _("People who follow you, and whom you name.")),
            ("direct", _("People I name"), _("Those whom you name with @, nobody else.")),
            ("private", _("Only me"), _("Nobody else sees it.")),
        ),
        recipe_visibility=(
            ("open", _("Everyone who sees it"), _("Others learn from your words.")),
            ("private", _("Only me"), _("The picture is seen, its words are not.")),
        ),
        remix_policy=(
            ("everyone", _("Everyone"), _("You are named in each remix.")),
            ("followers", _("Followers"), None),
            ("nobody", _("Nobody"), None),
        ),
        training=(
            ("allow", _("Yes"), _("It may be in open datasets, until you withdraw it.")),
            ("deny", _("No"), _("It is kept out of every dataset.")),
        ),
    )


routes = [publish_page, publish]
