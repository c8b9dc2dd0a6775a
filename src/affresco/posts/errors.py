"""What can be wrong with a post, or with what one wants to do with it."""

from __future__ import annotations

from affresco.errors import Conflict, Forbidden, Invalid, NotFound
from affresco.text import N_


class PostNotFound(NotFound):
    code = "posts.not_found"
    message = N_("This post does not exist, or is not for you to see.")


class EmptyPost(Invalid):
    code = "posts.empty"
    message = N_("Write something or add a picture first.")


class TextTooLong(Invalid):
    code = "posts.text_too_long"
    message = N_("The text has {length} characters; {limit} fit into a post. Shorten it a little.")


class AltTooLong(Invalid):
    code = "posts.alt_too_long"
    message = N_("A picture's description has {length} characters; at most {limit} fit.")


class TooManyPictures(Invalid):
    code = "posts.too_many_pictures"
    message = N_("A post holds at most {limit} pictures.")


class AltsMismatch(Invalid):
    code = "posts.alts_mismatch"
    message = N_("The post has {pictures} pictures, but {alts} descriptions were given.")


class BadIdempotencyKey(Invalid):
    code = "posts.bad_idempotency_key"
    message = N_("An idempotency key has 1 to {limit} characters.")


class BadLanguage(Invalid):
    code = "posts.bad_language"
    message = N_("A language is named by a code such as “en” or “it”.")


class NobodyNamed(Invalid):
    code = "posts.nobody_named"
    message = N_("Name with @ who shall read this; nobody whom the text names is known here.")


class PictureUnusable(Conflict):
    """Not there, somebody else's, or in a post already: they look alike."""

    code = "posts.picture_unusable"
    message = N_(
        "A picture is already in a post or is no longer there. Choose it again in the studio."
    )


class RemixNeedsPost(Conflict):
    """A picture that was made from somebody's post, put into a post that is there already."""

    code = "posts.remix_needs_post"
    message = N_(
        "A picture that was made from another post needs a post of its own: publish it by itself."
    )


class ReplyTargetGone(NotFound):
    code = "posts.reply_target_gone"
    message = N_(
        "The post that you answer was deleted or is not for you to see. Copy your words before leaving."
    )


class RemixTargetGone(NotFound):
    code = "posts.remix_target_gone"
    message = N_(
        "The post that you remix was deleted or is not for you to see. Your picture stays in the studio."
    )


class RemixForbidden(Forbidden):
    code = "posts.remix_forbidden"
    message = N_("The author does not allow you to remix this post.")


class QuoteTargetGone(NotFound):
    code = "posts.quote_target_gone"
    message = N_(
        "The post that you quote was deleted or is not for you to see. Copy your words before leaving."
    )


class QuoteForbidden(Forbidden):
    code = "posts.quote_forbidden"
    message = N_("The author does not allow you to quote this post.")


class WarningTooLong(Invalid):
    code = "posts.warning_too_long"
    message = N_("The warning has {length} characters; {limit} fit. Say it more briefly.")


class RepostForbidden(Forbidden):
    code = "posts.repost_forbidden"
    message = N_("Only posts for everyone can be reposted.")


class NotYours(Forbidden):
    code = "posts.not_yours"
    message = N_("Only the author can change or delete a post.")


class PollNotFound(NotFound):
    code = "posts.poll_not_found"
    message = N_("This poll does not exist, or is not for you to see.")


class PollOptionsWrong(Invalid):
    code = "posts.poll_options_wrong"
    message = N_("A poll has {least} to {limit} different answers of at most {length} characters.")


class PollTimeWrong(Invalid):
    code = "posts.poll_time_wrong"
    message = N_("A poll lasts from five minutes to a month.")


class BadChoices(Invalid):
    code = "posts.bad_choices"
    message = N_("Choose one of the poll's answers, or several where it allows that.")


class OwnPoll(Forbidden):
    code = "posts.own_poll"
    message = N_("One does not vote in one's own poll.")


class VotedAlready(Conflict):
    code = "posts.voted_already"
    message = N_("You have voted already; a vote stays as it is.")


class PollOver(Conflict):
    code = "posts.poll_over"
    message = N_("This poll has ended.")


class ScheduledGone(NotFound):
    code = "posts.scheduled_gone"
    message = N_("This scheduled post does not exist any more.")


class ScheduledUnreadable(Conflict):
    code = "posts.scheduled_unreadable"
    message = N_(
        "This post was scheduled by an older version. Copy its words and schedule it anew."
    )


class ScheduledTooSoon(Invalid):
    code = "posts.scheduled_too_soon"
    message = N_("A post is scheduled at least five minutes ahead and at most two years.")


class TooManyScheduled(Conflict):
    code = "posts.too_many_scheduled"
    message = N_("You have {limit} scheduled posts, which is as many as there can be.")


class ConversationNotFound(NotFound):
    code = "posts.conversation_not_found"
    message = N_("This conversation does not exist, or is not yours.")


class TooManyPins(Conflict):
    code = "posts.too_many_pins"
    message = N_(
        "You have pinned {limit} posts, which is as many as there can be. Unpin one first."
    )


class PinForbidden(Forbidden):
    code = "posts.pin_forbidden"
    message = N_("One pins one's own posts, and none that is for people by name.")


class FilterNotFound(NotFound):
    code = "posts.filter_not_found"
    message = N_("There is no such filter of yours.")


class FilterInvalid(Invalid):
    code = "posts.filter_invalid"
    message = N_(
        "A filter has a name of 1 to {most} characters, at least one place where it holds (home, "
        "notifications, public, thread, account), and a term of 0 (for good) or some seconds."
    )


class KeywordInvalid(Invalid):
    code = "posts.keyword_invalid"
    message = N_("The words of a filter have 1 to {most} characters.")


class TooManyFilters(Conflict):
    code = "posts.too_many_filters"
    message = N_("There can be {filters} filters, each with {parts} words and posts.")


class TagInvalid(Invalid):
    code = "posts.tag_invalid"
    message = N_("A hashtag has letters or digits, and no spaces.")


class FeaturedTagNotFound(NotFound):
    code = "posts.featured_tag_not_found"
    message = N_("This hashtag is not on your profile.")


class AnnouncementNotFound(NotFound):
    code = "posts.announcement_not_found"
    message = N_("This announcement does not exist, or is over.")


class AnnouncementEmpty(Invalid):
    code = "posts.announcement_empty"
    message = N_("Write what you announce.")


class AnnouncementTimesWrong(Invalid):
    code = "posts.announcement_times_wrong"
    message = N_("An announcement ends after it begins. Times are written like 2027-03-01 09:00.")


class ReactionUnusable(Invalid):
    code = "posts.reaction_unusable"
    message = N_("A reaction is one emoji, and there are at most {limit} different ones.")


class ReportYourself(Invalid):
    code = "posts.report_yourself"
    message = N_("One does not report oneself.")


class CommentTooLong(Invalid):
    code = "posts.comment_too_long"
    message = N_("What you tell has {length} characters; {limit} fit. Shorten it a little.")


class TooManyReported(Invalid):
    code = "posts.too_many_reported"
    message = N_("A report names at most {limit} posts.")


class ReportNotFound(NotFound):
    code = "posts.report_not_found"
    message = N_("This report does not exist.")


class ReportClosed(Conflict):
    code = "posts.report_closed"
    message = N_("This report is closed already.")


class AudienceWider(Invalid):
    code = "posts.audience_wider"
    message = N_(
        "A post can be shown to fewer people than before, never to more: choose unlisted, followers or "
        "only you."
    )
