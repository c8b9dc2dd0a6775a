"""How one stands to others: follow, ask, block, mute, note down, endorse; and the lists of these."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Annotated, Final, Protocol

import msgspec
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler
from litestar.params import JSONBody, QueryParameter

from affresco.accounts import access, hydrate, ties
from affresco.accounts.model import AccountId, FollowPage, FollowWish, Scope
from affresco.api.core.answers import Answer
from affresco.api.core.call import Call
from affresco.api.core.endpoint import endpoint
from affresco.api.core.paging import find_id
from affresco.api.mastodon import convert, show
from affresco.api.mastodon.entities import Account, Relationship
from affresco.api.mastodon.errors import NoOtherDomains
from affresco.api.mastodon.graph_entities import (
    DomainBody,
    Done,
    FamiliarFollowers,
    FollowBody,
    MuteBody,
    MutedAccount,
    NoteBody,
)
from affresco.api.mastodon.paths import AccountIdText, find_person
from affresco.db import Database, ReadTx
from affresco.feeds.model import Cursor

Accounts = Answer[tuple[Account, ...]]
Act = Callable[[Database, AccountId, AccountId], Awaitable[object]]
FAMILIAR_LIMIT: Final = 40


async def standing(request: Call, person_id: AccountId) -> Answer[Relationship]:
    """How one stands to a person by now."""
    async with request.database.read() as tx:
        found = await hydrate.relationships(tx, request.me.id, [person_id])
    return Answer(convert.relationship(found[person_id]))


def _act(verb: str, summary: str, scope: Scope, act: Act) -> HTTPRouteHandler:
    """A route that does something to a person and answers with how one stands to them then."""

    async def handler(request: Call, account_id: AccountIdText) -> Answer[Relationship]:
        person = await find_person(request, account_id)
        await act(request.database, request.me.id, person.id)
        return await standing(request, person.id)

    handler.__name__ = f"{verb}_account"
    path = f"/api/v1/accounts/{{account_id:str}}/{verb}"
    return endpoint("POST", path, summary, needs=scope, faults=(409, 422))(handler)


@endpoint(
    "POST",
    "/api/v1/accounts/{account_id:str}/follow",
    "Follow a person, or ask to; again to change how",
    needs="write:follows",
    faults=(409, 422),
)
async def follow(
    request: Call, account_id: AccountIdText, data: JSONBody[FollowBody | None] = None
) -> Answer[Relationship]:
    person = await find_person(request, account_id)
    sent = data or FollowBody()
    wish = FollowWish(sent.reblogs, sent.notify, sent.languages)
    await ties.follow(request.database, request.me.id, person.id, wish)
    return await standing(request, person.id)


@endpoint(
    "POST",
    "/api/v1/accounts/{account_id:str}/mute",
    "See nothing of a person on timelines, for a term or for good",
    needs="write:mutes",
    faults=(422,),
)
async def mute(
    request: Call, account_id: AccountIdText, data: JSONBody[MuteBody | None] = None
) -> Answer[Relationship]:
    person = await find_person(request, account_id)
    sent = data or MuteBody()
    await ties.mute(
        request.database,
        request.me.id,
        person.id,
        notifications=sent.notifications,
        seconds=sent.duration,
    )
    return await standing(request, person.id)


@endpoint(
    "POST",
    "/api/v1/accounts/{account_id:str}/note",
    "Write something down about a person, for oneself",
    needs="write:accounts",
    faults=(422,),
)
async def note(
    request: Call, account_id: AccountIdText, data: JSONBody[NoteBody | None] = None
) -> Answer[Relationship]:
    person = await find_person(request, account_id)
    sent = data or NoteBody()
    await ties.write_note(request.database, request.me.id, person.id, sent.comment)
    return await standing(request, person.id)


@endpoint(
    "GET",
    "/api/v1/accounts/familiar_followers",
    "For each of these people, whom one follows of those who follow them",
    needs="read:follows",
    faults=(422,),
)
async def familiar_followers(
    request: Call,
    ids: Annotated[list[str] | None, QueryParameter(name="id[]", description="Ids.")] = None,
    one: Annotated[list[str] | None, QueryParameter(name="id", description="The same.")] = None,
) -> Answer[tuple[FamiliarFollowers, ...]]:
    texts = [*(ids or ()), *(one or ())][:FAMILIAR_LIMIT]
    wanted = [number for number in map(find_id, texts) if number is not None]
    async with request.database.read() as tx:
        people = await hydrate.people(tx, wanted)
        found = await access.list_familiar(tx, request.me.id, list(people))
    shown = [
        FamiliarFollowers(str(account_id), await show.show_accounts(request, known))
        for account_id, known in found.items()
    ]
    return Answer(tuple(shown))


# lists of people --------------------------------------------------------------------------------


class Find(Protocol):
    """A list of people, newest first."""

    async def __call__(
        self, tx: ReadTx, account_id: int, before: int | None = None, *, limit: int = ...
    ) -> FollowPage: ...


def people_limit(request: Call, page: Cursor) -> int:
    """How many people are on a page: as many as are asked for, else ``access.PAGE``."""
    return page.limit if "limit" in request.query_params else access.PAGE


async def people_page(request: Call, page: FollowPage) -> Accounts:
    """A page of people, which leads on to older ones."""
    shown = await show.show_accounts(request, page.ids)
    return Answer(shown, headers=request.links(page.older, None))


def _list(path: str, summary: str, scope: Scope, find: Find) -> HTTPRouteHandler:
    """A route that lists people, newest first."""

    async def handler(request: Call, page: NamedDependency[Cursor]) -> Accounts:
        async with request.database.read() as tx:
            found = await find(tx, request.me.id, page.max_id, limit=people_limit(request, page))
        return await people_page(request, found)

    handler.__name__ = f"list_{path.rpartition('/')[2]}"
    return endpoint("GET", path, summary, needs=scope, faults=(422,), paged=True)(handler)


@endpoint(
    "GET",
    "/api/v1/mutes",
    "Whom one mutes, newest first",
    needs="read:mutes",
    faults=(422,),
    paged=True,
)
async def list_mutes(
    request: Call, page: NamedDependency[Cursor]
) -> Answer[tuple[MutedAccount, ...]]:
    async with request.database.read() as tx:
        found = await access.list_muted(tx, request.me.id, page.max_id, people_limit(request, page))
    ends = {str(mute.account_id): mute.until for mute in found.mutes}
    people = await show.show_accounts(request, [mute.account_id for mute in found.mutes])
    shown = tuple(
        MutedAccount(**msgspec.structs.asdict(person), mute_expires_at=ends[person.id])
        for person in people
    )
    return Answer(shown, headers=request.links(found.older, None))


@endpoint(
    "GET",
    "/api/v1/accounts/{account_id:str}/endorsements",
    "Whom a person shows on their profile",
    sees="read:accounts",
    faults=(422,),
    paged=True,
)
async def account_endorsements(
    request: Call, account_id: AccountIdText, page: NamedDependency[Cursor]
) -> Accounts:
    person = await find_person(request, account_id)
    async with request.database.read() as tx:
        found = await access.list_endorsed(
            tx, person.id, page.max_id, request.viewer_id, people_limit(request, page)
        )
    return await people_page(request, found)


# requests to follow -----------------------------------------------------------------------------


def _answer(verb: str, summary: str, act: Act) -> HTTPRouteHandler:
    async def handler(request: Call, account_id: AccountIdText) -> Answer[Relationship]:
        person = await find_person(request, account_id)
        await act(request.database, request.me.id, person.id)
        return await standing(request, person.id)

    handler.__name__ = f"{verb}_follow_request"
    path = f"/api/v1/follow_requests/{{account_id:str}}/{verb}"
    return endpoint("POST", path, summary, needs="write:follows")(handler)


# other instances --------------------------------------------------------------------------------


@endpoint(
    "GET",
    "/api/v1/domain_blocks",
    "Other instances that one blocks: there are none, as this one knows no other",
    needs="read:blocks",
)
async def domain_blocks(request: Call) -> Answer[tuple[str, ...]]:
    return Answer(())


@endpoint(
    "POST",
    "/api/v1/domain_blocks",
    "Refused: this instance knows no other",
    needs="write:blocks",
    faults=(422,),
)
async def block_domain(request: Call, data: JSONBody[DomainBody | None] = None) -> Answer[Done]:
    raise NoOtherDomains


@endpoint(
    "DELETE",
    "/api/v1/domain_blocks",
    "Nothing is left to unblock: this instance knows no other",
    needs="write:blocks",
)
async def unblock_domain(request: Call) -> Answer[Done]:
    return Answer(Done())


routes: Final[tuple[HTTPRouteHandler, ...]] = (
    follow,
    _act("unfollow", "Follow a person no more, or ask no more", "write:follows", ties.unfollow),
    _act(
        "remove_from_followers",
        "Be followed by a person no more",
        "write:follows",
        ties.remove_follower,
    ),
    _act("block", "Neither sees anything of the other", "write:blocks", ties.block),
    _act("unblock", "End a block", "write:blocks", ties.unblock),
    mute,
    _act("unmute", "End a mute", "write:mutes", ties.unmute),
    _act("pin", "Show a person on one's profile", "write:accounts", ties.endorse),
    _act("unpin", "Show a person there no more", "write:accounts", ties.unendorse),
    _act("endorse", "Show a person on one's profile", "write:accounts", ties.endorse),
    _act("unendorse", "Show a person there no more", "write:accounts", ties.unendorse),
    note,
    familiar_followers,
    _list("/api/v1/blocks", "Whom one blocks, newest first", "read:blocks", access.list_blocked),
    list_mutes,
    _list(
        "/api/v1/endorsements",
        "Whom one shows on one's profile",
        "read:accounts",
        access.list_endorsed,
    ),
    account_endorsements,
    _list(
        "/api/v1/follow_requests",
        "Who asks to follow one, newest first",
        "read:follows",
        access.list_requests,
    ),
    _answer("authorize", "Let a person follow who asked to", ties.grant),
    _answer("reject", "Do not let a person follow who asked to", ties.refuse),
    domain_blocks,
    block_domain,
    unblock_domain,
)
