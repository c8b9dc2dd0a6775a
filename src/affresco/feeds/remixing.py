"""What may be remixed, asked before a picture is made from it; publishing asks again."""

from __future__ import annotations

from affresco.feeds.model import PostView
from affresco.feeds.reader import Reader
from affresco.posts.errors import PostNotFound, RemixForbidden, RemixTargetGone
from affresco.posts.model import PostId
from affresco.studio.model import Source


async def get_source(reader: Reader, viewer_id: int, post_id: int) -> PostView:
    """The post that is to be remixed. Raises RemixTargetGone, RemixForbidden."""
    try:
        source = await reader.post(viewer_id, PostId(post_id))
    except PostNotFound as error:
        raise RemixTargetGone from error
    if not source.state.may_remix:
        raise RemixForbidden
    return source


def source_picture(post: PostView | None, media_id: int | None, viewer_id: int) -> Source | None:
    """The picture that a job begins from: one of a post's that may be remixed, or one's own, which the
    studio knows. post: as ``get_source`` gave it. The recipe goes along where its author shows it."""
    if media_id is None:
        return None
    shown = post.post.pictures if post is not None else ()
    picture = next((p for p in shown if p.media.id == media_id), None)
    if post is None or picture is None:
        return Source(media_id)
    recipe = picture.recipe if post.post.shows_recipe_to(viewer_id) else None
    return Source(media_id, post_id=post.post.id, recipe=recipe, alt=picture.alt)
