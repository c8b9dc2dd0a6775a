"""What holds for every route: who is asking, scopes, errors, limits."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from affresco.accounts import rates
from affresco.accounts.rates import Rates
from affresco.api.core.call import door_of
from affresco.web.session import SESSION_COOKIE
from world import World

HOME = "/api/v1/timelines/home"


async def test_without_a_token_private_routes_ask_for_one(world: World) -> None:
    answer = await world.api("GET", HOME)
    assert answer.status_code == 401
    assert answer.json()["code"] == "api.token_needed"
    assert answer.headers["www-authenticate"] == "Bearer"


async def test_a_wrong_token_is_refused_even_where_none_is_needed(world: World) -> None:
    for path in (HOME, "/api/v1/timelines/public"):
        answer = await world.api("GET", path, token="made up")
        assert answer.status_code == 401
        assert answer.json()["code"] == "api.bad_token"


async def test_a_token_does_what_its_scopes_say(world: World) -> None:
    ada, bo = await world.people("ada", "bo")
    reading = await world.token(ada, "read")
    assert (await world.api("GET", HOME, token=reading)).status_code == 200
    refused = await world.api("POST", "/api/v1/statuses", token=reading, json={"status": "x"})
    assert refused.status_code == 403
    assert refused.json() == {
        "error": "The access token may not do this. It needs the scope write:statuses.",
        "code": "api.scope_missing",
        "details": {"scope": "write:statuses"},
    }
    following = await world.token(ada, "follow")
    assert (await world.api("GET", HOME, token=following)).status_code == 403
    followed = await world.api("POST", f"/api/v1/accounts/{bo.id}/follow", token=following)
    assert followed.json()["following"] is True


async def test_the_website_reads_with_its_cookie_and_never_writes(world: World) -> None:
    ada = await world.person("ada")
    cookie = {"Cookie": f"{SESSION_COOKIE}={ada.session}"}
    own = await world.api("GET", "/api/v1/accounts/verify_credentials", headers=cookie)
    assert own.json()["username"] == "ada"
    elsewhere = await world.api("GET", HOME, headers={**cookie, "Sec-Fetch-Site": "cross-site"})
    assert elsewhere.status_code == 401
    written = await world.api("POST", "/api/v1/statuses", headers=cookie, json={"status": "x"})
    assert written.status_code == 401


@pytest.mark.parametrize(
    ("method", "path", "status", "code"),
    [
        ("GET", "/api/v1/nothing/here", 404, "api.unknown_address"),
        ("GET", "/api/nothing", 404, "api.unknown_address"),
        ("PATCH", "/api/v1/statuses", 405, "api.method_not_allowed"),
        ("GET", "/api/v1/timelines/public?limit=many", 422, "api.bad_request"),
        ("GET", "/api/v1/timelines/public?max_id=-1", 422, "api.bad_request"),
        ("GET", "/api/v1/timelines/public?min_id=%00", 422, "api.bad_request"),
        ("GET", "/api/v1/accounts/lookup", 422, "api.bad_request"),
        ("GET", "/api/v1/accounts/lookup?acct=%00", 404, "accounts.person_not_found"),
        ("GET", "/api/v1/statuses/-1", 404, "posts.not_found"),
        ("GET", "/api/v1/statuses/99999999999999999999", 404, "posts.not_found"),
        ("GET", "/api/v1/statuses/9223372036854775808", 404, "posts.not_found"),
        ("GET", "/api/v1/accounts/x/statuses", 404, "accounts.person_not_found"),
    ],
)
async def test_every_error_looks_the_same(
    world: World, method: str, path: str, status: int, code: str
) -> None:
    answer = await world.api(method, path)
    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert set(answer.json()) == {"error", "code", "details"}
    assert answer.headers["content-type"] == "application/json"


async def test_405_says_which_methods_there_are(world: World) -> None:
    answer = await world.api("PATCH", "/api/v1/statuses")
    assert answer.headers["allow"] == "GET, OPTIONS, POST"


@pytest.mark.parametrize(
    ("content", "kind", "code"),
    [
        (b'{"status": ', "application/json", "api.bad_body"),
        (b"[1]", "application/json", "api.bad_request"),
        (b'{"status": 7}', "application/json", "api.bad_request"),
        (b"\xff", "application/x-www-form-urlencoded", "api.bad_body"),
        (b"a[b]=1&a=2&a[c]=3", "application/x-www-form-urlencoded", "api.bad_body"),
        (b"<status/>", "application/xml", "api.bad_body"),
        (b"", "application/json", "api.bad_request"),
    ],
)
async def test_a_body_that_cannot_be_read_says_why(
    world: World, content: bytes, kind: str, code: str
) -> None:
    ada = await world.person("ada")
    answer = await world.api(
        "POST", "/api/v1/statuses", as_=ada, content=content, headers={"Content-Type": kind}
    )
    assert (answer.status_code, answer.json()["code"]) == (422, code)


async def test_errors_speak_the_callers_language(world: World) -> None:
    ada = await world.person("ada", locale="it")
    english = await world.api("GET", "/api/v1/statuses/1")
    italian = await world.api("GET", "/api/v1/statuses/1", as_=ada)
    assert english.json()["code"] == italian.json()["code"] == "posts.not_found"
    assert english.json()["error"].startswith("This post")


async def test_what_went_wrong_inside_stays_inside(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def broken(*_args: object, **_kwargs: object) -> None:
        raise RuntimeError("the secret of the house")

    monkeypatch.setattr(world.app.state.reader, "local", broken)
    answer = await world.api("GET", "/api/v1/timelines/public")
    assert answer.status_code == 500
    assert answer.json()["code"] == "internal"
    assert "secret" not in answer.text
    assert "Traceback" not in answer.text


async def test_a_caller_who_asks_too_often_is_told_when_to_return(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    ada, bo = await world.people("ada", "bo")
    monkeypatch.setattr(door_of(world.app), "reads", Rates(2))
    left = [(await world.api("GET", HOME, as_=ada)).headers["x-ratelimit-remaining"] for _ in "ab"]
    assert left == ["1", "0"]
    refused = await world.api("GET", HOME, as_=ada)
    assert (refused.status_code, refused.json()["code"]) == (429, "api.rate_limited")
    ends = datetime.fromisoformat(refused.headers["x-ratelimit-reset"])
    left_seconds = (ends - datetime.now(UTC)).total_seconds()
    assert int(refused.headers["retry-after"]) == pytest.approx(max(1, left_seconds), abs=3)
    assert refused.headers["x-ratelimit-limit"] == "2"
    assert (await world.api("GET", HOME, as_=bo)).status_code == 200


async def test_searches_are_counted_by_themselves(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    ada, bo = await world.people("ada", "bo")
    monkeypatch.setattr(door_of(world.app), "searches", Rates(2))
    for path in ("/api/v2/search?q=harbour", "/api/v1/accounts/search?q=bo"):
        found = await world.api("GET", path, as_=ada)
        assert found.status_code == 200
        assert found.headers["x-ratelimit-limit"] == "2"
    refused = await world.api("GET", "/api/v2/search?q=harbour", as_=ada)
    assert (refused.status_code, refused.json()["code"]) == (429, "api.rate_limited")
    assert refused.headers["x-ratelimit-remaining"] == "0"
    assert (await world.api("GET", HOME, as_=ada)).status_code == 200
    assert (await world.api("GET", "/api/v2/search?q=harbour", as_=bo)).status_code == 200


async def test_how_often_is_for_the_settings_to_say(world: World) -> None:
    ada = await world.person("ada")
    settings = world.runtime.settings
    for path, limit in (
        (HOME, settings.api_reads),
        ("/api/v2/search?q=x", settings.api_searches),
    ):
        answer = await world.api("GET", path, as_=ada)
        assert answer.headers["x-ratelimit-limit"] == str(limit)


def test_a_window_ends_and_forgets() -> None:
    clock = [1000.0]
    limited = Rates(1, now=lambda: clock[0])
    assert not limited.hit("ada").exceeded
    assert limited.hit("ada").exceeded
    assert limited.hit("ada").reset == "1970-01-01T00:20:00Z"
    clock[0] += rates.SECONDS
    assert not limited.hit("ada").exceeded


async def test_a_revoked_token_is_forgotten(world: World) -> None:
    from affresco.accounts import tokens

    ada = await world.person("ada")
    assert (await world.api("GET", HOME, as_=ada)).status_code == 200
    (token,) = await tokens.list_tokens(world.database, ada.id)
    await tokens.revoke_token(world.database, ada.id, token.id)
    assert (await world.api("GET", HOME, as_=ada)).status_code == 401
