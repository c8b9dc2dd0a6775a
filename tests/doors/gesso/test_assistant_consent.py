"""The question whether answers may rest on what one posts: where it is asked, and what the answer does."""

from __future__ import annotations

import re

from world import Resident, World

NEWCOMER = {
    "handle": "zoe",
    "name": "Zoé",
    "email": "zoe@example.org",
    "password": "wet plaster dries at noon",
    "locale": "en",
    "training": "deny",
}


async def recorded(world: World, handle: str) -> list[tuple[str, str]]:
    async with world.database.read() as tx:
        rows = await tx.rows(
            """SELECT c.choice, c.wording FROM consent_choices c JOIN accounts a ON a.id = c.account_id
               WHERE a.handle = $1 AND c.subject = 'assistant' ORDER BY c.id""",
            handle,
        )
    return [(row["choice"], row["wording"]) for row in rows]


async def test_the_question_is_asked_at_the_door_and_must_be_answered(world: World) -> None:
    code = await world.invitation()
    page = (await world.get(f"/join/{code}")).text
    assert len(re.findall(r'name="assistant"', page)) == 2
    assert not re.search(r'name="assistant"[^>]*checked', page)
    unanswered = await world.post_form(f"/join/{code}", NEWCOMER)
    assert unanswered.status_code == 422
    assert "assistant-error" in unanswered.text
    await world.post_form(f"/join/{code}", {**NEWCOMER, "assistant": "allow"})
    choice, wording = (await recorded(world, "zoe"))[0]
    assert choice == "allow"
    assert "May Gesso" in wording
    assert "Yes, it may" in wording


async def test_the_answer_can_be_changed_and_is_recorded_as_it_was_read(world: World) -> None:
    ada = await world.person("ada", locale="it")
    await world.post_form("/settings/gesso/consent", {"assistant": "allow"}, as_=ada)
    await world.post_form("/settings/gesso/consent", {"assistant": "perhaps"}, as_=ada)
    await world.post_form("/settings/gesso/consent", {"assistant": "deny"}, as_=ada)
    assert [choice for choice, _wording in await recorded(world, "ada")][-2:] == ["allow", "deny"]
    page = (await world.get("/settings/gesso", as_=ada)).text
    assert re.search(r'name="assistant" value="deny" checked', page)


async def choice_of(world: World, who: Resident) -> tuple[int, str | None]:
    async with world.database.read() as tx:
        row = await tx.row("SELECT id, assistant FROM posts WHERE account_id = $1", who.id)
    assert row is not None
    return row["id"], row["assistant"]


async def test_a_post_may_differ_from_what_the_account_says(world: World) -> None:
    ada = await world.person("ada")
    page = (await world.get("/publish", as_=ada)).text
    assert re.search(r'name="assistant" value="" checked', page)
    await world.post_form("/publish", {"text": "Quote me", "assistant": "allow"}, as_=ada)
    post_id, choice = await choice_of(world, ada)
    assert choice == "allow"
    page = (await world.get(f"/posts/{post_id}/edit", as_=ada)).text
    assert re.search(r'name="assistant" value="allow" checked', page)
    await world.post_form(f"/posts/{post_id}/edit", {"text": "Quote me now"}, as_=ada)
    assert (await choice_of(world, ada))[1] == "allow", "what was not asked is not answered"
    fields = {"text": "Quote me", "assistant": "account"}
    await world.post_form(f"/posts/{post_id}/edit", fields, as_=ada)
    assert (await choice_of(world, ada))[1] is None


async def test_programs_choose_as_well(world: World) -> None:
    ada = await world.person("ada")
    body = {"status": "Quote me", "affresco": {"assistant": "deny"}}
    made = await world.api("POST", "/api/v1/statuses", json=body, as_=ada)
    assert made.json()["affresco"]["assistant"] == "deny"
    plain = await world.api("POST", "/api/v1/statuses", json={"status": "As usual"}, as_=ada)
    assert plain.json()["affresco"]["assistant"] is None
    wrong = {"status": "x", "affresco": {"assistant": "maybe"}}
    assert (await world.api("POST", "/api/v1/statuses", json=wrong, as_=ada)).status_code == 422


async def test_owners_see_what_is_used_and_nobody_else(world: World) -> None:
    ada, owner = await world.person("ada"), await world.owner()
    await world.post_form("/gesso", {"text": "What is new?"}, as_=ada)
    shown = (await world.get("/settings/gesso", as_=owner)).text
    assert "What everybody used" in shown
    assert re.search(r"<td>1</td><td>1</td>", shown)
    assert "What everybody used" not in (await world.get("/settings/gesso", as_=ada)).text
