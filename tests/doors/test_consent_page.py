"""What people give: where they are asked, what is recorded, and what their answers do."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

import asyncpg
import pytest

from affresco.accounts import commands as accounts
from affresco.accounts.model import Answers
from affresco.assistant import account as gesso
from affresco.posts import commands, consent
from affresco.posts.model import NOT_READ, Change, NewPicture, PostId, Publish
from world import PASSWORD, Resident, World

PAGE = "/settings/consent"
NEWCOMER = {
    "handle": "zoe",
    "email": "zoe@example.org",
    "password": "a few words in a row",
    "training": "deny",
    "assistant": "deny",
}


async def commons(world: World) -> dict[int, str | None]:
    """What is in the commons: post → licence."""
    async with world.database.read() as tx:
        rows = await tx.rows("SELECT post_id, licence FROM commons_posts")
    return {row["post_id"]: row["licence"] for row in rows}


async def record(world: World, who: Resident, subject: str) -> list[tuple[str, str]]:
    """(choice, wording) of a person, oldest first."""
    async with world.database.read() as tx:
        rows = await tx.rows(
            """SELECT choice, wording FROM consent_choices
               WHERE account_id = $1 AND subject = $2 ORDER BY id""",
            who.id,
            subject,
        )
    return [(row["choice"], row["wording"]) for row in rows]


async def post_row(world: World, who: Resident) -> Any:
    async with world.database.read() as tx:
        return await tx.row(
            "SELECT * FROM posts WHERE account_id = $1 ORDER BY id DESC LIMIT 1", who.id
        )


def checked(page: str, name: str) -> str | None:
    """Which card of a question is chosen."""
    found = re.search(rf'name="{name}" value="([^"]*)" checked', page)
    return found[1] if found else None


async def upload(world: World, by: Resident) -> int:
    """A picture that somebody brought along."""
    media = await world.picture(by=by)
    async with world.database.write() as tx:
        await tx.run("UPDATE media SET kind = 'upload' WHERE id = $1", media.id)
    return media.id


async def test_every_question_stands_on_the_page_and_nothing_is_chosen_for_anybody(
    world: World,
) -> None:
    ada = await world.person("ada", training="deny", remix=None)
    page = (await world.get(PAGE, as_=ada)).text
    for subject in ("training", "redistribution", "choices", "credit", "assistant", "remix"):
        assert f'action="{PAGE}/{subject}"' in page
    assert checked(page, "training") == "deny"
    assert checked(page, "credit") == "deny"
    for subject in ("redistribution", "choices", "remix"):
        assert checked(page, subject) is None, subject
    assert (await world.get(PAGE)).status_code == 303


@pytest.mark.parametrize("locale", ["en", "it"])
@pytest.mark.parametrize(
    ("subject", "answer", "column", "kept"),
    [
        ("training", "allow", "training", "allow"),
        ("redistribution", "CC BY-SA", "licence", "CC BY-SA"),
        ("choices", "allow", "choices", "allow"),
        ("credit", "allow", "credit", True),
        ("assistant", "allow", "assistant", "allow"),
        ("remix", "followers", "remix_policy", "followers"),
    ],
)
async def test_an_answer_is_kept_with_the_words_that_were_read(
    world: World, locale: Any, subject: str, answer: str, column: str, kept: object
) -> None:
    ada = await world.person("ada", locale=locale)
    page = unescape((await world.get(PAGE, as_=ada)).text)
    sent = await world.post_form(f"{PAGE}/{subject}", {subject: answer}, as_=ada)
    assert (sent.status_code, sent.headers["location"]) == (303, f"{PAGE}#{subject}")
    async with world.database.read() as tx:
        row = await tx.row("SELECT * FROM accounts WHERE id = $1", ada.id)
    assert row is not None
    assert row[column] == kept
    choice, wording = (await record(world, ada, subject))[-1]
    assert choice == answer
    for line in wording.splitlines():
        assert line.removeprefix("→ ") in page, "what is recorded stood on the page"
    again = (await world.get(PAGE, as_=ada)).text
    assert checked(again, subject) == answer
    assert wording.splitlines()[0] in unescape(again.partition('id="record"')[2])


async def test_an_answer_that_is_none_changes_nothing_and_says_so(world: World) -> None:
    ada = await world.person("ada")
    for sent in ({}, {"redistribution": "GPL"}):
        await world.post_form(f"{PAGE}/redistribution", sent, as_=ada)
        assert "Choose one of the answers first" in (await world.get(PAGE, as_=ada)).text
    assert await record(world, ada, "redistribution") == []
    assert (await world.post_form(f"{PAGE}/likeness", {}, as_=ada)).status_code == 404


async def test_a_default_concerns_what_is_posted_from_then_on(world: World) -> None:
    ada = await world.person("ada", training="deny")
    old = await world.post(by=ada)
    await world.post_form(f"{PAGE}/training", {"training": "allow"}, as_=ada)
    await world.post_form(f"{PAGE}/redistribution", {"redistribution": "CC BY"}, as_=ada)
    new = await world.post(by=ada)
    assert await commons(world) == {new.id: "CC BY"}
    await world.post_form(f"{PAGE}/training", {"training": "allow", "all": "yes"}, as_=ada)
    assert "also for 1 post of before" in (await world.get(PAGE, as_=ada)).text
    assert await commons(world) == {new.id: "CC BY", old.id: None}
    form = {"redistribution": "CC0", "all": "yes"}
    await world.post_form(f"{PAGE}/redistribution", form, as_=ada)
    assert await commons(world) == {new.id: "CC0", old.id: "CC0"}
    await world.post_form(f"{PAGE}/training", {"training": "deny", "all": "yes"}, as_=ada)
    assert await commons(world) == {}


async def test_many_posts_are_changed_piece_by_piece_and_none_is_left_out(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(consent, "AT_ONCE", 3)
    ada, bo = (
        await world.person("ada", training="allow"),
        await world.person("bo", training="allow"),
    )
    mine = [await world.post(by=ada) for _ in range(8)]
    other = await world.post(by=bo)
    changed = await consent.answer(
        world.database, ada.id, Answers(training="deny"), {}, for_all=NOT_READ
    )
    assert changed == len(mine)
    assert set(await commons(world)) == {other.id}
    assert await record(world, bo, "training") != []
    assert len(await record(world, ada, "training")) == 1 + 2 * len(mine) + 1


async def test_the_composer_asks_with_what_the_account_says(world: World) -> None:
    ada = await world.person("ada", training="allow", remix=None)
    picture = await world.picture(by=ada, prompt="a wall")
    page = (await world.get(f"/publish?media_id={picture.id}", as_=ada)).text
    assert checked(page, "training") == "allow"
    assert checked(page, "remix_policy") is None, "who has not said is not answered for"
    assert "Not said: nobody may pass it on" in page
    await world.post_form(f"{PAGE}/remix", {"remix": "everyone"}, as_=ada)
    await world.post_form(f"{PAGE}/redistribution", {"redistribution": "CC0"}, as_=ada)
    page = (await world.get(f"/publish?media_id={picture.id}", as_=ada)).text
    assert checked(page, "remix_policy") == "everyone"
    assert '<option value="CC0" selected>' in page
    assert "Not said: nobody may pass it on" not in page
    form = {"text": "mine", "training": "deny", "licence": "CC BY-SA", "remix_policy": "nobody"}
    await world.post_form("/publish", {**form, "media_id": picture.id}, as_=ada)
    row = await post_row(world, ada)
    assert (row["training"], row["licence"], row["remix_policy"]) == ("deny", "CC BY-SA", "nobody")
    choice, wording = (await record(world, ada, "redistribution"))[-1]
    assert choice == "CC BY-SA"
    assert wording.startswith("What may others do with it?\n→ Everything, named")
    assert (await record(world, ada, "training"))[-1][1].startswith(
        "May models learn from it?\n→ No"
    )


async def test_nobody_remixes_the_pictures_of_who_has_not_said_anything(world: World) -> None:
    ada, bo = await world.person("ada", remix=None), await world.person("bo")
    post = await world.post(by=ada, pictures=1)
    assert (await post_row(world, ada))["remix_policy"] == "nobody"
    shown = await world.api("GET", f"/api/v1/statuses/{post.id}", as_=bo)
    assert shown.json()["affresco"]["may_remix"] is False


async def test_real_people_are_asked_about_where_only_the_author_can_say(world: World) -> None:
    ada = await world.person("ada", training="allow")
    words = await world.picture(by=ada, prompt="a wall")
    brought = await upload(world, ada)
    assert 'name="likeness"' not in (await world.get(f"/publish?media_id={words.id}", as_=ada)).text
    assert 'name="likeness"' in (await world.get(f"/publish?media_id={brought}", as_=ada)).text
    form = {"media_id": brought, "text": "us", "training": "allow"}
    await world.post_form("/publish", form, as_=ada)
    post_id = (await post_row(world, ada))["id"]
    assert await commons(world) == {}, "not said is no"
    page = (await world.get(f"/posts/{post_id}/edit", as_=ada)).text
    assert checked(page, "likeness") == ""
    edited = f"/posts/{post_id}/edit"
    await world.post_form(edited, {"text": "us", "likeness": "adults"}, as_=ada)
    assert set(await commons(world)) == {post_id}
    assert (await record(world, ada, "likeness"))[-1][1].splitlines()[-2] == "→ Yes, adults"
    await world.post_form(edited, {"text": "us", "likeness": "minors"}, as_=ada)
    assert await commons(world) == {}


async def test_pictures_put_in_later_open_the_question_again(world: World) -> None:
    ada = await world.person("ada", training="allow")
    brought, another = await upload(world, ada), await upload(world, ada)
    post_id = await _published(world, ada, brought, likeness="nobody")
    assert set(await commons(world)) == {post_id}
    words = await world.picture(by=ada, prompt="a wall")
    for media_id, inside in ((words.id, {post_id}), (another, set())):
        wish = Change(pictures=(NewPicture(brought), NewPicture(media_id)))
        await commands.change(world.database, world.runtime.settings, ada.id, post_id, wish)
        assert set(await commons(world)) == inside, media_id
    assert (await record(world, ada, "likeness"))[-1][0] == "not said"


async def _published(world: World, by: Resident, media_id: int, **choices: Any) -> PostId:
    body = {"media_ids": [str(media_id)], "affresco": choices}
    made = await world.api("POST", "/api/v1/statuses", json=body, as_=by)
    assert made.status_code == 200, made.text
    return PostId(int(made.json()["id"]))


async def test_an_edit_changes_words_and_choices_together_or_not_at_all(world: World) -> None:
    ada = await world.person("ada", training="allow")
    post = await world.post(by=ada, text="given")
    form = {"text": "x" * 5001, "training": "deny", "licence": "CC0"}
    assert (await world.post_form(f"/posts/{post.id}/edit", form, as_=ada)).status_code == 422
    assert set(await commons(world)) == {post.id}
    page = await world.post_form(f"/posts/{post.id}/edit", form, as_=ada)
    assert checked(page.text, "training") == "deny", "nothing that was chosen is lost"
    assert '<option value="CC0" selected>' in page.text
    await world.post_form(f"/posts/{post.id}/edit", {**form, "text": "kept"}, as_=ada)
    row = await post_row(world, ada)
    assert (row["text"], row["training"], row["licence"]) == ("kept", "deny", "CC0")
    assert await commons(world) == {}


async def test_choices_alone_are_no_new_wording(world: World) -> None:
    ada = await world.person("ada")
    post = await world.post(by=ada, text="as it is")
    form = {"text": "as it is", "training": "allow", "licence": "CC BY"}
    await world.post_form(f"/posts/{post.id}/edit", form, as_=ada)
    row = await post_row(world, ada)
    assert (row["revision"], row["edited_at"]) == (1, None)
    assert await commons(world) == {post.id: "CC BY"}


async def test_one_click_takes_a_post_back_with_all_that_was_made_from_it(world: World) -> None:
    ada, bo = (
        await world.person("ada", training="allow"),
        await world.person("bo", training="allow"),
    )
    post = await world.post(by=ada, pictures=1)
    remix = await world.post(by=bo, remix_of=post)
    assert set(await commons(world)) == {post.id, remix.id}
    address = f"/posts/{post.id}/take-back"
    assert address in (await world.get(post.url, as_=ada)).text
    assert address not in (await world.get(post.url, as_=bo)).text
    assert (await world.post_form(address, as_=bo)).status_code == 403
    assert (await world.post_form(address, as_=ada)).status_code == 303
    assert await commons(world) == {}
    page = (await world.get(post.url, as_=ada)).text
    assert "It is taken back" in page
    assert address not in page
    assert (await record(world, ada, "training"))[-1][1].startswith("May models learn from it?")


async def test_nobody_gives_what_the_assistant_says(world: World) -> None:
    async with world.database.write() as tx:
        assistant = await gesso.ensure(tx)
    made = await _as_account(world, assistant, "given by mistake")
    assert made not in await commons(world)


async def _as_account(world: World, account_id: int, text: str) -> int:
    command = Publish(text=text, training="allow")
    return await commands.publish(world.database, world.runtime.settings, account_id, command)


async def test_the_record_is_only_ever_added_to(world: World) -> None:
    ada = await world.person("ada")
    await world.post(by=ada)
    connection = await world.database.connect()
    try:
        for statement in (
            "UPDATE consent_choices SET choice = 'allow'",
            "UPDATE consent_choices SET wording = ''",
            "DELETE FROM consent_choices",
            "TRUNCATE consent_choices",
        ):
            with pytest.raises(asyncpg.IntegrityConstraintViolationError):
                await connection.execute(statement)
        kept = await connection.fetchval("SELECT count(*) FROM consent_choices")
    finally:
        await connection.close()
    assert kept > 0
    await accounts.delete_account(world.database, ada.id, PASSWORD)
    async with world.database.read() as tx:
        assert await tx.value("SELECT count(*) FROM consent_choices") == 0


async def test_the_record_is_read_in_pages_and_by_nobody_else(world: World) -> None:
    ada, bo = await world.people("ada", "bo")
    for number in range(25):
        answer = "allow" if number % 2 else "deny"
        await world.post_form(f"{PAGE}/choices", {"choices": answer}, as_=ada)
    first = (await world.get(PAGE, as_=ada)).text
    more = re.search(r'href="(/settings/consent\?max_id=\d+)', first)
    assert more
    rest = (await world.get(more[1], as_=ada)).text
    assert first.count("<details><summary>") + rest.count("<details><summary>") >= 25
    assert "max_id" not in rest.partition('id="record"')[2]
    assert (await world.get(PAGE, as_=bo)).text.count("Likes and choices</b>") == 0


async def test_the_door_asks_who_may_remix_and_lets_in_who_does_not_say(world: World) -> None:
    code = await world.invitation(uses=2)
    page = (await world.get(f"/join/{code}")).text
    assert len(re.findall(r'name="remix"', page)) == 3
    assert checked(page, "remix") is None
    await world.post_form(f"/join/{code}", {**NEWCOMER, "remix": "followers"})
    silent = {**NEWCOMER, "handle": "yan", "email": "yan@example.org"}
    world._clients.clear()
    await world.post_form(f"/join/{code}", silent)
    async with world.database.read() as tx:
        rows = await tx.rows("SELECT handle, remix_policy FROM accounts ORDER BY handle DESC")
        words = await tx.rows("SELECT choice, wording FROM consent_choices WHERE subject = 'remix'")
    assert [tuple(row) for row in rows] == [("zoe", "followers"), ("yan", None)]
    assert [row["choice"] for row in words] == ["followers"]
    assert words[0]["wording"].startswith("Who may remix the pictures that you post?")


async def test_what_is_scheduled_keeps_its_choices(world: World) -> None:
    ada = await world.person("ada", training="deny")
    form = {"text": "later", "training": "allow", "licence": "CC BY", "later": "2027-01-01T10:00"}
    assert (await world.post_form("/publish", form, as_=ada)).status_code == 303
    async with world.database.read() as tx:
        command = await tx.value("SELECT command FROM scheduled_posts")
    assert (command["training"], command["licence"]) == ("allow", "CC BY")
    assert command["wording"]["training"].startswith("May models learn from it?")


async def test_publishing_asks_the_database_no_more_often_than_before(world: World) -> None:
    ada = await world.person("ada", training="allow")
    async with world.counting() as seen:
        await world.post(by=ada, text="counted", licence="CC BY")
    assert sum("set_config" in sql for sql in seen) == 1
    assert len(seen) <= 6, seen
