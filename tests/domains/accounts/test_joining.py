"""Coming in: invitations and sign-up, also by many at once."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from affresco.accounts import commands, errors, invitations
from affresco.accounts.model import AccountId, Invite, SignUp
from affresco.db import Database

Joining = Callable[..., SignUp]


async def let_time_pass(database: Database, code: str, days: int) -> None:
    """The invitation as it is some days later."""
    async with database.write() as tx:
        await tx.run(
            """UPDATE invitations SET created_at = created_at - make_interval(days => $2),
                                      expires_at = expires_at - make_interval(days => $2)
               WHERE code_hash = sha256($1::text::bytea)""",
            code,
            days,
        )


async def uses_of(database: Database, owner: AccountId) -> list[int]:
    page = await invitations.list_invitations(database, owner)
    return [invitation.uses for invitation in page.invitations if invitation.role == "member"]


async def an_owner(database: Database, joining: Joining) -> AccountId:
    return await commands.add_person(database, joining("owner_one"), role="owner")


async def test_an_empty_instance_has_one_owner_link(database: Database, joining: Joining) -> None:
    first = await invitations.owner_link_code(database)
    second = await invitations.owner_link_code(database)
    assert first is not None
    assert second is not None
    with pytest.raises(errors.InvitationUnknown):
        await commands.sign_up(database, joining("ada"), first)
    ada = await commands.sign_up(database, joining("ada"), second)
    page = await invitations.list_invitations(database, ada)  # owners only
    assert [i.state for i in page.invitations] == ["used_up"]
    assert await invitations.owner_link_code(database) is None
    with pytest.raises(errors.InvitationUsedUp):
        await commands.sign_up(database, joining("bo"), second)


async def test_who_joins_gets_role_cohort_and_a_record_of_the_answer(
    database: Database, joining: Joining
) -> None:
    owner = await an_owner(database, joining)
    code = await invitations.invite(
        database, Invite(created_by=owner, cohort=" class\u202e of  26 ", uses=2)
    )
    ada = await commands.sign_up(database, joining("Ada", name=" Ada ", training="allow"), code)
    async with database.read() as tx:
        row = await tx.row("SELECT * FROM accounts WHERE id = $1", ada)
        answer = await tx.row("SELECT * FROM consent_choices WHERE account_id = $1", ada)
        kinds = await tx.rows("SELECT kind FROM events WHERE data->>'account_id' = $1", str(ada))
    assert row is not None
    assert (row["handle"], row["name"], row["role"]) == ("ada", "Ada", "member")
    assert (row["cohort"], row["training"]) == ("class of 26", "allow")
    assert row["password_hash"].startswith("$argon2id$")
    assert answer is not None
    assert (answer["choice"], answer["wording"]) == ("allow", "May they learn? No.")
    assert [k["kind"] for k in kinds] == ["account_created"]


async def test_a_closed_invitation_says_why(database: Database, joining: Joining) -> None:
    owner = await an_owner(database, joining)
    expired = await invitations.invite(database, Invite(created_by=owner, days=3))
    await let_time_pass(database, expired, 3)
    revoked = await invitations.invite(database, Invite(created_by=owner))
    page = await invitations.list_invitations(database, owner)
    await invitations.revoke_invitation(database, owner, page.invitations[0].id)
    used = await invitations.invite(database, Invite(created_by=owner))
    await commands.sign_up(database, joining("first"), used)
    for code, error in (
        (expired, errors.InvitationExpired),
        (revoked, errors.InvitationRevoked),
        (used, errors.InvitationUsedUp),
        ("no such code", errors.InvitationUnknown),
        ("\ud800", errors.InvitationUnknown),
    ):
        with pytest.raises(error):
            await commands.sign_up(database, joining("second"), code)
    states = [i.state for i in (await invitations.list_invitations(database, owner)).invitations]
    assert states == ["used_up", "revoked", "expired"]


async def test_only_owners_invite_list_and_revoke(database: Database, joining: Joining) -> None:
    await an_owner(database, joining)
    member = await commands.add_person(database, joining("member"))
    with pytest.raises(errors.OwnersOnly):
        await invitations.invite(database, Invite(created_by=member))
    with pytest.raises(errors.OwnersOnly):
        await invitations.list_invitations(database, member)
    with pytest.raises(errors.OwnersOnly):
        await invitations.revoke_invitation(database, member, 1)


@pytest.mark.parametrize(
    ("command", "error"),
    [
        (Invite(uses=0), errors.UsesInvalid),
        (Invite(uses=1001), errors.UsesInvalid),
        (Invite(days=0), errors.DaysInvalid),
        (Invite(days=366), errors.DaysInvalid),
        (Invite(cohort="x" * 61), errors.CohortTooLong),
    ],
)
async def test_invitations_have_bounds(
    database: Database, command: Invite, error: type[errors.AboutField]
) -> None:
    with pytest.raises(error):
        await invitations.invite(database, command)


async def test_a_sign_up_that_fails_spends_no_use(database: Database, joining: Joining) -> None:
    owner = await an_owner(database, joining)
    code = await invitations.invite(database, Invite(created_by=owner))
    for wrong, error in (
        (joining("é"), errors.HandleInvalid),
        (joining("ada", password="short"), errors.PasswordTooShort),
        (joining("ada", password="ada@example.org"), errors.PasswordTellsWho),
        (joining("OWNER_ONE", email="other@example.org"), errors.HandleTaken),
        (joining("ada", email="Owner_One@Example.org"), errors.EmailTaken),
        (joining("ada", training="perhaps"), errors.TrainingUnanswered),
    ):
        with pytest.raises(error):
            await commands.sign_up(database, wrong, code)
    assert await uses_of(database, owner) == [0]
    await commands.sign_up(database, joining("ada"), code)
    assert await uses_of(database, owner) == [1]


async def test_of_two_who_want_one_handle_one_gets_it(database: Database, joining: Joining) -> None:
    results = await asyncio.gather(
        *(
            commands.add_person(database, joining("ada", email=f"ada{n}@example.org"))
            for n in range(4)
        ),
        return_exceptions=True,
    )
    assert sum(isinstance(result, int) for result in results) == 1
    assert sum(isinstance(result, errors.HandleTaken) for result in results) == 3


async def test_of_two_who_want_one_address_one_gets_it(
    database: Database, joining: Joining
) -> None:
    results = await asyncio.gather(
        *(
            commands.add_person(database, joining(f"ada{n}", email="ada@example.org"))
            for n in range(4)
        ),
        return_exceptions=True,
    )
    assert sum(isinstance(result, int) for result in results) == 1
    assert sum(isinstance(result, errors.EmailTaken) for result in results) == 3


@settings(
    max_examples=8,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(uses=st.integers(1, 5), extra=st.integers(0, 5), clash=st.booleans())
async def test_an_invitation_lets_in_as_many_as_it_says(
    database: Database, joining: Joining, uses: int, extra: int, clash: bool
) -> None:
    """Everybody knocks at once; ``clash``: two of them want the same handle."""
    async with database.write() as tx:
        await tx.run("DELETE FROM invitations")
        await tx.run("DELETE FROM accounts")
    owner = await an_owner(database, joining)
    code = await invitations.invite(database, Invite(created_by=owner, uses=uses))
    knocking = [joining(f"person{n}") for n in range(uses + extra)]
    if clash:
        knocking.append(joining("person0", email="other@example.org"))
    results = await asyncio.gather(
        *(commands.sign_up(database, command, code) for command in knocking),
        return_exceptions=True,
    )
    joined = [result for result in results if isinstance(result, int)]
    refused = [result for result in results if not isinstance(result, int)]
    assert len(joined) == uses
    assert await uses_of(database, owner) == [uses]
    assert all(
        isinstance(result, errors.InvitationUsedUp | errors.HandleTaken) for result in refused
    )
