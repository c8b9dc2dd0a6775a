"""What other sites are told of a post: Open Graph and oEmbed. Pure."""

from __future__ import annotations

import msgspec

from affresco.feeds.model import PostView
from affresco.web.present import page_title, post_url, shown_at_once, summary


class Sharing(msgspec.Struct, frozen=True):
    """What other sites are told of a post; whole addresses. width, height: of the image, in pixels."""

    url: str
    title: str
    description: str
    author: str
    image: str | None
    image_alt: str
    width: int
    height: int


def sharing(view: PostView, base_url: str) -> Sharing | None:
    """Open Graph and oEmbed for a post for everybody; None for others: they are not to be passed around."""
    post = view.post
    if post.visibility not in ("public", "unlisted"):
        return None
    media = post.pictures[0].media if shown_at_once(post) else None
    large = next((r for r in media.renditions if r.name == "large"), media) if media else None
    return Sharing(
        url=base_url + post_url(view.author.handle, post.id),
        title=page_title(view),
        description=summary(post) or page_title(view),
        author=view.author.display_name,
        image=base_url + media.path("large") if media else None,
        image_alt=post.pictures[0].alt if media else "",
        width=large.width if large else 0,
        height=large.height if large else 0,
    )
