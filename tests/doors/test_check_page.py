"""The checking page: anybody drops a file and learns where it comes from."""

from __future__ import annotations

import io
from datetime import UTC, datetime
from pathlib import Path

import httpx
import pytest
from PIL import Image

from affresco.media.commands import record, upload
from affresco.media.queries import media_by_ids
from affresco.media.renditions import encode
from affresco.posts import commands as posts
from affresco.posts.model import NewPicture, PostId, Publish, Visibility
from affresco.studio.provenance.identity import load
from affresco.studio.provenance.model import Credentials, Report
from affresco.studio.provenance.notary import Notary
from affresco.studio.provenance.queries import insert_origin
from affresco.studio.provenance.seal import new_origin, seal_of
from affresco.web.origins import verdict
from pictures import painting, saved
from world import Resident, World


async def make(world: World, by: Resident) -> tuple[int, bytes]:
    """A picture as the studio makes them: (media id, the file)."""
    origin = new_origin("illustrator", "7", "algorithmicMedia")
    encoded = seal_of(world.runtime).put(painting(), origin)
    stored = await upload(world.runtime.store, encoded)
    async with world.database.write() as tx:
        media = await record(tx, stored, owner_id=by.id, kind="generated")
        await insert_origin(tx, media.id, origin)
    return media.id, encoded.blobs[0].data


async def publish(world: World, by: Resident, media_id: int, visibility: Visibility) -> PostId:
    return await posts.publish(
        world.database,
        world.runtime.settings,
        by.id,
        Publish(pictures=(NewPicture(media_id=media_id),), visibility=visibility),
    )


async def drop(
    world: World, data: bytes, *, as_: Resident | None = None, name: str = "found.webp"
) -> httpx.Response:
    return await world.post_form(
        "/check", {}, as_=as_, files={"file": (name, data, "application/octet-stream")}
    )


def jpeg(data: bytes, *, share: float = 1.0) -> bytes:
    """The same picture as other sites hand it on."""
    image = Image.open(io.BytesIO(data)).convert("RGB")
    small = image.resize((round(image.width * share), round(image.height * share)))
    return saved(small, "JPEG", quality=75)


async def test_anybody_finds_the_page_and_its_form(world: World) -> None:
    page = await world.get("/check")
    assert page.status_code == 200
    assert 'type="file"' in page.text
    assert 'href="/check"' in (await world.get("/about")).text


async def test_our_own_file_is_known_with_engine_and_author(world: World) -> None:
    ada = await world.person("ada")
    media_id, data = await make(world, ada)
    post_id = await publish(world, ada, media_id, "public")
    page = await drop(world, data)
    assert page.status_code == 200
    assert "Made here, and unchanged" in page.text
    assert "illustrator 7" in page.text
    assert f"/@ada/{post_id}" in page.text


async def test_a_copy_without_its_manifest_is_known_by_its_mark(world: World) -> None:
    ada = await world.person("ada")
    media_id, data = await make(world, ada)
    await publish(world, ada, media_id, "public")
    page = await drop(world, jpeg(data))
    assert "Made here, and changed since" in page.text
    assert "illustrator 7" in page.text
    assert "/@ada/" in page.text


@pytest.mark.parametrize("visibility", ["private", "followers"])
async def test_who_made_a_hidden_picture_is_for_those_who_may_see_it(
    world: World, visibility: Visibility
) -> None:
    ada = await world.person("ada")
    media_id, data = await make(world, ada)
    post_id = await publish(world, ada, media_id, visibility)
    stranger = await drop(world, data)
    assert "Made here, and unchanged" in stranger.text
    assert "ada" not in stranger.text
    assert f"/@ada/{post_id}" in (await drop(world, data, as_=ada)).text


async def test_who_made_a_draft_is_told_so_and_nobody_else(world: World) -> None:
    ada, bo = await world.people("ada", "bo")
    media_id, data = await make(world, ada)
    assert f'href="/studio/pictures/{media_id}"' in (await drop(world, data, as_=ada)).text
    other = (await drop(world, data, as_=bo)).text
    assert "It is in no post that you may see" in other
    assert "/studio/pictures/" not in other


async def test_a_file_that_was_tampered_with_is_not_called_unchanged(world: World) -> None:
    _media_id, data = await make(world, await world.person("ada"))
    forged = data.replace(b"algorithmicMedia", b"digitalCaptureXX")
    assert forged != data
    page = await drop(world, forged)
    assert "Made here, and unchanged" not in page.text
    assert "Broken" in page.text


async def test_somebody_elses_credentials_are_shown_and_not_vouched_for(
    world: World, tmp_path: Path
) -> None:
    origin = new_origin("elsewhere", "1", "trainedAlgorithmicMedia")
    plain = encode(painting()).blobs[0].data
    signed = Notary(load(tmp_path / "other", None)).sign(plain, "image/webp", origin, marked=False)
    page = await drop(world, signed)
    assert "Signed by somebody else" in page.text
    assert "made by a trained model" in page.text
    assert "illustrator" not in page.text


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("2026-11-22T15:00:00+01:00", datetime(2026, 11, 22, 14, tzinfo=UTC)),
        ("2026-11-22T15:00:00", None),
        ("0001-01-01T00:00:00+23:00", None),
        ("yesterday", None),
    ],
)
def test_when_others_say_that_it_was(said: str, shown: datetime | None) -> None:
    told = Report(picture=True, credentials=Credentials(state="valid", made_at=said))
    assert verdict(told, None, None).made_at == shown


async def test_a_plain_picture_has_nothing_to_tell(world: World) -> None:
    page = await drop(world, saved(painting(), "PNG"), name="plain.png")
    assert page.status_code == 200
    assert "Nothing found" in page.text


@pytest.mark.parametrize(
    "data",
    [
        b"a shopping list",
        b"\x89PNG\r\n\x1a\nbroken",
        b"RIFF\xff\xff\xff\xffWEBPVP8 ",
        b"\xff\xd8\xff",
    ],
    ids=["text", "png", "webp", "jpeg"],
)
async def test_what_is_no_picture_is_said_kindly(world: World, data: bytes) -> None:
    page = await drop(world, data)
    assert page.status_code == 200
    assert "Not a picture we can read" in page.text


async def test_a_form_without_a_file_asks_for_one(world: World) -> None:
    page = await world.post_form("/check", {"file": ""})
    assert page.status_code == 422
    assert "Choose a file first" in page.text


async def test_names_of_files_are_shown_as_text(world: World) -> None:
    page = await drop(world, b"x", name="<b>bold</b>.png")
    assert "<b>bold" not in page.text


async def test_an_upload_keeps_what_it_said_of_itself(world: World, tmp_path: Path) -> None:
    ada = await world.person("ada")
    origin = new_origin("elsewhere", "1", "trainedAlgorithmicMedia")
    plain = encode(painting()).blobs[0].data
    signed = Notary(load(tmp_path / "other", None)).sign(plain, "image/webp", origin, marked=False)
    answer = await world.api(
        "POST", "/api/v2/media", as_=ada, files={"file": ("a.webp", signed, "image/webp")}
    )
    media_id = int(answer.json()["id"])
    bench = (await world.get(f"/studio/pictures/{media_id}", as_=ada)).text
    assert "It says: made by a trained model, with elsewhere" in bench
    post_id = await publish(world, ada, media_id, "public")
    page = await world.get(f"/@ada/{post_id}")
    assert "made by a trained model" in page.text
    assert "elsewhere" in page.text
    async with world.database.read() as tx:
        (media,) = (await media_by_ids(tx, [media_id])).values()
    kept = await world.runtime.store.get(media.key, "original.webp")
    assert kept is not None
    assert b"c2pa" not in kept


async def test_pictures_made_here_are_labelled(world: World) -> None:
    ada = await world.person("ada")
    post = await world.post(by=ada, pictures=1)
    page = await world.get(post.url)
    assert 'class="ai-mark"' in page.text
    assert "made by AI" in page.text
    assert "Made here by tests" in page.text
