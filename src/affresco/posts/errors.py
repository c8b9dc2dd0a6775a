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


class RepostForbidden(Forbidden):
    code = "posts.repost_forbidden"
    message = N_("Only public posts can be reposted.")


class NotYours(Forbidden):
    code = "posts.not_yours"
    message = N_("Only the author can change or delete a post.")
