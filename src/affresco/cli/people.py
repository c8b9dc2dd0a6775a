"""Accounts and tokens from the command line."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Final, TypeVar, cast

import msgspec

from affresco.accounts import consent, tokens
from affresco.accounts.access import get_person_by_handle
from affresco.accounts.commands import add_person
from affresco.accounts.errors import AssistantUnanswered, RemixUnanswered, TrainingUnanswered
from affresco.accounts.model import Answers, Scope, SignUp, Subject
from affresco.cli import database
from affresco.db import Database
from affresco.errors import Invalid
from affresco.posts import consent as posts_consent
from affresco.settings import Settings
from affresco.text import N_, Locale, _, current_locale

TOKEN_NAME: Final = "affresco people token"  # noqa: S105 - the name of a token, not a token
T = TypeVar("T")


class AnswerUnknown(Invalid):
    code = "people.answer_unknown"
    message = N_("{option} is one of: {known}.")


def add(
    settings: Settings,
    handle: str,
    email: str,
    password: str,
    *,
    owner: bool,
    training: str,
    assistant: str,
    remix: str | None,
    licence: str | None,
    choices: str | None,
) -> None:
    """The command ``people add``. remix, licence, choices: None for not said.

    Raises what ``accounts.rules`` raise, HandleTaken, EmailTaken, TrainingUnanswered, AssistantUnanswered,
    RemixUnanswered, AnswerUnknown.
    """
    if training not in consent.TRAINING_ANSWERS:
        raise TrainingUnanswered
    if assistant not in consent.ASSISTANT_ANSWERS:
        raise AssistantUnanswered
    remixers = next((one for one in consent.REMIX_ANSWERS if one == remix), None)
    if remix is not None and remixers is None:
        raise RemixUnanswered
    further = _further(licence, choices)
    locale = cast(Locale, current_locale())
    person = SignUp(
        handle=handle,
        email=email,
        password=password,
        training=training,
        wording=consent.training_wording(training, locale),
        locale=locale,
        assistant=assistant,
        assistant_wording=consent.assistant_wording(assistant, locale),
        remix=remixers,
        remix_wording=consent.remix_wording(remixers, locale) if remixers else "",
    )

    async def make(db: Database) -> None:
        account_id = await add_person(db, person, role="owner" if owner else "member")
        if further.said():
            read = consent.wordings(further, locale)
            await posts_consent.answer(db, account_id, further, read)

    on_database(settings, make)
    print(_("@{handle} can sign in now.").format(handle=handle.strip().removeprefix("@").lower()))


def _further(licence: str | None, choices: str | None) -> Answers:
    """What is said besides. Raises AnswerUnknown."""
    for option, subject, sent in (
        ("--licence", "redistribution", licence),
        ("--choices", "choices", choices),
    ):
        known = consent.QUESTIONS[cast(Subject, subject)].answers
        if sent is not None and sent not in known:
            raise AnswerUnknown(option=option, known=", ".join(f"“{one}”" for one in known))
    return msgspec.convert({"licence": licence, "choices": choices}, Answers)


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
