"""What can go wrong at this door alone."""

from __future__ import annotations

from affresco.errors import Conflict, Invalid, TooMany
from affresco.text import N_


class BadArguments(Invalid):
    code = "mcp.bad_arguments"
    message = N_("The arguments do not fit the tool: {reason}. Mend them and call it again.")


class BadId(Invalid):
    code = "mcp.bad_id"
    message = N_("{value} is no id. Ids come from earlier answers, e.g. of browse_feed or search.")


class OnePicture(Invalid):
    code = "mcp.one_picture"
    message = N_("Name exactly one picture: image_id, picture or picture_data.")


class FileUnusable(Invalid):
    code = "mcp.file_unusable"
    message = N_("The file from the chat could not be taken: {reason}. Attach it again.")


class NotConfirmed(Conflict):
    code = "mcp.not_confirmed"
    message = N_(
        "This confirmation is not for exactly this, or is older than {minutes} minutes. Nothing was "
        "published. Call the tool without confirmation and show the person what comes back."
    )


class Declined(Conflict):
    code = "mcp.declined"
    message = N_("The person said no. Nothing was published.")


class Unanswered(Conflict):
    code = "mcp.unanswered"
    message = N_("The person did not answer within {minutes} minutes. Nothing was published.")


class SlowDown(TooMany):
    code = "mcp.rate_limited"
    message = N_(
        "Too many calls. The limit is {limit} in {seconds} seconds; try again after it ends."
    )
