"""Whoever may not listen any more does not: open streams end with the session or the token they rest on.

Each end comes about in another process, as seen from the one with the stream.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AbstractAsyncContextManager

import pytest

from affresco.accounts import commands, moving, sessions, tokens
from affresco.accounts.model import AccountId
from affresco.db import Database
from easel import order
from world import PASSWORD, EventStream, Resident, World

SECONDS = 10.0
"""It takes milliseconds; how busy the machine is says nothing of the code."""
QUIET_SECONDS = 0.5

End = Callable[[Database, Resident], Awaitable[object]]


@pytest.fixture
async def elsewhere(dsn: str) -> AsyncIterator[Database]:
    """Another process's way to the same database."""
    async with Database(dsn) as database:
        yield database


async def ends(stream: EventStream, seconds: float = SECONDS) -> bool:
    """Whether it is over before that; events that come first are read."""
    try:
        async with asyncio.timeout(seconds):
            while True:
                await stream.next(60)
    except EOFError:
        return True
    except TimeoutError:
        return False


async def sign_out(database: Database, who: Resident) -> None:
    await sessions.sign_out(database, who.session)


async def revoke(database: Database, who: Resident) -> None:
    viewer = await sessions.find_viewer(database, who.session)
    assert viewer is not None
    assert viewer.session_id is not None
    await sessions.revoke_session(database, who.id, viewer.session_id)


async def revoke_others(database: Database, who: Resident) -> None:
    await sessions.revoke_others(database, who.id, None)


async def change_password(database: Database, who: Resident) -> None:
    await commands.change_password(database, who.id, PASSWORD, "another wall of wet plaster")


async def delete_account(database: Database, who: Resident) -> None:
    await commands.delete_account(database, who.id, PASSWORD)


ENDS = (sign_out, revoke, revoke_others, change_password, delete_account)


@pytest.mark.parametrize(
    ("feed", "end"),
    [*(("home", end) for end in ENDS), ("own", sign_out), ("local", revoke), ("local", sign_out)],
)
async def test_a_page_hears_nothing_after_its_session(
    world: World, elsewhere: Database, feed: str, end: End
) -> None:
    ada = await world.person("ada")
    async with world.stream(f"/stream?feed={feed}", as_=ada) as stream:
        await end(elsewhere, ada)
        assert await ends(stream)


async def test_another_session_of_the_same_person_stays(world: World, elsewhere: Database) -> None:
    ada = await world.person("ada")
    bo = await world.person("bo")
    phone = await sessions.start(elsewhere, ada.id, "a phone", "192.0.2.2")
    async with (
        world.stream("/stream?feed=home", as_=ada) as stream,
        world.stream("/api/v1/streaming/user", token=ada.token) as program,
    ):
        await sessions.sign_out(elsewhere, phone)
        await sessions.sign_out(elsewhere, bo.session)
        await moving.set_also_known_as(elsewhere, ada.id, [])
        assert not await ends(stream, QUIET_SECONDS)
        assert not await ends(program, QUIET_SECONDS)


async def _token_revoked(database: Database, who: Resident) -> None:
    (token, *_others) = await tokens.list_tokens(database, who.id)
    await tokens.revoke_token(database, who.id, token.id)


@pytest.mark.parametrize("end", [_token_revoked, delete_account])
async def test_a_program_hears_nothing_after_its_token(
    world: World, elsewhere: Database, end: End
) -> None:
    ada = await world.person("ada")
    async with (
        world.stream("/api/v1/streaming/user", token=ada.token) as stream,
        world.socket("/api/v1/streaming?stream=public", as_=ada) as socket,
    ):
        await end(elsewhere, ada)
        assert await ends(stream)
        with pytest.raises(EOFError):
            await socket.hear(SECONDS)


@pytest.mark.parametrize(
    ("path", "end"),
    [
        ("/generations/{}/events", sign_out),
        ("/api/affresco/v1/generations/{}/events", _token_revoked),
    ],
)
async def test_nobody_watches_a_job_after_that(
    world: World, elsewhere: Database, path: str, end: End
) -> None:
    ada = await world.person("ada")
    job = await order(world.database, AccountId(ada.id), count=1)
    async with watching(world, path.format(job), ada) as stream:
        assert (await stream.next()).event == "state"
        await end(elsewhere, ada)
        assert await ends(stream)


def watching(world: World, path: str, who: Resident) -> AbstractAsyncContextManager[EventStream]:
    if path.startswith("/api"):
        return world.stream(path, token=who.token)
    return world.stream(path, as_=who)


async def test_a_session_that_ended_while_nothing_was_heard(
    world: World, elsewhere: Database
) -> None:
    ada = await world.person("ada")
    async with world.stream("/stream?feed=home", as_=ada) as stream:
        world.runtime.hub.standing(False)
        received, world.runtime.hub.received = world.runtime.hub.received, lambda payload: None  # type: ignore[method-assign]
        await sign_out(elsewhere, ada)
        await asyncio.sleep(0.1)
        world.runtime.hub.received = received  # type: ignore[method-assign]
        world.runtime.hub.standing(True)
        assert await ends(stream)
