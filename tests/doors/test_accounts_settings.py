"""Settings and following, as a browser does them."""

from __future__ import annotations

import io
import re

from PIL import Image

from affresco.accounts import hydrate
from affresco.accounts.access import get_person
from world import PASSWORD, Resident, World


def a_png(width: int, height: int) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (width, height), (160, 60, 40)).save(out, "PNG")
    return out.getvalue()


async def one_more_session(world: World, who: Resident) -> str:
    answer = await world.post_form("/sign-in", {"login": who.handle, "password": PASSWORD})
    assert answer.status_code == 303
    return answer.cookies["affresco_session"]


async def test_every_page_of_the_settings_opens_for_its_owner_alone(world: World) -> None:
    ada = await world.person("ada")
    for page in ("profile", "account", "sessions"):
        assert (await world.get(f"/settings/{page}", as_=ada)).status_code == 200
        assert (await world.get(f"/settings/{page}")).status_code == 303
    assert (await world.get("/settings", as_=ada)).headers["location"] == "/settings/profile"
    assert (await world.get("/settings/invitations", as_=ada)).status_code == 403
    owner = await world.owner()
    assert (await world.get("/settings/invitations", as_=owner)).status_code == 200


async def test_a_profile_is_saved_and_shown(world: World) -> None:
    ada = await world.person("ada")
    answer = await world.post_form(
        "/settings/profile",
        {
            "name": "Ada <b>L.</b>",
            "bio": "I paint.\r\nSlowly.",
            "link_label": ["", "Shop", "", ""],
            "link_url": ["https://example.org/ada", "https://shop.example", "", ""],
        },
        as_=ada,
        files={"avatar": ("face.png", a_png(900, 600), "image/png")},
    )
    assert (answer.status_code, answer.headers["location"]) == (303, "/@ada")
    page = await world.get("/@ada")
    assert "Ada &lt;b&gt;L.&lt;/b&gt;" in page.text
    assert 'href="https://example.org/ada"' in page.text
    async with world.database.read() as tx:
        person = await get_person(tx, ada.id)
    assert person.avatar is not None
    assert (person.avatar.width, person.avatar.height) == (512, 512)
    assert person.header is None
    form = await world.get("/settings/profile", as_=ada)
    assert "remove_avatar" in form.text
    await world.post_form("/settings/profile", {"remove_avatar": "yes"}, as_=ada)
    async with world.database.read() as tx:
        assert (await get_person(tx, ada.id)).avatar is None


async def test_a_profile_with_a_fault_is_not_saved_and_not_lost(world: World) -> None:
    ada = await world.person("ada", name="Ada")
    answer = await world.post_form(
        "/settings/profile",
        {
            "name": "x" * 61,
            "bio": "kept words",
            "link_label": ["", "", "", ""],
            "link_url": ["javascript:alert(1)", "", "", ""],
        },
        as_=ada,
        files={"avatar": ("face.png", b"no picture", "image/png")},
    )
    assert answer.status_code == 422
    assert "at most 60 characters; this one has 61" in answer.text
    assert "not a picture we can read" in answer.text
    assert "kept words" in answer.text
    assert 'value="javascript:alert(1)"' in answer.text
    async with world.database.read() as tx:
        person = await get_person(tx, ada.id)
    assert (person.name, person.bio, person.revision) == ("Ada", "", 1)


async def test_a_new_password_keeps_this_browser_and_no_other(world: World) -> None:
    ada = await world.person("ada")
    other = await one_more_session(world, ada)
    form = {"current": PASSWORD, "password": "another few words"}
    wrong = await world.post_form(
        "/settings/account/password", {**form, "current": "wrong"}, as_=ada
    )
    assert wrong.status_code == 422
    assert "not your current password" in wrong.text
    assert "another few words" not in wrong.text
    short = await world.post_form(
        "/settings/account/password", {**form, "password": "short"}, as_=ada
    )
    assert short.status_code == 422
    assert (await world.get("/settings/account")).status_code == 200  # the other browser
    done = await world.post_form("/settings/account/password", form, as_=ada)
    assert done.status_code == 303
    assert (await world.get("/settings/account", as_=ada)).status_code == 200
    assert (await world.get("/settings/account")).status_code == 303, other


async def test_sessions_are_listed_and_ended(world: World) -> None:
    ada, bo = await world.people("ada", "bo")
    await one_more_session(world, ada)
    page = await world.get("/settings/sessions", as_=ada)
    assert page.text.count("This browser") == 1
    revoke = re.search(r"/settings/sessions/\d+/revoke", page.text)
    assert revoke
    assert (await world.post_form(revoke[0], as_=bo)).status_code == 303
    assert (await world.get("/settings/account")).status_code == 200  # not bo's to end
    assert (await world.post_form(revoke[0], as_=ada)).status_code == 303
    assert (await world.get("/settings/account")).status_code == 303
    assert (await world.post_form(revoke[0], as_=ada)).status_code == 303  # a second click
    assert (await world.post_form(f"/settings/sessions/{2**70}/revoke", as_=ada)).status_code == 303


async def test_signing_out_everywhere_else(world: World) -> None:
    ada = await world.person("ada")
    await one_more_session(world, ada)
    assert (await world.post_form("/settings/sessions/revoke-others", as_=ada)).status_code == 303
    assert (await world.get("/settings/account")).status_code == 303
    page = await world.get("/settings/sessions", as_=ada)
    assert "One other browser is signed out." in page.text


async def test_a_program_loses_its_access(world: World) -> None:
    ada = await world.person("ada")
    page = await world.get("/settings/sessions", as_=ada)
    revoke = re.search(r"/settings/tokens/\d+/revoke", page.text)
    assert revoke
    assert (await world.post_form(revoke[0], as_=ada)).status_code == 303
    assert "/settings/tokens/" not in (await world.get("/settings/sessions", as_=ada)).text


async def test_the_answer_about_training_is_recorded_each_time_it_changes(world: World) -> None:
    ada = await world.person("ada", training="deny")
    for answer in ("allow", "allow", "perhaps", "deny"):
        assert (
            await world.post_form("/settings/consent/training", {"training": answer}, as_=ada)
        ).status_code == 303
    async with world.database.read() as tx:
        rows = await tx.rows(
            "SELECT choice FROM consent_choices WHERE subject = 'training' ORDER BY id"
        )
        now = await tx.value("SELECT training FROM accounts")
    assert [row["choice"] for row in rows] == ["deny", "allow", "deny"]
    assert now == "deny"


async def test_owners_make_list_and_withdraw_invitations(world: World) -> None:
    owner = await world.owner()
    made = await world.post_form(
        "/settings/invitations",
        {"uses": "2", "days": "3", "cohort": "class of 26", "role": "member"},
        as_=owner,
    )
    link = re.search(r"http://testserver(/join/[\w-]+)", made.text)
    assert link
    assert (await world.get(link[1])).status_code == 200
    page = await world.get("/settings/invitations", as_=owner)
    assert "class of 26" in page.text
    assert link[1] not in page.text
    revoke = re.search(r"/settings/invitations/\d+/revoke", page.text)
    assert revoke
    member = await world.person("member")
    assert (await world.post_form(revoke[0], as_=member)).status_code == 403
    assert (await world.post_form(revoke[0], as_=owner)).status_code == 303
    assert (await world.get(link[1])).status_code == 409


async def test_an_invitation_with_a_fault_keeps_what_was_typed(world: World) -> None:
    owner = await world.owner()
    for field, typed in (("uses", "0"), ("uses", "many"), ("days", "9999"), ("cohort", "x" * 61)):
        form = {"uses": "7", "days": "8", "cohort": "class", "role": "member", field: typed}
        page = await world.post_form("/settings/invitations", form, as_=owner)
        assert page.status_code == 422, field
        assert f'id="{field}-error"' in page.text
        assert f'value="{typed}"' in page.text


async def test_a_deleted_account_leaves_nothing_and_numbers_are_right(world: World) -> None:
    ada, bo = await world.people("ada", "bo")
    post = await world.post(by=bo, text="something to like")
    await world.like(ada, post)
    await world.repost(ada, post)
    answer = await world.post(by=ada, reply_to=post, text="an answer")
    await world.post(by=ada, pictures=1)
    await world.follow(bo, ada)
    refused = await world.post_form("/settings/account/delete", {"current": "wrong"}, as_=ada)
    assert refused.status_code == 422
    assert "not your current password" in refused.text
    done = await world.post_form("/settings/account/delete", {"current": PASSWORD}, as_=ada)
    assert (done.status_code, done.headers["location"]) == (303, "/")
    assert (await world.get("/@ada")).status_code == 404
    assert (await world.get(answer.url)).status_code == 404
    async with world.database.read() as tx:
        counts = await tx.row("SELECT likes, reposts, replies FROM post_counts")
        assert counts is not None
        assert tuple(counts) == (0, 0, 0)
        assert await tx.value("SELECT count(*) FROM media") == 0
        assert await hydrate.follow_counts(tx, bo.id) == (0, 0)


async def test_following_works_with_and_without_scripts(world: World) -> None:
    ada, bo = await world.people("ada", "bo")
    fragment = await world.post_form("/people/bo/follow", as_=ada, htmx=True)
    assert fragment.status_code == 200
    assert "/people/bo/unfollow" in fragment.text
    assert "<html" not in fragment.text
    followers = await world.get("/@bo/followers", as_=ada)
    assert 'href="/@ada"' in followers.text
    assert "/people/ada/" not in followers.text  # nobody follows themselves
    answer = await world.post_form("/people/bo/unfollow", as_=ada)
    assert answer.status_code == 303
    async with world.database.read() as tx:
        assert await hydrate.follow_counts(tx, bo.id) == (0, 0)
    assert (await world.post_form("/people/ada/follow", as_=ada)).status_code == 422
    assert (await world.post_form("/people/nobody/follow", as_=ada)).status_code == 404
    guest = await world.post_form("/people/bo/follow")
    assert guest.headers["location"].startswith("/sign-in")


async def test_lists_of_people_are_open_to_guests(world: World) -> None:
    ada, bo = await world.people("ada", "bo")
    await world.follow(ada, bo)
    page = await world.get("/@ada/following")
    assert 'href="/@bo"' in page.text
    assert "/sign-in?next=/%40bo" in page.text or "/sign-in?next=/@bo" in page.text
    assert (await world.get("/@nobody/followers")).status_code == 404
    assert (await world.get("/bo/followers")).status_code == 404
    assert (await world.get("/@bo/followers?before=0")).status_code == 200
    assert (await world.get(f"/@bo/followers?before={2**70}")).status_code < 500
