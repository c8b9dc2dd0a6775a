"""What makes up a home or a list: whose posts and reposts, which of their answers, which hashtags. Pure."""

from __future__ import annotations

from operator import is_

import msgspec

from affresco.accounts.model import RepliesPolicy, Ties
from affresco.feeds.wanted import in_language
from affresco.posts.model import Post


class Plan(msgspec.Struct, frozen=True):
    """Of a home or a list of the viewer's.

    key: the viewer's id, or the list's. sources: whose posts and reposts. answered: to whom their answers
    are shown, besides to themselves. tags: hashtags of which all that is public is shown. basis: what it
    was made from; it is out of date where one of these is another object by now.
    """

    key: int
    viewer_id: int
    sources: frozenset[int]
    answered: frozenset[int]
    tags: frozenset[str]
    basis: tuple[object, ...]

    def stands_on(self, *basis: object) -> bool:
        """Whether it was made from these very objects."""
        return len(basis) == len(self.basis) and all(map(is_, self.basis, basis))


def plan_home(viewer_id: int, ties: Ties) -> Plan:
    """Whom the viewer follows, but for those who are muted or on a list apart; and the viewer."""
    followed = ties.followees | {viewer_id}
    return Plan(
        key=viewer_id,
        viewer_id=viewer_id,
        sources=followed - ties.elsewhere - ties.muted.keys(),
        answered=followed,
        tags=ties.tags,
        basis=(ties,),
    )


def plan_list(
    list_id: int,
    viewer_id: int,
    policy: RepliesPolicy,
    members: frozenset[int],
    ties: Ties,
    basis: tuple[object, ...],
) -> Plan:
    """Who is on the list, but for those who are muted; answers to the viewer always belong."""
    answered = {"followed": ties.followees, "list": members, "none": frozenset[int]()}[policy]
    return Plan(
        key=list_id,
        viewer_id=viewer_id,
        sources=members - ties.muted.keys(),
        answered=answered | {viewer_id},
        tags=frozenset(),
        basis=basis,
    )


def belongs(post: Post, reposted_by: int | None, plan: Plan, ties: Ties) -> bool:
    """Whether a post or a repost that the viewer may see is part of it. ties: the viewer's."""
    if reposted_by is not None:
        return (
            reposted_by in plan.sources
            and reposted_by not in ties.without_reposts
            and in_language(post, reposted_by, ties)
        )
    if post.visibility == "direct" and post.account_id != plan.viewer_id:
        return False
    answered = post.in_reply_to_account_id
    if (
        post.account_id in plan.sources
        and (answered is None or answered == post.account_id or answered in plan.answered)
        and in_language(post, post.account_id, ties)
    ):
        return True
    return (
        post.visibility == "public"
        and post.in_reply_to_id is None
        and not plan.tags.isdisjoint(post.tags)
    )
