"""Profiles, follows, portraits, and the end of an account."""

from __future__ import annotations

import asyncio
import io
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from affresco.accounts import access, commands, errors, hydrate, portraits, queries, sessions
from affresco.accounts.model import AccountId, Link, Profile, SignUp
from affresco.db import Database
from affresco.live import messages
from affresco.live.hub import Hub
from affresco.media.errors import NotAPicture
from affresco.media.store import Store

PASSWORD = "wet plaster dries at noon"
Joining = Callable[..., SignUp]


@pytest.fixture
async def ada(database: Database, joining: Joining) -> AccountId:
    return await commands.add_person(database, joining("ada"))


@pytest.fixture
async def bo(database: Database, joining: Joining) -> AccountId:
    return await commands.add_person(database, joining("bo"))


def a_picture(width: int, height: int) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (width, height), (160, 60, 40)).save(out, "PNG")
    return out.getvalue()


async def events(database: Database) -> list[str]:
    async with database.read() as tx:
        return [row["kind"] for row in await tx.rows("SELECT kind FROM events ORDER BY id")]


async def test_a_profile_is_cleaned_and_counted(database: Database, ada: AccountId) -> None:
    profile = Profile(" Ada\u202e L. ", "I paint.\r\nSlowly.", (Link("", "https://example.org"),))
    await commands.update_profile(database, ada, profile)
    async with database.read() as tx:
        person = await access.get_person_by_handle(tx, "@ADA")
        assert person == await access.get_person(tx, ada)
    assert (person.name, person.bio) == ("Ada L.", "I paint.\nSlowly.")
    assert person.links == (Link("example.org", "https://example.org"),)
    assert person.revision == 2


@pytest.mark.parametrize("handle", ["nobody", "", "àda", "ada\x00", "a" * 5000])
async def test_nobody_by_that_name(database: Database, ada: AccountId, handle: str) -> None:
    async with database.read() as tx:
        with pytest.raises(errors.PersonNotFound):
            await access.get_person_by_handle(tx, handle)


async def test_following_again_is_the_same_as_once(
    database: Database, ada: AccountId, bo: AccountId
) -> None:
    await asyncio.gather(*(commands.follow(database, ada, bo) for _ in range(4)))
    async with database.read() as tx:
        assert await hydrate.follow_counts(tx, bo) == (1, 0)
        assert await hydrate.follow_counts(tx, ada) == (0, 1)
        assert await queries.followee_ids(tx, ada) == [bo]
        there = (await hydrate.relationships(tx, ada, [bo]))[bo]
        back = (await hydrate.relationships(tx, bo, [ada]))[ada]
    assert (there.following, there.followed_by) == (True, False)
    assert (back.following, back.followed_by) == (False, True)
    await commands.unfollow(database, ada, bo)
    await commands.unfollow(database, ada, bo)
    assert (await events(database))[2:] == ["followed", "unfollowed"]


async def test_one_cannot_follow_oneself_or_nobody(database: Database, ada: AccountId) -> None:
    with pytest.raises(errors.CannotFollowSelf):
        await commands.follow(database, ada, ada)
    with pytest.raises(errors.PersonNotFound):
        await commands.follow(database, ada, AccountId(1))


async def test_followers_come_in_pages_newest_first(
    database: Database, ada: AccountId, joining: Joining
) -> None:
    fans = [await commands.add_person(database, joining(f"fan{n}")) for n in range(access.PAGE + 2)]
    for fan in fans:
        await commands.follow(database, fan, ada)
    async with database.read() as tx:
        first = await access.list_followers(tx, ada)
        second = await access.list_followers(tx, ada, first.older)
        assert [*first.ids, *second.ids] == fans[::-1]
        assert second.older is None
        assert (await access.list_following(tx, fans[0])).ids == (ada,)


async def test_an_open_page_hears_of_follows_and_profiles(
    database: Database, ada: AccountId, bo: AccountId
) -> None:
    hub = Hub(database)
    await hub.start()
    try:
        async with hub.subscribe(messages.account(ada)) as heard:
            await commands.follow(database, ada, bo)
            assert await heard.next(5) == messages.FollowsChanged(ada)
            await commands.update_profile(database, ada, Profile(name="Ada"))
            assert await heard.next(5) == messages.AccountChanged(ada)
    finally:
        await hub.stop()


async def test_people_are_read_in_one_statement(
    database: Database, ada: AccountId, bo: AccountId
) -> None:
    async with database.read() as tx:
        found = await hydrate.people(tx, [ada, bo, 1])
        assert {person.handle for person in found.values()} == {"ada", "bo"}
        assert await queries.find_ids_by_handles(tx, ["bo", "nobody"]) == {"bo": bo}


async def test_a_portrait_is_cut_to_shape_and_the_old_one_goes(
    database: Database, ada: AccountId, tmp_path: Path
) -> None:
    store = Store.open(str(tmp_path))
    wide = await portraits.draw("avatar", a_picture(900, 600))
    await portraits.hang(database, store, ada, "avatar", wide)
    banner = await portraits.draw("header", a_picture(900, 600))
    await portraits.hang(database, store, ada, "header", banner)
    async with database.read() as tx:
        person = await access.get_person(tx, ada)
    assert person.avatar is not None
    assert (person.avatar.width, person.avatar.height) == (512, 512)
    assert person.header is not None
    assert (person.header.width, person.header.height) == (900, 300)
    token = await sessions.start(database, ada, "", "")
    viewer = await sessions.find_viewer(database, token)
    assert viewer is not None
    assert viewer.avatar_url == person.avatar_url

    await portraits.hang(
        database, store, ada, "avatar", await portraits.draw("avatar", a_picture(8, 8))
    )
    await portraits.take_down(database, ada, "header")
    async with database.read() as tx:
        after = await access.get_person(tx, ada)
        gone = await tx.rows("SELECT data FROM events WHERE kind = 'portrait_removed' ORDER BY id")
    assert after.header is None
    assert after.avatar is not None
    assert (after.avatar.width, after.avatar.height) == (8, 8)
    assert [row["data"]["media_keys"] for row in gone] == [[person.avatar.key], [person.header.key]]


async def test_what_is_no_picture_is_refused() -> None:
    with pytest.raises(NotAPicture):
        await portraits.draw("avatar", b"not a picture")


async def test_deleting_asks_for_the_password(database: Database, ada: AccountId) -> None:
    with pytest.raises(errors.PasswordWrong):
        await commands.delete_account(database, ada, "wrong")
    async with database.read() as tx:
        assert await queries.exists(tx, ada)


async def test_a_deleted_account_leaves_nothing_of_its_own(
    database: Database, ada: AccountId, bo: AccountId, tmp_path: Path
) -> None:
    drawn = await portraits.draw("avatar", a_picture(64, 64))
    await portraits.hang(database, Store.open(str(tmp_path)), ada, "avatar", drawn)
    token = await sessions.start(database, ada, "", "")
    await commands.follow(database, ada, bo)
    await commands.follow(database, bo, ada)
    async with database.read() as tx:
        key = await tx.value("SELECT key FROM media")
    await commands.delete_account(database, ada, PASSWORD)
    assert await sessions.find_viewer(database, token) is None
    async with database.read() as tx:
        for table in ("media", "follows", "sessions"):
            assert await tx.value(f"SELECT count(*) FROM {table}") == 0
        assert await tx.value("SELECT count(*) FROM consent_choices") == 1
        event = await tx.value("SELECT data FROM events ORDER BY id DESC LIMIT 1")
        with pytest.raises(errors.PersonNotFound):
            await access.get_person(tx, ada)
    assert (event["kind"], event["account_id"]) == ("account_deleted", ada)
    assert event["media_keys"] == [key]


async def test_the_last_owner_stays_while_others_are_here(
    database: Database, ada: AccountId, joining: Joining
) -> None:
    owner = await commands.add_person(database, joining("owner_one"), role="owner")
    with pytest.raises(errors.LastOwner):
        await commands.delete_account(database, owner, PASSWORD)
    other = await commands.add_person(database, joining("owner_two"), role="owner")
    results = await asyncio.gather(
        commands.delete_account(database, owner, PASSWORD),
        commands.delete_account(database, other, PASSWORD),
        return_exceptions=True,
    )
    assert sorted(type(result).__name__ for result in results) == ["LastOwner", "NoneType"]


async def test_who_is_alone_may_go(database: Database, joining: Joining) -> None:
    owner = await commands.add_person(database, joining("owner_one"), role="owner")
    await commands.delete_account(database, owner, PASSWORD)
    async with database.read() as tx:
        assert await queries.is_empty(tx)
