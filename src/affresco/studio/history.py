"""What a picture was made from and what was made from it, among one's own: the way one came."""

from __future__ import annotations

import msgspec

from affresco.db import ReadTx
from affresco.media.model import Media, MediaId
from affresco.media.queries import media_by_ids
from affresco.studio import history_queries as queries
from affresco.studio.errors import SourceUnusable
from affresco.studio.model import Recipe, Task
from affresco.studio.ordering import PICTURE_KINDS

LINE_LIMIT = 60
LATER_LIMIT = 24


class Step(msgspec.Struct, frozen=True):
    """A picture on the way. task, instruction: how it came from the one before; None at the start of an
    upload."""

    media: Media
    task: Task | None
    instruction: str


class Picture(msgspec.Struct, frozen=True):
    """One of somebody's own pictures. recipe, generation_id: None for an upload. source_post_id: the post
    that it remixes. earlier: the way to it, first the oldest. later: what was made from it, newest first."""

    media: Media
    recipe: Recipe | None
    generation_id: int | None
    source_post_id: int | None
    earlier: tuple[Step, ...]
    later: tuple[Step, ...]


async def get_picture(tx: ReadTx, account_id: int, media_id: int) -> Picture:
    """Raises SourceUnusable, also for somebody else's picture."""
    media = (await media_by_ids(tx, [media_id])).get(MediaId(media_id))
    if media is None or media.owner_id != account_id or media.kind not in PICTURE_KINDS:
        raise SourceUnusable
    line = await queries.line_of(tx, account_id, media_id, LINE_LIMIT)
    later = await queries.made_from(tx, account_id, media_id, LATER_LIMIT)
    known = {row["media_id"]: row for row in line}
    sources = [row["source_media_id"] for row in line if row["source_media_id"] is not None]
    found = await media_by_ids(tx, [*known, *sources, *(row["media_id"] for row in later)])
    own = known.get(media_id)
    earlier: list[Step] = []
    for number in sources:
        step, picture = known.get(number), found.get(number)
        if picture is None or picture.owner_id != account_id:
            break
        earlier.append(
            Step(
                picture,
                step["task"] if step is not None else None,
                step["instruction"] if step is not None else "",
            )
        )
    return Picture(
        media=media,
        recipe=msgspec.convert(own["recipe"], Recipe) if own and own["recipe"] else None,
        generation_id=own["generation_id"] if own else None,
        source_post_id=own["source_post_id"] if own else None,
        earlier=tuple(reversed(earlier)),
        later=tuple(
            Step(found[row["media_id"]], row["task"], row["instruction"])
            for row in later
            if row["media_id"] in found
        ),
    )
