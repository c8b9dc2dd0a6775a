"""The guide to engines: its examples work, its tables say what the code does."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any, get_args, get_type_hints

import msgspec
import pytest
from msgspec import NODEFAULT

from affresco.settings import load
from affresco.studio.engines import comfyui, diffusers, openai, registry
from affresco.studio.engines.diffusers.engine import Diffusers
from affresco.studio.engines.workflow import KNOWN, MARK, NEEDED, Marks
from affresco.studio.errors import EngineUnusable

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs/guide/engines.md").read_text(encoding="utf-8")
SECTIONS = dict(
    re.findall(r"^## [^\n]*`(kind = [^`]*)`\n(.*?)(?=^## |\Z)", PAGE, re.MULTILINE | re.DOTALL)
)
KINDS = {
    'kind = "openai"': openai.KIND,
    'kind = "comfyui"': comfyui.KIND,
    'kind = "diffusers"': diffusers.KIND,
}


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", PAGE, re.M | re.S)


def rows(options: type[msgspec.Struct]) -> set[str]:
    """The lines that the page must have for a kind."""
    hints = get_type_hints(options, include_extras=True)
    found = set()
    for field in msgspec.structs.fields(options):
        (help_,) = (
            part.description
            for part in get_args(hints[field.name])
            if isinstance(part, msgspec.Meta) and part.description
        )
        if field.required:
            told = "required"
        elif field.default in (NODEFAULT, None, (), ""):
            told = "none"
        else:
            told = f"`{json.dumps(field.default)}`"
        found.add(f"| `{field.name}` | {told} | {help_} |")
    return found


@pytest.mark.parametrize("example", blocks("toml"), ids=lambda example: example.split('"')[1])
def test_an_example_is_understood(
    example: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("workflows").mkdir()
    for name, workflow in zip(("sdxl", "sdxl-inpaint"), blocks("json"), strict=True):
        Path(f"workflows/{name}.json").write_text(workflow)
    Path("affresco.toml").write_text(example)
    monkeypatch.setenv("IMAGES_KEY", "sk-1")
    settings = load({}, tmp_path)
    for engine in registry.load(settings).values():
        if isinstance(engine, Diffusers):
            with pytest.raises(EngineUnusable):  # its model is not here
                engine.check()
        elif engine.name != "illustrator":
            engine.check()
    assert [name for name, _label in registry.labels(settings)] == list(settings.engines)


@pytest.mark.parametrize("title", KINDS)
def test_the_table_of_a_kind_says_what_the_code_does(title: str) -> None:
    kind: Any = KINDS[title]
    lines = SECTIONS[title].splitlines()
    told = {line for line in lines if re.match(r"\| `\w", line)}
    assert told == rows(kind.options)


def test_every_mark_is_told() -> None:
    assert set(MARK.findall(PAGE)) == set(Marks.__struct_fields__)


def test_what_a_workflow_has_and_may_have_is_told() -> None:
    table = re.findall(
        r"^\| [a-z ,]+: `([\w-]+)` \| ([a-z, ]+) \| ([a-z, ]+) \|$", PAGE, re.MULTILINE
    )
    told = {name: (has.split(", "), may.split(", ")) for name, has, may in table}
    same = told["workflow"][1]
    assert told.keys() - {"workflow"} == KNOWN.keys() - {"text-to-image", "outpaint"}
    for task, needed in NEEDED.items():
        has, may = told["workflow" if task == "text-to-image" else task]
        assert tuple(has) == needed
        further = [mark for mark in may if mark != "the same"]
        assert KNOWN[task] == {*has, *same, *further}
