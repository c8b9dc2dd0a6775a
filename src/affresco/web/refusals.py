"""Refusals as people see them: the sentence with its link, the text with what was found in it."""

from __future__ import annotations

from typing import Final

import msgspec
from markupsafe import Markup

from affresco.errors import AffrescoError
from affresco.runtime import Runtime
from affresco.safety import guard, hydrate
from affresco.safety.errors import CheckUnavailable, Refused
from affresco.safety.model import Refusal, Rule, Subject
from affresco.text import N_, translate

ASIDE: Final = 160
"""Characters shown before and after what was found, where the whole text would be too much."""


class Piece(msgspec.Struct, frozen=True):
    """A part of a text. found: whether it is what a rule is about."""

    text: str
    found: bool


class RefusalLine(msgspec.Struct, frozen=True):
    """A refusal for a page. title: of its rule. field: in words. handle: of whose it is, "" for oneself."""

    refusal: Refusal
    title: str
    explanation: str
    field: str
    pieces: tuple[Piece, ...]
    handle: str = ""

    @property
    def url(self) -> str:
        return f"/safety/refusals/{self.refusal.id}"


APPEAL: Final = N_("Appeal")
FIELDS: Final = {
    "prompt": N_("Prompt"),
    "negative_prompt": N_("What is to be left out"),
    "instruction": N_("Instruction"),
    "text": N_("Text"),
    "alt": N_("Description of a picture"),
    "image": N_("Picture"),
}
"""What a field is, as a heading."""


def error_markup(error: AffrescoError, locale: str) -> str:
    """What a form shows for an error: its text, and for a refusal with a link to appeal. Escaped where it
    is HTML, so a template shows either as it is."""
    if not isinstance(error, Refused):
        return error.text(locale)
    appeal = translate(APPEAL, locale)
    return Markup('{} <a class="link" href="{}">{}</a>').format(
        error.sentence(locale), error.details["appeal"], appeal
    )


def can_be_shown_again(error: AffrescoError) -> bool:
    """Whether the form comes back with the error: what was typed may be all right, or is checked later."""
    return error.status < 500 or isinstance(error, CheckUnavailable)


async def note_of(runtime: Runtime, subject: Subject, subject_id: int, locale: str) -> str | None:
    """What its author is told of a thing that was carried out with marks; None where it has none."""
    async with runtime.database.read() as tx:
        marks = (await hydrate.marks(tx, subject, [subject_id])).get(subject_id, ())
    rules = guard.of(runtime.settings).book.rules
    told = sorted(marks, key=lambda mark: mark.action != "warn")
    for mark in told:
        rule = rules.get(mark.rule)
        if rule is not None and mark.action == "warn":
            return f"{rule.title.in_(locale)}. {rule.explanation.in_(locale)}"
        if rule is not None:
            said = translate(N_("It is marked as sensitive. The rule: {title}."), locale)
            return said.format(title=rule.title.in_(locale))
    return None


def line(
    refusal: Refusal, rule: Rule | None, locale: str, *, whole: bool, handle: str = ""
) -> RefusalLine:
    """whole: all of the text, else what stands around the find. rule: None when it is no longer there."""
    return RefusalLine(
        refusal=refusal,
        title=rule.title.in_(locale) if rule else refusal.rule,
        explanation=rule.explanation.in_(locale) if rule else "",
        field=translate(FIELDS[refusal.field], locale),
        pieces=pieces(refusal.text, refusal.spans, None if whole else ASIDE),
        handle=handle,
    )


def pieces(text: str, spans: tuple[int, ...], aside: int | None) -> tuple[Piece, ...]:
    """The text cut at the spans (pairs of places). aside: characters to keep around them, None for all."""
    pairs = list(zip(spans[::2], spans[1::2], strict=False))
    cut: list[Piece] = []
    place = 0
    for number, (begin, end) in enumerate(pairs):
        begin = max(begin, place)
        _add(cut, text[place:begin], aside, first=number == 0, last=False)
        cut.append(Piece(text[begin:end], found=True))
        place = max(end, place)
    _add(cut, text[place:], aside, first=not pairs, last=True)
    return tuple(piece for piece in cut if piece.text)


def _add(cut: list[Piece], text: str, aside: int | None, *, first: bool, last: bool) -> None:
    """A stretch between finds, shortened in the middle, or at the end that leads away from them."""
    if aside is not None and len(text) > 2 * aside:
        head = "" if first and not last else text[:aside]
        tail = "" if last else text[-aside:]
        text = f"{head}…{tail}"
    cut.append(Piece(text, found=False))
