"""Events as they go out, made once for all streams that send the same."""

from __future__ import annotations

from typing import Final, Literal

import msgspec

from affresco.api.core.memory import Memory
from affresco.live import sse

EventName = Literal[
    "update",
    "status.update",
    "delete",
    "notification",
    "notifications_merged",
    "conversation",
    "filters_changed",
    "announcement",
    "announcement.reaction",
    "announcement.delete",
]
REMEMBERED: Final = 512


class Event(msgspec.Struct, frozen=True):
    """payload: JSON; for ``delete`` an id as it is. path: of the channel."""

    path: tuple[str, ...]
    name: EventName
    payload: bytes


class _Frame(msgspec.Struct, frozen=True):
    stream: tuple[str, ...]
    event: str
    payload: str


class Frames:
    """Remembers the newest events' encodings. The bytes of a status are the same object for all who see
    it alike, so looking one up costs next to nothing."""

    def __init__(self) -> None:
        self._texts: Memory[Event, str] = Memory(REMEMBERED)
        self._events: Memory[tuple[str, bytes], bytes] = Memory(REMEMBERED)

    def text(self, event: Event) -> str:
        """A message of a WebSocket; the payload is text within it."""
        text = self._texts.find(event)
        if text is None:
            frame = _Frame(event.path, event.name, event.payload.decode())
            text = msgspec.json.encode(frame).decode()
            self._texts.put(event, text)
        return text

    def server_sent(self, event: Event) -> bytes:
        """A server-sent event."""
        key = (event.name, event.payload)
        encoded = self._events.find(key)
        if encoded is None:
            encoded = sse.encode(event.name, event.payload)
            self._events.put(key, encoded)
        return encoded
