"""People: oneself, others, who follows whom."""

from __future__ import annotations

from typing import Annotated, Final

from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler
from litestar.params import QueryParameter

from affresco.accounts import access, hydrate
from affresco.api.core.answers import Answer
from affresco.api.core.call import Call
from affresco.api.core.endpoint import endpoint
from affresco.api.core.paging import find_id
from affresco.api.mastodon import convert, show
from affresco.api.mastodon.entities import Account, CredentialAccount, Relationship, Status
from affresco.api.mastodon.paths import AccountIdText, find_person
from affresco.api.mastodon.ties import people_limit, people_page
from affresco.feeds.model import Cursor, Timeline
from affresco.live import messages
from affresco.posts.markup import normalise_tag

Accounts = Answer[tuple[Account, ...]]
RELATIONSHIPS_LIMIT: Final = 80


@endpoint(
    "GET",
    "/api/v1/accounts/verify_credentials",
    "The owner of the token",
    needs=("read:accounts", "profile"),
)
async def verify_credentials(request: Call) -> Answer[CredentialAccount]:
    me = request.me
    async with request.database.read() as tx:
        person = await access.get_person(tx, me.id)
    counts = await request.reader.person_counts(me.id)
    return Answer(convert.credential_account(person, me, counts, request.base_url))


@endpoint(
    "GET",
    "/api/v1/accounts/lookup",
    "A person by handle",
    faults=(404, 422),
    sees="read:accounts",
)
async def lookup(
    request: Call,
    acct: Annotated[str, QueryParameter(description="The handle, with or without @, in any case.")],
) -> Answer[Account]:
    async with request.database.read() as tx:
        person = await access.get_person_by_handle(tx, acct)
    return Answer(await show.show_account(request, person))


@endpoint(
    "GET",
    "/api/v1/accounts/relationships",
    "How one stands to each of these people",
    needs="read:follows",
    faults=(422,),
)
async def relationships(
    request: Call,
    ids: Annotated[
        list[str] | None,
        QueryParameter(name="id[]", description=f"Ids; the first {RELATIONSHIPS_LIMIT} count."),
    ] = None,
    one: Annotated[
        list[str] | None, QueryParameter(name="id", description="The same, for older clients.")
    ] = None,
) -> Answer[tuple[Relationship, ...]]:
    wanted = [find_id(text) for text in [*(ids or ()), *(one or ())][:RELATIONSHIPS_LIMIT]]
    async with request.database.read() as tx:
        people = await hydrate.people(tx, [number for number in wanted if number is not None])
        standing = await hydrate.relationships(tx, request.me.id, people)
    return Answer(tuple(map(convert.relationship, standing.values())))


@endpoint("GET", "/api/v1/accounts/{account_id:str}", "A person", sees="read:accounts")
async def get_account(request: Call, account_id: AccountIdText) -> Answer[Account]:
    return Answer(await show.show_account(request, await find_person(request, account_id)))


@endpoint(
    "GET",
    "/api/v1/accounts/{account_id:str}/statuses",
    "What a person posted and reposted, as far as one may see it",
    faults=(422,),
    paged=True,
    sees="read:statuses",
)
async def account_statuses(
    request: Call,
    account_id: AccountIdText,
    page: NamedDependency[Cursor],
    exclude_replies: Annotated[bool, QueryParameter(description="Leave replies out.")] = False,
    exclude_reblogs: Annotated[bool, QueryParameter(description="Leave reposts out.")] = False,
    only_media: Annotated[bool, QueryParameter(description="Only those with pictures.")] = False,
    pinned: Annotated[
        bool, QueryParameter(description="Only pinned ones, the last pin first.")
    ] = False,
    tagged: Annotated[
        str | None, QueryParameter(description="Only those with this hashtag, no reposts.")
    ] = None,
) -> Answer[tuple[Status, ...]]:
    person = await find_person(request, account_id)
    about = (messages.author(person.id), messages.account(person.id))
    if pinned:
        first = await request.reader.pinned(request.viewer_id, person.id)
        return await show.show_timeline(request, Timeline(first, None, None))
    if tagged is not None:
        name = normalise_tag(tagged)
        if name is None:
            return await show.show_timeline(request, Timeline((), None, None))
        timeline = await request.reader.tagged(request.viewer_id, person.id, name, page)
    else:
        timeline = await request.reader.person(
            request.viewer_id, person.id, page, with_replies=not exclude_replies
        )
    chosen = convert.only(timeline, without_reposts=exclude_reblogs, only_media=only_media)
    return await show.show_timeline(request, chosen, about)


@endpoint(
    "GET",
    "/api/v1/accounts/{account_id:str}/followers",
    "Who follows a person, newest first",
    faults=(422,),
    paged=True,
    sees="read:accounts",
)
async def followers(
    request: Call, account_id: AccountIdText, page: NamedDependency[Cursor]
) -> Accounts:
    person = await find_person(request, account_id)
    async with request.database.read() as tx:
        found = await access.list_followers(
            tx, person.id, page.max_id, request.viewer_id, people_limit(request, page)
        )
    return await people_page(request, found)


@endpoint(
    "GET",
    "/api/v1/accounts/{account_id:str}/following",
    "Whom a person follows, newest first",
    faults=(422,),
    paged=True,
    sees="read:accounts",
)
async def following(
    request: Call, account_id: AccountIdText, page: NamedDependency[Cursor]
) -> Accounts:
    person = await find_person(request, account_id)
    async with request.database.read() as tx:
        found = await access.list_following(
            tx, person.id, page.max_id, request.viewer_id, people_limit(request, page)
        )
    return await people_page(request, found)


routes: Final[tuple[HTTPRouteHandler, ...]] = (
    verify_credentials,
    lookup,
    relationships,
    get_account,
    account_statuses,
    followers,
    following,
)
