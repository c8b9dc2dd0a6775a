"""What is taken back: in one order, and out of every version. What pictures are by their bytes.

Revision ID: 0024
"""

from __future__ import annotations

from pathlib import Path

from affresco.db.migrations.script import run_script

revision = "0024"
down_revision = "0023"


def upgrade() -> None:
    run_script(Path(__file__).with_suffix(".sql").read_text(encoding="utf-8"))
