"""What can be wrong with feedback."""

from __future__ import annotations

from affresco.errors import Conflict, Invalid, NotFound
from affresco.text import N_


class FeedbackNotFound(NotFound):
    code = "beta.feedback_not_found"
    message = N_("This feedback does not exist, or is not for you to see.")


class FeedbackEmpty(Invalid):
    code = "beta.feedback_empty"
    message = N_("Say a word or two first.")


class FeedbackTooLong(Invalid):
    code = "beta.feedback_too_long"
    message = N_(
        "This has {length} characters; {limit} are the limit. Nothing is lost: shorten it and send again."
    )


class BadMood(Invalid):
    code = "beta.bad_mood"
    message = N_("A mood is a number from 1 to 5.")


class TooManyTags(Invalid):
    code = "beta.too_many_tags"
    message = N_("At most {limit} tags, each of at most {length} characters.")


class MergeImpossible(Conflict):
    code = "beta.merge_impossible"
    message = N_(
        "These two cannot be put together: choose another piece of feedback, itself not merged yet."
    )


class AnsweredElsewhere(Conflict):
    code = "beta.answered_elsewhere"
    message = N_("This was put together with another: sort and answer that one.")


class NotToBeShared(Invalid):
    code = "beta.not_to_be_shared"
    message = N_("Whoever said this has not let others read it.")


class NoSuchPost(Invalid):
    code = "beta.no_such_post"
    message = N_("There is no post with this number.")


class NoSuchJob(Invalid):
    code = "beta.no_such_job"
    message = N_("There is no job with this number.")


class NotAnOwner(Invalid):
    code = "beta.not_an_owner"
    message = N_("Only somebody of the team can look after this.")
