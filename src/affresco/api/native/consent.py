"""What one gives: one's own answers, and the record of them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Final

import msgspec
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler
from litestar.params import JSONBody

from affresco.accounts import giving
from affresco.accounts.model import Answers, Consent, Licence, RemixPolicy, Said, Subject, Training
from affresco.api.core.answers import Answer
from affresco.api.core.call import Call
from affresco.api.core.endpoint import endpoint
from affresco.feeds import paging
from affresco.feeds.model import Cursor
from affresco.feeds.skeleton import Bounds
from affresco.posts import consent
from affresco.posts.model import NOT_READ

PATH: Final = "/api/affresco/v1/consent"
TAG: Final = "Affresco"


class ConsentEntity(msgspec.Struct, frozen=True, kw_only=True):
    """What holds for what one posts from now on (training, assistant, remix, licence), and for all that one
    does (choices, credit). null: not said, which gives nothing."""

    training: Training
    assistant: Consent
    remix: RemixPolicy | None
    licence: Licence | None
    choices: Consent | None
    credit: bool


class ConsentWish(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What is left out stays as it is. everything: training, assistant, remix and licence also for all that
    one posted already."""

    training: Training | None = None
    assistant: Consent | None = None
    remix: RemixPolicy | None = None
    licence: Licence | None = None
    choices: Consent | None = None
    credit: bool | None = None
    everything: bool = False


class ConsentAnswered(ConsentEntity, frozen=True, kw_only=True):
    """posts_changed: how many earlier posts are otherwise now."""

    posts_changed: int


class SaidEntity(msgspec.Struct, frozen=True, kw_only=True):
    """A line of the record, which is only ever added to. wording: what the person read. post_id: of the post
    that it is about, which may be gone; null where it is about everything."""

    id: str
    subject: Subject
    choice: str
    wording: str
    created_at: datetime
    post_id: str | None


@endpoint("GET", PATH, "What one gives by now", needs="read:accounts", tag=TAG)
async def show_consent(request: Call) -> Answer[ConsentEntity]:
    async with request.database.read() as tx:
        holds = await giving.get_consents(tx, request.me.id)
    return Answer(msgspec.convert(holds, ConsentEntity, from_attributes=True))


@endpoint("PATCH", PATH, "Give, or give no more", needs="write:accounts", faults=(422,), tag=TAG)
async def change_consent(request: Call, data: JSONBody[ConsentWish]) -> Answer[ConsentAnswered]:
    answers = msgspec.convert(data, Answers, from_attributes=True)
    changed = await consent.answer(
        request.database,
        request.me.id,
        answers,
        {},
        for_all=NOT_READ if data.everything else None,
    )
    async with request.database.read() as tx:
        holds = await giving.get_consents(tx, request.me.id)
    return Answer(ConsentAnswered(**msgspec.structs.asdict(holds), posts_changed=changed))


@endpoint(
    "GET",
    f"{PATH}/record",
    "What one said, of everything and of single posts, the newest first",
    needs="read:accounts",
    paged=True,
    tag=TAG,
)
async def list_record(
    request: Call, page: NamedDependency[Cursor]
) -> Answer[tuple[SaidEntity, ...]]:
    me = request.me
    async with request.database.read() as tx:

        async def fetch(bounds: Bounds) -> list[Said]:
            return await giving.list_said(
                tx, me.id, bounds.below, bounds.above, bounds.limit, upward=bounds.upward
            )

        async def resolve(found: Sequence[Said]) -> list[Said | None]:
            return [*found]

        found = await paging.collect(page, fetch, resolve)
    lines = tuple(
        SaidEntity(
            id=str(said.id),
            subject=said.subject,
            choice=said.choice,
            wording=said.wording,
            created_at=said.at,
            post_id=None if said.post_id is None else str(said.post_id),
        )
        for said in found.items
    )
    return Answer(lines, headers=request.links(found.older, found.newer))


routes: Final[tuple[HTTPRouteHandler, ...]] = (show_consent, change_consent, list_record)
