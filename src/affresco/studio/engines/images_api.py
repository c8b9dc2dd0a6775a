"""How the Images API speaks: its answers, its stream of events, its refusals. Nothing here is sent.

The shapes are those of OpenAI's reference for ``POST /v1/images/generations``; what other servers leave
out may be left out, and what they add is passed over.
"""

from __future__ import annotations

from collections.abc import AsyncGenerator, AsyncIterator
from typing import Final, Literal

import msgspec

from affresco.studio.engines.remote import UNREADABLE, BadAnswer

REFUSALS: Final = frozenset(
    {
        "moderation_blocked",
        "content_policy_violation",
        "content_filter",
        "safety_violation",
        "image_generation_user_error",
    }
)
"""Codes and types with which a prompt or a picture is turned down."""

OUT_OF_CREDIT: Final = frozenset({"insufficient_quota", "billing_hard_limit_reached"})
"""Codes of a 429 that no waiting cures."""

Verdict = Literal["refused", "busy", "broken"]


class Fault(msgspec.Struct, frozen=True):
    """What went wrong, as the server says it."""

    message: str | None = None
    code: str | int | None = None
    type: str | None = None

    @property
    def kinds(self) -> set[str]:
        return {str(self.code), str(self.type)}


class Picture(msgspec.Struct, frozen=True):
    """One picture, in one of two ways. revised_prompt: what the server made of the words."""

    b64_json: str | None = None
    url: str | None = None
    revised_prompt: str | None = None


class Event(msgspec.Struct, frozen=True):
    """One event of a stream, or a whole answer. detail: where other servers put their errors."""

    type: str = ""
    b64_json: str | None = None
    url: str | None = None
    revised_prompt: str | None = None
    data: list[Picture] | None = None
    error: Fault | str | None = None
    message: str | None = None
    code: str | int | None = None
    detail: object = None

    @property
    def is_preview(self) -> bool:
        return self.type.endswith(".partial_image")

    @property
    def pictures(self) -> list[Picture]:
        """Finished ones."""
        if self.data is not None:
            return self.data
        if self.is_preview or not (self.b64_json or self.url):
            return []
        return [Picture(self.b64_json, self.url, self.revised_prompt)]

    @property
    def fault(self) -> Fault | None:
        if isinstance(self.error, Fault):
            return self.error
        if isinstance(self.error, str):
            return Fault(message=self.error)
        if self.type == "error":
            return Fault(message=self.message, code=self.code)
        if isinstance(self.detail, str):
            return Fault(message=self.detail)
        return None


class Model(msgspec.Struct, frozen=True):
    """A line in the list of models."""

    id: str


class Models(msgspec.Struct, frozen=True):
    """The answer to ``GET /models``."""

    data: list[Model]


async def read_events(chunks: AsyncIterator[bytes]) -> AsyncGenerator[Event, None]:
    """The events of a body. Whether it is one JSON object or a stream is told by its first character:
    what the server calls it need not be true. Raises BadAnswer."""
    buffer, data = bytearray(), bytearray()
    looked = 0
    streamed: bool | None = None
    async for chunk in chunks:
        buffer += chunk
        if streamed is None and (begin := bytes(buffer[:64]).lstrip()[:1]):
            streamed = begin != b"{"
        while streamed and (end := buffer.find(b"\n", looked)) >= 0:
            line = bytes(buffer[:end]).rstrip(b"\r")
            del buffer[: end + 1]
            looked = 0
            if line.startswith(b"data:"):
                data += line[5:].strip() + b"\n"
            elif not line and data:
                if (event := _event(bytes(data))) is not None:
                    yield event
                data.clear()
        looked = len(buffer)
    if streamed and buffer.startswith(b"data:"):
        data += buffer[5:].strip()
    last = bytes(data if streamed else buffer)
    if streamed is None or (last and (event := _event(last)) is None):
        return
    if last and event is not None:
        yield event


def decode_fault(body: bytes) -> Fault:
    """What an answer with an error status says; an empty fault where it says nothing readable."""
    try:
        return msgspec.json.decode(body, type=Event).fault or Fault()
    except UNREADABLE:
        return Fault()


def verdict(status: int, fault: Fault) -> Verdict:
    """What to make of an error status: the words are turned down, wait and try again, or give up."""
    if fault.kinds & REFUSALS or status in (400, 413, 422):
        return "refused"
    if status in (408, 425, 429, 500, 502, 503, 504) and not fault.kinds & OUT_OF_CREDIT:
        return "busy"
    return "broken"


def _event(data: bytes) -> Event | None:
    """None for the mark at the end of a stream."""
    if data.strip() == b"[DONE]":
        return None
    try:
        return msgspec.json.decode(data, type=Event)
    except UNREADABLE as error:
        raise BadAnswer(f"sent what cannot be read, or ended half-way: {error}") from error
