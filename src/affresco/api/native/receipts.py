"""Receipts of releases: proofs, what is gone, reports of use; and what one gave oneself."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Final

import msgspec
from litestar.handlers import HTTPRouteHandler
from litestar.params import JSONBody, PathParameter, QueryParameter

from affresco.api.core.answers import Answer
from affresco.api.core.call import Call
from affresco.api.core.endpoint import endpoint
from affresco.api.core.paging import find_id
from affresco.api.native.callers import caller
from affresco.commons import mine, receipts, removals, uses
from affresco.commons.errors import ConsumersOnly
from affresco.commons.receipt_errors import ReleaseNotFound, RowNotFound

PATH: Final = "/api/affresco/v1/commons"
VERSION: Final = f"{PATH}/datasets/{{version:str}}"
TAG: Final = "Affresco"

VersionText = Annotated[
    str,
    PathParameter(description="Of a published release.", schema_extra={"pattern": "^[0-9]{1,9}$"}),
]
RowText = Annotated[
    str,
    PathParameter(
        description="The id of a row as in …/commons/mine, or its config and key: captions:KEY, in which "
        "slashes stand as they are."
    ),
]
Since = Annotated[
    str | None,
    QueryParameter(description="An earlier release; the one before when left out."),
]
After = Annotated[str, QueryParameter(description="What the last page gave as next.")]
Pending = Annotated[
    bool, QueryParameter(description="Rows that were taken back since this release instead.")
]


class UseEntity(msgspec.Struct, frozen=True, kw_only=True):
    """A report of use. consumer: by whom."""

    id: str
    version: int
    model: str
    purpose: str
    url: str
    created_at: datetime
    consumer: str


class ReleaseEntity(msgspec.Struct, frozen=True, kw_only=True):
    """A release that one is in. rows: one's own of its ``size`` rows; choices, withdrawn: of these."""

    version: int
    published_at: datetime
    size: int
    rows: int
    choices: int
    withdrawn: int


class RowEntity(msgspec.Struct, frozen=True, kw_only=True):
    """A row of one's own. proof: where its proof is, in the newest release that has it. withdrawn_at: null
    while it stands; ended_version: the first release that lacks it."""

    id: str
    config: str
    key: str
    leaf: str
    since_version: int
    ended_version: int | None
    withdrawn_at: datetime | None
    choice: bool
    post_ids: tuple[str, ...]
    proof: str


class Mine(msgspec.Struct, frozen=True, kw_only=True):
    """What one gave. pseudonym: in releases, null where the handle stands with it. rows: the newest first;
    next: what max_id must be for more, null at the end; uses_next: the same of uses_max_id."""

    posts: int
    licensed_posts: int
    in_posts_of_others: int
    likes: int
    reposts: int
    picks: int
    duels: int
    pseudonym: str | None
    releases: tuple[ReleaseEntity, ...]
    uses: tuple[UseEntity, ...]
    uses_next: str | None
    rows: tuple[RowEntity, ...]
    next: str | None


class Reported(msgspec.Struct, frozen=True):
    """It is kept; people whose rows are in that release see it."""

    id: str


@endpoint(
    "GET",
    f"{VERSION}/proofs/{{row:path}}",
    "That a row is in a release: the audit path to its root (RFC 9162)",
    faults=(403, 422),
    tag=TAG,
)
async def get_proof(request: Call, version: VersionText, row: RowText) -> Answer[receipts.Proof]:
    """People get those of their own rows by id; whoever reads releases, of each by its key."""
    who = await caller(request, "datasets")
    number = _version(version)
    if ":" in row:
        return Answer(await receipts.prove_by_key(request.database, number, *_place(row)))
    row_id = find_id(row.removeprefix("/"))
    if row_id is None:
        raise RowNotFound
    return Answer(await receipts.prove(request.database, number, row_id, of=who.person))


@endpoint(
    "GET",
    f"{VERSION}/absence/{{row:path}}",
    "That a release has no row with a key: the proofs of its neighbours",
    faults=(403, 409, 422),
    tag=TAG,
)
async def get_absence(
    request: Call, version: VersionText, row: RowText
) -> Answer[receipts.Absence]:
    await caller(request, "datasets")
    return Answer(await receipts.prove_absence(request.database, _version(version), *_place(row)))


@endpoint(
    "GET",
    f"{VERSION}/removals",
    "Rows of earlier releases that this one lacks, by key and leaf, with the reason",
    faults=(403, 422),
    tag=TAG,
)
async def list_removals(
    request: Call,
    version: VersionText,
    since: Since = None,
    after: After = "",
    pending: Pending = False,
) -> Answer[removals.Removals]:
    await caller(request, "datasets")
    number = _version(version)
    if pending:
        return Answer(await removals.list_pending(request.database, number, after))
    start = None if since is None else _version(since) if since != "0" else 0
    return Answer(await removals.list_removals(request.database, number, start, after))


@endpoint(
    "POST",
    f"{PATH}/uses",
    "Report what one does with a release; those who gave it see the report",
    faults=(403, 404, 422),
    tag=TAG,
)
async def report_use(request: Call, data: JSONBody[uses.NewUse]) -> Answer[Reported]:
    who = await caller(request, "datasets")
    if who.consumer is None:
        raise ConsumersOnly
    return Answer(Reported(str(await uses.report(request.database, who.consumer.id, data))))


@endpoint("GET", f"{PATH}/uses", "What one reported, the newest first", faults=(403, 422), tag=TAG)
async def list_uses(
    request: Call,
    max_id: Annotated[str | None, QueryParameter(description="Only older ones.")] = None,
) -> Answer[tuple[UseEntity, ...]]:
    who = await caller(request, "datasets")
    if who.consumer is None:
        raise ConsumersOnly
    before = None if max_id is None else find_id(max_id)
    return Answer(
        tuple(map(_use, await uses.list_reported(request.database, who.consumer.id, before)))
    )


@endpoint(
    "GET",
    f"{PATH}/mine",
    "What one gave, in which releases, what for; one's rows with the way to their proofs",
    needs="read:accounts",
    faults=(404,),
    tag=TAG,
)
async def get_mine(
    request: Call,
    version: Annotated[
        str | None, QueryParameter(description="Rows of this release alone.")
    ] = None,
    max_id: Annotated[str | None, QueryParameter(description="Only older rows.")] = None,
    uses_max_id: Annotated[str | None, QueryParameter(description="Only older reports.")] = None,
) -> Answer[Mine]:
    me = request.me.id
    uses_before = None if uses_max_id is None else find_id(uses_max_id)
    seen = await mine.overview(request.database, request.runtime.secret, me, uses_before)
    page = await receipts.list_own(
        request.database,
        me,
        None if version is None else _version(version),
        None if max_id is None else find_id(max_id),
    )
    newest = seen.releases[0].version if seen.releases else 0
    counts = seen.counts
    return Answer(
        Mine(
            posts=counts.posts,
            licensed_posts=counts.licensed,
            in_posts_of_others=counts.elsewhere,
            likes=counts.likes,
            reposts=counts.reposts,
            picks=counts.picks,
            duels=counts.duels,
            pseudonym=seen.pseudonym,
            releases=tuple(map(_release, seen.releases)),
            uses=tuple(map(_use, seen.uses.items)),
            uses_next=None if seen.uses.older is None else str(seen.uses.older),
            rows=tuple(_row(row, newest, request.base_url) for row in page.items),
            next=None if page.older is None else str(page.older),
        )
    )


def _version(text: str) -> int:
    """Raises ReleaseNotFound."""
    if not text.isdecimal() or not 0 < len(text) < 10 or int(text) == 0:
        raise ReleaseNotFound(version=text[:20])
    return int(text)


def _place(row: str) -> tuple[str, str]:
    """(config, key), out of what a path has. Raises RowNotFound for what can be neither."""
    config, separator, key = row.removeprefix("/").partition(":")
    if not separator or "\0" in row:
        raise RowNotFound
    return config, key


def _use(use: uses.Use) -> UseEntity:
    return UseEntity(
        id=str(use.id),
        version=use.version,
        model=use.model,
        purpose=use.purpose,
        url=use.url,
        created_at=use.at,
        consumer=use.consumer,
    )


def _release(release: receipts.OwnRelease) -> ReleaseEntity:
    return ReleaseEntity(
        version=release.version,
        published_at=release.published_at,
        size=release.size,
        rows=release.rows,
        choices=release.choices,
        withdrawn=release.withdrawn,
    )


def _row(row: receipts.OwnRow, newest: int, base_url: str) -> RowEntity:
    within = newest if row.ended_version is None else row.ended_version - 1
    return RowEntity(
        id=str(row.id),
        config=row.config,
        key=row.key,
        leaf=row.leaf,
        since_version=row.since_version,
        ended_version=row.ended_version,
        withdrawn_at=row.withdrawn_at,
        choice=row.choice,
        post_ids=row.post_ids,
        proof=f"{base_url}{PATH}/datasets/{within}/proofs/{row.id}",
    )


routes: Final[tuple[HTTPRouteHandler, ...]] = (get_mine,)
"""With a person's token."""

shared_routes: Final[tuple[HTTPRouteHandler, ...]] = (
    get_proof,
    get_absence,
    list_removals,
    report_use,
    list_uses,
)
"""With a consumer's key or a person's token."""
