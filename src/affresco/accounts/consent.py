"""The questions about what people give: their words are the record of what a person agreed to.

Each stands for all that the person posts and does; ``posts.consent`` asks the same of one post.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import msgspec

from affresco.accounts.model import Answers, Consent, RemixPolicy, Subject, Training
from affresco.text import N_, translate


class Question(msgspec.Struct, frozen=True):
    """answers: answer → (label, what it means)."""

    question: str
    note: str
    answers: Mapping[str, tuple[str, str]]

    def wording(self, answer: str, locale: str) -> str:
        """The question with the answer given, as shown in ``locale``: what ``consent_choices`` keeps."""
        parts = (self.question, self.note, *self.answers[answer])
        said = [translate(part, locale) if part else "" for part in parts]
        return "\n".join(line for line in (*said[:2], f"→ {said[2]}", said[3]) if line)


TRAINING_QUESTION: Final = N_("May AI models learn from what you post?")
TRAINING_NOTE: Final = N_(
    "This is the default for your public posts. You can answer differently for each post, and change "
    "your mind at any time."
)
TRAINING_ANSWERS: Final[dict[Training, tuple[str, str]]] = {
    "allow": (
        N_("Yes, they may"),
        N_(
            "My public posts may enter the stream that models learn from and, with a licence that allows "
            "passing on, datasets; under a pseudonym unless I choose credit."
        ),
    ),
    "deny": (
        N_("No, they may not"),
        N_(
            "My posts stay out of the stream and of every dataset made here, and carry a mark that says so."
        ),
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

REMIX_QUESTION: Final = N_("Who may remix the pictures that you post?")
REMIX_NOTE: Final = N_(
    "Your name stands with each remix, and with each remix of that. You can answer differently for each "
    "post. As long as you have not said, nobody may."
)
REMIX_ANSWERS: Final[dict[RemixPolicy, tuple[str, str]]] = {
    "everyone": (
        N_("Everyone here"),
        N_("Who may see a picture of mine may make another from it."),
    ),
    "followers": (
        N_("People who follow me"),
        N_("Others see my pictures and leave them as they are."),
    ),
    "nobody": (N_("Nobody"), N_("My pictures stay as they are.")),
}
"""Answer → (label, what it means)."""

QUESTIONS: Final[Mapping[Subject, Question]] = {
    "training": Question(TRAINING_QUESTION, TRAINING_NOTE, dict(TRAINING_ANSWERS.items())),
    "redistribution": Question(
        N_("What may others do with what you post?"),
        N_(
            "A licence lets others pass your public posts on, so they can stand in the datasets made here. "
            "Copies that people have keep the licence they got. As long as you have not said, nobody may "
            "pass anything on."
        ),
        {
            "CC0": (
                N_("Everything, without conditions (CC0)"),
                N_("They may use, change and pass it on, and need not name me."),
            ),
            "CC BY": (
                N_("Everything, if they name the author (CC BY)"),
                N_("In datasets that name is my pseudonym, unless I choose credit."),
            ),
            "CC BY-SA": (
                N_("Everything, named and under the same licence (CC BY-SA)"),
                N_("What they make from it has to be as free as mine."),
            ),
            "all rights reserved": (
                N_("Look at it here (all rights reserved)"),
                N_(
                    "It is in no dataset. If models may learn from it, they do from the stream alone."
                ),
            ),
        },
    ),
    "choices": Question(
        N_("May models learn from what you choose?"),
        N_(
            "What you like and repost, which picture you take of several, how you decide in duels: what you "
            "chose and what you left, under a pseudonym. As long as you have not said, it is not used."
        ),
        {
            "allow": (
                N_("Yes, they may learn what I prefer"),
                N_("Only where the pictures themselves were given by those who made them."),
            ),
            "deny": (
                N_("No, my choices are my own"),
                N_("What was given before is taken back, and out of the next release."),
            ),
        },
    ),
    "credit": Question(
        N_("How do you stand with what you give?"),
        N_(
            "A pseudonym is another one for each who reads the stream, and leads nobody to you by itself. "
            "Words and pictures that you post may still tell who you are."
        ),
        {
            "deny": (
                N_("With a pseudonym"),
                N_("My handle is in none of it, also where others name me."),
            ),
            "allow": (
                N_("With my handle"),
                N_(
                    "I want to be credited and found, wherever it goes. Releases that exist stay as they are."
                ),
            ),
        },
    ),
    "assistant": Question(ASSISTANT_QUESTION, ASSISTANT_NOTE, dict(ASSISTANT_ANSWERS.items())),
    "remix": Question(REMIX_QUESTION, REMIX_NOTE, dict(REMIX_ANSWERS.items())),
}
"""In the order in which they are asked."""

OF_POSTS: Final[tuple[Subject, ...]] = ("training", "redistribution", "assistant", "remix")
"""What single posts may say otherwise."""


def wordings(answers: Answers, locale: str) -> dict[Subject, str]:
    """What a person read who gave these answers, in ``locale``."""
    return {
        subject: QUESTIONS[subject].wording(answer, locale) for subject, answer in answers.said()
    }


def training_wording(answer: Training, locale: str) -> str:
    """The question with the answer given, as shown in ``locale``: what ``consent_choices`` keeps."""
    return QUESTIONS["training"].wording(answer, locale)


def assistant_wording(answer: Consent, locale: str) -> str:
    """As ``training_wording``, of the assistant."""
    return QUESTIONS["assistant"].wording(answer, locale)


def remix_wording(answer: RemixPolicy, locale: str) -> str:
    """As ``training_wording``, of remixes."""
    return QUESTIONS["remix"].wording(answer, locale)
