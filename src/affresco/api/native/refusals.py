"""Care for programs: the rules, what was refused to oneself, and the appeal."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Final

import msgspec
from litestar.handlers import HTTPRouteHandler
from litestar.params import JSONBody, PathParameter

from affresco.api.core.answers import Answer
from affresco.api.core.call import Call
from affresco.api.core.endpoint import endpoint
from affresco.api.core.faults import locale_of
from affresco.api.core.paging import find_id
from affresco.safety import access, commands, guard, hydrate
from affresco.safety.errors import RefusalNotFound
from affresco.safety.model import APPEAL_LIMIT, Action, FieldName, Rate, Refusal, Rule, Verdict

PATH: Final = "/api/affresco/v1/refusals"
ONE: Final = f"{PATH}/{{refusal_id:str}}"
TAG: Final = "Affresco"

RefusalIdText = Annotated[
    str,
    PathParameter(
        description="Of what was refused to oneself.", schema_extra={"pattern": "^[0-9]{1,19}$"}
    ),
]


class RuleEntity(msgspec.Struct, frozen=True, kw_only=True):
    """A rule, in the caller's language. refused, appealed, decided, wrong: since this place began."""

    id: str
    title: str
    explanation: str
    fields: tuple[FieldName, ...]
    action: Action
    for_adults: Action | None
    always: bool
    refused: int
    appealed: int
    decided: int
    wrong: int


class RefusalEntity(msgspec.Struct, frozen=True, kw_only=True):
    """Something of one's own that was not carried out. term: what was found, "" where a classifier looked
    at the whole. spans: pairs of places in the text. source: ``rules`` or a classifier's name."""

    id: str
    rule: str
    title: str
    field: FieldName
    term: str
    source: str
    text: str
    spans: tuple[int, ...]
    times: int
    created_at: datetime
    appeal: str | None
    appealed_at: datetime | None
    verdict: Verdict | None
    verdict_words: str
    decided_at: datetime | None


class NewAppeal(msgspec.Struct, frozen=True):
    """Why the rule does not apply."""

    words: Annotated[str, msgspec.Meta(description=f"1 to {APPEAL_LIMIT} characters.")]


@endpoint(
    "GET", "/api/affresco/v1/rules", "What is not made here, and how often it was wrong", tag=TAG
)
async def list_rules(request: Call) -> Answer[tuple[RuleEntity, ...]]:
    async with request.database.read() as tx:
        rates = await hydrate.rates(tx)
    locale = locale_of(request)
    rules = guard.of(request.runtime.settings).book.rules.values()
    return Answer(tuple(_rule(rule, rates.get(rule.id, Rate(rule.id)), locale) for rule in rules))


@endpoint("GET", PATH, "What was refused to oneself, the newest 20", needs="read:accounts", tag=TAG)
async def list_refusals(request: Call) -> Answer[tuple[RefusalEntity, ...]]:
    async with request.database.read() as tx:
        page = await access.list_own(tx, request.me.id)
    return Answer(tuple(_entity(request, refusal) for refusal in page.refusals))


@endpoint(
    "GET", ONE, "One refusal, with the appeal and its outcome", needs="read:accounts", tag=TAG
)
async def get_refusal(request: Call, refusal_id: RefusalIdText) -> Answer[RefusalEntity]:
    async with request.database.read() as tx:
        refusal = await access.get_own(tx, request.me.id, _number(refusal_id))
    return Answer(_entity(request, refusal))


@endpoint(
    "POST",
    f"{ONE}/appeal",
    "Say why the rule does not apply; once",
    needs="write:reports",
    faults=(409, 422),
    tag=TAG,
)
async def appeal(
    request: Call, refusal_id: RefusalIdText, data: JSONBody[NewAppeal]
) -> Answer[RefusalEntity]:
    number = _number(refusal_id)
    await commands.appeal(request.database, request.me.id, number, data.words)
    async with request.database.read() as tx:
        refusal = await access.get_own(tx, request.me.id, number)
    return Answer(_entity(request, refusal))


def _rule(rule: Rule, rate: Rate, locale: str) -> RuleEntity:
    return RuleEntity(
        id=rule.id,
        title=rule.title.in_(locale),
        explanation=rule.explanation.in_(locale),
        fields=tuple(sorted(rule.fields)),
        action=rule.action,
        for_adults=rule.for_adults,
        always=rule.always,
        refused=rate.refused,
        appealed=rate.appealed,
        decided=rate.decided,
        wrong=rate.wrong,
    )


def _entity(request: Call, refusal: Refusal) -> RefusalEntity:
    rule = guard.of(request.runtime.settings).book.rules.get(refusal.rule)
    return RefusalEntity(
        id=str(refusal.id),
        rule=refusal.rule,
        title=rule.title.in_(request.me.locale) if rule else refusal.rule,
        field=refusal.field,
        term=refusal.term,
        source=refusal.source,
        text=refusal.text,
        spans=refusal.spans,
        times=refusal.times,
        created_at=refusal.at,
        appeal=refusal.appeal,
        appealed_at=refusal.appealed_at,
        verdict=refusal.verdict,
        verdict_words=refusal.verdict_words,
        decided_at=refusal.decided_at,
    )


def _number(text: str) -> int:
    """Raises RefusalNotFound."""
    number = find_id(text)
    if number is None:
        raise RefusalNotFound
    return number


routes: Final[tuple[HTTPRouteHandler, ...]] = (list_rules, list_refusals, get_refusal, appeal)
