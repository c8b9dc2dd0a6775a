"""The rest of what clients ask an instance: its rules, how busy it is, and what it does not have."""

from __future__ import annotations

from datetime import datetime
from typing import Final

import msgspec
from litestar.handlers import HTTPRouteHandler
from markupsafe import escape

from affresco.api.core.answers import Answer
from affresco.api.core.call import Call
from affresco.api.core.endpoint import endpoint
from affresco.api.core.faults import locale_of
from affresco.api.mastodon.entities import Emoji
from affresco.api.mastodon.instance import DESCRIPTION, rules_in
from affresco.api.mastodon.instance_entities import Rule
from affresco.feeds import activity
from affresco.text import N_, translate

PRIVACY: Final = (
    N_(
        "This instance keeps what you tell it: your profile, what you publish, what you make and have not "
        "published, whom you follow, and when and from where you signed in."
    ),
    N_(
        "It shows each post to the audience that you chose, and nobody else. Drafts are yours alone. "
        "It sends nothing to anybody else, unless its owner set up an engine or a model elsewhere; "
        "the studio says which engine runs where."
    ),
    N_(
        "Whether models may learn from your public posts is your choice; it is asked when you join, "
        "and again whenever you like. You may delete your account, and everything goes with it."
    ),
)


class Week(msgspec.Struct, frozen=True):
    """Numbers of a week, in decimal. week: its first second, since 1970. logins: sessions begun."""

    week: str
    statuses: str
    logins: str
    registrations: str


class Page(msgspec.Struct, frozen=True):
    """A text about the instance. content: HTML. updated_at: None for what came with the software."""

    updated_at: datetime | None
    content: str


class Domain(msgspec.Struct, frozen=True):
    """An instance that is not talked to."""

    domain: str
    digest: str
    severity: str
    comment: str = ""


@endpoint("GET", "/api/v1/instance/rules", "What is not made or said here")
async def rules(request: Call) -> Answer[tuple[Rule, ...]]:
    return Answer(rules_in(request))


@endpoint("GET", "/api/v1/instance/activity", "How busy it was, week by week, the newest first")
async def weeks(request: Call) -> Answer[tuple[Week, ...]]:
    async with request.database.read() as tx:
        found = await activity.weeks(tx)
    return Answer(
        tuple(
            Week(
                week=str(int(week.begins.timestamp())),
                statuses=str(week.posts),
                logins=str(week.sessions),
                registrations=str(week.accounts),
            )
            for week in found
        )
    )


@endpoint("GET", "/api/v1/instance/extended_description", "About the instance")
async def extended_description(request: Call) -> Answer[Page]:
    return Answer(Page(None, _paragraphs(request, (DESCRIPTION,))))


@endpoint("GET", "/api/v1/instance/privacy_policy", "What it keeps, and who sees it")
async def privacy_policy(request: Call) -> Answer[Page]:
    return Answer(Page(None, _paragraphs(request, PRIVACY)))


@endpoint("GET", "/api/v1/instance/peers", "Other instances that it talks to: none")
async def peers(request: Call) -> Answer[tuple[str, ...]]:
    return Answer(())


@endpoint("GET", "/api/v1/instance/domain_blocks", "Instances that it does not talk to: none")
async def domain_blocks(request: Call) -> Answer[tuple[Domain, ...]]:
    return Answer(())


@endpoint("GET", "/api/v1/instance/translation_languages", "What it translates: nothing")
async def translation_languages(request: Call) -> Answer[dict[str, tuple[str, ...]]]:
    return Answer({})


@endpoint("GET", "/api/v1/custom_emojis", "Pictures to put into texts: none")
async def custom_emojis(request: Call) -> Answer[tuple[Emoji, ...]]:
    return Answer(())


def _paragraphs(request: Call, texts: tuple[str, ...]) -> str:
    locale = locale_of(request)
    return "".join(f"<p>{escape(translate(text, locale))}</p>" for text in texts)


routes: Final[tuple[HTTPRouteHandler, ...]] = (
    rules,
    weeks,
    extended_description,
    privacy_policy,
    peers,
    domain_blocks,
    translation_languages,
    custom_emojis,
)
