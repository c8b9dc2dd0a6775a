"""What owners may meet."""

from __future__ import annotations

from affresco.errors import Conflict
from affresco.text import N_


class BuildRunning(Conflict):
    code = "commons.build_running"
    message = N_("A release is being made already. Wait until it is there.")
