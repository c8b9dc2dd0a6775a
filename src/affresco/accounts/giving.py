"""What a person says of all that they post and do, and the record of what they said."""

from __future__ import annotations

from collections.abc import Mapping

from affresco.accounts import consent_queries, queries
from affresco.accounts.errors import PersonNotFound
from affresco.accounts.model import Answers, Consents, Said, Subject
from affresco.db import ReadTx, WriteTx
from affresco.events.kinds import AssistantForbidden
from affresco.events.log import emit
from affresco.live import messages


async def get_consents(tx: ReadTx, account_id: int) -> Consents:
    """What holds now. Raises PersonNotFound."""
    found = await consent_queries.consents(tx, account_id)
    if found is None:
        raise PersonNotFound
    return found


async def list_said(
    tx: ReadTx, account_id: int, below: int, above: int, limit: int, *, upward: bool = False
) -> list[Said]:
    """One's own record, as ``consent_queries.said_before``."""
    return await consent_queries.said_before(tx, account_id, below, above, limit, upward=upward)


async def answer(
    tx: WriteTx, account_id: int, answers: Answers, wordings: Mapping[Subject, str]
) -> None:
    """Change what was answered, and record it. wordings: what the person read; without one, as for programs,
    what was asked and the answer.

    It holds for posts from now on; choices and credit for all there is. A no to the assistant holds for every
    post at once. Raises PersonNotFound.
    """
    if not await consent_queries.set_consents(tx, account_id, answers):
        raise PersonNotFound
    await record(tx, account_id, answers, wordings)
    if answers.assistant == "deny":
        await queries.forget_assistant(tx, account_id)
        await emit(tx, AssistantForbidden(account_id))
    await messages.send(tx, messages.AccountChanged(account_id), messages.account(account_id))


async def record(
    tx: WriteTx, account_id: int, answers: Answers, wordings: Mapping[Subject, str]
) -> None:
    """Keep what was said, where it is not what was said last; as ``answer``."""
    said = answers.said()
    await consent_queries.insert_said(
        tx,
        account_id,
        [subject for subject, _answer in said],
        [answer for _subject, answer in said],
        [wordings.get(subject, f"{subject}: {answer}") for subject, answer in said],
    )
