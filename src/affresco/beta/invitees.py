"""Invitations for a list of addresses. We send no mail: whoever invites gets a link for each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, Literal

import msgspec

from affresco.accounts import access, rules
from affresco.accounts.errors import DaysInvalid, EmailInvalid
from affresco.accounts.invitations import CODE_BITS, DAYS_LIMIT
from affresco.accounts.model import AccountId
from affresco.accounts.secret import digest, new_secret
from affresco.beta import cohort_queries as queries
from affresco.beta import cohorts, typos
from affresco.beta.cohort_errors import NobodyToInvite, TooManyLines
from affresco.db import Database, WriteTx

LINES_LIMIT: Final = 5_000
LINE_LIMIT: Final = 320
"""Characters of a line that are looked at: the longest address, with a name."""

Wrong = Literal["no_address", "typo", "invited"]


class Problem(msgspec.Struct, frozen=True):
    """A line that is not invited as it is. wrong: it is no address; it looks like a slip of the finger; a
    link for it is out already. meant: what was probably meant."""

    line: int
    written: str
    wrong: Wrong
    meant: str | None


class Checked(msgspec.Struct, frozen=True):
    """good: each once, in the order of the list. folded: how many lines said an address again."""

    good: tuple[str, ...]
    problems: tuple[Problem, ...]
    folded: int


class Link(msgspec.Struct, frozen=True):
    """code: goes into ``/join/CODE`` and is not kept."""

    address: str
    code: str


def check(text: str, *, as_written: bool = False) -> Checked:
    """Read a pasted list: one address a line, or several with commas or semicolons between.

    as_written: what looks like a slip of the finger is meant. Pure; 5,000 lines take a tenth of a second, so
    call it in a thread. Raises TooManyLines.
    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    if len(lines) > LINES_LIMIT:
        raise TooManyLines(lines=len(lines), limit=LINES_LIMIT)
    good: dict[str, None] = {}
    problems: list[Problem] = []
    folded = 0
    parts = [(number, part) for number, line in enumerate(lines, 1) for part in _parts(line)]
    if len(parts) > LINES_LIMIT:
        raise TooManyLines(lines=len(parts), limit=LINES_LIMIT)
    for number, part in parts:
        found = _read(number, part, as_written=as_written)
        if isinstance(found, Problem):
            problems.append(found)
        elif found in good:
            folded += 1
        else:
            good[found] = None
    return Checked(tuple(good), tuple(problems), folded)


async def invite(
    database: Database, owner_id: AccountId, cohort: str, checked: Checked, days: int
) -> tuple[Sequence[Link], Checked]:
    """Links for the good ones. Who has a link that still opens gets no second one and is told of as a
    problem in what is returned.

    Raises OwnersOnly, CohortNotFound, CohortClosed, DaysInvalid, NobodyToInvite.
    """
    if not 1 <= days <= DAYS_LIMIT:
        raise DaysInvalid(most=DAYS_LIMIT)
    async with database.write() as tx:
        await access.check_owner(tx, owner_id)
        name = await cohorts.hold_open(tx, cohort)
        known = await queries.with_open_invitation(tx, checked.good)
        fresh = [address for address in checked.good if address not in known]
        again = tuple(Problem(0, one, "invited", None) for one in checked.good if one in known)
        left = Checked((), (*checked.problems, *again), checked.folded)
        if not fresh and not known:
            raise NobodyToInvite
        return await make_links(tx, owner_id, name, fresh, days), left


async def make_links(
    tx: WriteTx, owner_id: int, cohort: str, addresses: Sequence[str], days: int
) -> Sequence[Link]:
    """One invitation each; who of them waits is not waiting any more."""
    links = [Link(address, new_secret(CODE_BITS)) for address in addresses]
    if links:
        rows = [(digest(link.code), link.address) for link in links]
        await queries.insert_invitations(tx, rows, cohort, owner_id, days)
        await queries.mark_invited(tx, addresses)
    return links


def _parts(line: str) -> list[str]:
    """What stands on a line. Commas and semicolons divide it where there is more than one address."""
    if line.count("@") < 2:
        return [line.strip().rstrip(",;").strip()] if line.strip(" \t,;\ufeff") else []
    parts = [part for piece in line.split(";") for part in piece.split(",")]
    return [part.strip() for part in parts if part.strip(" \t\ufeff")]


def _read(number: int, part: str, *, as_written: bool) -> str | Problem:
    written = " ".join(part[:LINE_LIMIT].strip("\ufeff").split())
    address = typos.address_in(written)
    try:
        clean = rules.clean_email(address)
    except EmailInvalid:
        return Problem(number, written, "no_address", typos.meant(address))
    better = None if as_written else typos.meant(clean)
    return Problem(number, written, "typo", better) if better else clean
