"""What the built-in illustrator makes of each task: scenes that repeat a picture, and edits of them."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from msgspec.structs import replace
from PIL import Image

from affresco.studio.engines import illustrator
from affresco.studio.engines.builtin import CAPABILITIES, Illustrator
from affresco.studio.engines.protocol import Finished, Request, Wanted
from affresco.studio.errors import EngineRefused
from affresco.studio.model import Correction

ASKED = Request(
    prompt="a fox and a dog in a forest by day",
    language="en",
    width=256,
    height=256,
    wanted=(Wanted(0, 5),),
)


async def made(request: Request) -> Sequence[Finished]:
    steps = [step async for step in Illustrator().generate(request)]
    return [step for step in steps if isinstance(step, Finished)]


async def source(request: Request = ASKED) -> Request:
    """A request that begins from the picture that another one makes."""
    finished, wanted = (await made(request))[0], request.wanted[0]
    return replace(request, source=finished.image, scene=finished.scene, source_seed=wanted.seed)


def scene(finished: Finished) -> illustrator.Scene:
    return illustrator.decode(finished.scene or "")


def apart(one: Image.Image, other: Image.Image) -> float:
    """Mean difference of two pictures, 0 to 255."""
    return float(np.abs(np.asarray(one, np.int16) - np.asarray(other, np.int16)).mean())


async def repeated(finished: Finished, request: Request) -> bool:
    """Whether a recipe alone gives the picture again."""
    seed = request.wanted[finished.position].seed
    size = (request.width, request.height)
    again = illustrator.draw(scene(finished), seed=seed, size=size)
    return again.rgb.tobytes() == finished.image.tobytes()


def test_what_it_offers() -> None:
    assert CAPABILITIES.tasks == {"text-to-image", "image-to-image", "instruct", "upscale"}
    assert CAPABILITIES.own_sources


async def test_an_edit_changes_what_it_names() -> None:
    begun = await source()
    edit = replace(begun, task="instruct", instruction="make it night and frobnicate the dog")
    edited = (await made(edit))[0]
    assert scene(edited) == replace(illustrator.decode(begun.scene or ""), time="night")
    assert edited.not_understood == ("frobnicate",)
    assert "night" in edited.alt
    assert await repeated(edited, edit)


async def test_further_candidates_of_an_edit_are_near() -> None:
    begun = await source()
    wanted = (Wanted(0, 5), Wanted(1, 6))
    edit = replace(begun, task="instruct", instruction="without the dog", wanted=wanted)
    first, second = await made(edit)
    assert [entity.concept for entity in scene(second).entities] == ["fox"]
    assert scene(second).composition == 5
    assert apart(first.image, second.image) > 0
    assert await repeated(second, edit)


@pytest.mark.parametrize("task", ["text-to-image", "instruct"])
async def test_chips_are_put_right(task: str) -> None:
    begun = await source() if task == "instruct" else ASKED
    asked = replace(begun, task=task, corrections=(Correction("setting", "spiaggia"),))
    assert scene((await made(asked))[0]).setting == "beach"


async def test_a_correction_that_cannot_be_is_refused_in_the_words_of_the_person() -> None:
    asked = replace(ASKED, language="it", corrections=(Correction("setting", "qqqq"),))
    with pytest.raises(EngineRefused) as caught:
        await made(asked)
    assert "qqqq" in str(caught.value.details["reason"])


async def test_negative_prompts_and_palettes() -> None:
    asked = replace(ASKED, negative_prompt="dogs, clouds", palette=("#102030", "#e0b070"))
    finished = (await made(asked))[0]
    got = scene(finished)
    assert [entity.concept for entity in got.entities] == ["fox"]
    assert got.absent == ("clouds",)
    assert got.colours == ("#102030", "#e0b070")
    assert await repeated(finished, asked)


async def test_the_look_of_another_picture() -> None:
    look = Image.new("RGB", (40, 40), "#a03020")
    look.paste("#f0e0c0", (0, 0, 40, 20))
    lent = illustrator.encode(illustrator.Scene(style="linocut"))
    ours = scene((await made(replace(ASKED, style_image=look, style_scene=lent)))[0])
    assert ours.style == "linocut"
    assert len(ours.colours) == 2
    theirs = scene((await made(replace(ASKED, style_image=look)))[0])
    assert theirs.style is None
    assert theirs.colours == ours.colours


async def test_variations_near_midway_and_far() -> None:
    begun = await source()
    vary = replace(begun, task="image-to-image", wanted=(Wanted(0, 8),))
    near, midway, far = [
        (await made(replace(vary, strength=strength)))[0] for strength in (0.3, 0.55, 0.75)
    ]
    assert begun.source is not None
    distances = [apart(begun.source, picture.image) for picture in (near, midway, far)]
    assert 0 < distances[0] < distances[1]
    assert distances[0] < distances[2]
    assert scene(near).composition == 5
    assert scene(midway).style is None
    assert scene(far).style is not None
    for picture in (near, midway, far):
        assert [entity.concept for entity in scene(picture).entities] == ["fox", "dog"]
        assert await repeated(picture, vary)


async def test_a_variation_in_other_words() -> None:
    begun = await source()
    vary = replace(begun, task="image-to-image", strength=0.3, prompt="two owls in a forest by day")
    owls = scene((await made(vary))[0])
    assert [(entity.concept, entity.count) for entity in owls.entities] == [("owl", 2)]
    assert owls.composition == 5


async def test_larger_is_the_same_picture() -> None:
    begun = await source()
    larger = replace(begun, task="upscale", width=512, height=512)
    finished = (await made(larger))[0]
    assert finished.image.size == (512, 512)
    assert begun.source is not None
    assert apart(begun.source, finished.image.resize((256, 256), Image.Resampling.BOX)) < 12
    assert await repeated(finished, larger)


@pytest.mark.parametrize("stored", [None, "", '{"nodes": []', "[1]"])
async def test_a_picture_of_another_make_is_refused(stored: str | None) -> None:
    with pytest.raises(EngineRefused):
        await made(replace(ASKED, task="instruct", instruction="night", scene=stored))
