"""The only module that knows the library ``diffusers``; nothing untyped leaves it.

Imported when a model is needed, never before: it takes seconds. Nothing is ever fetched: the library is
told so before it is imported, and again with each call.
"""

from __future__ import annotations

import inspect
import os
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any, Final

import msgspec
import numpy as np
import structlog
from PIL import Image

from affresco.studio.engines.diffusers import previews, schedulers
from affresco.studio.engines.diffusers.devices import is_out_of_memory, memory_told
from affresco.studio.engines.diffusers.folder import Model
from affresco.studio.engines.diffusers.model import (
    CannotLoad,
    OnStep,
    Order,
    Painted,
    Sheet,
)
from affresco.studio.engines.diffusers.options import Options
from affresco.studio.engines.diffusers.words import beyond
from affresco.text import _

for _name in ("HF_HUB_OFFLINE", "TRANSFORMERS_OFFLINE", "HF_HUB_DISABLE_TELEMETRY", "DO_NOT_TRACK"):
    os.environ[_name] = "1"  # read when the libraries are imported

import diffusers  # noqa: E402
import torch  # noqa: E402
import transformers  # noqa: E402
from safetensors import SafetensorError  # noqa: E402

diffusers.utils.logging.set_verbosity_error()
diffusers.utils.logging.disable_progress_bar()
transformers.utils.logging.set_verbosity_error()
transformers.utils.logging.disable_progress_bar()

log = structlog.get_logger(__name__)

TILED_PIXELS: Final = 2_500_000
"""Above so many; the formats of the studio stay below, twice their sides do not."""

CLIP_TOKENS: Final = 77
_UNLIMITED: Final = 100_000
"""Tokens; tokenizers without a limit of their own say a number beyond any."""

_UNLOADABLE: Final = (
    OSError, ValueError, KeyError, RuntimeError, TypeError, AttributeError, ImportError,
    NotImplementedError, SafetensorError,
)  # fmt: skip
"""What the libraries are known to raise for models that they cannot read."""

_UNFAMILIAR: Final = (TypeError, ValueError, AttributeError, RuntimeError, IndexError)
"""What latents of a form that we do not know may lead to; a picture comes of them all the same."""


def is_known(pipeline: str) -> bool:
    """Whether the library has such a class."""
    return hasattr(diffusers, pipeline)


def load(model: Model, options: Options, device: str, dtype: str) -> Pipeline:
    """A model in memory. Raises CannotLoad, OutOfMemory."""
    with memory_told():
        try:
            pipe = _read(model, options, getattr(torch, dtype))
            _lay_over(pipe, options)
            pipe = pipe.to(device)
            return Pipeline(pipe, model, f"{device} {dtype}")
        except _UNLOADABLE as error:
            if is_out_of_memory(error):
                raise
            said = " ".join(str(error).split())[:300] or type(error).__name__
            reason = _("{path} cannot be loaded: {said}")
            raise CannotLoad(reason.format(path=model.path, said=said)) from error


class Pipeline:
    """A pipeline of the library with its parts, and one view of it a task; they share all weights."""

    def __init__(self, pipe: Any, model: Model, place: str) -> None:
        self.place = place
        self._family = model.family
        self._base = pipe
        self._views: dict[str, Any] = {}
        self._scheduler = pipe.scheduler
        self._projection = _fit(pipe)

    def paint(self, order: Order, sheets: Sequence[Sheet], on_step: OnStep) -> Sequence[Painted]:
        """One picture a sheet, each from a generator of its own. Raises OutOfMemory."""
        view = self._view(order.task)
        view.scheduler = self._scheduler_for(order.scheduler)
        view.set_progress_bar_config(disable=True)
        _tile(view, order)
        arguments = self._arguments(view, order, sheets)
        watch = _Watch(view, order, self._projection, on_step)
        taken = inspect.signature(view.__call__).parameters
        if "callback_on_step_end" in taken:
            arguments["callback_on_step_end"] = watch.after
        elif "callback" in taken:
            arguments |= {"callback": watch.after_old, "callback_steps": 1}
        with memory_told(), torch.inference_mode():
            made = view(**arguments)
            return [
                msgspec.structs.replace(painted, unread=self._unread(sheet.prompt))
                for painted, sheet in zip(_painted(made), sheets, strict=True)
            ]

    def _unread(self, prompt: str) -> tuple[str, ...]:
        """Words that no text encoder takes in; a word counts as read once one of them does."""
        shortest: tuple[str, ...] | None = None
        for name in ("tokenizer", "tokenizer_2", "tokenizer_3"):
            tokenizer = getattr(self._base, name, None)
            if tokenizer is None:
                continue
            limit = min(tokenizer.model_max_length, _UNLIMITED)
            if limit > CLIP_TOKENS:
                limit = min(limit, self._longest())
            rest = beyond(prompt, partial(_count, tokenizer), limit)
            shortest = rest if shortest is None else min(shortest, rest, key=len)
        return shortest or ()

    def _longest(self) -> int:
        """Tokens that the pipeline hands to encoders other than CLIP."""
        parameter = inspect.signature(self._base.__call__).parameters.get("max_sequence_length")
        return int(parameter.default) if parameter and parameter.default else _UNLIMITED

    def _view(self, task: str) -> Any:
        if task not in self._views:
            kind: Any = None
            if self._family.tasks & {"image-to-image", "inpaint"}:
                kind = {
                    "text-to-image": diffusers.AutoPipelineForText2Image,
                    "image-to-image": diffusers.AutoPipelineForImage2Image,
                    "upscale": diffusers.AutoPipelineForImage2Image,
                    "inpaint": diffusers.AutoPipelineForInpainting,
                }.get(task)
            self._views[task] = self._base if kind is None else kind.from_pipe(self._base)
        return self._views[task]

    def _scheduler_for(self, name: str) -> Any:
        """A new one each time: they keep where they are."""
        wanted = schedulers.DIFFUSION.get(name)
        kind = type(self._scheduler) if wanted is None else getattr(diffusers, wanted.kind)
        return kind.from_config(self._scheduler.config, **dict(wanted.changes if wanted else ()))

    def _arguments(self, view: Any, order: Order, sheets: Sequence[Sheet]) -> dict[str, Any]:
        """What the call takes of all that there is to say."""
        taken = inspect.signature(view.__call__).parameters
        generators = [torch.Generator("cpu").manual_seed(sheet.seed) for sheet in sheets]
        said: dict[str, Any] = {
            "prompt": _one_or_all([sheet.prompt for sheet in sheets]),
            "generator": _one_or_all(generators),
            "num_inference_steps": order.steps,
            "width": order.width,
            "height": order.height,
            "max_area": order.width * order.height,
            "_auto_resize": False,  # the studio has brought the source to a size
            "strength": order.strength,
            "output_type": "pt",
        }
        if order.guidance is not None:
            name = "true_cfg_scale" if taken.get("guidance_scale", _OTHER).default is None else ""
            said[name or "guidance_scale"] = order.guidance
        if self._family.negative:
            said["negative_prompt"] = _one_or_all([sheet.negative for sheet in sheets])
        if sheets[0].source is not None:
            said["image"] = _one_or_all([sheet.source for sheet in sheets])
        if sheets[0].mask is not None:
            said["mask_image"] = _one_or_all([sheet.mask for sheet in sheets])
        return {name: value for name, value in said.items() if name in taken}


_OTHER: Final = inspect.Parameter("other", inspect.Parameter.KEYWORD_ONLY, default=0.0)


class _Watch:
    """Listens to a run of a pipeline, and turns its latents into first looks every so many steps."""

    def __init__(self, view: Any, order: Order, projection: Any, on_step: OnStep) -> None:
        self._view = view
        self._order = order
        self._projection = projection
        self._every = order.previews_every if projection is not None else 0
        self._on_step = on_step
        self._space = Space(view.scheduler)
        self._trail = previews.Trail(noisy=self._space.noisy)
        self._step = 0

    def after(self, _pipe: Any, _step: int, time: Any, named: dict[str, Any]) -> dict[str, Any]:
        """As the library calls it at the end of a step."""
        self.after_old(_step, time, named.get("latents"))
        return {}

    def after_old(self, _step: int, time: Any, latents: Any) -> None:
        """As some older pipelines still call it. Latents are fetched from the device for a preview and
        in the step before it, no more often: that makes the device wait."""
        self._step += 1
        target = None
        if self._every and (self._step + 1) % self._every < 2:
            try:
                target = self._heading(time, latents)
            except _UNFAMILIAR as error:
                log.warning("no first looks with this pipeline", reason=repr(error))
                self._every = 0
        due = self._every and self._step % self._every == 0
        self._on_step(self._looks(target) if due else ())

    def _heading(self, time: Any, latents: Any) -> Any:
        if latents is None:
            return None
        if latents.ndim == 3 and hasattr(self._view, "_unpack_latents"):
            scale = self._view.vae_scale_factor
            latents = self._view._unpack_latents(
                latents, self._order.height, self._order.width, scale
            )
        if latents.ndim != 4 or latents.shape[1] + 1 != self._projection.shape[0]:
            return None
        scaled, sigma = self._space.of(latents.float().cpu().numpy(), time)
        return self._trail.add(scaled, sigma) if sigma else None  # the picture itself comes next

    def _looks(self, target: Any) -> Sequence[Image.Image]:
        if target is None:
            return ()
        return tuple(previews.paint(one, self._projection) for one in target)


class Space:
    """In which space a scheduler's latents are, and how much noise they hold after a step."""

    def __init__(self, scheduler: Any) -> None:
        self._scheduler = scheduler
        name = type(scheduler).__name__
        config = scheduler.config
        self._flow = (
            name.startswith("FlowMatch")
            or bool(config.get("use_flow_sigmas"))
            or config.get("prediction_type") == "flow_prediction"
        )
        self.noisy = any(word in name for word in ("Ancestral", "LCM", "DDPM", "SDE"))

    def of(self, latents: Any, time: Any) -> tuple[Any, float]:
        """Latents as picture + sigma · noise, and sigma; time: of the step that has just been made."""
        sigma = self._sigma(time)
        unscaled = float(getattr(self._scheduler, "init_noise_sigma", 1.0)) > 1.01
        if self._flow or unscaled:
            return latents, sigma
        return latents * np.float32(np.sqrt(1 + sigma**2)), sigma

    def _sigma(self, time: Any) -> float:
        index = getattr(self._scheduler, "step_index", None)
        if hasattr(self._scheduler, "sigmas") and index is not None:
            sigmas = self._scheduler.sigmas
            return float(sigmas[min(index, len(sigmas) - 1)])
        times = [int(moment) for moment in self._scheduler.timesteps]
        later = [moment for moment in times if moment < int(time)]
        products = getattr(self._scheduler, "alphas_cumprod", None)
        if products is None or not later:
            return 0.0
        kept = float(products[later[0]])
        return float(np.sqrt((1 - kept) / kept))


def _read(model: Model, options: Options, dtype: Any) -> Any:
    here: dict[str, Any] = {"dtype": dtype, "local_files_only": True}
    names = {part.name for part in model.parts}
    if not options.safety_checker and "safety_checker" in names:
        here |= {"safety_checker": None, "requires_safety_checker": False}
    if model.is_file and model.denoiser is None:
        kind = getattr(diffusers, model.pipeline)
        return kind.from_single_file(str(model.path), config=str(model.config), **here)
    if model.denoiser is not None:
        here[model.denoiser.name] = _read_denoiser(model, dtype)
    return diffusers.DiffusionPipeline.from_pretrained(
        str(model.config),
        variant=model.variant,
        use_safetensors=None if options.allow_pickle else True,
        **here,
    )


def _read_denoiser(model: Model, dtype: Any) -> Any:
    assert model.denoiser is not None, "the caller looked"
    more: dict[str, Any] = {}
    if model.weights[0].content == "gguf":
        more["quantization_config"] = diffusers.GGUFQuantizationConfig(compute_dtype=dtype)
    return getattr(diffusers, model.denoiser.kind).from_single_file(
        str(model.path),
        config=str(model.config),
        subfolder=model.denoiser.name,
        dtype=dtype,
        local_files_only=True,
        **more,
    )


def _lay_over(pipe: Any, options: Options) -> None:
    """Load LoRAs and set their weights. Raises ValueError for one that fits nothing."""
    names = []
    for number, lora in enumerate(options.loras):
        name = f"lora{number}"
        path = Path(lora.path)
        if not hasattr(pipe, "load_lora_weights"):
            raise ValueError(_("this kind of model takes no LoRA"))
        reason = _("the LoRA {path} fits no part of this model; it was made for another")
        try:
            pipe.load_lora_weights(
                str(path.parent),
                weight_name=path.name,
                adapter_name=name,
                local_files_only=True,
                use_safetensors=None if options.allow_pickle else True,
            )
        except _UNLOADABLE as error:
            raise ValueError(f"{reason.format(path=lora.path)}: {error}") from error
        if not any(name in adapters for adapters in pipe.get_list_adapters().values()):
            raise ValueError(reason.format(path=lora.path))
        names.append(name)
    if names:
        pipe.set_adapters(names, [lora.weight for lora in options.loras])


def _fit(pipe: Any) -> Any:
    """How latents become colours with this VAE; None where it is of another sort."""
    vae: Any = getattr(pipe, "vae", None)
    if type(vae).__name__ != "AutoencoderKL":
        return None
    own, dtype = vae.dtype, vae.dtype
    if own == torch.float16 and vae.config.force_upcast:
        dtype = torch.float32
    picture = torch.from_numpy(previews.chart()).permute(2, 0, 1)[None]
    with torch.inference_mode():
        vae.to(dtype)
        encoded = vae.encode(picture.to(vae.device, dtype)).latent_dist.mode()
        vae.to(own)
    shift = getattr(vae.config, "shift_factor", None) or 0.0
    scaled = (encoded - shift) * vae.config.scaling_factor
    return previews.fit(scaled[0].float().cpu().numpy())


def _count(tokenizer: Any, text: str) -> int:
    return len(tokenizer(text).input_ids)


def _tile(view: Any, order: Order) -> None:
    """Large pictures are decoded piece by piece: at once, that takes more memory than all the rest."""
    vae: Any = getattr(view, "vae", None)
    if not hasattr(vae, "enable_tiling"):
        return
    if order.width * order.height > TILED_PIXELS:
        vae.enable_tiling()
    else:
        vae.disable_tiling()


def _painted(made: Any) -> Sequence[Painted]:
    pictures = made.images.float().cpu()
    held = getattr(made, "nsfw_content_detected", None) or [False] * len(pictures)
    found = []
    for picture, held_back in zip(pictures, held, strict=True):
        is_number = bool(torch.isfinite(picture).all())
        pixels = (picture.nan_to_num().clamp(0, 1) * 255).round().to(torch.uint8)
        image = Image.fromarray(pixels.permute(1, 2, 0).contiguous().numpy())
        found.append(Painted(image, held_back=bool(held_back), is_number=is_number))
    return found


def _one_or_all(values: list[Any]) -> Any:
    return values[0] if len(values) == 1 else values
