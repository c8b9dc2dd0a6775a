"""Ways to take noise away, by the names that people know them under."""

from __future__ import annotations

from typing import Final

import msgspec

from affresco.studio.engines.diffusers.families import Family

OWN: Final = "own"
"""The one that the model was saved with."""


class Scheduler(msgspec.Struct, frozen=True):
    """A class of the library, and what differs from the configuration of the model's own."""

    kind: str
    changes: tuple[tuple[str, bool], ...] = ()


DIFFUSION: Final = {
    "dpm++ 2m": Scheduler("DPMSolverMultistepScheduler", (("use_karras_sigmas", False),)),
    "dpm++ 2m karras": Scheduler("DPMSolverMultistepScheduler", (("use_karras_sigmas", True),)),
    "euler": Scheduler("EulerDiscreteScheduler"),
    "euler a": Scheduler("EulerAncestralDiscreteScheduler"),
    "ddim": Scheduler("DDIMScheduler"),
    "heun": Scheduler("HeunDiscreteScheduler"),
    "unipc": Scheduler("UniPCMultistepScheduler"),
    "lcm": Scheduler("LCMScheduler"),
}
"""Those that fit models trained to predict noise; models of flow matching are left with their own."""


def names(family: Family, first: str) -> tuple[str, ...]:
    """What people may choose among, the owner's choice at first; () where there is nothing to choose.
    first: "" for the model's own."""
    if family.flow:
        return ()
    every = (OWN, *DIFFUSION)
    return (first, *(name for name in every if name != first)) if first in every else every
