"""What can be wrong with cohorts, lists of addresses, letters and surveys."""

from __future__ import annotations

from affresco.errors import Conflict, Invalid, NotFound
from affresco.text import N_


class CohortNotFound(NotFound):
    code = "beta.cohort_not_found"
    message = N_("There is no such cohort.")


class CohortNameMissing(Invalid):
    code = "beta.cohort_name_missing"
    message = N_("Give the cohort a name.")


class CohortExists(Conflict):
    code = "beta.cohort_exists"
    message = N_("There is a cohort of this name already. Choose another name.")


class FlagUnknown(Invalid):
    code = "beta.flag_unknown"
    message = N_("There is no such feature to switch.")


class TooManyLines(Invalid):
    code = "beta.too_many_lines"
    message = N_(
        "These are {lines} lines; {limit} are the limit. Nothing is lost: send them in parts."
    )


class NobodyToInvite(Invalid):
    code = "beta.nobody_to_invite"
    message = N_("No address here can be invited. See below why.")


class WordsTooLong(Invalid):
    code = "beta.words_too_long"
    message = N_(
        "This has {length} characters; {limit} are the limit. Nothing is lost: shorten it."
    )


class LetterEmpty(Invalid):
    code = "beta.letter_empty"
    message = N_("A letter needs a title and a text.")


class LetterNotFound(NotFound):
    code = "beta.letter_not_found"
    message = N_("This letter does not exist, or is not for you.")


class QuestionMissing(Invalid):
    code = "beta.question_missing"
    message = N_("A survey needs a question.")


class ChoicesWrong(Invalid):
    code = "beta.choices_wrong"
    message = N_(
        "Give {least} to {most} different choices, one a line, each of at most {length} characters."
    )


class DaysWrong(Invalid):
    code = "beta.days_wrong"
    message = N_("Days are a number from 0 to {most}.")


class SurveyNotFound(NotFound):
    code = "beta.survey_not_found"
    message = N_("This question does not exist, is closed, or is not for you.")


class ChoiceMissing(Invalid):
    code = "beta.choice_missing"
    message = N_("Choose one of the answers, or “Not now”.")
