"""Features that can be switched on or off for a cohort. What is here is shown on the owners' page."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import msgspec

from affresco.beta import cohort_queries as queries
from affresco.beta.cohort_errors import FlagUnknown
from affresco.db import ReadTx
from affresco.text import N_


class Flag(msgspec.Struct, frozen=True):
    """A feature. title, words: for owners. default: for who is in no cohort, and in cohorts that do not say
    otherwise. Its routes are marked by ``gates.part_of``."""

    name: str
    title: str
    words: str
    default: bool = True


FLAGS: Final = (
    Flag(
        name="duels",
        title=N_("Duels"),
        words=N_("Two pictures of the same words, which one? And the taste that answers show."),
    ),
    Flag(
        name="gesso",
        title=N_("Gesso"),
        words=N_(
            "Asking the assistant, on its page and from programs. Mentions in posts are not switched here."
        ),
    ),
    Flag(
        name="webhooks",
        title=N_("Webhooks"),
        words=N_("Having other servers told of what happens."),
    ),
)
NAMES: Final = frozenset(flag.name for flag in FLAGS)
NOTHING: Final[frozenset[str]] = frozenset()


async def off_for(tx: ReadTx, account_id: int) -> frozenset[str]:
    """The names of features that this person does not have. Owners have all."""
    row = await queries.flags_of(tx, account_id)
    if row is None or row["role"] == "owner":
        return NOTHING
    switched: Mapping[str, bool] = row["flags"] or {}
    return frozenset(flag.name for flag in FLAGS if not switched.get(flag.name, flag.default))


def check(wanted: Mapping[str, bool]) -> None:
    """Raises FlagUnknown."""
    if not wanted.keys() <= NAMES:
        raise FlagUnknown
