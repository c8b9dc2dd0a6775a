"""Polls and schedules as state machines: whatever is tried in whatever order, each thing happens once."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from affresco.db import Database
from affresco.errors import AffrescoError
from affresco.posts import commands, polls, schedule
from affresco.posts.access import may_quote
from affresco.posts.errors import BadChoices
from affresco.posts.model import NewPoll, Publish, QuotePolicy, Visibility
from properties.network import Network, network

NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)
fixtures = settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@pytest.fixture
async def net(database: Database) -> AsyncIterator[Network]:
    async with network(database) as made:
        yield made


@given(st.integers(-100, 100), st.none() | st.integers(-100, 100), st.integers(-100, 100))
def test_a_poll_only_ever_goes_forward(ends: int, closed: int | None, now: int) -> None:
    def moment(seconds: int) -> datetime:
        return NOON + timedelta(seconds=seconds)

    order: list[polls.State] = ["open", "over", "closed"]
    closed_at = None if closed is None else moment(closed)
    here = polls.state_of(moment(ends), closed_at, moment(now))
    later = polls.state_of(moment(ends), closed_at, moment(now + 50))
    assert order.index(here) <= order.index(later)
    assert (here == "closed") is (closed is not None)


@given(st.lists(st.integers(-3, 8), max_size=8), st.integers(2, 6), st.booleans())
def test_choices_are_answers_of_the_poll(choices: list[int], options: int, multiple: bool) -> None:
    fine = bool(choices) and all(0 <= c < options for c in choices)
    fine = fine and (multiple or len(set(choices)) == 1)
    try:
        chosen = polls.check_choices(choices, options, multiple=multiple)
    except BadChoices:
        assert not fine
    else:
        assert fine
        assert chosen == tuple(sorted(set(choices)))


@given(
    st.sampled_from(["everyone", "followers", "nobody"]),
    st.sampled_from(["public", "unlisted", "followers", "direct", "private"]),
    st.integers(1, 2),
    st.none() | st.integers(1, 2),
    st.booleans(),
)
def test_who_may_quote(
    policy: QuotePolicy, visibility: Visibility, author: int, viewer: int | None, follows: bool
) -> None:
    allowed = may_quote(policy, visibility, author, viewer, follows=follows)
    if viewer is None or visibility in ("direct", "private"):
        assert not allowed
    elif viewer == author:
        assert allowed
    else:
        reached = policy == "everyone" or (policy == "followers" and follows)
        assert allowed is (reached and visibility in ("public", "unlisted"))


votes = st.lists(st.tuples(st.integers(0, 3), st.sets(st.integers(0, 3), max_size=3)), max_size=10)


@fixtures
@given(votes, st.booleans(), st.integers(0, 10), st.booleans())
async def test_however_people_vote_the_numbers_are_those_of_the_votes(
    net: Network, wishes: list[tuple[int, set[int]]], multiple: bool, end_after: int, at_once: bool
) -> None:
    """At most one vote of each counts, none after the end; numbers in memory are those on disk."""
    number = await _number(net)
    author, *voters = await net.people(*(f"p{number}_{n}" for n in range(5)))
    poll = NewPoll(("a", "b", "c"), 600, multiple)
    post = await net.post(author, "?", poll=poll)
    counted: dict[int, tuple[int, ...]] = {}

    async def vote(who: int, choices: set[int]) -> None:
        try:
            await polls.vote(net.database, voters[who], post, sorted(choices))
        except AffrescoError:
            return
        assert who not in counted or counted[who] == tuple(sorted(choices))
        counted[who] = tuple(sorted(choices))

    for place, (who, choices) in enumerate(wishes):
        if place == end_after:
            before = dict(counted)
            async with net.database.write() as tx:
                await tx.run("UPDATE polls SET expires_at = now() WHERE post_id = $1", post)
            ended = await asyncio.gather(*(polls.close_due(net.database) for _ in range(3)))
            assert sum(ended) == 1
        if at_once and place != end_after:
            await asyncio.gather(vote(who, choices), vote(who, choices))
        else:
            await vote(who, choices)
    if len(wishes) > end_after:
        assert counted == before
    view = (await net.reader.post(author, post)).poll
    assert view is not None
    assert view.poll.voters == len(counted)
    for position, option in enumerate(view.poll.options):
        assert option.votes == sum(position in chosen for chosen in counted.values())
    for who, account_id in enumerate(voters):
        seen = await net.reader.post(account_id, post)
        assert seen.state.votes == counted.get(who, ())
    for account_id in voters:
        await net.delete_account(account_id)
    net.forget()
    after = (await net.reader.post(author, post)).poll
    assert after is not None
    assert (after.poll.voters, [o.votes for o in after.poll.options]) == (0, [0, 0, 0])


acts = st.lists(st.sampled_from(["due", "publish", "delete", "move", "break"]), max_size=8)


@fixtures
@given(acts, st.integers(1, 3))
async def test_a_scheduled_post_is_published_at_most_once(
    net: Network, tried: list[str], together: int
) -> None:
    """However many workers try, and whatever its author does meanwhile."""
    ada = await net.person(f"q{await _number(net)}")
    parent = await net.post(ada)
    soon = datetime.now(UTC) + timedelta(minutes=10)
    command = Publish(text="in time", in_reply_to_id=parent)
    kept = await schedule.schedule(net.database, ada, command, soon)
    state, broken = "waiting", False
    is_due = False
    published = 0

    async def act(name: str) -> bool:
        try:
            if name == "publish":
                return await schedule.publish_due(net.database, net.settings) == 1
            if name == "delete":
                await schedule.delete(net.database, ada, kept.id)
            elif name == "move":
                await schedule.move(net.database, ada, kept.id, soon)
        except AffrescoError:
            return False
        return True

    for name in tried:
        if name == "due":
            async with net.database.write() as tx:
                await tx.run("UPDATE scheduled_posts SET at = now() WHERE id = $1", kept.id)
            is_due = True
            continue
        if name == "break":
            if not broken:
                await commands.delete(net.database, ada, parent)
            broken = True
            continue
        done = sum(await asyncio.gather(*(act(name) for _ in range(together))))
        if name == "publish":
            expected = state == "waiting" and is_due and not broken
            assert done == int(expected)
            published += done
            if state == "waiting" and is_due:
                state = "gone" if not broken else "failed"
        elif name == "delete":
            assert done == int(state != "gone")
            state = "gone"
        else:
            assert bool(done) is (state != "gone")
            if done:
                state, is_due = "waiting", False
    async with net.database.read() as reading:
        left = await reading.value("SELECT count(*) FROM scheduled_posts WHERE id = $1", kept.id)
        there = await reading.value(
            "SELECT count(*) FROM posts WHERE account_id = $1 AND text = $2", ada, "in time"
        )
    assert there == published <= 1
    assert left == int(state != "gone")
    async with net.database.write() as tx:  # another example shall not find it
        await tx.run("DELETE FROM scheduled_posts")


async def _number(net: Network) -> int:
    """A number that no example had before."""
    async with net.database.write() as tx:
        number: int = await tx.value("SELECT nextval('id_tail')")
    return number
