"""Whole answers, remembered until something that they show changes.

A handler that calls ``Call.remember`` names the live topics its answer depends on. The same request
of the same token then gets the same bytes, before anything is parsed or asked, until a message on one
of these topics drops them. Nothing is stored while an answer may be older than a message that was
heard meanwhile, nothing is served while the hub is not listening, and nothing lives longer than
``SECONDS``, should a message be lost.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from typing import Final

import msgspec

from affresco.live import messages
from affresco.live.messages import Message

SECONDS: Final = 2.0
BYTES: Final = 32 * 1024 * 1024

Key = tuple[str, str, bytes]
"""Token, path, query string."""
Headers = list[tuple[bytes, bytes]]


class Remembered(msgspec.Struct, frozen=True):
    """An answer with status 200. until: seconds of the clock."""

    headers: tuple[tuple[bytes, bytes], ...]
    body: bytes
    topics: frozenset[str]
    until: float


class Answers:
    """The answers of one process, at most ``BYTES`` of them, oldest out first.

    trusted: whether messages arrive. now: seconds of a clock that only goes forward.
    """

    def __init__(
        self, trusted: Callable[[], bool], now: Callable[[], float] = time.monotonic
    ) -> None:
        self._trusted = trusted
        self._now = now
        self._answers: dict[Key, Remembered] = {}
        self._keys: dict[str, set[Key]] = {}
        self._bytes = 0
        self.heard = 0

    def find(self, key: Key) -> Remembered | None:
        """The answer to a request, if it is still true."""
        answer = self._answers.get(key)
        if answer is None or answer.until < self._now() or not self._trusted():
            return None
        return answer

    def put(
        self,
        key: Key,
        headers: Iterable[tuple[bytes, bytes]],
        body: bytes,
        topics: frozenset[str],
        heard: int,
    ) -> None:
        """Remember an answer. heard: ``self.heard`` from before the answer was made."""
        if heard != self.heard or not self._trusted():
            return
        self._drop(key)
        answer = Remembered(tuple(headers), body, topics, self._now() + SECONDS)
        self._answers[key] = answer
        self._bytes += len(body)
        for topic in topics:
            self._keys.setdefault(topic, set()).add(key)
        while self._bytes > BYTES:
            self._drop(next(iter(self._answers)))

    def hear_own(self, topic: str, message: bytes) -> None:
        """A listener for what this process commits."""
        self.hear(topic, messages.decode(message))

    def hear(self, topic: str, message: Message) -> None:
        """A listener for the hub."""
        self.heard += 1
        if isinstance(message, messages.Resync):
            self._answers.clear()
            self._keys.clear()
            self._bytes = 0
            return
        for key in tuple(self._keys.get(topic, ())):
            self._drop(key)

    def _drop(self, key: Key) -> None:
        answer = self._answers.pop(key, None)
        if answer is None:
            return
        self._bytes -= len(answer.body)
        for topic in answer.topics:
            keys = self._keys[topic]
            keys.discard(key)
            if not keys:
                del self._keys[topic]
