"""Receipts: proofs that hold, proofs of absence, lists of what is gone, reports of use."""

from __future__ import annotations

from typing import Any

import pytest

from affresco.commons import merkle, receipts, removals, uses
from affresco.commons.receipt_errors import (
    BadRemovalRange,
    BadUse,
    ReleaseNotFound,
    RowNotFound,
    RowPresent,
)
from affresco.posts import commands as posts
from releases import Told, many, publish
from world import Published, Resident, World

GIVEN: dict[str, Any] = {"training": "allow", "licence": "CC0", "likeness": "nobody"}


def holds(proof: receipts.Proof, root: bytes) -> bool:
    path = [bytes.fromhex(one) for one in proof.path]
    leaf = bytes.fromhex(proof.leaf)
    return proof.root == root.hex() and merkle.verify(leaf, proof.index, proof.size, path, root)


async def given(world: World, who: Resident, count: int = 1) -> list[Published]:
    return [await world.post(by=who, **GIVEN) for _ in range(count)]


async def withdraw(world: World, post: Published) -> None:
    async with world.database.write() as tx:
        await tx.run("UPDATE posts SET training = 'deny' WHERE id = $1", post.id)


async def test_everybody_gets_the_proofs_of_their_own_rows_and_of_no_others(world: World) -> None:
    ada, bo = await world.people("ada", "bo")
    mine, theirs = await given(world, ada, 3), await given(world, bo, 2)
    rows = [Told("captions", f"post:{post.id}", post) for post in (*mine, *theirs)]
    root = await publish(world.database, 1, rows)
    own = (await receipts.list_own(world.database, ada.id)).items
    assert {row.key for row in own} == {f"post:{post.id}" for post in mine}
    proofs = [one async for one in receipts.prove_all(world.database, 1, ada.id)]
    assert [one.key for one in proofs] == sorted(row.key for row in own)
    assert all(holds(one, root) for one in proofs)
    for row in own:
        assert holds(await receipts.prove(world.database, 1, row.id, of=ada.id), root)
        with pytest.raises(RowNotFound):
            await receipts.prove(world.database, 1, row.id, of=bo.id)
    with pytest.raises(ReleaseNotFound):
        await receipts.prove(world.database, 2, own[0].id)


async def test_what_is_withdrawn_is_absent_provably_and_listed(world: World) -> None:
    ada, bo = await world.people("ada", "bo")
    kept, gone, deleted, changed = [(await given(world, ada))[0] for _ in range(4)]
    last = (await given(world, bo))[0]
    rows = [Told("captions", f"post:{p.id}", p) for p in (kept, gone, deleted, changed, last)]
    before = await publish(world.database, 1, rows)
    first_proof = await receipts.prove_by_key(world.database, 1, "captions", f"post:{gone.id}")
    await withdraw(world, gone)
    await posts.delete(world.database, ada.id, deleted.id)
    pending = await removals.list_pending(world.database, 1)
    assert {(one.key, one.reason) for one in pending.items} == {
        (f"post:{gone.id}", "withdrawn"),
        (f"post:{deleted.id}", "deleted"),
    }
    edited = Told("captions", f"post:{changed.id}", changed, words="other words")
    after = await publish(world.database, 2, [rows[0], rows[4], edited])

    listed = await removals.list_removals(world.database, 2)
    assert {(one.key, one.reason, one.now) for one in listed.items} == {
        (f"post:{gone.id}", "withdrawn", None),
        (f"post:{deleted.id}", "deleted", None),
        (f"post:{changed.id}", "changed", edited.leaf.hex()),
    }
    assert {one.leaf for one in listed.items} == {row.leaf.hex() for row in rows[1:4]}
    assert listed.next is None
    for post in (gone, deleted):
        absence = await receipts.prove_absence(world.database, 2, "captions", f"post:{post.id}")
        sides = [one for one in (absence.before, absence.after) if one is not None]
        assert all(holds(one, after) for one in sides)
        if len(sides) == 2:
            assert sides[0].index + 1 == sides[1].index
            assert sides[0].key < f"post:{post.id}" < sides[1].key
        with pytest.raises(RowNotFound):
            await receipts.prove_by_key(world.database, 2, "captions", f"post:{post.id}")
    with pytest.raises(RowPresent):
        await receipts.prove_absence(world.database, 2, "captions", f"post:{kept.id}")
    again = await receipts.prove_by_key(world.database, 1, "captions", f"post:{gone.id}")
    assert again == first_proof, "what was published stays provable"
    assert holds(again, before)


async def test_a_list_covers_several_versions_and_comes_in_pages(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    ada = await world.person("ada")
    three = await given(world, ada, 3)
    rows = [Told("captions", f"post:{post.id}", post) for post in three]
    await publish(world.database, 1, rows)
    await publish(world.database, 2, rows[1:])
    await publish(world.database, 3, rows[2:])
    monkeypatch.setattr(removals, "PAGE", 1)
    everything = [one async for one in removals.every_removal(world.database, 3, since=1)]
    assert [one.key for one in everything] == sorted(row.key for row in rows[:2])
    assert [one.gone_in for one in everything] == [2, 3]
    assert [one.key async for one in removals.every_removal(world.database, 3)] == [rows[1].key]
    for since, after in ((3, ""), (-1, ""), (1, "nonsense"), (1, "9" * 30 + ":a:b")):
        with pytest.raises(BadRemovalRange):
            await removals.list_removals(world.database, 3, since, after)


async def test_proofs_hold_across_the_runs_whose_roots_are_kept(world: World) -> None:
    ada = await world.person("ada")
    (post,) = await given(world, ada)
    await many(world.database, 1, 2 * merkle.TILE + 77, post)
    async with world.database.read() as tx:
        rows = await tx.rows('SELECT id, leaf, key FROM commons_rows ORDER BY key COLLATE "C"')
        root = await tx.value("SELECT root FROM commons_releases")
    path_lengths = set()
    for place in (0, 1, 1023, 1024, 2047, 2048, 2049, len(rows) - 1):
        proof = await receipts.prove(world.database, 1, rows[place]["id"])
        assert proof.index == place
        assert holds(proof, root)
        path_lengths.add(len(proof.path))
    assert max(path_lengths) == 12
    count = 0
    async for proof in receipts.prove_all(world.database, 1, ada.id):
        assert holds(proof, root)
        count += 1
    assert count == len(rows)


async def test_a_proof_reads_little_of_a_release(world: World) -> None:
    ada = await world.person("ada")
    (post,) = await given(world, ada)
    await many(world.database, 1, 3000, post)
    row = (await receipts.list_own(world.database, ada.id)).items[0]
    await receipts.prove(world.database, 1, row.id)
    async with world.counting() as statements:
        await receipts.prove(world.database, 1, row.id)
    assert len(statements) == 6


async def test_rows_that_are_not_those_of_the_root_are_not_proven(world: World) -> None:
    ada = await world.person("ada")
    (post,) = await given(world, ada)
    await many(world.database, 1, 10, post)
    async with world.database.write() as tx:
        await tx.run("SET LOCAL session_replication_role = replica")  # past the rules of the tables
        await tx.run("UPDATE commons_rows SET leaf = sha256('forged') WHERE key = 'key-3'")
    with pytest.raises(ReleaseNotFound):
        await receipts.prove_by_key(world.database, 1, "captions", "key-2")


async def test_an_empty_release_proves_the_absence_of_everything(world: World) -> None:
    await publish(world.database, 1, [])
    absence = await receipts.prove_absence(world.database, 1, "captions", "post:1")
    assert (absence.before, absence.after) == (None, None)


async def test_reports_of_use_are_checked_and_kept(world: World) -> None:
    ada = await world.person("ada")
    await publish(world.database, 1, [Told("captions", "a", (await given(world, ada))[0])])
    async with world.database.write() as tx:
        consumer = await tx.value(
            """INSERT INTO commons_consumers (name, contact, purpose, key_hash, scopes)
               VALUES ('A laboratory', 'lab@example.org', 'research', 'x', '{datasets}')
               RETURNING id"""
        )
    await uses.report(
        world.database, consumer, uses.NewUse(1, "frescos-1", "captioning", "https://example.org")
    )
    (kept,) = await uses.list_reported(world.database, consumer)
    assert (kept.model, kept.consumer, kept.version) == ("frescos-1", "A laboratory", 1)
    for wrong in (
        uses.NewUse(1, "", "captioning"),
        uses.NewUse(1, "m", " "),
        uses.NewUse(1, "m", "p", "javascript:alert(1)"),
        uses.NewUse(1, "m" * 201, "p"),
    ):
        with pytest.raises(BadUse):
            await uses.report(world.database, consumer, wrong)
    with pytest.raises(ReleaseNotFound):
        await uses.report(world.database, consumer, uses.NewUse(9, "m", "p"))


async def test_somebody_with_many_rows_gets_all_proofs_with_each_run_read_once(
    world: World,
) -> None:
    """In the order of the tree: in any other the same leaves would be read again for every page."""
    ada = await world.person("ada")
    (post,) = await given(world, ada)
    await many(world.database, 1, 3_000, post)
    await receipts.keep_tree(world.database, 1)
    async with world.counting() as asked:
        proofs = [one async for one in receipts.prove_all(world.database, 1, ada.id)]
    assert [one.index for one in proofs] == list(range(3_000))
    runs = [one for one in asked if "leaf" in str(one)]
    assert 3 <= len(runs) <= 6


async def test_one_who_reports_much_hides_nobody_elses_report(world: World) -> None:
    ada = await world.person("ada")
    (post,) = await given(world, ada)
    await publish(world.database, 1, [Told("captions", "one", post)])
    async with world.database.write() as tx:
        quiet, loud = [
            await tx.value(
                """INSERT INTO commons_consumers (name, contact, purpose, key_hash, scopes)
                   VALUES ($1, 'x', 'y', $2, '{datasets}') RETURNING id""",
                *(name, name.encode()),
            )
            for name in ("quiet", "loud")
        ]
    await uses.report(world.database, quiet, uses.NewUse(1, "the first", "captioning"))
    for number in range(uses.PAGE):
        await uses.report(world.database, loud, uses.NewUse(1, f"model {number}", "captioning"))
    async with world.database.read() as tx:
        page = await uses.list_of_releases(tx, [1])
        assert (page.total, len(page.items)) == (uses.PAGE + 1, uses.PAGE)
        assert page.older is not None
        rest = await uses.list_of_releases(tx, [1], page.older)
    assert ([one.model for one in rest.items], rest.older) == (["the first"], None)
