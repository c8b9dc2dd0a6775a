"""Client applications that people let in: apps, the codes of consents, and whose tokens are whose.

Revision ID: 0006
"""

from __future__ import annotations

from pathlib import Path

from affresco.db.migrations.script import run_script

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    run_script(Path(__file__).with_suffix(".sql").read_text(encoding="utf-8"))
