"""Consumers of the commons hear what was taken back, and what was released."""

from __future__ import annotations

from typing import Any

import pytest

from affresco.commons import people
from affresco.hooks import commands
from affresco.hooks.model import CONSUMER_EVENTS, Owner
from affresco.posts import commands as posts
from affresco.worker import webhooks
from releases import Told, publish
from servers.hook_receiver import Receiver
from world import Published, Resident, World

GIVEN: dict[str, Any] = {"training": "allow", "licence": "CC0", "likeness": "nobody"}


async def consumer(world: World, program: Receiver, *, by: Resident | None = None) -> int:
    """One with a webhook, which has heard of everything until now."""
    async with world.database.write() as tx:
        consumer_id: int = await tx.value(
            """INSERT INTO commons_consumers (name, contact, purpose, key_hash, scopes, created_by)
               VALUES ('A laboratory', 'lab@example.org', 'research', 'x', '{stream}', $1)
               RETURNING id""",
            by.id if by else None,
        )
    owner = Owner(consumer_id=consumer_id)
    await commands.register(world.database, owner, program.url, CONSUMER_EVENTS)
    return consumer_id


async def told(world: World, program: Receiver) -> list[dict[str, Any]]:
    """What comes after what has happened is in the log."""
    async with world.database.write() as tx:
        await tx.value("SELECT commons_sequence(100000)")
    before = len(program.messages)
    while await webhooks.look(world.runtime):
        pass
    return [program.read(number) for number in range(before, len(program.messages))]


async def withdraw(world: World, *withdrawn: Published) -> None:
    async with world.database.write() as tx:
        await tx.run(
            "UPDATE posts SET training = 'deny' WHERE id = ANY ($1)", [p.id for p in withdrawn]
        )


async def test_of_withdrawn_and_of_deleted_posts(world: World, program: Receiver) -> None:
    ada = await world.person("ada")
    _kept, withdrawn, deleted = [await world.post(by=ada, **GIVEN) for _ in range(3)]
    await told(world, program)
    await consumer(world, program)
    await withdraw(world, withdrawn)
    await posts.delete(world.database, ada.id, deleted.id)
    (message,) = await told(world, program)
    assert message["type"] == "commons.withdrawn"
    assert message["data"]["posts"] == [
        {"post_id": str(withdrawn.id), "reason": "withdrawal"},
        {"post_id": str(deleted.id), "reason": "deletion"},
    ]
    assert await told(world, program) == []


async def test_of_people_who_take_their_choices_back_by_pseudonym(
    world: World, program: Receiver
) -> None:
    ada = await world.person("ada")
    consumer_id = await consumer(world, program)
    for choice in ("allow", None):
        async with world.database.write() as tx:
            await tx.run("UPDATE accounts SET choices = $2 WHERE id = $1", ada.id, choice)
    (message,) = await told(world, program)
    name = people.pseudonym(world.runtime.secret, consumer_id, ada.id)
    assert message["data"]["choices_of"] == [name]
    assert "ada" not in str(message)


@pytest.mark.parametrize("count", [2_500])
async def test_many_at_once_come_as_few_messages(
    world: World, program: Receiver, count: int
) -> None:
    await consumer(world, program)
    async with world.database.write() as tx:
        await tx.run(
            """INSERT INTO commons_outbox (kind, post_id)
               SELECT 'withdrawal', n FROM generate_series(1, $1::int) n""",
            count,
        )
    messages = await told(world, program)
    assert len(messages) == 3
    posts_told = [one["post_id"] for message in messages for one in message["data"]["posts"]]
    assert sorted(map(int, posts_told)) == list(range(1, count + 1))


async def test_of_releases(world: World, program: Receiver) -> None:
    ada = await world.person("ada")
    one, two = [await world.post(by=ada, **GIVEN) for _ in range(2)]
    await consumer(world, program)
    await told(world, program)
    rows = [Told("captions", f"post:{post.id}", post) for post in (one, two)]
    await publish(world.database, 1, rows)
    (message,) = await told(world, program)
    assert message["data"]["version"] == 1
    await withdraw(world, one)
    await publish(world.database, 2, rows[1:])
    withdrawn, released = sorted(await told(world, program), key=lambda m: str(m["type"]))[::-1]
    assert withdrawn["type"] == "commons.withdrawn"
    assert released["data"] == {
        "version": 2,
        "root": rows[1].leaf.hex(),
        "rows": 1,
        "removed": 1,
        "manifest": "/api/affresco/v1/commons/datasets/2",
        "removals": "/api/affresco/v1/commons/datasets/2/removals",
    }


async def test_a_release_that_cannot_be_proven_keeps_nobody_from_hearing_of_withdrawals(
    world: World, program: Receiver
) -> None:
    ada = await world.person("ada")
    one, two = [await world.post(by=ada, **GIVEN) for _ in range(2)]
    await consumer(world, program)
    await told(world, program)
    await publish(world.database, 1, [Told("captions", "one", one)])
    async with world.database.write() as tx:
        await tx.run("SET LOCAL session_replication_role = replica")  # past the rules of the tables
        await tx.run("UPDATE commons_rows SET leaf = sha256('forged')")
    await withdraw(world, two)
    assert {message["type"] for message in await told(world, program)} == {
        "commons.released",
        "commons.withdrawn",
    }


async def test_the_owner_who_let_a_consumer_in_hears_when_it_is_silent(
    world: World, program: Receiver
) -> None:
    owner = await world.owner()
    consumer_id = await consumer(world, program, by=owner)
    program.answers = [410]
    (hook,) = await commands.list_hooks(world.database, Owner(consumer_id=consumer_id))
    await commands.try_out(world.database, Owner(consumer_id=consumer_id), hook.id)
    await webhooks.look(world.runtime)
    assert "put aside" in (await world.get("/notifications", as_=owner)).text


async def test_a_consumer_whose_key_is_withdrawn_hears_nothing(
    world: World, program: Receiver
) -> None:
    ada = await world.person("ada")
    post = await world.post(by=ada, **GIVEN)
    await told(world, program)
    await consumer(world, program)
    async with world.database.write() as tx:
        await tx.run("UPDATE commons_consumers SET revoked_at = now()")
    await withdraw(world, post)
    assert await told(world, program) == []


async def test_nor_what_waited_when_it_was_shut_out(world: World, program: Receiver) -> None:
    consumer_id = await consumer(world, program)
    (hook,) = await commands.list_hooks(world.database, Owner(consumer_id=consumer_id))
    await commands.try_out(world.database, Owner(consumer_id=consumer_id), hook.id)
    async with world.database.write() as tx:
        await tx.run("UPDATE commons_consumers SET revoked_at = now()")
    assert await webhooks.look(world.runtime) == 0
    assert program.messages == []
