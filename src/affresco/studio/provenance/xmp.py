"""The IPTC fields about machine-made pictures as XMP (IPTC Photo Metadata Standard 2025.1).

Reading is for other people's files: packets with a document type are refused, so that no entity is ever
expanded.
"""

from __future__ import annotations

import re
from typing import Final
from xml.etree import ElementTree
from xml.sax.saxutils import quoteattr

import affresco
from affresco.studio.provenance.model import VOCABULARY, Fields, Origin

IPTC: Final = "http://iptc.org/std/Iptc4xmpExt/2008-02-29/"
XMP: Final = "http://ns.adobe.com/xap/1.0/"
RDF: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
PACKET_LIMIT: Final = 256 * 1024
"""Bytes of a packet that we look at."""
TEXT_LIMIT: Final = 200
"""Characters of a field of somebody else's that are kept."""

_NOT_XML: Final = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")


def packet(origin: Origin, prompt: str | None = None) -> bytes:
    """The packet of a picture of ours. prompt: only where its owner lets everybody read it."""
    fields = [
        ("Iptc4xmpExt:DigitalSourceType", VOCABULARY + origin.source_type),
        ("Iptc4xmpExt:AISystemUsed", f"Affresco {origin.engine}"),
        ("Iptc4xmpExt:AISystemVersionUsed", origin.version),
        ("xmp:CreatorTool", f"Affresco {affresco.__version__}"),
        ("xmp:CreateDate", origin.made_at.isoformat(timespec="seconds")),
    ]
    if prompt is not None:
        fields.append(("Iptc4xmpExt:AIPromptInformation", _NOT_XML.sub(" ", prompt)))
    attributes = " ".join(f"{name}={quoteattr(value)}" for name, value in fields)
    return (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>'
        f'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="{RDF}">'
        f'<rdf:Description rdf:about="" xmlns:Iptc4xmpExt="{IPTC}" xmlns:xmp="{XMP}" {attributes}/>'
        '</rdf:RDF></x:xmpmeta><?xpacket end="r"?>'
    ).encode()


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
