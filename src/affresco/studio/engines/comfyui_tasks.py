"""What an owner may say of a ComfyUI, and what follows from the marks in its workflows."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated, Final, Literal

import msgspec

from affresco.studio.engines.comfyui_api import Node
from affresco.studio.engines.protocol import Capabilities, Request, Wanted
from affresco.studio.engines.remote import Remote
from affresco.studio.engines.workflow import Marks, Workflow
from affresco.studio.errors import EngineUnusable
from affresco.studio.model import Task
from affresco.text import _

STEPS: Final = (1, 150)
GUIDANCE: Final = (0.0, 30.0)

SourceTask = Literal["image-to-image", "instruct", "inpaint", "upscale"]
WITH_WORDS: Final[frozenset[Task]] = frozenset(
    {"text-to-image", "image-to-image", "instruct", "inpaint"}
)
WITH_STRENGTH: Final[frozenset[Task]] = frozenset({"image-to-image", "inpaint"})


class Options(Remote, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A table ``[engine.NAME]`` with ``kind = "comfyui"``. Raises ValueError without any workflow."""

    workflow: Annotated[
        str,
        msgspec.Meta(
            description="The file with the workflow that makes pictures from words, exported with "
            "*Export (API)*."
        ),
    ] = ""
    tasks: Annotated[
        dict[SourceTask, str],
        msgspec.Meta(
            description="Files with workflows that begin from a picture, by what they do: "
            "`image-to-image`, `instruct`, `inpaint`, `upscale`."
        ),
    ] = msgspec.field(default_factory=dict)
    negative: Annotated[
        str,
        msgspec.Meta(
            description="What no picture shall have: goes where a workflow says `{{negative}}`, after "
            "what the person says."
        ),
    ] = ""
    steps: Annotated[
        int | None,
        msgspec.Meta(description="The usual number for `{{steps}}`, 1 to 150."),
    ] = None
    guidance: Annotated[
        float | None,
        msgspec.Meta(description="The usual number for `{{guidance}}`, 0 to 30."),
    ] = None
    schedulers: Annotated[
        tuple[str, ...],
        msgspec.Meta(
            description="What people may choose for `{{scheduler}}`; the first is the usual."
        ),
    ] = ()
    output: Annotated[
        str,
        msgspec.Meta(
            description="Number of the node whose picture counts, in workflows that have it. None: "
            "the first saved."
        ),
    ] = ""

    def __post_init__(self) -> None:
        if not self.workflow and not self.tasks:
            raise ValueError("name a workflow, or tasks with the workflow of each")
        if self.steps is not None and not STEPS[0] <= self.steps <= STEPS[1]:
            raise ValueError(f"steps is a number from {STEPS[0]} to {STEPS[1]}")
        if self.guidance is not None and not GUIDANCE[0] <= self.guidance <= GUIDANCE[1]:
            raise ValueError(f"guidance is a number from {GUIDANCE[0]:g} to {GUIDANCE[1]:g}")


class Workflows(msgspec.Struct, frozen=True):
    """All of an engine. version: changes with any of the files, and with what the table says beside."""

    options: Options
    by_task: dict[Task, Workflow]
    version: str

    @classmethod
    def read(cls, engine: str, options: Options) -> Workflows:
        """Raises EngineUnusable where a file cannot be used, or the table lacks what its marks need."""
        read = {task: Workflow.read(engine, Path(file), task) for task, file in _files(options)}
        if problem := _problem(options, read.values()):
            raise EngineUnusable(engine=engine, reason=problem)
        told = (
            sorted((task, flow.digest) for task, flow in read.items()),
            (options.negative, options.steps, options.guidance, options.schedulers[:1]),
            options.output,
        )
        version = hashlib.sha256(msgspec.json.encode(told)).hexdigest()[:8]
        return cls(options, read, version)

    @property
    def kinds(self) -> list[str]:
        """The kinds of all nodes."""
        return sorted(frozenset[str]().union(*(flow.kinds for flow in self.by_task.values())))

    @property
    def capabilities(self) -> Capabilities:
        """What can be asked for: what all workflows mark, lest anything be passed over in silence.
        Making larger goes without words and numbers, and takes none away."""
        options = self.options
        steps, guidance = options.steps, options.guidance
        return Capabilities(
            concurrency=options.concurrency,
            timeout_seconds=options.timeout_seconds,
            tasks=frozenset(self.by_task),
            strength=self._mark("strength", WITH_STRENGTH),
            negative_prompt=self._mark("negative", WITH_WORDS),
            steps=(*STEPS, steps)
            if steps is not None and self._mark("steps", WITH_WORDS)
            else None,
            guidance=(*GUIDANCE, guidance)
            if guidance is not None and self._mark("guidance", WITH_WORDS)
            else None,
            schedulers=options.schedulers if self._mark("scheduler", WITH_WORDS) else (),
        )

    def problem_with(self, kind: str, known: Node | None) -> str | None:
        """Why nodes of a kind would not run on a server that knows it so; with what helps."""
        for flow in self.by_task.values():
            if kind in flow.kinds and (
                problem := flow.problem_with(kind, known, self.options.schedulers)
            ):
                return problem
        return None

    def output_of(self, task: Task) -> str:
        """Number of the node whose picture counts; "" for the first saved."""
        output = self.options.output
        return output if output in self.by_task[task].nodes else ""

    def marks_for(self, request: Request, wanted: Wanted, source: str, mask: str) -> Marks:
        """What the marks stand for. source, mask: how the server's nodes find the pictures."""
        options = self.options
        usual = options.schedulers[0] if options.schedulers else ""
        return Marks(
            prompt=wanted.prompt or request.prompt,
            negative=", ".join(filter(None, (request.negative_prompt, options.negative))),
            seed=wanted.seed,
            width=request.width,
            height=request.height,
            instruction=request.instruction,
            source=source,
            mask=mask,
            strength=request.strength,
            steps=options.steps if request.steps is None else request.steps,
            guidance=options.guidance if request.guidance is None else request.guidance,
            scheduler=request.scheduler or usual,
        )

    def _mark(self, mark: str, tasks: frozenset[Task]) -> bool:
        """Whether all workflows of these tasks have a mark, and there is one."""
        flows = [flow for task, flow in self.by_task.items() if task in tasks]
        return bool(flows) and all(mark in flow.marks for flow in flows)


def capabilities(options: Options) -> Capabilities:
    """What such an engine can be asked for. Where its workflows are not on this machine (its worker may
    run on another), what the table itself says."""
    try:
        return Workflows.read("", options).capabilities
    except EngineUnusable:
        return Capabilities(
            concurrency=options.concurrency,
            timeout_seconds=options.timeout_seconds,
            tasks=frozenset(task for task, _file in _files(options)),
        )


def _files(options: Options) -> list[tuple[Task, str]]:
    words: list[tuple[Task, str]] = [("text-to-image", options.workflow)]
    return [*options.tasks.items(), *(words if options.workflow else ())]


def _problem(options: Options, flows: Iterable[Workflow]) -> str | None:
    """What the table lacks for its workflows; with what helps."""
    marks = frozenset[str]().union(*(flow.marks for flow in flows))
    lacking = (
        ("steps", "steps", options.steps is None),
        ("guidance", "guidance", options.guidance is None),
        ("scheduler", "schedulers", not options.schedulers),
    )
    for mark, option, is_lacking in lacking:
        if mark in marks and is_lacking:
            reason = _('a workflow of it has "{mark}"; say in {option} what is usual')
            return reason.format(mark="{{" + mark + "}}", option=option)
    if options.output and not any(options.output in flow.nodes for flow in flows):
        reason = _("no workflow of it has a node {output}; correct output")
        return reason.format(output=options.output)
    return None
