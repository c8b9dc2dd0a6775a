"""``affresco demo``, with a sample of three people: what it makes is there, once, however often it runs."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pytest
from rich.progress import Progress

from affresco.cli import demo
from affresco.cli.sample import Sample, read_sample
from world import World

SAMPLE: Final = """
[[people]]
handle = "lapis"
name = "Lapis"
locale = "en"
training = "allow"
licence = "CC BY"
choices = "allow"
portrait = "a whale"
bio = "Ground by hand."
[[people]]
handle = "ocra"
name = "Ocra"
locale = "it"
training = "allow"
choices = "allow"
portrait = "un girasole"
bio = "Terra cotta e cruda."
[[people]]
handle = "sinopia"
name = "Sinopia"
locale = "it"
training = "deny"
portrait = "una volpe"
bio = "Prima la linea."

[[posts]]
name = "harbour"
by = "lapis"
prompt = "a quiet harbour"
format = "1:1"
text = "Before the #boats."
candidates = 2
[[posts]]
name = "porto"
by = "ocra"
remix = "harbour"
prompt = "un porto al tramonto"
format = "1:1"
text = "La sera."

[[replies]]
to = "harbour"
by = "sinopia"
text = "Che quiete!"
[[replies.answers]]
by = "lapis"
text = "It was."
"""
THERE: Final = """SELECT
    (SELECT count(*) FROM accounts WHERE avatar_id IS NOT NULL) AS portraits,
    (SELECT count(*) FROM follows) AS follows,
    (SELECT count(*) FROM posts) AS posts,
    (SELECT count(*) FROM post_media) AS pictures,
    (SELECT count(*) FROM lineage WHERE parent_id IS NOT NULL) AS remixes,
    (SELECT count(*) FROM posts WHERE in_reply_to_id IS NOT NULL) AS replies,
    (SELECT count(*) FROM generations WHERE state = 'done') AS jobs,
    (SELECT count(*) FROM commons_posts) AS given,
    (SELECT count(*) FROM likes) AS likes, (SELECT count(*) FROM duels) AS duels"""


async def fill(world: World, sample: Sample) -> dict[str, int]:
    """Run it; what is there afterwards."""
    with Progress(disable=True) as progress:
        async with demo._worker(world.runtime):
            await demo.Demo(world.runtime, sample, progress).fill()
        (task,) = progress.tasks
        assert task.total == sample.steps
    async with world.database.read() as tx:
        row = await tx.row(THERE)
    assert row is not None
    return dict(row)


async def test_a_sample_is_made_once(world: World, tmp_path: Path) -> None:
    path = tmp_path / "sample.toml"
    path.write_text(SAMPLE, encoding="utf-8")
    sample = read_sample(path)
    there = await fill(world, sample)
    expected = {"portraits": 3, "follows": 6, "posts": 4, "pictures": 2, "remixes": 1, "replies": 2}
    # Lapis's reply is given, too; Sinopia gives nothing.
    expected |= {"jobs": 5, "given": 3, "likes": len(sample.likes())}
    assert there | expected == there
    assert await fill(world, sample) == there


async def test_a_handle_of_somebody_else_is_left_alone(world: World, tmp_path: Path) -> None:
    path = tmp_path / "sample.toml"
    path.write_text(SAMPLE, encoding="utf-8")
    await world.person("ocra")
    with pytest.raises(demo.HandleBelongsToSomebody):
        await fill(world, read_sample(path))


def test_the_sample_that_comes_along_can_be_carried_out() -> None:
    sample = read_sample()
    people, named = {person.handle for person in sample.people}, set[str]()
    for post in sample.posts:
        assert post.by in people
        assert post.remix is None or post.remix in named
        named.add(post.name)
    for reply in sample.replies:
        assert reply.to in named
        assert {reply.by, *(answer.by for answer in reply.answers)} <= people
