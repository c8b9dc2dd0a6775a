"""What the studio makes is signed before it is kept; what cannot be signed is not made."""

from __future__ import annotations

import io
import json
from typing import Any

import c2pa
import msgspec
import pytest

from affresco.media.model import Media
from affresco.posts import commands as posts
from affresco.posts.model import NewPicture, Publish
from affresco.runtime import Runtime
from affresco.studio import access
from affresco.studio.errors import failure_text
from affresco.studio.model import Generation
from affresco.studio.provenance.queries import origin_of
from affresco.worker.generate import generate
from easel import Easel
from world import World


async def job(runtime: Runtime, account_id: int, job_id: int) -> Generation:
    async with runtime.database.read() as tx:
        return await access.get_generation(tx, account_id, job_id)


async def manifest(runtime: Runtime, media: Media, name: str) -> dict[str, Any]:
    """The active manifest of a stored file, by a reader without our settings."""
    data = await runtime.store.get(media.key, name)
    assert data is not None
    read = json.loads(c2pa.Reader("image/webp", io.BytesIO(data)).json())
    assert read["validation_state"] == "Valid"
    found: dict[str, Any] = read["manifests"][read["active_manifest"]]
    return found


def verbs(manifest: dict[str, Any]) -> list[str]:
    (assertion,) = (a for a in manifest["assertions"] if a["label"].startswith("c2pa.actions"))
    return [action["action"] for action in assertion["data"]["actions"]]


async def test_a_finished_picture_is_signed_and_remembered(world: World) -> None:
    ada = await world.person("ada")
    job_id = await world.generate(by=ada)
    await world.work()
    (candidate,) = (await job(world.runtime, ada.id, job_id)).candidates
    assert candidate.media is not None
    told = await manifest(world.runtime, candidate.media, "original.webp")
    assert verbs(told)[0] == "c2pa.created"
    async with world.database.read() as tx:
        origin = await origin_of(tx, candidate.media.id)
    assert origin is not None
    assert told["title"] == f"affresco-{origin.name}"
    assert origin.source_type == "trainedAlgorithmicMedia"


async def test_a_remix_is_signed_as_made_from_its_parent(world: World) -> None:
    ada, bo = await world.people("ada", "bo")
    first = await world.generate(by=ada)
    await world.work()
    (candidate,) = (await job(world.runtime, ada.id, first)).candidates
    assert candidate.media is not None
    post_id = await posts.publish(
        world.database,
        world.runtime.settings,
        ada.id,
        Publish(pictures=(NewPicture(media_id=candidate.media.id),)),
    )
    second = await world.generate(by=bo, source_post_id=post_id)
    await world.work()
    (remix,) = (await job(world.runtime, bo.id, second)).candidates
    assert remix.media is not None
    told = await manifest(world.runtime, remix.media, "original.webp")
    assert verbs(told)[:2] == ["c2pa.opened", "c2pa.edited"]
    parent = await manifest(world.runtime, candidate.media, "original.webp")
    assert told["ingredients"][0]["active_manifest"] == parent["label"]


async def test_a_remix_of_what_is_gone_is_still_made(world: World) -> None:
    ada, bo = await world.people("ada", "bo")
    post = await world.post(by=ada, pictures=1)
    job_id = await world.generate(by=bo, source_post_id=post.id)
    await posts.delete(world.database, ada.id, post.id)
    await world.work()
    made = await job(world.runtime, bo.id, job_id)
    assert made.state == "done"
    assert made.candidates[0].media is not None
    told = await manifest(world.runtime, made.candidates[0].media, "original.webp")
    assert verbs(told)[0] == "c2pa.created"


@pytest.mark.parametrize("content", ["", "not a key"])
async def test_a_broken_key_makes_no_pictures_and_says_why(
    world: World, tmp_path_factory: pytest.TempPathFactory, content: str
) -> None:
    key = tmp_path_factory.mktemp("keys") / "key.pem"
    key.write_text(content)
    ada = await world.person("ada")
    job_id = await world.generate(by=ada)
    settings = msgspec.structs.replace(world.runtime.settings, signing_key=str(key))
    engine = Easel()
    await generate(msgspec.structs.replace(world.runtime, settings=settings), engine, job_id)
    failed = await job(world.runtime, ada.id, job_id)
    assert failed.state == "failed"
    assert failed.error_code == "studio.signing_unusable"
    assert "signed" in failure_text(failed.error_code, failed.error_details, "en")
    assert engine.drawn == []
    assert all(candidate.media is None for candidate in failed.candidates)
