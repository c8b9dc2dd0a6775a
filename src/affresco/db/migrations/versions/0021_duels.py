"""Duels: which pictures may meet before whom; where a taste begins; what is undone is told.

Revision ID: 0021
"""

from __future__ import annotations

from pathlib import Path

from affresco.db.migrations.script import run_script

revision = "0021"
down_revision = "0020"


def upgrade() -> None:
    run_script(Path(__file__).with_suffix(".sql").read_text(encoding="utf-8"))
