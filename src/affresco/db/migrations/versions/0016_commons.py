"""The commons: consent by person and post, what may be given, its stream, its releases, duels.

Revision ID: 0016
"""

from __future__ import annotations

from pathlib import Path

from affresco.db.migrations.script import run_script

revision = "0016"
down_revision = "0015"


def upgrade() -> None:
    run_script(Path(__file__).with_suffix(".sql").read_text(encoding="utf-8"))
