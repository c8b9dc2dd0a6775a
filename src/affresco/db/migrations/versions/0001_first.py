"""The first schema: people, studio, posts, lineage, notifications, events and the queue.

Revision ID: 0001
"""

from __future__ import annotations

from pathlib import Path

from pgqueuer.adapters.persistence.qb import QueryBuilderEnvironment

from affresco.db.migrations.script import run_script

revision = "0001"
down_revision = None


def upgrade() -> None:
    run_script(Path(__file__).with_suffix(".sql").read_text(encoding="utf-8"))
    run_script(QueryBuilderEnvironment().build_install_query())
