"""The team's board: what people said, sorted, answered, put together, taken along."""

from __future__ import annotations

import csv
import io
from collections.abc import AsyncIterator, Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Final

import msgspec

from affresco.accounts import access as accounts
from affresco.accounts import queries as account_queries
from affresco.accounts.errors import OwnersOnly
from affresco.accounts.model import AccountId, Viewer
from affresco.beta import feedback_queries as queries
from affresco.beta.errors import (
    AnsweredElsewhere,
    FeedbackNotFound,
    FeedbackTooLong,
    MergeImpossible,
    NoSuchJob,
    NoSuchPost,
    NotAnOwner,
    NotToBeShared,
    TooManyTags,
)
from affresco.beta.feedback import from_row, with_replies
from affresco.beta.model import (
    TAG_LIMIT,
    TAGS_LIMIT,
    WORDS_LIMIT,
    Change,
    Digest,
    Feedback,
    Wanted,
)
from affresco.db import Database, ReadTx
from affresco.feeds.handlers import tell_of_feedback
from affresco.posts.markup import clean_text

PAGE: Final = 30
EXPORT_PAGE: Final = 500
LEAST_PEOPLE: Final = 5
"""A mean of fewer people would tell what one of them said."""
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")
COLUMNS: Final = (
    "id",
    "at",
    "handle",
    "cohort",
    "state",
    "mood",
    "votes",
    "tags",
    "words",
    "context",
    "merged_into",
)


class Exported(msgspec.Struct, frozen=True):
    """A line of an export."""

    id: str
    at: str
    handle: str
    cohort: str
    state: str
    mood: int | None
    votes: int
    tags: tuple[str, ...]
    words: str
    context: dict[str, str]
    merged_into: str | None


async def inbox(
    tx: ReadTx, viewer: Viewer, wanted: Wanted, before: int | None = None
) -> tuple[Sequence[Feedback], int | None]:
    """(the newest first, cursor of the next page). Raises OwnersOnly."""
    await accounts.check_owner(tx, viewer.id)
    rows = await queries.inbox(tx, wanted, before, PAGE + 1)
    shown = [from_row(row, ()) for row in rows[:PAGE]]
    return shown, shown[-1].id if len(rows) > PAGE else None


async def one(tx: ReadTx, viewer: Viewer, feedback_id: int) -> tuple[Feedback, Sequence[Feedback]]:
    """(a piece of feedback, what was merged into it). Raises OwnersOnly, FeedbackNotFound."""
    await accounts.check_owner(tx, viewer.id)
    found = await with_replies(tx, await queries.by_ids(tx, [feedback_id]))
    if not found:
        raise FeedbackNotFound
    return found[0], [from_row(row, ()) for row in await queries.merged_into(tx, feedback_id)]


async def change(database: Database, viewer: Viewer, feedback_id: int, changed: Change) -> None:
    """Set all of it. Whoever sent it, or sent what was merged into it, hears of another state and of a
    reply.

    Raises OwnersOnly, FeedbackNotFound, AnsweredElsewhere, NotToBeShared, NoSuchPost, NoSuchJob,
    FeedbackTooLong, TooManyTags, NotAnOwner.
    """
    changed = clean(changed)
    async with database.write() as tx:
        await accounts.check_owner(tx, viewer.id)
        held = (await queries.lock(tx, [feedback_id])).get(feedback_id)
        if held is None:
            raise FeedbackNotFound
        if held["merged_into"] is not None:
            raise AnsweredElsewhere
        if changed.shared and not held["may_share"]:
            raise NotToBeShared
        post, job = await queries.known(tx, changed.post_id, changed.generation_id)
        if not post:
            raise NoSuchPost
        if not job:
            raise NoSuchJob
        if changed.owner_id is not None:
            try:
                await accounts.check_owner(tx, changed.owner_id)
            except OwnersOnly as error:
                raise NotAnOwner from error
        await queries.change(tx, feedback_id, changed)
        moved = changed.state != held["state"]
        if not moved and not changed.words:
            return
        state = changed.state if moved else None
        await queries.insert_reply(tx, feedback_id, viewer.id, changed.words, state)
        for account_id in await queries.touch(tx, feedback_id):
            await tell_of_feedback(tx, account_id, viewer.id)


def clean(changed: Change) -> Change:
    """Pure. Raises FeedbackTooLong, TooManyTags."""
    words = clean_text(changed.words)
    if len(words) > WORDS_LIMIT:
        raise FeedbackTooLong(length=len(words), limit=WORDS_LIMIT)
    named = (" ".join(clean_text(tag).lower().lstrip("#").split()) for tag in changed.tags)
    tags = tuple(dict.fromkeys(tag for tag in named if tag))
    if len(tags) > TAGS_LIMIT or any(len(tag) > TAG_LIMIT for tag in tags):
        raise TooManyTags(limit=TAGS_LIMIT, length=TAG_LIMIT)
    return msgspec.structs.replace(changed, words=words, tags=tags)


async def merge(database: Database, viewer: Viewer, feedback_id: int, into: int) -> None:
    """Both say the same: votes and people are added up there, and hear what becomes of it.

    Raises OwnersOnly, FeedbackNotFound, MergeImpossible.
    """
    async with database.write() as tx:
        await accounts.check_owner(tx, viewer.id)
        held = await queries.lock(tx, [feedback_id, into])
        if feedback_id not in held:
            raise FeedbackNotFound
        target = held.get(into)
        if feedback_id == into or target is None or target["merged_into"] is not None:
            raise MergeImpossible
        if held[feedback_id]["merged_into"] is not None:
            raise MergeImpossible
        await queries.merge(tx, feedback_id, into)


async def tags(tx: ReadTx) -> Sequence[str]:
    """All tags in use, the commonest first."""
    return await queries.tags(tx)


async def team(tx: ReadTx) -> Sequence[AccountId]:
    """Who can look after feedback: the owners."""
    return [AccountId(number) for number in await account_queries.owner_ids(tx)]


async def digest(tx: ReadTx, until: date | None = None) -> Digest:
    """A week that is over, Monday to Sunday (UTC): two looks at it tell nothing by their difference.

    until: the Monday after it; another day, or one to come, counts as none: the newest such week.
    """
    newest = await queries.last_monday(tx)
    if until is None or until.weekday() or until > newest:
        until = newest
    since = until - timedelta(days=7)
    first, end = (datetime.combine(day, time(), UTC) for day in (since, until))
    row = await queries.digest(tx, first, end, LEAST_PEOPLE)
    said = await queries.tags_between(tx, first, end)
    return Digest(
        since=first,
        until=end,
        came=row["came"],
        answered=row["answered"],
        done=row["done"],
        waiting=row["waiting"],
        oldest_waiting=row["oldest_waiting"],
        mood=row["mood"],
        tags=tuple((one["tag"], one["times"]) for one in said),
    )


async def export(tx: ReadTx, viewer: Viewer) -> AsyncIterator[Exported]:
    """Everything, the oldest first, without screenshots. Raises OwnersOnly."""
    await accounts.check_owner(tx, viewer.id)
    async for row in queries.exported(tx, EXPORT_PAGE):
        said = from_row(row, ())
        yield Exported(
            id=str(said.id),
            at=said.at.isoformat(),
            handle=row["handle"],
            cohort=said.cohort or "",
            state=said.state,
            mood=said.mood,
            votes=said.votes,
            tags=said.tags,
            words=said.words,
            context={line.name: line.value for line in said.context},
            merged_into=None if said.merged_into is None else str(said.merged_into),
        )


def csv_line(cells: Sequence[object]) -> str:
    """A line of RFC 4180. What a spreadsheet would take for a formula begins with an apostrophe. Pure."""
    out = io.StringIO()
    csv.writer(out).writerow([_tame(cell) for cell in cells])
    return out.getvalue()


def csv_cells(row: Exported) -> tuple[object, ...]:
    """In the order of ``COLUMNS``."""
    context = "; ".join(f"{name}: {value}" for name, value in row.context.items())
    mood = "" if row.mood is None else row.mood
    return (
        row.id,
        row.at,
        row.handle,
        row.cohort,
        row.state,
        mood,
        row.votes,
        ", ".join(row.tags),
        row.words,
        context,
        row.merged_into or "",
    )


def _tame(cell: object) -> object:
    if isinstance(cell, str) and cell.startswith(_FORMULA):
        return "'" + cell
    return cell
