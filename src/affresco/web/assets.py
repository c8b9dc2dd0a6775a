"""The built browser assets: hashed names, precompressed siblings, icons from one sprite."""

from __future__ import annotations

import functools
import mimetypes
from pathlib import Path
from typing import Final

import msgspec
from markupsafe import Markup

from affresco.errors import NotFound, Unavailable
from affresco.text import N_

STATIC: Final = Path(__file__).parent / "static"
ENCODINGS: Final = (("br", ".br"), ("gzip", ".gz"))


class AssetsMissing(Unavailable):
    code = "web.assets_missing"
    message = N_("The browser assets were not built. Run `make up`, or `python build_assets.py`.")


class StaticFile(msgspec.Struct, frozen=True):
    """A file's bytes by content coding; "identity" is always there."""

    content_type: str
    bodies: dict[str, bytes]

    def choose(self, accept_encoding: str) -> tuple[str, bytes]:
        """(coding, bytes) that the client takes (RFC 9110 §12.5.3), smallest coding first."""
        accepted = {part.split(";")[0].strip() for part in accept_encoding.split(",")}
        for coding, _suffix in ENCODINGS:
            if coding in accepted and coding in self.bodies:
                return coding, self.bodies[coding]
        return "identity", self.bodies["identity"]


@functools.cache
def manifest() -> dict[str, str]:
    """Plain name → hashed name. Raises AssetsMissing."""
    try:
        return msgspec.json.decode((STATIC / "manifest.json").read_bytes(), type=dict[str, str])
    except FileNotFoundError as error:
        raise AssetsMissing from error


def asset(name: str) -> str:
    """URL path of a built file, e.g. ``asset("app.css")``."""
    return f"/static/{manifest()[name]}"


@functools.cache
def icon(name: str) -> Markup:
    """A decorative icon: hidden from screen readers, so the control around it needs a name."""
    return Markup('<svg class="icon" aria-hidden="true"><use href="{}#{}"></use></svg>').format(
        asset("icons.svg"), name
    )


@functools.cache
def static_file(name: str) -> StaticFile:
    """A built file by its hashed name. Raises NotFound for every other name."""
    if name not in manifest().values():
        raise NotFound
    path = STATIC / name
    bodies = {"identity": path.read_bytes()}
    for coding, suffix in ENCODINGS:
        packed = path.with_name(name + suffix)
        if packed.exists():
            bodies[coding] = packed.read_bytes()
    kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
    return StaticFile(
        content_type=f"{kind}; charset=utf-8" if kind.startswith("text/") else kind, bodies=bodies
    )
