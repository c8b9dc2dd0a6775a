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
    """A feature. title, words: for owners. paths: where its pages begin. default: for who is in no
    cohort, and in cohorts that do not say otherwise."""

    name: str
    title: str
    words: str
    paths: tuple[str, ...]
    default: bool = True


FLAGS: Final = (
    Flag(
        name="duels",
        title=N_("Duels"),
        words=N_("Two pictures of the same words, which one? And the taste that answers show."),
        paths=("/duels",),
    ),
    Flag(
        name="gesso",
        title=N_("Gesso"),
        words=N_(
            "The page on which one asks the assistant. Mentions in posts are not switched here."
        ),
        paths=("/gesso",),
    ),
    Flag(
        name="webhooks",
        title=N_("Webhooks"),
        words=N_("The settings page on which one has other servers told."),
        paths=("/settings/webhooks",),
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


def of_path(path: str) -> str | None:
    """The name of the feature that a page belongs to. Pure."""
    for flag in FLAGS:
        if any(path == begin or path.startswith(begin + "/") for begin in flag.paths):
            return flag.name
    return None


def check(wanted: Mapping[str, bool]) -> None:
    """Raises FlagUnknown."""
    if not wanted.keys() <= NAMES:
        raise FlagUnknown
