"""Local models: real pipelines of the library, tiny and made here, behind the studio's protocol."""

from __future__ import annotations

from pathlib import Path

import msgspec
import numpy as np
import pytest
from PIL import Image

from affresco.studio.engines.diffusers import previews
from affresco.studio.engines.diffusers.families import FAMILIES, MENDS
from affresco.studio.engines.diffusers.holder import Holder
from affresco.studio.engines.diffusers.options import Lora
from affresco.studio.engines.diffusers.schedulers import DIFFUSION
from affresco.studio.engines.protocol import Finished, Preview, Wanted
from affresco.studio.errors import EngineRefused, EngineUnavailable, EngineUnusable
from affresco.studio.model import Task
from pictures import painting

WHY = "the extra [diffusers] is not installed: no local models are tested"
torch = pytest.importorskip("torch", reason=WHY)
diffusers = pytest.importorskip("diffusers", reason=WHY)
for _needed in ("transformers", "peft", "gguf"):
    pytest.importorskip(_needed, reason=WHY)

from safetensors.torch import save_file  # noqa: E402

import tiny_models  # noqa: E402
from affresco.studio.engines.diffusers import library  # noqa: E402
from local_engine import FOX, SIDE, engine, far, made, marked, one, request, steps  # noqa: E402


async def test_pictures_of_words_with_first_looks_on_the_way(models: Path, holder: Holder) -> None:
    wish = request(seeds=(7, 8))
    found = await steps(engine(holder, models / "sd", steps=4, previews=2, batch=2), wish)
    assert [(type(step), step.position) for step in found] == [
        (Preview, 0),
        (Preview, 1),
        (Finished, 0),
        (Finished, 1),
    ]
    assert all(step.image.mode == "RGB" for step in found)
    assert {step.image.size for step in found[2:]} == {(SIDE, SIDE)}
    assert found[2].image.tobytes() != found[3].image.tobytes()


@pytest.mark.parametrize("task", ["text-to-image", "image-to-image", "inpaint", "upscale"])
async def test_a_picture_is_what_the_pipeline_makes_when_called_by_itself(
    models: Path, holder: Holder, task: Task
) -> None:
    source, mask = painting((SIDE, SIDE)), marked((SIDE, SIDE))
    side = SIDE * 2 if task == "upscale" else SIDE
    large = source.resize((side, side), Image.Resampling.LANCZOS)
    shape: dict[str, object] = {"width": SIDE, "height": SIDE}
    calls: dict[str, tuple[str, dict[str, object]]] = {
        "text-to-image": ("Text2Image", shape),
        "image-to-image": ("Image2Image", {"image": source, "strength": 0.5}),
        "inpaint": (
            "Inpainting",
            {"image": source, "mask_image": mask, "strength": 0.5, **shape},
        ),
        "upscale": ("Image2Image", {"image": large, "strength": 0.25}),
    }
    kind, more = calls[task]
    pipe = getattr(diffusers, f"AutoPipelineFor{kind}").from_pretrained(
        models / "sd", local_files_only=True
    )
    pipe.set_progress_bar_config(disable=True)
    seed = 2**53 - 1
    bare = pipe(
        FOX, num_inference_steps=4, generator=torch.Generator().manual_seed(seed), **more
    ).images[0]
    wish = request(
        task=task,
        source=None if task == "text-to-image" else source,
        mask=mask if task == "inpaint" else None,
        strength=0.5,
        seeds=(seed,),
        width=side,
        height=side,
    )
    assert await one(engine(holder, models / "sd", steps=4), wish) == bare.tobytes()


@pytest.mark.parametrize("name", ["sd", "xl", "flux"])
async def test_the_same_recipe_gives_the_same_bytes(
    models: Path, holder: Holder, name: str
) -> None:
    painter = engine(holder, models / name)
    alone = [await one(painter, request(seeds=(seed,))) for seed in (7, 8)]
    together = await made(painter, request(seeds=(7, 8)))
    assert [image.tobytes() for image in together] == alone
    assert alone[0] != alone[1]


@pytest.mark.parametrize("name", ["sd", "xl", "flux"])
async def test_in_a_batch_it_differs_by_no_more_than_rounding(
    models: Path, holder: Holder, name: str
) -> None:
    seeds = (7, 8, 9, 10)
    alone = [
        (await made(engine(holder, models / name), request(seeds=(seed,))))[0] for seed in seeds
    ]
    together = await made(engine(holder, models / name, batch=4), request(seeds=seeds))
    for ours, theirs in zip(alone, together, strict=True):
        most, share = far(ours, theirs)
        assert most <= 2, "levels of 256"
        assert share < 0.005


@pytest.mark.parametrize("size", [(SIDE, SIDE), (70, 50)])
@pytest.mark.parametrize("name", ["sd", "xl", "flux"])
async def test_every_pipeline_does_what_it_says_at_any_size(
    models: Path, holder: Holder, name: str, size: tuple[int, int]
) -> None:
    painter = engine(holder, models / name, sizes=("64x64", "70x50"), batch=2)
    assert painter.capabilities.tasks == MENDS
    source, (width, height) = painting(size), size
    for task in sorted(painter.capabilities.tasks):
        by = 2 if task == "upscale" else 1
        wish = request(
            task=task,
            width=width * by,
            height=height * by,
            source=None if task == "text-to-image" else source,
            mask=marked(size) if task == "inpaint" else None,
            seeds=(7, 8),
        )
        pictures = await made(painter, wish)
        assert {image.size for image in pictures} == {(width * by, height * by)}, task


async def test_strength_says_how_far_to_go(models: Path, holder: Holder) -> None:
    painter = engine(holder, models / "sd", steps=10)
    source = painting((SIDE, SIDE))
    distances = []
    for strength in (0.05, 0.5, 1.0):
        wish = request(task="image-to-image", source=source, strength=strength)
        distances.append(np.abs(np.asarray((await made(painter, wish))[0], int) - source).mean())
    assert distances == sorted(distances)


async def test_what_people_steer_is_heeded(models: Path, holder: Holder) -> None:
    painter = engine(holder, models / "sd")
    plain = await one(painter, request())
    assert await one(painter, request(scheduler="own", guidance=7.5, steps=3)) == plain
    for more in (
        {"steps": 5},
        {"guidance": 2.0},
        {"negative_prompt": "blurry"},
        {"scheduler": "euler a"},
    ):
        assert await one(painter, request(**more)) != plain, more
    assert await one(engine(holder, models / "sd", negative="blurry"), request()) != plain
    words = request(seeds=())
    wish = msgspec.structs.replace(words, wanted=(Wanted(0, 7, "an owl"), Wanted(1, 7, FOX)))
    owl, fox = await made(painter, wish)
    assert fox.tobytes() == plain
    assert owl.tobytes() != plain


async def test_every_scheduler_makes_another_picture(models: Path, holder: Holder) -> None:
    painter = engine(holder, models / "sd", steps=4, previews=1)
    assert set(painter.capabilities.schedulers) == {"own", *DIFFUSION}
    found = {name: await one(painter, request(scheduler=name)) for name in DIFFUSION}
    found.pop("ddim")  # the model's own
    assert len({*found.values()}) == len(found)


@pytest.mark.parametrize(
    "kind",
    [
        "DDIMScheduler",
        "DPMSolverMultistepScheduler",
        "EulerDiscreteScheduler",
        "FlowMatchEulerDiscreteScheduler",
        "HeunDiscreteScheduler",
        "UniPCMultistepScheduler",
    ],
)
def test_first_looks_show_where_a_run_is_heading_with_every_scheduler(kind: str) -> None:
    flow = kind.startswith("Flow")
    betas = {"beta_start": 0.00085, "beta_end": 0.012, "beta_schedule": "scaled_linear"}
    more = {"clip_sample": False} if kind == "DDIMScheduler" else {}
    scheduler = getattr(diffusers, kind)(**({} if flow else betas | more))
    scheduler.set_timesteps(12)
    torch.manual_seed(1)
    picture = torch.randn(1, 4, 8, 8)
    latents = torch.randn(1, 4, 8, 8) * float(getattr(scheduler, "init_noise_sigma", 1.0))
    space, trail = library.Space(scheduler), previews.Trail(noisy=False)
    off = []
    for time in scheduler.timesteps:
        if flow:
            told = (latents - picture) / scheduler.sigmas[scheduler.step_index or 0]
        else:
            kept = scheduler.alphas_cumprod[int(time)]
            seen = scheduler.scale_model_input(latents, time)
            told = (seen - kept.sqrt() * picture) / (1 - kept).sqrt()
        latents = scheduler.step(told, time, latents, return_dict=False)[0]
        heading = trail.add(*space.of(latents.numpy(), time))
        off.append(float(np.abs(heading - picture.numpy()).mean()))
    order = scheduler.order  # of Heun's two steps to each sigma the second corrects the first
    assert max(off[order:]) < 0.01


async def test_a_lora_is_laid_over_as_much_as_is_said(models: Path, holder: Holder) -> None:
    path = tiny_models.lora(models / "sd", models / "style.safetensors")
    plain = await one(engine(holder, models / "sd"), request())
    laid = {}
    for weight in (0.0, 0.5, 1.0):
        painter = engine(holder, models / "sd", loras=[{"path": str(path), "weight": weight}])
        laid[weight] = await one(painter, request())
    assert laid[0.0] == plain
    assert len({plain, laid[0.5], laid[1.0]}) == 3
    assert await one(engine(holder, models / "sd"), request()) == plain, "and it is taken off again"


async def test_a_lora_for_another_model_is_told(models: Path, holder: Holder) -> None:
    layers = {f"unet.no.such.layer.lora_{name}.weight": torch.ones(4, 4) for name in "AB"}
    save_file(layers, models / "foreign.safetensors")
    lora = Lora(str(models / "foreign.safetensors"))
    painter = engine(holder, models / "sd", loras=[msgspec.to_builtins(lora)])
    with pytest.raises(EngineUnusable, match="made for another"):
        await painter.prepare()
    with pytest.raises(EngineUnavailable):
        await made(painter, request())


async def test_a_single_file_gives_the_same_picture_as_its_folder(
    models: Path, holder: Holder
) -> None:
    path = tiny_models.single_file(models / "sd", models / "one.safetensors")
    single = engine(holder, path, config=str(models / "sd"))
    assert await one(single, request()) == await one(engine(holder, models / "sd"), request())


async def test_a_quantised_denoiser_gives_nearly_the_same_picture(
    models: Path, holder: Holder
) -> None:
    path = tiny_models.denoiser_as_gguf(models / "flux", models / "flux.gguf")
    (light,) = await made(engine(holder, path, config=str(models / "flux")), request())
    (full,) = await made(engine(holder, models / "flux"), request())
    assert far(light, full)[0] <= 8, "levels of 256"
    path.write_bytes(path.read_bytes()[:20_000])
    broken = engine(Holder(), path, config=str(models / "flux"))
    with pytest.raises(EngineUnusable, match=r"flux\.gguf.*not copied whole"):
        broken.check()


async def test_a_denoiser_that_only_inpaints_is_offered_for_nothing_else(
    models: Path, holder: Holder
) -> None:
    folder = tiny_models.stable_diffusion(
        models / "mends", kind="StableDiffusionInpaintPipeline", channels=9
    )
    painter = engine(holder, folder)
    assert painter.capabilities.tasks == {"inpaint"}
    source = painting((SIDE, SIDE))
    await made(painter, request(task="inpaint", source=source, mask=marked(source.size)))


@pytest.mark.parametrize("kind", ["StableDiffusionInstructPix2Pix", "FluxKontext"])
async def test_a_model_that_takes_instructions(models: Path, holder: Holder, kind: str) -> None:
    folder = models / kind
    if kind == "FluxKontext":
        tiny_models.flux(folder, kind=f"{kind}Pipeline")
    else:
        tiny_models.stable_diffusion(folder, kind=f"{kind}Pipeline", channels=8)
    painter = engine(holder, folder, steps=2, batch=2)
    assert "instruct" in painter.capabilities.tasks
    source = painting((SIDE, SIDE))
    found = []
    for instruction in ("make it red", "make it red", "remove the fox"):
        wish = request(task="instruct", source=source, instruction=instruction, seeds=(1, 2))
        pictures = await made(painter, wish)
        assert {picture.size for picture in pictures} == {source.size}
        found.append(pictures[0].tobytes())
    assert found[0] == found[1] != found[2]


@pytest.mark.parametrize("size", [(SIDE * 4, SIDE * 4), (SIDE * 2, SIDE * 2)])
async def test_a_model_that_enlarges(models: Path, holder: Holder, size: tuple[int, int]) -> None:
    folder = models / "enlarges"
    if not folder.exists():
        tiny_models.upscaler(folder)
    painter = engine(holder, folder, previews=2)
    assert painter.capabilities.tasks == {"upscale"}
    source = painting((SIDE, SIDE))
    wish = request(task="upscale", source=source, width=size[0], height=size[1], seeds=(1, 2))
    assert [image.size for image in await made(painter, wish)] == [size] * 2


async def test_large_pictures_are_decoded_piece_by_piece(
    models: Path, holder: Holder, monkeypatch: pytest.MonkeyPatch
) -> None:
    painter = engine(holder, models / "sd")
    wish = request(task="upscale", source=painting((SIDE, SIDE)), width=SIDE * 2, height=SIDE * 2)
    (whole,) = await made(painter, wish)
    monkeypatch.setattr(library, "TILED_PIXELS", SIDE**2)
    (tiled,) = await made(painter, wish)
    assert tiled.size == whole.size
    assert tiled.tobytes() != whole.tobytes()
    monkeypatch.undo()
    assert (await made(painter, wish))[0].tobytes() == whole.tobytes()


async def test_a_small_model_is_asked_for_what_it_makes_well(models: Path, holder: Holder) -> None:
    painter = engine(holder, models / "sd")
    assert painter.capabilities.sizes[0] == (SIDE, SIDE)
    (square,) = await made(painter, request(width=1024, height=1024))
    assert square.size == (SIDE, SIDE), "and never blown up"
    (wide,) = await made(painter, request(width=1280, height=720))
    assert abs(wide.width / wide.height - 16 / 9) < 0.02


async def test_words_beyond_what_the_model_reads_are_named(models: Path, holder: Holder) -> None:
    long = "a very old lighthouse on a cliff above the sea " * 2 + "with seventeen green parrots"
    (step,) = await steps(engine(holder, models / "sd", previews=0), request(long))
    assert isinstance(step, Finished)
    assert step.not_understood[-2:] == ("green", "parrots")
    read = long.removesuffix(" ".join(step.not_understood))
    again = await one(engine(holder, models / "sd"), request(read.strip()))
    assert again != step.image.tobytes() or len(read) < 77
    (step,) = await steps(engine(holder, models / "flux", previews=0), request(long))
    assert isinstance(step, Finished)
    assert step.not_understood == (), "its second encoder reads on"
    (step,) = await steps(engine(holder, models / "sd", previews=0), request())
    assert isinstance(step, Finished)
    assert step.not_understood == ()


async def test_what_a_models_own_checker_holds_back_is_told(models: Path, holder: Holder) -> None:
    folder = tiny_models.stable_diffusion(
        models / "strict", checker=tiny_models.checker(holds_back=True)
    )
    with pytest.raises(EngineRefused, match="safety checker"):
        await made(engine(holder, folder), request())
    open_ = engine(holder, folder, safety_checker=False)
    assert await one(open_, request()) == await one(engine(holder, models / "sd"), request())
    mild = tiny_models.stable_diffusion(
        models / "mild", checker=tiny_models.checker(holds_back=False)
    )
    assert len(await made(engine(holder, mild), request())) == 1


async def test_half_precision(models: Path, holder: Holder) -> None:
    painter = engine(holder, models / "sd", dtype="bfloat16", previews=2, steps=4)
    assert "bfloat16" in await painter.examine()
    await made(painter, request())


def test_the_table_of_pipelines_is_true_of_the_library() -> None:
    from diffusers.pipelines import auto_pipeline

    by_task = {
        "text-to-image": auto_pipeline.AUTO_TEXT2IMAGE_PIPELINES_MAPPING,
        "image-to-image": auto_pipeline.AUTO_IMAGE2IMAGE_PIPELINES_MAPPING,
        "inpaint": auto_pipeline.AUTO_INPAINT_PIPELINES_MAPPING,
    }
    for family in FAMILIES:
        for name in family.classes:
            kind = getattr(diffusers, name)
            assert kind.__name__ == name
        if family.tasks & {"image-to-image", "inpaint"}:
            for task in family.tasks & by_task.keys():
                found = auto_pipeline._get_task_class(by_task[task], family.classes[0])
                assert found.__name__ in family.classes, (family.classes, task)
    for scheduler in DIFFUSION.values():
        assert hasattr(diffusers, scheduler.kind)
