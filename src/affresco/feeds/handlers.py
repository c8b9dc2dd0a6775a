"""Reactions: who is to be told of what. Idempotent, and right in whatever order events are handled.

A notification is written only while the thing that it tells of is there, which is held meanwhile; it is
taken back only when that thing is gone. Nobody is told of what they did themselves, of a post that they
may not see, of a thread that they muted, or of somebody with whom one blocks the other or whom they mute
with all that they do.
"""

from __future__ import annotations

from collections.abc import Iterable

from affresco.accounts import queries as account_queries
from affresco.accounts import tie_queries
from affresco.db import WriteTx
from affresco.events import kinds
from affresco.feeds import hooked, notice_policy, queries
from affresco.feeds.model import NotificationKind
from affresco.feeds.push.deliver import enqueue_for
from affresco.live import messages
from affresco.posts import access, hydrate, poll_queries, reaction_queries, thread_queries
from affresco.posts import queries as post_queries
from affresco.posts.errors import PostNotFound
from affresco.posts.model import Post, PostId


async def tell_of_follow(tx: WriteTx, event: kinds.Followed) -> None:
    """The followee hears of it, unless they were asked before."""
    if not event.asked and await account_queries.follows(tx, event.follower_id, event.followee_id):
        await _tell(tx, event.followee_id, "follow", event.follower_id, None)


async def forget_follow(tx: WriteTx, event: kinds.Unfollowed) -> None:
    """Unless they follow again by now."""
    if await account_queries.follows(tx, event.follower_id, event.followee_id):
        return
    if await queries.delete_about_follow(tx, "follow", event.followee_id, event.follower_id):
        await _recount(tx, [event.followee_id])


async def tell_of_request(tx: WriteTx, event: kinds.FollowRequested) -> None:
    """Who is asked hears of it."""
    if await tie_queries.hold_request(tx, event.follower_id, event.followee_id):
        await _tell(tx, event.followee_id, "follow_request", event.follower_id, None)


async def forget_request(tx: WriteTx, event: kinds.FollowRequestEnded) -> None:
    """Unless they ask again by now."""
    if await tie_queries.hold_request(tx, event.follower_id, event.followee_id):
        return
    if await queries.delete_about_follow(
        tx, "follow_request", event.followee_id, event.follower_id
    ):
        await _recount(tx, [event.followee_id])


async def forget_each_other(tx: WriteTx, event: kinds.Blocked) -> None:
    """Whatever either was told of the other, unless the block has ended by now."""
    pair = (event.account_id, event.target_id)
    if await tie_queries.are_apart(tx, *pair):
        for account_id, actor_id in (pair, pair[::-1]):
            if await queries.delete_of_actor(tx, account_id, actor_id):
                await _recount(tx, [account_id])


async def forget_muted(tx: WriteTx, event: kinds.Muted) -> None:
    """Whatever somebody was told of whom they want to hear nothing more of, if that is still so."""
    if await tie_queries.is_quiet(
        tx, event.account_id, event.target_id
    ) and await queries.delete_of_actor(tx, event.account_id, event.target_id):
        await _recount(tx, [event.account_id])


async def tell_of_like(tx: WriteTx, event: kinds.PostLiked) -> None:
    """The author hears of it."""
    post = await _find(tx, event.post_id)
    if post is not None and await reaction_queries.hold_like(tx, event.account_id, post.id):
        await _tell(tx, post.account_id, "like", event.account_id, post.id)


async def forget_like(tx: WriteTx, event: kinds.PostUnliked) -> None:
    """Unless it is liked again by now."""
    if not await reaction_queries.hold_like(tx, event.account_id, event.post_id):
        await _recount(
            tx, await queries.delete_about_post(tx, "like", event.account_id, event.post_id)
        )


async def tell_of_repost(tx: WriteTx, event: kinds.PostReposted) -> None:
    """The author hears of it."""
    post = await _find(tx, event.post_id)
    if post is not None and await reaction_queries.hold_repost(tx, event.account_id, post.id):
        await _tell(tx, post.account_id, "repost", event.account_id, post.id)


async def forget_repost(tx: WriteTx, event: kinds.PostUnreposted) -> None:
    """Unless it is reposted again by now."""
    if not await reaction_queries.hold_repost(tx, event.account_id, event.post_id):
        await _recount(
            tx, await queries.delete_about_post(tx, "repost", event.account_id, event.post_id)
        )


async def tell_of_post(tx: WriteTx, event: kinds.PostPublished) -> None:
    """Who is answered, quoted, remixed, mentioned, and who wants to hear of all that the author says to
    nobody else; each person once, for the first of these."""
    post = await _find(tx, event.post_id)
    if post is None:
        return
    reasons: list[tuple[int, NotificationKind]] = []
    if post.in_reply_to_account_id is not None:
        reasons.append((post.in_reply_to_account_id, "reply"))
    if post.quote is not None:
        reasons.append((post.quote.account_id, "quote"))
    if post.parent_id is not None:
        source = (await hydrate.posts(tx, [post.parent_id])).get(post.parent_id)
        if source is not None:
            reasons.append((source.account_id, "remix"))
    reasons += [(account_id, "mention") for account_id in post.mentioned_ids]
    if post.in_reply_to_account_id in (None, post.account_id):
        curious = await tie_queries.notified_follower_ids(tx, post.account_id)
        reasons += [(account_id, "post") for account_id in curious]
    told: set[int] = set()
    for account_id, kind in reasons:
        if account_id not in told:
            told.add(account_id)
            await _tell_if_visible(tx, account_id, kind, post)


async def tell_of_edit(tx: WriteTx, event: kinds.PostEdited) -> None:
    """Who is mentioned since then, and who passed it on."""
    post = await _find(tx, event.post_id)
    if post is None:
        return
    for account_id in event.mentioned_ids:
        if account_id in post.mentioned_ids:
            await _tell_if_visible(tx, account_id, "mention", post)
    for account_id in await reaction_queries.passed_on_by(tx, post.id):
        await _tell_if_visible(tx, account_id, "edit", post)


async def tell_of_poll(tx: WriteTx, event: kinds.PollEnded) -> None:
    """Who asked and who answered."""
    post = await _find(tx, event.post_id)
    if post is None:
        return
    for account_id in (post.account_id, *await poll_queries.voter_ids(tx, post.id)):
        await _tell_if_visible(tx, account_id, "poll", post)


async def tell_of_citation(tx: WriteTx, account_id: int, assistant_id: int, post_id: int) -> None:
    """The author of a post hears that an answer rests on it, at most once a day."""
    post = await _find(tx, post_id)
    if post is None or post.account_id != account_id:
        return
    await queries.delete_citations_before_today(tx, account_id, post_id)
    await _tell(tx, account_id, "cited", assistant_id, post_id)


async def tell_of_report(tx: WriteTx, event: kinds.Reported) -> None:
    """The owners hear of it; of several by the same person, of the newest."""
    for owner_id in await account_queries.owner_ids(tx):
        await queries.delete_about_follow(tx, "report", owner_id, event.account_id)
        await _tell(tx, owner_id, "report", event.account_id, None)


async def tell_of_appeal(tx: WriteTx, event: kinds.Appealed) -> None:
    """The owners hear of it; of several by the same person, of the newest. An owner's own appeal waits for
    the others, too."""
    for owner_id in await account_queries.owner_ids(tx):
        await queries.delete_about_follow(tx, "appeal", owner_id, event.account_id)
        await _tell(tx, owner_id, "appeal", event.account_id, None)


async def tell_of_verdict(tx: WriteTx, event: kinds.AppealDecided) -> None:
    """Who appealed hears that there is an answer, not from whom: it is the team's."""
    account_id = event.account_id
    await queries.delete_about_follow(tx, "verdict", account_id, account_id)
    await _tell(tx, account_id, "verdict", account_id, None)


async def tell_of_sign_up(tx: WriteTx, event: kinds.AccountCreated) -> None:
    """The owners hear of it; of an account that nobody can sign in with, nobody does."""
    if not await account_queries.can_sign_in(tx, event.account_id):
        return
    for owner_id in await account_queries.owner_ids(tx):
        await _tell(tx, owner_id, "sign_up", event.account_id, None)


async def tell_of_webhook(tx: WriteTx, account_id: int) -> None:
    """Somebody's webhook is put aside, or that of a consumer of the commons whom they let in."""
    await queries.delete_about_follow(tx, "webhook", account_id, account_id)
    await _tell(tx, account_id, "webhook", account_id, None)


async def tell_of_feedback(tx: WriteTx, account_id: int, owner_id: int) -> None:
    """The team said something to feedback of somebody's; of several times, of the newest."""
    if account_id == owner_id:
        return
    await queries.delete_about_follow(tx, "feedback", account_id, owner_id)
    await _tell(tx, account_id, "feedback", owner_id, None)


async def _find(tx: WriteTx, post_id: int) -> Post | None:
    """The post, held so that it does not go before the notification is written."""
    if not await post_queries.hold_post(tx, post_id):
        return None
    return (await hydrate.posts(tx, [post_id])).get(PostId(post_id))


async def _tell_if_visible(
    tx: WriteTx, account_id: int, kind: NotificationKind, post: Post
) -> None:
    try:
        await access.get_post(tx, account_id, post.id)
    except PostNotFound:
        return
    await _tell(tx, account_id, kind, post.account_id, post.id)


async def _tell(
    tx: WriteTx, account_id: int, kind: NotificationKind, actor_id: int, post_id: int | None
) -> None:
    if account_id == actor_id:
        if kind not in ("poll", "webhook", "verdict"):
            return
    elif await tie_queries.is_quiet(tx, account_id, actor_id):
        return
    if post_id is not None and await thread_queries.mutes(tx, account_id, post_id):
        return
    post = None
    if kind in ("mention", "reply") and post_id is not None:
        post = (await hydrate.posts(tx, [post_id])).get(PostId(post_id))
    decided = await notice_policy.verdict(tx, account_id, kind, actor_id, post)
    if decided == "drop":
        return
    filtered = decided == "filter"
    notification_id = await queries.insert_notification(
        tx, account_id, kind, actor_id, post_id, filtered=filtered
    )
    if notification_id is not None and not filtered:
        await messages.send(tx, messages.Notified(notification_id), messages.account(account_id))
        await enqueue_for(tx, account_id, kind, actor_id, notification_id)
        await hooked.tell(tx, account_id, kind, actor_id, post_id, notification_id)


async def _recount(tx: WriteTx, account_ids: Iterable[int]) -> None:
    for account_id in account_ids:
        await messages.send(tx, messages.NotificationsChanged(), messages.account(account_id))
