"""What the pipelines of the library ``diffusers`` can do, by the name of their class.

A table, so that pages can ask without loading the library, which takes seconds. It is ours; that each
class is there and does what is said here is held against the library by a test.
"""

from __future__ import annotations

from typing import Final

import msgspec

from affresco.studio.model import Task

PAINTS: Final = frozenset[Task]({"text-to-image"})
REPAINTS: Final = frozenset[Task]({"text-to-image", "image-to-image", "upscale"})
MENDS: Final = frozenset[Task]({"text-to-image", "image-to-image", "upscale", "inpaint"})

ONLY_INPAINTS: Final = frozenset[Task]({"inpaint"})
"""A denoiser with the mask and the masked picture among its channels does nothing else."""

INPAINT_CHANNELS: Final = 9


class Family(msgspec.Struct, frozen=True, kw_only=True):
    """Pipelines around one kind of model.

    classes: names in the library, of one for words alone and of those for pictures. multiple: sides of
    pictures must be multiples of so many pixels. side: of the square that the model was trained for, in
    pixels, where its configuration does not tell. steps, guidance: the usual ones; guidance None: it has
    none. negative: whether it heeds a negative prompt. flow: trained by flow matching, so that the
    schedulers of diffusion do not fit. batches_sources: whether several pictures at once may begin from
    one source each. grows: how often larger its pictures are than the source, of those that enlarge.
    """

    classes: tuple[str, ...]
    tasks: frozenset[Task] = PAINTS
    multiple: int = 16
    side: int = 1024
    steps: int = 30
    guidance: float | None = 4.5
    negative: bool = True
    flow: bool = True
    batches_sources: bool = True
    grows: int = 1


def _three(stem: str) -> tuple[str, ...]:
    return (f"{stem}Pipeline", f"{stem}Img2ImgPipeline", f"{stem}InpaintPipeline")


FAMILIES: Final = (
    Family(
        classes=_three("StableDiffusion"),
        tasks=MENDS,
        multiple=8,
        side=512,
        guidance=7.5,
        flow=False,
    ),
    Family(classes=_three("StableDiffusionXL"), tasks=MENDS, multiple=8, guidance=5.0, flow=False),
    Family(classes=_three("StableDiffusion3"), tasks=MENDS, steps=28, guidance=7.0),
    Family(
        classes=("LatentConsistencyModelPipeline", "LatentConsistencyModelImg2ImgPipeline"),
        tasks=REPAINTS,
        multiple=8,
        side=512,
        steps=4,
        guidance=8.5,
        negative=False,
    ),
    Family(classes=_three("Flux"), tasks=MENDS, steps=28, guidance=3.5, negative=False),
    Family(
        classes=("FluxKontextPipeline",),
        tasks=frozenset[Task]({"text-to-image", "instruct"}),
        steps=28,
        guidance=3.5,
        negative=False,
        batches_sources=False,
    ),
    Family(
        classes=("Flux2Pipeline", "Flux2KleinPipeline"),
        tasks=frozenset[Task]({"text-to-image", "instruct"}),
        guidance=4.0,
        negative=False,
        batches_sources=False,
    ),
    Family(classes=_three("QwenImage"), tasks=MENDS, guidance=4.0),
    Family(
        classes=("QwenImageEditPipeline",),
        tasks=frozenset[Task]({"instruct"}),
        guidance=4.0,
        batches_sources=False,
    ),
    Family(classes=_three("ZImage"), tasks=MENDS, guidance=5.0, batches_sources=False),
    Family(
        classes=("Kandinsky3Pipeline", "Kandinsky3Img2ImgPipeline"),
        tasks=REPAINTS,
        multiple=64,
        steps=25,
        guidance=3.0,
        flow=False,
    ),
    Family(classes=("PixArtAlphaPipeline", "PixArtSigmaPipeline"), steps=20, flow=False),
    Family(classes=("HunyuanDiTPipeline",), guidance=5.0, flow=False),
    Family(classes=("SanaPipeline",), multiple=32, steps=20),
    Family(classes=("AuraFlowPipeline",), guidance=3.5),
    Family(classes=("LuminaPipeline", "Lumina2Pipeline"), guidance=4.0),
    Family(classes=("ChromaPipeline",), steps=35, guidance=5.0),
    Family(classes=("CogView3PlusPipeline", "CogView4Pipeline"), multiple=32, guidance=5.0),
    Family(classes=("PRXPipeline",), multiple=32, guidance=4.0),
    Family(classes=("OvisImagePipeline",), guidance=5.0),
    Family(
        classes=("StableDiffusionInstructPix2PixPipeline",),
        tasks=frozenset[Task]({"instruct"}),
        multiple=8,
        side=512,
        guidance=7.5,
        flow=False,
    ),
    Family(
        classes=("StableDiffusionUpscalePipeline",),
        tasks=frozenset[Task]({"upscale"}),
        multiple=8,
        guidance=9.0,
        flow=False,
        grows=4,
    ),
    Family(
        classes=("StableDiffusionLatentUpscalePipeline",),
        tasks=frozenset[Task]({"upscale"}),
        multiple=64,
        guidance=9.0,
        flow=False,
        grows=2,
    ),
)

_BY_CLASS: Final = {name: family for family in FAMILIES for name in family.classes}

UNKNOWN: Final = Family(classes=(), multiple=32, negative=False)
"""What any other pipeline is taken for: one that makes pictures of words."""


def family_of(class_name: str) -> Family:
    """What pipelines of this class can do."""
    return _BY_CLASS.get(class_name, UNKNOWN)
