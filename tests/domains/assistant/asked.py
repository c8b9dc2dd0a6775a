"""Somebody to ask, in a network without doors: nothing but the domains, the index as far as it is wanted."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from typing import Any

from affresco.accounts.model import AccountId
from affresco.assistant.gesso import Gesso
from affresco.assistant.model import Answer, Ask
from affresco.db import Database
from affresco.feeds.search.finder import Finder
from affresco.feeds.search.index import index_posts
from affresco.feeds.search.meanings import understand
from affresco.posts import commands
from properties.network import Network, network


class Asked:
    """A network with Gesso in it. Nothing is indexed but by ``index``."""

    def __init__(self, net: Network, gesso: Gesso) -> None:
        self.net = net
        self.gesso = gesso

    async def ask(self, viewer: int | None, text: str, **choices: Any) -> Answer:
        """choices: further fields of ``Ask``."""
        ask = Ask(asker_id=viewer or 1, viewer_id=viewer, text=text, **choices)
        return await self.gesso.answer(ask)

    async def index(self, *post_ids: int) -> None:
        """As the worker does."""
        async with self.net.database.write() as tx:
            await index_posts(tx, post_ids)
        await understand(self.net.database, post_ids)

    async def index_all(self) -> None:
        async with self.net.database.read() as tx:
            rows = await tx.rows("SELECT id FROM posts")
        await self.index(*(row["id"] for row in rows))

    async def like(self, people: Iterable[AccountId], post_id: int) -> None:
        for person in people:
            await commands.like(self.net.database, person, post_id)


@asynccontextmanager
async def asked(database: Database) -> AsyncIterator[Asked]:
    """A network to ask in."""
    async with network(database) as net:
        finder = Finder(database, net.reader)
        try:
            yield Asked(net, Gesso(database, net.reader, finder))
        finally:
            finder.close()


def cited(answer: Answer) -> set[int]:
    """Ids of the posts that an answer rests on."""
    return {one.post_id for sentence in answer.sentences for one in sentence.citations}
