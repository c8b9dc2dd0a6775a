"""What was there before there was an index is found after a worker has been at it, once."""

from __future__ import annotations

from world import World


async def test_a_worker_indexes_what_was_there_before(world: World) -> None:
    ada = await world.person("ada_lovelace")
    posts = [
        await world.post(by=ada, text=f"A kitten asleep on the porphyry wall, {n}")
        for n in range(3)
    ]
    async with world.database.write() as tx:
        # As in an instance that comes from a version without search: no index, no events to come.
        await tx.run("DELETE FROM pgqueuer")
        await tx.run("DELETE FROM events")
    assert (await world.api("GET", "/api/v2/search?q=porphyry")).json()["statuses"] == []
    await world.work()  # finds the backlog
    await world.work()  # goes through it
    found = (await world.api("GET", "/api/v2/search?q=gattino+che+dorme")).json()["statuses"]
    assert {int(status["id"]) for status in found} == {post.id for post in posts}
    people = (await world.api("GET", "/api/v2/search?q=love")).json()["accounts"]
    assert [person["acct"] for person in people] == ["ada_lovelace"]
    async with world.database.read() as tx:
        assert await tx.value("SELECT count(*) FROM search_backlog") == 0
