"""Among which posts one asks: what doors are sent, what the assistant takes, what people read."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Final

from affresco.accounts import lists
from affresco.accounts.access import get_person_by_handle
from affresco.accounts.errors import ListNotFound, PersonNotFound
from affresco.accounts.hydrate import people
from affresco.accounts.model import AccountId
from affresco.assistant.errors import CircleUnknown
from affresco.assistant.model import (
    Among,
    ByPerson,
    Everything,
    Following,
    InList,
    InThread,
    SinceThen,
    WithHashtag,
)
from affresco.db import ReadTx
from affresco.posts.access import get_post
from affresco.posts.errors import PostNotFound
from affresco.posts.markup import normalise_tag
from affresco.text import _

LARGEST_ID: Final = 2**63 - 1
LOOK_BACK: Final = timedelta(days=1)
"""How far "since your last visit" goes back where no visit is known."""
LONGEST: Final = timedelta(days=60)


async def read(
    tx: ReadTx, viewer_id: int, value: str, name: str = "", since: datetime | None = None
) -> Among:
    """``everything``, ``following``, ``since``, ``hashtag``, ``person``, ``list:ID``, ``thread:ID``; also
    ``since:MOMENT``, ``hashtag:NAME`` and ``person:ID``.

    name: of the hashtag or the person, where the value has none. since: the last visit. Raises CircleUnknown
    for what does not exist or is hidden from the viewer.
    """
    kind, _colon, rest = value.partition(":")
    match kind:
        case "everything" | "":
            return Everything()
        case "following":
            return Following()
        case "since":
            return SinceThen(_moment(rest) or since or datetime.now(UTC) - LOOK_BACK)
        case "hashtag":
            tag = normalise_tag((rest or name).strip())
            if tag is not None:
                return WithHashtag(tag)
        case "person":
            return ByPerson(await _person(tx, rest, name))
        case "list":
            try:
                return InList((await lists.get(tx, AccountId(viewer_id), _id(rest))).id)
            except ListNotFound as error:
                raise CircleUnknown from error
        case "thread":
            try:
                return InThread((await get_post(tx, viewer_id, _id(rest))).id)
            except PostNotFound as error:
                raise CircleUnknown from error
    raise CircleUnknown


def value_of(among: Among) -> str:
    """What ``read`` makes the same of."""
    match among:
        case Everything():
            return "everything"
        case Following():
            return "following"
        case SinceThen(at):
            return f"since:{at.isoformat()}"
        case WithHashtag(name):
            return f"hashtag:{name}"
        case ByPerson(account_id):
            return f"person:{account_id}"
        case InList(list_id):
            return f"list:{list_id}"
        case InThread(post_id):
            return f"thread:{post_id}"


def label_of(among: Among) -> str:
    """A circle in words, where nothing more is known of it than what it holds."""
    match among:
        case Everything():
            return _("Everything")
        case Following():
            return _("Whom I follow")
        case SinceThen():
            return _("Since my last visit")
        case WithHashtag(name):
            return f"#{name}"
        case ByPerson():
            return _("One person")
        case InList():
            return _("A list")
        case InThread():
            return _("This thread")


async def name_of(tx: ReadTx, viewer_id: int, among: Among) -> str:
    """``label_of``, with the name of the person or the list."""
    if isinstance(among, ByPerson):
        row = (await people(tx, [among.account_id])).get(AccountId(among.account_id))
        return f"@{row.handle}" if row else label_of(among)
    if isinstance(among, InList):
        mine = {one.id: one.title for one in await lists.all_of(tx, AccountId(viewer_id))}
        return mine.get(among.list_id, label_of(among))
    return label_of(among)


async def _person(tx: ReadTx, number: str, handle: str) -> int:
    if number.isascii() and number.isdigit() and len(number) > 12:
        return _id(number)
    try:
        return (await get_person_by_handle(tx, number or handle)).id
    except PersonNotFound as error:
        raise CircleUnknown from error


def _id(text: str) -> int:
    """Raises CircleUnknown for what no id can be."""
    if not (text.isascii() and text.isdigit() and len(text) < 20 and 0 < int(text) <= LARGEST_ID):
        raise CircleUnknown
    return int(text)


def _moment(text: str) -> datetime | None:
    """A moment of the last sixty days, None for anything else."""
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        return None
    at = at if at.tzinfo else at.replace(tzinfo=UTC)
    now = datetime.now(UTC)
    return max(min(at, now), now - LONGEST)
