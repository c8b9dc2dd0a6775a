"""Models on this machine, run by the library ``diffusers`` (the extra ``[diffusers]``).

What can be known without loading anything: ``options`` (what an owner says), ``families`` and
``schedulers`` (what pipelines can do), ``files`` and ``folder`` (what lies on the disk), ``abilities``.

What makes pictures: ``engine`` speaks the studio's protocol; ``pictures`` lays out sources and masks;
``gather`` puts together what can be made at the same time; ``holder`` keeps models in memory within a
budget; ``library`` and ``devices`` alone know PyTorch; ``previews`` shows where a run is heading,
``words`` what of a prompt was not read. ``model`` holds what passes between them.
"""

from __future__ import annotations

from typing import Final

from affresco.studio.engines.diffusers.abilities import capabilities
from affresco.studio.engines.diffusers.engine import Diffusers
from affresco.studio.engines.diffusers.options import Options
from affresco.studio.engines.protocol import Kind

KIND: Final = Kind(Options, Diffusers, capabilities)
"""The entry point."""
