"""What may be remixed, asked before a picture is made from it; publishing asks again."""

from __future__ import annotations

from affresco.feeds.model import PostView
from affresco.feeds.reader import Reader
from affresco.posts.errors import PostNotFound, RemixForbidden, RemixTargetGone
from affresco.posts.model import PostId


async def get_source(reader: Reader, viewer_id: int, post_id: int) -> PostView:
    """The post that is to be remixed. Raises RemixTargetGone, RemixForbidden."""
    try:
        source = await reader.post(viewer_id, PostId(post_id))
    except PostNotFound as error:
        raise RemixTargetGone from error
    if not source.state.may_remix:
        raise RemixForbidden
    return source
