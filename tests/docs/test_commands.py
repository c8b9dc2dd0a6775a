"""The reference page of the commands says what ``affresco --help`` says."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.core import TyperCommand, TyperGroup, TyperOption
from typer.main import get_command

from affresco.cli.app import app

PAGE = (Path(__file__).parents[2] / "docs/reference/commands.md").read_text(encoding="utf-8")
SECTIONS = {
    heading.strip(): body
    for heading, _newline, body in (part.partition("\n") for part in PAGE.split("\n## ")[1:])
}


def commands(group: TyperGroup, name: str) -> Iterator[tuple[str, TyperCommand]]:
    """Every command below a group with its full name."""
    for word, command in group.commands.items():
        if isinstance(command, TyperGroup):
            yield from commands(command, f"{name} {word}")
        elif isinstance(command, TyperCommand):
            yield f"{name} {word}", command


ROOT = get_command(app)
assert isinstance(ROOT, TyperGroup)
COMMANDS = dict(commands(ROOT, "affresco"))


def lines(command: TyperCommand) -> Iterator[str]:
    """What the section of a command must say."""
    yield str(command.help)
    for parameter in command.params:
        said = str(getattr(parameter, "help", None))
        if isinstance(parameter, TyperOption):
            name = max(parameter.opts, key=len)
            value = "" if parameter.is_flag else f" {parameter.metavar}"
            default = parameter.default
            known = default is not None and not callable(default) and not parameter.is_flag
            told = f" Default: `{default}`." if known else ""
            needed = " Required." if parameter.required else ""
            yield f"- `{name}{value}`: {said}{told}{needed}"
        else:
            yield f"- `{parameter.metavar or parameter.name}`: {said}"


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_is_documented_as_it_is(name: str) -> None:
    section = SECTIONS[f"`{name}`"].splitlines()
    missing = [line for line in lines(COMMANDS[name]) if line not in section]
    assert missing == []


def test_no_command_is_documented_that_is_not_there() -> None:
    assert set(SECTIONS) == {f"`{name}`" for name in COMMANDS}
