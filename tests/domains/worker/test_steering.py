"""Jobs that begin from a picture: what the engine is asked, and what becomes of its answer."""

from __future__ import annotations

from importlib.metadata import EntryPoint

import msgspec
import numpy as np
import pytest
from PIL import Image, ImageDraw

from affresco.accounts.model import AccountId
from affresco.db import Database
from affresco.media import commands as media
from affresco.media.decode import decode_upload
from affresco.media.model import Media
from affresco.runtime import Runtime
from affresco.settings import Settings
from affresco.studio import access, commands, ordering, steering
from affresco.studio.engines import registry
from affresco.studio.engines.protocol import Kind, NoOptions, Request
from affresco.studio.errors import (
    BadMargins,
    BadMask,
    BadNumber,
    BadPalette,
    EngineCannot,
    InstructionMissing,
    LargeEnough,
    MaskMisfits,
    NotForTask,
    PromptEmpty,
    SourceMissing,
    SourceUnusable,
)
from affresco.studio.model import Correction, Generation, Margins, Source, Start, Steering
from affresco.studio.provenance.notary import examiner_of
from affresco.worker.generate import generate
from easel import ABLE, NAME, Easel, create, painter
from pictures import painting, saved

SETTINGS = Settings(engines=(NAME,))


@pytest.fixture(autouse=True)
def _installed(monkeypatch: pytest.MonkeyPatch) -> None:
    points = {NAME: EntryPoint(NAME, "easel:KIND", registry.GROUP)}
    monkeypatch.setattr(registry, "installed", lambda: points)


async def upload(
    runtime: Runtime, owner: AccountId, size: tuple[int, int] = (1152, 864), alt: str = "a rock"
) -> Media:
    encoded = media.encode(painting(size))
    return await media.save(runtime.database, runtime.store, owner, "upload", encoded, alt)


async def begin(runtime: Runtime, owner: AccountId, **command: object) -> int:
    wanted = {"prompt": "a fox", "count": 1, "seed": 7, **command}
    return await commands.start(
        runtime.database,
        SETTINGS,
        owner,
        Start(**wanted),  # type: ignore[arg-type]
    )


async def load(runtime: Runtime, owner: int, generation_id: int) -> Generation:
    async with runtime.database.read() as tx:
        return await access.get_generation(tx, owner, generation_id)


async def make(runtime: Runtime, owner: AccountId, **command: object) -> tuple[Generation, Request]:
    """A job that is done, and what the engine was asked."""
    easel = Easel()
    generation_id = await begin(runtime, owner, **command)
    await generate(runtime, easel, generation_id)
    done = await load(runtime, owner, generation_id)
    assert done.state == "done", done.error_code
    return done, easel.asked[0]


async def pixels(runtime: Runtime, picture: Media | None) -> Image.Image:
    assert picture is not None
    data = await runtime.store.get(picture.key, "original.webp")
    assert data is not None
    return decode_upload(data)


def half_mask(size: tuple[int, int]) -> bytes:
    image = Image.new("L", size, 0)
    ImageDraw.Draw(image).rectangle((0, 0, size[0] // 2, size[1]), fill=255)
    return saved(image, "PNG")


async def test_a_variation_is_asked_for_with_its_source(runtime: Runtime) -> None:
    ada = await painter(runtime.database)
    first, _asked = await make(runtime, ada, prompt="a quiet harbour")
    source = first.candidates[0].media
    assert source is not None
    done, asked = await make(
        runtime,
        ada,
        prompt="",
        task="image-to-image",
        source=Source(source.id),
        steering=Steering(strength=0.3, negative_prompt="boats", palette=("#AA8800",)),
    )
    assert asked.task == "image-to-image"
    assert asked.prompt == "a quiet harbour"
    assert (asked.strength, asked.negative_prompt, asked.palette) == (0.3, "boats", ("#aa8800",))
    assert asked.source is not None
    assert asked.source.size == (asked.width, asked.height)
    assert (asked.scene, asked.source_seed) == ("{}", 7)
    recipe = done.candidates[0].recipe
    assert recipe is not None
    assert (recipe.task, recipe.strength, recipe.negative_prompt) == (
        "image-to-image",
        0.3,
        "boats",
    )
    assert recipe.palette == ("#aa8800",)


async def test_an_edit_carries_its_instruction_and_its_parent(runtime: Runtime) -> None:
    ada = await painter(runtime.database)
    source = await upload(runtime, ada)
    done, asked = await make(
        runtime,
        ada,
        prompt="",
        task="instruct",
        source=Source(source.id),
        steering=Steering(instruction=" make it\nnight "),
    )
    assert asked.instruction == "make it night"
    assert asked.prompt == "a rock"
    assert asked.source is not None
    assert asked.source.size == (1152, 864)
    made = done.candidates[0].media
    assert made is not None
    data = await runtime.store.get(made.key, "original.webp")
    credentials = examiner_of(runtime).read(data or b"", "image/webp")
    assert credentials is not None
    assert (credentials.state, credentials.parents) == ("ours", 1)


async def test_painting_anew_changes_nothing_outside_of_the_mask(runtime: Runtime) -> None:
    ada = await painter(runtime.database)
    source = await upload(runtime, ada, (1024, 1024))
    done, asked = await make(
        runtime, ada, task="inpaint", source=Source(source.id), mask=half_mask((256, 256))
    )
    assert asked.mask is not None
    assert asked.mask.size == (1024, 1024)
    before = np.asarray(await pixels(runtime, source), dtype=np.int16)
    after = np.asarray(await pixels(runtime, done.candidates[0].media), dtype=np.int16)
    kept = np.abs(before[:, 560:] - after[:, 560:]).mean()
    changed = np.abs(before[:, :480] - after[:, :480]).mean()
    assert kept < 3, "only what encoding and the watermark change"
    assert changed > 20


async def test_extending_is_painting_what_lies_around(runtime: Runtime) -> None:
    ada = await painter(runtime.database)
    source = await upload(runtime, ada, (1024, 1024))
    done, asked = await make(
        runtime,
        ada,
        task="outpaint",
        source=Source(source.id),
        steering=Steering(margins=Margins(right=0.5)),
    )
    assert asked.task == "inpaint"
    assert (asked.width, asked.height) == (1536, 1024)
    assert asked.mask is not None
    assert asked.mask.getpixel((1500, 500)) == 255
    assert asked.mask.getpixel((500, 500)) == 0
    made = await pixels(runtime, done.candidates[0].media)
    assert made.size == (1536, 1024)
    recipe = done.candidates[0].recipe
    assert recipe is not None
    assert recipe.task == "outpaint"


async def test_enlarging_needs_no_words_and_makes_one(runtime: Runtime) -> None:
    ada = await painter(runtime.database)
    source = await upload(runtime, ada, (800, 600), alt="")
    done, asked = await make(
        runtime, ada, prompt="", count=4, task="upscale", source=Source(source.id)
    )
    assert (asked.width, asked.height) == (1600, 1200)
    assert len(done.candidates) == 1


async def test_a_look_is_taken_from_another_picture(runtime: Runtime) -> None:
    ada = await painter(runtime.database)
    look = await upload(runtime, ada)
    _done, asked = await make(runtime, ada, style=Source(look.id))
    assert asked.task == "text-to-image"
    assert asked.style_image is not None
    assert asked.style_image.size == (1152, 864)
    assert asked.source is None


async def test_alternatives_give_each_picture_its_own_words(runtime: Runtime) -> None:
    ada = await painter(runtime.database)
    done, asked = await make(runtime, ada, prompt="a {red|blue} fox", count=2)
    assert asked.prompt == "a {red|blue} fox"
    assert {wanted.prompt for wanted in asked.wanted} == {"a red fox", "a blue fox"}
    recipes = [c.recipe.prompt for c in done.candidates if c.recipe]
    assert recipes == [c.prompt for c in done.candidates]
    assert [c.media.alt for c in done.candidates if c.media] == recipes


async def test_a_batch_is_begun_whole_or_not_at_all(runtime: Runtime) -> None:
    ada = await painter(runtime.database)
    good, bad = Start(prompt="a fox", count=1), Start(prompt=" ", count=1)
    with pytest.raises(PromptEmpty):
        await commands.start_all(runtime.database, SETTINGS, ada, (good, bad))
    async with runtime.database.read() as tx:
        assert await tx.value("SELECT count(*) FROM generations") == 0
    begun = await commands.start_all(runtime.database, SETTINGS, ada, (good, good))
    assert len(set(begun)) == 2


@pytest.mark.parametrize(
    ("command", "error"),
    [
        ({"task": "instruct"}, InstructionMissing),
        ({"task": "instruct", "steering": Steering(instruction="bluer")}, SourceMissing),
        ({"task": "image-to-image", "source": Source(1)}, SourceUnusable),
        ({"task": "image-to-image", "steering": Steering(strength=0.0)}, BadNumber),
        ({"task": "image-to-image", "steering": Steering(strength=float("nan"))}, BadNumber),
        ({"task": "outpaint", "steering": Steering(margins=Margins())}, BadMargins),
        ({"task": "outpaint", "steering": Steering(margins=Margins(top=9))}, BadMargins),
        ({"task": "outpaint"}, BadMargins),
        ({"steering": Steering(palette=("red",))}, BadPalette),
        ({"steering": Steering(palette=("#000000",) * 9)}, BadPalette),
        ({"steering": Steering(steps=51)}, BadNumber),
        ({"steering": Steering(guidance=0.5)}, BadNumber),
        ({"steering": Steering(scheduler="dice")}, EngineCannot),
        ({"steering": Steering(corrections=(Correction("setting", "beach"),))}, EngineCannot),
        ({"steering": Steering(instruction="bluer")}, NotForTask),
        ({"steering": Steering(strength=0.5)}, NotForTask),
        ({"mask": b"x"}, NotForTask),
        ({"source": Source(1)}, NotForTask),
        ({"style": Source(1)}, SourceUnusable),
    ],
)
async def test_what_cannot_be_asked_is_refused_before_anything_is_written(
    runtime: Runtime, command: dict[str, object], error: type[Exception]
) -> None:
    ada = await painter(runtime.database)
    with pytest.raises(error):
        await begin(runtime, ada, **command)
    async with runtime.database.read() as tx:
        assert await tx.value("SELECT count(*) FROM generations") == 0


def test_corrections_are_tidied_like_prompts() -> None:
    """What no database keeps and nobody sees is dropped from them."""
    said = (Correction("time\x00", " ni\x00ght\u202e  sky"), Correction("weather", ""))
    command = Start(prompt="", task="instruct", steering=Steering(corrections=said))
    tidy = steering.clean(command).corrections
    assert tidy == (Correction("time", "night sky"), Correction("weather", ""))


async def test_masks_that_do_not_fit_are_refused(runtime: Runtime) -> None:
    ada = await painter(runtime.database)
    source = Source((await upload(runtime, ada)).id)
    for mask in (None, saved(Image.new("L", (1152, 864)), "PNG")):
        with pytest.raises(BadMask):
            await begin(runtime, ada, task="inpaint", source=source, mask=mask)
    with pytest.raises(MaskMisfits) as caught:
        await begin(runtime, ada, task="inpaint", source=source, mask=half_mask((512, 512)))
    assert "512 × 512" in caught.value.text()
    assert "1152 × 864" in caught.value.text()


async def test_somebody_elses_picture_is_no_source(runtime: Runtime) -> None:
    ada, bo = await painter(runtime.database), await painter(runtime.database, "bo")
    picture = await upload(runtime, ada)
    with pytest.raises(SourceUnusable):
        await begin(runtime, bo, task="image-to-image", source=Source(picture.id))


async def test_what_is_large_is_not_made_larger(runtime: Runtime) -> None:
    ada = await painter(runtime.database)
    picture = await upload(runtime, ada, (2000, 1000))
    with pytest.raises(LargeEnough):
        await begin(runtime, ada, task="upscale", source=Source(picture.id))


@pytest.mark.parametrize("role", ["source", "style"])
async def test_a_picture_that_is_deleted_while_a_job_is_checked_is_said(
    runtime: Runtime, monkeypatch: pytest.MonkeyPatch, role: str
) -> None:
    """Checking takes its time: masks are fitted, classifiers are asked."""
    ada = await painter(runtime.database)
    picture = await upload(runtime, ada)
    told: dict[str, object] = {role: Source(picture.id)}
    if role == "source":
        told["task"] = "image-to-image"
    prepare = ordering.prepare

    async def prepare_slowly(
        database: Database, settings: Settings, owner: AccountId, command: Start
    ) -> ordering.Order:
        order = await prepare(database, settings, owner, command)
        async with database.write() as tx:
            await media.delete(tx, [picture.id])
        return order

    monkeypatch.setattr(ordering, "prepare", prepare_slowly)
    with pytest.raises(SourceUnusable):
        await begin(runtime, ada, **told)


async def test_a_source_that_is_deleted_meanwhile_is_said(runtime: Runtime) -> None:
    ada = await painter(runtime.database)
    picture = await upload(runtime, ada)
    job = await begin(runtime, ada, task="image-to-image", source=Source(picture.id))
    async with runtime.database.write() as tx:
        await media.delete(tx, [picture.id])
    await generate(runtime, Easel(), job)
    failed = await load(runtime, ada, job)
    assert (failed.state, failed.error_code) == ("failed", "studio.source_gone")


async def test_a_look_that_is_deleted_meanwhile_is_said(runtime: Runtime) -> None:
    ada = await painter(runtime.database)
    look = await upload(runtime, ada)
    job = await begin(runtime, ada, style=Source(look.id))
    async with runtime.database.write() as tx:
        await media.delete(tx, [look.id])
    await generate(runtime, Easel(), job)
    failed = await load(runtime, ada, job)
    assert (failed.state, failed.error_code) == ("failed", "studio.source_gone")


async def test_no_step_in_between_loses_the_credit(runtime: Runtime) -> None:
    """A variation of an edit of a remix is a remix of the same post."""
    ada = await painter(runtime.database)
    remix, _asked = await make(runtime, ada, source_post_id=4711)
    edited, _asked = await make(
        runtime,
        ada,
        task="instruct",
        source=Source(_media(remix)),
        steering=Steering(instruction="bluer"),
    )
    varied, _asked = await make(runtime, ada, task="image-to-image", source=Source(_media(edited)))
    assert (edited.source_post_id, varied.source_post_id) == (4711, 4711)


def _media(generation: Generation) -> int:
    picture = generation.candidates[0].media
    assert picture is not None
    return picture.id


async def test_an_engine_that_only_edits_is_not_asked_for_a_picture_from_words(
    runtime: Runtime, monkeypatch: pytest.MonkeyPatch
) -> None:
    editor = msgspec.structs.replace(ABLE, tasks=frozenset({"instruct"}), strength=False)
    monkeypatch.setattr("easel.KIND", Kind(NoOptions, create, lambda _options: editor))
    registry._load.cache_clear()
    ada = await painter(runtime.database)
    source = Source((await upload(runtime, ada)).id)
    try:
        with pytest.raises(EngineCannot):
            await begin(runtime, ada)
        told = Steering(instruction="bluer")
        assert await begin(runtime, ada, task="instruct", source=source, steering=told)
    finally:
        registry._load.cache_clear()
