"""What can go wrong here, and the refusal itself."""

from __future__ import annotations

from typing import Final

from affresco.errors import AffrescoError, Conflict, Invalid, NotFound, Unavailable
from affresco.text import N_, translate

FIELD_WORDS: Final[dict[str, str]] = {
    "prompt": N_("your prompt"),
    "negative_prompt": N_("what is to be left out"),
    "instruction": N_("your instruction"),
    "text": N_("your text"),
    "alt": N_("a picture's description"),
    "image": N_("the picture"),
}
"""What a field is, in a sentence."""


class Refused(Invalid):
    """Against a rule, so not carried out. The details alone tell everything, so that a job may keep them.

    details: rule, title, title_it, field, term ("" where a classifier looked at the whole), source (whose
    finding it is), refusal (its id, digits), appeal (the page to appeal on).
    """

    code = "safety.refused"
    message = N_("“{term}” in {field} goes against the rule “{title}”.")
    whole = N_("The classifier {source} finds that {field} goes against the rule “{title}”.")
    recourse = N_("If that is a mistake, say so at {appeal}.")

    def sentence(self, locale: str = "en") -> str:
        """What was found where, without the way to appeal."""
        details = self.details
        title = details["title_it"] if locale == "it" else details["title"]
        field = translate(FIELD_WORDS.get(str(details["field"]), FIELD_WORDS["text"]), locale)
        message = translate(self.message if details["term"] else self.whole, locale)
        return message.format(**{**details, "title": title, "field": field})

    def text(self, locale: str = "en") -> str:
        recourse = translate(self.recourse, locale).format(appeal=self.details["appeal"])
        return f"{self.sentence(locale)} {recourse}"


class CheckUnavailable(Unavailable):
    code = "safety.check_unavailable"
    message = N_(
        "What you sent cannot be checked just now, so it was not carried out. Nothing was lost; try "
        "again in a moment."
    )


class RefusalNotFound(NotFound):
    code = "safety.refusal_not_found"


class AppealEmpty(Invalid):
    code = "safety.appeal_empty"
    message = N_("Say in a few words why you think that the rule does not apply.")


class AppealTooLong(Invalid):
    code = "safety.appeal_too_long"
    message = N_("This has {length} characters; at most {limit} are possible. Shorten it.")


class AppealClosed(Conflict):
    code = "safety.appeal_closed"
    message = N_("This has been appealed already; one appeal is possible.")


class NothingToDecide(Conflict):
    code = "safety.nothing_to_decide"
    message = N_("Nobody waits for this decision any more: it was taken, or there is no appeal.")


class AdultContentOff(Conflict):
    code = "safety.adult_content_off"
    message = N_("There is no adult content here.")


class BirthdayInvalid(Invalid):
    code = "safety.birthday_invalid"
    message = N_("Give the day on which you were born.")


class TooYoung(Invalid):
    code = "safety.too_young"
    message = N_("Adult content is for people of 18 years and more.")


class BadRules(AffrescoError):
    """Found at start; the owner has to mend it."""

    code = "safety.bad_rules"
    message = N_("The rules in {file}, line {line}, cannot be used: {reason}")


class ClassifierMissing(AffrescoError):
    """Found at start; the owner has to mend it."""

    code = "safety.classifier_missing"
    message = N_(
        "The classifier {classifier} in the settings is not installed. Installed are: {installed}."
    )


class ClassifierUnusable(AffrescoError):
    """Found at start; the owner has to mend it."""

    code = "safety.classifier_unusable"
    message = N_("The classifier {classifier} cannot work here: {reason}")
