"""What a host may offer to choose from while a person fills something in."""

from __future__ import annotations

from typing import Final

from affresco.feeds.model import Cursor
from affresco.mcp import addresses, prompts
from affresco.mcp.model import Caller
from affresco.studio.library.access import search as own_pictures
from affresco.studio.library.model import Search

LIMIT: Final = 20
LONGEST: Final = 100
"""Characters that are compared."""
RECENT: Final = 40
"""Posts and pictures that are looked at: the newest."""


async def for_prompt(caller: Caller, name: str, argument: str, begun: str) -> list[str]:
    """Values that begin so, the likeliest first; none for what can be anything, or is unknown."""
    prompt = prompts.BY_NAME.get(name)
    known = {one.name: one.kind for one in prompt.arguments} if prompt is not None else {}
    return await _of(caller, known.get(argument, "words"), begun)


async def for_template(caller: Caller, uri: str, argument: str, begun: str) -> list[str]:
    """As ``for_prompt``. uri: of the template."""
    known = {one.uri: one for one in addresses.TEMPLATES}.get(uri)
    if known is None or known.argument != argument:
        return []
    return await _of(caller, known.name, begun)


async def _of(caller: Caller, kind: str, begun: str) -> list[str]:
    begun = begun[:LONGEST].strip()
    match kind:
        case "person":
            ids = await caller.finder.people(caller.id, begun.removeprefix("@"), limit=LIMIT)
            known = await caller.reader.people(ids)
            return [known[one].handle for one in ids if one in known]
        case "hashtag":
            found = await caller.finder.tags(begun.removeprefix("#"), limit=LIMIT)
            return [tag.name for tag in found]
        case "post":
            page = await caller.reader.home(caller.id, Cursor(limit=RECENT))
            return _beginning([str(view.post.id) for view in page.items], begun)
        case "picture":
            async with caller.database.read() as tx:
                mine = await own_pictures(tx, caller.id, Search(), limit=RECENT)
            return _beginning([str(item.media.id) for item in mine.items], begun)
        case _:
            return []


def _beginning(values: list[str], begun: str) -> list[str]:
    return [value for value in dict.fromkeys(values) if value.startswith(begun)][:LIMIT]
