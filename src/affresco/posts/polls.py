"""Polls: what one may ask, a vote, and the end.

A poll is ``open`` until its time, then ``over``; once a worker has told those who took part, it is
``closed``, which happens once. Who has voted has voted: votes are neither changed nor taken back.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import UTC, datetime
from typing import Final, Literal

from affresco.db import Database, ReadTx, Row, WriteTx
from affresco.events import kinds
from affresco.events.log import emit
from affresco.live import messages
from affresco.posts import access, markup, poll_queries
from affresco.posts.errors import (
    BadChoices,
    OwnPoll,
    PollNotFound,
    PollOptionsWrong,
    PollOver,
    PollTimeWrong,
    VotedAlready,
)
from affresco.posts.model import NewPoll, Poll, PollOption, PostId

OPTIONS_LEAST: Final = 2
OPTIONS_LIMIT: Final = 6
TITLE_LIMIT: Final = 100
"""Characters of an option."""
SECONDS_LEAST: Final = 300
SECONDS_LIMIT: Final = 2_629_746
"""Five minutes; a month."""
AT_ONCE: Final = 100
"""Polls that are closed in one sweep."""

State = Literal["open", "over", "closed"]


def state_of(expires_at: datetime, closed_at: datetime | None, now: datetime) -> State:
    """Where a poll stands."""
    if closed_at is not None:
        return "closed"
    return "open" if now < expires_at else "over"


def has_ended(poll: Poll, now: datetime | None = None) -> bool:
    """Whether nobody can vote any more. now: UTC, the present moment when left out."""
    return (now or datetime.now(UTC)) >= poll.expires_at


def clean(poll: NewPoll) -> NewPoll:
    """The poll with its options normalised. Raises PollOptionsWrong, PollTimeWrong."""
    options = tuple(markup.clean_alt(option) for option in poll.options)
    if (
        not OPTIONS_LEAST <= len(options) <= OPTIONS_LIMIT
        or any(not 1 <= len(option) <= TITLE_LIMIT for option in options)
        or len({option.casefold() for option in options}) < len(options)
    ):
        raise PollOptionsWrong(least=OPTIONS_LEAST, limit=OPTIONS_LIMIT, length=TITLE_LIMIT)
    if not SECONDS_LEAST <= poll.seconds <= SECONDS_LIMIT:
        raise PollTimeWrong
    return NewPoll(options, poll.seconds, poll.multiple, poll.hide_totals)


def check_choices(choices: Sequence[int], options: int, *, multiple: bool) -> tuple[int, ...]:
    """The positions, each once, ascending. Raises BadChoices."""
    chosen = tuple(sorted(set(choices)))
    if not chosen or not all(0 <= position < options for position in chosen):
        raise BadChoices
    if len(chosen) > 1 and not multiple:
        raise BadChoices
    return chosen


async def vote(database: Database, viewer_id: int, post_id: int, choices: Sequence[int]) -> None:
    """Vote in the poll of a post. The same vote again changes nothing.

    choices: positions of options. Raises PostNotFound, PollNotFound, PollOver, OwnPoll, BadChoices,
    VotedAlready (otherwise than now).
    """
    async with database.write() as tx:
        gate = await access.lock_one(tx, viewer_id, post_id)
        row = await poll_queries.lock_poll(tx, gate.id)
        if row is None:
            raise PollNotFound
        if gate.account_id == viewer_id:
            raise OwnPoll
        chosen = check_choices(choices, row["options"], multiple=row["multiple"])
        before = await poll_queries.votes(tx, row["id"], viewer_id)
        if before:
            if tuple(before) == chosen:
                return
            raise VotedAlready
        if state_of(row["expires_at"], row["closed_at"], row["now"]) != "open":
            raise PollOver
        await poll_queries.insert_votes(tx, row["id"], viewer_id, chosen)
        await messages.send(
            tx,
            messages.PollChanged(gate.id),
            messages.post(gate.id),
            messages.author(gate.account_id),
        )
        await messages.send(
            tx, messages.Voted(viewer_id, gate.id, chosen), messages.account(viewer_id)
        )


async def insert(tx: WriteTx, post_id: int, poll: NewPoll) -> None:
    """The poll of a post that is being published. poll: clean."""
    await poll_queries.insert_poll(tx, post_id, poll)


async def titles(tx: ReadTx, post_id: int) -> tuple[str, ...]:
    """The answers that the poll of a post offers; none where there is no poll."""
    found = (await by_posts(tx, [post_id])).get(PostId(post_id))
    return tuple(option.title for option in found.options) if found else ()


async def change(tx: WriteTx, post_id: int, author_id: int, poll: NewPoll | None) -> None:
    """Put a poll into a post that is held, into another one's place, or take it away. poll: clean.

    The same question keeps its votes and ends at the new time; another one begins without votes.
    """
    row = await poll_queries.lock_poll(tx, post_id)
    before = (await by_posts(tx, [post_id])).get(PostId(post_id))
    if before is None or row is None:
        if poll is not None:
            await poll_queries.insert_poll(tx, post_id, poll)
        return
    same = poll is not None and (
        (tuple(option.title for option in before.options), before.multiple)
        == (poll.options, poll.multiple)
    )
    if poll is None:
        await poll_queries.delete_poll(tx, before.id)
    else:
        if not same:
            await poll_queries.replace_options(tx, before.id, poll.options)
        await poll_queries.set_terms(tx, before.id, poll)
    changed = messages.PollChanged(PostId(post_id), emptied=not same and before.voters > 0)
    await messages.send(tx, changed, messages.post(post_id), messages.author(author_id))


async def close_due(database: Database) -> int:
    """Tell of the polls that have ended; how many. Several workers may do so at the same time."""
    async with database.write() as tx:
        ended = await poll_queries.close_ended(tx, AT_ONCE)
        for row in ended:
            await emit(tx, kinds.PollEnded(row["post_id"], row["account_id"]))
            await messages.send(
                tx,
                messages.PollChanged(row["post_id"], ended=True),
                messages.post(row["post_id"]),
                messages.author(row["account_id"]),
            )
        return len(ended)


async def by_posts(tx: ReadTx, post_ids: Collection[int]) -> dict[PostId, Poll]:
    """The polls of these posts, in one query; whoever may see them."""
    if not post_ids:
        return {}
    rows = await poll_queries.poll_rows(tx, post_ids)
    return {PostId(row["post_id"]): _poll(row) for row in rows}


async def post_of(tx: ReadTx, poll_id: int) -> PostId:
    """The post that a poll is in. Raises PollNotFound."""
    post_id = await poll_queries.post_of(tx, poll_id)
    if post_id is None:
        raise PollNotFound
    return PostId(post_id)


def shown_votes(poll: Poll, *, ended: bool) -> Mapping[int, int] | None:
    """Position → votes; None while they are not to be told."""
    if poll.hide_totals and not ended:
        return None
    return {position: option.votes for position, option in enumerate(poll.options)}


def _poll(row: Row) -> Poll:
    return Poll(
        id=row["id"],
        post_id=PostId(row["post_id"]),
        options=tuple(map(PollOption, row["titles"], row["votes"])),
        multiple=row["multiple"],
        hide_totals=row["hide_totals"],
        expires_at=row["expires_at"],
        voters=row["voters"],
    )
