"""A ComfyUI workflow with marks in it.

A text that is nothing but a mark, ``"{{seed}}"``, becomes a value of the mark's own type, here a
number; a mark within a text, ``"oil painting, {{prompt}}"``, becomes part of it. Marks are replaced in
values, once: nothing that a person writes can change the workflow. Which marks a workflow must have,
and which it may have, depends on what it is for.
"""

from __future__ import annotations

import functools
import hashlib
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

import msgspec

from affresco.studio.engines.comfyui_api import Node
from affresco.studio.errors import EngineUnusable
from affresco.studio.model import Task
from affresco.text import _

MARK: Final = re.compile(r"\{\{\s*(\w+)\s*\}\}")

_OF_ALL: Final = frozenset(
    {"prompt", "negative", "seed", "width", "height", "steps", "guidance", "scheduler"}
)
KNOWN: Final[dict[Task, frozenset[str]]] = {
    "text-to-image": _OF_ALL,
    "image-to-image": _OF_ALL | {"source", "strength"},
    "instruct": _OF_ALL | {"source", "instruction"},
    "inpaint": _OF_ALL | {"source", "mask", "strength"},
    "upscale": _OF_ALL | {"source"},
}
"""Marks that have a value when a workflow does a task."""

NEEDED: Final[dict[Task, tuple[str, ...]]] = {
    "text-to-image": ("prompt", "seed"),
    "image-to-image": ("source", "prompt", "seed"),
    "instruct": ("source", "instruction", "seed"),
    "inpaint": ("source", "prompt", "seed"),
    "upscale": ("source",),
}
"""Marks without which it could not. A mask is none of them: a source may carry it as transparency."""


class Marks(msgspec.Struct, frozen=True, kw_only=True):
    """What the marks stand for. source, mask: how the server's nodes find the pictures. strength: how
    far from the source, above 0, at most 1."""

    prompt: str
    negative: str
    seed: int
    width: int
    height: int
    instruction: str = ""
    source: str = ""
    mask: str = ""
    strength: float = 1.0
    steps: int | None = None
    guidance: float | None = None
    scheduler: str = ""


class Step(msgspec.Struct, frozen=True):
    """A node of the workflow."""

    class_type: str
    inputs: dict[str, object]


class Workflow(msgspec.Struct, frozen=True):
    """digest: changes with the file. nodes: the file as it is. steps: the same, read. marks: those that
    it has."""

    digest: str
    nodes: dict[str, object]
    steps: dict[str, Step]
    marks: frozenset[str]

    @classmethod
    def read(cls, engine: str, path: Path, task: Task = "text-to-image") -> Workflow:
        """What does a task. Raises EngineUnusable where the file is missing, of another kind, or lacks
        its marks."""
        path = path.expanduser()
        try:
            found = _parse(path.read_bytes())
        except OSError as error:
            reason = _("its workflow {path} cannot be read: {error}")
            raise EngineUnusable(
                engine=engine, reason=reason.format(path=path, error=error.strerror)
            ) from error
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            reason = _(
                "its workflow {path} is not one that was exported with Export (API): {error}"
            )
            raise EngineUnusable(
                engine=engine, reason=reason.format(path=path, error=error)
            ) from error
        if problem := found.problem_as(task, path):
            raise EngineUnusable(engine=engine, reason=problem)
        return found

    @property
    def kinds(self) -> frozenset[str]:
        """The kinds of its nodes."""
        return frozenset(step.class_type for step in self.steps.values())

    def filled(self, marks: Marks) -> dict[str, object]:
        """The workflow as it is queued."""
        values = msgspec.structs.asdict(marks)
        return {number: _filled(node, values) for number, node in self.nodes.items()}

    def problem_as(self, task: Task, path: Path) -> str | None:
        """Why it cannot do a task; with what helps."""
        if unknown := sorted(self.marks - KNOWN[task]):
            reason = _("its workflow {path} has the mark {mark}; for {task} there are: {known}")
            known = ", ".join(sorted(KNOWN[task]))
            return reason.format(path=path, mark=unknown[0], task=task, known=known)
        for mark in NEEDED[task]:
            if mark not in self.marks:
                reason = _('its workflow {path} has no "{mark}"; put it where it belongs')
                return reason.format(path=path, mark="{{" + mark + "}}")
        return None

    def problem_with(
        self, kind: str, known: Node | None, schedulers: tuple[str, ...] = ()
    ) -> str | None:
        """Why nodes of a kind would not run on a server that knows it so; with what helps.

        schedulers: what may come in the place of that mark.
        """
        if known is None:
            return _("its server has no node {kind}; install it there").format(kind=kind)
        for step in self.steps.values():
            if step.class_type != kind:
                continue
            for name, value in step.inputs.items():
                choices = known.choices(name)
                if not isinstance(value, str) or choices is None:
                    continue
                for missing in sorted(set(_values(value, schedulers)) - set(choices)):
                    there = ", ".join(choices[:8]) or _("none")
                    reason = _("its server has no {name} {value}; there are: {there}")
                    return reason.format(name=name, value=missing, there=there)
        return None


@functools.lru_cache(maxsize=64)
def _parse(data: bytes) -> Workflow:
    """Pages ask again and again. Raises msgspec.DecodeError, UnicodeDecodeError."""
    steps = msgspec.json.decode(data, type=dict[str, Step])
    nodes = msgspec.json.decode(data, type=dict[str, object])
    marks = frozenset(mark for text in _texts(nodes) for mark in MARK.findall(text))
    return Workflow(hashlib.sha256(data).hexdigest(), nodes, steps, marks)


def _values(value: str, schedulers: tuple[str, ...]) -> tuple[str, ...]:
    """What an input may come to be, as far as that is known beforehand."""
    if (mark := MARK.fullmatch(value.strip())) and mark[1] == "scheduler":
        return schedulers
    return () if MARK.search(value) else (value,)


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for item in value:
            yield from _texts(item)
    elif isinstance(value, dict):
        for item in value.values():
            yield from _texts(item)


def _filled(value: object, values: Mapping[str, object]) -> object:
    if isinstance(value, str):
        if whole := MARK.fullmatch(value.strip()):
            return values[whole[1]]
        return MARK.sub(lambda mark: str(values[mark[1]]), value)
    if isinstance(value, list):
        return [_filled(item, values) for item in value]
    if isinstance(value, dict):
        return {name: _filled(item, values) for name, item in value.items()}
    return value
