"""Reports: somebody tells the owners of somebody. An owner looks, does what is needed, and closes it."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Final, Literal

import msgspec

from affresco.accounts import access as accounts
from affresco.accounts.model import AccountId, Viewer
from affresco.db import Database, ReadTx, Row, WriteTx
from affresco.events.kinds import Reported
from affresco.events.log import emit
from affresco.live import messages
from affresco.posts import access, commands, markup, queries
from affresco.posts import report_queries as rows
from affresco.posts.errors import (
    CommentTooLong,
    PostNotFound,
    ReportClosed,
    ReportNotFound,
    ReportYourself,
    TooManyReported,
)
from affresco.posts.model import PostId
from affresco.safety import commands as safety
from affresco.safety.model import Decision, Mark

COMMENT_LIMIT: Final = 1000
POSTS_LIMIT: Final = 20
PAGE: Final = 20

Category = Literal["spam", "legal", "violation", "other"]
_RULE: Final = re.compile(r"[a-z0-9-]{1,60}")
BY_HAND: Final = "by-hand"
"""The rule that a mark names which an owner made."""


class Report(msgspec.Struct, frozen=True):
    """What somebody told. rules: ids of the instance's rules. post_ids: those that are still there.
    answer: what the owner noted when they closed it."""

    id: int
    account_id: AccountId
    target_id: AccountId
    category: Category
    comment: str
    rules: tuple[str, ...]
    created_at: datetime
    resolved_at: datetime | None
    answer: str
    post_ids: tuple[PostId, ...]


class NewReport(msgspec.Struct, frozen=True, kw_only=True):
    """The command to report somebody, perhaps with posts of theirs."""

    target_id: int
    post_ids: tuple[int, ...] = ()
    comment: str = ""
    category: Category = "other"
    rules: tuple[str, ...] = ()


async def report(database: Database, reporter_id: int, command: NewReport) -> Report:
    """Posts that are not the target's, or not for the reporter to see, are left out.

    Raises PersonNotFound, ReportYourself, CommentTooLong, TooManyReported.
    """
    if command.target_id == reporter_id:
        raise ReportYourself
    comment = markup.clean_text(command.comment)
    if len(comment) > COMMENT_LIMIT:
        raise CommentTooLong(length=len(comment), limit=COMMENT_LIMIT)
    if len(command.post_ids) > POSTS_LIMIT:
        raise TooManyReported(limit=POSTS_LIMIT)
    async with database.write() as tx:
        await accounts.get_person(tx, command.target_id)
        seen = await _seen(tx, reporter_id, command.post_ids, command.target_id)
        named = [rule for rule in command.rules[:POSTS_LIMIT] if _RULE.fullmatch(rule)]
        report_id = await rows.insert(
            tx, reporter_id, command.target_id, command.category, comment, named, seen
        )
        await emit(tx, Reported(report_id, reporter_id))
        row = await rows.row_of(tx, report_id)
        assert row is not None, "it was inserted just now"
        return _from_row(row)


async def waiting(
    tx: ReadTx, viewer: Viewer, after: int | None = None, *, closed: bool = False
) -> tuple[Sequence[Report], int | None]:
    """(a page of reports, cursor of the next one): open ones, the oldest first; or closed ones, the
    newest first. Raises OwnersOnly."""
    await accounts.check_owner(tx, viewer.id)
    found = await (rows.closed if closed else rows.waiting)(tx, after, PAGE + 1)
    shown = [_from_row(row) for row in found[:PAGE]]
    return shown, shown[-1].id if len(found) > PAGE else None


async def count_waiting(tx: ReadTx) -> int:
    """Reports that wait for an owner."""
    return await rows.count_waiting(tx)


async def get(tx: ReadTx, viewer: Viewer, report_id: int) -> Report:
    """Raises OwnersOnly, ReportNotFound."""
    await accounts.check_owner(tx, viewer.id)
    row = await rows.row_of(tx, report_id)
    if row is None:
        raise ReportNotFound
    return _from_row(row)


async def newest_by(
    tx: ReadTx, viewer: Viewer, reporter_ids: Sequence[int]
) -> dict[AccountId, Report]:
    """The last report of each of these people, for owners; others are told of none."""
    if not reporter_ids or viewer.role != "owner":
        return {}
    found = await rows.newest_by(tx, reporter_ids)
    return {AccountId(row["account_id"]): _from_row(row) for row in found}


async def close(database: Database, viewer: Viewer, report_id: int, answer: str) -> None:
    """Nothing is left to do. Raises OwnersOnly, CommentTooLong, ReportClosed."""
    answer = markup.clean_text(answer)
    if len(answer) > COMMENT_LIMIT:
        raise CommentTooLong(length=len(answer), limit=COMMENT_LIMIT)
    async with database.write() as tx:
        await accounts.check_owner(tx, viewer.id)
        if not await rows.close(tx, report_id, viewer.id, answer):
            raise ReportClosed


async def mark_sensitive(database: Database, viewer: Viewer, post_id: int) -> None:
    """Hide the pictures of somebody's post behind a button. Raises OwnersOnly, PostNotFound."""
    async with database.write() as tx:
        await accounts.check_owner(tx, viewer.id)
        row = (await queries.lock_posts(tx, [post_id])).get(post_id)
        if row is None:
            raise PostNotFound
        mark = Mark(rule=BY_HAND, action="sensitive", source="owner")
        await safety.mark(tx, "post", post_id, Decision(marks=(mark,)))
        await messages.send(
            tx,
            messages.PostChanged(post_id, row["account_id"]),
            messages.post(post_id),
            messages.author(row["account_id"]),
        )


async def delete_post(database: Database, viewer: Viewer, post_id: int) -> None:
    """Take somebody's post down for good. Raises OwnersOnly, PostNotFound."""
    async with database.write() as tx:
        await accounts.check_owner(tx, viewer.id)
        parents = await queries.parent_ids(tx, post_id)
        row = (await queries.lock_posts_to_change(tx, {post_id, *parents})).get(post_id)
        if row is None:
            raise PostNotFound
        await commands.remove(tx, post_id, row, parents)


async def _seen(
    tx: WriteTx, reporter_id: int, post_ids: Collection[int], target_id: int
) -> list[int]:
    gates = await access.lock_visible(tx, reporter_id, *post_ids) if post_ids else {}
    return [gate.id for gate in gates.values() if gate.account_id == target_id]


def _from_row(row: Row) -> Report:
    return Report(
        id=row["id"],
        account_id=AccountId(row["account_id"]),
        target_id=AccountId(row["target_id"]),
        category=row["category"],
        comment=row["comment"],
        rules=tuple(row["rules"]),
        created_at=row["created_at"],
        resolved_at=row["resolved_at"],
        answer=row["answer"],
        post_ids=tuple(map(PostId, row["post_ids"])),
    )
