"""What tests of duels have in common: people who give, and pairs that come of it."""

from __future__ import annotations

import re
from typing import Any, Final

from affresco.accounts.model import Answers
from affresco.media.model import Media
from affresco.posts import consent
from affresco.together import duels
from affresco.together.duels import PairTickets
from affresco.together.model import Duel
from world import Published, Resident, World

PAGE: Final = "/duels"
WORDS: Final = "a quiet harbour at dawn"
_TICKET: Final = re.compile(r'name="pair" value="([^"]+)"')


async def giver(world: World, handle: str, *, choices: bool = False) -> Resident:
    """Somebody whose posts are in the commons."""
    who = await world.person(handle, training="allow")
    answers = Answers(licence="CC BY", choices="allow" if choices else "deny")
    await consent.answer(world.database, who.id, answers, {})
    return who


async def chooser(world: World, handle: str) -> Resident:
    """Somebody who lets their own choices be told, and gives nothing else."""
    who = await world.person(handle)
    await consent.answer(world.database, who.id, Answers(choices="allow"), {})
    return who


async def hang(world: World, by: Resident, prompt: str = WORDS, **more: Any) -> Published:
    """A post that is given."""
    return await world.post(by=by, pictures=1, prompt=prompt, training="allow", **more)


async def leave(world: World, post: Published, position: int = 1) -> Media:
    """Another picture of the same job, which was not chosen."""
    media = await world.picture(by=post.by)
    async with world.database.write() as tx:
        await tx.run(
            """INSERT INTO candidates (generation_id, position, seed, recipe, media_id)
               SELECT generation_id, $3::int, seed + $3::int, recipe, $2
               FROM candidates WHERE media_id = $1""",
            post.pictures[0].id,
            media.id,
            position,
        )
    return media


async def pair(world: World, who: Resident) -> Duel | None:
    """What stands before somebody now."""
    return await duels.find_next(world.database, PairTickets(world.runtime.secret), who.id)


def ticket(page: str) -> str:
    """Of the pair on a page."""
    found = _TICKET.search(page)
    assert found is not None, "no pair on the page"
    return found[1]


async def answer(world: World, who: Resident, pair: str, choice: str) -> str:
    """Answer as a browser does; the page that follows."""
    sent = await world.post_form(PAGE, {"pair": pair, "choice": choice}, as_=who)
    assert sent.status_code == 303, sent.text
    return (await world.get(sent.headers["location"], as_=who)).text
