"""What a form about posts offers, in the reader's language."""

from __future__ import annotations

import msgspec

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
        remix_policy=(
            ("everyone", _("Everyone"), _("You are named in each remix.")),
            ("followers", _("Followers"), None),
            ("nobody", _("Nobody"), None),
        ),
        quote_policy=(
            ("everyone", _("Everyone"), None),
            ("followers", _("Followers"), None),
            ("nobody", _("Nobody"), None),
        ),
        assistant=(
            ("", _("As my account says"), _("Now and whenever you change it.")),
            ("allow", _("Yes"), _("Answers may quote it and link to it.")),
            ("deny", _("No"), _("Answers leave it out.")),
        ),
        hours=(
            ("1", _("1 hour")),
            ("6", _("6 hours")),
            ("24", _("1 day")),
            ("72", _("3 days")),
            ("168", _("7 days")),
            ("720", _("30 days")),
        ),
        training=(
            ("allow", _("Yes"), _("It may be in open datasets, until you withdraw it.")),
            ("deny", _("No"), _("It is kept out of every dataset.")),
        ),
    )
