"""Pictures and polls that change after publication, focal points.

Revision ID: 0015
"""

from __future__ import annotations

from pathlib import Path

from affresco.db.migrations.script import run_script

revision = "0015"
down_revision = "0014"


def upgrade() -> None:
    run_script(Path(__file__).with_suffix(".sql").read_text(encoding="utf-8"))
