"""A row's canonical bytes, as consumers compute them."""

from __future__ import annotations

import json
import re


def record(row: dict[str, object]) -> str:
    """As docs/reference/commons.md gives it to consumers."""
    return "(" + ",".join(map(cell, row.values())) + ")"


def cell(value: object) -> str:
    """See record."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "t" if value else "f"
    if isinstance(value, list):
        value = json.dumps(value, ensure_ascii=False, separators=(", ", " : "))
    text = str(value)
    if text and not re.search(r'[\s"\\(),]', text, re.ASCII):
        return text
    return '"' + text.replace("\\", "\\\\").replace('"', '""') + '"'
