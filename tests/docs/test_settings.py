"""The reference page of the settings says what the code does, and every setting does something."""

from __future__ import annotations

import ast
from pathlib import Path
from typing import get_args, get_type_hints

import msgspec
import pytest
from msgspec import NODEFAULT

from affresco.settings import PREFIX, Settings

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs/reference/settings.md").read_text(encoding="utf-8")
ONLY_IN_THE_FILE = {"classifier", "engine", "gesso", "words"}
FIELDS = msgspec.structs.fields(Settings)


def row(field: msgspec.structs.FieldInfo) -> str:
    """The line that the page must have."""
    hints = get_type_hints(Settings, include_extras=True)
    (help_,) = (
        part.description
        for part in get_args(hints[field.name])
        if isinstance(part, msgspec.Meta) and part.description
    )
    default = field.default
    shown = ",".join(default) if isinstance(default, tuple) else default
    shown = str(shown).lower() if isinstance(shown, bool) else shown
    told = f"`{shown}`" if shown not in (None, NODEFAULT, "") else "none"
    variable = "–" if field.name in ONLY_IN_THE_FILE else f"`{PREFIX}{field.name.upper()}`"
    return f"| `{field.name}` | {variable} | {told} | {help_} |"


@pytest.mark.parametrize("field", FIELDS, ids=lambda field: field.name)
def test_a_setting_is_documented_as_it_is(field: msgspec.structs.FieldInfo) -> None:
    assert row(field) in PAGE.splitlines()


def test_no_setting_is_documented_that_is_not_there() -> None:
    documented = {line for line in PAGE.splitlines() if line.startswith("| `")}
    assert documented == {row(field) for field in FIELDS}


def test_every_setting_is_read() -> None:
    read: set[str] = set()
    for path in (ROOT / "src").rglob("*.py"):
        own = path.name == "settings.py" and path.parent.name == "affresco"
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Attribute):
                holder = ast.unparse(node.value).rpartition(".")[2].lstrip("_")
                if holder in {"settings", "read"} or (own and holder == "self"):
                    read.add(node.attr)
    assert {field.name for field in FIELDS} <= read
