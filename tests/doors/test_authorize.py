"""The page on which people let apps in, as a browser meets it."""

from __future__ import annotations

import asyncio
import html
import random
import re
from collections.abc import AsyncIterator
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest

from affresco.accounts.scopes import SCOPES
from affresco.web.scopes import powers
from doors.api.dance import (
    BACK,
    OOB,
    VERIFIER,
    Known,
    address,
    challenge_of,
    decide,
    hand_in,
    hidden,
    register,
    said,
    shown,
    token_for,
)
from world import PASSWORD, World

PAGE = "/oauth/authorize"


async def pieces(body: bytes) -> AsyncIterator[bytes]:
    yield body


async def test_the_page_says_who_asks_for_what_and_where_the_answer_goes(world: World) -> None:
    ada = await world.person("ada", name="Ada L.")
    app = await register(world, name="Brushes <b>")
    page = await world.get(address(app, scope="read write:statuses"), as_=ada)
    assert page.status_code == 200
    assert "Brushes &lt;b&gt;" in page.text
    assert "@ada" in page.text
    assert "everything that you can see here" in page.text
    assert "publish, change and delete posts" in page.text
    assert "follow people" not in page.text
    assert "app.example" in page.text
    assert app.client_secret not in page.text


async def test_the_page_can_be_neither_framed_nor_kept(world: World) -> None:
    ada = await world.person("ada")
    page = await world.get(address(await register(world)), as_=ada)
    policy = page.headers["content-security-policy"]
    assert "frame-ancestors 'none'" in policy
    assert "form-action 'self' https://app.example;" in policy
    assert page.headers["x-frame-options"] == "DENY"
    assert page.headers["cache-control"] == "no-store"
    own = await world.get(address(await register(world, uri="brushes://back")), as_=ada)
    assert "form-action 'self' brushes:;" in own.headers["content-security-policy"]


async def test_yes_leads_back_with_code_state_and_issuer(world: World) -> None:
    ada = await world.person("ada")
    app = await register(world, uri="https://app.example/back?kept=1")
    state = "x y&z=ü\"<'"
    answer = await decide(world, ada, app, state=state)
    assert answer.headers["location"].startswith("https://app.example/back?kept=1&code=")
    told = said(answer)
    assert (told["state"], told["iss"], told["kept"]) == (state, "http://testserver", "1")
    assert answer.headers["referrer-policy"] == "same-origin"
    assert (await hand_in(world, app, told["code"])).status_code == 200


async def test_no_leads_back_with_an_error_and_gives_nothing(world: World) -> None:
    ada = await world.person("ada")
    app = await register(world)
    for decision in ("deny", "", "x"):
        told = said(await decide(world, ada, app, decision, state="7"))
        assert (told["error"], told["state"]) == ("access_denied", "7")
        assert "code" not in told
    async with world.database.read() as tx:
        assert await tx.value("SELECT count(*) FROM oauth_codes") == 0


async def test_a_stranger_signs_in_first_and_comes_back_to_the_question(world: World) -> None:
    await world.person("ada")
    app = await register(world)
    wanted = address(app, state="a&b", scope="read write:statuses", force_login="true")
    answer = await world.get(wanted)
    assert answer.status_code == 303
    form = await world.get(answer.headers["location"])
    way = re.search(r'name="next" value="([^"]*)"', form.text)
    assert way is not None
    entered = await world.post_form(
        "/sign-in", {"login": "ada", "password": PASSWORD, "next": html.unescape(way[1])}
    )
    assert entered.status_code == 303
    page = await world.get(entered.headers["location"])
    assert page.status_code == 200
    assert hidden(page.text)["state"] == "a&b"
    assert hidden(page.text)["scope"] == "read write:statuses"


async def test_force_login_asks_who_it_is_even_when_somebody_is_in(world: World) -> None:
    ada = await world.person("ada")
    app = await register(world)
    answer = await world.get(address(app, force_login="true"), as_=ada)
    assert answer.status_code == 303
    form = await world.get(answer.headers["location"], as_=ada)
    assert form.status_code == 200
    assert 'name="password"' in form.text
    back = parse_qs(urlsplit(answer.headers["location"]).query)["next"][0]
    assert back.startswith(PAGE)
    assert "force_login" not in back
    for calm in ("false", "False", "0", "None"):
        assert (await world.get(address(app, force_login=calm), as_=ada)).status_code == 200


async def test_a_code_may_be_shown_for_copying(world: World) -> None:
    ada = await world.person("ada")
    app = await register(world, uri=OOB)
    answer = await decide(world, ada, app)
    assert answer.status_code == 200
    code = re.search(r'id="code"[^>]*>([^<]+)<', answer.text)
    assert code is not None
    assert answer.headers["cache-control"] == "no-store"
    assert (await hand_in(world, app, code[1])).status_code == 200
    refused = await decide(world, ada, app, "deny")
    assert "It was given nothing" in refused.text
    unknown = await world.get(address(app, scope="admin:read"), as_=ada)
    assert unknown.status_code == 400
    assert "scope" in unknown.text


async def test_the_page_speaks_the_language_that_the_app_asks_for(world: World) -> None:
    ada = await world.person("ada")
    app = await register(world)
    assert '<html lang="it"' in (await world.get(address(app, lang="it-IT"), as_=ada)).text
    for other in ("None", "xx", "../it"):
        assert '<html lang="en"' in (await world.get(address(app, lang=other), as_=ada)).text


@pytest.mark.parametrize(
    "forged",
    [
        "https://evil.example/back",
        "https://app.example.evil.example/back",
        "https://app.example/back/../evil",
        "https://app.example/back/",
        "https://app.example@evil.example/back",
        "https://аpp.example/back",
        "javascript:alert(1)",
        "//evil.example",
        "",
    ],
)
async def test_to_a_forged_address_nothing_is_sent_by_anybody(world: World, forged: str) -> None:
    ada = await world.person("ada")
    app = await register(world)
    for who in (ada, None):
        answer = await world.get(address(app, redirect_uri=forged), as_=who)
        assert answer.status_code == 422
        assert "location" not in answer.headers
        assert app.client_id not in answer.text
    sent = {
        "client_id": app.client_id,
        "redirect_uri": forged,
        "response_type": "code",
        "decision": "allow",
    }
    answer = await world.post_form(PAGE, sent, as_=ada)
    assert answer.status_code == 422
    assert "location" not in answer.headers


@pytest.mark.parametrize("client_id", ["", "x", "\x00", "x" * 5000, "ü" * 43])
async def test_an_app_that_nobody_knows_gets_a_page(world: World, client_id: str) -> None:
    ada = await world.person("ada")
    unknown = Known(client_id, "", BACK)
    answer = await world.get(address(unknown), as_=ada)
    assert answer.status_code == 422
    assert "not registered" in answer.text


@pytest.mark.parametrize(
    ("wrong", "error"),
    [
        ({"response_type": "token"}, "unsupported_response_type"),
        ({"response_type": ""}, "unsupported_response_type"),
        ({"response_mode": "fragment"}, "unsupported_response_type"),
        ({"scope": "read admin:write"}, "invalid_scope"),
        ({"scope": "push"}, "invalid_scope"),
        ({"scope": "nonsense"}, "invalid_scope"),
        ({"code_challenge": "x", "code_challenge_method": "S256"}, "invalid_request"),
        ({"code_challenge": VERIFIER, "code_challenge_method": "plain"}, "invalid_request"),
        ({"code_challenge": challenge_of(VERIFIER)}, "invalid_request"),
        ({"code_challenge_method": "S256"}, "invalid_request"),
    ],
)
async def test_what_the_app_did_wrong_is_told_to_the_app_when_the_person_says_so(
    world: World, wrong: dict[str, str], error: str
) -> None:
    ada = await world.person("ada")
    app = await register(world, scopes="read write")
    # Nobody is sent there unasked: else every registered app had an open redirect here.
    told = shown(await world.get(address(app, state="7", **wrong), as_=ada))
    assert (told["error"], told["state"], told["iss"]) == (error, "7", "http://testserver")
    stranger = await world.get(address(app, state="7", **wrong))
    assert stranger.status_code == 400
    assert "location" not in stranger.headers
    assert f'href="{BACK}' not in stranger.text


async def test_whatever_is_sent_nobody_is_led_elsewhere_and_nothing_breaks(world: World) -> None:
    ada = await world.person("ada")
    app = await register(world)
    chance = random.Random(9700)
    odd = [
        "",
        "\x00",
        "\ud7ff",
        "ü",
        "x" * 3000,
        "a b\r\nc",
        "%0d%0a",
        "[]",
        "-1",
        '"><b>',
        BACK,
        "code",
    ]
    names = [
        "redirect_uri",
        "response_type",
        "scope",
        "state",
        "code_challenge",
        "lang",
        "client_id",
    ]
    names += ["code_challenge_method", "response_mode", "force_login", "unknown"]
    for _ in range(60):
        wrong = {name: chance.choice(odd) for name in chance.sample(names, chance.randint(1, 3))}
        who = chance.choice([ada, None])
        answer = await world.get(address(app, **wrong), as_=who)
        assert answer.status_code in (200, 303, 400, 422), wrong
        goal = answer.headers.get("location", "/sign-in?")
        assert goal.startswith((f"{BACK}?", "/sign-in?")), wrong
        assert not set(goal) & set("\r\n")
        assert "<b>" not in answer.text.replace("<b><bdi>", "")


def test_every_scope_has_words_and_what_is_included_is_not_said_twice() -> None:
    for scope in SCOPES:
        told = powers([scope])
        assert len(told.sees) + len(told.does) == 1, scope
    assert powers(SCOPES) == powers(["read", "write", "follow", "push", "profile"])


async def test_an_address_that_says_a_thing_twice_is_refused(world: World) -> None:
    ada = await world.person("ada")
    app = await register(world)
    twice = f"{address(app)}&redirect_uri=https%3A%2F%2Fevil.example"
    answer = await world.get(twice, as_=ada)
    assert answer.status_code == 422
    assert "redirect_uri" in answer.text


async def test_an_answer_that_no_form_of_ours_sent_is_refused(world: World) -> None:
    ada, bo = await world.people("ada", "bo")
    app = await register(world)
    page = await world.get(address(app), as_=ada)
    form = {**hidden(page.text), "decision": "allow"}
    own = world.form_token(ada)
    for token, site in (
        ("", "none"),
        ("x", "none"),
        (world.form_token(bo), "none"),
        (own, "cross-site"),
    ):
        kind = {"Content-Type": "application/x-www-form-urlencoded", "Sec-Fetch-Site": site}
        body = urlencode({**form, "_csrf": token}).encode()
        answer = await world.send(PAGE, pieces(body), as_=ada, headers=kind)
        assert answer.status_code == 403
    assert (await world.post_form(PAGE, form)).headers["location"].startswith("/sign-in")


async def test_two_clicks_at_once_give_two_codes_that_both_work(world: World) -> None:
    ada = await world.person("ada")
    app = await register(world)
    page = await world.get(address(app), as_=ada)
    form = {**hidden(page.text), "decision": "allow"}
    answers = await asyncio.gather(*(world.post_form(PAGE, form, as_=ada) for _ in range(2)))
    codes = {said(answer)["code"] for answer in answers}
    assert len(codes) == 2
    for code in codes:
        assert (await hand_in(world, app, code)).status_code == 200


async def test_apps_are_asked_about_anew_each_time(world: World) -> None:
    ada = await world.person("ada")
    app = await register(world)
    await token_for(world, ada, app)
    assert (await world.get(address(app), as_=ada)).status_code == 200


async def test_settings_list_apps_and_take_their_access_away(world: World) -> None:
    ada, bo = await world.people("ada", "bo")
    app = await register(world)
    token = await token_for(world, ada, app, "read:statuses write:media")
    home = "/api/v1/timelines/home"
    assert (await world.api("GET", home, token=token)).status_code == 200
    page = await world.get("/settings/sessions", as_=ada)
    assert "Brushes" in page.text
    assert "read:statuses write:media" in page.text
    assert "upload pictures" in page.text
    way = re.search(r'action="(/settings/tokens/\d+/revoke)"', page.text)
    assert way is not None
    assert "Brushes" not in (await world.get("/settings/sessions", as_=bo)).text
    await world.post_form(way[1], as_=bo)
    assert (await world.api("GET", home, token=token)).status_code == 200
    await world.post_form(way[1], as_=ada)
    assert (await world.api("GET", home, token=token)).status_code == 401
