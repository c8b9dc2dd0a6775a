"""The only module that knows PyTorch and the library ``diffusers``; nothing untyped leaves it.

Imported when a model is needed, never before: it takes seconds. Nothing is ever fetched: the library is
told so before it is imported, and again with each call.
"""

from __future__ import annotations

import gc
import inspect
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any, Final

import msgspec
import numpy as np
from PIL import Image

from affresco.studio.engines.diffusers import previews, schedulers
from affresco.studio.engines.diffusers.folder import Model
from affresco.studio.engines.diffusers.model import (
    CannotLoad,
    OnStep,
    Order,
    OutOfMemory,
    Painted,
    Sheet,
)
from affresco.studio.engines.diffusers.options import Dtype, Options
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

BYTES: Final[dict[str, int]] = {"float32": 4, "float16": 2, "bfloat16": 2}
_SHARE: Final = {"cuda": 0.85, "mps": 0.6, "cpu": 0.5}
"""Of a device's memory, for weights; the rest is for the work itself and for others."""

_UNLIMITED: Final = 100_000
"""Tokens; tokenizers without a limit of their own say a number beyond any."""

_FROM_SOURCE: Final = ("image-to-image", "upscale")
_UNLOADABLE: Final = (
    OSError, ValueError, KeyError, RuntimeError, TypeError, AttributeError, ImportError,
    NotImplementedError, SafetensorError,
)  # fmt: skip
"""What the libraries are known to raise for models that they cannot read."""


def device_for(wanted: str) -> str:
    """``auto`` made plain. Raises CannotLoad for a device that this machine lacks."""
    cuda, mps = torch.cuda.is_available(), torch.backends.mps.is_available()
    if wanted == "auto":
        return "cuda" if cuda else "mps" if mps else "cpu"
    kind, _colon, number = wanted.partition(":")
    there = {"cpu": True, "mps": mps, "cuda": cuda and int(number or 0) < torch.cuda.device_count()}
    if not there[kind]:
        reason = _("there is no {device} on this machine; set device to auto")
        raise CannotLoad(reason.format(device=wanted))
    return wanted


def dtype_for(wanted: Dtype, device: str) -> str:
    """``auto`` made plain: half as many bits where the device is quick with them."""
    if wanted != "auto":
        return wanted
    if device == "cpu":
        return "float32"
    return "bfloat16" if device != "mps" and torch.cuda.is_bf16_supported() else "float16"


def memory_of(device: str) -> int:
    """Bytes of a device that weights may take where the owner does not say."""
    kind = device.partition(":")[0]
    if kind == "cuda":
        whole = int(torch.cuda.get_device_properties(device).total_memory)
    else:
        whole = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    return int(whole * _SHARE[kind])


def is_known(pipeline: str) -> bool:
    """Whether the library has such a class."""
    return hasattr(diffusers, pipeline)


def load(model: Model, options: Options, device: str, dtype: str) -> Pipeline:
    """A model in memory. Raises CannotLoad, OutOfMemory."""
    with _memory_told():
        try:
            pipe = _read(model, options, getattr(torch, dtype))
            _lay_over(pipe, options)
            pipe = pipe.to(device)
            return Pipeline(pipe, model, f"{device} {dtype}")
        except _UNLOADABLE as error:
            if _is_out_of_memory(error):
                raise
            said = " ".join(str(error).split())[:300] or type(error).__name__
            reason = _("{path} cannot be loaded: {said}")
            raise CannotLoad(reason.format(path=model.path, said=said)) from error


def release() -> None:
    """Give back what nothing refers to any more."""
    gc.collect()
    if torch.cuda.is_available():
        torch.cuda.empty_cache()


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
        arguments = self._arguments(view, order, sheets)
        watch = _Watch(view, order, self._projection, on_step)
        taken = inspect.signature(view.__call__).parameters
        if "callback_on_step_end" in taken:
            arguments["callback_on_step_end"] = watch.after
        elif "callback" in taken:
            arguments |= {"callback": watch.after_old, "callback_steps": 1}
        with _memory_told(), torch.inference_mode():
            made = view(**arguments)
            return [
                msgspec.structs.replace(painted, unread=self._unread(sheet.prompt))
                for painted, sheet in zip(_painted(made), sheets, strict=True)
            ]

    def _unread(self, prompt: str) -> tuple[str, ...]:
        """Words that no text encoder takes in; words count as read once one of them does."""
        rest: tuple[str, ...] | None = None
        longest = self._longest()
        for name in ("tokenizer", "tokenizer_2", "tokenizer_3"):
            tokenizer = getattr(self._base, name, None)
            if tokenizer is None:
                continue
            limit = min(tokenizer.model_max_length, _UNLIMITED)
            is_clip = limit <= 77
            limit = limit if is_clip else min(limit, longest)
            found = _unread(tokenizer, prompt, limit)
            rest = found if rest is None or len(found) < len(rest) else rest
        return rest or ()

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
        self._space = _Space(view.scheduler)
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
            target = self._heading(time, latents)
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


class _Space:
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
        folder, _slash, file = lora.path.rpartition("/")
        if not hasattr(pipe, "load_lora_weights"):
            raise ValueError(_("this kind of model takes no LoRA"))
        pipe.load_lora_weights(
            folder or ".", weight_name=file, adapter_name=name, local_files_only=True
        )
        if not any(name in adapters for adapters in pipe.get_list_adapters().values()):
            reason = _("the LoRA {path} fits no part of this model; it was made for another")
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


def _unread(tokenizer: Any, prompt: str, limit: int) -> tuple[str, ...]:
    """The words behind the last that fits, by bisection: this works with every tokenizer."""
    words = prompt.split()

    def fits(count: int) -> bool:
        return len(tokenizer(" ".join(words[:count])).input_ids) <= limit

    if fits(len(words)):
        return ()
    least, most = 0, len(words)
    while most - least > 1:
        middle = (least + most) // 2
        least, most = (middle, most) if fits(middle) else (least, middle)
    return tuple(words[least:])


@contextmanager
def _memory_told() -> Iterator[None]:
    """Too little memory has many names."""
    try:
        yield
    except (RuntimeError, MemoryError) as error:
        if _is_out_of_memory(error):
            raise OutOfMemory(str(error)) from error
        raise


def _is_out_of_memory(error: BaseException) -> bool:
    if isinstance(error, MemoryError | torch.OutOfMemoryError):
        return True
    said = str(error).lower()
    return isinstance(error, RuntimeError) and ("out of memory" in said or "can't allocate" in said)
