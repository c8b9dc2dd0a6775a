"""What is written for each post and person so that they are found. Reactions and jobs.

Words are indexed by the reaction itself, meanings by a job of their own: the encoder takes a moment, and
no transaction waits for it. Everything may run twice; what is older than what is there changes nothing.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import Final

import msgspec
import structlog

from affresco.accounts import hydrate as account_hydrate
from affresco.db import Database, WriteTx
from affresco.db.pool import DatabaseUnavailable
from affresco.events import kinds
from affresco.events.queue import enqueue
from affresco.feeds.search import fold, queries
from affresco.feeds.search.described import Described, describe
from affresco.feeds.search.meanings import understand
from affresco.feeds.search.people import person_words
from affresco.posts import hydrate

log = structlog.get_logger(__name__)

LANE: Final = "search"
PRIORITY: Final = -1
"""Who is to be told of something is told first."""
CHUNK: Final = 100
"""Posts or people that one job goes through."""
OF_ONE_AUTHOR: Final = 5_000
"""Newest posts of a person that are found under their new name when it changes."""


class Understand(msgspec.Struct, frozen=True, tag="understand", tag_field="do"):
    """Find out what these posts mean."""

    post_ids: tuple[int, ...]


class Rename(msgspec.Struct, frozen=True, tag="rename", tag_field="do"):
    """Index the posts of somebody anew, from the newest down. below: ids that are still to do."""

    account_id: int
    below: int = 2**63 - 1
    done: int = 0


class CatchUp(msgspec.Struct, frozen=True, tag="catch_up", tag_field="do"):
    """Index what was there before there was an index."""


Job = Understand | Rename | CatchUp

_decoder: Final = msgspec.json.Decoder(Job)


# reactions --------------------------------------------------------------------------------------


async def index_post(
    tx: WriteTx, event: kinds.PostPublished | kinds.PostEdited | kinds.PostNarrowed
) -> None:
    """What a post says and is, as it is by now."""
    indexed = await index_posts(tx, [event.post_id])
    if indexed:
        await _later(tx, Understand(tuple(indexed)))


async def index_person(tx: WriteTx, event: kinds.AccountCreated | kinds.ProfileChanged) -> None:
    """What somebody is found by; their posts are found by their name, too."""
    await index_people(tx, [event.account_id])
    if isinstance(event, kinds.ProfileChanged):
        await _later(tx, Rename(event.account_id))


async def index_posts(tx: WriteTx, post_ids: Collection[int]) -> list[int]:
    """Index posts; the ids of those that are there."""
    posts = await hydrate.posts(tx, post_ids)
    authors = await account_hydrate.people(tx, {post.account_id for post in posts.values()})
    described = [
        describe(post, authors[post.account_id])
        for post in posts.values()
        if post.account_id in authors
    ]
    for one in described:
        await queries.put_post(tx, one)
    await _count_tags(tx, described)
    return [one.post_id for one in described]


async def index_people(tx: WriteTx, account_ids: Iterable[int]) -> None:
    """Index people; who left is left out."""
    for account_id in account_ids:
        row = await queries.person_row(tx, account_id)
        if row is not None:
            found_by = person_words(row["handle"], row["name"], row["bio"])
            await queries.put_person(tx, account_id, sorted(found_by))


async def _count_tags(tx: WriteTx, described: Sequence[Described]) -> None:
    tags = sorted({tag for one in described if one.found_by == "everybody" for tag in one.tags})
    if tags:
        await queries.count_tags(tx, tags, [fold.fold(tag) for tag in tags])


# jobs -------------------------------------------------------------------------------------------


async def begin(database: Database) -> None:
    """Called when a worker starts: have what is left of the backlog done."""
    try:
        async with database.write() as tx:
            if await queries.backlog(tx):
                await _later(tx, CatchUp())
    except DatabaseUnavailable as error:
        log.warning("search did not look for its backlog", reason=str(error))


async def carry_out(database: Database, payload: bytes) -> None:
    """One job of the lane. Raises DatabaseUnavailable; nothing is lost then."""
    job = _decoder.decode(payload)
    match job:
        case Understand():
            await understand(database, job.post_ids)
        case Rename():
            await _rename(database, job)
        case CatchUp():
            await _catch_up(database)


async def _rename(database: Database, job: Rename) -> None:
    async with database.write() as tx:
        ids = await queries.posts_by(tx, job.account_id, job.below, CHUNK)
        if not ids:
            return
        await index_posts(tx, ids)
        done = job.done + len(ids)
        if len(ids) == CHUNK and done < OF_ONE_AUTHOR:
            await _later(tx, Rename(job.account_id, ids[-1], done))


async def _catch_up(database: Database) -> None:
    """A chunk of what is first in the backlog; another job goes on with the rest."""
    indexed: list[int] = []
    async with database.write() as tx:
        row = await queries.backlog(tx)
        if row is None:
            return
        what, above = row["what"], row["above"]
        if what == "people":
            ids = await queries.people_above(tx, above, CHUNK)
            await index_people(tx, ids)
        else:
            ids = await queries.posts_above(tx, above, CHUNK)
            indexed = await index_posts(tx, ids)
        if ids:
            await queries.move_backlog(tx, what, ids[-1])
        else:
            await queries.end_backlog(tx, what)
    await understand(database, indexed)
    async with database.write() as tx:
        await _later(tx, CatchUp())


async def _later(tx: WriteTx, job: Job) -> None:
    await enqueue(tx, LANE, msgspec.json.encode(job), priority=PRIORITY)
