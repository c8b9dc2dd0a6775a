"""Facts about posts."""

from __future__ import annotations

from datetime import datetime
from typing import Final, Literal, NewType

import msgspec

from affresco.accounts import model as account_model
from affresco.accounts.model import AccountId, Consent, Licence, Training
from affresco.media.model import Focus, Media
from affresco.studio.model import Recipe

PostId = NewType("PostId", int)
Visibility = Literal["public", "unlisted", "followers", "direct", "private"]
"""public: everybody, everywhere. unlisted: everybody, but in no list of everybody's posts. followers: those
who follow the author, and who is mentioned. direct: who is mentioned. private: the author alone."""

RecipeVisibility = Literal["open", "private"]
RemixPolicy = account_model.RemixPolicy
Likeness = Literal["nobody", "adults", "minors"]
"""Real people whom the pictures of a post show, as its author says."""
QuotePolicy = Literal["everyone", "followers", "nobody"]
QuoteState = Literal["accepted", "revoked"]

TEXT_LIMIT: Final = 5000
ALT_LIMIT: Final = 1500
PICTURES_LIMIT: Final = 4
WARNING_LIMIT: Final = 500
PINS_LIMIT: Final = 5


class Picture(msgspec.Struct, frozen=True):
    """A picture in a post. recipe: as recorded; doors show it only where ``Post.shows_recipe_to``."""

    media: Media
    alt: str
    recipe: Recipe | None


class Quote(msgspec.Struct, frozen=True):
    """What a post quotes. id: may name a post that is deleted or hidden. revoked: by its author."""

    id: PostId
    account_id: AccountId
    state: QuoteState = "accepted"


class Post(msgspec.Struct, frozen=True):
    """A post as it is for everybody who may see it; nothing in it depends on the viewer.

    html: ``text`` rendered and sanitised. in_reply_to_id, parent_id (of a remix) may name posts that
    are deleted or hidden from the viewer. root_id: first post of the thread. warning: stands before the
    text, which is then folded away. sensitive: by its author; marked: by a rule of the instance or an
    owner. poll_id: its facts are loaded apart, as they change with each vote. assistant: whether answers may
    rest on it, None for what its author says of all. licence, likeness: None for not said.
    """

    id: PostId
    account_id: AccountId
    text: str
    html: str
    language: str
    visibility: Visibility
    in_reply_to_id: PostId | None
    in_reply_to_account_id: AccountId | None
    root_id: PostId
    recipe_visibility: RecipeVisibility
    remix_policy: RemixPolicy
    training: Training
    revision: int
    created_at: datetime
    edited_at: datetime | None
    pictures: tuple[Picture, ...]
    parent_id: PostId | None
    depth: int
    tags: tuple[str, ...]
    mentioned_ids: tuple[AccountId, ...]
    warning: str = ""
    sensitive: bool = False
    marked: bool = False
    quote_policy: QuotePolicy = "everyone"
    quote: Quote | None = None
    poll_id: int | None = None
    pinned: bool = False
    assistant: Consent | None = None
    licence: Licence | None = None
    likeness: Likeness | None = None

    @property
    def veiled(self) -> bool:
        """Whether its pictures are shown only to those who ask for them."""
        return self.sensitive or self.marked

    def shows_recipe_to(self, viewer_id: int | None) -> bool:
        """Whether the prompt and the recipe are for this viewer."""
        return self.recipe_visibility == "open" or viewer_id == self.account_id


class Counts(msgspec.Struct, frozen=True):
    """The numbers under a post."""

    likes: int = 0
    reposts: int = 0
    replies: int = 0
    remixes: int = 0
    quotes: int = 0


class PollOption(msgspec.Struct, frozen=True):
    """votes: how many chose it."""

    title: str
    votes: int = 0


class Poll(msgspec.Struct, frozen=True):
    """A question with answers to choose from. voters: people, who may have chosen several where
    ``multiple``. hide_totals: the numbers are told when it has ended."""

    id: int
    post_id: PostId
    options: tuple[PollOption, ...]
    multiple: bool
    hide_totals: bool
    expires_at: datetime
    voters: int = 0


class NewPoll(msgspec.Struct, frozen=True):
    """A poll to publish. seconds: from publication to its end."""

    options: tuple[str, ...]
    seconds: int
    multiple: bool = False
    hide_totals: bool = False


class ViewerState(msgspec.Struct, frozen=True):
    """What the viewer did with a post, and may do. muted: the thread. votes: positions in its poll."""

    liked: bool = False
    reposted: bool = False
    bookmarked: bool = False
    own: bool = False
    may_remix: bool = False
    may_quote: bool = False
    muted: bool = False
    votes: tuple[int, ...] = ()


class Edit(msgspec.Struct, frozen=True):
    """An earlier wording of a post.

    media_ids: of the pictures that it had, in the order of ``alts``; some may have left the post since.
    poll: the answers that its poll offered, none where it had no poll.
    """

    revision: int
    text: str
    alts: tuple[str, ...]
    at: datetime
    warning: str = ""
    sensitive: bool = False
    media_ids: tuple[int, ...] = ()
    poll: tuple[str, ...] = ()


class NewPicture(msgspec.Struct, frozen=True):
    """A picture to publish: one of the author's own media that is not in a post yet.

    focus: None leaves what was said of the picture before.
    """

    media_id: int
    alt: str = ""
    focus: Focus | None = None


class Wording(msgspec.Struct, frozen=True, omit_defaults=True):
    """What the author read when they chose for a post, by subject, in their language; "" for what they were
    not asked. It is recorded with each choice."""

    training: str = ""
    assistant: str = ""
    remix: str = ""
    redistribution: str = ""
    likeness: str = ""

    def kept(self) -> str:
        """As the database takes it: JSON."""
        return msgspec.json.encode(self).decode()


NOT_READ: Final = Wording()


class Publish(msgspec.Struct, frozen=True, kw_only=True):
    """The command to publish. idempotency_key: the same key gives the first post again.

    assistant: whether answers of the assistant may rest on it; None for what the account says, now and later.
    remix_policy, training, licence: None for what the account says by now. likeness: None for not said.
    to: people whom the post names besides those in its text. scheduled_id: the scheduled post that this
    one is; it is taken off the list in the same transaction, or nothing is published.
    """

    text: str = ""
    pictures: tuple[NewPicture, ...] = ()
    visibility: Visibility = "public"
    in_reply_to_id: int | None = None
    remix_of_id: int | None = None
    recipe_visibility: RecipeVisibility = "open"
    remix_policy: RemixPolicy | None = None
    training: Training | None = None
    assistant: Consent | None = None
    licence: Licence | None = None
    likeness: Likeness | None = None
    wording: Wording = NOT_READ
    language: str = "en"
    idempotency_key: str | None = None
    warning: str = ""
    sensitive: bool = False
    quote_of_id: int | None = None
    quote_policy: QuotePolicy = "everyone"
    poll: NewPoll | None = None
    to: tuple[int, ...] = ()
    scheduled_id: int | None = None


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """The command to change a post. What is None, or left out, stays as it was.

    alts: a description for each picture it has; pictures: all that it is to have from now on, in their
    order, new ones among them; not both. poll: None takes it away. A poll with other answers, or where one
    may choose one instead of several, or the reverse, begins anew, without the votes that it had. assistant:
    None for what the account says. likeness: where a picture is put in whose people are not known, what was
    said of the others holds no more.
    """

    text: str | None = None
    alts: tuple[str, ...] | None = None
    pictures: tuple[NewPicture, ...] | None = None
    poll: NewPoll | msgspec.UnsetType | None = msgspec.UNSET
    warning: str | None = None
    sensitive: bool | None = None
    language: str | None = None
    training: Training | None = None
    assistant: Consent | msgspec.UnsetType | None = msgspec.UNSET
    remix_policy: RemixPolicy | None = None
    licence: Licence | None = None
    likeness: Likeness | None = None
    wording: Wording = NOT_READ


class LineageNode(msgspec.Struct, frozen=True):
    """A node of the family tree of remixes. state: hidden and deleted look alike to a viewer: "gone"."""

    id: PostId
    parent_id: PostId | None
    depth: int
    state: Literal["here", "gone"]
    children: tuple[LineageNode, ...] = ()
