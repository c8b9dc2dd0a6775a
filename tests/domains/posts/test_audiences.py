"""Audiences between everybody and nobody: unlisted, and people by name."""

from __future__ import annotations

import pytest

from affresco.posts import commands, errors
from properties.network import Network


def listed(timeline: object) -> list[int]:
    return [view.post.id for view in timeline.items]  # type: ignore[attr-defined]


async def test_an_unlisted_post_is_on_no_list_of_everybodys_posts(net: Network) -> None:
    ada, bo = await net.people("ada", "bo")
    await net.follow(bo, ada)
    for warm in (False, True):
        post = await net.post(ada, f"quiet #walls {warm}", visibility="unlisted")
        assert post not in listed(await net.reader.local(None))
        assert post not in listed(await net.reader.tag(bo, "walls"))
        assert post in listed(await net.reader.home(bo))
        assert post in listed(await net.reader.person(None, ada))
        assert (await net.reader.post(None, post)).post.id == post
    assert (await net.reader.person_counts(ada)).posts == 2


async def test_an_unlisted_post_can_be_passed_on(net: Network) -> None:
    ada, bo, cy = await net.people("ada", "bo", "cy")
    await net.follow(cy, bo)
    post = await net.post(ada, visibility="unlisted")
    await commands.repost(net.database, bo, post)
    assert listed(await net.reader.home(cy)) == [post]


async def test_a_direct_post_is_for_those_whom_it_names(net: Network) -> None:
    ada, bo, cy = await net.people("ada", "bo", "cy")
    for friend in (bo, cy):
        await net.follow(friend, ada)
    for _warm in (False, True):
        post = await net.post(ada, "psst @bo", visibility="direct")
        assert (await net.reader.post(bo, post)).post.id == post
        for stranger in (cy, None):
            with pytest.raises(errors.PostNotFound):
                await net.reader.post(stranger, post)
        assert post in listed(await net.reader.home(ada))
        for reader in (bo, cy):
            assert post not in listed(await net.reader.home(reader))
        assert post not in listed(await net.reader.person(cy, ada))
        with pytest.raises(errors.RepostForbidden):
            await commands.repost(net.database, bo, post)
        with pytest.raises(errors.PostNotFound):
            await commands.like(net.database, cy, post)
        await commands.like(net.database, bo, post)


async def test_a_direct_post_is_told_to_those_whom_it_names(net: Network) -> None:
    ada, bo, cy = await net.people("ada", "bo", "cy")
    await net.post(ada, "psst @bo", visibility="direct")
    await net.react()
    assert [n.notification.kind for n in await net.reader.notifications(bo)] == ["mention"]
    assert await net.reader.notifications(cy) == ()


async def test_a_direct_post_that_names_nobody_is_refused(net: Network) -> None:
    ada = await net.person("ada")
    for text in ("psst", "psst @nobody_here", "@ada"):
        with pytest.raises(errors.NobodyNamed):
            await net.post(ada, text, visibility="direct")


async def test_who_is_no_longer_named_no_longer_sees(net: Network) -> None:
    ada, bo = await net.people("ada", "bo")
    post = await net.post(ada, "psst @bo", visibility="direct")
    await net.reader.post(bo, post)
    await commands.edit(net.database, net.settings, ada, post, "never mind")
    with pytest.raises(errors.PostNotFound):
        await net.reader.post(bo, post)


async def test_who_is_named_sees_a_post_for_followers(net: Network) -> None:
    ada, bo, cy = await net.people("ada", "bo", "cy")
    post = await net.post(ada, "look @bo", visibility="followers")
    assert (await net.reader.post(bo, post)).post.id == post
    await commands.like(net.database, bo, post)
    with pytest.raises(errors.PostNotFound):
        await net.reader.post(cy, post)


@pytest.mark.parametrize(
    ("parent", "reply", "counts"),
    [
        ("public", "unlisted", 1),
        ("unlisted", "public", 1),
        ("public", "followers", 0),
        ("public", "direct", 0),
        ("direct", "direct", 0),
        ("direct", "public", 0),
        ("private", "private", 1),
    ],
)
async def test_a_number_tells_only_of_what_everybody_there_may_see(
    net: Network, parent: str, reply: str, counts: int
) -> None:
    ada, _bo = await net.people("ada", "bo")
    post = await net.post(ada, "hello @bo", visibility=parent)
    answer = await net.post(ada, "more @bo", in_reply_to_id=post, visibility=reply)
    assert (await net.reader.post(ada, post)).counts.replies == counts
    await commands.delete(net.database, ada, answer)
    assert (await net.reader.post(ada, post)).counts.replies == 0
