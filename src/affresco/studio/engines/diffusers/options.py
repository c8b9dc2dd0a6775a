"""What an owner may say in a table ``[engine.NAME]`` with ``kind = "diffusers"``."""

from __future__ import annotations

import re
from typing import Annotated, Final, Literal

import msgspec

_AMOUNT: Final = re.compile(r"(\d+(?:\.\d+)?) ?([KMGT]i?B)")
_UNITS: Final = {"K": 1, "M": 2, "G": 3, "T": 4}

Size = Annotated[str, msgspec.Meta(pattern=r"^[1-9]\d{1,3}x[1-9]\d{1,3}$")]
Device = Annotated[str, msgspec.Meta(pattern=r"^(auto|cpu|mps|cuda(:\d{1,2})?)$")]
Steps = Annotated[int, msgspec.Meta(ge=1, le=150)]
Guidance = Annotated[float, msgspec.Meta(ge=0, le=30)]
Dtype = Literal["auto", "float32", "float16", "bfloat16"]


class Lora(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A change that is laid over a model. path: a safetensors file. weight: how much of it."""

    path: str
    weight: Annotated[float, msgspec.Meta(ge=-4, le=4)] = 1.0


class Options(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A table ``[engine.NAME]``. Raises ValueError for an amount of memory that is none."""

    model: Annotated[
        str,
        msgspec.Meta(description="The model: a folder, or a safetensors or GGUF file."),
    ]
    config: Annotated[
        str,
        msgspec.Meta(
            description="For a file: the folder with `model_index.json`, and with what the file lacks."
        ),
    ] = ""
    loras: Annotated[
        tuple[Lora, ...],
        msgspec.Meta(description="LoRAs to lay over it: `{path = …, weight = 0.8}` each."),
    ] = ()
    scheduler: Annotated[
        str, msgspec.Meta(description="How noise is taken away. None: as the model says.")
    ] = ""
    steps: Annotated[
        Steps | None,
        msgspec.Meta(description="Steps for a picture. None: the usual."),
    ] = None
    guidance: Annotated[
        Guidance | None,
        msgspec.Meta(description="How closely to follow the words. None: the usual."),
    ] = None
    negative: Annotated[
        str,
        msgspec.Meta(description="What no picture shall have; people may add to it."),
    ] = ""
    sizes: Annotated[
        tuple[Size, ...],
        msgspec.Meta(description="Sizes that the model makes well. None: told from the model."),
    ] = ()
    device: Annotated[
        Device,
        msgspec.Meta(description="Where it runs: `auto`, `cpu`, `cuda`, `cuda:1`, `mps`."),
    ] = "auto"
    dtype: Annotated[
        Dtype,
        msgspec.Meta(
            description="Precision: `auto`, `float32`, `float16`, `bfloat16`. Half as many bits need "
            "half the memory."
        ),
    ] = "auto"
    memory: Annotated[
        str,
        msgspec.Meta(
            description="What the weights of all loaded models may take, e.g. `8 GiB`. None: 85 % of "
            "the device's, half of the computer's."
        ),
    ] = ""
    batch: Annotated[
        int,
        msgspec.Meta(ge=1, le=16, description="Pictures to make at the same time, of all jobs."),
    ] = 1
    previews: Annotated[
        int,
        msgspec.Meta(ge=0, le=150, description="Show a preview every so many steps; 0: none."),
    ] = 5
    safety_checker: Annotated[
        bool,
        msgspec.Meta(description="Whether to use the checker that some models bring along."),
    ] = True
    allow_pickle: Annotated[
        bool,
        msgspec.Meta(
            description="Whether files may be pickles, which can run programs when they are read."
        ),
    ] = False
    timeout_seconds: Annotated[
        float, msgspec.Meta(ge=1, le=3600, description="What a whole job may take.")
    ] = 600

    def __post_init__(self) -> None:
        """Raises ValueError."""
        if self.memory:
            read_amount(self.memory)


def read_amount(text: str) -> int:
    """Bytes of e.g. "8 GiB" or "800 MB". Raises ValueError."""
    match = _AMOUNT.fullmatch(text.strip())
    if match is None:
        raise ValueError('memory is an amount like "8 GiB"')
    base = 1024 if match[2][1] == "i" else 1000
    return int(float(match[1]) * base ** _UNITS[match[2][0]])


def say_amount(amount: int) -> str:
    """Bytes for people, e.g. "6.6 GiB"."""
    gibi = amount / 2**30
    return f"{gibi:.1f} GiB" if gibi >= 0.1 else f"{amount / 2**20:.1f} MiB"
