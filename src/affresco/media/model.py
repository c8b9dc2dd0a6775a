"""Facts about pictures."""

from __future__ import annotations

from typing import Final, Literal, NewType, TypeAlias

import msgspec

MediaId = NewType("MediaId", int)
MediaKind = Literal["generated", "upload", "portrait"]
ThumbHash: TypeAlias = bytes
RenditionName = Literal["preview", "large", "original"]


class Focus(msgspec.Struct, frozen=True):
    """The point of a picture that crops keep in sight, as Mastodon has it: x from the left (-1) to the
    right (1), y from the bottom (-1) to the top (1)."""

    x: float = 0.0
    y: float = 0.0


CENTRE: Final = Focus()


class Rendition(msgspec.Struct, frozen=True):
    """One encoded size of a picture. width, height in pixels; ``preview`` ≤ 640, ``large`` ≤ 1280."""

    name: RenditionName
    content_type: str
    width: int
    height: int
    bytes: int


class Media(msgspec.Struct, frozen=True):
    """A picture. width, height in pixels of the original; thumbhash: raw bytes (evanw/thumbhash).

    ticket: of whoever is given its addresses, where they are not for everybody (``tickets``).
    """

    id: MediaId
    owner_id: int
    kind: MediaKind
    key: str
    content_type: str
    bytes: int
    width: int
    height: int
    thumbhash: ThumbHash
    renditions: tuple[Rendition, ...]
    alt: str = ""
    ticket: str = ""
    focus: Focus = CENTRE

    def path(self, rendition: RenditionName = "original") -> str:
        """The URL path of a rendition; a rendition that was not made falls back to the original."""
        path = f"/media/{self.key}/{self.file_name(rendition)}"
        return f"{path}?as={self.ticket}" if self.ticket else path

    def file_name(self, rendition: RenditionName = "original") -> str:
        """What a rendition is called in the store, beside ``key``; of one that was not made, the original."""
        made = next((r for r in self.renditions if r.name == rendition), None)
        kind = (made.content_type if made else self.content_type).removeprefix("image/")
        return f"{rendition if made else 'original'}.{'jpg' if kind == 'jpeg' else kind}"
