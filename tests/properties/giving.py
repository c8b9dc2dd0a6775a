"""What people give, told again in plain Python: what may be in the commons, whatever was done before.

It knows nothing of the database's triggers: from a few facts about each post it says which are in, whose work
each contains, and under which licence.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from affresco.accounts.model import Consent, Licence
from affresco.posts.model import Likeness, Visibility

ORDER: Sequence[Licence] = ("CC0", "CC BY", "CC BY-SA")
Member = tuple[frozenset[int], Licence | None]
"""Everybody in a post, and the licence of all of it."""


@dataclass
class Thing:
    """A post. open_people: whether only its author can say whom its pictures show. parent, quoted, answers:
    other posts, which may be gone."""

    author: int
    visibility: Visibility
    training: Consent
    licence: Licence | None
    likeness: Likeness | None = None
    open_people: bool = False
    parent: int | None = None
    quoted: int | None = None
    answers: int | None = None


@dataclass
class Giving:
    """All posts that there are. gesso: the account of the assistant."""

    gesso: int
    things: dict[int, Thing] = field(default_factory=dict)

    def sources(self, post_id: int) -> set[int]:
        """The post, what it was made from and what it quotes, and so on."""
        found: set[int] = set()
        waiting = [post_id]
        while waiting:
            one = waiting.pop()
            if one in found:
                continue
            found.add(one)
            thing = self.things.get(one)
            if thing is not None:
                waiting += [i for i in (thing.parent, thing.quoted) if i is not None]
        return found

    def given(self, post_id: int) -> bool:
        """Whether its author lets it in, leaving aside what it contains of others."""
        thing = self.things.get(post_id)
        return (
            thing is not None
            and thing.author != self.gesso
            and thing.visibility == "public"
            and thing.training == "allow"
            and thing.likeness != "minors"
            and (thing.likeness is not None or not thing.open_people)
        )

    def members(self) -> dict[int, Member]:
        """What is in the commons."""
        return dict(self._members())

    def _members(self) -> Iterator[tuple[int, Member]]:
        for post_id in self.things:
            sources = self.sources(post_id)
            if not all(map(self.given, sources)):
                continue
            licences = [self.things[one].licence for one in sources]
            open_ = [ORDER.index(one) for one in licences if one in ORDER]
            strictest = ORDER[max(open_)] if len(open_) == len(licences) else None
            yield post_id, (frozenset(self.things[one].author for one in sources), strictest)

    def delete(self, post_id: int) -> None:
        """Whoever made something from it still has made it from it."""
        self.things.pop(post_id, None)

    def delete_account(self, account_id: int) -> None:
        for post_id in [i for i, thing in self.things.items() if thing.author == account_id]:
            self.delete(post_id)

    def revoke(self, post_id: int) -> None:
        """The quoted post is not shown inside any more."""
        self.things[post_id].quoted = None
