"""What a person says of all that they post, in the words of other networks."""

from __future__ import annotations

from typing import Annotated, Final

from litestar.handlers import HTTPRouteHandler
from litestar.params import PathParameter

from affresco.accounts.access import get_person_by_handle
from affresco.accounts.defaults import find_said
from affresco.accounts.errors import PersonNotFound
from affresco.accounts.usage import Declaration, Statement
from affresco.api.core.answers import Answer
from affresco.api.core.call import Call
from affresco.api.core.endpoint import endpoint


@endpoint(
    "GET",
    "/api/affresco/v1/people/{handle:str}/intents",
    "What may be done with what a person posts, as a record org.user-intents.declaration",
    tag="Affresco",
)
async def get_intents(
    request: Call, handle: Annotated[str, PathParameter(description="Of a person.")]
) -> Answer[Declaration]:
    async with request.database.read() as tx:
        person = await get_person_by_handle(tx, handle)
        said = await find_said(tx, person.id)
    if said is None:
        raise PersonNotFound
    statement = Statement(said.usage, request.base_url)
    return Answer(statement.intents(said.training_at, said.assistant_at, said.licence_at))


routes: Final[tuple[HTTPRouteHandler, ...]] = (get_intents,)
