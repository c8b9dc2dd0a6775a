"""``python -m affresco.cli``: how ``up`` starts its two processes."""

from __future__ import annotations

from affresco.cli import main

main()
