"""How ComfyUI speaks: the parts of its answers and messages that we read. Nothing here is sent."""

from __future__ import annotations

import struct
from typing import Final, TypeVar

import msgspec

from affresco.studio.engines.remote import UNREADABLE

T = TypeVar("T")

PREVIEW: Final = 1
"""Kind of a binary message: a picture under way; then its format (1 JPEG, 2 PNG), then its bytes."""

ENDS: Final = frozenset({"execution_success", "execution_error", "execution_interrupted"})


class System(msgspec.Struct, frozen=True):
    comfyui_version: str | None = None


class About(msgspec.Struct, frozen=True):
    """``GET /system_stats``."""

    system: System


class Node(msgspec.Struct, frozen=True):
    """``GET /object_info/KIND``: the inputs that a kind of node takes, by group (required, optional)."""

    input: dict[str, dict[str, list[object]]] = {}

    def choices(self, name: str) -> list[str] | None:
        """What an input may be, where it is a choice from a list."""
        for group in self.input.values():
            match group.get(name):
                case [list(choices), *_] | ["COMBO", {"options": list(choices)}]:
                    return [str(choice) for choice in choices]
        return None


class Queued(msgspec.Struct, frozen=True):
    """``POST /prompt``."""

    prompt_id: str


class Queue(msgspec.Struct, frozen=True):
    """``GET /queue``: each entry is [number, id, …]."""

    queue_running: list[list[object]]
    queue_pending: list[list[object]]

    def is_running(self, run_id: str) -> bool:
        return any(run_id in entry[:2] for entry in self.queue_running)

    def holds(self, run_id: str) -> bool:
        return self.is_running(run_id) or any(run_id in entry[:2] for entry in self.queue_pending)


class Uploaded(msgspec.Struct, frozen=True):
    """``POST /upload/image``: where it went, which need not be where it was to go."""

    name: str
    subfolder: str = ""
    type: str = "input"

    @property
    def reference(self) -> str:
        """As nodes that load pictures take it: the folder it lies in stands at the end."""
        path = f"{self.subfolder}/{self.name}" if self.subfolder else self.name
        return f"{path} [{self.type}]"


class File(msgspec.Struct, frozen=True):
    """Where ``GET /view`` finds a picture. type: output, temp or input."""

    filename: str
    subfolder: str = ""
    type: str = "output"


class Output(msgspec.Struct, frozen=True):
    """What a node has made."""

    images: list[File] = []


class Status(msgspec.Struct, frozen=True):
    status_str: str = ""
    messages: list[object] = []


class Run(msgspec.Struct, frozen=True):
    """``GET /history/ID``: a run that is over. outputs: by number of the node."""

    outputs: dict[str, Output] = {}
    status: Status | None = None

    def file(self, node: str) -> File | None:
        """The picture of a node, or of any where ``node`` is ""; rather saved than temporary."""
        outputs = [self.outputs[node]] if node in self.outputs else []
        files = [file for output in outputs for file in output.images]
        if not node:
            files = [file for output in self.outputs.values() for file in output.images]
        return min(files, key=lambda file: file.type != "output", default=None)


class EventData(msgspec.Struct, frozen=True):
    prompt_id: str | None = None
    node: str | int | None = "?"


class Event(msgspec.Struct, frozen=True):
    """A text message. ``executing`` without a node says that the run is over."""

    type: str
    data: EventData = EventData()

    def is_about(self, run_id: str) -> bool:
        return self.data.prompt_id == run_id

    @property
    def is_last(self) -> bool:
        return self.type in ENDS or (self.type == "executing" and self.data.node is None)


def read_event(message: str) -> Event:
    """A text message; one that is not understood is about nothing: extensions send what they like."""
    try:
        return msgspec.json.decode(message, type=Event)
    except UNREADABLE:
        return Event("?")


def preview_data(message: bytes) -> bytes | None:
    """The picture in a binary message, if that is what it holds."""
    if len(message) <= 8:
        return None
    kind, _format = struct.unpack(">II", message[:8])
    return message[8:] if kind == PREVIEW else None
