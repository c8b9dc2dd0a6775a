"""Two people who allow, at the same moment, posts that contain each other's: both are heard."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

import pytest

from affresco.accounts.model import Answers
from affresco.posts import consent, consent_queries, editing
from affresco.posts.model import Change, Wording
from world import Published, World


@pytest.fixture
def together(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """The first two who write by a query of this name hold their posts before either of them commits."""

    def arrange(name: str) -> None:
        both, write, calls = asyncio.Barrier(2), getattr(consent_queries, name), 0

        async def held(*args: Any, **named: Any) -> Any:
            nonlocal calls
            calls += 1
            first = calls <= 2
            result = await write(*args, **named)
            if first:
                await both.wait()
            return result

        monkeypatch.setattr(consent_queries, name, held)

    return arrange


async def a_post_and_its_remix(world: World) -> tuple[Published, Published]:
    ada, bo = await world.people("ada", "bo")
    first = await world.post(by=ada, pictures=1)
    return first, await world.post(by=bo, remix_of=first)


async def given(world: World) -> dict[int, str | None]:
    """Post → its licence."""
    async with world.database.read() as tx:
        return dict(await tx.rows("SELECT post_id, licence FROM commons_posts"))


async def test_a_post_and_a_remix_of_it_get_a_licence_at_once(
    world: World, together: Callable[[str], None]
) -> None:
    first, remix = await a_post_and_its_remix(world)
    for post in (first, remix):
        await consent.choose(world.database, post.by.id, post.id, Change(training="allow"))
    together("set_choices")
    await asyncio.gather(
        *(
            consent.choose(world.database, post.by.id, post.id, Change(licence="CC BY"))
            for post in (first, remix)
        )
    )
    assert await given(world) == {first.id: "CC BY", remix.id: "CC BY"}


async def test_a_source_is_allowed_while_its_remix_gets_other_words(
    world: World, together: Callable[[str], None]
) -> None:
    first, remix = await a_post_and_its_remix(world)
    await consent.choose(world.database, remix.by.id, remix.id, Change(training="allow"))
    together("set_choices")
    wish = Change(text="by the sea", remix_policy="nobody")
    await asyncio.gather(
        consent.choose(world.database, first.by.id, first.id, Change(training="allow")),
        editing.change(world.database, world.runtime.settings, remix.by.id, remix.id, wish),
    )
    assert set(await given(world)) == {first.id, remix.id}
    async with world.database.read() as tx:
        said = await tx.row(
            "SELECT text, revision, remix_policy FROM posts WHERE id = $1", remix.id
        )
        assert tuple(said or ()) == ("by the sea", 2, "nobody")


async def test_everything_may_be_allowed_at_once(
    world: World, together: Callable[[str], None]
) -> None:
    first, remix = await a_post_and_its_remix(world)
    theirs = await world.post(by=remix.by, pictures=1)
    mine = await world.post(by=first.by, remix_of=theirs)
    together("set_all")
    answers = Answers(training="allow")
    changed = await asyncio.gather(
        *(
            consent.answer(world.database, who.id, answers, {}, for_all=Wording())
            for who in (first.by, remix.by)
        )
    )
    assert changed == [2, 2]
    assert set(await given(world)) == {post.id for post in (first, remix, theirs, mine)}
