"""The question about training: its words are the record of what a person agreed to."""

from __future__ import annotations

from typing import Final

from affresco.accounts.model import Training
from affresco.text import N_, translate

TRAINING_QUESTION: Final = N_("May AI models learn from what you post?")
TRAINING_NOTE: Final = N_(
    "This is the default for your public posts. You can answer differently for each post, and change "
    "your mind at any time."
)
TRAINING_ANSWERS: Final[dict[Training, tuple[str, str]]] = {
    "allow": (
        N_("Yes, they may"),
        N_("My public posts may be part of open datasets, with my name as the source."),
    ),
    "deny": (
        N_("No, they may not"),
        N_("My posts stay out of every dataset made here, and carry a mark that says so."),
    ),
}
"""Answer → (label, what it means)."""


def training_wording(answer: Training, locale: str) -> str:
    """The question with the answer given, as shown in ``locale``: what ``consent_choices`` keeps."""
    label, meaning = TRAINING_ANSWERS[answer]
    question, note, label, meaning = (
        translate(part, locale) for part in (TRAINING_QUESTION, TRAINING_NOTE, label, meaning)
    )
    return f"{question}\n{note}\n→ {label}\n{meaning}"
