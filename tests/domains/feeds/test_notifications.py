"""Who is told of what."""

from __future__ import annotations

from affresco.accounts.model import AccountId
from affresco.feeds.model import Cursor
from affresco.posts import commands
from properties.network import Network


async def told(net: Network, viewer: AccountId) -> list[tuple[str, str]]:
    """(kind, handle of the actor), oldest first, after all reactions."""
    await net.react()
    found = await net.reader.notifications(viewer)
    return [(view.notification.kind, view.actor.handle) for view in reversed(found)]


async def test_everything_that_concerns_a_person_reaches_them(net: Network) -> None:
    ada, bo = await net.people("ada", "bo")
    post_id = await net.post(ada, prompt="one")
    await net.follow(bo, ada)
    await commands.like(net.database, bo, post_id)
    await commands.repost(net.database, bo, post_id)
    await net.post(bo, in_reply_to_id=post_id)
    await net.post(bo, prompt="two", remix_of_id=post_id)
    await net.post(bo, "Look, @ada")
    assert await told(net, ada) == [
        (kind, "bo") for kind in ("follow", "like", "repost", "reply", "remix", "mention")
    ]
    assert await told(net, bo) == []


async def test_nobody_hears_of_themselves(net: Network) -> None:
    ada = await net.person("ada")
    post_id = await net.post(ada, "I am @ada", prompt="one")
    await commands.like(net.database, ada, post_id)
    await commands.repost(net.database, ada, post_id)
    await net.post(ada, in_reply_to_id=post_id)
    await net.post(ada, prompt="two", remix_of_id=post_id)
    assert await told(net, ada) == []


async def test_one_post_tells_each_person_once(net: Network) -> None:
    ada, bo = await net.people("ada", "bo")
    post_id = await net.post(ada, prompt="one")
    await net.post(bo, "Yes, @ada!", prompt="two", in_reply_to_id=post_id, remix_of_id=post_id)
    assert await told(net, ada) == [("reply", "bo")]


async def test_nobody_hears_of_what_they_may_not_see(net: Network) -> None:
    ada, bo, cy = await net.people("ada", "bo", "cy")
    await net.follow(cy, bo)
    await net.post(bo, "@ada @cy", visibility="private")
    assert await told(net, ada) == []
    await net.post(bo, "@cy", visibility="followers")
    assert await told(net, ada) == []
    secret = await net.post(cy, "@ada @bo", visibility="followers")
    assert await told(net, ada) == [("mention", "cy")]
    await commands.edit(net.database, net.settings, cy, secret, "@bo")
    assert await told(net, ada) == []


async def test_what_is_taken_back_is_forgotten(net: Network) -> None:
    ada, bo = await net.people("ada", "bo")
    post_id = await net.post(ada)
    await net.follow(bo, ada)
    await commands.like(net.database, bo, post_id)
    await commands.repost(net.database, bo, post_id)
    assert len(await told(net, ada)) == 3
    assert await net.reader.unread(ada) == 3
    await net.unfollow(bo, ada)
    await commands.unlike(net.database, bo, post_id)
    await commands.unrepost(net.database, bo, post_id)
    assert await told(net, ada) == []
    assert await net.reader.unread(ada) == 0


async def test_reactions_in_the_wrong_order_end_in_the_right_state(net: Network) -> None:
    ada, bo = await net.people("ada", "bo")
    post_id = await net.post(ada)
    await commands.like(net.database, bo, post_id)
    await commands.unlike(net.database, bo, post_id)
    await net.react(backwards=True)
    assert await told(net, ada) == []
    await commands.like(net.database, bo, post_id)
    assert await told(net, ada) == [("like", "bo")]
    await commands.unlike(net.database, bo, post_id)
    await commands.like(net.database, bo, post_id)
    await net.react(backwards=True)
    assert await told(net, ada) == [("like", "bo")]


async def test_an_edit_tells_only_those_who_are_newly_mentioned(net: Network) -> None:
    ada, bo, cy = await net.people("ada", "bo", "cy")
    post_id = await net.post(ada, "Hello @bo")
    await net.react()
    await commands.edit(net.database, net.settings, ada, post_id, "Hello @bo and @cy")
    assert await told(net, bo) == [("mention", "ada")]
    assert await told(net, cy) == [("mention", "ada")]


async def test_seen_is_seen(net: Network) -> None:
    ada, bo = await net.people("ada", "bo")
    for n in range(3):
        await commands.like(net.database, bo, await net.post(ada, f"{n}"))
    await net.react()
    newest, middle, _oldest = await net.reader.notifications(ada)
    await net.reader.mark_seen(ada, middle.notification.id)
    await net.reader.mark_seen(ada, 1)
    assert await net.reader.unread(ada) == 1
    seen = [view.notification.seen for view in await net.reader.notifications(ada)]
    assert seen == [False, True, True]
    page = await net.reader.notifications(ada, Cursor(max_id=newest.notification.id, limit=1))
    assert [view.notification.id for view in page] == [middle.notification.id]


async def test_a_deleted_post_or_account_takes_its_notifications(net: Network) -> None:
    ada, bo, cy = await net.people("ada", "bo", "cy")
    post_id, other = await net.post(ada), await net.post(ada)
    await commands.like(net.database, bo, post_id)
    await commands.like(net.database, cy, other)
    await net.react()
    assert await net.reader.unread(ada) == 2
    await commands.delete(net.database, ada, post_id)
    assert await net.reader.unread(ada) == 1
    await net.delete_account(cy)
    assert await net.reader.unread(ada) == 0
    assert await told(net, ada) == []


async def test_an_answer_to_somebody_who_left_disturbs_nobody(net: Network) -> None:
    ada, bo = await net.people("ada", "bo")
    post_id = await net.post(ada)
    await net.post(bo, in_reply_to_id=post_id)
    await net.delete_account(ada)
    await net.react()
    assert await net.reader.notifications(bo) == ()
