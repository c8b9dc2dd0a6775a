"""The pages about care say what the code does."""

from __future__ import annotations

from pathlib import Path
from typing import get_args, get_type_hints

import msgspec
import pytest

from affresco.safety.classifiers import moderation, nsfw
from affresco.safety.model import Action, FieldName
from affresco.safety.rules import ExtendTable, RulesFile, RuleTable

DOCS = Path(__file__).parents[2] / "docs"
GUIDE = (DOCS / "guide/care.md").read_text(encoding="utf-8")
REFERENCE = (DOCS / "reference/safety.md").read_text(encoding="utf-8")


def row(options: type[msgspec.Struct], field: msgspec.structs.FieldInfo) -> str:
    """The line that an option must have."""
    hint = get_type_hints(options, include_extras=True)[field.name]
    (help_,) = (part.description for part in get_args(hint) if isinstance(part, msgspec.Meta))
    if field.default_factory is not msgspec.NODEFAULT:
        default = "see below"
    elif field.required:
        default = "required"
    elif field.default is None:
        default = "none"
    else:
        default = f"`{str(field.default).lower()}`"
    return f"| `{field.name}` | {default} | {help_} |"


@pytest.mark.parametrize("options", [nsfw.Options, moderation.Options], ids=["nsfw", "moderation"])
def test_an_option_of_a_classifier_is_documented_as_it_is(options: type[msgspec.Struct]) -> None:
    rows = {row(options, field) for field in msgspec.structs.fields(options)}
    assert rows - set(GUIDE.splitlines()) == set()


def test_the_categories_are_documented_as_they_are() -> None:
    rows = {f"| `{name}` | `{rules}` |" for name, rules in moderation.CATEGORIES.items()}
    assert rows - set(GUIDE.splitlines()) == set()


@pytest.mark.parametrize("table", [RulesFile, RuleTable, ExtendTable])
def test_every_key_of_a_rules_file_is_explained(table: type[msgspec.Struct]) -> None:
    for field in msgspec.structs.fields(table):
        assert (
            f"`{field.name}`" in REFERENCE
            or f"`[[{field.name}]]`" in REFERENCE
            or (f"`[{field.name}]`" in REFERENCE)
        ), field.name


def test_every_field_and_action_is_named() -> None:
    for name in (*get_args(FieldName), *get_args(Action)):
        assert f"`{name}`" in REFERENCE
