"""Every live message, and the topics it travels on.

Topics: ``author:ID`` what a person publishes · ``local`` public posts of the instance ·
``tag:NAME`` · ``post:ID`` what happens to a post · ``account:ID`` for that person alone ·
``generation:ID`` a job · ``app:ID`` what concerns a client application alone · ``answer:KEY`` what a person
answers to a question of a tool.
"""

from __future__ import annotations

from typing import Literal

import msgspec

from affresco.db import WriteTx
from affresco.live import queries


class PostPublished(msgspec.Struct, frozen=True, tag="post", tag_field="type"):
    """A post or a repost appeared. entry_id: what timelines are ordered by."""

    post_id: int
    author_id: int
    entry_id: int
    reposted_by: int | None = None


class PostChanged(msgspec.Struct, frozen=True, tag="changed", tag_field="type"):
    """A post was edited or its audience changed."""

    post_id: int
    author_id: int | None = None


class PostDeleted(msgspec.Struct, frozen=True, tag="deleted", tag_field="type"):
    """A post is gone, or a repost was taken back (entry_id then differs from post_id).

    author_id: of whoever published what is gone, so the reposter of a repost. audience, mentioned_ids:
    who could see it (``posts.model.Visibility``); of a repost, everybody.
    """

    post_id: int
    author_id: int
    entry_id: int
    audience: str = "public"
    mentioned_ids: tuple[int, ...] = ()


class CountsChanged(msgspec.Struct, frozen=True, tag="counts", tag_field="type"):
    """The numbers under a post."""

    post_id: int
    likes: int
    reposts: int
    replies: int
    remixes: int
    quotes: int = 0


class Notified(msgspec.Struct, frozen=True, tag="notification", tag_field="type"):
    """Somebody did something that concerns the account whose topic this is."""

    notification_id: int


class NotificationsChanged(msgspec.Struct, frozen=True, tag="notifications", tag_field="type"):
    """The account whose topic this is has seen notifications, or some were taken back.

    merged: those that were kept apart are with the others by now.
    """

    merged: bool = False


class Reacted(msgspec.Struct, frozen=True, tag="reacted", tag_field="type"):
    """What the account whose topic this is thinks of a post by now."""

    account_id: int
    post_id: int
    liked: bool
    reposted: bool
    bookmarked: bool


class FollowsChanged(msgspec.Struct, frozen=True, tag="follows", tag_field="type"):
    """The account whose topic this is follows others than before."""

    account_id: int


class TiesChanged(msgspec.Struct, frozen=True, tag="ties", tag_field="type"):
    """The account whose topic this is blocks or mutes others than before, or is blocked by others; or it
    follows other hashtags, or keeps others on a list apart from its home."""

    account_id: int


class ListChanged(msgspec.Struct, frozen=True, tag="list", tag_field="type"):
    """A list of the account whose topic this is has other members or rules, or is gone."""

    list_id: int


class FiltersChanged(msgspec.Struct, frozen=True, tag="filters", tag_field="type"):
    """The account whose topic this is filters other words than before."""

    account_id: int


class AccountChanged(msgspec.Struct, frozen=True, tag="account", tag_field="type"):
    """Name, picture or handle of an account changed, or the account is gone."""

    account_id: int


class SessionsEnded(msgspec.Struct, frozen=True, tag="sessions", tag_field="type"):
    """Browsers of the account whose topic this is were signed out."""

    account_id: int


class AppChanged(msgspec.Struct, frozen=True, tag="app", tag_field="type"):
    """A token that a client application holds on its own behalf is gone."""

    app_id: int


class GenerationState(msgspec.Struct, frozen=True, tag="state", tag_field="type"):
    """A job moved on."""

    generation_id: int
    state: Literal["queued", "running", "done", "failed", "cancelled"]


class GenerationPreview(msgspec.Struct, frozen=True, tag="preview", tag_field="type"):
    """A rough first look at a candidate is there."""

    generation_id: int
    position: int


class CandidateReady(msgspec.Struct, frozen=True, tag="candidate", tag_field="type"):
    """A candidate is finished."""

    generation_id: int
    position: int


class PollChanged(msgspec.Struct, frozen=True, tag="poll", tag_field="type"):
    """Somebody voted in the poll of a post, it ended, or its author changed it. emptied: nobody has voted
    any more."""

    post_id: int
    ended: bool = False
    emptied: bool = False


class Voted(msgspec.Struct, frozen=True, tag="voted", tag_field="type"):
    """The account whose topic this is voted. choices: positions, ascending."""

    account_id: int
    post_id: int
    choices: tuple[int, ...]


class ThreadMuted(msgspec.Struct, frozen=True, tag="thread", tag_field="type"):
    """The account whose topic this is muted a thread, or hears of it again."""

    account_id: int
    root_id: int
    muted: bool


class ConversationChanged(msgspec.Struct, frozen=True, tag="conversation", tag_field="type"):
    """A conversation of the account whose topic this is has a new post, was read, or is gone."""

    account_id: int
    conversation_id: int


class AnnouncementChanged(msgspec.Struct, frozen=True, tag="announcement", tag_field="type"):
    """The owners tell something, or no longer do. reaction: the one that was added or taken back."""

    announcement_id: int
    gone: bool = False
    reaction: str | None = None


class CommonsGrew(msgspec.Struct, frozen=True, tag="commons", tag_field="type"):
    """The log of the commons goes up to this number."""

    seq: int


class ConsumerChanged(msgspec.Struct, frozen=True, tag="consumer", tag_field="type"):
    """A consumer of the commons has another key, other scopes, or may not read any more."""

    consumer_id: int


class Answered(msgspec.Struct, frozen=True, tag="answered", tag_field="type"):
    """A chat assistant brings what the person answered to a question that a call waits with, perhaps in
    another process. holder: whose token brought it. message: JSON-RPC, as it came."""

    holder: str
    message: str


class Mark(msgspec.Struct, frozen=True, tag="mark", tag_field="type"):
    """All that the snapshot sees was said before this. On no topic; at: seconds since 1970."""

    snapshot: str
    at: int


class Interrupted(msgspec.Struct, frozen=True, tag="interrupted", tag_field="type"):
    """Within a process alone: from here on messages may be missed, until ``Resync``."""


class Missed(msgspec.Struct, frozen=True):
    """A message that came too late, with all its topics."""

    topics: frozenset[str]
    message: Message


class Resync(msgspec.Struct, frozen=True, tag="resync", tag_field="type"):
    """Messages may have been missed: fetch afresh what is on the screen, drop what is cached.

    missed: the edits and deletions among them, the oldest first; None when nobody knows. Within a
    process alone.
    """

    missed: tuple[Missed, ...] | None = None


Message = (
    PostPublished
    | PostChanged
    | PostDeleted
    | CountsChanged
    | Notified
    | NotificationsChanged
    | Reacted
    | FollowsChanged
    | TiesChanged
    | ListChanged
    | FiltersChanged
    | AccountChanged
    | SessionsEnded
    | AppChanged
    | GenerationState
    | GenerationPreview
    | CandidateReady
    | PollChanged
    | Voted
    | ThreadMuted
    | ConversationChanged
    | AnnouncementChanged
    | CommonsGrew
    | ConsumerChanged
    | Answered
    | Mark
    | Interrupted
    | Resync
)

_decoder: msgspec.json.Decoder[Message] = msgspec.json.Decoder(Message)


def decode(payload: bytes | str) -> Message:
    """Read a message. Raises msgspec.DecodeError for anything else."""
    return _decoder.decode(payload)


async def send(tx: WriteTx, message: Message, *topics: str) -> None:
    """Send a message to each topic when ``tx`` commits; what cannot be read off the tables is kept."""
    encoded = msgspec.json.encode(message)
    if isinstance(message, PostChanged | PostDeleted):
        await queries.keep(tx, topics, msgspec.to_builtins(message))
    for topic in topics:
        await tx.notify(topic, encoded)


def author(account_id: int) -> str:
    return f"author:{account_id}"


def account(account_id: int) -> str:
    return f"account:{account_id}"


def app(app_id: int) -> str:
    return f"app:{app_id}"


def answer(key: str) -> str:
    return f"answer:{key}"


def post(post_id: int) -> str:
    return f"post:{post_id}"


def generation(generation_id: int) -> str:
    return f"generation:{generation_id}"


def tag(name: str) -> str:
    return f"tag:{name}"


LOCAL = "local"
EVERYBODY = "everybody"
"""For all who are signed in."""
COMMONS = "commons"
"""What is new in the commons, for those who read it."""
