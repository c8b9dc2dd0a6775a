"""How others find us: oEmbed for posts, the manifest for installing, and what this place is."""

from __future__ import annotations

import re
from typing import Any, Final
from urllib.parse import urlsplit

import msgspec
from litestar import Request, Response, get
from litestar.di import NamedDependency
from litestar.params import FromQuery

from affresco.accounts.model import Viewer
from affresco.errors import AffrescoError
from affresco.feeds.reader import Reader
from affresco.posts.errors import PostNotFound
from affresco.runtime import Runtime
from affresco.text import N_
from affresco.web.assets import asset
from affresco.web.pages.posts import checked
from affresco.web.render import render
from affresco.web.sharing import Sharing, sharing

POST_PATH: Final = re.compile(r"^/(?:@[a-z0-9_]{2,30}|posts)/([0-9]{1,19})$")
CACHE_SECONDS: Final = 3600


class Embed(msgspec.Struct, frozen=True, omit_defaults=True, kw_only=True):
    """oEmbed 1.0, type photo or link (https://oembed.com, §2.3.4). Sizes in pixels."""

    type: str
    version: str
    title: str
    author_name: str
    author_url: str
    provider_name: str
    provider_url: str
    cache_age: int
    url: str | None = None
    width: int | None = None
    height: int | None = None
    thumbnail_url: str | None = None
    thumbnail_width: int | None = None
    thumbnail_height: int | None = None


class ManifestIcon(msgspec.Struct, frozen=True):
    src: str
    sizes: str
    type: str
    purpose: str


class Manifest(msgspec.Struct, frozen=True):
    """A web application manifest (W3C)."""

    name: str
    short_name: str
    start_url: str
    display: str
    background_color: str
    theme_color: str
    icons: tuple[ManifestIcon, ...]


class OnlyJson(AffrescoError):
    code = "web.oembed_format"
    status = 501  # oEmbed 1.0 §2.3.1 wants this code for a format that is not served
    message = N_("This site describes its posts as JSON only: ask with format=json.")


@get("/oembed")
async def oembed(
    runtime: NamedDependency[Runtime],
    reader: NamedDependency[Reader],
    url: FromQuery[str],
    format: FromQuery[str] = "json",
) -> Response[bytes]:
    """A public post by its address, for sites that show it. Raises PostNotFound, OnlyJson."""
    if format != "json":
        raise OnlyJson
    parts = urlsplit(url)
    match = POST_PATH.match(parts.path)
    if match is None or f"{parts.scheme}://{parts.netloc}" != runtime.base_url:
        raise PostNotFound
    view = await reader.post(None, checked(int(match[1])))
    shared = sharing(view, runtime.base_url)
    if shared is None:
        raise PostNotFound
    embed = _embed(shared, runtime.base_url, view.author.url)
    return Response(msgspec.json.encode(embed), media_type="application/json")


def _embed(shared: Sharing, base_url: str, author_path: str) -> Embed:
    photo = shared.image is not None
    width, height = (shared.width, shared.height) if photo else (None, None)
    return Embed(
        type="photo" if photo else "link",
        version="1.0",
        title=shared.title,
        author_name=shared.author,
        author_url=base_url + author_path,
        provider_name="Affresco",
        provider_url=f"{base_url}/",
        cache_age=CACHE_SECONDS,
        url=shared.image,
        width=width,
        height=height,
        thumbnail_url=shared.image,
        thumbnail_width=width,
        thumbnail_height=height,
    )


@get("/manifest.webmanifest")
async def manifest() -> Response[bytes]:
    """What a browser needs to install the site as an application."""
    made = Manifest(
        name="Affresco",
        short_name="Affresco",
        start_url="/",
        display="standalone",
        background_color="#faf7f2",
        theme_color="#b4502f",
        icons=(ManifestIcon(asset("favicon.svg"), "any", "image/svg+xml", "any"),),
    )
    return Response(msgspec.json.encode(made), media_type="application/manifest+json")


@get("/about")
async def about(
    request: Request[Any, Any, Any], viewer: NamedDependency[Viewer | None]
) -> Response[str]:
    """What this place is, how one gets in, and what happens with what people make."""
    return render(request, "feeds/about.html", signed_in=viewer is not None)


routes = [oembed, manifest, about]
