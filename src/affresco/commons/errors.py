"""What can go wrong in the commons; of releases, see ``receipt_errors``."""

from __future__ import annotations

from affresco.errors import Forbidden, Invalid, NotFound, TooMany
from affresco.text import N_


class CursorForged(Invalid):
    code = "commons.cursor_forged"
    status = 400
    message = N_(
        "This cursor is not one that this instance gave. Use a cursor as it came with an event, "
        "“now”, or none to begin at the beginning."
    )


class CursorAhead(NotFound):
    """The log is another one than the cursor is of: a backup was restored."""

    code = "commons.cursor_ahead"
    status = 410
    message = N_(
        "This cursor is of a log that this instance does not have any more: it was restored from a "
        "backup. Begin again without a cursor; what you have already you know by its id. Or go on "
        "with “now”, if you can do without what was between."
    )


class UnknownKind(Invalid):
    code = "commons.unknown_kind"
    message = N_("There are no events of the kind {kind}. There are: {known}.")


class BadLanguages(Invalid):
    code = "commons.bad_languages"
    message = N_("languages is a list of codes, e.g. en,it; at most {limit}.")


class TooManyStreams(TooMany):
    code = "commons.too_many_streams"
    message = N_("You read {limit} streams already. Close some of them first.")


class PictureNotGiven(NotFound):
    code = "commons.picture_not_given"
    message = N_("This picture is not in the commons, or not any more.")


class ConsumerNotFound(NotFound):
    code = "commons.consumer_not_found"
    message = N_("There is no such consumer, or its key was revoked.")


class BadConsumer(Invalid):
    code = "commons.bad_consumer"
    message = N_("The field {field} is missing or too long: 1 to {limit} characters.")


class BadScopes(Invalid):
    code = "commons.bad_scopes"
    message = N_("Scopes of a consumer are some of: {known}.")


class NotAllowedByKey(Forbidden):
    code = "commons.scope_missing"
    message = N_("This key is not for that. It needs the scope {scope}; the owners can give it.")


class TermsNotAccepted(Forbidden):
    code = "commons.terms_not_accepted"
    message = N_(
        "The terms of the commons come first: read them with GET {address}, then accept them with "
        'POST {address}, the same key and the body {{"version": {version}}}.'
    )


class TermsChanged(Invalid):
    code = "commons.terms_changed"
    message = N_("The terms that hold are of version {version}. Read them, then accept that one.")


class ConsumersOnly(Forbidden):
    code = "commons.consumers_only"
    message = N_("This is for consumers, with a key that begins with affc_.")
