"""Filters: version 2, where a filter has words and statuses, and version 1, where it is one phrase."""

from __future__ import annotations

from typing import Annotated, Final

import msgspec
from litestar.handlers import HTTPRouteHandler
from litestar.params import JSONBody, PathParameter

from affresco.api.core.answers import Answer
from affresco.api.core.call import Call
from affresco.api.core.endpoint import endpoint
from affresco.api.core.faults import BadRequest
from affresco.api.core.paging import find_id
from affresco.api.mastodon.entities import (
    FilterKeyword,
    FilterStatus,
    FilterV1,
    FullFilter,
)
from affresco.api.mastodon.graph_entities import (
    ChangedFilterBody,
    Done,
    FilterV1Body,
    KeywordAttributes,
    KeywordBody,
    NewFilterBody,
    StatusBody,
)
from affresco.posts import filters
from affresco.posts.errors import FilterInvalid, FilterNotFound, PostNotFound
from affresco.posts.filters import ChangedFilter, Filter, FilteredPost, Keyword, NewFilter

_EXTRA: Final = {"pattern": "^[0-9]{1,19}$"}
FilterId = Annotated[str, PathParameter(description="Of a filter.", schema_extra=_EXTRA)]
KeywordId = Annotated[str, PathParameter(description="Of a keyword.", schema_extra=_EXTRA)]
EntryId = Annotated[str, PathParameter(description="Of a status in a filter.", schema_extra=_EXTRA)]


def _number(text: str) -> int:
    """Raises FilterNotFound."""
    number = find_id(text)
    if number is None:
        raise FilterNotFound
    return number


def _seconds(term: int | str | msgspec.UnsetType | None) -> int:
    """0 for good. Raises FilterInvalid."""
    if term is None or term == "" or isinstance(term, msgspec.UnsetType):
        return 0
    try:
        return max(0, int(term))
    except ValueError as error:
        raise FilterInvalid(most=filters.TITLE_LIMIT) from error


def _entity(found: Filter) -> FullFilter:
    return FullFilter(
        id=str(found.id),
        title=found.title,
        context=found.contexts,
        expires_at=found.expires_at,
        filter_action=found.action,
        keywords=tuple(map(_keyword, found.keywords)),
        statuses=tuple(map(_status, found.posts)),
    )


def _keyword(keyword: Keyword) -> FilterKeyword:
    return FilterKeyword(str(keyword.id), keyword.keyword, keyword.whole_word)


def _status(entry: FilteredPost) -> FilterStatus:
    return FilterStatus(str(entry.id), str(entry.post_id))


async def _get(request: Call, filter_id: int) -> Filter:
    async with request.database.read() as tx:
        return await filters.get(tx, request.me.id, filter_id)


# filters ----------------------------------------------------------------------------------------


@endpoint("GET", "/api/v2/filters", "One's filters", needs="read:filters")
async def all_filters(request: Call) -> Answer[tuple[FullFilter, ...]]:
    async with request.database.read() as tx:
        return Answer(tuple(map(_entity, await filters.all_of(tx, request.me.id))))


@endpoint("GET", "/api/v2/filters/{filter_id:str}", "A filter", needs="read:filters")
async def get_filter(request: Call, filter_id: FilterId) -> Answer[FullFilter]:
    return Answer(_entity(await _get(request, _number(filter_id))))


@endpoint("POST", "/api/v2/filters", "Make a filter", needs="write:filters", faults=(409, 422))
async def new_filter(request: Call, data: JSONBody[NewFilterBody]) -> Answer[FullFilter]:
    command = NewFilter(
        title=data.title,
        contexts=data.context,
        action=data.filter_action,
        seconds=_seconds(data.expires_in),
        keywords=tuple(_new_keyword(sent) for sent in data.keywords_attributes if not sent.destroy),
    )
    filter_id = await filters.create(request.database, request.me.id, command)
    return Answer(_entity(await _get(request, filter_id)))


@endpoint(
    "PUT",
    "/api/v2/filters/{filter_id:str}",
    "Change a filter and its words",
    needs="write:filters",
    faults=(409, 422),
)
async def change_filter(
    request: Call, filter_id: FilterId, data: JSONBody[ChangedFilterBody]
) -> Answer[FullFilter]:
    number = _number(filter_id)
    before = {keyword.id: keyword for keyword in (await _get(request, number)).keywords}
    sent = data.keywords_attributes
    unset = data.expires_in is msgspec.UNSET
    command = ChangedFilter(
        title=data.title,
        contexts=data.context,
        action=data.filter_action,
        seconds=None if unset else _seconds(data.expires_in),
        keywords=tuple(_changed_keyword(one, before) for one in sent if not one.destroy),
        gone=tuple(_number(str(one.id)) for one in sent if one.destroy and one.id is not None),
    )
    await filters.change(request.database, request.me.id, number, command)
    return Answer(_entity(await _get(request, number)))


def _new_keyword(sent: KeywordAttributes) -> Keyword:
    return Keyword(sent.keyword or "", bool(sent.whole_word))


def _changed_keyword(sent: KeywordAttributes, before: dict[int, Keyword]) -> Keyword:
    """Raises FilterNotFound."""
    if sent.id is None:
        return _new_keyword(sent)
    known = before.get(_number(str(sent.id)))
    if known is None:
        raise FilterNotFound
    return Keyword(
        keyword=known.keyword if sent.keyword is None else sent.keyword,
        whole_word=known.whole_word if sent.whole_word is None else sent.whole_word,
        id=known.id,
    )


@endpoint("DELETE", "/api/v2/filters/{filter_id:str}", "Delete a filter", needs="write:filters")
async def delete_filter(request: Call, filter_id: FilterId) -> Answer[Done]:
    await filters.delete(request.database, request.me.id, _number(filter_id))
    return Answer(Done())


# keywords ---------------------------------------------------------------------------------------


@endpoint(
    "GET", "/api/v2/filters/{filter_id:str}/keywords", "The words of a filter", needs="read:filters"
)
async def filter_keywords(request: Call, filter_id: FilterId) -> Answer[tuple[FilterKeyword, ...]]:
    return Answer(tuple(map(_keyword, (await _get(request, _number(filter_id))).keywords)))


@endpoint(
    "POST",
    "/api/v2/filters/{filter_id:str}/keywords",
    "Add words to a filter",
    needs="write:filters",
    faults=(409, 422),
)
async def new_keyword(
    request: Call, filter_id: FilterId, data: JSONBody[KeywordBody]
) -> Answer[FilterKeyword]:
    keyword_id = await filters.add_keyword(
        request.database,
        request.me.id,
        _number(filter_id),
        Keyword(data.keyword, data.whole_word),
    )
    return await _one_keyword(request, keyword_id)


@endpoint(
    "GET", "/api/v2/filters/keywords/{keyword_id:str}", "Words of a filter", needs="read:filters"
)
async def get_keyword(request: Call, keyword_id: KeywordId) -> Answer[FilterKeyword]:
    return await _one_keyword(request, _number(keyword_id))


@endpoint(
    "PUT",
    "/api/v2/filters/keywords/{keyword_id:str}",
    "Change words of a filter",
    needs="write:filters",
    faults=(409, 422),
)
async def change_keyword(
    request: Call, keyword_id: KeywordId, data: JSONBody[KeywordBody]
) -> Answer[FilterKeyword]:
    number = _number(keyword_id)
    async with request.database.read() as tx:
        found, _keyword_before = await filters.get_by_keyword(tx, request.me.id, number)
    changed = ChangedFilter(keywords=(Keyword(data.keyword, data.whole_word, number),))
    await filters.change(request.database, request.me.id, found.id, changed)
    return await _one_keyword(request, number)


@endpoint(
    "DELETE",
    "/api/v2/filters/keywords/{keyword_id:str}",
    "Take words out of a filter",
    needs="write:filters",
)
async def delete_keyword(request: Call, keyword_id: KeywordId) -> Answer[Done]:
    await filters.delete_keyword(request.database, request.me.id, _number(keyword_id))
    return Answer(Done())


async def _one_keyword(request: Call, keyword_id: int) -> Answer[FilterKeyword]:
    async with request.database.read() as tx:
        _found, keyword = await filters.get_by_keyword(tx, request.me.id, keyword_id)
    return Answer(_keyword(keyword))


# statuses ---------------------------------------------------------------------------------------


@endpoint(
    "GET",
    "/api/v2/filters/{filter_id:str}/statuses",
    "What was put into a filter",
    needs="read:filters",
)
async def filter_statuses(request: Call, filter_id: FilterId) -> Answer[tuple[FilterStatus, ...]]:
    return Answer(tuple(map(_status, (await _get(request, _number(filter_id))).posts)))


@endpoint(
    "POST",
    "/api/v2/filters/{filter_id:str}/statuses",
    "Put a status into a filter",
    needs="write:filters",
    faults=(409, 422),
)
async def new_filter_status(
    request: Call, filter_id: FilterId, data: JSONBody[StatusBody]
) -> Answer[FilterStatus]:
    post_id = find_id(str(data.status_id))
    if post_id is None:
        raise PostNotFound
    entry_id = await filters.add_post(request.database, request.me.id, _number(filter_id), post_id)
    return Answer(FilterStatus(str(entry_id), str(post_id)))


@endpoint(
    "GET",
    "/api/v2/filters/statuses/{entry_id:str}",
    "A status in a filter",
    needs="read:filters",
)
async def get_filter_status(request: Call, entry_id: EntryId) -> Answer[FilterStatus]:
    async with request.database.read() as tx:
        _found, entry = await filters.get_by_entry(tx, request.me.id, _number(entry_id))
    return Answer(_status(entry))


@endpoint(
    "DELETE",
    "/api/v2/filters/statuses/{entry_id:str}",
    "Take a status out of a filter",
    needs="write:filters",
)
async def delete_filter_status(request: Call, entry_id: EntryId) -> Answer[FilterStatus]:
    number = _number(entry_id)
    async with request.database.read() as tx:
        _found, entry = await filters.get_by_entry(tx, request.me.id, number)
    await filters.remove_post(request.database, request.me.id, number)
    return Answer(_status(entry))


# version 1 --------------------------------------------------------------------------------------


def _v1(found: Filter, keyword: Keyword) -> FilterV1:
    return FilterV1(
        id=str(keyword.id),
        phrase=keyword.keyword,
        context=found.contexts,
        whole_word=keyword.whole_word,
        expires_at=found.expires_at,
        irreversible=found.action == "hide",
    )


async def _one_v1(request: Call, keyword_id: int) -> Answer[FilterV1]:
    async with request.database.read() as tx:
        found, keyword = await filters.get_by_keyword(tx, request.me.id, keyword_id)
    return Answer(_v1(found, keyword))


@endpoint(
    "GET", "/api/v1/filters", "One's filters, phrase by phrase (version 1)", needs="read:filters"
)
async def all_v1(request: Call) -> Answer[tuple[FilterV1, ...]]:
    async with request.database.read() as tx:
        found = await filters.all_of(tx, request.me.id)
    return Answer(tuple(_v1(one, keyword) for one in found for keyword in one.keywords))


@endpoint("GET", "/api/v1/filters/{keyword_id:str}", "A filter (version 1)", needs="read:filters")
async def get_v1(request: Call, keyword_id: KeywordId) -> Answer[FilterV1]:
    return await _one_v1(request, _number(keyword_id))


@endpoint(
    "POST",
    "/api/v1/filters",
    "Make a filter of one phrase (version 1)",
    needs="write:filters",
    faults=(409, 422),
)
async def new_v1(request: Call, data: JSONBody[FilterV1Body]) -> Answer[FilterV1]:
    command = NewFilter(
        title=data.phrase[: filters.TITLE_LIMIT],
        contexts=data.context,
        action="hide" if data.irreversible else "warn",
        seconds=_seconds(data.expires_in),
        keywords=(Keyword(data.phrase, data.whole_word),),
    )
    filter_id = await filters.create(request.database, request.me.id, command)
    (keyword,) = (await _get(request, filter_id)).keywords
    return await _one_v1(request, keyword.id)


@endpoint(
    "PUT",
    "/api/v1/filters/{keyword_id:str}",
    "Change a filter of one phrase (version 1)",
    needs="write:filters",
    faults=(409, 422),
)
async def change_v1(
    request: Call, keyword_id: KeywordId, data: JSONBody[FilterV1Body]
) -> Answer[FilterV1]:
    number = _number(keyword_id)
    async with request.database.read() as tx:
        found, _before = await filters.get_by_keyword(tx, request.me.id, number)
    if len(found.keywords) > 1:
        raise BadRequest(reason="this filter has several words: change it by /api/v2/filters")
    command = ChangedFilter(
        contexts=data.context,
        action="hide" if data.irreversible else "warn",
        seconds=_seconds(data.expires_in),
        keywords=(Keyword(data.phrase, data.whole_word, number),),
    )
    await filters.change(request.database, request.me.id, found.id, command)
    return await _one_v1(request, number)


@endpoint(
    "DELETE",
    "/api/v1/filters/{keyword_id:str}",
    "Delete a phrase, and its filter with the last one (version 1)",
    needs="write:filters",
)
async def delete_v1(request: Call, keyword_id: KeywordId) -> Answer[Done]:
    number = _number(keyword_id)
    async with request.database.read() as tx:
        found, _before = await filters.get_by_keyword(tx, request.me.id, number)
    if len(found.keywords) > 1 or found.posts:
        await filters.delete_keyword(request.database, request.me.id, number)
    else:
        await filters.delete(request.database, request.me.id, found.id)
    return Answer(Done())


routes: Final[tuple[HTTPRouteHandler, ...]] = (
    all_filters,
    get_filter,
    new_filter,
    change_filter,
    delete_filter,
    filter_keywords,
    new_keyword,
    get_keyword,
    change_keyword,
    delete_keyword,
    filter_statuses,
    new_filter_status,
    get_filter_status,
    delete_filter_status,
    all_v1,
    get_v1,
    new_v1,
    change_v1,
    delete_v1,
)
