"""What tools answer with. Ids are text; addresses are whole; times are ISO 8601."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

import msgspec

from affresco.posts.model import Visibility
from affresco.studio.model import State, Task


class PictureOut(msgspec.Struct, frozen=True, kw_only=True):
    """A picture. url: in full; preview_url: at most 640 pixels. prompt: null where it is not for you."""

    id: str
    url: str
    preview_url: str
    width: int
    height: int
    description: str
    prompt: str | None = None


class PersonOut(msgspec.Struct, frozen=True, kw_only=True):
    """A person. following: whether you follow them, null where that was not looked up."""

    handle: str
    name: str
    url: str
    picture_url: str | None = None
    bio: str = ""
    following: bool | None = None
    requested: bool | None = None
    posts: int | None = None
    followers: int | None = None


class PostOut(msgspec.Struct, frozen=True, kw_only=True):
    """A post as you see it. remix_of, reply_to: ids of posts. covered: a warning that stands before it, or
    pictures that are shown only to those who ask. can_remix: whether its author lets you."""

    id: str
    url: str
    author: PersonOut
    text: str
    at: datetime
    visibility: Visibility
    language: str
    pictures: tuple[PictureOut, ...] = ()
    likes: int = 0
    replies: int = 0
    reposts: int = 0
    remixes: int = 0
    liked: bool = False
    own: bool = False
    can_remix: bool = False
    remix_of: str | None = None
    reply_to: str | None = None
    reposted_by: str | None = None
    warning: str = ""
    covered: bool = False


class FeedOut(msgspec.Struct, frozen=True, kw_only=True):
    """A page of a feed, newest first. older: what the next call takes as before, null at the end."""

    feed: str
    name: str
    title: str
    posts: tuple[PostOut, ...]
    older: str | None = None


class TagOut(msgspec.Struct, frozen=True):
    name: str
    url: str
    uses: int


class FoundOut(msgspec.Struct, frozen=True, kw_only=True):
    """What a search found, the best first. older: what the next call takes as after, null at the end.
    problems: parts of the query that could not be used."""

    query: str
    posts: tuple[PostOut, ...]
    people: tuple[PersonOut, ...] = ()
    hashtags: tuple[TagOut, ...] = ()
    older: str | None = None
    problems: tuple[str, ...] = ()


class ReplyOut(msgspec.Struct, frozen=True):
    """A reply, and how deep below the post it stands, 1 being an answer to it."""

    depth: int
    post: PostOut


class RelativeOut(msgspec.Struct, frozen=True, kw_only=True):
    """A post of the family of remixes. depth: steps from the first of them. gone: deleted or hidden; then
    only its place is known. added, removed: how its prompt differs from its parent's."""

    id: str
    parent_id: str | None
    depth: int
    gone: bool = False
    here: bool = False
    url: str | None = None
    author: str | None = None
    prompt: str | None = None
    added: str = ""
    removed: str = ""
    preview_url: str | None = None
    description: str = ""


class OpenedOut(msgspec.Struct, frozen=True, kw_only=True):
    """A post with what it answers, what answers it, and its family tree, parents before children."""

    post: PostOut
    above: tuple[PostOut, ...] = ()
    replies: tuple[ReplyOut, ...] = ()
    family: tuple[RelativeOut, ...] = ()


class CandidateOut(msgspec.Struct, frozen=True, kw_only=True):
    """A picture of a job, numbered from 1. image_id and what follows: null until it is finished.
    not_understood: words that changed nothing. withheld: made, and not shown, by a rule of this place."""

    number: int
    image_id: str | None = None
    url: str | None = None
    preview_url: str | None = None
    width: int | None = None
    height: int | None = None
    description: str = ""
    prompt: str = ""
    not_understood: tuple[str, ...] = ()
    withheld: bool = False


class JobOut(msgspec.Struct, frozen=True, kw_only=True):
    """Pictures that are being made, as drafts that you alone see. over: nothing more will come. error: why
    it failed. remix_of: the post that whoever publishes one of them remixes."""

    job_id: str
    state: State
    over: bool
    task: Task
    prompt: str
    instruction: str = ""
    engine: str
    width: int
    height: int
    url: str
    candidates: tuple[CandidateOut, ...]
    remix_of: str | None = None
    error: str = ""
    error_code: str = ""


class MineOut(msgspec.Struct, frozen=True, kw_only=True):
    """Your own pictures, newest first. older: what the next call takes as before, null at the end."""

    pictures: tuple[PictureOut, ...]
    older: str | None = None


class PublishedOut(msgspec.Struct, frozen=True, kw_only=True):
    """state preview: nothing is published; say to the person where it will go, show them the words and the
    pictures, and call the tool again with the same arguments and confirmation if they agree.
    published: url is where it is. warning: stands before the text, which folds."""

    state: Literal["preview", "published"]
    where: str
    author: str
    text: str
    warning: str = ""
    pictures: tuple[PictureOut, ...] = ()
    confirmation: str | None = None
    minutes: int | None = None
    post: PostOut | None = None
    url: str | None = None


class DoneOut(msgspec.Struct, frozen=True, kw_only=True):
    """What is so now. likes: of the post."""

    post_id: str
    liked: bool
    likes: int


class FollowedOut(msgspec.Struct, frozen=True, kw_only=True):
    """How you stand to somebody now. requested: they want to be asked, and were."""

    handle: str
    following: bool
    requested: bool


class NoticeOut(msgspec.Struct, frozen=True, kw_only=True):
    """Something that happened. text: in words."""

    id: str
    kind: str
    text: str
    at: datetime
    seen: bool
    who: str
    post_id: str | None = None
    post_url: str | None = None


class NoticesOut(msgspec.Struct, frozen=True, kw_only=True):
    """Newest first. unread: how many you have not seen; looking here does not change that."""

    unread: int
    notifications: tuple[NoticeOut, ...]
    older: str | None = None


class CitedOut(msgspec.Struct, frozen=True, kw_only=True):
    """The words of a post that a sentence rests on."""

    post_id: str
    url: str
    author: str
    quote: str


class SentenceOut(msgspec.Struct, frozen=True):
    text: str
    kind: str
    rests_on: tuple[CitedOut, ...]


class AnswerOut(msgspec.Struct, frozen=True, kw_only=True):
    """What Gesso says; each sentence rests on posts that you may see. silence: why it says nothing.
    notice: must be shown with it."""

    conversation_id: str
    question: str
    sentences: tuple[SentenceOut, ...]
    silence: str = ""
    notice: str = ""
    questions_left: int
