"""Apps register themselves; nothing they say is believed."""

from __future__ import annotations

from typing import Any

import pytest

from affresco.accounts import limits
from doors.api.dance import BACK, OOB, app_token, register, token_for
from world import World

APPS = "/api/v1/apps"
OURS = "/api/v1/apps/verify_credentials"


async def test_an_app_registers_and_is_told_its_secret_once(world: World) -> None:
    answer = await world.api(
        "POST",
        APPS,
        json={
            "client_name": "Brushes",
            "redirect_uris": [BACK, OOB],
            "scopes": "read write:statuses push",
            "website": "https://app.example",
        },
    )
    assert answer.status_code == 200
    assert answer.headers["cache-control"] == "no-store"
    made = answer.json()
    assert len(made.pop("client_id")) >= 43
    assert len(made.pop("client_secret")) >= 43
    assert made.pop("id").isdigit()
    assert len(made.pop("vapid_key")) == 87
    assert made == {
        "name": "Brushes",
        "website": "https://app.example",
        "scopes": ["read", "write:statuses", "push"],
        "redirect_uri": f"{BACK}\n{OOB}",
        "redirect_uris": [BACK, OOB],
        "client_secret_expires_at": 0,
    }


async def test_a_form_with_lines_is_as_good_and_scopes_are_read_by_default(world: World) -> None:
    answer = await world.api(
        "POST", APPS, data={"client_name": "Brushes", "redirect_uris": f"{BACK}\n{OOB}"}
    )
    made = answer.json()
    assert (made["redirect_uris"], made["scopes"], made["website"]) == ([BACK, OOB], ["read"], None)
    repeated = [("client_name", "B"), ("redirect_uris[]", BACK), ("redirect_uris[]", OOB)]
    body = "&".join(f"{name}={value}" for name, value in repeated)
    form = {"Content-Type": "application/x-www-form-urlencoded"}
    listed = await world.api("POST", APPS, content=body, headers=form)
    assert listed.json()["redirect_uris"] == [BACK, OOB]


async def test_only_a_digest_of_the_secret_is_kept(world: World) -> None:
    app = await register(world)
    token = await app_token(world, app)
    async with world.database.read() as tx:
        kept = await tx.value(
            "SELECT string_agg(t, ' ') FROM (SELECT a::text AS t FROM oauth_apps a"
            " UNION ALL SELECT t::text FROM access_tokens t) AS rows"
        )
    assert app.client_id in kept
    assert app.client_secret not in kept
    assert token not in kept


async def test_an_app_knows_itself_by_its_own_token_and_by_a_persons(world: World) -> None:
    ada = await world.person("ada")
    app = await register(world)
    for token in (await app_token(world, app), await token_for(world, ada, app, "write:statuses")):
        answer = await world.api("GET", OURS, token=token)
        assert (answer.status_code, answer.json()["name"]) == (200, "Brushes")
        assert len(answer.json()["vapid_key"]) == 87
        assert "client_secret" not in answer.json()
    assert (await world.api("GET", OURS)).status_code == 401
    by_hand = await world.api("GET", OURS, as_=ada)
    assert (by_hand.status_code, by_hand.json()["code"]) == (404, "oauth.no_app")


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"client_name": ""}, "oauth.app_name_invalid"),
        ({"client_name": "x" * 61}, "oauth.app_name_invalid"),
        ({"client_name": "x" * 1_000_000}, "oauth.app_name_invalid"),
        ({"client_name": "\u202e\u200b"}, "oauth.app_name_invalid"),
        ({"client_name": "\u0301\u0301"}, "oauth.app_name_invalid"),
        ({"redirect_uris": ""}, "oauth.redirect_invalid"),
        ({"redirect_uris": []}, "oauth.redirect_invalid"),
        ({"redirect_uris": "javascript:alert(1)"}, "oauth.redirect_invalid"),
        (
            {"redirect_uris": [BACK] * 2 + [f"{BACK}/{n}" for n in range(20)]},
            "oauth.redirect_invalid",
        ),
        ({"redirect_uris": BACK + "x" * 2000}, "oauth.redirect_invalid"),
        ({"scopes": "read admin:read"}, "oauth.app_scopes_invalid"),
        ({"scopes": "read everything"}, "oauth.app_scopes_invalid"),
        ({"website": "javascript:alert(1)"}, "oauth.website_invalid"),
        ({"website": "https://"}, "oauth.website_invalid"),
        ({"redirect_uris": 7}, "api.bad_request"),
        ({"client_name": None}, "api.bad_request"),
    ],
)
async def test_what_cannot_be_an_app_is_refused(
    world: World, wrong: dict[str, Any], code: str
) -> None:
    sent = {"client_name": "Brushes", "redirect_uris": BACK, **wrong}
    answer = await world.api("POST", APPS, json=sent)
    assert (answer.status_code, answer.json()["code"]) == (422, code)
    assert answer.json()["error"]


async def test_one_address_registers_so_many_apps_and_no_more(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "APPS_BY_ADDRESS", limits.Limit("apps-address", 2, 3600))
    await register(world)
    await register(world)
    answer = await world.api("POST", APPS, json={"client_name": "B", "redirect_uris": BACK})
    assert answer.status_code == 429
    assert answer.headers["retry-after"]
