"""Authors hear when an answer rests on what they posted, and can withdraw; who asked, nobody learns."""

from __future__ import annotations

import pytest

from world import Published, Resident, World

FACT = "The mill festival opens on Friday at six in the evening."
QUESTION = {"text": "When does the mill festival open?"}


@pytest.fixture
async def town(world: World) -> tuple[Resident, Resident, Published]:
    ada = await world.person("ada")
    bo = await world.person("bo", assistant="allow")
    post = await world.post(by=bo, text=FACT)
    await world.work()
    return ada, bo, post


async def count(world: World, who: Resident) -> int:
    async with world.database.read() as tx:
        found: int = await tx.value(
            "SELECT count(*) FROM notifications WHERE account_id = $1 AND kind = 'cited'", who.id
        )
    return found


async def test_an_author_hears_once_a_day_and_not_who_asked(
    world: World, town: tuple[Resident, Resident, Published]
) -> None:
    ada, bo, post = town
    for _ in range(2):
        await world.post_form("/gesso", QUESTION, as_=ada)
    await world.work()
    assert await count(world, bo) == 1
    page = (await world.get("/notifications", as_=bo)).text
    assert "answered somebody with your post" in page
    assert "@ada" not in page
    assert f"/posts/{post.id}/withdraw" in page
    assert 'formaction="/settings/gesso/consent" name="assistant" value="deny"' in page
    async with world.database.write() as tx:
        await tx.run("UPDATE notifications SET at = at - interval '1 day' WHERE kind = 'cited'")
    await world.post_form("/gesso", QUESTION, as_=ada)
    await world.work()
    assert await count(world, bo) == 1
    async with world.database.read() as tx:
        assert await tx.value(
            "SELECT at > now() - interval '1 hour' FROM notifications WHERE kind = 'cited'"
        )


async def test_one_click_withdraws_the_post(
    world: World, town: tuple[Resident, Resident, Published]
) -> None:
    ada, bo, post = town
    await world.post_form("/gesso", QUESTION, as_=ada)
    await world.work()
    done = await world.post_form(f"/posts/{post.id}/withdraw", as_=bo)
    assert done.status_code == 303
    sent = await world.post_form("/gesso", QUESTION, as_=ada)
    answered = await world.get(sent.headers["location"].partition("#")[0], as_=ada)
    assert "<mark>" not in answered.text
    assert (await world.post_form(f"/posts/{post.id}/withdraw", as_=ada)).status_code == 403


async def test_who_does_not_want_to_hear_of_it_does_not(
    world: World, town: tuple[Resident, Resident, Published]
) -> None:
    ada, bo, _post = town
    await world.post_form("/settings/gesso/wishes", {"replies": "thread"}, as_=bo)
    await world.post_form("/gesso", QUESTION, as_=ada)
    await world.work()
    assert await count(world, bo) == 0


async def test_who_cites_oneself_is_not_told(
    world: World, town: tuple[Resident, Resident, Published]
) -> None:
    _ada, bo, _post = town
    await world.post_form("/gesso", QUESTION, as_=bo)
    await world.work()
    assert await count(world, bo) == 0


async def test_mastodons_clients_are_not_sent_what_they_have_no_word_for(
    world: World, town: tuple[Resident, Resident, Published]
) -> None:
    ada, bo, _post = town
    await world.post_form("/gesso", QUESTION, as_=ada)
    await world.work()
    async with world.database.read() as tx:
        number = await tx.value("SELECT id FROM notifications WHERE kind = 'cited'")
    assert (await world.api("GET", "/api/v1/notifications", as_=bo)).json() == []
    groups = (await world.api("GET", "/api/v2/notifications", as_=bo)).json()
    assert groups["notification_groups"] == []
    assert (await world.api("GET", "/api/v1/notifications/unread_count", as_=bo)).json() == {
        "count": 0
    }
    for path in (f"v1/notifications/{number}", f"v2/notifications/ungrouped-{number}"):
        assert (await world.api("GET", f"/api/{path}", as_=bo)).status_code == 404
