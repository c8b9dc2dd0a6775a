"""Facts about searches: what is sought, what is found."""

from __future__ import annotations

from typing import Final, Literal

import msgspec

from affresco.accounts.model import Person
from affresco.feeds.model import PostView
from affresco.text import translate

Scope = Literal["all", "public", "library", "following"]

HIGHEST: Final = 2**63 - 1


class Problem(msgspec.Struct, frozen=True):
    """Something in a search that could not be used. message: a msgid with placeholders."""

    message: str
    details: dict[str, str]

    def text(self, locale: str) -> str:
        """For a person, in their language."""
        return translate(self.message, locale).format(**self.details)


class Query(msgspec.Struct, frozen=True, kw_only=True):
    """What somebody typed, taken apart.

    words: must occur, in any of their forms; phrases: must occur as they are; without: neither may. All
    folded, with spaces between the parts of one. spoken: words and phrases as they were typed, for their
    meaning. marks: what a post must be, any of each group; unmarked: what it must not be. authors: handles
    ("me" for the viewer). below, above: bounds of ids. parent: of which post it is a remix.
    """

    text: str = ""
    words: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    spoken: str = ""
    marks: tuple[tuple[str, ...], ...] = ()
    unmarked: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    not_authors: tuple[str, ...] = ()
    below: int = HIGHEST
    above: int = 0
    scope: Scope = "all"
    problems: tuple[Problem, ...] = ()

    @property
    def asks_nothing(self) -> bool:
        """Whether there is nothing to search for."""
        return not (self.words or self.phrases or self.filters)

    @property
    def filters(self) -> bool:
        """Whether anything besides words is asked for."""
        return bool(
            self.phrases
            or self.without
            or self.marks
            or self.unmarked
            or self.authors
            or self.not_authors
            or self.below != HIGHEST
            or self.above
            or self.scope != "all"
        )


class Found(msgspec.Struct, frozen=True):
    """Posts, the best first. after: how many results this page has used up, None where nothing follows."""

    items: tuple[PostView, ...] = ()
    after: int | None = None
    problems: tuple[Problem, ...] = ()


class FoundTag(msgspec.Struct, frozen=True):
    """A hashtag that public posts have. uses: how many, up to ``queries.TAG_USES``."""

    name: str
    uses: int


class TagDay(msgspec.Struct, frozen=True):
    """Public uses of a hashtag on one day. day: midnight UTC, in seconds since 1970."""

    day: int
    uses: int
    people: int


class Suggestions(msgspec.Struct, frozen=True):
    """What a beginning may become."""

    people: tuple[Person, ...] = ()
    tags: tuple[FoundTag, ...] = ()
    saved: tuple[SavedSearch, ...] = ()


class SavedSearch(msgspec.Struct, frozen=True):
    """A search that somebody keeps, for themselves."""

    id: int
    name: str
    query: str
