"""People as one types: completion of mentions, and people by name."""

from __future__ import annotations

import pytest

from affresco.accounts import commands as accounts
from affresco.accounts import ties
from affresco.accounts.model import Profile
from world import Resident, World


async def found(world: World, who: Resident, q: str, **params: str) -> list[str]:
    """Handles that the search for people finds."""
    answer = await world.api("GET", "/api/v1/accounts/search", as_=who, params={"q": q, **params})
    assert answer.status_code == 200, answer.text
    return [account["acct"] for account in answer.json()]


async def test_people_are_found_by_the_beginnings_of_handle_and_names(world: World) -> None:
    bo = await world.person("bo")
    await world.person("ada_lovelace", name="Countess")
    await world.person("cleo", name="Adélaïde Rossi")
    await world.work()
    assert await found(world, bo, "ada_lo") == ["ada_lovelace"]
    assert await found(world, bo, "@LOVE") == ["ada_lovelace"]
    assert await found(world, bo, "adelaide ros") == ["cleo"]
    assert await found(world, bo, "ada_lovelace@testserver") == ["ada_lovelace"]
    assert await found(world, bo, "laide") == []


async def test_who_is_followed_comes_first_after_the_very_handle(world: World) -> None:
    bo, _one, followed, exact = await world.people("bo", "mia_one", "mia_two", "mia")
    await world.follow(bo, followed)
    await world.work()
    assert await found(world, bo, "mia") == [exact.handle, followed.handle, "mia_one"]
    assert await found(world, bo, "mia", following="true") == [followed.handle]
    assert await found(world, bo, "mia", limit="1", offset="1") == [followed.handle]


async def test_a_new_name_is_found_and_the_old_one_is_not(world: World) -> None:
    bo, ada = await world.people("bo", "ada")
    await accounts.update_profile(world.database, ada.id, Profile(name="Byron"))
    await accounts.update_profile(world.database, ada.id, Profile(name="Noël"))
    await world.work()
    assert await found(world, bo, "noel") == ["ada"]
    assert await found(world, bo, "byron") == []


async def test_who_does_not_want_to_be_discovered_is_found_by_handle_and_followers(
    world: World,
) -> None:
    bo, cleo, shy = await world.people("bo", "cleo", "shy_person")
    await ties.set_discoverable(world.database, shy.id, False)
    await world.follow(cleo, shy)
    await world.work()
    assert await found(world, bo, "shy") == []
    assert await found(world, bo, "shy_person") == ["shy_person"]
    assert await found(world, cleo, "shy") == ["shy_person"]


async def test_who_blocks_one_is_not_found(world: World) -> None:
    bo, ada = await world.people("bo", "ada_one")
    await world.work()
    await ties.block(world.database, ada.id, bo.id)
    assert await found(world, bo, "ada_one") == []
    assert await found(world, ada, "bo") == ["bo"]
    await ties.unblock(world.database, ada.id, bo.id)
    assert await found(world, bo, "ada") == ["ada_one"]


@pytest.mark.parametrize(
    "q", ["", " ", "@", "'", "\\", "\x00", "&|!:*", "x" * 5000, "猫", "ada " * 99]
)
async def test_whatever_is_typed_is_answered(world: World, q: str) -> None:
    assert await found(world, await world.person("bo"), q) == []


async def test_completion_needs_somebody_and_the_scope(world: World) -> None:
    bo = await world.person("bo")
    assert (await world.api("GET", "/api/v1/accounts/search?q=b")).status_code == 401
    narrow = await world.token(bo, "read:statuses")
    assert (await world.api("GET", "/api/v1/accounts/search?q=b", token=narrow)).status_code == 403
