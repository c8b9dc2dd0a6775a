"""A ComfyUI workflow with marks in it.

A text that is nothing but a mark, ``"{{seed}}"``, becomes a value of the mark's own type, here a
number; a mark within a text, ``"oil painting, {{prompt}}"``, becomes part of it. Marks are replaced in
values, once: nothing that a person writes can change the workflow.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

import msgspec

from affresco.studio.engines.comfyui_api import Node
from affresco.studio.errors import EngineUnusable
from affresco.text import _

MARK: Final = re.compile(r"\{\{\s*(\w+)\s*\}\}")


class Marks(msgspec.Struct, frozen=True, kw_only=True):
    """What the marks stand for."""

    prompt: str
    negative: str
    seed: int
    width: int
    height: int


class Step(msgspec.Struct, frozen=True):
    """A node of the workflow."""

    class_type: str
    inputs: dict[str, object]


class Workflow(msgspec.Struct, frozen=True):
    """version: changes with the file. nodes: the file as it is. steps: the same, read."""

    version: str
    nodes: dict[str, object]
    steps: dict[str, Step]

    @classmethod
    def read(cls, engine: str, path: Path) -> Workflow:
        """Raises EngineUnusable where the file is missing, of another kind, or lacks its marks."""
        path = path.expanduser()
        try:
            data = path.read_bytes()
        except OSError as error:
            reason = _("its workflow {path} cannot be read: {error}")
            raise EngineUnusable(
                engine=engine, reason=reason.format(path=path, error=error.strerror)
            ) from error
        try:
            steps = msgspec.json.decode(data, type=dict[str, Step])
            nodes = msgspec.json.decode(data, type=dict[str, object])
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            reason = _(
                "its workflow {path} is not one that was exported with Export (API): {error}"
            )
            raise EngineUnusable(
                engine=engine, reason=reason.format(path=path, error=error)
            ) from error
        if problem := _problem(nodes):
            raise EngineUnusable(engine=engine, reason=problem)
        return cls(version=hashlib.sha256(data).hexdigest()[:8], nodes=nodes, steps=steps)

    @property
    def kinds(self) -> list[str]:
        """The kinds of its nodes."""
        return sorted({step.class_type for step in self.steps.values()})

    def filled(self, marks: Marks) -> dict[str, object]:
        """The workflow as it is queued."""
        values = msgspec.structs.asdict(marks)
        return {number: _filled(node, values) for number, node in self.nodes.items()}

    def problem_with(self, kind: str, known: Node | None) -> str | None:
        """Why nodes of a kind would not run on a server that knows it so; with what helps."""
        if known is None:
            return _("its server has no node {kind}; install it there").format(kind=kind)
        for step in self.steps.values():
            if step.class_type != kind:
                continue
            for name, value in step.inputs.items():
                choices = known.choices(name)
                if isinstance(value, str) and choices is not None and value not in choices:
                    there = ", ".join(choices[:8]) or _("none")
                    reason = _("its server has no {name} {value}; there are: {there}")
                    return reason.format(name=name, value=value, there=there)
        return None


def _problem(nodes: dict[str, object]) -> str | None:
    known = set(Marks.__struct_fields__)
    found = {mark for text in _texts(nodes) for mark in MARK.findall(text)}
    if unknown := sorted(found - known):
        reason = _("its workflow has the mark {mark}; known are: {known}")
        return reason.format(mark=unknown[0], known=", ".join(sorted(known)))
    for mark in ("prompt", "seed"):
        if mark not in found:
            example = "{{" + mark + "}}"
            return _('its workflow has no "{mark}"; put it where it belongs').format(mark=example)
    return None


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for item in value:
            yield from _texts(item)
    elif isinstance(value, dict):
        for item in value.values():
            yield from _texts(item)


def _filled(value: object, values: Mapping[str, str | int]) -> object:
    if isinstance(value, str):
        if whole := MARK.fullmatch(value.strip()):
            return values[whole[1]]
        return MARK.sub(lambda mark: str(values[mark[1]]), value)
    if isinstance(value, list):
        return [_filled(item, values) for item in value]
    if isinstance(value, dict):
        return {name: _filled(item, values) for name, item in value.items()}
    return value
