"""When an app was last let in, so that those that never were can go.

Revision ID: 0023
"""

from __future__ import annotations

from pathlib import Path

from affresco.db.migrations.script import run_script

revision = "0023"
down_revision = "0022"


def upgrade() -> None:
    run_script(Path(__file__).with_suffix(".sql").read_text(encoding="utf-8"))
