"""Whom one blocks, mutes, lets follow, lists, endorses; filters; followed hashtags.

Revision ID: 0008
"""

from __future__ import annotations

from pathlib import Path

from affresco.db.migrations.script import run_script

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    run_script(Path(__file__).with_suffix(".sql").read_text(encoding="utf-8"))
