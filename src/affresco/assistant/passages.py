"""A post → its passages: sentences and lines of the text, descriptions of pictures, open prompts. Pure.

Each stands where it says, to the character. Mentions at the beginning and hashtags at the end are left out:
they address and file, and say nothing. What is behind a warning is no passage but in an explanation.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, Literal

from affresco.assistant import orders
from affresco.assistant.model import Passage
from affresco.feeds.model import PostView
from affresco.feeds.search.described import base_language
from affresco.posts.model import Picture

Part = Literal["text", "picture", "prompt"]

PASSAGES_LIMIT: Final = 60
"""Passages of one post; the rest of a very long one is left out."""

_LINE: Final = re.compile(r"[^\n]+")
_END: Final = re.compile(
    r"(?<!\b[A-Z])(?<!\bDr)(?<!\bMr)(?<!\bMrs)(?<!\bSt)(?<!\be\.g)(?<!\bi\.e)(?<!\bca)(?<!\bsig)(?<!\bn)"
    r"(?:[.!?…]+[\"”»')\]]*\s+|(?<=[。！？])\s*)(?=\S)"
)
_BEFORE: Final = re.compile(r"(?:[\s>*•\-–—#]*\s|(?:@\w+[\s,:;]*)+|[>*•]+)+")
# Possessive: else glued addresses could be told apart in more ways than there is time for.
_AFTER: Final = re.compile(r"(?:\s*+(?:#[\w\u200c\u200d]++|https?://\S++))++\s*$")
_FILED: Final = re.compile(r"(?<!\w)[#@][\w\u200c\u200d]+")
_ADDRESS: Final = re.compile(r"^(?:https?://\S+|www\.\S+)$")


def passages(view: PostView, *, behind_warning: bool = False) -> list[Passage]:
    """All of a post, without scores."""
    return list(_passages(view, behind_warning))[:PASSAGES_LIMIT]


def telling(view: PostView) -> list[Passage]:
    """Those that tell people something; none of a post that gives orders to machines, as what stands beside
    an order serves it."""
    found = passages(view)
    return [] if any(orders.given(one.text) for one in found) else found


def part_of(view: PostView, part: Part, picture: int) -> str | None:
    """The text that citations of a part count characters of; None where it is not there, or not for
    everybody who sees the post."""
    post = view.post
    if part == "text":
        return post.text
    if not 0 <= picture < len(post.pictures):
        return None
    shown = post.pictures[picture]
    if part == "picture":
        return shown.alt
    return _prompt(shown) if post.recipe_visibility == "open" else None


def is_generated(picture: Picture) -> bool:
    """Whether an engine made it."""
    return picture.recipe is not None or picture.media.kind == "generated"


def _passages(view: PostView, behind_warning: bool) -> Iterator[Passage]:
    post = view.post
    generated = any(is_generated(picture) for picture in post.pictures)
    if behind_warning or not post.warning:
        for start, end in spans(post.text):
            yield _passage(view, "text", post.text, start, end, generated)
    if (post.veiled or post.warning) and not behind_warning:
        return
    for number, picture in enumerate(post.pictures):
        made = is_generated(picture)
        for start, end in spans(picture.alt):
            yield _passage(view, "picture", picture.alt, start, end, made, number)
        prompt = part_of(view, "prompt", number)
        if prompt and prompt.strip() != picture.alt.strip():
            start = len(prompt) - len(prompt.lstrip())
            yield _passage(view, "prompt", prompt, start, len(prompt.rstrip()), made, number)


def _prompt(picture: Picture) -> str | None:
    return None if picture.recipe is None else picture.recipe.prompt or None


def _passage(
    view: PostView,
    part: Part,
    text: str,
    start: int,
    end: int,
    generated: bool,
    picture: int = 0,
) -> Passage:
    post, counts = view.post, view.counts
    return Passage(
        post_id=post.id,
        account_id=post.account_id,
        handle=view.author.handle,
        name=view.author.display_name,
        revision=post.revision,
        text=text[start:end],
        part=part,
        start=start,
        end=end,
        language=base_language(post.language),
        at=post.created_at,
        score=0.0,
        picture=picture,
        generated=generated,
        likes=counts.likes,
        reposts=counts.reposts,
        replies=counts.replies,
        remixes=counts.remixes,
    )


def spans(text: str) -> Iterator[tuple[int, int]]:
    """Where the sentences of a text stand, without what only addresses and files them."""
    for line in _LINE.finditer(text):
        start = line.start()
        for end in (*(found.end() for found in _END.finditer(text, start, line.end())), line.end()):
            trimmed = _trimmed(text, start, end)
            if trimmed is not None:
                yield trimmed
            start = end


def _trimmed(text: str, start: int, end: int) -> tuple[int, int] | None:
    before = _BEFORE.match(text, start, end)
    if before is not None:
        start = before.end()
    after = _AFTER.search(text, start, end)
    if after is not None and after.start() > start:
        end = after.start()
    while end > start and text[end - 1].isspace():
        end -= 1
    while start < end and text[start].isspace():
        start += 1
    inner = text[start:end]
    if not any(character.isalnum() for character in _FILED.sub("", inner)) or _ADDRESS.match(inner):
        return None
    return (start, end)
