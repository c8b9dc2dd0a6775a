"""How often somebody may try: fixed windows in an unlogged table, shared by all processes.

One statement counts and decides, so that tries at the same moment cannot slip through together. A
crash of the database empties the table, which only gives everybody a fresh window.
"""

from __future__ import annotations

import hashlib
from typing import Final

import msgspec

from affresco.accounts import queries
from affresco.accounts.errors import RateLimited
from affresco.db import Database


class Limit(msgspec.Struct, frozen=True):
    """At most ``hits`` in ``seconds`` for each subject. name: first part of the key."""

    name: str
    hits: int
    seconds: int

    def key(self, subject: str) -> str:
        """The row's key. The subject, an address or a login, is kept as a digest only."""
        return f"{self.name}:{hashlib.sha256(subject.encode()).hexdigest()[:32]}"


SIGN_IN_BY_ADDRESS: Final = Limit("sign-in-address", 100, 15 * 60)
"""A classroom behind one address gets in; a list of passwords does not."""
SIGN_IN_BY_LOGIN: Final = Limit("sign-in-login", 10, 15 * 60)
SIGN_UP_BY_ADDRESS: Final = Limit("sign-up-address", 60, 60 * 60)
PASSWORD_BY_ACCOUNT: Final = Limit("password-account", 10, 15 * 60)
"""Changing the password and deleting the account, both of which ask for it."""

APPS_BY_ADDRESS: Final = Limit("apps-address", 60, 60 * 60)
"""Anybody may register a client application; each is a row that stays."""
APP_TOKENS_BY_ADDRESS: Final = Limit("app-tokens-address", 300, 15 * 60)
"""Codes handed in and tokens asked for by apps; a web client's server speaks for all its people."""

WRITES_BY_ACCOUNT: Final = Limit("writes-account", 120, 60)
"""Everything that one person's browsers send: likes and follows come in bursts, scripts in floods."""

APP_DOCUMENTS_BY_ACCOUNT: Final = Limit("app-documents-account", 60, 60 * 60)
"""What we fetch from elsewhere because somebody came with the address of an app."""
CHAT_FILES_BY_ACCOUNT: Final = Limit("chat-files-account", 120, 60 * 60)
"""Files of a chat that we fetch from elsewhere."""

UPLOADS_BY_ACCOUNT: Final = Limit("uploads-account", 500, 24 * 60 * 60)
"""Pictures that one person brings along: each stays until it is deleted."""
WORDS_BY_ACCOUNT: Final = Limit("words-account", 60, 10 * 60)
"""Help with words may ask a model that somebody pays for."""


async def hit(database: Database, key: str, limit: int, seconds: int) -> None:
    """Count one try of ``key``. Raises RateLimited beyond ``limit`` in a window of ``seconds``."""
    async with database.write() as tx:
        row = await queries.count_hit(tx, key, seconds)
        if row["hits"] == 1:
            await queries.sweep_hits(tx)
    if row["hits"] > limit:
        raise RateLimited(minutes=max(1, -(-row["left"] // 60)))


async def check(database: Database, limit: Limit, subject: str) -> None:
    """Count one try against a named limit. Raises RateLimited."""
    await hit(database, limit.key(subject), limit.hits, limit.seconds)


async def forget(database: Database, limit: Limit, subject: str) -> None:
    """Start afresh, after a try that succeeded."""
    async with database.write() as tx:
        await queries.forget_hits(tx, limit.key(subject))
