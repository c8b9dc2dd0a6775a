"""Too much, too deep, all at once, and clocks that jump: answers stay answers, numbers stay right."""

from __future__ import annotations

import asyncio

import pytest

from affresco.feeds.threads import ANCESTORS_LIMIT, THREAD_LIMIT
from world import Published, Resident, World

MANY = 10_000
DEEP = 5_000


async def test_follows_that_come_and_go_all_at_once(world: World) -> None:
    """However they interleave: no fault, and what is said at the end is what is."""
    ada, bo = await world.people("ada", "bo")
    answers = await asyncio.gather(
        *(
            world.api("POST", f"/api/v1/accounts/{bo.id}/{act}", as_=ada)
            for act in ("follow", "unfollow") * 40
        )
    )
    assert {answer.status_code for answer in answers} == {200}
    await world.work()
    for act, follows in (("follow", True), ("unfollow", False), ("follow", True)):
        told = await world.api("POST", f"/api/v1/accounts/{bo.id}/{act}", as_=ada)
        assert told.json()["following"] is follows
        shown = (await world.api("GET", f"/api/v1/accounts/{bo.id}", as_=ada)).json()
        assert shown["followers_count"] == int(follows)
    await world.work()
    notes = (await world.api("GET", "/api/v1/notifications", as_=bo)).json()
    assert [note["type"] for note in notes] == ["follow"]


async def test_likes_and_reposts_of_many_at_once(world: World) -> None:
    people = await world.people(*(f"person_{n}" for n in range(12)))
    post = await world.post(by=people[0], text="a quiet harbour")
    acts = ("favourite", "reblog", "unfavourite", "favourite", "bookmark", "reblog")
    answers = await asyncio.gather(
        *(
            world.api("POST", f"/api/v1/statuses/{post.id}/{act}", as_=who)
            for act in acts
            for who in people
        )
    )
    assert {answer.status_code for answer in answers} == {200}
    for act in ("favourite", "reblog"):
        for who in people:
            await world.api("POST", f"/api/v1/statuses/{post.id}/{act}", as_=who)
    shown = (await world.api("GET", f"/api/v1/statuses/{post.id}")).json()
    assert (shown["favourites_count"], shown["reblogs_count"]) == (12, 12)


@pytest.mark.parametrize("deep", [True, False], ids=["a chain", "a fan"])
async def test_a_thread_of_thousands(world: World, deep: bool) -> None:
    (ada,) = await world.people("ada")
    root = await world.post(by=ada, text="Who comes along?")
    last = await replies(world, root, deep=deep)
    for post_id in (root.id, last):
        context = await world.api("GET", f"/api/v1/statuses/{post_id}/context", as_=ada)
        assert context.status_code == 200
        said = context.json()
        assert len(said["descendants"]) <= THREAD_LIMIT
        assert len(said["ancestors"]) <= ANCESTORS_LIMIT + 2
        page = await world.get(f"/@ada/{post_id}", as_=ada)
        assert page.status_code == 200
    assert said["ancestors"][0]["id"] == str(root.id)
    gone = await world.api("DELETE", f"/api/v1/statuses/{root.id}", as_=ada)
    assert gone.status_code == 200
    assert (await world.get(f"/@ada/{last}", as_=ada)).status_code == 200


async def replies(world: World, root: Published, *, deep: bool) -> int:
    """DEEP answers, each to the one before or all to the root; the last one's id."""
    async with world.database.write() as tx:
        last: int = await tx.value(
            """INSERT INTO posts (id, account_id, text, visibility, in_reply_to_id,
                                  in_reply_to_account_id, root_id, recipe_visibility, remix_policy,
                                  training)
               SELECT $1::bigint + n, $2, 'Number ' || n, 'public',
                      CASE WHEN $4 THEN $1 + n - 1 ELSE $1 END, $2, $1, 'open', 'everyone', 'deny'
               FROM generate_series(1, $3::int) n RETURNING (SELECT $1 + $3::int)""",
            root.id,
            root.by.id,
            DEEP,
            deep,
        )
    return last


@pytest.mark.parametrize("path", ["/api/v1/accounts/relationships", "/api/v1/accounts"])
async def test_thousands_of_ids_in_one_call(world: World, path: str) -> None:
    (ada,) = await world.people("ada")
    many = "&".join(["id=7"] * MANY)
    answer = await world.api("GET", f"{path}?{many}", as_=ada)
    assert answer.status_code in (200, 414, 422)
    assert not answer.is_success or len(answer.json()) <= 80


@pytest.mark.parametrize(
    "query",
    [
        "max_id=-1",
        "max_id=1' OR '1'='1",
        "min_id=99999999999999999999999999",
        "since_id=%00",
        "max_id=٣",
        "limit=-5",
        "limit=1e9",
        "limit=99999999999999999999",
        "max_id=0&min_id=9223372036854775807",
        "max_id=&since_id=",
    ],
)
@pytest.mark.parametrize(
    "path",
    [
        "/api/v1/timelines/home",
        "/api/v1/timelines/public",
        "/api/v1/notifications",
        "/api/v1/bookmarks",
        "/api/v1/favourites",
    ],
)
async def test_forged_cursors(world: World, path: str, query: str) -> None:
    (ada,) = await world.people("ada")
    await world.post(by=ada, text="a quiet harbour")
    answer = await world.api("GET", f"{path}?{query}", as_=ada)
    assert answer.status_code in (200, 422), answer.text
    assert answer.is_success or answer.json()["code"]


async def test_a_clock_that_jumps(world: World) -> None:
    """Ids come from the database's clock: what is said in the past is sorted there, never lost."""
    ada, bo = await world.people("ada", "bo")
    await world.follow(bo, ada)
    before = await world.post(by=ada, text="Before")
    async with world.database.write() as tx:
        source: str = await tx.value("SELECT pg_get_functiondef('next_id'::regproc)")
        back = source.replace("clock_timestamp()", "clock_timestamp() - interval '1 day'")
        assert back != source
        await tx.run(back)
    await see(world, bo)
    past = await world.post(by=ada, text="Yesterday")
    assert past.id < before.id
    await world.like(bo, past)
    await world.work()
    async with world.database.write() as tx:
        await tx.run(source.replace("clock_timestamp()", "clock_timestamp() + interval '1 day'"))
    future = await world.post(by=ada, text="Tomorrow")
    async with world.database.write() as tx:
        await tx.run(source)
    after = await world.post(by=ada, text="After")
    await world.work()
    expected = [future.id, after.id, before.id, past.id]
    assert await see(world, bo) == expected
    notes = (await world.api("GET", "/api/v1/notifications", as_=ada)).json()
    assert sorted(note["type"] for note in notes) == ["favourite", "follow"]
    seen: list[int] = []
    address: str | None = "/api/v1/timelines/home?limit=1"
    while address:
        page = await world.api("GET", address, as_=bo)
        seen += [int(status["id"]) for status in page.json()]
        address = page.links.get("next", {}).get("url")
    assert seen == expected


async def see(world: World, who: Resident) -> list[int]:
    page = await world.api("GET", "/api/v1/timelines/home", as_=who)
    return [int(status["id"]) for status in page.json()]
