"""What all processes of an instance share, wherever they run: the keys they sign with.

Revision ID: 0005
"""

from __future__ import annotations

from pathlib import Path

from affresco.db.migrations.script import run_script

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    run_script(Path(__file__).with_suffix(".sql").read_text(encoding="utf-8"))
