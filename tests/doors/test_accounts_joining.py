"""The way in, as a browser goes it: invitation, sign-up, sign-in, sign-out."""

from __future__ import annotations

import asyncio
import re
from urllib.parse import quote

import pytest

from affresco.accounts import commands, invitations
from affresco.accounts.model import Invite, SignUp
from affresco.web.session import LOCALE_COOKIE, SESSION_COOKIE, THEME_COOKIE
from world import PASSWORD, World

NEWCOMER = {
    "handle": "Zoe",
    "name": "Zoë",
    "email": "zoe@example.org",
    "password": "a few words in a row",
    "locale": "it",
    "training": "allow",
    "assistant": "allow",
}


def field_error(page: str, field: str) -> str | None:
    """What is said at a field."""
    found = re.search(rf'id="{field}-error".*?<span>(.*?)</span>', page, re.DOTALL)
    return found[1] if found else None


async def test_a_newcomer_comes_in_by_an_invitation(world: World) -> None:
    code = await world.invitation(cohort="first")
    page = await world.get(f"/join/{code}")
    assert page.status_code == 200
    assert len(re.findall(r'name="training"', page.text)) == 2
    assert not re.search(r'name="training"[^>]*checked', page.text)  # nothing is chosen for them
    answer = await world.post_form(f"/join/{code}", NEWCOMER)
    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    cookie = next(c for c in answer.headers.get_list("set-cookie") if SESSION_COOKIE in c)
    assert "HttpOnly" in cookie
    assert "SameSite=lax" in cookie
    assert "Secure" not in cookie  # the tests' address is plain http
    profile = await world.get("/settings/profile")
    assert 'value="Zoë"' in profile.text
    assert '<html lang="it"' in profile.text
    async with world.database.read() as tx:
        kept = await tx.row("SELECT choice, wording FROM consent_choices")
    assert kept is not None
    assert kept["choice"] == "allow"
    assert kept["wording"].startswith("May AI models learn from what you post?\n")
    assert "Yes, they may" in kept["wording"]


async def test_a_form_that_is_wrong_comes_back_with_all_reasons_and_all_that_was_typed(
    world: World,
) -> None:
    code = await world.invitation()
    wrong = {**NEWCOMER, "handle": "zoé", "email": "zoe", "password": "short", "training": ""}
    page = await world.post_form(f"/join/{code}", wrong)
    assert page.status_code == 422
    for field in ("handle", "email", "password", "training"):
        assert field_error(page.text, field), field
    assert "a to z" in (field_error(page.text, "handle") or "")
    for kept in ("zoé", "Zoë"):
        assert f'value="{kept}"' in page.text
    assert "short" not in page.text
    assert '<option value="it" selected>' in page.text
    assert (await world.post_form(f"/join/{code}", NEWCOMER)).status_code == 303


@pytest.mark.parametrize("handle", ["עדה", "🎨🎨", "\u202eada", "аda", "", "a" * 400, "admin"])
async def test_handles_that_cannot_be_are_explained(world: World, handle: str) -> None:
    code = await world.invitation()
    page = await world.post_form(f"/join/{code}", {**NEWCOMER, "handle": handle})
    assert page.status_code == 422
    assert field_error(page.text, "handle")


async def test_a_taken_handle_and_a_taken_address_are_said_at_their_fields(world: World) -> None:
    await world.person("zoe")
    code = await world.invitation()
    page = await world.post_form(f"/join/{code}", {**NEWCOMER, "email": "other@example.org"})
    assert page.status_code == 422
    assert "zoe is taken" in (field_error(page.text, "handle") or "")
    page = await world.post_form(f"/join/{code}", {**NEWCOMER, "handle": "other"})
    assert page.status_code == 422
    assert field_error(page.text, "email")


async def test_closed_and_unknown_invitations_say_what_they_are(world: World) -> None:
    owner = await world.owner()
    revoked = await world.invitation()
    listed = (await invitations.list_invitations(world.database, owner.id)).invitations
    await invitations.revoke_invitation(world.database, owner.id, listed[0].id)
    expired = await world.invitation()
    async with world.database.write() as tx:
        await tx.run("UPDATE invitations SET expires_at = now() WHERE revoked_at IS NULL")
    used = await world.invitation()
    zoe = SignUp(
        handle="zoe", email="zoe@example.org", password=PASSWORD, training="deny", wording="No."
    )
    await commands.sign_up(world.database, zoe, used)
    for code, status, word in (
        ("unknown", 404, "not known"),
        (revoked, 409, "withdrawn"),
        (expired, 409, "expired"),
        (used, 409, "used already"),
    ):
        for page in (
            await world.get(f"/join/{code}"),
            await world.post_form(f"/join/{code}", {**NEWCOMER, "handle": "late"}),
        ):
            assert page.status_code == status
            assert word in page.text


async def test_an_invitation_for_one_lets_in_one_of_two_at_once(world: World) -> None:
    code = await world.invitation(uses=1)
    both = [{**NEWCOMER, "handle": f"zoe{n}", "email": f"zoe{n}@example.org"} for n in range(2)]
    answers = await asyncio.gather(*(world.post_form(f"/join/{code}", form) for form in both))
    assert sorted(answer.status_code for answer in answers) == [303, 409]


async def test_who_has_an_account_does_not_spend_an_invitation(world: World) -> None:
    ada = await world.person("ada")
    code = await world.invitation()
    answer = await world.get(f"/join/{code}", as_=ada)
    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    assert (await world.get(f"/join/{code}")).status_code == 200


async def test_signing_in_leads_to_where_one_wanted_to_go(world: World) -> None:
    await world.person("ada")
    asked = await world.get("/settings/sessions")
    assert asked.status_code == 303
    assert asked.headers["location"] == "/sign-in?next=/settings/sessions"
    page = await world.get(asked.headers["location"])
    assert 'name="next" value="/settings/sessions"' in page.text
    answer = await world.post_form(
        "/sign-in", {"login": "@Ada", "password": PASSWORD, "next": "/settings/sessions"}
    )
    assert (answer.status_code, answer.headers["location"]) == (303, "/settings/sessions")
    assert (await world.get("/settings/sessions")).status_code == 200
    assert (await world.get("/sign-in?next=/local")).headers["location"] == "/local"


@pytest.mark.parametrize(
    "elsewhere", ["https://elsewhere.example", "//elsewhere.example", "/\\elsewhere", "local"]
)
async def test_signing_in_never_leads_elsewhere(world: World, elsewhere: str) -> None:
    await world.person("ada")
    page = await world.get(f"/sign-in?next={quote(elsewhere)}")
    assert 'name="next" value="/"' in page.text
    answer = await world.post_form(
        "/sign-in", {"login": "ada", "password": PASSWORD, "next": elsewhere}
    )
    assert (answer.status_code, answer.headers["location"]) == (303, "/")


async def test_a_refused_sign_in_keeps_the_login_and_never_the_password(world: World) -> None:
    await world.person("ada")
    for login in ("ada", "nobody"):
        page = await world.post_form("/sign-in", {"login": login, "password": "not this one"})
        assert page.status_code == 422
        assert f'value="{login}"' in page.text
        assert "not this one" not in page.text
        assert "The handle or e-mail address, or the password, is not right" in page.text


async def test_after_ten_guesses_one_waits(world: World) -> None:
    await world.person("ada")
    for _ in range(10):
        await world.post_form("/sign-in", {"login": "ada", "password": "guess"})
    page = await world.post_form("/sign-in", {"login": "ada", "password": PASSWORD})
    assert page.status_code == 429
    assert "Too many tries" in page.text


async def test_forms_without_their_token_do_nothing(world: World) -> None:
    ada = await world.person("ada")
    client = world._client(ada)
    for path in ("/sign-out", "/settings/account/delete", "/people/ada/follow", "/language"):
        answer = await client.post(path, data={"current": PASSWORD})
        assert answer.status_code == 403, path
    assert (await world.get("/settings/account", as_=ada)).status_code == 200


async def test_signing_out_ends_the_session_on_the_server(world: World) -> None:
    ada = await world.person("ada")
    answer = await world.post_form("/sign-out", as_=ada)
    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    again = await world._client(ada).get(
        "/settings/account", headers={"Cookie": f"{SESSION_COOKIE}={ada.session}"}
    )
    assert again.status_code == 303


async def test_guests_choose_language_and_colours(world: World) -> None:
    answer = await world.post_form("/language", {"locale": "it", "next": "/sign-in"})
    assert (answer.status_code, answer.headers["location"]) == (303, "/sign-in")
    assert f"{LOCALE_COOKIE}=it" in answer.headers["set-cookie"]
    answer = await world.post_form("/theme", {"theme": "dark", "next": "/sign-in"})
    assert f"{THEME_COOKIE}=dark" in answer.headers["set-cookie"]
    page = await world.get("/sign-in")
    assert '<html lang="it" data-theme="dark"' in page.text
    for path, form in (("/language", {"locale": "tlh"}), ("/theme", {"theme": "plaid"})):
        answer = await world.post_form(path, {**form, "next": "https://elsewhere.example"})
        assert (answer.status_code, answer.headers["location"]) == (303, "/")
        assert "set-cookie" not in answer.headers


async def test_the_owner_link_makes_the_first_owner(world: World) -> None:
    code = await invitations.owner_link_code(world.database)
    answer = await world.post_form(f"/join/{code}", NEWCOMER)
    assert answer.status_code == 303
    assert (await world.get("/settings/invitations")).status_code == 200
    made = await invitations.invite(world.database, Invite())
    assert made != code
