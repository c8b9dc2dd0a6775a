"""Things of one kind that are told apart: three balloons, one red, one blue and one yellow."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from .adjectives import say_of
from .drafts import BARE_PLURAL, Draft
from .item import Item, describes
from .lexicon import Lexicon
from .phrases import Phrase

_SOME = frozenset(("some", "alcuni", "alcune", "a few", "qualche", "others", "altri", "altre"))
_ONES = frozenset(("un", "uno", "una", "one", "l"))


class Members(msgspec.Struct):
    """The group whose members are being told apart, and how many of it are still to be told."""

    group: Draft | None = None
    left: int = 0
    told: bool = False


def takes(
    members: Members, phrase: Phrase, drafts: list[Draft], last: Draft | None, lexicon: Lexicon
) -> bool:
    """Whether a phrase says what one member of a group looks like; if so, it becomes a draft."""
    if not _tells_apart(phrase.items) or phrase.relation or phrase.copula or phrase.simile:
        return False
    if members.group is None or not members.told:
        if last is None or last.number() < 2 or not _marked(phrase):
            return False
        if last.count is None and _partly(phrase):
            last.count = 2 * BARE_PLURAL
        members.group, members.left, members.told = last, last.number(), True
    group = members.group
    if members.left < 1:
        return False
    total = 2 * BARE_PLURAL if _partly(phrase) else group.number()
    share = min(members.left, _share(phrase, total))
    members.left -= share
    if members.left < 1:
        group.count, group.plural = share, False
        _describe(group, phrase.items, lexicon)
        return True
    one = msgspec.structs.replace(
        group, count=share, plural=False, qualities=list(group.qualities), colour=None
    )
    _describe(one, phrase.items, lexicon)
    drafts.insert(next(at for at, draft in enumerate(drafts) if draft is group), one)
    group.count = members.left
    return True


def _tells_apart(items: Sequence[Item]) -> bool:
    """Whether nothing stands there but a number and what one looks like."""
    said = [item for item in items if describes(item)]
    return bool(said) and all(describes(item) or item.kind == "number" for item in items)


def _marked(phrase: Phrase) -> bool:
    """Whether "one" or "some" stands before: "two cats, black and white" are of one look."""
    numbered = any(item.kind == "number" for item in phrase.items)
    return numbered or any(item.article in _ONES for item in phrase.items)


def _share(phrase: Phrase, total: int) -> int:
    for item in phrase.items:
        if item.kind == "number" and item.term is not None:
            return max(1, total // 2) if item.text in _SOME else int(item.term.id)
    return 1


def _partly(phrase: Phrase) -> bool:
    """Whether only "some" of them look like this."""
    return any(item.kind == "number" and item.text in _SOME for item in phrase.items)


def _describe(draft: Draft, items: Sequence[Item], lexicon: Lexicon) -> None:
    for item in items:
        if item.term is not None and describes(item):
            say_of(draft, item.term, lexicon)


__all__ = ["Members", "takes"]
