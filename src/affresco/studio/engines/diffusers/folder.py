"""A model on disk: what it is, told without loading it.

A folder is as diffusers saves one: ``model_index.json`` names the class of the pipeline and of each
part, which lies in a folder of its own. A single file holds the parts in the form of their authors; then
a folder with the configuration must stand beside it, since nothing is ever fetched.
"""

from __future__ import annotations

import hashlib
import re
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Final, TypeVar

import msgspec

from affresco.studio.engines.diffusers.families import (
    INPAINT_CHANNELS,
    ONLY_INPAINTS,
    Family,
    family_of,
)
from affresco.studio.engines.diffusers.files import BadFile, Weights, look_at, sample
from affresco.studio.engines.diffusers.options import Options
from affresco.text import _

INDEX: Final = "model_index.json"
CONFIG_LIMIT: Final = 2**20
DENOISERS: Final = ("transformer", "unet")
"""The part that does the work, by what pipelines call it."""

T = TypeVar("T", bound=msgspec.Struct | dict[str, msgspec.Raw])

_SAFE: Final = ".safetensors"
_NAME: Final = re.compile(r"[a-z_]+(?:\.([a-z0-9_]+))?(?:-\d+-of-\d+)?\.safetensors")
_OPTIONAL: Final = ("safety_checker", "feature_extractor", "image_encoder")
_TOKENIZERS: Final = ("Tokenizer", "TokenizerFast")
_VOCABULARIES: Final = (
    "tokenizer.json",
    "vocab.json",
    "spiece.model",
    "tokenizer.model",
    "vocab.txt",
)
_WITHOUT_WEIGHTS: Final = (*_TOKENIZERS, "Processor", "Scheduler", "Extractor")
_PICKLES: Final = (".bin", ".ckpt", ".pt", ".pth", ".pkl")
_WHOLE: Final = (
    "first_stage_model.",
    "vae.",
    "cond_stage_model.",
    "conditioner.",
    "text_encoders.",
)
"""How names begin in a file that holds more than the denoiser."""


class _Shape(msgspec.Struct, frozen=True):
    """What the configuration of a denoiser or a VAE tells of sizes, and of being guided."""

    in_channels: int | None = None
    sample_size: int | tuple[int, ...] | None = None
    block_out_channels: tuple[int, ...] | None = None
    guidance_embeds: bool = True


class _Shards(msgspec.Struct, frozen=True):
    """The index of weights that are spread over several files."""

    weight_map: dict[str, str]


class Part(msgspec.Struct, frozen=True):
    """A part of a pipeline. library, kind: where its class is, and its name."""

    name: str
    library: str
    kind: str


class Model(msgspec.Struct, frozen=True, kw_only=True):
    """What was found. path: a folder or a file; config: the folder with the index. variant: of the
    files' names, e.g. ``fp16``, None where they have none. denoiser: of a file that holds nothing else,
    the part that it is. family: with the tasks that this very model can do. side: of the square it was
    trained for, in pixels. version: for recipes."""

    path: Path
    config: Path
    pipeline: str
    family: Family
    parts: tuple[Part, ...]
    side: int
    weights: tuple[Weights, ...]
    loras: tuple[Weights, ...]
    variant: str | None
    denoiser: Part | None
    version: str

    @property
    def is_file(self) -> bool:
        """Whether it is a single file."""
        return self.path != self.config

    def takes(self, bytes_each: int) -> int:
        """Bytes of memory for its weights, with so many for a number."""
        return sum(file.takes(bytes_each) for file in (*self.weights, *self.loras))


class Outline(msgspec.Struct, frozen=True):
    """What the index and two configurations tell: enough to say what a model can do."""

    pipeline: str
    family: Family
    parts: tuple[Part, ...]
    side: int


def outline(options: Options) -> Outline:
    """What sort of model it is. Reads three small files. Raises BadFile."""
    folder = _config_folder(options)
    pipeline, parts = _read_index(folder)
    family = family_of(pipeline)
    names = {part.name for part in parts}
    denoiser = next((name for name in DENOISERS if name in names), DENOISERS[0])
    shape = _read_shape(folder / denoiser)
    if denoiser == "unet" and shape.in_channels == INPAINT_CHANNELS:
        family = msgspec.structs.replace(family, tasks=ONLY_INPAINTS)
    if not shape.guidance_embeds:
        family = msgspec.structs.replace(family, guidance=None)
    return Outline(pipeline, family, parts, _side(folder, shape, family))


def find(options: Options) -> Model:
    """Look at every file of a model. Raises BadFile for what is missing or not to be taken."""
    about = outline(options)
    folder, path = _config_folder(options), Path(options.model)
    _check_parts(folder, about.parts, path)
    loras = tuple(
        look_at(Path(lora.path), allow_pickle=options.allow_pickle) for lora in options.loras
    )
    variant: str | None = None
    denoiser: Part | None = None
    if path.is_dir():
        weights, variant = _weights_in(folder, about.parts, options)
    else:
        main = look_at(path, allow_pickle=options.allow_pickle)
        if main.content == "gguf" or (main.keys and not _holds_all(main.keys)):
            denoiser = _denoiser(about.parts, folder)
            others = tuple(part for part in about.parts if part is not denoiser)
            rest, variant = _weights_in(folder, others, options)
            weights = (main, *rest)
        else:
            weights = (main,)
    return Model(
        path=path,
        config=folder,
        pipeline=about.pipeline,
        family=about.family,
        parts=about.parts,
        side=about.side,
        weights=weights,
        loras=loras,
        variant=variant,
        denoiser=denoiser,
        version=_version(path, (*weights, *loras), options),
    )


def _config_folder(options: Options) -> Path:
    path = Path(options.model)
    if path.is_dir():
        return path
    if not path.exists():
        raise BadFile(_("there is nothing at {path}; correct model").format(path=path))
    if not options.config:
        reason = _(
            "{path} is a single file; set config to a folder with the model_index.json, the "
            "configuration and the tokenizers of such a model"
        )
        raise BadFile(reason.format(path=path))
    return Path(options.config)


def _read_index(folder: Path) -> tuple[str, tuple[Part, ...]]:
    fields = _read_json(folder / INDEX, dict[str, msgspec.Raw])
    try:
        pipeline = msgspec.json.decode(fields.get("_class_name", msgspec.Raw(b"0")), type=str)
    except msgspec.ValidationError as error:
        raise _brings_program(folder) from error
    parts = []
    for name, raw in fields.items():
        value: object = msgspec.json.decode(raw)
        if name.startswith("_") or not isinstance(value, list):
            continue
        match value:
            case [str(library), str(kind)]:
                if "." in name or "/" in name or _is_program(folder, name, library):
                    raise _brings_program(folder)
                parts.append(Part(name, library, kind))
            case [None, None]:
                pass
            case _:
                raise _brings_program(folder)
    return pipeline, tuple(parts)


def _is_program(folder: Path, name: str, library: str) -> bool:
    return (folder / name / f"{library}.py").exists() or (folder / f"{library}.py").exists()


def _brings_program(folder: Path) -> BadFile:
    reason = _("{path} wants to run a program of its own, which is not done here")
    return BadFile(reason.format(path=folder / INDEX))


def _read_shape(folder: Path) -> _Shape:
    path = folder / "config.json"
    return _read_json(path, _Shape) if path.exists() else _Shape()


def _read_json(path: Path, kind: type[T]) -> T:
    try:
        if path.stat().st_size > CONFIG_LIMIT:
            raise BadFile(_("{path} is too large for what it should be").format(path=path))
        return msgspec.json.decode(path.read_bytes(), type=kind)
    except FileNotFoundError as error:
        raise BadFile(_("{path} is not there").format(path=path)) from error
    except (OSError, msgspec.DecodeError, UnicodeDecodeError) as error:
        raise BadFile(_("{path} cannot be read: {error}").format(path=path, error=error)) from error


def _side(folder: Path, shape: _Shape, family: Family) -> int:
    blocks = _read_shape(folder / "vae").block_out_channels
    size = shape.sample_size
    if size is None or blocks is None:
        return family.side
    longest = size if isinstance(size, int) else max(size, default=0)
    return longest * 2 ** (len(blocks) - 1) or family.side


def _holds_all(keys: frozenset[str]) -> bool:
    return any(key.startswith(_WHOLE) for key in keys)


def _denoiser(parts: tuple[Part, ...], folder: Path) -> Part:
    for name in DENOISERS:
        for part in parts:
            if part.name == name:
                return part
    raise BadFile(_("{path} names no transformer and no unet").format(path=folder / INDEX))


def _check_parts(folder: Path, parts: tuple[Part, ...], path: Path) -> None:
    """Raises BadFile for a part without its folder, or words without a vocabulary: the library would
    go on with an empty one."""
    for part in parts:
        place = folder / part.name
        if not place.is_dir():
            if path != folder and part.name in _OPTIONAL:
                continue
            raise BadFile(_("{path} is not there").format(path=place))
        if part.kind.endswith(_TOKENIZERS) and not any(
            (place / name).exists() for name in _VOCABULARIES
        ):
            raise BadFile(_("{path} holds no vocabulary").format(path=place))


def _weights_in(
    folder: Path, parts: tuple[Part, ...], options: Options
) -> tuple[tuple[Weights, ...], str | None]:
    """The files of weights of these parts, and the variant that is to be asked for."""
    found: list[Weights] = []
    variant: str | None = None
    for part in parts:
        if part.name == "safety_checker" and not options.safety_checker:
            continue
        place = folder / part.name
        if not (place / "config.json").exists() or part.kind.endswith(_WITHOUT_WEIGHTS):
            continue
        files, own = _files(place)
        variant = variant or own
        found += (look_at(file, allow_pickle=options.allow_pickle) for file in files)
    if not found:
        raise BadFile(_("{path} holds no weights").format(path=folder))
    return tuple(found), variant


def _files(place: Path) -> tuple[list[Path], str | None]:
    """The files of weights of a part; safetensors where there are any, else pickles."""
    by_variant: dict[str | None, list[Path]] = {}
    for path in sorted(place.glob(f"*{_SAFE}")):
        if match := _NAME.fullmatch(path.name):
            by_variant.setdefault(match[1], []).append(path)
    for index in place.glob(f"*{_SAFE}.index*.json"):
        for name in sorted(set(_read_json(index, _Shards).weight_map.values())):
            # The library would read any file that stands here, a pickle too.
            if Path(name).name != name or not name.endswith(_SAFE):
                reason = _("{path} cannot be read: {error}")
                raise BadFile(reason.format(path=index, error=ascii(name)))
            if not (place / name).exists():
                raise BadFile(_("{path} is not there").format(path=place / name))
    if by_variant:
        variant = None if None in by_variant else min(filter(None, by_variant))
        return by_variant[variant], variant
    pickles = [path for path in sorted(place.iterdir()) if path.suffix in _PICKLES]
    if not pickles:
        raise BadFile(_("{path} holds no weights").format(path=place))
    return pickles, None


def _version(path: Path, files: tuple[Weights, ...], options: Options) -> str:
    digest = hashlib.sha256()
    for file in files:
        digest.update(sample(file.path))
    digest.update(
        msgspec.json.encode(
            [
                [lora.weight for lora in options.loras],
                options.scheduler,
                options.steps,
                options.guidance,
                options.negative,
                options.dtype,
                [_release(library) for library in ("diffusers", "torch")],
            ]
        )
    )
    return f"{path.resolve().stem[:60]} {digest.hexdigest()[:8]}"


def _release(library: str) -> str:
    try:
        return version(library)
    except PackageNotFoundError:
        return ""
