"""Duels for programs: a pair, the answer, the way back; and the taste that answers show."""

from __future__ import annotations

from typing import Annotated, Final

import msgspec
from litestar.handlers import HTTPRouteHandler
from litestar.params import JSONBody

from affresco.api.core.answers import Answer
from affresco.api.core.call import Call
from affresco.api.core.endpoint import endpoint
from affresco.api.core.faults import locale_of
from affresco.together import duels, queries, tastes
from affresco.together import model as together
from affresco.together.duels import PairTickets
from affresco.together.model import Shown, Side
from affresco.together.taste import Sure

PATH: Final = "/api/affresco/v1/duels"
TASTE: Final = "/api/affresco/v1/taste"
TAG: Final = "Affresco"


class DuelPicture(msgspec.Struct, frozen=True):
    """url: for this pair alone, and only as long as both pictures may be shown. Sizes in pixels."""

    url: str
    width: int
    height: int
    description: str


class DuelEntity(msgspec.Struct, frozen=True):
    """Two pictures of the same words. pair: what the answer is sent with."""

    pair: str
    prompt: str
    left: DuelPicture
    right: DuelPicture


class NextDuel(msgspec.Struct, frozen=True):
    """duel: null when that is all for now. given: whether answers are given to the commons."""

    duel: DuelEntity | None
    given: bool


class DuelAnswer(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    pair: Annotated[str, msgspec.Meta(max_length=duels.LONGEST)]
    choice: together.Answer


class TasteLine(msgspec.Struct, frozen=True):
    """liked: rather taken; else rather left. sure: sure, rather or maybe. answers: how many say so."""

    kind: str
    name: str
    liked: bool
    sure: Sure
    answers: int


class TasteEntity(msgspec.Struct, frozen=True):
    """missing: how many more answers are needed before anything is said. words: for a prompt."""

    lines: tuple[TasteLine, ...]
    answers: int
    missing: int
    words: tuple[str, ...]


class Emptied(msgspec.Struct, frozen=True):
    """deleted: how many answers."""

    deleted: int


@endpoint(
    "GET",
    PATH,
    "Two pictures of the same words: which one?",
    needs="read:statuses",
    tag=TAG,
    feature="duels",
)
async def show_duel(request: Call) -> Answer[NextDuel]:
    return Answer(await _next(request))


@endpoint(
    "POST",
    PATH,
    "Answer a pair; the next one comes back",
    needs="write:favourites",
    faults=(409, 422),
    tag=TAG,
    feature="duels",
)
async def answer_duel(request: Call, data: JSONBody[DuelAnswer]) -> Answer[NextDuel]:
    await duels.answer(request.database, _tickets(request), request.me.id, data.pair, data.choice)
    return Answer(await _next(request))


@endpoint(
    "DELETE",
    f"{PATH}/last",
    "Take the last answer back; its pair comes back",
    needs="write:favourites",
    faults=(404,),
    tag=TAG,
    feature="duels",
)
async def undo_duel(request: Call) -> Answer[NextDuel]:
    tickets = _tickets(request)
    ticket = await duels.undo(request.database, tickets, request.me.id)
    again = await duels.find_again(request.database, tickets, request.me.id, ticket)
    return Answer(await _next(request, again))


@endpoint(
    "DELETE",
    PATH,
    "Delete all answers, here and from what was given; the taste begins anew",
    needs="write:favourites",
    tag=TAG,
    feature="duels",
)
async def delete_duels(request: Call) -> Answer[Emptied]:
    return Answer(Emptied(await duels.forget_all(request.database, request.me.id)))


@endpoint("GET", TASTE, "What one's answers show", needs="read:accounts", tag=TAG, feature="duels")
async def show_taste(request: Call) -> Answer[TasteEntity]:
    return Answer(await _taste(request))


@endpoint(
    "DELETE",
    TASTE,
    "Begin the taste anew; answers stay given",
    needs="write:accounts",
    tag=TAG,
    feature="duels",
)
async def reset_taste(request: Call) -> Answer[TasteEntity]:
    await tastes.begin_anew(request.database, request.me.id)
    return Answer(await _taste(request))


def _tickets(request: Call) -> PairTickets:
    return PairTickets(request.door.runtime.secret)


async def _next(request: Call, duel: together.Duel | None = None) -> NextDuel:
    viewer_id = request.me.id
    duel = duel or await duels.find_next(request.database, _tickets(request), viewer_id)
    async with request.database.read() as tx:
        given = await queries.tells_choices(tx, viewer_id)
    if duel is None:
        return NextDuel(None, given)
    left, right = _picture(request, duel, "left"), _picture(request, duel, "right")
    return NextDuel(DuelEntity(duel.ticket, duel.prompt, left, right), given)


def _picture(request: Call, duel: together.Duel, side: Side) -> DuelPicture:
    shown: Shown = duel.left if side == "left" else duel.right
    return DuelPicture(
        url=f"{request.base_url}/duels/pictures/{duel.ticket}/{side}",
        width=shown.media.width,
        height=shown.media.height,
        description=shown.alt,
    )


async def _taste(request: Call) -> TasteEntity:
    found = await tastes.read(request.database, request.me.id, locale_of(request))
    return msgspec.convert(found, TasteEntity, from_attributes=True)


routes: Final[tuple[HTTPRouteHandler, ...]] = (
    show_duel,
    answer_duel,
    undo_duel,
    delete_duels,
    show_taste,
    reset_taste,
)
