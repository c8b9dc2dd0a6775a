"""The page where one asks: with and without a script, again, further, and what is kept."""

from __future__ import annotations

import asyncio
import re
from typing import Any

import msgspec
import pytest

from affresco.accounts import commands as accounts
from affresco.posts import commands as posts
from world import Resident, World

QUESTION = "When does the mill festival open?"
FACT = "The mill festival opens on Friday at six in the evening."


@pytest.fixture
async def town(world: World) -> tuple[Resident, Resident]:
    """(ada, who asks; bo, who allows answers and knows)."""
    ada = await world.person("ada")
    bo = await world.person("bo", assistant="allow")
    await world.post(by=bo, text=FACT)
    await world.work()
    return ada, bo


async def asked(world: World, who: Resident, **fields: Any) -> tuple[str, str]:
    """Ask without a script: (address of the conversation, its page)."""
    sent = await world.post_form("/gesso", {"text": QUESTION, **fields}, as_=who)
    assert sent.status_code == 303, sent.text
    address = sent.headers["location"].partition("#")[0]
    return address, (await world.get(address, as_=who)).text


async def events(world: World, who: Resident, **fields: Any) -> list[dict[str, Any]]:
    """Ask with a script, to the end."""
    sent = await world.post_form("/gesso/events", {"text": QUESTION, **fields}, as_=who)
    assert sent.status_code == 200, sent.text
    assert sent.headers["content-type"].startswith("text/event-stream")
    return [
        msgspec.json.decode(block.split("data: ", 1)[1])
        for block in sent.text.split("\n\n")
        if block.startswith("event: turn")
    ]


async def test_an_answer_comes_without_a_script_with_the_words_it_rests_on(
    world: World, town: tuple[Resident, Resident]
) -> None:
    ada, _bo = town
    _address, page = await asked(world, ada)
    assert "<mark>" in page
    assert "opens on Friday" in page
    assert re.search(r'<a class="cite" href="#(source-\d+-1)"', page)
    assert "Gesso is an AI." in page


async def test_an_answer_grows_for_a_script_and_is_kept(
    world: World, town: tuple[Resident, Resident]
) -> None:
    ada, _bo = town
    told = await events(world, ada)
    assert 'data-state="making"' in told[0]["html"]
    assert 'data-state="answered"' in told[-1]["html"]
    assert "opens on Friday" in told[-1]["html"]
    kept = await world.get(told[-1]["url"], as_=ada)
    assert "opens on Friday" in kept.text


async def test_strangers_are_asked_to_sign_in(world: World) -> None:
    assert (await world.get("/gesso")).status_code == 303
    assert (await world.post_form("/gesso", {"text": "Hi?"})).status_code == 303


async def test_a_conversation_is_its_owners_alone(
    world: World, town: tuple[Resident, Resident]
) -> None:
    ada, bo = town
    address, _page = await asked(world, ada)
    assert (await world.get(address, as_=bo)).status_code == 404
    for action in ("rename", "delete"):
        refused = await world.post_form(f"{address}/{action}", {"title": "mine"}, as_=bo)
        assert refused.status_code == 404
    further = {"text": "And then?", "conversation_id": address.rpartition("/")[2]}
    assert (await world.post_form("/gesso", further, as_=bo)).status_code == 404


async def test_follow_ups_stay_in_the_conversation(
    world: World, town: tuple[Resident, Resident]
) -> None:
    ada, _bo = town
    address, _page = await asked(world, ada)
    number = address.rpartition("/")[2]
    again, page = await asked(world, ada, text="Who says so?", conversation_id=number)
    assert again == address
    assert QUESTION in page
    assert "Who says so?" in page


async def test_an_answer_is_made_anew_in_the_place_of_the_old_one(
    world: World, town: tuple[Resident, Resident]
) -> None:
    ada, bo = town
    address, page = await asked(world, ada)
    turn = re.search(r'id="turn-(\d+)"', page)
    assert turn
    await world.post(by=bo, text="The mill festival opens on Saturday now, says the miller.")
    _address, page = await asked(
        world, ada, text="", again=turn[1], conversation_id=address.rpartition("/")[2]
    )
    assert page.count('class="turn"') == 1
    assert f'id="turn-{turn[1]}"' not in page
    assert "Saturday" in page


async def test_what_was_deleted_or_withdrawn_is_not_shown_any_more(
    world: World, town: tuple[Resident, Resident]
) -> None:
    ada, bo = town
    address, page = await asked(world, ada)
    assert "<mark>" in page
    await accounts.set_assistant(world.database, bo.id, "deny", "no")
    page = (await world.get(address, as_=ada)).text
    assert "opens on Friday" not in page


async def test_conversations_are_renamed_and_deleted_one_or_all(
    world: World, town: tuple[Resident, Resident]
) -> None:
    ada, _bo = town
    first, _page = await asked(world, ada)
    second, _page = await asked(world, ada)
    await world.post_form(f"{first}/rename", {"title": "The mill"}, as_=ada)
    assert "The mill" in (await world.get("/gesso", as_=ada)).text
    await world.post_form(f"{second}/delete", as_=ada)
    assert (await world.get(second, as_=ada)).status_code == 404
    await world.post_form("/gesso/delete", as_=ada)
    assert (await world.get(first, as_=ada)).status_code == 404
    async with world.database.read() as tx:
        assert await tx.value("SELECT count(*) FROM gesso_citations") == 0


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"text": ""}, "Write a question first."),
        ({"text": " \n "}, "Write a question first."),
        ({"text": "x" * 20_000}, "at most 2000 characters"),
        ({"among": "person", "of": "nobody_here"}, "nothing to ask among"),
        ({"among": "list:12345"}, "nothing to ask among"),
        ({"among": "thread:99999999999999999999999"}, "nothing to ask among"),
        ({"among": "hashtag", "of": "#"}, "nothing to ask among"),
        ({"among": "nonsense"}, "nothing to ask among"),
    ],
)
async def test_what_cannot_be_asked_says_why_and_loses_nothing(
    world: World, fields: dict[str, str], said: str
) -> None:
    ada = await world.person("ada")
    sent = {"text": "What is new in the harbour?", **fields}
    page = await world.post_form("/gesso", sent, as_=ada)
    assert page.status_code in (404, 422)
    assert said in page.text
    assert sent["text"].strip()[:2000] in page.text
    told = await world.post_form("/gesso/events", sent, as_=ada)
    assert told.status_code == page.status_code
    assert said in told.text
    async with world.database.read() as tx:
        assert await tx.value("SELECT count(*) FROM gesso_turns") == 0
        assert await tx.value("SELECT coalesce(sum(asks), 0) FROM gesso_usage") == 0


async def test_odd_questions_get_an_answer_of_some_kind(world: World) -> None:
    ada = await world.person("ada")
    for text in ("🦊" * 1000, "<script>alert(1)</script>", "'; DROP TABLE posts; --", "\u202eabc"):
        _address, page = await asked(world, ada, text=text)
        assert "<script>alert" not in page


async def test_an_account_deleted_while_its_answer_is_made_leaves_nothing_behind(
    world: World, town: tuple[Resident, Resident]
) -> None:
    ada, _bo = town
    telling = asyncio.create_task(world.post_form("/gesso/events", {"text": QUESTION}, as_=ada))
    await asyncio.sleep(0)
    await accounts.delete_account(world.database, ada.id, ada.password)
    assert (await telling).status_code < 500
    async with world.database.read() as tx:
        for table in ("gesso_turns", "gesso_conversations", "gesso_usage", "gesso_citations"):
            assert await tx.value(f"SELECT count(*) FROM {table}") == 0


async def test_two_windows_may_ask_at_once_and_more_wait(
    world: World, town: tuple[Resident, Resident]
) -> None:
    ada, _bo = town
    sent = [world.post_form("/gesso/events", {"text": QUESTION}, as_=ada) for _ in range(6)]
    codes = sorted(answer.status_code for answer in await asyncio.gather(*sent))
    assert set(codes) <= {200, 429}
    assert codes[:2] == [200, 200]
    async with world.database.read() as tx:
        assert await tx.value("SELECT count(*) FROM gesso_turns WHERE state = 'asked'") == 0
        used = await tx.value("SELECT asks FROM gesso_usage")
    assert used == codes.count(200)


async def test_whoever_stops_listening_stops_the_answer(
    world: World, town: tuple[Resident, Resident], monkeypatch: pytest.MonkeyPatch
) -> None:
    ada, _bo = town
    asking = world.app.state.asking
    held = asyncio.Event()

    async def slowly(ask: Any, *, model: bool = True) -> Any:
        held.set()
        await asyncio.Event().wait()
        yield

    monkeypatch.setattr(asking.gesso, "ask", slowly)
    telling = asyncio.create_task(world.post_form("/gesso/events", {"text": QUESTION}, as_=ada))
    await asyncio.wait_for(held.wait(), 10)
    telling.cancel()
    await asyncio.gather(telling, return_exceptions=True)
    await asyncio.wait_for(asking.settled(), 10)
    async with world.database.read() as tx:
        assert await tx.value("SELECT state FROM gesso_turns") == "stopped"
    monkeypatch.undo()
    page = await world.get("/gesso", as_=ada)
    address = re.search(r'href="(/gesso/\d+)"', page.text)
    assert address
    assert "You stopped this answer." in (await world.get(address[1], as_=ada)).text


async def test_the_day_has_an_end(world: World, town: tuple[Resident, Resident]) -> None:
    ada, _bo = town
    async with world.database.write() as tx:
        await tx.run(
            """INSERT INTO gesso_usage (account_id, day, asks)
               VALUES ($1, (now() AT TIME ZONE 'utc')::date, 200)""",
            ada.id,
        )
    page = await world.post_form("/gesso", {"text": QUESTION}, as_=ada)
    assert page.status_code == 429
    assert "You have asked 200 questions today" in page.text
    assert QUESTION in page.text


async def test_explain_and_catch_me_up_lead_to_the_page_with_the_form_filled_in(
    world: World, town: tuple[Resident, Resident]
) -> None:
    ada, bo = town
    post = await world.post(by=bo, text="A quiet harbour at dawn.")
    page = (await world.get(post.url, as_=ada)).text
    assert f'href="/posts/{post.id}/explain"' in page
    led = await world.get(f"/posts/{post.id}/explain", as_=ada)
    filled = (await world.get(led.headers["location"], as_=ada)).text
    assert "A quiet harbour" in filled
    assert 'name="task" value="explain"' in filled
    fields = {"task": "explain", "post_id": post.id, "among": f"thread:{post.id}", "text": ""}
    _address, answered = await asked(world, ada, **fields)
    assert "Explain this post" in answered
    _address, answered = await asked(world, ada, task="catch_up", among="since", text="")
    assert "Catch me up" in answered


async def test_a_hidden_post_is_explained_to_nobody(
    world: World, town: tuple[Resident, Resident]
) -> None:
    ada, bo = town
    secret = await world.post(by=bo, text="The secret of the mill", visibility="private")
    led = await world.get(f"/gesso?task=explain&post_id={secret.id}", as_=ada)
    assert led.status_code == 404
    fields = {"task": "explain", "post_id": secret.id, "text": ""}
    sent = await world.post_form("/gesso", fields, as_=ada)
    assert "secret of the mill" not in sent.text
    assert sent.status_code in (303, 404)


async def test_an_edited_post_answers_with_what_it_says_now(
    world: World, town: tuple[Resident, Resident]
) -> None:
    ada, bo = town
    post = await world.post(by=bo, text="The lighthouse tour starts at ten o'clock on Sunday.")
    address, page = await asked(world, ada, text="When does the lighthouse tour start?")
    assert "ten o" in page
    await posts.edit(
        world.database,
        world.runtime.settings,
        bo.id,
        post.id,
        "The lighthouse tour starts at noon on Sunday.",
    )
    assert "ten o" not in (await world.get(address, as_=ada)).text


async def test_a_voice_that_breaks_down_is_told_and_the_question_is_kept(
    world: World, town: tuple[Resident, Resident], monkeypatch: pytest.MonkeyPatch
) -> None:
    ada, _bo = town

    async def broken(ask: Any, *, model: bool = True) -> Any:
        if ask.text:
            raise LookupError("nothing where something was")
        yield

    monkeypatch.setattr(world.app.state.asking.gesso, "ask", broken)
    told = await world.post_form("/gesso/events", {"text": QUESTION}, as_=ada)
    assert told.status_code == 200
    assert "event: failed" in told.text
    assert "nothing where" not in told.text
    monkeypatch.undo()
    page = (await world.get("/gesso", as_=ada)).text
    address = re.search(r'href="(/gesso/\d+)"', page)
    assert address
    kept = (await world.get(address[1], as_=ada)).text
    assert QUESTION in kept
    assert "something broke off" in kept


async def test_since_my_last_visit_begins_where_the_visit_before_ended(
    world: World, town: tuple[Resident, Resident]
) -> None:
    ada, _bo = town
    earlier = 1_700_000_000
    cookies = {"Cookie": f"affresco_session={ada.session}; affresco_visit=0.{earlier}"}
    home = await world.get("/", headers=cookies)
    assert f"affresco_visit={earlier}." in home.headers["set-cookie"]
    odd = {"Cookie": f"affresco_session={ada.session}; affresco_visit=x.y"}
    assert (await world.get("/", headers=odd)).status_code == 200
    await asked(world, ada, task="catch_up", among="since", text="")
    async with world.database.read() as tx:
        among = await tx.value("SELECT ask -> 'among' ->> 'among' FROM gesso_turns")
    assert among == "since"
