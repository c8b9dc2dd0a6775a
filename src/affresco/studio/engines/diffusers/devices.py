"""Processors and graphics cards, as PyTorch sees them. Imported when a model is needed, never before."""

from __future__ import annotations

import gc
import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

import torch

from affresco.studio.engines.diffusers.model import CannotLoad, OutOfMemory
from affresco.studio.engines.diffusers.options import Dtype
from affresco.text import _

BYTES: Final[dict[str, int]] = {"float32": 4, "float16": 2, "bfloat16": 2}
_SHARE: Final = {"cuda": 0.85, "mps": 0.6, "cpu": 0.5}
"""Of a device's memory, for weights; the rest is for the work itself and for others."""


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


def release() -> None:
    """Give back what nothing refers to any more."""
    gc.collect()
    if torch.cuda.is_available():
        torch.cuda.empty_cache()


@contextmanager
def memory_told() -> Iterator[None]:
    """Too little memory has many names."""
    try:
        yield
    except (RuntimeError, MemoryError) as error:
        if is_out_of_memory(error):
            raise OutOfMemory(str(error)) from error
        raise


def is_out_of_memory(error: BaseException) -> bool:
    if isinstance(error, MemoryError | torch.OutOfMemoryError):
        return True
    said = str(error).lower()
    return isinstance(error, RuntimeError) and ("out of memory" in said or "can't allocate" in said)
