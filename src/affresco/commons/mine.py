"""What one person has in the commons, for them to see and to take back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Final, Literal

import msgspec

from affresco.accounts import giving
from affresco.accounts.model import Answers, Consents
from affresco.commons import mine_queries as queries
from affresco.commons import people, receipts, uses
from affresco.db import Database, ReadTx
from affresco.posts import consent
from affresco.posts.model import Change, Wording

PAGE: Final = 24
DATASETS: Final = 0
"""Pseudonyms in releases are those of this consumer, which is none."""

Licence = Literal["CC0", "CC BY", "CC BY-SA"]


class Counts(msgspec.Struct, frozen=True, kw_only=True):
    """posts: that models may learn from; licensed: of these, with a licence for releases. elsewhere: posts of
    others that contain one's own, as remixes and quotes. likes, reposts, picks, duels: choices that are
    told; 0 where choices are not given."""

    posts: int
    licensed: int
    elsewhere: int
    likes: int
    reposts: int
    picks: int
    duels: int

    @property
    def choices(self) -> int:
        """All of them."""
        return self.likes + self.reposts + self.picks + self.duels


class Overview(msgspec.Struct, frozen=True, kw_only=True):
    """All that the page begins with. pseudonym: in releases; None where the handle stands with it."""

    consents: Consents
    counts: Counts
    pseudonym: str | None
    releases: tuple[receipts.OwnRelease, ...]
    uses: uses.Uses


class Given(msgspec.Struct, frozen=True, kw_only=True):
    """A post that models may learn from. licence: None where it may not be passed on. first_version,
    last_version: the releases that contain it, None where none does."""

    post_id: int
    at: datetime
    licence: Licence | None
    first_version: int | None
    last_version: int | None


class GivenPage(msgspec.Struct, frozen=True):
    """Some of them, the newest first. older: what ``before`` must be for the next page, or None."""

    items: tuple[Given, ...]
    older: int | None


async def overview(
    database: Database, secret: bytes, account_id: int, uses_before: int | None = None
) -> Overview:
    """Of one person. secret: the instance's. uses_before: reports older than this one. Raises
    PersonNotFound."""
    async with database.read() as tx:
        consents = await giving.get_consents(tx, account_id)
        counts = await _counts(tx, account_id, chooses=consents.choices == "allow")
        releases = await receipts.list_releases(tx, account_id)
        versions = [release.version for release in releases]
        reported = await uses.list_of_releases(tx, versions, uses_before)
    return Overview(
        consents=consents,
        counts=counts,
        pseudonym=None if consents.credit else people.pseudonym(secret, DATASETS, account_id),
        releases=releases,
        uses=reported,
    )


async def list_given(database: Database, account_id: int, before: int | None = None) -> GivenPage:
    """The posts of one's own that models may learn from. before: an id."""
    async with database.read() as tx:
        rows = await queries.given(tx, account_id, before, PAGE + 1)
        shown = rows[:PAGE]
        within = await _releases_of(tx, [row["post_id"] for row in shown])
    items = tuple(
        Given(
            post_id=row["post_id"],
            at=row["at"],
            licence=row["licence"],
            first_version=within.get(row["post_id"], (None, None))[0],
            last_version=within.get(row["post_id"], (None, None))[1],
        )
        for row in shown
    )
    return GivenPage(items, items[-1].post_id if len(rows) > PAGE else None)


async def withdraw(database: Database, account_id: int, post_id: int, words: str) -> None:
    """Models may learn from this post no more. words: what the person read. Raises PostNotFound, NotYours."""
    await consent.choose(
        database, account_id, post_id, Change(training="deny", wording=Wording(training=words))
    )


async def withdraw_all(database: Database, account_id: int, words: str) -> int:
    """Nor from any other, and from none to come. Returns how many posts were taken back."""
    return await consent.answer(
        database,
        account_id,
        Answers(training="deny"),
        {"training": words},
        for_all=Wording(training=words),
    )


async def withdraw_choices(database: Database, account_id: int, words: str) -> None:
    """What one likes, reposts, picks and decides is told no more, and what was told is taken back."""
    await consent.answer(database, account_id, Answers(choices="deny"), {"choices": words})


async def _counts(tx: ReadTx, account_id: int, *, chooses: bool) -> Counts:
    row = await queries.counts(tx, account_id, chooses=chooses)
    return Counts(
        posts=row["posts"],
        licensed=row["licensed"],
        elsewhere=row["elsewhere"],
        likes=row["likes"],
        reposts=row["reposts"],
        picks=row["picks"],
        duels=row["duels"],
    )


async def _releases_of(tx: ReadTx, post_ids: Sequence[int]) -> dict[int, tuple[int, int]]:
    """Post → (the first release that contains it, the last)."""
    rows = await queries.releases_of_posts(tx, post_ids)
    return {row["post_id"]: (row["first"], row["last"]) for row in rows}
