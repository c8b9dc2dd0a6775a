"""Facts about duels and tastes."""

from __future__ import annotations

from typing import Final, Literal, TypeAlias, get_args

import msgspec

from affresco.media.model import Media

Choice: TypeAlias = Literal["first", "second", "tie", "skip"]
"""As it is kept. first, second: in the order of the pictures' ids."""
Answer: TypeAlias = Literal["left", "right", "equal", "skip"]
"""As it is given."""
ANSWERS: Final[tuple[Answer, ...]] = get_args(Answer)
Side: TypeAlias = Literal["left", "right"]


class Pair(msgspec.Struct, frozen=True):
    """Two pictures that may meet, their ids ascending, each with the post that gives it."""

    first_media_id: int
    second_media_id: int
    first_post_id: int
    second_post_id: int
    first_on_left: bool

    def chosen(self, answer: Answer) -> Choice:
        """What an answer means, wherever the pictures stand."""
        if answer == "equal":
            return "tie"
        if answer == "skip":
            return "skip"
        return "first" if (answer == "left") == self.first_on_left else "second"


class Shown(msgspec.Struct, frozen=True):
    """A picture of a duel. alt: how its post describes it, "" where it does not."""

    media: Media
    alt: str


class Duel(msgspec.Struct, frozen=True):
    """A pair before somebody. ticket: what the answer and the addresses of the pictures carry."""

    pair: Pair
    prompt: str
    left: Shown
    right: Shown
    ticket: str


class Credit(msgspec.Struct, frozen=True):
    """A post that gave a picture to a duel, and whose it is."""

    post_id: int
    handle: str
    name: str
