"""What a form about posts offers, in the reader's language."""

from __future__ import annotations

import msgspec

from affresco.accounts.consent import Question
from affresco.posts import consent
from affresco.text import _

Option = tuple[str, str, str | None]


class Choices(msgspec.Struct, frozen=True):
    """The cards of the form: (value, label, what it means)."""

    visibility: tuple[Option, ...]
    recipe_visibility: tuple[Option, ...]
    remix_policy: tuple[Option, ...]
    training: tuple[Option, ...]
    quote_policy: tuple[Option, ...]
    assistant: tuple[Option, ...]
    likeness: tuple[Option, ...]
    hours: tuple[tuple[str, str], ...]


def choices() -> Choices:
    """The cards of the form, in the reader's language."""
    return Choices(
        visibility=(
            ("public", _("Everyone"), _("Also people who are not signed in.")),
            ("unlisted", _("Quietly everyone"), _("Everyone, but on no list of all posts.")),
            ("followers", _("Followers"), _("People who follow you, and whom you name.")),
            ("direct", _("People I name"), _("Those whom you name with @, nobody else.")),
            ("private", _("Only me"), _("Nobody else sees it.")),
        ),
        recipe_visibility=(
            ("open", _("Everyone who sees it"), _("Others learn from your words.")),
            ("private", _("Only me"), _("The picture is seen, its words are not.")),
        ),
        remix_policy=options(consent.REMIX),
        quote_policy=(
            ("everyone", _("Everyone"), None),
            ("followers", _("Followers"), None),
            ("nobody", _("Nobody"), None),
        ),
        assistant=options(consent.ASSISTANT),
        likeness=options(consent.LIKENESS),
        hours=(
            ("1", _("1 hour")),
            ("6", _("6 hours")),
            ("24", _("1 day")),
            ("72", _("3 days")),
            ("168", _("7 days")),
            ("720", _("30 days")),
        ),
        training=options(consent.TRAINING),
    )


def licences(chosen: str | None) -> tuple[tuple[str, str], ...]:
    """The licences as a list to choose from; with nothing chosen yet, that nothing is said can stay so."""
    open_ = () if chosen else (("", _("Not said: nobody may pass it on")),)
    return (*open_, *((value, label) for value, label, _meaning in options(consent.LICENCE)))


def options(question: Question) -> tuple[Option, ...]:
    """The answers of a question as cards, translated: the words that are recorded with the answer."""
    return tuple(
        (answer, _(label), _(meaning) if meaning else None)
        for answer, (label, meaning) in question.answers.items()
    )
