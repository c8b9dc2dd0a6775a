"""What can be wrong with a question about releases."""

from __future__ import annotations

from affresco.errors import Conflict, Invalid, NotFound
from affresco.text import N_


class ReleaseNotFound(NotFound):
    code = "commons.release_not_found"
    message = N_("There is no published release {version}.")


class RowNotFound(NotFound):
    code = "commons.row_not_found"
    message = N_("This row is not in that release, or not for you to see.")


class RowPresent(Conflict):
    code = "commons.row_present"
    message = N_("The release has a row with this key, so there is no proof that it lacks it.")


class BadRemovalRange(Invalid):
    code = "commons.bad_removal_range"
    message = N_(
        "since is a version below {version}, and after is what the last page gave as next."
    )


class BadUse(Invalid):
    code = "commons.bad_use"
    message = N_(
        "The field {field} is missing or cannot be used: text of up to {limit} characters, "
        "url a web address."
    )
