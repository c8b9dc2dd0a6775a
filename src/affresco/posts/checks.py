"""What a post may contain. Pure: a command in, the clean command out, or an error."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

import msgspec

from affresco.posts import errors, markup, polls
from affresco.posts.model import (
    ALT_LIMIT,
    PICTURES_LIMIT,
    TEXT_LIMIT,
    WARNING_LIMIT,
    NewPicture,
    Publish,
)

KEY_LIMIT: Final = 200
"""Characters of an idempotency key."""

_LANGUAGE: Final = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}")


def clean(command: Publish) -> Publish:
    """The command with its texts normalised.

    Raises EmptyPost, TextTooLong, WarningTooLong, AltTooLong, TooManyPictures, PictureUnusable (one
    twice), BadIdempotencyKey, BadLanguage, PollOptionsWrong, PollTimeWrong.
    """
    pictures = clean_pictures(command.pictures)
    key = command.idempotency_key
    if key is not None and (not 1 <= len(key) <= KEY_LIMIT or "\x00" in key):
        raise errors.BadIdempotencyKey(limit=KEY_LIMIT)
    check_language(command.language)
    more = bool(pictures) or command.quote_of_id is not None
    return msgspec.structs.replace(
        command,
        text=clean_text(command.text, has_pictures=more),
        pictures=pictures,
        warning=clean_warning(command.warning),
        poll=polls.clean(command.poll) if command.poll else None,
    )


def clean_pictures(pictures: Sequence[NewPicture]) -> tuple[NewPicture, ...]:
    """Raises AltTooLong, TooManyPictures, PictureUnusable (one twice)."""
    cleaned = tuple(msgspec.structs.replace(p, alt=clean_alt(p.alt)) for p in pictures)
    if len(cleaned) > PICTURES_LIMIT:
        raise errors.TooManyPictures(limit=PICTURES_LIMIT)
    if len({p.media_id for p in cleaned}) < len(cleaned):
        raise errors.PictureUnusable
    return cleaned


def check_language(language: str) -> None:
    """Raises BadLanguage."""
    if not _LANGUAGE.fullmatch(language):
        raise errors.BadLanguage


def clean_text(text: str, *, has_pictures: bool) -> str:
    """Raises EmptyPost (neither words nor pictures), TextTooLong."""
    cleaned = markup.clean_text(text)
    if not cleaned and not has_pictures:
        raise errors.EmptyPost
    if len(cleaned) > TEXT_LIMIT:
        raise errors.TextTooLong(length=len(cleaned), limit=TEXT_LIMIT)
    return cleaned


def clean_warning(warning: str) -> str:
    """On one line. Raises WarningTooLong."""
    cleaned = markup.clean_alt(warning)
    if len(cleaned) > WARNING_LIMIT:
        raise errors.WarningTooLong(length=len(cleaned), limit=WARNING_LIMIT)
    return cleaned


def clean_alt(alt: str) -> str:
    """Raises AltTooLong."""
    cleaned = markup.clean_alt(alt)
    if len(cleaned) > ALT_LIMIT:
        raise errors.AltTooLong(length=len(cleaned), limit=ALT_LIMIT)
    return cleaned
