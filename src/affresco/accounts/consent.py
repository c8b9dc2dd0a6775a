"""The questions about training and about the assistant: their words are the record of what a person agreed
to."""

from __future__ import annotations

from typing import Final

from affresco.accounts.model import Consent, Training
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


ASSISTANT_QUESTION: Final = N_("May Gesso, the assistant here, answer with what you post?")
ASSISTANT_NOTE: Final = N_(
    "An answer links to your post and shows the words it rests on, to people who may see the post anyway. "
    "Direct messages are never used. You can answer differently for each post, and change your mind at any "
    "time."
)
ASSISTANT_ANSWERS: Final[dict[Consent, tuple[str, str]]] = {
    "allow": (
        N_("Yes, it may"),
        N_("Answers may rest on my posts and link to them. I am told when that happens."),
    ),
    "deny": (
        N_("No, it may not"),
        N_("Answers leave my posts out, those of today and earlier ones, within a second."),
    ),
}
"""Answer → (label, what it means)."""


def training_wording(answer: Training, locale: str) -> str:
    """The question with the answer given, as shown in ``locale``: what ``consent_choices`` keeps."""
    return _wording(TRAINING_QUESTION, TRAINING_NOTE, TRAINING_ANSWERS[answer], locale)


def assistant_wording(answer: Consent, locale: str) -> str:
    """As ``training_wording``, of the assistant."""
    return _wording(ASSISTANT_QUESTION, ASSISTANT_NOTE, ASSISTANT_ANSWERS[answer], locale)


def _wording(question: str, note: str, answer: tuple[str, str], locale: str) -> str:
    said = [translate(part, locale) for part in (question, note, *answer)]
    return f"{said[0]}\n{said[1]}\n→ {said[2]}\n{said[3]}"
