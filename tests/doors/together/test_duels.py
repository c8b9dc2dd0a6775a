"""Duels at the website's door: what may meet before whom, and what becomes of answers."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from affresco.accounts.model import Answers
from affresco.posts import commands as posts
from affresco.posts import consent
from affresco.posts.model import Change, NewPicture, Publish
from affresco.posts.schedule import schedule
from affresco.safety.model import Mark
from affresco.together import duels
from affresco.together.duels import PairTickets
from affresco.together.errors import AnsweredAlready, PairGone, PairUnknown
from doors.together.meeting import PAGE, answer, chooser, giver, hang, leave, pair, ticket
from world import World

SEEN = "Which one?"
OVER = "That is all for now"


async def test_two_posts_of_the_same_words_meet_and_only_once(world: World) -> None:
    ada, bo, cy = await giver(world, "ada"), await giver(world, "bo"), await world.person("cy")
    one = await hang(world, ada, "A quiet harbour.")
    other = await hang(world, bo, "a quiet  harbour")
    await hang(world, bo, "something else")
    page = (await world.get(PAGE, as_=cy)).text
    assert SEEN in page
    again = (await world.get(PAGE, as_=cy)).text
    assert ticket(again) == ticket(page)
    assert OVER in await answer(world, cy, ticket(page), "left")
    async with world.database.read() as tx:
        row = await tx.row("SELECT * FROM duels")
    assert row is not None
    assert {row["first_post_id"], row["second_post_id"]} == {one.id, other.id}
    assert row["choice"] == ("first" if row["first_on_left"] else "second")


async def test_what_was_left_is_shown_where_its_author_tells_their_choices(world: World) -> None:
    ada, cy = await giver(world, "ada", choices=True), await world.person("cy")
    post = await hang(world, ada)
    left = await leave(world, post)
    met = await pair(world, cy)
    assert met is not None
    assert {met.pair.first_media_id, met.pair.second_media_id} == {post.pictures[0].id, left.id}
    assert met.pair.first_post_id == met.pair.second_post_id == post.id
    for side in ("left", "right"):
        shown = await world.get(f"{PAGE}/pictures/{met.ticket}/{side}", as_=cy)
        assert shown.status_code == 200
        assert shown.headers["cache-control"] == "private, no-store"
    assert (await world.get(left.path("original"), as_=cy)).status_code == 404


async def test_what_was_left_stays_unseen_where_its_author_does_not(world: World) -> None:
    ada, cy = await giver(world, "ada"), await world.person("cy")
    await leave(world, await hang(world, ada))
    assert await pair(world, cy) is None


async def test_a_left_picture_vanishes_when_its_author_changes_their_mind(world: World) -> None:
    ada, cy = await giver(world, "ada", choices=True), await world.person("cy")
    await leave(world, await hang(world, ada))
    met = await pair(world, cy)
    assert met is not None
    await consent.answer(world.database, ada.id, Answers(choices="deny"), {})
    assert (await world.get(f"{PAGE}/pictures/{met.ticket}/left")).status_code == 404
    assert await pair(world, cy) is None


async def test_a_left_picture_that_hangs_elsewhere_for_a_few_is_not_shown(world: World) -> None:
    ada, cy = await giver(world, "ada", choices=True), await world.person("cy")
    left = await leave(world, await hang(world, ada))
    await world.post(by=ada, pictures=[left], visibility="followers")
    assert await pair(world, cy) is None


async def test_a_left_picture_that_is_to_hang_later_is_not_shown_before(world: World) -> None:
    ada, cy = await giver(world, "ada", choices=True), await world.person("cy")
    left = await leave(world, await hang(world, ada))
    command = Publish(text="tomorrow", pictures=(NewPicture(left.id),))
    await schedule(world.database, ada.id, command, datetime.now(UTC) + timedelta(days=1))
    assert await pair(world, cy) is None


@pytest.mark.parametrize(
    "otherwise",
    [
        {"sensitive": True},
        {"warning": "spiders"},
        {"recipe_visibility": "private"},
        {"visibility": "unlisted"},
        {"visibility": "followers"},
    ],
)
async def test_what_is_not_open_to_everybody_meets_nobody(
    world: World, otherwise: dict[str, Any]
) -> None:
    ada, bo, cy = await giver(world, "ada"), await giver(world, "bo"), await world.person("cy")
    await hang(world, ada)
    await hang(world, bo, **otherwise)
    assert await pair(world, cy) is None


async def test_a_marked_picture_meets_nobody(world: World) -> None:
    ada, bo, cy = await giver(world, "ada"), await giver(world, "bo"), await world.person("cy")
    await hang(world, ada)
    post = await hang(world, bo)
    async with world.database.write() as tx:
        mark = Mark(rule="by-hand", action="sensitive", source="owner")
        await tx.run(
            "INSERT INTO safety_marks (media_id, rule, action, source) VALUES ($1, $2, $3, $4)",
            *(post.pictures[0].id, mark.rule, mark.action, mark.source),
        )
    assert await pair(world, cy) is None


async def test_what_was_not_given_meets_nobody(world: World) -> None:
    ada, bo, cy = await giver(world, "ada"), await world.person("bo"), await world.person("cy")
    await hang(world, ada)
    await world.post(by=bo, pictures=1, prompt="a quiet harbour at dawn")
    assert await pair(world, cy) is None


async def test_nobody_meets_their_own_pictures(world: World) -> None:
    ada, bo = await giver(world, "ada", choices=True), await giver(world, "bo")
    post = await hang(world, ada)
    await leave(world, post)
    await hang(world, bo)
    assert await pair(world, ada) is None


@pytest.mark.parametrize("act", ["block", "mute"])
@pytest.mark.parametrize("whose", ["mine", "theirs"])
async def test_who_shuts_the_other_out_is_not_met(world: World, act: str, whose: str) -> None:
    ada, bo, cy = await giver(world, "ada"), await giver(world, "bo"), await world.person("cy")
    await hang(world, ada)
    await hang(world, bo)
    met = await pair(world, cy)
    assert met is not None
    who, other = (cy, bo) if whose == "mine" else (bo, cy)
    await (world.block if act == "block" else world.mute)(who, other)
    assert await pair(world, cy) is None
    tickets = PairTickets(world.runtime.secret)
    with pytest.raises(PairGone):
        await duels.answer(world.database, tickets, cy.id, met.ticket, "left")


async def test_a_picture_that_goes_between_showing_and_answering(world: World) -> None:
    ada, bo, cy = await giver(world, "ada"), await giver(world, "bo"), await world.person("cy")
    await hang(world, ada)
    post = await hang(world, bo)
    shown = ticket((await world.get(PAGE, as_=cy)).text)
    await consent.choose(world.database, bo.id, post.id, Change(training="deny"))
    page = await answer(world, cy, shown, "right")
    assert "One of the two pictures is not there for you any more" in page
    assert OVER in page
    assert (await world.get(f"{PAGE}/pictures/{shown}/left")).status_code == 404
    await posts.delete(world.database, bo.id, post.id)
    assert "is not there for you any more" in await answer(world, cy, shown, "right")


async def test_forged_pairs_are_refused(world: World) -> None:
    ada, bo, cy, di = (
        await giver(world, "ada"),
        await giver(world, "bo"),
        await world.person("cy"),
        await world.person("di"),
    )
    await hang(world, ada)
    await hang(world, bo)
    met = await pair(world, cy)
    assert met is not None
    tickets = PairTickets(world.runtime.secret)
    other = PairTickets(b"another secret").issue(cy.id, met.pair)
    for forged in ("", "a.b", "x" * 900, met.ticket[:-1] + "!", other, "é" * 20):
        with pytest.raises(PairUnknown):
            await duels.answer(world.database, tickets, cy.id, forged, "left")
    with pytest.raises(PairUnknown):
        await duels.answer(world.database, tickets, di.id, met.ticket, "left")
    page = await answer(world, cy, "nonsense", "left")
    assert "This is not a pair that was shown to you" in page
    assert SEEN in page
    assert (await world.get(f"{PAGE}/pictures/{other}/left")).status_code == 404
    assert (await world.get(f"{PAGE}/pictures/{met.ticket}/middle")).status_code == 404


async def test_an_answer_that_comes_twice_at_once_counts_once(world: World) -> None:
    ada, bo, cy = await giver(world, "ada"), await giver(world, "bo"), await world.person("cy")
    await hang(world, ada)
    await hang(world, bo)
    met = await pair(world, cy)
    assert met is not None
    tickets = PairTickets(world.runtime.secret)
    results = await asyncio.gather(
        *(
            duels.answer(world.database, tickets, cy.id, met.ticket, "left" if n else "right")
            for n in range(4)
        ),
        return_exceptions=True,
    )
    assert sum(result is None for result in results) == 1
    assert sum(isinstance(result, AnsweredAlready) for result in results) == 3
    assert "your first answer stands" in await answer(world, cy, met.ticket, "left")


async def test_the_last_answer_can_be_taken_back(world: World) -> None:
    ada, bo, cy = await giver(world, "ada"), await giver(world, "bo"), await world.person("cy")
    hung = await hang(world, ada)
    await hang(world, bo)
    shown = ticket((await world.get(PAGE, as_=cy)).text)
    await answer(world, cy, shown, "skip")
    undone = await world.post_form(f"{PAGE}/undo", as_=cy)
    page = (await world.get(undone.headers["location"], as_=cy)).text
    assert ticket(page) == shown
    assert "Your last answer is taken back" in page
    await answer(world, cy, shown, "left")
    await consent.choose(world.database, ada.id, hung.id, Change(training="deny"))
    undone = await world.post_form(f"{PAGE}/undo", as_=cy)
    page = (await world.get(undone.headers["location"], as_=cy)).text
    assert "Your last answer is taken back. Its pair is not shown any more." in page
    nothing = await world.post_form(f"{PAGE}/undo", as_=cy)
    page = (await world.get(nothing.headers["location"], as_=cy)).text
    assert "There is no answer of yours to take back" in page


async def test_sides_are_balanced_and_few_votes_come_first(world: World) -> None:
    ada, bo = await giver(world, "ada"), await giver(world, "bo")
    for number in range(12):
        await hang(world, ada, f"number {number}")
        await hang(world, bo, f"number {number}")
    cy, di = await world.people("cy", "di")
    tickets = PairTickets(world.runtime.secret)
    lefts, seen = 0, set()
    for _n in range(6):
        met = await pair(world, cy)
        assert met is not None
        await duels.answer(world.database, tickets, cy.id, met.ticket, "left")
        seen.add(met.pair.first_media_id)
    for _n in range(6):
        met = await pair(world, di)
        assert met is not None
        assert met.pair.first_media_id not in seen
        await duels.answer(world.database, tickets, di.id, met.ticket, "equal")
    for viewer_id in range(1, 401):
        row = {"first_media_id": 7 * viewer_id, "second_media_id": 11 * viewer_id}
        lefts += duels._on_left(viewer_id, row)
    assert 160 < lefts < 240


async def test_only_who_gives_their_choices_gives_answers(world: World) -> None:
    ada, bo = await giver(world, "ada"), await giver(world, "bo")
    cy, di = await world.person("cy"), await chooser(world, "di")
    await hang(world, ada)
    await hang(world, bo)
    silent, telling = (await world.get(PAGE, as_=cy)).text, (await world.get(PAGE, as_=di)).text
    assert "count for your own taste alone" in silent
    assert "given to the commons, under a pseudonym" in telling
    await answer(world, cy, ticket(silent), "left")
    await answer(world, di, ticket(telling), "left")
    await world.post_form(f"{PAGE}/undo", as_=cy)
    await world.post_form(f"{PAGE}/undo", as_=di)
    async with world.database.read() as tx:
        rows = await tx.rows(
            """SELECT kind, actor_id FROM (SELECT kind, actor_id, at FROM commons_outbox
               UNION ALL SELECT kind, actor_id, at FROM commons_log) x
               WHERE kind IN ('duel', 'unduel') ORDER BY at"""
        )
    assert [(row["kind"], row["actor_id"]) for row in rows] == [("duel", di.id), ("unduel", di.id)]


async def test_guests_are_asked_to_sign_in(world: World) -> None:
    assert (await world.get(PAGE)).status_code in (302, 303)


async def test_the_number_of_statements_stays_the_same(world: World) -> None:
    ada, bo, cy = await giver(world, "ada"), await giver(world, "bo"), await world.person("cy")
    for number in range(3):
        await hang(world, ada, f"number {number}")
        await hang(world, bo, f"number {number}")
    await world.get(PAGE, as_=cy)
    async with world.counting() as few:
        await world.get(PAGE, as_=cy)
    for number in range(3, 9):
        await hang(world, ada, f"number {number}")
        await hang(world, bo, f"number {number}")
    async with world.counting() as many:
        await world.get(PAGE, as_=cy)
    assert len(many) == len(few)
