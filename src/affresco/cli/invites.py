"""Invitations from the command line."""

from __future__ import annotations

from affresco.accounts import invitations
from affresco.accounts.model import Invite
from affresco.cli import address
from affresco.cli.people import on_database
from affresco.settings import Settings


def print_link(settings: Settings, uses: int, cohort: str | None) -> None:
    """The command ``invites add``. Raises UsesInvalid, CohortTooLong, CohortClosed."""
    command = Invite(uses=uses, cohort=cohort)
    code = on_database(settings, lambda db: invitations.invite(db, command))
    print(join_link(address.remembered(settings), code))


def join_link(base_url: str, code: str) -> str:
    """The page where an invitation is taken up."""
    return f"{base_url}/join/{code}"
