"""Cards that are drawn already: the same HTML for everybody to whom a post looks the same.

Drawing a card costs a hundred times what looking one up does. A kept card is known by everything
that its drawing can see (``Look``): the post with its numbers and the reader's own marks, language,
wishes, the words for times. So nothing has to be told when a post changes: what looks otherwise is
another card, and what nobody asks for any more goes.
"""

from __future__ import annotations

import sys
from collections import OrderedDict
from collections.abc import Callable
from typing import Final

import msgspec
from markupsafe import Markup

from affresco.text import current_locale
from affresco.web import times, veils
from affresco.web.present import PostCard

ROOM: Final = 32 * 2**20
"""Bytes for kept cards in one process: some five thousand of them."""
FACTS: Final = 2_500
"""About what a card's facts weigh beside its HTML, in bytes."""


class Look(msgspec.Struct, frozen=True, gc=False):
    """All that a drawing may depend on. said: the words for its times, which change by themselves;
    full, quiet, eager: see ``macros/post.html``."""

    card: PostCard
    signed_in: bool
    locale: str
    wishes: veils.Wishes
    said: tuple[str, ...]
    full: bool
    quiet: bool
    eager: bool


Draw = Callable[[Look], Markup]


class Drawn:
    """Kept cards, the least recently shown ones forgotten. draw: makes one anew. room: in bytes."""

    def __init__(self, draw: Draw, room: int = ROOM) -> None:
        self._draw = draw
        self._room = room
        self._kept: OrderedDict[Look, Markup] = OrderedDict()
        self._weight = 0

    @property
    def weight(self) -> int:
        """Bytes in use, about."""
        return self._weight

    def __len__(self) -> int:
        return len(self._kept)

    def card(
        self,
        post: PostCard,
        viewer: object,
        full: bool = False,
        quiet: bool = False,
        eager: bool = False,
    ) -> Markup:
        """The HTML of a card for the reader of the page at hand. viewer: None for strangers."""
        look = Look(
            card=post,
            signed_in=bool(viewer),
            locale=current_locale(),
            wishes=veils.wishes(),
            said=_said(post),
            full=full,
            quiet=quiet,
            eager=eager,
        )
        html = self._kept.get(look)
        if html is None:
            html = self._draw(look)
            self._keep(look, html)
        else:
            self._kept.move_to_end(look)
        return html

    def _keep(self, look: Look, html: Markup) -> None:
        self._kept[look] = html
        self._weight += _weight(html)
        while self._weight > self._room and self._kept:
            _look, gone = self._kept.popitem(last=False)
            self._weight -= _weight(gone)


def _said(post: PostCard) -> tuple[str, ...]:
    """What the card says of its times at this moment."""
    if post.poll is None:
        return (times.ago(post.created_at),)
    return times.ago(post.created_at), times.ago(post.poll.expires_at)


def _weight(html: Markup) -> int:
    return sys.getsizeof(html) + FACTS
