"""What a viewer wants on a timeline, of what they may see. Pure.

A mute takes somebody off timelines; who goes to their page, or to a post of theirs, finds it there.
"""

from __future__ import annotations

from affresco.accounts.model import Ties
from affresco.posts.model import Post


def is_wanted(
    post: Post, reposted_by: int | None, viewer_id: int | None, ties: Ties, now: float
) -> bool:
    """Not what somebody muted wrote or reposted, nor what answers or names somebody muted or apart.

    One's own is always wanted. now: seconds since 1970.
    """
    if viewer_id is None or viewer_id in (post.account_id, reposted_by):
        return True
    if not (ties.apart or ties.muted):
        return True
    concerned = {post.account_id, reposted_by, post.in_reply_to_account_id, *post.mentioned_ids}
    return not any(
        account_id is not None and (account_id in ties.apart or ties.mutes(account_id, now))
        for account_id in concerned
    )


def in_language(post: Post, source_id: int, ties: Ties) -> bool:
    """Whether the post is in a language that is wanted of the one it comes from."""
    languages = ties.languages.get(source_id)
    return languages is None or post.language.partition("-")[0] in languages
