"""The website's side of warnings, polls, quotes, schedules, conversations, reports and announcements."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

import pytest

from affresco.accounts.model import Preferences
from affresco.accounts.preferences import set_preferences
from affresco.posts import announcements, polls
from affresco.posts.model import NewPoll
from world import Resident, World

POLL = NewPoll(("Ochre", "Umber"), 600)


async def first_conversation(world: World, who: Resident) -> str:
    page = await world.get("/conversations", as_=who)
    found = re.search(r'href="(/conversations/\d+)"', page.text)
    assert found is not None
    return found[1]


async def test_a_warning_folds_the_text_and_veils_the_pictures(world: World) -> None:
    ada, bo = await world.people("ada", "bo")
    post = await world.post(by=ada, text="the end", warning="Spoils it", pictures=1)
    page = (await world.get(post.url, as_=bo)).text
    assert '<details class="warned"><summary>' in page
    assert "Spoils it" in page
    assert 'class="veil"' in page
    await set_preferences(
        world.database, bo.id, Preferences(expand_media="show_all", expand_warnings=True)
    )
    page = (await world.get(post.url, as_=bo)).text
    assert '<details class="warned" open>' in page
    assert 'class="veil"' not in page


async def test_who_wants_no_picture_unasked_gets_none(world: World) -> None:
    ada, bo = await world.people("ada", "bo")
    post = await world.post(by=ada, pictures=1)
    assert 'class="veil"' not in (await world.get(post.url, as_=bo)).text
    saved = await world.post_form(
        "/settings/reading",
        {"expand_media": "hide_all", "visibility": "unlisted", "quote_policy": "nobody"},
        as_=bo,
    )
    assert saved.status_code == 303
    assert 'class="veil"' in (await world.get(post.url, as_=bo)).text
    form = (await world.get("/publish", as_=bo)).text
    assert re.search(r'name="visibility" value="unlisted" checked', form)
    assert re.search(r'name="quote_policy" value="nobody" checked', form)


async def test_a_poll_is_a_form_until_one_has_voted(world: World) -> None:
    ada, bo = await world.people("ada", "bo")
    post = await world.post(by=ada, text="Which?", poll=POLL)
    page = (await world.get(post.url, as_=bo)).text
    assert f'name="choice_{post.id}" value="1"' in page
    assert "<meter" not in page
    sent = await world.post_form(f"/posts/{post.id}/vote", {f"choice_{post.id}": "1"}, as_=bo)
    assert sent.status_code == 303
    page = (await world.get(post.url, as_=bo)).text
    assert f'name="choice_{post.id}"' not in page
    assert "100 %" in page
    fragment = await world.post_form(
        f"/posts/{post.id}/vote", {f"choice_{post.id}": "1"}, as_=bo, htmx=True
    )
    assert fragment.text.strip().startswith('<div class="poll"')
    assert "1 person voted" in (await world.get(post.url)).text


async def test_the_publish_page_asks_warns_and_quotes(world: World) -> None:
    ada, bo = await world.people("ada", "bo")
    quoted = await world.post(by=ada, text="look at this wall")
    page = await world.get(f"/publish?quote={quoted.id}", as_=bo)
    assert "look at this wall" in page.text
    sent = {
        "text": "what do you say",
        "quote_of_id": str(quoted.id),
        "warning": "Walls",
        "option": ["yes", "no", "", ""],
        "poll_hours": "6",
        "visibility": "unlisted",
        "idempotency_key": "once",
    }
    answer = await world.post_form("/publish", sent, as_=bo)
    assert answer.status_code == 303, answer.text
    shown = (await world.get(answer.headers["location"], as_=ada)).text
    for said in ("Walls", "what do you say", "look at this wall", "yes"):
        assert said in shown
    assert "Take my post out of it" in shown
    number = answer.headers["location"].rpartition("/")[2]
    await world.post_form(f"/posts/{number}/unquote", as_=ada)
    shown = (await world.get(answer.headers["location"], as_=bo)).text
    assert "look at this wall" not in shown
    assert "took the quoted post out" in shown


async def test_a_poll_that_cannot_be_comes_back_with_what_was_written(world: World) -> None:
    ada = await world.person("ada")
    sent = {"text": "hm", "option": ["one", "", "", ""], "visibility": "public"}
    page = await world.post_form("/publish", sent, as_=ada)
    assert page.status_code == 422
    assert 'value="one"' in page.text
    assert 'id="poll-error"' in page.text


async def test_what_is_scheduled_waits_on_its_page(world: World) -> None:
    ada = await world.person("ada")
    local = (datetime.now(UTC) + timedelta(hours=3)).strftime("%Y-%m-%dT%H:%M")
    sent = {"text": "later", "later": local, "zone": "-60", "visibility": "public"}
    answer = await world.post_form("/publish", sent, as_=ada)
    assert answer.headers["location"] == "/scheduled"
    page = (await world.get("/scheduled", as_=ada)).text
    assert "later" in page
    (number,) = re.findall(r'id="scheduled-(\d+)"', page)
    async with world.database.read() as tx:
        at = await tx.value("SELECT at FROM scheduled_posts")
    assert timedelta(hours=1, minutes=58) < at - datetime.now(UTC) < timedelta(hours=2)
    wrong = await world.post_form(
        f"/scheduled/{number}/move", {"later": "2020-01-01T00:00"}, as_=ada
    )
    assert wrong.status_code == 422
    await world.post_form(f"/scheduled/{number}/delete", as_=ada)
    assert f"scheduled-{number}" not in (await world.get("/scheduled", as_=ada)).text


async def test_a_post_is_written_anew(world: World) -> None:
    ada, bo = await world.people("ada", "bo")
    post = await world.post(by=ada, text="wrnog", pictures=1, warning="Hm")
    page = (await world.get(f"/publish?redraft={post.id}", as_=ada)).text
    assert "wrnog" in page
    assert f'name="redraft_id" value="{post.id}"' in page
    assert (await world.get(f"/publish?redraft={post.id}", as_=bo)).status_code == 403
    sent = {
        "text": "wrong",
        "media_id": str(post.pictures[0].id),
        "redraft_id": str(post.id),
        "visibility": "public",
        "idempotency_key": "anew",
    }
    first = await world.post_form("/publish", sent, as_=ada)
    second = await world.post_form("/publish", sent, as_=ada)
    assert first.headers["location"] == second.headers["location"]
    assert (await world.get(post.url, as_=bo)).status_code == 404
    assert "wrong" in (await world.get(first.headers["location"], as_=bo)).text


async def test_people_talk_among_themselves(world: World) -> None:
    ada, bo, cy = await world.people("ada", "bo", "cy")
    unknown = await world.post_form("/conversations/new", {"to": "@nobody", "text": "x"}, as_=ada)
    assert unknown.status_code == 404
    assert 'value="@nobody"' in unknown.text
    begun = await world.post_form("/conversations/new", {"to": "@bo", "text": "psst"}, as_=ada)
    assert begun.status_code == 303
    theirs = await first_conversation(world, bo)
    assert "unread" in (await world.get("/conversations", as_=bo)).text
    badge = "data-unread-talk><span>1</span>"
    assert badge in (await world.get("/local", as_=bo)).text
    assert "psst" in (await world.get(theirs, as_=bo)).text
    assert badge not in (await world.get("/local", as_=bo)).text
    assert "(new)" not in (await world.get("/conversations", as_=bo)).text
    await world.post_form(theirs, {"text": "yes?"}, as_=bo)
    shown = (await world.get(begun.headers["location"], as_=ada)).text
    assert shown.index("psst") < shown.index("yes?")
    assert (await world.get(theirs, as_=cy)).status_code == 404
    assert (await world.post_form(theirs, {"text": "me too"}, as_=cy)).status_code == 404
    await world.post_form(f"{theirs}/delete", as_=bo)
    assert (await world.get(theirs, as_=bo)).status_code == 404
    assert (await world.get(begun.headers["location"], as_=ada)).status_code == 200


async def test_a_report_is_sent_read_and_closed(world: World) -> None:
    owner, ada, bo = await world.owner(), *(await world.people("ada", "bo"))
    post = await world.post(by=bo, text="buy this", visibility="public")
    page = await world.get(f"/report?post={post.id}", as_=ada)
    assert "@bo" in page.text
    sent = {
        "person": str(bo.id),
        "post": str(post.id),
        "category": "spam",
        "comment": "again",
    }
    assert (await world.post_form("/report", sent, as_=ada)).status_code == 303
    queue = (await world.get("/settings/reports", as_=owner)).text
    assert "again" in queue
    assert "buy this" in queue
    (number,) = re.findall(r'id="report-(\d+)"', queue)
    await world.post_form(f"/settings/reports/{number}/close", {"answer": "told them"}, as_=owner)
    assert "buy this" not in (await world.get("/settings/reports", as_=owner)).text
    assert "told them" in (await world.get("/settings/reports?closed=true", as_=owner)).text


async def test_announcements_stand_above_the_home_until_dismissed(world: World) -> None:
    owner, ada = await world.owner(), await world.person("ada")
    empty = await world.post_form("/settings/announcements", {"text": " "}, as_=owner)
    assert empty.status_code == 422
    await world.post_form("/settings/announcements", {"text": "Painting *tonight*"}, as_=owner)
    assert "<em>tonight</em>" in (await world.get("/", as_=ada)).text
    async with world.database.read() as tx:
        (found,) = await announcements.current(tx, ada.id)
    await world.post_form(f"/announcements/{found.id}/dismiss", as_=ada)
    assert "<em>tonight</em>" not in (await world.get("/", as_=ada)).text
    assert (await world.get("/settings/announcements", as_=ada)).status_code == 403
    await world.post_form(f"/settings/announcements/{found.id}/withdraw", as_=owner)
    assert "<em>tonight</em>" not in (await world.get("/", as_=owner)).text


@pytest.mark.parametrize(("act", "undo"), [("pin", "unpin"), ("mute", "unmute")])
async def test_pins_and_muted_threads_are_a_button(world: World, act: str, undo: str) -> None:
    ada = await world.person("ada")
    post = await world.post(by=ada, text="hello")
    assert f"/posts/{post.id}/{act}" in (await world.get(post.url, as_=ada)).text
    await world.post_form(f"/posts/{post.id}/{act}", as_=ada)
    assert f"/posts/{post.id}/{undo}" in (await world.get(post.url, as_=ada)).text


async def test_pinned_posts_come_first_on_the_profile(world: World) -> None:
    ada = await world.person("ada")
    old = await world.post(by=ada, text="the old one", pictures=1)
    await world.post(by=ada, text="the new one", pictures=1)
    await world.post_form(f"/posts/{old.id}/pin", as_=ada)
    page = (await world.get("/@ada/with-replies")).text
    assert 'aria-label="Pinned"' in page
    assert page.index("the old one") < page.index("the new one")


async def test_a_poll_that_has_ended_tells_all(world: World) -> None:
    ada = await world.person("ada")
    post = await world.post(by=ada, text="?", poll=POLL)
    async with world.database.write() as tx:
        await tx.run("UPDATE polls SET expires_at = now()")
    await polls.close_due(world.database)
    assert "ended" in (await world.get(post.url)).text


async def test_replies_are_sorted_as_wished_and_the_authors_own_come_first(world: World) -> None:
    ada, bo, cy = await world.people("ada", "bo", "cy")
    post = await world.post(by=ada, text="hello")
    await world.post(by=bo, text="reply of bo", reply_to=post)
    liked = await world.post(by=cy, text="reply of cy", reply_to=post)
    await world.post(by=ada, text="ada goes on", reply_to=post)
    await world.like(bo, liked)
    said = ("ada goes on", "reply of bo", "reply of cy")
    for sort, order in (("oldest", (0, 1, 2)), ("newest", (0, 2, 1)), ("liked", (0, 2, 1))):
        page = (await world.get(f"{post.url}?sort={sort}")).text
        places = [page.index(said[n]) for n in order]
        assert places == sorted(places), sort
    assert (await world.get(f"{post.url}?sort=worst")).status_code == 422


async def test_quotes_of_a_post_are_listed(world: World) -> None:
    ada, bo = await world.people("ada", "bo")
    post = await world.post(by=ada, text="hello")
    await world.post(by=bo, text="as ada says", quote_of_id=post.id)
    assert "1 post quotes it" in (await world.get(post.url, as_=bo)).text
    assert "as ada says" in (await world.get(f"/posts/{post.id}/quotes")).text


async def test_a_reply_keeps_the_warning(world: World) -> None:
    ada, bo = await world.people("ada", "bo")
    post = await world.post(by=ada, text="hello", warning="Walls")
    assert 'name="warning"' in (await world.get(post.url, as_=bo)).text
    await world.post_form(f"/posts/{post.id}/reply", {"text": "hm", "warning": "Walls"}, as_=bo)
    page = (await world.get(post.url)).text
    assert page.count('<details class="warned">') == 2


async def test_a_conversation_is_heard_while_its_page_is_open(world: World) -> None:
    ada, bo = await world.people("ada", "bo")
    await world.post(by=ada)
    begun = await world.post_form("/conversations/new", {"to": "@bo", "text": "psst"}, as_=ada)
    number = begun.headers["location"].rpartition("/")[2]
    assert (
        'data-stream="/stream?feed=own"'
        in (await world.get(f"/conversations/{number}", as_=ada)).text
    )
    assert (await world.get("/stream?feed=own")).status_code in (303, 401)
    theirs = await first_conversation(world, bo)
    async with world.stream("/stream?feed=local&since=0", as_=ada) as stream:
        assert (await stream.next()).event == "post"  # it listens
        await world.post_form(theirs, {"text": "yes?"}, as_=bo)
        event = await stream.next()
        while event.event != "conversation":
            event = await stream.next()
        assert event.json() == {"conversation_id": number, "unread": 1}


async def test_who_has_not_voted_is_not_told_how_others_vote(world: World) -> None:
    ada, bo, cy = await world.people("ada", "bo", "cy")
    post = await world.post(by=ada, text="?", poll=POLL)
    path = f"/stream?feed=local&since=0&watch={post.id}"
    async with world.stream(path, as_=ada) as author, world.stream(path, as_=cy) as undecided:
        assert {(await author.next()).event, (await undecided.next()).event} == {"post"}
        await polls.vote(world.database, bo.id, post.id, [0])
        await world.like(bo, post)
        assert (await author.next()).event == "changed"
        assert (await undecided.next()).event == "counts"


async def test_what_stands_behind_a_warning_is_told_nowhere_else(world: World) -> None:
    """Not in titles, to other sites, in notifications; nor is the picture shown there."""
    ada, bo = await world.people("ada", "bo")
    first = await world.post(by=bo, text="hello")
    post = await world.post(
        by=ada, text="the murderer is the gardener", warning="The end", pictures=1, reply_to=first
    )
    await world.work()
    page = (await world.get(post.url)).text
    head, body = page.split("<body", 1)
    assert "gardener" not in head
    assert "The end" in head
    assert "og:image" not in head
    assert body.count("gardener") == 1
    told = (await world.get("/notifications", as_=bo)).text
    assert "gardener" not in told
    assert "The end" in told
    assert "/media/" not in told.partition("<main")[2]
