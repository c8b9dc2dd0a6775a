"""Whatever people do to posts and to each other, chosen at random: one write at a time."""

from __future__ import annotations

import random
from collections.abc import Awaitable, Callable
from contextlib import suppress

from affresco.accounts import lists, ties
from affresco.accounts.model import AccountId, FollowWish, RepliesPolicy
from affresco.errors import AffrescoError
from affresco.posts import audience, commands, polls, quotes, tags, threads
from affresco.posts.model import Change, NewPicture, NewPoll, PostId, QuotePolicy, Visibility
from properties.network import Network

AUDIENCES: tuple[Visibility, ...] = (
    "public",
    "public",
    "unlisted",
    "followers",
    "direct",
    "private",
)
POLICIES: tuple[QuotePolicy, ...] = ("everyone", "followers", "nobody")
REPLIES: tuple[RepliesPolicy, ...] = ("followed", "list", "none")
HASHTAGS = ("fresco", "wall")

Act = Callable[[], Awaitable[object]]


async def do_something(net: Network, people: list[AccountId], chance: random.Random) -> str:
    """One write, and its name. What a rule refuses is no failure: it leaves everything as it was."""
    who, other = chance.sample(people, 2)
    post = await _some_post(net, chance)
    acts = chance.choice(
        (
            _on_posts(net, who, other, post, chance),
            _talk(net, who, post, chance),
            _ties(net, who, other, chance),
        )
    )
    name, act = chance.choice(acts)
    with suppress(AffrescoError):
        await act()
    return name


async def _some_post(net: Network, chance: random.Random) -> PostId:
    """Any that is there, whoever may see it."""
    async with net.database.read() as tx:
        ids = [row["id"] for row in await tx.rows("SELECT id FROM posts ORDER BY id DESC LIMIT 12")]
    return PostId(chance.choice(ids or [1]))


def _on_posts(
    net: Network, who: AccountId, other: AccountId, post: PostId, chance: random.Random
) -> list[tuple[str, Act]]:
    database, settings = net.database, net.settings
    visibility = chance.choice(AUDIENCES)
    text = f"{chance.random()} #{chance.choice(HASHTAGS)}" + chance.choice(
        ("", f" @{net.handles.get(other, '')}")
    )
    return [
        ("post", lambda: net.post(who, text, visibility=visibility)),
        ("picture", lambda: net.post(who, text, prompt="again", visibility=visibility)),
        ("reply", lambda: net.post(who, text, visibility=visibility, in_reply_to_id=post)),
        ("remix", lambda: net.post(who, prompt="again", remix_of_id=post)),
        ("quote", lambda: net.post(who, text, visibility=visibility, quote_of_id=post)),
        ("edit", lambda: commands.edit(database, settings, who, post, text)),
        ("rehang", lambda: _rehang(net, who, post, text, chance)),
        ("delete", lambda: commands.delete(database, who, post)),
        ("narrow", lambda: audience.narrow(database, who, post, visibility)),
        ("like", lambda: commands.like(database, who, post)),
        ("unlike", lambda: commands.unlike(database, who, post)),
        ("repost", lambda: commands.repost(database, who, post)),
        ("unrepost", lambda: commands.unrepost(database, who, post)),
        ("bookmark", lambda: commands.bookmark(database, who, post)),
        ("unbookmark", lambda: commands.unbookmark(database, who, post)),
    ]


def _talk(
    net: Network, who: AccountId, post: PostId, chance: random.Random
) -> list[tuple[str, Act]]:
    database, policy = net.database, chance.choice(POLICIES)
    asked = NewPoll(("a", "b", "c"), 600, chance.random() < 0.5, chance.random() < 0.5)
    return [
        ("poll", lambda: net.post(who, poll=asked)),
        ("vote", lambda: polls.vote(database, who, post, [chance.randrange(3)])),
        ("quote policy", lambda: quotes.set_policy(database, who, post, policy)),
        ("revoke", lambda: _revoke(net, who, chance)),
        ("pin", lambda: threads.pin(database, who, post)),
        ("unpin", lambda: threads.unpin(database, who, post)),
        ("mute thread", lambda: threads.mute(database, who, post)),
        ("unmute thread", lambda: threads.unmute(database, who, post)),
        (
            "warn",
            lambda: commands.edit(
                database, net.settings, who, post, "w", warning="w", sensitive=True
            ),
        ),
    ]


async def _rehang(
    net: Network, who: AccountId, post: PostId, text: str, chance: random.Random
) -> None:
    """Take the pictures out of a post, and perhaps put one in that no post shows."""
    async with net.database.read() as tx:
        free = await tx.rows(
            """SELECT id FROM media WHERE owner_id = $1
               AND id NOT IN (SELECT media_id FROM post_media) ORDER BY id""",
            who,
        )
    hung = [NewPicture(chance.choice(free)["id"])] if free and chance.random() < 0.6 else []
    wish = Change(text=text, pictures=tuple(hung))
    await commands.change(net.database, net.settings, who, post, wish)


async def _revoke(net: Network, who: AccountId, chance: random.Random) -> None:
    """Take a post of one's own out of one that quotes it."""
    async with net.database.read() as tx:
        rows = await tx.rows(
            "SELECT post_id, quoted_id FROM quotes WHERE quoted_account_id = $1", who
        )
    if rows:
        row = chance.choice(rows)
        await quotes.revoke(net.database, who, row["quoted_id"], row["post_id"])


def _ties(
    net: Network, who: AccountId, other: AccountId, chance: random.Random
) -> list[tuple[str, Act]]:
    database = net.database
    wish = FollowWish(reposts=chance.random() < 0.7, notify=chance.random() < 0.3)
    tag = chance.choice(HASHTAGS)
    return [
        ("follow", lambda: ties.follow(database, who, other, wish)),
        ("follow", lambda: ties.follow(database, other, who)),
        ("unfollow", lambda: ties.unfollow(database, who, other)),
        ("remove follower", lambda: ties.remove_follower(database, who, other)),
        ("lock", lambda: ties.set_locked(database, who, chance.random() < 0.6)),
        ("grant", lambda: ties.grant(database, who, other)),
        ("refuse", lambda: ties.refuse(database, who, other)),
        ("block", lambda: ties.block(database, who, other)),
        ("unblock", lambda: ties.unblock(database, who, other)),
        ("unblock", lambda: ties.unblock(database, other, who)),
        ("mute", lambda: ties.mute(database, who, other, notifications=chance.random() < 0.5)),
        ("unmute", lambda: ties.unmute(database, who, other)),
        ("follow tag", lambda: tags.follow(database, who, tag)),
        ("unfollow tag", lambda: tags.unfollow(database, who, tag)),
        ("list", lambda: _list(net, who, other, chance)),
    ]


async def _list(net: Network, who: AccountId, other: AccountId, chance: random.Random) -> None:
    """Make the first list, put somebody on it or take them off, or change its rules."""
    async with net.database.read() as tx:
        found = await lists.all_of(tx, who)
    if not found:
        await lists.create(net.database, who, "Friends")
        return
    act = chance.choice(("add", "add", "remove", "change"))
    if act == "add":
        await lists.add(net.database, who, found[0].id, [other])
    elif act == "remove":
        await lists.remove(net.database, who, found[0].id, [other])
    else:
        policy = chance.choice(REPLIES)
        await lists.change(net.database, who, found[0].id, None, policy, chance.random() < 0.5)
