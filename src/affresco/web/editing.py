"""The form that changes a post: its words, which pictures it shows, and how they are told of and cropped."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final, Literal

import msgspec

from affresco.accounts.model import Consent, Licence, Training
from affresco.db import ReadTx
from affresco.media.model import CENTRE, Focus
from affresco.posts import consent
from affresco.posts.model import Change, Likeness, NewPicture, Picture, Post, RemixPolicy
from affresco.posts.queries import posts_of_media
from affresco.studio.library import access as library
from affresco.studio.library.model import Search
from affresco.text import _
from affresco.web.paging import FormId
from affresco.web.present import PictureCard, picture_card

LOOKED_AT: Final = 40
OFFERED: Final = 12
"""Pictures of the studio that can be put in: the newest that no post shows."""

Point = str
_POINTS: Final[Mapping[Point, Focus]] = {
    "centre": CENTRE,
    "top": Focus(0, 1),
    "bottom": Focus(0, -1),
    "left": Focus(-1, 0),
    "right": Focus(1, 0),
}


class EditForm(msgspec.Struct, frozen=True):
    """A post as its author wants it.

    shown: the pictures that the form was made for; all that the post has, where it names none. out: those
    to take out; media_id: those to put in behind. alt_1 …, focus_1 …: of the pictures in ``shown``.
    assistant: account for what the account says. What was not sent leaves what is.
    """

    text: str = ""
    warning: str = ""
    sensitive: str = ""
    assistant: Literal["account", "allow", "deny"] | None = None
    training: Training | None = None
    remix_policy: RemixPolicy | None = None
    licence: Licence | Literal[""] = ""
    likeness: Likeness | Literal[""] | None = None
    shown: tuple[FormId, ...] = ()
    out: tuple[FormId, ...] = ()
    media_id: tuple[FormId, ...] = ()
    alt_1: str = ""
    alt_2: str = ""
    alt_3: str = ""
    alt_4: str = ""
    focus_1: Point = ""
    focus_2: Point = ""
    focus_3: Point = ""
    focus_4: Point = ""

    def alts(self, count: int) -> tuple[str, ...]:
        """The descriptions of the first ``count`` pictures."""
        return (self.alt_1, self.alt_2, self.alt_3, self.alt_4)[:count]

    def asked(self) -> dict[str, str]:
        """Subject → answer, of what the form asks about the post."""
        every: dict[str, str | None] = {
            "training": self.training,
            "assistant": "" if self.assistant == "account" else self.assistant,
            "remix": self.remix_policy,
            "redistribution": self.licence or None,
            "likeness": self.likeness,
        }
        return {subject: answer for subject, answer in every.items() if answer is not None}

    def change(self, post: Post, described: Mapping[int, str], locale: str) -> Change:
        """The command. described: what the pictures to put in show, by id. locale: in which it was read."""
        points = (self.focus_1, self.focus_2, self.focus_3, self.focus_4)
        shown = self.shown or tuple(picture.media.id for picture in post.pictures)
        kept = [
            NewPicture(media_id, alt, _POINTS.get(point))
            for media_id, alt, point in zip(shown, self.alts(4), points, strict=False)
            if media_id not in self.out
        ]
        fresh = [NewPicture(i, described.get(i, "")) for i in self.media_id if i not in shown]
        return Change(
            text=self.text,
            warning=self.warning,
            sensitive=bool(self.sensitive),
            pictures=(*kept, *fresh),
            training=self.training,
            assistant=self._assistant(),
            remix_policy=self.remix_policy,
            licence=self.licence or None,
            likeness=self.likeness or None,
            wording=consent.wording(self.asked(), locale),
        )

    def _assistant(self) -> Consent | msgspec.UnsetType | None:
        if self.assistant is None:
            return msgspec.UNSET
        return None if self.assistant == "account" else self.assistant


class Draft(msgspec.Struct, frozen=True):
    """A picture of the post in the form. point: of ``points``, "" where it is another one."""

    id: int
    card: PictureCard
    alt: str
    point: Point
    out: bool


class Offer(msgspec.Struct, frozen=True):
    """A picture of the studio that can be put in."""

    id: int
    card: PictureCard
    chosen: bool


def points() -> list[tuple[Point, str]]:
    """What a crop may keep in sight, for a list to choose from."""
    return [
        ("centre", _("The middle")),
        ("top", _("The top")),
        ("bottom", _("The bottom")),
        ("left", _("The left side")),
        ("right", _("The right side")),
    ]


def drafts(post: Post, sent: EditForm | None = None) -> list[Draft]:
    """The pictures of a post, each as it is or as it was sent."""
    sent_points = (sent.focus_1, sent.focus_2, sent.focus_3, sent.focus_4) if sent else ()
    return [
        Draft(
            id=picture.media.id,
            card=picture_card(picture),
            alt=sent.alts(4)[at] if sent else picture.alt,
            point=sent_points[at] if sent else _point(picture.media.focus),
            out=sent is not None and picture.media.id in sent.out,
        )
        for at, picture in enumerate(post.pictures)
    ]


async def offers(tx: ReadTx, account_id: int, chosen: Sequence[int] = ()) -> list[Offer]:
    """The newest pictures of an account that no post shows."""
    found = (await library.search(tx, account_id, Search(), limit=LOOKED_AT)).items
    taken = await posts_of_media(tx, [item.media.id for item in found])
    free = [item for item in found if item.media.id not in taken][:OFFERED]
    return [
        Offer(
            item.media.id,
            picture_card(Picture(item.media, item.media.alt or item.prompt, None)),
            item.media.id in chosen,
        )
        for item in free
    ]


def _point(focus: Focus) -> Point:
    return next((point for point, at in _POINTS.items() if at == focus), "")
