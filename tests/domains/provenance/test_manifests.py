"""Signed manifests, judged by C2PA's own reader, and what is read of other people's."""

from __future__ import annotations

import asyncio
import io
import json
from pathlib import Path
from typing import Any

import c2pa
import pytest
from PIL import Image

from affresco.media.renditions import encode
from affresco.studio.provenance import containers, xmp
from affresco.studio.provenance.identity import load
from affresco.studio.provenance.inspect import declared_by, report
from affresco.studio.provenance.model import VOCABULARY, Origin
from affresco.studio.provenance.notary import Examiner, Notary
from affresco.studio.provenance.seal import LONGEST_MANIFEST, Seal, new_origin
from affresco.studio.provenance.watermark import Watermarker
from pictures import painting, saved, webp

MARKER = Watermarker(b"a key for tests")


@pytest.fixture
def seal(tmp_path: Path) -> Seal:
    return Seal(Notary(load(tmp_path / "ours", None)), MARKER)


@pytest.fixture
def examiner(tmp_path: Path) -> Examiner:
    return Examiner(load(tmp_path / "ours", None))


def origin(engine: str = "illustrator") -> Origin:
    return new_origin(engine, "7", "algorithmicMedia")


def independent(data: bytes, content_type: str = "image/webp") -> dict[str, Any]:
    """The answer of the library's reader with none of our settings."""
    read: dict[str, Any] = json.loads(c2pa.Reader(content_type, io.BytesIO(data)).json())
    return read


def active(read: dict[str, Any]) -> dict[str, Any]:
    manifest: dict[str, Any] = read["manifests"][read["active_manifest"]]
    return manifest


def actions(read: dict[str, Any]) -> list[dict[str, Any]]:
    (assertion,) = (a for a in active(read)["assertions"] if a["label"].startswith("c2pa.actions"))
    found: list[dict[str, Any]] = assertion["data"]["actions"]
    return found


def test_every_rendition_is_signed_as_created(seal: Seal) -> None:
    made = origin()
    encoded = seal.put(painting((1600, 1200)), made)
    assert [blob.rendition.name for blob in encoded.blobs] == ["original", "large", "preview"]
    for blob in encoded.blobs:
        read = independent(blob.data)
        assert read["validation_state"] == "Valid"
        assert {s["code"] for s in read["validation_status"]} == {"signingCredential.untrusted"}
        first = actions(read)[0]
        assert first["action"] == "c2pa.created"
        assert first["digitalSourceType"] == VOCABULARY + "algorithmicMedia"
        assert blob.rendition.bytes == len(blob.data)
        assert Image.open(io.BytesIO(blob.data)).size == (
            blob.rendition.width,
            blob.rendition.height,
        )


def test_pictures_of_models_say_so(seal: Seal, examiner: Examiner) -> None:
    made = new_origin("a model", "1", "trainedAlgorithmicMedia")
    data = seal.put(painting(), made).blobs[0].data
    assert actions(independent(data))[0]["digitalSourceType"].endswith("/trainedAlgorithmicMedia")
    told = declared_by(examiner, data)
    assert told.is_synthetic
    assert told.fields is not None
    assert told.fields.source_type == "trainedAlgorithmicMedia"


def test_a_remix_names_its_parent_as_ingredient(seal: Seal, examiner: Examiner) -> None:
    parent = seal.put(painting(), origin()).blobs[0].data
    encoded = seal.put(painting(), origin(), parent)
    for blob in encoded.blobs:
        read = independent(blob.data)
        assert read["validation_state"] == "Valid"
        assert [a["action"] for a in actions(read)][:2] == ["c2pa.opened", "c2pa.edited"]
        (ingredient,) = active(read)["ingredients"]
        assert ingredient["relationship"] == "parentOf"
    original = independent(encoded.blobs[0].data)
    kept = active(original)["ingredients"][0]["active_manifest"]
    assert kept == independent(parent)["active_manifest"]
    told = examiner.read(encoded.blobs[0].data, "image/webp")
    assert told is not None
    assert told.parents == 1


def test_a_remix_of_a_picture_without_manifest_is_possible(seal: Seal) -> None:
    read = independent(seal.put(painting(), origin(), webp()).blobs[0].data)
    assert read["validation_state"] == "Valid"
    assert len(active(read)["ingredients"]) == 1


def test_a_long_line_of_remixes_does_not_grow_without_end(seal: Seal) -> None:
    data = seal.put(painting((320, 240)), origin()).blobs[0].data
    sizes = []
    for _ in range(16):
        data = seal.put(painting((320, 240)), origin(), data).blobs[0].data
        sizes.append(containers.manifest_size(data))
        assert independent(data)["validation_state"] == "Valid"
    assert max(sizes) < LONGEST_MANIFEST + 8 * 1024
    assert sizes[5] > sizes[2] > sizes[0]


def test_one_changed_byte_is_found(seal: Seal, examiner: Examiner) -> None:
    data = bytearray(seal.put(painting(), origin()).blobs[0].data)
    data[len(data) // 3] ^= 1
    assert independent(bytes(data))["validation_state"] == "Invalid"
    told = examiner.read(bytes(data), "image/webp")
    assert told is not None
    assert told.state == "altered"
    assert told.mark is None


def test_only_our_own_signature_is_ours(tmp_path: Path, seal: Seal, examiner: Examiner) -> None:
    made = origin()
    ours = examiner.read(seal.put(painting(), made).blobs[0].data, "image/webp")
    assert ours is not None
    assert (ours.state, ours.mark, ours.software) == ("ours", made.mark, "illustrator")
    forger = Notary(load(tmp_path / "theirs", None))
    forged = examiner.read(forger.sign(webp(), "image/webp", made, marked=False), "image/webp")
    assert forged is not None
    assert (forged.state, forged.mark) == ("valid", None)


def test_without_an_identity_files_are_still_read(seal: Seal) -> None:
    told = Examiner(None).read(seal.put(painting(), origin()).blobs[0].data, "image/webp")
    assert told is not None
    assert told.state == "valid"


@pytest.mark.parametrize("kind", ["WEBP", "PNG", "JPEG"])
def test_fields_and_signature_fit_every_format(seal: Seal, examiner: Examiner, kind: str) -> None:
    made, content_type = origin(), f"image/{kind.lower()}"
    packet = xmp.packet(made, prompt='a "quoted" <fox> & friends\nèü 🦊')
    described = containers.with_xmp(saved(painting((99, 61)), kind), content_type, packet, (99, 61))
    again = containers.with_xmp(described, content_type, packet, (99, 61))
    assert again == described
    signed = seal.notary.sign(described, content_type, made, marked=False)
    told = declared_by(examiner, signed)
    assert told.credentials is not None
    assert told.credentials.state == "ours"
    assert told.fields is not None
    assert told.fields.prompt == 'a "quoted" <fox> & friends èü 🦊'
    assert told.fields.system == "Affresco illustrator"
    pixels = Image.open(io.BytesIO(saved(painting((99, 61)), kind))).convert("RGB").tobytes()
    assert Image.open(io.BytesIO(signed)).convert("RGB").tobytes() == pixels


@pytest.mark.parametrize("lossless", [True, False])
def test_transparency_survives_the_packet(lossless: bool) -> None:
    picture = painting((99, 61)).convert("RGBA")
    picture.putalpha(Image.linear_gradient("L").resize((99, 61)))
    data = saved(picture, "WEBP", lossless=lossless)
    described = containers.with_xmp(data, "image/webp", xmp.packet(origin()), (99, 61))
    shown = Image.open(io.BytesIO(described))
    assert shown.mode == "RGBA"
    assert shown.tobytes() == Image.open(io.BytesIO(data)).tobytes()


def test_the_prompt_is_not_in_a_picture_unless_it_is_given(seal: Seal, examiner: Examiner) -> None:
    told = declared_by(examiner, seal.put(painting(), origin()).blobs[0].data)
    assert told.fields is not None
    assert told.fields.prompt == ""


@pytest.mark.parametrize(
    "packet",
    [
        b"",
        b"<",
        b"<x/>",
        b'<!DOCTYPE x [<!ENTITY a "aaaa">]><x>&a;</x>',
        b"<a>" * 100_000,
        b"\xff\xfe\x00",
    ],
    ids=["empty", "broken", "foreign", "entities", "long", "bytes"],
)
def test_strange_packets_tell_nothing(packet: bytes) -> None:
    assert xmp.fields_of(packet) is None


def test_fields_written_as_elements_are_read() -> None:
    packet = (
        f'<x:xmpmeta xmlns:x="adobe:ns:meta/"><r:RDF xmlns:r="{xmp.RDF}" xmlns:e="{xmp.IPTC}">'
        f"<r:Description><e:DigitalSourceType>{VOCABULARY}digitalCapture</e:DigitalSourceType>"
        "<e:AISystemUsed>none</e:AISystemUsed></r:Description></r:RDF></x:xmpmeta>"
    )
    told = xmp.fields_of(packet.encode())
    assert told is not None
    assert (told.source_type, told.system) == ("digitalCapture", "none")


@pytest.mark.parametrize("cut", [0, 3, 12, 40, 500, 20_000])
def test_cut_off_files_are_no_accident(seal: Seal, examiner: Examiner, cut: int) -> None:
    data = seal.put(painting(), origin()).blobs[0].data[:cut]
    assert not report(examiner, MARKER, data).picture


async def test_a_manifest_that_lies_elsewhere_is_not_fetched(examiner: Examiner) -> None:
    asked = []

    async def answer(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        asked.append(1)
        writer.close()

    async with await asyncio.start_server(answer, "127.0.0.1", 0) as server:
        port = server.sockets[0].getsockname()[1]
        packet = (
            f'<x:xmpmeta xmlns:x="adobe:ns:meta/"><r:RDF xmlns:r="{xmp.RDF}"><r:Description '
            'r:about="" xmlns:d="http://purl.org/dc/terms/" '
            f'd:provenance="http://127.0.0.1:{port}/m.c2pa"/></r:RDF></x:xmpmeta>'
        ).encode()
        for kind in ("WEBP", "JPEG", "PNG"):
            content_type = f"image/{kind.lower()}"
            data = containers.with_xmp(
                saved(painting((99, 61)), kind), content_type, packet, (99, 61)
            )
            assert await asyncio.to_thread(examiner.read, data, content_type) is None
    assert asked == []


def test_sealing_leaves_the_renditions_as_they_are(seal: Seal) -> None:
    plain, sealed = encode(painting()), seal.put(painting(), origin())
    assert [(b.rendition.name, b.rendition.width) for b in plain.blobs] == [
        (b.rendition.name, b.rendition.width) for b in sealed.blobs
    ]
