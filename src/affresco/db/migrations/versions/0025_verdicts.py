"""Who appeals is told of the verdict, and owners of appeals.

Revision ID: 0025
"""

from __future__ import annotations

from pathlib import Path

from affresco.db.migrations.script import run_script

revision = "0025"
down_revision = "0024"


def upgrade() -> None:
    run_script(Path(__file__).with_suffix(".sql").read_text(encoding="utf-8"))
