"""What an instance answers, as far as programs mostly need it. Ids are texts; times have a zone (UTC)."""

from __future__ import annotations

from datetime import datetime
from typing import Generic, Literal, TypeAlias, TypeVar

import msgspec

T = TypeVar("T")
Licence = Literal["CC0", "CC BY", "CC BY-SA", "all rights reserved"]
Visibility = Literal["public", "unlisted", "private", "direct"]
Consent = Literal["allow", "deny"]
JobState = Literal["queued", "running", "done", "failed", "cancelled"]
Task = Literal["text-to-image", "image-to-image", "instruct", "inpaint", "outpaint", "upscale"]


class Account(msgspec.Struct, frozen=True):
    """A person. acct: the handle. note: HTML."""

    id: str
    username: str
    acct: str
    display_name: str
    url: str
    note: str = ""
    followers_count: int = 0
    following_count: int = 0
    statuses_count: int = 0


class Media(msgspec.Struct, frozen=True):
    """A picture. url: of the original; ``None`` while it is being made."""

    id: str
    url: str | None
    preview_url: str | None
    description: str | None = None


class Native(msgspec.Struct, frozen=True):
    """What only Affresco has of a status. training: ``Consent``; licence: ``Licence``, or what an instance of
    another version knows besides."""

    remix_of_id: str | None = None
    remixes_count: int = 0
    may_remix: bool = False
    training: str = "deny"
    licence: str | None = None


class Status(msgspec.Struct, frozen=True):
    """A post. content: HTML. reblog: the post that is passed on."""

    id: str
    created_at: datetime
    url: str
    content: str
    account: Account
    visibility: str
    language: str = ""
    in_reply_to_id: str | None = None
    favourites_count: int = 0
    reblogs_count: int = 0
    replies_count: int = 0
    favourited: bool = False
    reblogged: bool = False
    media_attachments: tuple[Media, ...] = ()
    reblog: Status | None = None
    affresco: Native = Native()


class Context(msgspec.Struct, frozen=True):
    """The conversation around a status: above it, the first one first; below it, depth first."""

    ancestors: tuple[Status, ...]
    descendants: tuple[Status, ...]


class Notification(msgspec.Struct, frozen=True):
    """Somebody did something that concerns one. type: Mastodon's word."""

    id: str
    type: str
    created_at: datetime
    account: Account
    status: Status | None = None


class Candidate(msgspec.Struct, frozen=True):
    """A picture of a job; all but ``index`` and ``seed`` may be missing until it is finished."""

    index: int
    seed: int
    media_id: str | None = None
    url: str | None = None
    preview_url: str | None = None
    width: int | None = None
    height: int | None = None
    description: str | None = None
    prompt: str = ""
    not_understood: tuple[str, ...] = ()


class Failure(msgspec.Struct, frozen=True):
    """Why a job failed. error: for people; code: for programs."""

    error: str
    code: str


class Generation(msgspec.Struct, frozen=True):
    """A job of the studio. size: "WIDTHxHEIGHT" in pixels."""

    id: str
    state: JobState
    prompt: str
    engine: str
    size: str
    seed: int
    task: str
    candidates: tuple[Candidate, ...]
    instruction: str = ""
    source_post_id: str | None = None
    source_media_id: str | None = None
    failure: Failure | None = None


class State(msgspec.Struct, frozen=True):
    """The job is in another state."""

    state: JobState


class Preview(msgspec.Struct, frozen=True):
    """There is a first look at a candidate."""

    index: int
    url: str


Step: TypeAlias = State | Preview | Candidate | Failure
"""What ``follow`` gives: the last one is ``State("done")``, ``State("cancelled")`` or a ``Failure``."""


class Diff(msgspec.Struct, frozen=True):
    """A run of words of a prompt, compared with the parent's."""

    op: Literal["same", "added", "removed"]
    text: str


class Relative(msgspec.Struct, frozen=True):
    """A post of a family. state: "gone" where only its place is known."""

    id: str
    parent_id: str | None
    depth: int
    state: Literal["here", "gone"]
    url: str | None = None
    author: str | None = None
    prompt: str | None = None
    diff: tuple[Diff, ...] | None = None


class Lineage(msgspec.Struct, frozen=True):
    """The family of a post. parents: the first of all first."""

    post: Relative
    root_id: str
    parents: tuple[Relative, ...]
    children: tuple[Relative, ...]
    children_total: int


class Engine(msgspec.Struct, frozen=True):
    """An engine and what it can do."""

    name: str
    label: str
    tasks: tuple[str, ...]


class Citation(msgspec.Struct, frozen=True):
    """Words of a post that a sentence rests on."""

    post_id: str
    url: str
    quote: str


class Sentence(msgspec.Struct, frozen=True):
    """A sentence of the assistant's and what it rests on."""

    text: str
    citations: tuple[Citation, ...] = ()


class Answer(msgspec.Struct, frozen=True):
    """An answer of the assistant's. silence: why there are no sentences."""

    id: str
    conversation_id: str
    state: str
    sentences: tuple[Sentence, ...] = ()
    silence: str = ""


class Page(msgspec.Struct, Generic[T], frozen=True):
    """items: the newest first. older: where the next page begins, None at the end."""

    items: tuple[T, ...]
    older: str | None
