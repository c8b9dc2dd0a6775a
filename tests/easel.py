"""An engine for tests: paints one colour per seed, and does at a step what a test asks of it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable

import msgspec
from PIL import Image

from affresco.accounts.model import AccountId
from affresco.db import Database
from affresco.settings import Settings
from affresco.studio import commands
from affresco.studio.engines.protocol import (
    Capabilities,
    Finished,
    Kind,
    NoOptions,
    Preview,
    Progress,
    Request,
)
from affresco.studio.model import GenerationId, Start

NAME = "easel"
Step = Callable[[str, int], Awaitable[None]]


async def _nothing(_step: str, _position: int) -> None:
    await asyncio.sleep(0)


ABLE = Capabilities(
    concurrency=2,
    tasks=frozenset({"text-to-image", "image-to-image", "instruct", "inpaint", "upscale"}),
    strength=True,
    negative_prompt=True,
    palette=True,
    style_image=True,
    steps=(1, 50, 20),
    guidance=(1.0, 20.0, 7.0),
    schedulers=("euler", "ddim"),
)
"""It can be asked for anything but a correction, and paints its one colour all the same."""


class Easel:
    """before: called with ("preview" | "picture", position) before each is yielded."""

    version = "1"

    def __init__(
        self, before: Step = _nothing, timeout_seconds: float = 60, name: str = NAME
    ) -> None:
        self.name = name
        self.capabilities = msgspec.structs.replace(ABLE, timeout_seconds=timeout_seconds)
        self.drawn: list[tuple[int, int]] = []
        self.asked: list[Request] = []
        self._before = before

    def check(self) -> None:
        """Always ready."""

    async def examine(self) -> str:
        return "ready"

    async def prepare(self) -> None:
        """Always ready."""

    async def generate(self, request: Request) -> AsyncGenerator[Progress, None]:
        self.asked.append(request)
        for wanted in request.wanted:
            await self._before("preview", wanted.position)
            yield Preview(wanted.position, Image.new("RGB", (64, 64), _colour(wanted.seed)))
        for wanted in request.wanted:
            await self._before("picture", wanted.position)
            self.drawn.append((wanted.position, wanted.seed))
            size = (request.width // 16, request.height // 16)
            yield Finished(wanted.position, Image.new("RGB", size, _colour(wanted.seed)), "{}")


def create(name: str, _label: str, _options: NoOptions) -> Easel:
    """As an entry point would."""
    return Easel(name=name)


KIND = Kind(NoOptions, create, lambda _options: ABLE)


def _colour(seed: int) -> tuple[int, int, int]:
    return seed * 53 % 256, seed * 101 % 256, seed * 197 % 256


async def painter(database: Database, handle: str = "ada") -> AccountId:
    """An account, without the ceremony."""
    async with database.write() as tx:
        account_id: int = await tx.value(
            """INSERT INTO accounts (handle, email, password_hash, training, remix_policy)
               VALUES ($1, $1 || '@example.org', '', 'deny', 'everyone') RETURNING id""",
            handle,
        )
    return AccountId(account_id)


async def order(
    database: Database, account_id: AccountId, *, prompt: str = "a quiet harbour", count: int = 2
) -> GenerationId:
    """A queued job for the easel, with seeds from 7 on."""
    return await commands.start(
        database,
        Settings(engines=(NAME,)),
        account_id,
        Start(prompt=prompt, count=count, seed=7),
    )
