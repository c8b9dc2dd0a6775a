"""Sessions, bearer tokens, passwords, and how often one may try."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

import pytest
from argon2 import PasswordHasher

from affresco.accounts import commands, errors, limits, passwords, sessions, tokens
from affresco.accounts.model import AccountId, SignUp
from affresco.db import Database

PASSWORD = "wet plaster dries at noon"
Joining = Callable[..., SignUp]


@pytest.fixture
async def ada(database: Database, joining: Joining) -> AccountId:
    return await commands.add_person(database, joining("ada", name="Ada"))


async def sign_in(database: Database, login: str = "ada", password: str = PASSWORD) -> str:
    return await sessions.sign_in(database, login, password, "Firefox", "192.0.2.1")


async def later(database: Database, days: float) -> None:
    """All sessions as they are some days later."""
    async with database.write() as tx:
        await tx.run(
            """UPDATE sessions SET seen_at = seen_at - make_interval(secs => $1),
                                   expires_at = expires_at - make_interval(secs => $1)""",
            days * 86400,
        )


@pytest.mark.parametrize("login", ["ada", " @ADA ", "Ada@Example.org"])
async def test_handle_and_address_open_a_session(
    database: Database, ada: AccountId, login: str
) -> None:
    token = await sign_in(database, login)
    viewer = await sessions.find_viewer(database, token)
    assert viewer is not None
    assert (viewer.id, viewer.handle, viewer.name, viewer.role) == (ada, "ada", "Ada", "member")
    assert viewer.scopes == {"read", "write", "follow"}


@pytest.mark.parametrize(
    ("login", "password"),
    [("ada", "wrong"), ("nobody", PASSWORD), ("ada", ""), ("", ""), ("ada\x00", PASSWORD)],
)
async def test_unknown_login_and_wrong_password_look_alike(
    database: Database, ada: AccountId, login: str, password: str
) -> None:
    with pytest.raises(errors.SignInRefused):
        await sign_in(database, login, password)


async def test_an_unknown_login_costs_a_verification_too(
    database: Database, ada: AccountId, monkeypatch: pytest.MonkeyPatch
) -> None:
    verified: list[str] = []
    real = passwords._hasher

    class Noting:
        def verify(self, stored: str, password: str) -> bool:
            verified.append(stored)
            return real.verify(stored, password)

        def hash(self, password: str) -> str:
            return real.hash(password)

    monkeypatch.setattr(passwords, "_hasher", Noting())
    for login in ("ada", "nobody"):
        with pytest.raises(errors.SignInRefused):
            await sign_in(database, login, "wrong password")
    assert len(verified) == 2


async def test_only_the_digest_of_a_token_is_kept(database: Database, ada: AccountId) -> None:
    token = await sign_in(database)
    bearer = await tokens.create_token(database, ada, "tests", ["read"])
    async with database.read() as tx:
        kept = await tx.rows(
            "SELECT s::text FROM sessions s UNION SELECT t::text FROM access_tokens t"
        )
    assert not any(secret in row[0] for row in kept for secret in (token, bearer))
    assert len(token) >= 43  # 256 bits in base64


async def test_a_session_ends_thirty_days_after_the_last_visit(
    database: Database, ada: AccountId
) -> None:
    token = await sign_in(database)
    await later(database, 29)
    assert await sessions.find_viewer(database, token)
    await later(database, 29)  # the visit before counted
    assert await sessions.find_viewer(database, token)
    await later(database, 31)
    assert await sessions.find_viewer(database, token) is None


async def test_a_visit_soon_after_another_writes_nothing(
    database: Database, ada: AccountId
) -> None:
    token = await sign_in(database)
    async with database.read() as tx:
        before = await tx.value("SELECT xmin::text FROM sessions")
    await sessions.find_viewer(database, token)
    async with database.read() as tx:
        assert await tx.value("SELECT xmin::text FROM sessions") == before


async def test_sessions_are_listed_and_ended_by_their_owner_alone(
    database: Database, ada: AccountId, joining: Joining
) -> None:
    bo = await commands.add_person(database, joining("bo"))
    here, there = await sign_in(database), await sign_in(database)
    listed = await sessions.list_sessions(database, ada)
    assert [(s.user_agent, s.address) for s in listed] == [("Firefox", "192.0.2.1")] * 2
    viewer = await sessions.find_viewer(database, there)
    assert viewer is not None
    assert viewer.session_id is not None
    with pytest.raises(errors.SessionNotFound):
        await sessions.revoke_session(database, bo, viewer.session_id)
    await sessions.revoke_session(database, ada, viewer.session_id)
    assert await sessions.find_viewer(database, there) is None
    assert await sessions.find_viewer(database, here)
    for unknown in (viewer.session_id, -1, 2**70):
        with pytest.raises(errors.SessionNotFound):
            await sessions.revoke_session(database, ada, unknown)


async def test_signing_out_everywhere_else_leaves_this_browser(
    database: Database, ada: AccountId
) -> None:
    here, *others = [await sign_in(database) for _ in range(3)]
    viewer = await sessions.find_viewer(database, here)
    assert viewer is not None
    assert await sessions.revoke_others(database, ada, viewer.session_id) == 2
    assert await sessions.find_viewer(database, here)
    assert [await sessions.find_viewer(database, token) for token in others] == [None, None]
    await sessions.sign_out(database, here)
    assert await sessions.find_viewer(database, here) is None


async def test_there_are_never_more_than_fifty_sessions(database: Database, ada: AccountId) -> None:
    tokens_ = [await sessions.start(database, ada, "x", "y") for _ in range(52)]
    assert len(await sessions.list_sessions(database, ada)) == 50
    assert await sessions.find_viewer(database, tokens_[0]) is None
    assert await sessions.find_viewer(database, tokens_[-1])


async def test_a_new_password_ends_the_other_sessions(database: Database, ada: AccountId) -> None:
    here, there = await sign_in(database), await sign_in(database)
    viewer = await sessions.find_viewer(database, here)
    assert viewer is not None
    with pytest.raises(errors.PasswordWrong):
        await commands.change_password(
            database, ada, "wrong", "another password", viewer.session_id
        )
    with pytest.raises(errors.PasswordTellsWho):
        await commands.change_password(
            database, ada, PASSWORD, "ada@example.org", viewer.session_id
        )
    assert await sessions.find_viewer(database, there)
    await commands.change_password(database, ada, PASSWORD, "another password", viewer.session_id)
    assert await sessions.find_viewer(database, here)
    assert await sessions.find_viewer(database, there) is None
    with pytest.raises(errors.SignInRefused):
        await sign_in(database)
    assert await sign_in(database, password="another password")


async def test_the_same_password_from_another_keyboard_opens(
    database: Database, joining: Joining
) -> None:
    await commands.add_person(database, joining("zoe", password="caf\u00e9 au lait"))
    assert await sign_in(database, "zoe", "cafe\u0301 au lait")


async def test_an_outdated_hash_is_renewed_at_sign_in(
    database: Database, ada: AccountId, monkeypatch: pytest.MonkeyPatch
) -> None:
    stronger = PasswordHasher(time_cost=2, memory_cost=16, parallelism=1)
    monkeypatch.setattr(passwords, "_hasher", stronger)
    await sign_in(database)
    async with database.read() as tx:
        kept = await tx.value("SELECT password_hash FROM accounts")
    assert not stronger.check_needs_rehash(kept)
    assert await sign_in(database)


async def test_tokens_carry_their_scopes(database: Database, ada: AccountId) -> None:
    token = await tokens.create_token(database, ada, "my\x00 program", ["follow", "read"])
    bearer = await tokens.find_bearer(database, token)
    assert bearer is not None
    viewer = bearer.viewer
    assert viewer is not None
    assert (viewer.id, viewer.session_id) == (ada, None)
    assert viewer.scopes == bearer.scopes == {"read", "follow"}
    assert bearer.app_id is None
    (listed,) = await tokens.list_tokens(database, ada)
    assert (listed.name, listed.scopes) == ("my program", ("read", "follow"))
    assert listed.used_at is not None
    await tokens.revoke_token(database, ada, listed.id)
    assert await tokens.find_bearer(database, token) is None
    with pytest.raises(errors.TokenNotFound):
        await tokens.revoke_token(database, ada, listed.id)


@pytest.mark.parametrize("scopes", [[], ["admin"], ["read", "admin"]])
async def test_tokens_have_known_scopes(
    database: Database, ada: AccountId, scopes: list[str]
) -> None:
    with pytest.raises(errors.TokenInvalid):
        await tokens.create_token(database, ada, "x", scopes)  # type: ignore[arg-type]


async def test_a_window_lets_through_what_it_says_even_at_once(database: Database) -> None:
    results = await asyncio.gather(
        *(limits.hit(database, "key", 5, 600) for _ in range(12)), return_exceptions=True
    )
    assert results.count(None) == 5
    assert sum(isinstance(result, errors.RateLimited) for result in results) == 7
    await limits.hit(database, "another key", 5, 600)
    async with database.write() as tx:
        await tx.run("UPDATE rate_limits SET window_start = now() - interval '601 seconds'")
    await limits.hit(database, "key", 5, 600)


async def test_guessing_a_password_is_stopped_and_a_success_starts_afresh(
    database: Database, ada: AccountId
) -> None:
    for _ in range(9):
        with pytest.raises(errors.SignInRefused):
            await sign_in(database, "ada", "guess")
    await sign_in(database)
    for _ in range(10):
        with pytest.raises(errors.SignInRefused):
            await sign_in(database, "ada", "guess")
    with pytest.raises(errors.RateLimited) as stopped:
        await sign_in(database)
    assert stopped.value.details["minutes"] == 15


async def test_windows_that_ended_long_ago_are_swept(database: Database) -> None:
    for n in range(5):
        await limits.hit(database, f"old {n}", 5, 60)
    async with database.write() as tx:
        await tx.run("UPDATE rate_limits SET window_start = now() - interval '2 days'")
    await limits.hit(database, "fresh", 5, 60)
    async with database.read() as tx:
        assert await tx.value("SELECT count(*) FROM rate_limits") == 1
