"""Invitations: the only way in. A link carries the code; the row keeps its SHA-256."""

from __future__ import annotations

from typing import Final

import msgspec

from affresco.accounts import access, rules
from affresco.accounts import credential_queries as queries
from affresco.accounts import queries as account_queries
from affresco.accounts.errors import (
    CohortClosed,
    DaysInvalid,
    InvitationExpired,
    InvitationRevoked,
    InvitationUnknown,
    InvitationUsedUp,
    UsesInvalid,
)
from affresco.accounts.model import AccountId, Invitation, InvitationState, Invite, Role
from affresco.accounts.secret import digest, new_secret
from affresco.db import Database, ReadTx, Row, WriteTx

CODE_BITS: Final = 128
USES_LIMIT: Final = 1000
DAYS_LIMIT: Final = 365
OWNER_LINK_DAYS: Final = 7
PAGE: Final = 50


class Admission(msgspec.Struct, frozen=True):
    """What a redeemed invitation gives."""

    role: Role
    cohort: str | None


class InvitationPage(msgspec.Struct, frozen=True):
    """Newest first. older: cursor of the next page, None at the end."""

    invitations: tuple[Invitation, ...]
    older: int | None


async def invite(database: Database, command: Invite) -> str:
    """Make an invitation; returns its code, which goes into ``/join/CODE`` and is not kept.

    Raises OwnersOnly, UsesInvalid, DaysInvalid, CohortTooLong, CohortClosed.
    """
    if not 1 <= command.uses <= USES_LIMIT:
        raise UsesInvalid(most=USES_LIMIT)
    if not 1 <= command.days <= DAYS_LIMIT:
        raise DaysInvalid(most=DAYS_LIMIT)
    cohort = rules.clean_cohort(command.cohort)
    code = new_secret(CODE_BITS)
    async with database.write() as tx:
        if command.created_by is not None:
            await access.check_owner(tx, command.created_by)
        if cohort is not None and await queries.is_closed(tx, cohort):
            raise CohortClosed
        await queries.insert_invitation(
            tx,
            code_hash=digest(code),
            role=command.role,
            cohort=cohort,
            uses=command.uses,
            created_by=command.created_by,
            days=command.days,
        )
    return code


async def owner_link_code(database: Database) -> str | None:
    """On an empty instance, a code that makes its first owner; None when somebody is here already.

    Each call replaces the code given before, so that only the one shown last is good.
    """
    async with database.read() as tx:
        if not await account_queries.is_empty(tx):
            return None
    async with database.write() as tx:
        await queries.delete_owner_links(tx)
    return await invite(database, Invite(role="owner", days=OWNER_LINK_DAYS))


async def redeem(tx: WriteTx, code: str) -> Admission:
    """Take one use, inside the sign-up's transaction, which holds the invitation until it ends.

    Raises InvitationUnknown, InvitationExpired, InvitationRevoked, InvitationUsedUp.
    """
    row = await queries.redeem(tx, digest(code))
    if row is None:
        await get_open(tx, code)
        raise InvitationUsedUp
    return Admission(role=row["role"], cohort=row["cohort"])


async def get_open(tx: ReadTx, code: str) -> Invitation:
    """The invitation that a code opens, if it still does.

    Raises InvitationUnknown, InvitationExpired, InvitationRevoked, InvitationUsedUp.
    """
    row = await queries.invitation_row(tx, digest(code))
    if row is None:
        raise InvitationUnknown
    invitation = _from_row(row)
    match invitation.state:
        case "revoked":
            raise InvitationRevoked
        case "used_up":
            raise InvitationUsedUp
        case "expired":
            raise InvitationExpired
        case "open":
            return invitation


async def list_invitations(
    database: Database, owner_id: AccountId, before: int | None = None
) -> InvitationPage:
    """All invitations of the instance, for owners. before: ``older`` of the page before.

    Raises OwnersOnly.
    """
    async with database.read() as tx:
        await access.check_owner(tx, owner_id)
        rows = await queries.invitation_rows(tx, before, PAGE + 1)
    shown = rows[:PAGE]
    return InvitationPage(
        invitations=tuple(_from_row(row) for row in shown),
        older=shown[-1]["id"] if len(rows) > PAGE else None,
    )


async def revoke_invitation(database: Database, owner_id: AccountId, invitation_id: int) -> None:
    """Close an invitation; those who came by it stay. Raises OwnersOnly, InvitationUnknown."""
    if not rules.is_id(invitation_id):
        raise InvitationUnknown
    async with database.write() as tx:
        await access.check_owner(tx, owner_id)
        if not await queries.revoke_invitation(tx, invitation_id):
            raise InvitationUnknown


def _from_row(row: Row) -> Invitation:
    return Invitation(
        id=row["id"],
        role=row["role"],
        cohort=row["cohort"],
        uses_allowed=row["uses_allowed"],
        uses=row["uses"],
        created_by=row["created_by"],
        created_at=row["created_at"],
        expires_at=row["expires_at"],
        state=_state(row),
    )


def _state(row: Row) -> InvitationState:
    if row["revoked"]:
        return "revoked"
    if row["uses"] >= row["uses_allowed"]:
        return "used_up"
    return "expired" if row["expired"] else "open"
