"""Who holds a token: asked of the database once in a while, remembered in between.

A change to the account or its tokens drops what is known of it, by a live message; and nothing is
known for longer than ``SECONDS``, should a message be lost.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Final

from affresco.accounts import tokens
from affresco.accounts.model import Bearer
from affresco.api.core.memory import Memory
from affresco.db import Database
from affresco.live import messages
from affresco.live.messages import Message

SECONDS: Final = 2.0
SIZE: Final = 10_000


class Bearers:
    """The bearers of one process. now: seconds of a clock that only goes forward."""

    def __init__(self, database: Database, now: Callable[[], float] = time.monotonic) -> None:
        self._database = database
        self._now = now
        self._known: Memory[str, tuple[float, Bearer]] = Memory(SIZE)

    async def find(self, token: str) -> Bearer | None:
        """Who holds a token and with which scopes, or None."""
        known = self._known.find(token)
        if known is not None and known[0] > self._now():
            return known[1]
        bearer = await tokens.find_bearer(self._database, token)
        if bearer is None:
            self._known.drop(token)
        else:
            self._known.put(token, (self._now() + SECONDS, bearer))
        return bearer

    def hear_own(self, topic: str, message: bytes) -> None:
        """A listener for what this process commits: nobody sees their own change late."""
        self.hear(topic, messages.decode(message))

    def hear(self, _topic: str, message: Message) -> None:
        """A listener for the hub."""
        if isinstance(message, messages.Resync):
            self._known.clear()
        elif isinstance(message, messages.AccountChanged):
            for token, (_until, bearer) in self._known.items():
                if bearer.viewer is not None and bearer.viewer.id == message.account_id:
                    self._known.drop(token)
        elif isinstance(message, messages.AppChanged):
            for token, (_until, bearer) in self._known.items():
                if bearer.viewer is None and bearer.app_id == message.app_id:
                    self._known.drop(token)
