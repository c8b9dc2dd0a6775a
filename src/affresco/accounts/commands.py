"""What people do to their own account; what they do to each other is in ``ties``."""

from __future__ import annotations

import asyncpg

from affresco.accounts import (
    consent,
    giving,
    invitations,
    limits,
    passwords,
    queries,
    rules,
    sessions,
)
from affresco.accounts.errors import (
    AssistantUnanswered,
    EmailTaken,
    HandleTaken,
    LastOwner,
    PasswordWrong,
    PersonNotFound,
    RemixUnanswered,
    TrainingUnanswered,
)
from affresco.accounts.invitations import Admission
from affresco.accounts.model import (
    AccountId,
    Answers,
    Consent,
    Profile,
    Role,
    SignUp,
    Subject,
    Training,
)
from affresco.accounts.ties import follow, unfollow
from affresco.db import Database, Row, WriteTx
from affresco.events.kinds import AccountCreated, AccountDeleted, ProfileChanged
from affresco.events.log import emit
from affresco.live import messages
from affresco.media.queries import delete_of_owner
from affresco.text import Locale

__all__ = [
    "add_person",
    "change_password",
    "delete_account",
    "follow",
    "set_assistant",
    "set_locale",
    "set_training",
    "sign_up",
    "unfollow",
    "update_profile",
]

# joining ----------------------------------------------------------------------------------------


async def sign_up(database: Database, command: SignUp, code: str) -> AccountId:
    """Join by an invitation. code: the last part of its link.

    Raises what ``rules`` raise, HandleTaken, EmailTaken, InvitationUnknown, InvitationExpired,
    InvitationRevoked, InvitationUsedUp. When it raises, no use of the invitation is spent.
    """
    async with database.read() as tx:
        await invitations.get_open(tx, code)
    accepted, password_hash = await _accept(command)
    async with database.write() as tx:
        admission = await invitations.redeem(tx, code)
        return await _create(tx, accepted, password_hash, admission)


async def add_person(
    database: Database, command: SignUp, role: Role = "member", cohort: str | None = None
) -> AccountId:
    """Make an account without an invitation: for the command line and the sample, never for a form.

    Raises what ``rules`` raise, HandleTaken, EmailTaken.
    """
    accepted, password_hash = await _accept(command)
    async with database.write() as tx:
        return await _create(tx, accepted, password_hash, Admission(role=role, cohort=cohort))


async def _accept(command: SignUp) -> tuple[SignUp, str]:
    """The command in the form that is kept, and the hash of its password."""
    handle, email = rules.clean_handle(command.handle), rules.clean_email(command.email)
    name = rules.clean_name(command.name)
    rules.check_password(command.password, handle, email)
    if command.training not in consent.TRAINING_ANSWERS:
        raise TrainingUnanswered
    if command.assistant not in (None, *consent.ASSISTANT_ANSWERS):
        raise AssistantUnanswered
    if command.remix not in (None, *consent.REMIX_ANSWERS):
        raise RemixUnanswered
    accepted = SignUp(
        handle=handle,
        email=email,
        password="",
        training=command.training,
        wording=command.wording,
        locale=command.locale,
        name=name,
        assistant=command.assistant,
        assistant_wording=command.assistant_wording,
        remix=command.remix,
        remix_wording=command.remix_wording,
    )
    return accepted, await passwords.hash_password(command.password)


async def _create(
    tx: WriteTx, person: SignUp, password_hash: str, admission: Admission
) -> AccountId:
    try:
        account_id = await queries.insert_account(
            tx,
            handle=person.handle,
            email=person.email,
            password_hash=password_hash,
            role=admission.role,
            name=person.name,
            locale=person.locale,
            training=person.training,
            assistant=person.assistant or "deny",
            cohort=admission.cohort,
            remix=person.remix,
        )
    except asyncpg.UniqueViolationError as error:
        if error.constraint_name == "accounts_email_key":
            raise EmailTaken from error
        raise HandleTaken(handle=person.handle) from error
    answers = Answers(training=person.training, assistant=person.assistant, remix=person.remix)
    read: dict[Subject, str] = {
        "training": person.wording,
        "assistant": person.assistant_wording,
        "remix": person.remix_wording,
    }
    await giving.record(tx, account_id, answers, read)
    await emit(tx, AccountCreated(account_id))
    return account_id


# profile and choices ----------------------------------------------------------------------------


async def update_profile(database: Database, account_id: AccountId, profile: Profile) -> None:
    """Change name, text and links.

    Raises NameTooLong, BioTooLong, TooManyLinks, LinkInvalid, LinkTooLong, PersonNotFound.
    """
    clean = rules.clean_profile(profile)
    async with database.write() as tx:
        if not await queries.set_profile(tx, account_id, clean.name, clean.bio, clean.links):
            raise PersonNotFound
        await emit(tx, ProfileChanged(account_id))
        await messages.send(tx, messages.AccountChanged(account_id), messages.account(account_id))


async def set_locale(database: Database, account_id: AccountId, locale: Locale) -> None:
    """Choose the language of the pages."""
    async with database.write() as tx:
        await queries.set_locale(tx, account_id, locale)


async def set_training(
    database: Database, account_id: AccountId, choice: Training, wording: str
) -> None:
    """Change the default for posts to come, and record the question and the answer as shown.

    Raises PersonNotFound.
    """
    async with database.write() as tx:
        await giving.answer(tx, account_id, Answers(training=choice), {"training": wording})


async def set_assistant(
    database: Database, account_id: AccountId, choice: Consent, wording: str
) -> None:
    """Whether answers may rest on the account's posts, from now on and for all that there are; the
    question and the answer are recorded as shown. Raises PersonNotFound.
    """
    async with database.write() as tx:
        await giving.answer(tx, account_id, Answers(assistant=choice), {"assistant": wording})


async def change_password(
    database: Database,
    account_id: AccountId,
    current: str,
    new: str,
    session_id: int | None = None,
) -> None:
    """Replace the password and end every session but ``session_id`` (all of them for None).

    Raises PasswordWrong, PasswordTooShort, PasswordTooLong, PasswordTellsWho, RateLimited.
    """
    row = await _prove(database, account_id, current)
    rules.check_password(new, row["handle"], row["email"])
    fresh = await passwords.hash_password(new)
    async with database.write() as tx:
        if not await queries.set_password_hash(tx, account_id, row["password_hash"], fresh):
            raise PasswordWrong
        await sessions.end_others(tx, account_id, session_id)


async def _prove(database: Database, account_id: AccountId, password: str) -> Row:
    """The account's private row, if the password is its own. Raises PasswordWrong, RateLimited."""
    await limits.check(database, limits.PASSWORD_BY_ACCOUNT, str(account_id))
    async with database.read() as tx:
        row = await queries.private_row(tx, account_id)
    if row is None:
        raise PersonNotFound
    if not await passwords.verify(password, row["password_hash"]):
        raise PasswordWrong
    await limits.forget(database, limits.PASSWORD_BY_ACCOUNT, str(account_id))
    return row


# leaving ----------------------------------------------------------------------------------------


async def delete_account(database: Database, account_id: AccountId, password: str) -> None:
    """Delete an account with everything that is its own, at once and for good.

    Rows of every domain go by cascade, numbers about other people's posts by their triggers, blobs by
    the reaction to ``AccountDeleted``. Raises PasswordWrong, LastOwner, RateLimited.
    """
    row = await _prove(database, account_id, password)
    async with database.write() as tx:
        owners = await queries.lock_owners(tx) if row["role"] == "owner" else []
        if await queries.lock_account(tx, account_id) is None:
            raise PersonNotFound
        if owners == [account_id] and await queries.others_exist(tx, account_id):
            raise LastOwner
        await queries.delete_account(tx, account_id)
        keys = await delete_of_owner(tx, account_id)
        await emit(tx, AccountDeleted(account_id, tuple(keys)))
        await messages.send(
            tx,
            messages.AccountChanged(account_id),
            messages.account(account_id),
            messages.author(account_id),
        )
        # A cascade tells nobody which posts, counts and lists it touched: caches start afresh.
        await messages.send(tx, messages.Resync(), "")
