"""The events of the stream as they are sent, and their JSON Schema.

``v`` is the version of the format. Fields may be added within a version; none changes its meaning.
"""

from __future__ import annotations

import functools
from datetime import datetime
from typing import Annotated, Final, Literal

import msgspec

from affresco.posts.model import RecipeVisibility
from affresco.studio.model import Recipe

VERSION: Final = 1
SCHEMA: Final = "https://json-schema.org/draft/2020-12/schema"

V = Annotated[Literal[1], msgspec.Meta(description="Version of the format.")]
Cursor = Annotated[
    str, msgspec.Meta(description="Behind this event: where to go on. Opaque, of this instance.")
]
At = Annotated[datetime, msgspec.Meta(description="When it happened, by the database's clock.")]
PostId = Annotated[str, msgspec.Meta(pattern="^[0-9]+$", description="Of a post.")]
DuelId = Annotated[str, msgspec.Meta(pattern="^[0-9]+$", description="Of a duel.")]
PersonName = Annotated[
    str,
    msgspec.Meta(
        pattern="^(p[0-9a-f]{24}|@[a-z0-9_]{2,30})$",
        description="Somebody: a pseudonym that is stable for the one who reads, or @handle of an "
        "author who chose credit.",
    ),
]
Pseudonym = Annotated[
    str,
    msgspec.Meta(pattern="^p[0-9a-f]{24}$", description="Somebody, stable for the one who reads."),
]


class Picture(msgspec.Struct, frozen=True, kw_only=True):
    """A picture. url: its bytes, for as long as it is given. sha256: of these; null for pictures of before
    this was noted that no release has looked at. recipe: what it was made from, null where its author keeps
    that, or nobody knows. made: whether the studio made it."""

    media_id: Annotated[str, msgspec.Meta(pattern="^[0-9]+$")]
    url: str
    content_type: str
    width: int
    height: int
    bytes: int
    sha256: Annotated[str, msgspec.Meta(pattern="^[0-9a-f]{64}$")] | None
    alt: str
    made: bool
    prompt: str | None
    recipe: Recipe | None


class Work(msgspec.Struct, frozen=True, kw_only=True):
    """A post as it stands now. licence: of all that it contains; null: for learning from, not for passing on.

    remix_of: what it was made from, depth steps from the first of its family. reply_to, quote_of: null
    also where that is not in the commons. tags: its hashtags.
    """

    id: PostId
    author: PersonName
    text: str
    language: str
    licence: Literal["CC0", "CC BY", "CC BY-SA"] | None
    warning: str
    sensitive: bool
    revision: int
    created_at: datetime
    recipe_visibility: RecipeVisibility
    pictures: tuple[Picture, ...]
    remix_of: PostId | None
    depth: int
    reply_to: PostId | None
    quote_of: PostId | None
    tags: tuple[str, ...]


class Offer(msgspec.Struct, frozen=True, kw_only=True):
    """One of several pictures that somebody chose from."""

    picture: Picture
    chosen: bool


class _Event(msgspec.Struct, frozen=True, kw_only=True, tag_field="kind"):
    v: V
    cursor: Cursor
    at: At


class Posted(_Event, frozen=True, kw_only=True, tag="post"):
    """Something was given."""

    post: Work


class Remixed(_Event, frozen=True, kw_only=True, tag="remix"):
    """Something made from something else; see post.remix_of."""

    post: Work


class Replied(_Event, frozen=True, kw_only=True, tag="reply"):
    """An answer; see post.reply_to."""

    post: Work


class Edited(_Event, frozen=True, kw_only=True, tag="edit"):
    """A post has other words or pictures than before."""

    post: Work


class Chosen(_Event, frozen=True, kw_only=True, tag="choice"):
    """Somebody was offered several pictures and published some of them, in this post. prompt: null where
    they keep it."""

    person: Pseudonym
    post_id: PostId
    prompt: str | None
    offered: tuple[Offer, ...]


class Liked(_Event, frozen=True, kw_only=True, tag="like"):
    """Somebody likes a post. It is told for as long as they do."""

    person: Pseudonym
    post_id: PostId


class Unliked(_Event, frozen=True, kw_only=True, tag="unlike"):
    """Somebody does not like a post any more."""

    person: Pseudonym
    post_id: PostId


class Reposted(_Event, frozen=True, kw_only=True, tag="repost"):
    """Somebody passed a post on. It is told for as long as they do."""

    person: Pseudonym
    post_id: PostId


class Unreposted(_Event, frozen=True, kw_only=True, tag="unrepost"):
    """Somebody took a repost back."""

    person: Pseudonym
    post_id: PostId


class Duelled(_Event, frozen=True, kw_only=True, tag="duel"):
    """Two pictures of the same words, and which one somebody chose. left: which one stood on the left."""

    duel_id: DuelId
    person: Pseudonym
    prompt: str | None
    first: Picture
    second: Picture
    choice: Literal["first", "second", "tie"]
    left: Literal["first", "second"]


class Unduelled(_Event, frozen=True, kw_only=True, tag="unduel"):
    """Somebody took a duel back. Forget it."""

    duel_id: DuelId
    person: Pseudonym


class Withdrawn(_Event, frozen=True, kw_only=True, tag="withdrawal"):
    """Taken back: a post, or, where choices_of is set, everything that this person chose. Forget it."""

    post_id: PostId | None
    choices_of: Pseudonym | None


class Deleted(_Event, frozen=True, kw_only=True, tag="deletion"):
    """A post does not exist any more. Forget it."""

    post_id: PostId


class Marked(msgspec.Struct, frozen=True, kw_only=True, tag_field="kind", tag="mark"):
    """Nothing happened; all up to the cursor was sent. It comes when it has been quiet, at the end, and first
    where lines are followed."""

    v: V
    cursor: Cursor


Event = (
    Posted
    | Remixed
    | Replied
    | Edited
    | Chosen
    | Liked
    | Unliked
    | Reposted
    | Unreposted
    | Duelled
    | Unduelled
    | Withdrawn
    | Deleted
    | Marked
)

encoder: Final = msgspec.json.Encoder()
decoder: Final[msgspec.json.Decoder[Event]] = msgspec.json.Decoder(Event)


@functools.cache
def schema(address: str) -> bytes:
    """The JSON Schema of an event, made from the types. address: of the schema itself."""
    (root,), parts = msgspec.json.schema_components([Event], ref_template="#/$defs/{name}")
    # OpenAPI's word, which JSON Schema does not know; the kinds are told apart by their constants.
    root.pop("discriminator", None)
    whole = {
        "$schema": SCHEMA,
        "$id": address,
        "title": "An event of the commons",
        "description": f"Version {VERSION}. Every line, event or message of the stream is one of these.",
        **root,
        "$defs": parts,
    }
    return encoder.encode(whole)
