"""RSS 2.0: feeds of public posts for any reader. Pure: views in, bytes out.

Source: the RSS 2.0 specification (RSS Advisory Board), Media RSS 1.5 for the pictures, RFC 4287 for the
link to itself. Only what a stranger may see goes in; whoever calls sees to that.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from email.utils import format_datetime
from typing import Final
from xml.etree import ElementTree as Xml
from xml.etree.ElementTree import Element, SubElement

import msgspec

from affresco.feeds.model import PostView
from affresco.posts.model import Picture

ATOM: Final = "http://www.w3.org/2005/Atom"
DUBLIN_CORE: Final = "http://purl.org/dc/elements/1.1/"
MEDIA: Final = "http://search.yahoo.com/mrss/"
TITLE_LIMIT: Final = 90
"""Characters of an entry's title, which a post does not have: its first words."""

_ILLEGAL: Final = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_RELATIVE: Final = re.compile(r'href="/')

for _prefix, _uri in (("atom", ATOM), ("dc", DUBLIN_CORE), ("media", MEDIA)):
    Xml.register_namespace(_prefix, _uri)


class Channel(msgspec.Struct, frozen=True):
    """What stands above the entries. path: of the page for people; own_path: of the feed. image: an
    address, None without one."""

    title: str
    description: str
    path: str
    own_path: str
    image: str | None = None


def rss(channel: Channel, views: Iterable[PostView], base_url: str) -> bytes:
    """A feed, the newest first. base_url: without a final slash."""
    root = Element("rss", version="2.0")
    top = SubElement(root, "channel")
    _text(top, "title", channel.title)
    _text(top, "link", base_url + channel.path)
    _text(top, "description", channel.description)
    _text(top, "generator", "Affresco")
    SubElement(
        top,
        f"{{{ATOM}}}link",
        rel="self",
        type="application/rss+xml",
        href=base_url + channel.own_path,
    )
    if channel.image is not None:
        image = SubElement(top, "image")
        _text(image, "url", channel.image)
        _text(image, "title", channel.title)
        _text(image, "link", base_url + channel.path)
    for view in views:
        _entry(SubElement(top, "item"), view, base_url)
    return bytes(Xml.tostring(root, encoding="utf-8", xml_declaration=True))


def _entry(item: Element, view: PostView, base_url: str) -> None:
    post = view.post
    address = f"{base_url}{view.author.url}/{post.id}"
    _text(item, "title", _title(view))
    _text(item, "link", address)
    _text(item, "guid", address).set("isPermaLink", "true")
    _text(item, "pubDate", format_datetime(post.created_at))
    _text(item, f"{{{DUBLIN_CORE}}}creator", f"{view.author.display_name} (@{view.author.handle})")
    _text(item, "description", _html(view, base_url))
    for tag in post.tags:
        _text(item, "category", tag)
    for number, picture in enumerate(post.pictures):
        _picture(item, picture, base_url, first=number == 0, veiled=post.veiled)


def _picture(item: Element, picture: Picture, base_url: str, *, first: bool, veiled: bool) -> None:
    media = picture.media
    address = base_url + media.path()
    if first:  # RSS has room for one
        SubElement(item, "enclosure", url=address, type=media.content_type, length=str(media.bytes))
    content = SubElement(
        item,
        f"{{{MEDIA}}}content",
        url=address,
        type=media.content_type,
        medium="image",
        width=str(media.width),
        height=str(media.height),
    )
    _text(content, f"{{{MEDIA}}}rating", "adult" if veiled else "nonadult")
    if picture.alt:
        _text(content, f"{{{MEDIA}}}description", picture.alt).set("type", "plain")


def _title(view: PostView) -> str:
    post = view.post
    said = post.warning or post.text or next((p.alt for p in post.pictures if p.alt), "")
    line = " ".join(said.split())
    if not line:
        return f"@{view.author.handle}"
    return line if len(line) <= TITLE_LIMIT else line[: TITLE_LIMIT - 1].rstrip() + "…"


def _html(view: PostView, base_url: str) -> str:
    """The words, after a warning the warning alone; then the pictures, unless they are veiled."""
    post = view.post
    if post.warning:
        warning = Element("p")
        warning.text = _legal(post.warning)
        return Xml.tostring(warning, encoding="unicode", method="html")
    parts = [_RELATIVE.sub(f'href="{base_url}/', post.html)]
    if not post.veiled:
        for picture in post.pictures:
            image = Element(
                "img", src=base_url + picture.media.path("large"), alt=_legal(picture.alt)
            )
            parts.append(f"<p>{Xml.tostring(image, encoding='unicode', method='html')}</p>")
    return "".join(parts)


def _text(parent: Element, name: str, text: str) -> Element:
    made = SubElement(parent, name)
    made.text = _legal(text)
    return made


def _legal(text: str) -> str:
    """Without characters that XML 1.0 cannot hold."""
    return _ILLEGAL.sub("", text)
