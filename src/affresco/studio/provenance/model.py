"""Facts about where pictures come from."""

from __future__ import annotations

from datetime import datetime
from typing import Final, Literal

import msgspec

SourceType = Literal["algorithmicMedia", "trainedAlgorithmicMedia"]
"""How a picture of ours was made, in the words of IPTC's vocabulary "Digital Source Type"."""

VOCABULARY: Final = "http://cv.iptc.org/newscodes/digitalsourcetype/"

State = Literal["ours", "valid", "altered", "broken"]
"""Of a manifest. ours: signed by this instance. valid: by somebody else, unchanged since. altered: the file
is not what was signed. broken: it cannot be checked."""


class Origin(msgspec.Struct, frozen=True):
    """What is signed of a picture that an engine made. mark: 48 bits, at random; names the picture."""

    mark: int
    engine: str
    version: str
    source_type: SourceType
    made_at: datetime

    @property
    def name(self) -> str:
        """The mark in hexadecimal."""
        return f"{self.mark:012x}"


class Credentials(msgspec.Struct, frozen=True, omit_defaults=True):
    """What a C2PA manifest says. All but ``state`` is the signer's word.

    source_type: a term of IPTC's vocabulary, without its address. mark: of a picture of ours. parents: how
    many pictures it says it was made from.
    """

    state: State
    signer: str = ""
    software: str = ""
    version: str = ""
    source_type: str = ""
    made_at: str = ""
    mark: int | None = None
    parents: int = 0


class Fields(msgspec.Struct, frozen=True, omit_defaults=True):
    """The IPTC fields of an XMP packet that say how a picture was made. Nobody vouches for them.

    source_type: without the vocabulary's address. prompt: only where its owner lets it be read.
    """

    source_type: str = ""
    system: str = ""
    version: str = ""
    prompt: str = ""


class Declared(msgspec.Struct, frozen=True, omit_defaults=True):
    """What an upload said of itself."""

    credentials: Credentials | None = None
    fields: Fields | None = None

    @property
    def source_type(self) -> str:
        """The manifest's word, else the packet's, else ""."""
        signed = self.credentials.source_type if self.credentials else ""
        return signed or (self.fields.source_type if self.fields else "")

    @property
    def software(self) -> str:
        """What made it, as it says; "" where it does not."""
        signed = self.credentials.software if self.credentials else ""
        return signed or (self.fields.system if self.fields else "")

    @property
    def is_synthetic(self) -> bool:
        """Whether it says that it was made by a machine."""
        return "algorithmic" in self.source_type.lower() or "synthetic" in self.source_type.lower()


class Made(msgspec.Struct, frozen=True):
    """A picture of ours, as it is remembered."""

    media_id: int
    engine: str
    version: str
    source_type: SourceType
    made_at: datetime


class Report(msgspec.Struct, frozen=True):
    """What a file told. picture: whether it could be read as one. watermark: the mark in its pixels."""

    picture: bool
    credentials: Credentials | None = None
    fields: Fields | None = None
    watermark: int | None = None

    @property
    def mark(self) -> int | None:
        """The name of the picture, as far as somebody vouches for it: our signature, or our key."""
        if self.credentials is not None and self.credentials.state == "ours":
            return self.credentials.mark
        return self.watermark
