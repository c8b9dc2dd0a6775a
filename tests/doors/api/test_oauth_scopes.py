"""What a token may do, by its scopes; what browsers of others may read; what is told of all this."""

from __future__ import annotations

import pytest
from litestar.routes import HTTPRoute

from affresco.accounts.scopes import SCOPES, covers, opened_by, read_scopes
from affresco.api import routers
from affresco.api.core.call import NEEDS_KEY, SEES_KEY
from doors.api.dance import app_token, register, token_for
from world import World

ME = "/api/v1/accounts/verify_credentials"
HOME = "/api/v1/timelines/home"


def test_a_parent_includes_its_children_and_no_other() -> None:
    assert covers(["read"], ["read:statuses", "read"])
    assert not covers(["read"], ["write:statuses"])
    assert not covers(["read:statuses"], ["read"])
    assert covers(["follow"], ["write:follows", "read:blocks", "write:mutes"])
    assert not covers(["follow"], ["read:accounts"])
    assert not covers(["read", "write", "follow"], ["push"])
    assert opened_by("write:follows") == ("write:follows", "write", "follow")
    assert read_scopes(" read  read write:media ") == ("read", "write:media")
    assert read_scopes("read admin:write") is None
    assert not any(scope.startswith("admin") for scope in SCOPES)


async def test_a_token_that_may_post_may_not_follow(world: World) -> None:
    ada, bo = await world.people("ada", "bo")
    token = await token_for(world, ada, await register(world), "write:statuses")
    posted = await world.api("POST", "/api/v1/statuses", token=token, json={"status": "hello"})
    assert posted.status_code == 200
    refused = await world.api("POST", f"/api/v1/accounts/{bo.id}/follow", token=token)
    assert refused.status_code == 403
    assert refused.json()["details"] == {"scope": "write:follows"}
    assert isinstance(refused.json()["error"], str)
    said = 'Bearer error="insufficient_scope", scope="write:follows"'
    assert refused.headers["www-authenticate"] == said


@pytest.mark.parametrize(
    ("scope", "opens"),
    [
        ("read", {"me", "home", "status", "notifications"}),
        ("read:statuses", {"home", "status"}),
        ("read:notifications", {"notifications"}),
        ("read:accounts", {"me"}),
        ("profile", {"me"}),
        ("follow", {"follow"}),
        ("write:follows", {"follow"}),
        ("write:favourites", {"like"}),
        ("write", {"follow", "like"}),
        ("push", set()),
    ],
)
async def test_every_scope_opens_what_it_says(world: World, scope: str, opens: set[str]) -> None:
    ada, bo = await world.people("ada", "bo")
    post = await world.post(by=bo, text="x")
    token = await token_for(world, ada, await register(world, scopes=scope), scope)
    doors = {
        "me": ("GET", ME),
        "home": ("GET", HOME),
        "status": ("GET", f"/api/v1/statuses/{post.id}"),
        "notifications": ("GET", "/api/v1/notifications"),
        "follow": ("POST", f"/api/v1/accounts/{bo.id}/follow"),
        "like": ("POST", f"/api/v1/statuses/{post.id}/favourite"),
    }
    answers = {
        name: (await world.api(method, path, token=token)).status_code
        for name, (method, path) in doors.items()
    }
    assert {name for name, status in answers.items() if status == 200} == opens
    assert set(answers.values()) <= {200, 403}


async def test_an_open_route_shows_a_token_no_more_than_its_scopes(world: World) -> None:
    """Otherwise ``profile`` would read what is for followers alone."""
    ada, bo = await world.people("ada", "bo")
    await world.follow(ada, bo)
    post = await world.post(by=bo, text="for followers", visibility="followers")
    app = await register(world, scopes="read profile")
    path = f"/api/v1/statuses/{post.id}"
    seeing = await token_for(world, ada, app, "read:statuses")
    assert (await world.api("GET", path, token=seeing)).status_code == 200
    narrow = await token_for(world, ada, app, "profile")
    assert (await world.api("GET", path, token=narrow)).status_code == 403
    assert (await world.api("GET", path)).status_code == 404


async def test_every_route_of_ours_that_is_for_a_person_names_its_scope(world: World) -> None:
    """A new route that forgets it would be open to every token."""
    open_to_all = {
        "/api/v1/instance",
        "/api/v2/instance",
        "/nodeinfo/2.0",
        "/.well-known/nodeinfo",
        "/avatars/original/missing.png",
        "/headers/original/missing.png",
        "/api/v1/apps",
        "/api/v1/apps/verify_credentials",
        "/api/affresco/v1/rules",
        "/api/v1/custom_emojis",
        "/api/v1/instance/activity",
        "/api/v1/instance/domain_blocks",
        "/api/v1/instance/extended_description",
        "/api/v1/instance/peers",
        "/api/v1/instance/privacy_policy",
        "/api/v1/instance/rules",
        "/api/v1/instance/translation_languages",
        "/api/v1/streaming/health",
        "/api/v1/trends",
        "/api/v1/trends/links",
        "/api/v1/trends/tags",
        "/api/affresco/v1/people/{handle:str}/intents",
    }
    silent = {
        route.path
        for route in routers[0].routes
        if isinstance(route, HTTPRoute)
        for handler in route.route_handlers
        if not (handler.opt.get(NEEDS_KEY) or handler.opt.get(SEES_KEY))
        and handler.http_methods != {"OPTIONS"}
    }
    assert silent - open_to_all == set()
    assert open_to_all - silent == set()


async def test_the_metadata_say_where_everything_is(world: World) -> None:
    answer = await world.api("GET", "/.well-known/oauth-authorization-server", token="made up")
    told = answer.json()
    assert answer.status_code == 200
    assert told["issuer"] == "http://testserver"
    assert told["token_endpoint"] == "http://testserver/oauth/token"
    assert told["app_registration_endpoint"] == "http://testserver/api/v1/apps"
    assert told["code_challenge_methods_supported"] == ["S256"]
    assert told["grant_types_supported"] == [
        "authorization_code",
        "refresh_token",
        "client_credentials",
    ]
    assert told["registration_endpoint"] == "http://testserver/oauth/register"
    assert told["client_id_metadata_document_supported"] is True
    assert "none" in told["token_endpoint_auth_methods_supported"]
    assert set(told["scopes_supported"]) == set(SCOPES)


async def test_userinfo_tells_who_gave_the_token(world: World) -> None:
    ada = await world.person("ada", name="Ada L.")
    app = await register(world, scopes="profile write")
    answer = await world.api(
        "GET", "/oauth/userinfo", token=await token_for(world, ada, app, "profile")
    )
    told = answer.json()
    assert (told["preferred_username"], told["name"]) == ("ada", "Ada L.")
    assert told["sub"] == told["profile"] == "http://testserver/@ada"
    writing = await token_for(world, ada, app, "write")
    assert (await world.api("GET", "/oauth/userinfo", token=writing)).status_code == 403
    own = await app_token(world, app, "profile")
    assert (await world.api("GET", "/oauth/userinfo", token=own)).status_code == 422


async def test_clients_in_browsers_may_ask_from_everywhere_without_cookies(world: World) -> None:
    elsewhere = {"Origin": "https://client.example"}
    for path in (
        "/api/v2/instance",
        "/api/v1/nothing",
        HOME,
        "/.well-known/oauth-authorization-server",
        "/oauth/token",
    ):
        answer = await world.api("GET", path, headers=elsewhere)
        assert answer.headers.get_list("access-control-allow-origin") == ["*"], path
        assert "Link" in answer.headers["access-control-expose-headers"]
        assert "X-RateLimit-Remaining" in answer.headers["access-control-expose-headers"]
        assert "access-control-allow-credentials" not in answer.headers
    for path in ("/", "/oauth/authorize", "/settings/sessions"):
        answer = await world.get(path, headers=elsewhere)
        assert "access-control-allow-origin" not in answer.headers, path


@pytest.mark.parametrize("path", [HOME, "/api/v1/statuses", "/oauth/token", "/api/v1/apps"])
async def test_a_preflight_is_told_what_may_be_sent(world: World, path: str) -> None:
    answer = await world.api(
        "OPTIONS",
        path,
        headers={
            "Origin": "https://client.example",
            "Access-Control-Request-Method": "POST",
            "Access-Control-Request-Headers": "authorization, idempotency-key",
        },
    )
    assert answer.status_code in (200, 204)
    assert answer.headers["access-control-allow-origin"] == "*"
    assert "POST" in answer.headers["access-control-allow-methods"]
    assert "Authorization" in answer.headers["access-control-allow-headers"]


async def test_a_remembered_answer_is_open_to_browsers_once(world: World) -> None:
    ada = await world.person("ada")
    for _ in range(2):
        answer = await world.api("GET", HOME, as_=ada)
        assert answer.headers.get_list("access-control-allow-origin") == ["*"]
