"""How people stand to each other: at the same moment, twice, and at the edges."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable

import pytest

from affresco.accounts import access, hydrate, lists, moving, tie_queries, ties
from affresco.accounts.errors import (
    AddressInvalid,
    CannotBlockSelf,
    FollowRefused,
    LanguageInvalid,
    ListNotFound,
    ListTitleInvalid,
    MoveRefused,
    NoteTooLong,
    NotFollowed,
    PersonMoved,
    PersonNotFound,
    TermInvalid,
    TooManyLists,
)
from affresco.accounts.model import AccountId, FollowWish, Relationship, Ties
from affresco.db import Database
from properties.network import Network, network

NOBODY = AccountId(7)


async def standing(database: Database, one: AccountId, other: AccountId) -> Relationship:
    async with database.read() as tx:
        return (await hydrate.relationships(tx, one, [other]))[other]


async def known(database: Database, who: AccountId) -> Ties:
    async with database.read() as tx:
        return await hydrate.ties(tx, who)


async def both(net: Network) -> tuple[AccountId, AccountId]:
    ada, bo = await net.people("ada", "bo")
    return ada, bo


async def test_a_block_and_a_follow_at_the_same_moment(database: Database) -> None:
    async with network(database) as net:
        ada, bo = await both(net)
        for _ in range(12):
            await asyncio.gather(
                ties.follow(database, bo, ada),
                ties.block(database, ada, bo),
                ties.follow(database, ada, bo),
                return_exceptions=True,
            )
            now = await standing(database, ada, bo)
            assert now.blocking
            assert not now.following
            assert not now.followed_by
            await ties.unblock(database, ada, bo)


async def test_everything_may_be_repeated(database: Database) -> None:
    async with network(database) as net:
        ada, bo = await both(net)
        assert [await ties.follow(database, ada, bo) for _ in range(2)] == [True, True]
        acts: list[tuple[Awaitable[object], Awaitable[object]]] = [
            (ties.endorse(database, ada, bo), ties.endorse(database, ada, bo)),
            (ties.unendorse(database, ada, bo), ties.unendorse(database, ada, bo)),
            (ties.mute(database, ada, bo), ties.mute(database, ada, bo)),
            (ties.unmute(database, ada, bo), ties.unmute(database, ada, bo)),
            (ties.block(database, ada, bo), ties.block(database, ada, bo)),
            (ties.unblock(database, ada, bo), ties.unblock(database, ada, bo)),
            (ties.unfollow(database, ada, bo), ties.unfollow(database, ada, bo)),
        ]
        for once, twice in acts:
            await once
            await twice
        assert await known(database, ada) == Ties()


async def test_what_is_between_two_people_is_one_fact(database: Database) -> None:
    async with network(database) as net:
        ada, bo = await both(net)
        wish = FollowWish(reposts=False, notify=True, languages=("it", "IT", ""))
        await ties.follow(database, ada, bo, wish)
        found = await known(database, ada)
        assert found.followees == found.without_reposts == {bo}
        assert found.languages == {bo: {"it"}}
        await ties.mute(database, ada, bo, seconds=60)
        muted = await known(database, ada)
        assert muted.quiet == muted.muted.keys() == {bo}
        assert muted.mutes(bo, muted.muted[bo] - 1)
        assert not muted.mutes(bo, muted.muted[bo])
        await ties.block(database, bo, ada)
        assert (await known(database, ada)).apart == (await known(database, ada)).muted.keys()
        assert (await known(database, bo)).apart == {ada}


async def test_what_cannot_be(database: Database) -> None:
    async with network(database) as net:
        ada, bo = await both(net)
        for act in (ties.block, ties.mute):
            with pytest.raises(CannotBlockSelf):
                await act(database, ada, ada)
            with pytest.raises(PersonNotFound):
                await act(database, ada, NOBODY)
        with pytest.raises(PersonNotFound):
            await ties.follow(database, ada, NOBODY)
        with pytest.raises(LanguageInvalid):
            await ties.follow(database, ada, bo, FollowWish(languages=("english",)))
        for seconds in (-1, ties.TERM_LIMIT + 1):
            with pytest.raises(TermInvalid):
                await ties.mute(database, ada, bo, seconds=seconds)
        with pytest.raises(NoteTooLong):
            await ties.write_note(database, ada, bo, "x" * (ties.NOTE_LIMIT + 1))
        with pytest.raises(NotFollowed):
            await ties.endorse(database, ada, bo)
        await ties.block(database, bo, ada)
        with pytest.raises(FollowRefused):
            await ties.follow(database, ada, bo)


async def test_lists_have_their_bounds(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lists, "LISTS", 2)
    async with network(database) as net:
        ada, bo = await both(net)
        made = [await lists.create(database, ada, name) for name in ("One", "Two")]
        with pytest.raises(TooManyLists):
            await lists.create(database, ada, "Three")
        for title in ("", " ", "x" * 101):
            with pytest.raises(ListTitleInvalid):
                await lists.create(database, ada, title)
        with pytest.raises(ListNotFound):
            await lists.add(database, bo, made[0].id, [ada])
        with pytest.raises(NotFollowed):
            await lists.add(database, ada, made[0].id, [bo])
        await ties.follow(database, ada, bo)
        await lists.add(database, ada, made[0].id, [bo])
        await lists.change(database, ada, made[0].id, exclusive=True)
        assert (await known(database, ada)).elsewhere == {bo}
        await ties.unfollow(database, ada, bo)
        assert (await known(database, ada)).elsewhere == frozenset()


async def test_a_move_needs_a_word_from_the_other_side(database: Database) -> None:
    async with network(database) as net:
        ada, bo = await both(net)
        with pytest.raises(MoveRefused):
            await moving.move(database, ada, "bo")
        for address in ("not an address", "ftp://a.example", "https://a.example/<b>"):
            with pytest.raises(AddressInvalid):
                await moving.set_also_known_as(database, bo, [address])
        await moving.set_also_known_as(
            database, bo, ["@ada", "", "ada@old.example", "https://old.example/@ada"]
        )
        await moving.move(database, ada, "@Bo")
        with pytest.raises(PersonMoved):
            await ties.follow(database, bo, ada)
        await moving.move(database, ada, "")
        assert await ties.follow(database, bo, ada)


async def test_an_account_that_leaves_takes_its_ties_along(database: Database) -> None:
    async with network(database) as net:
        ada, bo = await both(net)
        await ties.follow(database, ada, bo)
        await ties.block(database, bo, ada)
        await ties.mute(database, ada, bo)
        await net.delete_account(bo)
        assert await known(database, ada) == Ties()
        async with database.read() as tx:
            assert (await access.list_muted(tx, ada)).mutes == ()
            assert not await tie_queries.are_apart(tx, ada, bo)
