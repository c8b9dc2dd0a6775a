"""Lists of people whom one follows, and their timelines."""

from __future__ import annotations

from typing import Annotated, Final

from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler
from litestar.params import JSONBody, PathParameter, QueryParameter

from affresco.accounts import lists
from affresco.accounts.errors import ListNotFound, PersonNotFound
from affresco.accounts.model import PeopleList
from affresco.api.core.answers import Answer
from affresco.api.core.call import Call
from affresco.api.core.endpoint import endpoint
from affresco.api.core.paging import Limit, find_id
from affresco.api.mastodon.entities import Account, Status
from affresco.api.mastodon.graph_entities import ChangedList, Done, ListEntity, Members, NewList
from affresco.api.mastodon.paths import AccountIdText, find_person
from affresco.api.mastodon.show import show_timeline
from affresco.api.mastodon.ties import people_limit, people_page
from affresco.feeds.model import Cursor

ListId = Annotated[
    str,
    PathParameter(description="Of a list of one's own.", schema_extra={"pattern": "^[0-9]{1,19}$"}),
]
Ids = Annotated[
    list[str] | None, QueryParameter(name="account_ids[]", description="As in the body.")
]
Lists = Answer[tuple[ListEntity, ...]]


def entity(found: PeopleList) -> ListEntity:
    return ListEntity(str(found.id), found.title, found.replies_policy, found.exclusive)


def _number(text: str) -> int:
    """Raises ListNotFound."""
    number = find_id(text)
    if number is None:
        raise ListNotFound
    return number


@endpoint("GET", "/api/v1/lists", "One's lists, by name", needs="read:lists")
async def all_lists(request: Call) -> Lists:
    async with request.database.read() as tx:
        return Answer(tuple(map(entity, await lists.all_of(tx, request.me.id))))


@endpoint(
    "GET",
    "/api/v1/accounts/{account_id:str}/lists",
    "On which of one's lists a person is",
    needs="read:lists",
)
async def lists_with(request: Call, account_id: AccountIdText) -> Lists:
    person = await find_person(request, account_id)
    async with request.database.read() as tx:
        return Answer(tuple(map(entity, await lists.with_member(tx, request.me.id, person.id))))


@endpoint("GET", "/api/v1/lists/{list_id:str}", "A list", needs="read:lists")
async def get_list(request: Call, list_id: ListId) -> Answer[ListEntity]:
    async with request.database.read() as tx:
        return Answer(entity(await lists.get(tx, request.me.id, _number(list_id))))


@endpoint("POST", "/api/v1/lists", "Make a list", needs="write:lists", faults=(422,))
async def new_list(request: Call, data: JSONBody[NewList]) -> Answer[ListEntity]:
    made = await lists.create(
        request.database, request.me.id, data.title, data.replies_policy, data.exclusive
    )
    return Answer(entity(made))


@endpoint(
    "PUT",
    "/api/v1/lists/{list_id:str}",
    "Give a list another name or other rules",
    needs="write:lists",
    faults=(422,),
)
async def change_list(
    request: Call, list_id: ListId, data: JSONBody[ChangedList]
) -> Answer[ListEntity]:
    changed = await lists.change(
        request.database,
        request.me.id,
        _number(list_id),
        data.title,
        data.replies_policy,
        data.exclusive,
    )
    return Answer(entity(changed))


@endpoint("DELETE", "/api/v1/lists/{list_id:str}", "Delete a list", needs="write:lists")
async def delete_list(request: Call, list_id: ListId) -> Answer[Done]:
    await lists.delete(request.database, request.me.id, _number(list_id))
    return Answer(Done())


@endpoint(
    "GET",
    "/api/v1/lists/{list_id:str}/accounts",
    "Who is on a list, newest first; limit=0 for everybody",
    needs="read:lists",
    faults=(422,),
    paged=True,
)
async def list_members(
    request: Call,
    list_id: ListId,
    page: NamedDependency[Cursor],
    limit: Limit = None,
) -> Answer[tuple[Account, ...]]:
    number = _number(list_id)
    async with request.database.read() as tx:
        await lists.get(tx, request.me.id, number)
        found = await lists.members(
            tx, number, page.max_id, lists.MEMBERS if limit == 0 else people_limit(request, page)
        )
    return await people_page(request, found)


@endpoint(
    "POST",
    "/api/v1/lists/{list_id:str}/accounts",
    "Put people whom one follows on a list",
    needs="write:lists",
    faults=(422,),
)
async def add_members(
    request: Call, list_id: ListId, data: JSONBody[Members | None] = None, account_ids: Ids = None
) -> Answer[Done]:
    members = _people(data, account_ids)
    await lists.add(request.database, request.me.id, _number(list_id), members)
    return Answer(Done())


@endpoint(
    "DELETE",
    "/api/v1/lists/{list_id:str}/accounts",
    "Take people off a list",
    needs="write:lists",
    faults=(422,),
)
async def remove_members(
    request: Call, list_id: ListId, data: JSONBody[Members | None] = None, account_ids: Ids = None
) -> Answer[Done]:
    members = _people(data, account_ids)
    await lists.remove(request.database, request.me.id, _number(list_id), members)
    return Answer(Done())


def _people(data: Members | None, account_ids: list[str] | None) -> set[int]:
    """Raises PersonNotFound."""
    found = [
        find_id(str(text)) for text in (*(data.account_ids if data else ()), *(account_ids or ()))
    ]
    if None in found:
        raise PersonNotFound
    return {number for number in found if number is not None}


@endpoint(
    "GET",
    "/api/v1/timelines/list/{list_id:str}",
    "Posts and reposts of the people on a list, newest first",
    needs="read:lists",
    faults=(422,),
    paged=True,
)
async def list_timeline(
    request: Call, list_id: ListId, page: NamedDependency[Cursor]
) -> Answer[tuple[Status, ...]]:
    number, me = _number(list_id), request.me
    timeline = await request.reader.of_list(me.id, number, page)
    return await show_timeline(request, timeline, await request.reader.list_topics(me.id, number))


routes: Final[tuple[HTTPRouteHandler, ...]] = (
    all_lists,
    lists_with,
    get_list,
    new_list,
    change_list,
    delete_list,
    list_members,
    add_members,
    remove_members,
    list_timeline,
)
