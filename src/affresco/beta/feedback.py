"""Feedback, for those who give it: send it, see what became of it, vote for what others said."""

from __future__ import annotations

import asyncio
import io
import unicodedata
from collections.abc import Iterable, Sequence
from typing import Final

import msgspec

from affresco.accounts import limits
from affresco.accounts.limits import Limit
from affresco.accounts.model import AccountId
from affresco.beta import feedback_queries as queries
from affresco.beta.errors import (
    BadMood,
    FeedbackEmpty,
    FeedbackNotFound,
    FeedbackTooLong,
)
from affresco.beta.model import (
    CONTEXT_LIMIT,
    MOODS,
    NAME_LIMIT,
    PICTURE_SIDE,
    VALUE_LIMIT,
    WORDS_LIMIT,
    Context,
    Feedback,
    NewFeedback,
    Reply,
)
from affresco.db import Database, ReadTx, Row
from affresco.media.decode import decode_upload
from affresco.posts.markup import clean_text

BY_ACCOUNT: Final = Limit("feedback-account", 30, 24 * 60 * 60)
PAGE: Final = 20
SHARED: Final = 50


class Shared(msgspec.Struct, frozen=True):
    """What somebody said that everybody may see. mine: whether the viewer voted for it."""

    feedback: Feedback
    mine: bool


async def send(database: Database, account_id: int, command: NewFeedback) -> int:
    """The id; with a key that was used before, of the first one.

    A screenshot is decoded and encoded anew, so that nothing but pixels is kept of the file.

    Raises FeedbackEmpty, FeedbackTooLong, BadMood, RateLimited, FileTooLarge, NotAPicture, TooManyPixels.
    """
    command = clean(command)
    await limits.check(database, BY_ACCOUNT, str(account_id))
    picture = None
    if command.screenshot:
        picture = await asyncio.to_thread(_encoded, command.screenshot)
    async with database.write() as tx:
        found = await queries.insert(tx, account_id, command, picture)
        if found is None:
            found = await queries.id_by_key(tx, account_id, command.key)
            assert found is not None, "the key that stood in the way belongs to one"
        return found


def clean(command: NewFeedback) -> NewFeedback:
    """Pure. Raises FeedbackEmpty, FeedbackTooLong, BadMood. Of the context, what is too much is left out."""
    words = clean_text(command.words)
    if all(unicodedata.category(character)[0] in "ZC" for character in words):
        raise FeedbackEmpty  # spaces, and what nobody sees
    if len(words) > WORDS_LIMIT:
        raise FeedbackTooLong(length=len(words), limit=WORDS_LIMIT)
    if command.mood is not None and command.mood not in MOODS:
        raise BadMood
    lines = (
        Context(clean_text(one.name)[:NAME_LIMIT], clean_text(one.value)[:VALUE_LIMIT])
        for one in command.context[:CONTEXT_LIMIT]
    )
    key = (command.key or "").replace("\x00", "")[:100] or None
    kept = tuple(one for one in lines if one.name and one.value)
    return msgspec.structs.replace(command, words=words, context=kept, key=key)


async def mine(
    tx: ReadTx, account_id: int, before: int | None = None
) -> tuple[Sequence[Feedback], int | None]:
    """(what one sent, the newest first; cursor of the next page), each with the team's replies."""
    rows = await queries.sent_by(tx, account_id, before, PAGE + 1)
    shown = await with_replies(tx, rows[:PAGE])
    return shown, shown[-1].id if len(rows) > PAGE else None


async def seen(database: Database, account_id: int) -> None:
    """Nothing is new any more for whoever looks at their list."""
    async with database.write() as tx:
        await queries.mark_seen(tx, account_id)


async def shared(tx: ReadTx, viewer_id: int) -> Sequence[Shared]:
    """What others said and the team lets everybody see. Who said it is not told."""
    rows = await queries.shared(tx, viewer_id, SHARED)
    return [Shared(from_row(row, ()), row["mine"]) for row in rows]


async def vote(database: Database, account_id: int, feedback_id: int, *, on: bool) -> None:
    """Raises FeedbackNotFound, also for one's own and for what is not shared."""
    async with database.write() as tx:
        held = (await queries.lock(tx, [feedback_id])).get(feedback_id)
        if held is None or not held["shared"] or held["account_id"] == account_id:
            raise FeedbackNotFound
        await queries.set_vote(tx, held["merged_into"] or feedback_id, account_id, on=on)


async def delete(database: Database, account_id: int, feedback_id: int) -> None:
    """Take back what one sent, with its screenshot. Raises FeedbackNotFound."""
    async with database.write() as tx:
        if not await queries.delete(tx, account_id, feedback_id):
            raise FeedbackNotFound


async def screenshot(tx: ReadTx, viewer_id: int, feedback_id: int, *, owner: bool) -> bytes:
    """WebP; for whoever sent it, and the team. Raises FeedbackNotFound."""
    row = await queries.screenshot(tx, feedback_id)
    if row is None or not (owner or row["account_id"] == viewer_id):
        raise FeedbackNotFound
    data: bytes = row["screenshot"]
    return data


async def with_replies(tx: ReadTx, rows: Iterable[Row]) -> list[Feedback]:
    """Rows of ``feedback_queries`` as facts."""
    found = list(rows)
    said: dict[int, list[Reply]] = {}
    for row in await queries.replies(tx, [r["id"] for r in found]):
        reply = Reply(row["id"], row["author_id"], row["words"], row["state"], row["at"])
        said.setdefault(row["feedback_id"], []).append(reply)
    return [from_row(row, tuple(said.get(row["id"], ()))) for row in found]


def from_row(row: Row, replies: tuple[Reply, ...]) -> Feedback:
    return Feedback(
        id=row["id"],
        account_id=AccountId(row["account_id"]),
        words=row["words"],
        mood=row["mood"],
        context=tuple(msgspec.convert(line, Context) for line in row["context"]),
        has_screenshot=row["has_screenshot"],
        state=row["state"],
        tags=tuple(row["tags"]),
        owner_id=row["owner_id"],
        merged_into=row["merged_into"],
        post_id=row["post_id"],
        generation_id=row["generation_id"],
        may_share=row["may_share"],
        shared=row["shared"],
        at=row["at"],
        changed_at=row["changed_at"],
        news=row["news"],
        cohort=row["cohort"],
        votes=row["votes"],
        merged=row["merged"],
        replies=replies,
    )


def _encoded(data: bytes) -> bytes:
    image = decode_upload(data).convert("RGB")
    image.thumbnail((PICTURE_SIDE, PICTURE_SIDE))
    out = io.BytesIO()
    image.save(out, "WEBP", quality=80, method=4)
    return out.getvalue()
