"""Accounts and tokens from the command line."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Final, TypeVar, cast

from affresco.accounts import consent, tokens
from affresco.accounts.access import get_person_by_handle
from affresco.accounts.commands import add_person
from affresco.accounts.errors import AssistantUnanswered, TrainingUnanswered
from affresco.accounts.model import Scope, SignUp
from affresco.cli import database
from affresco.db import Database
from affresco.settings import Settings
from affresco.text import Locale, _, current_locale

TOKEN_NAME: Final = "affresco people token"  # noqa: S105 - the name of a token, not a token
T = TypeVar("T")


def add(
    settings: Settings,
    handle: str,
    email: str,
    password: str,
    *,
    owner: bool,
    training: str,
    assistant: str,
) -> None:
    """The command ``people add``. Raises what ``accounts.rules`` raise, HandleTaken, EmailTaken."""
    if training not in consent.TRAINING_ANSWERS:
        raise TrainingUnanswered
    if assistant not in consent.ASSISTANT_ANSWERS:
        raise AssistantUnanswered
    person = SignUp(
        handle=handle,
        email=email,
        password=password,
        training=training,
        wording=consent.training_wording(training, current_locale()),
        locale=cast(Locale, current_locale()),
        assistant=assistant,
        assistant_wording=consent.assistant_wording(assistant, current_locale()),
    )
    on_database(settings, lambda db: add_person(db, person, role="owner" if owner else "member"))
    print(_("@{handle} can sign in now.").format(handle=handle.strip().removeprefix("@").lower()))


def print_token(settings: Settings, handle: str, scopes: str) -> None:
    """The command ``people token``. Raises PersonNotFound, TokenInvalid."""

    async def make(db: Database) -> str:
        async with db.read() as tx:
            person = await get_person_by_handle(tx, handle.strip().removeprefix("@").lower())
        wanted = cast(list[Scope], scopes.replace(",", " ").split())
        return await tokens.create_token(db, person.id, TOKEN_NAME, wanted)

    print(on_database(settings, make))


def on_database(settings: Settings, work: Callable[[Database], Awaitable[T]]) -> T:
    """Do something on the instance's database, which is migrated first."""

    async def run(dsn: str) -> T:
        await database.migrated(dsn)
        async with Database(dsn, readers=1, writers=1) as opened:
            return await work(opened)

    with database.found(settings) as dsn:
        return asyncio.run(run(dsn))
