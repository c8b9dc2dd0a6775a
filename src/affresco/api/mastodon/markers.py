"""Markers, how far one has read; and preferences, how one reads and posts."""

from __future__ import annotations

from typing import Annotated, Final, Literal

import msgspec
from litestar.handlers import HTTPRouteHandler
from litestar.params import JSONBody, QueryParameter

from affresco.api.core.answers import Answer
from affresco.api.core.call import Call
from affresco.api.core.endpoint import endpoint
from affresco.api.core.faults import BadRequest
from affresco.api.core.paging import find_id
from affresco.api.mastodon.convert import POLICY_NAMES, VISIBILITY
from affresco.api.mastodon.entities import StatusVisibility
from affresco.api.mastodon.notice_entities import Marker, Markers
from affresco.feeds import model

Timeline = Literal["home", "notifications"]


class MarkerWish(msgspec.Struct, frozen=True):
    last_read_id: str | int


class MarkersWish(msgspec.Struct, frozen=True):
    """What is left out stays where it is."""

    home: MarkerWish | None = None
    notifications: MarkerWish | None = None


class PreferencesEntity(msgspec.Struct, frozen=True, kw_only=True):
    """How an account posts, and how it wants to read. Clients read it; ``update_credentials`` changes the
    first four."""

    visibility: StatusVisibility = msgspec.field(name="posting:default:visibility")
    sensitive: bool = msgspec.field(name="posting:default:sensitive")
    language: str | None = msgspec.field(name="posting:default:language")
    quote_policy: str = msgspec.field(name="posting:default:quote_policy")
    expand_media: str = msgspec.field(name="reading:expand:media")
    expand_spoilers: bool = msgspec.field(name="reading:expand:spoilers")
    autoplay_gifs: bool = msgspec.field(name="reading:autoplay:gifs", default=False)


@endpoint("GET", "/api/v1/markers", "How far one has read", needs="read:statuses", faults=(422,))
async def get_markers(
    request: Call,
    timeline: Annotated[
        list[Timeline] | None, QueryParameter(name="timeline[]", description="Which of them.")
    ] = None,
) -> Answer[Markers]:
    found = await request.reader.notices.markers(request.me.id)
    return Answer(_markers([m for m in found if m.timeline in (timeline or ())]))


@endpoint(
    "POST",
    "/api/v1/markers",
    "Say how far one has read; a marker never moves back",
    needs="write:statuses",
    faults=(422,),
)
async def set_markers(request: Call, data: JSONBody[MarkersWish]) -> Answer[Markers]:
    notices, me = request.reader.notices, request.me
    wishes: list[tuple[Timeline, MarkerWish | None]] = [
        ("home", data.home),
        ("notifications", data.notifications),
    ]
    for timeline, wish in wishes:
        if wish is not None:
            number = find_id(str(wish.last_read_id))
            if number is None:
                raise BadRequest(reason=f"{timeline}: last_read_id is not an id")
            await notices.mark_read(me.id, timeline, number)
    asked = [timeline for timeline, wish in wishes if wish is not None]
    return Answer(_markers([m for m in await notices.markers(me.id) if m.timeline in asked]))


def _markers(found: list[model.Marker]) -> Markers:
    shown = {m.timeline: Marker(str(m.last_read_id), m.version, m.updated_at) for m in found}
    return Markers(home=shown.get("home"), notifications=shown.get("notifications"))


@endpoint("GET", "/api/v1/preferences", "How one posts and reads", needs="read:accounts")
async def get_preferences(request: Call) -> Answer[PreferencesEntity]:
    chosen = request.me.preferences
    return Answer(
        PreferencesEntity(
            visibility=VISIBILITY[chosen.visibility],
            sensitive=chosen.sensitive,
            language=chosen.language,
            quote_policy=POLICY_NAMES[chosen.quote_policy],
            expand_media=chosen.expand_media,
            expand_spoilers=chosen.expand_warnings,
        )
    )


routes: Final[tuple[HTTPRouteHandler, ...]] = (get_markers, set_markers, get_preferences)
