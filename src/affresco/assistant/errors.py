"""What can go wrong when somebody asks."""

from __future__ import annotations

from affresco.errors import Invalid, NotFound, TooMany
from affresco.text import N_


class EmptyQuestion(Invalid):
    code = "assistant.empty_question"
    message = N_("Write a question first.")


class QuestionTooLong(Invalid):
    code = "assistant.question_too_long"
    message = N_("A question has at most {limit} characters; this one has {length}. Shorten it.")


class NothingToExplain(Invalid):
    code = "assistant.nothing_to_explain"
    message = N_("Say which post is to be explained.")


class CircleUnknown(NotFound):
    code = "assistant.circle_unknown"
    message = N_(
        "There is nothing to ask among: this person, list, hashtag or post does not exist, or is not "
        "for you to see. Choose another."
    )


class QuestionsSpent(TooMany):
    code = "assistant.questions_spent"
    message = N_(
        "You have asked {limit} questions today. You can ask again after midnight (UTC); the search "
        "works all day."
    )
    retry_seconds = 3600


class AssistantOff(TooMany):
    code = "assistant.off"
    message = N_("The owner of this place has switched questions off. The search works.")
    retry_seconds = 3600


class TooManyAtOnce(TooMany):
    code = "assistant.too_many_at_once"
    message = N_(
        "{limit} answers are being made for you already. Wait until one is there, or stop it, and ask "
        "again."
    )


class ConversationNotFound(NotFound):
    code = "assistant.conversation_not_found"
    message = N_("This conversation does not exist. It may have been deleted.")


class TurnNotFound(NotFound):
    code = "assistant.turn_not_found"
    message = N_("This question does not exist. It may have been deleted.")
