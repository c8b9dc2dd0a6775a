"""Every event. Past tense; ids, never documents: a handler loads what it needs as it is by then."""

from __future__ import annotations

import msgspec


class AccountCreated(msgspec.Struct, frozen=True, tag="account_created", tag_field="kind"):
    account_id: int


class AccountDeleted(msgspec.Struct, frozen=True, tag="account_deleted", tag_field="kind"):
    """Rows are gone already; blobs are left. media_keys: the blobs that belonged to the account."""

    account_id: int
    media_keys: tuple[str, ...] = ()


class ProfileChanged(msgspec.Struct, frozen=True, tag="profile_changed", tag_field="kind"):
    """Name, text or links of an account are others."""

    account_id: int


class PortraitRemoved(msgspec.Struct, frozen=True, tag="portrait_removed", tag_field="kind"):
    """A face or a banner was replaced or taken down. media_keys: its blobs, whose row is gone."""

    account_id: int
    media_keys: tuple[str, ...]


class PicturesDeleted(msgspec.Struct, frozen=True, tag="pictures_deleted", tag_field="kind"):
    """Pictures that no post showed are gone. media_keys: their blobs, whose rows are gone."""

    account_id: int
    media_keys: tuple[str, ...]


class Followed(msgspec.Struct, frozen=True, tag="followed", tag_field="kind"):
    """asked: the followee was asked before and said yes."""

    follower_id: int
    followee_id: int
    asked: bool = False


class Unfollowed(msgspec.Struct, frozen=True, tag="unfollowed", tag_field="kind"):
    follower_id: int
    followee_id: int


class FollowRequested(msgspec.Struct, frozen=True, tag="follow_requested", tag_field="kind"):
    follower_id: int
    followee_id: int


class FollowRequestEnded(msgspec.Struct, frozen=True, tag="follow_request_ended", tag_field="kind"):
    """It was granted, refused or taken back."""

    follower_id: int
    followee_id: int


class Blocked(msgspec.Struct, frozen=True, tag="blocked", tag_field="kind"):
    account_id: int
    target_id: int


class Muted(msgspec.Struct, frozen=True, tag="muted", tag_field="kind"):
    """notifications: what the target does is not told of either."""

    account_id: int
    target_id: int
    notifications: bool


class AccountMoved(msgspec.Struct, frozen=True, tag="account_moved", tag_field="kind"):
    """Another account takes its place. above: followers with an id up to this went along already."""

    account_id: int
    successor_id: int
    above: int = 0


class Reported(msgspec.Struct, frozen=True, tag="reported", tag_field="kind"):
    """Somebody told the owners of somebody."""

    report_id: int
    account_id: int


class Appealed(msgspec.Struct, frozen=True, tag="appealed", tag_field="kind"):
    """Somebody disputes what a rule refused them."""

    refusal_id: int
    account_id: int


class AppealDecided(msgspec.Struct, frozen=True, tag="appeal_decided", tag_field="kind"):
    """The owners answered. account_id: whose appeal it was."""

    refusal_id: int
    account_id: int


class GenerationFinished(msgspec.Struct, frozen=True, tag="generation_finished", tag_field="kind"):
    generation_id: int


class GenerationFailed(msgspec.Struct, frozen=True, tag="generation_failed", tag_field="kind"):
    generation_id: int


class PostPublished(msgspec.Struct, frozen=True, tag="post_published", tag_field="kind"):
    post_id: int
    account_id: int


class PostEdited(msgspec.Struct, frozen=True, tag="post_edited", tag_field="kind"):
    """mentioned_ids: people whom the new text mentions and the old one did not."""

    post_id: int
    account_id: int
    mentioned_ids: tuple[int, ...] = ()


class PostDeleted(msgspec.Struct, frozen=True, tag="post_deleted", tag_field="kind"):
    """media_keys: blobs that belonged to the post alone."""

    post_id: int
    account_id: int
    media_keys: tuple[str, ...] = ()


class PollEnded(msgspec.Struct, frozen=True, tag="poll_ended", tag_field="kind"):
    """account_id: the author of the post that the poll is in."""

    post_id: int
    account_id: int


class PostNarrowed(msgspec.Struct, frozen=True, tag="post_narrowed", tag_field="kind"):
    """Fewer people may see it than before."""

    post_id: int
    account_id: int


class PostLiked(msgspec.Struct, frozen=True, tag="post_liked", tag_field="kind"):
    post_id: int
    account_id: int


class PostUnliked(msgspec.Struct, frozen=True, tag="post_unliked", tag_field="kind"):
    post_id: int
    account_id: int


class PostReposted(msgspec.Struct, frozen=True, tag="post_reposted", tag_field="kind"):
    post_id: int
    account_id: int
    repost_id: int


class PostUnreposted(msgspec.Struct, frozen=True, tag="post_unreposted", tag_field="kind"):
    post_id: int
    account_id: int


class PostsCited(msgspec.Struct, frozen=True, tag="posts_cited", tag_field="kind"):
    """The assistant answered somebody with posts of others. turn_id: the answer."""

    turn_id: int


class PostWithdrawn(msgspec.Struct, frozen=True, tag="post_withdrawn", tag_field="kind"):
    """Answers of the assistant must not rest on a post any more."""

    post_id: int
    account_id: int


class AssistantForbidden(msgspec.Struct, frozen=True, tag="assistant_forbidden", tag_field="kind"):
    """Answers of the assistant must not rest on what an account posted any more."""

    account_id: int


Event = (
    AccountCreated
    | AccountDeleted
    | ProfileChanged
    | PortraitRemoved
    | PicturesDeleted
    | Followed
    | Unfollowed
    | FollowRequested
    | FollowRequestEnded
    | Blocked
    | Muted
    | AccountMoved
    | Reported
    | Appealed
    | AppealDecided
    | GenerationFinished
    | GenerationFailed
    | PostPublished
    | PostEdited
    | PostDeleted
    | PollEnded
    | PostNarrowed
    | PostLiked
    | PostUnliked
    | PostReposted
    | PostUnreposted
    | PostsCited
    | PostWithdrawn
    | AssistantForbidden
)
