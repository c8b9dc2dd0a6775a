"""A post in the words of schema.org, for the head of its page: who is to be credited, and under what licence.

Source: schema.org 29 (SocialMediaPosting, ImageObject); the fields of Google Images' "licensable" pictures.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Literal

import msgspec
from markupsafe import Markup

from affresco.accounts.usage import NOTHING, Statement, Usage
from affresco.feeds.model import PostView
from affresco.feeds.reader import Reader
from affresco.posts.model import Picture
from affresco.web.present import post_url


def _name(field: str) -> str:
    """As schema.org has it in JSON-LD."""
    if field in ("type", "context"):
        return f"@{field}"
    first, *more = field.split("_")
    return first + "".join(map(str.capitalize, more))


class Creator(msgspec.Struct, frozen=True, rename=_name):
    name: str
    url: str
    type: Literal["Person"] = "Person"


class ImageObject(msgspec.Struct, frozen=True, rename=_name, omit_defaults=True, kw_only=True):
    """width, height: in pixels."""

    type: str
    content_url: str
    width: int
    height: int
    creator: Creator
    credit_text: str
    acquire_license_page: str
    license: str | None = None
    caption: str = ""


class Posting(
    msgspec.Struct,
    frozen=True,
    rename=_name,
    omit_defaults=True,
    kw_only=True,
):
    context: str
    type: str
    url: str
    author: Creator
    date_published: datetime
    in_language: str
    credit_text: str
    acquire_license_page: str
    usage_info: tuple[str, ...]
    license: str | None = None
    image: tuple[ImageObject, ...] = ()


class Described(msgspec.Struct, frozen=True):
    """What the head of a post's page says beside what other sites show of it. page: the statement of all that
    the page shows; ld: schema.org about the post, None where it is not to be passed around."""

    page: Statement
    licence_url: str | None
    ld: Markup | None


async def usage_of(reader: Reader, views: Collection[PostView]) -> Usage:
    """What may be done with a page that shows all of these. Where one says no of itself, nobody is asked."""
    if any(v.post.training == "deny" or v.post.visibility != "public" for v in views):
        return NOTHING
    return await reader.usage({view.post.id for view in views})


def describe(view: PostView, own: Statement, page: Statement) -> Described:
    """own: of the post alone."""
    if view.post.visibility not in ("public", "unlisted"):
        return Described(page, own.licence_url, None)
    # As a part of a page nothing in it may end the element that it stands in.
    text = msgspec.json.encode(posting(view, own)).decode().replace("<", "\\u003c")
    return Described(page, own.licence_url, Markup(text))  # noqa: S704


def posting(view: PostView, own: Statement) -> Posting:
    """The post. Pictures behind a veil are left out."""
    post, author = view.post, view.author
    creator = Creator(author.display_name, own.base_url + author.url)
    return Posting(
        context="https://schema.org",
        type="SocialMediaPosting",
        url=own.base_url + post_url(author.handle, post.id),
        author=creator,
        date_published=post.created_at,
        in_language=post.language,
        credit_text=_credit(creator, own),
        acquire_license_page=own.page,
        usage_info=own.usage_info,
        license=own.licence_url,
        image=()
        if post.veiled
        else tuple(_image(picture, creator, own) for picture in post.pictures),
    )


def _image(picture: Picture, creator: Creator, own: Statement) -> ImageObject:
    media = picture.media
    return ImageObject(
        type="ImageObject",
        content_url=own.base_url + media.path("original"),
        width=media.width,
        height=media.height,
        creator=creator,
        credit_text=_credit(creator, own),
        acquire_license_page=own.page,
        license=own.licence_url,
        caption=picture.alt,
    )


def _credit(creator: Creator, own: Statement) -> str:
    return f"{creator.name}, {own.base_url.partition('://')[2]}"
