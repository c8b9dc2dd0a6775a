"""What an account lets through to its notifications, and the people it has yet to decide about."""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

import msgspec

from affresco.db import Database, ReadTx, WriteTx
from affresco.errors import NotFound
from affresco.feeds import notification_queries as queries
from affresco.feeds.model import NotificationKind, NotificationPolicy, Verdict
from affresco.live import messages
from affresco.posts.model import Post
from affresco.text import N_

ALWAYS: Final[frozenset[NotificationKind]] = frozenset(
    {
        "post",
        "poll",
        "edit",
        "cited",
        "report",
        "sign_up",
        "webhook",
        "feedback",
        "appeal",
        "verdict",
    }
)
"""Of these somebody wanted to be told."""
PENDING_LIMIT: Final = 100
"""More are not counted."""


class RequestNotFound(NotFound):
    code = "feeds.request_not_found"
    message = N_("Nothing of this person is kept apart.")


class Standing(msgspec.Struct, frozen=True):
    """How an actor stands to the account. addressed: the account alone, without having written first."""

    followed: bool
    follower: bool
    is_new: bool
    permitted: bool
    addressed: bool


def decide(policy: NotificationPolicy, standing: Standing) -> Verdict:
    """The strictest of what applies. Pure."""
    if standing.permitted:
        return "accept"
    verdicts: set[Verdict] = set()
    if not standing.followed:
        verdicts.add(policy.for_not_following)
        if standing.is_new:
            verdicts.add(policy.for_new_accounts)
        if standing.addressed:
            verdicts.add(policy.for_private_mentions)
    if not standing.follower:
        verdicts.add(policy.for_not_followers)
    return "drop" if "drop" in verdicts else "filter" if "filter" in verdicts else "accept"


async def verdict(
    tx: ReadTx, account_id: int, kind: NotificationKind, actor_id: int, post: Post | None
) -> Verdict:
    """Of what the actor did. post: what is told of."""
    if kind in ALWAYS or account_id == actor_id:
        return "accept"
    row = await queries.policy_with_facts(tx, account_id, actor_id)
    if row is None:
        return "accept"
    policy = NotificationPolicy(
        for_not_following=row["for_not_following"],
        for_not_followers=row["for_not_followers"],
        for_new_accounts=row["for_new_accounts"],
        for_private_mentions=row["for_private_mentions"],
        for_limited_accounts=row["for_limited_accounts"],
    )
    addressed = (
        kind in ("mention", "reply")
        and post is not None
        and post.visibility == "direct"
        and post.in_reply_to_account_id != account_id
    )
    return decide(
        policy,
        Standing(row["followed"], row["follower"], row["is_new"], row["permitted"], addressed),
    )


async def get_policy(tx: ReadTx, account_id: int) -> NotificationPolicy:
    """Everything is accepted where nothing was said."""
    row = await queries.policy_row(tx, account_id)
    return NotificationPolicy() if row is None else NotificationPolicy(**dict(row))


async def set_policy(database: Database, account_id: int, policy: NotificationPolicy) -> None:
    """It holds for what happens from now on."""
    async with database.write() as tx:
        await queries.set_policy(tx, account_id, policy)


async def accept(database: Database, account_id: int, actor_ids: Collection[int]) -> None:
    """Let in what these people did and will do."""
    async with database.write() as tx:
        await queries.permit(tx, account_id, actor_ids)
        await _recount(tx, account_id, merged=True)


async def dismiss(database: Database, account_id: int, actor_ids: Collection[int]) -> None:
    """Delete what is kept apart of these people; of what they do next it is decided anew."""
    async with database.write() as tx:
        await queries.delete_filtered(tx, account_id, actor_ids)
        await _recount(tx, account_id)


async def _recount(tx: WriteTx, account_id: int, *, merged: bool = False) -> None:
    changed = messages.NotificationsChanged(merged)
    await messages.send(tx, changed, messages.account(account_id))
