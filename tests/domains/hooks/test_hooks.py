"""Messages to webhooks: what comes, signed how, and what happens when nobody answers."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
import pytest

from affresco.hooks import commands, delivering
from affresco.hooks.errors import BadHookEvents, HookNotFound, TooManyHooks, TurnedAlready
from affresco.hooks.model import ATTEMPTS, HOOKS_LIMIT, PAUSES, PERSON_EVENTS, Hook, Outcome, Owner
from affresco.worker import webhooks
from servers.hook_receiver import Receiver
from world import Resident, World


async def registered(
    world: World, who: Resident, program: Receiver, events: Sequence[str] = PERSON_EVENTS
) -> tuple[Hook, str]:
    """A webhook, and its secret."""
    hook = await commands.register(world.database, Owner(account_id=who.id), program.url, events)
    return hook, commands.secret_of(world.runtime.secret, hook)


async def due_now(world: World) -> None:
    """As if every pause had passed."""
    async with world.database.write() as tx:
        await tx.run("UPDATE webhook_deliveries SET due_at = now() WHERE state = 'waiting'")
        await tx.run("UPDATE webhooks SET rests_until = NULL")


async def everything_sent(world: World) -> None:
    """Reactions, then the messages that follow from them, also those that a worker's end cut short."""
    await world.work()
    await due_now(world)
    while await webhooks.look(world.runtime):
        pass


async def test_a_like_arrives_signed_and_once(world: World, program: Receiver) -> None:
    ada, bo = await world.people("ada", "bo")
    hook, secret = await registered(world, ada, program, ["notification.like"])
    post = await world.post(by=ada, text="wet plaster")
    await world.like(bo, post)
    await world.follow(bo, ada)
    await everything_sent(world)
    assert len(program.messages) == 1
    told = program.read(secret=secret)
    assert told["type"] == "notification.like"
    assert told["instance"] == "http://testserver"
    assert told["data"]["actor"] == {"id": str(bo.id), "handle": "bo"}
    assert told["data"]["path"] == f"/posts/{post.id}"
    assert b"plaster" not in program.messages[0][1]
    (delivery,) = (
        await commands.list_deliveries(world.database, Owner(account_id=ada.id), hook.id)
    ).items
    assert (delivery.state, delivery.status, delivery.attempts) == ("delivered", 200, 1)
    assert await webhooks.look(world.runtime) == 0


async def test_occasions_are_those_of_the_notifications(world: World, program: Receiver) -> None:
    ada, bo, cy = await world.people("ada", "bo", "cy")
    await registered(world, ada, program)
    await world.mute(ada, cy)
    post = await world.post(by=ada, pictures=1)
    for who in (bo, cy):
        await world.follow(who, ada)
        await world.like(who, post)
        await world.repost(who, post)
        await world.post(by=who, reply_to=post)
        await world.post(by=who, remix_of=post)
        await world.post(by=who, text="for @ada")
    await everything_sent(world)
    told = [program.read(number) for number in range(len(program.messages))]
    kinds = ("follow", "like", "repost", "reply", "remix", "mention")
    assert sorted(one["type"] for one in told) == sorted(
        [*(f"notification.{kind}" for kind in kinds), "post.published"]
    )
    assert {one["data"].get("actor", {}).get("handle") for one in told} == {"bo", None}


async def test_jobs_of_the_studio_are_told_of(world: World, program: Receiver) -> None:
    ada = await world.person("ada")
    await registered(world, ada, program)
    job = await world.generate(by=ada, count=2)
    await everything_sent(world)
    (told,) = [program.read(number) for number in range(len(program.messages))]
    assert told["type"] == "generation.done"
    assert told["data"]["generation_id"] == str(job)
    assert len(told["data"]["media_ids"]) == 2


async def test_it_is_tried_again_with_growing_pauses_under_the_same_id(
    world: World, program: Receiver
) -> None:
    ada = await world.person("ada")
    hook, secret = await registered(world, ada, program)
    owner = Owner(account_id=ada.id)
    program.answers = [500, 429, 302]
    await commands.try_out(world.database, owner, hook.id)
    for attempt, pause in enumerate(PAUSES[:3], start=1):
        assert await webhooks.look(world.runtime) == 1
        (one,) = (await commands.list_deliveries(world.database, owner, hook.id)).items
        assert (one.state, one.attempts) == ("waiting", attempt)
        async with world.database.read() as tx:
            wait = await tx.value("SELECT max(due_at) - now() FROM webhook_deliveries")
        assert abs((wait - pause).total_seconds()) < 3
        assert await webhooks.look(world.runtime) == 0
        await due_now(world)
    assert await webhooks.look(world.runtime) == 1
    assert len(set(program.ids())) == 1
    assert len({body for _, body in program.messages}) == 1
    assert program.paths == ["/hook"] * 4, "redirects are not followed"
    assert program.read(secret=secret)["type"] == "test"
    (found,) = await commands.list_hooks(world.database, owner)
    assert found.failures == 0


async def test_after_three_days_of_silence_it_is_put_aside_and_its_owner_told(
    world: World, program: Receiver
) -> None:
    ada, bo = await world.people("ada", "bo")
    owner = Owner(account_id=ada.id)
    hook, _ = await registered(world, ada, program)
    program.answers = [503] * ATTEMPTS
    await commands.try_out(world.database, owner, hook.id)
    for _ in range(ATTEMPTS):
        await due_now(world)
        await webhooks.look(world.runtime)
    (found,) = await commands.list_hooks(world.database, owner)
    assert found.disabled_at is not None
    assert "503" in found.trouble
    page = await world.get("/notifications", as_=ada)
    assert "put aside" in page.text
    assert "/settings/webhooks" in page.text
    await world.follow(bo, ada)
    await world.work()
    await due_now(world)
    assert await webhooks.look(world.runtime) == 0, "nothing goes there while it is put aside"
    await commands.enable(world.database, owner, hook.id)
    (one,) = (await commands.list_deliveries(world.database, owner, hook.id)).items
    await commands.replay(world.database, owner, hook.id, one.id)
    assert await webhooks.look(world.runtime) == 1
    assert len(set(program.ids())) == 1


async def test_an_address_that_wants_no_more_gets_no_more(world: World, program: Receiver) -> None:
    ada = await world.person("ada")
    hook, _ = await registered(world, ada, program)
    program.answers = [410]
    await commands.try_out(world.database, Owner(account_id=ada.id), hook.id)
    await webhooks.look(world.runtime)
    (found,) = await commands.list_hooks(world.database, Owner(account_id=ada.id))
    assert found.disabled_at is not None


async def test_a_worker_that_is_lost_loses_no_message(world: World, program: Receiver) -> None:
    """It was killed after it took the message: another takes it when the time is over."""
    ada = await world.person("ada")
    hook, _ = await registered(world, ada, program)
    await commands.try_out(world.database, Owner(account_id=ada.id), hook.id)
    assert len(await delivering.take(world.database, 10)) == 1
    assert await webhooks.look(world.runtime) == 0
    async with world.database.write() as tx:
        await tx.run("UPDATE webhook_deliveries SET due_at = due_at - interval '2 minutes'")
    assert await webhooks.look(world.runtime) == 1


async def test_private_addresses_are_refused_unless_a_setting_allows_them(
    world: World, program: Receiver
) -> None:
    ada = await world.person("ada")
    hook, _ = await registered(world, ada, program)
    await commands.try_out(world.database, Owner(account_id=ada.id), hook.id)
    strict = msgspec.structs.replace(world.runtime.settings, hooks_private=False)
    await webhooks.look(msgspec.structs.replace(world.runtime, settings=strict))
    (one,) = (
        await commands.list_deliveries(world.database, Owner(account_id=ada.id), hook.id)
    ).items
    assert one.state == "waiting"
    assert one.trouble
    assert program.messages == []


async def test_one_slow_receiver_takes_only_some_places(world: World, program: Receiver) -> None:
    ada = await world.person("ada")
    hook, _ = await registered(world, ada, program)
    other, _ = await registered(world, ada, program)
    for _ in range(6):
        await commands.try_out(world.database, Owner(account_id=ada.id), hook.id)
    taken = await delivering.take(world.database, 32)
    assert len(taken) == 4
    assert await delivering.take(world.database, 32) == (), "these four do not answer yet"
    await commands.try_out(world.database, Owner(account_id=ada.id), other.id)
    assert [due.hook_id for due in await delivering.take(world.database, 32)] == [other.id]
    await delivering.record(world.database, taken[0], Outcome(status=200))
    assert [due.hook_id for due in await delivering.take(world.database, 32)] == [hook.id]


async def test_one_that_fails_is_asked_seldom_however_much_waits_for_it(
    world: World, program: Receiver
) -> None:
    ada = await world.person("ada")
    hook, _ = await registered(world, ada, program)
    for _ in range(20):
        await commands.try_out(world.database, Owner(account_id=ada.id), hook.id)
    program.answers = [500] * 20
    assert await webhooks.look(world.runtime) == 4
    assert await webhooks.look(world.runtime) == 0, "it rests, though 16 are due"
    for rest in (80, 160, 300, 300):
        await due_now(world)
        assert await webhooks.look(world.runtime) == 1, "one, to see whether it answers again"
        async with world.database.read() as tx:
            pause = await tx.value("SELECT rests_until - now() FROM webhooks")
        assert abs(pause.total_seconds() - rest) < 3
    program.answers = []
    await due_now(world)
    assert await webhooks.look(world.runtime) == 1
    assert await webhooks.look(world.runtime) == 4, "it answers: at full speed again"


async def test_three_days_without_an_answer_are_enough_also_where_much_waits(
    world: World, program: Receiver
) -> None:
    ada = await world.person("ada")
    owner = Owner(account_id=ada.id)
    hook, _ = await registered(world, ada, program)
    program.answers = [500, 500]
    await commands.try_out(world.database, owner, hook.id)
    await webhooks.look(world.runtime)
    assert (await commands.get_hook(world.database, owner, hook.id)).disabled_at is None
    async with world.database.write() as tx:
        await tx.run("UPDATE webhooks SET failing_since = now() - interval '3 days'")
    await commands.try_out(world.database, owner, hook.id)
    await webhooks.look(world.runtime)
    assert (await commands.get_hook(world.database, owner, hook.id)).disabled_at is not None


async def test_a_new_secret_overlaps_with_the_one_before_for_a_day(
    world: World, program: Receiver
) -> None:
    ada, bo = await world.people("ada", "bo")
    owner = Owner(account_id=ada.id)
    hook, old = await registered(world, ada, program)
    with pytest.raises(HookNotFound):
        await commands.turn(world.database, Owner(account_id=bo.id), hook.id)
    turned = await commands.turn(world.database, owner, hook.id)
    new = commands.secret_of(world.runtime.secret, turned)
    assert new != old
    with pytest.raises(TurnedAlready):
        await commands.turn(world.database, owner, hook.id)
    await commands.try_out(world.database, owner, hook.id)
    await webhooks.look(world.runtime)
    assert len(program.signatures()) == 2
    for secret in (new, old):
        assert program.read(secret=secret)["type"] == "test"
    async with world.database.write() as tx:
        await tx.run("UPDATE webhooks SET turned_at = turned_at - interval '24 hours'")
    await commands.try_out(world.database, owner, hook.id)
    await webhooks.look(world.runtime)
    assert len(program.signatures()) == 1
    assert program.read(secret=new)["type"] == "test"
    with pytest.raises(AssertionError):
        program.read(secret=old)
    assert (await commands.turn(world.database, owner, hook.id)).turns == 2


async def test_somebody_elses_webhook_is_not_there(world: World, program: Receiver) -> None:
    ada, bo = await world.people("ada", "bo")
    hook, _ = await registered(world, ada, program)
    for act in (commands.remove, commands.enable, commands.try_out, commands.get_hook):
        with pytest.raises(HookNotFound):
            await act(world.database, Owner(account_id=bo.id), hook.id)
    await commands.remove(world.database, Owner(account_id=ada.id), hook.id)
    assert await commands.list_hooks(world.database, Owner(account_id=ada.id)) == ()


async def test_what_may_be_registered_is_bounded(world: World, program: Receiver) -> None:
    ada = await world.person("ada")
    with pytest.raises(BadHookEvents):
        await registered(world, ada, program, ["commons.released"])
    with pytest.raises(BadHookEvents):
        await registered(world, ada, program, [])
    for _ in range(HOOKS_LIMIT):
        await registered(world, ada, program)
    with pytest.raises(TooManyHooks):
        await registered(world, ada, program)


async def test_what_is_old_is_forgotten(world: World, program: Receiver) -> None:
    ada = await world.person("ada")
    hook, _ = await registered(world, ada, program)
    await commands.try_out(world.database, Owner(account_id=ada.id), hook.id)
    async with world.database.write() as tx:
        await tx.run("UPDATE webhook_deliveries SET at = now() - interval '31 days'")
        await delivering.tidy(tx)
    page = await commands.list_deliveries(world.database, Owner(account_id=ada.id), hook.id)
    assert page.items == ()
