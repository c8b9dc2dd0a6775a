"""What authors allow with what they post: the words in which they are asked, and their answers.

What an account says (``accounts.consent``) holds for what it posts from then on; what it says of one post
holds for that post. The database records each answer with the words that were read, and keeps the commons
by it; see docs/reference/commons.md.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import partial
from typing import Final

import msgspec

from affresco.accounts import giving
from affresco.accounts.consent import QUESTIONS, Question
from affresco.accounts.model import Answers, Consent, Subject
from affresco.db import Database, ReadTx, Row, WriteTx
from affresco.db.again import again
from affresco.events.kinds import PostNarrowed, PostWithdrawn
from affresco.events.log import emit
from affresco.live import messages
from affresco.posts import access, consent_queries
from affresco.posts.model import Change, Wording
from affresco.text import N_

AT_ONCE: Final = 2000
"""Posts that are changed in one transaction."""

# words ------------------------------------------------------------------------------------------

TRAINING: Final = Question(
    N_("May models learn from it?"),
    "",
    {
        "allow": (
            N_("Yes"),
            N_(
                "Where everyone sees it, it enters the stream that models learn from, until you take it back."
            ),
        ),
        "deny": (N_("No"), N_("It is kept out of the stream and of every dataset.")),
    },
)
LICENCE: Final = Question(
    N_("What may others do with it?"),
    "",
    {
        "CC0": (N_("Everything, without conditions (CC0)"), ""),
        "CC BY": (N_("Everything, if they name the author (CC BY)"), ""),
        "CC BY-SA": (N_("Everything, named and under the same licence (CC BY-SA)"), ""),
        "all rights reserved": (N_("Look at it here (all rights reserved)"), ""),
    },
)
ASSISTANT: Final = Question(
    N_("May Gesso, the assistant, answer with it?"),
    "",
    {
        "": (N_("As my account says"), N_("Now and whenever you change it.")),
        "allow": (N_("Yes"), N_("Answers may quote it and link to it.")),
        "deny": (N_("No"), N_("Answers leave it out.")),
    },
)
REMIX: Final = Question(
    N_("Who may remix it?"),
    "",
    {
        "everyone": (N_("Everyone"), N_("You are named in each remix.")),
        "followers": (N_("Followers"), ""),
        "nobody": (N_("Nobody"), ""),
    },
)
LIKENESS: Final = Question(
    N_("Do the pictures show real people?"),
    N_("They were not made from words alone, so only you can say."),
    {
        "nobody": (N_("No"), N_("Nobody can be recognised in them.")),
        "adults": (N_("Yes, adults"), N_("They know that they are shown here.")),
        "minors": (N_("Yes, also under 18"), N_("Then they never enter what models learn from.")),
        "": (N_("I do not say"), N_("Then they do not enter what models learn from either.")),
    },
)
"""Answers with "": what is left open."""

_ASKED: Final[Mapping[str, Question]] = {
    "training": TRAINING,
    "assistant": ASSISTANT,
    "remix": REMIX,
    "redistribution": LICENCE,
    "likeness": LIKENESS,
}


def wording(sent: Mapping[str, str], locale: str) -> Wording:
    """What the author read who gave these answers in a form. sent: subject → answer; only what was asked."""
    read = {
        subject: question.wording(sent[subject], locale)
        for subject, question in _ASKED.items()
        if sent.get(subject, "?") in question.answers
    }
    return msgspec.convert(read, Wording)


def wording_for_all(answers: Answers, locale: str) -> Wording:
    """What they read who gave these answers for everything that they posted."""
    read = {
        subject: QUESTIONS[subject].wording(answer, locale)
        for subject, answer in answers.said()
        if subject in Wording.__struct_fields__
    }
    return msgspec.convert(read, Wording)


# one post ---------------------------------------------------------------------------------------


async def set_assistant(
    database: Database, author_id: int, post_id: int, choice: Consent | None
) -> None:
    """choice: None for what the account says, now and later. It holds from the next answer on.

    Raises PostNotFound, NotYours.
    """
    await choose(database, author_id, post_id, Change(assistant=choice))


async def choose(database: Database, author_id: int, post_id: int, wish: Change) -> None:
    """Allow or forbid something with a post of one's own; what ``wish`` says of its words is not looked at.

    Raises PostNotFound, NotYours.
    """

    async def write() -> None:
        async with database.write() as tx:
            row = await access.lock_own(tx, author_id, post_id)
            if await choose_within(tx, row, wish):
                await tell(tx, post_id, author_id)

    # Somebody may allow, at the same moment, a post that contains this one.
    await again(write)


async def choose_within(tx: WriteTx, row: Row, wish: Change, fresh: Collection[int] = ()) -> bool:
    """Whether anything is otherwise now. row: of ``lock_posts_to_change``. fresh: pictures put in."""
    assistant = row["assistant"] if wish.assistant is msgspec.UNSET else wish.assistant
    likeness = wish.likeness or row["likeness"]
    if fresh and wish.likeness is None and await consent_queries.of_unknown_people(tx, fresh):
        likeness = None
    before = [
        row[name] for name in ("training", "assistant", "remix_policy", "licence", "likeness")
    ]
    after = (
        wish.training or row["training"],
        assistant,
        wish.remix_policy or row["remix_policy"],
        wish.licence or row["licence"],
        likeness,
    )
    if before == list(after):
        return False
    await consent_queries.set_choices(tx, row["id"], *after, wish.wording)
    if assistant != row["assistant"] and assistant != "allow":
        await emit(tx, PostWithdrawn(row["id"], row["account_id"]))
    if wish.remix_policy not in (None, row["remix_policy"]):
        await emit(tx, PostNarrowed(row["id"], row["account_id"]))  # one can search for it
    return True


async def tell(tx: WriteTx, post_id: int, author_id: int) -> None:
    """Pages and memories of a post whose words are the same as before."""
    changed = messages.PostChanged(post_id, author_id)
    await messages.send(tx, changed, messages.post(post_id), messages.author(author_id))


async def asks_for_likeness(tx: ReadTx, media_ids: Collection[int]) -> bool:
    """Whether only the author can say if these pictures show real people."""
    return bool(media_ids) and bool(await consent_queries.of_unknown_people(tx, media_ids))


# everything -------------------------------------------------------------------------------------


async def answer(
    database: Database,
    account_id: int,
    answers: Answers,
    wordings: Mapping[Subject, str],
    *,
    for_all: Wording | None = None,
) -> int:
    """Answer for what one posts from now on; with ``for_all``, also for everything that one posted already,
    recorded in its words.

    How many posts are otherwise now. Each ``AT_ONCE`` of them are a transaction, so that nobody who remixes
    one waits for all of them. Raises PersonNotFound.
    """

    async def write(above: int) -> tuple[int, int | None]:
        async with database.write() as tx:
            if not above:
                await giving.answer(tx, account_id, answers, wordings)
            if for_all is None:
                return 0, None
            return await _set_all(tx, account_id, answers, for_all, above)

    # Somebody may allow, at the same moment, posts that contain some of these, and the other way round.
    changed, last = await again(partial(write, 0))
    while last is not None:
        more, last = await again(partial(write, last))
        changed += more
    return changed


async def _set_all(
    tx: WriteTx, account_id: int, answers: Answers, read: Wording, above: int
) -> tuple[int, int | None]:
    """(how many posts are otherwise now, where to go on; None at the end)."""
    changed, last = await consent_queries.set_all(
        tx,
        account_id,
        answers.training,
        answers.assistant is not None,
        answers.remix,
        answers.licence,
        read,
        above,
        AT_ONCE,
    )
    if changed:
        # Too many to name one by one: memories start afresh.
        await messages.send(tx, messages.Resync(), "")
    return changed, last
