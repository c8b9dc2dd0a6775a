"""Of what is gone: who could see it. Its rows are not there to be asked any more. Pure."""

from __future__ import annotations

from typing import cast

from affresco.accounts.model import Ties
from affresco.live.messages import PostDeleted
from affresco.posts.access import may_see
from affresco.posts.model import Visibility


def could_see(gone: PostDeleted, viewer_id: int | None, ties: Ties) -> bool:
    """Whether the viewer would have been shown what the message speaks of. ties: the viewer's."""
    return may_see(
        cast(Visibility, gone.audience),
        gone.author_id,
        viewer_id,
        follows=gone.author_id in ties.followees,
        mentioned=viewer_id in gone.mentioned_ids,
        apart=gone.author_id in ties.apart,
    )
