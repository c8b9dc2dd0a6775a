"""What a pushed notification says."""

from __future__ import annotations

from typing import Final

from affresco.feeds.model import NotificationKind
from affresco.posts.model import Post
from affresco.text import N_, translate

BODY_LIMIT: Final = 140
TITLES: Final[dict[NotificationKind, str]] = {
    "follow": N_("{name} follows you"),
    "follow_request": N_("{name} asks to follow you"),
    "like": N_("{name} likes your post"),
    "reply": N_("{name} answered you"),
    "mention": N_("{name} mentioned you"),
    "repost": N_("{name} reposted your post"),
    "remix": N_("{name} remixed your picture"),
    "post": N_("{name} posted"),
    "quote": N_("{name} quoted your post"),
    "poll": N_("A poll has ended"),
    "edit": N_("{name} edited a post that you passed on"),
    "report": N_("{name} reported somebody"),
    "sign_up": N_("{name} has joined"),
}


def title(kind: NotificationKind, name: str, locale: str) -> str:
    """One line. name: of whoever did it."""
    return translate(TITLES[kind], locale).format(name=name)


def body(post: Post | None) -> str:
    """The beginning of the post; of one with a warning, the warning alone."""
    text = "" if post is None else " ".join((post.warning or post.text).split())
    return text if len(text) <= BODY_LIMIT else text[: BODY_LIMIT - 1].rstrip() + "…"
