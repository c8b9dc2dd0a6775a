"""What a reader's own filters make of posts on a page: left out, folded away, or their pictures covered."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from affresco.feeds.model import PostView
from affresco.posts.filters import Action, Context, Match
from affresco.text import _


def without_filtered(views: Iterable[PostView], context: Context) -> tuple[PostView, ...]:
    """Those that are to be shown in this place, as they are to be shown."""
    return tuple(seen for view in views if (seen := through_filters(view, context)) is not None)


def through_filters(view: PostView, context: Context) -> PostView | None:
    """The post as it is to be shown in this place; None where it is left out."""
    caught = [match for match in view.filtered if context in match.filter.contexts]
    if not caught:
        return view
    if _any(caught, "hide"):
        return None
    post = view.post
    if _any(caught, "warn"):
        names = ", ".join(match.filter.title for match in caught)
        post = msgspec.structs.replace(post, warning=_("Filtered: %(names)s") % {"names": names})
    if _any(caught, "blur"):
        post = msgspec.structs.replace(post, sensitive=True)
    return msgspec.structs.replace(view, post=post)


def _any(matches: Iterable[Match], action: Action) -> bool:
    return any(match.filter.action == action for match in matches)
