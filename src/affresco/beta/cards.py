"""What stands above somebody's home: letters, and a question. Mostly nothing, which costs one query."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import msgspec

from affresco.beta import letters, surveys
from affresco.beta import survey_queries as queries
from affresco.beta.letters import Letter
from affresco.beta.surveys import Survey
from affresco.db import ReadTx


class Cards(msgspec.Struct, frozen=True):
    """letters: not put away, the oldest first. survey: asked now, or None."""

    letters: Sequence[Letter] = ()
    survey: Survey | None = None


NO_CARDS: Final = Cards()


async def above_home(tx: ReadTx, account_id: int) -> Cards:
    """For one person, now."""
    if not await queries.has_cards(tx, account_id, letters.DAYS):
        return NO_CARDS
    return Cards(await letters.unread(tx, account_id), await surveys.due(tx, account_id))
