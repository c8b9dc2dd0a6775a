"""A network without doors: people, pictures and posts through the domains alone.

For tests of posts and feeds, which are below the doors. ``world.World`` is the same with them.
"""

from __future__ import annotations

import itertools
import secrets
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import msgspec

from affresco.accounts import commands as accounts
from affresco.accounts import queries as account_queries
from affresco.accounts import ties
from affresco.accounts.model import AccountId
from affresco.db import Database
from affresco.db.pool import ReadTx, WriteTx
from affresco.events import kinds
from affresco.events.reactions import Reactions, react
from affresco.feeds import handlers
from affresco.feeds.reader import Reader
from affresco.live import messages
from affresco.live.hub import Hub
from affresco.posts import commands
from affresco.posts.model import NewPicture, PostId, Publish
from affresco.settings import Settings

REACTIONS: Reactions = {
    kinds.Followed: [handlers.tell_of_follow],
    kinds.Unfollowed: [handlers.forget_follow],
    kinds.FollowRequested: [handlers.tell_of_request],
    kinds.FollowRequestEnded: [handlers.forget_request],
    kinds.Blocked: [handlers.forget_each_other],
    kinds.Muted: [handlers.forget_muted],
    kinds.PostPublished: [handlers.tell_of_post],
    kinds.PollEnded: [handlers.tell_of_poll],
    kinds.PostEdited: [handlers.tell_of_edit],
    kinds.PostLiked: [handlers.tell_of_like],
    kinds.PostUnliked: [handlers.forget_like],
    kinds.PostReposted: [handlers.tell_of_repost],
    kinds.PostUnreposted: [handlers.forget_repost],
}


class Network:
    """People and what they do, on one database, with one hub and one reader."""

    def __init__(self, database: Database, hub: Hub) -> None:
        self.database = database
        self.settings = Settings()
        self.hub = hub
        self.reader = Reader(database, hub)
        self._numbers = itertools.count(1)
        self._handled = 0
        self.handles: dict[int, str] = {}

    async def person(self, handle: str) -> AccountId:
        async with self.database.write() as tx:
            account_id = await account_queries.insert_account(
                tx,
                handle=handle,
                email=f"{handle}@example.org",
                password_hash="never checked here",
                role="member",
                name=handle.title(),
                locale="en",
                assistant="allow",
                training="deny",
                cohort=None,
                remix="everyone",
            )
        self.handles[account_id] = handle
        return account_id

    async def people(self, *handles: str) -> list[AccountId]:
        return [await self.person(handle) for handle in handles]

    async def follow(self, follower: AccountId, followee: AccountId) -> None:
        await accounts.follow(self.database, follower, followee)

    async def unfollow(self, follower: AccountId, followee: AccountId) -> None:
        await accounts.unfollow(self.database, follower, followee)

    async def block(self, who: AccountId, other: AccountId) -> None:
        await ties.block(self.database, who, other)

    async def delete_account(self, account_id: AccountId) -> None:
        """As the real command, without proof of the password and without telling all to start afresh."""
        async with self.database.write() as tx:
            await account_queries.delete_account(tx, account_id)
            await messages.send(
                tx, messages.AccountChanged(account_id), messages.account(account_id)
            )

    async def picture(self, owner: int, prompt: str | None = None) -> int:
        """A row for a picture; nothing lies in a store. prompt: as if the studio had made it."""
        key = secrets.token_hex(16)
        async with self.database.write() as tx:
            media_id: int = await tx.value(
                """INSERT INTO media (owner_id, kind, key, content_type, bytes, width, height,
                                      thumbhash)
                   VALUES ($1, 'generated', $2, 'image/webp', 1000, 64, 64, '\\x00') RETURNING id""",
                owner,
                key,
            )
            if prompt is not None:
                await self._candidate(tx, owner, media_id, prompt)
        return media_id

    async def _candidate(self, tx: WriteTx, owner: int, media_id: int, prompt: str) -> None:
        generation_id = await tx.value(
            """INSERT INTO generations (account_id, prompt, engine, count, width, height, seed, state)
               VALUES ($1, $2, 'tests', 1, 64, 64, 7, 'done') RETURNING id""",
            owner,
            prompt,
        )
        recipe = {"prompt": prompt, "seed": 7, "engine": "tests", "version": "1"}
        await tx.run(
            """INSERT INTO candidates (generation_id, position, seed, recipe, media_id)
               VALUES ($1, 0, 7, $2, $3)""",
            generation_id,
            {**recipe, "width": 64, "height": 64},
            media_id,
        )

    async def post(
        self, by: int, text: str = "", *, prompt: str | None = None, **choices: Any
    ) -> PostId:
        """Publish. choices: fields of ``Publish``; a prompt makes a picture."""
        pictures = () if prompt is None else (NewPicture(await self.picture(by, prompt=prompt)),)
        if not text and not pictures:
            text = f"Post number {next(self._numbers)}"
        command = Publish(text=text, pictures=pictures)
        return await commands.publish(
            self.database, self.settings, by, msgspec.structs.replace(command, **choices)
        )

    async def react(self, *, backwards: bool = False) -> None:
        """Carry out what follows from all events since the last time."""
        async with self.database.read() as tx:
            rows = await tx.rows("SELECT id FROM events WHERE id > $1 ORDER BY id", self._handled)
        ids = [row["id"] for row in rows]
        for event_id in reversed(ids) if backwards else ids:
            await react(self.database, REACTIONS, event_id)
        self._handled = max(ids, default=self._handled)

    def forget(self) -> None:
        """As when messages may have been missed."""
        self.hub.forget()

    def lose_messages(self) -> None:
        """As when the listening connection is gone."""
        self.hub.listening.clear()
        self.forget()

    async def settle(self) -> None:
        """Wait until the hub has heard everything that was committed so far."""
        name = messages.account(-next(self._numbers))
        async with self.hub.subscribe(name) as subscription:
            async with self.database.write() as tx:
                await messages.send(tx, messages.NotificationsChanged(), name)
            assert await subscription.next(5) is not None


@asynccontextmanager
async def network(database: Database) -> AsyncIterator[Network]:
    """A network whose hub listens."""
    hub = Hub(database)
    await hub.start()
    try:
        yield Network(database, hub)
    finally:
        await hub.stop()


@asynccontextmanager
async def counting() -> AsyncIterator[list[str]]:
    """The statements that are read inside the block, as a growing list."""
    seen: list[str] = []
    kept = {name: getattr(ReadTx, name) for name in ("rows", "row", "value")}

    def noting(method: Any) -> Any:
        async def noted(self: Any, sql: str, *args: Any) -> Any:
            seen.append(sql)
            return await method(self, sql, *args)

        return noted

    for name, method in kept.items():
        setattr(ReadTx, name, noting(method))
    try:
        yield seen
    finally:
        for name, method in kept.items():
            setattr(ReadTx, name, method)
