"""What Mastodon's clients may ask for and this network does not have. Refused, so that no wish is lost."""

from __future__ import annotations

from affresco.errors import Invalid
from affresco.text import N_


class NoPolls(Invalid):
    code = "api.no_polls"
    message = N_("There are no polls here yet. Leave poll out.")


class NoWarnings(Invalid):
    code = "api.no_content_warnings"
    message = N_(
        "There are no content warnings here yet. Leave spoiler_text and sensitive out, or write the "
        "warning into the text."
    )


class NoSchedule(Invalid):
    code = "api.no_schedule"
    message = N_("Posts cannot be scheduled here yet. Leave scheduled_at out.")


class NoSuchVisibility(Invalid):
    code = "api.no_such_visibility"
    message = N_(
        "visibility is public, unlisted, private (followers) or direct (who is mentioned), not {given}."
    )


class PicturesStay(Invalid):
    code = "api.pictures_stay"
    message = N_(
        "The pictures of a post cannot be replaced. Leave media_ids out, or publish another post."
    )
