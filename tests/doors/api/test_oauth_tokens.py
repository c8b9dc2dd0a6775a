"""Codes to tokens, tokens back, and everything that must not work."""

from __future__ import annotations

import asyncio
import base64
from typing import Any

import pytest
import structlog

from affresco.accounts import limits
from doors.api.dance import (
    BACK,
    VERIFIER,
    Known,
    app_token,
    challenge_of,
    code_for,
    hand_in,
    register,
    token_for,
)
from world import World

ME = "/api/v1/accounts/verify_credentials"
PKCE = {"code_challenge": challenge_of(VERIFIER), "code_challenge_method": "S256"}


def basic(app: Known) -> dict[str, str]:
    packed = base64.b64encode(f"{app.client_id}:{app.client_secret}".encode()).decode()
    return {"Authorization": f"Basic {packed}"}


async def test_a_code_becomes_a_token_that_speaks_for_the_person(world: World) -> None:
    ada = await world.person("ada")
    app = await register(world)
    answer = await hand_in(world, app, await code_for(world, ada, app, scope="write read"))
    assert answer.status_code == 200
    assert answer.headers["cache-control"] == "no-store"
    granted = answer.json()
    assert set(granted) == {"access_token", "token_type", "scope", "created_at"}
    assert (granted["token_type"], granted["scope"]) == ("Bearer", "write read")
    assert isinstance(granted["created_at"], int)
    me = await world.api("GET", ME, token=granted["access_token"])
    assert me.json()["username"] == "ada"


@pytest.mark.parametrize("kind", ["json", "form", "basic"])
async def test_an_app_proves_itself_in_the_body_or_by_http_basic(world: World, kind: str) -> None:
    app = await register(world)
    proof = {"client_id": app.client_id, "client_secret": app.client_secret}
    sent: dict[str, str] = {"grant_type": "client_credentials", "scope": "read:statuses"}
    request: dict[str, Any] = {
        "json": {"json": {**sent, **proof}},
        "form": {"data": {**sent, **proof}},
        "basic": {"data": sent, "headers": basic(app)},
    }[kind]
    answer = await world.api("POST", "/oauth/token", **request)
    assert (answer.status_code, answer.json()["scope"]) == (200, "read:statuses")


async def test_a_code_is_good_once_and_its_second_use_ends_the_token(world: World) -> None:
    ada = await world.person("ada")
    app = await register(world)
    other = await token_for(world, ada, app)
    code = await code_for(world, ada, app)
    token = (await hand_in(world, app, code)).json()["access_token"]
    assert (await world.api("GET", ME, token=token)).status_code == 200
    again = await hand_in(world, app, code)
    assert (again.status_code, again.json()["error"]) == (400, "invalid_grant")
    assert (await world.api("GET", ME, token=token)).status_code == 401
    assert (await world.api("GET", ME, token=other)).status_code == 200


async def test_a_used_code_in_the_hands_of_another_app_harms_nobody(world: World) -> None:
    ada = await world.person("ada")
    app, thief = await register(world), await register(world, name="Thief")
    code = await code_for(world, ada, app)
    token = (await hand_in(world, app, code)).json()["access_token"]
    assert (await hand_in(world, thief, code)).json()["error"] == "invalid_grant"
    assert (await world.api("GET", ME, token=token)).status_code == 200


async def test_of_many_uses_at_once_one_succeeds(world: World) -> None:
    ada = await world.person("ada")
    app = await register(world)
    code = await code_for(world, ada, app)
    answers = await asyncio.gather(*(hand_in(world, app, code) for _ in range(5)))
    assert sorted(answer.status_code for answer in answers) == [200, 400, 400, 400, 400]
    async with world.database.read() as tx:
        assert await tx.value("SELECT count(*) FROM access_tokens WHERE app_id IS NOT NULL") == 0


async def test_a_code_of_another_app_or_address_or_time_is_refused_and_stays_good(
    world: World,
) -> None:
    ada = await world.person("ada")
    app = await register(world, uri=f"{BACK}\n{BACK}/too")
    app = Known(app.client_id, app.client_secret, BACK)
    thief = await register(world, name="Thief")
    code = await code_for(world, ada, app)
    tries = [
        await hand_in(world, thief, code),
        await hand_in(world, app, code, redirect_uri=f"{BACK}/too"),
        await hand_in(world, app, code, code_verifier=VERIFIER),
        await hand_in(world, app, code + "x"),
        await hand_in(world, app, "\u0000\ud7ff"),
    ]
    assert {(one.status_code, one.json()["error"]) for one in tries} == {(400, "invalid_grant")}
    assert (await hand_in(world, app, code)).status_code == 200
    late = await code_for(world, ada, app)
    async with world.database.write() as tx:
        await tx.run("UPDATE oauth_codes SET expires_at = now() - interval '1 second'")
    assert (await hand_in(world, app, late)).json()["error"] == "invalid_grant"


async def test_what_was_begun_with_pkce_ends_with_its_verifier_alone(world: World) -> None:
    ada = await world.person("ada")
    app = await register(world)
    code = await code_for(world, ada, app, **PKCE)
    for wrong in ("", VERIFIER[:-1] + "1", challenge_of(VERIFIER), "short"):
        answer = await hand_in(world, app, code, code_verifier=wrong)
        assert (answer.status_code, answer.json()["error"]) == (400, "invalid_grant")
    assert (await hand_in(world, app, code, code_verifier=VERIFIER)).status_code == 200


@pytest.mark.parametrize(
    ("wrong", "status", "error"),
    [
        ({"client_secret": "x"}, 401, "invalid_client"),
        ({"client_secret": ""}, 401, "invalid_client"),
        ({"client_id": "x"}, 401, "invalid_client"),
        ({"client_id": "\u0000"}, 401, "invalid_client"),
        ({"grant_type": "password"}, 400, "unsupported_grant_type"),
        ({"grant_type": "refresh_token"}, 400, "invalid_request"),
        ({"grant_type": ""}, 400, "invalid_request"),
        ({"code": ""}, 400, "invalid_request"),
        ({"redirect_uri": ""}, 400, "invalid_request"),
        ({"scope": "read write follow"}, 400, "invalid_scope"),
        ({"scope": "admin:read"}, 400, "invalid_scope"),
    ],
)
async def test_errors_are_those_of_the_standard(
    world: World, wrong: dict[str, str], status: int, error: str
) -> None:
    ada = await world.person("ada")
    app = await register(world)
    answer = await hand_in(world, app, await code_for(world, ada, app), **wrong)
    assert (answer.status_code, answer.json()["error"]) == (status, error)
    assert set(answer.json()) == {"error", "error_description"}
    assert answer.json()["error_description"].isascii()
    assert ("www-authenticate" in answer.headers) == (status == 401)


async def test_bodies_that_cannot_be_read_and_two_proofs_are_refused(world: World) -> None:
    app = await register(world)
    form = {"Content-Type": "application/x-www-form-urlencoded"}
    bodies: list[dict[str, Any]] = [
        {"content": b"{", "headers": {"Content-Type": "application/json"}},
        {"content": b"[]", "headers": {"Content-Type": "application/json"}},
        {"content": b"<x/>", "headers": {"Content-Type": "application/xml"}},
        {"content": b"\xff=1", "headers": form},
        {
            "data": {"grant_type": "client_credentials", "client_secret": app.client_secret},
            "headers": basic(app),
        },
        {"json": {"grant_type": 7}},
    ]
    for body in bodies:
        answer = await world.api("POST", "/oauth/token", **body)
        assert (answer.status_code, answer.json()["error"]) == (400, "invalid_request"), body
    grant = {"grant_type": "client_credentials"}
    for broken in ("Basic", "Basic !", "Basic " + base64.b64encode(b"alone").decode()):
        header = {"Authorization": broken}
        answer = await world.api("POST", "/oauth/token", data=grant, headers=header)
        assert (answer.status_code, answer.json()["error"]) == (401, "invalid_client"), broken
    large = await world.api("POST", "/oauth/token", data={"grant_type": "x" * 100_000})
    assert large.status_code == 413


async def test_an_apps_own_token_reads_what_is_public_and_nothing_of_a_person(
    world: World,
) -> None:
    ada = await world.person("ada")
    await world.post(by=ada, text="for all")
    hidden = await world.post(by=ada, text="for followers", visibility="followers")
    token = await app_token(world, await register(world), "read write")
    public = await world.api("GET", "/api/v1/timelines/public", token=token)
    assert [status["content"] for status in public.json()] == ["<p>for all</p>"]
    assert (await world.api("GET", f"/api/v1/statuses/{hidden.id}", token=token)).status_code == 404
    for method, path, body in (
        ("GET", "/api/v1/timelines/home", None),
        ("GET", ME, None),
        ("GET", "/api/v1/notifications", None),
        ("POST", "/api/v1/statuses", {"status": "x"}),
        ("POST", f"/api/v1/accounts/{ada.id}/follow", {}),
    ):
        answer = await world.api(method, path, token=token, json=body)
        assert (answer.status_code, answer.json()["code"]) == (422, "api.person_needed"), path


async def test_a_token_given_back_is_dead_at_once_and_giving_it_back_again_is_fine(
    world: World,
) -> None:
    ada = await world.person("ada")
    app = await register(world)
    public = "/api/v1/timelines/public"
    for token, path in (
        (await token_for(world, ada, app), ME),
        (await app_token(world, app), public),
    ):
        assert (await world.api("GET", path, token=token)).status_code == 200
        for _ in range(2):
            answer = await world.api(
                "POST", "/oauth/revoke", data={"token": token}, headers=basic(app)
            )
            assert (answer.status_code, answer.json()) == (200, {})
        assert (await world.api("GET", path, token=token)).status_code == 401


async def test_nobody_gives_back_the_token_of_another_app_or_of_none(world: World) -> None:
    ada = await world.person("ada")
    app, thief = await register(world), await register(world, name="Thief")
    token = await token_for(world, ada, app)
    for foreign in (token, ada.token, ""):
        answer = await world.api(
            "POST", "/oauth/revoke", data={"token": foreign, "x": "y"}, headers=basic(thief)
        )
        assert (answer.status_code, answer.json()["error"]) == (403, "unauthorized_client")
    proof = {"client_id": app.client_id, "client_secret": "x", "token": token}
    assert (await world.api("POST", "/oauth/revoke", data=proof)).status_code == 401
    assert (await world.api("GET", ME, token=token)).status_code == 200


async def test_codes_and_tokens_of_a_deleted_account_are_gone(world: World) -> None:
    from affresco.accounts import commands

    ada = await world.person("ada")
    app = await register(world)
    token, code = await token_for(world, ada, app), await code_for(world, ada, app)
    await commands.delete_account(world.database, ada.id, ada.password)
    assert (await world.api("GET", ME, token=token)).status_code == 401
    assert (await hand_in(world, app, code)).json()["error"] == "invalid_grant"


async def test_one_address_asks_for_so_many_tokens_and_no_more(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = await register(world)
    monkeypatch.setattr(limits, "APP_TOKENS_BY_ADDRESS", limits.Limit("app-tokens", 1, 900))
    await app_token(world, app)
    answer = await hand_in(world, app, "guessed")
    assert (answer.status_code, answer.json()["error"]) == (429, "temporarily_unavailable")
    assert answer.headers["retry-after"]


async def test_only_so_many_tokens_of_one_app_stay(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    from affresco.accounts.oauth import grants

    monkeypatch.setattr(grants, "TOKENS_LIMIT", 2)
    ada, bo = await world.people("ada", "bo")
    app = await register(world)
    of_bo = await token_for(world, bo, app)
    first, *newer = [await token_for(world, ada, app) for _ in range(3)]
    assert (await world.api("GET", ME, token=first)).status_code == 401
    for token in (*newer, of_bo, ada.token):
        assert (await world.api("GET", ME, token=token)).status_code == 200


async def test_the_log_tells_no_secret(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    from affresco.accounts.oauth import grants

    async def broken(*_args: object, **_kwargs: object) -> None:
        raise RuntimeError("it broke")

    ada = await world.person("ada")
    app = await register(world)
    code = await code_for(world, ada, app)
    monkeypatch.setattr(grants, "exchange", broken)
    with structlog.testing.capture_logs() as lines:
        answer = await hand_in(world, app, code)
    assert (answer.status_code, answer.json()["error"]) == (500, "server_error")
    assert len(lines) == 1
    assert code not in str(lines)
    assert app.client_secret not in str(lines)
