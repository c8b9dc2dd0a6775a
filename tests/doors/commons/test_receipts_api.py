"""Receipts and webhooks through the API, of people and of consumers."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from affresco.accounts.model import Scope
from affresco.commons import merkle
from affresco.settings import Settings
from affresco.worker import webhooks
from doors.api.dance import register, token_for
from doors.commons.giving import consumer, giver, withdraw
from releases import Told, publish
from servers.hook_receiver import Receiver, receiver
from world import Published, World

COMMONS = "/api/affresco/v1/commons"
HOOKS = "/api/affresco/v1/hooks"


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """The program of these tests has a private address."""
    return Settings(
        data=str(tmp_path), secret="a key for tests, of 32 characters", hooks_private=True
    )


@pytest.fixture
def program() -> Iterator[Receiver]:
    with receiver() as program:
        yield program


def row(post: Published) -> Told:
    return Told("captions", f"post:{post.id}", post)


async def test_one_sees_what_one_gave_and_proves_it(world: World) -> None:
    ada, bo = await giver(world, "ada"), await giver(world, "bo")
    mine, theirs = await world.post(by=ada), await world.post(by=bo)
    root = await publish(world.database, 1, [row(mine), row(theirs)])
    told = (await world.api("GET", f"{COMMONS}/mine", as_=ada)).json()
    assert (told["posts"], told["licensed_posts"]) == (1, 1)
    assert told["pseudonym"].startswith("p")
    (release,) = told["releases"]
    assert (release["version"], release["size"], release["rows"]) == (1, 2, 1)
    (own,) = told["rows"]
    proof = (await world.api("GET", own["proof"], as_=ada)).json()
    path = [bytes.fromhex(one) for one in proof["path"]]
    leaf = bytes.fromhex(proof["leaf"])
    assert merkle.verify(leaf, proof["index"], proof["size"], path, root)
    answer = await world.api("GET", own["proof"], as_=bo)
    assert (answer.status_code, answer.json()["code"]) == (404, "commons.row_not_found")
    assert (await world.api("GET", f"{COMMONS}/mine")).status_code == 401


async def test_who_reads_releases_sees_what_is_gone_and_that_it_is(world: World) -> None:
    ada = await giver(world, "ada")
    kept, gone = await world.post(by=ada), await world.post(by=ada)
    lab = await consumer(world)
    await publish(world.database, 1, [row(kept), row(gone)])
    await withdraw(world, gone)
    place = f"{COMMONS}/datasets/1/removals?pending=true"
    pending = (await world.api("GET", place, token=lab.key)).json()
    assert [one["key"] for one in pending["items"]] == [f"post:{gone.id}"]
    await publish(world.database, 2, [row(kept)])
    listed = (await world.api("GET", f"{COMMONS}/datasets/2/removals", token=lab.key)).json()
    assert listed["since"] == 1
    assert listed["items"] == [
        {
            "config": "captions",
            "key": f"post:{gone.id}",
            "leaf": row(gone).leaf.hex(),
            "reason": "withdrawn",
            "gone_in": 2,
            "now": None,
        }
    ]
    place = f"{COMMONS}/datasets/2/absence/captions:post:{gone.id}"
    absence = (await world.api("GET", place, token=lab.key)).json()
    assert (absence["before"]["key"], absence["after"]) == (f"post:{kept.id}", None)
    place = f"{COMMONS}/datasets/2/proofs/captions:post:{kept.id}"
    assert (await world.api("GET", place, token=lab.key)).json()["index"] == 0


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("datasets/7/removals", 404),
        ("datasets/0/removals", 404),
        ("datasets/99999999999999/removals", 404),
        ("datasets/x/removals", 404),
        ("datasets/1/removals?since=1", 422),
        ("datasets/1/removals?after=nonsense", 422),
        ("datasets/1/proofs/12345", 404),
        ("datasets/1/proofs/captions:nothing", 404),
        ("datasets/1/proofs/99999999999999999999999", 404),
        ("datasets/1/absence/nothing", 404),
        ("datasets/1/absence/captions:no%00thing", 404),
        ("datasets/1/proofs/captions:no%00thing", 404),
    ],
)
async def test_what_does_not_exist_is_said_so(world: World, path: str, status: int) -> None:
    ada = await giver(world, "ada")
    lab = await consumer(world)
    await publish(world.database, 1, [row(await world.post(by=ada))])
    answer = await world.api("GET", f"{COMMONS}/{path}", token=lab.key)
    assert answer.status_code == status, answer.text
    assert answer.json()["code"].startswith("commons.")


async def test_a_use_is_reported_and_shown_to_those_who_gave(world: World) -> None:
    ada = await giver(world, "ada")
    lab, narrow = await consumer(world), await consumer(world, "narrow", scopes=("stream",))
    await publish(world.database, 1, [row(await world.post(by=ada))])
    use = {"version": 1, "model": "frescos-1", "purpose": "captioning"}
    answer = await world.api("POST", f"{COMMONS}/uses", token=lab.key, json=use)
    assert answer.status_code == 200, answer.text
    (kept,) = (await world.api("GET", f"{COMMONS}/uses", token=lab.key)).json()
    assert kept["model"] == "frescos-1"
    (seen,) = (await world.api("GET", f"{COMMONS}/mine", as_=ada)).json()["uses"]
    assert (seen["consumer"], seen["purpose"]) == ("a laboratory", "captioning")
    for token, status in ((narrow.key, 403), (ada.token, 403), ("affc_none", 401)):
        answer = await world.api("POST", f"{COMMONS}/uses", token=token, json=use)
        assert answer.status_code == status
    wrong = {**use, "version": 3}
    assert (
        await world.api("POST", f"{COMMONS}/uses", token=lab.key, json=wrong)
    ).status_code == 404


async def test_a_person_has_webhooks_through_the_api(world: World, program: Receiver) -> None:
    ada, bo = await world.people("ada", "bo")
    new = {"url": program.url, "events": ["notification.follow"]}
    made = (await world.api("POST", HOOKS, as_=ada, json=new)).json()
    place = f"{HOOKS}/{made['id']}"
    assert (await world.api("POST", f"{place}/test", as_=ada)).status_code == 200
    await webhooks.look(world.runtime)
    assert program.read(secret=made["secret"])["type"] == "test"
    (delivery,) = (await world.api("GET", f"{place}/deliveries", as_=ada)).json()
    assert (delivery["state"], delivery["status"]) == ("delivered", 200)
    again = f"{place}/deliveries/{delivery['id']}/replay"
    assert (await world.api("POST", again, as_=ada)).status_code == 200
    await webhooks.look(world.runtime)
    assert len(program.ids()) == 2
    (listed,) = (await world.api("GET", HOOKS, as_=ada)).json()
    assert listed["secret"] is None
    assert (await world.api("GET", place, as_=ada)).json()["secret"] is None, "it was shown once"
    assert (await world.api("GET", place, as_=bo)).status_code == 404
    narrow = await world.token(ada, "read")
    assert (await world.api("GET", place, token=narrow)).status_code == 403
    assert (await world.api("DELETE", place, as_=ada)).status_code == 200
    assert (await world.api("GET", place, as_=ada)).status_code == 404


async def test_a_webhook_tells_nothing_that_its_program_may_not_read_and_ends_with_it(
    world: World, program: Receiver
) -> None:
    ada = await world.person("ada")
    narrow = await world.token(ada, "write:accounts")
    cases: tuple[tuple[str, Scope], ...] = (
        ("notification.like", "read:notifications"),
        ("post.published", "read:statuses"),
    )
    for event, scope in cases:
        new = {"url": program.url, "events": [event]}
        answer = await world.api("POST", HOOKS, token=narrow, json=new)
        assert (answer.status_code, scope in answer.text) == (403, True)
        wide = await world.token(ada, "write:accounts", scope)
        assert (await world.api("POST", HOOKS, token=wide, json=new)).status_code == 200
    assert len((await world.api("GET", HOOKS, as_=ada)).json()) == 2
    async with world.database.write() as tx:  # as when it is cut off in the settings
        await tx.run("DELETE FROM access_tokens WHERE scopes @> '{read:notifications}'")
    (left,) = (await world.api("GET", HOOKS, as_=ada)).json()
    assert left["events"] == ["post.published"]


async def test_an_app_sees_and_touches_only_the_webhooks_that_it_added(
    world: World, program: Receiver
) -> None:
    """Addresses of webhooks are often secrets themselves, and with a new secret another could forge."""
    ada = await world.person("ada")
    first, second = [
        await token_for(world, ada, await register(world, name=name)) for name in ("One", "Two")
    ]
    new = {"url": program.url, "events": ["post.published"]}
    by_hand = (await world.api("POST", HOOKS, as_=ada, json=new)).json()["id"]
    made = (await world.api("POST", HOOKS, token=first, json=new)).json()["id"]
    for hook, token in ((by_hand, first), (made, second), (by_hand, second)):
        place = f"{HOOKS}/{hook}"
        for method, path in (
            ("GET", place),
            ("GET", f"{place}/deliveries"),
            ("POST", f"{place}/secret"),
            ("POST", f"{place}/test"),
            ("POST", f"{place}/enable"),
            ("DELETE", place),
        ):
            answer = await world.api(method, path, token=token)
            assert (answer.status_code, answer.json()["code"]) == (404, "hooks.not_found"), path
    (listed,) = (await world.api("GET", HOOKS, token=first)).json()
    assert listed["id"] == made
    assert (await world.api("GET", HOOKS, token=second)).json() == []
    assert len((await world.api("GET", HOOKS, as_=ada)).json()) == 2, "a person sees all"
    for act in ("secret", "test", "enable"):
        answer = await world.api("POST", f"{HOOKS}/{made}/{act}", token=first)
        assert answer.status_code == 200, act
    assert (await world.api("DELETE", f"{HOOKS}/{made}", as_=ada)).status_code == 200


async def test_a_secret_is_made_anew_through_the_api(world: World, program: Receiver) -> None:
    ada, bo = await world.people("ada", "bo")
    new = {"url": program.url, "events": ["post.published"]}
    made = (await world.api("POST", HOOKS, as_=ada, json=new)).json()
    assert made["both_until"] is None
    place = f"{HOOKS}/{made['id']}"
    assert (await world.api("POST", f"{place}/secret", as_=bo)).status_code == 404
    turned = (await world.api("POST", f"{place}/secret", as_=ada)).json()
    assert turned["secret"] not in (None, made["secret"])
    assert turned["both_until"] is not None
    again = await world.api("POST", f"{place}/secret", as_=ada)
    assert (again.status_code, again.json()["code"]) == (409, "hooks.turned_already")
    await world.api("POST", f"{place}/test", as_=ada)
    await webhooks.look(world.runtime)
    for secret in (made["secret"], turned["secret"]):
        assert program.read(secret=secret)["type"] == "test"
    lab = await consumer(world)
    new = {"url": program.url, "events": ["commons.withdrawn"]}
    theirs = (await world.api("POST", f"{COMMONS}/hooks", token=lab.key, json=new)).json()
    place = f"{COMMONS}/hooks/{theirs['id']}"
    turned = (await world.api("POST", f"{place}/secret", token=lab.key)).json()
    assert turned["secret"] not in (None, theirs["secret"])
    assert (await world.api("POST", f"{place}/secret", as_=ada)).status_code == 403


async def test_a_consumer_registers_where_it_hears_of_withdrawals(
    world: World, program: Receiver
) -> None:
    ada = await giver(world, "ada")
    post = await world.post(by=ada)
    lab, other = await consumer(world), await consumer(world, "another")
    new = {"url": program.url, "events": ["commons.withdrawn"]}
    made = (await world.api("POST", f"{COMMONS}/hooks", token=lab.key, json=new)).json()
    await withdraw(world, post)
    async with world.database.write() as tx:
        await tx.value("SELECT commons_sequence(1000)")
    await webhooks.look(world.runtime)
    told = program.read(secret=made["secret"])
    assert told["data"]["posts"] == [{"post_id": str(post.id), "reason": "withdrawal"}]
    place = f"{COMMONS}/hooks/{made['id']}"
    assert (await world.api("GET", place, token=lab.key)).json()["secret"] is None
    assert (await world.api("GET", place, token=other.key)).status_code == 404
    assert (await world.api("GET", f"{COMMONS}/hooks", as_=ada)).status_code == 403
    wrong = {"url": "gopher://x", "events": ["commons.withdrawn"]}
    answer = await world.api("POST", f"{COMMONS}/hooks", token=lab.key, json=wrong)
    assert (answer.status_code, answer.json()["code"]) == (422, "hooks.bad_address")
    wrong = {"url": program.url, "events": ["notification.like"]}
    answer = await world.api("POST", f"{COMMONS}/hooks", token=lab.key, json=wrong)
    assert (answer.status_code, answer.json()["code"]) == (422, "hooks.bad_events")
