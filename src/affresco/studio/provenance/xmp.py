"""The IPTC fields about machine-made pictures, and about what may be done with one, as XMP.

IPTC Photo Metadata Standard 2025.1; PLUS LDF 2.0.1 (``DataMining``); XMP part 2 (``xmpRights``); ccREL
(``cc:license``).

Reading is for other people's files: packets with a document type are refused, so that no entity is ever
expanded.
"""

from __future__ import annotations

import re
from typing import Final
from xml.etree import ElementTree
from xml.sax.saxutils import escape, quoteattr

import affresco
from affresco.accounts.usage import Statement
from affresco.studio.provenance.model import VOCABULARY, Fields, Origin

IPTC: Final = "http://iptc.org/std/Iptc4xmpExt/2008-02-29/"
XMP: Final = "http://ns.adobe.com/xap/1.0/"
RDF: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RIGHTS: Final = "http://ns.adobe.com/xap/1.0/rights/"
PLUS: Final = "http://ns.useplus.org/ldf/xmp/1.0/"
CC: Final = "http://creativecommons.org/ns#"
PACKET_LIMIT: Final = 256 * 1024
"""Bytes of a packet that we look at."""
TEXT_LIMIT: Final = 200
"""Characters of a field of somebody else's that are kept."""

_NOT_XML: Final = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")


def packet(
    origin: Origin | None, statement: Statement | None = None, prompt: str | None = None
) -> bytes:
    """The packet of a picture. origin: None for one that was not made here. statement: what may be done with
    it. prompt: only where its owner lets everybody read it."""
    fields = [("xmp:CreatorTool", f"Affresco {affresco.__version__}")]
    if origin is not None:
        fields += [
            ("Iptc4xmpExt:DigitalSourceType", VOCABULARY + origin.source_type),
            ("Iptc4xmpExt:AISystemUsed", f"Affresco {origin.engine}"),
            ("Iptc4xmpExt:AISystemVersionUsed", origin.version),
            ("xmp:CreateDate", origin.made_at.isoformat(timespec="seconds")),
        ]
    if prompt is not None:
        fields.append(("Iptc4xmpExt:AIPromptInformation", _NOT_XML.sub(" ", prompt)))
    return (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>'
        f'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="{RDF}">'
        f'<rdf:Description rdf:about="" xmlns:Iptc4xmpExt="{IPTC}" xmlns:xmp="{XMP}"'
        f' xmlns:xmpRights="{RIGHTS}" xmlns:plus="{PLUS}" xmlns:cc="{CC}"'
        f"{_attributes(fields)}{_rights(statement) if statement else '>'}</rdf:Description>"
        '</rdf:RDF></x:xmpmeta><?xpacket end="r"?>'
    ).encode()


def is_ours(packet: bytes) -> bool:
    """Whether it looks like a packet of a picture that was made here."""
    return b'Iptc4xmpExt:AISystemUsed="Affresco ' in packet


def says(packet: bytes, statement: Statement) -> bool:
    """Whether a packet of ours states just this."""
    return _rights(statement).encode() in packet


def _rights(statement: Statement) -> str:
    """The last attributes of a description and what is in it."""
    url = statement.licence_url
    fields = [("plus:DataMining", statement.data_mining)]
    if statement.usage.licence is not None:
        fields.append(("xmpRights:Marked", "False" if statement.usage.licence == "CC0" else "True"))
    fields.append(("xmpRights:WebStatement", url or statement.page))
    terms = f'<rdf:li xml:lang="x-default">{escape(statement.words)}</rdf:li>'
    licence = f"<cc:license rdf:resource={quoteattr(url)}/>" if url else ""
    return (
        f"{_attributes(fields)}><xmpRights:UsageTerms><rdf:Alt>{terms}</rdf:Alt>"
        f"</xmpRights:UsageTerms>{licence}"
    )


def _attributes(fields: list[tuple[str, str]]) -> str:
    return "".join(f" {name}={quoteattr(value)}" for name, value in fields)


def fields_of(packet: bytes) -> Fields | None:
    """The fields of a packet; None where it has none of them, or cannot be read."""
    if len(packet) > PACKET_LIMIT or b"<!" in packet:
        return None
    try:
        root = ElementTree.fromstring(packet.strip(b"\0 \r\n\t"))  # noqa: S314 (no document type, see above)
    except ElementTree.ParseError:
        return None
    found = Fields(
        source_type=_text(root, "DigitalSourceType").removeprefix(VOCABULARY),
        system=_text(root, "AISystemUsed"),
        version=_text(root, "AISystemVersionUsed"),
        prompt=_text(root, "AIPromptInformation", limit=2000),
    )
    return None if found == Fields() else found


def _text(root: ElementTree.Element, name: str, limit: int = TEXT_LIMIT) -> str:
    """A field, whether it is written as an attribute or as an element."""
    full = f"{{{IPTC}}}{name}"
    for description in root.iter(f"{{{RDF}}}Description"):
        value = description.get(full)
        element = description.find(full)
        if value is None and element is not None:
            value = element.get(f"{{{RDF}}}resource") or "".join(element.itertext())
        if value:
            return " ".join(value.split())[:limit]
    return ""
